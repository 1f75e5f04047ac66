/* SPDX-License-Identifier: MIT
 * read/people: the people of a briefing: who they are, who speaks, who was there. */
#include "read/reader.h"

#include "base/utf8.h"
#include "xml/nearest.h"

#include <string.h>

void jb_read_people(JbReader *reader, const JbXmlNode *people)
{
  if (!people) {
    return;
  }
  g_autoptr(GArray) read = g_array_new(FALSE, FALSE, sizeof(JbPerson));
  for (const JbXmlNode *element = jb_xml_first_element(people); element; element = jb_xml_next_element(element)) {
    if (strcmp(element->name, "person") == 0) {
      JbPerson person = {.id = jb_read_id(reader, element),
                         .name = jb_read_plain_attribute(reader, element, "name"),
                         .organisation = jb_read_plain_attribute(reader, element, "org"),
                         .post = jb_read_plain_attribute(reader, element, "post"),
                         .place = element->place};
      g_array_append_val(read, person);
    }
  }
  reader->report->person_count = read->len;
  reader->report->people = (JbPerson *)(void *)g_array_free(g_steal_pointer(&read), FALSE);
}

/* --- Who is meant --- */

static void tell_unknown_person(JbReader *reader, const char *id, JbPlace place)
{
  const JbReport *report = reader->report;
  JbNearest nearest = {.wanted = id};
  for (size_t i = 0; i < report->person_count && jb_read_offers_names(reader); i++) {
    jb_nearest_consider(&nearest, report->people[i].id);
  }
  jb_read_tell_unknown(reader, place, &nearest, JB_MESSAGE_PERSON_UNKNOWN, JB_MESSAGE_PERSON_UNKNOWN_NEAR);
}

/* Two Chinese names of three characters or more of which one differs. Of two characters one is not enough: 李明 and
 * 李强 are two people. */
static bool is_almost(const char *name, const char *known)
{
  enum { LEAST = 3 };
  return jb_utf8_count(name, strlen(name)) >= LEAST && jb_utf8_count(known, strlen(known)) >= LEAST &&
         jb_edit_distance(name, known) == 1;
}

static void check_name(JbReader *reader, const JbXmlAttribute *by)
{
  const JbReport *report = reader->report;
  for (size_t i = 0; i < report->person_count; i++) {
    const JbPerson *person = &report->people[i];
    if (is_almost(by->value, person->name) || is_almost(by->value, person->id)) {
      jb_find(reader->findings, PERSON_ALMOST, by->value_place, by->value, person->name);
      return;
    }
  }
}

const JbPerson *jb_read_person(JbReader *reader, const JbXmlNode *element, const char *name)
{
  const JbXmlAttribute *id = jb_xml_attribute_lookup(element, name);
  const JbPerson *person = id ? jb_report_person_lookup(reader->report, id->value) : NULL;
  if (id && !person) {
    tell_unknown_person(reader, id->value, id->value_place);
  }
  return person;
}

/* What has only ASCII characters must be a person's id; Chinese may be a name instead ("记者"). */
void jb_read_speaker(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  const JbXmlAttribute *by = jb_xml_attribute_lookup(element, "by");
  if (!by) {
    return;
  }
  g_free(block->by);
  block->by = g_strdup(by->value);
  block->speaker = jb_report_person_lookup(reader->report, by->value);
  if (block->speaker || *by->value == '\0') {
    return;
  }
  if (g_str_is_ascii(by->value)) {
    tell_unknown_person(reader, by->value, by->value_place);
  } else {
    check_name(reader, by);
  }
}

bool jb_read_introduce(JbReader *reader, const JbPerson *person)
{
  return person && g_hash_table_add(reader->introduced, (gpointer)person);
}

/* --- Who was there --- */

static void add_person(GPtrArray *people, const JbPerson *person)
{
  g_ptr_array_add(people, (gpointer)person);
}

void jb_read_attending(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  const JbReport *report = reader->report;
  const JbXmlAttribute *named = jb_xml_attribute_lookup(element, "people");
  g_autoptr(GPtrArray) people = g_ptr_array_new();
  if (named) {
    g_auto(GStrv) ids = g_strsplit_set(named->value, " \t\n", -1);
    for (size_t i = 0; ids[i]; i++) {
      const JbPerson *person = *ids[i] != '\0' ? jb_report_person_lookup(report, ids[i]) : NULL;
      if (person) {
        add_person(people, person);
      } else if (*ids[i] != '\0') {
        tell_unknown_person(reader, ids[i], named->value_place);
      }
    }
  } else if (block->inlines.count == 0) {
    for (size_t i = 0; i < report->person_count; i++) {
      add_person(people, &report->people[i]);
    }
  }
  block->people = (const JbPerson **)(void *)g_ptr_array_steal(people, &block->person_count);
}
