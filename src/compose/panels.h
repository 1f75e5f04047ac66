/* SPDX-License-Identifier: MIT
 * compose/panels: parallel points and aims laid out side by side, each in a panel as high as its neighbours. */
#ifndef JB_COMPOSE_PANELS_H
#define JB_COMPOSE_PANELS_H

#include "flow/flow.h"

/* block: JB_BLOCK_POINTS. Number, topic sentence and text of each point in a panel, or in a band where panels
 * would be too high; height: [pt] of a page's text area. NULL, and said so, where neither can be read. Else flows, one
 * a row, their array owned by the caller. */
GPtrArray *jb_panels_flows(const JbFlowContext *context, const JbBlock *block, double width, double height);

/* block: JB_BLOCK_AIMS. Each aim centred in its tile, at most four in a row. */
GPtrArray *jb_aims_flows(const JbFlowContext *context, const JbBlock *block, double width);

#endif
