/* SPDX-License-Identifier: MIT
 * text/lines: first-fit breaking.
 *
 * Model: the cells stand on one endless line; position[i] is where the body of cell i begins, slack[i] how much the
 * joints before it can give. A line from cell s to cell e is then measured by subtraction, whatever its length.
 *
 * Method: walk on from the line's start until even the squeezed line is too wide, remembering the last line end that
 * fits naturally and the first one beyond it that fits squeezed. When the character that no longer fits may begin the
 * next line, the natural end is taken; when it may not, the line is squeezed so that it still fits; else the line ends
 * earlier and is stretched. The rest of a paragraph that fits squeezed is taken whole. A line is walked once and at
 * most one line's length beyond its end, so that time is linear.
 *
 * Rejected here: the paragraph-wide optimum. It needs the same joints and can stand beside this. */
#include "text/lines.h"

#include "text/justify.h"

#include <math.h>

#define TOLERANCE 1e-6 /* [pt] sums of many widths */

/* 孤字: stretching to keep a character company goes no further than this in each joint [em], and leaves a line that is
 * not stretched at least this full. */
#define COMPANY_STRETCH  0.5
#define COMPANY_FULLNESS 0.66

/* --- measured and judged text --- */

JbGalley *jb_galley_new(const char *text, size_t length, const JbTextRun *runs, size_t run_count,
                        const JbComposition *composition, JbMeasurer *measurer)
{
  JbGalley *galley = g_new0(JbGalley, 1);
  galley->composition = composition;
  galley->cells = jb_cells_new(text, length, runs, run_count);
  galley->joints = g_new0(JbJoint, galley->cells->count);
  measurer->measure(measurer, galley->cells);
  jb_breaks_find(galley->cells, composition, galley->joints);
  jb_spacing_apply(galley->cells, composition, galley->joints);
  for (size_t i = 0; i + 1 < galley->cells->count; i++)
    if (galley->cells->items[i + 1].flags & JB_CELL_JOINED)
      galley->joints[i].line_end = JB_BREAK_NEVER;
  return galley;
}

void jb_galley_free(JbGalley *galley)
{
  if (!galley)
    return;
  jb_cells_free(galley->cells);
  g_free(galley->joints);
  g_free(galley);
}

/* --- measuring lines --- */

typedef struct Breaker {
  const JbCells *cells;
  const JbJoint *joints;
  const JbComposition *composition;
  double measure;   /* [pt] */
  double *position; /* [pt] of each body on the endless line; one more for its end */
  double *slack;    /* [pt] that the joints before a cell can give */
  GArray *lines;    /* of JbSetLine */
} Breaker;

static void lay_out_endless(Breaker *breaker)
{
  size_t count = breaker->cells->count;
  breaker->position = g_new(double, count + 1);
  breaker->slack = g_new(double, count + 1);
  double position = 0, slack = 0;
  for (size_t i = 0; i < count; i++) {
    const JbJoint *joint = &breaker->joints[i];
    breaker->position[i] = position;
    breaker->slack[i] = slack;
    position += breaker->cells->items[i].width + joint->blank;
    slack += joint->reduction ? joint->blank - joint->floor : 0;
  }
  breaker->position[count] = position;
  breaker->slack[count] = slack;
}

static bool is_first_of_text(const Breaker *breaker)
{
  return breaker->lines->len == 0;
}

static double indent_of(const Breaker *breaker)
{
  const JbComposition *composition = breaker->composition;
  return is_first_of_text(breaker) ? composition->first_indent : composition->hanging_indent;
}

/* The blank that an opening mark keeps at a line's start: on turn-over lines none; on the first one its own, so that it
 * stands in its em after the indent (CSS space-first), but for centred lines. */
static double lead_of(const Breaker *breaker, size_t cell)
{
  const JbComposition *composition = breaker->composition;
  bool half = is_first_of_text(breaker) ? composition->indent_open_half || composition->align == JB_TEXT_CENTRE
                                        : composition->line_start_half;
  return half && breaker->cells->items[cell].class == JB_CLASS_OP ? 0 : breaker->cells->items[cell].lead;
}

/* A line begun: what does not change while its end is looked for. */
static JbSetLine begin_line(const Breaker *breaker, size_t first)
{
  const JbCells *cells = breaker->cells;
  JbSetLine line = {.first = first, .ink_first = first, .indent = indent_of(breaker)};
  while (line.ink_first + 1 < cells->count && jb_cell_is_dropped(&cells->items[line.ink_first]) &&
         cells->items[line.ink_first].class != JB_CLASS_NEWLINE)
    line.ink_first++;
  line.lead = lead_of(breaker, line.ink_first);
  line.room = fmax(breaker->measure - line.indent, 0);
  return line;
}

/* Does a cell count where a line ends with it? Typed spaces do not; a wide space does not where the line turns. */
static bool has_ink_at_end(const Breaker *breaker, size_t last, bool turns)
{
  const JbCell *cell = &breaker->cells->items[last];
  return !jb_cell_is_dropped(cell) && !(turns && cell->class == JB_CLASS_WIDE_SPACE);
}

static double natural_to(const Breaker *breaker, const JbSetLine *line, size_t end)
{
  if (end <= line->ink_first)
    return 0;
  return line->lead + breaker->position[end - 1] + breaker->cells->items[end - 1].width -
         breaker->position[line->ink_first];
}

static double slack_to(const Breaker *breaker, const JbSetLine *line, size_t end)
{
  if (!breaker->composition->squeeze || end <= line->ink_first)
    return 0;
  return breaker->slack[end - 1] - breaker->slack[line->ink_first];
}

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
static bool consider(const Breaker *breaker, const JbSetLine *line, size_t last, Search *search)
{
  JbBreak kind = (JbBreak)breaker->joints[last].line_end;
  if (has_ink_at_end(breaker, last, true))
    search->ink_end = last + 1;
  if (has_ink_at_end(breaker, last, false))
    search->ink_end_forced = last + 1;
  size_t end = kind == JB_BREAK_FORCED ? search->ink_end_forced : search->ink_end;
  double excess = natural_to(breaker, line, end) - line->room;
  bool fits = excess <= TOLERANCE, fits_squeezed = excess - slack_to(breaker, line, end) <= TOLERANCE;
  if (!fits && search->overflow == NONE)
    search->overflow = last;
  if (!fits_squeezed)
    return false;
  if (kind == JB_BREAK_FORCED) {
    search->whole = true;
    *(fits ? &search->natural : &search->squeezed) = last;
    return false;
  }
  if (kind == JB_BREAK_ALLOWED && fits)
    search->natural = last;
  else if (kind == JB_BREAK_ALLOWED && search->squeezed == NONE)
    search->squeezed = last;
  else if (kind < JB_BREAK_ALLOWED && fits)
    search->reluctant[kind] = last;
  return true;
}

static Search search_end(const Breaker *breaker, const JbSetLine *line)
{
  Search search = {.natural = NONE, .squeezed = NONE, .overflow = NONE};
  search.ink_end = search.ink_end_forced = line->ink_first;
  for (int kind = 0; kind < JB_BREAK_ALLOWED; kind++)
    search.reluctant[kind] = NONE;
  size_t last = line->first;
  while (last < breaker->cells->count && consider(breaker, line, last, &search))
    last++;
  return search;
}

/* Does nothing with ink lie between the natural end and the cell that overflows? Then that cell begins the next line.
 */
static bool next_begins_at_overflow(const Breaker *breaker, const Search *search)
{
  for (size_t i = search->natural + 1; i < search->overflow; i++)
    if (!jb_cell_is_dropped(&breaker->cells->items[i]))
      return false;
  return true;
}

static bool is_mark(const JbCell *cell)
{
  return cell->class <= JB_CLASS_ST2;
}

/* 悬挂: one pause or stop mark, alone, that would begin the next line. */
static bool may_hang(const Breaker *breaker, const JbSetLine *line, const Search *search)
{
  const JbCells *cells = breaker->cells;
  size_t at = search->overflow;
  if (!breaker->composition->hang || at == NONE || at == line->ink_first)
    return false;
  JbClass class = (JbClass)cells->items[at].class;
  JbBreak after = (JbBreak)breaker->joints[at].line_end;
  if ((class != JB_CLASS_PA && class != JB_CLASS_ST) || (after != JB_BREAK_ALLOWED && after != JB_BREAK_FORCED))
    return false;
  if (breaker->joints[at - 1].line_end != JB_BREAK_EDGE || is_mark(&cells->items[at - 1]))
    return false;
  return at + 1 >= cells->count || !is_mark(&cells->items[at + 1]);
}

/* No welcome end fits: the last reluctant one, in order of reluctance; else one cell, however wide. */
static size_t forced_end(const Breaker *breaker, const JbSetLine *line, const Search *search)
{
  for (int kind = JB_BREAK_ALLOWED - 1; kind > JB_BREAK_NEVER; kind--)
    if (search->reluctant[kind] != NONE && search->reluctant[kind] >= line->ink_first)
      return search->reluctant[kind];
  size_t last = line->ink_first;
  while (breaker->joints[last].line_end == JB_BREAK_NEVER)
    last++;
  return last;
}

static size_t choose_end(const Breaker *breaker, JbSetLine *line)
{
  Search search = search_end(breaker, line);
  if (search.whole)
    return search.natural != NONE && breaker->joints[search.natural].line_end == JB_BREAK_FORCED ? search.natural
                                                                                                 : search.squeezed;
  if (may_hang(breaker, line, &search)) {
    line->hanging = true;
    return search.overflow;
  }
  if (search.natural != NONE)
    return search.squeezed == NONE || next_begins_at_overflow(breaker, &search) ? search.natural : search.squeezed;
  if (search.squeezed != NONE)
    return search.squeezed;
  size_t last = forced_end(breaker, line, &search);
  line->broken = breaker->joints[last].line_end < JB_BREAK_SOFT;
  return last;
}

/* --- lines --- */

static void end_line(const Breaker *breaker, JbSetLine *line, size_t last)
{
  const JbCells *cells = breaker->cells;
  line->end = last + 1;
  line->last = breaker->joints[last].line_end == JB_BREAK_FORCED;
  line->ink_end = line->end;
  while (line->ink_end > line->ink_first && !has_ink_at_end(breaker, line->ink_end - 1, !line->last))
    line->ink_end--;
  line->natural = natural_to(breaker, line, line->hanging ? line->ink_end - 1 : line->ink_end);
  double trail = line->ink_end > line->ink_first ? cells->items[line->ink_end - 1].trail : 0;
  bool kept = !breaker->composition->line_end_half && !line->hanging;
  line->trail = kept ? CLAMP(line->room - line->natural, 0, trail) : 0;
}

/* One character, or one and marks: too little for a line (CLREQ "Widows and Orphans"). */
static bool is_lonely(const Breaker *breaker, const JbSetLine *line)
{
  unsigned characters = 0;
  for (size_t i = line->ink_first; i < line->ink_end && characters < 2; i++) {
    JbClass class = (JbClass)breaker->cells->items[i].class;
    if (class > JB_CLASS_EL && !jb_cell_is_dropped(&breaker->cells->items[i]))
      characters++;
  }
  return characters == 1;
}

/* Can a line be stretched to its room without gaping? */
static bool stretches(const Breaker *breaker, const JbSetLine *line)
{
  if (breaker->composition->align != JB_TEXT_JUSTIFY)
    return line->natural >= COMPANY_FULLNESS * line->room;
  double room = 0;
  for (size_t i = line->ink_first; i + 1 < line->ink_end; i++) {
    const JbJoint *joint = &breaker->joints[i];
    if (joint->expansion == JB_EXPAND_REST)
      room += COMPANY_STRETCH * jb_cell_size(breaker->cells, i);
    else if (joint->expansion)
      room += joint->cap - joint->blank;
  }
  return line->room - line->natural <= room;
}

/* 孤字 control: the line before gives its last character to a lonely one, if it can be stretched. */
static void keep_company(Breaker *breaker)
{
  if (breaker->lines->len < 2)
    return;
  JbSetLine *lonely = &g_array_index(breaker->lines, JbSetLine, breaker->lines->len - 1);
  JbSetLine *before = lonely - 1;
  if (before->last || before->broken || !is_lonely(breaker, lonely))
    return;
  size_t last = before->end - 1;
  while (last > before->ink_first && breaker->joints[--last].line_end != JB_BREAK_ALLOWED)
    ;
  if (breaker->joints[last].line_end != JB_BREAK_ALLOWED)
    return;
  JbSetLine shorter = *before, longer = *lonely;
  shorter.hanging = false;
  end_line(breaker, &shorter, last);
  longer.first = longer.ink_first = last + 1;
  while (jb_cell_is_dropped(&breaker->cells->items[longer.ink_first]))
    longer.ink_first++;
  longer.lead = lead_of(breaker, longer.ink_first);
  end_line(breaker, &longer, longer.end - 1);
  if (longer.natural > longer.room + TOLERANCE || !stretches(breaker, &shorter))
    return;
  *before = shorter;
  *lonely = longer;
}

/* URLs longer than a line may be parted at their own signs (standards 1.3). */
static void open_addresses(const JbGalley *galley, double measure)
{
  const JbCells *cells = galley->cells;
  for (size_t i = 0; i < cells->count; i++) {
    size_t first = i;
    double width = 0;
    for (; i < cells->count && cells->items[i].flags & JB_CELL_URL; i++)
      width += cells->items[i].width + galley->joints[i].blank;
    for (size_t k = first; k < i && width > measure; k++)
      if (galley->joints[k].line_end == JB_BREAK_ADDRESS)
        galley->joints[k].line_end = JB_BREAK_ALLOWED;
  }
}

static void add_empty_line(Breaker *breaker)
{
  double indent = indent_of(breaker);
  JbSetLine line = {.indent = indent, .room = fmax(breaker->measure - indent, 0), .last = true};
  g_array_append_val(breaker->lines, line);
}

GArray *jb_lines_break(const JbGalley *galley, double measure)
{
  Breaker breaker = {.cells = galley->cells,
                     .joints = galley->joints,
                     .composition = galley->composition,
                     .measure = measure,
                     .lines = g_array_new(FALSE, FALSE, sizeof(JbSetLine))};
  if (galley->cells->count == 0) {
    add_empty_line(&breaker);
    return breaker.lines;
  }
  open_addresses(galley, measure);
  lay_out_endless(&breaker);
  for (size_t first = 0; first < galley->cells->count;) {
    JbSetLine line = begin_line(&breaker, first);
    end_line(&breaker, &line, choose_end(&breaker, &line));
    first = line.end;
    g_array_append_val(breaker.lines, line);
    if (line.last && galley->composition->avoid_short_last)
      keep_company(&breaker);
  }
  g_free(breaker.position);
  g_free(breaker.slack);
  return breaker.lines;
}

double jb_line_adjust(const JbGalley *galley, const JbSetLine *line, double *blanks)
{
  size_t count = line->ink_end > line->ink_first ? line->ink_end - line->ink_first - 1 : 0;
  const JbJoint *joints = galley->joints + line->ink_first;
  for (size_t i = 0; i < count; i++)
    blanks[i] = joints[i].blank;
  double amount = line->room - line->natural - line->trail;
  bool stretches_to_room = galley->composition->align == JB_TEXT_JUSTIFY && !line->last;
  if (isinf(amount) || fabs(amount) <= TOLERANCE || (amount > 0 && !stretches_to_room))
    return 0;
  if (line->hanging)
    count--; /* the blank before a hanging mark is outside too */
  return jb_justify(blanks, joints, count, amount);
}
