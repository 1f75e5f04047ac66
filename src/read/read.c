/* SPDX-License-Identifier: MIT
 * read/read: a briefing, from its bytes to the report, in the order in which things are needed: facts and people, head,
 * body, then what can only be told at the end. */
#include "read/read.h"

#include "read/reader.h"
#include "read/vocabulary.h"
#include "report/period.h"
#include "xml/nearest.h"
#include "xml/parse.h"

#include <string.h>

/* --- Children and attributes --- */

const JbXmlNode *jb_read_child(const JbXmlNode *element, const char *name)
{
  const JbXmlNode *child = element != NULL ? jb_xml_first_element(element) : NULL;
  while (child != NULL && strcmp(child->name, name) != 0) {
    child = jb_xml_next_element(child);
  }
  return child;
}

char *jb_read_attribute(const JbXmlNode *element, const char *name)
{
  const char *value = jb_xml_attribute(element, name);
  return g_strdup(value != NULL ? value : "");
}

bool jb_read_yes(const JbXmlNode *element, const char *name)
{
  return g_strcmp0(jb_xml_attribute(element, name), "yes") == 0;
}

size_t jb_read_choice(const JbXmlNode *element, const char *name, const char *const *names, size_t otherwise)
{
  const char *value = jb_xml_attribute(element, name);
  for (size_t i = 0; value != NULL && names[i] != NULL; i++) {
    if (strcmp(names[i], value) == 0) {
      return i;
    }
  }
  return otherwise;
}

char *jb_read_id(JbReader *reader, const JbXmlNode *element)
{
  const JbXmlAttribute *id = jb_xml_attribute_lookup(element, "id");
  if (id == NULL) {
    return g_strdup("");
  }
  const JbXmlAttribute *taken = g_hash_table_lookup(reader->ids, id->value);
  if (taken != NULL) {
    g_autofree char *line = g_strdup_printf("%d", taken->place.line);
    jb_find(reader->findings, ID_TWICE, id->value_place, id->value, line);
  } else {
    g_hash_table_insert(reader->ids, (gpointer)id->value, (gpointer)id);
  }
  return g_strdup(id->value);
}

/* --- References --- */

static void report_unknown_fact(JbReader *reader, const JbXmlAttribute *attribute)
{
  JbNearest nearest = {.wanted = attribute->value};
  for (size_t i = 0; i < reader->report->fact_count; i++) {
    jb_nearest_consider(&nearest, reader->report->facts[i]->id);
  }
  if (nearest.best != NULL) {
    jb_find(reader->findings, FACT_UNKNOWN_NEAR, attribute->value_place, attribute->value, nearest.best);
  } else {
    jb_find(reader->findings, FACT_UNKNOWN, attribute->value_place, attribute->value);
  }
}

const JbFact *jb_read_fact(JbReader *reader, const JbXmlNode *element)
{
  const JbXmlAttribute *attribute = jb_xml_attribute_lookup(element, "f");
  if (attribute == NULL) {
    return NULL; /* told by the vocabulary */
  }
  const JbFact *fact = jb_report_fact_lookup(reader->report, attribute->value);
  if (fact == NULL) {
    report_unknown_fact(reader, attribute);
  } else {
    g_hash_table_add(reader->used_facts, (gpointer)fact);
  }
  return fact;
}

static void check_reference(JbReader *reader, const JbReference *reference)
{
  JbNearest nearest = {.wanted = reference->target};
  for (guint i = 0; i < reader->targets->len; i++) {
    const char *target = g_ptr_array_index(reader->targets, i);
    if (strcmp(target, reference->target) == 0) {
      return;
    }
    jb_nearest_consider(&nearest, target);
  }
  if (nearest.best != NULL) {
    jb_find(reader->findings, TARGET_UNKNOWN_NEAR, reference->place, reference->target, nearest.best);
  } else {
    jb_find(reader->findings, TARGET_UNKNOWN, reference->place, reference->target);
  }
}

/* --- The head --- */

static void read_date(JbReader *reader, const JbXmlNode *element)
{
  if (element == NULL) {
    return;
  }
  char *date = jb_read_plain(reader, element);
  JbPeriod period;
  if (!jb_value_matches(JB_VALUE_DATE, date) || !jb_period_parse(date, &period)) {
    jb_find(reader->findings, DATE_IMPOSSIBLE, element->place, date);
  }
  g_free(reader->report->date);
  reader->report->date = date;
}

static void read_head(JbReader *reader, const JbXmlNode *head)
{
  if (head == NULL) {
    return;
  }
  JbReport *report = reader->report;
  const struct {
    const char *name;
    char **text;
  } texts[] = {{"org", &report->organisation},
               {"issue", &report->issue},
               {"classification", &report->classification},
               {"source", &report->source},
               {"byline", &report->byline}};
  const JbXmlNode *title = jb_read_child(head, "title"), *subtitle = jb_read_child(head, "subtitle");
  report->head_place = head->place;
  if (title != NULL) {
    report->title = jb_read_inlines(reader, title);
    if (report->title.count == 0) {
      jb_find(reader->findings, EMPTY_TEXT, title->place, title->name);
    }
  }
  if (subtitle != NULL) {
    report->subtitle = jb_read_inlines(reader, subtitle);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_free(*texts[i].text);
    *texts[i].text = jb_read_plain(reader, jb_read_child(head, texts[i].name));
  }
  read_date(reader, jb_read_child(head, "date"));
}

/* --- The whole --- */

static void tell_unused_facts(JbReader *reader)
{
  g_autoptr(GString) ids = g_string_new(NULL);
  JbPlace place = {0};
  for (size_t i = 0; i < reader->report->fact_count; i++) {
    const JbFact *fact = reader->report->facts[i];
    if (!g_hash_table_contains(reader->used_facts, fact)) {
      place = ids->len == 0 ? fact->place : place;
      g_string_append_printf(ids, "%s%s", ids->len > 0 ? ", " : "", fact->id);
    }
  }
  if (ids->len > 0) {
    jb_find(reader->findings, FACTS_UNUSED, place, ids->str);
  }
}

static void tell_repairs(JbReader *reader)
{
  if (reader->repaired_count > 0) {
    g_autofree char *count = g_strdup_printf("%" G_GSIZE_FORMAT, reader->repaired_count);
    jb_find(reader->findings, PUNCTUATION_REPAIRED, reader->first_repaired, count);
  }
}

static void read_document(JbReader *reader, const JbXmlNode *root)
{
  JbReport *report = reader->report;
  const JbXmlNode *head = jb_read_child(root, "head"), *body = jb_read_child(root, "body");
  reader->repair = g_strcmp0(jb_xml_attribute(root, "punctuation"), "keep") != 0;
  g_free(report->theme);
  report->theme = jb_read_attribute(root, "theme");
  g_free(report->kind);
  report->kind = jb_read_plain_attribute(reader, root, "kind");
  jb_read_facts(reader, jb_read_child(root, "facts"));
  jb_read_people(reader, jb_read_child(head, "people"));
  read_head(reader, head);
  if (body != NULL) {
    report->blocks = jb_read_blocks(reader, body, &report->block_count);
  }
  for (guint i = 0; i < reader->references->len; i++) {
    check_reference(reader, &g_array_index(reader->references, JbReference, i));
  }
  tell_unused_facts(reader);
  tell_repairs(reader);
}

JbReport *jb_read_report(GBytes *bytes, const char *path, JbFindings *findings)
{
  g_autoptr(JbXmlDocument) document = jb_xml_parse(bytes, path, findings);
  if (document == NULL) {
    return NULL;
  }
  bool of_this_kind = strcmp(document->root->name, jb_vocabulary.root) == 0 &&
                      strcmp(document->root->namespace_uri, jb_vocabulary.namespace_uri) == 0;
  if (!jb_grammar_check(&jb_vocabulary, document, findings) && !of_this_kind) {
    return NULL;
  }
  JbReader reader = {
      .report = jb_report_new(path),
      .findings = findings,
      .path = path,
      .ids = g_hash_table_new(g_str_hash, g_str_equal),
      .targets = g_ptr_array_new(),
      .used_facts = g_hash_table_new(NULL, NULL),
      .references = g_array_new(FALSE, FALSE, sizeof(JbReference)),
  };
  read_document(&reader, document->root);
  g_hash_table_unref(reader.ids);
  g_ptr_array_unref(reader.targets);
  g_hash_table_unref(reader.used_facts);
  g_array_unref(reader.references);
  if (jb_findings_has_errors(findings)) {
    g_clear_pointer(&reader.report, jb_report_free);
  }
  return reader.report;
}
