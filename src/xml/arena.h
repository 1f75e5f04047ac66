/* SPDX-License-Identifier: MIT
 * xml/arena: memory for a tree that dies as one. Private to xml/. */
#ifndef JB_XML_ARENA_H
#define JB_XML_ARENA_H

#include <glib.h>
#include <stddef.h>

typedef struct JbArena {
  GPtrArray *blocks; /* owned; the last one is being filled */
  size_t used, size; /* [byte] of the last block */
} JbArena;

void jb_arena_init(JbArena *arena);
void jb_arena_finish(JbArena *arena);

/* Zeroed, aligned for anything; lives until jb_arena_finish. */
void *jb_arena_allocate(JbArena *arena, size_t size);
/* A copy with a terminator. */
char *jb_arena_copy(JbArena *arena, const char *text, size_t length);

#endif
