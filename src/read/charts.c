/* SPDX-License-Identifier: MIT
 * read/charts: charts of facts, chains, schedules. */
#include "read/reader.h"

#include <string.h>

/* --- bars --- */

/* Without f there is no number, and the chart says so; a number that is not found leaves its bar out.
 * labels: those of the bars beside it. */
static void read_bar(JbReader *reader, const JbXmlNode *element, JbFactForm form, size_t group, GHashTable *labels,
                     JbSeries *series)
{
  const JbFact *fact = jb_read_placed_fact(reader, element, "f", form);
  bool numberless = !jb_xml_attribute(element, "f");
  if (!fact && !numberless) {
    return;
  }
  JbBar *bar = &series->bars[series->bar_count++];
  *bar = (JbBar){.fact = fact,
                 .label = jb_read_label(reader, element, fact),
                 .schedule = jb_read_placed_fact(reader, element, "schedule", form),
                 .total = jb_read_yes(element, "total"),
                 .highlight = jb_read_yes(element, "highlight"),
                 .group = group,
                 .place = element->place};
  if (numberless && bar->label.count == 0) {
    jb_find(reader->findings, BAR_NAMELESS, element->place);
  }
  char *label = jb_inlines_to_plain(&bar->label);
  if (!g_hash_table_add(labels, label)) {
    jb_find(reader->findings, CATEGORY_TWICE, bar->place, label);
  }
}

/* The bars among the children of a chart, series or group. */
static void read_bars(JbReader *reader, const JbXmlNode *element, JbFactForm outer, size_t group, JbSeries *series)
{
  g_autoptr(GHashTable) labels = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  JbFactForm form = jb_read_form(element, outer);
  for (const JbXmlNode *child = jb_xml_first_element(element); child; child = jb_xml_next_element(child)) {
    if (strcmp(child->name, "bar") == 0) {
      read_bar(reader, child, form, group, labels, series);
    }
  }
}

static void read_groups(JbReader *reader, const JbXmlNode *element, JbChart *chart)
{
  JbFactForm form = jb_read_form(element, JB_READ_USUAL_FORM);
  for (const JbXmlNode *child = jb_xml_first_element(element); child; child = jb_xml_next_element(child)) {
    if (strcmp(child->name, "group") == 0) {
      size_t group = chart->group_count++;
      chart->groups[group] = jb_read_inlines_attribute(reader, child, "title");
      read_bars(reader, child, form, group, &chart->series[0]);
    }
  }
}

static size_t count_bars(const JbXmlNode *element)
{
  size_t count = jb_read_count(element, "bar");
  for (const JbXmlNode *child = jb_xml_first_element(element); child; child = jb_xml_next_element(child)) {
    count += strcmp(child->name, "group") == 0 ? jb_read_count(child, "bar") : 0;
  }
  return count;
}

/* --- series --- */

static void check_series_length(JbReader *reader, const JbXmlNode *element, const JbXmlNode *first)
{
  size_t count = jb_read_count(element, "bar"), wanted = jb_read_count(first, "bar");
  if (count != wanted) {
    g_autofree char *here = g_strdup_printf("%" G_GSIZE_FORMAT, count);
    g_autofree char *there = g_strdup_printf("%" G_GSIZE_FORMAT, wanted);
    jb_find(reader->findings, SERIES_UNEQUAL, element->place, here, there);
  }
}

static void read_series(JbReader *reader, const JbXmlNode *element, JbChart *chart)
{
  JbFactForm form = jb_read_form(element, JB_READ_USUAL_FORM);
  static const char *const forms[] = {"bars", "line", NULL};
  const JbXmlNode *first = jb_read_child(element, "series");
  for (const JbXmlNode *child = first; child; child = jb_xml_next_element(child)) {
    if (strcmp(child->name, "series") == 0) {
      JbSeries *series = &chart->series[chart->series_count++];
      series->title = jb_read_inlines_attribute(reader, child, "title");
      series->line = jb_read_choice(child, "form", forms, 0) == 1;
      series->bars = g_new0(JbBar, jb_read_count(child, "bar"));
      read_bars(reader, child, form, 0, series);
      check_series_length(reader, child, first);
    }
  }
}

/* A chart's only series: its bars, or groups of them. */
static void read_single(JbReader *reader, const JbXmlNode *element, JbChart *chart)
{
  const JbXmlNode *bar = jb_read_child(element, "bar");
  size_t groups = jb_read_count(element, "group");
  if (groups > 0 && bar) {
    jb_find(reader->findings, CHART_MIXED, bar->place);
  }
  chart->series_count = 1;
  chart->series[0].bars = g_new0(JbBar, count_bars(element));
  chart->groups = g_new0(JbInlines, groups);
  if (groups > 0) {
    read_groups(reader, element, chart);
  } else {
    read_bars(reader, element, JB_READ_USUAL_FORM, 0, &chart->series[0]);
  }
}

/* --- charts --- */

static void check_kind(JbReader *reader, const JbXmlNode *element, const JbChart *chart, const char *type)
{
  bool single = chart->type != JB_CHART_COLUMNS && chart->type != JB_CHART_BARS;
  bool of_whole = chart->type == JB_CHART_PARTS || chart->type == JB_CHART_STAGES;
  if (of_whole && !jb_xml_attribute(element, "whole")) {
    jb_find(reader->findings, CHART_WHOLE, element->place, type);
  }
  if (single && chart->series_count > 1) {
    jb_find(reader->findings, CHART_SINGLE, element->place, type);
  }
}

void jb_read_chart(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  static const char *const types[] = {"columns", "bars",       "waterfall", "progress",
                                      "stages",  "comparison", "parts",     NULL};
  static const char *const arrangements[] = {"grouped", "stacked", "shares", "panels", NULL};
  static const char *const bases[] = {"month", "day", NULL};
  jb_read_exhibit_words(reader, element, block);
  JbChart *chart = block->chart = g_new0(JbChart, 1);
  chart->type = (JbChartType)jb_read_choice(element, "type", types, JB_CHART_COLUMNS);
  chart->arrangement = (JbArrangement)jb_read_choice(element, "arrange", arrangements, JB_ARRANGE_GROUPED);
  chart->basis = (JbScheduleBasis)jb_read_choice(element, "basis", bases, JB_BASIS_MONTH);
  chart->sorted = jb_read_yes(element, "sorted");
  chart->whole = jb_read_placed_fact(reader, element, "whole", JB_READ_USUAL_FORM);
  chart->growth = jb_read_fact(reader, element, "growth");
  chart->rest = jb_read_inlines_attribute(reader, element, "rest");
  size_t series_count = jb_read_count(element, "series");
  chart->series = g_new0(JbSeries, MAX(series_count, (size_t)1));
  const JbXmlNode *bar = jb_read_child(element, "bar"), *group = jb_read_child(element, "group");
  if (series_count > 0 && (bar || group)) {
    jb_find(reader->findings, CHART_MIXED, (bar ? bar : group)->place);
  }
  if (series_count > 0) {
    read_series(reader, element, chart);
  } else {
    read_single(reader, element, chart);
  }
  check_kind(reader, element, chart, types[chart->type]);
}

/* --- chains and schedules --- */

/* A block with the one series of a chart without facts, its bars to be read. */
static JbSeries *begin_series(JbReader *reader, const JbXmlNode *element, JbChartType type, size_t count,
                              JbBlock *block)
{
  jb_read_exhibit_words(reader, element, block);
  JbChart *chart = block->chart = g_new0(JbChart, 1);
  chart->type = type;
  chart->series = g_new0(JbSeries, 1);
  chart->series_count = 1;
  chart->series[0].bars = g_new0(JbBar, count);
  return &chart->series[0];
}

void jb_read_chain(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  JbSeries *series = begin_series(reader, element, JB_CHART_CHAIN, jb_read_count(element, "link"), block);
  for (const JbXmlNode *child = jb_xml_first_element(element); child; child = jb_xml_next_element(child)) {
    if (strcmp(child->name, "link") == 0) {
      series->bars[series->bar_count++] = (JbBar){.label = jb_read_inlines(reader, child),
                                                  .remark = jb_read_inlines_attribute(reader, child, "remark"),
                                                  .highlight = jb_read_yes(child, "highlight"),
                                                  .place = child->place};
    }
  }
}

void jb_read_schedule(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  size_t count = jb_read_count(element, "task") + jb_read_count(element, "milestone");
  JbSeries *series = begin_series(reader, element, JB_CHART_SCHEDULE, count, block);
  for (const JbXmlNode *child = jb_xml_first_element(element); child; child = jb_xml_next_element(child)) {
    bool task = strcmp(child->name, "task") == 0;
    if (task || strcmp(child->name, "milestone") == 0) {
      series->bars[series->bar_count++] = (JbBar){.label = jb_read_inlines(reader, child),
                                                  .period = jb_read_attribute(child, task ? "period" : "date"),
                                                  .milestone = !task,
                                                  .highlight = jb_read_yes(child, "highlight"),
                                                  .place = child->place};
    }
  }
}
