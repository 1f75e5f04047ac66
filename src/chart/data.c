/* SPDX-License-Identifier: MIT
 * chart/data: facts in the order drawn, and the chart in words for those who cannot see it. */
#include "chart/data.h"

#include "style/theme.h"

static void check(const JbBlock *block, JbFindings *findings)
{
  const JbChart *chart = block->chart;
  if (chart->series_count > JB_SERIES_COLOURS) {
    g_autofree char *count = g_strdup_printf("%zu", chart->series_count);
    jb_find(findings, CHART_SERIES_MANY, block->place, count, G_STRINGIFY(JB_SERIES_COLOURS));
  }
}

static const JbBar *bar_as_written(const JbChart *chart, size_t series, size_t category)
{
  const JbSeries *one = &chart->series[series];
  return category < one->bar_count ? &one->bars[category] : NULL;
}

/* By the first series' values, largest first; what has none comes last. */
static gint compare_categories(gconstpointer a, gconstpointer b, gpointer data)
{
  const JbChart *chart = data;
  const JbBar *first = bar_as_written(chart, 0, *(const size_t *)a);
  const JbBar *second = bar_as_written(chart, 0, *(const size_t *)b);
  bool has_first = first && first->fact, has_second = second && second->fact;
  if (!has_first || !has_second) {
    return (int)has_second - (int)has_first;
  }
  return jb_decimal_compare(second->fact->value, first->fact->value);
}

JbChartData *jb_chart_data_new(const JbBlock *block, JbFindings *findings)
{
  const JbChart *chart = block->chart;
  check(block, findings);
  JbChartData *data = g_new0(JbChartData, 1);
  data->chart = chart;
  data->series_count = MIN(chart->series_count, JB_SERIES_COLOURS);
  for (size_t s = 0; s < data->series_count; s++) {
    data->category_count = MAX(data->category_count, chart->series[s].bar_count);
  }
  g_autofree size_t *order = g_new0(size_t, data->category_count);
  for (size_t c = 0; c < data->category_count; c++) {
    order[c] = c;
  }
  if (chart->sorted && data->category_count) {
    g_qsort_with_data(order, (gint)data->category_count, sizeof *order, compare_categories, (gpointer)chart);
  }

  size_t count = data->series_count * data->category_count;
  data->bars = g_new0(const JbBar *, count);
  data->facts = g_new0(const JbFact *, count);
  for (size_t i = 0; i < count; i++) {
    const JbBar *bar = bar_as_written(chart, i / data->category_count, order[i % data->category_count]);
    data->bars[i] = bar;
    if (bar && bar->fact) {
      data->facts[data->fact_count++] = bar->fact;
    }
  }
  if (data->fact_count == 0) {
    jb_find(findings, CHART_EMPTY, block->place);
  }
  return data;
}

void jb_chart_data_free(JbChartData *data)
{
  if (!data) {
    return;
  }
  g_free(data->bars);
  g_free(data->facts);
  g_free(data);
}

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

char *jb_chart_value_text(const JbFact *fact, bool with_unit)
{
  if (!fact) {
    return g_strdup("无数据");
  }
  return with_unit ? jb_fact_format_marked_value(fact) : jb_fact_format_marked(fact);
}

static void describe_bar(GString *text, const JbBar *bar)
{
  g_autofree char *label = jb_inlines_to_plain(&bar->label);
  g_autofree char *value = jb_chart_value_text(bar->fact, true);
  g_string_append_printf(text, "%s%s", label, value);
  if (bar->fact && bar->fact->status != JB_FACT_ACTUAL) {
    g_string_append_printf(text, "（%s）", jb_fact_status_name(bar->fact->status));
  }
}

char *jb_chart_data_alternative(const JbChartData *data)
{
  GString *text = g_string_new(data->chart->type == JB_CHART_COLUMNS ? "柱形图：" : "条形图：");
  for (size_t s = 0; s < data->series_count; s++) {
    g_autofree char *title = jb_inlines_to_plain(&data->chart->series[s].title);
    if (*title) {
      g_string_append_printf(text, "%s：", title);
    }
    const char *separator = "";
    for (size_t c = 0; c < data->category_count; c++) {
      const JbBar *bar = jb_chart_data_bar(data, s, c);
      if (!bar) {
        continue;
      }
      g_string_append(text, separator);
      describe_bar(text, bar);
      separator = "，";
    }
    g_string_append(text, s + 1 < data->series_count ? "；" : "。");
  }
  return g_string_free(text, FALSE);
}
