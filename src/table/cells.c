/* SPDX-License-Identifier: MIT
 * table/cells: rows of facts and rows of words, told column by column. */
#include "table/cells.h"

#include "report/period.h"

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

static char *value_text(const JbFact *fact, bool with_unit)
{
  return with_unit ? jb_fact_format_marked_value(fact) : jb_fact_format_marked(fact);
}

JbTableCell jb_table_cell_of_row(const JbTable *table, const JbRow *row, size_t column, bool with_unit)
{
  JbColumnSource source = table->columns[column].source;
  JbTableCell cell = {.place = row->place};
  const JbCell *own = column < row->cell_count ? &row->cells[column] : NULL;
  if (row->fact && source == JB_COLUMN_VALUE) {
    cell.text = value_text(row->fact, with_unit);
  } else if (row->fact && source != JB_COLUMN_CELL) {
    cell.text = fact_texts[source](row->fact);
  } else if (own && own->fact) {
    cell.text = value_text(own->fact, with_unit);
    cell.place = own->place;
  } else if (own) {
    cell.inlines = &own->inlines;
    cell.place = own->place;
  } else {
    cell.text = g_strdup("");
  }
  return cell;
}

JbTableCell jb_table_cell_of_head(const JbTable *table, size_t column)
{
  return (JbTableCell){.inlines = &table->columns[column].title, .place = table->columns[column].place};
}

void jb_table_cell_clear(JbTableCell *cell)
{
  g_clear_pointer(&cell->text, g_free);
}

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
  bool shows_values = jb_table_has_column(table, JB_COLUMN_VALUE);
  for (size_t i = 0; i < table->row_count; i++) {
    const JbRow *row = &table->rows[i];
    if (row->fact && shows_values) {
      g_ptr_array_add(facts, (gpointer)row->fact);
    }
    for (size_t column = 0; column < row->cell_count; column++) {
      if (row->cells[column].fact) {
        g_ptr_array_add(facts, (gpointer)row->cells[column].fact);
      }
    }
  }
  return facts;
}

static bool column_has_fact_cell(const JbTable *table, size_t column)
{
  for (size_t i = 0; i < table->row_count; i++) {
    if (column < table->rows[i].cell_count && table->rows[i].cells[column].fact) {
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
