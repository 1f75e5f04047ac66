/* SPDX-License-Identifier: MIT
 * batch/batch: many documents, one worker process each; the parent stays lean and single-threaded. */
#ifndef JB_BATCH_BATCH_H
#define JB_BATCH_BATCH_H

#include "diag/message.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum JbMessageFormat {
  JB_FORMAT_TEXT,
  JB_FORMAT_JSON, /* JSON lines */
} JbMessageFormat;

typedef struct JbBatchOptions {
  const char *const *inputs; /* files, folders, @lists, as given; NULL-terminated */
  const char *output_file;   /* -o; NULL: none */
  const char *output_folder; /* -d; NULL: "out" */
  int jobs;                  /* 0: the processors allowed */
  const char *theme;         /* NULL: the document's own, else "briefing" */
  const char *fonts;         /* NULL: found relative to the program */
  double preview;            /* [pixel per inch]; 0: no previews */
  bool write;                /* false: check only */
  bool strict;               /* warnings are errors */
  bool draft;                /* make it in spite of errors of content, marked 草稿; still exit status 1 */
  JbMessageFormat format;
  JbLanguage language;
} JbBatchOptions;

/* Exit status: 0 all made; 1 some document refused; 2 usage, configuration, environment. */
int jb_batch_run(const JbBatchOptions *options);

#endif
