/* SPDX-License-Identifier: MIT
 * chart/say: what a chart says in words: its labels, what is worked out for them, and all of it for those who cannot
 * see it. Private to chart/. */
#ifndef JB_CHART_SAY_H
#define JB_CHART_SAY_H

#include "chart/figures.h"
#include "chart/words.h"

/* A bar's value as it is written: with its relation, ">350"; with_unit: ">350亿元". "无数据" for NULL. Newly
 * allocated. */
char *jb_chart_value_text(const JbFact *fact, bool with_unit);

/* The same with its unit in words, for what is read aloud: "突破350亿元". Newly allocated. */
char *jb_chart_spoken_value(const JbFact *fact);

/* What is worked out for a category: "超序时进度23.6个百分点", "高于全市0.6个百分点"; "" for most. Newly allocated. */
char *jb_chart_remark(const JbChartData *data, size_t category);

/* "柱形图：地区生产总值增速6.8%（预计），…。" Newly allocated. */
char *jb_chart_alternative(const JbChartData *data);

/* All words of a chart. mixed: the chart has no unit in common; the titles of its groups or series say it then.
 * scale: of the drawn scale, or NULL. */
void jb_chart_say(const JbChartData *data, const JbFigures *figures, bool mixed, const JbScale *scale, JbPlace place,
                  JbWords *words);

#endif
