/* SPDX-License-Identifier: MIT
 * page/arena: memory that is only ever freed at once. Private to page/. Pointers stay valid until the arena is cleared.
 */
#ifndef JB_PAGE_ARENA_H
#define JB_PAGE_ARENA_H

#include <stddef.h>

typedef struct JbArenaChunk JbArenaChunk;

typedef struct JbArena {
  JbArenaChunk *chunk; /* the newest; NULL when nothing was asked for */
} JbArena;

/* A copy of length bytes, aligned for any type; for length 0 a valid pointer to nothing. */
void *jb_page_arena_copy(JbArena *arena, const void *bytes, size_t length);

/* A copy of length bytes of text with a NUL after it. */
char *jb_page_arena_copy_text(JbArena *arena, const char *text, size_t length);

void jb_page_arena_clear(JbArena *arena);

#endif
