/* SPDX-License-Identifier: MIT
 * text/first_fit: first-fit breaking.
 *
 * Method: walk on from the line's start until even the squeezed line is too wide, remembering the last line end that
 * fits naturally and the first one beyond it that fits squeezed. When the character that no longer fits may begin the
 * next line, the natural end is taken; when it may not, the line is squeezed so that it still fits (先挤进); else the
 * line ends earlier and is stretched (后推出). The rest of a paragraph that fits squeezed is taken whole. A line is
 * walked once and at most one line's length beyond its end, so that time is linear. */
#include "text/first_fit.h"

#include <math.h>

/* 孤字: stretching to keep a character company goes no further than this in each joint [em], and leaves a line that is
 * not stretched at least this full. */
#define COMPANY_STRETCH  1.0
#define COMPANY_FULLNESS 0.66

/* --- looking for a line's end --- */

#define NONE SIZE_MAX

/* Candidates for the last cell of a line. */
typedef struct Search {
  size_t natural;                     /* the last that fits as it is */
  size_t squeezed;                    /* the first beyond it that fits squeezed */
  size_t reluctant[JB_BREAK_ALLOWED]; /* the last that fits, of each kind that should not end a line */
  size_t overflow;                    /* the first cell with ink that does not fit */
  size_t ink_end;                     /* where the ink ends of a line that turns after the cell looked at … */
  size_t ink_end_forced;              /* … and of one that is ended there by the text */
  bool whole;                         /* the rest fits, perhaps squeezed: natural or squeezed is its end */
} Search;

/* Judges the line that ends with cell last. False: no later one can fit. */
static bool consider(const JbRuler *ruler, const JbSetLine *line, size_t last, Search *search)
{
  JbBreak kind = (JbBreak)ruler->joints[last].line_end;
  if (jb_ruler_has_ink(ruler, last, true)) {
    search->ink_end = last + 1;
  }
  if (jb_ruler_has_ink(ruler, last, false)) {
    search->ink_end_forced = last + 1;
  }
  size_t end = kind == JB_BREAK_FORCED ? search->ink_end_forced : search->ink_end;
  double excess = jb_ruler_natural(ruler, line, end) - line->room;
  bool fits = excess <= JB_RULER_TOLERANCE,
       fits_squeezed = excess - jb_ruler_slack(ruler, line, end) <= JB_RULER_TOLERANCE;
  if (!fits && search->overflow == NONE) {
    search->overflow = last;
  }
  if (!fits_squeezed) {
    return false;
  }
  if (kind == JB_BREAK_FORCED) {
    search->whole = true;
    *(fits ? &search->natural : &search->squeezed) = last;
    return false;
  }
  if (kind == JB_BREAK_ALLOWED && fits) {
    search->natural = last;
  } else if (kind == JB_BREAK_ALLOWED && search->squeezed == NONE) {
    search->squeezed = last;
  } else if (kind < JB_BREAK_ALLOWED && fits) {
    search->reluctant[kind] = last;
  }
  return true;
}

static Search search_end(const JbRuler *ruler, const JbSetLine *line)
{
  Search search = {.natural = NONE, .squeezed = NONE, .overflow = NONE};
  search.ink_end = search.ink_end_forced = line->ink_first;
  for (int kind = 0; kind < JB_BREAK_ALLOWED; kind++) {
    search.reluctant[kind] = NONE;
  }
  size_t last = line->first;
  while (last < ruler->cells->count && consider(ruler, line, last, &search)) {
    last++;
  }
  return search;
}

/* Does nothing with ink lie between the natural end and the cell that overflows? Then that cell begins the next line.
 */
static bool next_begins_at_overflow(const JbRuler *ruler, const Search *search)
{
  for (size_t i = search->natural + 1; i < search->overflow; i++) {
    if (!jb_cell_is_dropped(&ruler->cells->items[i])) {
      return false;
    }
  }
  return true;
}

/* No welcome end fits: the last reluctant one, in order of reluctance; else one cell, however wide. */
static size_t forced_end(const JbRuler *ruler, const JbSetLine *line, const Search *search)
{
  for (int kind = JB_BREAK_ALLOWED - 1; kind > JB_BREAK_NEVER; kind--) {
    if (search->reluctant[kind] != NONE && search->reluctant[kind] >= line->ink_first) {
      return search->reluctant[kind];
    }
  }
  size_t last = line->ink_first;
  while (ruler->joints[last].line_end == JB_BREAK_NEVER) {
    last++;
  }
  return last;
}

size_t jb_first_fit_end(const JbRuler *ruler, JbSetLine *line)
{
  Search search = search_end(ruler, line);
  if (search.whole) {
    return search.natural != NONE && ruler->joints[search.natural].line_end == JB_BREAK_FORCED ? search.natural
                                                                                               : search.squeezed;
  }
  if (search.overflow != NONE && jb_ruler_may_hang(ruler, line, search.overflow)) {
    line->hanging = true;
    return search.overflow;
  }
  if (search.natural != NONE) {
    return search.squeezed == NONE || next_begins_at_overflow(ruler, &search) ? search.natural : search.squeezed;
  }
  if (search.squeezed != NONE) {
    return search.squeezed;
  }
  size_t last = forced_end(ruler, line, &search);
  line->broken = ruler->joints[last].line_end < JB_BREAK_SOFT;
  return last;
}

/* --- 孤字 --- */

/* Can a line be stretched to its room without gaping? */
static bool stretches(const JbRuler *ruler, const JbSetLine *line)
{
  if (ruler->composition->align < JB_TEXT_JUSTIFY) {
    return line->natural >= COMPANY_FULLNESS * line->room;
  }
  double room = 0;
  for (size_t i = line->ink_first; i + 1 < line->ink_end; i++) {
    const JbJoint *joint = &ruler->joints[i];
    if (joint->expansion == JB_EXPAND_REST) {
      room += COMPANY_STRETCH * jb_cell_size(ruler->cells, i);
    } else if (joint->expansion) {
      room += joint->cap - joint->blank;
    }
  }
  return line->room - line->natural <= room;
}

/* 孤字 control: the line before gives its last character to a lonely one, if it can be stretched. */
static void keep_company(const JbRuler *ruler, JbSetLine *before, JbSetLine *lonely)
{
  if (before->broken || !jb_ruler_is_lonely(ruler, lonely->ink_first, lonely->ink_end)) {
    return;
  }
  size_t last = before->end - 1;
  while (last > before->ink_first && ruler->joints[--last].line_end != JB_BREAK_ALLOWED) {
    ;
  }
  if (ruler->joints[last].line_end != JB_BREAK_ALLOWED) {
    return;
  }
  JbSetLine shorter = *before, longer = jb_ruler_begin(ruler, last + 1);
  shorter.hanging = false;
  jb_ruler_end(ruler, &shorter, last);
  jb_ruler_end(ruler, &longer, lonely->end - 1);
  if (longer.natural > longer.room + JB_RULER_TOLERANCE || !stretches(ruler, &shorter)) {
    return;
  }
  *before = shorter;
  *lonely = longer;
}

/* --- */

void jb_first_fit(const JbRuler *ruler, size_t first, size_t end, GArray *lines)
{
  guint start = lines->len;
  while (first < end) {
    JbSetLine line = jb_ruler_begin(ruler, first);
    jb_ruler_end(ruler, &line, jb_first_fit_end(ruler, &line));
    first = line.end;
    g_array_append_val(lines, line);
  }
  if (ruler->composition->avoid_short_last && lines->len >= start + 2) {
    keep_company(ruler, &g_array_index(lines, JbSetLine, lines->len - 2),
                 &g_array_index(lines, JbSetLine, lines->len - 1));
  }
}
