/* SPDX-License-Identifier: MIT
 * report/fact: a number the report says, defined once. */
#ifndef JB_REPORT_FACT_H
#define JB_REPORT_FACT_H

#include "base/decimal.h"
#include "base/place.h"

#include <glib.h>

typedef enum JbFactStatus {
  JB_FACT_ACTUAL,   /* 实际 */
  JB_FACT_EXPECTED, /* 预计: every place that shows it says so */
  JB_FACT_DERIVED,  /* 推算 */
  JB_FACT_TARGET,   /* 目标 */
} JbFactStatus;

typedef enum JbFactRelation {
  JB_FACT_EQUAL,
  JB_FACT_ABOUT,    /* ≈ 约 */
  JB_FACT_MORE,     /* > 突破、余 */
  JB_FACT_AT_LEAST, /* ≥ 以上 */
  JB_FACT_LESS,     /* < 不足 */
  JB_FACT_AT_MOST,  /* ≤ 以内 */
} JbFactRelation;

typedef struct JbFact {
  char *id;
  char *name;
  JbDecimal value;
  char *unit;   /* "%", "亿元", "家", …; "" for none */
  char *period; /* ISO 8601 as written: "2024", "2025Q1/2025Q3"; "" for none */
  char *scope;  /* "" : the report's own */
  JbFactStatus status;
  JbFactRelation relation;
  char *base;       /* "同比", "" */
  char *source;     /* who says so; "" : the report's own source */
  char *expression; /* what it is computed from, or, where the text states it, what it is checked by; "" : nothing */
  JbPlace place;
} JbFact;

/* How a fact is written. All return newly allocated UTF-8; digits are ASCII, as GB/T 15835 has them. */
char *jb_fact_format_number(const JbFact *fact);       /* "115.3", no sign word, no unit */
char *jb_fact_format_value(const JbFact *fact);        /* "6.8%", "73.2亿元": what <v/> puts into prose */
char *jb_fact_format_marked(const JbFact *fact);       /* with its relation: ">350", "≈14": tables, labels */
char *jb_fact_format_marked_value(const JbFact *fact); /* and with its unit: ">350亿元", "≈12 km" */
const char *jb_fact_status_name(JbFactStatus status);  /* "实际", "预计", "推算", "目标" */

#endif
