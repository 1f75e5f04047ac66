/* SPDX-License-Identifier: MIT
 * audit/implied: facts found by name, scope and period; intervals of exact fractions.
 *
 * Model: a number that is written with so many digits stands for all that round to it, half a digit up and down. What
 * is computed from two such numbers is an interval; a stated one contradicts it when the two have nothing in common.
 * A relation is taken as certain only where names say it: the name of one fact is that of another with 增速 behind it.
 * Rejected: guessing by numbers or by ids. What is no contradiction must not be told. */
#include "audit/implied.h"

#include "audit/names.h"
#include "report/period.h"
#include "report/rational.h"
#include "report/unit.h"

#include <string.h>

typedef struct Interval {
  JbRational least, most;
} Interval;

typedef struct Facts {
  const JbReport *report;
  GHashTable *by_key; /* name, scope, period → JbFact; NULL: there are several */
  JbFindings *findings;
} Facts;

/* --- By name --- */

/* The period as its days; years back: of so many years before. "" when it is no period. */
static char *period_key(const char *period, int years_back)
{
  g_autofree char *shifted = g_strdup(period);
  for (char *at = shifted; at && years_back > 0; at = strchr(at, '/')) {
    at += *at == '/';
    guint64 year = g_ascii_strtoull(at, NULL, 10);
    if (year < 1000 || year > 9999) {
      return g_strdup("");
    }
    char digits[5];
    g_snprintf(digits, sizeof digits, "%04d", (int)year - years_back);
    memcpy(at, digits, 4);
  }
  int first, end;
  return jb_period_days(shifted, &first, &end) ? g_strdup_printf("%d-%d", first, end) : g_strdup("");
}

static const JbFact *find(const Facts *facts, const char *name, const char *scope, const char *period, int years_back)
{
  g_autofree char *span = period_key(period, years_back), *plain = jb_fact_name_key(name);
  g_autofree char *key = g_strjoin("\x1f", plain, *scope != '\0' ? scope : facts->report->scope, span, NULL);
  return *span != '\0' ? g_hash_table_lookup(facts->by_key, key) : NULL;
}

static void add_fact(Facts *facts, const JbFact *fact)
{
  g_autofree char *span = period_key(fact->period, 0), *plain = jb_fact_name_key(fact->name);
  const char *scope = *fact->scope != '\0' ? fact->scope : facts->report->scope;
  char *key = g_strjoin("\x1f", plain, scope, span, NULL);
  bool known = g_hash_table_contains(facts->by_key, key);
  g_hash_table_replace(facts->by_key, key, known ? NULL : (gpointer)fact);
}

/* The name without the ending; NULL: it does not end so, or is nothing else. */
static char *name_before(const char *name, const char *const *endings)
{
  for (; *endings; endings++) {
    if (g_str_has_suffix(name, *endings) && strlen(name) > strlen(*endings)) {
      return g_strndup(name, strlen(name) - strlen(*endings));
    }
  }
  return NULL;
}

/* --- Intervals --- */

static bool is_stated(const JbFact *fact)
{
  return fact && fact->relation == JB_FACT_EQUAL && fact->status != JB_FACT_TARGET;
}

/* All numbers that are written so, in ones of what is counted. */
static bool interval_of(const JbFact *fact, Interval *interval)
{
  int power = jb_unit_power(fact->unit, NULL);
  JbRational half = {.numerator = 1, .denominator = 2}, number;
  if (fact->value.scale == 0 && power == 0 && jb_unit_is_counter(fact->unit)) {
    half.numerator = 0;
    half.denominator = 1;
  }
  return jb_rational_of_decimal(fact->value, &number) && jb_rational_scale(number, power, &number) &&
         jb_rational_scale(half, power - fact->value.scale, &half) &&
         jb_rational_subtract(number, half, &interval->least) && jb_rational_add(number, half, &interval->most);
}

static bool have_nothing_in_common(const Interval *a, const Interval *b)
{
  return jb_rational_compare(a->most, b->least) < 0 || jb_rational_compare(b->most, a->least) < 0;
}

/* 100 · a / b − less */
static bool percentage(JbRational a, JbRational b, int less, JbRational *result)
{
  return b.numerator > 0 && jb_rational_divide(a, b, result) && jb_rational_scale(*result, 2, result) &&
         jb_rational_subtract(*result, jb_rational_of_int(less), result);
}

static void tell(const Facts *facts, const JbFact *stated, const JbFact *a, const JbFact *b, JbRational computed)
{
  JbFact right = *stated;
  g_autofree char *here = jb_fact_format_value(stated), *first = jb_fact_format_value(a);
  g_autofree char *second = jb_fact_format_value(b);
  if (jb_rational_round(computed, stated->value.scale, &right.value)) {
    g_autofree char *made = jb_fact_format_value(&right);
    jb_find(facts->findings, RATE_DISAGREES, stated->place, stated->name, here, first, second, made);
  }
}

/* stated is 100 · a / b − less. */
static void check_percentage(const Facts *facts, const JbFact *stated, const JbFact *a, const JbFact *b, int less)
{
  Interval upper, lower, said, computed;
  JbRational exact_a, exact_b, exact;
  if (!is_stated(a) || !is_stated(b) || !jb_units_count_alike(a->unit, b->unit) ||
      strcmp(a->unit, JB_UNIT_PERCENT) == 0 || !interval_of(a, &upper) || !interval_of(b, &lower) ||
      !interval_of(stated, &said) || !percentage(upper.least, lower.most, less, &computed.least) ||
      !percentage(upper.most, lower.least, less, &computed.most)) {
    return;
  }
  bool valued = jb_rational_of_decimal(a->value, &exact_a) && jb_rational_of_decimal(b->value, &exact_b) &&
                jb_rational_scale(exact_a, jb_unit_power(a->unit, NULL) - jb_unit_power(b->unit, NULL), &exact_a) &&
                percentage(exact_a, exact_b, less, &exact);
  if (valued && have_nothing_in_common(&said, &computed)) {
    tell(facts, stated, a, b, exact);
  }
}

/* --- The relations --- */

/* Growth that statistics tell at constant prices does not follow from amounts at current ones. */
static bool is_at_constant_prices(const char *name)
{
  static const char *const indicators[] = {"GDP", "生产总值", "增加值", "产值", "可支配收入", "实际"};
  for (size_t i = 0; i < G_N_ELEMENTS(indicators); i++) {
    if (strstr(name, indicators[i])) {
      return true;
    }
  }
  return false;
}

static void check_growth(const Facts *facts, const JbFact *fact)
{
  static const char *const endings[] = {"同比增速", "同比增长", "增长率", "增速", "增幅", "增长", NULL};
  g_autofree char *name = name_before(fact->name, endings);
  if (name && !is_at_constant_prices(name)) {
    check_percentage(facts, fact, find(facts, name, fact->scope, fact->period, 0),
                     find(facts, name, fact->scope, fact->period, 1), 100);
  }
}

/* X占比 of what X is a part of; X占Y比重, X占Y的比重. */
static void check_share(const Facts *facts, const JbFact *fact)
{
  static const char *const endings[] = {"占比", "比重", "比例", NULL};
  g_autofree char *name = name_before(fact->name, endings);
  const char *between = name ? strstr(name, "占") : NULL;
  if (between && between > name) {
    g_autofree char *part = g_strndup(name, (size_t)(between - name));
    check_percentage(facts, fact, find(facts, part, fact->scope, fact->period, 0),
                     find(facts, between + strlen("占"), fact->scope, fact->period, 0), 0);
  } else if (name) {
    const JbFact *part = find(facts, name, fact->scope, fact->period, 0);
    check_percentage(facts, fact, part, part ? part->whole : NULL, 0);
  }
}

/* How the name of a difference says which way it goes. */
typedef enum Direction {
  DIRECTION_NONE, /* it is no difference from there */
  DIRECTION_ABOVE,
  DIRECTION_BELOW,
  DIRECTION_EITHER,
} Direction;

/* X高于全市, X低于全市, X与全市之差: of X there, in the scope 全市. */
static Direction direction_of(const char *name, const JbFact *there)
{
  static const struct {
    const char *before, *behind;
    Direction direction;
  } forms[] = {{"高于", "", DIRECTION_ABOVE}, {"低于", "", DIRECTION_BELOW}, {"与", "之差", DIRECTION_EITHER}};
  for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
    g_autofree char *form = g_strconcat(there->name, forms[i].before, there->scope, forms[i].behind, NULL);
    if (strcmp(name, form) == 0) {
      return forms[i].direction;
    }
  }
  return DIRECTION_NONE;
}

/* stated is a − b. */
static bool contradicts(const JbFact *stated, const JbFact *a, const JbFact *b)
{
  Interval upper, lower, said, computed;
  return interval_of(a, &upper) && interval_of(b, &lower) && interval_of(stated, &said) &&
         jb_rational_subtract(upper.least, lower.most, &computed.least) &&
         jb_rational_subtract(upper.most, lower.least, &computed.most) && have_nothing_in_common(&said, &computed);
}

static void check_difference_from(const Facts *facts, const JbFact *fact, const JbFact *there)
{
  Direction direction = direction_of(fact->name, there);
  const JbFact *here = direction != DIRECTION_NONE ? find(facts, there->name, "", fact->period, 0) : NULL;
  if (!is_stated(here) || here == there || strcmp(here->period, there->period) != 0) {
    return;
  }
  const JbFact *a = direction == DIRECTION_BELOW ? there : here, *b = direction == DIRECTION_BELOW ? here : there;
  JbRational minuend, subtrahend, exact;
  if (contradicts(fact, a, b) && (direction != DIRECTION_EITHER || contradicts(fact, b, a)) &&
      jb_rational_of_decimal(a->value, &minuend) && jb_rational_of_decimal(b->value, &subtrahend) &&
      jb_rational_subtract(minuend, subtrahend, &exact)) {
    tell(facts, fact, here, there, exact);
  }
}

static void check_difference(const Facts *facts, const JbFact *fact)
{
  for (size_t i = 0; i < facts->report->fact_count; i++) {
    const JbFact *there = facts->report->facts[i];
    if (is_stated(there) && *there->scope != '\0' && strcmp(there->unit, JB_UNIT_PERCENT) == 0) {
      check_difference_from(facts, fact, there);
    }
  }
}

void jb_audit_implied(const JbReport *report, JbFindings *findings)
{
  g_autoptr(GHashTable) by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  Facts facts = {.report = report, .by_key = by_key, .findings = findings};
  for (size_t i = 0; i < report->fact_count; i++) {
    add_fact(&facts, report->facts[i]);
  }
  for (size_t i = 0; i < report->fact_count; i++) {
    const JbFact *fact = report->facts[i];
    if (!is_stated(fact) || *fact->expression != '\0') {
      continue;
    }
    if (strcmp(fact->unit, JB_UNIT_PERCENT) == 0) {
      check_growth(&facts, fact);
      check_share(&facts, fact);
    } else if (strcmp(fact->unit, JB_UNIT_POINTS) == 0) {
      check_difference(&facts, fact);
    }
  }
}

/* --- Names --- */

/* The name without the words that only say that it is a number, and alike characters as one. */
static char *loose_name(const char *name)
{
  static const char *const endings[] = {"总个数", "个数", "总数", "数量", "总量", "总额", "数", "额", NULL};
  g_autofree char *key = jb_fact_name_key(name);
  g_autofree char *stem = name_before(key, endings);
  return jb_names_fold(stem ? stem : key);
}

void jb_audit_fact_names(const JbReport *report, JbFindings *findings)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (size_t i = 0; i < report->fact_count; i++) {
    const JbFact *fact = report->facts[i];
    const char *scope = *fact->scope != '\0' ? fact->scope : report->scope;
    g_autofree char *loose = loose_name(fact->name), *name = jb_fact_name_key(fact->name);
    char *key = g_strjoin("\x1f", loose, scope, fact->period, fact->base, fact->unit,
                          fact->status == JB_FACT_TARGET ? "target" : "", NULL);
    const JbFact *first = g_hash_table_lookup(seen, key);
    g_autofree char *first_name = first ? jb_fact_name_key(first->name) : NULL;
    if (!first) {
      g_hash_table_insert(seen, key, (gpointer)fact);
      continue;
    }
    g_free(key);
    if (strcmp(first_name, name) != 0) {
      g_autofree char *line = g_strdup_printf("%d", first->place.line);
      jb_find(findings, FACT_NAMES_ALIKE, fact->place, fact->name, first->name, line);
    }
  }
}
