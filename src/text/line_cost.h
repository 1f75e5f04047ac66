/* SPDX-License-Identifier: MIT
 * text/line_cost: what it costs the reader that a line is set as it is: the one measure of good and bad lines.
 * Private to text/.
 *
 * Model: blanks that look alike from line to line are what a reader sees, so that costs grow faster than blanks do: two
 * lines stretched a little are better than one stretched twice as much. Every line costs 3.5, so that squeezing one all
 * it can give is worth while where that saves a line (先挤进), and on top of it
 * - squeezed: up to 3, by the square of the part of its slack that it gives;
 * - stretched: up to 1/2 for word spaces and Han-Latin gaps, by the square of the part of their room that is used; then
 *   twice the cube of what each other joint grows by, in twentieths of an em (one em more in a line of 28 costs 0.8,
 *   two cost 6.5); beyond 4/20 em the cost grows as fast as there, up to 5000;
 * - ragged, where lines are not stretched: 20 times the square of the part of the measure that is left empty;
 * - short, where nothing can stretch: 5000 and up to as much again;
 * - a hanging mark 1, a number parted from its counter 20, a lonely last character (孤字) 30, what must stay together
 *   broken 100,000. */
#ifndef JB_TEXT_LINE_COST_H
#define JB_TEXT_LINE_COST_H

#include "text/ruler.h"

#define JB_COST_BROKEN 100000.0

/* A stretched line costs no less than one that needs less stretching and begins earlier, but for this much. */
#define JB_COST_UNEVEN 0.5

/* What a line's cost depends on. */
typedef struct JbLineMatter {
  double amount;    /* [pt] to be put into its blanks; below 0 taken out */
  double room;      /* [pt] */
  double slack;     /* [pt] what its blanks can give … */
  JbStretch growth; /* … and how far they can be stretched */
  JbBreak end;      /* what it ends at; FORCED: it is a last line */
  bool hanging, broken;
  bool lonely; /* a last line of one character */
} JbLineMatter;

double jb_cost_of_line(const JbComposition *composition, const JbLineMatter *matter);

/* The cost of a line that has been ended. The ruler must be one for total-fit. */
double jb_line_cost(const JbRuler *ruler, const JbSetLine *line);

/* The cost of lines (of JbSetLine), added up. */
double jb_lines_cost(const JbRuler *ruler, const JbSetLine *lines, size_t count);

#endif
