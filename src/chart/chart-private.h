/* SPDX-License-Identifier: MIT
 * chart/chart-private: a measured chart, between chart.c, which measures, and draw.c, which draws. */
#ifndef JB_CHART_CHART_PRIVATE_H
#define JB_CHART_CHART_PRIVATE_H

#include "chart/canvas.h"
#include "chart/data.h"
#include "chart/layout.h"
#include "flow/exhibit.h"

/* Air above and below the plot with its labels. [pt] */
#define JB_CHART_ABOVE 8.0
#define JB_CHART_BELOW 4.0

/* A label of one line, and its ink against the start of its baseline. */
typedef struct JbInkedText {
  JbSetText *text;
  JbRect ink;
} JbInkedText;

typedef struct JbChartFlow {
  JbFlow flow;
  JbChartData *data;
  JbExhibit *exhibit;
  JbLayout *layout; /* NULL: the chart has nothing to show */
  JbScale scale;
  JbTextStyle label_style, legend_style, value_style, axis_style; /* the theme's, aligned as a chart needs them */
  JbInkedText *values;                                            /* one a bar */
  JbInkedText *ticks;     /* from scale.first to scale.last; NULL: no scale is drawn */
  JbSetText **categories; /* one a category */
  JbSetText **legend;     /* one a series; NULL: no legend */
} JbChartFlow;

/* Draws the plot with its labels, its top left corner at origin. */
void jb_chart_draw(const JbChartFlow *chart, JbPoint origin, JbPage *page);

#endif
