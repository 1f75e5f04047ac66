/* SPDX-License-Identifier: MIT
 * chart/layout: places of bars and labels.
 *
 * Model. The chart's width (columns) or height (bars) is parted into equal slots, one a category; a slot holds one bar
 * a series, in step with a bar pitch. Across the slots runs the value axis:
 *
 *     columns   |  label   |   room: down ──┤ zero ├── up     everything that grows with a value's length:
 *               |  ▇▇▇     |   the bar, its open end, the air before its label, the label
 *               |──▇▇▇─────|   extent at k points a unit = k · |value| + what does not grow
 *               | category |
 *
 * Method. The unit length k is the largest at which the longest extent up and the longest down fill the room: since
 * both are maxima of straight lines in k, it is the least of (room − fixed parts) / (value up + value down) over pairs.
 * So the tallest bar's label ends exactly at the top, and no headroom is guessed. Labels never overlap because each
 * keeps to its own slot (or pitch, in groups): what does not fit there turns the chart. Rejected: moving labels apart
 * after placing them, slanted labels, smaller type. */
#include "chart/layout.h"

#include <glib.h>
#include <math.h>

/* Air [pt] unless said otherwise. */
#define LABEL_LINES        3    /* most lines of a category label */
#define LABEL_MEASURE      2.0  /* [em] least measure at which a label may wrap */
#define LABEL_GAP_ACROSS   0.8  /* [em] between neighbouring category labels */
#define LABEL_AIR          3.0  /* [em] the same where there is room */
#define COLUMN_LABEL_GAP   5.0  /* base line to category label */
#define BAR_LABEL_GAP      6.0  /* category label to the bars */
#define NEGATIVE_LABEL_GAP 14.0 /* the same where values stand between */
#define BAR_LABEL_SHARE    0.40 /* of the width: most that category labels beside bars take before they wrap */
#define BAR_STRETCH        0.25 /* of a row's pitch: most that is added to fill the grid */
#define VALUE_SEPARATION   3.0  /* between neighbouring value labels */
#define GROUP_STEP         1.12 /* bars of one category: pitch in bar widths */
#define GROUP_BAR          0.78 /* least width of such a bar, in pitches */
#define PLOT_MINIMUM       48.0 /* least height of columns' plot */
#define TICK_GAP           5.0  /* scale label to plot */
#define SWATCH_SIZE        0.72 /* [em] side of a legend's square */
#define SWATCH_GAP         0.40 /* [em] square to its text */
#define LEGEND_GAP         1.60 /* [em] between entries */
#define LEGEND_BELOW       6.0

/* --- the value axis --- */

/* Reaches length · k + fixed from the zero line. */
typedef struct Extent {
  double length; /* [value] ≥ 0 */
  double fixed;  /* [pt] */
} Extent;

typedef struct Axis {
  GArray *up, *down;             /* of Extent */
  double unit;                   /* [pt per value] */
  double up_length, down_length; /* [pt] */
} Axis;

static void axis_init(Axis *axis)
{
  static const Extent zero = {0, 0};
  axis->up = g_array_new(FALSE, FALSE, sizeof(Extent));
  axis->down = g_array_new(FALSE, FALSE, sizeof(Extent));
  g_array_append_val(axis->up, zero);
  g_array_append_val(axis->down, zero);
}

static void axis_clear(Axis *axis)
{
  g_array_free(axis->up, TRUE);
  g_array_free(axis->down, TRUE);
}

static void axis_add(GArray *direction, double value, double fixed)
{
  Extent extent = {fabs(value), fixed};
  g_array_append_val(direction, extent);
}

static double longest(const GArray *extents, double unit)
{
  double length = 0;
  for (guint i = 0; i < extents->len; i++) {
    const Extent *extent = &g_array_index(extents, Extent, i);
    length = fmax(length, unit * extent->length + extent->fixed);
  }
  return length;
}

/* False when not even bars of no length fit. */
static bool axis_solve(Axis *axis, double room)
{
  double unit = INFINITY;
  for (guint i = 0; i < axis->up->len; i++) {
    const Extent *up = &g_array_index(axis->up, Extent, i);
    for (guint j = 0; j < axis->down->len; j++) {
      const Extent *down = &g_array_index(axis->down, Extent, j);
      if (up->length + down->length > 0) {
        unit = fmin(unit, (room - up->fixed - down->fixed) / (up->length + down->length));
      }
    }
  }
  axis->unit = isfinite(unit) ? fmax(unit, 0) : 0;
  axis->up_length = longest(axis->up, axis->unit);
  axis->down_length = longest(axis->down, axis->unit);
  return axis->up_length + axis->down_length <= room + 1e-6;
}

static double label_offset(const JbBarSize *bar)
{
  return JB_LAYOUT_VALUE_GAP + (bar->open ? JB_LAYOUT_OPEN_END : 0);
}

/* What of a label or tick lies along the axis: heights for columns, widths for bars. */
static double along(JbSize size, bool vertical)
{
  return vertical ? size.height : size.width;
}

/* A scale's label is centred at its tick. Beside columns the label of zero has the height of the category labels to
 * reach into; below bars it has nothing to the left. */
static void axis_add_ticks(Axis *axis, const JbLayoutInput *input, bool vertical)
{
  for (int tick = input->scale.first; tick <= input->scale.last; tick++) {
    double half = along(input->ticks[tick - input->scale.first], vertical) / 2;
    axis_add(tick < 0 ? axis->down : axis->up, jb_scale_value(&input->scale, tick), half);
    if (tick == 0 && !vertical) {
      axis_add(axis->down, 0, half);
    }
  }
}

static bool axis_fit(Axis *axis, const JbLayoutInput *input, bool vertical, double room)
{
  for (size_t i = 0; i < input->series_count * input->category_count; i++) {
    const JbBarSize *bar = &input->bars[i];
    axis_add(bar->value < 0 ? axis->down : axis->up, bar->value, label_offset(bar) + along(bar->label, vertical));
  }
  if (input->ticks) {
    axis_add_ticks(axis, input, vertical);
  }
  return axis_solve(axis, room);
}

/* --- sizes --- */

static size_t bar_index(const JbLayoutInput *input, size_t series, size_t category)
{
  return series * input->category_count + category;
}

static JbSize largest_value_label(const JbLayoutInput *input)
{
  JbSize largest = {0, 0};
  for (size_t i = 0; i < input->series_count * input->category_count; i++) {
    largest.width = fmax(largest.width, input->bars[i].label.width);
    largest.height = fmax(largest.height, input->bars[i].label.height);
  }
  return largest;
}

static bool any_negative(const JbLayoutInput *input)
{
  for (size_t i = 0; i < input->series_count * input->category_count; i++) {
    if (input->bars[i].value < 0) {
      return true;
    }
  }
  return false;
}

static JbSize largest_tick(const JbLayoutInput *input)
{
  JbSize largest = {0, 0};
  for (int i = 0; input->ticks && i <= input->scale.last - input->scale.first; i++) {
    largest.width = fmax(largest.width, input->ticks[i].width);
    largest.height = fmax(largest.height, input->ticks[i].height);
  }
  return largest;
}

static double widest_category(const JbLayoutInput *input)
{
  double widest = 0;
  for (size_t i = 0; i < input->category_count; i++) {
    widest = fmax(widest, input->set_label(input->label_data, i, INFINITY).width);
  }
  return widest;
}

/* Sets every category label at the measure into categories; false when one stands out or has too many lines. */
static bool set_categories(const JbLayoutInput *input, double measure, JbRect *categories, JbSize *largest)
{
  bool fits = true;
  *largest = (JbSize){0, 0};
  for (size_t i = 0; i < input->category_count; i++) {
    JbSize size = input->set_label(input->label_data, i, measure);
    categories[i] = (JbRect){.width = size.width, .height = size.height};
    largest->width = fmax(largest->width, size.width);
    largest->height = fmax(largest->height, size.height);
    fits = fits && size.width <= measure + 0.01 && size.height <= LABEL_LINES * input->label_leading + 0.01;
  }
  return fits;
}

static double on_grid(const JbLayoutInput *input, double height)
{
  return ceil((height + input->around - 0.01) / input->pitch) * input->pitch - input->around;
}

static JbLayout *layout_new(const JbLayoutInput *input, bool vertical)
{
  JbLayout *layout = g_new0(JbLayout, 1);
  layout->vertical = vertical;
  layout->bars = g_new0(JbBarPlace, input->series_count * input->category_count);
  layout->categories = g_new0(JbRect, input->category_count);
  if (input->ticks) {
    layout->ticks = g_new0(JbTickPlace, (size_t)(input->scale.last - input->scale.first + 1));
  }
  return layout;
}

void jb_layout_free(JbLayout *layout)
{
  if (!layout) {
    return;
  }
  g_free(layout->bars);
  g_free(layout->categories);
  g_free(layout->swatches);
  g_free(layout->legend);
  g_free(layout->ticks);
  g_free(layout);
}

/* --- the legend --- */

/* Entries of series first to end on one line. */
static void place_legend_line(const JbLayoutInput *input, JbLayout *layout, size_t first, size_t end, double x,
                              double top)
{
  double em = input->label_size;
  for (size_t i = first; i < end; i++) {
    double side = SWATCH_SIZE * em;
    layout->swatches[i] = (JbRect){x, top + (input->label_leading - side) / 2, side, side};
    x += side + SWATCH_GAP * em;
    layout->legend[i] = (JbRect){x, top, input->legend[i].width, input->label_leading};
    x += input->legend[i].width + LEGEND_GAP * em;
  }
}

/* From left to the right edge: lines centred over columns, flush with the zero line over bars. The height it takes at
 * the top, with the air below it; 0 for none. */
static double place_legend(const JbLayoutInput *input, JbLayout *layout, double left)
{
  if (!input->legend) {
    return 0;
  }
  layout->swatches = g_new0(JbRect, input->series_count);
  layout->legend = g_new0(JbRect, input->series_count);
  double mark = (SWATCH_SIZE + SWATCH_GAP) * input->label_size, gap = LEGEND_GAP * input->label_size;
  for (size_t i = 0; i < input->series_count; i++) {
    if (left + mark + input->legend[i].width > input->width) {
      left = 0;
    }
  }
  double top = 0;
  for (size_t first = 0, end; first < input->series_count; first = end) {
    double used = mark + input->legend[first].width;
    for (end = first + 1; end < input->series_count; end++) {
      double next = used + gap + mark + input->legend[end].width;
      if (left + next > input->width) {
        break;
      }
      used = next;
    }
    place_legend_line(input, layout, first, end, layout->vertical ? (left + input->width - used) / 2 : left, top);
    top += input->label_leading;
  }
  return top + LEGEND_BELOW;
}

/* --- columns --- */

/* The horizontal division of a column chart. */
typedef struct Slots {
  double edge;     /* of the plot: base and grid lines run from here to the right edge */
  double left;     /* of the first slot */
  double width;    /* of a slot */
  double bar;      /* width of a bar */
  double bar_step; /* from one bar of a category to the next */
  double measure;  /* of category labels */
} Slots;

static bool divide_width(const JbLayoutInput *input, Slots *slots)
{
  const JbChartStyle *style = input->style;
  double series = (double)input->series_count, em = input->label_size;
  double left = input->ticks ? largest_tick(input).width + TICK_GAP : 0;
  double widest = widest_category(input), value = largest_value_label(input).width;
  double room = input->width - left, share = room / (double)input->category_count;
  /* With a scale the slots fill the plot; without, a few columns draw together and stand in its middle. The base line
   * runs the whole width either way, so that it ends where the unit, the text and the notes end. */
  double wanted = fmax(fmax(series * style->bar_maximum / style->bar_ratio, widest + LABEL_AIR * em),
                       series * (value + VALUE_SEPARATION) + em);
  slots->width = input->ticks ? share : fmin(share, wanted);
  slots->edge = left;
  slots->left = left + (room - slots->width * (double)input->category_count) / 2;
  slots->bar = fmin(style->bar_maximum, slots->width * style->bar_ratio / series);
  slots->bar_step = input->series_count > 1 ? fmax(slots->bar * GROUP_STEP, value + VALUE_SEPARATION) : 0;
  /* Where labels set the step, bars grow with it: they stand as a group, not as single posts. */
  slots->bar = fmin(style->bar_maximum, fmax(slots->bar, GROUP_BAR * slots->bar_step));
  slots->measure = slots->width - LABEL_GAP_ACROSS * em;
  double group = (series - 1) * slots->bar_step + fmax(slots->bar, value);
  return group + VALUE_SEPARATION <= slots->width && slots->measure >= fmin(widest, LABEL_MEASURE * em);
}

static JbRect column_label(const JbBarSize *size, double centre, double end, bool negative)
{
  double offset = label_offset(size);
  double top = negative ? end + offset : end - offset - size->label.height;
  return (JbRect){centre - size->label.width / 2, top, size->label.width, size->label.height};
}

static void place_columns(const JbLayoutInput *input, const Slots *slots, const Axis *axis, double zero,
                          JbLayout *layout)
{
  for (size_t s = 0; s < input->series_count; s++) {
    double from_middle = ((double)s - (double)(input->series_count - 1) / 2) * slots->bar_step;
    for (size_t c = 0; c < input->category_count; c++) {
      const JbBarSize *size = &input->bars[bar_index(input, s, c)];
      JbBarPlace *place = &layout->bars[bar_index(input, s, c)];
      double centre = slots->left + ((double)c + 0.5) * slots->width + from_middle;
      double length = fabs(size->value) * axis->unit;
      place->negative = size->value < 0;
      place->bar = (JbRect){centre - slots->bar / 2, place->negative ? zero : zero - length, slots->bar, length};
      place->label = column_label(size, centre, place->negative ? zero + length : zero - length, place->negative);
    }
  }
}

/* Every how many ticks a label stands, so that neighbours keep apart. */
static int tick_stride(const JbLayoutInput *input, const Axis *axis, double extent)
{
  double step = axis->unit * jb_scale_value(&input->scale, 1);
  if (step <= 0) {
    return JB_SCALE_MAXIMUM_TICKS;
  }
  return MAX(1, (int)ceil(fmin((extent + VALUE_SEPARATION) / step, JB_SCALE_MAXIMUM_TICKS)));
}

static void place_column_ticks(const JbLayoutInput *input, const Slots *slots, const Axis *axis, double zero,
                               JbLayout *layout)
{
  int stride = tick_stride(input, axis, largest_tick(input).height);
  double weight = input->style->grid_width;
  for (int tick = input->scale.first; input->ticks && tick <= input->scale.last; tick++) {
    int i = tick - input->scale.first;
    double y = zero - jb_scale_value(&input->scale, tick) * axis->unit;
    JbSize size = input->ticks[i];
    layout->ticks[i].line = (JbRect){slots->edge, y - weight / 2, input->width - slots->edge, weight};
    if (tick % stride == 0) {
      layout->ticks[i].label =
          (JbRect){slots->edge - TICK_GAP - size.width, y - size.height / 2, size.width, size.height};
    }
  }
}

static void place_columns_and_labels(const JbLayoutInput *input, const Slots *slots, const Axis *axis, double bottom,
                                     JbLayout *layout)
{
  double zero = bottom - axis->down_length, weight = input->style->axis_width;
  place_columns(input, slots, axis, zero, layout);
  place_column_ticks(input, slots, axis, zero, layout);
  layout->base = (JbRect){slots->edge, zero, input->width - slots->edge, weight};
  for (size_t c = 0; c < input->category_count; c++) {
    layout->categories[c].x = slots->left + ((double)c + 0.5) * slots->width - layout->categories[c].width / 2;
    layout->categories[c].y = bottom + COLUMN_LABEL_GAP;
  }
}

JbLayout *jb_layout_columns(const JbLayoutInput *input)
{
  Slots slots;
  if (!divide_width(input, &slots)) {
    return NULL;
  }
  JbLayout *layout = layout_new(input, true);
  JbSize labels;
  bool fits = set_categories(input, slots.measure, layout->categories, &labels);
  double top = place_legend(input, layout, slots.edge);
  layout->height = on_grid(input, top + input->style->height);
  double bottom = layout->height - labels.height - COLUMN_LABEL_GAP;
  Axis axis;
  axis_init(&axis);
  fits = fits && bottom - top >= PLOT_MINIMUM && axis_fit(&axis, input, true, bottom - top);
  if (fits) {
    place_columns_and_labels(input, &slots, &axis, bottom, layout);
  }
  axis_clear(&axis);
  if (fits) {
    return layout;
  }
  jb_layout_free(layout);
  return NULL;
}

/* --- bars --- */

/* The vertical division of a bar chart. */
typedef struct Rows {
  double top;
  double step;     /* from one category to the next */
  double bar_step; /* from one bar of a category to the next */
  double bar;      /* height of a bar */
} Rows;

/* other_height: of what is no row. [pt] */
static Rows divide_height(const JbLayoutInput *input, double label_height, double other_height)
{
  const JbChartStyle *style = input->style;
  double value = largest_value_label(input).height, series = (double)input->series_count;
  Rows rows = {.bar = style->bar_height};
  rows.bar_step = fmax(style->bar_height * GROUP_STEP, value + VALUE_SEPARATION / 2);
  double group = (series - 1) * rows.bar_step + fmax(style->bar_height, value);
  double least = fmax(group, label_height) + VALUE_SEPARATION;
  rows.step = fmax(group + style->bar_gap, least);
  if (input->most > 0) {
    double room = floor(input->most / input->pitch) * input->pitch - input->around - other_height;
    rows.step = CLAMP(room / (double)input->category_count, least, rows.step);
  }
  return rows;
}

static void place_bars(const JbLayoutInput *input, const Rows *rows, const Axis *axis, double zero, JbLayout *layout)
{
  for (size_t s = 0; s < input->series_count; s++) {
    double from_middle = ((double)s - (double)(input->series_count - 1) / 2) * rows->bar_step;
    for (size_t c = 0; c < input->category_count; c++) {
      const JbBarSize *size = &input->bars[bar_index(input, s, c)];
      JbBarPlace *place = &layout->bars[bar_index(input, s, c)];
      double middle = rows->top + ((double)c + 0.5) * rows->step + from_middle;
      double length = fabs(size->value) * axis->unit, offset = label_offset(size);
      place->negative = size->value < 0;
      place->bar = (JbRect){place->negative ? zero - length : zero, middle - rows->bar / 2, length, rows->bar};
      double x = place->negative ? zero - length - offset - size->label.width : zero + length + offset;
      place->label = (JbRect){x, middle - size->label.height / 2, size->label.width, size->label.height};
    }
  }
}

static void place_bar_ticks(const JbLayoutInput *input, const Rows *rows, const Axis *axis, double zero,
                            JbLayout *layout)
{
  int stride = tick_stride(input, axis, largest_tick(input).width);
  double weight = input->style->grid_width, length = rows->step * (double)input->category_count;
  for (int tick = input->scale.first; input->ticks && tick <= input->scale.last; tick++) {
    int i = tick - input->scale.first;
    double x = zero + jb_scale_value(&input->scale, tick) * axis->unit;
    JbSize size = input->ticks[i];
    layout->ticks[i].line = (JbRect){x - weight / 2, rows->top, weight, length};
    if (tick % stride == 0) {
      layout->ticks[i].label = (JbRect){x - size.width / 2, rows->top + length + TICK_GAP, size.width, size.height};
    }
  }
}

JbLayout *jb_layout_bars(const JbLayoutInput *input, bool *fits)
{
  JbLayout *layout = layout_new(input, false);
  JbSize labels;
  double measure = fmin(widest_category(input), BAR_LABEL_SHARE * input->width);
  *fits = set_categories(input, measure + 0.01, layout->categories, &labels);
  double left = labels.width + (any_negative(input) ? NEGATIVE_LABEL_GAP : BAR_LABEL_GAP);
  double top = place_legend(input, layout, left);
  double count = (double)input->category_count;
  double below = input->ticks ? TICK_GAP + largest_tick(input).height : 0;
  Rows rows = divide_height(input, labels.height, top + below);
  rows.top = top;
  double needed = top + rows.step * count + below;
  layout->height = on_grid(input, needed);
  double stretch = fmin((layout->height - needed) / count, BAR_STRETCH * rows.step);
  rows.step += stretch;
  rows.top += (layout->height - needed - stretch * count) / 2;

  Axis axis;
  axis_init(&axis);
  *fits = axis_fit(&axis, input, false, input->width - left) && *fits;
  double zero = left + axis.down_length, weight = input->style->axis_width;
  place_bars(input, &rows, &axis, zero, layout);
  place_bar_ticks(input, &rows, &axis, zero, layout);
  axis_clear(&axis);
  layout->base = (JbRect){zero - weight, rows.top, weight, rows.step * count};
  for (size_t c = 0; c < input->category_count; c++) {
    layout->categories[c].x = labels.width - layout->categories[c].width;
    layout->categories[c].y = rows.top + ((double)c + 0.5) * rows.step - layout->categories[c].height / 2;
  }
  return layout;
}
