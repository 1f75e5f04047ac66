/* SPDX-License-Identifier: MIT
 * compose/masthead: 版头 and 报头: what heads the first page of the body, down to the document's title. */
#ifndef JB_COMPOSE_MASTHEAD_H
#define JB_COMPOSE_MASTHEAD_H

#include "flow/flow.h"

/* The theme's masthead as a block of whole grid steps, to stand at the top of a page; NULL: it has none, or the report
 * says nothing of what it shows. */
JbFlow *jb_masthead_flow_new(const JbFlowContext *context, double width);

#endif
