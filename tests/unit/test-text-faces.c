/* SPDX-License-Identifier: MIT
 * What the real faces make of marks (standards 1.10): every face has its own widths and places for them, and on the
 * page their ink must stand where the rules say. Type is 100 pt, so that positions read as percents of an em. */
#include "text/paragraph.h"

#include <math.h>
#include <string.h>

#define SIZE 100.0

static JbFontSet *fonts;

/* Where the ink of the glyphs of a text lies. [pt] y up from the baseline. */
typedef struct Ink {
  double left, right, bottom, top;
  size_t glyphs;
} Ink;

static JbParagraph *set(JbFontRole role, const char *text)
{
  g_autoptr(JbStyledText) styled = jb_styled_text_new(fonts);
  const JbTextRun run = {.role = role, .latin = role, .size = SIZE};
  jb_styled_text_append(styled, text, strlen(text), &run);
  const JbComposition composition = jb_composition_default();
  return jb_paragraph_compose(styled, (double)INFINITY, &composition, NULL);
}

static void add_ink(const JbFace *face, const JbPlacedGlyph *glyph, Ink *ink)
{
  double left, bottom, right, top;
  if (!jb_face_glyph_extents(face, glyph->id, &left, &bottom, &right, &top)) {
    return;
  }
  ink->left = MIN(ink->left, glyph->x + SIZE * left);
  ink->right = MAX(ink->right, glyph->x + SIZE * right);
  ink->bottom = MIN(ink->bottom, SIZE * bottom - glyph->y);
  ink->top = MAX(ink->top, SIZE * top - glyph->y);
  ink->glyphs++;
}

/* The ink of the sign that stands at bytes [start, end) of the text. */
static Ink ink_of(const JbParagraph *paragraph, size_t start, size_t end)
{
  Ink ink = {.left = 1e9, .right = -1e9, .bottom = 1e9, .top = -1e9};
  for (size_t r = 0; r < paragraph->run_count; r++) {
    const JbLineRun *run = &paragraph->runs[r];
    for (size_t i = run->first_glyph; i < run->glyph_end; i++) {
      const JbPlacedGlyph *glyph = &paragraph->glyphs[i];
      if (glyph->cluster >= start && glyph->cluster < end) {
        add_ink(run->face, glyph, &ink);
      }
    }
  }
  g_assert_cmpuint(ink.glyphs, >, 0);
  return ink;
}

/* "甲SIGN乙": the ink of the sign; 乙 must begin where the sign's cell ends. [pt] from where the cell begins. */
static Ink ink_between(JbFontRole role, const char *sign, double width)
{
  g_autofree char *text = g_strconcat("甲", sign, "乙", NULL);
  g_autoptr(JbParagraph) paragraph = set(role, text);
  Ink ink = ink_of(paragraph, strlen("甲"), strlen("甲") + strlen(sign));
  const JbPlacedGlyph *last = &paragraph->glyphs[paragraph->glyph_count - 1];
  g_assert_cmpfloat_with_epsilon(last->x, SIZE + width, 0.01);
  ink.left -= SIZE;
  ink.right -= SIZE;
  return ink;
}

static void assert_centred(const Ink *ink, double width, double tolerance)
{
  g_assert_cmpfloat_with_epsilon((ink->left + ink->right) / 2, width / 2, tolerance);
}

static void assert_within(const Ink *ink, double left, double right)
{
  g_assert_cmpfloat(ink->left, >=, left - 2);
  g_assert_cmpfloat(ink->right, <=, right + 2);
}

/* One sign of two em, and the line in it does not stop. */
static void check_dash(JbFontRole role)
{
  Ink ink = ink_between(role, "——", 200);
  assert_within(&ink, 0, 200);
  assert_centred(&ink, 200, 2);
  g_assert_cmpfloat(ink.right - ink.left, >=, 180);
  if (ink.glyphs > 1) { /* two glyphs: each must fill its em */
    g_autoptr(JbParagraph) paragraph = set(role, "甲——乙");
    const JbPlacedGlyph *first = &paragraph->glyphs[1];
    double left, bottom, right, top;
    g_assert_true(jb_face_glyph_extents(paragraph->runs[0].face, first->id, &left, &bottom, &right, &top));
    g_assert_cmpfloat(right - left, >=, 0.99);
  }
}

static void check_ellipsis(JbFontRole role)
{
  Ink ink = ink_between(role, "……", 200);
  assert_centred(&ink, 200, 4);
  g_assert_cmpfloat_with_epsilon((ink.bottom + ink.top) / 2, 38, 10); /* the em box: 88 above, 12 below */
  ink = ink_between(role, "…………", 400);
  assert_centred(&ink, 400, 4);
}

static void check_cells(JbFontRole role)
{
  Ink ink = ink_between(role, "·", 50);
  assert_centred(&ink, 50, 1);
  ink = ink_between(role, "–", 50);
  assert_centred(&ink, 50, 1);
  ink = ink_between(role, "/", 50);
  assert_centred(&ink, 50, 1);
  ink = ink_between(role, "～", 100);
  assert_centred(&ink, 100, 6);
  ink = ink_between(role, "—", 100);
  assert_centred(&ink, 100, 2);
}

/* Ink in the half of the em that the body is: the left one of pauses, stops and closing marks, the right one of opening
 * ones; quotation marks as wide as the others. */
static void check_halves(JbFontRole role)
{
  static const char *const left[] = {"，", "。", "、", "：", "；", "”", "’", "）", "》"};
  static const char *const right[] = {"“", "‘", "（", "《"};
  for (size_t i = 0; i < G_N_ELEMENTS(left); i++) {
    Ink ink = ink_between(role, left[i], 100);
    assert_within(&ink, 0, 50);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(right); i++) {
    Ink ink = ink_between(role, right[i], 100);
    assert_within(&ink, 50, 100);
  }
  Ink ink = ink_between(role, "》（", 150);
  assert_within(&ink, 0, 150);
}

static void test_role(gconstpointer data)
{
  JbFontRole role = (JbFontRole)GPOINTER_TO_INT(data);
  check_dash(role);
  check_ellipsis(role);
  check_cells(role);
  check_halves(role);
}

/* A name beyond the BMP: one glyph an em wide, from the last face of the chain. */
static void test_rare_name(void)
{
  g_autoptr(JbParagraph) paragraph = set(JB_ROLE_FANGSONG, "甲𬎆乙");
  g_assert_cmpuint(paragraph->glyph_count, ==, 3);
  g_assert_cmpuint(paragraph->run_count, ==, 3);
  g_assert_cmpuint(paragraph->glyphs[1].id, !=, 0);
  g_assert_cmpfloat_with_epsilon(paragraph->glyphs[2].x, 2 * SIZE, 0.01);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_autofree char *path = g_build_filename(g_getenv("JB_TEST_SOURCE"), "..", "fonts", "fonts.xml", NULL);
  g_autoptr(JbFindings) findings = jb_findings_new();
  fonts = jb_font_set_open(path, findings);
  g_assert_nonnull(fonts);
  static const JbFontRole roles[] = {JB_ROLE_SONG, JB_ROLE_HEI, JB_ROLE_KAI, JB_ROLE_FANGSONG, JB_ROLE_XIAOBIAOSONG};
  for (size_t i = 0; i < G_N_ELEMENTS(roles); i++) {
    g_autofree char *name = g_strconcat("/text/faces/", jb_font_role_name(roles[i]), NULL);
    g_test_add_data_func(name, GINT_TO_POINTER((int)roles[i]), test_role);
  }
  g_test_add_func("/text/faces/rare-name", test_rare_name);
  int status = g_test_run();
  jb_font_set_free(fonts);
  return status;
}
