/* SPDX-License-Identifier: MIT
 * chart/figures: the numbers of a chart as stretches of its value axis: stacking, shares, running totals, schedules and
 * days are worked out here, once, before anything is laid out. Private to chart/. */
#ifndef JB_CHART_FIGURES_H
#define JB_CHART_FIGURES_H

#include "chart/data.h"
#include "chart/plot.h"
#include "report/period.h"
#include "report/rational.h"

typedef struct JbFigures {
  JbDatum *data;
  bool *lines;
  double *marks; /* NULL: none */
  double whole;  /* NAN: none */
  double *periods;
  char **period_names; /* NULL-terminated */
  size_t period_count;
  bool stacked, connected;
} JbFigures;

/* False when it cannot be shown in this form: shares of what is negative. The figures are to be cleared all the same.
 * findings: NULL tells nothing. */
bool jb_figures_init(JbFigures *figures, const JbChartData *data, JbFindings *findings);
void jb_figures_clear(JbFigures *figures);
/* Points plot at the figures. */
void jb_figures_plot(const JbFigures *figures, const JbChartData *data, JbPlot *plot);

/* [%] Where a bar should be by now (序时进度): its schedule fact, else how much of its year is over when its period
 * ends. False when that is not known. */
bool jb_figures_schedule(const JbBar *bar, JbScheduleBasis basis, JbRational *rate);

#endif
