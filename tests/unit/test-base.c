/* SPDX-License-Identifier: MIT
 * base: decimals, numbers, lengths, UTF-8, source text. */
#include "base/arena.h"
#include "base/decimal.h"
#include "base/number.h"
#include "base/number_map.h"
#include "base/numbering.h"
#include "base/source_text.h"
#include "base/units.h"
#include "base/utf8.h"

#include <stdalign.h>
#include <stdint.h>
#include <string.h>

static void test_decimal_parse(void)
{
  static const struct {
    const char *text;
    JbDecimalError error;
    int64_t digits;
    int scale;
  } cases[] = {
      {"115.3", JB_DECIMAL_OK, 1153, 1},
      {"15", JB_DECIMAL_OK, 15, 0},
      {"15.0", JB_DECIMAL_OK, 150, 1},
      {" +7 ", JB_DECIMAL_OK, 7, 0},
      {"-0.004", JB_DECIMAL_OK, -4, 3},
      {"\xE2\x88\x92"
       "2.5",
       JB_DECIMAL_OK, -25, 1}, /* U+2212 */
      {"－１２．３", JB_DECIMAL_OK, -123, 1},
      {"1,234,567.8", JB_DECIMAL_OK, 12345678, 1},
      {"１，２３４", JB_DECIMAL_OK, 1234, 0},
      {"　8　", JB_DECIMAL_OK, 8, 0}, /* ideographic spaces */
      {"1000000000000000", JB_DECIMAL_OK, 1000000000000000, 0},
      {"0.123456789012345", JB_DECIMAL_OK, 123456789012345, 15},
      {"1000000000000001", JB_DECIMAL_OUT_OF_RANGE, 0, 0},
      {"1000000000000000.1", JB_DECIMAL_OUT_OF_RANGE, 0, 0},
      {"0.1234567890123456", JB_DECIMAL_OUT_OF_RANGE, 0, 0},
      {"99999999999999999999999999", JB_DECIMAL_OUT_OF_RANGE, 0, 0},
      {"1,23", JB_DECIMAL_GROUPING, 0, 0},
      {"1234,567", JB_DECIMAL_GROUPING, 0, 0},
      {"1,,234", JB_DECIMAL_GROUPING, 0, 0},
      {"1,234,", JB_DECIMAL_GROUPING, 0, 0},
      {",123", JB_DECIMAL_NOT_A_NUMBER, 0, 0},
      {"", JB_DECIMAL_NOT_A_NUMBER, 0, 0},
      {"-", JB_DECIMAL_NOT_A_NUMBER, 0, 0},
      {"--5", JB_DECIMAL_NOT_A_NUMBER, 0, 0},
      {"12abc", JB_DECIMAL_NOT_A_NUMBER, 0, 0},
      {"0x10", JB_DECIMAL_NOT_A_NUMBER, 0, 0},
      {"1e5", JB_DECIMAL_NOT_A_NUMBER, 0, 0},
      {"1 2", JB_DECIMAL_NOT_A_NUMBER, 0, 0},
      {"1.", JB_DECIMAL_NOT_A_NUMBER, 0, 0},
      {".5", JB_DECIMAL_NOT_A_NUMBER, 0, 0},
      {"1.2.3", JB_DECIMAL_NOT_A_NUMBER, 0, 0},
      {"1.5,000", JB_DECIMAL_NOT_A_NUMBER, 0, 0},
      {"nan", JB_DECIMAL_NOT_A_NUMBER, 0, 0},
      {"3亿", JB_DECIMAL_NOT_A_NUMBER, 0, 0},
      {"\xFF", JB_DECIMAL_NOT_A_NUMBER, 0, 0},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_test_message("“%s”", cases[i].text);
    JbDecimal number = {.digits = -777, .scale = 7};
    g_assert_cmpint(jb_decimal_parse(cases[i].text, &number), ==, cases[i].error);
    bool right = cases[i].error == JB_DECIMAL_OK;
    g_assert_cmpint(number.digits, ==, right ? cases[i].digits : -777);
    g_assert_cmpint(number.scale, ==, right ? cases[i].scale : 7);
  }
}

static JbDecimal decimal(const char *text)
{
  JbDecimal number;
  g_assert_cmpint(jb_decimal_parse(text, &number), ==, JB_DECIMAL_OK);
  return number;
}

static void test_decimal_add(void)
{
  static const struct {
    const char *a, *b, *sum; /* NULL: out of range */
  } cases[] = {
      {"0.1", "0.2", "0.3"},
      {"115.3", "-15", "100.3"},
      {"-0.05", "0.1", "0.05"},
      {"33.30", "0.7", "34.00"}, /* the digits after the point stay */
      {"1000000000000000", "1", NULL},
      {"999999999999999", "1", "1000000000000000"},
      {"999999999999999", "0.000000001", NULL}, /* more than 18 digits */
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    JbDecimal sum;
    g_assert_true(jb_decimal_add(decimal(cases[i].a), decimal(cases[i].b), &sum) == (cases[i].sum != NULL));
    if (cases[i].sum) {
      char text[JB_DECIMAL_TEXT_SIZE];
      g_assert_cmpstr(jb_decimal_format(sum, text), ==, cases[i].sum);
    }
  }
  JbDecimal difference;
  g_assert_true(jb_decimal_subtract(decimal("6.3"), decimal("5.75"), &difference));
  g_assert_true(difference.digits == 55 && difference.scale == 2);
}

static void test_decimal_compare(void)
{
  g_assert_cmpint(jb_decimal_compare(decimal("15"), decimal("15.0")), ==, 0);
  g_assert_cmpint(jb_decimal_compare(decimal("-0.5"), decimal("0.5")), ==, -1);
  g_assert_cmpint(jb_decimal_compare(decimal("-0.5"), decimal("-0.25")), ==, -1);
  g_assert_cmpint(jb_decimal_compare(decimal("3"), decimal("2.999999999999999")), ==, 1);
  g_assert_cmpint(jb_decimal_compare(decimal("999999999999999"), decimal("0.000000000000001")), ==, 1);
  g_assert_cmpfloat(jb_decimal_to_double(decimal("115.3")), ==, 115.3);
  g_assert_cmpfloat(jb_decimal_to_double(decimal("-0.001")), ==, -0.001);
}

static void assert_number(double value, int decimals, const char *shortest, const char *fixed)
{
  g_autoptr(GString) out = g_string_new("x");
  jb_append_number(out, value, decimals);
  g_assert_cmpstr(out->str + 1, ==, shortest);
  g_string_truncate(out, 1);
  jb_append_fixed(out, value, decimals);
  g_assert_cmpstr(out->str + 1, ==, fixed);
}

static void test_number(void)
{
  assert_number(0.004, 2, "0", "0.00");
  assert_number(-0.004, 2, "0", "0.00");
  assert_number(-0.0, 3, "0", "0.000");
  assert_number(-0.005, 2, "-0.01", "-0.01");
  assert_number(0.125, 2, "0.13", "0.13");
  assert_number(-0.125, 2, "-0.13", "-0.13");
  assert_number(12.5, 3, "12.5", "12.500");
  assert_number(100, 3, "100", "100.000");
  assert_number(1200, 0, "1200", "1200");
  assert_number(0.5, 0, "1", "1");
  assert_number(0.49999999999999994, 0, "0", "0"); /* the largest double below a half */
  assert_number(9.9996, 3, "10", "10.000");
  assert_number(-841.890, 2, "-841.89", "-841.89");
  assert_number(999999999999.5, 1, "999999999999.5", "999999999999.5");
  assert_number(0.000001, 6, "0.000001", "0.000001");
}

static void assert_length(const char *text, double value, JbLengthUnit unit)
{
  JbLength length;
  g_test_message("“%s”", text);
  g_assert_true(jb_length_parse(text, &length));
  g_assert_cmpfloat_with_epsilon(length.value, value, 1e-12);
  g_assert_cmpint(length.unit, ==, unit);
}

static void test_length(void)
{
  assert_length("12pt", 12, JB_LENGTH_POINTS);
  assert_length(" 25.4mm\n", 72, JB_LENGTH_POINTS);
  assert_length("2.54cm", 72, JB_LENGTH_POINTS);
  assert_length("-3mm", -3 * 72 / 25.4, JB_LENGTH_POINTS);
  assert_length("2em", 2, JB_LENGTH_EM);
  assert_length("0", 0, JB_LENGTH_POINTS);
  /* standards 2.2, GB 40070-2021 */
  assert_length("初号", 42, JB_LENGTH_POINTS);
  assert_length("小初", 36, JB_LENGTH_POINTS);
  assert_length("小二", 18, JB_LENGTH_POINTS);
  assert_length("三号", 16, JB_LENGTH_POINTS);
  assert_length("小四", 12, JB_LENGTH_POINTS);
  assert_length("五号", 10.5, JB_LENGTH_POINTS);
  assert_length("八号", 5, JB_LENGTH_POINTS);
  static const char *const wrong[] = {"",       "12",      "pt",     "12px",  "12 pt",  "1e3pt", "nanpt",
                                      "+1pt",   "1,5mm",   "1.mm",   ".5mm",  "--1mm",  "九号",  "三",
                                      "三号字", "1.2.3pt", "１２pt", "0x1pt", "12ptpt", "-"};
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
    JbLength length = {.value = 77, .unit = JB_LENGTH_EM};
    g_test_message("“%s”", wrong[i]);
    g_assert_false(jb_length_parse(wrong[i], &length));
    g_assert_cmpfloat(length.value, ==, 77);
  }
  g_assert_cmpfloat(jb_length_points((JbLength){.value = 1.5, .unit = JB_LENGTH_EM}, 10), ==, 15);
  g_assert_cmpfloat(jb_length_points((JbLength){.value = 1.5, .unit = JB_LENGTH_POINTS}, 10), ==, 1.5);
}

static void test_utf8_round_trip(void)
{
  static const uint32_t characters[] = {0x01,   0x7F,   0x80,   0x7FF,   0x800,   0x4E2D,  0xD7FF,
                                        0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x20BB7, 0x2CB4E, 0x10FFFF};
  for (size_t i = 0; i < G_N_ELEMENTS(characters); i++) {
    char bytes[4];
    size_t length = jb_utf8_encode(characters[i], bytes);
    g_assert_true(jb_utf8_validate(bytes, length, NULL));
    g_assert_cmpuint(jb_utf8_count(bytes, length), ==, 1);
    const char *cursor = bytes;
    g_assert_cmpuint(jb_utf8_next(&cursor), ==, characters[i]);
    g_assert_true(cursor == bytes + length);
  }
  char bytes[4];
  g_assert_cmpuint(jb_utf8_encode(0x20BB7, bytes), ==, 4);
  g_assert_cmpint(memcmp(bytes, "\xF0\xA0\xAE\xB7", 4), ==, 0);
  g_assert_cmpuint(jb_utf8_count("a中𠮷", 8), ==, 3);
}

static void test_utf8_validate(void)
{
  static const struct {
    const char *bytes;
    size_t bad;
  } wrong[] = {
      {"ab\xFF", 2},           /* no lead byte */
      {"\xC0\x80", 0},         /* overlong NUL */
      {"a\xC1\xBF", 1},        /* overlong */
      {"\xE0\x9F\xBF", 0},     /* overlong */
      {"中\xED\xA0\x80", 3},   /* surrogate */
      {"\xF0\x8F\xBF\xBF", 0}, /* overlong */
      {"\xF4\x90\x80\x80", 0}, /* U+110000 */
      {"\xF5\x80\x80\x80", 0}, /* above */
      {"\xE4\xB8", 0},         /* cut */
      {"x\x80", 1},            /* lone continuation */
      {"\xE4\xB8\x41", 0},     /* broken off */
  };
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
    size_t bad = 99;
    g_assert_false(jb_utf8_validate(wrong[i].bytes, strlen(wrong[i].bytes), &bad));
    g_assert_cmpuint(bad, ==, wrong[i].bad);
  }
  g_assert_true(jb_utf8_validate("", 0, NULL));
}

static void test_han(void)
{
  static const uint32_t han[] = {0x4E00, 0x9FFF, 0x3400, 0x20BB7, 0x2CB4E, 0x31350, 0x3005, 0x3007, 0xF900, 0xFA0E};
  static const uint32_t other[] = {'a', '1', 0x3001, 0x3002, 0xFF0C, 0x2026, 0x3042, 0x33FF, 0xA000, 0xAC00, 0x1F600};
  for (size_t i = 0; i < G_N_ELEMENTS(han); i++) {
    g_assert_true(jb_character_is_han(han[i]));
  }
  for (size_t i = 0; i < G_N_ELEMENTS(other); i++) {
    g_assert_false(jb_character_is_han(other[i]));
  }
}

static void assert_place(const JbSourceText *text, size_t offset, int line, int column)
{
  JbPlace place = jb_source_text_place(text, offset);
  g_assert_cmpstr(place.path, ==, "a.xml");
  g_assert_cmpint(place.line, ==, line);
  g_assert_cmpint(place.column, ==, column);
}

static void test_source_text(void)
{
  g_autoptr(JbSourceText) text = jb_source_text_new("a.xml");
  jb_source_text_append(text, "枣庄", 6, 3, 10);
  jb_source_text_append(text, "高", 3, 3, 12); /* goes on */
  g_assert_cmpuint(text->marks->len, ==, 1);
  jb_source_text_append(text, "新", 3, 4, 5); /* after a collapsed line end */
  jb_source_text_append(text, "&", 1, 4, 6);  /* written &amp; */
  jb_source_text_append(text, "区", 3, 4, 11);
  g_assert_cmpuint(text->marks->len, ==, 3);
  g_assert_cmpstr(text->text->str, ==, "枣庄高新&区");
  assert_place(text, 0, 3, 10);
  assert_place(text, 3, 3, 11);
  assert_place(text, 6, 3, 12);
  assert_place(text, 9, 4, 5);
  assert_place(text, 12, 4, 6);
  assert_place(text, 13, 4, 11);
  assert_place(text, 16, 4, 12);
}

static void test_source_text_lines(void)
{
  g_autoptr(JbSourceText) text = jb_source_text_new("a.xml");
  jb_source_text_append(text, "一\n二三\n", 11, 1, 4);
  jb_source_text_append(text, "四", 3, 3, 1); /* goes on after the line feed */
  g_assert_cmpuint(text->marks->len, ==, 1);
  assert_place(text, 3, 1, 5);
  assert_place(text, 4, 2, 1);
  assert_place(text, 7, 2, 2);
  assert_place(text, 11, 3, 1);
  assert_place(text, 14, 3, 2);
}

static void test_source_text_long(void)
{
  g_autoptr(JbSourceText) text = jb_source_text_new("a.xml");
  g_autoptr(GString) line = g_string_new(NULL);
  for (int i = 0; i < 5000; i++) {
    g_string_append(line, "字");
  }
  jb_source_text_append(text, line->str, line->len, 7, 1);
  jb_source_text_append(text, line->str, line->len, 7, 5001);
  for (int i = 0; i <= 10000; i += 37) {
    assert_place(text, (size_t)i * 3, 7, 1 + i);
  }
  g_assert_cmpuint(text->marks->len, >, 20); /* look-ups stay short */
}

/* Larger than a chunk or of no length at all: aligned, apart from one another, and where they were. */
static void test_arena(void)
{
  static const size_t lengths[] = {1, 0, 3, 100000, 17, 16384, 5, 40};
  JbArena arena = {0};
  unsigned char *pieces[G_N_ELEMENTS(lengths)];
  for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++) {
    pieces[i] = jb_arena_allocate(&arena, lengths[i]);
    g_assert_cmpuint((uintptr_t)pieces[i] % alignof(max_align_t), ==, 0);
    for (size_t k = 0; k < lengths[i]; k++) {
      g_assert_cmpuint(pieces[i][k], ==, 0);
      pieces[i][k] = (unsigned char)(i + 1);
    }
  }
  for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++) {
    for (size_t k = 0; k < lengths[i]; k++) {
      g_assert_cmpuint(pieces[i][k], ==, i + 1);
    }
  }
  g_assert_cmpstr(jb_arena_copy_text(&arena, "简报们", 6), ==, "简报");
  g_assert_cmpstr(jb_arena_copy(&arena, "abc", 4), ==, "abc");
  g_assert_nonnull(jb_arena_copy(&arena, NULL, 0));
  jb_arena_clear(&arena);
  g_assert_null(arena.chunk);
}

/* --- number maps --- */

static void test_number_map(void)
{
  JbNumberMap map = {0};
  uint32_t value = 7;
  g_assert_false(jb_number_map_find(&map, 0, &value));
  jb_number_map_set(&map, 0, 1);
  jb_number_map_set(&map, UINT32_MAX - 1, 2);
  jb_number_map_set(&map, 0, 3);
  g_assert_cmpuint(map.count, ==, 2);
  g_assert_true(jb_number_map_find(&map, 0, &value) && value == 3);
  g_assert_true(jb_number_map_find(&map, UINT32_MAX - 1, &value) && value == 2);
  g_assert_false(jb_number_map_find(&map, 1, &value));
  g_assert_false(jb_number_map_find(&map, UINT32_MAX, &value));
  jb_number_map_clear(&map);
  g_assert_false(jb_number_map_find(&map, 0, &value));
}

/* Through many sizes; keys a power of two apart would all want one place of a table that took their last bits. */
static void test_number_map_grows(void)
{
  JbNumberMap map = {0};
  const uint32_t count = 100000, step = 1 << 12;
  for (uint32_t i = 0; i < count; i++)
    jb_number_map_set(&map, i * step, i);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t value;
    g_assert_true(jb_number_map_find(&map, i * step, &value));
    g_assert_cmpuint(value, ==, i);
    g_assert_false(jb_number_map_find(&map, i * step + 1, &value));
  }
  g_assert_cmpuint(map.count, ==, count);
  jb_number_map_clear(&map);
}

/* GB/T 9704-2012 7.3.3: 一、（一）1.（1） */
static void test_numbering(void)
{
  static const struct {
    JbNumbering numbering;
    int number;
    const char *label;
  } cases[] = {
      {JB_NUMBERING_CHINESE, 1, "一、"},
      {JB_NUMBERING_CHINESE, 10, "十、"},
      {JB_NUMBERING_CHINESE, 12, "十二、"},
      {JB_NUMBERING_BRACKETS, 20, "（二十）"},
      {JB_NUMBERING_BRACKETS, 99, "（九十九）"},
      {JB_NUMBERING_BRACKETS, 100, "（100）"},
      {JB_NUMBERING_ARABIC, 3, "3. "},
      {JB_NUMBERING_BRACKETS_ARABIC, 4, "（4）"},
      {JB_NUMBERING_YISHI, 5, "五是"},
      {JB_NUMBERING_NONE, 1, ""},
      {JB_NUMBERING_UNSAID, 1, ""},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *label = jb_numbering_label(cases[i].numbering, cases[i].number);
    g_assert_cmpstr(label, ==, cases[i].label);
  }
  static const struct {
    size_t number;
    const char *mark;
  } marks[] = {{1, "①"}, {20, "⑳"}, {21, "㉑"}, {35, "㉟"}, {36, "㊱"}, {50, "㊿"}, {51, "［51］"}};
  for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
    g_autofree char *mark = jb_numbering_mark(marks[i].number);
    g_assert_cmpstr(mark, ==, marks[i].mark);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/base/decimal/parse", test_decimal_parse);
  g_test_add_func("/base/decimal/compare", test_decimal_compare);
  g_test_add_func("/base/decimal/add", test_decimal_add);
  g_test_add_func("/base/number", test_number);
  g_test_add_func("/base/length", test_length);
  g_test_add_func("/base/numbering", test_numbering);
  g_test_add_func("/base/utf8/round-trip", test_utf8_round_trip);
  g_test_add_func("/base/utf8/validate", test_utf8_validate);
  g_test_add_func("/base/utf8/han", test_han);
  g_test_add_func("/base/number-map/entries", test_number_map);
  g_test_add_func("/base/number-map/growth", test_number_map_grows);
  g_test_add_func("/base/source-text/marks", test_source_text);
  g_test_add_func("/base/source-text/lines", test_source_text_lines);
  g_test_add_func("/base/source-text/long", test_source_text_long);
  g_test_add_func("/base/arena", test_arena);
  return g_test_run();
}
