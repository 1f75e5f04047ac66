/* SPDX-License-Identifier: MIT
 * chart/rows: rows of names, bars, values and remarks.
 *
 * Model. Four columns: names and remarks are as wide as they ask, up to a share of the width at which they wrap; values
 * are never broken, and stand with their decimal points under one another; the plot has the rest. Rejected: values at
 * the heads of bars, where they would stand on the lines and marks that these charts are drawn for; only a comparison's
 * stand there, beyond its brackets. */
#include "chart/rows.h"

#include <math.h>

#define LABEL_SHARE  0.34 /* of the width: most that names take */
#define REMARK_SHARE 0.33 /* … and remarks */
#define LABEL_GAP    6.0  /* [pt] name to plot */
#define STRETCH      0.25 /* of a row: most that is added to fill the grid */

static double point_of(const JbPlot *plot, size_t category)
{
  return plot->point ? plot->point(plot->words, (JbWord){JB_WORD_VALUE, category}) : (double)NAN;
}

/* How wide a column of values is that have their points under one another; what stands after the points, in *after. */
static double values_width(const JbPlot *plot, double *after)
{
  double before = 0, widest = 0;
  *after = 0;
  for (size_t c = 0; c < plot->category_count; c++) {
    double width = jb_plot_measure(plot, JB_WORD_VALUE, c, INFINITY).width, point = point_of(plot, c);
    widest = fmax(widest, width);
    before = fmax(before, point); /* fmax passes NAN over */
    *after = fmax(*after, width - point);
  }
  return fmax(widest, before + *after);
}

static bool divide_width(JbRows *rows, const JbPlot *plot, JbRowWords words, JbSize *labels, JbSize *remarks)
{
  size_t count = plot->category_count;
  double after, value = values_width(plot, &after);
  rows->label_measure =
      fmin(jb_clusters_largest(plot, JB_WORD_CATEGORY, count).width, LABEL_SHARE * plot->width) + 0.01;
  rows->remark_measure =
      fmin(jb_clusters_largest(plot, JB_WORD_REMARK, count).width, REMARK_SHARE * plot->width) + 0.01;
  bool fits = jb_clusters_set(plot, JB_WORD_CATEGORY, count, rows->label_measure, labels);
  fits = jb_clusters_set(plot, JB_WORD_REMARK, count, rows->remark_measure, remarks) && fits;
  rows->label_right = labels->width;
  rows->left = labels->width + LABEL_GAP;
  rows->right = plot->width;
  if (words == JB_ROW_WORDS_IN_COLUMNS) {
    rows->remark_left = plot->width - remarks->width;
    rows->value_right = rows->remark_left - (remarks->width > 0 ? JB_ROW_WORD_GAP : 0);
    rows->value_point = rows->value_right - after;
    rows->right = rows->value_right - value - (value > 0 ? JB_ROW_WORD_GAP : 0);
  }
  return fits && rows->right - rows->left >= JB_ROW_PLOT_SHARE * plot->width;
}

static void divide_height(JbRows *rows, const JbPlot *plot, double head, double tallest, JbDrawing *drawing)
{
  const JbChartStyle *style = plot->style;
  double count = (double)plot->category_count, least = fmax(tallest, style->bar_height) + JB_VALUE_SEPARATION;
  rows->ranks.bar = style->bar_height;
  rows->step = fmax(style->bar_height + style->bar_gap, least);
  if (plot->most > 0) {
    double room = floor(plot->most / plot->pitch) * plot->pitch - plot->around - head;
    rows->step = CLAMP(room / count, least, rows->step);
  }
  double needed = head + rows->step * count;
  drawing->height = jb_plot_on_grid(plot, needed);
  double stretch = fmin((drawing->height - needed) / count, STRETCH * rows->step);
  rows->step += stretch;
  rows->top = head + (drawing->height - needed - stretch * count) / 2;
  rows->bottom = rows->top + rows->step * count;
  rows->ranks.middles = g_new(double, plot->category_count);
  for (size_t c = 0; c < plot->category_count; c++) {
    rows->ranks.middles[c] = rows->top + ((double)c + 0.5) * rows->step;
    jb_drawing_cut_at(drawing, rows->top + (double)c * rows->step);
  }
  jb_drawing_cut_at(drawing, rows->bottom);
}

bool jb_rows_init(JbRows *rows, const JbPlot *plot, JbRowWords words, double head, JbDrawing *drawing)
{
  JbSize labels, remarks;
  *rows = (JbRows){.ranks.middles = NULL};
  bool fits = divide_width(rows, plot, words, &labels, &remarks);
  divide_height(rows, plot, head, fmax(labels.height, remarks.height), drawing);
  return fits;
}

void jb_rows_clear(JbRows *rows)
{
  g_free(rows->ranks.middles);
}

void jb_rows_names(const JbRows *rows, const JbPlot *plot, JbDrawing *drawing)
{
  for (size_t c = 0; c < plot->category_count; c++) {
    JbSize name = jb_plot_measure(plot, JB_WORD_CATEGORY, c, rows->label_measure);
    double y = rows->ranks.middles[c] - name.height / 2;
    jb_drawing_label(drawing, JB_WORD_CATEGORY, c, (JbRect){rows->label_right - name.width, y, name.width, name.height},
                     JB_TEXT_END);
  }
}

void jb_rows_words(const JbRows *rows, const JbPlot *plot, JbDrawing *drawing)
{
  jb_rows_names(rows, plot, drawing);
  for (size_t c = 0; c < plot->category_count; c++) {
    double middle = rows->ranks.middles[c], point = point_of(plot, c);
    JbSize value = jb_plot_measure(plot, JB_WORD_VALUE, c, INFINITY);
    JbSize remark = jb_plot_measure(plot, JB_WORD_REMARK, c, rows->remark_measure);
    double x = isnan(point) ? rows->value_right - value.width : rows->value_point - point;
    jb_drawing_label(drawing, JB_WORD_VALUE, c, (JbRect){x, middle - value.height / 2, value.width, value.height},
                     JB_TEXT_START);
    jb_drawing_label(drawing, JB_WORD_REMARK, c,
                     (JbRect){rows->remark_left, middle - remark.height / 2, remark.width, remark.height},
                     JB_TEXT_START);
  }
}

static void reach(JbAxis *axis, double value, double fixed)
{
  if (!isnan(value)) {
    jb_axis_reach(axis, value < 0, value, fixed);
  }
}

bool jb_rows_axis(const JbRows *rows, const JbPlot *plot, JbAxis *axis)
{
  jb_axis_init(axis, false);
  for (size_t c = 0; c < plot->category_count; c++) {
    const JbDatum *datum = &plot->data[c];
    reach(axis, datum->to, datum->open ? JB_AXIS_OPEN_END : 0);
    reach(axis, plot->marks ? plot->marks[c] : (double)NAN, 1);
  }
  reach(axis, plot->whole, 1);
  bool fits = jb_axis_solve(axis, rows->right - rows->left);
  axis->zero = rows->left + axis->down_length;
  return fits;
}

void jb_rows_bar(const JbRows *rows, const JbPlot *plot, const JbAxis *axis, size_t category, JbDrawing *drawing)
{
  jb_clusters_bar(plot, axis, category, rows->ranks.middles[category], rows->ranks.bar, drawing);
}

void jb_rows_base(const JbRows *rows, const JbPlot *plot, const JbAxis *axis, JbDrawing *drawing)
{
  double weight = plot->style->axis_width;
  jb_drawing_rectangle(drawing, JB_TONE_INK,
                       (JbRect){axis->zero - weight, rows->top, weight, rows->bottom - rows->top});
}
