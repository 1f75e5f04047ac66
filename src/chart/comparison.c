/* SPDX-License-Identifier: MIT
 * chart/comparison: the first bar against the others: this zone, its city, its province. A line runs down from the
 * first bar's head, and a bracket reaches to it from the head of each other. */
#include "chart/kinds.h"
#include "chart/rows.h"

#include <math.h>

#define BRACKET_WEIGHT 0.8 /* [pt] */
#define BRACKET_END    6.0 /* [pt] height of its ends */

static void place_bracket(const JbRows *rows, double from, double to, size_t c, JbDrawing *drawing)
{
  double middle = rows->ranks.middles[c], ends[] = {from, to};
  jb_drawing_line(drawing, JB_TONE_INK, (JbPoint){from, middle}, (JbPoint){to, middle}, BRACKET_WEIGHT);
  for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
    jb_drawing_rectangle(drawing, JB_TONE_INK,
                         (JbRect){ends[i] - BRACKET_WEIGHT / 2, middle - BRACKET_END / 2, BRACKET_WEIGHT, BRACKET_END});
  }
}

bool jb_lay_out_comparison(const JbPlot *plot, JbDrawing *drawing)
{
  JbRows rows;
  JbAxis axis;
  bool fits = jb_rows_init(&rows, plot, 0, drawing);
  fits = jb_rows_axis(&rows, plot, &axis) && fits;
  double own = jb_axis_at(&axis, plot->data[0].to), weight = plot->style->axis_width;
  for (size_t c = 0; c < plot->category_count; c++) {
    jb_rows_bar(&rows, plot, &axis, c, drawing);
    double other = jb_axis_at(&axis, plot->data[c].to);
    if (c > 0 && plot->data[c].there && plot->data[0].there && fabs(other - own) > 2 * BRACKET_WEIGHT) {
      place_bracket(&rows, own, other, c, drawing);
    }
  }
  if (plot->data[0].there) {
    double top = rows.ranks.middles[0] + rows.ranks.bar / 2;
    jb_drawing_rectangle(drawing, JB_TONE_INK, (JbRect){own - weight / 2, top, weight, rows.bottom - top});
  }
  jb_rows_base(&rows, plot, &axis, drawing);
  jb_rows_words(&rows, plot, drawing);
  jb_axis_clear(&axis);
  jb_rows_clear(&rows);
  return fits;
}
