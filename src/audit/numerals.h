/* SPDX-License-Identifier: MIT
 * audit/numerals: numerals in prose: which are facts that should have been named, which are no data, and which are
 * neither. Private to audit/. */
#ifndef JB_AUDIT_NUMERALS_H
#define JB_AUDIT_NUMERALS_H

#include "audit/passage.h"
#include "diag/findings.h"
#include "report/report.h"

/* Facts by their number. */
typedef struct JbFactIndex JbFactIndex;

JbFactIndex *jb_fact_index_new(const JbReport *report);
void jb_fact_index_free(JbFactIndex *index);

/* Tells every numeral that is a fact, and, if prose, every one that is neither a fact nor waived: by <n>, or as one of
 * the classes that are no data: years and dates, ordinals of parts and issues, models (5G), names in quotation marks
 * (“8010”), times, numbers of lists, programmes (三年行动). Of Chinese numerals only those that carry data are looked
 * at: with the unit of a fact, ranks (第二名), prizes (一等奖). */
void jb_audit_numerals(const JbPassage *passage, const JbFactIndex *index, bool prose, JbFindings *findings);

/* The value of a Chinese numeral at start, and its end; start when there is none. 0 ≤ *value ≤ 10^15. */
size_t jb_chinese_numeral(const JbPassage *passage, size_t start, int64_t *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbFactIndex, jb_fact_index_free)

#endif
