/* SPDX-License-Identifier: MIT
 * compose/contents: the contents: sections with their page numbers, then the exhibits with theirs. Its size depends on
 * the entries alone: a page number has a reserve, and is looked up when the line is drawn. */
#ifndef JB_COMPOSE_CONTENTS_H
#define JB_COMPOSE_CONTENTS_H

#include "compose/blocks.h"

/* Appends the contents' flows: its title, then one an entry. */
void jb_contents_flows(const JbBlocks *blocks, GPtrArray *flows);

#endif
