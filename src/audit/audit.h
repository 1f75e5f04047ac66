/* SPDX-License-Identifier: MIT
 * audit/audit: is what the report says true to itself? Numerals in prose that are no references, facts that cannot all
 * be right, counts that are announced and not kept, dates that nobody can place.
 *
 * A report that defines no facts, a notice or a plan, is not audited for literal numerals and dates of no year: its
 * numbers are its own affair, and its date gives the year. What is found are findings like any other, whose severity
 * the report can change (<audit>). */
#ifndef JB_AUDIT_AUDIT_H
#define JB_AUDIT_AUDIT_H

#include "diag/findings.h"
#include "report/report.h"

void jb_audit(const JbReport *report, JbFindings *findings);

#endif
