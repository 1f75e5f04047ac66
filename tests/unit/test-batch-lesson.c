/* SPDX-License-Identifier: MIT
 * batch/lesson: what one process learnt from faces another can learn from it, and nothing it is told does harm. Two
 * sets of the box fonts stand for worker and parent. */
#include "batch/lesson.h"

#include "pdf/font_program.h"

#include <string.h>

static JbFontSet *open_set(void)
{
  static const char *path;
  if (!path)
    path = g_build_filename(g_getenv("JB_TEST_DATA"), "fonts", "fonts.xml", NULL);
  g_autoptr(JbFindings) findings = jb_findings_new();
  JbFontSet *set = jb_font_set_open(path, findings);
  g_assert_nonnull(set);
  return set;
}

static void assert_same(const GByteArray *a, const GByteArray *b)
{
  g_assert_cmpuint(a->len, ==, b->len);
  g_assert_true(memcmp(a->data, b->data, a->len) == 0);
}

/* What a document does with the face of 宋: the bytes that embed 一二A. */
static GByteArray *work(const JbFontSet *set)
{
  const JbFace *face = jb_font_set_face(set, JB_ROLE_SONG, 0);
  const uint32_t glyphs[] = {0, jb_face_glyph(face, 0x4e00), jb_face_glyph(face, 0x4e8c), jb_face_glyph(face, 'A')};
  g_assert_cmpint(jb_face_outline_format(face), ==, JB_OUTLINE_CFF);
  GByteArray *program = jb_font_program_make(face, "ABCDEF+Song", glyphs, G_N_ELEMENTS(glyphs), NULL);
  g_assert_nonnull(program);
  return program;
}

static void test_round_trip(void)
{
  g_autoptr(JbFontSet) worker = open_set(), parent = open_set();
  g_autoptr(GByteArray) nothing = jb_lesson_new(worker);
  g_assert_cmpuint(nothing->len, ==, 0);
  g_autoptr(GByteArray) expected = work(worker);
  g_autoptr(GByteArray) lesson = jb_lesson_new(worker);
  g_assert_cmpuint(lesson->len, >, 0);
  jb_lesson_learn(parent, lesson->data, lesson->len);
  g_autoptr(GByteArray) found = work(parent);
  assert_same(found, expected);
  g_autoptr(GByteArray) rest = jb_lesson_new(parent); /* it met nothing new */
  g_assert_cmpuint(rest->len, ==, 0);
}

/* Cut anywhere, with any byte wrong, of any kind, face and length, or just noise: nobody is hurt, and the bytes of a
 * document are the same. */
static void test_bad_lessons(void)
{
  g_autoptr(JbFontSet) worker = open_set(), parent = open_set();
  g_autoptr(GByteArray) expected = work(worker);
  g_autoptr(GByteArray) lesson = jb_lesson_new(worker);
  for (guint length = 0; length < lesson->len; length++) {
    g_autofree guint8 *exact = g_memdup2(lesson->data, length); /* so that a byte too far is seen */
    jb_lesson_learn(parent, exact, length);
  }
  for (guint i = 0; i < lesson->len; i++) {
    g_autofree guint8 *copy = g_memdup2(lesson->data, lesson->len);
    copy[i] ^= 0xFF;
    jb_lesson_learn(parent, copy, lesson->len);
  }
  g_autoptr(GRand) random = g_rand_new_with_seed(20240115);
  for (int round = 0; round < 2000; round++) {
    guint32 noise[64] = {(guint32)g_rand_int_range(random, 0, 4), (guint32)g_rand_int_range(random, 0, 4),
                         (guint32)g_rand_int_range(random, 0, 260)};
    for (size_t i = 3; i < G_N_ELEMENTS(noise); i++)
      noise[i] = g_rand_int(random) >> g_rand_int_range(random, 0, 32);
    jb_lesson_learn(parent, noise, sizeof noise);
  }
  g_autoptr(GByteArray) found = work(parent);
  assert_same(found, expected);
}

static void test_too_long(void)
{
  g_autoptr(JbFontSet) worker = open_set(), parent = open_set();
  g_autoptr(GByteArray) made = work(worker);
  g_autoptr(GByteArray) lesson = jb_lesson_new(worker);
  g_byte_array_set_size(lesson, (guint)JB_LONGEST_LESSON + 1);
  jb_lesson_learn(parent, lesson->data, lesson->len);
  size_t count;
  jb_face_glyph(jb_font_set_face(parent, JB_ROLE_SONG, 0), 0x4e00);
  jb_face_missed(jb_font_set_face(parent, JB_ROLE_SONG, 0), &count);
  g_assert_cmpuint(count, ==, 1); /* it was not learnt */
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/batch/lesson/round-trip", test_round_trip);
  g_test_add_func("/batch/lesson/bad", test_bad_lessons);
  g_test_add_func("/batch/lesson/too-long", test_too_long);
  return g_test_run();
}
