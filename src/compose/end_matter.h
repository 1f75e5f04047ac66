/* SPDX-License-Identifier: MIT
 * compose/end_matter: what stands after the text of an official document: GB/T 9704-2012 7.3.4–7.4. */
#ifndef JB_COMPOSE_END_MATTER_H
#define JB_COMPOSE_END_MATTER_H

#include "flow/flow.h"

#include <glib.h>

/* 附件说明 (7.3.4): appends a line for each attachment of the report. */
void jb_attachment_list_flows(const JbFlowContext *context, double width, GPtrArray *flows);

/* 署名和成文日期 (7.3.5). block: JB_BLOCK_SIGNATURE. NULL: nobody signs, and there is no date. */
JbFlow *jb_signature_flow_new(const JbFlowContext *context, const JbBlock *block, double width);

/* 附注 (7.3.6), in brackets if it has none. block: JB_BLOCK_ANNOTATION */
JbFlow *jb_annotation_flow_new(const JbFlowContext *context, const JbBlock *block, double width);

/* 版记 (7.4). block: JB_BLOCK_COLOPHON */
JbFlow *jb_colophon_flow_new(const JbFlowContext *context, const JbBlock *block, double width);

#endif
