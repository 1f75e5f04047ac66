/* SPDX-License-Identifier: MIT
 * xml/nearest: which name was meant. */
#ifndef JB_XML_NEAREST_H
#define JB_XML_NEAREST_H

#include <stddef.h>

/* Edits from a to b in characters: one inserted, deleted, replaced, or two neighbours exchanged. */
size_t jb_edit_distance(const char *a, const char *b);

/* A search over candidates, one at a time, the likelier ones first. Set up with wanted alone. */
typedef struct JbNearest {
  const char *wanted;
  const char *best; /* borrowed; NULL: nothing is near enough to be offered */
  size_t distance;  /* of best */
} JbNearest;

/* Near enough: at most one edit for each three characters of wanted, but one in any case. Ties keep the earlier. */
void jb_nearest_consider(JbNearest *nearest, const char *candidate);

#endif
