/* SPDX-License-Identifier: MIT
 * read/facts: the numbers of a briefing. */
#include "read/reader.h"
#include "report/period.h"
#include "xml/grammar.h"

#include <string.h>

static JbPlace value_place(const JbXmlNode *element, const char *name)
{
  const JbXmlAttribute *attribute = jb_xml_attribute_lookup(element, name);
  return attribute ? attribute->value_place : element->place;
}

/* False when there is none: the vocabulary has told values that are no numbers. */
static bool read_value(JbReader *reader, const JbXmlNode *element, JbFact *fact)
{
  const char *value = jb_xml_attribute(element, "value");
  JbDecimalError error = value ? jb_decimal_parse(value, &fact->value) : JB_DECIMAL_NOT_A_NUMBER;
  if (error == JB_DECIMAL_OUT_OF_RANGE) {
    jb_find(reader->findings, FACT_RANGE, value_place(element, "value"), value);
  }
  return error == JB_DECIMAL_OK;
}

void jb_read_check_period(JbReader *reader, const JbXmlNode *element)
{
  const char *text = jb_xml_attribute(element, "period");
  JbPeriod period;
  if (text && !jb_period_parse(text, &period) && jb_value_matches(JB_VALUE_PERIOD, text)) {
    jb_find(reader->findings, PERIOD_IMPOSSIBLE, value_place(element, "period"), text);
  }
}

JbFactStatus jb_read_status(const JbXmlNode *element, JbFactStatus otherwise)
{
  static const char *const statuses[] = {"actual", "expected", "derived", "target", NULL};
  return (JbFactStatus)jb_read_choice(element, "status", statuses, otherwise);
}

JbFactRelation jb_read_relation(const JbXmlNode *element, JbFactRelation otherwise)
{
  static const char *const relations[] = {"eq", "about", "gt", "ge", "lt", "le", NULL};
  return (JbFactRelation)jb_read_choice(element, "relation", relations, otherwise);
}

/* The fact's own, else that of <facts>. */
static char *inherited(JbReader *reader, const JbXmlNode *element, const char *name)
{
  const JbXmlNode *from = jb_xml_attribute(element, name) ? element : element->parent;
  return jb_read_plain_attribute(reader, from, name);
}

JbFact *jb_read_new_fact(JbReader *reader, const JbXmlNode *element)
{
  JbFact *fact = g_new0(JbFact, 1);
  fact->place = element->place;
  fact->id = jb_read_id(reader, element);
  fact->name = jb_read_plain_attribute(reader, element, "name");
  fact->unit = jb_read_plain_attribute(reader, element, "unit");
  fact->scope = jb_read_plain_attribute(reader, element, "scope");
  fact->base = jb_read_plain_attribute(reader, element, "base");
  return fact;
}

static void read_fact(JbReader *reader, const JbXmlNode *element)
{
  JbFact *fact = jb_read_new_fact(reader, element);
  const JbXmlNode *period_from = jb_xml_attribute(element, "period") ? element : element->parent;
  fact->period = jb_read_attribute(period_from, "period");
  fact->source = inherited(reader, element, "source");
  fact->expression = g_strdup("");
  fact->status = jb_read_status(element, JB_FACT_ACTUAL);
  fact->relation = jb_read_relation(element, JB_FACT_EQUAL);
  bool valued = read_value(reader, element, fact);
  jb_read_check_period(reader, element);
  jb_read_add_fact(reader, fact, valued);
}

void jb_read_add_fact(JbReader *reader, JbFact *fact, bool valued)
{
  fact->grouping = reader->grouping;
  g_ptr_array_add(reader->facts, fact);
  if (!g_hash_table_contains(reader->report->fact_by_id, fact->id)) {
    g_hash_table_insert(reader->report->fact_by_id, fact->id, fact);
  }
  if (!valued) {
    g_hash_table_add(reader->valueless, fact->id);
  }
}

/* --- The same number twice --- */

static void tell_repeated(JbReader *reader, const JbFact *fact, const JbFact *first)
{
  g_autofree char *where = jb_read_place_text(first->place);
  g_autofree char *here = jb_fact_format_marked_value(fact);
  g_autofree char *there = jb_fact_format_marked_value(first);
  if (jb_facts_equal(fact, first)) {
    jb_find(reader->findings, FACT_REPEATED, fact->place, fact->name, where);
  } else {
    jb_find(reader->findings, FACT_CONTRADICTED, fact->place, fact->name, here, there, where);
  }
}

static void check_repeated(JbReader *reader)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < reader->facts->len; i++) {
    JbFact *fact = reader->facts->pdata[i];
    if (g_hash_table_contains(reader->valueless, fact->id)) {
      continue;
    }
    g_autofree char *key = jb_fact_identity(fact, reader->report->scope);
    const JbFact *first = g_hash_table_lookup(seen, key);
    if (!first) {
      g_hash_table_insert(seen, g_steal_pointer(&key), fact);
    } else if (!fact->imported) {
      tell_repeated(reader, fact, first);
    }
  }
}

/* of and overlap: when all facts are known. */
static void read_whole(JbReader *reader, const JbXmlNode *element)
{
  const JbXmlAttribute *of = jb_xml_attribute_lookup(element, "of");
  const char *id = jb_xml_attribute(element, "id");
  JbFact *whole = id ? g_hash_table_lookup(reader->report->fact_by_id, id) : NULL;
  if (whole) {
    whole->complete = g_strcmp0(jb_xml_attribute(element, "parts"), "all") == 0;
  }
  JbFact *fact = of && id ? g_hash_table_lookup(reader->report->fact_by_id, id) : NULL;
  if (fact) {
    fact->whole = jb_read_fact_named(reader, of);
    fact->overlaps = jb_read_yes(element, "overlap");
  }
}

void jb_read_audit(JbReader *reader, const JbXmlNode *audit)
{
  static const char *const severities[] = {"note", "warning", "error", "off", NULL};
  g_autoptr(GArray) rules = g_array_new(FALSE, FALSE, sizeof(JbAuditRule));
  const JbXmlAttribute *href = audit ? jb_xml_attribute_lookup(audit, "href") : NULL;
  if (href) {
    g_free(reader->report->rules);
    reader->report->rules = g_strdup(href->value);
    reader->report->rules_place = href->value_place;
  }
  for (const JbXmlNode *element = audit ? jb_xml_first_element(audit) : NULL; element;
       element = jb_xml_next_element(element)) {
    const JbXmlAttribute *code = jb_xml_attribute_lookup(element, "code");
    size_t severity = jb_read_choice(element, "severity", severities, G_N_ELEMENTS(severities));
    if (!code || severity >= G_N_ELEMENTS(severities)) {
      continue; /* told by the vocabulary */
    }
    JbAuditRule rule = {.code = g_strdup(code->value),
                        .place = code->value_place,
                        .off = severity > JB_SEVERITY_ERROR,
                        .severity = (JbSeverity)MIN(severity, (size_t)JB_SEVERITY_ERROR),
                        .reason = jb_read_plain_attribute(reader, element, "reason")};
    g_array_append_val(rules, rule);
  }
  reader->report->audit_rule_count = rules->len;
  reader->report->audit_rules = (JbAuditRule *)(void *)g_array_free(g_steal_pointer(&rules), FALSE);
}

void jb_read_facts(JbReader *reader, const JbXmlNode *facts)
{
  static const struct {
    const char *name;
    void (*read)(JbReader *reader, const JbXmlNode *element);
  } readers[] = {{"fact", read_fact}, {"derive", jb_read_derive}, {"data", jb_read_data}};
  if (!facts) {
    return;
  }
  JbReport *report = reader->report;
  g_free(report->scope);
  report->scope = jb_read_plain_attribute(reader, facts, "scope");
  jb_read_check_period(reader, facts);
  for (const JbXmlNode *element = jb_xml_first_element(facts); element; element = jb_xml_next_element(element)) {
    if (strcmp(element->name, "import") == 0) { /* first: whoever says the same again is told so, not the other file */
      jb_read_import(reader, element);
    }
  }
  for (const JbXmlNode *element = jb_xml_first_element(facts); element; element = jb_xml_next_element(element)) {
    for (size_t i = 0; i < G_N_ELEMENTS(readers); i++) {
      if (strcmp(element->name, readers[i].name) == 0) {
        readers[i].read(reader, element);
      }
    }
  }
  for (const JbXmlNode *element = jb_xml_first_element(facts); element; element = jb_xml_next_element(element)) {
    read_whole(reader, element);
  }
  jb_read_derivations(reader);
  check_repeated(reader);
  report->facts = (JbFact **)g_ptr_array_steal(reader->facts, &report->fact_count);
}
