/* SPDX-License-Identifier: MIT
 * audit/prose: what running text says besides its numerals: differences of rates, announced counts, and whether numbers
 * of one passage are written alike. Private to audit/. */
#ifndef JB_AUDIT_PROSE_H
#define JB_AUDIT_PROSE_H

#include "audit/passage.h"
#include "diag/findings.h"

/* Differences of rates are 个百分点, growth is %. */
void jb_audit_points(const JbPassage *passage, JbFindings *findings);

/* Rates of one passage have as many decimals, whole numbers aside. */
void jb_audit_decimals(const JbPassage *passage, JbFindings *findings);

/* 三个方面: then three follow, as 一是, 二是, 三是 in the passage itself, or as the items (0: none) of the list behind.
 */
void jb_audit_counts(const JbPassage *passage, size_t items, JbFindings *findings);

#endif
