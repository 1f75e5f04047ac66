/* SPDX-License-Identifier: MIT
 * table/cells: rows of facts and rows of words, told cell by cell. */
#include "table/cells.h"

#include "report/period.h"
#include "report/unit.h"

#include <string.h>

void jb_table_cell_clear(JbTableCell *cell)
{
  g_clear_pointer(&cell->text, g_free);
}

void jb_table_rows_free(JbTableRows *rows)
{
  if (rows) {
    rows->class->free(rows);
  }
}

/* --- the body --- */

typedef struct BodyRows {
  JbTableRows rows;
  const JbTable *table;
  bool with_unit;
  JbAlign *aligns; /* by column */
} BodyRows;

static char *fact_name(const JbFact *fact)
{
  return g_strdup(fact->name);
}

static char *fact_unit(const JbFact *fact)
{
  return g_strdup(fact->unit);
}

static char *fact_period(const JbFact *fact)
{
  return jb_period_format(fact->period);
}

static char *fact_scope(const JbFact *fact)
{
  return g_strdup(fact->scope);
}

static char *fact_status(const JbFact *fact)
{
  return g_strdup(jb_fact_status_name(fact->status));
}

static char *fact_base(const JbFact *fact)
{
  return g_strdup(fact->base);
}

/* Of what is not the value: that needs to know about units. */
static char *(*const fact_texts[])(const JbFact *fact) = {
    [JB_COLUMN_NAME] = fact_name,   [JB_COLUMN_UNIT] = fact_unit,     [JB_COLUMN_PERIOD] = fact_period,
    [JB_COLUMN_SCOPE] = fact_scope, [JB_COLUMN_STATUS] = fact_status, [JB_COLUMN_BASE] = fact_base,
};

static bool is_difference(JbColumnSource source)
{
  return source == JB_COLUMN_CHANGE || source == JB_COLUMN_GROWTH;
}

/* Differences in % and 个百分点 stand beside values in other units: they say theirs where the column's title does not.
 */
static char *number_text(const BodyRows *body, const JbColumn *column, const JbFact *fact)
{
  bool with_unit = body->with_unit;
  if (is_difference(column->source)) {
    if (fact->value.digits == 0) {
      return g_strdup("持平");
    }
    bool percent = strcmp(fact->unit, JB_UNIT_PERCENT) == 0, points = strcmp(fact->unit, JB_UNIT_POINTS) == 0;
    g_autofree char *title = jb_inlines_to_plain(&column->title);
    with_unit = (with_unit || percent || points) && strstr(title, percent  ? "%"
                                                                  : points ? "百分点"
                                                                           : fact->unit) == NULL;
  }
  return with_unit ? jb_fact_format_marked_value(fact) : jb_fact_format_marked(fact);
}

/* "-4.3" as a number is set: its minus is as wide as the plus of another. Newly allocated; NULL: it is no such text. */
static char *with_minus(const JbInlines *inlines)
{
  const JbInline *only = inlines->count == 1 ? &inlines->items[0] : NULL;
  if (!only || only->kind != JB_INLINE_TEXT || only->marks || inlines->setting_count > 0) {
    return NULL;
  }
  g_autofree char *text = jb_inlines_to_plain(inlines);
  return text[0] == '-' && g_ascii_isdigit(text[1]) ? g_strconcat("−", text + 1, NULL) : NULL;
}

static bool is_number(JbColumnSource source)
{
  return source == JB_COLUMN_VALUE || source == JB_COLUMN_BEFORE || is_difference(source);
}

static void tell_content(const BodyRows *body, const JbRow *row, const JbCell *own, JbTableCell *cell)
{
  const JbColumn *column = &body->table->columns[own->column];
  if (own->fact) {
    cell->text = number_text(body, column, own->fact);
  } else if (row->fact && is_number(column->source)) {
    cell->text = g_strdup("—"); /* nothing it is compared with */
  } else if (row->fact && column->source != JB_COLUMN_CELL) {
    cell->text = fact_texts[column->source](row->fact);
  } else {
    cell->text = cell->align == JB_ALIGN_DECIMAL ? with_minus(&own->inlines) : NULL;
    cell->inlines = cell->text ? NULL : &own->inlines;
  }
}

/* A title across columns is centred above what it stands for, as is the name of a total. */
static JbAlign align_of(const BodyRows *body, const JbRow *row, const JbCell *own)
{
  bool across = own->columns > 1 || (row->kind == JB_ROW_TOTAL && own->column == 0);
  return row->kind == JB_ROW_GROUP ? JB_ALIGN_START : across ? JB_ALIGN_CENTRE : body->aligns[own->column];
}

static JbHeadScope scope_of(const BodyRows *body, const JbRow *row, const JbCell *own)
{
  bool names = body->table->columns[own->column].source == JB_COLUMN_NAME && row->kind == JB_ROW_BODY;
  bool title = row->kind != JB_ROW_BODY && own->column == 0;
  return names || title ? JB_SCOPE_ROW : JB_SCOPE_NONE;
}

static size_t body_cells(const JbTableRows *rows, size_t index, JbTableCell *cells)
{
  const BodyRows *body = (const BodyRows *)rows;
  const JbRow *row = &body->table->rows[index];
  for (size_t i = 0; i < row->cell_count; i++) {
    const JbCell *own = &row->cells[i];
    cells[i] = (JbTableCell){.place = own->place,
                             .mark = own->mark,
                             .column = own->column,
                             .columns = own->columns,
                             .rows = own->rows,
                             .align = align_of(body, row, own),
                             .tone = row->kind == JB_ROW_TOTAL ? JB_TONE_STRONG : JB_TONE_PLAIN,
                             .indented = row->in_group && own->column == 0,
                             .scope = scope_of(body, row, own)};
    tell_content(body, row, own, &cells[i]);
  }
  return row->cell_count;
}

static JbTableRowKind body_kind(const JbTableRows *rows, size_t row)
{
  static const JbTableRowKind kinds[] = {
      [JB_ROW_BODY] = JB_TABLE_BODY_ROW, [JB_ROW_GROUP] = JB_TABLE_GROUP_ROW, [JB_ROW_TOTAL] = JB_TABLE_TOTAL_ROW};
  return kinds[((const BodyRows *)rows)->table->rows[row].kind];
}

static JbPlace body_place(const JbTableRows *rows, size_t row)
{
  return ((const BodyRows *)rows)->table->rows[row].place;
}

static void body_free(JbTableRows *rows)
{
  g_free(((BodyRows *)rows)->aligns);
  g_free(rows);
}

JbTableRows *jb_table_body_rows_new(const JbTable *table, bool with_unit)
{
  static const JbTableRowsClass class = {body_kind, body_cells, body_place, body_free};
  BodyRows *body = g_new0(BodyRows, 1);
  body->rows = (JbTableRows){.class = &class, .count = table->row_count, .column_count = table->column_count};
  body->table = table;
  body->with_unit = with_unit;
  body->aligns = g_new(JbAlign, table->column_count);
  for (size_t column = 0; column < table->column_count; column++) {
    body->aligns[column] = jb_table_column_align(table, column);
  }
  return &body->rows;
}

/* --- the head --- */

typedef struct HeadRows {
  JbTableRows rows;
  const JbTable *table;
  JbAlign align;
} HeadRows;

static const JbColumnGroup *group_at(const JbTable *table, size_t level, size_t column)
{
  for (size_t i = 0; i < table->group_count; i++) {
    const JbColumnGroup *group = &table->groups[i];
    if (group->level == level && group->first <= column && column < group->end) {
      return group;
    }
  }
  return NULL;
}

/* In a row: the groups of its level, and the titles of columns that stand under no more groups. */
static size_t head_cells(const JbTableRows *rows, size_t row, JbTableCell *cells)
{
  const JbTable *table = ((const HeadRows *)rows)->table;
  size_t count = 0;
  for (size_t column = 0; column < table->column_count; column++) {
    const JbColumn *own = &table->columns[column];
    const JbColumnGroup *group = group_at(table, row, column);
    JbTableCell cell = {
        .align = ((const HeadRows *)rows)->align, .scope = JB_SCOPE_COLUMN, .column = column, .columns = 1, .rows = 1};
    if (group) {
      cell.inlines = &group->title;
      cell.mark = group->mark;
      cell.place = group->place;
      cell.columns = group->end - group->first;
      column = group->end - 1;
    } else if (own->level == row) {
      cell.inlines = &own->title;
      cell.mark = own->mark;
      cell.place = own->place;
      cell.rows = table->head_rows - row;
    } else {
      continue; /* covered from above */
    }
    cells[count++] = cell;
  }
  return count;
}

static JbTableRowKind head_kind(const JbTableRows *rows, size_t row)
{
  (void)rows, (void)row;
  return JB_TABLE_HEAD_ROW;
}

static JbPlace head_place(const JbTableRows *rows, size_t row)
{
  (void)row;
  return ((const HeadRows *)rows)->table->columns[0].place;
}

static void head_free(JbTableRows *rows)
{
  g_free(rows);
}

JbTableRows *jb_table_head_rows_new(const JbTable *table, JbAlign align)
{
  static const JbTableRowsClass class = {head_kind, head_cells, head_place, head_free};
  HeadRows *head = g_new0(HeadRows, 1);
  head->rows = (JbTableRows){.class = &class, .count = table->head_rows, .column_count = table->column_count};
  head->table = table;
  head->align = align;
  return &head->rows;
}

/* --- what a report's table shows --- */

bool jb_table_has_column(const JbTable *table, JbColumnSource source)
{
  for (size_t column = 0; column < table->column_count; column++) {
    if (table->columns[column].source == source) {
      return true;
    }
  }
  return false;
}

GPtrArray *jb_table_facts(const JbTable *table)
{
  GPtrArray *facts = g_ptr_array_new();
  for (size_t i = 0; i < table->row_count; i++) {
    const JbRow *row = &table->rows[i];
    for (size_t k = 0; k < row->cell_count; k++) {
      const JbCell *cell = &row->cells[k];
      if (cell->fact && !is_difference(table->columns[cell->column].source)) {
        g_ptr_array_add(facts, (gpointer)cell->fact);
      }
    }
  }
  return facts;
}

static bool column_has_fact_cell(const JbTable *table, size_t column)
{
  for (size_t i = 0; i < table->row_count; i++) {
    const JbCell *cell = jb_row_cell_lookup(&table->rows[i], column);
    if (cell && cell->fact) {
      return true;
    }
  }
  return false;
}

JbAlign jb_table_column_align(const JbTable *table, size_t column)
{
  const JbColumn *asked = &table->columns[column];
  if (asked->align != JB_ALIGN_START || column == 0) {
    return asked->align;
  }
  switch (asked->source) {
  case JB_COLUMN_VALUE:
  case JB_COLUMN_BEFORE:
  case JB_COLUMN_CHANGE:
  case JB_COLUMN_GROWTH:
    return JB_ALIGN_DECIMAL;
  case JB_COLUMN_UNIT:
  case JB_COLUMN_PERIOD:
  case JB_COLUMN_STATUS:
  case JB_COLUMN_BASE:
    return JB_ALIGN_CENTRE;
  case JB_COLUMN_CELL:
    return column_has_fact_cell(table, column) ? JB_ALIGN_DECIMAL : JB_ALIGN_START;
  default:
    return JB_ALIGN_START;
  }
}
