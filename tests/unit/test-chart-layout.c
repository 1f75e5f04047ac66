/* SPDX-License-Identifier: MIT
 * The layouts of charts: some worked out by hand, and what is promised for any sizes and values held over many. The
 * labels here are boxes: a character is one em wide, lines break anywhere. */
#include "chart/clusters.h"
#include "chart/kinds.h"
#include "chart/spread.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#define EM      9.0
#define LEADING 12.0
#define INK     6.0 /* height of values' ink */

static const JbChartStyle style = {.height = 150,
                                   .bar_ratio = 0.5,
                                   .bar_maximum = 30,
                                   .bar_height = 10,
                                   .bar_gap = 10,
                                   .axis_width = 0.5,
                                   .grid_width = 0.25};

/* --- words of given lengths --- */

#define MOST 200 /* words of a kind */

/* Lengths of words in points, on one line; 0: there is none. */
typedef struct Lengths {
  double of[JB_WORD_KINDS][MOST];
} Lengths;

static bool is_inked(JbWordKind kind)
{
  return kind == JB_WORD_VALUE || kind == JB_WORD_TOTAL || kind == JB_WORD_TICK || kind == JB_WORD_GROWTH;
}

static JbSize measure(void *words, JbWord word, double width)
{
  g_assert_cmpuint(word.index, <, MOST);
  double natural = ((const Lengths *)words)->of[word.kind][word.index];
  if (natural <= 0) {
    return (JbSize){0, 0};
  }
  if (is_inked(word.kind)) {
    return (JbSize){natural, INK};
  }
  double per_line = isfinite(width) ? fmax(floor(width / EM + 1e-9), 1) * EM : natural;
  return (JbSize){fmin(natural, per_line), ceil(natural / per_line - 1e-9) * LEADING};
}

static void set_lengths(Lengths *lengths, JbWordKind kind, const double *of, size_t count)
{
  memcpy(lengths->of[kind], of, count * sizeof *of);
}

static JbPlot plot_of(size_t series, size_t categories, const JbDatum *data, Lengths *lengths)
{
  return (JbPlot){.width = 400,
                  .around = 30,
                  .pitch = 20,
                  .style = &style,
                  .series_count = series,
                  .category_count = categories,
                  .data = data,
                  .whole = NAN,
                  .em = EM,
                  .leading = LEADING,
                  .measure = measure,
                  .words = lengths};
}

static JbDatum bar(double value)
{
  return (JbDatum){.to = value, .there = true};
}

/* --- looking at a drawing --- */

#define assert_near(a, b) g_assert_cmpfloat_with_epsilon(a, b, 1e-6)

static void assert_rect(JbRect rect, double x, double y, double width, double height)
{
  assert_near(rect.x, x);
  assert_near(rect.y, y);
  assert_near(rect.width, width);
  assert_near(rect.height, height);
}

/* The first shape of a datum; its box. */
static JbRect bar_of(const JbDrawing *drawing, size_t datum)
{
  for (guint i = 0; i < drawing->shapes->len; i++) {
    const JbDrawnShape *shape = jb_drawing_shape(drawing, i);
    if (shape->datum == datum) {
      return jb_drawing_shape_box(drawing, shape);
    }
  }
  g_assert_not_reached();
}

static JbRect label_of(const JbDrawing *drawing, JbWordKind kind, size_t index)
{
  for (guint i = 0; i < drawing->labels->len; i++) {
    const JbDrawnLabel *label = jb_drawing_label_at(drawing, i);
    if (label->word.kind == kind && label->word.index == index) {
      return label->box;
    }
  }
  g_assert_not_reached();
}

/* The nth shape of a tone that is nobody's bar. */
static JbRect rule_of(const JbDrawing *drawing, JbTone tone, size_t n)
{
  for (guint i = 0; i < drawing->shapes->len; i++) {
    const JbDrawnShape *shape = jb_drawing_shape(drawing, i);
    if (shape->tone == tone && shape->datum == JB_NO_DATUM && n-- == 0) {
      return jb_drawing_shape_box(drawing, shape);
    }
  }
  g_assert_not_reached();
}

/* --- columns --- */

/* Two columns: slots as wide as the bar asks, 30 / 0.5 = 60, more than the labels do
 * (27 and 3 em of air: 54), side by side in the middle of 400: from 140 to 260.
 * Height 0.62 · 120 = 74.4 is less than 0.6 · 150 = 90, which with 30 around is 120: whole grid steps already. Labels
 * of one line: 90 - 12 - 5 = 73 is the base line. The taller bar's label: 6 high, 3.5 above the bar, at the top: the
 * bar is 73 - 9.5 = 63.5 long. */
static void test_columns(void)
{
  const JbDatum data[] = {bar(10), bar(4)};
  Lengths lengths = {0};
  set_lengths(&lengths, JB_WORD_CATEGORY, (double[]){27, 18}, 2);
  set_lengths(&lengths, JB_WORD_VALUE, (double[]){12, 6}, 2);
  JbPlot plot = plot_of(1, 2, data, &lengths);
  g_autoptr(JbDrawing) drawing = jb_drawing_new(plot.width);
  g_assert_true(jb_lay_out_columns(&plot, drawing));
  assert_near(drawing->height, 90);
  assert_rect(rule_of(drawing, JB_TONE_INK, 0), 140, 73, 120, 0.5);
  assert_rect(bar_of(drawing, 0), 155, 9.5, 30, 63.5);
  assert_rect(label_of(drawing, JB_WORD_VALUE, 0), 164, 0, 12, 6);
  assert_rect(bar_of(drawing, 1), 215, 73 - 25.4, 30, 25.4);
  assert_rect(label_of(drawing, JB_WORD_VALUE, 1), 227, 73 - 25.4 - 9.5, 6, 6);
  assert_rect(label_of(drawing, JB_WORD_CATEGORY, 0), 156.5, 78, 27, 12);
  assert_rect(label_of(drawing, JB_WORD_CATEGORY, 1), 221, 78, 18, 12);
}

/* 10 up and 5 down, labels of 6 and 3.5 of air at both ends: k = (73 - 19) / 15. */
static void test_negative(void)
{
  const JbDatum data[] = {bar(10), bar(-5)};
  Lengths lengths = {0};
  set_lengths(&lengths, JB_WORD_CATEGORY, (double[]){36, 18}, 2);
  set_lengths(&lengths, JB_WORD_VALUE, (double[]){12, 12}, 2);
  JbPlot plot = plot_of(1, 2, data, &lengths);
  g_autoptr(JbDrawing) drawing = jb_drawing_new(plot.width);
  g_assert_true(jb_lay_out_columns(&plot, drawing));
  double unit = 54.0 / 15, zero = 9.5 + 10 * unit;
  assert_near(rule_of(drawing, JB_TONE_INK, 0).y, zero);
  assert_near(bar_of(drawing, 0).height, 10 * unit);
  assert_near(bar_of(drawing, 1).y, zero);
  assert_near(jb_rect_bottom(label_of(drawing, JB_WORD_VALUE, 1)), 73);
}

/* An open end takes its length before the label. */
static void test_open(void)
{
  const JbDatum data[] = {{.to = 350, .there = true, .open = true}};
  Lengths lengths = {0};
  set_lengths(&lengths, JB_WORD_CATEGORY, (double[]){36}, 1);
  set_lengths(&lengths, JB_WORD_VALUE, (double[]){20}, 1);
  JbPlot plot = plot_of(1, 1, data, &lengths);
  g_autoptr(JbDrawing) drawing = jb_drawing_new(plot.width);
  g_assert_true(jb_lay_out_columns(&plot, drawing));
  assert_near(label_of(drawing, JB_WORD_VALUE, 0).y, 0);
  assert_near(bar_of(drawing, 0).y, INK + JB_AXIS_VALUE_GAP + JB_AXIS_OPEN_END);
}

/* Two entries of 0.72 + 0.4 em and 30: 40.08 each, 14.4 apart: 94.56 in the middle of 400. */
static void test_legend(void)
{
  const JbDatum data[] = {bar(1), {.to = 2, .there = true, .tone = 1}};
  Lengths lengths = {0};
  set_lengths(&lengths, JB_WORD_CATEGORY, (double[]){36}, 1);
  set_lengths(&lengths, JB_WORD_VALUE, (double[]){6, 6}, 2);
  set_lengths(&lengths, JB_WORD_SERIES, (double[]){30, 30}, 2);
  JbPlot plot = plot_of(2, 1, data, &lengths);
  g_autoptr(JbDrawing) drawing = jb_drawing_new(plot.width);
  g_assert_true(jb_lay_out_columns(&plot, drawing));
  assert_rect(rule_of(drawing, JB_TONE_SERIES, 0), 152.72, 2.76, 6.48, 6.48);
  assert_rect(label_of(drawing, JB_WORD_SERIES, 0), 162.8, 0, 30, 12);
  assert_near(rule_of(drawing, JB_TONE_SERIES + 1, 0).x, 162.8 + 30 + 14.4);
  /* 12 of the legend and 6 below it, then the label of the taller bar */
  assert_near(label_of(drawing, JB_WORD_VALUE, 1).y, 18);
  g_assert_cmpfloat(label_of(drawing, JB_WORD_VALUE, 0).x + 6, <, label_of(drawing, JB_WORD_VALUE, 1).x);
}

/* 384 and on it 73: together 457 under a total of 6 and 3.5 of air. Names stand 7 beside the column, at the middle of
 * each part. */
static void test_stack(void)
{
  const JbDatum data[] = {bar(384), {.from = 384, .to = 457, .there = true, .tone = 1}};
  Lengths lengths = {0};
  set_lengths(&lengths, JB_WORD_CATEGORY, (double[]){36}, 1);
  set_lengths(&lengths, JB_WORD_VALUE, (double[]){18, 12}, 2);
  set_lengths(&lengths, JB_WORD_TOTAL, (double[]){18}, 1);
  set_lengths(&lengths, JB_WORD_SERIES, (double[]){27, 18}, 2);
  JbPlot plot = plot_of(2, 1, data, &lengths);
  plot.stacked = true;
  g_autoptr(JbDrawing) drawing = jb_drawing_new(plot.width);
  g_assert_true(jb_lay_out_columns(&plot, drawing));
  double unit = 63.5 / 457, lower = 384 * unit, upper = 73 * unit;
  /* A slot of 36 + 27, and beyond its 16.5 of air 17.5 of the name and what is before it: 80.5 in the middle of 400. */
  assert_rect(bar_of(drawing, 0), 191.25 - 15, 73 - lower, 30, lower);
  assert_rect(bar_of(drawing, 1), 191.25 - 15, 9.5, 30, upper);
  assert_rect(label_of(drawing, JB_WORD_VALUE, 0), 191.25 - 9, 73 - lower / 2 - 3, 18, 6);
  assert_rect(label_of(drawing, JB_WORD_VALUE, 1), 191.25 - 6, 9.5 + upper / 2 - 3, 12, 6);
  assert_rect(label_of(drawing, JB_WORD_TOTAL, 0), 191.25 - 9, 0, 18, 6);
  assert_rect(label_of(drawing, JB_WORD_SERIES, 0), 191.25 + 15 + 7, 73 - lower / 2 - 6, 27, 12);
  assert_rect(label_of(drawing, JB_WORD_SERIES, 1), 191.25 + 15 + 7, 9.5 + upper / 2 - 6, 18, 12);
}

/* A part that its value does not fit in: 2 of 100, 2.47 high even at full height. */
static void test_stack_too_thin(void)
{
  const JbDatum data[] = {bar(98), {.from = 98, .to = 100, .there = true}};
  Lengths lengths = {0};
  set_lengths(&lengths, JB_WORD_CATEGORY, (double[]){36}, 1);
  set_lengths(&lengths, JB_WORD_VALUE, (double[]){18, 12}, 2);
  set_lengths(&lengths, JB_WORD_SERIES, (double[]){27, 18}, 2);
  JbPlot plot = plot_of(2, 1, data, &lengths);
  plot.stacked = true;
  g_autoptr(JbDrawing) drawing = jb_drawing_new(plot.width);
  g_assert_false(jb_lay_out_columns(&plot, drawing));
}

/* Groups of two and one: slots of 60, half a slot between the groups: 210 in the middle of 400, from 95. The groups'
 * names take 5 and 12 below the labels. */
static void test_groups(void)
{
  const JbDatum data[] = {bar(1), bar(2), bar(3)};
  const size_t groups[] = {0, 0, 1};
  Lengths lengths = {0};
  set_lengths(&lengths, JB_WORD_CATEGORY, (double[]){18, 18, 18}, 3);
  set_lengths(&lengths, JB_WORD_VALUE, (double[]){6, 6, 6}, 3);
  set_lengths(&lengths, JB_WORD_GROUP, (double[]){27, 18}, 2);
  JbPlot plot = plot_of(1, 3, data, &lengths);
  plot.groups = groups;
  plot.group_count = 2;
  g_autoptr(JbDrawing) drawing = jb_drawing_new(plot.width);
  g_assert_true(jb_lay_out_columns(&plot, drawing));
  assert_near(bar_of(drawing, 0).x + 15, 95 + 30);
  assert_near(bar_of(drawing, 1).x + 15, 95 + 90);
  assert_near(bar_of(drawing, 2).x + 15, 95 + 180);
  assert_near(label_of(drawing, JB_WORD_CATEGORY, 0).y, 150 - 17 - 12);
  assert_rect(label_of(drawing, JB_WORD_GROUP, 0), 95 + 60 - 13.5, 138, 27, 12);
  assert_rect(label_of(drawing, JB_WORD_GROUP, 1), 95 + 180 - 9, 138, 18, 12);
}

/* Columns of 2 and 4 under a line from 10 to 20. The plot is 133 high; the line's band 34 % of it, 45.22, less 3 of
 * air at its foot: values of 6, 3.5 of air and half a point of 2.2 above its greatest, half a point below its least. */
static void test_line(void)
{
  const JbDatum data[] = {bar(2), bar(4), {.to = 10, .there = true, .tone = 1}, {.to = 20, .there = true, .tone = 1}};
  const bool lines[] = {false, true};
  Lengths lengths = {0};
  set_lengths(&lengths, JB_WORD_CATEGORY, (double[]){18, 18}, 2);
  set_lengths(&lengths, JB_WORD_VALUE, (double[]){6, 6, 12, 12}, 4);
  set_lengths(&lengths, JB_WORD_SERIES, (double[]){18, 27}, 2);
  JbPlot plot = plot_of(2, 2, data, &lengths);
  plot.lines = lines;
  g_autoptr(JbDrawing) drawing = jb_drawing_new(plot.width);
  g_assert_true(jb_lay_out_columns(&plot, drawing));
  double band = 0.34 * 133, high = 6 + 3.5 + 2.2, low = band - 3 - 2.2;
  /* Two slots of 60, and beyond the last one's 15 of air 19 of the names: the slots from 130.5. */
  assert_rect(label_of(drawing, JB_WORD_VALUE, 3), 190.5 + 30 - 6, high - 11.7, 12, 6);
  assert_rect(label_of(drawing, JB_WORD_VALUE, 2), 190.5 - 30 - 6, low - 11.7, 12, 6);
  /* The columns begin below the band: the taller one's value stands at its top. */
  assert_near(label_of(drawing, JB_WORD_VALUE, 1).y, band);
  assert_near(bar_of(drawing, 1).y, band + 9.5);
  assert_near(label_of(drawing, JB_WORD_SERIES, 1).y + 6, high);
  assert_near(label_of(drawing, JB_WORD_SERIES, 0).y + 6, (band + 9.5 + 133) / 2);
}

/* From 10 by +5 and -3 to 12: changes float, their values above them. k = 123.5 / 15. */
static void test_waterfall(void)
{
  const JbDatum data[] = {
      bar(10), {.from = 10, .to = 15, .there = true}, {.from = 15, .to = 12, .there = true}, bar(12)};
  Lengths lengths = {0};
  set_lengths(&lengths, JB_WORD_CATEGORY, (double[]){18, 18, 18, 18}, 4);
  set_lengths(&lengths, JB_WORD_VALUE, (double[]){12, 12, 12, 12}, 4);
  JbPlot plot = plot_of(1, 4, data, &lengths);
  plot.connected = true;
  g_autoptr(JbDrawing) drawing = jb_drawing_new(plot.width);
  g_assert_true(jb_lay_out_columns(&plot, drawing));
  double unit = 123.5 / 15;
  assert_rect(bar_of(drawing, 1), 80 + 60 + 15, 9.5, 30, 5 * unit);
  assert_rect(bar_of(drawing, 2), 80 + 120 + 15, 9.5, 30, 3 * unit);
  assert_near(label_of(drawing, JB_WORD_VALUE, 2).y, 0);
  /* From the end of the fall to the total, half a point thick. */
  assert_rect(rule_of(drawing, JB_TONE_GRID, 2), 80 + 120 + 45, 9.5 + 3 * unit - 0.25, 30, 0.5);
}

/* Nothing has a length: the plot is as low as a plot may be. 48 and 17 of words and 30 around: 100 on the grid. */
static void test_zeros(void)
{
  const JbDatum data[] = {bar(0), bar(0), bar(0), bar(0)};
  Lengths lengths = {0};
  set_lengths(&lengths, JB_WORD_CATEGORY, (double[]){18, 18, 18, 18}, 4);
  set_lengths(&lengths, JB_WORD_VALUE, (double[]){6, 6, 6, 6}, 4);
  JbPlot plot = plot_of(1, 4, data, &lengths);
  g_autoptr(JbDrawing) drawing = jb_drawing_new(plot.width);
  g_assert_true(jb_lay_out_columns(&plot, drawing));
  assert_near(drawing->height, 70);
}

/* From 10 to 20, an arrow: its label of 40 by 6 at the top, half of it and 11 of arrow and 4 of air above the columns,
 * whose 90 are then 108, on the grid 110; the base line at 93. The way goes up 4 above the first value, along at 3 but
 * for the label and 4 on either side of it, down to 4 above the last value. */
static void test_growth(void)
{
  const JbDatum data[] = {bar(10), bar(20)};
  Lengths lengths = {0};
  set_lengths(&lengths, JB_WORD_CATEGORY, (double[]){27, 18}, 2);
  set_lengths(&lengths, JB_WORD_VALUE, (double[]){12, 12}, 2);
  set_lengths(&lengths, JB_WORD_GROWTH, (double[]){40}, 1);
  JbPlot plot = plot_of(1, 2, data, &lengths);
  g_autoptr(JbDrawing) drawing = jb_drawing_new(plot.width);
  g_assert_true(jb_lay_out_columns(&plot, drawing));
  assert_near(drawing->height, 110);
  double taller = 93 - 18 - 9.5;
  assert_rect(bar_of(drawing, 1), 215, 27.5, 30, taller);
  assert_rect(label_of(drawing, JB_WORD_GROWTH, 0), 180, 0, 40, 6);
  JbRect up = rule_of(drawing, JB_TONE_INK, 1), along = rule_of(drawing, JB_TONE_INK, 2);
  assert_near(up.x + up.width / 2, 170);
  assert_near(up.y, 3);
  assert_near(jb_rect_bottom(up), 93 - taller / 2 - 9.5 - 4);
  assert_rect(along, 170, 2.6, 6, 0.8);
  assert_rect(rule_of(drawing, JB_TONE_INK, 5), 227.5, 9, 5, 5);
  /* A label that needs more than lies between the two: as bars. */
  set_lengths(&lengths, JB_WORD_GROWTH, (double[]){48}, 1);
  jb_drawing_clear(drawing);
  g_assert_false(jb_lay_out_columns(&plot, drawing));
  jb_drawing_clear(drawing);
  g_assert_true(jb_lay_out_bars(&plot, drawing));
  assert_rect(label_of(drawing, JB_WORD_GROWTH, 0), 352, (drawing->height - 6) / 2, 48, 6);
}

/* --- bars --- */

/* Rows of 20 as the style has them; on a page of 610, that is 600 on the grid, thirty rows get 570 / 30 = 19. Never
 * closer than a label and the air beside it, 12 + 3. */
static void test_closer(void)
{
  static const struct {
    double most, step;
  } cases[] = {{0, 20}, {660, 20}, {610, 19}, {300, 15}};
  JbDatum data[30];
  Lengths lengths = {0};
  for (size_t i = 0; i < G_N_ELEMENTS(data); i++) {
    data[i] = bar(10);
    lengths.of[JB_WORD_CATEGORY][i] = 27;
    lengths.of[JB_WORD_VALUE][i] = 12;
  }
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    JbPlot plot = plot_of(1, G_N_ELEMENTS(data), data, &lengths);
    plot.most = cases[i].most;
    g_autoptr(JbDrawing) drawing = jb_drawing_new(plot.width);
    g_assert_true(jb_lay_out_bars(&plot, drawing));
    double step = bar_of(drawing, 1).y - bar_of(drawing, 0).y;
    g_assert_cmpfloat(step, >=, cases[i].step - 1e-6);
    g_assert_cmpfloat(step, <, cases[i].step + plot.pitch / G_N_ELEMENTS(data)); /* the grid step is filled */
  }
}

/* Thirty rows under a legend of 18 and over a scale: a part has its rows, 12 of thirty, with legend and scale; the base
 * line is cut to them. */
static void test_part(void)
{
  JbDatum data[60];
  Lengths lengths = {0};
  for (size_t i = 0; i < G_N_ELEMENTS(data); i++) {
    data[i] = bar((double)i + 1);
    lengths.of[JB_WORD_CATEGORY][i] = 27;
    lengths.of[JB_WORD_VALUE][i] = 12;
  }
  set_lengths(&lengths, JB_WORD_SERIES, (double[]){27, 27}, 2);
  set_lengths(&lengths, JB_WORD_TICK, (double[]){6, 6, 6, 6}, 4);
  JbPlot plot = plot_of(2, 30, data, &lengths);
  plot.scaled = true;
  plot.scale = jb_scale_new(0, 60);
  g_autoptr(JbDrawing) drawing = jb_drawing_new(plot.width);
  g_assert_true(jb_lay_out_bars(&plot, drawing));
  g_assert_cmpuint(jb_drawing_row_count(drawing), ==, 30);
  g_autoptr(JbDrawing) part = jb_drawing_part(drawing, 10, 22);
  double rows = jb_drawing_rows_height(drawing, 0, 30);
  assert_near(part->height, drawing->height - rows * 18 / 30);
  JbRect legend = label_of(part, JB_WORD_SERIES, 1), whole_legend = label_of(drawing, JB_WORD_SERIES, 1);
  assert_near(legend.y, whole_legend.y);
  assert_near(drawing->height - label_of(drawing, JB_WORD_TICK, 0).y, part->height - label_of(part, JB_WORD_TICK, 0).y);
  assert_near(label_of(part, JB_WORD_CATEGORY, 10).y, label_of(drawing, JB_WORD_CATEGORY, 0).y);
  assert_near(bar_of(part, 21).width, bar_of(drawing, 21).width);
  assert_near(rule_of(part, JB_TONE_INK, 0).height, rows * 12 / 30);
  for (guint i = 0; i < part->labels->len; i++) {
    const JbDrawnLabel *label = jb_drawing_label_at(part, i);
    bool of_rows = label->word.kind == JB_WORD_CATEGORY || label->word.kind == JB_WORD_VALUE;
    g_assert_true(!of_rows || (label->word.index % 30 >= 10 && label->word.index % 30 < 22));
  }
}

/* Thirty categories in 400 have slots of 13.3: labels of ten characters cannot stand there. */
static void test_turns(void)
{
  JbDatum data[30];
  Lengths lengths = {0};
  for (size_t i = 0; i < 30; i++) {
    data[i] = bar((double)i + 1);
    lengths.of[JB_WORD_CATEGORY][i] = 90;
    lengths.of[JB_WORD_VALUE][i] = 8;
  }
  JbPlot plot = plot_of(1, 30, data, &lengths);
  g_autoptr(JbDrawing) drawing = jb_drawing_new(plot.width);
  g_assert_false(jb_lay_out_columns(&plot, drawing));
  jb_drawing_clear(drawing);
  g_assert_true(jb_lay_out_bars(&plot, drawing));
  /* 30 rows of 20 and 30 around: 630, on the grid 640; the 10 left are shared out. */
  assert_near(drawing->height, 610);
  assert_rect(label_of(drawing, JB_WORD_CATEGORY, 0), 0, (610.0 / 30 - 12) / 2, 90, 12);
  /* Label column 90, air 6: bars begin at 96 and the longest ends before its label of 8 and air of 3.5. */
  assert_rect(bar_of(drawing, 29), 96, 610 - 610.0 / 60 - 5, 400 - 96 - 11.5, 10);
  assert_near(bar_of(drawing, 0).width, (400 - 96 - 11.5) / 30);
}

/* Labels wider than the measure: said, not hidden. */
static void test_too_narrow(void)
{
  const JbDatum data[] = {bar(1)};
  Lengths lengths = {0};
  lengths.of[JB_WORD_CATEGORY][0] = 36;
  lengths.of[JB_WORD_VALUE][0] = 90;
  JbPlot plot = plot_of(1, 1, data, &lengths);
  plot.width = 100;
  g_autoptr(JbDrawing) drawing = jb_drawing_new(plot.width);
  g_assert_false(jb_lay_out_bars(&plot, drawing));
}

/* --- rows --- */

/* 120 % and 80 % against a schedule of 90: names of 36, then 6; remarks of 90 at the right edge, 8; values of 20, 8:
 * the plot is from 42 to 400 - 90 - 8 - 20 - 8 = 274, where 120 ends. */
static void test_progress(void)
{
  const JbDatum data[] = {bar(120), bar(80)};
  const double marks[] = {90, 90};
  Lengths lengths = {0};
  set_lengths(&lengths, JB_WORD_CATEGORY, (double[]){36, 18}, 2);
  set_lengths(&lengths, JB_WORD_VALUE, (double[]){20, 10}, 2);
  set_lengths(&lengths, JB_WORD_REMARK, (double[]){90, 81}, 2);
  set_lengths(&lengths, JB_WORD_MARK, (double[]){45, 54}, 2);
  JbPlot plot = plot_of(1, 2, data, &lengths);
  plot.marks = marks;
  plot.whole = 100;
  g_autoptr(JbDrawing) drawing = jb_drawing_new(plot.width);
  g_assert_true(jb_lay_out_progress(&plot, drawing));
  double unit = (274.0 - 42) / 120, zero = 42;
  assert_near(bar_of(drawing, 0).x, zero);
  assert_near(bar_of(drawing, 0).width, 120 * unit);
  assert_near(bar_of(drawing, 1).width, 80 * unit);
  assert_near(rule_of(drawing, JB_TONE_TRACK, 0).width, 100 * unit);
  JbRect mark = rule_of(drawing, JB_TONE_INK, 0), line = rule_of(drawing, JB_TONE_INK, 2);
  assert_near(mark.x + mark.width / 2, zero + 90 * unit);
  assert_near(mark.height, 10 + 7);
  assert_near(line.x + line.width / 2, zero + 100 * unit);
  /* The mark's name ends 2 before the mark, the line's begins 2 after the line. */
  assert_near(jb_rect_right(label_of(drawing, JB_WORD_MARK, 0)), zero + 90 * unit - 2);
  assert_near(label_of(drawing, JB_WORD_MARK, 1).x, zero + 100 * unit + 2);
  assert_near(jb_rect_right(label_of(drawing, JB_WORD_VALUE, 1)), 302);
  assert_near(label_of(drawing, JB_WORD_REMARK, 1).x, 310);
}

static double point_of(void *words, JbWord word)
{
  static const double points[] = {15, 15, 10, NAN};
  (void)words;
  return points[word.index];
}

/* 115.3, 121, 78.45 and a word of 27 that has no point: 15 before the points, 15 after them; the word ends where the
 * column does. */
static void test_points(void)
{
  const JbDatum data[] = {bar(115.3), bar(121), bar(78.45), {.there = false}};
  const double marks[] = {90, 90, 90, NAN};
  Lengths lengths = {0};
  set_lengths(&lengths, JB_WORD_CATEGORY, (double[]){18, 18, 18, 18}, 4);
  set_lengths(&lengths, JB_WORD_VALUE, (double[]){23, 15, 25, 27}, 4);
  JbPlot plot = plot_of(1, 4, data, &lengths);
  plot.marks = marks;
  plot.whole = 100;
  plot.point = point_of;
  g_autoptr(JbDrawing) drawing = jb_drawing_new(plot.width);
  g_assert_true(jb_lay_out_progress(&plot, drawing));
  assert_near(label_of(drawing, JB_WORD_VALUE, 0).x, 385 - 15);
  assert_near(label_of(drawing, JB_WORD_VALUE, 1).x, 385 - 15);
  assert_near(label_of(drawing, JB_WORD_VALUE, 2).x, 385 - 10);
  assert_near(label_of(drawing, JB_WORD_VALUE, 3).x, 400 - 27);
  /* The plot ends 8 before the column of 30. */
  assert_near(jb_rect_right(bar_of(drawing, 1)), 400 - 30 - 8);
}

/* Two numbers compared: categories 18 wide, values 15, a remark of 90 at the second. */
static JbDrawing *lay_out_two_compared(const JbDatum *data)
{
  Lengths lengths = {0};
  set_lengths(&lengths, JB_WORD_CATEGORY, (double[]){18, 18}, 2);
  set_lengths(&lengths, JB_WORD_VALUE, (double[]){15, 15}, 2);
  set_lengths(&lengths, JB_WORD_REMARK, (double[]){0, 90}, 2);
  JbPlot plot = plot_of(1, 2, data, &lengths);
  JbDrawing *drawing = jb_drawing_new(plot.width);
  g_assert_true(jb_lay_out_comparison(&plot, drawing));
  return drawing;
}

/* 6.3 against 5.7: a line down from the end of the first, a bracket from there to the end of the other, its value and
 * remark beyond: 5, 15, 8 and 90. */
static void test_comparison(void)
{
  const JbDatum data[] = {bar(6.3), bar(5.7)};
  g_autoptr(JbDrawing) drawing = lay_out_two_compared(data);
  double unit = (400 - 90 - 8 - 15 - 5 - 24) / 6.3, own = 24 + 6.3 * unit, other = 24 + 5.7 * unit;
  JbRect bracket = rule_of(drawing, JB_TONE_INK, 0), line = rule_of(drawing, JB_TONE_INK, 3);
  assert_near(bracket.x, other);
  assert_near(jb_rect_right(bracket), own);
  assert_near(bracket.y + bracket.height / 2, bar_of(drawing, 1).y + 5);
  assert_near(line.x + line.width / 2, own);
  assert_near(line.y, jb_rect_bottom(bar_of(drawing, 0)));
  assert_near(label_of(drawing, JB_WORD_VALUE, 0).x, own + 5);
  assert_near(label_of(drawing, JB_WORD_VALUE, 1).x, own + 5);
  assert_near(label_of(drawing, JB_WORD_REMARK, 1).x, own + 28);
}

/* Behind, and below zero: -2 against 1; the bracket reaches from the one to the other, the words beyond both. */
static void test_comparison_negative(void)
{
  const JbDatum data[] = {bar(-2), bar(1)};
  g_autoptr(JbDrawing) drawing = lay_out_two_compared(data);
  double unit = (400 - 118 - 24) / 3.0, zero = 24 + 2 * unit;
  assert_near(bar_of(drawing, 0).x, 24);
  assert_near(jb_rect_right(bar_of(drawing, 1)), zero + unit);
  assert_near(rule_of(drawing, JB_TONE_INK, 0).x, 24);
  assert_near(label_of(drawing, JB_WORD_VALUE, 0).x, zero + 5);
  assert_near(label_of(drawing, JB_WORD_VALUE, 1).x, zero + unit + 5);
}

/* 30 and 66 of 96 in 400: 125 and 275. The whole's name of 60 in the middle of the arms; names under their parts. */
static void test_parts(void)
{
  const JbDatum data[] = {bar(30), {.from = 30, .to = 96, .there = true, .tone = 2}};
  Lengths lengths = {0};
  set_lengths(&lengths, JB_WORD_CATEGORY, (double[]){54, 45}, 2);
  set_lengths(&lengths, JB_WORD_VALUE, (double[]){12, 12}, 2);
  set_lengths(&lengths, JB_WORD_TOTAL, (double[]){60}, 1);
  JbPlot plot = plot_of(1, 2, data, &lengths);
  plot.whole = 96;
  g_autoptr(JbDrawing) drawing = jb_drawing_new(plot.width);
  g_assert_true(jb_lay_out_parts(&plot, drawing));
  /* Arms at 5, ends down to 10, 4 of air: the bar begins at 14. */
  assert_rect(bar_of(drawing, 0), 0, 14, 125, 24);
  assert_rect(bar_of(drawing, 1), 125, 14, 275, 24);
  assert_rect(label_of(drawing, JB_WORD_VALUE, 0), 62.5 - 6, 14 + 9, 12, 6);
  assert_rect(label_of(drawing, JB_WORD_CATEGORY, 0), 62.5 - 27, 43, 54, 12);
  assert_rect(label_of(drawing, JB_WORD_CATEGORY, 1), 262.5 - 22.5, 43, 45, 12);
  assert_rect(label_of(drawing, JB_WORD_TOTAL, 0), 170, 2, 60, 6);
}

/* Three arrows that overlap by their points but for 4: (400 + 2 · 7) / 3 = 138 each, 131 apart. */
static void test_chain(void)
{
  const JbDatum data[] = {bar(0), bar(0), bar(0)};
  Lengths lengths = {0};
  set_lengths(&lengths, JB_WORD_GROUP, (double[]){27, 27, 36}, 3);
  JbPlot plot = plot_of(1, 3, data, &lengths);
  g_autoptr(JbDrawing) drawing = jb_drawing_new(plot.width);
  g_assert_true(jb_lay_out_chain(&plot, drawing));
  assert_rect(bar_of(drawing, 0), 0, 0, 138, 28);
  assert_rect(bar_of(drawing, 2), 262, 0, 138, 28);
  /* In the middle of what is straight: from 0 to 127; of the last from 262 + 11 to 389. */
  assert_rect(label_of(drawing, JB_WORD_GROUP, 0), 63.5 - 13.5, 8, 27, 12);
  assert_rect(label_of(drawing, JB_WORD_GROUP, 2), 331 - 18, 8, 36, 12);
}

/* Ten days in two periods of five, a task from the second day to the fifth, a milestone on the eighth: 10 a milestone
 * wide, so that one at either end has room. */
static void test_schedule(void)
{
  const JbDatum data[] = {{.from = 1, .to = 5, .there = true}, {.from = 7.5, .to = 7.5, .there = true}};
  const double periods[] = {0, 5, 10};
  Lengths lengths = {0};
  set_lengths(&lengths, JB_WORD_CATEGORY, (double[]){36, 36}, 2);
  set_lengths(&lengths, JB_WORD_REMARK, (double[]){45, 36}, 2);
  set_lengths(&lengths, JB_WORD_TICK, (double[]){20, 20}, 2);
  JbPlot plot = plot_of(1, 2, data, &lengths);
  plot.periods = periods;
  plot.period_count = 2;
  g_autoptr(JbDrawing) drawing = jb_drawing_new(plot.width);
  g_assert_true(jb_lay_out_schedule(&plot, drawing));
  /* The plot from 42 to 400 - 45 - 8 = 347: 295 for ten days, from 47. */
  assert_near(bar_of(drawing, 0).x, 47 + 29.5);
  assert_near(bar_of(drawing, 0).width, 4 * 29.5);
  JbRect milestone = bar_of(drawing, 1), tick = label_of(drawing, JB_WORD_TICK, 1);
  assert_near(milestone.x + milestone.width / 2, 47 + 7.5 * 29.5);
  assert_near(tick.x + 10, 47 + 7.5 * 29.5);
}

/* --- spread --- */

/* Three labels of 10 wished at 20, 22 and 60, 2 apart: the first two share the error, 15 and 27. Towards an edge all
 * give way. */
static void test_spread(void)
{
  const double lengths[] = {10, 10, 10};
  double middles[] = {20, 22, 60};
  g_assert_true(jb_spread(middles, lengths, 3, 2, 0, 100));
  assert_near(middles[0], 15);
  assert_near(middles[1], 27);
  assert_near(middles[2], 60);
  double crowded[] = {20, 20, 20};
  g_assert_true(jb_spread(crowded, lengths, 3, 2, 0, 34));
  assert_near(crowded[0], 5);
  assert_near(crowded[2], 29);
  g_assert_false(jb_spread(crowded, lengths, 3, 2, 0, 33));
}

/* --- any chart --- */

static bool overlap(JbRect a, JbRect b)
{
  const double forgiven = 1e-6;
  return a.x + forgiven < jb_rect_right(b) && b.x + forgiven < jb_rect_right(a) && a.y + forgiven < jb_rect_bottom(b) &&
         b.y + forgiven < jb_rect_bottom(a);
}

static bool contains(JbRect outer, JbRect inner)
{
  const double forgiven = 1e-6;
  return inner.x >= outer.x - forgiven && inner.y >= outer.y - forgiven &&
         jb_rect_right(inner) <= jb_rect_right(outer) + forgiven &&
         jb_rect_bottom(inner) <= jb_rect_bottom(outer) + forgiven;
}

/* No label meets another, nor a bar unless it lies inside: then it lies in it with all of itself. Nothing leaves the
 * drawing. */
static void assert_drawing(const JbPlot *plot, const JbDrawing *drawing)
{
  JbRect all = {0, 0, plot->width, drawing->height + 0.01}; /* which the grid forgives */
  for (guint i = 0; i < drawing->labels->len; i++) {
    const JbDrawnLabel *label = jb_drawing_label_at(drawing, i);
    g_assert_true(contains(all, label->box));
    for (guint j = 0; j < i; j++) {
      g_assert_false(overlap(label->box, jb_drawing_label_at(drawing, j)->box));
    }
    for (guint j = 0; j < drawing->shapes->len; j++) {
      const JbDrawnShape *shape = jb_drawing_shape(drawing, j);
      JbRect box = jb_drawing_shape_box(drawing, shape);
      if (shape->datum != JB_NO_DATUM && shape->datum != label->ground) {
        g_assert_false(overlap(label->box, box));
      }
    }
    if (label->ground != JB_NO_DATUM) {
      g_assert_true(contains(bar_of(drawing, label->ground), label->box));
    }
  }
  for (guint j = 0; j < drawing->shapes->len; j++) {
    JbRect box = jb_drawing_shape_box(drawing, jb_drawing_shape(drawing, j));
    JbRect around = {-1, -1, plot->width + 2, drawing->height + 2}; /* half the weight of a rule at the edge */
    g_assert_true(contains(around, box));
  }
}

static void assert_on_grid(const JbPlot *plot, const JbDrawing *drawing)
{
  double steps = (drawing->height + plot->around) / plot->pitch;
  g_assert_cmpfloat_with_epsilon(steps, round(steps), 1e-6);
}

static size_t count_labels(const JbDrawing *drawing, JbWordKind kind)
{
  size_t count = 0;
  for (guint i = 0; i < drawing->labels->len; i++) {
    count += jb_drawing_label_at(drawing, i)->word.kind == kind;
  }
  return count;
}

/* Cut anywhere, both parts keep the promise, and what they hold together is what the whole does. */
static void assert_parts(GRand *random, const JbPlot *plot, const JbDrawing *drawing)
{
  size_t rows = jb_drawing_row_count(drawing);
  if (rows < 2 || jb_plot_measure(plot, JB_WORD_GROWTH, 0, INFINITY).width > 0) {
    return;
  }
  size_t cut = (size_t)g_rand_int_range(random, 1, (gint32)rows);
  g_autoptr(JbDrawing) first = jb_drawing_part(drawing, 0, cut);
  g_autoptr(JbDrawing) second = jb_drawing_part(drawing, cut, rows);
  assert_drawing(plot, first);
  assert_drawing(plot, second);
  assert_near(first->height + second->height, drawing->height + jb_drawing_around_rows(drawing));
  static const JbWordKind once[] = {JB_WORD_CATEGORY, JB_WORD_GROUP, JB_WORD_VALUE, JB_WORD_TOTAL, JB_WORD_REMARK};
  for (size_t i = 0; i < G_N_ELEMENTS(once); i++) {
    size_t parts = count_labels(first, once[i]) + count_labels(second, once[i]);
    g_assert_cmpuint(parts, ==, count_labels(drawing, once[i]));
  }
}

/* Lengths of bars are to one another as their values, and there is something to see. */
static void assert_proportional(const JbPlot *plot, const JbDrawing *drawing, bool vertical)
{
  double unit = 0, greatest = 0;
  for (int pass = 0; pass < 2; pass++) {
    for (guint i = 0; i < drawing->shapes->len; i++) {
      const JbDrawnShape *shape = jb_drawing_shape(drawing, i);
      if (shape->datum == JB_NO_DATUM || !shape->patterned) {
        continue;
      }
      JbRect box = jb_drawing_shape_box(drawing, shape);
      double length = vertical ? box.height : box.width;
      double value = fabs(plot->data[shape->datum].to - plot->data[shape->datum].from);
      if (pass == 1) {
        g_assert_cmpfloat_with_epsilon(length, value * unit, 1e-6);
      } else if (value > greatest) {
        greatest = value;
        unit = length / value;
      }
    }
  }
  if (greatest > 0) {
    g_assert_cmpfloat(unit * greatest, >=, 6 - 1e-6);
  }
}

/* --- random charts --- */

typedef struct Chart {
  JbDatum data[4 * 30];
  Lengths lengths;
  size_t groups[30];
  bool lines[4];
  double marks[30];
  double periods[14];
  JbPlot plot;
} Chart;

static double random_value(GRand *random)
{
  double magnitude = pow(10, g_rand_double_range(random, -6, 12));
  switch (g_rand_int_range(random, 0, 8)) {
  case 0:
    return 0;
  case 1:
    return -magnitude;
  default:
    return magnitude;
  }
}

/* A figure is half an em wide: as many as the value has, with a decimal point and a mark. */
static double random_length(GRand *random, double value)
{
  double figures = fmax(floor(log10(fabs(value) + 1)), 0) + g_rand_int_range(random, 1, 5);
  return figures * EM / 2;
}

static void random_words(GRand *random, Lengths *lengths, JbWordKind kind, size_t count, int least, int most)
{
  for (size_t i = 0; i < count; i++) {
    lengths->of[kind][i] = EM * g_rand_int_range(random, least, most + 1);
  }
}

static void random_chart(GRand *random, Chart *chart)
{
  memset(chart, 0, sizeof *chart);
  size_t series = g_rand_boolean(random) ? 1 : (size_t)g_rand_int_range(random, 2, 5);
  size_t categories = (size_t)g_rand_int_range(random, series > 1 ? 1 : 2, 31);
  for (size_t i = 0; i < series * categories; i++) {
    bool missing = g_rand_int_range(random, 0, 12) == 0;
    double value = missing ? 0 : random_value(random);
    chart->data[i] = (JbDatum){.to = value,
                               .there = !missing,
                               .open = !missing && g_rand_int_range(random, 0, 5) == 0,
                               .tone = (unsigned)(i / categories)};
    chart->lengths.of[JB_WORD_VALUE][i] = missing ? 3 * EM : random_length(random, value);
  }
  random_words(random, &chart->lengths, JB_WORD_CATEGORY, categories, 2, g_rand_int_range(random, 2, 21));
  random_words(random, &chart->lengths, JB_WORD_SERIES, series, 1, 20);
  chart->plot = plot_of(series, categories, chart->data, &chart->lengths);
  chart->plot.width = g_rand_double_range(random, 300, 480);
  chart->plot.around = g_rand_double_range(random, 0, 80);
}

static void add_scale(Chart *chart)
{
  double low = 0, high = 0;
  for (size_t i = 0; i < chart->plot.series_count * chart->plot.category_count; i++) {
    low = fmin(low, chart->data[i].to);
    high = fmax(high, chart->data[i].to);
  }
  chart->plot.scaled = true;
  chart->plot.scale = jb_scale_new(low, high);
  for (int tick = chart->plot.scale.first; tick <= chart->plot.scale.last; tick++) {
    g_autofree char *text = jb_scale_text(&chart->plot.scale, tick);
    chart->lengths.of[JB_WORD_TICK][tick - chart->plot.scale.first] = (double)strlen(text) * EM / 2;
  }
}

static void add_groups(GRand *random, Chart *chart)
{
  size_t group = 0;
  for (size_t c = 1; c < chart->plot.category_count; c++) {
    group += g_rand_int_range(random, 0, 4) == 0;
    chart->groups[c] = group;
  }
  chart->plot.groups = chart->groups;
  chart->plot.group_count = group + 1;
  random_words(random, &chart->lengths, JB_WORD_GROUP, group + 1, 2, 20);
}

static void pile(GRand *random, Chart *chart)
{
  chart->plot.stacked = true;
  for (size_t c = 0; c < chart->plot.category_count; c++) {
    double up = 0, down = 0;
    for (size_t s = 0; s < chart->plot.series_count; s++) {
      JbDatum *datum = &chart->data[s * chart->plot.category_count + c];
      /* Of one order of magnitude half the time, so that some fit. */
      datum->to = datum->there && g_rand_boolean(random) ? g_rand_double_range(random, 1, 4) : datum->to;
      double *end = datum->to < 0 ? &down : &up;
      datum->from = *end;
      datum->to = *end += datum->to;
    }
    chart->lengths.of[JB_WORD_TOTAL][c] = random_length(random, up);
  }
}

/* Whether columns took it; bars take it in any case but for stacks. */
static bool assert_both_ways(GRand *random, const Chart *chart)
{
  const JbPlot *plot = &chart->plot;
  g_autoptr(JbDrawing) drawing = jb_drawing_new(plot->width);
  bool columns = jb_lay_out_columns(plot, drawing);
  if (columns) {
    assert_drawing(plot, drawing);
    assert_on_grid(plot, drawing);
    if (!plot->lines) {
      assert_proportional(plot, drawing, true);
    }
  }
  jb_drawing_clear(drawing);
  bool bars = !plot->lines && jb_lay_out_bars(plot, drawing);
  if (bars) {
    assert_drawing(plot, drawing);
    assert_on_grid(plot, drawing);
    assert_parts(random, plot, drawing);
    assert_proportional(plot, drawing, false);
  }
  g_assert_true(bars || plot->stacked || plot->lines || chart->lengths.of[JB_WORD_GROWTH][0] > 0);
  return columns;
}

#define ROUNDS 10000

static void test_any_columns_and_bars(void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed(20250101);
  Chart *chart = g_new(Chart, 1);
  int columns = 0;
  for (int round = 0; round < ROUNDS; round++) {
    random_chart(random, chart);
    if (chart->plot.series_count == 1 && g_rand_boolean(random)) {
      chart->lengths.of[JB_WORD_GROWTH][0] = random_length(random, 100);
    }
    if (g_rand_boolean(random)) {
      add_scale(chart);
    } else if (chart->plot.series_count == 1 && g_rand_boolean(random)) {
      add_groups(random, chart);
    }
    columns += assert_both_ways(random, chart);
  }
  g_free(chart);
  /* both ways were really tried */
  g_assert_cmpint(columns, >, ROUNDS / 10);
  g_assert_cmpint(columns, <, ROUNDS * 9 / 10);
}

static void test_any_stack(void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed(20250102);
  Chart *chart = g_new(Chart, 1);
  int columns = 0;
  for (int round = 0; round < ROUNDS; round++) {
    random_chart(random, chart);
    if (g_rand_boolean(random)) { /* small ones have a chance */
      chart->plot.category_count = 1 + chart->plot.category_count % 4;
    }
    if (g_rand_boolean(random)) {
      chart->lengths.of[JB_WORD_GROWTH][0] = random_length(random, 100);
    }
    pile(random, chart);
    columns += assert_both_ways(random, chart);
  }
  g_free(chart);
  g_assert_cmpint(columns, >, ROUNDS / 100);
}

static void test_any_line(void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed(20250103);
  Chart *chart = g_new(Chart, 1);
  int columns = 0;
  for (int round = 0; round < ROUNDS; round++) {
    random_chart(random, chart);
    chart->lines[g_rand_int_range(random, 0, (gint32)chart->plot.series_count)] = true;
    chart->plot.lines = chart->lines;
    columns += assert_both_ways(random, chart);
  }
  g_free(chart);
  g_assert_cmpint(columns, >, ROUNDS / 10);
}

/* Somewhere in the value, or nowhere. */
static double any_point(void *words, JbWord word)
{
  double width = ((const Lengths *)words)->of[word.kind][word.index];
  return word.index % 7 == 3 ? (double)NAN : width * (double)(word.index % 4 + 1) / 4;
}

/* Charts of rows, wholes, chains and schedules: what fits keeps the promise, and most does. */
static void test_any_other(void)
{
  static bool (*const layouts[])(const JbPlot *, JbDrawing *) = {
      jb_lay_out_progress, jb_lay_out_comparison, jb_lay_out_parts, jb_lay_out_chain, jb_lay_out_schedule};
  g_autoptr(GRand) random = g_rand_new_with_seed(20250104);
  Chart *chart = g_new(Chart, 1);
  int fitted[G_N_ELEMENTS(layouts)] = {0};
  for (int round = 0; round < ROUNDS; round++) {
    random_chart(random, chart);
    JbPlot *plot = &chart->plot;
    plot->series_count = 1;
    plot->marks = chart->marks;
    plot->point = any_point;
    random_words(random, &chart->lengths, JB_WORD_REMARK, plot->category_count, 0, 14);
    random_words(random, &chart->lengths, JB_WORD_GROUP, plot->category_count, 1, 6);
    random_words(random, &chart->lengths, JB_WORD_MARK, 2, 4, 9);
    chart->lengths.of[JB_WORD_TOTAL][0] = random_length(random, 1e6);
    size_t kind = (size_t)round % G_N_ELEMENTS(layouts);
    double end = 0, day = 0;
    for (size_t c = 0; c < plot->category_count; c++) {
      chart->marks[c] = g_rand_boolean(random) ? g_rand_double_range(random, 0, 100) : (double)NAN;
      if (layouts[kind] == jb_lay_out_parts) {
        chart->data[c] = (JbDatum){.from = end, .to = end + fabs(chart->data[c].to), .there = true};
        end = chart->data[c].to;
      } else if (layouts[kind] == jb_lay_out_schedule) {
        double first = g_rand_double_range(random, 0, 365), last = g_rand_double_range(random, first, 365);
        chart->data[c] = (JbDatum){.from = g_rand_boolean(random) ? first : last, .to = last, .there = true};
        chart->lengths.of[JB_WORD_VALUE][c] = 0;
      }
    }
    plot->whole = layouts[kind] == jb_lay_out_parts ? end : 100;
    for (plot->period_count = 0; plot->period_count < 13; day += 366.0 / 12) {
      chart->lengths.of[JB_WORD_TICK][plot->period_count] = 2 * EM;
      chart->periods[plot->period_count++] = day;
    }
    plot->period_count = 12;
    plot->periods = chart->periods;
    g_autoptr(JbDrawing) drawing = jb_drawing_new(plot->width);
    if (layouts[kind](plot, drawing)) {
      fitted[kind]++;
      assert_drawing(plot, drawing);
      assert_on_grid(plot, drawing);
      if (layouts[kind] != jb_lay_out_comparison) {
        assert_parts(random, plot, drawing);
      }
    }
  }
  g_free(chart);
  for (size_t i = 0; i < G_N_ELEMENTS(layouts); i++) {
    g_assert_cmpint(fitted[i], >, 50);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/chart/layout/columns", test_columns);
  g_test_add_func("/chart/layout/negative", test_negative);
  g_test_add_func("/chart/layout/open", test_open);
  g_test_add_func("/chart/layout/legend", test_legend);
  g_test_add_func("/chart/layout/stack", test_stack);
  g_test_add_func("/chart/layout/stack-too-thin", test_stack_too_thin);
  g_test_add_func("/chart/layout/groups", test_groups);
  g_test_add_func("/chart/layout/line", test_line);
  g_test_add_func("/chart/layout/waterfall", test_waterfall);
  g_test_add_func("/chart/layout/zeros", test_zeros);
  g_test_add_func("/chart/layout/growth", test_growth);
  g_test_add_func("/chart/layout/closer", test_closer);
  g_test_add_func("/chart/layout/part", test_part);
  g_test_add_func("/chart/layout/turns", test_turns);
  g_test_add_func("/chart/layout/too-narrow", test_too_narrow);
  g_test_add_func("/chart/layout/progress", test_progress);
  g_test_add_func("/chart/layout/comparison", test_comparison);
  g_test_add_func("/chart/layout/comparison-negative", test_comparison_negative);
  g_test_add_func("/chart/layout/points", test_points);
  g_test_add_func("/chart/layout/parts", test_parts);
  g_test_add_func("/chart/layout/chain", test_chain);
  g_test_add_func("/chart/layout/schedule", test_schedule);
  g_test_add_func("/chart/layout/spread", test_spread);
  g_test_add_func("/chart/layout/any-columns-and-bars", test_any_columns_and_bars);
  g_test_add_func("/chart/layout/any-stack", test_any_stack);
  g_test_add_func("/chart/layout/any-line", test_any_line);
  g_test_add_func("/chart/layout/any-other", test_any_other);
  return g_test_run();
}
