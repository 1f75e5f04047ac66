/* SPDX-License-Identifier: MIT
 * read/ledgers: ledgers: their columns bound to those of a data table, or a data table made of the rows they hold. */
#include "read/reader.h"
#include "report/ledger.h"

#include <string.h>

typedef struct LedgerReader {
  JbReader *reader;
  const JbXmlNode *element;
  JbTable *table; /* the columns, as tables have them */
  JbLedger *ledger;
} LedgerReader;

static const JbXmlNode *next_named(const JbXmlNode *element, const char *name)
{
  while (element && strcmp(element->name, name) != 0) {
    element = jb_xml_next_element(element);
  }
  return element;
}

static const JbXmlNode *first_named(const JbXmlNode *parent, const char *name)
{
  return next_named(jb_xml_first_element(parent), name);
}

static size_t count_named(const JbXmlNode *parent, const char *name)
{
  size_t count = 0;
  for (const JbXmlNode *child = first_named(parent, name); child;
       child = next_named(jb_xml_next_element(child), name)) {
    count++;
  }
  return count;
}

/* --- Columns --- */

static JbAlign usual_align(JbLedgerRole role)
{
  bool centred = role == JB_LEDGER_NUMBER || role == JB_LEDGER_DUE || role == JB_LEDGER_CLOSED;
  return centred ? JB_ALIGN_CENTRE : JB_ALIGN_START;
}

static void read_fields(const LedgerReader *ledgers)
{
  static const char *const roles[] = {"text", "number", "unit", "person", "due", "state", "closed", NULL};
  static const char *const aligns[] = {"start", "center", "end", "decimal", NULL};
  JbTable *table = ledgers->table;
  JbLedger *ledger = ledgers->ledger;
  JbTableNotes *notes = jb_table_notes_new();
  size_t count = count_named(ledgers->element, "col");
  table->columns = g_new0(JbColumn, count);
  ledger->fields = g_new0(JbLedgerField, count);
  for (const JbXmlNode *child = first_named(ledgers->element, "col"); child;
       child = next_named(jb_xml_next_element(child), "col")) {
    const char *width = jb_xml_attribute(child, "width");
    JbLedgerField *field = &ledger->fields[ledger->field_count++];
    field->role = (JbLedgerRole)jb_read_choice(child, "role", roles, JB_LEDGER_TEXT);
    jb_table_notes_read(notes, ledgers->reader, child, (JbNotedPart){.column = table->column_count});
    table->columns[table->column_count++] =
        (JbColumn){.title = jb_read_inlines_attribute(ledgers->reader, child, "title"),
                   .align = (JbAlign)jb_read_choice(child, "align", aligns, usual_align(field->role)),
                   .weight = width ? g_ascii_strtod(width, NULL) : 0,
                   .place = child->place};
  }
  table->head_rows = 1;
  jb_table_notes_number(notes, table);
}

/* --- Rows of its own --- */

static uint32_t add_text(GString *texts, const char *text)
{
  uint32_t offset = (uint32_t)texts->len;
  g_string_append_len(texts, text, (gssize)strlen(text) + 1);
  return offset;
}

static void add_row(const LedgerReader *ledgers, const JbXmlNode *row, JbData *data, GString *texts)
{
  size_t count = count_named(row, "td");
  if (count != data->column_count) {
    g_autofree char *here = g_strdup_printf("%" G_GSIZE_FORMAT, count);
    g_autofree char *there = g_strdup_printf("%" G_GSIZE_FORMAT, data->column_count);
    jb_find(ledgers->reader->findings, ROW_CELLS, row->place, here, there);
  }
  const JbXmlNode *cell = first_named(row, "td");
  uint32_t *cells = data->cells + data->row_count * data->column_count;
  for (size_t i = 0; i < data->column_count; i++) {
    g_autofree char *text = jb_read_plain(ledgers->reader, cell);
    cells[i] = add_text(texts, g_strstrip(text));
    data->places[data->row_count * data->column_count + i] = cell ? cell->place : row->place;
    cell = cell ? next_named(jb_xml_next_element(cell), "td") : NULL;
  }
  data->rows[data->row_count++] = (uint32_t)row->place.line;
}

/* The rows as a data table whose columns are all but the counted one, named by their titles. */
static JbData *make_data(const LedgerReader *ledgers)
{
  JbLedger *ledger = ledgers->ledger;
  GString *texts = g_string_new(NULL);
  JbData *data = g_new0(JbData, 1);
  size_t rows = count_named(ledgers->element, "tr");
  data->id = g_strdup("");
  data->path = ledgers->reader->path;
  data->place = ledgers->element->place;
  data->names = g_new0(uint32_t, ledger->field_count);
  for (size_t i = 0; i < ledger->field_count; i++) {
    if (ledger->fields[i].role != JB_LEDGER_NUMBER) {
      g_autofree char *title = jb_inlines_to_plain(&ledgers->table->columns[i].title);
      ledger->fields[i].column = data->column_count;
      data->names[data->column_count++] = add_text(texts, title);
    }
  }
  data->cells = g_new0(uint32_t, rows * data->column_count);
  data->rows = g_new0(uint32_t, rows);
  data->places = g_new0(JbPlace, rows * data->column_count);
  for (const JbXmlNode *row = first_named(ledgers->element, "tr"); row;
       row = next_named(jb_xml_next_element(row), "tr")) {
    add_row(ledgers, row, data, texts);
  }
  data->texts = g_string_free(texts, FALSE);
  return data;
}

/* --- Columns of the data --- */

/* The column of the data with this head; false, and said so, when there is none. */
static bool bind(const LedgerReader *ledgers, const char *head, JbPlace place, size_t *column)
{
  const JbData *data = ledgers->ledger->data;
  if (jb_data_column_lookup(data, head, column)) {
    return true;
  }
  g_autoptr(GString) heads = g_string_new(NULL);
  for (size_t i = 0; i < data->column_count; i++) {
    g_string_append_printf(heads, "%s%s", i > 0 ? ", " : "", jb_data_name(data, i));
  }
  jb_find(ledgers->reader->findings, DATA_COLUMN_UNKNOWN, place, head, heads->str);
  return false;
}

static bool bind_attribute(const LedgerReader *ledgers, const JbXmlNode *element, const char *name, size_t *column)
{
  const JbXmlAttribute *attribute = jb_xml_attribute_lookup(element, name);
  *column = JB_LEDGER_NO_COLUMN;
  return !attribute || bind(ledgers, attribute->value, attribute->value_place, column);
}

static bool bind_fields(const LedgerReader *ledgers)
{
  bool bound = true;
  size_t i = 0;
  for (const JbXmlNode *child = first_named(ledgers->element, "col"); child;
       child = next_named(jb_xml_next_element(child), "col"), i++) {
    JbLedgerField *field = &ledgers->ledger->fields[i];
    const JbXmlAttribute *head = jb_xml_attribute_lookup(child, "head");
    const JbXmlAttribute *named = head ? head : jb_xml_attribute_lookup(child, "title");
    if (field->role != JB_LEDGER_NUMBER && named) {
      bound = bind(ledgers, named->value, named->value_place, &field->column) && bound;
    }
  }
  return bound;
}

static bool read_conditions(const LedgerReader *ledgers)
{
  JbLedger *ledger = ledgers->ledger;
  bool bound = true;
  ledger->conditions = g_new0(JbLedgerCondition, count_named(ledgers->element, "where"));
  for (const JbXmlNode *child = first_named(ledgers->element, "where"); child;
       child = next_named(jb_xml_next_element(child), "where")) {
    const char *not = jb_xml_attribute(child, "not"), *is = jb_xml_attribute(child, "is");
    JbLedgerCondition *condition = &ledger->conditions[ledger->condition_count];
    if ((not != NULL) == (is != NULL)) {
      jb_find(ledgers->reader->findings, LEDGER_CONDITION, child->place);
      continue;
    }
    bound = bind_attribute(ledgers, child, "head", &condition->column) && bound;
    condition->text = g_strdup(not ? not : is);
    condition->is_not = not != NULL;
    ledger->condition_count++;
  }
  return bound;
}

/* --- Dates --- */

/* The day the ledger speaks of. */
static void read_day(const LedgerReader *ledgers)
{
  JbLedger *ledger = ledgers->ledger;
  const JbXmlAttribute *as_of = jb_xml_attribute_lookup(ledgers->element, "as-of");
  if (as_of && !jb_ledger_date_parse(as_of->value, &ledger->as_of)) {
    jb_find(ledgers->reader->findings, LEDGER_DATE, as_of->value_place, as_of->value, as_of->name);
  } else if (!as_of && jb_ledger_column(ledger, JB_LEDGER_DUE) != JB_LEDGER_NO_COLUMN &&
             !jb_ledger_date_parse(ledgers->reader->report->date, &ledger->as_of)) {
    jb_find(ledgers->reader->findings, LEDGER_NO_DAY, ledgers->element->place);
  }
}

static void check_dates(const LedgerReader *ledgers, JbLedgerRole role)
{
  const JbData *data = ledgers->ledger->data;
  size_t column = jb_ledger_column(ledgers->ledger, role);
  int date;
  for (size_t row = 0; column != JB_LEDGER_NO_COLUMN && row < data->row_count; row++) {
    const char *text = jb_data_text(data, row, column);
    if (!jb_data_is_missing(text) && !jb_ledger_date_parse(text, &date)) {
      jb_find(ledgers->reader->findings, LEDGER_DATE, jb_data_place(data, row, column), text,
              jb_data_name(data, column));
    }
  }
}

/* --- The ledger --- */

/* The data a ledger names, or what its own rows make; NULL, and said so, when there is not exactly one of the two. */
static const JbData *find_data(const LedgerReader *ledgers)
{
  const JbXmlAttribute *named = jb_xml_attribute_lookup(ledgers->element, "data");
  if ((named != NULL) == (first_named(ledgers->element, "tr") != NULL)) {
    jb_find(ledgers->reader->findings, LEDGER_ROWS_WHERE, ledgers->element->place);
    return NULL;
  }
  if (!named) {
    return ledgers->ledger->own = make_data(ledgers);
  }
  const JbData *data = jb_report_data_lookup(ledgers->reader->report, named->value);
  g_hash_table_add(ledgers->reader->used_data, (gpointer)data);
  if (!data) {
    jb_find(ledgers->reader->findings, LEDGER_DATA_UNKNOWN, named->value_place, named->value);
  }
  return data;
}

static void read_contents(const LedgerReader *ledgers)
{
  static const char *const shown[] = {"all", "open", "overdue", "closed", NULL};
  static const unsigned states[] = {~0u, 1u << JB_LEDGER_OPEN | 1u << JB_LEDGER_OVERDUE, 1u << JB_LEDGER_OVERDUE,
                                    1u << JB_LEDGER_DONE};
  JbLedger *ledger = ledgers->ledger;
  ledger->shown = states[jb_read_choice(ledgers->element, "show", shown, 0)];
  ledger->data = find_data(ledgers);
  bool bound = ledger->data && (ledger->own || bind_fields(ledgers));
  bound = bound && bind_attribute(ledgers, ledgers->element, "group", &ledger->group_by) &&
          bind_attribute(ledgers, ledgers->element, "sort", &ledger->sort_by) && read_conditions(ledgers);
  if (!bound) {
    return; /* told; nothing is shown */
  }
  read_day(ledgers);
  check_dates(ledgers, JB_LEDGER_DUE);
  check_dates(ledgers, JB_LEDGER_CLOSED);
  jb_ledger_compile(ledger);
}

void jb_read_ledger(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  jb_read_exhibit_words(reader, element, block);
  jb_read_table_form(element, block);
  LedgerReader ledgers = {reader, element, block->table, block->ledger = g_new0(JbLedger, 1)};
  read_fields(&ledgers);
  read_contents(&ledgers);
}
