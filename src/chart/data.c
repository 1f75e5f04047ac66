/* SPDX-License-Identifier: MIT
 * chart/data: facts in the order drawn. */
#include "chart/data.h"

#include "chart/growth.h"
#include "report/period.h"
#include "report/unit.h"
#include "style/theme.h"

#include <string.h>

static bool in_turn(const JbChartData *data)
{
  return data->form == JB_FORM_IN_TURN || data->chart->arrangement == JB_ARRANGE_PANELS;
}

bool jb_chart_data_is_line(const JbChartData *data, size_t series)
{
  return !in_turn(data) && data->chart->type == JB_CHART_COLUMNS && data->chart->series[series].line;
}

static bool of_facts(const JbChart *chart)
{
  return chart->type != JB_CHART_CHAIN && chart->type != JB_CHART_SCHEDULE;
}

/* --- units --- */

/* Which of its scales a bar stands on, at most as many as series and groups together. All bars share the first, but
 * for lines, groups and panels, which have one each. */
static size_t scale_of(const JbChartData *data, size_t series, const JbBar *bar)
{
  return in_turn(data) ? series : jb_chart_data_is_line(data, series) ? series + 1 : bar->group;
}

/* Plain bars are compared, not added: 48家 may stand beside 11个, each with its word. */
static bool is_plain(const JbChart *chart)
{
  bool bars = chart->type == JB_CHART_COLUMNS || chart->type == JB_CHART_BARS;
  return bars && !chart->whole && chart->arrangement != JB_ARRANGE_STACKED && chart->arrangement != JB_ARRANGE_SHARES;
}

static bool counts_in(const JbChart *chart, const char **unit, const JbFact *fact, JbPlace place, JbFindings *findings)
{
  if (!fact) {
    return true;
  }
  if (!*unit) {
    *unit = fact->unit;
  }
  bool counted = is_plain(chart) && jb_unit_is_counter(*unit) && jb_unit_is_counter(fact->unit);
  bool alike = counted || strcmp(*unit, fact->unit) == 0;
  if (!alike && findings) {
    jb_find(findings, CHART_UNITS, place, *unit, fact->unit);
  }
  return alike;
}

/* Is what shares a scale of one unit? 万元 and 亿元 are two: to draw either in the other would print a number that
 * nobody stated. The first that is not is told. */
static bool units_agree(const JbChartData *data, JbFindings *findings)
{
  const JbChart *chart = data->chart;
  g_autofree const char **units = g_new0(const char *, chart->series_count + chart->group_count + 1);
  units[0] = chart->whole ? chart->whole->unit : chart->type == JB_CHART_PROGRESS ? JB_UNIT_PERCENT : NULL;
  for (size_t s = 0; s < chart->series_count; s++) {
    for (size_t b = 0; b < chart->series[s].bar_count; b++) {
      const JbBar *bar = &chart->series[s].bars[b];
      const char **unit = &units[scale_of(data, s, bar)];
      if (!counts_in(chart, unit, bar->fact, bar->place, findings) ||
          !counts_in(chart, unit, bar->schedule, bar->place, findings)) {
        return false;
      }
    }
  }
  return true;
}

/* --- order --- */

/* By the first series' values, largest first; what has none comes last. */
static gint compare_bars(gconstpointer a, gconstpointer b)
{
  const JbBar *first = *(const JbBar *const *)a, *second = *(const JbBar *const *)b;
  if (first->group != second->group) {
    return first->group < second->group ? -1 : 1;
  }
  if (!first->fact || !second->fact) {
    return (second->fact != NULL) - (first->fact != NULL);
  }
  return jb_decimal_compare(second->fact->value, first->fact->value);
}

static gint compare_sorted(gconstpointer a, gconstpointer b, gpointer unused)
{
  (void)unused;
  return compare_bars(a, b);
}

/* A series' bars, sorted if the chart asks for it: stable, as g_qsort_with_data is. */
static GPtrArray *bars_of(const JbChart *chart, const JbSeries *series)
{
  GPtrArray *bars = g_ptr_array_new();
  for (size_t c = 0; c < series->bar_count; c++) {
    g_ptr_array_add(bars, &series->bars[c]);
  }
  if (chart->sorted) {
    g_qsort_with_data(bars->pdata, (gint)bars->len, sizeof(gpointer), compare_sorted, NULL);
  }
  return bars;
}

/* --- series and categories --- */

static void add_rest(JbChartData *data, GPtrArray *bars)
{
  if (data->rest_bar.fact) {
    g_ptr_array_add(bars, &data->rest_bar);
  }
}

/* Categories in the order of the first series. */
static void arrange_side_by_side(JbChartData *data)
{
  const JbChart *chart = data->chart;
  data->series_count = MIN(chart->series_count, JB_SERIES_COLOURS);
  g_autoptr(GPtrArray) first = chart->series_count ? bars_of(chart, &chart->series[0]) : g_ptr_array_new();
  size_t named = first->len;
  add_rest(data, first);
  data->category_count = first->len;
  for (size_t s = 1; s < data->series_count; s++) {
    data->category_count = MAX(data->category_count, chart->series[s].bar_count);
  }
  data->bars = g_new0(const JbBar *, data->series_count * data->category_count + 1);
  for (size_t s = 0; s < data->series_count; s++) {
    const JbSeries *series = &chart->series[s];
    for (size_t c = 0; c < data->category_count; c++) {
      size_t written = c < named ? (size_t)((JbBar *)g_ptr_array_index(first, c) - chart->series[0].bars) : c;
      const JbBar *bar = written < series->bar_count ? &series->bars[written] : NULL;
      data->bars[s * data->category_count + c] = s == 0 && c < first->len ? g_ptr_array_index(first, c) : bar;
    }
  }
  if (chart->group_count == 0) {
    return;
  }
  data->group_count = chart->group_count;
  data->groups = g_new(const JbInlines *, chart->group_count);
  data->group_of = g_new(size_t, data->category_count + 1);
  for (size_t g = 0; g < chart->group_count; g++) {
    data->groups[g] = &chart->groups[g];
  }
  for (size_t c = 0; c < data->category_count; c++) {
    data->group_of[c] = data->bars[c]->group;
  }
}

static void arrange_in_turn(JbChartData *data)
{
  const JbChart *chart = data->chart;
  g_autoptr(GPtrArray) bars = g_ptr_array_new();
  g_autoptr(GArray) groups = g_array_new(FALSE, FALSE, sizeof(size_t));
  data->group_count = chart->series_count;
  data->groups = g_new(const JbInlines *, chart->series_count + 1);
  for (size_t s = 0; s < chart->series_count; s++) {
    g_autoptr(GPtrArray) own = bars_of(chart, &chart->series[s]);
    data->groups[s] = &chart->series[s].title;
    for (guint c = 0; c < own->len; c++) {
      g_ptr_array_add(bars, g_ptr_array_index(own, c));
      g_array_append_val(groups, s);
    }
  }
  data->series_count = 1;
  data->category_count = bars->len;
  data->bars = (const JbBar **)g_ptr_array_steal(bars, NULL);
  data->group_of = (size_t *)(void *)g_array_free(g_steal_pointer(&groups), FALSE);
}

/* --- what is worked out --- */

static void tell_excess(const JbBlock *block, JbDecimal sum, JbFindings *findings)
{
  JbFact added = *block->chart->whole;
  added.value = sum;
  g_autofree char *parts = jb_fact_format_value(&added), *whole = jb_fact_format_value(block->chart->whole);
  jb_find(findings, CHART_PARTS_EXCEED, block->place, parts, whole);
}

/* What the parts leave of the whole: shown as 推算 where it has a name. */
static void work_out_rest(JbChartData *data, const JbBlock *block, JbFindings *findings)
{
  const JbChart *chart = data->chart;
  if (chart->type != JB_CHART_PARTS || !chart->whole) {
    return;
  }
  JbDecimal sum = {0, 0}, rest;
  for (size_t i = 0; i < chart->series[0].bar_count; i++) {
    const JbFact *fact = chart->series[0].bars[i].fact;
    if (fact && !jb_decimal_add(sum, fact->value, &sum)) {
      return;
    }
  }
  if (!jb_decimal_subtract(chart->whole->value, sum, &rest)) {
    return;
  }
  if (rest.digits < 0 && findings) {
    tell_excess(block, sum, findings);
  }
  if (rest.digits > 0 && chart->rest.count > 0) {
    data->rest_fact = *chart->whole;
    data->rest_fact.value = rest;
    data->rest_fact.status = JB_FACT_DERIVED;
    data->rest_fact.name = jb_inlines_to_plain(&chart->rest);
    data->rest_bar = (JbBar){.fact = &data->rest_fact, .label = chart->rest, .place = block->place};
  }
}

/* Each once. */
static void add_fact(GPtrArray *facts, const JbFact *fact)
{
  if (fact && !g_ptr_array_find(facts, fact, NULL)) {
    g_ptr_array_add(facts, (gpointer)fact);
  }
}

static void collect_facts(JbChartData *data)
{
  g_autoptr(GPtrArray) facts = g_ptr_array_new();
  for (size_t i = 0; i < data->series_count * data->category_count; i++) {
    add_fact(facts, data->bars[i] ? data->bars[i]->fact : NULL);
  }
  bool any = facts->len > 0;
  for (size_t i = 0; any && i < data->category_count; i++) {
    add_fact(facts, data->bars[i] ? data->bars[i]->schedule : NULL);
  }
  add_fact(facts, any ? data->chart->whole : NULL);
  data->facts = (const JbFact **)g_ptr_array_steal(facts, &data->fact_count);
}

static void check(const JbChartData *data, const JbBlock *block, JbFindings *findings)
{
  const JbChart *chart = data->chart;
  if (chart->series_count > JB_SERIES_COLOURS && !in_turn(data)) {
    g_autofree char *count = g_strdup_printf("%zu", chart->series_count);
    jb_find(findings, CHART_SERIES_MANY, block->place, count, G_STRINGIFY(JB_SERIES_COLOURS));
  }
  if (data->comparable && !jb_chart_data_shows_something(data)) {
    jb_find(findings, CHART_EMPTY, block->place);
  }
  jb_growth_check(data, block->place, findings);
}

JbChartData *jb_chart_data_new(const JbBlock *block, JbDataForm form, JbFindings *findings)
{
  JbChartData *data = g_new0(JbChartData, 1);
  data->chart = block->chart;
  data->form = form;
  data->comparable = units_agree(data, findings);
  if (data->comparable) {
    work_out_rest(data, block, findings);
  }
  if (in_turn(data)) {
    arrange_in_turn(data);
  } else {
    arrange_side_by_side(data);
  }
  collect_facts(data);
  if (findings) {
    check(data, block, findings);
  }
  return data;
}

void jb_chart_data_free(JbChartData *data)
{
  if (!data) {
    return;
  }
  g_free(data->bars);
  g_free(data->groups);
  g_free(data->group_of);
  g_free(data->facts);
  if (data->rest_bar.fact) {
    g_free(data->rest_fact.name);
  }
  g_free(data);
}

/* --- looking at it --- */

const JbBar *jb_chart_data_bar(const JbChartData *data, size_t series, size_t category)
{
  return data->bars[series * data->category_count + category];
}

const JbBar *jb_chart_data_category(const JbChartData *data, size_t category)
{
  const JbBar *bar = NULL;
  for (size_t s = 0; s < data->series_count && !bar; s++) {
    bar = jb_chart_data_bar(data, s, category);
  }
  return bar;
}

bool jb_chart_data_is_open(const JbBar *bar)
{
  return bar && bar->fact && (bar->fact->relation == JB_FACT_MORE || bar->fact->relation == JB_FACT_AT_LEAST);
}

double jb_chart_data_value(const JbChartData *data, size_t series, size_t category)
{
  const JbBar *bar = jb_chart_data_bar(data, series, category);
  return bar && bar->fact ? jb_decimal_to_double(bar->fact->value) : 0;
}

bool jb_chart_data_mixes_status(const JbChartData *data)
{
  bool actual = false, other = false;
  for (size_t i = 0; i < data->fact_count; i++) {
    actual = actual || data->facts[i]->status == JB_FACT_ACTUAL;
    other = other || data->facts[i]->status != JB_FACT_ACTUAL;
  }
  return actual && other;
}

static bool labelled_with_period(const JbChartData *data, const JbFact *fact)
{
  g_autofree char *period = jb_period_format(fact->period);
  for (size_t i = 0; *period && i < data->series_count * data->category_count; i++) {
    if (data->bars[i] && data->bars[i]->fact == fact) {
      g_autofree char *label = jb_inlines_to_plain(&data->bars[i]->label);
      if (strstr(label, period)) {
        return true;
      }
    }
  }
  return false;
}

bool jb_chart_data_labels_periods(const JbChartData *data)
{
  bool all = data->fact_count > 0;
  for (size_t i = 0; all && i < data->fact_count; i++) {
    all = labelled_with_period(data, data->facts[i]);
  }
  return all;
}

bool jb_chart_data_shows_something(const JbChartData *data)
{
  return data->comparable && (of_facts(data->chart) ? data->fact_count > 0 : data->category_count > 0);
}

bool jb_chart_data_scales_groups(const JbChartData *data)
{
  bool alike = true;
  for (size_t i = 1; i < data->fact_count; i++) {
    alike = alike && strcmp(data->facts[i]->unit, data->facts[0]->unit) == 0;
  }
  return data->group_of && !alike;
}

bool jb_chart_data_is_scaled(const JbChartData *data)
{
  const JbChart *chart = data->chart;
  bool plain = chart->type == JB_CHART_COLUMNS || chart->type == JB_CHART_BARS;
  for (size_t s = 0; s < data->series_count; s++) {
    plain = plain && !jb_chart_data_is_line(data, s);
  }
  return plain && !in_turn(data) && !jb_chart_data_scales_groups(data) &&
         !(chart->arrangement == JB_ARRANGE_SHARES && data->form == JB_FORM_ASKED);
}
