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

/* How a value is written. There is one formatter; prose, tables, charts, KPI strips, alternative texts and messages ask
 * it for the form their place wants. */
typedef enum JbFactPart {
  JB_FACT_VALUE,  /* number and unit: "73.2亿元" */
  JB_FACT_NUMBER, /* "73.2"; in words all that is not in UNIT: "5万余" */
  JB_FACT_UNIT,   /* "亿元"; in words with what stands behind it: "人", "万元以上" */
  JB_FACT_PERIOD, /* "2025年1—11月" */
  JB_FACT_DAY,    /* the same without its year: "12月31日", "6月下旬" */
} JbFactPart;

typedef enum JbFactMark {
  JB_FACT_UNMARKED, /* prose says 突破 itself */
  JB_FACT_SIGN,     /* ">350亿元": tables, labels */
  JB_FACT_WORDS,    /* "突破350亿元", "约14亿元", "60余项", "500万元以上" */
  JB_FACT_ORDINAL,  /* "第2名", "前100名" (≤) */
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
  bool money;   /* the scale is of 元, and nothing to what counts something else */
  bool rounded; /* to digits after the point, half away from zero */
  int digits;
  bool chinese;   /* whole numbers in Chinese numerals: "二名", "三十个" */
  bool magnitude; /* without a minus: 下降<v/> says 3.2% of −3.2% */
  bool plus;      /* a plus before what is more than nothing: changes */
} JbFactForm;

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
  bool complete;       /* its parts are all there are: together they are it */
  bool overlaps;       /* with other parts of that whole */
  char *expression;    /* what it is computed from, or, where the text states it, what it is checked by; "" : nothing */
  JbPlace place;
  bool imported; /* from another briefing, which audits it */
  bool placed;   /* a copy for one place: exhibits write it in this form, without a scale, since the unit is in it */
  JbFactForm form;
};

/* Facts with one identity are one number: name, scope (the fact's own, else the one given), period, base, target or
 * not. What names say alike is taken for one: quotation marks, 、 and blanks, GDP and 地区生产总值; so are the spans
 * 2024 and 2024Q1/2024Q4. Newly allocated. */
char *jb_fact_identity(const JbFact *fact, const char *scope);
char *jb_fact_name_key(const char *name);

/* The same number, whatever the size of its unit: 4.9亿元 and 49000万元, said by the same relation. */
bool jb_facts_equal(const JbFact *a, const JbFact *b);

/* Can both be true of one quantity? As numbers that may be rounded differently, 4.9 and 4.88, and with what about,
 * above and below leave open. */
bool jb_facts_agree(const JbFact *a, const JbFact *b);

/* Newly allocated UTF-8; digits are ASCII and a minus is a minus sign, as GB/T 15835 has them. A form whose number
 * would be out of range is written as stated. */
char *jb_fact_format(const JbFact *fact, JbFactForm form);

/* A copy that any exhibit writes in this form; its value and unit are those of the form's scale, the value as exact as
 * it was: axes, sums and comparisons go by it. Newly allocated. */
JbFact *jb_fact_place(const JbFact *fact, JbFactForm form);
void jb_fact_free(JbFact *fact); /* NULL is allowed */

/* Can what this unit counts be written in the form's scale? 亿元 says nothing of 家, nor 亿 of %. */
bool jb_fact_unit_scales(const char *unit, JbFactForm form);

/* Is a number that compares with the fact's own like order (-1, 0, 1) one that the relation allows? = and ≈ allow
 * the number itself. */
bool jb_fact_relation_allows(JbFactRelation relation, int order);

/* What it is of the number with the other sign: −3% or more is a fall of 3% or less. */
JbFactRelation jb_fact_relation_turned(JbFactRelation relation);

/* From one fact to another of the same unit: "63%～68%", "5万～7万元", "3～5个" (GB/T 15835, 5.1.3). */
char *jb_fact_format_range(const JbFact *from, const JbFact *to, JbFactForm form);

/* Forms by name. The marked ones are what exhibits write: with the relation, or as the fact was placed. */
char *jb_fact_format_number(const JbFact *fact);       /* "115.3", no sign word, no unit */
char *jb_fact_format_value(const JbFact *fact);        /* "6.8%", "73.2亿元": what <v/> puts into prose */
char *jb_fact_format_marked(const JbFact *fact);       /* ">350", "≈14": tables, labels */
char *jb_fact_format_marked_value(const JbFact *fact); /* and with its unit: ">350亿元", "≈12 km" */
char *jb_fact_format_marked_head(const JbFact *fact);  /* the same parted: ">350", "5万余" … */
char *jb_fact_format_marked_unit(const JbFact *fact);  /* … and "亿元", "人", "万元以上" */
const char *jb_fact_status_name(JbFactStatus status);  /* "实际", "预计", "推算", "目标" */

#endif
