/* SPDX-License-Identifier: MIT
 * chart/columns: upright bars.
 *
 * Model. The width is parted into equal slots, one a category, wider gaps between groups of them. A slot holds the
 * bars of its category and, centred under them, its label. Beside the last slot stand the names of what no legend
 * tells apart: parts of a stack, a line. A line has a band of its own above the columns, so that two scales need no
 * second axis and no label meets a bar. Growth is an arrow from the first column's head over all others to the last
 * one's.
 *
 * Few columns draw together in the middle, over a base line of their own width, and are no taller than that width
 * asks: two posts at the ends of a wide plot say nothing more, and push the text away from the chart. */
#include "chart/clusters.h"
#include "chart/kinds.h"
#include "chart/spread.h"

#include <math.h>

/* Air [pt] unless said otherwise. */
#define LABEL_MEASURE    2.0  /* [em] least measure at which a label may wrap */
#define LABEL_GAP_ACROSS 0.8  /* [em] between neighbouring category labels */
#define LABEL_AIR        3.0  /* [em] the same where there is room */
#define LABEL_GAP        5.0  /* base line to category label */
#define GROUP_BAR        0.78 /* least width of a bar among others, in steps */
#define GROUP_AIR        0.5  /* [slot] between groups */
#define GROUP_LABEL_GAP  5.0  /* category labels to the name of their group */
#define PLOT_MINIMUM     48.0 /* least height of the columns' plot */
#define ASPECT           0.62 /* height of a chart to the width of its columns, at most as high as the style says … */
#define LEAST_HEIGHT     0.60 /* … and at least so much of that */
#define GROWTH_ARROW     11.0 /* least length of a growth's arrow */
#define GROWTH_HEAD      5.0  /* length of its head, and from edge to edge */
#define GROWTH_WEIGHT    0.8
#define GROWTH_AIR       4.0  /* around its ends and its label */
#define NAME_GAP         7.0  /* last slot to the names beside it */
#define NAME_SHARE       0.25 /* of the width: most that they take */
#define BAND_MINIMUM     34.0 /* least height of a line's band with its values */
#define BAND_SHARE       0.34 /* of the plot: height of a line's band */
#define LINE_WEIGHT      1.4
#define DOT              4.4 /* diameter of a line's points */
#define DOT_CORNERS      16

/* The horizontal division. */
typedef struct Slots {
  double edge;    /* of the plot: grid lines run from here … */
  double end;     /* … to here */
  double left;    /* of the first slot */
  double right;   /* of the last */
  double width;   /* of a slot */
  double measure; /* of category labels */
  double cluster; /* width of the bars of a category with their values */
  double names;   /* width of the names beside the last slot; 0: none */
  JbRanks ranks;
} Slots;

static size_t group_of(const JbPlot *plot, size_t category)
{
  return plot->groups ? plot->groups[category] : 0;
}

static size_t line_count(const JbPlot *plot)
{
  return plot->series_count - jb_clusters_bar_series(plot);
}

/* Whether names stand beside the last slot: of the parts of a stack, and of columns and lines. */
static bool named_beside(const JbPlot *plot, size_t series)
{
  bool line = plot->lines && plot->lines[series];
  size_t bars = jb_clusters_bar_series(plot);
  return line || (plot->stacked && bars > 1) || (bars == 1 && line_count(plot) > 0);
}

static bool measure_names(const JbPlot *plot, double *width)
{
  bool fits = true;
  *width = 0;
  for (size_t s = 0; s < plot->series_count; s++) {
    if (named_beside(plot, s)) {
      JbSize size = jb_plot_measure(plot, JB_WORD_SERIES, s, NAME_SHARE * plot->width);
      *width = fmax(*width, size.width);
      fits = fits && size.width <= NAME_SHARE * plot->width + 0.01;
    }
  }
  return fits;
}

/* The widest that must stand over a slot: values side by side, or one above another. */
static double widest_value(const JbPlot *plot)
{
  size_t count = plot->series_count * plot->category_count;
  double value = jb_clusters_largest(plot, JB_WORD_VALUE, count).width;
  if (plot->stacked) {
    value += 2 * JB_INSIDE_AIR;
    value = fmax(value, jb_clusters_largest(plot, JB_WORD_TOTAL, plot->category_count).width);
  }
  return value;
}

static double widest_on_lines(const JbPlot *plot)
{
  double widest = 0;
  for (size_t i = 0; i < plot->series_count * plot->category_count; i++) {
    if (plot->lines && plot->lines[i / plot->category_count]) {
      widest = fmax(widest, jb_plot_measure(plot, JB_WORD_VALUE, i, INFINITY).width);
    }
  }
  return widest;
}

/* In the middle, together with the names beside the last one. count: of slots, gaps among them. */
static void place_slots(const JbPlot *plot, double count, Slots *slots)
{
  double beyond = slots->names > 0 ? fmax(NAME_GAP + slots->names - (slots->width - slots->cluster) / 2, 0) : 0;
  slots->left = slots->edge + (plot->width - slots->edge - slots->width * count - beyond) / 2;
  slots->right = slots->left + slots->width * count;
  slots->ranks.middles = g_new(double, plot->category_count);
  for (size_t c = 0; c < plot->category_count; c++) {
    double before = (double)c + 0.5 + GROUP_AIR * (double)group_of(plot, c);
    slots->ranks.middles[c] = slots->left + before * slots->width;
  }
}

static bool divide_width(const JbPlot *plot, Slots *slots)
{
  const JbChartStyle *style = plot->style;
  double abreast = fmax((double)jb_clusters_abreast(plot), 1), em = plot->em;
  size_t ticks = plot->scaled ? (size_t)(plot->scale.last - plot->scale.first + 1) : 0;
  bool fits = measure_names(plot, &slots->names);
  slots->edge = ticks ? jb_clusters_largest(plot, JB_WORD_TICK, ticks).width + JB_TICK_GAP : 0;
  slots->end = plot->width - (slots->names > 0 ? slots->names + NAME_GAP : 0);
  double widest = jb_clusters_largest(plot, JB_WORD_CATEGORY, plot->category_count).width, value = widest_value(plot);
  double gaps = plot->groups ? GROUP_AIR * (double)(plot->group_count - 1) : 0;
  double count = (double)plot->category_count + gaps;
  double room = slots->end - slots->edge, share = room / count;
  /* With a scale the slots fill the plot; without, a few columns draw together. */
  double wanted = fmax(fmax(abreast * style->bar_maximum / style->bar_ratio, widest + LABEL_AIR * em),
                       abreast * (value + JB_VALUE_SEPARATION) + em);
  slots->width = ticks ? share : fmin(share, wanted);
  JbRanks *ranks = &slots->ranks;
  ranks->bar = fmin(style->bar_maximum, slots->width * style->bar_ratio / abreast);
  ranks->step = abreast > 1 ? fmax(ranks->bar * JB_GROUP_STEP, value + JB_VALUE_SEPARATION) : 0;
  /* Where labels set the step, bars grow with it: they stand as a group, not as single posts. */
  ranks->bar = fmin(style->bar_maximum, fmax(ranks->bar, GROUP_BAR * ranks->step));
  ranks->bar = plot->stacked ? fmax(ranks->bar, value) : ranks->bar;
  slots->measure = slots->width - LABEL_GAP_ACROSS * em;
  slots->cluster = fmax((abreast - 1) * ranks->step + fmax(ranks->bar, value), widest_on_lines(plot));
  place_slots(plot, count, slots);
  return fits && slots->cluster + JB_VALUE_SEPARATION <= slots->width &&
         slots->measure >= fmin(widest, LABEL_MEASURE * em);
}

/* --- words under the columns --- */

/* From the first slot of a group to the end of its last. */
static void group_span(const JbPlot *plot, const Slots *slots, size_t group, double *left, double *right)
{
  *left = INFINITY;
  *right = -INFINITY;
  for (size_t c = 0; c < plot->category_count; c++) {
    if (plot->groups[c] == group) {
      *left = fmin(*left, slots->ranks.middles[c] - slots->width / 2);
      *right = fmax(*right, slots->ranks.middles[c] + slots->width / 2);
    }
  }
}

/* The height that groups' names take below the categories'; false when one does not fit. */
static bool measure_groups(const JbPlot *plot, const Slots *slots, double *height)
{
  bool fits = true;
  *height = 0;
  for (size_t g = 0; plot->groups && g < plot->group_count; g++) {
    double left, right;
    group_span(plot, slots, g, &left, &right);
    JbSize size = jb_plot_measure(plot, JB_WORD_GROUP, g, right - left);
    *height = fmax(*height, GROUP_LABEL_GAP + size.height);
    fits = fits && size.width <= right - left + 0.01;
  }
  return fits;
}

static void place_words(const JbPlot *plot, const Slots *slots, double bottom, double categories, JbDrawing *drawing)
{
  for (size_t c = 0; c < plot->category_count; c++) {
    JbSize size = jb_plot_measure(plot, JB_WORD_CATEGORY, c, slots->measure);
    jb_drawing_label(drawing, JB_WORD_CATEGORY, c,
                     (JbRect){slots->ranks.middles[c] - size.width / 2, bottom + LABEL_GAP, size.width, size.height},
                     JB_TEXT_CENTRE);
  }
  for (size_t g = 0; plot->groups && g < plot->group_count; g++) {
    double left, right, top = bottom + LABEL_GAP + categories + GROUP_LABEL_GAP;
    group_span(plot, slots, g, &left, &right);
    JbSize size = jb_plot_measure(plot, JB_WORD_GROUP, g, right - left);
    jb_drawing_rectangle(drawing, JB_TONE_GRID,
                         (JbRect){left, top - GROUP_LABEL_GAP / 2, right - left, plot->style->axis_width});
    jb_drawing_label(drawing, JB_WORD_GROUP, g, (JbRect){(left + right - size.width) / 2, top, size.width, size.height},
                     JB_TEXT_CENTRE);
  }
}

/* --- lines --- */

/* A line's points: its values between the least and the greatest, in a band from top to bottom. */
static double line_y(const JbPlot *plot, size_t series, double value, double top, double bottom)
{
  double least = INFINITY, greatest = -INFINITY;
  for (size_t c = 0; c < plot->category_count; c++) {
    const JbDatum *datum = jb_plot_datum(plot, series, c);
    if (datum->there) {
      least = fmin(least, datum->to);
      greatest = fmax(greatest, datum->to);
    }
  }
  return greatest > least ? bottom - (value - least) / (greatest - least) * (bottom - top) : (top + bottom) / 2;
}

static void add_dot(const JbPlot *plot, size_t datum, double x, double y, JbDrawing *drawing)
{
  JbPoint corners[DOT_CORNERS];
  for (int i = 0; i < DOT_CORNERS; i++) {
    double angle = 2 * G_PI * i / DOT_CORNERS;
    corners[i] = (JbPoint){x + DOT / 2 * cos(angle), y + DOT / 2 * sin(angle)};
  }
  jb_drawing_polygon(drawing, jb_datum_tone(&plot->data[datum]), corners, DOT_CORNERS);
}

/* One line with its values over its points, and the middle of its name beside the last. */
static double place_line(const JbPlot *plot, const Slots *slots, size_t series, double top, double bottom,
                         JbDrawing *drawing)
{
  JbPoint last = {0, (top + bottom) / 2};
  bool begun = false;
  for (size_t c = 0; c < plot->category_count; c++) {
    size_t i = series * plot->category_count + c;
    JbSize size = jb_plot_measure(plot, JB_WORD_VALUE, i, INFINITY);
    double air = size.height + JB_AXIS_VALUE_GAP + DOT / 2;
    JbPoint point = {slots->ranks.middles[c], plot->data[i].there
                                                  ? line_y(plot, series, plot->data[i].to, top + air, bottom - DOT / 2)
                                                  : (top + bottom) / 2};
    jb_drawing_label_on_paper(drawing, JB_WORD_VALUE, i,
                              (JbRect){point.x - size.width / 2, point.y - air, size.width, size.height});
    if (!plot->data[i].there) {
      begun = false; /* a gap says that nothing is known */
      continue;
    }
    if (begun) {
      jb_drawing_line(drawing, jb_datum_tone(&plot->data[i]), last, point, LINE_WEIGHT);
    }
    add_dot(plot, i, point.x, point.y, drawing);
    last = point;
    begun = true;
  }
  return last.y;
}

/* --- names beside the last slot --- */

typedef struct Names {
  size_t series[JB_SERIES_COLOURS];
  double middles[JB_SERIES_COLOURS], heights[JB_SERIES_COLOURS];
  size_t count;
} Names;

/* Keeps names in the order they stand, from the top. */
static void add_name(const JbPlot *plot, Names *names, size_t series, double middle)
{
  double height = jb_plot_measure(plot, JB_WORD_SERIES, series, NAME_SHARE * plot->width).height;
  size_t i = names->count++;
  for (; i > 0 && names->middles[i - 1] > middle; i--) {
    names->series[i] = names->series[i - 1];
    names->middles[i] = names->middles[i - 1];
    names->heights[i] = names->heights[i - 1];
  }
  names->series[i] = series;
  names->middles[i] = middle;
  names->heights[i] = height;
}

static bool place_names(const JbPlot *plot, const Slots *slots, Names *names, double top, double bottom,
                        JbDrawing *drawing)
{
  bool fits = jb_spread(names->middles, names->heights, names->count, 0, top, bottom);
  double x = slots->ranks.middles[plot->category_count - 1] + slots->cluster / 2 + NAME_GAP;
  for (size_t i = 0; i < names->count; i++) {
    JbSize size = jb_plot_measure(plot, JB_WORD_SERIES, names->series[i], NAME_SHARE * plot->width);
    jb_drawing_label(drawing, JB_WORD_SERIES, names->series[i],
                     (JbRect){x, names->middles[i] - size.height / 2, size.width, size.height}, JB_TEXT_START);
  }
  return fits;
}

/* --- the whole --- */

/* Lines from top down, one band each; where the columns begin, in *columns_top. */
static bool place_lines(const JbPlot *plot, const Slots *slots, double top, double bottom, Names *names,
                        double *columns_top, JbDrawing *drawing)
{
  size_t lines = line_count(plot);
  *columns_top = top;
  if (lines == 0) {
    return true;
  }
  bool alone = jb_clusters_bar_series(plot) == 0;
  double band = (bottom - top) * (alone ? 1 / (double)lines : BAND_SHARE);
  for (size_t s = 0; s < plot->series_count; s++) {
    if (plot->lines[s]) {
      /* Half the air between bands above, half below. */
      double middle = place_line(plot, slots, s, *columns_top, *columns_top + band - JB_VALUE_SEPARATION, drawing);
      add_name(plot, names, s, middle);
      *columns_top += band;
    }
  }
  return band >= BAND_MINIMUM && (alone || bottom - *columns_top >= PLOT_MINIMUM);
}

static bool place_columns(const JbPlot *plot, const Slots *slots, double top, double bottom, Names *names,
                          JbDrawing *drawing)
{
  JbAxis axis;
  jb_axis_init(&axis, true);
  jb_clusters_reach(plot, &axis);
  bool fits = jb_axis_solve(&axis, bottom - top) && jb_clusters_show(plot, &axis);
  axis.zero = bottom - axis.down_length;
  fits = jb_clusters_place(plot, &axis, &slots->ranks, drawing) && fits;
  jb_clusters_ticks(plot, &axis, slots->edge, slots->end, drawing);
  double left = plot->scaled ? slots->edge : slots->left, right = plot->scaled ? slots->end : slots->right;
  jb_drawing_rectangle(drawing, JB_TONE_INK, (JbRect){left, axis.zero, right - left, plot->style->axis_width});
  for (size_t s = 0; s < plot->series_count; s++) {
    bool line = plot->lines && plot->lines[s];
    if (named_beside(plot, s) && !line) {
      const JbDatum *last = jb_plot_datum(plot, s, plot->category_count - 1);
      add_name(plot, names, s, jb_axis_at(&axis, (last->from + last->to) / 2));
    }
  }
  jb_axis_clear(&axis);
  return fits;
}

/* --- growth --- */

static JbSize growth_size(const JbPlot *plot)
{
  return jb_plot_measure(plot, JB_WORD_GROWTH, 0, INFINITY);
}

/* What a growth takes above the columns. */
static double growth_height(const JbPlot *plot)
{
  double height = growth_size(plot).height;
  return height > 0 ? height / 2 + fmax(height / 2, GROWTH_ARROW) + GROWTH_AIR : 0;
}

/* Where the way to a category's head ends: above its value, or above the base line that it hangs from. */
static double above_head(const JbPlot *plot, size_t category, const JbDrawing *drawing)
{
  double top = drawing->height;
  for (guint i = 0; i < drawing->labels->len; i++) {
    const JbDrawnLabel *label = jb_drawing_label_at(drawing, i);
    bool value = label->word.kind == JB_WORD_VALUE && label->word.index % plot->category_count == category;
    if (value || (label->word.kind == JB_WORD_TOTAL && label->word.index == category)) {
      top = fmin(top, label->box.y);
    }
  }
  for (guint i = 0; i < drawing->shapes->len; i++) {
    const JbDrawnShape *shape = jb_drawing_shape(drawing, i);
    if (shape->datum != JB_NO_DATUM && shape->datum % plot->category_count == category) {
      top = fmin(top, jb_drawing_shape_box(drawing, shape).y);
    }
  }
  return top - GROWTH_AIR;
}

/* From the first column up, along above all, down to the last; its label in the middle. */
static bool place_growth(const JbPlot *plot, const Slots *slots, double top, JbDrawing *drawing)
{
  JbSize size = growth_size(plot);
  size_t last = plot->category_count - 1;
  if (size.width <= 0) {
    return true;
  }
  double from = slots->ranks.middles[0], to = slots->ranks.middles[last], y = top + size.height / 2;
  double tip = above_head(plot, last, drawing), half = GROWTH_HEAD / 2, middle = (from + to) / 2;
  double gap = size.width / 2 + GROWTH_AIR;
  const JbPoint head[] = {{to - half, tip - GROWTH_HEAD}, {to + half, tip - GROWTH_HEAD}, {to, tip}};
  jb_drawing_line(drawing, JB_TONE_INK, (JbPoint){from, above_head(plot, 0, drawing)}, (JbPoint){from, y},
                  GROWTH_WEIGHT);
  jb_drawing_line(drawing, JB_TONE_INK, (JbPoint){from, y}, (JbPoint){middle - gap, y}, GROWTH_WEIGHT);
  jb_drawing_line(drawing, JB_TONE_INK, (JbPoint){middle + gap, y}, (JbPoint){to, y}, GROWTH_WEIGHT);
  jb_drawing_line(drawing, JB_TONE_INK, (JbPoint){to, y}, (JbPoint){to, tip - GROWTH_HEAD}, GROWTH_WEIGHT);
  jb_drawing_polygon(drawing, JB_TONE_INK, head, G_N_ELEMENTS(head));
  jb_drawing_label(drawing, JB_WORD_GROWTH, 0, (JbRect){middle - size.width / 2, top, size.width, size.height},
                   JB_TEXT_START);
  return to - from >= 2 * gap + 2 * GROWTH_AIR;
}

/* --- all --- */

/* What the columns ask for, words and growth not counted. */
static double wanted_height(const JbPlot *plot, const Slots *slots)
{
  double full = plot->style->height;
  bool wide = plot->scaled || line_count(plot) > 0;
  return wide ? full : CLAMP(ASPECT * (slots->right - slots->left), LEAST_HEIGHT * full, full);
}

/* height: of the plot with its category labels. */
static bool lay_out(const JbPlot *plot, const Slots *slots, double height, JbDrawing *drawing)
{
  JbSize labels;
  double groups, columns_top;
  Names names = {.count = 0};
  jb_drawing_clear(drawing);
  bool fits = jb_clusters_set(plot, JB_WORD_CATEGORY, plot->category_count, slots->measure, &labels);
  fits = measure_groups(plot, slots, &groups) && fits;
  double words = labels.height + LABEL_GAP + groups;
  bool legend = !plot->stacked && jb_clusters_bar_series(plot) > 1;
  double head = legend ? jb_clusters_legend(plot, slots->edge, true, drawing) : 0, top = head + growth_height(plot);
  /* Where nothing has a length there is nothing to be high for. */
  drawing->height = jb_plot_on_grid(plot, top + (jb_clusters_longest(plot) > 0 ? height : PLOT_MINIMUM + words));
  double bottom = drawing->height - words;
  if (!fits || bottom - top < PLOT_MINIMUM || !place_lines(plot, slots, top, bottom, &names, &columns_top, drawing)) {
    return false;
  }
  if (jb_clusters_bar_series(plot) > 0 && !place_columns(plot, slots, columns_top, bottom, &names, drawing)) {
    return false;
  }
  fits = place_growth(plot, slots, head, drawing);
  place_words(plot, slots, bottom, labels.height, drawing);
  return place_names(plot, slots, &names, top, bottom, drawing) && fits;
}

bool jb_lay_out_columns(const JbPlot *plot, JbDrawing *drawing)
{
  Slots slots;
  bool fits = divide_width(plot, &slots);
  if (fits) {
    /* What is too low for small parts of a stack or tall labels may have the full height. */
    fits = lay_out(plot, &slots, wanted_height(plot, &slots), drawing) ||
           lay_out(plot, &slots, plot->style->height, drawing);
  }
  g_free(slots.ranks.middles);
  return fits;
}
