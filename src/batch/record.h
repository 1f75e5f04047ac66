/* SPDX-License-Identifier: MIT
 * batch/record: what a worker tells its parent, in framed records: findings, their counts, how it went, a dump, a
 * lesson. A record counts when it is complete, so that those of a worker that dies afterwards are not lost.
 *
 * A frame is its length, its kind and its body, in the machine's own byte order: both ends are the same program. */
#ifndef JB_BATCH_RECORD_H
#define JB_BATCH_RECORD_H

#include "diag/findings.h"
#include "diag/print.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Findings of one severity that are sent; the others are only counted. */
#define JB_RECORDED_FINDINGS 1000

/* The worker's end. */
typedef struct JbRecorder {
  int channel;
  size_t sent; /* findings looked at so far */
} JbRecorder;

/* Sends the findings added since the last call, and the counts of all. */
void jb_recorder_send_findings(JbRecorder *recorder, const JbFindings *findings);

/* batch/agreement.h */
void jb_recorder_send_facts(JbRecorder *recorder, const GByteArray *facts);

/* batch/lesson.h */
void jb_recorder_send_lesson(JbRecorder *recorder, const GByteArray *lesson);

typedef struct JbOutcome {
  bool made; /* every output asked for is in place */
  size_t pages;
  JbRowCounts rows;
  size_t marks, lines; /* FIX: marks written into the input, or to be, and the lines they stand on */
} JbOutcome;

/* The last record of a worker that was not cut short. text: a dump for standard output; NULL: none. */
void jb_recorder_send_outcome(JbRecorder *recorder, JbOutcome outcome, const GString *text);

/* The parent's end: what came of one worker. */
typedef struct JbReceived {
  JbFindings *findings; /* owned, paths included */
  size_t counts[3];     /* by severity; at least what findings holds */
  bool complete;        /* there was an outcome */
  JbOutcome outcome;
  GString *text;      /* owned; NULL: none */
  GByteArray *lesson; /* owned; NULL: none */
  GByteArray *facts;  /* owned; NULL: none */
} JbReceived;

/* Takes the records as far as they are complete; a frame that makes no sense ends the reading. */
void jb_received_init(JbReceived *received, const void *bytes, size_t length);
void jb_received_clear(JbReceived *received);

#endif
