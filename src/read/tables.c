/* SPDX-License-Identifier: MIT
 * read/tables: columns with the groups over them, rows with their spans.
 *
 * Cells fill a row from the left, and pass over columns that a cell of a row above covers, as in HTML. What is covered
 * is kept by column: how many rows of the cell above are still to come. */
#include "read/reader.h"
#include "report/comparison.h"
#include "report/unit.h"

#include <string.h>

typedef struct Cover {
  size_t left;      /* rows below that are still covered */
  size_t row, cell; /* the cell that covers them */
} Cover;

typedef struct TableReader {
  JbReader *reader;
  JbTable *table;
  GArray *columns, *groups, *rows; /* of JbColumn, JbColumnGroup, JbRow: the table's, while it is being read */
  JbFactForm form;                 /* of the table as a whole */
  Cover *covers;                   /* by column */
  bool in_group;
  GArray *totals; /* of JbTotalRows */
  JbTableNotes *notes;
} TableReader;

/* --- Columns --- */

static bool is_number(JbColumnSource source)
{
  return source == JB_COLUMN_VALUE || source == JB_COLUMN_BEFORE || source == JB_COLUMN_CHANGE ||
         source == JB_COLUMN_GROWTH;
}

static void read_column(TableReader *tables, const JbXmlNode *element, size_t level)
{
  static const char *const sources[] = {"",       "name", "value",  "unit",   "period", "scope",
                                        "status", "base", "before", "change", "growth", NULL};
  static const char *const aligns[] = {"start", "center", "end", "decimal", NULL};
  const JbFactForm growth_form = {.mark = JB_FACT_SIGN, .rounded = true, .digits = 1};
  const char *width = jb_xml_attribute(element, "width");
  JbColumn column = {.title = jb_read_inlines_attribute(tables->reader, element, "title"),
                     .source = (JbColumnSource)jb_read_choice(element, "show", sources, JB_COLUMN_CELL),
                     .weight = width ? g_ascii_strtod(width, NULL) : 0,
                     .level = level,
                     .sum = jb_read_yes(element, "sum"),
                     .place = element->place};
  bool number = is_number(column.source) || column.sum;
  column.form = jb_read_form(element, column.source == JB_COLUMN_GROWTH ? growth_form : tables->form);
  column.align = (JbAlign)jb_read_choice(element, "align", aligns, number ? JB_ALIGN_DECIMAL : JB_ALIGN_START);
  jb_table_notes_read(tables->notes, tables->reader, element,
                      (JbNotedPart){.row = level, .column = tables->columns->len});
  g_array_append_val(tables->columns, column);
  tables->table->head_rows = MAX(tables->table->head_rows, level + 1);
}

/* The columns among the children of a table or of a group of columns. */
static void read_columns(TableReader *tables, const JbXmlNode *parent, size_t level)
{
  for (const JbXmlNode *child = jb_xml_first_element(parent); child; child = jb_xml_next_element(child)) {
    if (strcmp(child->name, "col") == 0) {
      read_column(tables, child, level);
    } else if (strcmp(child->name, "cols") == 0) {
      guint index = tables->groups->len;
      JbColumnGroup group = {.title = jb_read_inlines_attribute(tables->reader, child, "title"),
                             .first = tables->columns->len,
                             .level = level,
                             .place = child->place};
      jb_table_notes_read(tables->notes, tables->reader, child,
                          (JbNotedPart){.row = level, .column = group.first, .group = true});
      g_array_append_val(tables->groups, group);
      read_columns(tables, child, level + 1);
      g_array_index(tables->groups, JbColumnGroup, index).end = tables->columns->len;
    }
  }
}

static const JbColumn *column_at(const TableReader *tables, size_t index)
{
  return &g_array_index(tables->columns, JbColumn, index);
}

/* --- Cells --- */

static const JbXmlNode *next_cell(const JbXmlNode *element)
{
  while (element && strcmp(element->name, "td") != 0) {
    element = jb_xml_next_element(element);
  }
  return element;
}

static size_t count_cells(const JbXmlNode *row)
{
  size_t count = 0;
  for (const JbXmlNode *cell = next_cell(jb_xml_first_element(row)); cell;
       cell = next_cell(jb_xml_next_element(cell))) {
    count++;
  }
  return count;
}

static void check_cells(const TableReader *tables, const JbXmlNode *row, size_t wanted)
{
  size_t count = count_cells(row);
  if (count != wanted) {
    g_autofree char *here = g_strdup_printf("%" G_GSIZE_FORMAT, count);
    g_autofree char *there = g_strdup_printf("%" G_GSIZE_FORMAT, wanted);
    jb_find(tables->reader->findings, ROW_CELLS, row->place, here, there);
  }
}

/* A cell that is one value and nothing else is that fact, written as the value asks. */
static void read_cell(const TableReader *tables, const JbXmlNode *element, JbCell *cell)
{
  cell->place = element->place;
  cell->inlines = jb_read_inlines(tables->reader, element);
  const JbInline *only = cell->inlines.count == 1 ? &cell->inlines.items[0] : NULL;
  const JbXmlNode *value = jb_read_child(element, "v");
  bool whole = only && only->kind == JB_INLINE_VALUE && !only->upper && value && only->value.part == JB_FACT_VALUE;
  if (whole) {
    JbFactForm form = jb_read_form(value, column_at(tables, cell->column)->form);
    cell->fact = jb_read_place(tables->reader, only->fact, form);
  }
}

static size_t read_count(const JbXmlNode *element, const char *name)
{
  const char *text = jb_xml_attribute(element, name);
  guint64 count = text ? g_ascii_strtoull(text, NULL, 10) : 1;
  return (size_t)CLAMP(count, 1, G_MAXINT32);
}

/* Does a column show something of its row's fact, so that it has no td? */
static bool is_filled(const TableReader *tables, const JbRow *row, bool of_fact, size_t column)
{
  return row->kind == JB_ROW_BODY && of_fact && column_at(tables, column)->source != JB_COLUMN_CELL;
}

/* How many columns and rows a cell covers, as far as they are free. */
static void read_spans(TableReader *tables, const JbXmlNode *element, const JbRow *row, bool of_fact, JbCell *cell)
{
  size_t asked = read_count(element, "colspan"), last = cell->column + 1;
  while (last - cell->column < asked && last < tables->columns->len && tables->covers[last].left == 0 &&
         !is_filled(tables, row, of_fact, last)) {
    last++;
  }
  cell->columns = last - cell->column;
  if (cell->columns < asked) {
    g_autofree char *wanted = g_strdup_printf("%" G_GSIZE_FORMAT, asked);
    g_autofree char *there = g_strdup_printf("%" G_GSIZE_FORMAT, cell->columns);
    jb_find(tables->reader->findings, SPAN_COLUMNS, element->place, wanted, there);
  }
  cell->rows = row->kind == JB_ROW_BODY ? read_count(element, "rowspan") : 1;
  for (size_t i = cell->column; i < last; i++) {
    tables->covers[i] = (Cover){cell->rows - 1, tables->rows->len, row->cell_count - 1};
  }
}

/* Cells that reach over the last row of their group, of the table, or over a total. */
static void end_spans(TableReader *tables)
{
  for (size_t i = 0; i < tables->columns->len; i++) {
    Cover *cover = &tables->covers[i];
    JbCell *cell = cover->left > 0 ? &g_array_index(tables->rows, JbRow, cover->row).cells[cover->cell] : NULL;
    if (cell && cell->column == i) {
      g_autofree char *wanted = g_strdup_printf("%" G_GSIZE_FORMAT, cell->rows);
      cell->rows -= cover->left;
      g_autofree char *there = g_strdup_printf("%" G_GSIZE_FORMAT, cell->rows);
      jb_find(tables->reader->findings, SPAN_ROWS, cell->place, wanted, there);
    }
    cover->left = 0;
  }
}

/* --- Rows --- */

static JbRow new_row(const TableReader *tables, JbRowKind kind, const JbXmlNode *element)
{
  return (JbRow){.kind = kind,
                 .in_group = tables->in_group,
                 .place = element->place,
                 .cells = g_new0(JbCell, MAX(tables->columns->len, 1))};
}

static JbCell *add_cell(JbRow *row, size_t column, size_t columns)
{
  JbCell *cell = &row->cells[row->cell_count++];
  *cell = (JbCell){.column = column, .columns = columns, .rows = 1, .place = row->place};
  return cell;
}

/* The notes among an element's children, to a cell of the row at hand. */
static void read_notes(const TableReader *tables, const JbXmlNode *element, JbCell *cell)
{
  jb_table_notes_read(tables->notes, tables->reader, element,
                      (JbNotedPart){.cell = cell, .row = tables->rows->len, .column = cell->column});
}

/* The cell that says what the row is about. */
static JbCell *title_cell(const TableReader *tables, const JbRow *row)
{
  for (size_t i = 0; i < row->cell_count && row->fact; i++) {
    if (column_at(tables, row->cells[i].column)->source == JB_COLUMN_NAME) {
      return &row->cells[i];
    }
  }
  return &row->cells[0];
}

/* --- Comparisons --- */

static const JbFact *keep(const TableReader *tables, JbFact *fact)
{
  if (fact) {
    g_ptr_array_add(tables->reader->report->placed, fact);
  }
  return fact;
}

/* A row has one unit: 96000万元 of last year stand beside 12.5亿元 as 9.6亿元. */
static const JbFact *place_before(const TableReader *tables, const JbFact *now, const JbFact *before, JbFactForm form)
{
  if (strcmp(now->unit, before->unit) != 0) {
    form.scale = (JbFactScale)(JB_FACT_ONES + jb_unit_power(now->unit, NULL) / 4);
    form.digits = form.rounded ? form.digits : now->value.scale;
    form.rounded = true;
  }
  return jb_read_place(tables->reader, before, form);
}

/* What a column shows of the row's fact as a number; NULL: nothing is to be said. */
static const JbFact *shown_fact(const TableReader *tables, const JbXmlNode *element, const JbRow *row, size_t column)
{
  JbFactForm form = jb_read_form(element, column_at(tables, column)->form);
  const JbFact *now = jb_read_place(tables->reader, row->fact, form);
  switch (column_at(tables, column)->source) {
  case JB_COLUMN_VALUE:
    return now;
  case JB_COLUMN_BEFORE:
    return row->before ? place_before(tables, now, row->before, form) : NULL;
  case JB_COLUMN_CHANGE:
    return row->before ? keep(tables, jb_fact_change(now, row->before)) : NULL;
  case JB_COLUMN_GROWTH:
    return row->before ? keep(tables, jb_fact_growth(now, row->before, form.digits)) : NULL;
  default:
    return NULL;
  }
}

/* Fills a row's columns from first on: those that show something of its fact with an empty cell, those that are not
 * covered with the next td. The number of td there should be. */
static size_t fill_row(TableReader *tables, const JbXmlNode *element, bool of_fact, size_t first, JbRow *row)
{
  const JbXmlNode *td = next_cell(jb_xml_first_element(element));
  size_t wanted = 0;
  for (size_t column = first; column < tables->columns->len;) {
    if (tables->covers[column].left > 0) {
      tables->covers[column++].left--;
      continue;
    }
    JbCell *cell = add_cell(row, column, 1);
    bool filled = is_filled(tables, row, of_fact, column);
    wanted += !filled;
    if (filled && row->fact) {
      cell->fact = shown_fact(tables, element, row, column);
    } else if (!filled && td) {
      read_cell(tables, td, cell);
      read_notes(tables, td, cell);
      read_spans(tables, td, row, of_fact, cell);
      td = next_cell(jb_xml_next_element(td));
    }
    column += cell->columns;
  }
  return wanted;
}

/* What the row's fact is compared with; NULL also, and said so, where they count different things. */
static const JbFact *read_before(JbReader *reader, const JbXmlNode *element, const JbFact *fact)
{
  const JbFact *before = jb_read_fact(reader, element, "before");
  if (!fact || !before || jb_facts_compare(fact, before)) {
    return fact ? before : NULL;
  }
  jb_find(reader->findings, COMPARED_UNITS, jb_xml_attribute_lookup(element, "before")->value_place, fact->name,
          fact->unit, before->name, before->unit);
  return NULL;
}

static void read_row(TableReader *tables, const JbXmlNode *element)
{
  bool of_fact = jb_xml_attribute(element, "f");
  JbRow row = new_row(tables, JB_ROW_BODY, element);
  row.fact = of_fact ? jb_read_fact(tables->reader, element, "f") : NULL;
  row.before = read_before(tables->reader, element, row.fact);
  jb_read_check_form(tables->reader, element, row.fact);
  row.left_out = jb_xml_attribute(element, "sum") && !jb_read_yes(element, "sum");
  check_cells(tables, element, fill_row(tables, element, of_fact, 0, &row));
  read_notes(tables, element, title_cell(tables, &row));
  for (size_t i = row.cell_count; i-- > 0;) { /* its unit is that of its first value */
    const JbCell *cell = &row.cells[i];
    bool value = cell->fact && column_at(tables, cell->column)->source == JB_COLUMN_VALUE;
    row.fact = value && row.fact ? cell->fact : row.fact;
  }
  g_array_append_val(tables->rows, row);
}

/* title over the columns before the first sum, then a cell a column: what is not written is summed or empty. */
static void read_total(TableReader *tables, const JbXmlNode *element, const char *otherwise)
{
  end_spans(tables);
  size_t first = 0;
  while (first < tables->columns->len && !column_at(tables, first)->sum) {
    first++;
  }
  if (first == 0 || first == tables->columns->len) {
    jb_find(tables->reader->findings, TOTAL_COLUMNS, element->place);
    return;
  }
  JbRow row = new_row(tables, JB_ROW_TOTAL, element);
  JbCell *title = add_cell(&row, 0, first);
  title->inlines = jb_read_inlines_attribute(tables->reader, element, "title");
  if (title->inlines.count == 0) {
    title->inlines = jb_read_inlines_literal(otherwise, element->place);
  }
  read_notes(tables, element, title);
  size_t wanted = fill_row(tables, element, /* of_fact */ false, first, &row);
  if (count_cells(element) > 0) {
    check_cells(tables, element, wanted);
  }
  g_array_append_val(tables->rows, row);
}

static void read_rows(TableReader *tables, const JbXmlNode *parent);

static void read_group(TableReader *tables, const JbXmlNode *element)
{
  end_spans(tables);
  JbRow heading = new_row(tables, JB_ROW_GROUP, element);
  JbCell *title = add_cell(&heading, 0, tables->columns->len);
  title->inlines = jb_read_inlines_attribute(tables->reader, element, "title");
  read_notes(tables, element, title);
  g_array_append_val(tables->rows, heading);
  tables->in_group = true;
  read_rows(tables, element);
  tables->in_group = false;
}

/* Totals of a group add up its rows, those of the table all of them: they are told so when the rows are known. */
static void read_rows(TableReader *tables, const JbXmlNode *parent)
{
  guint first = tables->rows->len, first_total = tables->totals->len;
  for (const JbXmlNode *child = jb_xml_first_element(parent); child; child = jb_xml_next_element(child)) {
    if (strcmp(child->name, "tr") == 0) {
      read_row(tables, child);
    } else if (strcmp(child->name, "group") == 0) {
      read_group(tables, child);
    } else if (strcmp(child->name, "total") == 0) {
      guint row = tables->rows->len;
      read_total(tables, child, tables->in_group ? "小计" : "合计");
      if (tables->rows->len > row) {
        JbTotalRows total = {.total = row, .first = first};
        g_array_append_val(tables->totals, total);
      }
    }
  }
  end_spans(tables);
  for (guint i = first_total; i < tables->totals->len; i++) {
    JbTotalRows *total = &g_array_index(tables->totals, JbTotalRows, i);
    total->end = total->end > 0 ? total->end : tables->rows->len; /* else a total of a group in here */
  }
}

void jb_read_table_form(const JbXmlNode *element, JbBlock *block)
{
  static const char *const orientations[] = {"portrait", "landscape", NULL};
  static const char *const rules[] = {"", "three", "rows", "all", NULL};
  block->landscape = jb_read_choice(element, "orientation", orientations, /* otherwise */ 0) == 1;
  block->table = g_new0(JbTable, 1);
  block->table->rules = (JbTableRules)jb_read_choice(element, "rules", rules, JB_RULES_OF_THEME);
}

void jb_read_table(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  jb_read_exhibit_words(reader, element, block);
  jb_read_table_form(element, block);
  JbTable *table = block->table;
  TableReader tables = {.reader = reader,
                        .table = table,
                        .columns = g_array_new(FALSE, FALSE, sizeof(JbColumn)),
                        .groups = g_array_new(FALSE, FALSE, sizeof(JbColumnGroup)),
                        .rows = g_array_new(FALSE, FALSE, sizeof(JbRow)),
                        .form = jb_read_form(element, JB_READ_USUAL_FORM),
                        .totals = g_array_new(FALSE, FALSE, sizeof(JbTotalRows)),
                        .notes = jb_table_notes_new()};
  read_columns(&tables, element, 0);
  tables.covers = g_new0(Cover, tables.columns->len);
  read_rows(&tables, element);
  table->column_count = tables.columns->len;
  table->group_count = tables.groups->len;
  table->row_count = tables.rows->len;
  table->columns = (JbColumn *)(void *)g_array_free(tables.columns, FALSE);
  table->groups = (JbColumnGroup *)(void *)g_array_free(tables.groups, FALSE);
  table->rows = (JbRow *)(void *)g_array_free(tables.rows, FALSE);
  jb_table_notes_number(tables.notes, table);
  for (guint i = 0; i < tables.totals->len; i++) {
    jb_read_sum(reader, table, &g_array_index(tables.totals, JbTotalRows, i));
  }
  g_array_free(tables.totals, TRUE);
  g_free(tables.covers);
}
