/* SPDX-License-Identifier: MIT
 * chart/growth: the growth that a chart says, from its first category to its last. Private to chart/. */
#ifndef JB_CHART_GROWTH_H
#define JB_CHART_GROWTH_H

#include "chart/data.h"

/* Tells a growth that cannot stand in the chart, and one that its numbers do not make. findings: NULL tells nothing. */
void jb_growth_check(const JbChartData *data, JbPlace place, JbFindings *findings);

#endif
