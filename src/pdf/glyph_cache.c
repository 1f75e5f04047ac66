/* SPDX-License-Identifier: MIT
 * pdf/glyph_cache: all programs of a face in one array, and a table that says where each begins. It hangs on the face's
 * hb_font and dies with it. */
#include "pdf/glyph_cache.h"

#include "base/number_map.h"

#include <hb.h>
#include <string.h>

struct JbGlyphCache {
  GByteArray *programs; /* each after its length, a uint32_t */
  JbNumberMap places;   /* glyph → where its length stands */
  GArray *missed;       /* of uint32_t */
};

static void free_cache(void *data)
{
  JbGlyphCache *cache = data;
  g_byte_array_unref(cache->programs);
  jb_number_map_clear(&cache->places);
  g_array_unref(cache->missed);
  g_free(cache);
}

JbGlyphCache *jb_glyph_cache(const JbFace *face)
{
  static hb_user_data_key_t key; /* its address is the key; nothing is written to it */
  hb_font_t *font = jb_face_hb_font(face);
  JbGlyphCache *cache = hb_font_get_user_data(font, &key);
  if (!cache) {
    cache = g_new0(JbGlyphCache, 1);
    cache->programs = g_byte_array_new();
    cache->missed = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    hb_font_set_user_data(font, &key, cache, free_cache, true);
  }
  return cache;
}

bool jb_glyph_cache_holds(const JbGlyphCache *cache, uint32_t glyph)
{
  uint32_t place;
  return jb_number_map_find(&cache->places, glyph, &place);
}

bool jb_glyph_cache_is_full(const JbGlyphCache *cache)
{
  return cache->programs->len >= JB_KEPT_PROGRAMS;
}

bool jb_glyph_cache_append(JbGlyphCache *cache, uint32_t glyph, GByteArray *out)
{
  uint32_t place;
  if (!jb_number_map_find(&cache->places, glyph, &place)) {
    g_array_append_val(cache->missed, glyph);
    return false;
  }
  const uint8_t *entry = cache->programs->data + place;
  uint32_t length;
  memcpy(&length, entry, sizeof length);
  g_byte_array_append(out, entry + sizeof length, length);
  return true;
}

void jb_glyph_cache_keep(JbGlyphCache *cache, uint32_t glyph, const GByteArray *program)
{
  const uint32_t length = program->len;
  jb_number_map_set(&cache->places, glyph, cache->programs->len);
  g_byte_array_append(cache->programs, (const guint8 *)&length, sizeof length);
  g_byte_array_append(cache->programs, program->data, length);
}

const uint32_t *jb_glyph_cache_missed(const JbGlyphCache *cache, size_t *count)
{
  *count = cache->missed->len;
  return (const uint32_t *)(void *)cache->missed->data;
}
