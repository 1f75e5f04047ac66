/* SPDX-License-Identifier: MIT
 * audit/relations: exact comparisons between facts. A number that is about, above or below what is written is given the
 * benefit of what it leaves open. */
#include "audit/relations.h"

#include "report/period.h"
#include "report/rational.h"
#include "report/unit.h"

#include <string.h>

/* The number in ones of what its unit counts. False: too large. */
static bool in_ones(const JbFact *fact, JbRational *number)
{
  return jb_rational_of_decimal(fact->value, number) &&
         jb_rational_scale(*number, jb_unit_power(fact->unit, NULL), number);
}

static bool may_be_less(const JbFact *fact)
{
  return fact->relation == JB_FACT_LESS || fact->relation == JB_FACT_AT_MOST || fact->relation == JB_FACT_ABOUT;
}

static bool may_be_more(const JbFact *fact)
{
  return fact->relation == JB_FACT_MORE || fact->relation == JB_FACT_AT_LEAST || fact->relation == JB_FACT_ABOUT;
}

/* A rate of something; shares of one whole are amounts, which add up. */
static bool is_rate(const JbFact *fact)
{
  static const char *const shares[] = {"占比", "比重", "份额", "占"};
  bool share = false;
  for (size_t i = 0; i < G_N_ELEMENTS(shares); i++) {
    share = share || strstr(fact->name, shares[i]);
  }
  return strcmp(fact->unit, JB_UNIT_PERCENT) == 0 && !share;
}

/* Half of the last digit that the number is written with, in ones: what it may have been rounded by. Things counted one
 * by one are not rounded. */
static JbRational rounding_of(const JbFact *fact)
{
  JbRational half = {.numerator = 1, .denominator = 2}, none = jb_rational_of_int(0);
  int power = jb_unit_power(fact->unit, NULL);
  bool counted = fact->value.scale == 0 && power == 0 && jb_unit_is_counter(fact->unit);
  return !counted && jb_rational_scale(half, power - fact->value.scale, &half) ? half : none;
}

typedef struct Whole {
  const JbFact *fact;
  JbRational number, sum, least, most; /* of its parts that count */
  JbRational rounding;                 /* what all numbers together may have been rounded by */
  bool inexact;                        /* a part overlaps, or is said to be about, above or below */
  bool exceeded;                       /* one part alone is too large, which was told */
  size_t parts, rates;
  GString *terms;
} Whole;

static void add_rate(Whole *whole, JbRational number)
{
  whole->least = whole->rates == 0 || jb_rational_compare(number, whole->least) < 0 ? number : whole->least;
  whole->most = whole->rates == 0 || jb_rational_compare(number, whole->most) > 0 ? number : whole->most;
  whole->rates++;
}

static void add_amount(Whole *whole, const JbFact *part, JbRational number, JbFindings *findings)
{
  g_autofree char *value = jb_fact_format_marked_value(part), *total = jb_fact_format_marked_value(whole->fact);
  JbRational rounding = rounding_of(part), beyond = number;
  jb_rational_add(whole->rounding, rounding, &whole->rounding);
  jb_rational_subtract(number, rounding, &beyond);
  jb_rational_subtract(beyond, rounding_of(whole->fact), &beyond);
  whole->inexact = whole->inexact || part->overlaps || part->relation != JB_FACT_EQUAL;
  if (jb_rational_compare(beyond, whole->number) > 0 && !may_be_less(part) && !may_be_more(whole->fact)) {
    jb_find(findings, PART_EXCEEDS_WHOLE, part->place, part->name, value, whole->fact->name, total);
    whole->exceeded = true;
  }
  if (!part->overlaps && !may_be_less(part) && jb_rational_add(whole->sum, number, &whole->sum)) {
    g_string_append_printf(whole->terms, "%s%s", whole->parts > 0 ? " + " : "", value);
    whole->parts++;
  }
}

static void add_part(Whole *whole, const JbFact *part, JbFindings *findings)
{
  JbRational number;
  bool rates = is_rate(part) && is_rate(whole->fact);
  if (!in_ones(part, &number)) {
    return;
  }
  if (rates) {
    add_rate(whole, number);
  } else if (jb_units_count_alike(part->unit, whole->fact->unit)) {
    add_amount(whole, part, number, findings);
  } else {
    jb_find(findings, PART_OTHER_UNIT, part->place, part->name, part->unit, whole->fact->name, whole->fact->unit);
  }
}

/* The sum in the unit of the whole. */
static char *sum_text(const Whole *whole)
{
  JbFact sum = *whole->fact;
  JbRational number;
  int digits = whole->fact->value.scale;
  bool fits = jb_rational_scale(whole->sum, -jb_unit_power(sum.unit, NULL), &number) &&
              jb_rational_round(number, MIN(digits + 1, 15), &sum.value);
  while (fits && sum.value.scale > digits && sum.value.digits % 10 == 0) {
    sum.value = (JbDecimal){.digits = sum.value.digits / 10, .scale = sum.value.scale - 1};
  }
  return fits ? jb_fact_format_value(&sum) : g_strdup("?");
}

static void judge_sum(const Whole *whole, JbFindings *findings)
{
  const JbFact *fact = whole->fact;
  JbRational rest;
  if (whole->exceeded || whole->parts == 0 || !jb_rational_subtract(whole->sum, whole->number, &rest)) {
    return;
  }
  g_autofree char *total = jb_fact_format_marked_value(fact);
  bool more = jb_rational_compare(rest, whole->rounding) > 0;
  JbRational turned = {.numerator = -rest.numerator, .denominator = rest.denominator};
  bool less = jb_rational_compare(turned, whole->rounding) > 0;
  if (fact->complete && !whole->inexact && fact->relation == JB_FACT_EQUAL && (more || less)) {
    g_autofree char *sum = sum_text(whole);
    jb_find(findings, PARTS_NOT_WHOLE, fact->place, fact->name, total, sum, whole->terms->str);
  } else if (whole->parts > 1 && more && !may_be_more(fact)) {
    jb_find(findings, PARTS_EXCEED_WHOLE, fact->place, fact->name, total, whole->terms->str);
  }
}

static void judge(const Whole *whole, JbFindings *findings)
{
  const JbFact *fact = whole->fact;
  bool outside =
      jb_rational_compare(whole->number, whole->least) < 0 || jb_rational_compare(whole->number, whole->most) > 0;
  judge_sum(whole, findings);
  if (whole->rates > 1 && outside) {
    g_autofree char *total = jb_fact_format_marked_value(fact);
    jb_find(findings, RATE_OUTSIDE_PARTS, fact->place, fact->name, total);
  }
}

static void free_whole(gpointer data)
{
  Whole *whole = data;
  g_string_free(whole->terms, TRUE);
  g_free(whole);
}

void jb_audit_parts(const JbReport *report, JbFindings *findings)
{
  g_autoptr(GPtrArray) wholes = g_ptr_array_new_with_free_func(free_whole);
  g_autoptr(GHashTable) by_fact = g_hash_table_new(NULL, NULL);
  for (size_t i = 0; i < report->fact_count; i++) {
    const JbFact *part = report->facts[i], *fact = part->whole;
    Whole *whole = fact ? g_hash_table_lookup(by_fact, fact) : NULL;
    JbRational number;
    if (!fact || !in_ones(fact, &number)) {
      continue;
    }
    if (!whole) {
      whole = g_new0(Whole, 1);
      *whole = (Whole){.fact = fact,
                       .number = number,
                       .sum = jb_rational_of_int(0),
                       .rounding = rounding_of(fact),
                       .least = number,
                       .most = number,
                       .terms = g_string_new(NULL)};
      g_ptr_array_add(wholes, whole);
      g_hash_table_insert(by_fact, (gpointer)fact, whole);
    }
    add_part(whole, part, findings);
  }
  for (guint i = 0; i < wholes->len; i++) {
    judge(wholes->pdata[i], findings);
  }
}

/* --- Decimals --- */

void jb_audit_fact_decimals(const JbFact *const *facts, size_t count, JbFindings *findings)
{
  enum { SCALES = 16 };
  size_t counts[SCALES] = {0}, rates = 0;
  for (size_t i = 0; i < count; i++) {
    bool rate = strcmp(facts[i]->unit, JB_UNIT_PERCENT) == 0;
    counts[facts[i]->value.scale] += rate;
    rates += rate;
  }
  int usual = 1;
  for (int scale = 2; scale < SCALES; scale++) {
    usual = counts[scale] > counts[usual] ? scale : usual;
  }
  for (size_t i = 0; i < count && rates >= 3 && counts[usual] > 0; i++) {
    if (strcmp(facts[i]->unit, JB_UNIT_PERCENT) == 0 && facts[i]->value.scale > 0 && facts[i]->value.scale != usual) {
      g_autofree char *value = jb_fact_format_value(facts[i]), *digits = g_strdup_printf("%d", usual);
      jb_find(findings, DECIMALS_UNLIKE, facts[i]->place, value, digits);
    }
  }
}

/* --- Charts --- */

/* Months a period lasts; days count as none, since they are states. */
static int period_length(const char *text)
{
  JbPeriod period;
  if (!jb_period_parse(text, &period) || period.kind == JB_PERIOD_DAY) {
    return 0;
  }
  int unit = period.kind == JB_PERIOD_YEAR ? 12 : period.kind == JB_PERIOD_QUARTER ? 3 : 1;
  int parts = period.last.part - period.first.part + 1;
  int years = period.last.year - period.first.year;
  return period.kind == JB_PERIOD_YEAR ? (years + 1) * unit : years * 12 + parts * unit;
}

/* A whole year is named by its number, or as 全年; less than one by what part it is. 2025年 says nothing of nine
 * months.
 */
static bool label_says_period(const JbBar *bar)
{
  static const char *const parts[] = {"季度", "月", "半年", "Q"};
  g_autofree char *label = jb_inlines_to_plain(&bar->label);
  if (period_length(bar->fact->period) % 12 == 0) {
    g_autofree char *year = g_strndup(bar->fact->period, 4);
    return strstr(label, year) || strstr(label, "全年");
  }
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
    if (strstr(label, parts[i])) {
      return true;
    }
  }
  return false;
}

static bool is_compared(const JbBar *a, const JbBar *b)
{
  g_autofree char *name = jb_fact_name_key(a->fact->name), *other = jb_fact_name_key(b->fact->name);
  return strcmp(name, other) == 0 && strcmp(a->fact->scope, b->fact->scope) == 0 &&
         period_length(a->fact->period) != period_length(b->fact->period) &&
         !(label_says_period(a) && label_says_period(b));
}

void jb_audit_chart(const JbBlock *block, JbFindings *findings)
{
  g_autoptr(GPtrArray) bars = g_ptr_array_new();
  for (size_t s = 0; s < block->chart->series_count; s++) {
    for (size_t i = 0; i < block->chart->series[s].bar_count; i++) {
      const JbBar *bar = &block->chart->series[s].bars[i];
      for (guint k = 0; bar->fact && k < bars->len; k++) {
        const JbBar *other = bars->pdata[k];
        if (is_compared(bar, other)) {
          g_autofree char *here = jb_period_format(bar->fact->period), *there = jb_period_format(other->fact->period);
          jb_find(findings, PERIODS_COMPARED, bar->place, bar->fact->name, here, there);
          break;
        }
      }
      if (bar->fact) {
        g_ptr_array_add(bars, (gpointer)bar);
      }
    }
  }
}

/* --- Rows of tables --- */

static bool is_same_indicator(const JbFact *a, const JbFact *b)
{
  bool same_base = *a->base == '\0' || *b->base == '\0' || strcmp(a->base, b->base) == 0;
  return strcmp(a->name, b->name) == 0 && strcmp(a->scope, b->scope) == 0 && same_base;
}

void jb_audit_comparisons(const JbTable *table, JbFindings *findings)
{
  for (size_t i = 0; i < table->row_count; i++) {
    const JbFact *now = table->rows[i].fact, *before = table->rows[i].before;
    if (!now || !before) {
      continue;
    }
    JbPlace place = table->rows[i].place;
    if (!is_same_indicator(now, before)) {
      jb_find(findings, ROW_UNLIKE, place, now->name, before->name);
    }
    if (!jb_periods_alike(now->period, before->period)) {
      g_autofree char *is = jb_period_format(now->period), *was = jb_period_format(before->period);
      jb_find(findings, ROW_PERIODS, place, now->name, is, was);
    }
  }
}
