/* SPDX-License-Identifier: MIT
 * report/period: ISO 8601 years, months, quarters and days, and intervals of two of a kind. */
#ifndef JB_REPORT_PERIOD_H
#define JB_REPORT_PERIOD_H

#include "report/rational.h"

#include <stdbool.h>

typedef enum JbPeriodKind {
  JB_PERIOD_YEAR,
  JB_PERIOD_QUARTER,
  JB_PERIOD_MONTH,
  JB_PERIOD_DAY,
} JbPeriodKind;

typedef struct JbPeriodEnd {
  int year;
  int part; /* quarter 1–4, month 1–12; 0 for a year */
  int day;  /* 1–31; 0 but for a day */
} JbPeriodEnd;

typedef struct JbPeriod {
  JbPeriodKind kind;
  JbPeriodEnd first, last; /* the same when it is no interval */
} JbPeriod;

/* False for what is written otherwise, for days that do not exist, and for an end before its beginning. */
bool jb_period_parse(const char *text, JbPeriod *period);

/* [%] How much of its year has passed when the period ends (序时进度): of 12 months, or of 365 or 366 days. False when
 * it is no period from the beginning of one year (a day stands for what has come together until then), or ends within a
 * month that is counted whole. */
bool jb_period_share_of_year(const char *period, bool by_day, JbRational *percent);

/* A day of the calendar, counted from 0001-01-01, which is 1. */
int jb_day_number(int year, int month, int day);

/* A period's first day and the day after its last, as jb_day_number counts them; false when it is no period. */
bool jb_period_days(const char *period, int *first, int *end);

/* How a period is said: "2024年", "2025年前三季度", "2025年1—11月", "2025年6月下旬", "2024年末"; what is no period
 * stays as it is. Newly allocated. */
char *jb_period_format(const char *period);

/* The same without its year where it lies in one: "12月31日", "6月下旬", "1—11月", "前三季度". Newly allocated. */
char *jb_period_format_in_year(const char *period);

/* Are two periods the same part of their years, as those of a comparison should be? 2024 and 2025-01/2025-12 are, 2024
 * and 2025-01/2025-11 are not, nor are a day and the year it ends. One that was not said goes with any. */
bool jb_periods_alike(const char *a, const char *b);

/* How a date is said: "2025-01" → "2025年1月", "2025-01-05" → "2025年1月5日" (no leading zeros: GB/T 9704 7.3.5.4);
 * days from to are said as a period; what is no date stays as it is. Newly allocated. */
char *jb_date_format(const char *date);

#endif
