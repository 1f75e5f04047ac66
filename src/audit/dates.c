/* SPDX-License-Identifier: MIT
 * audit/dates: where dates stand in running text, and whether they say their year and exist.
 *
 * Model: a date is a month (12月, 十二月) with what says which days of it, or a part of a year (前三季度, 上半年,
 * 年底). A year once said, be it 今年, holds for what follows in the passage; one in the title of a section for all in
 * it. Chinese numerals before 月 are a date only with a day behind (六月底): 三月 may be a length of time. */
#include "audit/dates.h"

#include "audit/numeral.h"
#include "base/utf8.h"
#include "report/period.h"

#include <string.h>

/* --- Numbers --- */

/* Digits or a Chinese numeral at start; -1 when there is none, or a fraction. *end: behind it. */
static int read_number(const JbPassage *passage, size_t start, size_t *end)
{
  JbNumeral numeral;
  int64_t value = -1;
  *end = start;
  if (jb_is_digit(jb_passage_code(passage, start))) {
    bool read = jb_numeral_read(passage, start, &numeral);
    *end = numeral.end;
    value = read && numeral.value.scale == 0 ? numeral.value.digits : -1;
  } else if (jb_chinese_digit(jb_passage_code(passage, start)) >= 0) {
    *end = jb_chinese_numeral(passage, start, &value);
  }
  return *end > start && value <= 9999 ? (int)value : -1;
}

/* Where the digits, or the Chinese numeral, that end before index begin. */
static size_t number_start(const JbPassage *passage, size_t index)
{
  size_t start = index;
  while (start > 0 && jb_is_digit(jb_passage_code(passage, start - 1))) {
    start--;
  }
  while (start > 0 && !jb_is_digit(jb_passage_code(passage, start)) &&
         jb_chinese_digit(jb_passage_code(passage, start - 1)) >= 0) {
    start--;
  }
  return start;
}

static size_t any_range_mark(const JbPassage *passage, size_t index)
{
  static const char *const marks[] = {"-", "–", "—", "～", "~", "至", "到", NULL};
  return jb_passage_any(passage, index, marks);
}

/* --- Years --- */

/* 2025年, 二〇二五年 with its last character at index: 2025; 0: none. */
static int year_at(const JbPassage *passage, size_t index)
{
  int year = 0;
  for (size_t place = 4; place > 0; place--) {
    uint32_t code = jb_passage_code(passage, index - place);
    int64_t digit = jb_is_digit(code) ? code - '0' : jb_chinese_digit(code);
    if (index < place || digit < 0 || digit > 9) {
      return 0;
    }
    year = year * 10 + (int)digit;
  }
  return jb_passage_has(passage, index, "年") ? year : 0;
}

static bool says_year(const JbPassage *passage, size_t index)
{
  return passage->characters[index].period || year_at(passage, index) > 0 || jb_passage_has(passage, index, "每年");
}

bool jb_dates_say_year(const JbPassage *title)
{
  for (size_t i = 0; i < title->count; i++) {
    if (says_year(title, i)) {
      return true;
    }
  }
  return false;
}

/* --- Months and days --- */

/* Behind what follows a month: 31日, 下旬, 底; index when nothing does. */
static size_t day_end(const JbPassage *passage, size_t index)
{
  static const char *const parts[] = {"上旬", "中旬", "下旬", "底", "初", "末", "份", NULL};
  size_t end;
  int day = read_number(passage, index, &end);
  return day >= 0 && jb_passage_has(passage, end, "日") ? end + 1 : index + jb_passage_any(passage, index, parts);
}

/* The same, and behind what the date ranges to: 10日 of 6日至10日, 3月15日 of 3月1日至3月15日. */
static size_t date_end(const JbPassage *passage, size_t index)
{
  size_t end = day_end(passage, index), mark = any_range_mark(passage, end), behind;
  if (mark == 0 || read_number(passage, end + mark, &behind) < 0) {
    return end;
  }
  return jb_passage_has(passage, behind, "月")   ? day_end(passage, behind + 1)
         : jb_passage_has(passage, behind, "日") ? behind + 1
                                                 : end;
}

/* Where the month whose number begins at start begins with what it is a range from: 1-11月, 9月至11月. */
static size_t range_start(const JbPassage *passage, size_t start)
{
  if (start < 2 || any_range_mark(passage, start - 1) == 0) {
    return start;
  }
  size_t other = start - 1 - jb_passage_has(passage, start - 2, "月");
  return jb_is_digit(jb_passage_code(passage, other - 1)) ? number_start(passage, other) : start;
}

/* The number before 月 at index; -1: no month of the calendar is meant, as in 6月“安全生产月”, 18月龄. */
static int month_at(const JbPassage *passage, size_t index, size_t *start)
{
  static const char *const behind[] = {"“", "龄", "大", NULL};
  size_t end;
  if (!jb_passage_has(passage, index, "月")) {
    return -1;
  }
  *start = number_start(passage, index);
  bool fraction = *start > 0 && jb_passage_code(passage, *start - 1) == '.';
  if (*start == index || fraction || jb_passage_ends(passage, *start, "第") ||
      jb_passage_any(passage, index + 1, behind) > 0) {
    return -1;
  }
  bool chinese = !jb_is_digit(jb_passage_code(passage, *start));
  bool lunar = jb_passage_has(passage, index + 1, "初") && read_number(passage, index + 2, &end) >= 0;
  bool duration = jb_passage_has(passage, *start, "两") || day_end(passage, index + 1) == index + 1;
  if (chinese && (lunar || duration || passage->characters[index].quoted)) {
    return -1;
  }
  return read_number(passage, *start, &end);
}

/* --- Parts of a year --- */

/* 前三季度, 第一季度末: behind it; index when there is none. */
static size_t quarter_end(const JbPassage *passage, size_t index)
{
  static const char *const before[] = {"前", "第", NULL}, *const counters[] = {"个季度", "季度", NULL};
  static const char *const behind[] = {"末", "底", "初", NULL};
  size_t start = index + jb_passage_any(passage, index, before), end;
  int number = read_number(passage, start, &end);
  size_t counter = jb_passage_any(passage, end, jb_passage_has(passage, index, "前") ? counters : counters + 1);
  if (number < 1 || number > 4 || counter == 0) {
    return index;
  }
  return end + counter + jb_passage_any(passage, end + counter, behind);
}

/* Behind 前三季度, 上半年 at index; index when there is none, or the words before say which it is of. 年末 alone is how
 * statistics say the end of their period. */
static size_t part_end(const JbPassage *passage, size_t index)
{
  static const char *const halves[] = {"上半年", "下半年", NULL};
  static const char *const others[] = {"近", "续", "每", "各", "逐", "后", "历",
                                       "同", "年", "度", "期", "前", "第", NULL};
  bool other = index > 0 && jb_passage_any(passage, index - 1, others) > 0;
  return other ? index : MAX(index + jb_passage_any(passage, index, halves), quarter_end(passage, index));
}

/* --- What is told --- */

static void tell_date(const JbPassage *passage, size_t start, size_t end, JbFindings *findings)
{
  g_autofree char *words = jb_passage_text(passage, start, end);
  jb_find(findings, DATE_WITHOUT_YEAR, jb_passage_place(passage, start), words);
}

/* 今年 and its like at index: told the first time; behind it, or index. */
static size_t relative_end(const JbPassage *passage, size_t index, JbDates *dates, JbFindings *findings)
{
  static const char *const relative[] = {"今年以来", "今年", "去年", "明年", "本年度", "上年度"};
  for (unsigned word = 0; word < G_N_ELEMENTS(relative); word++) {
    if (jb_passage_has(passage, index, relative[word])) {
      size_t end = index + jb_utf8_count(relative[word], strlen(relative[word]));
      if ((dates->relative_told & 1u << word) == 0) {
        tell_date(passage, index, end, findings);
      }
      dates->relative_told |= 1u << word;
      return end;
    }
  }
  return index;
}

void jb_audit_dates(const JbPassage *passage, JbDates *dates, JbFindings *findings)
{
  bool year_said = dates->year_told;
  for (size_t i = 0; i < passage->count; i++) {
    const JbPassageCharacter *character = &passage->characters[i];
    size_t relative = character->quoted ? i : relative_end(passage, i, dates, findings), month_start;
    year_said = year_said || says_year(passage, i) || relative > i;
    i = MAX(relative, i + 1) - 1;
    if (year_said || character->waived) {
      continue;
    }
    size_t part = character->quoted ? i : part_end(passage, i);
    bool month = month_at(passage, i, &month_start) >= 0;
    size_t end = month ? date_end(passage, i + 1) : part;
    if (end > i) {
      tell_date(passage, month ? range_start(passage, month_start) : i, end, findings);
      i = end - 1;
    }
  }
}

/* --- The calendar --- */

/* year 0: one that has 2月29日. */
static bool exists(int year, int month, int day)
{
  JbPeriod period;
  g_autofree char *date = g_strdup_printf("%04d-%02d-%02d", year > 0 ? year : 2000, month, day);
  return month <= 12 && day <= 31 && jb_period_parse(date, &period);
}

/* A day of month that stands at index: behind it, or index. *real: it exists. */
static size_t check_day(const JbPassage *passage, size_t index, int year, int month, bool *real)
{
  size_t end;
  int day = read_number(passage, index, &end);
  if (day < 0 || !jb_passage_has(passage, end, "日")) {
    return index;
  }
  *real = *real && exists(year, month, day);
  return end + 1;
}

void jb_audit_calendar(const JbPassage *passage, JbFindings *findings)
{
  static const char *const lunar[] = {"农历", "阴历", "腊月", NULL};
  for (size_t i = 0; i < passage->count; i++) {
    size_t start;
    int month = month_at(passage, i, &start);
    if (month < 0 || passage->characters[i].waived || (start >= 2 && jb_passage_any(passage, start - 2, lunar) > 0)) {
      continue;
    }
    int year = start > 0 ? year_at(passage, start - 1) : 0;
    bool real = exists(year, month, 1);
    size_t end = check_day(passage, i + 1, year, month, &real);
    size_t mark = end > i + 1 ? any_range_mark(passage, end) : 0;
    end = mark > 0 && check_day(passage, end + mark, year, month, &real) > end + mark
              ? check_day(passage, end + mark, year, month, &real)
              : end;
    if (!real) {
      g_autofree char *words = jb_passage_text(passage, year > 0 ? start - 5 : start, end);
      jb_find(findings, DATE_UNREAL, jb_passage_place(passage, start), words);
    }
  }
}
