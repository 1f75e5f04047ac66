/* SPDX-License-Identifier: MIT
 * What all blocks share: numbers, set text on the page, the words around exhibits. Set in the box fonts: every Han
 * character is one em wide. */
#include "flow/exhibit.h"
#include "flow/text_flow.h"

#include <math.h>
#include <string.h>

typedef struct Fixture {
  JbFontSet *fonts;
  JbTheme *theme;
  JbFindings *findings;
  JbReport report;
  JbNumbers *numbers;
  JbFlowContext context;
} Fixture;

static void set_up(Fixture *fixture, JbBlock **blocks, size_t count)
{
  memset(fixture, 0, sizeof *fixture);
  g_autofree char *fonts = g_build_filename(g_getenv("JB_TEST_DATA"), "fonts", "fonts.xml", NULL);
  fixture->findings = jb_findings_new();
  fixture->fonts = jb_font_set_open(fonts, fixture->findings);
  g_assert_nonnull(fixture->fonts);
  fixture->theme = jb_theme_load("briefing", fixture->findings);
  fixture->report = (JbReport){.path = "test.xml", .blocks = blocks, .block_count = count};
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
}

static void tear_down(Fixture *fixture)
{
  g_hash_table_destroy(fixture->context.page_labels);
  g_array_free(fixture->context.inks, TRUE);
  jb_structure_free(fixture->context.structure);
  jb_numbers_free(fixture->numbers);
  jb_theme_free(fixture->theme);
  jb_font_set_free(fixture->fonts);
  jb_findings_free(fixture->findings);
}

static void append_text(JbInlines *inlines, const char *text, unsigned marks)
{
  inlines->items = g_renew(JbInline, inlines->items, inlines->count + 1);
  JbInline *item = &inlines->items[inlines->count++];
  *item = (JbInline){.kind = JB_INLINE_TEXT, .marks = marks, .place = {.path = "test.xml", .line = 1, .column = 1}};
  item->text = jb_source_text_new("test.xml");
  jb_source_text_append(item->text, text, strlen(text), 1, 1);
}

static JbBlock *block(JbBlockKind kind, const char *text)
{
  JbBlock *made = jb_block_new(kind, (JbPlace){.path = "test.xml", .line = 1, .column = 1});
  if (*text)
    append_text(&made->inlines, text, 0);
  return made;
}

static void add_child(JbBlock *parent, JbBlock *child)
{
  parent->children = g_renew(JbBlock *, parent->children, parent->child_count + 1);
  parent->children[parent->child_count++] = child;
}

/* --- numbers --- */

static void test_numbers(void)
{
  JbBlock *section = block(JB_BLOCK_SECTION, "甲"), *points = block(JB_BLOCK_POINTS, "");
  section->numbering = JB_NUMBERING_CHINESE;
  points->numbering = JB_NUMBERING_YISHI;
  for (int i = 0; i < 12; i++)
    add_child(points, block(JB_BLOCK_PARAGRAPH, "点"));
  add_child(section, points);
  add_child(section, block(JB_BLOCK_CHART, "图"));
  add_child(section, block(JB_BLOCK_TABLE, "表"));
  add_child(section, block(JB_BLOCK_KPIS, ""));
  add_child(section, block(JB_BLOCK_FIGURE, "图"));
  JbBlock *blocks[] = {section};
  Fixture fixture;
  set_up(&fixture, blocks, 1);
  const JbNumbers *numbers = fixture.numbers;
  g_assert_cmpstr(jb_numbers_label(numbers, section), ==, "一、");
  g_assert_cmpstr(jb_numbers_label(numbers, points->children[0]), ==, "一是");
  g_assert_cmpstr(jb_numbers_label(numbers, points->children[9]), ==, "十是");
  g_assert_cmpstr(jb_numbers_label(numbers, points->children[11]), ==, "十二是");
  g_assert_cmpstr(jb_numbers_label(numbers, section->children[1]), ==, "图1");
  g_assert_cmpstr(jb_numbers_label(numbers, section->children[2]), ==, "表1");
  g_assert_cmpstr(jb_numbers_label(numbers, section->children[3]), ==, ""); /* no caption: part of the text */
  g_assert_cmpstr(jb_numbers_label(numbers, section->children[4]), ==, "图2");
  tear_down(&fixture);
  jb_block_free(section);
}

/* --- set text --- */

static const JbGlyphRun *run_at(const JbPage *page, size_t wanted)
{
  for (size_t i = 0, seen = 0; i < jb_page_item_count(page); i++) {
    const JbItem *item = jb_page_item(page, i);
    if (item->kind == JB_ITEM_GLYPHS && seen++ == wanted)
      return &item->glyphs;
  }
  g_assert_not_reached();
}

static void test_lines_stand_on_the_grid(void)
{
  JbBlock *paragraph = block(JB_BLOCK_PARAGRAPH, "一二三四五六七八九十一二三四五六七八九十");
  Fixture fixture;
  set_up(&fixture, NULL, 0);
  const JbTextStyle *body = &fixture.theme->styles[JB_STYLE_BODY]; /* 12 on 20, indent 24 */
  JbFlow *flow = jb_paragraph_flow_new(&fixture.context, paragraph, NULL, body, JB_STRUCTURE_PARAGRAPH, 120);
  g_assert_cmpuint(flow->slice_count, ==, 3); /* 8 + 10 + 2 characters */
  JbPage *page = jb_page_new(1, "1", 300, 300, 0);
  jb_flow_emit(flow, 0, 3, (JbPoint){50, 100}, page);
  /* baseline: (20 - 12) / 2 + 0.88 · 12 = 14.56 below the line's top */
  for (size_t i = 0; i < 3; i++)
    g_assert_cmpfloat(fabs(run_at(page, i)->glyphs[0].y - (114.56 + 20.0 * (double)i)), <, 1e-6);
  g_assert_cmpfloat(run_at(page, 0)->glyphs[0].x, ==, 74); /* 2 em */
  g_assert_cmpfloat(run_at(page, 1)->glyphs[0].x, ==, 50);
  g_assert_cmpuint(run_at(page, 1)->text_length, ==, 30);
  jb_page_free(page);
  jb_flow_free(flow);
  tear_down(&fixture);
  jb_block_free(paragraph);
}

static void test_widows_and_orphans(void)
{
  JbBlock *paragraph =
      block(JB_BLOCK_PARAGRAPH, "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五");
  Fixture fixture;
  set_up(&fixture, NULL, 0);
  JbFlow *flow = jb_paragraph_flow_new(&fixture.context, paragraph, NULL, &fixture.theme->styles[JB_STYLE_BODY],
                                       JB_STRUCTURE_PARAGRAPH, 120);
  g_assert_cmpuint(flow->slice_count, ==, 4);
  g_assert_cmpfloat(flow->slices[0].penalty, ==, JB_FLOW_NEVER);
  g_assert_cmpfloat(flow->slices[1].penalty, ==, 0);
  g_assert_cmpfloat(flow->slices[2].penalty, ==, JB_FLOW_NEVER);
  jb_flow_free(flow);
  tear_down(&fixture);
  jb_block_free(paragraph);
}

/* 着重号: a dot under each Han character and none under the comma; CLREQ "Interlinear". */
static void test_emphasis_dots(void)
{
  JbBlock *paragraph = block(JB_BLOCK_PARAGRAPH, "");
  append_text(&paragraph->inlines, "必须，坚持", JB_MARK_EMPHASIS);
  Fixture fixture;
  set_up(&fixture, NULL, 0);
  JbFlow *flow = jb_paragraph_flow_new(&fixture.context, paragraph, NULL, &fixture.theme->styles[JB_STYLE_BODY],
                                       JB_STRUCTURE_PARAGRAPH, 240);
  JbPage *page = jb_page_new(1, "1", 300, 300, 0);
  jb_flow_emit(flow, 0, 1, (JbPoint){0, 0}, page);
  size_t dots = 0;
  static const double centres[] = {30, 42, 66, 78}; /* cell centres after an indent of 24; the comma stands at 48 */
  for (size_t i = 0; i < jb_page_item_count(page); i++) {
    const JbItem *item = jb_page_item(page, i);
    if (item->kind != JB_ITEM_PATH)
      continue;
    double left = INFINITY, right = -INFINITY;
    for (size_t p = 0; p < item->path.point_count; p++) {
      left = fmin(left, item->path.points[p].x);
      right = fmax(right, item->path.points[p].x);
    }
    g_assert_cmpuint(dots, <, 4);
    g_assert_cmpfloat(fabs((left + right) / 2 - centres[dots++]), <, 0.01);
  }
  g_assert_cmpuint(dots, ==, 4);
  jb_page_free(page);
  jb_flow_free(flow);
  tear_down(&fixture);
  jb_block_free(paragraph);
}

/* From the left of the first character's ink to the right of the last one's; blanks have none. */
static void test_ink(void)
{
  Fixture fixture;
  set_up(&fixture, NULL, 0);
  const JbTextStyle *body = &fixture.theme->styles[JB_STYLE_BODY];
  JbTextStyle style = *body;
  style.composition.first_indent = 0;
  g_autoptr(JbSetText) text = jb_set_text_new_plain(&fixture.context, "国 国", (JbPlace){0}, &style, INFINITY);
  g_autoptr(JbSetText) blank = jb_set_text_new_plain(&fixture.context, " ", (JbPlace){0}, &style, INFINITY);
  const JbParagraph *paragraph = text->paragraph;
  const JbLineRun *run = &paragraph->runs[0];
  double left, bottom, right, top, last = paragraph->glyphs[paragraph->glyph_count - 1].x;
  g_assert_true(jb_face_glyph_extents(run->face, paragraph->glyphs[0].id, &left, &bottom, &right, &top));
  JbRect ink = jb_set_text_ink(text);
  g_assert_cmpfloat_with_epsilon(ink.x, left * style.size, 1e-9);
  g_assert_cmpfloat_with_epsilon(ink.y, -top * style.size, 1e-9);
  g_assert_cmpfloat_with_epsilon(jb_rect_right(ink), last + right * style.size, 1e-9);
  g_assert_cmpfloat_with_epsilon(jb_rect_bottom(ink), -bottom * style.size, 1e-9);
  g_assert_cmpfloat(jb_set_text_ink(blank).width, ==, 0);
  tear_down(&fixture);
}

/* A page reference is set before pages have numbers; the label is drawn in the middle of its reserve of two digits. */
static void test_page_reference(void)
{
  JbBlock *target = block(JB_BLOCK_PARAGRAPH, "那里"), *paragraph = block(JB_BLOCK_PARAGRAPH, "见");
  g_free(target->id);
  target->id = g_strdup("there");
  paragraph->inlines.items = g_renew(JbInline, paragraph->inlines.items, 2);
  paragraph->inlines.items[1] =
      (JbInline){.kind = JB_INLINE_REFERENCE, .target = g_strdup("there"), .form = g_strdup("page")};
  paragraph->inlines.count = 2;
  JbBlock *blocks[] = {target};
  Fixture fixture;
  set_up(&fixture, blocks, 1);
  JbFlow *flow = jb_paragraph_flow_new(&fixture.context, paragraph, NULL, &fixture.theme->styles[JB_STYLE_BODY],
                                       JB_STRUCTURE_PARAGRAPH, 240);
  g_hash_table_insert(fixture.context.page_labels, (gpointer) "there", (gpointer) "7");
  JbPage *page = jb_page_new(1, "1", 300, 300, 0);
  jb_flow_emit(flow, 0, 1, (JbPoint){0, 0}, page);
  const JbGlyphRun *label = run_at(page, 1);
  g_assert_cmpuint(label->text_length, ==, 1);
  g_assert_cmpint(label->text[0], ==, '7');
  /* indent 24, 见 12, gap 3, reserve of two digits of 6: the digit is centred in 39–51 */
  g_assert_cmpfloat(fabs(label->glyphs[0].x - 42), <, 0.01);
  jb_page_free(page);
  jb_flow_free(flow);
  tear_down(&fixture);
  jb_block_free(paragraph);
  jb_block_free(target);
}

/* --- exhibits --- */

static JbFact fact(const char *name, const char *unit, const char *period, JbFactStatus status)
{
  return (JbFact){.id = (char *)name,
                  .name = (char *)name,
                  .value = {68, 1},
                  .unit = (char *)unit,
                  .period = (char *)period,
                  .scope = (char *)"",
                  .status = status,
                  .base = (char *)"",
                  .source = (char *)"甲局"};
}

static void check_exhibit(const JbFact *a, const JbFact *b, const char *unit, const char *note, bool mixed)
{
  JbBlock *chart = block(JB_BLOCK_CHART, "标题");
  Fixture fixture;
  set_up(&fixture, &chart, 1);
  const JbFact *facts[] = {a, b};
  bool found_mixed = false;
  JbExhibit *exhibit = jb_exhibit_new(&fixture.context, chart, JB_STRUCTURE_FIGURE, facts, 2, g_strdup("替代"), 400,
                                      /* shown */ 0, &found_mixed);
  g_assert_cmpstr(exhibit->caption->paragraph->text, ==, "图1　标题");
  g_assert_cmpstr(exhibit->unit ? exhibit->unit->paragraph->text : "", ==, unit);
  const JbExhibitLine *line = (const JbExhibitLine *)(void *)exhibit->lines->data;
  g_assert_cmpuint(exhibit->lines->len, ==, *note != '\0');
  g_assert_cmpstr(line ? line->text->paragraph->text : "", ==, note);
  g_assert_cmpint(found_mixed, ==, mixed);
  jb_exhibit_free(exhibit);
  tear_down(&fixture);
  jb_block_free(chart);
}

static void test_exhibit_words(void)
{
  JbFact a = fact("甲", "%", "2024", JB_FACT_EXPECTED), b = fact("乙", "%", "2024", JB_FACT_EXPECTED);
  check_exhibit(&a, &b, "2024年（预计）　单位：%", "数据来源：甲局。", false);
  b.status = JB_FACT_ACTUAL;
  check_exhibit(&a, &b, "2024年　单位：%", "注：甲为预计数。数据来源：甲局。", false);
  b.unit = (char *)"亿元";
  b.period = (char *)"2023";
  check_exhibit(&a, &b, "", "注：甲为预计数。甲为2024年，乙为2023年。数据来源：甲局。", true);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/flow/numbers", test_numbers);
  g_test_add_func("/flow/grid", test_lines_stand_on_the_grid);
  g_test_add_func("/flow/widows", test_widows_and_orphans);
  g_test_add_func("/flow/emphasis", test_emphasis_dots);
  g_test_add_func("/flow/ink", test_ink);
  g_test_add_func("/flow/page-reference", test_page_reference);
  g_test_add_func("/flow/exhibit", test_exhibit_words);
  return g_test_run();
}
