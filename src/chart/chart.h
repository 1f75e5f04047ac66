/* SPDX-License-Identifier: MIT
 * chart/chart: bar and column charts of facts, as vectors. */
#ifndef JB_CHART_CHART_H
#define JB_CHART_CHART_H

#include "flow/flow.h"

/* block: JB_BLOCK_CHART. One slice: a chart is never divided. */
JbFlow *jb_chart_flow_new(const JbFlowContext *context, const JbBlock *block, double width);

#endif
