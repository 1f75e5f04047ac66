/* SPDX-License-Identifier: MIT
 * chart/data: what a chart shows: its facts by series and category, in the order drawn. */
#ifndef JB_CHART_DATA_H
#define JB_CHART_DATA_H

#include "diag/findings.h"
#include "report/report.h"

typedef struct JbChartData {
  const JbChart *chart; /* borrowed, as everything below it */
  size_t series_count;  /* at most JB_SERIES_COLOURS are told apart: the rest is refused */
  size_t category_count;
  const JbBar **bars;   /* of series s and category c: [s * category_count + c]; NULL: none there */
  const JbFact **facts; /* those shown, series by series */
  size_t fact_count;
} JbChartData;

/* block: JB_BLOCK_CHART. Errors in findings for a chart that shows nothing, and for more series than can be
 * told apart; series of unequal length have gaps (read/ refuses them). Never NULL. */
JbChartData *jb_chart_data_new(const JbBlock *block, JbFindings *findings);
void jb_chart_data_free(JbChartData *data);

const JbBar *jb_chart_data_bar(const JbChartData *data, size_t series, size_t category);
/* The bar that names the category: the first series that has one there. */
const JbBar *jb_chart_data_category(const JbChartData *data, size_t category);
/* Whether the true value lies beyond the number: > and ≥. bar may be NULL. */
bool jb_chart_data_is_open(const JbBar *bar);
/* For geometry; 0 where there is no value. */
double jb_chart_data_value(const JbChartData *data, size_t series, size_t category);

/* A bar's value as it is written: with its relation, ">350"; with_unit: ">350亿元". "无数据" for NULL. Newly
 * allocated. */
char *jb_chart_value_text(const JbFact *fact, bool with_unit);

/* "柱形图：地区生产总值增速6.8%（预计），…。" Newly allocated. */
char *jb_chart_data_alternative(const JbChartData *data);

#endif
