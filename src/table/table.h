/* SPDX-License-Identifier: MIT
 * table/table: 三线表. Captions above, numbers aligned on the decimal point, rows never divided, head and 续表
 * repeated. */
#ifndef JB_TABLE_TABLE_H
#define JB_TABLE_TABLE_H

#include "flow/flow.h"

/* block: JB_BLOCK_TABLE. One slice a row; the head goes with the first two rows. */
JbFlow *jb_table_flow_new(const JbFlowContext *context, const JbBlock *block, double width);

#endif
