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

/* A single day is the end of something: 2024-12-31 is the state at the end of 2024. */
static char *say_days(const JbPeriod *period)
{
  const JbPeriodEnd *first = &period->first, *last = &period->last;
  if (compare_ends(first, last) == 0) {
    return first->part == 12 && first->day == 31 ? g_strdup_printf("%d年末", first->year) : say_day(first);
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

char *jb_date_format(const char *date)
{
  JbPeriod read;
  if (strchr(date, '/') || strchr(date, 'Q') || !jb_period_parse(date, &read)) {
    return g_strdup(date);
  }
  return read.kind == JB_PERIOD_DAY ? say_day(&read.first) : jb_period_format(date);
}
