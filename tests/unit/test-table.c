/* SPDX-License-Identifier: MIT
 * Tables as flows: rules, rows, slices, numbers on their points, parts on later pages. Set in the box fonts, where a
 * digit is half an em and a Han character one. */
#include "flow/exhibit.h"
#include "table/table.h"

#include <math.h>
#include <string.h>

#define WIDTH 400.0

typedef struct Fixture {
  JbFontSet *fonts;
  JbTheme *theme;
  JbFindings *findings;
  JbReport report;
  JbNumbers *numbers;
  JbFlowContext context;
  JbBlock *block;
  GPtrArray *facts;
  JbFlow *flow;
} Fixture;

static const JbPlace place = {.path = "test.xml", .line = 1, .column = 1};

static void free_fact(gpointer data)
{
  JbFact *fact = data;
  g_free(fact->name);
  g_free(fact->unit);
  g_free(fact);
}

static void set_text(JbInlines *inlines, const char *text)
{
  inlines->items = g_new0(JbInline, 1);
  inlines->count = 1;
  inlines->items[0].place = place;
  inlines->items[0].text = jb_source_text_new("test.xml");
  jb_source_text_append(inlines->items[0].text, text, strlen(text), 1, 1);
}

typedef struct RowPlan {
  const char *group; /* a heading, or */
  const char *name, *value, *unit;
  JbFactRelation relation;
} RowPlan;

static const char *const column_titles[] = {"指标", "数值", "单位"};
static const JbColumnSource column_sources[] = {JB_COLUMN_NAME, JB_COLUMN_VALUE, JB_COLUMN_UNIT};

static void add_row(Fixture *fixture, JbRow *row, const RowPlan *plan)
{
  size_t columns = fixture->block->table->column_count;
  row->place = place;
  row->in_group = row > fixture->block->table->rows && (row[-1].in_group || row[-1].kind == JB_ROW_GROUP);
  row->cell_count = plan->group ? 1 : columns;
  row->cells = g_new0(JbCell, columns);
  for (size_t i = 0; i < row->cell_count; i++) {
    row->cells[i] = (JbCell){.column = i, .columns = plan->group ? columns : 1, .rows = 1, .place = place};
  }
  if (plan->group) {
    row->kind = JB_ROW_GROUP;
    row->in_group = false;
    set_text(&row->cells[0].inlines, plan->group);
    return;
  }
  JbFact *fact = g_new0(JbFact, 1);
  fact->name = g_strdup(plan->name);
  fact->unit = g_strdup(plan->unit);
  fact->period = fact->scope = fact->base = fact->source = (char *)(uintptr_t) "";
  fact->relation = plan->relation;
  g_assert_cmpint(jb_decimal_parse(plan->value, &fact->value), ==, JB_DECIMAL_OK);
  g_ptr_array_add(fixture->facts, fact);
  row->fact = fact;
  row->cells[1].fact = fact; /* the column of values */
}

static void build_block(Fixture *fixture, const RowPlan *rows, size_t row_count, size_t column_count)
{
  JbBlock *block = fixture->block = jb_block_new(JB_BLOCK_TABLE, place);
  set_text(&block->inlines, "主要指标");
  JbTable *table = block->table = g_new0(JbTable, 1);
  table->columns = g_new0(JbColumn, column_count);
  table->column_count = column_count;
  table->head_rows = 1;
  for (size_t i = 0; i < column_count; i++) {
    table->columns[i].source = column_sources[i];
    set_text(&table->columns[i].title, column_titles[i]);
  }
  table->rows = g_new0(JbRow, row_count);
  table->row_count = row_count;
  for (size_t i = 0; i < row_count; i++)
    add_row(fixture, &table->rows[i], &rows[i]);
}

static void set_up(Fixture *fixture, const RowPlan *rows, size_t row_count, size_t column_count, double width)
{
  memset(fixture, 0, sizeof *fixture);
  g_autofree char *fonts = g_build_filename(g_getenv("JB_TEST_DATA"), "fonts", "fonts.xml", NULL);
  fixture->facts = g_ptr_array_new_with_free_func(free_fact);
  fixture->findings = jb_findings_new();
  fixture->fonts = jb_font_set_open(fonts, fixture->findings);
  g_assert_nonnull(fixture->fonts);
  fixture->theme = jb_theme_load("briefing", fixture->findings);
  fixture->theme->table.row_rule = 0;
  build_block(fixture, rows, row_count, column_count);
  fixture->report = (JbReport){.path = "test.xml", .blocks = &fixture->block, .block_count = 1};
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
  fixture->flow = jb_table_flow_new(&fixture->context, fixture->block, width);
}

static void tear_down(Fixture *fixture)
{
  jb_flow_free(fixture->flow);
  g_hash_table_destroy(fixture->context.page_labels);
  g_array_free(fixture->context.inks, TRUE);
  jb_structure_free(fixture->context.structure);
  jb_numbers_free(fixture->numbers);
  jb_block_free(fixture->block);
  jb_theme_free(fixture->theme);
  jb_font_set_free(fixture->fonts);
  jb_findings_free(fixture->findings);
  g_ptr_array_free(fixture->facts, TRUE);
}

static JbPage *draw(const Fixture *fixture, size_t first, size_t end)
{
  JbPage *page = jb_page_new(1, "1", 595, 842, 0);
  jb_flow_emit(fixture->flow, first, end, (JbPoint){100, 200}, page);
  return page;
}

/* The first run that holds text; NULL: none. */
static const JbGlyphRun *find_run(const JbPage *page, const char *text)
{
  for (size_t i = 0; i < jb_page_item_count(page); i++) {
    const JbItem *item = jb_page_item(page, i);
    if (item->kind == JB_ITEM_GLYPHS && g_strstr_len(item->glyphs.text, (gssize)item->glyphs.text_length, text))
      return &item->glyphs;
  }
  return NULL;
}

static JbRect path_box(const JbPath *path)
{
  double left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;
  for (size_t i = 0; i < path->point_count; i++) {
    left = fmin(left, path->points[i].x);
    right = fmax(right, path->points[i].x);
    top = fmin(top, path->points[i].y);
    bottom = fmax(bottom, path->points[i].y);
  }
  return (JbRect){left, top, right - left, bottom - top};
}

static size_t collect_rules(const JbPage *page, JbRect *rules, size_t most)
{
  size_t count = 0;
  for (size_t i = 0; i < jb_page_item_count(page); i++) {
    const JbItem *item = jb_page_item(page, i);
    if (item->kind == JB_ITEM_PATH) {
      g_assert_cmpuint(count, <, most);
      g_assert_cmpuint(item->element, ==, 0); /* an artifact */
      rules[count++] = path_box(&item->path);
    }
  }
  return count;
}

static const RowPlan four_rows[] = {
    {.name = "增速", .value = "106.8", .unit = "%"},
    {.name = "营收", .value = "12.45", .unit = "亿元"},
    {.name = "总量", .value = "350", .unit = "亿元", .relation = JB_FACT_MORE},
    {.name = "降幅", .value = "-0.5", .unit = "%"},
};

/* CY/T 170: three strokes from edge to edge, the outer ones at least twice the weight of the one under the head. */
static void test_three_rules(void)
{
  Fixture fixture;
  set_up(&fixture, four_rows, 4, 3, WIDTH);
  JbPage *page = draw(&fixture, 0, 4);
  JbRect rules[8];
  g_assert_cmpuint(collect_rules(page, rules, 8), ==, 3);
  for (int i = 0; i < 3; i++) {
    g_assert_cmpfloat_with_epsilon(rules[i].x, 100, 1e-9);
    g_assert_cmpfloat_with_epsilon(rules[i].width, WIDTH, 1e-9);
  }
  g_assert_cmpfloat_with_epsilon(rules[0].height, fixture.theme->table.rule_thick, 1e-9);
  g_assert_cmpfloat_with_epsilon(rules[1].height, fixture.theme->table.rule_thin, 1e-9);
  g_assert_cmpfloat_with_epsilon(rules[2].height, fixture.theme->table.rule_thick, 1e-9);
  /* The head is a row of 20 pt, then four such rows. */
  double first = rules[0].y + rules[0].height / 2;
  g_assert_cmpfloat_with_epsilon(rules[1].y + rules[1].height / 2 - first, 20, 1e-9);
  g_assert_cmpfloat_with_epsilon(rules[2].y + rules[2].height / 2 - first, 100, 1e-9);
  jb_page_free(page);

  fixture.theme->table.row_rule = 0.25; /* three more between four rows */
  jb_flow_free(fixture.flow);
  fixture.flow = jb_table_flow_new(&fixture.context, fixture.block, WIDTH);
  page = draw(&fixture, 0, 4);
  g_assert_cmpuint(collect_rules(page, rules, 8), ==, 6);
  jb_page_free(page);
  tear_down(&fixture);
}

/* Where the decimal point of a number stands, or would: after its last integer digit, half an em from its origin. */
static double point_of(const JbPage *page, const char *text, size_t last_integer_digit)
{
  const JbGlyphRun *run = find_run(page, text);
  g_assert_nonnull(run);
  g_assert_cmpuint(run->text_length, ==, strlen(text)); /* one run: it is extracted as it reads */
  for (size_t i = 0; i < run->glyph_count; i++)
    if (run->glyphs[i].cluster == last_integer_digit)
      return run->glyphs[i].x + run->size / 2;
  g_assert_not_reached();
}

static void test_points_share_x(void)
{
  Fixture fixture;
  set_up(&fixture, four_rows, 4, 3, WIDTH);
  JbPage *page = draw(&fixture, 0, 4);
  double x = point_of(page, "106.8", 2);
  g_assert_cmpfloat_with_epsilon(point_of(page, "12.45", 1), x, 0.1);
  g_assert_cmpfloat_with_epsilon(point_of(page, ">350", 3), x, 0.1);
  g_assert_cmpfloat_with_epsilon(point_of(page, "−0.5", 3), x, 0.1); /* U+2212 has three bytes */
  /* The block is three digits and a point with two digits wide, 6 half ems, and centred under its head. */
  const JbGlyphRun *head = find_run(page, "数值");
  double head_centre = head->glyphs[0].x + head->size, em = find_run(page, "106.8")->size;
  g_assert_cmpfloat_with_epsilon(x - 1.5 * em + 3 * em / 2, head_centre, 0.1);
  jb_page_free(page);
  tear_down(&fixture);
}

/* Where units differ and no column tells them, they follow the values. */
static void test_units_follow_values(void)
{
  Fixture fixture;
  set_up(&fixture, four_rows, 4, 2, WIDTH);
  JbPage *page = draw(&fixture, 0, 4);
  g_assert_nonnull(find_run(page, "106.8%"));
  g_assert_nonnull(find_run(page, "亿元"));
  jb_page_free(page);
  tear_down(&fixture);

  static const RowPlan alike[] = {{.name = "甲", .value = "1", .unit = "家"},
                                  {.name = "乙", .value = "2", .unit = "家"}};
  set_up(&fixture, alike, 2, 2, WIDTH);
  page = draw(&fixture, 0, 2);
  const JbGlyphRun *unit = find_run(page, "单位：家");
  g_assert_nonnull(unit);
  g_assert_cmpfloat_with_epsilon(unit->glyphs[unit->glyph_count - 1].x + unit->size, 100 + WIDTH, 0.1);
  jb_page_free(page);
  tear_down(&fixture);
}

static const RowPlan grouped[] = {
    {.group = "综合"},
    {.name = "一", .value = "1", .unit = "家"},
    {.name = "二", .value = "2", .unit = "家"},
    {.name = "三", .value = "3", .unit = "家"},
    {.name = "四", .value = "4", .unit = "家"},
    {.group = "产业"},
    {.name = "五", .value = "5", .unit = "家"},
    {.name = "六", .value = "6", .unit = "家"},
};

static void test_slices(void)
{
  Fixture fixture;
  set_up(&fixture, grouped, G_N_ELEMENTS(grouped), 2, WIDTH);
  const JbFlow *flow = fixture.flow;
  double pitch = fixture.theme->page.pitch;
  g_assert_cmpuint(flow->slice_count, ==, G_N_ELEMENTS(grouped));
  static const bool may_end[] = {false, false, true, false, true, false, false, true};
  for (size_t i = 0; i < flow->slice_count; i++) {
    g_assert_cmpfloat_with_epsilon(remainder(flow->slices[i].height, pitch), 0, 1e-6);
    g_assert_true((flow->slices[i].penalty < JB_FLOW_NEVER) == may_end[i]);
  }
  g_assert_cmpfloat(flow->slices[4].penalty, <, flow->slices[2].penalty); /* rather between groups than within one */
  g_assert_cmpfloat_with_epsilon(remainder(flow->repeat_height, pitch), 0, 1e-6);
  g_assert_true(flow->floats);
  g_assert_cmpstr(flow->anchor, ==, jb_numbers_anchor(fixture.numbers, fixture.block));
  tear_down(&fixture);
}

/* A later part: 续表, the unit and the head again, its own bottom rule; what is repeated is no second head for readers
 * of the structure. */
static void test_later_part(void)
{
  Fixture fixture;
  set_up(&fixture, grouped, G_N_ELEMENTS(grouped), 2, WIDTH);
  JbPage *first = draw(&fixture, 0, 4), *second = draw(&fixture, 4, 8);
  JbRect rules[8];
  g_assert_null(find_run(first, "续表"));
  g_assert_nonnull(find_run(second, "续表"));
  g_assert_nonnull(find_run(second, "单位：家"));
  g_assert_nonnull(find_run(second, "指标"));
  g_assert_null(find_run(first, "产业"));
  g_assert_cmpuint(collect_rules(first, rules, 8), ==, 3);
  g_assert_cmpuint(collect_rules(second, rules, 8), ==, 3);
  /* Four rows of 20 pt below the repeated words and head, whose height is known to compose/. */
  double bottom = rules[2].y + rules[2].height / 2;
  g_assert_cmpfloat_with_epsilon(bottom, 200 + fixture.flow->repeat_height + 80, 2);
  for (size_t i = 0; i < jb_page_item_count(second); i++) {
    const JbItem *item = jb_page_item(second, i);
    if (item->kind == JB_ITEM_GLYPHS && memcmp(item->glyphs.text, "指标", 6) == 0)
      g_assert_cmpuint(item->element, ==, 0);
  }
  /* Rows under a heading are indented by one em of 10.5 pt. */
  double heading = find_run(second, "产业")->glyphs[0].x, row = find_run(second, "四")->glyphs[0].x;
  g_assert_cmpfloat_with_epsilon(row - heading, 10.5, 0.01);
  jb_page_free(first);
  jb_page_free(second);
  tear_down(&fixture);
}

static void test_structure(void)
{
  Fixture fixture;
  set_up(&fixture, grouped, G_N_ELEMENTS(grouped), 2, WIDTH);
  size_t roles[JB_STRUCTURE_CONTENTS_ITEM + 1] = {0};
  for (JbElementId id = 1; id <= jb_structure_count(fixture.context.structure); id++)
    roles[jb_structure_at(fixture.context.structure, id)->role]++;
  g_assert_cmpuint(roles[JB_STRUCTURE_TABLE], ==, 1);
  g_assert_cmpuint(roles[JB_STRUCTURE_TABLE_ROW], ==, 9);
  /* two columns, two group headings, and what the rows are called */
  g_assert_cmpuint(roles[JB_STRUCTURE_TABLE_HEAD], ==, 2 + 2 + 6);
  g_assert_cmpuint(roles[JB_STRUCTURE_TABLE_CELL], ==, 6);
  tear_down(&fixture);
}

/* A stub of 30 characters in a table of 200 pt: it wraps, keeps out of the next column, and its row is whole steps
 * high. */
static void test_long_cell_wraps(void)
{
  static const RowPlan rows[] = {
      {.name = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十", .value = "12345.5", .unit = "家"},
      {.name = "短", .value = "1", .unit = "家"},
  };
  Fixture fixture;
  set_up(&fixture, rows, 2, 2, 200);
  JbPage *page = draw(&fixture, 0, 2);
  const JbGlyphRun *number = find_run(page, "12345.5"), *first = find_run(page, "一二三");
  g_assert_nonnull(number);
  g_assert_cmpfloat(first->glyphs[0].y, ==, number->glyphs[0].y); /* first lines share a baseline */
  size_t lines = 0;
  for (size_t i = 0; i < jb_page_item_count(page); i++) {
    const JbItem *item = jb_page_item(page, i);
    const JbGlyphRun *run = &item->glyphs;
    if (item->kind == JB_ITEM_GLYPHS && run->glyphs[0].x == first->glyphs[0].x && run->size == first->size) {
      const JbGlyph *last = &run->glyphs[run->glyph_count - 1];
      g_assert_cmpfloat(last->x + last->advance, <=, number->glyphs[0].x);
      lines++;
    }
  }
  g_assert_cmpuint(lines, >=, 4); /* the long cell's, and the short one */
  g_assert_cmpfloat(fixture.flow->slices[0].height, >=, 20 + 2 * 20);
  g_assert_cmpfloat_with_epsilon(remainder(fixture.flow->slices[0].height, 20), 0, 1e-6);
  jb_page_free(page);
  tear_down(&fixture);
}

static void relay(Fixture *fixture)
{
  jb_flow_free(fixture->flow);
  fixture->flow = jb_table_flow_new(&fixture->context, fixture->block, WIDTH);
}

/* Every other row of a group has a ground as wide as the table; a heading has none, and begins anew. */
static void test_zebra(void)
{
  Fixture fixture;
  set_up(&fixture, grouped, G_N_ELEMENTS(grouped), 2, WIDTH);
  fixture.theme->table.zebra = true;
  relay(&fixture);
  JbPage *page = draw(&fixture, 0, 8);
  JbRect rules[8];
  g_assert_cmpuint(collect_rules(page, rules, 8), ==, 3 + 3);
  /* after the top rule and the one under the head: the second and the fourth row of one group, the second of the other
   */
  double head = rules[1].y + rules[1].height / 2;
  static const double tops[] = {40, 80, 140};
  for (size_t i = 0; i < G_N_ELEMENTS(tops); i++) {
    g_assert_cmpfloat_with_epsilon(rules[2 + i].y - head, tops[i], 1e-9);
    g_assert_cmpfloat_with_epsilon(rules[2 + i].height, 20, 1e-9);
    g_assert_cmpfloat_with_epsilon(rules[2 + i].width, WIDTH, 1e-9);
  }
  jb_page_free(page);
  tear_down(&fixture);
}

/* 数值 and 单位 stand under one title: the head has two rows, and between them a thin rule, drawn in on both sides;
 * 指标 stands in the middle of both. */
static void test_levels_of_head(void)
{
  Fixture fixture;
  set_up(&fixture, four_rows, 4, 3, WIDTH);
  JbTable *table = fixture.block->table;
  table->head_rows = 2;
  table->columns[1].level = table->columns[2].level = 1;
  table->group_count = 1;
  table->groups = g_new0(JbColumnGroup, 1);
  table->groups[0] = (JbColumnGroup){.first = 1, .end = 3};
  set_text(&table->groups[0].title, "二〇二四年");
  jb_inlines_clear(&table->columns[0].title);
  set_text(&table->columns[0].title, "项");
  relay(&fixture);
  JbPage *page = draw(&fixture, 0, 4);
  JbRect rules[8];
  g_assert_cmpuint(collect_rules(page, rules, 8), ==, 4);
  double top = rules[0].y + rules[0].height / 2, padding = fixture.theme->table.cell_padding;
  g_assert_cmpfloat_with_epsilon(rules[1].y + rules[1].height / 2 - top, 20, 1e-9);
  g_assert_cmpfloat_with_epsilon(rules[1].height, fixture.theme->table.rule_thin, 1e-9);
  g_assert_cmpfloat_with_epsilon(rules[1].x + rules[1].width, 100 + WIDTH - padding, 1e-9);
  g_assert_cmpfloat_with_epsilon(rules[2].y + rules[2].height / 2 - top, 40, 1e-9);
  g_assert_cmpfloat_with_epsilon(rules[2].width, WIDTH, 1e-9);
  const JbGlyphRun *above = find_run(page, "二〇二四年"), *below = find_run(page, "数值"),
                   *beside = find_run(page, "项");
  g_assert_cmpfloat_with_epsilon(below->glyphs[0].y - above->glyphs[0].y, 20, 1e-9);
  g_assert_cmpfloat_with_epsilon(beside->glyphs[0].y - above->glyphs[0].y, 10, 1e-9);
  /* the title is centred over its columns, which begin where the rule does */
  double centre = above->glyphs[0].x + 5 * above->size / 2;
  g_assert_cmpfloat_with_epsilon(centre, rules[1].x + rules[1].width / 2, 0.1);
  jb_page_free(page);
  tear_down(&fixture);
}

/* A row that no page holds is divided at line ends, two lines at least on either side; its parts are as high as it is.
 * A page of the theme holds 33 steps of 20 pt. */
static void test_row_higher_than_a_page(void)
{
  g_autoptr(GString) name = g_string_new(NULL);
  for (int i = 0; i < 800; i++) {
    g_string_append(name, "字");
  }
  const RowPlan rows[] = {{.name = name->str, .value = "1", .unit = "家"}, {.name = "短", .value = "2", .unit = "家"}};
  Fixture fixture;
  set_up(&fixture, rows, 2, 2, 200);
  const JbFlow *flow = fixture.flow;
  g_assert_cmpuint(flow->slice_count, >, 40);
  size_t lines = flow->slice_count - 1;
  for (size_t i = 0; i + 1 < lines; i++) {
    bool alone = i == 0 || i + 2 == lines;
    g_assert_true((flow->slices[i].penalty >= JB_FLOW_NEVER) == alone);
  }
  JbPage *first = draw(&fixture, 0, 10), *second = draw(&fixture, 10, flow->slice_count);
  size_t found = 0;
  for (size_t i = 0; i < jb_page_item_count(first); i++) {
    const JbItem *item = jb_page_item(first, i);
    found += item->kind == JB_ITEM_GLYPHS && g_str_has_prefix(item->glyphs.text, "字");
  }
  g_assert_cmpuint(found, ==, 10);
  g_assert_nonnull(find_run(first, "1"));
  g_assert_null(find_run(first, "短"));
  g_assert_nonnull(find_run(second, "短"));
  JbRect rules[8];
  g_assert_cmpuint(collect_rules(second, rules, 8), ==, 3);
  double bottom = rules[2].y + rules[2].height / 2;
  g_assert_cmpfloat_with_epsilon(bottom, 200 + flow->repeat_height + jb_flow_height(flow, 10, flow->slice_count), 20);
  jb_page_free(first);
  jb_page_free(second);
  tear_down(&fixture);
}

static void test_too_wide(void)
{
  static const RowPlan rows[] = {{.name = "指标", .value = "123456789.123456", .unit = "家"},
                                 {.name = "指标", .value = "1", .unit = "家"}};
  Fixture fixture;
  set_up(&fixture, rows, 2, 2, 80); /* 16 half ems of 10.5 pt are 84 pt alone */
  bool found = false;
  for (size_t i = 0; i < jb_findings_count(fixture.findings); i++)
    found = found || jb_findings_at(fixture.findings, i)->message == JB_MESSAGE_TABLE_TOO_WIDE;
  g_assert_true(found);
  tear_down(&fixture);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/table/rules", test_three_rules);
  g_test_add_func("/table/points", test_points_share_x);
  g_test_add_func("/table/units", test_units_follow_values);
  g_test_add_func("/table/slices", test_slices);
  g_test_add_func("/table/later-part", test_later_part);
  g_test_add_func("/table/structure", test_structure);
  g_test_add_func("/table/long-cell", test_long_cell_wraps);
  g_test_add_func("/table/zebra", test_zebra);
  g_test_add_func("/table/levels-of-head", test_levels_of_head);
  g_test_add_func("/table/row-higher-than-a-page", test_row_higher_than_a_page);
  g_test_add_func("/table/too-wide", test_too_wide);
  return g_test_run();
}
