/* SPDX-License-Identifier: MIT
 * read/exhibits: KPI strips, figures, and the words all exhibits have. */
#include "base/units.h"
#include "read/reader.h"

#include <string.h>

size_t jb_read_count(const JbXmlNode *element, const char *name)
{
  size_t count = 0;
  for (const JbXmlNode *child = jb_xml_first_element(element); child; child = jb_xml_next_element(child)) {
    count += strcmp(child->name, name) == 0;
  }
  return count;
}

void jb_read_exhibit_words(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  const JbXmlNode *caption = jb_read_child(element, "caption"), *note = jb_read_child(element, "note");
  if (caption) {
    block->inlines = jb_read_inlines(reader, caption);
  }
  if (note) {
    block->note = jb_read_inlines(reader, note);
  }
  g_free(block->unit);
  block->unit = jb_read_plain_attribute(reader, element, "unit");
}

JbInlines jb_read_label(JbReader *reader, const JbXmlNode *element, const JbFact *fact)
{
  JbInlines label = jb_read_inlines_attribute(reader, element, "label");
  return label.count > 0 || !fact ? label : jb_read_inlines_literal(fact->name, element->place);
}

/* --- KPI strips --- */

void jb_read_kpis(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  jb_read_exhibit_words(reader, element, block);
  JbKpis *kpis = block->kpis = g_new0(JbKpis, 1);
  JbFactForm form = jb_read_form(element, JB_READ_USUAL_FORM);
  kpis->items = g_new0(JbKpi, jb_read_count(element, "kpi"));
  for (const JbXmlNode *child = jb_xml_first_element(element); child; child = jb_xml_next_element(child)) {
    const JbFact *fact = strcmp(child->name, "kpi") == 0 ? jb_read_placed_fact(reader, child, "f", form) : NULL;
    if (fact) {
      kpis->items[kpis->count++] =
          (JbKpi){.fact = fact, .label = jb_read_label(reader, child, fact), .place = child->place};
    }
  }
}

/* --- Figures --- */

static double read_width(JbReader *reader, const JbXmlNode *element)
{
  const JbXmlAttribute *width = jb_xml_attribute_lookup(element, "width");
  JbLength length;
  if (!width || !jb_length_parse(width->value, &length)) {
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
  if (credit) {
    block->credit = jb_read_inlines(reader, credit);
  }
  JbFigure *figure = block->figure = g_new0(JbFigure, 1);
  const JbXmlAttribute *source = jb_xml_attribute_lookup(element, "src");
  figure->place = source ? source->value_place : element->place;
  figure->source = jb_read_attribute(element, "src");
  figure->alternative = jb_read_plain_attribute(reader, element, "alt");
  if (*figure->alternative == '\0') {
    g_free(figure->alternative);
    figure->alternative = jb_inlines_to_plain(&block->inlines);
  }
  figure->width = read_width(reader, element);
}
