/* SPDX-License-Identifier: MIT
 * table/layout: a table's head and rows, every cell set and placed across the measure. Does not leave this folder. */
#ifndef JB_TABLE_LAYOUT_H
#define JB_TABLE_LAYOUT_H

#include "flow/set_text.h"
#include "report/report.h"
#include "table/columns.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum JbTableRowKind {
  JB_TABLE_HEAD_ROW,
  JB_TABLE_BODY_ROW,
  JB_TABLE_GROUP_ROW, /* one cell across the table */
  JB_TABLE_ROW_KINDS
} JbTableRowKind;

typedef struct JbTableSetCell {
  JbSetText *text;
  double natural; /* [pt] on one line */
  double x;       /* [pt] of the text's left edge from the table's */
  bool numeral;   /* stands on the decimal point */
  JbNumeralExtent extent;
  JbElementId element;
} JbTableSetCell;

typedef struct JbTableSetRow {
  JbTableRowKind kind;
  JbTableSetCell *cells;
  size_t cell_count; /* one a column; 1 for a group heading */
  double indent;     /* [pt] of the first cell */
  double height;     /* [pt] */
  double baseline;   /* [pt] of its first lines, from its top */
} JbTableSetRow;

typedef struct JbTableLayout {
  const JbFlowContext *context;
  const JbTable *table;
  const JbTableStyle *style;
  JbPlace place;
  double width;   /* [pt] */
  bool with_unit; /* values are followed by their units */
  /* the theme's, by alignment; leading: within a cell */
  JbTextStyle text_styles[JB_TABLE_ROW_KINDS][JB_TEXT_JUSTIFY + 1];
  JbAlign *aligns;          /* by column */
  JbNumeralExtent *extents; /* by column: of its numerals */
  double *widths;           /* [pt] by column */
  JbTableSetRow head;
  JbTableSetRow *rows; /* as many as the table has */
} JbTableLayout;

/* Sets the table and adds its rows and cells to the structure, below element. place: for messages. Where the layout
 * lies it stays: its texts point to its styles. */
void jb_table_layout_init(JbTableLayout *layout, const JbFlowContext *context, const JbTable *table, JbPlace place,
                          JbElementId element, bool with_unit, double width);
void jb_table_layout_clear(JbTableLayout *layout);

#endif
