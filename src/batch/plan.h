/* SPDX-License-Identifier: MIT
 * batch/plan: which inputs there are and what each is to become, all of it settled before any work is done. */
#ifndef JB_BATCH_PLAN_H
#define JB_BATCH_PLAN_H

#include "diag/findings.h"

#include <glib.h>
#include <stdbool.h>

typedef struct JbJob {
  char *input;        /* as messages name it; "-": standard input */
  char *stem;         /* name without folder and .xml */
  char *output;       /* NULL: none; the input itself, links followed, when that is to be written */
  char *preview_stem; /* what the names of previews begin with; NULL: none */
} JbJob;

typedef struct JbPlanOptions {
  const char *const *inputs; /* NULL-terminated */
  const char *output_file;   /* NULL: none */
  const char *output_folder; /* NULL with output_file NULL: nothing is to be written */
  bool previews;
  bool in_place; /* each input is its own output */
} JbPlanOptions;

/* The jobs (of JbJob), in the order of the inputs, those of a folder by name, bytewise. A folder stands for the *.xml
 * in it that are not hidden; @LIST for the paths in LIST, one a line. The same file named twice is one job and a
 * warning. Makes the output folder and removes temporaries of killed runs from it. When findings has errors
 * afterwards, nothing may be made: an input is missing, two inputs have one output, an output is an input, or one that
 * is to be written in place cannot be. */
GPtrArray *jb_batch_plan_new(const JbPlanOptions *options, JbFindings *findings);

#endif
