/* SPDX-License-Identifier: MIT
 * batch/agreement: do the documents of one run say the same of the same numbers? Workers pack the facts of their
 * report; the parent holds them against those of the documents before, in the order of the run, whichever was done
 * first. What it finds changes summary and exit status, never another document's output. */
#ifndef JB_BATCH_AGREEMENT_H
#define JB_BATCH_AGREEMENT_H

#include "diag/findings.h"
#include "report/report.h"

#include <glib.h>

/* The facts that another document may name too: those with scope and period. */
GByteArray *jb_agreement_pack(const JbReport *report);

typedef struct JbAgreement JbAgreement;

JbAgreement *jb_agreement_new(void);
void jb_agreement_free(JbAgreement *agreement);

/* Holds the facts one worker packed against all before, and keeps them. Bytes that make no sense end it. */
void jb_agreement_compare(JbAgreement *agreement, const GByteArray *packed, JbFindings *findings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbAgreement, jb_agreement_free)

#endif
