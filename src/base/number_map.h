/* SPDX-License-Identifier: MIT
 * base/number_map: number → number, for what is looked up many thousand times a document: glyphs of characters, widths
 * of glyphs. For look-up only: it has no order, so that none can reach a page. */
#ifndef JB_BASE_NUMBER_MAP_H
#define JB_BASE_NUMBER_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct JbNumberMapEntry {
  uint32_t key; /* + 1, so that zeroed memory is empty */
  uint32_t value;
} JbNumberMapEntry;

/* Begins zeroed; a map with entries is cleared by jb_number_map_clear. */
typedef struct JbNumberMap {
  JbNumberMapEntry *entries; /* 1 << bits, at most half of them taken; NULL: none yet */
  unsigned bits;
  size_t count;
} JbNumberMap;

/* The entry of key, or the empty one where it belongs. The map has entries. */
static inline JbNumberMapEntry *jb_number_map_entry(const JbNumberMap *map, uint32_t key)
{
  const size_t last = ((size_t)1 << map->bits) - 1;
  size_t place = (key * UINT32_C(2654435769)) >> (32 - map->bits); /* 2³² / golden ratio: neighbours lie apart */
  while (map->entries[place].key != 0 && map->entries[place].key != key + 1) {
    place = (place + 1) & last;
  }
  return &map->entries[place];
}

static inline bool jb_number_map_find(const JbNumberMap *map, uint32_t key, uint32_t *value)
{
  if (!map->entries) {
    return false;
  }
  const JbNumberMapEntry *entry = jb_number_map_entry(map, key);
  *value = entry->value;
  return entry->key != 0;
}

/* Puts value in the place of the key's old one, if any. UINT32_MAX is no key. */
void jb_number_map_set(JbNumberMap *map, uint32_t key, uint32_t value);

void jb_number_map_clear(JbNumberMap *map);

#endif
