/* SPDX-License-Identifier: MIT
 * chart/data: what a chart shows: its facts by series and category, in the order drawn. */
#ifndef JB_CHART_DATA_H
#define JB_CHART_DATA_H

#include "diag/findings.h"
#include "report/report.h"

/* How the bars of the report become series and categories. */
typedef enum JbDataForm {
  JB_FORM_ASKED,   /* as the chart says */
  JB_FORM_APART,   /* what it asks to stack stands side by side */
  JB_FORM_IN_TURN, /* one series after another, each a group of categories */
} JbDataForm;

typedef struct JbChartData {
  const JbChart *chart; /* borrowed, as everything below it */
  JbDataForm form;
  bool comparable;     /* whatever shares a scale is of one unit */
  size_t series_count; /* at most JB_SERIES_COLOURS are told apart: the rest is refused */
  size_t category_count;
  const JbBar **bars;       /* of series s and category c: [s * category_count + c]; NULL: none there */
  const JbInlines **groups; /* titles of the groups of categories */
  size_t *group_of;         /* of each category, ascending; NULL: no groups */
  size_t group_count;
  const JbFact **facts; /* those shown, series by series, the whole last */
  size_t fact_count;
  JbBar rest_bar; /* PARTS: what is left of the whole, worked out here */
  JbFact rest_fact;
} JbChartData;

/* block: JB_BLOCK_CHART. Errors in findings (NULL: nothing is told) for a chart that shows nothing, for unlike units
 * on one scale, for more series than can be told apart, for parts that exceed their whole; series of unequal length
 * have gaps (read/ refuses them). Never NULL. */
JbChartData *jb_chart_data_new(const JbBlock *block, JbDataForm form, JbFindings *findings);
void jb_chart_data_free(JbChartData *data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbChartData, jb_chart_data_free)

const JbBar *jb_chart_data_bar(const JbChartData *data, size_t series, size_t category);
/* The bar that names the category: the first series that has one there. */
const JbBar *jb_chart_data_category(const JbChartData *data, size_t category);
/* Whether the true value lies beyond the number: > and ≥. bar may be NULL. */
bool jb_chart_data_is_open(const JbBar *bar);
/* For geometry; 0 where there is no value. */
double jb_chart_data_value(const JbChartData *data, size_t series, size_t category);
/* Whether some facts are as they came out and others not: these are hatched. */
bool jb_chart_data_mixes_status(const JbChartData *data);
/* Do the labels of its bars say the period of every fact ("2023年", "2024年末")? */
bool jb_chart_data_labels_periods(const JbChartData *data);
/* Is there anything that can be drawn? Links and tasks have no facts. */
bool jb_chart_data_shows_something(const JbChartData *data);
/* Are its groups of different units, so that each is drawn against its own largest? */
bool jb_chart_data_scales_groups(const JbChartData *data);
/* Do its values share one scale that a theme may ask to be drawn? */
bool jb_chart_data_is_scaled(const JbChartData *data);
/* Does a series of the chart stand as a line above its columns, in this form? */
bool jb_chart_data_is_line(const JbChartData *data, size_t series);

#endif
