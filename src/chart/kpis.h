/* SPDX-License-Identifier: MIT
 * chart/kpis: a strip of key figures: the number large, its unit small, its name and period under it. */
#ifndef JB_CHART_KPIS_H
#define JB_CHART_KPIS_H

#include "flow/flow.h"

/* block: JB_BLOCK_KPIS. One slice; more than four figures make rows of equal length. */
JbFlow *jb_kpis_flow_new(const JbFlowContext *context, const JbBlock *block, double width);

#endif
