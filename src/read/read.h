/* SPDX-License-Identifier: MIT
 * read/read: a briefing's bytes → report. */
#ifndef JB_READ_READ_H
#define JB_READ_READ_H

#include "diag/findings.h"
#include "report/report.h"

#include <glib.h>

/* Parses, checks against the vocabulary, collapses white space, repairs punctuation, resolves facts and references.
 * All faults go to findings, as many as can be told in one run. NULL when the bytes are no briefing at all (not XML, or
 * another root). Where findings has errors, the report is what could be read, for drafts alone: □ stands for a value
 * that is missing, and what the vocabulary does not know is left out. path must outlive the report. */
JbReport *jb_read_report(GBytes *bytes, const char *path, JbFindings *findings);

#endif
