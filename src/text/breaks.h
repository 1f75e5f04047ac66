/* SPDX-License-Identifier: MIT
 * text/breaks: where a line may end. One verdict for each joint between two cells. */
#ifndef JB_TEXT_BREAKS_H
#define JB_TEXT_BREAKS_H

#include "text/cells.h"
#include "text/spacing.h"

/* In order of reluctance: what a line breaker tries, when nothing better fits, from the bottom up. */
typedef enum JbBreak {
  JB_BREAK_NEVER,   /* inside a glyph */
  JB_BREAK_EDGE,    /* 行首行尾禁则 forbids what would stand at a line's start or end */
  JB_BREAK_UNIT,    /* inside a number, a word, a sign of several cells */
  JB_BREAK_KEPT,    /* the run says unbreakable; the text would allow it */
  JB_BREAK_SOFT,    /* number and counter: kept together where they can be */
  JB_BREAK_ADDRESS, /* after / . - _ ? & = of a URL, - of 2024-01-05: only when it is longer than a line */
  JB_BREAK_ALLOWED,
  JB_BREAK_FORCED, /* a line end in the text, and the end of the text */
} JbBreak;

/* Sets line_end of joints[i], the joint after cell i; there are cells->count of them, the last FORCED. Needs only the
 * cells' classes and flags.
 * Levels: CLREQ "Prohibition Rules for Line Start and Line End", GB/T 15834-2011 5.1; units: UAX #14, GB/T 15835. */
void jb_breaks_find(const JbCells *cells, const JbComposition *composition, JbJoint *joints);

#endif
