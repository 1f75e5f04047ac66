/* SPDX-License-Identifier: MIT
 * table/cells: what stands in a table's cells, by column: a fact's name, value, unit … or the author's own words. Does
 * not leave this folder. */
#ifndef JB_TABLE_CELLS_H
#define JB_TABLE_CELLS_H

#include "report/report.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct JbTableCell {
  const JbInlines *inlines; /* the author's words, borrowed; NULL: text */
  char *text;               /* ours, from a fact; owned */
  JbPlace place;
} JbTableCell;

/* What a row says in a column. with_unit: values are followed by their units. */
JbTableCell jb_table_cell_of_row(const JbTable *table, const JbRow *row, size_t column, bool with_unit);
JbTableCell jb_table_cell_of_head(const JbTable *table, size_t column);
void jb_table_cell_clear(JbTableCell *cell);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(JbTableCell, jb_table_cell_clear)

/* The facts whose values the table shows, in reading order: const JbFact *, borrowed. */
GPtrArray *jb_table_facts(const JbTable *table);

/* Is there a column that tells this of each fact? */
bool jb_table_has_column(const JbTable *table, JbColumnSource source);

/* How a column is set: as asked; and where nothing was, numbers on their decimal points, the words that go with them
 * (unit, period, status …) centred, the rest from the left. */
JbAlign jb_table_column_align(const JbTable *table, size_t column);

#endif
