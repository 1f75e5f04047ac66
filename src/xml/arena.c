/* SPDX-License-Identifier: MIT
 * xml/arena: blocks handed out piece by piece, freed together. */
#include "xml/arena.h"

#include <stdalign.h>
#include <string.h>

enum { BLOCK_SIZE = 32 * 1024 };

void jb_arena_init(JbArena *arena)
{
  *arena = (JbArena){.blocks = g_ptr_array_new_with_free_func(g_free)};
}

void jb_arena_finish(JbArena *arena)
{
  g_ptr_array_free(arena->blocks, TRUE);
}

void *jb_arena_allocate(JbArena *arena, size_t size)
{
  const size_t alignment = alignof(max_align_t);
  size = (size + alignment - 1) / alignment * alignment;
  if (arena->size - arena->used < size) {
    arena->size = MAX(size, (size_t)BLOCK_SIZE);
    arena->used = 0;
    g_ptr_array_add(arena->blocks, g_malloc0(arena->size));
  }
  char *block = g_ptr_array_index(arena->blocks, arena->blocks->len - 1);
  void *memory = block + arena->used;
  arena->used += size;
  return memory;
}

char *jb_arena_copy(JbArena *arena, const char *text, size_t length)
{
  char *copy = jb_arena_allocate(arena, length + 1);
  memcpy(copy, text, length);
  return copy;
}
