/* SPDX-License-Identifier: MIT
 * base/number_map: open addressing with linear steps. GHashTable does the same in ten times the time. */
#include "base/number_map.h"

#include <glib.h>

enum { LEAST_BITS = 8 };

static void grow(JbNumberMap *map)
{
  JbNumberMap larger = {.bits = map->entries ? map->bits + 1 : LEAST_BITS, .count = map->count};
  larger.entries = g_new0(JbNumberMapEntry, (size_t)1 << larger.bits);
  for (size_t i = 0; map->entries && i < (size_t)1 << map->bits; i++) {
    if (map->entries[i].key != 0) {
      *jb_number_map_entry(&larger, map->entries[i].key - 1) = map->entries[i];
    }
  }
  g_free(map->entries);
  *map = larger;
}

void jb_number_map_set(JbNumberMap *map, uint32_t key, uint32_t value)
{
  g_return_if_fail(key != UINT32_MAX);
  if (!map->entries || map->count >= (size_t)1 << (map->bits - 1)) {
    grow(map);
  }
  JbNumberMapEntry *entry = jb_number_map_entry(map, key);
  map->count += entry->key == 0;
  *entry = (JbNumberMapEntry){.key = key + 1, .value = value};
}

void jb_number_map_clear(JbNumberMap *map)
{
  g_free(map->entries);
  *map = (JbNumberMap){0};
}
