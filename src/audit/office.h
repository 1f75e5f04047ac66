/* SPDX-License-Identifier: MIT
 * audit/office: holds a report against the rules of an office. Private to audit/. */
#ifndef JB_AUDIT_OFFICE_H
#define JB_AUDIT_OFFICE_H

#include "audit/passage.h"
#include "audit/rules.h"
#include "report/report.h"

/* The rules of all files together, made ready to look for. */
typedef struct JbOffice JbOffice;

/* rules: borrowed, ends with NULL. */
JbOffice *jb_office_new(const JbRules *const *rules);
void jb_office_free(JbOffice *office);

/* Waives what holds digits and is no datum in this office. */
void jb_office_waive_known(const JbOffice *office, JbPassage *passage);

/* Words that are not to stand, and names that are nearly one of the office's. */
void jb_office_audit_passage(const JbOffice *office, const JbPassage *passage, JbFindings *findings);

/* Relations between facts, and facts that must be there. */
void jb_office_audit_facts(const JbOffice *office, const JbReport *report, JbFindings *findings);

/* Has one of the rules this code? */
bool jb_office_has_rule(const JbOffice *office, const char *code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbOffice, jb_office_free)

#endif
