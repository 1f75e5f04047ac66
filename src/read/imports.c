/* SPDX-License-Identifier: MIT
 * read/imports: the facts of another briefing, under names of their own: y2024.key is what that briefing calls key.
 *
 * Model: the other file is read by a reader of its own, as far as its facts: its data files lie below its own folder,
 * its derived facts are computed from its own, and what it imports itself comes along (y2024.y2023.key). Then its facts
 * are handed over whole, each with its place there, so that whatever is said of one leads to the line that defines it.
 * Nothing of its body is read or checked, and what it is merely warned of is its own affair. */
#include "base/file.h"
#include "read/reader.h"
#include "read/vocabulary.h"
#include "xml/grammar.h"
#include "xml/parse.h"

#include <string.h>

#define MOST_FILES 50 /* that one briefing may lead to: two that name two others each would soon be thousands */

/* --- Reading the other --- */

/* The briefing among those being read that has this path; NULL: none. */
static const JbReader *reader_of(const JbReader *reader, const char *path)
{
  g_autofree char *wanted = g_canonicalize_filename(path, NULL);
  for (; reader; reader = reader->importer) {
    g_autofree char *own = g_canonicalize_filename(reader->path, NULL);
    if (strcmp(own, wanted) == 0) {
      return reader;
    }
  }
  return NULL;
}

/* "a.xml → b.xml → a.xml" */
static char *chain_to(const JbReader *reader, const JbReader *first, const char *path)
{
  g_autoptr(GString) chain = g_string_new(path);
  for (; reader != first->importer; reader = reader->importer) {
    g_autofree char *before = g_strconcat(reader->path, " → ", NULL);
    g_string_prepend(chain, before);
  }
  return g_string_free(g_steal_pointer(&chain), FALSE);
}

static GBytes *read_bytes(JbReader *reader, const JbXmlAttribute *href, const char *path)
{
  const JbReader *first = reader_of(reader, path);
  if (first) {
    g_autofree char *chain = chain_to(reader, first, path);
    jb_find(reader->findings, IMPORT_CYCLE, href->value_place, chain);
    return NULL;
  }
  if (++*reader->import_count > MOST_FILES) {
    if (*reader->import_count == MOST_FILES + 1) {
      jb_find(reader->findings, IMPORT_MANY, href->value_place, G_STRINGIFY(MOST_FILES));
    }
    return NULL;
  }
  g_autoptr(GError) error = NULL;
  GBytes *bytes = jb_file_read_below(reader->report->folder, href->value, JB_XML_MAXIMUM_SIZE, &error);
  if (!bytes) {
    jb_find(reader->findings, DATA_UNREADABLE, href->value_place, href->value, error->message);
  }
  return bytes;
}

static void read_other(JbReader *other, GBytes *bytes)
{
  g_autoptr(JbXmlDocument) document = jb_xml_parse(bytes, other->path, other->findings);
  bool sound = document && jb_grammar_check_child(&jb_vocabulary, document, "facts", other->findings);
  if (!document || (!sound && strcmp(document->root->namespace_uri, jb_vocabulary.namespace_uri) != 0)) {
    return; /* else all that is wrong with its facts is told in one run */
  }
  other->repair = jb_read_repairs_marks(document->root);
  jb_read_facts(other, jb_read_child(document->root, "facts"));
  const JbXmlNode *head = jb_read_child(document->root, "head");
  g_free(other->report->source);
  other->report->source = jb_read_plain(other, jb_read_child(head, "source"));
}

/* --- Handing over --- */

static void replace(char **text, char *by)
{
  g_free(*text);
  *text = by;
}

/* Whose number it is, and who says so, must be said here, where another report speaks. */
static void hand_over(JbReader *reader, const JbReader *other, const char *name, JbFact *fact)
{
  const char *scope = *fact->scope != '\0' ? fact->scope : other->report->scope;
  bool valued = !g_hash_table_contains(other->valueless, fact->id);
  bool own_scope = strcmp(scope, reader->report->scope) == 0;
  replace(&fact->scope, g_strdup(own_scope ? "" : scope));
  if (*fact->source == '\0') {
    replace(&fact->source, g_strdup(other->report->source));
  }
  g_hash_table_remove(other->valueless, fact->id);
  replace(&fact->id, g_strconcat(name, ".", fact->id, NULL));
  fact->place.path = jb_findings_keep(reader->findings, fact->place.path);
  fact->place.sheet = jb_findings_keep(reader->findings, fact->place.sheet);
  fact->whole = NULL; /* audited where it was said */
  fact->imported = true;
  jb_read_take_id(reader, fact->id, &fact->place);
  jb_read_add_fact(reader, fact, valued);
}

/* Its errors, with their own places, and one here that says what they mean to this briefing. */
static void tell_errors(JbReader *reader, const JbXmlAttribute *href, const JbFindings *found)
{
  g_autofree char *first = NULL, *count = NULL;
  for (size_t i = 0; i < jb_findings_count(found); i++) {
    const JbFinding *finding = jb_findings_at(found, i);
    if (finding->severity == JB_SEVERITY_ERROR) {
      JbPlace place = finding->place;
      place.path = jb_findings_keep(reader->findings, place.path);
      place.sheet = jb_findings_keep(reader->findings, place.sheet);
      jb_findings_add_list(reader->findings, finding->message, place, (const char *const *)finding->arguments);
      first = first ? first : jb_read_place_text(place);
    }
  }
  count = g_strdup_printf("%" G_GSIZE_FORMAT, jb_findings_count_of(found, JB_SEVERITY_ERROR));
  jb_find(reader->findings, IMPORT_FAULTY, href->value_place, href->value, count, first);
}

/* Facts that come from nowhere else, so that they are not missed a second time. */
static bool import_facts(JbReader *reader, const JbXmlAttribute *href, const char *name)
{
  bool here = strcmp(reader->report->folder, ".") == 0;
  g_autofree char *joined = here ? g_strdup(href->value) : g_build_filename(reader->report->folder, href->value, NULL);
  const char *path = jb_findings_keep(reader->findings, joined);
  g_autoptr(GBytes) bytes = read_bytes(reader, href, path);
  if (!bytes) {
    return false;
  }
  g_autoptr(JbFindings) found = jb_findings_new();
  g_autoptr(JbReport) report = jb_report_new(path);
  JbReader other;
  jb_reader_init(&other, report, found);
  other.importer = reader;
  other.import_count = reader->import_count;
  other.grouping = reader->grouping;
  read_other(&other, bytes);
  bool sound = !jb_findings_has_errors(found);
  if (!sound) {
    tell_errors(reader, href, found);
  }
  for (size_t i = 0; i < report->fact_count; i++) {
    hand_over(reader, &other, name, report->facts[i]);
  }
  report->fact_count = 0;
  jb_reader_clear(&other);
  return sound;
}

void jb_read_import(JbReader *reader, const JbXmlNode *element)
{
  const JbXmlAttribute *href = jb_xml_attribute_lookup(element, "href");
  const char *name = jb_xml_attribute(element, "id");
  if (!href || !name) {
    return; /* told by the vocabulary */
  }
  g_free(jb_read_id(reader, element));
  if (!import_facts(reader, href, name)) {
    g_ptr_array_add(reader->failed_imports, g_strconcat(name, ".", NULL));
  }
}

/* --- When all has been read --- */

void jb_read_drop_unused_imports(JbReader *reader)
{
  JbReport *report = reader->report;
  size_t kept = 0;
  for (size_t i = 0; i < report->fact_count; i++) {
    JbFact *fact = report->facts[i];
    if (!fact->imported || g_hash_table_contains(reader->used_facts, fact)) {
      report->facts[kept++] = fact;
      continue;
    }
    if (g_hash_table_lookup(report->fact_by_id, fact->id) == fact) {
      g_hash_table_remove(report->fact_by_id, fact->id);
    }
    jb_fact_free(fact);
  }
  report->fact_count = kept;
}
