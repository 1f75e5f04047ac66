/* SPDX-License-Identifier: MIT
 * text/face_shaping: HarfBuzz, asked as seldom as can be.
 *
 * Model: nearly every glyph of a Chinese text is the one the character map gives. The glyphs that any rule of GSUB or
 * GPOS can match, as input or as context, are collected once a face for exactly the script, language and features we
 * shape with; a glyph outside that set cannot be changed nor change another. Words and numbers come back again and
 * again (2024, %, GDP); their shapes are kept.
 *
 * Rejected: shaping whole paragraphs. It costs 45 ns a character where the map costs 10, and as much again for words.
 */
#include "text/face_shaping.h"

#include "base/utf8.h"

#include <hb-ot.h>
#include <hb.h>
#include <math.h>
#include <string.h>

#define LONGEST_KEPT_WORD 47   /* [byte] */
#define MOST_KEPT_WORDS   8192 /* of a face */

typedef struct Word {
  unsigned count;
  JbShapedGlyph glyphs[]; /* clusters from 0 */
} Word;

struct JbFaceShaping {
  hb_font_t *font; /* borrowed: it owns us */
  hb_buffer_t *buffer;
  hb_language_t language;
  uint8_t *touched;        /* a bit for each glyph */
  GHashTable *words;       /* "T2024" or " 2024" → Word: look-up only */
  GHashTable *corrections; /* glyph of a mark → its correction [1/1000 em]: look-up only */
  int32_t digit;           /* [font unit] widest tabular digit; -1: not measured yet */
};

static const hb_feature_t han_features[] = {
    {HB_TAG('k', 'e', 'r', 'n'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('l', 'i', 'g', 'a'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('c', 'l', 'i', 'g'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
};

/* pwid: CJK faces draw ’ full-width by default; between letters it is an apostrophe. */
static const hb_feature_t word_features[] = {
    {HB_TAG('p', 'w', 'i', 'd'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
};
static const hb_feature_t tabular_features[] = {
    {HB_TAG('p', 'w', 'i', 'd'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('t', 'n', 'u', 'm'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('k', 'e', 'r', 'n'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
};

/* --- what a face's rules can see --- */

/* The features HarfBuzz applies of itself to horizontal text, without those han_features turns off. */
static const hb_tag_t applied[] = {
    HB_TAG('r', 'v', 'r', 'n'), HB_TAG('l', 't', 'r', 'a'), HB_TAG('l', 't', 'r', 'm'), HB_TAG('r', 'a', 'n', 'd'),
    HB_TAG('l', 'o', 'c', 'l'), HB_TAG('c', 'c', 'm', 'p'), HB_TAG('r', 'l', 'i', 'g'), HB_TAG('r', 'c', 'l', 't'),
    HB_TAG('c', 'a', 'l', 't'), HB_TAG('c', 'u', 'r', 's'), HB_TAG('d', 'i', 's', 't'), HB_TAG('m', 'a', 'r', 'k'),
    HB_TAG('m', 'k', 'm', 'k'), HB_TAG('a', 'b', 'v', 'm'), HB_TAG('b', 'l', 'w', 'm'),
};

static void add_lookups(hb_face_t *face, hb_tag_t table, unsigned feature, hb_set_t *lookups)
{
  unsigned indices[32], count, start = 0, total;
  do {
    count = G_N_ELEMENTS(indices);
    total = hb_ot_layout_feature_get_lookups(face, table, feature, start, &count, indices);
    for (unsigned i = 0; i < count; i++) {
      hb_set_add(lookups, indices[i]);
    }
    start += count;
  } while (count > 0 && start < total);
}

/* Lookups that HarfBuzz would run on Han text of the language: it takes one script and one language system, so do we.
 */
static void collect_lookups(hb_face_t *face, hb_tag_t table, hb_language_t language, hb_set_t *lookups)
{
  hb_tag_t scripts[HB_OT_MAX_TAGS_PER_SCRIPT], languages[HB_OT_MAX_TAGS_PER_LANGUAGE], tag;
  unsigned script_count = G_N_ELEMENTS(scripts), language_count = G_N_ELEMENTS(languages), script, chosen, feature;
  hb_ot_tags_from_script_and_language(HB_SCRIPT_HAN, language, &script_count, scripts, &language_count, languages);
  hb_ot_layout_table_select_script(face, table, script_count, scripts, &script, &tag);
  hb_ot_layout_script_select_language(face, table, script, language_count, languages, &chosen);
  if (hb_ot_layout_language_get_required_feature_index(face, table, script, chosen, &feature)) {
    add_lookups(face, table, feature, lookups);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(applied); i++) {
    if (hb_ot_layout_language_find_feature(face, table, script, chosen, applied[i], &feature)) {
      add_lookups(face, table, feature, lookups);
    }
  }
}

static void collect_table(hb_face_t *face, hb_tag_t table, hb_language_t language, hb_set_t *seen)
{
  hb_set_t *lookups = hb_set_create();
  hb_codepoint_t lookup = HB_SET_VALUE_INVALID;
  collect_lookups(face, table, language, lookups);
  while (hb_set_next(lookups, &lookup)) {
    hb_ot_layout_lookup_collect_glyphs(face, table, lookup, seen, seen, seen, NULL); /* before, at and after */
  }
  hb_set_destroy(lookups);
}

static uint8_t *collect_touched(hb_face_t *face, hb_language_t language)
{
  unsigned glyph_count = hb_face_get_glyph_count(face);
  uint8_t *touched = g_malloc0(glyph_count / 8 + 1);
  hb_set_t *seen = hb_set_create();
  collect_table(face, HB_OT_TAG_GSUB, language, seen);
  collect_table(face, HB_OT_TAG_GPOS, language, seen);
  hb_codepoint_t glyphs[256], last = HB_SET_VALUE_INVALID;
  for (unsigned count; (count = hb_set_next_many(seen, last, glyphs, G_N_ELEMENTS(glyphs))) > 0;) {
    for (unsigned i = 0; i < count && glyphs[i] < glyph_count; i++) {
      touched[glyphs[i] / 8] |= (uint8_t)(1u << glyphs[i] % 8);
    }
    last = glyphs[count - 1];
  }
  hb_set_destroy(seen);
  return touched;
}

bool jb_face_shaping_touches(const JbFaceShaping *shaping, uint32_t glyph)
{
  return shaping->touched[glyph / 8] >> glyph % 8 & 1;
}

/* --- kept with the face --- */

static void free_shaping(void *data)
{
  JbFaceShaping *shaping = data;
  hb_buffer_destroy(shaping->buffer);
  g_hash_table_unref(shaping->words);
  g_hash_table_unref(shaping->corrections);
  g_free(shaping->touched);
  g_free(shaping);
}

JbFaceShaping *jb_face_shaping(const JbFace *face)
{
  static hb_user_data_key_t key; /* its address is the key; nothing is written to it */
  hb_font_t *font = jb_face_hb_font(face);
  JbFaceShaping *shaping = hb_font_get_user_data(font, &key);
  if (shaping) {
    return shaping;
  }
  shaping = g_new0(JbFaceShaping, 1);
  shaping->font = font;
  shaping->buffer = hb_buffer_create();
  shaping->language = hb_language_from_string("zh-Hans", -1);
  shaping->touched = collect_touched(jb_face_hb_face(face), shaping->language);
  shaping->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  shaping->corrections = g_hash_table_new(g_direct_hash, g_direct_equal);
  shaping->digit = -1;
  hb_font_set_user_data(font, &key, shaping, free_shaping, true);
  return shaping;
}

/* --- shaping --- */

static void shape(JbFaceShaping *shaping, const char *text, size_t length, hb_script_t script,
                  const hb_feature_t *features, unsigned feature_count, uint32_t first_cluster, GArray *glyphs)
{
  hb_buffer_t *buffer = shaping->buffer;
  hb_buffer_clear_contents(buffer);
  hb_buffer_add_utf8(buffer, text, (int)length, 0, (int)length);
  hb_buffer_set_direction(buffer, HB_DIRECTION_LTR); /* the line rules go from left to right, whatever the script */
  hb_buffer_set_script(buffer, script);
  hb_buffer_set_language(buffer, shaping->language);
  hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
  hb_shape(shaping->font, buffer, features, feature_count);
  unsigned count;
  const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
  const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, &count);
  for (unsigned i = 0; i < count; i++) {
    JbShapedGlyph glyph = {.id = infos[i].codepoint,
                           .cluster = first_cluster + infos[i].cluster,
                           .x = positions[i].x_offset,
                           .y = positions[i].y_offset,
                           .advance = positions[i].x_advance};
    g_array_append_val(glyphs, glyph);
  }
}

void jb_face_shape_han(JbFaceShaping *shaping, const char *text, size_t length, uint32_t first_cluster, GArray *glyphs)
{
  shape(shaping, text, length, HB_SCRIPT_HAN, han_features, G_N_ELEMENTS(han_features), first_cluster, glyphs);
}

static hb_script_t script_of(const char *text, size_t length)
{
  const char *cursor = text, *end = text + length;
  while (cursor < end) {
    hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), jb_utf8_next(&cursor));
    if (script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED && script != HB_SCRIPT_UNKNOWN) {
      return script;
    }
  }
  return HB_SCRIPT_LATIN;
}

/* Faces without the feature tnum (Noto CJK) have digits of several widths: each is centred in the widest one's. */
static int32_t digit_width(JbFaceShaping *shaping)
{
  if (shaping->digit >= 0) {
    return shaping->digit;
  }
  g_autoptr(GArray) glyphs = g_array_new(FALSE, FALSE, sizeof(JbShapedGlyph));
  shape(shaping, "0123456789", 10, HB_SCRIPT_LATIN, tabular_features, G_N_ELEMENTS(tabular_features), 0, glyphs);
  shaping->digit = 0;
  for (guint i = 0; i < glyphs->len; i++) {
    shaping->digit = MAX(shaping->digit, g_array_index(glyphs, JbShapedGlyph, i).advance);
  }
  return shaping->digit;
}

static void tabulate(JbFaceShaping *shaping, const char *text, GArray *glyphs)
{
  int32_t width = digit_width(shaping);
  for (guint i = 0; i < glyphs->len; i++) {
    JbShapedGlyph *glyph = &g_array_index(glyphs, JbShapedGlyph, i);
    if (!g_ascii_isdigit(text[glyph->cluster]) || glyph->advance >= width) {
      continue;
    }
    glyph->x += (width - glyph->advance) / 2;
    glyph->advance = width;
  }
}

static void shape_word(JbFaceShaping *shaping, const char *text, size_t length, bool tabular, GArray *glyphs)
{
  hb_script_t script = script_of(text, length);
  if (!tabular) {
    shape(shaping, text, length, script, word_features, G_N_ELEMENTS(word_features), 0, glyphs);
    return;
  }
  shape(shaping, text, length, script, tabular_features, G_N_ELEMENTS(tabular_features), 0, glyphs);
  tabulate(shaping, text, glyphs);
}

static void keep_word(JbFaceShaping *shaping, const char *key, const GArray *glyphs)
{
  Word *word = g_malloc(sizeof(Word) + glyphs->len * sizeof(JbShapedGlyph));
  word->count = glyphs->len;
  memcpy(word->glyphs, glyphs->data, glyphs->len * sizeof(JbShapedGlyph));
  g_hash_table_insert(shaping->words, g_strdup(key), word);
}

static void append_word(const JbShapedGlyph *shaped, unsigned count, uint32_t first_cluster, GArray *glyphs)
{
  guint start = glyphs->len;
  g_array_append_vals(glyphs, shaped, count);
  for (guint i = start; i < glyphs->len; i++) {
    g_array_index(glyphs, JbShapedGlyph, i).cluster += first_cluster;
  }
}

void jb_face_shape_word(JbFaceShaping *shaping, const char *text, size_t length, bool tabular, uint32_t first_cluster,
                        GArray *glyphs)
{
  bool keep = length <= LONGEST_KEPT_WORD && !memchr(text, '\0', length);
  char key[LONGEST_KEPT_WORD + 2] = {tabular ? 'T' : ' '};
  if (keep) {
    memcpy(key + 1, text, length);
    const Word *word = g_hash_table_lookup(shaping->words, key);
    if (word) {
      append_word(word->glyphs, word->count, first_cluster, glyphs);
      return;
    }
  }
  g_autoptr(GArray) shaped = g_array_new(FALSE, FALSE, sizeof(JbShapedGlyph));
  shape_word(shaping, text, length, tabular, shaped);
  if (keep && g_hash_table_size(shaping->words) < MOST_KEPT_WORDS) {
    keep_word(shaping, key, shaped);
  }
  append_word((const JbShapedGlyph *)(void *)shaped->data, shaped->len, first_cluster, glyphs);
}

/* --- marks --- */

/* Ink that only just looks over the middle of its em is left alone; so is ink that no half would hold. */
#define OVERHANG 0.05 /* [em] */

static int32_t find_correction(const JbFace *face, uint32_t glyph, bool opening)
{
  double left, bottom, right, top, start = opening ? 0.5 : 0;
  if (!jb_face_glyph_extents(face, glyph, &left, &bottom, &right, &top) || right - left > 0.5) {
    return 0;
  }
  if (left >= start - OVERHANG && right <= start + 0.5 + OVERHANG) {
    return 0;
  }
  return (int32_t)lround(1000 * (start + 0.25 - (left + right) / 2));
}

double jb_face_mark_correction(JbFaceShaping *shaping, const JbFace *face, uint32_t glyph, bool opening)
{
  void *key = GUINT_TO_POINTER(glyph), *known;
  if (g_hash_table_lookup_extended(shaping->corrections, key, NULL, &known)) {
    return GPOINTER_TO_INT(known) / 1000.0;
  }
  int32_t correction = find_correction(face, glyph, opening);
  g_hash_table_insert(shaping->corrections, key, GINT_TO_POINTER(correction));
  return correction / 1000.0;
}
