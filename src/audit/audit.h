/* SPDX-License-Identifier: MIT
 * audit/audit: is what the report says true to itself? Numerals in prose that are no references, facts that cannot all
 * be right, counts that are announced and not kept, dates that nobody can place.
 *
 * A report that defines no facts, a notice or a plan, is not audited for dates of no year, which its own date gives;
 * and its numerals are counted in one note where they are many. What is found are findings like any other, whose
 * severity the report can change (<audit>). */
#ifndef JB_AUDIT_AUDIT_H
#define JB_AUDIT_AUDIT_H

#include "audit/rules.h"
#include "diag/findings.h"
#include "report/report.h"

/* rules: those of the office, beside ours; ends with NULL. */
void jb_audit(const JbReport *report, const JbRules *const *rules, JbFindings *findings);

#endif
