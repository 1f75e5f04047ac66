/* SPDX-License-Identifier: MIT
 * audit/counts: announced counts against the items that follow, and items against their own numbers. Private to audit/.
 */
#ifndef JB_AUDIT_COUNTS_H
#define JB_AUDIT_COUNTS_H

#include "audit/passage.h"
#include "diag/findings.h"
#include "report/report.h"

/* 三个方面: then three follow, as 一是, 二是, 三是 in the passage and at the beginnings of the paragraphs behind, or as
 * the items of the list or the sections behind. following: the blocks after that of the passage. */
void jb_audit_counts(const JbPassage *passage, JbBlock *const *following, size_t count, JbFindings *findings);

/* The same of the title of a section and the list that it begins with, or its sections. */
void jb_audit_title_count(const JbBlock *section, JbFindings *findings);

/* 一是 and then 三是, or 一是 twice. */
void jb_audit_ordinals(const JbPassage *passage, JbFindings *findings);

#endif
