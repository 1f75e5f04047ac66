/* SPDX-License-Identifier: MIT
 * What a chart shows, in order and in words; and shapes that come back from cairo as they went in. */
#include "chart/canvas.h"
#include "chart/data.h"
#include "chart/say.h"

#include <glib.h>
#include <math.h>
#include <string.h>

static const JbPlace place = {.path = "report.xml", .line = 7, .column = 3};

/* --- data --- */

/* A chart of two categories at most, with its facts, as read/ would make it. */
typedef struct Fixture {
  JbBlock *block;
  JbFact facts[4];
  JbFindings *findings;
} Fixture;

static JbInlines plain(const char *text)
{
  JbInlines inlines = {.items = g_new0(JbInline, 1), .count = 1};
  inlines.items[0].kind = JB_INLINE_TEXT;
  inlines.items[0].text = jb_source_text_new(place.path);
  jb_source_text_append(inlines.items[0].text, text, strlen(text), place.line, place.column);
  return inlines;
}

static JbFact fact(int64_t digits, int scale, const char *unit, JbFactStatus status, JbFactRelation relation)
{
  return (JbFact){.value = {digits, scale},
                  .unit = (char *)unit,
                  .period = (char *)"",
                  .status = status,
                  .relation = relation,
                  .place = place};
}

static void fixture_init(Fixture *fixture, size_t series_count)
{
  static const char *const labels[] = {"地区生产总值", "规上工业"};
  *fixture = (Fixture){.block = jb_block_new(JB_BLOCK_CHART, place), .findings = jb_findings_new()};
  fixture->facts[0] = fact(68, 1, "%", JB_FACT_EXPECTED, JB_FACT_EQUAL);
  fixture->facts[1] = fact(150, 1, "%", JB_FACT_ACTUAL, JB_FACT_MORE);
  fixture->facts[2] = fact(-5, 1, "%", JB_FACT_ACTUAL, JB_FACT_EQUAL);
  fixture->facts[3] = fact(14, 0, "%", JB_FACT_ACTUAL, JB_FACT_ABOUT);
  JbChart *chart = fixture->block->chart = g_new0(JbChart, 1);
  chart->series_count = series_count;
  chart->series = g_new0(JbSeries, series_count);
  for (size_t s = 0; s < series_count; s++) {
    chart->series[s] = (JbSeries){.bars = g_new0(JbBar, 2), .bar_count = 2};
    if (series_count > 1)
      chart->series[s].title = plain(s ? "2024年" : "2023年");
    for (size_t c = 0; c < 2; c++)
      chart->series[s].bars[c] =
          (JbBar){.fact = &fixture->facts[(s * 2 + c) % 4], .label = plain(labels[c]), .place = place};
  }
}

static void fixture_clear(Fixture *fixture)
{
  jb_block_free(fixture->block);
  jb_findings_free(fixture->findings);
}

static void assert_one_finding(const Fixture *fixture, JbMessage message)
{
  g_assert_cmpuint(jb_findings_count(fixture->findings), ==, 1);
  g_assert_cmpint(jb_findings_at(fixture->findings, 0)->message, ==, message);
  g_assert_cmpint(jb_findings_at(fixture->findings, 0)->place.line, ==, place.line);
}

static void test_order(void)
{
  Fixture fixture;
  fixture_init(&fixture, 2);
  JbChartData *data = jb_chart_data_new(fixture.block, JB_FORM_ASKED, fixture.findings);
  g_assert_cmpuint(data->fact_count, ==, 4);
  g_assert_cmpfloat(jb_chart_data_value(data, 0, 0), ==, 6.8);
  g_assert_cmpfloat(jb_chart_data_value(data, 1, 0), ==, -0.5);
  jb_chart_data_free(data);

  /* By the first series, largest first; the second follows it. */
  fixture.block->chart->sorted = true;
  data = jb_chart_data_new(fixture.block, JB_FORM_ASKED, fixture.findings);
  g_assert_cmpfloat(jb_chart_data_value(data, 0, 0), ==, 15);
  g_assert_cmpfloat(jb_chart_data_value(data, 0, 1), ==, 6.8);
  g_assert_cmpfloat(jb_chart_data_value(data, 1, 0), ==, 14);
  g_assert_true(jb_chart_data_category(data, 0) == &fixture.block->chart->series[0].bars[1]);
  g_assert_true(jb_chart_data_is_open(jb_chart_data_bar(data, 0, 0)));
  g_assert_false(jb_chart_data_is_open(jb_chart_data_bar(data, 0, 1)));
  jb_chart_data_free(data);
  g_assert_cmpuint(jb_findings_count(fixture.findings), ==, 0);
  fixture_clear(&fixture);
}

static void test_words(void)
{
  Fixture fixture;
  fixture_init(&fixture, 1);
  JbChartData *data = jb_chart_data_new(fixture.block, JB_FORM_ASKED, fixture.findings);
  g_autofree char *columns = jb_chart_alternative(data);
  g_assert_cmpstr(columns, ==, "柱形图：地区生产总值6.8%（预计），规上工业突破15.0%。");
  jb_chart_data_free(data);
  fixture_clear(&fixture);

  fixture_init(&fixture, 2);
  fixture.block->chart->type = JB_CHART_BARS;
  data = jb_chart_data_new(fixture.block, JB_FORM_ASKED, fixture.findings);
  g_autofree char *bars = jb_chart_alternative(data);
  g_assert_cmpstr(bars, ==,
                  "条形图：2023年：地区生产总值6.8%（预计），规上工业突破15.0%；"
                  "2024年：地区生产总值−0.5%，规上工业约14%。");
  jb_chart_data_free(data);
  fixture_clear(&fixture);

  g_autofree char *none = jb_chart_value_text(NULL, true);
  g_assert_cmpstr(none, ==, "无数据");
}

static void test_refused(void)
{
  Fixture fixture;
  fixture_init(&fixture, 1);
  for (size_t c = 0; c < 2; c++)
    fixture.block->chart->series[0].bars[c].fact = NULL;
  jb_chart_data_free(jb_chart_data_new(fixture.block, JB_FORM_ASKED, fixture.findings));
  assert_one_finding(&fixture, JB_MESSAGE_CHART_EMPTY);
  fixture_clear(&fixture);

  fixture_init(&fixture, 2);
  jb_inlines_clear(&fixture.block->chart->series[1].bars[1].label);
  fixture.block->chart->series[1].bar_count = 1;
  JbChartData *data = jb_chart_data_new(fixture.block, JB_FORM_ASKED, fixture.findings);
  g_assert_cmpuint(jb_findings_count(fixture.findings), ==, 0); /* read/ has refused it */
  g_assert_null(jb_chart_data_bar(data, 1, 1));
  g_assert_cmpfloat(jb_chart_data_value(data, 1, 1), ==, 0);
  jb_chart_data_free(data);
  fixture_clear(&fixture);

  fixture_init(&fixture, 5);
  jb_chart_data_free(jb_chart_data_new(fixture.block, JB_FORM_ASKED, fixture.findings));
  assert_one_finding(&fixture, JB_MESSAGE_CHART_SERIES_MANY);
  fixture_clear(&fixture);
}

static void assert_units(Fixture *fixture, bool agree)
{
  g_autoptr(JbChartData) data = jb_chart_data_new(fixture->block, JB_FORM_ASKED, fixture->findings);
  g_assert_true(data->comparable == agree && jb_chart_data_shows_something(data) == agree);
  if (agree) {
    g_assert_cmpuint(jb_findings_count(fixture->findings), ==, 0);
  } else {
    assert_one_finding(fixture, JB_MESSAGE_CHART_UNITS);
  }
  fixture_clear(fixture);
}

/* What shares a scale is of one unit, whatever the type: there is one finding, and none about a sum of unlike units. */
static void test_units(void)
{
  static const JbChartType types[] = {JB_CHART_COLUMNS,  JB_CHART_BARS,   JB_CHART_WATERFALL, JB_CHART_COMPARISON,
                                      JB_CHART_PROGRESS, JB_CHART_STAGES, JB_CHART_PARTS};
  for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
    for (int unlike = 0; unlike <= 1; unlike++) {
      Fixture fixture;
      fixture_init(&fixture, 1);
      fixture.block->chart->type = types[i];
      fixture.facts[1].unit = (char *)(unlike ? "个百分点" : "%");
      assert_units(&fixture, !unlike);
    }
  }
}

/* Things counted one by one stand side by side in words of their own, but do not add up; money and rates do neither. */
static void test_units_of_counting(void)
{
  static const struct {
    JbChartType type;
    const char *first, *second;
    bool agree;
  } cases[] = {{JB_CHART_BARS, "家", "个", true},       {JB_CHART_COLUMNS, "项", "名", true},
               {JB_CHART_WATERFALL, "家", "个", false}, {JB_CHART_BARS, "家", "%", false},
               {JB_CHART_BARS, "万元", "亿元", false},  {JB_CHART_BARS, "万家", "家", false}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Fixture fixture;
    fixture_init(&fixture, 1);
    fixture.block->chart->type = cases[i].type;
    fixture.facts[0].unit = (char *)cases[i].first;
    fixture.facts[1].unit = (char *)cases[i].second;
    assert_units(&fixture, cases[i].agree);
  }
}

/* Parts are of their whole's unit, progress and its schedule are in %. */
static void test_units_of_whole(void)
{
  static const JbChartType types[] = {JB_CHART_STAGES, JB_CHART_PARTS};
  Fixture fixture;
  for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
    fixture_init(&fixture, 1);
    fixture.block->chart->type = types[i];
    fixture.block->chart->whole = &fixture.facts[2];
    fixture.facts[2] = fact(1, 0, "家", JB_FACT_ACTUAL, JB_FACT_EQUAL); /* and less than its parts */
    assert_units(&fixture, false);
  }
  fixture_init(&fixture, 1);
  fixture.block->chart->type = JB_CHART_PROGRESS;
  fixture.facts[0].unit = fixture.facts[1].unit = (char *)"亿元";
  assert_units(&fixture, false);

  fixture_init(&fixture, 1);
  fixture.block->chart->type = JB_CHART_PROGRESS;
  fixture.block->chart->series[0].bars[1].schedule = &fixture.facts[2];
  fixture.facts[2].unit = (char *)"亿元";
  assert_units(&fixture, false);
}

/* Series share the axis, side by side and stacked; a line and panels do not, but are of one unit in themselves. */
static void test_units_of_series(void)
{
  static const struct {
    JbArrangement arrangement;
    bool line, agree;
  } cases[] = {{JB_ARRANGE_GROUPED, false, false}, {JB_ARRANGE_STACKED, false, false},
               {JB_ARRANGE_SHARES, false, false},  {JB_ARRANGE_PANELS, false, true},
               {JB_ARRANGE_GROUPED, true, true},   {JB_ARRANGE_STACKED, true, true}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    for (int within = 0; within <= 1; within++) {
      Fixture fixture;
      fixture_init(&fixture, 2);
      fixture.block->chart->arrangement = cases[i].arrangement;
      fixture.block->chart->series[1].line = cases[i].line;
      fixture.facts[2].unit = (char *)"亿元";
      fixture.facts[3].unit = (char *)(within ? "万元" : "亿元");
      assert_units(&fixture, cases[i].agree && !within);
    }
  }
}

/* --- figures --- */

static void assert_stretch(const JbDatum *datum, double from, double to)
{
  g_assert_cmpfloat_with_epsilon(datum->from, from, 1e-9);
  g_assert_cmpfloat_with_epsilon(datum->to, to, 1e-9);
}

/* 6.8 and 15 over -0.5 and 14: of the first category what is negative hangs below, of the second 14 stands on 15. */
static void test_stacks(void)
{
  Fixture fixture;
  fixture_init(&fixture, 2);
  fixture.block->chart->arrangement = JB_ARRANGE_STACKED;
  g_autoptr(JbChartData) data = jb_chart_data_new(fixture.block, JB_FORM_ASKED, fixture.findings);
  JbFigures figures;
  g_assert_true(jb_figures_init(&figures, data, NULL));
  g_assert_true(figures.stacked);
  assert_stretch(&figures.data[0], 0, 6.8);
  assert_stretch(&figures.data[2], 0, -0.5);
  assert_stretch(&figures.data[3], 15, 29);
  /* Only 6.8 is 预计 among actual numbers. */
  g_assert_true(figures.data[0].provisional && !figures.data[3].provisional);
  jb_figures_clear(&figures);

  /* There are no shares of what is negative; where there are, a category is 100. */
  fixture.block->chart->arrangement = JB_ARRANGE_SHARES;
  g_assert_false(jb_figures_init(&figures, data, NULL));
  jb_figures_clear(&figures);
  fixture.facts[2].value.digits = 17; /* 1.7 on 6.8: a fifth */
  g_assert_true(jb_figures_init(&figures, data, NULL));
  assert_stretch(&figures.data[0], 0, 80);
  assert_stretch(&figures.data[2], 80, 100);
  jb_figures_clear(&figures);
  fixture_clear(&fixture);
}

/* One series after another: groups, and each of its own unit against its own largest. */
static void test_in_turn(void)
{
  Fixture fixture;
  fixture_init(&fixture, 2);
  fixture.facts[2].unit = fixture.facts[3].unit = (char *)"km";
  g_autoptr(JbChartData) data = jb_chart_data_new(fixture.block, JB_FORM_IN_TURN, fixture.findings);
  g_assert_cmpuint(data->series_count, ==, 1);
  g_assert_cmpuint(data->category_count, ==, 4);
  g_assert_cmpuint(data->group_count, ==, 2);
  g_assert_cmpuint(data->group_of[1], ==, 0);
  g_assert_cmpuint(data->group_of[2], ==, 1);
  JbFigures figures;
  g_assert_true(jb_figures_init(&figures, data, NULL));
  assert_stretch(&figures.data[0], 0, 6.8 / 15);
  assert_stretch(&figures.data[3], 0, 1);
  jb_figures_clear(&figures);
  fixture_clear(&fixture);
}

/* Level strips 1 high, every 4, in a square of 10. */
static void test_strips(void)
{
  static const JbPoint square[] = {{0, 0}, {10, 0}, {10, 10}, {0, 10}};
  g_autoptr(JbCanvas) canvas = jb_canvas_new();
  jb_canvas_strips(canvas, square, G_N_ELEMENTS(square), (JbPoint){0, 1}, 4, 1);
  JbPage *page = jb_page_new(1, "", 500, 500, 0);
  JbColour colour = jb_colour_black();
  jb_canvas_take_fill(canvas, (JbPoint){0, 0}, &colour, page);
  const JbPath *path = &jb_page_item(page, 0)->path;
  /* At 0, 4 and 8, each four corners from edge to edge and 1 high. */
  g_assert_cmpuint(path->point_count, ==, 12);
  for (size_t i = 0; i < path->point_count; i++) {
    double from = 4.0 * (double)(i / 4);
    g_assert_true(path->points[i].y >= from - 1e-5 && path->points[i].y <= from + 1 + 1e-5);
  }
  jb_page_free(page);
}

/* --- the canvas --- */

/* cairo keeps 1/256 of a device unit; a point is 1024 of them. */
#define GRID (1.0 / 1024 / 256)

static void assert_points(const JbPath *path, const JbPoint *points, size_t count)
{
  g_assert_cmpuint(path->point_count, ==, count);
  for (size_t i = 0; i < count; i++) {
    g_assert_cmpfloat_with_epsilon(path->points[i].x, points[i].x, GRID);
    g_assert_cmpfloat_with_epsilon(path->points[i].y, points[i].y, GRID);
  }
}

static void test_fill(void)
{
  static const JbPoint corners[] = {{1, 2}, {3.3, 2}, {2, 7.7}};
  static const JbPoint expected[] = {{110.1, 220.2}, {130.1, 220.2}, {130.1, 250.2}, {110.1, 250.2},
                                     {101, 202},     {103.3, 202},   {102, 207.7}};
  static const uint8_t verbs[] = {JB_PATH_MOVE, JB_PATH_LINE, JB_PATH_LINE, JB_PATH_LINE, JB_PATH_CLOSE,
                                  JB_PATH_MOVE, JB_PATH_LINE, JB_PATH_LINE, JB_PATH_CLOSE};
  g_autoptr(JbCanvas) canvas = jb_canvas_new();
  JbPage *page = jb_page_new(1, "", 500, 500, 0);
  JbColour colour = jb_colour_cmyk(0, 0.9, 0.8, 0.1);
  jb_canvas_take_fill(canvas, (JbPoint){0, 0}, &colour, page);
  g_assert_cmpuint(jb_page_item_count(page), ==, 0); /* nothing built, nothing added */

  jb_canvas_rectangle(canvas, (JbRect){10.1, 20.2, 20, 30});
  jb_canvas_polygon(canvas, corners, G_N_ELEMENTS(corners));
  jb_canvas_take_fill(canvas, (JbPoint){100, 200}, &colour, page);
  jb_canvas_take_fill(canvas, (JbPoint){100, 200}, &colour, page); /* taken: the canvas is empty again */
  g_assert_cmpuint(jb_page_item_count(page), ==, 1);
  const JbItem *item = jb_page_item(page, 0);
  g_assert_cmpint(item->kind, ==, JB_ITEM_PATH);
  g_assert_true(item->path.fill && !item->path.stroke);
  g_assert_true(jb_colour_equal(&item->path.fill_colour, &colour));
  g_assert_cmpuint(item->path.verb_count, ==, sizeof verbs);
  g_assert_true(memcmp(item->path.verbs, verbs, sizeof verbs) == 0);
  assert_points(&item->path, expected, G_N_ELEMENTS(expected));
  jb_page_free(page);
}

/* --- colours --- */

static double lightness(const JbColour *colour)
{
  double rgb[3];
  jb_colour_to_screen(colour, rgb);
  return 116 * cbrt(0.2126 * pow(rgb[0], 2.2) + 0.7152 * pow(rgb[1], 2.2) + 0.0722 * pow(rgb[2], 2.2)) - 16;
}

/* A highlighted bar stands among those of the first series, and any two series may be neighbours: standards 3 asks for
 * 20 L* between fills; four tones between black and the lightest that paper shows leave 19. */
static void test_tones(void)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autoptr(JbTheme) theme = jb_theme_load("briefing", findings);
  g_assert_nonnull(theme);
  const JbChartStyle *style = &theme->chart;
  g_assert_cmpfloat(fabs(lightness(&style->highlight) - lightness(&style->series[0])), >=, 20);
  for (int i = 0; i < JB_SERIES_COLOURS; i++) {
    g_assert_cmpfloat(lightness(&style->series[i]), <=, 88);
    for (int j = 0; j < i; j++)
      g_assert_cmpfloat(fabs(lightness(&style->series[i]) - lightness(&style->series[j])), >=, 19);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/chart/data/order", test_order);
  g_test_add_func("/chart/data/words", test_words);
  g_test_add_func("/chart/data/refused", test_refused);
  g_test_add_func("/chart/data/units", test_units);
  g_test_add_func("/chart/data/units-of-counting", test_units_of_counting);
  g_test_add_func("/chart/data/units-of-whole", test_units_of_whole);
  g_test_add_func("/chart/data/units-of-series", test_units_of_series);
  g_test_add_func("/chart/figures/stacks", test_stacks);
  g_test_add_func("/chart/figures/in-turn", test_in_turn);
  g_test_add_func("/chart/canvas/strips", test_strips);
  g_test_add_func("/chart/canvas/fill", test_fill);
  g_test_add_func("/chart/tones", test_tones);
  return g_test_run();
}
