/* SPDX-License-Identifier: MIT
 * audit/relations: facts that cannot all be right: parts and wholes as the report declares them (of="…"), numbers side
 * by side in one chart. Private to audit/. */
#ifndef JB_AUDIT_RELATIONS_H
#define JB_AUDIT_RELATIONS_H

#include "diag/findings.h"
#include "report/report.h"

/* A part is no larger than its whole; parts that are not said to overlap are together no larger; a total rate lies
 * between the rates of its parts. */
void jb_audit_parts(const JbReport *report, JbFindings *findings);

/* Rates of one exhibit have as many decimals, whole numbers aside. */
void jb_audit_fact_decimals(const JbFact *const *facts, size_t count, JbFindings *findings);

/* One indicator of several periods in one chart: periods of one length, or each named in its label. */
void jb_audit_chart(const JbBlock *block, JbFindings *findings);

/* One indicator in two periods in a row of a table: the same indicator, and the same part of two years. */
void jb_audit_comparisons(const JbTable *table, JbFindings *findings);

#endif
