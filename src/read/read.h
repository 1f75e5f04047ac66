/* SPDX-License-Identifier: MIT
 * read/read: a briefing's bytes → report. */
#ifndef JB_READ_READ_H
#define JB_READ_READ_H

#include "diag/findings.h"
#include "report/report.h"

#include <glib.h>
#include <stdint.h>

#define JB_REPAIR_CONTEXT 64 /* [byte] */

/* One mark that is set as another (punctuation.h). */
typedef struct JbRepair {
  JbPlace place; /* of the mark in the file, or of the reference it is written as */
  uint32_t from, to;
  char context[JB_REPAIR_CONTEXT]; /* it and a few characters on either side, repaired; UTF-8 */
} JbRepair;

/* Parses, checks against the vocabulary, collapses white space, repairs punctuation, resolves facts and references.
 * All faults go to findings, as many as can be told in one run. NULL when the bytes are no briefing at all (not XML, or
 * another root). Where findings has errors, the report is what could be read, for drafts alone: □ stands for a value
 * that is missing, and what the vocabulary does not know is left out. path must outlive the report. */
JbReport *jb_read_report(GBytes *bytes, const char *path, JbFindings *findings);

/* What reading a briefing repairs in its own file, not in data files: an array of JbRepair, by place, each mark once.
 * The note with their count is not given. NULL when findings has errors, one of which may be that the briefing keeps
 * its punctuation. */
GArray *jb_read_repairs(GBytes *bytes, const char *path, JbFindings *findings);

#endif
