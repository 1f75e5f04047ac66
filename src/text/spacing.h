/* SPDX-License-Identifier: MIT
 * text/spacing: what is between the bodies of two neighbouring cells: blanks of marks after compression (标点挤压),
 * Han–Latin gaps, word spaces; and how far each may be squeezed or stretched.
 *
 * Model: a full-width mark is a body of 1/2 em and a blank of 1/2 em on one side (CLREQ figure of adjustment sides).
 * Glyphs are never scaled. A line is bodies and the blanks between them; justification changes blanks only. */
#ifndef JB_TEXT_SPACING_H
#define JB_TEXT_SPACING_H

#include "text/cells.h"

/* Steps of standards 1.6, CLREQ "Procedures for Inter-Character Spacing Reduction" and "… Expansion". Each is exhausted
 * before the next; all members of a step change by the same amount. */
typedef enum JbReduction {
  JB_REDUCE_NOTHING = 0,
  JB_REDUCE_WORD_SPACE = 2, /* step 1, the mark at a line's end, is text/lines.h */
  JB_REDUCE_INTERPUNCT = 3,
  JB_REDUCE_BRACKET = 4,
  JB_REDUCE_PAUSE = 5,
  JB_REDUCE_GAP = 6,
  JB_REDUCE_STOP = 7,
  JB_REDUCE_LAST = 7,
} JbReduction;

typedef enum JbExpansion {
  JB_EXPAND_NOTHING = 0,
  JB_EXPAND_WORD_SPACE = 1,
  JB_EXPAND_GAP = 2,
  JB_EXPAND_REST = 3, /* without limit */
  JB_EXPAND_LAST = 3,
} JbExpansion;

typedef struct JbJoint {
  double blank;      /* [pt] natural */
  double floor, cap; /* [pt] what it may be squeezed and stretched to */
  uint8_t reduction; /* JbReduction */
  uint8_t expansion; /* JbExpansion */
  uint8_t line_end;  /* JbBreak: may a line end here? */
} JbJoint;

/* Sets width, lead and trail of every cell, from its class and advance, and blank, floor, cap, reduction and expansion
 * of joints[i], the joint after cell i (cells->count of them; the last has no blank). line_end must be set. */
void jb_spacing_apply(JbCells *cells, const JbComposition *composition, JbJoint *joints);

#endif
