/* SPDX-License-Identifier: MIT
 * read/sheet: the cells of a CSV file or a worksheet as they come, and the data table they make. Private to read/.
 *
 * csv.c and workbook.c fill a sheet; jb_sheet_to_data cuts the range out of it, spreads merged cells, finds the heads
 * and tells what does not fit. All numbers of rows and columns count from 1. */
#ifndef JB_READ_SHEET_H
#define JB_READ_SHEET_H

#include "base/cell_reference.h"
#include "read/reader.h"
#include "report/data.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define JB_DATA_MAXIMUM_FILE  (128u << 20) /* [byte] of one file */
#define JB_DATA_MAXIMUM_TEXT  (256u << 20) /* [byte] of all its texts */
#define JB_DATA_MAXIMUM_CELLS (32u << 20)  /* of the table */

typedef struct JbSheetCell {
  uint32_t row, column;
  uint32_t text; /* offset into texts */
} JbSheetCell;

typedef struct JbSheet {
  const char *path, *name; /* kept by the findings; name: NULL for CSV */
  GString *texts;          /* NUL after each; the first is "" */
  GArray *cells;           /* of JbSheetCell, by row and column, none twice; empty cells are not there */
  GArray *widths;          /* of uint32_t: how many fields each row has, from row 1 on; empty for workbooks */
  GArray *merges;          /* of JbCellRange */
} JbSheet;

void jb_sheet_init(JbSheet *sheet, const char *path, const char *name);
void jb_sheet_clear(JbSheet *sheet);

JbPlace jb_sheet_place(const JbSheet *sheet, int row, int column);

/* Keeps length bytes of UTF-8 as the texts of a data table are kept: blanks around gone, marks repaired if the reader
 * repairs. Returns the offset; 0 for nothing. place: for the count of repairs. */
uint32_t jb_sheet_add_text(JbSheet *sheet, JbReader *reader, const char *text, size_t length, JbPlace place);

/* Cells come by row and column; what is out of order, or text 0, is not taken. False: out of order. */
bool jb_sheet_add_cell(JbSheet *sheet, int row, int column, uint32_t text);

/* The table in range (NULL: all there is); takes sheet's texts. NULL, and said so, when there is none, or any of its
 * rows does not fit. */
JbData *jb_sheet_to_data(JbSheet *sheet, JbReader *reader, const JbCellRange *range, JbPlace place);

/* --- csv.c --- */

/* Comma-separated values by RFC 4180: UTF-8 with or without BOM, or GB18030. False, and said so. */
bool jb_csv_read(JbSheet *sheet, JbReader *reader, GBytes *bytes);

/* --- workbook.c --- */

/* The sheet of an XLSX workbook that <data> asks for, else the first. False, and said so. */
bool jb_workbook_read(JbSheet *sheet, JbReader *reader, const JbXmlNode *element, GBytes *bytes);

#endif
