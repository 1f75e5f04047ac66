/* SPDX-License-Identifier: MIT
 * report/data: a data table as it was read from a CSV file or a sheet: named columns, rows of text. What ledgers,
 * tables and charts take their rows from; immutable once read.
 *
 * Compact: all texts in one block, four bytes a cell and a row beside it. A ledger of 100,000 rows costs little more
 * than its file. Texts are UTF-8, blanks around them gone, punctuation repaired as in prose; they may hold line feeds.
 * "" where the cell is empty. Rows that are empty altogether are not there. */
#ifndef JB_REPORT_DATA_H
#define JB_REPORT_DATA_H

#include "base/place.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct JbData {
  char *id;          /* "" for none */
  JbPlace place;     /* of the element that named the file */
  const char *path;  /* of the file, as messages name it; borrowed, lives as long as the job */
  const char *sheet; /* the same of a workbook's sheet; NULL for CSV */
  size_t column_count, row_count;
  uint32_t *names;  /* offsets into texts, one a column: the heads, no two alike */
  uint32_t *cells;  /* offsets into texts, row by row, column_count a row */
  uint32_t *rows;   /* row_count numbers: the row of the file or sheet, from 1 */
  int first_column; /* the number of column 0 in the file or sheet, from 1 */
  int head_row;     /* the row of the file or sheet that has the heads */
  char *texts;      /* NUL after each */
  JbPlace
      *places; /* of each cell, where they stand in a briefing; NULL: in a table, where rows and columns tell them */
} JbData;

/* Borrowed. */
const char *jb_data_name(const JbData *data, size_t column);
const char *jb_data_text(const JbData *data, size_t row, size_t column);

/* Which column has this head? False: none. */
bool jb_data_column_lookup(const JbData *data, const char *name, size_t *column);

/* Where a cell stands: data.csv:7:3, book.xlsx 表1!C7. */
JbPlace jb_data_place(const JbData *data, size_t row, size_t column);
/* The same of the head of a column. */
JbPlace jb_data_name_place(const JbData *data, size_t column);

/* What stands for "no value": nothing at all, dashes, 无, 暂无, 不详, N/A. */
bool jb_data_is_missing(const char *text);

void jb_data_free(JbData *data);

#endif
