/* SPDX-License-Identifier: MIT
 * text/ruler: how wide a line would be, asked by those who look for line ends (text/first_fit.c, text/total_fit.c,
 * text/heading.c). Private to text/.
 *
 * Model: the cells stand on one endless line; position is where the body of a cell begins, slack how much the joints
 * before it can give. A line from cell s to cell e is then measured by subtraction, whatever its length. */
#ifndef JB_TEXT_RULER_H
#define JB_TEXT_RULER_H

#include "text/lines.h"

/* [pt] Nobody sees it. Less than what a measure of so many ems loses when a theme gives its margins in millimetres. */
#define JB_RULER_TOLERANCE 0.005

typedef struct JbMark {
  double position; /* [pt] of the cell's body on the endless line */
  double slack;    /* [pt] that the joints before it can give */
} JbMark;

/* How far the joints before a cell can be stretched. */
typedef struct JbStretch {
  double capped; /* [pt] word spaces and gaps, up to their caps */
  double free;   /* [pt] type sizes of all other joints that stretch, added up */
} JbStretch;

typedef struct JbRuler {
  const JbCells *cells;
  const JbJoint *joints;
  const JbComposition *composition;
  double measure;     /* [pt] */
  JbMark *marks;      /* one more than cells: the end */
  JbStretch *stretch; /* the same; NULL for first-fit, which does not ask what a line costs */
} JbRuler;

void jb_ruler_init(JbRuler *ruler, const JbGalley *galley, double measure);
void jb_ruler_clear(JbRuler *ruler);

/* A line begun with cell first: what does not change while its end is looked for. */
JbSetLine jb_ruler_begin(const JbRuler *ruler, size_t first);

/* Ends a line with cell last. */
void jb_ruler_end(const JbRuler *ruler, JbSetLine *line, size_t last);

/* Does a cell count where a line ends with it? Typed spaces do not; a wide space does not where the line turns. */
static inline bool jb_ruler_has_ink(const JbRuler *ruler, size_t last, bool turns)
{
  const JbCell *cell = &ruler->cells->items[last];
  return !jb_cell_is_dropped(cell) && !(turns && cell->class == JB_CLASS_WIDE_SPACE);
}

/* [pt] Blank that a cell keeps at a line's end. Closing marks, pauses and stops give theirs (GB/T 15834 5.1.10), or
 * keep it as line-end says; an interpunct has its em there too. */
static inline double jb_ruler_kept_trail(const JbCell *cell)
{
  return cell->class == JB_CLASS_MD ? cell->trail : 0;
}

/* [pt] From the line's start to where the cell before end ends. */
static inline double jb_ruler_natural(const JbRuler *ruler, const JbSetLine *line, size_t end)
{
  if (end <= line->ink_first) {
    return 0;
  }
  const JbCell *last = &ruler->cells->items[end - 1];
  return line->lead + ruler->marks[end - 1].position + last->width + jb_ruler_kept_trail(last) -
         ruler->marks[line->ink_first].position;
}

/* [pt] How much of that can be squeezed out. */
static inline double jb_ruler_slack(const JbRuler *ruler, const JbSetLine *line, size_t end)
{
  if (!ruler->composition->squeeze || end <= line->ink_first) {
    return 0;
  }
  return ruler->marks[end - 1].slack - ruler->marks[line->ink_first].slack;
}

/* 悬挂: may the mark at this cell stand outside the measure? One pause or stop, alone, that would begin a line. */
bool jb_ruler_may_hang(const JbRuler *ruler, const JbSetLine *line, size_t at);

/* One character, or one and marks: too little for a line (CLREQ "Widows and Orphans"). */
bool jb_ruler_is_lonely(const JbRuler *ruler, size_t first, size_t end);

#endif
