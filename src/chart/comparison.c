/* SPDX-License-Identifier: MIT
 * chart/comparison: the first bar against the others: this zone, its city, its province. A line runs down from the
 * first bar's head, a bracket reaches to it from the head of each other, and beyond the bracket stand that bar's value
 * and what the bracket measures. */
#include "chart/kinds.h"
#include "chart/rows.h"

#include <math.h>

#define BRACKET_WEIGHT 0.8 /* [pt] */
#define BRACKET_END    6.0 /* [pt] height of its ends */
#define BRACKET_LIGHT  1.2 /* [pt] of paper on either side, so that it shows on a bar */
#define HEAD_GAP       5.0 /* [pt] bar or bracket to the value */

/* Where a row's value begins, in values: beyond its bar, its bracket and the base line. */
static double row_head(const JbPlot *plot, size_t c)
{
  double own = plot->data[0].there ? plot->data[0].to : 0;
  return fmax(fmax(plot->data[c].to, own), 0);
}

/* The bars, with their values and remarks to the right of them, from edge to edge. */
static bool solve(const JbRows *rows, const JbPlot *plot, JbAxis *axis)
{
  double low = 0, high = 0;
  jb_axis_init(axis, false);
  for (size_t c = 0; c < plot->category_count; c++) {
    const JbDatum *datum = &plot->data[c];
    JbSize value = jb_plot_measure(plot, JB_WORD_VALUE, c, INFINITY);
    JbSize remark = jb_plot_measure(plot, JB_WORD_REMARK, c, rows->remark_measure);
    double words = HEAD_GAP + value.width + (remark.width > 0 ? JB_ROW_WORD_GAP + remark.width : 0);
    jb_axis_reach(axis, false, row_head(plot, c), words + (datum->open ? JB_AXIS_OPEN_END : 0));
    jb_axis_reach(axis, true, fmin(datum->to, 0), datum->open ? JB_AXIS_OPEN_END : 0);
    low = fmin(low, datum->to);
    high = fmax(high, datum->to);
  }
  bool fits = jb_axis_solve(axis, rows->right - rows->left);
  axis->zero = rows->left + axis->down_length;
  return fits && (high - low <= 0 || (high - low) * axis->unit >= JB_ROW_PLOT_SHARE * plot->width);
}

static void place_bracket(const JbRows *rows, double from, double to, size_t c, JbDrawing *drawing)
{
  double middle = rows->ranks.middles[c], ends[] = {from, to}, light = BRACKET_WEIGHT + 2 * BRACKET_LIGHT;
  jb_drawing_rectangle(drawing, JB_TONE_PAPER, (JbRect){fmin(from, to), middle - light / 2, fabs(to - from), light});
  jb_drawing_line(drawing, JB_TONE_INK, (JbPoint){from, middle}, (JbPoint){to, middle}, BRACKET_WEIGHT);
  for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
    jb_drawing_rectangle(drawing, JB_TONE_INK,
                         (JbRect){ends[i] - BRACKET_WEIGHT / 2, middle - BRACKET_END / 2, BRACKET_WEIGHT, BRACKET_END});
  }
}

static void place_words(const JbRows *rows, const JbPlot *plot, const JbAxis *axis, size_t c, JbDrawing *drawing)
{
  double middle = rows->ranks.middles[c], open = plot->data[c].open ? JB_AXIS_OPEN_END : 0;
  JbSize value = jb_plot_measure(plot, JB_WORD_VALUE, c, INFINITY);
  JbSize remark = jb_plot_measure(plot, JB_WORD_REMARK, c, rows->remark_measure);
  double x = jb_axis_at(axis, row_head(plot, c)) + HEAD_GAP + open;
  jb_drawing_label(drawing, JB_WORD_VALUE, c, (JbRect){x, middle - value.height / 2, value.width, value.height},
                   JB_TEXT_START);
  x += value.width + JB_ROW_WORD_GAP;
  jb_drawing_label(drawing, JB_WORD_REMARK, c, (JbRect){x, middle - remark.height / 2, remark.width, remark.height},
                   JB_TEXT_START);
}

bool jb_lay_out_comparison(const JbPlot *plot, JbDrawing *drawing)
{
  JbRows rows;
  JbAxis axis;
  bool fits = jb_rows_init(&rows, plot, JB_ROW_WORDS_AT_HEADS, 0, drawing);
  fits = solve(&rows, plot, &axis) && fits;
  double own = jb_axis_at(&axis, plot->data[0].to), weight = plot->style->axis_width;
  for (size_t c = 0; c < plot->category_count; c++) {
    jb_rows_bar(&rows, plot, &axis, c, drawing);
    double other = jb_axis_at(&axis, plot->data[c].to);
    if (c > 0 && plot->data[c].there && plot->data[0].there && fabs(other - own) > 2 * BRACKET_WEIGHT) {
      place_bracket(&rows, own, other, c, drawing);
    }
    place_words(&rows, plot, &axis, c, drawing);
  }
  if (plot->data[0].there) {
    double top = rows.ranks.middles[0] + rows.ranks.bar / 2;
    double end = rows.ranks.middles[plot->category_count - 1] + rows.ranks.bar / 2;
    jb_drawing_rectangle(drawing, JB_TONE_INK, (JbRect){own - weight / 2, top, weight, fmax(end - top, 0)});
  }
  jb_rows_base(&rows, plot, &axis, drawing);
  jb_rows_names(&rows, plot, drawing);
  jb_axis_clear(&axis);
  jb_rows_clear(&rows);
  return fits;
}
