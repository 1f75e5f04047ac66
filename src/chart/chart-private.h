/* SPDX-License-Identifier: MIT
 * chart/chart-private: a measured chart, between chart.c, which measures, and draw.c, which draws. */
#ifndef JB_CHART_CHART_PRIVATE_H
#define JB_CHART_CHART_PRIVATE_H

#include "chart/data.h"
#include "chart/drawing.h"
#include "chart/words.h"
#include "flow/exhibit.h"

/* Air above and below the plot with its labels. [pt] */
#define JB_CHART_ABOVE 8.0
#define JB_CHART_BELOW 4.0

typedef struct JbChartFlow {
  JbFlow flow;
  JbExhibit *exhibit;
  JbWords *words;
  JbDrawing *drawing; /* NULL: the chart has nothing to show */
} JbChartFlow;

/* Is a tone of the theme so dark that words on it must be white? */
bool jb_chart_is_dark(const JbChartStyle *style, JbTone tone);
/* Draws the chart's drawing, or a part of it, with its labels, its top left corner at origin. */
void jb_chart_draw(const JbChartFlow *chart, const JbDrawing *drawing, JbPoint origin, JbPage *page);

#endif
