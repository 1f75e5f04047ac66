/* SPDX-License-Identifier: MIT
 * Whole charts, from facts to the display list: set in the box fonts and the briefing theme, then looked at as items on
 * a page. */
#include "chart/axis.h"
#include "chart/chart.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#define MEASURE 430.0

static const JbPlace place = {.path = "report.xml", .line = 7, .column = 3};
static const JbPoint corner = {80, 100};

/* --- a chart on a page --- */

typedef struct Bar {
  const char *label;
  int64_t digits; /* tenths */
  const char *unit;
  JbFactRelation relation;
  bool highlight;
} Bar;

typedef struct Fixture {
  char *fonts_path;
  JbFindings *findings;
  JbFontSet *fonts;
  JbTheme *theme;
  JbBlock *block;
  JbFact *facts;
  JbReport report;
  JbNumbers *numbers;
  JbFlowContext context;
  JbFlow *flow;
  JbPage *page;
} Fixture;

static JbInlines plain(const char *text)
{
  JbInlines inlines = {.items = g_new0(JbInline, 1), .count = 1};
  inlines.items[0].kind = JB_INLINE_TEXT;
  inlines.items[0].place = place;
  inlines.items[0].text = jb_source_text_new(place.path);
  jb_source_text_append(inlines.items[0].text, text, strlen(text), place.line, place.column);
  return inlines;
}

static JbFact fact_of(const Bar *bar)
{
  return (JbFact){.name = (char *)bar->label,
                  .value = {bar->digits, 1},
                  .unit = (char *)bar->unit,
                  .period = (char *)"2024",
                  .source = (char *)"",
                  .relation = bar->relation,
                  .place = place};
}

/* bars: series by series, bar_count of each. */
static void build_block(Fixture *fixture, JbChartType type, size_t series_count, const Bar *bars, size_t bar_count)
{
  fixture->block = jb_block_new(JB_BLOCK_CHART, place);
  g_free(fixture->block->id);
  fixture->block->id = g_strdup("growth");
  fixture->block->inlines = plain("增速");
  fixture->facts = g_new0(JbFact, series_count * bar_count);
  JbChart *chart = fixture->block->chart = g_new0(JbChart, 1);
  *chart = (JbChart){.type = type, .series = g_new0(JbSeries, series_count), .series_count = series_count};
  for (size_t s = 0; s < series_count; s++) {
    chart->series[s] = (JbSeries){.bars = g_new0(JbBar, bar_count), .bar_count = bar_count};
    if (series_count > 1)
      chart->series[s].title = plain(s ? "今年" : "去年");
    for (size_t c = 0; c < bar_count; c++) {
      const Bar *bar = &bars[s * bar_count + c];
      fixture->facts[s * bar_count + c] = fact_of(bar);
      chart->series[s].bars[c] = (JbBar){.fact = &fixture->facts[s * bar_count + c],
                                         .label = plain(bar->label),
                                         .highlight = bar->highlight,
                                         .place = place};
    }
  }
}

static void open_fonts(Fixture *fixture, const char *theme)
{
  *fixture = (Fixture){.findings = jb_findings_new()};
  fixture->fonts_path = g_build_filename(g_getenv("JB_TEST_DATA"), "fonts", "fonts.xml", NULL);
  fixture->fonts = jb_font_set_open(fixture->fonts_path, fixture->findings);
  fixture->theme = jb_theme_load(theme, fixture->findings);
  g_assert_nonnull(fixture->fonts);
  g_assert_nonnull(fixture->theme);
}

/* The block on a page. */
static void make_page(Fixture *fixture, double measure)
{
  fixture->report = (JbReport){.path = place.path, .blocks = &fixture->block, .block_count = 1};
  fixture->numbers = jb_numbers_new(&fixture->report, fixture->theme);
  fixture->context = (JbFlowContext){.report = &fixture->report,
                                     .theme = fixture->theme,
                                     .fonts = fixture->fonts,
                                     .findings = fixture->findings,
                                     .structure = jb_structure_new(),
                                     .numbers = fixture->numbers,
                                     .inks = g_array_new(FALSE, FALSE, sizeof(JbInk)),
                                     .page_labels = g_hash_table_new(g_str_hash, g_str_equal)};
  fixture->context.parent = jb_structure_add(fixture->context.structure, 0, JB_STRUCTURE_DOCUMENT, NULL);
  fixture->flow = jb_chart_flow_new(&fixture->context, fixture->block, measure);
  fixture->page = jb_page_new(1, "", 595, 842, 0);
  jb_flow_emit(fixture->flow, 0, fixture->flow->slice_count, corner, fixture->page);
}

static void set_up(Fixture *fixture, const char *theme, JbChartType type, size_t series_count, const Bar *bars,
                   size_t bar_count)
{
  open_fonts(fixture, theme);
  build_block(fixture, type, series_count, bars, bar_count);
  make_page(fixture, MEASURE);
}

static void free_page(Fixture *fixture)
{
  jb_page_free(fixture->page);
  jb_flow_free(fixture->flow);
  g_hash_table_unref(fixture->context.page_labels);
  g_array_free(fixture->context.inks, TRUE);
  jb_structure_free(fixture->context.structure);
  jb_numbers_free(fixture->numbers);
  jb_block_free(fixture->block);
  g_free(fixture->facts);
}

static void close_fonts(Fixture *fixture)
{
  jb_theme_free(fixture->theme);
  jb_font_set_free(fixture->fonts);
  jb_findings_free(fixture->findings);
  g_free(fixture->fonts_path);
}

static void tear_down(Fixture *fixture)
{
  free_page(fixture);
  close_fonts(fixture);
}

/* --- looking at it --- */

/* The box of figure number index of a path: from one move to the next. */
static JbRect figure_box(const JbPath *path, size_t index)
{
  double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;
  size_t point = 0, figure = 0;
  for (size_t i = 0; i < path->verb_count; i++) {
    figure += path->verbs[i] == JB_PATH_MOVE;
    if (path->verbs[i] == JB_PATH_CLOSE)
      continue;
    g_assert_cmpint(path->verbs[i], !=, JB_PATH_CURVE);
    if (figure == index + 1) {
      left = fmin(left, path->points[point].x);
      right = fmax(right, path->points[point].x);
      top = fmin(top, path->points[point].y);
      bottom = fmax(bottom, path->points[point].y);
    }
    point++;
  }
  g_assert_cmpuint(figure, >, index);
  return (JbRect){left, top, right - left, bottom - top};
}

static size_t figure_count(const JbPath *path)
{
  size_t count = 0;
  for (size_t i = 0; i < path->verb_count; i++)
    count += path->verbs[i] == JB_PATH_MOVE;
  return count;
}

/* The only path filled with a colour. */
static const JbPath *path_of(const JbPage *page, const JbColour *colour)
{
  const JbPath *found = NULL;
  for (size_t i = 0; i < jb_page_item_count(page); i++) {
    const JbItem *item = jb_page_item(page, i);
    if (item->kind == JB_ITEM_PATH && jb_colour_equal(&item->path.fill_colour, colour)) {
      g_assert_null(found);
      found = &item->path;
    }
  }
  g_assert_nonnull(found);
  return found;
}

/* The only run with this text; NULL: none. */
static const JbGlyphRun *run_of(const JbPage *page, const char *text)
{
  const JbGlyphRun *found = NULL;
  for (size_t i = 0; i < jb_page_item_count(page); i++) {
    const JbItem *item = jb_page_item(page, i);
    if (item->kind != JB_ITEM_GLYPHS || item->glyphs.text_length != strlen(text) ||
        memcmp(item->glyphs.text, text, strlen(text)) != 0)
      continue;
    g_assert_null(found);
    found = &item->glyphs;
  }
  return found;
}

/* In the box fonts ink lies in the middle of the advance. */
static double run_centre(const JbGlyphRun *run)
{
  const JbGlyph *last = &run->glyphs[run->glyph_count - 1];
  return (run->glyphs[0].x + last->x + last->advance) / 2;
}

/* A rule at the edge may stand out by half its weight. */
static void assert_inside(const Fixture *fixture)
{
  double bottom = corner.y + jb_flow_height(fixture->flow, 0, fixture->flow->slice_count),
         measure = fixture->flow->width;
  for (size_t i = 0; i < jb_page_item_count(fixture->page); i++) {
    const JbItem *item = jb_page_item(fixture->page, i);
    for (size_t p = 0; item->kind == JB_ITEM_PATH && p < item->path.point_count; p++) {
      JbPoint point = item->path.points[p];
      g_assert_true(point.x >= corner.x - 1 && point.x <= corner.x + measure + 1);
      g_assert_true(point.y >= corner.y - 0.001 && point.y <= bottom + 0.001);
    }
    for (size_t g = 0; item->kind == JB_ITEM_GLYPHS && g < item->glyphs.glyph_count; g++) {
      const JbGlyph *glyph = &item->glyphs.glyphs[g];
      /* Blank sides of digits, blank halves of marks at the ends of lines of a note. */
      g_assert_true(glyph->x >= corner.x - 0.5 * item->glyphs.size &&
                    glyph->x + glyph->advance <= corner.x + measure + 0.5 * item->glyphs.size);
      g_assert_true(glyph->y > corner.y && glyph->y < bottom);
    }
  }
}

static bool inside_figure(const JbStructure *structure, JbElementId id)
{
  while (id != 0 && jb_structure_at(structure, id)->role != JB_STRUCTURE_FIGURE)
    id = jb_structure_at(structure, id)->parent;
  return id != 0;
}

/* --- the tests --- */

static const Bar growth[] = {{"生产总值", 68, "%", JB_FACT_EQUAL, false},
                             {"公共预算", 60, "%", JB_FACT_EQUAL, false},
                             {"规上工业", 150, "%", JB_FACT_EQUAL, true}};

static void test_columns(void)
{
  Fixture fixture;
  set_up(&fixture, "briefing", JB_CHART_COLUMNS, 1, growth, G_N_ELEMENTS(growth));
  g_assert_cmpuint(fixture.flow->slice_count, ==, 1);
  g_assert_true(fixture.flow->floats);
  g_assert_cmpstr(fixture.flow->anchor, ==, "growth");
  double steps = jb_flow_height(fixture.flow, 0, 1) / fixture.theme->page.pitch;
  g_assert_cmpfloat_with_epsilon(steps, round(steps), 1e-6);
  assert_inside(&fixture);

  const JbPath *others = path_of(fixture.page, &fixture.theme->chart.series[0]);
  const JbPath *highlighted = path_of(fixture.page, &fixture.theme->chart.highlight);
  g_assert_cmpuint(figure_count(others), ==, 2);
  g_assert_cmpuint(figure_count(highlighted), ==, 1);
  JbRect first = figure_box(others, 0), second = figure_box(others, 1), third = figure_box(highlighted, 0);
  g_assert_cmpfloat_with_epsilon(first.height / third.height, 6.8 / 15, 1e-4);
  g_assert_cmpfloat_with_epsilon(second.height / third.height, 6.0 / 15, 1e-4);
  g_assert_cmpfloat_with_epsilon(jb_rect_bottom(first), jb_rect_bottom(third), 1e-4);
  g_assert_cmpfloat_with_epsilon(first.width, third.width, 1e-4);
  g_assert_cmpfloat_with_epsilon(second.x - first.x, third.x - second.x, 1e-4);

  /* The value stands over its bar, the category under it, both in its middle; the value's ink 3.5 pt above. */
  const JbGlyphRun *value = run_of(fixture.page, "15.0"), *category = run_of(fixture.page, "规上工业");
  g_assert_nonnull(value);
  g_assert_nonnull(category);
  double middle = third.x + third.width / 2;
  g_assert_cmpfloat_with_epsilon(run_centre(value), middle, 0.01);
  g_assert_cmpfloat_with_epsilon(run_centre(category), middle, 0.01);
  g_assert_cmpfloat_with_epsilon(value->glyphs[0].y, third.y - JB_AXIS_VALUE_GAP, 0.01);
  g_assert_cmpfloat(category->glyphs[0].y, >, jb_rect_bottom(third) + category->size * 0.8);
  tear_down(&fixture);
}

static void test_structure(void)
{
  Fixture fixture;
  set_up(&fixture, "briefing", JB_CHART_COLUMNS, 1, growth, G_N_ELEMENTS(growth));
  size_t figures = 0;
  for (JbElementId id = 1; id <= jb_structure_count(fixture.context.structure); id++) {
    const JbStructureElement *element = jb_structure_at(fixture.context.structure, id);
    if (element->role == JB_STRUCTURE_FIGURE) {
      figures++;
      g_assert_cmpstr(element->alternative, ==, "柱形图：生产总值6.8%，公共预算6.0%，规上工业15.0%。");
    }
  }
  g_assert_cmpuint(figures, ==, 1);
  for (size_t i = 0; i < jb_page_item_count(fixture.page); i++) {
    const JbItem *item = jb_page_item(fixture.page, i);
    if (item->kind == JB_ITEM_GLYPHS || item->kind == JB_ITEM_PATH)
      g_assert_true(inside_figure(fixture.context.structure, item->element));
  }
  g_assert_cmpuint(jb_findings_count(fixture.findings), ==, 0);
  tear_down(&fixture);
}

static void test_bars(void)
{
  Fixture fixture;
  set_up(&fixture, "briefing", JB_CHART_BARS, 1, growth, G_N_ELEMENTS(growth));
  assert_inside(&fixture);
  JbRect first = figure_box(path_of(fixture.page, &fixture.theme->chart.series[0]), 0);
  JbRect third = figure_box(path_of(fixture.page, &fixture.theme->chart.highlight), 0);
  g_assert_cmpfloat_with_epsilon(first.width / third.width, 6.8 / 15, 1e-4);
  g_assert_cmpfloat_with_epsilon(first.x, third.x, 1e-4);
  g_assert_cmpfloat_with_epsilon(third.height, fixture.theme->chart.bar_height, 1e-4);

  /* Labels end flush beside the zero line; the longest bar's value ends with the measure. Box digits: 0.7 em of ink
   * above the baseline, in the middle of the bar; 0.05 em of their advance is blank on either side. */
  const JbGlyphRun *value = run_of(fixture.page, "15.0"), *label = run_of(fixture.page, "规上工业");
  g_assert_cmpfloat_with_epsilon(value->glyphs[0].y - 0.35 * value->size, third.y + third.height / 2, 0.01);
  const JbGlyph *last = &value->glyphs[value->glyph_count - 1], *end = &label->glyphs[label->glyph_count - 1];
  g_assert_cmpfloat_with_epsilon(last->x + last->advance, corner.x + MEASURE + 0.05 * value->size, 0.01);
  g_assert_cmpfloat(end->x + end->advance, <, third.x - 5);
  g_assert_cmpfloat(end->x + end->advance, >, third.x - 8);
  tear_down(&fixture);
}

/* ">35": the bar ends at 35, a point and two chevrons go on; its label says so. */
static void test_open(void)
{
  const Bar bars[] = {{"主导产业", 350, "亿元", JB_FACT_MORE, false}, {"锂电产业", 350, "亿元", JB_FACT_EQUAL, true}};
  Fixture fixture;
  set_up(&fixture, "briefing", JB_CHART_COLUMNS, 1, bars, G_N_ELEMENTS(bars));
  assert_inside(&fixture);
  const JbPath *open = path_of(fixture.page, &fixture.theme->chart.series[0]);
  g_assert_cmpuint(figure_count(open), ==, 4);
  JbRect bar = figure_box(open, 0), exact = figure_box(path_of(fixture.page, &fixture.theme->chart.highlight), 0);
  g_assert_cmpfloat_with_epsilon(bar.height, exact.height, 1e-4);
  for (size_t i = 1; i < 4; i++) {
    JbRect part = figure_box(open, i);
    g_assert_cmpfloat(part.y, >=, bar.y - JB_AXIS_OPEN_END - 1e-4);
    g_assert_cmpfloat(part.y, <, bar.y);
    g_assert_cmpfloat(jb_rect_bottom(part), <=, bar.y + 1e-4);
  }
  g_assert_nonnull(run_of(fixture.page, ">35.0"));
  tear_down(&fixture);
}

/* Units that differ cannot be drawn to one scale: said, and left out. */
static void test_mixed_units(void)
{
  const Bar bars[] = {{"营收", 732, "亿元", JB_FACT_EQUAL, false}, {"增速", 68, "%", JB_FACT_EQUAL, false}};
  Fixture fixture;
  set_up(&fixture, "briefing", JB_CHART_BARS, 1, bars, G_N_ELEMENTS(bars));
  g_assert_cmpuint(jb_findings_count(fixture.findings), ==, 1);
  g_assert_cmpint(jb_findings_at(fixture.findings, 0)->message, ==, JB_MESSAGE_CHART_UNITS);
  g_assert_null(run_of(fixture.page, "6.8"));
  g_assert_cmpuint(fixture.flow->slice_count, ==, 1);
  tear_down(&fixture);
}

/* Two series: a legend, a colour each, bars of a category side by side. */
static void test_series(void)
{
  const Bar bars[] = {{"营收", 354, "亿元", JB_FACT_EQUAL, false},
                      {"投资", -41, "亿元", JB_FACT_EQUAL, false},
                      {"营收", 732, "亿元", JB_FACT_EQUAL, true},
                      {"投资", 49, "亿元", JB_FACT_EQUAL, false}};
  Fixture fixture;
  set_up(&fixture, "briefing", JB_CHART_COLUMNS, 2, bars, 2);
  assert_inside(&fixture);
  g_assert_nonnull(run_of(fixture.page, "去年"));
  g_assert_nonnull(run_of(fixture.page, "今年"));
  /* Bars and swatch of a series have its colour, highlighted or not: the accent is not there. */
  for (size_t i = 0; i < jb_page_item_count(fixture.page); i++) {
    const JbItem *item = jb_page_item(fixture.page, i);
    g_assert_false(item->kind == JB_ITEM_PATH &&
                   jb_colour_equal(&item->path.fill_colour, &fixture.theme->chart.highlight));
  }
  g_assert_nonnull(run_of(fixture.page, "营收")); /* once */
  tear_down(&fixture);
}

/* Twelve columns with labels of fourteen characters: drawn as bars, and said. */
static void test_turned(void)
{
  Bar bars[12];
  for (size_t i = 0; i < G_N_ELEMENTS(bars); i++)
    bars[i] = (Bar){"国家级科技型中小企业入库总数", 10 * (int64_t)i, "家", JB_FACT_EQUAL, false};
  Fixture fixture;
  set_up(&fixture, "briefing", JB_CHART_COLUMNS, 1, bars, G_N_ELEMENTS(bars));
  g_assert_cmpuint(jb_findings_count(fixture.findings), ==, 1);
  g_assert_cmpint(jb_findings_at(fixture.findings, 0)->message, ==, JB_MESSAGE_CHART_TURNED);
  JbRect tenth = figure_box(path_of(fixture.page, &fixture.theme->chart.series[0]), 9);
  g_assert_cmpfloat_with_epsilon(tenth.height, fixture.theme->chart.bar_height, 1e-4);
  assert_inside(&fixture);
  tear_down(&fixture);
}

/* A theme with a scale: its labels, and grid lines that leave values alone. */
static void test_scale(void)
{
  const Bar bars[] = {{"一季度", 100, "%", JB_FACT_EQUAL, false}, {"二季度", 37, "%", JB_FACT_EQUAL, false}};
  Fixture fixture;
  set_up(&fixture, "bench", JB_CHART_COLUMNS, 1, bars, G_N_ELEMENTS(bars));
  assert_inside(&fixture);
  static const char *const ticks[] = {"0", "2", "4", "6", "8", "10"};
  for (size_t i = 0; i < G_N_ELEMENTS(ticks); i++)
    g_assert_nonnull(run_of(fixture.page, ticks[i]));
  /* "3.7" stands where the line at 4 would run: that line is in two parts, so six there are for five ticks. */
  g_assert_cmpuint(figure_count(path_of(fixture.page, &fixture.theme->chart.grid_colour)), ==, 6);
  tear_down(&fixture);
}

static void test_empty(void)
{
  Fixture fixture;
  set_up(&fixture, "briefing", JB_CHART_COLUMNS, 0, NULL, 0);
  g_assert_cmpuint(jb_findings_count(fixture.findings), ==, 1);
  g_assert_cmpint(jb_findings_at(fixture.findings, 0)->message, ==, JB_MESSAGE_CHART_EMPTY);
  g_assert_cmpuint(fixture.flow->slice_count, ==, 1);
  tear_down(&fixture);
}

/* --- any numbers, in every kind of chart, in every theme --- */

/* Where a run is black at most: in the box fonts a character is at most 0.88 em above its baseline and 0.12 below.
 * Marks and what stands around the plot are told apart by their style's size nowhere, so that all runs are held. */
static JbRect run_box(const JbGlyphRun *run)
{
  const JbGlyph *first = &run->glyphs[0], *last = &run->glyphs[run->glyph_count - 1];
  return (JbRect){first->x, first->y - 0.7 * run->size, last->x + last->advance - first->x, 0.7 * run->size};
}

static bool overlap(JbRect a, JbRect b)
{
  const double forgiven = 0.1; /* blank sides of digits */
  return a.x + forgiven * a.height < jb_rect_right(b) && b.x + forgiven * b.height < jb_rect_right(a) &&
         a.y + 0.001 < jb_rect_bottom(b) && b.y + 0.001 < jb_rect_bottom(a);
}

static void assert_no_overlap(const JbPage *page)
{
  for (size_t i = 0; i < jb_page_item_count(page); i++) {
    const JbItem *item = jb_page_item(page, i);
    for (size_t j = 0; item->kind == JB_ITEM_GLYPHS && j < i; j++) {
      const JbItem *other = jb_page_item(page, j);
      g_assert_false(other->kind == JB_ITEM_GLYPHS && overlap(run_box(&item->glyphs), run_box(&other->glyphs)));
    }
  }
}

/* Tenths. */
typedef int64_t (*Numbers)(GRand *random, size_t i);

static int64_t zero(GRand *random, size_t i)
{
  (void)random, (void)i;
  return 0;
}

static int64_t alike(GRand *random, size_t i)
{
  (void)random, (void)i;
  return 125;
}

static int64_t far_apart(GRand *random, size_t i)
{
  (void)random;
  return i % 2 ? 1 : 9999999999999;
}

static int64_t all_negative(GRand *random, size_t i)
{
  (void)i;
  return -1 - g_rand_int_range(random, 0, 100000);
}

static int64_t any(GRand *random, size_t i)
{
  (void)i;
  int64_t magnitude = (int64_t)pow(10, g_rand_double_range(random, 0, 12));
  return g_rand_int_range(random, 0, 4) == 0 ? -magnitude : magnitude;
}

/* A label of least to most characters, its number first, so that no two are alike. */
static char *random_label(GRand *random, size_t number, int least, int most)
{
  static const char *const words[] = {"国", "家", "级", "科", "技", "型", "中", "小", "企", "业"};
  GString *label = g_string_new(words[number / 10]);
  g_string_append(label, words[number % 10]);
  for (int length = g_rand_int_range(random, least, most + 1); length > 2; length--) {
    g_string_append(label, words[g_rand_int_range(random, 0, G_N_ELEMENTS(words))]);
  }
  return g_string_free(label, FALSE);
}

static void random_block(Fixture *fixture, GRand *random, JbChartType type, Numbers numbers)
{
  bool several = type <= JB_CHART_BARS && g_rand_boolean(random);
  size_t series = several ? 2 : 1, count = (size_t)g_rand_int_range(random, 1, g_rand_boolean(random) ? 5 : 31);
  bool rates = type == JB_CHART_PROGRESS;
  g_autofree Bar *bars = g_new0(Bar, series * count);
  g_autoptr(GPtrArray) labels = g_ptr_array_new_with_free_func(g_free);
  int most = g_rand_int_range(random, 2, 21);
  for (size_t i = 0; i < series * count; i++) {
    if (i < count) {
      g_ptr_array_add(labels, random_label(random, i, 2, most));
    }
    bars[i] = (Bar){labels->pdata[i % count], numbers(random, i), rates ? "%" : "亿元",
                    g_rand_int_range(random, 0, 4) ? JB_FACT_EQUAL : JB_FACT_MORE, i == 0};
  }
  build_block(fixture, type, series, bars, count);
  JbChart *chart = fixture->block->chart;
  chart->arrangement = several ? (JbArrangement)g_rand_int_range(random, 0, JB_ARRANGE_PANELS + 1) : JB_ARRANGE_GROUPED;
  for (size_t i = 0; i < series * count; i++) {
    JbBar *bar = &chart->series[i / count].bars[i % count];
    fixture->facts[i].name = (char *)"指标"; /* notes name facts: nothing that is freed */
    fixture->facts[i].period = (char *)"2025-01/2025-11";
    fixture->facts[i].status = g_rand_int_range(random, 0, 4) ? JB_FACT_ACTUAL : JB_FACT_DERIVED;
    bar->fact = g_rand_int_range(random, 0, 8) ? bar->fact : NULL;
  }
}

/* Ten thousand charts set for good: no word meets another, nothing leaves the measure, unless the chart has said that
 * it does not fit, which few do. */
static void test_any(void)
{
  static const Numbers numbers[] = {zero, alike, far_apart, all_negative, any, any, any};
  static const char *const themes[] = {"briefing", "gongwen", "jianbao", "bench"};
  static const JbChartType types[] = {JB_CHART_COLUMNS,  JB_CHART_BARS,       JB_CHART_WATERFALL,
                                      JB_CHART_PROGRESS, JB_CHART_COMPARISON, JB_CHART_STAGES};
  g_autoptr(GRand) random = g_rand_new_with_seed(20250105);
  unsigned narrow = 0;
  for (size_t t = 0; t < G_N_ELEMENTS(themes); t++) {
    Fixture fixture;
    open_fonts(&fixture, themes[t]);
    for (size_t round = 0; round < 2500; round++) {
      random_block(&fixture, random, types[round % G_N_ELEMENTS(types)],
                   numbers[(size_t)g_rand_int_range(random, 0, G_N_ELEMENTS(numbers))]);
      jb_findings_free(fixture.findings); /* which tells the same of the same place once */
      fixture.findings = jb_findings_new();
      make_page(&fixture, round % 4 ? MEASURE : 300);
      bool fits = true;
      for (size_t i = 0; i < jb_findings_count(fixture.findings); i++) {
        fits = fits && jb_findings_at(fixture.findings, i)->message != JB_MESSAGE_CHART_NARROW;
      }
      narrow += !fits;
      if (fits) {
        assert_no_overlap(fixture.page);
        assert_inside(&fixture);
      }
      free_page(&fixture);
    }
    close_fonts(&fixture);
  }
  g_assert_cmpuint(narrow, <, 1000);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/chart/flow/columns", test_columns);
  g_test_add_func("/chart/flow/structure", test_structure);
  g_test_add_func("/chart/flow/bars", test_bars);
  g_test_add_func("/chart/flow/open", test_open);
  g_test_add_func("/chart/flow/mixed-units", test_mixed_units);
  g_test_add_func("/chart/flow/series", test_series);
  g_test_add_func("/chart/flow/turned", test_turned);
  g_test_add_func("/chart/flow/scale", test_scale);
  g_test_add_func("/chart/flow/empty", test_empty);
  g_test_add_func("/chart/flow/any", test_any);
  return g_test_run();
}
