/* SPDX-License-Identifier: MIT
 * read/reader: what every part of the reader asks of an element: children, attributes, ids, facts. */
#include "read/reader.h"

#include "diag/print.h"
#include "report/period.h"
#include "xml/grammar.h"

#include <string.h>

void jb_reader_init(JbReader *reader, JbReport *report, JbFindings *findings)
{
  *reader = (JbReader){
      .report = report,
      .findings = findings,
      .path = report->path,
      .repairs = g_array_new(FALSE, FALSE, sizeof(JbRepair)),
      .quotation = g_array_new(FALSE, FALSE, sizeof(JbUnpaired)),
      .ids = g_hash_table_new(g_str_hash, g_str_equal),
      .targets = g_ptr_array_new(),
      .target_set = g_hash_table_new(g_str_hash, g_str_equal),
      .facts = g_ptr_array_new(),
      .derivations = g_ptr_array_new_with_free_func(g_free),
      .valueless = g_hash_table_new(g_str_hash, g_str_equal),
      .used_facts = g_hash_table_new(NULL, NULL),
      .used_data = g_hash_table_new(NULL, NULL),
      .placed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
      .introduced = g_hash_table_new(NULL, NULL),
      .references = g_array_new(FALSE, FALSE, sizeof(JbReference)),
      .failed_imports = g_ptr_array_new_with_free_func(g_free),
  };
}

void jb_reader_clear(JbReader *reader)
{
  g_array_unref(reader->repairs);
  g_array_unref(reader->quotation);
  g_hash_table_unref(reader->ids);
  g_ptr_array_unref(reader->targets);
  g_hash_table_unref(reader->target_set);
  g_ptr_array_unref(reader->facts);
  g_ptr_array_unref(reader->derivations);
  g_hash_table_unref(reader->valueless);
  g_hash_table_unref(reader->used_facts);
  g_hash_table_unref(reader->used_data);
  g_hash_table_unref(reader->placed);
  g_hash_table_unref(reader->introduced);
  g_array_unref(reader->references);
  g_ptr_array_unref(reader->failed_imports);
}

bool jb_read_repairs_marks(const JbXmlNode *root)
{
  return g_strcmp0(jb_xml_attribute(root, "punctuation"), "keep") != 0;
}

bool jb_read_is_failed_import(const JbReader *reader, const char *id)
{
  for (guint i = 0; i < reader->failed_imports->len; i++) {
    if (g_str_has_prefix(id, reader->failed_imports->pdata[i])) {
      return true;
    }
  }
  return false;
}

const JbXmlNode *jb_read_child(const JbXmlNode *element, const char *name)
{
  const JbXmlNode *child = element ? jb_xml_first_element(element) : NULL;
  while (child && strcmp(child->name, name) != 0) {
    child = jb_xml_next_element(child);
  }
  return child;
}

char *jb_read_attribute(const JbXmlNode *element, const char *name)
{
  const char *value = jb_xml_attribute(element, name);
  return g_strdup(value ? value : "");
}

bool jb_read_yes(const JbXmlNode *element, const char *name)
{
  return g_strcmp0(jb_xml_attribute(element, name), "yes") == 0;
}

size_t jb_read_choice(const JbXmlNode *element, const char *name, const char *const *names, size_t otherwise)
{
  const char *value = jb_xml_attribute(element, name);
  for (size_t i = 0; value && names[i]; i++) {
    if (strcmp(names[i], value) == 0) {
      return i;
    }
  }
  return otherwise;
}

char *jb_read_date(JbReader *reader, char *date, JbPlace place)
{
  JbPeriod period;
  if (!jb_value_matches(JB_VALUE_DATE, date) || !jb_period_parse(date, &period)) {
    jb_find(reader->findings, DATE_IMPOSSIBLE, place, date);
  }
  return date;
}

char *jb_read_id(JbReader *reader, const JbXmlNode *element)
{
  const JbXmlAttribute *id = jb_xml_attribute_lookup(element, "id");
  if (!id) {
    return g_strdup("");
  }
  jb_read_take_id(reader, id->value, &id->value_place);
  return g_strdup(id->value);
}

void jb_read_take_id(JbReader *reader, const char *id, const JbPlace *place)
{
  const JbPlace *taken = g_hash_table_lookup(reader->ids, id);
  if (taken) {
    g_autofree char *where = jb_read_place_text(*taken);
    jb_find(reader->findings, ID_TWICE, *place, id, where);
  } else {
    g_hash_table_insert(reader->ids, (gpointer)id, (gpointer)place);
  }
}

char *jb_read_place_text(JbPlace place)
{
  GString *text = g_string_new(NULL);
  jb_print_place(text, place);
  return g_string_free(text, FALSE);
}

/* --- Names that stand for something --- */

bool jb_read_offers_names(const JbReader *reader)
{
  enum { ERRORS_READ = 100 };
  return jb_findings_count_of(reader->findings, JB_SEVERITY_ERROR) < ERRORS_READ;
}

void jb_read_tell_unknown(JbReader *reader, JbPlace place, const JbNearest *nearest, JbMessage unknown, JbMessage near)
{
  if (nearest->best) {
    jb_findings_add(reader->findings, near, place, nearest->wanted, nearest->best, NULL);
  } else {
    jb_findings_add(reader->findings, unknown, place, nearest->wanted, NULL);
  }
}

static void tell_unknown_fact(JbReader *reader, const JbXmlAttribute *attribute)
{
  if (jb_read_is_failed_import(reader, attribute->value)) {
    return;
  }
  JbNearest nearest = {.wanted = attribute->value};
  for (size_t i = 0; i < reader->report->fact_count && jb_read_offers_names(reader); i++) {
    jb_nearest_consider(&nearest, reader->report->facts[i]->id);
  }
  jb_read_tell_unknown(reader, attribute->value_place, &nearest, JB_MESSAGE_FACT_UNKNOWN, JB_MESSAGE_FACT_UNKNOWN_NEAR);
}

const JbFact *jb_read_fact(JbReader *reader, const JbXmlNode *element, const char *name)
{
  const JbXmlAttribute *attribute = jb_xml_attribute_lookup(element, name);
  /* told by the vocabulary where it must stand */
  return attribute ? jb_read_fact_named(reader, attribute) : NULL;
}

const JbFact *jb_read_fact_named(JbReader *reader, const JbXmlAttribute *attribute)
{
  const JbFact *fact = jb_report_fact_lookup(reader->report, attribute->value);
  if (!fact) {
    tell_unknown_fact(reader, attribute);
    return NULL;
  }
  g_hash_table_add(reader->used_facts, (gpointer)fact);
  return g_hash_table_contains(reader->valueless, fact->id) ? NULL : fact;
}

/* --- How values are written --- */

static void read_as(const JbXmlNode *element, JbFactForm *form)
{
  static const char *const names[] = {"value", "number", "unit",    "period",    "day", "chinese",
                                      "sign",  "words",  "ordinal", "magnitude", NULL};
  static const JbFactForm forms[] = {{0},
                                     {.part = JB_FACT_NUMBER},
                                     {.part = JB_FACT_UNIT},
                                     {.part = JB_FACT_PERIOD},
                                     {.part = JB_FACT_DAY},
                                     {.chinese = true},
                                     {.mark = JB_FACT_SIGN},
                                     {.mark = JB_FACT_WORDS},
                                     {.mark = JB_FACT_ORDINAL},
                                     {.magnitude = true}};
  size_t as = jb_read_choice(element, "as", names, G_N_ELEMENTS(names));
  if (as < G_N_ELEMENTS(forms)) {
    form->part = forms[as].part;
    form->mark = forms[as].mark;
    form->chinese = forms[as].chinese;
    form->magnitude = forms[as].magnitude;
  }
}

JbFactForm jb_read_form(const JbXmlNode *element, JbFactForm outer)
{
  static const char *const scales[] = {"1", "万", "亿", "万亿", "元", "万元", "亿元", "万亿元", NULL};
  static const char *const counts[] = {"0", "1", "2", "3", "4", "5", "6", NULL};
  enum { SIZES = 4 };
  JbFactForm form = outer;
  size_t scale = jb_read_choice(element, "in", scales, G_N_ELEMENTS(scales));
  size_t digits = jb_read_choice(element, "digits", counts, G_N_ELEMENTS(counts));
  if (scale < 2 * SIZES) {
    form.scale = (JbFactScale)(JB_FACT_ONES + scale % SIZES);
    form.money = scale >= SIZES;
  }
  if (digits < G_N_ELEMENTS(counts)) {
    form.rounded = true;
    form.digits = (int)digits;
  }
  read_as(element, &form);
  return form;
}

/* Is it how exhibits write facts when they are told nothing? */
static bool is_usual(JbFactForm form)
{
  return form.mark == JB_FACT_SIGN && form.scale == JB_FACT_AS_STATED && !form.rounded && !form.chinese &&
         !form.magnitude;
}

const JbFact *jb_read_place(JbReader *reader, const JbFact *fact, JbFactForm form)
{
  if (!fact || is_usual(form)) {
    return fact;
  }
  g_autofree char *key = g_strdup_printf("%s %d %d %d %d %d %d", fact->id, form.mark, form.scale, form.money,
                                         form.rounded ? form.digits : -1, form.chinese, form.magnitude);
  JbFact *placed = g_hash_table_lookup(reader->placed, key);
  if (!placed) {
    placed = jb_fact_place(fact, form);
    g_ptr_array_add(reader->report->placed, placed);
    g_hash_table_insert(reader->placed, g_steal_pointer(&key), placed);
  }
  return placed;
}

void jb_read_check_form(JbReader *reader, const JbXmlNode *element, const JbFact *fact)
{
  const JbXmlAttribute *scale = jb_xml_attribute_lookup(element, "in");
  if (scale && fact && !jb_fact_unit_scales(fact->unit, jb_read_form(element, (JbFactForm){0}))) {
    jb_find(reader->findings, FORM_UNIT, scale->value_place, fact->name, fact->unit, scale->value);
  }
}

const JbFact *jb_read_placed_fact(JbReader *reader, const JbXmlNode *element, const char *name, JbFactForm outer)
{
  const JbFact *fact = jb_read_fact(reader, element, name);
  jb_read_check_form(reader, element, fact);
  return jb_read_place(reader, fact, jb_read_form(element, outer));
}
