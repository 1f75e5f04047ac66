/* SPDX-License-Identifier: MIT
 * pdf/: the CFF cutter. Programs written by hand are flattened to programs written by hand; what is cut from real faces
 * draws what the face draws; damaged tables are refused without a fault. */
#include "font/face.h"
#include "pdf/cff.h"
#include "pdf/cff_subset.h"
#include "pdf/charstring.h"
#include "pdf/font_program.h"
#include "pdf/glyph_cache.h"

#include <glib.h>
#include <hb-ot.h>
#include <hb.h>
#include <string.h>

#define SERIF "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
#define SANS  "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"
#define KAI   "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"
#define SC    2 /* the Simplified Chinese face of Noto's collections */

/* --- programs by hand --- */

static void assert_bytes(const GByteArray *found, const uint8_t *expected, size_t length)
{
  g_assert_cmpuint(found->len, ==, length);
  g_assert_true(memcmp(found->data, expected, length) == 0);
}

/* An INDEX of one item, as the flattener sees it: two offsets of one byte. */
typedef struct OneItem {
  uint8_t offsets[2];
  JbCffIndex index;
} OneItem;

static void one_item(OneItem *item, const uint8_t *bytes, size_t length)
{
  item->offsets[0] = 1;
  item->offsets[1] = (uint8_t)(1 + length);
  item->index =
      (JbCffIndex){.count = length > 0 ? 1 : 0, .offset_size = 1, .offsets = item->offsets, .data = {bytes, length}};
}

typedef struct Program {
  const uint8_t *bytes;
  size_t length;
} Program;

#define PROGRAM(...) ((Program){(const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__})})
#define NOTHING      ((Program){NULL, 0})
#define N(value)     (uint8_t)((value) + 139) /* a number from -107 to 107 */

static GByteArray *flattened(Program program, Program local, Program global)
{
  OneItem charstrings, locals, globals;
  one_item(&charstrings, program.bytes, program.length);
  one_item(&locals, local.bytes, local.length);
  one_item(&globals, global.bytes, global.length);
  JbCffPrivate private = {.subroutines = locals.index};
  const JbCff cff = {
      .subroutines = globals.index, .charstrings = charstrings.index, .privates = &private, .private_count = 1};
  GByteArray *out = g_byte_array_new();
  g_byte_array_append(out, (const guint8 *)"X", 1); /* what is there already stays */
  const bool flat = jb_charstring_flatten(&cff, 0, out);
  g_assert_cmpuint(out->data[0], ==, 'X');
  if (!flat) {
    g_assert_cmpuint(out->len, ==, 1);
    g_byte_array_unref(out);
    return NULL;
  }
  g_byte_array_remove_index(out, 0);
  return out;
}

static void assert_flattens(Program program, Program local, Program global, Program expected)
{
  GByteArray *out = flattened(program, local, global);
  g_assert_nonnull(out);
  assert_bytes(out, expected.bytes, expected.length);
  g_byte_array_unref(out);
}

static void assert_refused(Program program, Program local)
{
  g_assert_null(flattened(program, local, NOTHING));
}

enum {
  HSTEM = 1,
  HLINETO = 6,
  CALLSUBR = 10,
  RETURN = 11,
  ESCAPE = 12,
  ENDCHAR = 14,
  HSTEMHM = 18,
  HINTMASK = 19,
  RMOVETO = 21,
  HMOVETO = 22,
  SHORT = 28,
  CALLGSUBR = 29
};
#define FIRST N(-107) /* the number of the first subroutine where there are fewer than 1240 */

static void test_width_goes(void)
{
  /* with a moveto, with endchar alone, and a width of two bytes */
  assert_flattens(PROGRAM(N(50), N(1), N(2), RMOVETO, N(3), HLINETO, ENDCHAR), NOTHING, NOTHING,
                  PROGRAM(N(1), N(2), RMOVETO, N(3), HLINETO, ENDCHAR));
  assert_flattens(PROGRAM(N(50), ENDCHAR), NOTHING, NOTHING, PROGRAM(ENDCHAR));
  assert_flattens(PROGRAM(SHORT, 1, 0, N(2), HMOVETO, N(3), HLINETO, ENDCHAR), NOTHING, NOTHING,
                  PROGRAM(N(2), HMOVETO, N(3), HLINETO, ENDCHAR));
  /* without one, nothing goes, and only the first operator may have one */
  assert_flattens(PROGRAM(N(1), N(2), RMOVETO, N(4), N(5), N(6), HLINETO, ENDCHAR), NOTHING, NOTHING,
                  PROGRAM(N(1), N(2), RMOVETO, N(4), N(5), N(6), HLINETO, ENDCHAR));
}

static void test_hints_go(void)
{
  /* width and one hstemhm, one implicit vstem before the mask: two stems, so the mask is one byte (21: not rmoveto) */
  assert_flattens(PROGRAM(N(9), N(0), N(10), HSTEMHM, N(0), N(20), HINTMASK, 21, N(1), N(2), RMOVETO, HINTMASK, 14,
                          N(3), HLINETO, ENDCHAR),
                  NOTHING, NOTHING, PROGRAM(N(1), N(2), RMOVETO, N(3), HLINETO, ENDCHAR));
  /* nine stems: a mask of two bytes */
  assert_flattens(PROGRAM(N(0), N(1), N(0), N(1), N(0), N(1), N(0), N(1), N(0), N(1), N(0), N(1), N(0), N(1), N(0),
                          N(1), N(0), N(1), HSTEMHM, HINTMASK, 14, 14, N(2), HMOVETO, ENDCHAR),
                  NOTHING, NOTHING, PROGRAM(N(2), HMOVETO, ENDCHAR));
}

static void test_subroutines_are_written_out(void)
{
  /* operands may come from before the call, and go on after it */
  assert_flattens(PROGRAM(N(1), FIRST, CALLSUBR, N(7), HLINETO, ENDCHAR), PROGRAM(N(2), RMOVETO, N(3), RETURN), NOTHING,
                  PROGRAM(N(1), N(2), RMOVETO, N(3), N(7), HLINETO, ENDCHAR));
  /* a subroutine may end the glyph, a global one too, and one may call the other */
  assert_flattens(PROGRAM(N(2), HMOVETO, FIRST, CALLSUBR, N(1), N(1), HLINETO),
                  PROGRAM(N(5), HLINETO, FIRST, CALLGSUBR), PROGRAM(N(6), HLINETO, ENDCHAR),
                  PROGRAM(N(2), HMOVETO, N(5), HLINETO, N(6), HLINETO, ENDCHAR));
}

static void test_what_is_refused(void)
{
  assert_refused(NOTHING, NOTHING);
  assert_refused(PROGRAM(N(1), N(2), RMOVETO), NOTHING);                            /* no end */
  assert_refused(PROGRAM(N(1), HLINETO, ENDCHAR), NOTHING);                         /* a line from nowhere */
  assert_refused(PROGRAM(N(1), N(2), N(65), N(66), ENDCHAR), NOTHING);              /* an accented letter */
  assert_refused(PROGRAM(N(1), N(2), ESCAPE, 10, N(0), RMOVETO, ENDCHAR), NOTHING); /* arithmetic: add */
  assert_refused(PROGRAM(FIRST, CALLSUBR, ENDCHAR), PROGRAM(FIRST, CALLSUBR));      /* calls itself */
  assert_refused(PROGRAM(N(0), CALLSUBR, ENDCHAR), PROGRAM(RETURN));                /* no such subroutine */
  assert_refused(PROGRAM(CALLSUBR, ENDCHAR), PROGRAM(RETURN));                      /* no number */
  assert_refused(PROGRAM(N(0), N(1), HSTEM, HINTMASK), NOTHING);                    /* the mask is cut off */
  assert_refused(PROGRAM(N(0), SHORT, 1), NOTHING);                                 /* a number is */
}

static void test_integers(void)
{
  const struct {
    int value;
    Program expected;
  } cases[] = {
      {0, PROGRAM(139)},          {-107, PROGRAM(32)},         {107, PROGRAM(246)},
      {108, PROGRAM(247, 0)},     {1131, PROGRAM(250, 255)},   {-108, PROGRAM(251, 0)},
      {-1131, PROGRAM(254, 255)}, {1132, PROGRAM(28, 4, 108)}, {-1132, PROGRAM(28, 251, 148)},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    GByteArray *out = g_byte_array_new();
    jb_charstring_append_integer(out, cases[i].value);
    assert_bytes(out, cases[i].expected.bytes, cases[i].expected.length);
    g_byte_array_unref(out);
  }
}

/* --- what is cut draws what the face draws --- */

static void trace(GString *out, char what, float x, float y)
{
  g_string_append_printf(out, "%c %.1f %.1f ", what, (double)x, (double)y);
}

static void trace_move(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y, void *user)
{
  (void)funcs, (void)state, (void)user;
  trace(data, 'M', x, y);
}

static void trace_line(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y, void *user)
{
  (void)funcs, (void)state, (void)user;
  trace(data, 'L', x, y);
}

static void trace_curve(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x1, float y1, float x2,
                        float y2, float x3, float y3, void *user)
{
  (void)funcs, (void)state, (void)user;
  trace(data, '1', x1, y1);
  trace(data, '2', x2, y2);
  trace(data, 'C', x3, y3);
}

static void draw(hb_font_t *font, uint32_t glyph, GString *out)
{
  hb_draw_funcs_t *funcs = hb_draw_funcs_create();
  hb_draw_funcs_set_move_to_func(funcs, trace_move, NULL, NULL);
  hb_draw_funcs_set_line_to_func(funcs, trace_line, NULL, NULL);
  hb_draw_funcs_set_cubic_to_func(funcs, trace_curve, NULL, NULL);
  hb_font_get_glyph_shape(font, glyph, funcs, out);
  hb_draw_funcs_destroy(funcs);
}

static void add_table(hb_face_t *builder, hb_tag_t tag, hb_blob_t *blob)
{
  hb_face_builder_add_table(builder, tag, blob);
  hb_blob_destroy(blob);
}

/* A face of the tables a CFF needs to be drawn: head for the scale, maxp for the number of glyphs. */
static hb_font_t *font_of_table(const JbFace *face, const GByteArray *table, size_t count)
{
  const char maxp[] = {0, 0, 0x50, 0, (char)(count >> 8), (char)(count & 0xff)};
  hb_face_t *builder = hb_face_builder_create();
  add_table(builder, HB_TAG('h', 'e', 'a', 'd'),
            hb_face_reference_table(jb_face_hb_face(face), HB_TAG('h', 'e', 'a', 'd')));
  add_table(builder, HB_TAG('m', 'a', 'x', 'p'),
            hb_blob_create(maxp, sizeof maxp, HB_MEMORY_MODE_DUPLICATE, NULL, NULL));
  add_table(builder, HB_TAG('C', 'F', 'F', ' '),
            hb_blob_create((const char *)table->data, table->len, HB_MEMORY_MODE_READONLY, NULL, NULL));
  hb_blob_t *file = hb_face_reference_blob(builder);
  hb_face_t *cut = hb_face_create(file, 0);
  hb_font_t *font = hb_font_create(cut);
  hb_blob_destroy(file);
  hb_face_destroy(cut);
  hb_face_destroy(builder);
  return font;
}

static JbFace *open_face(const char *path, unsigned index)
{
  g_autoptr(GError) error = NULL;
  JbFace *face = jb_face_open(path, index, &error);
  g_assert_no_error(error);
  return face;
}

static void assert_draws_the_same(const JbFace *face, const uint32_t *glyphs, size_t count)
{
  g_autoptr(GError) error = NULL;
  GByteArray *table = jb_cff_subset(face, &(JbCffCut){"ABCDEF+Test", glyphs, count}, &error);
  g_assert_no_error(error);
  hb_font_t *cut = font_of_table(face, table, count);
  size_t drawn = 0;
  for (size_t i = 0; i < count; i++) {
    g_autoptr(GString) expected = g_string_new(NULL);
    g_autoptr(GString) found = g_string_new(NULL);
    draw(jb_face_hb_font(face), glyphs[i], expected);
    draw(cut, (uint32_t)i, found);
    g_assert_cmpstr(found->str, ==, expected->str);
    drawn += expected->len > 0;
  }
  g_assert_cmpuint(drawn, >, count / 2);
  hb_font_destroy(cut);
  g_byte_array_unref(table);
}

/* Every hundredth glyph of a face, from 0 on, and one of them twice. */
static void test_cuts_draw_what_the_face_draws(void)
{
  const char *const paths[] = {SERIF, SANS};
  for (size_t f = 0; f < G_N_ELEMENTS(paths); f++) {
    g_autoptr(JbFace) face = open_face(paths[f], SC);
    uint32_t glyphs[700];
    size_t count = 0;
    for (uint32_t glyph = 0; glyph < jb_face_glyph_count(face) && count < 699; glyph += 100)
      glyphs[count++] = glyph;
    glyphs[count++] = 500;
    assert_draws_the_same(face, glyphs, count);
  }
}

/* A name-keyed CFF: the box font of the tests. */
static void test_name_keyed(void)
{
  g_autofree char *path = g_build_filename(g_getenv("JB_TEST_DATA"), "fonts", "JbBoxSong.otf", NULL);
  g_autoptr(JbFace) face = open_face(path, 0);
  const uint32_t glyphs[] = {0, jb_face_glyph(face, 0x4E00), jb_face_glyph(face, 'a'), jb_face_glyph(face, 0x2014)};
  assert_draws_the_same(face, glyphs, G_N_ELEMENTS(glyphs));
}

/* The long way round, for glyphs the flattener refuses: the outline as a program. */
static void test_programs_from_outlines(void)
{
  g_autoptr(JbFace) face = open_face(SERIF, SC);
  const uint32_t glyph = jb_face_glyph(face, 0x7ECF /* 经 */);
  GByteArray *program = g_byte_array_new();
  jb_charstring_from_outline(face, glyph, program);
  g_assert_cmpuint(program->len, >, 100);
  const uint32_t end = program->len + 1;
  const uint8_t offsets[] = {0, 1, (uint8_t)(end >> 8), (uint8_t)(end & 0xff)};
  const JbCffIndex charstrings = {
      .count = 1, .offset_size = 2, .offsets = offsets, .data = {program->data, program->len}};
  /* It is a program of the kind the flattener reads, and already flat. */
  JbCffPrivate private = {0};
  const JbCff cff = {.charstrings = charstrings, .privates = &private, .private_count = 1};
  GByteArray *flat = g_byte_array_new();
  g_assert_true(jb_charstring_flatten(&cff, 0, flat));
  assert_bytes(flat, program->data, program->len);
  g_byte_array_unref(flat);
  g_byte_array_unref(program);
}

/* --- what was learnt --- */

static GByteArray *program_of(const JbFace *face, const uint32_t *glyphs, size_t count)
{
  g_autoptr(GError) error = NULL;
  GByteArray *program = jb_font_program_make(face, "ABCDEF+Test", glyphs, count, &error);
  g_assert_no_error(error);
  return program;
}

static void assert_missed(const JbFace *face, const uint32_t *expected, size_t expected_count)
{
  size_t count;
  const uint32_t *missed = jb_font_program_missed(face, &count);
  g_assert_cmpuint(count, ==, expected_count);
  for (size_t i = 0; i < count; i++)
    g_assert_cmpuint(missed[i], ==, expected[i]);
}

/* None, some or all of the glyphs learnt: the same bytes. What was missed is what was not learnt. */
static void test_learning_changes_no_byte(void)
{
  const uint32_t glyphs[] = {0, 36, 1000, 30000, 1000, 64000}, learnt[] = {30000, 36, 65535, G_MAXUINT32, 30000};
  g_autoptr(JbFace) face = open_face(SERIF, SC), taught = open_face(SERIF, SC);
  g_autoptr(GByteArray) expected = program_of(face, glyphs, G_N_ELEMENTS(glyphs));
  assert_missed(face, glyphs, G_N_ELEMENTS(glyphs));

  jb_font_program_learn(taught, learnt, G_N_ELEMENTS(learnt));
  g_autoptr(GByteArray) partly = program_of(taught, glyphs, G_N_ELEMENTS(glyphs));
  assert_bytes(partly, expected->data, expected->len);
  const uint32_t unknown[] = {0, 1000, 1000, 64000};
  assert_missed(taught, unknown, G_N_ELEMENTS(unknown));

  jb_font_program_learn(taught, glyphs, G_N_ELEMENTS(glyphs));
  g_autoptr(GByteArray) wholly = program_of(taught, glyphs, G_N_ELEMENTS(glyphs));
  assert_bytes(wholly, expected->data, expected->len);
  assert_missed(taught, unknown, G_N_ELEMENTS(unknown)); /* no more than before */
}

/* Asked to learn all there is, a face stops when its cache is full; what it did not keep is cut as ever. */
static void test_learning_ends(void)
{
  g_autoptr(JbFace) face = open_face(SERIF, SC), taught = open_face(SERIF, SC);
  g_autofree uint32_t *all = g_new(uint32_t, jb_face_glyph_count(face));
  for (uint32_t i = 0; i < jb_face_glyph_count(face); i++)
    all[i] = i;
  jb_font_program_learn(taught, all, jb_face_glyph_count(face));
  const JbGlyphCache *cache = jb_glyph_cache(taught);
  g_assert_true(jb_glyph_cache_is_full(cache));
  g_assert_true(jb_glyph_cache_holds(cache, 2000));
  g_assert_false(jb_glyph_cache_holds(cache, jb_face_glyph_count(face) - 1));
  const uint32_t glyphs[] = {0, 2000, jb_face_glyph_count(face) - 1};
  g_autoptr(GByteArray) expected = program_of(face, glyphs, G_N_ELEMENTS(glyphs));
  g_autoptr(GByteArray) found = program_of(taught, glyphs, G_N_ELEMENTS(glyphs));
  assert_bytes(found, expected->data, expected->len);
}

/* --- damage --- */

/* The cut of a few glyphs is a small table with all the parts; a byte of it is changed at random, again and again. What
 * comes out does not matter; the sanitizers see to it that nothing is read that is not there. */
static void test_damaged_tables(void)
{
  g_autoptr(JbFace) face = open_face(SERIF, SC);
  const uint32_t glyphs[] = {0, 1000, 2000, 30000};
  GByteArray *table = jb_cff_subset(face, &(JbCffCut){"ABCDEF+T", glyphs, 4}, NULL);
  g_assert_nonnull(table);
  g_autoptr(GRand) random = g_rand_new_with_seed(20240115);
  size_t opened = 0, flat = 0;
  for (int round = 0; round < 20000; round++) {
    g_autofree uint8_t *copy = g_memdup2(table->data, table->len);
    const guint length = round % 4 == 0 ? (guint)g_rand_int_range(random, 0, (gint32)table->len) : table->len;
    for (int change = 0; change < 3; change++)
      copy[g_rand_int_range(random, 0, change < 2 ? 160 : (gint32)table->len)] = (uint8_t)g_rand_int(random);
    g_autofree uint8_t *exact = g_memdup2(copy, length); /* so that a byte too far is seen */
    JbCff cff;
    if (!jb_cff_open(&cff, (JbSpan){exact, length}))
      continue;
    opened++;
    GByteArray *out = g_byte_array_new();
    for (uint32_t glyph = 0; glyph < 5; glyph++)
      flat += jb_charstring_flatten(&cff, glyph, out);
    g_byte_array_unref(out);
    jb_cff_close(&cff);
  }
  g_assert_cmpuint(opened, >, 100);
  g_assert_cmpuint(flat, >, 100);
  g_byte_array_unref(table);
}

/* --- TrueType --- */

static void test_truetype_program(void)
{
  g_autoptr(JbFace) face = open_face(KAI, 0);
  const uint32_t glyphs[] = {0, jb_face_glyph(face, 0x7ECF), jb_face_glyph(face, 0x4E00), jb_face_glyph(face, 0xE9)};
  g_autoptr(GError) error = NULL;
  g_autoptr(GByteArray) program = jb_font_program_make(face, "ABCDEF+Kai", glyphs, G_N_ELEMENTS(glyphs), &error);
  g_assert_no_error(error);
  assert_missed(face, NULL, 0); /* there is nothing to learn */
  hb_blob_t *blob = hb_blob_create((const char *)program->data, program->len, HB_MEMORY_MODE_READONLY, NULL, NULL);
  hb_face_t *cut_face = hb_face_create(blob, 0);
  hb_font_t *cut = hb_font_create(cut_face);
  for (size_t i = 0; i < G_N_ELEMENTS(glyphs); i++) {
    g_autoptr(GString) expected = g_string_new(NULL);
    g_autoptr(GString) found = g_string_new(NULL);
    draw(jb_face_hb_font(face), glyphs[i], expected);
    draw(cut, (uint32_t)i, found);
    g_assert_cmpint(hb_font_get_glyph_h_advance(cut, (uint32_t)i), ==,
                    hb_font_get_glyph_h_advance(jb_face_hb_font(face), glyphs[i]));
    g_assert_cmpstr(found->str, ==, expected->str);
    g_assert_cmpuint(expected->len, >, 0);
  }
  hb_font_destroy(cut);
  hb_face_destroy(cut_face);
  hb_blob_destroy(blob);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/pdf/charstring/width", test_width_goes);
  g_test_add_func("/pdf/charstring/hints", test_hints_go);
  g_test_add_func("/pdf/charstring/subroutines", test_subroutines_are_written_out);
  g_test_add_func("/pdf/charstring/refused", test_what_is_refused);
  g_test_add_func("/pdf/charstring/integers", test_integers);
  g_test_add_func("/pdf/charstring/outline", test_programs_from_outlines);
  g_test_add_func("/pdf/cff/same-outlines", test_cuts_draw_what_the_face_draws);
  g_test_add_func("/pdf/cff/name-keyed", test_name_keyed);
  g_test_add_func("/pdf/cff/learning", test_learning_changes_no_byte);
  g_test_add_func("/pdf/cff/learning-ends", test_learning_ends);
  g_test_add_func("/pdf/cff/damaged", test_damaged_tables);
  g_test_add_func("/pdf/truetype", test_truetype_program);
  return g_test_run();
}
