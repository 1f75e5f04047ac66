/* SPDX-License-Identifier: MIT
 * read/exhibits: charts, KPI strips, figures, and the words all exhibits have. */
#include "base/units.h"
#include "read/reader.h"

#include <string.h>

static size_t count_named(const JbXmlNode *element, const char *name)
{
  size_t count = 0;
  for (const JbXmlNode *child = jb_xml_first_element(element); child != NULL; child = jb_xml_next_element(child)) {
    count += strcmp(child->name, name) == 0;
  }
  return count;
}

void jb_read_exhibit_words(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  const JbXmlNode *caption = jb_read_child(element, "caption"), *note = jb_read_child(element, "note");
  if (caption != NULL) {
    block->inlines = jb_read_inlines(reader, caption);
  }
  if (note != NULL) {
    block->note = jb_read_inlines(reader, note);
  }
  g_free(block->unit);
  block->unit = jb_read_plain_attribute(reader, element, "unit");
}

/* label, else the fact's name. */
static JbInlines read_label(JbReader *reader, const JbXmlNode *element, const JbFact *fact)
{
  JbInlines label = jb_read_inlines_attribute(reader, element, "label");
  return label.count > 0 || fact == NULL ? label : jb_read_inlines_literal(fact->name, element->place);
}

/* --- KPI strips --- */

void jb_read_kpis(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  jb_read_exhibit_words(reader, element, block);
  JbKpis *kpis = block->kpis = g_new0(JbKpis, 1);
  kpis->items = g_new0(JbKpi, count_named(element, "kpi"));
  for (const JbXmlNode *child = jb_xml_first_element(element); child != NULL; child = jb_xml_next_element(child)) {
    const JbFact *fact = strcmp(child->name, "kpi") == 0 ? jb_read_fact(reader, child) : NULL;
    if (fact != NULL) {
      kpis->items[kpis->count++] =
          (JbKpi){.fact = fact, .label = read_label(reader, child, fact), .place = child->place};
    }
  }
}

/* --- Charts --- */

static void warn_if_label_repeated(JbReader *reader, const JbSeries *series, const JbBar *bar)
{
  g_autofree char *label = jb_inlines_to_plain(&bar->label);
  for (const JbBar *other = series->bars; other < bar; other++) {
    g_autofree char *other_label = jb_inlines_to_plain(&other->label);
    if (strcmp(label, other_label) == 0) {
      jb_find(reader->findings, CATEGORY_TWICE, bar->place, label);
      return;
    }
  }
}

/* The bars among the children of a chart or series. */
static void read_bars(JbReader *reader, const JbXmlNode *element, JbSeries *series)
{
  series->bars = g_new0(JbBar, count_named(element, "bar"));
  for (const JbXmlNode *child = jb_xml_first_element(element); child != NULL; child = jb_xml_next_element(child)) {
    const JbFact *fact = strcmp(child->name, "bar") == 0 ? jb_read_fact(reader, child) : NULL;
    if (fact == NULL) {
      continue;
    }
    JbBar *bar = &series->bars[series->bar_count++];
    *bar = (JbBar){.fact = fact,
                   .label = read_label(reader, child, fact),
                   .highlight = jb_read_yes(child, "highlight"),
                   .place = child->place};
    warn_if_label_repeated(reader, series, bar);
  }
}

static void check_series_length(JbReader *reader, const JbXmlNode *element, const JbXmlNode *first)
{
  size_t count = count_named(element, "bar"), wanted = count_named(first, "bar");
  if (count != wanted) {
    g_autofree char *here = g_strdup_printf("%" G_GSIZE_FORMAT, count);
    g_autofree char *there = g_strdup_printf("%" G_GSIZE_FORMAT, wanted);
    jb_find(reader->findings, SERIES_UNEQUAL, element->place, here, there);
  }
}

static void read_series(JbReader *reader, const JbXmlNode *element, JbChart *chart)
{
  const JbXmlNode *first = jb_read_child(element, "series");
  for (const JbXmlNode *child = first; child != NULL; child = jb_xml_next_element(child)) {
    if (strcmp(child->name, "series") == 0) {
      JbSeries *series = &chart->series[chart->series_count++];
      series->title = jb_read_inlines_attribute(reader, child, "title");
      read_bars(reader, child, series);
      check_series_length(reader, child, first);
    }
  }
}

void jb_read_chart(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  static const char *const types[] = {"columns", "bars", NULL};
  jb_read_exhibit_words(reader, element, block);
  JbChart *chart = block->chart = g_new0(JbChart, 1);
  chart->type = (JbChartType)jb_read_choice(element, "type", types, JB_CHART_COLUMNS);
  chart->sorted = jb_read_yes(element, "sorted");
  size_t series_count = count_named(element, "series");
  chart->series = g_new0(JbSeries, MAX(series_count, (size_t)1));
  const JbXmlNode *bar = jb_read_child(element, "bar");
  if (series_count > 0 && bar != NULL) {
    jb_find(reader->findings, CHART_MIXED, bar->place);
  }
  if (series_count > 0) {
    read_series(reader, element, chart);
  } else {
    chart->series_count = 1;
    read_bars(reader, element, &chart->series[0]);
  }
}

/* --- Figures --- */

static double read_width(JbReader *reader, const JbXmlNode *element)
{
  const JbXmlAttribute *width = jb_xml_attribute_lookup(element, "width");
  JbLength length;
  if (width == NULL || !jb_length_parse(width->value, &length)) {
    return 0; /* not given, or told by the vocabulary */
  }
  bool fits = length.unit == JB_LENGTH_POINTS && length.value > 0 && length.value <= 1000 * JB_POINTS_PER_MM;
  if (!fits) {
    jb_find(reader->findings, FIGURE_WIDTH, width->value_place, width->value);
  }
  return length.value;
}

void jb_read_figure(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  jb_read_exhibit_words(reader, element, block);
  const JbXmlNode *credit = jb_read_child(element, "credit");
  if (credit != NULL) {
    block->credit = jb_read_inlines(reader, credit);
  }
  JbFigure *figure = block->figure = g_new0(JbFigure, 1);
  const JbXmlAttribute *source = jb_xml_attribute_lookup(element, "src");
  figure->place = source != NULL ? source->value_place : element->place;
  figure->source = jb_read_attribute(element, "src");
  figure->alternative = jb_read_plain_attribute(reader, element, "alt");
  if (*figure->alternative == '\0') {
    g_free(figure->alternative);
    figure->alternative = jb_inlines_to_plain(&block->inlines);
  }
  figure->width = read_width(reader, element);
}
