/* SPDX-License-Identifier: MIT
 * base/arena: chunks in a chain, each handing out its bytes from front to back. */
#include "base/arena.h"

#include <glib.h>
#include <stdalign.h>
#include <string.h>

#define CHUNK_SIZE ((size_t)16 << 10) /* [byte]: a page of plain text takes two or three */

struct JbArenaChunk {
  JbArenaChunk *previous;
  size_t used, size; /* [byte] */
  alignas(max_align_t) unsigned char bytes[];
};

static void *take(JbArena *arena, size_t length)
{
  const size_t alignment = alignof(max_align_t);
  g_assert(length <= G_MAXSIZE / 2);
  size_t room = (length + alignment - 1) / alignment * alignment;
  if (!arena->chunk || arena->chunk->size - arena->chunk->used < room) {
    size_t size = MAX(room, CHUNK_SIZE);
    JbArenaChunk *chunk = g_malloc(sizeof *chunk + size);
    *chunk = (JbArenaChunk){.previous = arena->chunk, .size = size};
    arena->chunk = chunk;
  }
  void *place = arena->chunk->bytes + arena->chunk->used;
  arena->chunk->used += room;
  return place;
}

void *jb_arena_allocate(JbArena *arena, size_t length)
{
  return memset(take(arena, length), 0, length);
}

void *jb_arena_copy(JbArena *arena, const void *bytes, size_t length)
{
  void *copy = take(arena, length);
  return length > 0 ? memcpy(copy, bytes, length) : copy;
}

char *jb_arena_copy_text(JbArena *arena, const char *text, size_t length)
{
  char *copy = take(arena, length + 1);
  if (length > 0) {
    memcpy(copy, text, length);
  }
  copy[length] = '\0';
  return copy;
}

void jb_arena_clear(JbArena *arena)
{
  while (arena->chunk) {
    JbArenaChunk *previous = arena->chunk->previous;
    g_free(arena->chunk);
    arena->chunk = previous;
  }
}
