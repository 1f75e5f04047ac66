/* SPDX-License-Identifier: MIT
 * The layout of charts: some worked out by hand, and what is promised for any sizes and values held over many. The
 * labels here are boxes: a character is one em wide, lines break anywhere. */
#include "chart/layout.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#define EM      9.0
#define LEADING 12.0

static const JbChartStyle style = {.height = 150,
                                   .bar_ratio = 0.5,
                                   .bar_maximum = 30,
                                   .bar_height = 10,
                                   .bar_gap = 10,
                                   .axis_width = 0.5,
                                   .grid_width = 0.25};

/* Labels as long as the numbers of characters in data. */
static JbSize set_boxes(void *data, size_t category, double measure)
{
  double natural = ((const int *)data)[category] * EM;
  double per_line = isfinite(measure) ? fmax(floor(measure / EM), 1) * EM : natural;
  return (JbSize){fmin(natural, per_line), ceil(natural / per_line - 1e-9) * LEADING};
}

static JbLayoutInput input_of(size_t series, size_t categories, const JbBarSize *bars, int *lengths)
{
  return (JbLayoutInput){.width = 400,
                         .around = 30,
                         .pitch = 20,
                         .style = &style,
                         .series_count = series,
                         .category_count = categories,
                         .bars = bars,
                         .label_size = EM,
                         .label_leading = LEADING,
                         .set_label = set_boxes,
                         .label_data = lengths};
}

#define assert_near(a, b) g_assert_cmpfloat_with_epsilon(a, b, 1e-6)

static void assert_rect(JbRect rect, double x, double y, double width, double height)
{
  assert_near(rect.x, x);
  assert_near(rect.y, y);
  assert_near(rect.width, width);
  assert_near(rect.height, height);
}

/* Two columns: slots as wide as the bar asks, 30 / 0.5 = 60, more than the labels do
 * (27 and 3 em of air: 54), side by side in the middle of 400: from 140 to 260.
 * Height 150 + 30 around = 180: whole grid steps already. Labels of one line: 150 - 12 - 5 = 133 is the base line.
 * The taller bar's label: 6 high, 3.5 above the bar, at the top: the bar is 133 - 9.5 = 123.5 long. */
static void test_columns(void)
{
  const JbBarSize bars[] = {{.value = 10, .label = {12, 6}}, {.value = 4, .label = {6, 6}}};
  int lengths[] = {3, 2};
  JbLayoutInput input = input_of(1, 2, bars, lengths);
  JbLayout *layout = jb_layout_columns(&input);
  g_assert_nonnull(layout);
  g_assert_true(layout->vertical);
  assert_near(layout->height, 150);
  assert_rect(layout->base, 0, 133, 400, 0.5);
  assert_rect(layout->bars[0].bar, 155, 9.5, 30, 123.5);
  assert_rect(layout->bars[0].label, 164, 0, 12, 6);
  assert_rect(layout->bars[1].bar, 215, 133 - 49.4, 30, 49.4);
  assert_rect(layout->bars[1].label, 227, 133 - 49.4 - 9.5, 6, 6);
  assert_rect(layout->categories[0], 156.5, 138, 27, 12);
  assert_rect(layout->categories[1], 221, 138, 18, 12);
  jb_layout_free(layout);
}

/* 10 up and 5 down, labels of 6 and 3.5 of air at both ends: k = (133 - 19) / 15. */
static void test_negative(void)
{
  const JbBarSize bars[] = {{.value = 10, .label = {12, 6}}, {.value = -5, .label = {12, 6}}};
  int lengths[] = {4, 2};
  JbLayoutInput input = input_of(1, 2, bars, lengths);
  JbLayout *layout = jb_layout_columns(&input);
  g_assert_nonnull(layout);
  double unit = 114.0 / 15;
  assert_near(layout->base.y, 9.5 + 10 * unit);
  assert_near(layout->bars[0].bar.height, 10 * unit);
  assert_near(layout->bars[1].bar.y, layout->base.y);
  assert_near(jb_rect_bottom(layout->bars[1].label), 133);
  g_assert_true(layout->bars[1].negative);
  jb_layout_free(layout);
}

/* An open end takes its length before the label. */
static void test_open(void)
{
  const JbBarSize bars[] = {{.value = 350, .open = true, .label = {20, 6}}};
  int lengths[] = {4};
  JbLayoutInput input = input_of(1, 1, bars, lengths);
  JbLayout *layout = jb_layout_columns(&input);
  g_assert_nonnull(layout);
  assert_near(layout->bars[0].label.y, 0);
  assert_near(layout->bars[0].bar.y, 6 + JB_LAYOUT_VALUE_GAP + JB_LAYOUT_OPEN_END);
  jb_layout_free(layout);
}

/* Rows of 20 as the style has them; on a page of 610, that is 600 on the grid, thirty rows get 570 / 30 = 19. Never
 * closer than a label and the air beside it, 12 + 3. */
static void test_closer(void)
{
  static const struct {
    double most, step;
  } cases[] = {{0, 20}, {660, 20}, {610, 19}, {300, 15}};
  JbBarSize bars[30];
  int lengths[30];
  for (size_t i = 0; i < G_N_ELEMENTS(bars); i++) {
    bars[i] = (JbBarSize){.value = 10, .label = {12, 6}};
    lengths[i] = 3;
  }
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    JbLayoutInput input = input_of(1, G_N_ELEMENTS(bars), bars, lengths);
    input.most = cases[i].most;
    bool fits;
    JbLayout *layout = jb_layout_bars(&input, &fits);
    g_assert_true(fits);
    double step = layout->bars[1].bar.y - layout->bars[0].bar.y;
    g_assert_cmpfloat(step, >=, cases[i].step - 1e-6);
    g_assert_cmpfloat(step, <, cases[i].step + input.pitch / G_N_ELEMENTS(bars)); /* the grid step is filled */
    jb_layout_free(layout);
  }
}

/* Thirty categories in 400 have slots of 13.3: labels of ten characters cannot stand there. */
static void test_turns(void)
{
  JbBarSize bars[30];
  int lengths[30];
  for (size_t i = 0; i < 30; i++) {
    bars[i] = (JbBarSize){.value = (double)i, .label = {8, 6}};
    lengths[i] = 10;
  }
  JbLayoutInput input = input_of(1, 30, bars, lengths);
  g_assert_null(jb_layout_columns(&input));
  bool fits = false;
  JbLayout *layout = jb_layout_bars(&input, &fits);
  g_assert_true(fits);
  /* 30 rows of 20 and 30 around: 630, on the grid 640; the 10 left are shared out. */
  assert_near(layout->height, 610);
  assert_rect(layout->categories[0], 0, (610.0 / 30 - 12) / 2, 90, 12);
  /* Label column 90, air 6: bars begin at 96 and the longest ends before its label of 8 and air of 3.5. */
  assert_rect(layout->bars[29].bar, 96, 610 - 610.0 / 60 - 5, 400 - 96 - 11.5, 10);
  assert_near(layout->bars[0].bar.width, 0);
  jb_layout_free(layout);
}

/* Two entries of 0.72 + 0.4 em and 30: 40.08 each, 14.4 apart: 94.56 in the middle of 400. */
static void test_legend(void)
{
  const JbBarSize bars[] = {{.value = 1, .label = {6, 6}}, {.value = 2, .label = {6, 6}}};
  const JbSize legend[] = {{30, 12}, {30, 12}};
  int lengths[] = {4};
  JbLayoutInput input = input_of(2, 1, bars, lengths);
  input.legend = legend;
  JbLayout *layout = jb_layout_columns(&input);
  g_assert_nonnull(layout);
  assert_rect(layout->swatches[0], 152.72, 2.76, 6.48, 6.48);
  assert_rect(layout->legend[0], 162.8, 0, 30, 12);
  assert_near(layout->swatches[1].x, 162.8 + 30 + 14.4);
  /* 12 of the legend and 6 below it, then the label of the taller bar */
  assert_near(layout->bars[1].label.y, 18);
  g_assert_cmpfloat(layout->bars[0].label.x + 6, <, layout->bars[1].label.x);
  jb_layout_free(layout);
}

/* --- any chart --- */

typedef struct Boxes {
  JbRect boxes[400];
  size_t count;
} Boxes;

static bool overlap(JbRect a, JbRect b)
{
  const double forgiven = 1e-6;
  return a.x + forgiven < jb_rect_right(b) && b.x + forgiven < jb_rect_right(a) && a.y + forgiven < jb_rect_bottom(b) &&
         b.y + forgiven < jb_rect_bottom(a);
}

static void add_box(Boxes *boxes, JbRect box)
{
  g_assert_cmpuint(boxes->count, <, G_N_ELEMENTS(boxes->boxes));
  boxes->boxes[boxes->count++] = box;
}

static void assert_apart(const Boxes *labels, const Boxes *bars)
{
  for (size_t i = 0; i < labels->count; i++) {
    for (size_t j = 0; j < i; j++)
      g_assert_false(overlap(labels->boxes[i], labels->boxes[j]));
    for (size_t j = 0; j < bars->count; j++)
      g_assert_false(overlap(labels->boxes[i], bars->boxes[j]));
  }
}

static void assert_inside(const Boxes *boxes, const JbLayoutInput *input, const JbLayout *layout)
{
  for (size_t i = 0; i < boxes->count; i++) {
    g_assert_cmpfloat(boxes->boxes[i].x, >=, -1e-6);
    g_assert_cmpfloat(boxes->boxes[i].y, >=, -1e-6);
    g_assert_cmpfloat(jb_rect_right(boxes->boxes[i]), <=, input->width + 1e-6);
    g_assert_cmpfloat(jb_rect_bottom(boxes->boxes[i]), <=, layout->height + 1e-6);
  }
}

/* Lengths of bars are to one another as their values. */
static void assert_proportional(const JbLayoutInput *input, const JbLayout *layout)
{
  double unit = 0, greatest = 0;
  size_t count = input->series_count * input->category_count;
  for (size_t i = 0; i < count; i++) {
    JbRect bar = layout->bars[i].bar;
    double length = layout->vertical ? bar.height : bar.width;
    if (fabs(input->bars[i].value) > greatest) {
      greatest = fabs(input->bars[i].value);
      unit = length / greatest;
    }
  }
  for (size_t i = 0; i < count; i++) {
    JbRect bar = layout->bars[i].bar;
    double length = layout->vertical ? bar.height : bar.width;
    g_assert_cmpfloat_with_epsilon(length, fabs(input->bars[i].value) * unit, 1e-6);
  }
  if (greatest > 0)
    g_assert_cmpfloat(unit * greatest, >, 10); /* and there is something to see */
}

static void assert_layout(const JbLayoutInput *input, const JbLayout *layout)
{
  Boxes labels = {.count = 0}, bars = {.count = 0};
  for (size_t i = 0; i < input->series_count * input->category_count; i++) {
    add_box(&labels, layout->bars[i].label);
    add_box(&bars, layout->bars[i].bar);
  }
  for (size_t i = 0; i < input->category_count; i++)
    add_box(&labels, layout->categories[i]);
  for (size_t i = 0; input->legend && i < input->series_count; i++) {
    add_box(&labels, layout->legend[i]);
    add_box(&bars, layout->swatches[i]);
  }
  for (int i = 0; input->ticks && i <= input->scale.last - input->scale.first; i++)
    if (layout->ticks[i].label.width > 0)
      add_box(&labels, layout->ticks[i].label);
  assert_apart(&labels, &bars);
  assert_inside(&labels, input, layout);
  assert_inside(&bars, input, layout);
  assert_proportional(input, layout);
  double steps = (layout->height + input->around) / input->pitch;
  g_assert_cmpfloat_with_epsilon(steps, round(steps), 1e-6);
}

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
static JbSize random_label(GRand *random, double value)
{
  double figures = fmax(floor(log10(fabs(value) + 1)), 0) + g_rand_int_range(random, 1, 5);
  return (JbSize){figures * EM / 2, 0.72 * EM};
}

static void test_any_chart(void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed(20250101);
  int columns = 0, turned = 0;
  for (int round = 0; round < 10000; round++) {
    size_t series = g_rand_boolean(random) ? 1 : (size_t)g_rand_int_range(random, 2, 5);
    size_t categories = (size_t)g_rand_int_range(random, series > 1 ? 1 : 2, 31);
    JbBarSize bars[4 * 30];
    int lengths[30];
    double low = 0, high = 0;
    int longest = g_rand_int_range(random, 2, 21);
    for (size_t i = 0; i < series * categories; i++) {
      double value = random_value(random);
      bars[i] = (JbBarSize){
          .value = value, .open = g_rand_int_range(random, 0, 5) == 0, .label = random_label(random, value)};
      low = fmin(low, value);
      high = fmax(high, value);
    }
    for (size_t i = 0; i < categories; i++)
      lengths[i] = g_rand_int_range(random, 2, longest + 1);
    JbLayoutInput input = input_of(series, categories, bars, lengths);
    input.width = g_rand_double_range(random, 300, 480);
    input.around = g_rand_double_range(random, 0, 80);
    const JbSize legend[] = {{30, LEADING}, {120, LEADING}, {9, LEADING}, {200, LEADING}};
    input.legend = series > 1 ? legend : NULL;
    JbSize ticks[JB_SCALE_MAXIMUM_TICKS];
    input.scale = jb_scale_new(low, high);
    for (int tick = input.scale.first; tick <= input.scale.last; tick++) {
      g_autofree char *text = jb_scale_text(&input.scale, tick);
      ticks[tick - input.scale.first] = (JbSize){(double)strlen(text) * EM / 2, 0.72 * EM};
    }
    input.ticks = g_rand_boolean(random) ? ticks : NULL;

    JbLayout *layout = jb_layout_columns(&input);
    if (layout) {
      columns++;
      assert_layout(&input, layout);
      jb_layout_free(layout);
    } else {
      turned++;
    }
    bool fits = false;
    layout = jb_layout_bars(&input, &fits);
    g_assert_true(fits);
    assert_layout(&input, layout);
    jb_layout_free(layout);
  }
  /* both ways were really tried */
  g_assert_cmpint(columns, >, 1000);
  g_assert_cmpint(turned, >, 1000);
}

/* Labels wider than the measure: said, not hidden. */
static void test_too_narrow(void)
{
  const JbBarSize bars[] = {{.value = 1, .label = {90, 6}}};
  int lengths[] = {4};
  JbLayoutInput input = input_of(1, 1, bars, lengths);
  input.width = 100;
  bool fits = true;
  jb_layout_free(jb_layout_bars(&input, &fits));
  g_assert_false(fits);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/chart/layout/columns", test_columns);
  g_test_add_func("/chart/layout/negative", test_negative);
  g_test_add_func("/chart/layout/open", test_open);
  g_test_add_func("/chart/layout/closer", test_closer);
  g_test_add_func("/chart/layout/turns", test_turns);
  g_test_add_func("/chart/layout/legend", test_legend);
  g_test_add_func("/chart/layout/any-chart", test_any_chart);
  g_test_add_func("/chart/layout/too-narrow", test_too_narrow);
  return g_test_run();
}
