/* SPDX-License-Identifier: MIT
 * chart/chart: bar and column charts of facts, as vectors. */
#ifndef JB_CHART_CHART_H
#define JB_CHART_CHART_H

#include "flow/flow.h"

/* block: JB_BLOCK_CHART. One slice; a slice a row of a chart of rows that no page would hold. */
JbFlow *jb_chart_flow_new(const JbFlowContext *context, const JbBlock *block, double width);

#endif
