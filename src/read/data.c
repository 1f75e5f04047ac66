/* SPDX-License-Identifier: MIT
 * read/data: a data file beside the briefing → data table and facts, bound by the heads of its columns. */
#include "base/file.h"
#include "read/sheet.h"
#include "report/period.h"
#include "xml/grammar.h"

#include <string.h>

#define MOST_FACTS 20000 /* of one file */

/* --- The file --- */

/* What is neither CSV nor XLSX, by its first bytes. */
static const struct {
  const char *magic;
  size_t length;
  const char *name;
} other_kinds[] = {
    {"\xd0\xcf\x11\xe0", 4, "Office 97 / encrypted (.xls, .et)"},
    {"%PDF", 4, "PDF"},
    {"<!DOCTYPE", 9, "HTML"},
    {"<html", 5, "HTML"},
    {"<?xml", 5, "XML"},
    {"<", 1, "XML"},
    {"{\\rtf", 5, "RTF"},
    {"\x1f\x8b", 2, "gzip"},
    {"\x89PNG", 4, "PNG"},
};

static bool starts_with(GBytes *bytes, const char *magic, size_t length)
{
  gsize size;
  const char *data = g_bytes_get_data(bytes, &size);
  return size >= length && memcmp(data, magic, length) == 0;
}

static const char *other_kind(GBytes *bytes)
{
  for (size_t i = 0; i < G_N_ELEMENTS(other_kinds); i++) {
    if (starts_with(bytes, other_kinds[i].magic, other_kinds[i].length)) {
      return other_kinds[i].name;
    }
  }
  return NULL;
}

/* The sheet as the file has it; false, and said so, when it cannot be read. */
static bool read_sheet(JbReader *reader, const JbXmlNode *element, GBytes *bytes, JbSheet *sheet)
{
  const JbXmlAttribute *href = jb_xml_attribute_lookup(element, "href");
  const JbXmlAttribute *name = jb_xml_attribute_lookup(element, "sheet");
  const char *kind = other_kind(bytes);
  if (kind) {
    jb_find(reader->findings, DATA_KIND, href->value_place, href->value, kind);
    return false;
  }
  if (starts_with(bytes, "PK\x03\x04", 4)) {
    return jb_workbook_read(sheet, reader, element, bytes);
  }
  if (name) {
    jb_find(reader->findings, DATA_SHEET_IN_CSV, name->value_place);
  }
  return jb_csv_read(sheet, reader, bytes);
}

/* False, and said so, when the attribute is there and no range; *asked: it is there. */
static bool read_range(JbReader *reader, const JbXmlNode *element, JbCellRange *range, bool *asked)
{
  const JbXmlAttribute *attribute = jb_xml_attribute_lookup(element, "range");
  *asked = attribute != NULL;
  if (*asked && !jb_cell_range_parse(attribute->value, range)) {
    jb_find(reader->findings, DATA_RANGE, attribute->value_place, attribute->value);
    return false;
  }
  return true;
}

static JbData *read_table(JbReader *reader, const JbXmlNode *element)
{
  const JbXmlAttribute *href = jb_xml_attribute_lookup(element, "href");
  JbCellRange range;
  bool asked;
  if (!href || !read_range(reader, element, &range, &asked)) {
    return NULL;
  }
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = jb_file_read_below(reader->report->folder, href->value, JB_DATA_MAXIMUM_FILE, &error);
  if (!bytes) {
    jb_find(reader->findings, DATA_UNREADABLE, href->value_place, href->value, error->message);
    return NULL;
  }
  bool here = strcmp(reader->report->folder, ".") == 0;
  g_autofree char *path = here ? g_strdup(href->value) : g_build_filename(reader->report->folder, href->value, NULL);
  JbSheet sheet;
  jb_sheet_init(&sheet, jb_findings_keep(reader->findings, path), NULL);
  JbData *data = read_sheet(reader, element, bytes, &sheet)
                     ? jb_sheet_to_data(&sheet, reader, asked ? &range : NULL, element->place)
                     : NULL;
  jb_sheet_clear(&sheet);
  return data;
}

/* --- Which column is what --- */

typedef enum Property {
  PROPERTY_ID,
  PROPERTY_NAME,
  PROPERTY_VALUE,
  PROPERTY_UNIT,
  PROPERTY_PERIOD,
  PROPERTY_SCOPE,
  PROPERTY_STATUS,
  PROPERTY_RELATION,
  PROPERTY_BASE,
  PROPERTY_SOURCE,
  PROPERTY_COUNT
} Property;

/* The attribute of fact, then the heads that need no <column>. */
static const char *const property_names[PROPERTY_COUNT + 1] = {
    "id", "name", "value", "unit", "period", "scope", "status", "relation", "base", "source", NULL};
static const char *const property_heads[PROPERTY_COUNT][4] = {
    {"id", "编号", "代码"},     {"name", "指标", "指标名称", "名称"},
    {"value", "数值", "值"},    {"unit", "单位", "计量单位"},
    {"period", "时期", "时间"}, {"scope", "范围", "统计范围"},
    {"status", "状态"},         {"relation", "关系"},
    {"base", "基期", "比较"},   {"source", "来源", "数据来源"},
};

typedef struct Binding {
  JbReader *reader;
  const JbXmlNode *element;
  JbData *data;
  bool bound[PROPERTY_COUNT];
  size_t columns[PROPERTY_COUNT];
  GRegex *names; /* what ids are made of */
} Binding;

static char *list_heads(const JbData *data)
{
  GString *list = g_string_new(NULL);
  for (size_t i = 0; i < data->column_count; i++) {
    const char *name = jb_data_name(data, i);
    g_string_append_printf(list, "%s%s", list->len > 0 && *name != '\0' ? ", " : "", name);
  }
  return g_string_free(list, FALSE);
}

static void bind_asked(Binding *binding, const JbXmlNode *column)
{
  const JbXmlAttribute *head = jb_xml_attribute_lookup(column, "head");
  size_t property = jb_read_choice(column, "as", property_names, PROPERTY_COUNT);
  if (!head || property == PROPERTY_COUNT) {
    return; /* told by the vocabulary */
  }
  binding->bound[property] = jb_data_column_lookup(binding->data, head->value, &binding->columns[property]);
  if (!binding->bound[property]) {
    g_autofree char *heads = list_heads(binding->data);
    jb_find(binding->reader->findings, DATA_COLUMN_UNKNOWN, head->value_place, head->value, heads);
  }
}

static void bind_columns(Binding *binding)
{
  for (size_t property = 0; property < PROPERTY_COUNT; property++) {
    for (size_t i = 0; i < G_N_ELEMENTS(property_heads[0]) && !binding->bound[property]; i++) {
      const char *head = property_heads[property][i];
      binding->bound[property] = head && jb_data_column_lookup(binding->data, head, &binding->columns[property]);
    }
  }
  for (const JbXmlNode *child = jb_xml_first_element(binding->element); child; child = jb_xml_next_element(child)) {
    if (strcmp(child->name, "column") == 0) {
      bind_asked(binding, child);
    }
  }
}

static bool has_what_facts_need(const Binding *binding)
{
  bool whole = true;
  for (size_t property = PROPERTY_ID; property <= PROPERTY_VALUE; property++) {
    if (!binding->bound[property]) {
      g_autofree char *heads = list_heads(binding->data);
      jb_find(binding->reader->findings, DATA_COLUMN_MISSING, binding->element->place, property_names[property], heads);
      whole = false;
    }
  }
  return whole;
}

/* --- Rows as facts --- */

static const char *cell_text(const Binding *binding, size_t row, Property property)
{
  return binding->bound[property] ? jb_data_text(binding->data, row, binding->columns[property]) : "";
}

static JbPlace cell_place(const Binding *binding, size_t row, Property property)
{
  return jb_data_place(binding->data, row, binding->columns[property]);
}

/* The cell's own text, else the attribute of <data>, else of <facts>. */
static char *text_or_default(const Binding *binding, size_t row, Property property)
{
  const char *text = cell_text(binding, row, property);
  if (*text != '\0') {
    return g_strdup(text);
  }
  const char *name = property_names[property];
  bool own = jb_xml_attribute(binding->element, name) != NULL;
  bool inherits = property == PROPERTY_PERIOD || property == PROPERTY_SOURCE;
  return own || inherits
             ? jb_read_plain_attribute(binding->reader, own ? binding->element : binding->element->parent, name)
             : g_strdup("");
}

/* "6.8%" says its unit itself. False, and said so, for what is no number. */
static bool read_value(const Binding *binding, size_t row, JbFact *fact)
{
  const char *text = cell_text(binding, row, PROPERTY_VALUE);
  g_autofree char *digits = g_strdup(text);
  if (g_str_has_suffix(digits, "%") && (*fact->unit == '\0' || strcmp(fact->unit, "%") == 0)) {
    digits[strlen(digits) - 1] = '\0';
    g_free(fact->unit);
    fact->unit = g_strdup("%");
  }
  JbDecimalError error = jb_decimal_parse(digits, &fact->value);
  if (error == JB_DECIMAL_OUT_OF_RANGE) {
    jb_find(binding->reader->findings, FACT_RANGE, fact->place, text);
  } else if (error != JB_DECIMAL_OK) {
    jb_find(binding->reader->findings, VALUE_DECIMAL, fact->place,
            jb_data_name(binding->data, binding->columns[PROPERTY_VALUE]), text);
  }
  return error == JB_DECIMAL_OK;
}

/* One of the words for it, English as in XML or Chinese; the first when the cell is empty. */
static size_t read_word(const Binding *binding, size_t row, Property property, const char *const (*words)[3],
                        size_t count)
{
  const char *text = cell_text(binding, row, property);
  for (size_t i = 0; i < count * 3; i++) {
    const char *word = words[i / 3][i % 3];
    if (word && strcmp(word, text) == 0) {
      return i / 3;
    }
  }
  if (*text != '\0') {
    g_autoptr(GString) list = g_string_new(NULL);
    for (size_t i = 0; i < count; i++) {
      g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", words[i][1]);
    }
    jb_find(binding->reader->findings, VALUE_CHOICE, cell_place(binding, row, property),
            jb_data_name(binding->data, binding->columns[property]), text, list->str);
  }
  return 0;
}

static void read_words(const Binding *binding, size_t row, JbFact *fact)
{
  static const char *const statuses[][3] = {
      {"actual", "实际"}, {"expected", "预计"}, {"derived", "推算"}, {"target", "目标"}};
  static const char *const relations[][3] = {{"eq", "=", "等于"}, {"about", "≈", "约"}, {"gt", ">", "突破"},
                                             {"ge", "≥", "以上"}, {"lt", "<", "不足"},  {"le", "≤", "以内"}};
  fact->status = (JbFactStatus)read_word(binding, row, PROPERTY_STATUS, statuses, G_N_ELEMENTS(statuses));
  fact->relation = (JbFactRelation)read_word(binding, row, PROPERTY_RELATION, relations, G_N_ELEMENTS(relations));
}

static void check_words(const Binding *binding, size_t row, const JbFact *fact)
{
  JbFindings *findings = binding->reader->findings;
  const char *period = cell_text(binding, row, PROPERTY_PERIOD);
  JbPeriod read;
  if (!g_regex_match(binding->names, fact->id, 0, NULL)) {
    jb_find(findings, VALUE_NAME, cell_place(binding, row, PROPERTY_ID),
            jb_data_name(binding->data, binding->columns[PROPERTY_ID]), fact->id);
  }
  if (*period == '\0' || jb_period_parse(period, &read)) {
    return;
  }
  JbPlace place = cell_place(binding, row, PROPERTY_PERIOD);
  if (jb_value_matches(JB_VALUE_PERIOD, period)) {
    jb_find(findings, PERIOD_IMPOSSIBLE, place, period);
  } else {
    jb_find(findings, VALUE_PERIOD, place, jb_data_name(binding->data, binding->columns[PROPERTY_PERIOD]), period);
  }
}

/* A row whose value is missing is no fact: whoever names it is told that there is none. */
static void read_row(const Binding *binding, size_t row)
{
  if (jb_data_is_missing(cell_text(binding, row, PROPERTY_VALUE))) {
    return;
  }
  JbFact *fact = g_new0(JbFact, 1);
  fact->place = cell_place(binding, row, PROPERTY_VALUE);
  fact->id = g_strdup(cell_text(binding, row, PROPERTY_ID));
  fact->name = g_strdup(cell_text(binding, row, PROPERTY_NAME));
  fact->unit = text_or_default(binding, row, PROPERTY_UNIT);
  fact->period = text_or_default(binding, row, PROPERTY_PERIOD);
  fact->scope = text_or_default(binding, row, PROPERTY_SCOPE);
  fact->base = text_or_default(binding, row, PROPERTY_BASE);
  fact->source = text_or_default(binding, row, PROPERTY_SOURCE);
  fact->expression = g_strdup("");
  read_words(binding, row, fact);
  bool valued = read_value(binding, row, fact);
  check_words(binding, row, fact);
  jb_read_take_id(binding->reader, fact->id, &fact->place);
  jb_read_add_fact(binding->reader, fact, valued);
}

static void read_facts(JbReader *reader, const JbXmlNode *element, JbData *data)
{
  Binding binding = {.reader = reader, .element = element, .data = data};
  bind_columns(&binding);
  if (!has_what_facts_need(&binding)) {
    return;
  }
  if (data->row_count > MOST_FACTS) {
    g_autofree char *count = g_strdup_printf("%zu", data->row_count);
    jb_find(reader->findings, DATA_FACTS_MANY, element->place, count, G_STRINGIFY(MOST_FACTS));
    return;
  }
  binding.names = jb_value_compile(JB_VALUE_NAME);
  for (size_t row = 0; row < data->row_count; row++) {
    read_row(&binding, row);
  }
  g_regex_unref(binding.names);
}

void jb_read_data(JbReader *reader, const JbXmlNode *element)
{
  static const char *const kinds[] = {"facts", "table", NULL};
  char *id = jb_read_id(reader, element);
  JbData *data = read_table(reader, element);
  if (!data) {
    g_free(id);
    return;
  }
  data->id = id;
  g_ptr_array_add(reader->report->data, data);
  if (jb_read_choice(element, "rows", kinds, 0) == 0) {
    g_hash_table_add(reader->used_data, data);
    read_facts(reader, element, data);
  }
}
