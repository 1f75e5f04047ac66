/* SPDX-License-Identifier: MIT
 * text/measure: who says how wide a character is. Fonts do (text/shape.h); tests use a metric of their own with the
 * same engine. */
#ifndef JB_TEXT_MEASURE_H
#define JB_TEXT_MEASURE_H

#include "text/cells.h"

typedef struct JbMeasurer JbMeasurer;
struct JbMeasurer {
  /* Sets advance [pt] of every cell; 0 for those that are not visible. */
  void (*measure)(JbMeasurer *measurer, JbCells *cells);
};

#endif
