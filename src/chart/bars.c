/* SPDX-License-Identifier: MIT
 * chart/bars: bars that lie, a row a category.
 *
 * Model. Labels stand in a column on the left, flush with the bars, and wrap when they would take more than their
 * share; rows are as far apart as the style says, closer on a page that would not hold them, and stretch a little to
 * fill the grid. A group's name has a row of its own above its bars. Growth is an arrow beside all rows, from the first
 * to the last. */
#include "chart/clusters.h"
#include "chart/kinds.h"

#include <math.h>

#define LABEL_GAP          6.0  /* [pt] category label to the bars */
#define NEGATIVE_LABEL_GAP 14.0 /* [pt] the same where values stand between */
#define LABEL_SHARE        0.40 /* of the width: most that category labels take before they wrap */
#define STRETCH            0.25 /* of a row's pitch: most that is added to fill the grid */
#define GROUP_ABOVE        4.0  /* [pt] air above a group's name */
#define GROUP_BELOW        2.0  /* [pt] air below it */
#define GROWTH_WEIGHT      0.8  /* [pt] */
#define GROWTH_ARROW       12.0 /* [pt] least length of a growth's arrow; its head is a third of it */
#define GROWTH_AIR         4.0  /* [pt] around it and its label */

/* The vertical division. */
typedef struct Rows {
  double top;
  double step;  /* from one category to the next */
  double group; /* height of a group's name with its air; 0 without groups */
  JbRanks ranks;
} Rows;

static bool any_down(const JbPlot *plot)
{
  for (size_t i = 0; i < plot->series_count * plot->category_count; i++) {
    if (plot->data[i].to < 0 || plot->data[i].from < 0) {
      return true;
    }
  }
  return false;
}

/* Names of groups before category c's row, its own group's among them. */
static double groups_before(const JbPlot *plot, size_t c)
{
  return plot->groups ? (double)plot->groups[c] + 1 : 0;
}

/* other_height: of what is no row. [pt] */
static void divide_height(const JbPlot *plot, double label_height, double other_height, Rows *rows)
{
  const JbChartStyle *style = plot->style;
  size_t values = plot->series_count * plot->category_count;
  double value = jb_clusters_largest(plot, JB_WORD_VALUE, values).height;
  double abreast = fmax((double)jb_clusters_abreast(plot), 1);
  JbRanks *ranks = &rows->ranks;
  ranks->bar = plot->stacked ? fmax(style->bar_height, value + 2 * JB_INSIDE_AIR) : style->bar_height;
  ranks->step = fmax(style->bar_height * JB_GROUP_STEP, value + JB_VALUE_SEPARATION / 2);
  double group = (abreast - 1) * ranks->step + fmax(ranks->bar, value);
  double least = fmax(group, label_height) + JB_VALUE_SEPARATION;
  rows->step = fmax(group + style->bar_gap, least);
  if (plot->most > 0) {
    double room = floor(plot->most / plot->pitch) * plot->pitch - plot->around - other_height;
    rows->step = CLAMP(room / (double)plot->category_count, least, rows->step);
  }
}

static void place_rows(const JbPlot *plot, Rows *rows)
{
  rows->ranks.middles = g_new(double, plot->category_count);
  for (size_t c = 0; c < plot->category_count; c++) {
    rows->ranks.middles[c] = rows->top + groups_before(plot, c) * rows->group + ((double)c + 0.5) * rows->step;
  }
}

/* Heights of all, the rest of the last grid step shared out. */
static void divide(const JbPlot *plot, double label_height, double top, Rows *rows, JbDrawing *drawing)
{
  double count = (double)plot->category_count;
  size_t ticks = plot->scaled ? (size_t)(plot->scale.last - plot->scale.first + 1) : 0;
  double below = ticks ? JB_TICK_GAP + jb_clusters_largest(plot, JB_WORD_TICK, ticks).height : 0;
  rows->group = plot->groups ? GROUP_ABOVE + plot->leading + GROUP_BELOW : 0;
  double groups = rows->group * (double)(plot->groups ? plot->group_count : 0);
  divide_height(plot, label_height, top + below + groups, rows);
  double needed = top + groups + rows->step * count + below;
  drawing->height = jb_plot_on_grid(plot, needed);
  double stretch = fmin((drawing->height - needed) / count, STRETCH * rows->step);
  rows->step += stretch;
  rows->top = top + (drawing->height - needed - stretch * count) / 2;
  place_rows(plot, rows);
}

static bool begins_group(const JbPlot *plot, size_t c)
{
  return plot->groups && (c == 0 || plot->groups[c] != plot->groups[c - 1]);
}

/* Where the chart may go on over the page: between categories, a group's name keeping to the first of its. */
static void cut_rows(const JbPlot *plot, const Rows *rows, JbDrawing *drawing)
{
  for (size_t c = 0; c < plot->category_count; c++) {
    double top = rows->ranks.middles[c] - rows->step / 2;
    jb_drawing_cut_at(drawing, begins_group(plot, c) ? top - rows->group : top);
  }
  jb_drawing_cut_at(drawing, rows->ranks.middles[plot->category_count - 1] + rows->step / 2);
}

static bool place_words(const JbPlot *plot, const Rows *rows, double measure, double right, JbDrawing *drawing)
{
  bool fits = true;
  for (size_t c = 0; c < plot->category_count; c++) {
    JbSize size = jb_plot_measure(plot, JB_WORD_CATEGORY, c, measure);
    JbRect box = {right - size.width, rows->ranks.middles[c] - size.height / 2, size.width, size.height};
    jb_drawing_label(drawing, JB_WORD_CATEGORY, c, box, JB_TEXT_END);
    if (begins_group(plot, c)) {
      JbSize name = jb_plot_measure(plot, JB_WORD_GROUP, plot->groups[c], INFINITY);
      double top = rows->ranks.middles[c] - rows->step / 2 - GROUP_BELOW - plot->leading;
      jb_drawing_label(drawing, JB_WORD_GROUP, plot->groups[c], (JbRect){0, top, name.width, name.height},
                       JB_TEXT_START);
      fits = fits && name.width <= plot->width && name.height <= plot->leading + 0.01;
    }
  }
  return fits;
}

/* One line beside all rows, broken where a group's name stands. */
static void place_base(const JbPlot *plot, const Rows *rows, double zero, JbDrawing *drawing)
{
  double weight = plot->style->axis_width;
  for (size_t first = 0, end; first < plot->category_count; first = end) {
    for (end = first + 1; end < plot->category_count && !begins_group(plot, end); end++) {
    }
    double top = rows->ranks.middles[first] - rows->step / 2;
    jb_drawing_rectangle(drawing, JB_TONE_INK,
                         (JbRect){zero - weight, top, weight, rows->step * (double)(end - first)});
  }
}

/* What a growth takes at the right edge. */
static double growth_width(const JbPlot *plot)
{
  double label = jb_plot_measure(plot, JB_WORD_GROWTH, 0, INFINITY).width;
  return label > 0 ? label + GROWTH_AIR + GROWTH_ARROW + GROWTH_AIR : 0;
}

/* Where a row's words and bars end. */
static double row_end(const JbPlot *plot, size_t category, double left, const JbDrawing *drawing)
{
  double end = left;
  for (guint i = 0; i < drawing->labels->len; i++) {
    const JbDrawnLabel *label = jb_drawing_label_at(drawing, i);
    bool value = label->word.kind == JB_WORD_VALUE && label->word.index % plot->category_count == category;
    if (value || (label->word.kind == JB_WORD_TOTAL && label->word.index == category)) {
      end = fmax(end, jb_rect_right(label->box));
    }
  }
  for (guint i = 0; i < drawing->shapes->len; i++) {
    const JbDrawnShape *shape = jb_drawing_shape(drawing, i);
    if (shape->datum != JB_NO_DATUM && shape->datum % plot->category_count == category) {
      end = fmax(end, jb_rect_right(jb_drawing_shape_box(drawing, shape)));
    }
  }
  return end + GROWTH_AIR;
}

/* From the first row out, down beside all, back to the last; its label at the edge. */
static void place_growth(const JbPlot *plot, const Rows *rows, double left, JbDrawing *drawing)
{
  JbSize size = jb_plot_measure(plot, JB_WORD_GROWTH, 0, INFINITY);
  size_t last = plot->category_count - 1;
  if (size.width <= 0) {
    return;
  }
  double from = rows->ranks.middles[0], to = rows->ranks.middles[last], tip = row_end(plot, last, left, drawing);
  double x = plot->width - size.width - GROWTH_AIR, length = GROWTH_ARROW / 3, half = length / 2;
  const JbPoint head[] = {{tip + length, to - half}, {tip + length, to + half}, {tip, to}};
  jb_drawing_line(drawing, JB_TONE_INK, (JbPoint){row_end(plot, 0, left, drawing), from}, (JbPoint){x, from},
                  GROWTH_WEIGHT);
  jb_drawing_line(drawing, JB_TONE_INK, (JbPoint){x, from}, (JbPoint){x, to}, GROWTH_WEIGHT);
  jb_drawing_line(drawing, JB_TONE_INK, (JbPoint){x, to}, (JbPoint){tip + length, to}, GROWTH_WEIGHT);
  jb_drawing_polygon(drawing, JB_TONE_INK, head, G_N_ELEMENTS(head));
  jb_drawing_label(drawing, JB_WORD_GROWTH, 0,
                   (JbRect){plot->width - size.width, (from + to - size.height) / 2, size.width, size.height},
                   JB_TEXT_START);
}

bool jb_lay_out_bars(const JbPlot *plot, JbDrawing *drawing)
{
  JbSize labels;
  double widest = jb_clusters_largest(plot, JB_WORD_CATEGORY, plot->category_count).width;
  double measure = fmin(widest, LABEL_SHARE * plot->width) + 0.01;
  bool fits = jb_clusters_set(plot, JB_WORD_CATEGORY, plot->category_count, measure, &labels);
  double left = labels.width + (any_down(plot) ? NEGATIVE_LABEL_GAP : LABEL_GAP);
  Rows rows;
  divide(plot, labels.height, jb_clusters_legend(plot, left, false, drawing), &rows, drawing);
  fits = place_words(plot, &rows, measure, labels.width, drawing) && fits;

  JbAxis axis;
  jb_axis_init(&axis, false);
  jb_clusters_reach(plot, &axis);
  fits = jb_axis_solve(&axis, plot->width - left - growth_width(plot)) && jb_clusters_show(plot, &axis) && fits;
  axis.zero = left + axis.down_length;
  fits = jb_clusters_place(plot, &axis, &rows.ranks, drawing) && fits;
  const double *middles = rows.ranks.middles;
  jb_clusters_ticks(plot, &axis, middles[plot->category_count - 1] + rows.step / 2, middles[0] - rows.step / 2,
                    drawing);
  place_base(plot, &rows, axis.zero, drawing);
  place_growth(plot, &rows, left, drawing);
  cut_rows(plot, &rows, drawing);
  jb_axis_clear(&axis);
  g_free(rows.ranks.middles);
  return fits;
}
