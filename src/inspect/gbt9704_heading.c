/* SPDX-License-Identifier: MIT
 * inspect/gbt9704: headings: 一、 in 黑, （一） in 楷, 1. and （1） in 仿宋, counted without gaps (GB/T
 * 9704-2012 7.3.3). */
#include "inspect/gbt9704-private.h"

#include <string.h>

void jb_check_heading_face(JbInspection *inspection, const JbCheck *check)
{
  const JbMeasures *measures = inspection->measures;
  g_autofree guint *counts = g_new0(guint, measures->faces->len + 1);
  const JbMeasuredLine *example = NULL;
  for (guint i = 0; i < measures->lines->len; i++) {
    const JbMeasuredLine *line = jb_line_at(inspection, i);
    if (line->body && line->heading == (int)check->number) {
      jb_measures_count_faces(measures, line->first_cell, line->first_cell + line->cell_count, counts);
      example = example != NULL ? example : line;
    }
  }
  const char *face = jb_measures_commonest_face(measures, counts);
  bool inherited = check->role == JB_INSPECT_FANGSONG && g_strcmp0(face, inspection->frame.face) == 0;
  if (face != NULL && !inherited && g_strcmp0(face, inspection->faces->roles[check->role]) != 0) {
    g_autofree char *wanted = g_strdup_printf("%s (%s)", check->wanted, inspection->faces->roles[check->role]);
    jb_deviate(inspection, check, example->page, example->place, face, wanted);
  }
}

/* --- 一、（一）1.（1） --- */

static const char *const digits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

/* The numeral of a Chinese number from 1 to 99 that text begins with; *length [byte]; 0: it begins with none. */
static int chinese_number(const char *text, size_t *length)
{
  int value = 0, digit = 0;
  const char *cursor = text;
  for (bool more = true; more;) {
    more = false;
    for (int i = 1; i <= 9 && !more; i++) {
      if (digit == 0 && g_str_has_prefix(cursor, digits[i])) {
        digit = i;
        cursor += strlen(digits[i]);
        more = true;
      }
    }
    if (!more && value == 0 && g_str_has_prefix(cursor, "十")) {
      value = (digit == 0 ? 1 : digit) * 10;
      digit = 0;
      cursor += strlen("十");
      more = true;
    }
  }
  *length = (size_t)(cursor - text);
  return value + digit;
}

static int arabic_number(const char *text, size_t *length)
{
  *length = strspn(text, "0123456789");
  return *length > 0 && *length < 4 ? (int)g_ascii_strtoll(text, NULL, 10) : 0;
}

/* 7.3.3: the forms of the four levels. */
static const struct {
  const char *before, *after;
  int (*read)(const char *text, size_t *length);
  const char *example;
} forms[] = {
    {"", "、", chinese_number, "一、"},
    {"（", "）", chinese_number, "（一）"},
    {"", ".", arabic_number, "1."},
    {"（", "）", arabic_number, "（1）"},
};

/* The level, from 1, whose form a heading has, and its number; 0: it has none. */
static int form_level(const char *text, int *number, size_t *length)
{
  for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
    if (!g_str_has_prefix(text, forms[i].before)) {
      continue;
    }
    const char *cursor = text + strlen(forms[i].before);
    *number = forms[i].read(cursor, length);
    cursor += *length;
    if (*number > 0 && g_str_has_prefix(cursor, forms[i].after)) {
      *length = (size_t)(cursor - text) + strlen(forms[i].after);
      return (int)i + 1;
    }
  }
  return 0;
}

static char *number_words(int level, int number)
{
  g_autoptr(GString) words = g_string_new(forms[level - 1].before);
  if (forms[level - 1].read == arabic_number) {
    g_string_append_printf(words, "%d", number);
  } else {
    if (number >= 10) {
      g_string_append_printf(words, "%s十", number >= 20 ? digits[number / 10] : "");
    }
    g_string_append(words, number % 10 != 0 ? digits[number % 10] : "");
  }
  g_string_append(words, forms[level - 1].after);
  return g_string_free(g_steal_pointer(&words), FALSE);
}

/* Headings that are numbered at all have the form of their level, and count from one within the heading above. */
void jb_check_heading_number(JbInspection *inspection, const JbCheck *check)
{
  int counts[G_N_ELEMENTS(forms)] = {0};
  for (guint i = 0; i < inspection->measures->lines->len; i++) {
    const JbMeasuredLine *line = jb_line_at(inspection, i);
    if (g_strcmp0(line->kind, "attachment-mark") == 0) { /* a text of its own */
      memset(counts, 0, sizeof counts);
    }
    int number = 0;
    size_t length = 0;
    int level = line->heading > 0 && line->body && line->first ? form_level(line->text, &number, &length) : 0;
    if (level == 0) {
      continue;
    }
    int expected = counts[line->heading - 1] + 1;
    if (level != line->heading || (number != expected && expected < 100)) {
      g_autofree char *value = g_strndup(line->text, length);
      g_autofree char *wanted = number_words(line->heading, expected);
      jb_deviate(inspection, check, line->page, line->place, value, wanted);
    }
    counts[line->heading - 1] = number;
    for (size_t below = (size_t)line->heading; below < G_N_ELEMENTS(counts); below++) {
      counts[below] = 0;
    }
  }
}
