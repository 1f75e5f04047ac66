/* SPDX-License-Identifier: MIT
 * chart/growth: is the growth that a chart says the one that it shows?
 *
 * Every number stands for all that round to it: the two ends for an interval each, the growth between them for another,
 * and the growth stated for a last one. They agree where these two meet. What is only about or beyond its number (≈, >)
 * is not judged. */
#include "chart/growth.h"

#include "report/unit.h"

#include <math.h>
#include <string.h>

typedef struct Range {
  double low, high;
} Range;

static Range range_of(JbDecimal number)
{
  double value = jb_decimal_to_double(number), half = 0.5 * pow(10, -number.scale);
  return (Range){value - half, value + half};
}

/* The sum of a category's bars; false where one is missing or not exact, or where nothing is. */
static bool sum_of(const JbChartData *data, size_t category, Range *sum)
{
  bool any = false;
  *sum = (Range){0, 0};
  for (size_t s = 0; s < data->series_count; s++) {
    const JbBar *bar = jb_chart_data_bar(data, s, category);
    if (!bar || !bar->fact || jb_chart_data_is_line(data, s)) {
      continue;
    }
    if (bar->fact->relation != JB_FACT_EQUAL) {
      return false;
    }
    Range range = range_of(bar->fact->value);
    *sum = (Range){sum->low + range.low, sum->high + range.high};
    any = true;
  }
  return any;
}

/* One bar, or one stack of them, a category; no groups; at least two categories; a rate. */
static bool may_stand(const JbChartData *data)
{
  const JbChart *chart = data->chart;
  size_t abreast = 0;
  for (size_t s = 0; s < data->series_count; s++) {
    abreast += !jb_chart_data_is_line(data, s);
  }
  bool plain = chart->type == JB_CHART_COLUMNS || chart->type == JB_CHART_BARS;
  return plain && (abreast == 1 || chart->arrangement == JB_ARRANGE_STACKED) && data->group_of == NULL &&
         data->category_count > 1 && strcmp(chart->growth->unit, JB_UNIT_PERCENT) == 0;
}

void jb_growth_check(const JbChartData *data, JbPlace place, JbFindings *findings)
{
  const JbFact *growth = data->chart->growth;
  Range first, last;
  if (!growth || !findings) {
    return;
  }
  if (!may_stand(data)) {
    jb_find(findings, CHART_GROWTH_PLACE, place);
    return;
  }
  bool known = sum_of(data, 0, &first) && sum_of(data, data->category_count - 1, &last);
  if (!known || first.low <= 0 || last.low < 0 || growth->relation != JB_FACT_EQUAL) {
    return;
  }
  Range stated = range_of(growth->value);
  Range shown = {100 * (last.low / first.high - 1), 100 * (last.high / first.low - 1)};
  if (stated.low > shown.high || stated.high < shown.low) {
    g_autofree char *says = jb_fact_format_value(growth);
    g_autofree char *makes = g_strdup_printf("%.1f%%", 100 * ((last.low + last.high) / (first.low + first.high) - 1));
    jb_find(findings, CHART_GROWTH_OTHER, place, says, makes);
  }
}
