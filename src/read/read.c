/* SPDX-License-Identifier: MIT
 * read/read: a briefing, from its bytes to the report, in the order in which things are needed: facts and people, head,
 * body, then what can only be told at the end. */
#include "read/read.h"

#include "read/reader.h"
#include "read/vocabulary.h"
#include "xml/parse.h"

#include <string.h>

static void check_reference(JbReader *reader, const JbReference *reference)
{
  if (g_hash_table_contains(reader->target_set, reference->target)) {
    return;
  }
  JbNearest nearest = {.wanted = reference->target};
  for (guint i = 0; i < reader->targets->len && jb_read_offers_names(reader); i++) {
    jb_nearest_consider(&nearest, g_ptr_array_index(reader->targets, i));
  }
  jb_read_tell_unknown(reader, reference->place, &nearest, JB_MESSAGE_TARGET_UNKNOWN, JB_MESSAGE_TARGET_UNKNOWN_NEAR);
}

/* --- The head --- */

static void read_head(JbReader *reader, const JbXmlNode *head)
{
  if (!head) {
    return;
  }
  JbReport *report = reader->report;
  const struct {
    const char *name;
    char **text;
  } texts[] = {{"issue", &report->issue},
               {"classification", &report->classification},
               {"source", &report->source},
               {"byline", &report->byline},
               {"mark", &report->mark},
               {"copy-number", &report->copy_number},
               {"urgency", &report->urgency},
               {"document-number", &report->document_number},
               {"recipients", &report->recipients}};
  const JbXmlNode *title = jb_read_child(head, "title"), *subtitle = jb_read_child(head, "subtitle");
  report->head_place = head->place;
  if (title) {
    report->title = jb_read_inlines(reader, title);
    if (report->title.count == 0) {
      jb_find(reader->findings, EMPTY_TEXT, title->place, title->name);
    }
  }
  if (subtitle) {
    report->subtitle = jb_read_inlines(reader, subtitle);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_free(*texts[i].text);
    *texts[i].text = jb_read_plain(reader, jb_read_child(head, texts[i].name));
  }
  const JbXmlNode *date = jb_read_child(head, "date");
  if (date) {
    g_free(report->date);
    report->date = jb_read_date(reader, jb_read_plain(reader, date), date->place);
  }
  g_strfreev(report->signers);
  report->signers = jb_read_texts(reader, head, "signer");
  g_strfreev(report->organisations);
  report->organisations = jb_read_texts(reader, head, "org");
  g_free(report->organisation);
  report->organisation = g_strdup(report->organisations[0] ? report->organisations[0] : "");
}

/* --- The whole --- */

/* Those of the briefing itself: a data file may well hold more than one briefing says. */
static void tell_unused_facts(JbReader *reader)
{
  g_autoptr(GString) ids = g_string_new(NULL);
  JbPlace place = {0};
  for (size_t i = 0; i < reader->report->fact_count; i++) {
    const JbFact *fact = reader->report->facts[i];
    bool own = fact->place.path == reader->path;
    if (own && !g_hash_table_contains(reader->used_facts, fact)) {
      place = ids->len == 0 ? fact->place : place;
      g_string_append_printf(ids, "%s%s", ids->len > 0 ? ", " : "", fact->id);
    }
  }
  if (ids->len > 0) {
    jb_find(reader->findings, FACTS_UNUSED, place, ids->str);
  }
}

/* Each by itself: it was named to be shown, and nothing of it is. */
static void tell_unused_data(JbReader *reader)
{
  for (guint i = 0; i < reader->report->data->len; i++) {
    const JbData *data = reader->report->data->pdata[i];
    if (!g_hash_table_contains(reader->used_data, data)) {
      g_autofree char *rows = g_strdup_printf("%zu", data->row_count);
      jb_find(reader->findings, DATA_UNUSED, data->place, data->path, rows);
    }
  }
}

static int compare_places(const void *data_a, const void *data_b)
{
  const JbPlace *a = &((const JbRepair *)data_a)->place, *b = &((const JbRepair *)data_b)->place;
  return a->line != b->line ? (a->line > b->line) - (a->line < b->line)
                            : (a->column > b->column) - (a->column < b->column);
}

/* By place, each once: what <facts> says for all of its facts is read for each. */
static void sort_repairs(GArray *repairs)
{
  g_array_sort(repairs, compare_places);
  guint kept = 0;
  for (guint i = 0; i < repairs->len; i++) {
    const JbRepair *repair = &g_array_index(repairs, JbRepair, i);
    if (kept == 0 || compare_places(&g_array_index(repairs, JbRepair, kept - 1), repair) != 0) {
      g_array_index(repairs, JbRepair, kept++) = *repair;
    }
  }
  g_array_set_size(repairs, kept);
}

/* One note for the briefing and its data files. */
static void tell_repairs(JbReader *reader)
{
  size_t own = reader->repairs->len, all = own + reader->data_repairs;
  if (all > 0) {
    g_autofree char *count = g_strdup_printf("%" G_GSIZE_FORMAT, all);
    JbPlace first = own > 0 ? g_array_index(reader->repairs, JbRepair, 0).place : reader->first_data_repair;
    jb_find(reader->findings, PUNCTUATION_REPAIRED, first, count);
  }
}

static void read_document(JbReader *reader, const JbXmlNode *root)
{
  JbReport *report = reader->report;
  const JbXmlNode *head = jb_read_child(root, "head"), *body = jb_read_child(root, "body");
  reader->repair = jb_read_repairs_marks(root);
  g_free(report->theme);
  report->theme = jb_read_attribute(root, "theme");
  const JbXmlAttribute *theme = jb_xml_attribute_lookup(root, "theme");
  report->theme_place = theme ? theme->value_place : report->theme_place;
  g_free(report->kind);
  report->kind = jb_read_plain_attribute(reader, root, "kind");
  static const char *const groupings[] = {"none", "comma", "space", NULL};
  reader->grouping = (JbGrouping)jb_read_choice(root, "thousands", groupings, JB_GROUPING_NONE);
  jb_read_facts(reader, jb_read_child(root, "facts"));
  jb_read_audit(reader, jb_read_child(root, "audit"));
  jb_read_people(reader, jb_read_child(head, "people"));
  read_head(reader, head);
  if (body) {
    report->blocks = jb_read_blocks(reader, body, &report->block_count);
  }
  for (guint i = 0; i < reader->references->len; i++) {
    check_reference(reader, &g_array_index(reader->references, JbReference, i));
  }
  tell_unused_facts(reader);
  tell_unused_data(reader);
  jb_read_drop_unused_imports(reader);
  jb_read_end_quotation(reader);
  sort_repairs(reader->repairs);
}

/* NULL: no briefing at all. Repairs are told, or handed out if repairs is not NULL. */
static JbReport *read_briefing(const JbXmlDocument *document, const char *path, GArray *repairs, JbFindings *findings)
{
  bool of_this_kind = strcmp(document->root->name, jb_vocabulary.root) == 0 &&
                      strcmp(document->root->namespace_uri, jb_vocabulary.namespace_uri) == 0;
  if (!jb_grammar_check(&jb_vocabulary, document, findings) && !of_this_kind) {
    return NULL;
  }
  size_t import_count = 0;
  JbReader reader;
  jb_reader_init(&reader, jb_report_new(path), findings);
  reader.import_count = &import_count;
  read_document(&reader, document->root);
  if (repairs) {
    g_array_append_vals(repairs, reader.repairs->data, reader.repairs->len);
  } else {
    tell_repairs(&reader);
  }
  jb_reader_clear(&reader);
  return reader.report;
}

JbReport *jb_read_report(GBytes *bytes, const char *path, JbFindings *findings)
{
  g_autoptr(JbXmlDocument) document = jb_xml_parse(bytes, path, findings);
  return document ? read_briefing(document, path, NULL, findings) : NULL;
}

GArray *jb_read_repairs(GBytes *bytes, const char *path, JbFindings *findings)
{
  g_autoptr(JbXmlDocument) document = jb_xml_parse(bytes, path, findings);
  if (!document) {
    return NULL;
  }
  g_autoptr(GArray) repairs = g_array_new(FALSE, FALSE, sizeof(JbRepair));
  g_autoptr(JbReport) report = read_briefing(document, path, repairs, findings);
  if (report && !jb_read_repairs_marks(document->root)) {
    jb_find(findings, PUNCTUATION_KEPT, jb_xml_attribute_lookup(document->root, "punctuation")->value_place);
  }
  return jb_findings_has_errors(findings) ? NULL : g_steal_pointer(&repairs);
}
