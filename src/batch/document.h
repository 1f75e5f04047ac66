/* SPDX-License-Identifier: MIT
 * batch/document: one document, from its bytes to its outputs. Runs in a worker. */
#ifndef JB_BATCH_DOCUMENT_H
#define JB_BATCH_DOCUMENT_H

#include "audit/rules.h"
#include "batch/batch.h"
#include "batch/plan.h"
#include "batch/runner.h"
#include "font/font_set.h"
#include "style/theme.h"

/* What all documents of a run share; opened before the first worker. */
typedef struct JbDocumentContext {
  const JbBatchOptions *options;
  const JbFontSet *fonts;
  const JbRules *rules; /* of --rules; NULL: none */
  const JbTheme *theme; /* of --theme; NULL: each document has its own */
  bool teaches;         /* other documents may come afterwards: what was found out about faces is worth telling */
} JbDocumentContext;

/* The bytes of the input; NULL, and said so, when they cannot be read. */
GBytes *jb_document_read(const JbJob *job, JbFindings *findings);

/* The faults of batch.h, if the document is the one they are for. */
void jb_document_fail_for_test(const JbJob *job);

/* Makes the document and tells the parent what it found, after each step and at the end. Rests before it waits for the
 * disk. */
void jb_document_make(const JbJob *job, const JbDocumentContext *context, JbPort *port);

#endif
