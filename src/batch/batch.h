/* SPDX-License-Identifier: MIT
 * batch/batch: many documents, one worker process each; the parent stays lean and single-threaded.
 *
 * Findings go to standard error as text, or to standard output as JSON lines, document by document in the order of the
 * inputs, whatever order they end in. A document is refused when it has an error; its outputs are then not written, and
 * what stood there before stays.
 *
 * For tests, the environment can make a worker fail once its pages are laid out and before any output is in place:
 * JB_TEST_CRASH=STEM raises SIGSEGV in the worker of STEM.xml, JB_TEST_KILL=STEM SIGKILL; JB_TEST_QUIT=STEM
 * lets it leave with status 3, JB_TEST_LOOP=STEM turn for ever, JB_TEST_MEMORY=STEM allocate for ever,
 * JB_TEST_WAIT=STEM wait for ever. */
#ifndef JB_BATCH_BATCH_H
#define JB_BATCH_BATCH_H

#include "batch/runner.h"
#include "diag/findings.h"
#include "diag/message.h"
#include "inspect/inspect.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum JbMessageFormat {
  JB_FORMAT_TEXT,
  JB_FORMAT_JSON, /* JSON lines */
} JbMessageFormat;

typedef enum JbBatchTask {
  JB_TASK_BUILD,
  JB_TASK_CHECK, /* everything but the outputs */
  JB_TASK_DUMP,  /* of one document, to standard output */
  JB_TASK_FIX,   /* the repairs of punctuation into the inputs themselves; needs neither fonts nor theme */
} JbBatchTask;

typedef enum JbVerbosity {
  JB_NORMAL,  /* all findings, progress on a terminal, and the summary */
  JB_QUIET,   /* errors and warnings alone */
  JB_VERBOSE, /* as normal, and a line for each document made */
} JbVerbosity;

typedef struct JbBatchOptions {
  JbBatchTask task;
  const char *const *inputs; /* files, folders, @lists, as given; NULL-terminated */
  const char *output_file;   /* -o; NULL: none */
  const char *output_folder; /* -d; NULL: "out" */
  unsigned jobs;             /* 0: the processors allowed */
  const char *rules;         /* the office's rules for the audit; NULL: none but those a document names */
  const char *theme;         /* NULL: the document's own, else "briefing" */
  const char *fonts;         /* fonts.xml */
  const JbProfile *profile;  /* what pages are inspected for; NULL: nothing */
  const char *icc;           /* output profile; NULL: the default */
  double preview;            /* [pixel per inch]; 0: no previews */
  bool strict;               /* warnings are errors */
  bool dry_run;              /* FIX: list what would be written, to standard output */
  bool draft;                /* make it in spite of errors of content, marked 草稿; still exit status 1 */
  JbLimits limits;           /* of each document */
  JbVerbosity verbosity;
  JbMessageFormat format;
  JbLanguage language;
} JbBatchOptions;

/* 60 s of processor time, 300 s by the clock, 1 GiB of memory. */
JbLimits jb_batch_default_limits(void);

/* Exit status: 0 all made; 1 some document refused; 2 usage, configuration, environment. Does not return when a signal
 * ends the run: it is died of, as shells expect. */
int jb_batch_run(const JbBatchOptions *options);

/* Prints what was found outside of any document, to where the options say: the command line, fonts. */
void jb_batch_print(const JbFindings *findings, JbMessageFormat format, JbVerbosity verbosity, JbLanguage language);

#endif
