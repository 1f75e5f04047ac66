/* SPDX-License-Identifier: MIT
 * audit/prose: what running text says besides its numerals: differences of rates, and whether numbers
 * of one passage are written alike. Private to audit/. */
#ifndef JB_AUDIT_PROSE_H
#define JB_AUDIT_PROSE_H

#include "audit/passage.h"
#include "diag/findings.h"

/* Differences of rates are 个百分点, growth is %. */
void jb_audit_points(const JbPassage *passage, JbFindings *findings);

/* Rates of one passage have as many decimals, whole numbers aside. */
void jb_audit_decimals(const JbPassage *passage, JbFindings *findings);

#endif
