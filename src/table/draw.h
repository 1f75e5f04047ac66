/* SPDX-License-Identifier: MIT
 * table/draw: rows of a table on a page: fills, rules, text. Does not leave this folder. All lengths [pt]. */
#ifndef JB_TABLE_DRAW_H
#define JB_TABLE_DRAW_H

#include "table/layout.h"

#include <stddef.h>

/* Lines from to end (exclusive) of a row; all of them, but for a row that is higher than a page. */
typedef struct JbTablePiece {
  size_t row, from, end;
  double top, height; /* from the first piece's top */
} JbTablePiece;

/* Weights of the rules inside a table; 0: there are none. */
typedef struct JbTableRuling {
  double row, column;
} JbTableRuling;

/* The head, its top left corner at corner; repeated: on a later page, where it is furniture and no second head. */
void jb_table_draw_head(const JbTableLayout *layout, const JbTableRuling *ruling, JbPoint corner, bool repeated,
                        JbPage *page);
/* Successive pieces of the body. A cell that spans rows stands in the middle of those that are here. */
void jb_table_draw_body(const JbTableLayout *layout, const JbTableRuling *ruling, const JbTablePiece *pieces,
                        size_t count, JbPoint corner, JbPage *page);
/* A rule across the table, centred on a height. */
void jb_table_draw_rule(const JbTableLayout *layout, JbPoint left, double weight, const JbColour *colour, JbPage *page);

#endif
