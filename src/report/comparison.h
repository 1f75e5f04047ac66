/* SPDX-License-Identifier: MIT
 * report/comparison: a fact against what it was before: 增减 and 增幅, and what must be said of their periods. */
#ifndef JB_REPORT_COMPARISON_H
#define JB_REPORT_COMPARISON_H

#include "report/report.h"

/* Do both count the same thing, so that one can be compared with the other? */
bool jb_facts_compare(const JbFact *now, const JbFact *before);

/* By how much a fact is more than it was, in its own unit; of rates in 个百分点. It is placed as now is, with its sign,
 * and has the digits of both, or where they are in two sizes of a unit those of now. NULL: they do not compare, or the
 * number does not fit. Newly allocated. */
JbFact *jb_fact_change(const JbFact *now, const JbFact *before);

/* The same in % of what it was, rounded to digits. NULL also for rates, whose change is told in 个百分点, and where
 * there was nothing or less before. */
JbFact *jb_fact_growth(const JbFact *now, const JbFact *before, int digits);

/* Has the table a column that compares? */
bool jb_table_compares(const JbTable *table);

/* What a note must say of rows whose two periods are not those of the other rows, or not alike:
 * "规上工业增加值增速为2024年 全年与2025年1—11月，时期不同。" "" when there is nothing to say. Newly allocated. */
char *jb_table_comparison_note(const JbTable *table);

#endif
