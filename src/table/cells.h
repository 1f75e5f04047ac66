/* SPDX-License-Identifier: MIT
 * table/cells: what stands in a table's cells, told row by row, so that a table need not be held set: a report's table,
 * the head over it. Does not leave this folder. */
#ifndef JB_TABLE_CELLS_H
#define JB_TABLE_CELLS_H

#include "page/structure.h"
#include "report/report.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum JbTableRowKind {
  JB_TABLE_HEAD_ROW,
  JB_TABLE_BODY_ROW,
  JB_TABLE_GROUP_ROW, /* one cell across the table */
  JB_TABLE_TOTAL_ROW,
} JbTableRowKind;

typedef enum JbTableTone {
  JB_TONE_PLAIN,
  JB_TONE_STRONG, /* totals, what is overdue */
  JB_TONE_QUIET,  /* what is done */
} JbTableTone;

typedef struct JbTableCell {
  const JbInlines *inlines; /* the author's words, borrowed; NULL: text */
  char *text;               /* of our own making; owned */
  const char *mark;         /* of notes to it, "①"; borrowed; NULL: none */
  JbPlace place;
  size_t column;        /* its first */
  size_t columns, rows; /* it covers */
  JbAlign align;
  JbTableTone tone;
  bool indented;     /* one step, below a group heading */
  bool whole;        /* a date: not divided where its column can be as wide */
  JbHeadScope scope; /* of a head */
} JbTableCell;

void jb_table_cell_clear(JbTableCell *cell);

/* --- rows --- */

typedef struct JbTableRows JbTableRows;

typedef struct JbTableRowsClass {
  JbTableRowKind (*kind)(const JbTableRows *rows, size_t row);
  /* The row's cells from left to right, without what cells of rows above cover; room for one a column. */
  size_t (*cells)(const JbTableRows *rows, size_t row, JbTableCell *cells);
  JbPlace (*place)(const JbTableRows *rows, size_t row);
  void (*free)(JbTableRows *rows);
} JbTableRowsClass;

/* Embedded as the first member of every kind of rows. */
struct JbTableRows {
  const JbTableRowsClass *class;
  size_t count, column_count;
};

/* The rows of a report's table. with_unit: values are followed by their units. */
JbTableRows *jb_table_body_rows_new(const JbTable *table, bool with_unit);
/* What a ledger shows; table has its columns. */
JbTableRows *jb_table_ledger_rows_new(const JbLedger *ledger, const JbTable *table);
/* The head of either: column titles, and above them those of their groups. */
JbTableRows *jb_table_head_rows_new(const JbTable *table, JbAlign align);
void jb_table_rows_free(JbTableRows *rows); /* NULL is allowed */

/* --- what a report's table shows --- */

/* The facts whose values the table shows, in reading order, without their differences: const JbFact *, borrowed. */
GPtrArray *jb_table_facts(const JbTable *table);

/* Is there a column that tells this of each fact? */
bool jb_table_has_column(const JbTable *table, JbColumnSource source);

/* How a column is set: as asked; and where nothing was, numbers on their decimal points, the words that go with them
 * (unit, period, status …) centred, the rest from the left. */
JbAlign jb_table_column_align(const JbTable *table, size_t column);

#endif
