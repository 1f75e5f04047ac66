/* SPDX-License-Identifier: MIT
 * chart/clusters: bars, their open ends and their values, along either axis.
 *
 * Labels never overlap because each keeps to its own slot (or step, in groups): what does not fit there turns the
 * chart. Rejected: moving labels apart after placing them, slanted labels, smaller type. */
#include "chart/clusters.h"

#include <math.h>

/* The open end of a bar: the bar rises to a point, and two thinning chevrons follow it. All of it is
 * JB_AXIS_OPEN_END long; the slope is the same for narrow and wide bars as far as that allows. */
#define POINT_SLOPE 0.36
static const struct {
  double offset, thickness; /* [pt] outwards from the bar's end */
} chevrons[] = {{1.3, 1.4}, {4.0, 0.7}};
#define POINT_RISE_MAXIMUM (JB_AXIS_OPEN_END - 4.7)

#define SWATCH_SIZE    0.72 /* [em] side of a legend's square */
#define SWATCH_GAP     0.40 /* [em] square to its text */
#define LEGEND_GAP     1.60 /* [em] between entries */
#define LEGEND_BELOW   6.0
#define LENGTH_MINIMUM 6.0 /* of the longest bar */
#define GRID_AIR       2.0 /* between a grid line and a value label */

/* --- counting and measuring --- */

static bool is_line(const JbPlot *plot, size_t series)
{
  return plot->lines && plot->lines[series];
}

size_t jb_clusters_bar_series(const JbPlot *plot)
{
  size_t count = 0;
  for (size_t s = 0; s < plot->series_count; s++) {
    count += !is_line(plot, s);
  }
  return count;
}

size_t jb_clusters_abreast(const JbPlot *plot)
{
  return plot->stacked ? 1 : jb_clusters_bar_series(plot);
}

JbSize jb_clusters_largest(const JbPlot *plot, JbWordKind kind, size_t count)
{
  JbSize largest = {0, 0};
  for (size_t i = 0; i < count; i++) {
    if (kind == JB_WORD_VALUE && is_line(plot, i / plot->category_count)) {
      continue;
    }
    JbSize size = jb_plot_measure(plot, kind, i, INFINITY);
    largest.width = fmax(largest.width, size.width);
    largest.height = fmax(largest.height, size.height);
  }
  return largest;
}

bool jb_clusters_set(const JbPlot *plot, JbWordKind kind, size_t count, double measure, JbSize *largest)
{
  bool fits = true;
  *largest = (JbSize){0, 0};
  for (size_t i = 0; i < count; i++) {
    JbSize size = jb_plot_measure(plot, kind, i, measure);
    largest->width = fmax(largest->width, size.width);
    largest->height = fmax(largest->height, size.height);
    fits = fits && size.width <= measure + 0.01 && size.height <= JB_LABEL_LINES * plot->leading + 0.01;
  }
  return fits;
}

double jb_plot_on_grid(const JbPlot *plot, double height)
{
  return ceil((height + plot->around - 0.01) / plot->pitch) * plot->pitch - plot->around;
}

/* --- along the axis --- */

/* A bar that hangs below the zero line has its label below it; one that floats has it above. */
static bool points_down(const JbDatum *datum)
{
  return datum->to < 0 && datum->from <= 0;
}

static double head(const JbDatum *datum)
{
  return points_down(datum) ? datum->to : fmax(datum->from, datum->to);
}

static double label_offset(bool open)
{
  return JB_AXIS_VALUE_GAP + (open ? JB_AXIS_OPEN_END : 0);
}

/* The ends of a category's stack. */
typedef struct Stack {
  double low, high; /* ≤ 0, ≥ 0 */
  bool open;
  size_t outermost; /* datum at its head, or JB_NO_DATUM: nothing there */
  bool down;        /* all of it hangs */
} Stack;

static Stack stack_of(const JbPlot *plot, size_t category)
{
  Stack stack = {.outermost = JB_NO_DATUM};
  for (size_t s = 0; s < plot->series_count; s++) {
    const JbDatum *datum = jb_plot_datum(plot, s, category);
    if (is_line(plot, s) || !datum->there) {
      continue;
    }
    if (stack.outermost == JB_NO_DATUM || datum->to >= stack.high) {
      stack.outermost = s * plot->category_count + category;
    }
    stack.high = fmax(stack.high, datum->to);
    stack.low = fmin(stack.low, datum->to);
    stack.open = stack.open || datum->open;
  }
  stack.down = stack.low < 0 && stack.high <= 0;
  return stack;
}

static void reach_stacks(const JbPlot *plot, JbAxis *axis)
{
  for (size_t c = 0; c < plot->category_count; c++) {
    Stack stack = stack_of(plot, c);
    JbSize total = jb_plot_measure(plot, JB_WORD_TOTAL, c, INFINITY);
    double label = total.width > 0 ? JB_AXIS_VALUE_GAP + jb_axis_along(axis, total) : 0;
    double end = stack.open ? JB_AXIS_OPEN_END : 0;
    jb_axis_reach(axis, false, stack.high, stack.down ? 0 : label + end);
    jb_axis_reach(axis, true, stack.low, stack.down ? label + end : 0);
  }
}

static void reach_bars(const JbPlot *plot, JbAxis *axis)
{
  for (size_t i = 0; i < plot->series_count * plot->category_count; i++) {
    const JbDatum *datum = &plot->data[i];
    if (is_line(plot, i / plot->category_count)) {
      continue;
    }
    JbSize label = jb_plot_measure(plot, JB_WORD_VALUE, i, INFINITY);
    bool down = points_down(datum);
    jb_axis_reach(axis, down, down ? datum->to : fmax(head(datum), 0),
                  label_offset(datum->open) + jb_axis_along(axis, label));
    jb_axis_reach(axis, true, fmin(fmin(datum->from, datum->to), 0), 0);
  }
}

/* A scale's label is centred at its tick. Beside columns the label of zero has the height of the category labels to
 * reach into; below bars it has nothing to the left. */
static void reach_ticks(const JbPlot *plot, JbAxis *axis)
{
  for (int tick = plot->scale.first; tick <= plot->scale.last; tick++) {
    JbSize size = jb_plot_measure(plot, JB_WORD_TICK, (size_t)(tick - plot->scale.first), INFINITY);
    double half = jb_axis_along(axis, size) / 2;
    jb_axis_reach(axis, tick < 0, jb_scale_value(&plot->scale, tick), half);
    if (tick == 0 && !axis->vertical) {
      jb_axis_reach(axis, true, 0, half);
    }
  }
}

void jb_clusters_reach(const JbPlot *plot, JbAxis *axis)
{
  if (plot->stacked) {
    reach_stacks(plot, axis);
  } else {
    reach_bars(plot, axis);
  }
  if (plot->scaled) {
    reach_ticks(plot, axis);
  }
}

double jb_clusters_longest(const JbPlot *plot)
{
  double length = 0;
  for (size_t i = 0; i < plot->series_count * plot->category_count; i++) {
    length =
        is_line(plot, i / plot->category_count) ? length : fmax(length, fabs(plot->data[i].to - plot->data[i].from));
  }
  return length;
}

bool jb_clusters_show(const JbPlot *plot, const JbAxis *axis)
{
  double longest = jb_clusters_longest(plot);
  return longest <= 0 || longest * axis->unit >= LENGTH_MINIMUM;
}

/* --- bars --- */

static void add_open_end(const JbPlot *plot, const JbAxis *axis, size_t datum, double value, bool down, double middle,
                         double thickness, JbDrawing *drawing)
{
  double half = thickness / 2, rise = fmin(POINT_SLOPE * half, POINT_RISE_MAXIMUM), sign = down ? -1 : 1;
  JbPoint point[] = {jb_axis_point(axis, value, 0, middle - half), jb_axis_point(axis, value, sign * rise, middle),
                     jb_axis_point(axis, value, 0, middle + half)};
  jb_drawing_bar_polygon(drawing, plot, datum, point, G_N_ELEMENTS(point));
  for (size_t i = 0; i < G_N_ELEMENTS(chevrons); i++) {
    double near = sign * chevrons[i].offset, far = near + sign * chevrons[i].thickness, up = sign * rise;
    JbPoint chevron[] = {
        jb_axis_point(axis, value, near, middle - half), jb_axis_point(axis, value, near + up, middle),
        jb_axis_point(axis, value, near, middle + half), jb_axis_point(axis, value, far, middle + half),
        jb_axis_point(axis, value, far + up, middle),    jb_axis_point(axis, value, far, middle - half),
    };
    jb_drawing_bar_polygon(drawing, plot, datum, chevron, G_N_ELEMENTS(chevron));
  }
}

void jb_clusters_bar(const JbPlot *plot, const JbAxis *axis, size_t datum, double middle, double thickness,
                     JbDrawing *drawing)
{
  const JbDatum *bar = &plot->data[datum];
  if (bar->there) {
    jb_drawing_bar(drawing, plot, datum, jb_axis_box(axis, bar->from, bar->to, middle, thickness));
  }
  if (bar->open) {
    add_open_end(plot, axis, datum, head(bar), points_down(bar), middle, thickness, drawing);
  }
}

/* A bar with its value beyond it. */
static void place_bar(const JbPlot *plot, const JbAxis *axis, size_t i, double middle, double thickness,
                      JbDrawing *drawing)
{
  const JbDatum *datum = &plot->data[i];
  jb_clusters_bar(plot, axis, i, middle, thickness, drawing);
  JbSize size = jb_plot_measure(plot, JB_WORD_VALUE, i, INFINITY);
  JbRect label = jb_axis_label(axis, head(datum), points_down(datum), label_offset(datum->open), middle, size);
  jb_drawing_label(drawing, JB_WORD_VALUE, i, label, JB_TEXT_START);
}

/* A part of a stack with its value inside; false when that has no room there. */
static bool place_part(const JbPlot *plot, const JbAxis *axis, size_t i, double middle, double thickness,
                       JbDrawing *drawing)
{
  const JbDatum *datum = &plot->data[i];
  if (!datum->there) {
    return true;
  }
  JbRect box = jb_axis_box(axis, datum->from, datum->to, middle, thickness);
  JbSize size = jb_plot_measure(plot, JB_WORD_VALUE, i, INFINITY);
  jb_drawing_bar(drawing, plot, i, box);
  JbRect label = {box.x + (box.width - size.width) / 2, box.y + (box.height - size.height) / 2, size.width,
                  size.height};
  jb_drawing_label_inside(drawing, JB_WORD_VALUE, i, label, i);
  return size.width <= 0 ||
         (size.width + 2 * JB_INSIDE_AIR <= box.width + 1e-6 && size.height + 2 * JB_INSIDE_AIR <= box.height + 1e-6);
}

static bool place_stacks(const JbPlot *plot, const JbAxis *axis, const JbRanks *ranks, JbDrawing *drawing)
{
  bool fits = true;
  for (size_t c = 0; c < plot->category_count; c++) {
    for (size_t s = 0; s < plot->series_count; s++) {
      if (!is_line(plot, s)) {
        size_t i = s * plot->category_count + c;
        fits = place_part(plot, axis, i, ranks->middles[c], ranks->bar, drawing) && fits;
      }
    }
    Stack stack = stack_of(plot, c);
    double end = stack.down ? stack.low : stack.high;
    if (stack.open) {
      add_open_end(plot, axis, stack.outermost, end, stack.down, ranks->middles[c], ranks->bar, drawing);
    }
    JbSize size = jb_plot_measure(plot, JB_WORD_TOTAL, c, INFINITY);
    JbRect label = jb_axis_label(axis, end, stack.down, label_offset(stack.open), ranks->middles[c], size);
    jb_drawing_label(drawing, JB_WORD_TOTAL, c, label, JB_TEXT_START);
  }
  return fits;
}

bool jb_clusters_place(const JbPlot *plot, const JbAxis *axis, const JbRanks *ranks, JbDrawing *drawing)
{
  if (plot->stacked) {
    return place_stacks(plot, axis, ranks, drawing);
  }
  double first = -(double)(jb_clusters_bar_series(plot) - 1) / 2;
  for (size_t s = 0, abreast = 0; s < plot->series_count; s++) {
    if (is_line(plot, s)) {
      continue;
    }
    double from_middle = (first + (double)abreast++) * ranks->step;
    for (size_t c = 0; c < plot->category_count; c++) {
      place_bar(plot, axis, s * plot->category_count + c, ranks->middles[c] + from_middle, ranks->bar, drawing);
    }
  }
  for (size_t c = 0; plot->connected && c + 1 < plot->category_count; c++) {
    double weight = plot->style->axis_width, value = plot->data[c].to;
    jb_drawing_line(drawing, JB_TONE_GRID, jb_axis_point(axis, value, 0, ranks->middles[c] + ranks->bar / 2),
                    jb_axis_point(axis, value, 0, ranks->middles[c + 1] - ranks->bar / 2), weight);
  }
  return true;
}

/* --- the scale --- */

typedef struct Interval {
  double start, stop;
} Interval;

/* The nearest part of a label that a grid line, at or past from, would run through; of no length at the end. */
static Interval next_label(const JbDrawing *drawing, bool vertical, double at, double from, double end)
{
  Interval next = {end, end};
  for (guint i = 0; i < drawing->labels->len; i++) {
    JbRect box = jb_drawing_label_at(drawing, i)->box;
    double low = vertical ? box.y : box.x, high = low + (vertical ? box.height : box.width);
    if (at < low - GRID_AIR || at > high + GRID_AIR) {
      continue;
    }
    double start = (vertical ? box.x : box.y) - GRID_AIR;
    double stop = start + (vertical ? box.width : box.height) + 2 * GRID_AIR;
    if (stop > from && start < next.start) {
      next = (Interval){start, stop};
    }
  }
  return next;
}

/* A grid line behind the bars, left open where a value stands. */
static void add_grid_line(const JbAxis *axis, double value, double from, double end, double weight, JbDrawing *drawing)
{
  double at = jb_axis_at(axis, value);
  while (from < end) {
    Interval label = next_label(drawing, axis->vertical, at, from, end);
    if (label.start > from) {
      jb_drawing_rectangle(drawing, JB_TONE_GRID,
                           axis->vertical ? (JbRect){from, at - weight / 2, label.start - from, weight}
                                          : (JbRect){at - weight / 2, from, weight, label.start - from});
    }
    from = fmax(label.stop, from);
  }
}

/* Every how many ticks a label stands, so that neighbours keep apart. */
static int tick_stride(const JbPlot *plot, const JbAxis *axis, double extent)
{
  double step = axis->unit * jb_scale_value(&plot->scale, 1);
  if (step <= 0) {
    return JB_SCALE_MAXIMUM_TICKS;
  }
  return MAX(1, (int)ceil(fmin((extent + JB_VALUE_SEPARATION) / step, JB_SCALE_MAXIMUM_TICKS)));
}

void jb_clusters_ticks(const JbPlot *plot, const JbAxis *axis, double start, double end, JbDrawing *drawing)
{
  if (!plot->scaled) {
    return;
  }
  size_t count = (size_t)(plot->scale.last - plot->scale.first + 1);
  int stride = tick_stride(plot, axis, jb_axis_along(axis, jb_clusters_largest(plot, JB_WORD_TICK, count)));
  for (int tick = plot->scale.first; tick <= plot->scale.last; tick++) {
    double value = jb_scale_value(&plot->scale, tick), at = jb_axis_at(axis, value);
    if (tick != 0) {
      add_grid_line(axis, value, fmin(start, end), fmax(start, end), plot->style->grid_width, drawing);
    }
    if (tick % stride == 0) {
      size_t i = (size_t)(tick - plot->scale.first);
      JbSize size = jb_plot_measure(plot, JB_WORD_TICK, i, INFINITY);
      JbRect box = axis->vertical
                       ? (JbRect){start - JB_TICK_GAP - size.width, at - size.height / 2, size.width, size.height}
                       : (JbRect){at - size.width / 2, start + JB_TICK_GAP, size.width, size.height};
      jb_drawing_label(drawing, JB_WORD_TICK, i, box, JB_TEXT_START);
    }
  }
}

/* --- the legend --- */

static double entry_width(const JbPlot *plot, size_t series)
{
  JbSize size = jb_plot_measure(plot, JB_WORD_SERIES, series, INFINITY);
  return (SWATCH_SIZE + SWATCH_GAP) * plot->em + size.width;
}

static void place_entry(const JbPlot *plot, size_t series, double x, double top, JbDrawing *drawing)
{
  double side = SWATCH_SIZE * plot->em;
  JbTone tone = (JbTone)(JB_TONE_SERIES + series);
  jb_drawing_swatch(drawing, tone, (JbRect){x, top + (plot->leading - side) / 2, side, side});
  JbRect box = {x + side + SWATCH_GAP * plot->em, top, entry_width(plot, series) - side - SWATCH_GAP * plot->em,
                plot->leading};
  jb_drawing_label(drawing, JB_WORD_SERIES, series, box, JB_TEXT_START);
}

double jb_clusters_legend(const JbPlot *plot, double left, bool centred, JbDrawing *drawing)
{
  size_t count = jb_clusters_bar_series(plot);
  if (count < 2) {
    return 0;
  }
  g_autofree size_t *series = g_new(size_t, count);
  for (size_t s = 0, i = 0; s < plot->series_count; s++) {
    if (!is_line(plot, s)) {
      series[i++] = s;
      left = left + entry_width(plot, s) > plot->width ? 0 : left;
    }
  }
  double top = 0, gap = LEGEND_GAP * plot->em;
  for (size_t first = 0, end; first < count; first = end) {
    double used = entry_width(plot, series[first]);
    for (end = first + 1; end < count && left + used + gap + entry_width(plot, series[end]) <= plot->width; end++) {
      used += gap + entry_width(plot, series[end]);
    }
    double x = centred ? (left + plot->width - used) / 2 : left;
    for (size_t i = first; i < end; i++) {
      place_entry(plot, series[i], x, top, drawing);
      x += entry_width(plot, series[i]) + gap;
    }
    top += plot->leading;
  }
  return top + LEGEND_BELOW;
}
