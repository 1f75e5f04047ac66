/* SPDX-License-Identifier: MIT
 * base/cell_reference: cells of a sheet as spreadsheets name them: C7, A3:F40. Rows and columns count from 1. */
#ifndef JB_BASE_CELL_REFERENCE_H
#define JB_BASE_CELL_REFERENCE_H

#include <glib.h>
#include <stdbool.h>

#define JB_CELL_MOST_ROWS    1048576 /* of a sheet: Excel's and WPS's own bounds */
#define JB_CELL_MOST_COLUMNS 16384

typedef struct JbCellRange {
  int first_row, last_row;
  int first_column, last_column;
} JbCellRange;

/* "C7" or "$C$7", whole. False for anything else, and beyond the bounds. */
bool jb_cell_parse(const char *text, int *row, int *column);

/* "A3:F40", or one cell; the ends in any order. */
bool jb_cell_range_parse(const char *text, JbCellRange *range);

/* Appends the letters of a column: 1 → A, 28 → AB. */
void jb_cell_append_column(GString *out, int column);

#endif
