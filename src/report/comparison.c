/* SPDX-License-Identifier: MIT
 * report/comparison: differences on exact fractions. */
#include "report/comparison.h"

#include "report/period.h"
#include "report/rational.h"
#include "report/unit.h"

#include <string.h>

bool jb_facts_compare(const JbFact *now, const JbFact *before)
{
  return jb_units_count_alike(now->unit, before->unit);
}

/* What it was, in the unit it is in now. */
static bool read_before(const JbFact *now, const JbFact *before, JbRational *number)
{
  int power = jb_unit_power(before->unit, NULL) - jb_unit_power(now->unit, NULL);
  return jb_facts_compare(now, before) && jb_rational_of_decimal(before->value, number) &&
         jb_rational_scale(*number, power, number);
}

/* Of what is more than 350 less 300 it is more than 50 that is known; of 400 less what is more than 350, less than 50.
 */
static JbFactRelation relation_of_difference(JbFactRelation now, JbFactRelation before)
{
  if (before == JB_FACT_EQUAL || now == JB_FACT_EQUAL) {
    return before == JB_FACT_EQUAL ? now : jb_fact_relation_turned(before);
  }
  return JB_FACT_ABOUT;
}

static JbFact *new_difference(const JbFact *now, const JbFact *before, JbDecimal value, const char *unit)
{
  JbFactForm form = now->placed ? now->form : (JbFactForm){0};
  form.mark = JB_FACT_SIGN;
  form.chinese = form.magnitude = false;
  form.plus = true;
  JbFact *difference = jb_fact_place(now, form);
  difference->value = value;
  difference->relation = relation_of_difference(now->relation, before->relation);
  g_free(difference->unit);
  difference->unit = g_strdup(unit);
  return difference;
}

JbFact *jb_fact_change(const JbFact *now, const JbFact *before)
{
  JbRational is, was;
  JbDecimal value;
  bool one_unit = strcmp(now->unit, before->unit) == 0;
  int digits = one_unit ? MAX(now->value.scale, before->value.scale) : now->value.scale;
  bool known = read_before(now, before, &was) && jb_rational_of_decimal(now->value, &is) &&
               jb_rational_subtract(is, was, &is) && jb_rational_round(is, digits, &value);
  bool rate = strcmp(now->unit, JB_UNIT_PERCENT) == 0;
  return known ? new_difference(now, before, value, rate ? JB_UNIT_POINTS : now->unit) : NULL;
}

JbFact *jb_fact_growth(const JbFact *now, const JbFact *before, int digits)
{
  JbRational is, was;
  JbDecimal value;
  bool known = !jb_unit_is_rate(now->unit) && read_before(now, before, &was) && was.numerator > 0 &&
               jb_rational_of_decimal(now->value, &is) && jb_rational_divide(is, was, &is) &&
               jb_rational_scale(is, 2, &is) && jb_rational_subtract(is, jb_rational_of_int(100), &is) &&
               jb_rational_round(is, digits, &value);
  JbFact *growth = known ? new_difference(now, before, value, JB_UNIT_PERCENT) : NULL;
  if (growth) {
    growth->form.rounded = false; /* its digits are its own */
  }
  return growth;
}

bool jb_table_compares(const JbTable *table)
{
  for (size_t i = 0; i < table->column_count; i++) {
    JbColumnSource source = table->columns[i].source;
    if (source == JB_COLUMN_BEFORE || source == JB_COLUMN_CHANGE || source == JB_COLUMN_GROWTH) {
      return true;
    }
  }
  return false;
}

/* --- The note --- */

/* Rows of the same two periods. */
typedef struct Periods {
  const JbRow *row; /* the first */
  size_t count;
  GString *names;
} Periods;

static void free_periods(gpointer data)
{
  Periods *periods = data;
  g_string_free(periods->names, TRUE);
  g_free(periods);
}

static Periods *periods_of(const JbRow *row, GPtrArray *all, GHashTable *by_text)
{
  g_autofree char *text = g_strconcat(row->fact->period, " ", row->before->period, NULL);
  Periods *periods = g_hash_table_lookup(by_text, text);
  if (!periods) {
    periods = g_new(Periods, 1);
    *periods = (Periods){.row = row, .names = g_string_new(NULL)};
    g_ptr_array_add(all, periods);
    g_hash_table_insert(by_text, g_steal_pointer(&text), periods);
  }
  return periods;
}

/* Of Periods, in the order of the rows. */
static GPtrArray *collect_periods(const JbTable *table)
{
  GPtrArray *all = g_ptr_array_new_with_free_func(free_periods);
  g_autoptr(GHashTable) by_text = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (size_t i = 0; i < table->row_count && jb_table_compares(table); i++) {
    const JbRow *row = &table->rows[i];
    if (row->fact && row->before) {
      Periods *periods = periods_of(row, all, by_text);
      g_string_append_printf(periods->names, "%s%s", periods->count++ > 0 ? "、" : "", row->fact->name);
    }
  }
  return all;
}

/* Those that most rows have: the heads of the columns speak of them. */
static const Periods *usual_periods(const GPtrArray *all)
{
  const Periods *usual = NULL;
  for (guint i = 0; i < all->len; i++) {
    const Periods *periods = all->pdata[i];
    usual = !usual || periods->count > usual->count ? periods : usual;
  }
  return usual;
}

/* "2024年全年": beside months of a year, the year must not be taken for some of them. */
static char *say_period(const char *period)
{
  g_autofree char *words = jb_period_format(period);
  return g_strconcat(words, g_str_has_suffix(words, "年") ? "全年" : "", NULL);
}

char *jb_table_comparison_note(const JbTable *table)
{
  g_autoptr(GPtrArray) all = collect_periods(table);
  const Periods *usual = usual_periods(all);
  GString *note = g_string_new(NULL);
  for (guint i = 0; i < all->len; i++) {
    const Periods *periods = all->pdata[i];
    const char *now = periods->row->fact->period, *before = periods->row->before->period;
    bool alike = jb_periods_alike(now, before);
    if (alike && periods == usual) {
      continue;
    }
    g_autofree char *was = say_period(before), *is = say_period(now);
    g_string_append_printf(note, "%s为%s与%s%s。", periods->names->str, was, is, alike ? "" : "，时期不同");
  }
  return g_string_free(note, FALSE);
}
