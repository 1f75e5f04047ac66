/* SPDX-License-Identifier: MIT
 * read/read: a briefing's bytes → report. */
#ifndef JB_READ_READ_H
#define JB_READ_READ_H

#include "diag/findings.h"
#include "report/report.h"

#include <glib.h>

/* Parses, checks against the vocabulary, collapses white space, repairs punctuation, resolves facts and references.
 * All faults go to findings, as many as can be told in one run; NULL when there was an error among them. path must
 * outlive the report. */
JbReport *jb_read_report(GBytes *bytes, const char *path, JbFindings *findings);

#endif
