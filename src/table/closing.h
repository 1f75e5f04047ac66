/* SPDX-License-Identifier: MIT
 * table/closing: the line above a ledger that shows how much of it is closed: the rate, a bar, what its parts are. Does
 * not leave this folder. All lengths [pt]. */
#ifndef JB_TABLE_CLOSING_H
#define JB_TABLE_CLOSING_H

#include "flow/set_text.h"

typedef struct JbClosing JbClosing;

/* NULL where there is nothing to tell: no ledger, no rows, or no column that says what is closed. */
JbClosing *jb_closing_new(const JbFlowContext *context, const JbBlock *block, double width);
void jb_closing_free(JbClosing *closing); /* NULL is allowed */

double jb_closing_height(const JbClosing *closing); /* of NULL: 0 */
/* Draws it with its top left corner at origin; of NULL: nothing. */
void jb_closing_emit(const JbClosing *closing, JbPoint origin, JbElementId element, JbPage *page);

#endif
