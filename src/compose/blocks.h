/* SPDX-License-Identifier: MIT
 * compose/blocks: the report's tree of blocks → measured blocks in reading order, with what navigation needs. */
#ifndef JB_COMPOSE_BLOCKS_H
#define JB_COMPOSE_BLOCKS_H

#include "colour/convert.h"
#include "flow/flow.h"

#include <glib.h>

/* A line of the contents page and of the outline. */
typedef struct JbContentsEntry {
  const JbBlock *block;
  char *title;        /* plain text: number, title and subtitle */
  const char *anchor; /* borrowed from the numbers */
  int level;          /* from 1; an exhibit is one below its section */
  bool exhibit;
  size_t flow; /* index of the block's first flow */
} JbContentsEntry;

typedef struct JbBlocks {
  JbFlowContext *context; /* borrowed */
  const JbColourConverter *converter;
  double width, height; /* [pt] of a page's text area */
  GPtrArray *flows;     /* of JbFlow, owned */
  GArray *entries;      /* of JbContentsEntry */
  GPtrArray *pictures;  /* of JbPicture, owned: they live as long as the blocks */
  bool page_before;     /* a page break was asked for; the next block begins a page */
  guint attended;       /* how many flows there were after the last attendance list; 0: there was none */
  int contents_at;      /* index of the flow before which the report asks for its contents; -1: it does not */
} JbBlocks;

JbBlocks *jb_blocks_new(JbFlowContext *context, const JbColourConverter *converter, double width, double height);
void jb_blocks_free(JbBlocks *blocks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbBlocks, jb_blocks_free)

#endif
