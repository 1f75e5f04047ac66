/* SPDX-License-Identifier: MIT
 * report/unit: what units of facts mean to arithmetic. A unit is what it counts (元, 家, km) with 万 or 亿 before it:
 * 万元 and 亿元 are the same thing in two sizes. % and 个百分点 are told apart everywhere. */
#ifndef JB_REPORT_UNIT_H
#define JB_REPORT_UNIT_H

#include <stdbool.h>

#define JB_UNIT_PERCENT "%"
#define JB_UNIT_POINTS  "个百分点"

/* The power of ten before what is counted, 0, 4, 8 or 12; *counted (may be NULL) points behind it: 亿元 → 8, "元". A
 * unit that is 万 or 亿 alone counts "". */
int jb_unit_power(const char *unit, const char **counted);

/* % or 个百分点. */
bool jb_unit_is_rate(const char *unit);

/* Is it a word that counts things one by one: 家, 个, 项? */
bool jb_unit_is_counter(const char *unit);

/* How units and counters are written behind a number, 万 and 亿 left off: longer ones first, ends with NULL. */
extern const char *const jb_unit_words[];

/* Do both count the same thing, in whatever size? */
bool jb_units_count_alike(const char *a, const char *b);

#endif
