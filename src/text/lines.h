/* SPDX-License-Identifier: MIT
 * text/lines: cells and joints → lines, first-fit: natural width, else squeezed (先挤进), else pushed down (后推出). */
#ifndef JB_TEXT_LINES_H
#define JB_TEXT_LINES_H

#include "text/breaks.h"
#include "text/cells.h"
#include "text/measure.h"
#include "text/spacing.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Text measured and judged: what lines are made from. */
typedef struct JbGalley {
  JbCells *cells;
  JbJoint *joints;                  /* cells->count */
  const JbComposition *composition; /* borrowed */
} JbGalley;

/* Classes → measures → breaks → spacing. text, runs and composition are borrowed. */
JbGalley *jb_galley_new(const char *text, size_t length, const JbTextRun *runs, size_t run_count,
                        const JbComposition *composition, JbMeasurer *measurer);
void jb_galley_free(JbGalley *galley);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbGalley, jb_galley_free)

typedef struct JbSetLine {
  size_t first, end;         /* cells, dropped ones included */
  size_t ink_first, ink_end; /* without spaces at its edges: what is drawn; equal: an empty line */
  double indent;             /* [pt] */
  double room;               /* [pt] measure without indent; may be INFINITY */
  double lead, trail;        /* [pt] blank kept before its first and after its last body */
  double natural;            /* [pt] lead, bodies and blanks; without trail, indent and a hanging mark */
  bool last;                 /* of the text, or before a forced line end */
  bool hanging;              /* its last cell, a mark, stands outside the measure */
  bool broken;               /* ends inside what should stay together, for want of room */
} JbSetLine;

/* Of JbSetLine, at least one. Free with g_array_unref. Time is linear in the text. */
GArray *jb_lines_break(const JbGalley *galley, double measure);

/* The blanks of a line as set [pt]: blanks[i] is after cell ink_first + i, for the ink_end - ink_first - 1 joints of
 * the line. Returns what could not be placed (see jb_justify): above 0 the line stays short, below 0 it is too wide. */
double jb_line_adjust(const JbGalley *galley, const JbSetLine *line, double *blanks);

#endif
