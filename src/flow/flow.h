/* SPDX-License-Identifier: MIT
 * flow/flow: the block protocol. A block measured at a width is a JbFlow: a column of slices (a line of text, a table
 * row, a whole chart) that a page never divides, with the price of ending a page after each. compose/ chooses where
 * pages end and asks for ranges of slices to be drawn; it knows nothing of what is in them.
 *
 *   measure:  jb_…_flow_new(context, block, width) → JbFlow     (paragraphs, tables, charts, figures, KPI strips, Q&A)
 *   break:    compose/ reads slices, spaces, keep_with_next, floats
 *   emit:     jb_flow_emit(flow, first, end, top-left, page)
 *
 * Heights and spaces are whole grid steps (theme->page.pitch) wherever a block can arrange it, so that lines of text
 * keep the grid after it. */
#ifndef JB_FLOW_FLOW_H
#define JB_FLOW_FLOW_H

#include "diag/findings.h"
#include "diag/print.h"
#include "flow/numbers.h"
#include "font/font_set.h"
#include "page/page.h"
#include "report/report.h"
#include "style/theme.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* What a glyph run's tag stands for. */
typedef struct JbInk {
  JbColour colour;
  const char *link; /* href of an a, or the anchor of a ref; borrowed from the report; NULL: none */
  bool uri;
  bool emphasis;              /* 着重号 */
  const char *page_reference; /* anchor whose page label is drawn in the place of the reserve; NULL: none */
} JbInk;

/* Everything a block needs to measure and draw itself; one a document, owned by compose/. */
typedef struct JbFlowContext {
  const JbReport *report;
  const JbTheme *theme;
  const JbFontSet *fonts;
  JbFindings *findings;
  JbStructure *structure;
  const JbNumbers *numbers;
  GArray *inks;            /* of JbInk: tags index it */
  GHashTable *page_labels; /* anchor → label; empty while measuring, full while emitting */
  JbRowCounts *rows;       /* of ledgers: added to when all pages are drawn */
  JbElementId parent;      /* of the elements that blocks add while they are measured: in reading order */
} JbFlowContext;

/* Ending a page here is forbidden. */
#define JB_FLOW_NEVER 1e9

typedef struct JbSlice {
  double height;  /* [pt] from its top to the next slice's top */
  double penalty; /* [pt] of ending a page after it: as bad as so much more empty space at the page's foot; 0 welcome,
                     JB_FLOW_NEVER forbidden; of the last slice: see keep_with_next */
} JbSlice;

typedef struct JbFlow JbFlow;

typedef struct JbFlowClass {
  /* Draws slices first to end (exclusive) with their top at origin; when first > 0, what is repeated stands at origin
   * and the slices below it. */
  void (*emit)(const JbFlow *flow, size_t first, size_t end, JbPoint origin, JbPage *page);
  void (*free)(JbFlow *flow);
  /* All pages are drawn: tells what only then is known; NULL: nothing. */
  void (*finish)(const JbFlow *flow);
  /* Where a slice comes from; NULL: where the block stands. */
  JbPlace (*slice_place)(const JbFlow *flow, size_t slice);
} JbFlowClass;

/* Adds an element below the context's parent; kind is static, NULL: none. */
JbElementId jb_flow_add_element(const JbFlowContext *context, JbStructureRole role, const char *kind);

/* Embedded as the first member of every kind of block. */
struct JbFlow {
  const JbFlowClass *class;
  const JbFlowContext *context;
  const char *anchor; /* name of the anchor at its top, borrowed; NULL: none */
  JbPlace place;      /* for messages */
  double width;       /* [pt] */
  JbSlice *slices;    /* owned */
  size_t slice_count;
  double space_before, space_after; /* [pt] between blocks the larger counts; none at the head of a page */
  double repeat_height;             /* [pt] of what emit draws again above a continuation (续表, head row); 0 none */
  bool keep_with_next;              /* a heading: never the last thing on a page, followed by two lines at least */
  bool floats;                      /* an exhibit: may move to the head of the next page while text runs on */
  bool page_before;                 /* begins a page */
  bool keep_with_previous;          /* not divided, and never the first thing on a page: a signature */
  bool at_foot;                     /* stands at the foot of its page: 版记 */
  bool even_page;                   /* on an even page, after blank ones if need be: GB/T 9704-2012 7.4 */
  bool landscape;                   /* on pages of its own, turned: measured at the text area's height as its width */
};

/* Sets up the embedded part: class, context, width, place; slices empty. */
void jb_flow_init(JbFlow *flow, const JbFlowClass *class, const JbFlowContext *context, JbPlace place, double width);
/* Appends a slice. */
void jb_flow_add_slice(JbFlow *flow, double height, double penalty);
double jb_flow_height(const JbFlow *flow, size_t first, size_t end); /* without repeat_height */
void jb_flow_emit(const JbFlow *flow, size_t first, size_t end, JbPoint origin, JbPage *page);
JbPlace jb_flow_slice_place(const JbFlow *flow, size_t slice);
void jb_flow_finish(const JbFlow *flow); /* after the last page */
void jb_flow_free(JbFlow *flow);         /* NULL is allowed; frees the slices, the class frees the rest */

/* height rounded up to whole grid steps (a hundredth of a point is forgiven). */
double jb_flow_on_grid(const JbFlowContext *context, double height);

#endif
