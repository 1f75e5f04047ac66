/* SPDX-License-Identifier: MIT
 * base/numbering: labels of counted things. */
#include "base/numbering.h"

#include "base/utf8.h"

#include <glib.h>

/* 1–99 in Chinese numerals: 一, 十, 十二, 九十九. Beyond that, digits: no list of a briefing is so long. */
static char *chinese_numeral(int number)
{
  static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  if (number > 99) {
    return g_strdup_printf("%d", number);
  }
  const char *tens = number >= 20 ? digits[number / 10] : "";
  return g_strconcat(tens, number >= 10 ? "十" : "", digits[number % 10], NULL);
}

char *jb_numbering_label(JbNumbering numbering, int number)
{
  g_autofree char *chinese = chinese_numeral(number);
  switch (numbering) {
  case JB_NUMBERING_ARABIC:
    return g_strdup_printf("%d. ", number);
  case JB_NUMBERING_CHINESE:
    return g_strconcat(chinese, "、", NULL);
  case JB_NUMBERING_BRACKETS:
    return g_strconcat("（", chinese, "）", NULL);
  case JB_NUMBERING_BRACKETS_ARABIC:
    return g_strdup_printf("（%d）", number);
  case JB_NUMBERING_YISHI:
    return g_strconcat(chinese, "是", NULL);
  case JB_NUMBERING_NONE:
  case JB_NUMBERING_UNSAID:
    break;
  }
  return g_strdup("");
}

char *jb_numbering_mark(size_t number)
{
  static const struct {
    size_t first, last;
    uint32_t code; /* of the first */
  } circled[] = {{1, 20, 0x2460}, {21, 35, 0x3251}, {36, 50, 0x32B1}};
  for (size_t i = 0; i < G_N_ELEMENTS(circled); i++) {
    if (number <= circled[i].last) {
      char utf8[4];
      size_t length = jb_utf8_encode(circled[i].code + (uint32_t)(number - circled[i].first), utf8);
      return g_strndup(utf8, length);
    }
  }
  return g_strdup_printf("［%zu］", number);
}
