/* SPDX-License-Identifier: MIT
 * batch/fix: one document whose repairs of punctuation are written into its own file. Runs in a worker. */
#ifndef JB_BATCH_FIX_H
#define JB_BATCH_FIX_H

#include "batch/batch.h"
#include "batch/plan.h"
#include "batch/runner.h"

/* Reads the document and, unless it has errors or nothing is to be repaired, puts a copy in its place that differs in
 * those marks alone. job->output is the file to be replaced; NULL: nothing is written. The text of the outcome lists
 * the marks, when options ask for that: dry_run, or JB_VERBOSE. */
void jb_fix_document(const JbJob *job, const JbBatchOptions *options, JbPort *port);

#endif
