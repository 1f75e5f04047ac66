/* SPDX-License-Identifier: MIT
 * compose/figure: a picture with its caption and credit. */
#ifndef JB_COMPOSE_FIGURE_H
#define JB_COMPOSE_FIGURE_H

#include "colour/convert.h"
#include "flow/flow.h"

#include <glib.h>

/* block: JB_BLOCK_FIGURE. Opens and decodes the picture below the report's folder; pictures takes it over. A picture
 * that cannot be had is an error in the findings, and a box with its name in the flow (seen under --draft only). */
JbFlow *jb_figure_flow_new(const JbFlowContext *context, const JbColourConverter *converter, const JbBlock *block,
                           double width, GPtrArray *pictures);

#endif
