/* SPDX-License-Identifier: MIT
 * report/period: reads periods, and says them in Chinese as summaries and statistical bulletins do (前三季度, 1—11月).
 */
#include "report/period.h"

#include <glib.h>
#include <string.h>

/* --- Reading --- */

/* Exactly count digits. */
static bool read_digits(const char **cursor, int count, int *value)
{
  *value = 0;
  for (int i = 0; i < count; i++, ++*cursor) {
    if (!g_ascii_isdigit(**cursor)) {
      return false;
    }
    *value = *value * 10 + (**cursor - '0');
  }
  return true;
}

static int days_in_month(int year, int month)
{
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

static bool read_end(const char **cursor, JbPeriodEnd *end, JbPeriodKind *kind)
{
  *end = (JbPeriodEnd){0};
  *kind = JB_PERIOD_YEAR;
  if (!read_digits(cursor, 4, &end->year) || end->year == 0) {
    return false;
  }
  if (**cursor == 'Q') {
    *kind = JB_PERIOD_QUARTER;
    ++*cursor;
    return read_digits(cursor, 1, &end->part) && end->part >= 1 && end->part <= 4;
  }
  if (**cursor != '-') {
    return true;
  }
  *kind = JB_PERIOD_MONTH;
  ++*cursor;
  if (!read_digits(cursor, 2, &end->part) || end->part < 1 || end->part > 12) {
    return false;
  }
  if (**cursor != '-') {
    return true;
  }
  *kind = JB_PERIOD_DAY;
  ++*cursor;
  return read_digits(cursor, 2, &end->day) && end->day >= 1 && end->day <= days_in_month(end->year, end->part);
}

static int compare_ends(const JbPeriodEnd *a, const JbPeriodEnd *b)
{
  int years = a->year - b->year, parts = a->part - b->part;
  return years != 0 ? years : parts != 0 ? parts : a->day - b->day;
}

bool jb_period_parse(const char *text, JbPeriod *period)
{
  JbPeriod read;
  if (!read_end(&text, &read.first, &read.kind)) {
    return false;
  }
  read.last = read.first;
  if (*text == '/') {
    JbPeriodKind kind;
    text++;
    if (!read_end(&text, &read.last, &kind) || kind != read.kind || compare_ends(&read.last, &read.first) < 0) {
      return false;
    }
  }
  if (*text != '\0') {
    return false;
  }
  *period = read;
  return true;
}

/* --- Counting --- */

static bool begins_its_year(const JbPeriod *period)
{
  const JbPeriodEnd *first = &period->first;
  bool is_state = period->kind == JB_PERIOD_DAY && compare_ends(first, &period->last) == 0;
  return is_state || (first->part <= 1 && first->day <= 1);
}

/* The last month a period reaches; 12 for a year. */
static int last_month(const JbPeriod *period)
{
  return period->kind == JB_PERIOD_YEAR      ? 12
         : period->kind == JB_PERIOD_QUARTER ? period->last.part * 3
                                             : period->last.part;
}

/* The last day of that month that a period reaches. */
static int last_day(const JbPeriod *period)
{
  return period->kind == JB_PERIOD_DAY ? period->last.day : days_in_month(period->last.year, last_month(period));
}

int jb_day_number(int year, int month, int day)
{
  g_autoptr(GDate) date = g_date_new_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
  return (int)g_date_get_julian(date);
}

bool jb_period_days(const char *period, int *first, int *end)
{
  JbPeriod read;
  if (!jb_period_parse(period, &read)) {
    return false;
  }
  int part = MAX(read.first.part, 1), month = read.kind == JB_PERIOD_QUARTER ? part * 3 - 2 : part;
  *first = jb_day_number(read.first.year, month, MAX(read.first.day, 1));
  *end = jb_day_number(read.last.year, last_month(&read), last_day(&read)) + 1;
  return true;
}

bool jb_period_share_of_year(const char *period, bool by_day, JbRational *percent)
{
  JbPeriod read;
  if (!jb_period_parse(period, &read) || read.first.year != read.last.year || !begins_its_year(&read)) {
    return false;
  }
  int year = read.last.year, month = last_month(&read), day = last_day(&read);
  if (!by_day && day != days_in_month(year, month)) {
    return false;
  }
  int before = jb_day_number(year, 1, 1) - 1;
  int passed = by_day ? jb_day_number(year, month, day) - before : month;
  int whole = by_day ? jb_day_number(year, 12, 31) - before : 12;
  return jb_rational_divide(jb_rational_of_int(100 * passed), jb_rational_of_int(whole), percent);
}

/* Where in its year a period begins and ends, as month · 100 + day; the last of a month is the 31st, in every year. */
static void read_bounds(const JbPeriod *period, int *first, int *last)
{
  int part = MAX(period->first.part, 1), month = last_month(period), day = last_day(period);
  *first = (period->kind == JB_PERIOD_QUARTER ? part * 3 - 2 : part) * 100 + MAX(period->first.day, 1);
  *last = month * 100 + (day == days_in_month(period->last.year, month) ? 31 : day);
  bool is_day = period->kind == JB_PERIOD_DAY && compare_ends(&period->first, &period->last) == 0;
  *first = is_day ? *last : *first;
}

bool jb_periods_alike(const char *a, const char *b)
{
  JbPeriod one, other;
  int first[2], last[2];
  if (!jb_period_parse(a, &one) || !jb_period_parse(b, &other)) {
    return *a == '\0' || *b == '\0' || strcmp(a, b) == 0;
  }
  read_bounds(&one, &first[0], &last[0]);
  read_bounds(&other, &first[1], &last[1]);
  return first[0] == first[1] && last[0] == last[1] &&
         one.last.year - one.first.year == other.last.year - other.first.year;
}

/* --- Saying --- */

static char *say_quarters(const JbPeriod *period)
{
  static const char *const numerals[] = {"", "一", "二", "三", "四"};
  int from = period->first.part, to = period->last.part, year = period->first.year;
  if (period->last.year != year) {
    return g_strdup_printf("%d年%s季度至%d年%s季度", year, numerals[from], period->last.year, numerals[to]);
  }
  if (from == to) {
    return g_strdup_printf("%d年%s季度", year, numerals[from]);
  }
  if (from == 1) {
    static const char *const spans[] = {"", "", "上半年", "前三季度", ""};
    return g_strdup_printf("%d年%s", year, spans[to]);
  }
  if (from == 3) {
    return g_strdup_printf("%d年下半年", year);
  }
  return g_strdup_printf("%d年%s至%s季度", year, numerals[from], numerals[to]);
}

static char *say_months(const JbPeriod *period)
{
  int from = period->first.part, to = period->last.part, year = period->first.year;
  if (period->last.year != year) {
    return g_strdup_printf("%d年%d月至%d年%d月", year, from, period->last.year, to);
  }
  if (from == to) {
    return g_strdup_printf("%d年%d月", year, from);
  }
  return from == 1 && to == 12 ? g_strdup_printf("%d年", year) : g_strdup_printf("%d年%d—%d月", year, from, to);
}

static char *say_day(const JbPeriodEnd *day)
{
  return g_strdup_printf("%d年%d月%d日", day->year, day->part, day->day);
}

/* 上旬, 中旬, 下旬: the first and second ten days of a month, and what is left of it; NULL: other days. */
static const char *ten_days(const JbPeriodEnd *first, const JbPeriodEnd *last)
{
  if (first->year != last->year || first->part != last->part) {
    return NULL;
  }
  int end = last->day;
  return first->day == 1 && end == 10                                         ? "上旬"
         : first->day == 11 && end == 20                                      ? "中旬"
         : first->day == 21 && end == days_in_month(first->year, first->part) ? "下旬"
                                                                              : NULL;
}

/* A single day is the end of something: 2024-12-31 is the state at the end of 2024. */
static char *say_days(const JbPeriod *period)
{
  const JbPeriodEnd *first = &period->first, *last = &period->last;
  if (compare_ends(first, last) == 0) {
    return first->part == 12 && first->day == 31 ? g_strdup_printf("%d年末", first->year) : say_day(first);
  }
  const char *ten = ten_days(first, last);
  if (ten) {
    return g_strdup_printf("%d年%d月%s", first->year, first->part, ten);
  }
  g_autofree char *from = say_day(first);
  if (first->year != last->year) {
    g_autofree char *to = say_day(last);
    return g_strconcat(from, "至", to, NULL);
  }
  return g_strdup_printf("%s至%d月%d日", from, last->part, last->day);
}

char *jb_period_format(const char *period)
{
  JbPeriod read;
  if (!jb_period_parse(period, &read)) {
    return g_strdup(period);
  }
  switch (read.kind) {
  case JB_PERIOD_QUARTER:
    return say_quarters(&read);
  case JB_PERIOD_MONTH:
    return say_months(&read);
  case JB_PERIOD_DAY:
    return say_days(&read);
  case JB_PERIOD_YEAR:
    break;
  }
  return read.first.year == read.last.year ? g_strdup_printf("%d年", read.first.year)
                                           : g_strdup_printf("%d—%d年", read.first.year, read.last.year);
}

char *jb_period_format_in_year(const char *period)
{
  JbPeriod read;
  g_autofree char *whole = jb_date_format(period);
  bool in_one_year = jb_period_parse(period, &read) && read.first.year == read.last.year;
  const char *year = in_one_year && read.kind != JB_PERIOD_YEAR ? strstr(whole, "年") : NULL;
  return g_strdup(year != NULL ? year + strlen("年") : whole);
}

char *jb_date_format(const char *date)
{
  JbPeriod read;
  bool day = jb_period_parse(date, &read) && read.kind == JB_PERIOD_DAY && compare_ends(&read.first, &read.last) == 0;
  return day ? say_day(&read.first) : jb_period_format(date);
}
