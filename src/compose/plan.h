/* SPDX-License-Identifier: MIT
 * compose/plan: where pages end. Works on measured blocks alone, draws nothing. */
#ifndef JB_COMPOSE_PLAN_H
#define JB_COMPOSE_PLAN_H

#include "flow/flow.h"

#include <glib.h>
#include <stddef.h>

/* A range of a block's slices on a page. */
typedef struct JbPlacement {
  size_t flow; /* index into the blocks */
  size_t first, end;
  double y; /* [pt] of its top, a repeated head included, from the top of the text area */
} JbPlacement;

typedef struct JbPlannedPage {
  size_t first, end; /* into placements */
} JbPlannedPage;

typedef struct JbPlan {
  GArray *placements; /* of JbPlacement, page by page, top to bottom */
  GArray *pages;      /* of JbPlannedPage */
} JbPlan;

/* Breaks flows into pages with text areas of a height [pt]. Blocks larger than a page are divided anywhere, so that
 * every page makes progress. The last page holds at least min_last_height [pt] where pages before it can spare lines.
 */
JbPlan *jb_plan_new(JbFlow *const *flows, size_t count, double height, double pitch, double min_last_height,
                    bool floats);
void jb_plan_free(JbPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbPlan, jb_plan_free)

#endif
