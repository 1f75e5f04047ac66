/* SPDX-License-Identifier: MIT
 * base/numbering: labels of counted things. */
#include "base/numbering.h"

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
