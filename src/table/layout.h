/* SPDX-License-Identifier: MIT
 * table/layout: how wide a table's columns and how high its rows are, and its rows set for drawing, one at a time. Does
 * not leave this folder. All lengths [pt]. */
#ifndef JB_TABLE_LAYOUT_H
#define JB_TABLE_LAYOUT_H

#include "flow/set_text.h"
#include "table/cells.h"
#include "table/columns.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A row measured: what is kept of it. */
typedef struct JbTableRow {
  double height, baseline; /* of its first lines, from its top */
  uint32_t lines;          /* of its longest cell, those apart that span rows */
  uint32_t first_cell;     /* its number among the cells of the table */
  JbElementId element;     /* of its first cell; those of the others follow */
  JbTableRowKind kind;
  bool shaded;
} JbTableRow;

/* A cell that spans rows. */
typedef struct JbTableSpan {
  size_t row, cell, rows;
  size_t column, columns;
  double height; /* of its text */
} JbTableSpan;

/* Head or body. */
typedef struct JbTableBand {
  JbTableRows *source; /* owned */
  JbTableRow *rows;
  GArray *spans; /* of JbTableSpan, by row */
  double height; /* of all rows */
} JbTableBand;

#define JB_TABLE_WIDE UINT16_MAX

/* A cell set on one line: what is kept of it. */
typedef struct JbTableCellSize {
  float width;
  uint16_t column; /* JB_TABLE_WIDE: it spans columns, or goes across the table */
  bool numeral;    /* stands on a decimal point, and is never divided */
  bool broken;     /* it has line ends of its own */
} JbTableCellSize;

typedef enum JbTableFace {
  JB_FACE_HEAD,
  JB_FACE_BODY,
  JB_FACE_GROUP,
  JB_FACE_STRONG,
  JB_FACE_QUIET,
  JB_TABLE_FACES
} JbTableFace;

typedef struct JbTableLayout {
  const JbFlowContext *context;
  const JbTableStyle *style;
  JbPlace place;
  double width;
  size_t column_count;
  /* the theme's, by alignment; leading: within a cell */
  JbTextStyle text_styles[JB_TABLE_FACES][JB_TEXT_JUSTIFY + 1];
  double padding;           /* white on either side of a cell's text: the theme's, or less where columns are many */
  JbNumeralExtent *extents; /* by column: of its numerals */
  double *lefts;            /* by column, and one more: the right edge */
  GArray *sizes;            /* of JbTableCellSize, cell by cell: head, then body */
  GPtrArray *texts;         /* of JbSetText, the same: a short table's, as they are drawn; NULL: a long one's */
  JbTableBand head, body;
} JbTableLayout;

/* Measures the table and adds its rows and cells to the structure, below element. Takes head and body over. weights: by
 * column, 0 for by content. Where the layout lies it stays: what is set by it points to its styles. */
void jb_table_layout_init(JbTableLayout *layout, const JbFlowContext *context, JbTableRows *head, JbTableRows *body,
                          const double *weights, JbPlace place, JbElementId element, double width);
void jb_table_layout_clear(JbTableLayout *layout);

/* From one line of a cell to the next, in the body. */
double jb_table_line_step(const JbTableLayout *layout);

/* --- a row set for drawing --- */

typedef struct JbTableSetCell {
  JbSetText *text;
  double x; /* of the text's left edge from the table's */
  size_t column, columns, rows;
  JbElementId element;
} JbTableSetCell;

typedef struct JbTableSetRow {
  JbTableSetCell *cells;
  size_t cell_count;
  bool kept; /* texts are the layout's */
} JbTableSetRow;

void jb_table_set_row_init(JbTableSetRow *set, const JbTableLayout *layout, const JbTableBand *band, size_t row);
void jb_table_set_row_clear(JbTableSetRow *set);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(JbTableSetRow, jb_table_set_row_clear)

#endif
