/* SPDX-License-Identifier: MIT
 * Paragraphs with the box fonts of tests/fonts: faces, glyphs, positions, findings. Han and full-width marks are 1 em
 * wide there, ASCII 1/2 em; sizes are 10 pt. */
#include "text/paragraph.h"

#include "text/classes.h"
#include "text/face_shaping.h"

#include <math.h>
#include <string.h>

#define EPSILON 1e-6

typedef struct Fixture {
  JbFindings *findings;
  JbFontSet *fonts;
  JbStyledText *text;
  JbComposition composition;
  JbParagraph *paragraph;
} Fixture;

static const JbTextRun body = {
    .role = JB_ROLE_SONG, .latin = JB_ROLE_DIGITS, .size = 10, .tag = 1, .place = {"report.xml", 3, 5}};

static void set_up(Fixture *fixture, gconstpointer data)
{
  (void)data;
  g_autofree char *fonts = g_build_filename(g_getenv("JB_TEST_DATA"), "fonts", "fonts.xml", NULL);
  fixture->findings = jb_findings_new();
  fixture->fonts = jb_font_set_open(fonts, fixture->findings);
  g_assert_nonnull(fixture->fonts);
  fixture->text = jb_styled_text_new(fixture->fonts);
  fixture->composition = jb_composition_default();
  fixture->paragraph = NULL;
}

static void tear_down(Fixture *fixture, gconstpointer data)
{
  (void)data;
  jb_paragraph_free(fixture->paragraph);
  jb_styled_text_free(fixture->text);
  jb_font_set_free(fixture->fonts);
  jb_findings_free(fixture->findings);
}

static void append(Fixture *fixture, const char *text, const JbTextRun *style)
{
  jb_styled_text_append(fixture->text, text, strlen(text), style);
}

static const JbParagraph *compose(Fixture *fixture, double measure)
{
  jb_paragraph_free(fixture->paragraph);
  fixture->paragraph = jb_paragraph_compose(fixture->text, measure, &fixture->composition, fixture->findings);
  return fixture->paragraph;
}

static const JbParagraph *compose_text(Fixture *fixture, const char *text, double measure)
{
  append(fixture, text, &body);
  return compose(fixture, measure);
}

/* "JbBoxSong:text|…" of a line's runs. */
static char *describe_runs(const JbParagraph *paragraph, size_t line)
{
  GString *text = g_string_new(NULL);
  for (size_t i = paragraph->lines[line].first_run; i < paragraph->lines[line].run_end; i++) {
    const JbLineRun *run = &paragraph->runs[i];
    g_string_append_printf(text, "%s%s:%.*s", text->len ? "|" : "", jb_face_postscript_name(run->face),
                           (int)(run->text_end - run->text_start), paragraph->text + run->text_start);
  }
  return g_string_free(text, FALSE);
}

static void assert_runs(const JbParagraph *paragraph, size_t line, const char *expected)
{
  g_autofree char *runs = describe_runs(paragraph, line);
  g_assert_cmpstr(runs, ==, expected);
}

static double glyph_x(const JbParagraph *paragraph, size_t glyph)
{
  g_assert_cmpuint(glyph, <, paragraph->glyph_count);
  return paragraph->glyphs[glyph].x;
}

#define assert_x(paragraph, glyph, value) g_assert_cmpfloat_with_epsilon(glyph_x(paragraph, glyph), value, EPSILON)

/* --- faces and runs --- */

static void test_fallback(Fixture *fixture, gconstpointer data)
{
  (void)data;
  const JbParagraph *paragraph = compose_text(fixture, "委员𬎆、𠮷某", 200);
  assert_runs(paragraph, 0, "JbBoxSong:委员|JbBoxRare:𬎆|JbBoxSong:、|JbBoxRare:𠮷|JbBoxSong:某");
  g_assert_cmpuint(paragraph->glyph_count, ==, 6);
  g_assert_cmpuint(paragraph->glyphs[2].cluster, ==, 6); /* bytes before 𬎆 */
  g_assert_cmpuint(jb_findings_count(fixture->findings), ==, 0);
}

static void test_missing_character(Fixture *fixture, gconstpointer data)
{
  (void)data;
  const JbParagraph *paragraph = compose_text(fixture, "甲\xef\x80\x80乙\xef\x80\x80", 200); /* U+F000, twice */
  g_assert_cmpuint(jb_findings_count(fixture->findings), ==, 1);
  const JbFinding *finding = jb_findings_at(fixture->findings, 0);
  g_assert_cmpint(finding->message, ==, JB_MESSAGE_CHARACTER_MISSING);
  g_assert_cmpstr(finding->arguments[1], ==, "U+F000");
  g_assert_cmpstr(finding->arguments[2], ==, "JbBoxSong, JbBoxRare");
  g_assert_cmpint(finding->place.line, ==, 3);
  g_assert_cmpint(finding->place.column, ==, 6);
  g_assert_cmpuint(paragraph->glyph_count, ==, 4); /* glyph 0 keeps its place, for a draft to show */
  g_assert_cmpuint(paragraph->glyphs[1].id, ==, 0);
  g_assert_cmpuint(paragraph->glyphs[3].id, ==, 0);
}

static void test_styles_and_places(Fixture *fixture, gconstpointer data)
{
  (void)data;
  JbTextRun bold = body, raised = body;
  bold.role = bold.latin = JB_ROLE_HEI;
  bold.tag = 2;
  bold.place.column = 9;
  raised.size = 6;
  raised.rise = 4;
  append(fixture, "增长", &body);
  append(fixture, "5.8%", &bold);
  append(fixture, "2", &raised);
  const JbParagraph *paragraph = compose(fixture, 200);
  assert_runs(paragraph, 0, "JbBoxSong:增长|JbBoxHei:5.8%|JbBoxSong:2");
  g_assert_cmpuint(paragraph->runs[1].tag, ==, 2);
  g_assert_cmpint(paragraph->runs[1].place.column, ==, 9);
  g_assert_cmpfloat(paragraph->runs[2].size, ==, 6);
  g_assert_cmpfloat(paragraph->glyphs[paragraph->glyph_count - 1].y, ==, -4);
  assert_x(paragraph, 2, 22.5); /* two Han, gap 1/4 em */
  assert_x(paragraph, 6, 42.5);
}

static void test_place_of_turned_run(Fixture *fixture, gconstpointer data)
{
  (void)data;
  const JbParagraph *paragraph = compose_text(fixture, "国国国国国国", 40);
  g_assert_cmpuint(paragraph->line_count, ==, 2);
  g_assert_cmpint(paragraph->runs[1].place.line, ==, 3);
  g_assert_cmpint(paragraph->runs[1].place.column, ==, 9); /* four characters after column 5 */
}

/* --- spaces --- */

static void test_gap_has_no_text(Fixture *fixture, gconstpointer data)
{
  (void)data;
  const JbParagraph *paragraph = compose_text(fixture, "在 AI 中与5G中", 200);
  assert_runs(paragraph, 0, "JbBoxSong:在|JbBoxSong:AI|JbBoxSong:中与5G中");
  assert_x(paragraph, 1, 12.5);
  assert_x(paragraph, 3, 25); /* 10 + 2.5 + 10 + 2.5 */
}

static void test_word_space_is_text(Fixture *fixture, gconstpointer data)
{
  (void)data;
  const JbParagraph *paragraph = compose_text(fixture, "on the", 200);
  assert_runs(paragraph, 0, "JbBoxSong:on the");
  g_assert_cmpuint(paragraph->glyph_count, ==, 6);
  assert_x(paragraph, 3, 15);
}

static void test_ignored_characters(Fixture *fixture, gconstpointer data)
{
  (void)data;
  const JbParagraph *paragraph =
      compose_text(fixture, "甲\xe2\x80\xae乙\xe2\x81\xa0丙\xef\xb8\x80丁", 200); /* RLO, WJ, VS1 */
  g_assert_cmpuint(paragraph->glyph_count, ==, 4);
  for (size_t i = 0; i < 4; i++)
    assert_x(paragraph, i, 10.0 * (double)i);
  g_assert_cmpuint(jb_findings_count(fixture->findings), ==, 0);
}

/* --- glyph choice --- */

static void test_dash_is_one_glyph(Fixture *fixture, gconstpointer data)
{
  (void)data;
  const JbParagraph *paragraph = compose_text(fixture, "改——再————出", 200);
  assert_runs(paragraph, 0, "JbBoxSong:改——再————出");
  g_assert_cmpuint(paragraph->glyph_count, ==, 6);
  g_assert_cmpuint(paragraph->glyphs[1].id, ==, paragraph->glyphs[3].id);
  g_assert_cmpfloat_with_epsilon(paragraph->glyphs[1].advance, 20, EPSILON);
  g_assert_cmpfloat_with_epsilon(paragraph->glyphs[3].advance, 20, EPSILON);
  assert_x(paragraph, 5, 80);
}

static void test_ellipsis_is_two_glyphs(Fixture *fixture, gconstpointer data)
{
  (void)data;
  const JbParagraph *paragraph = compose_text(fixture, "花……均", 200);
  g_assert_cmpuint(paragraph->glyph_count, ==, 4);
  assert_x(paragraph, 1, 10);
  assert_x(paragraph, 2, 20);
  assert_x(paragraph, 3, 30);
}

static void test_quotes_are_full_width(Fixture *fixture, gconstpointer data)
{
  (void)data;
  const JbParagraph *paragraph = compose_text(fixture, "甲“AI”乙", 200);
  assert_x(paragraph, 1, 10); /* blank and body of “: 10 to 20 */
  assert_x(paragraph, 2, 20);
  assert_x(paragraph, 4, 30); /* ” follows AI at once, its blank goes before 乙 */
  assert_x(paragraph, 5, 40);
}

static void test_marks_are_shifted_not_scaled(Fixture *fixture, gconstpointer data)
{
  (void)data;
  const JbParagraph *paragraph = compose_text(fixture, "甲。”（乙", 200);
  assert_x(paragraph, 1, 10); /* 。: body 10–15, no blank */
  assert_x(paragraph, 2, 15); /* ”: body 15–20, blank 20–25 */
  assert_x(paragraph, 3, 20); /* （: body 25–30, its glyph's own blank before that */
  assert_x(paragraph, 4, 30);
}

/* 半角: a mark that keeps no blank is shifted all the same, or its ink would lie over the next character. */
static void test_half_marks_are_shifted(Fixture *fixture, gconstpointer data)
{
  (void)data;
  fixture->composition.marks = JB_MARKS_HALF;
  const JbParagraph *paragraph = compose_text(fixture, "甲（乙）丙", 200);
  assert_x(paragraph, 1, 5); /* body from 10, glyph half an em before */
  assert_x(paragraph, 2, 15);
  assert_x(paragraph, 3, 25);
  assert_x(paragraph, 4, 30);
}

static void test_interpunct_cell(Fixture *fixture, gconstpointer data)
{
  (void)data;
  const JbParagraph *paragraph = compose_text(fixture, "车·储", 200);
  assert_x(paragraph, 1, 10); /* as wide as its cell: not moved */
  assert_x(paragraph, 2, 15);
}

/* ／ is drawn as the half-width sign in half an em: the glyph of an em would lie over its neighbours. */
static void test_solidus_cell(Fixture *fixture, gconstpointer data)
{
  (void)data;
  const JbParagraph *paragraph = compose_text(fixture, "国／国/国", 200);
  g_assert_cmpuint(paragraph->glyph_count, ==, 5);
  assert_x(paragraph, 2, 15);
  assert_x(paragraph, 4, 30);
  g_assert_cmpuint(paragraph->glyphs[1].id, ==, paragraph->glyphs[3].id);
  assert_runs(paragraph, 0, "JbBoxSong:国／国/国"); /* extraction gives what was written */
}

static void test_opening_mark_at_line_start(Fixture *fixture, gconstpointer data)
{
  (void)data;
  fixture->composition.first_indent = 20;
  const JbParagraph *paragraph = compose_text(fixture, "“十四五”（国国", 65);
  g_assert_cmpuint(paragraph->line_count, ==, 2);
  assert_x(paragraph, 0, 20);
  assert_x(paragraph, 1, 30);
  assert_x(paragraph, 5, -5); /* the half em of blank is left of the measure */
  assert_x(paragraph, 6, 5);
}

/* Every glyph that goes round HarfBuzz must be what HarfBuzz gives: over all the characters the face has. */
static void test_short_cut_is_exact(Fixture *fixture, gconstpointer data)
{
  (void)data;
  const JbFace *face = jb_font_set_face(fixture->fonts, JB_ROLE_SONG, 0);
  JbFaceShaping *shaping = jb_face_shaping(face);
  g_autoptr(GArray) glyphs = g_array_new(FALSE, FALSE, sizeof(JbShapedGlyph));
  unsigned around = 0, through = 0;
  for (uint32_t character = 0x20; character < 0x10000; character++) {
    uint32_t glyph = jb_face_glyph(face, character);
    if (glyph == 0 || jb_class_of(character) == JB_CLASS_MARK)
      continue;
    if (jb_face_shaping_touches(shaping, glyph)) {
      through++;
      continue;
    }
    char text[7];
    int length = g_unichar_to_utf8(character, text);
    g_array_set_size(glyphs, 0);
    jb_face_shape_han(shaping, text, (size_t)length, 0, glyphs);
    const JbShapedGlyph *shaped = &g_array_index(glyphs, JbShapedGlyph, 0);
    g_assert_cmpuint(glyphs->len, ==, 1);
    g_assert_cmpuint(shaped->id, ==, glyph);
    g_assert_cmpfloat(shaped->advance, ==, jb_face_advance(face, glyph) * 1000);
    around++;
  }
  g_assert_cmpuint(around, >, 6763);
  g_assert_cmpuint(through, >=, 1); /* — */
}

/* Ink of the box fonts: 《 in the right half of its em, 》 in the left, Han nearly all of it. */
static void test_mark_correction(Fixture *fixture, gconstpointer data)
{
  (void)data;
  static const struct {
    uint32_t character;
    bool opening;
    double correction;
  } cases[] = {{0x300a, true, 0}, {0x300b, false, 0}, {0x3010, false, -0.5}, {0x3011, true, 0.5}, {0x56fd, false, 0}};
  const JbFace *face = jb_font_set_face(fixture->fonts, JB_ROLE_SONG, 0);
  JbFaceShaping *shaping = jb_face_shaping(face);
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    uint32_t glyph = jb_face_glyph(face, cases[i].character);
    for (int again = 0; again < 2; again++) /* found, then known */
      g_assert_cmpfloat_with_epsilon(jb_face_mark_correction(shaping, face, glyph, cases[i].opening),
                                     cases[i].correction, EPSILON);
  }
}

/* --- lines --- */

static void test_alignment(Fixture *fixture, gconstpointer data)
{
  (void)data;
  static const struct {
    JbTextAlign align;
    double x;
  } cases[] = {{JB_TEXT_START, 0}, {JB_TEXT_CENTRE, 35}, {JB_TEXT_END, 70}, {JB_TEXT_JUSTIFY, 0}};
  append(fixture, "简报。", &body); /* 2.5 em set: the blank of 。 is trimmed */
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    fixture->composition.align = cases[i].align;
    const JbParagraph *paragraph = compose(fixture, 95);
    g_assert_cmpfloat_with_epsilon(paragraph->lines[0].x, cases[i].x, EPSILON);
    assert_x(paragraph, 0, cases[i].x);
    g_assert_cmpfloat_with_epsilon(paragraph->lines[0].width, 25, EPSILON);
  }
}

static void test_justified_edges(Fixture *fixture, gconstpointer data)
{
  (void)data;
  fixture->composition.avoid_short_last = false;
  const JbParagraph *paragraph = compose_text(fixture, "增速5.8%，高于全国", 45);
  g_assert_cmpuint(paragraph->line_count, ==, 3); /* 增速⏎5.8%，高于⏎全国: ， squeezed, or one joint would gape */
  g_assert_cmpfloat_with_epsilon(paragraph->lines[1].natural, 50, EPSILON);
  g_assert_cmpfloat_with_epsilon(paragraph->lines[1].width, 45, EPSILON);
  g_assert_cmpfloat_with_epsilon(paragraph->lines[2].width, 20, EPSILON);
  g_assert_true(paragraph->lines[2].last && !paragraph->lines[1].last);
}

static void test_infinite_measure(Fixture *fixture, gconstpointer data)
{
  (void)data;
  fixture->composition.align = JB_TEXT_CENTRE;
  const JbParagraph *paragraph = compose_text(fixture, "印发《规划》（草案）。", (double)INFINITY);
  g_assert_cmpuint(paragraph->line_count, ==, 1);
  g_assert_cmpfloat_with_epsilon(paragraph->lines[0].natural, 95, EPSILON);
  assert_x(paragraph, 0, 0);
}

static void test_empty_text(Fixture *fixture, gconstpointer data)
{
  (void)data;
  const JbParagraph *paragraph = compose(fixture, 100);
  g_assert_cmpuint(paragraph->line_count, ==, 1);
  g_assert_cmpuint(paragraph->glyph_count, ==, 0);
  g_assert_cmpuint(paragraph->lines[0].run_end, ==, 0);
  g_assert_true(paragraph->lines[0].last);
}

static void test_mixed_sizes(Fixture *fixture, gconstpointer data)
{
  (void)data;
  JbTextRun large = body;
  large.size = 20;
  append(fixture, "甲）", &body);
  append(fixture, "（乙", &large);
  const JbParagraph *paragraph = compose(fixture, 200);
  /* The larger side keeps its half em (CSS text-spacing-trim): 10 + 5 + 10 + 10. */
  assert_x(paragraph, 3, 35);
}

static void test_unbreakable(Fixture *fixture, gconstpointer data)
{
  (void)data;
  JbTextRun kept = body;
  kept.unbreakable = true;
  append(fixture, "国国", &body);
  append(fixture, "强工兴产", &kept);
  const JbParagraph *paragraph = compose(fixture, 50);
  g_assert_cmpuint(paragraph->line_count, ==, 2);
  g_assert_cmpuint(paragraph->lines[1].text_start, ==, 6);
}

static void test_too_wide_is_said_once(Fixture *fixture, gconstpointer data)
{
  (void)data;
  compose_text(fixture, "编号1234567890123456789012", 30);
  unsigned said = 0;
  for (size_t i = 0; i < jb_findings_count(fixture->findings); i++) {
    const JbFinding *finding = jb_findings_at(fixture->findings, i);
    if (finding->message != JB_MESSAGE_UNIT_TOO_WIDE)
      continue;
    said++;
    g_assert_cmpstr(finding->arguments[0], ==, "1234567890123456789012");
    g_assert_cmpint(finding->place.column, ==, 7);
  }
  g_assert_cmpuint(said, ==, 1);
}

static void test_short_line_is_said(Fixture *fixture, gconstpointer data)
{
  (void)data;
  fixture->composition.prohibition = JB_PROHIBITION_STRICT;
  compose_text(fixture, "改革——再出发", 30); /* 改⏎革——⏎再出发 */
  g_assert_cmpuint(jb_findings_count(fixture->findings), ==, 1);
  g_assert_cmpint(jb_findings_at(fixture->findings, 0)->message, ==, JB_MESSAGE_LINE_LEFT_SHORT);
}

/* Text that runs give, with what was dropped at line ends and gaps, is the text; origins never go back. */
static void test_extraction_order(Fixture *fixture, gconstpointer data)
{
  (void)data;
  const JbParagraph *paragraph = compose_text(
      fixture, "2024年，“强工兴产”（全市）实施工业倍增计划：《规划》增长5.8%、——再出发……的 GDP on the road。", 73);
  size_t end = 0;
  for (size_t i = 0; i < paragraph->run_count; i++) {
    const JbLineRun *run = &paragraph->runs[i];
    for (; end < run->text_start; end++)
      g_assert_cmpint(paragraph->text[end], ==, ' ');
    end = run->text_end;
    for (size_t k = run->first_glyph; k < run->glyph_end; k++) {
      const JbPlacedGlyph *glyph = &paragraph->glyphs[k];
      g_assert_cmpuint(glyph->cluster, >=, k > run->first_glyph ? glyph[-1].cluster : run->text_start);
      g_assert_cmpfloat(glyph->advance, >=, 0);
      if (k + 1 < run->glyph_end)
        g_assert_cmpfloat_with_epsilon(glyph->x + glyph->advance, glyph[1].x, EPSILON);
    }
  }
  g_assert_cmpuint(end, ==, paragraph->text_length);
}

/* Anything that is a character, in any order, at any measure: runs and clusters stay inside the text and in its order.
 */
static void test_hostile_text(Fixture *fixture, gconstpointer data)
{
  (void)data;
  static const uint32_t blocks[] = {0x00,   0x300,  0x590,  0x600,  0xe00,  0x1100,  0x2000,  0x2010,  0x2060, 0x3000,
                                    0x3040, 0xac00, 0xf900, 0xfe00, 0xff00, 0x1f468, 0x20bb0, 0x2c380, 0xe0100};
  g_autoptr(GRand) random = g_rand_new_with_seed(11);
  for (int round = 0; round < 300; round++) {
    g_autoptr(JbStyledText) text = jb_styled_text_new(fixture->fonts);
    for (int i = 0; i < 60; i++) {
      JbTextRun run = body;
      run.tabular = g_rand_boolean(random);
      run.unbreakable = g_rand_int_range(random, 0, 8) == 0;
      char utf8[7] = {0};
      gint32 block = g_rand_int_range(random, 0, (gint32)G_N_ELEMENTS(blocks));
      uint32_t character = blocks[block] + (uint32_t)g_rand_int_range(random, 1, 32);
      jb_styled_text_append(text, utf8, (size_t)g_unichar_to_utf8(character, utf8), &run);
    }
    double measure = g_rand_int_range(random, 0, 200);
    g_autoptr(JbParagraph) paragraph = jb_paragraph_compose(text, measure, &fixture->composition, NULL);
    size_t end = 0, glyph = 0;
    for (size_t i = 0; i < paragraph->run_count; i++) {
      const JbLineRun *run = &paragraph->runs[i];
      g_assert_cmpuint(run->text_start, >=, end);
      g_assert_cmpuint(run->text_end, <=, paragraph->text_length);
      g_assert_cmpuint(run->first_glyph, ==, glyph);
      for (end = run->text_end, glyph = run->glyph_end; glyph > run->first_glyph; glyph--)
        g_assert_true(paragraph->glyphs[glyph - 1].cluster >= run->text_start &&
                      paragraph->glyphs[glyph - 1].cluster < run->text_end && isfinite(paragraph->glyphs[glyph - 1].x));
      glyph = run->glyph_end;
    }
    g_assert_cmpuint(glyph, ==, paragraph->glyph_count);
  }
}

#define ADD(name, function) g_test_add("/text/paragraph/" name, Fixture, NULL, set_up, function, tear_down)

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  ADD("fallback", test_fallback);
  ADD("missing-character", test_missing_character);
  ADD("styles", test_styles_and_places);
  ADD("turned-run", test_place_of_turned_run);
  ADD("gap", test_gap_has_no_text);
  ADD("word-space", test_word_space_is_text);
  ADD("ignored", test_ignored_characters);
  ADD("dash", test_dash_is_one_glyph);
  ADD("ellipsis", test_ellipsis_is_two_glyphs);
  ADD("quotes", test_quotes_are_full_width);
  ADD("marks", test_marks_are_shifted_not_scaled);
  ADD("half-marks", test_half_marks_are_shifted);
  ADD("interpunct", test_interpunct_cell);
  ADD("solidus-cell", test_solidus_cell);
  ADD("opening", test_opening_mark_at_line_start);
  ADD("short-cut", test_short_cut_is_exact);
  ADD("mark-correction", test_mark_correction);
  ADD("alignment", test_alignment);
  ADD("justified", test_justified_edges);
  ADD("infinite", test_infinite_measure);
  ADD("empty", test_empty_text);
  ADD("mixed-sizes", test_mixed_sizes);
  ADD("unbreakable", test_unbreakable);
  ADD("too-wide", test_too_wide_is_said_once);
  ADD("short-line", test_short_line_is_said);
  ADD("extraction-order", test_extraction_order);
  ADD("hostile", test_hostile_text);
  return g_test_run();
}
