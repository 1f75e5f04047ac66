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

/* Tells every numeral that is a fact, and, if prose, every one that is neither a fact nor waived, by <n> or as a
 * look-alike (look_alikes.h). Of Chinese numerals only those that carry data are looked at: with the unit of a fact,
 * ranks (第二名), prizes (一等奖). */
void jb_audit_numerals(const JbPassage *passage, const JbFactIndex *index, bool prose, JbFindings *findings);

/* How many there are in prose that the above would tell; the index has no fact. */
size_t jb_audit_count_literals(const JbPassage *passage, const JbFactIndex *index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbFactIndex, jb_fact_index_free)

#endif
