/* SPDX-License-Identifier: MIT
 * base/arena: memory for things that die together: the nodes of a tree, the items of a page. An arena of zeros is
 * empty and ready. What it hands out is aligned for any type and stays where it is until the arena is cleared. */
#ifndef JB_BASE_ARENA_H
#define JB_BASE_ARENA_H

#include <stddef.h>

typedef struct JbArenaChunk JbArenaChunk;

typedef struct JbArena {
  JbArenaChunk *chunk; /* the newest; NULL when nothing was asked for */
} JbArena;

/* length bytes of zeros; for length 0 a valid pointer to nothing. */
void *jb_arena_allocate(JbArena *arena, size_t length);

/* A copy of length bytes; bytes may be NULL when length is 0. */
void *jb_arena_copy(JbArena *arena, const void *bytes, size_t length);

/* A copy of length bytes of text with a NUL after it. */
char *jb_arena_copy_text(JbArena *arena, const char *text, size_t length);

void jb_arena_clear(JbArena *arena);

#endif
