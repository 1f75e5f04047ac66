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
  size_t first, end; /* into placements; nothing: a blank page, so that the next is even */
  bool landscape;    /* what stands on it is turned: y runs over the text area's width */
} JbPlannedPage;

typedef struct JbPlan {
  GArray *placements; /* of JbPlacement, page by page, top to bottom */
  GArray *pages;      /* of JbPlannedPage */
} JbPlan;

typedef struct JbPlanRules {
  double height;           /* [pt] of a page's text area */
  double landscape_height; /* [pt] of a landscape page's: the width of the others */
  double pitch;            /* [pt] one step of the grid */
  double min_last_height;  /* [pt] the last page holds at least, where pages before it can spare lines */
  size_t pages_before;     /* how many pages stand before these: for even ones */
  bool floats;             /* exhibits may move to the head of the next page */
} JbPlanRules;

/* Breaks flows into pages. Blocks larger than a page are divided anywhere, so that every page makes progress. */
JbPlan *jb_plan_new(JbFlow *const *flows, size_t count, const JbPlanRules *rules);
void jb_plan_free(JbPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbPlan, jb_plan_free)

#endif
