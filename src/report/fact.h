/* SPDX-License-Identifier: MIT
 * report/fact: a number the report says, defined once. */
#ifndef JB_REPORT_FACT_H
#define JB_REPORT_FACT_H

#include "base/decimal.h"
#include "base/place.h"

#include <glib.h>
#include <stdbool.h>

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

/* How a report parts thousands, in numbers of five digits and more (GB/T 15835, 5.1.1). */
typedef enum JbGrouping {
  JB_GROUPING_NONE,
  JB_GROUPING_COMMA, /* 千分撇: 12,345.6789 */
  JB_GROUPING_SPACE, /* 千分空: 12 345.678 9, a quarter of an em each */
} JbGrouping;

typedef struct JbFact JbFact;
struct JbFact {
  char *id;
  char *name;
  JbDecimal value;
  char *unit;   /* "%", "亿元", "家", …; "" for none */
  char *period; /* ISO 8601 as written: "2024", "2025Q1/2025Q3"; "" for none */
  char *scope;  /* "" : the report's own */
  JbFactStatus status;
  JbFactRelation relation;
  char *base;   /* "同比", "" */
  char *source; /* who says so; "" : the report's own source */
  JbGrouping grouping;
  const JbFact *whole; /* what it is a part of; NULL: nothing was said */
  bool overlaps;       /* with other parts of that whole */
  char *expression;    /* what it is computed from, or, where the text states it, what it is checked by; "" : nothing */
  JbPlace place;
};

/* How a value is written. There is one formatter; prose, tables, charts, KPI strips, alternative texts and messages ask
 * it for the form their place wants. */
typedef enum JbFactPart {
  JB_FACT_VALUE,   /* number and unit: "73.2亿元" */
  JB_FACT_NUMBER,  /* "73.2" */
  JB_FACT_UNIT,    /* "亿元" */
  JB_FACT_PERIOD,  /* "2025年1—11月" */
  JB_FACT_CHINESE, /* number in Chinese numerals, and unit: "二名", "三十个" */
} JbFactPart;

typedef enum JbFactMark {
  JB_FACT_UNMARKED, /* prose says 突破 itself */
  JB_FACT_SIGN,     /* ">350亿元": tables, labels */
  JB_FACT_WORDS,    /* "突破350亿元", "约14亿元", "60余项", "500万元以上" */
} JbFactMark;

/* In which size of its unit a number is written. */
typedef enum JbFactScale {
  JB_FACT_AS_STATED,
  JB_FACT_ONES, /* 元 */
  JB_FACT_WAN,  /* 万元 */
  JB_FACT_YI,   /* 亿元 */
  JB_FACT_WANYI /* 万亿元 */
} JbFactScale;

/* All zeros: as stated. */
typedef struct JbFactForm {
  JbFactPart part;
  JbFactMark mark;
  JbFactScale scale;
  bool rounded; /* to digits after the point, half away from zero */
  int digits;
} JbFactForm;

/* Newly allocated UTF-8; digits are ASCII and a minus is a minus sign, as GB/T 15835 has them. A form whose number
 * would be out of range is written as stated. */
char *jb_fact_format(const JbFact *fact, JbFactForm form);

/* Is a number that compares with the fact's own like order (-1, 0, 1) one that the relation allows? = and ≈ allow
 * the number itself. */
bool jb_fact_relation_allows(JbFactRelation relation, int order);

/* From one fact to another of the same unit: "63%～68%", "5万～7万元", "3～5个" (GB/T 15835, 5.1.3). */
char *jb_fact_format_range(const JbFact *from, const JbFact *to, JbFactForm form);

/* Forms by name. */
char *jb_fact_format_number(const JbFact *fact);       /* "115.3", no sign word, no unit */
char *jb_fact_format_value(const JbFact *fact);        /* "6.8%", "73.2亿元": what <v/> puts into prose */
char *jb_fact_format_marked(const JbFact *fact);       /* with its relation: ">350", "≈14": tables, labels */
char *jb_fact_format_marked_value(const JbFact *fact); /* and with its unit: ">350亿元", "≈12 km" */
const char *jb_fact_status_name(JbFactStatus status);  /* "实际", "预计", "推算", "目标" */

#endif
