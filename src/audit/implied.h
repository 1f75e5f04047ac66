/* SPDX-License-Identifier: MIT
 * audit/implied: facts that follow from others, as their names say: X增速 from X of two years, X占比 from X and its
 * whole, X与全市之差 from X here and there. Private to audit/. */
#ifndef JB_AUDIT_IMPLIED_H
#define JB_AUDIT_IMPLIED_H

#include "diag/findings.h"
#include "report/report.h"

/* Tells each that cannot be so, whichever way the numbers were rounded. Facts with an expression are checked by it. */
void jb_audit_implied(const JbReport *report, JbFindings *findings);

/* Tells facts of one scope, period and unit whose names are alike and not equal: 重点项目数, 重点项目个数. */
void jb_audit_fact_names(const JbReport *report, JbFindings *findings);

#endif
