/* SPDX-License-Identifier: MIT
 * font/face: a mapped font file seen through HarfBuzz's OpenType functions. Tables are read where they lie; what is
 * asked for again and again (character → glyph → advance) is kept. */
#include "font/face.h"

#include "base/file.h"
#include "base/number_map.h"

#include <hb-ot.h>
#include <hb.h>
#include <string.h>

#define LAST_CHARACTER 0x10FFFF
#define MOST_LEARNT    32768 /* characters of a face that may be cached before jb_face_learn adds none */

/* What is asked for again and again. */
typedef struct Cache {
  JbNumberMap glyphs;   /* of characters */
  JbNumberMap advances; /* of glyphs [font unit] */
  GArray *missed;       /* of uint32_t: characters that were not there */
} Cache;

/* Filled when first asked for: extents wake HarfBuzz's outline reader, which many runs never need. */
typedef struct LazyMetrics {
  bool read;
  JbFaceMetrics values;
} LazyMetrics;

struct JbFace {
  char *path;
  char *postscript_name;
  unsigned index;
  JbOutlineFormat format;
  double units_per_em;
  hb_face_t *hb_face;
  hb_font_t *hb_font;
  hb_draw_funcs_t *draw;
  Cache *cache;
  LazyMetrics *metrics; /* with cache, what changes behind a const face */
};

G_DEFINE_QUARK(jb - face - error - quark, jb_face_error)

/* --- bytes of tables, checked --- */

typedef struct Table {
  hb_blob_t *blob;
  const uint8_t *bytes;
  unsigned length;
} Table;

static Table table_open(hb_face_t *face, hb_tag_t tag)
{
  Table table = {.blob = hb_face_reference_table(face, tag)};
  table.bytes = (const uint8_t *)hb_blob_get_data(table.blob, &table.length);
  return table;
}

/* Big-endian; 0 beyond the table's end. */
static unsigned table_uint16(const Table *table, unsigned offset)
{
  return offset + 2 <= table->length ? (unsigned)table->bytes[offset] << 8 | table->bytes[offset + 1] : 0;
}

static double table_int16(const Table *table, unsigned offset)
{
  return (double)(int16_t)table_uint16(table, offset);
}

static bool has_table(hb_face_t *face, hb_tag_t tag)
{
  Table table = table_open(face, tag);
  hb_blob_destroy(table.blob);
  return table.length > 0;
}

/* --- outlines --- */

typedef struct Drawing {
  const JbOutlineSink *sink;
  void *data;
  double units_per_em;
} Drawing;

static void draw_move(hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state, float x, float y, void *user)
{
  (void)functions, (void)state, (void)user;
  Drawing *drawing = data;
  drawing->sink->move_to(drawing->data, (double)x / drawing->units_per_em, (double)y / drawing->units_per_em);
}

static void draw_line(hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state, float x, float y, void *user)
{
  (void)functions, (void)state, (void)user;
  Drawing *drawing = data;
  drawing->sink->line_to(drawing->data, (double)x / drawing->units_per_em, (double)y / drawing->units_per_em);
}

static void draw_cubic(hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state, float x1, float y1, float x2,
                       float y2, float x3, float y3, void *user)
{
  (void)functions, (void)state, (void)user;
  Drawing *drawing = data;
  double em = drawing->units_per_em;
  drawing->sink->curve_to(drawing->data, (double)x1 / em, (double)y1 / em, (double)x2 / em, (double)y2 / em,
                          (double)x3 / em, (double)y3 / em);
}

static void draw_close(hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state, void *user)
{
  (void)functions, (void)state, (void)user;
  Drawing *drawing = data;
  drawing->sink->close(drawing->data);
}

static hb_draw_funcs_t *make_draw_functions(void)
{
  hb_draw_funcs_t *functions = hb_draw_funcs_create(); /* quadratic curves come as cubic where no function is set */
  hb_draw_funcs_set_move_to_func(functions, draw_move, NULL, NULL);
  hb_draw_funcs_set_line_to_func(functions, draw_line, NULL, NULL);
  hb_draw_funcs_set_cubic_to_func(functions, draw_cubic, NULL, NULL);
  hb_draw_funcs_set_close_path_func(functions, draw_close, NULL, NULL);
  hb_draw_funcs_make_immutable(functions);
  return functions;
}

/* --- opening --- */

static void unref_bytes(void *bytes)
{
  g_bytes_unref(bytes);
}

static hb_blob_t *map_file(const char *path, GError **error)
{
  GBytes *bytes = jb_file_map(path, error);
  if (!bytes) {
    return NULL;
  }
  size_t length = 0;
  const char *data = g_bytes_get_data(bytes, &length);
  if (length > G_MAXUINT) { /* OpenType offsets have 32 bits */
    length = 0;
  }
  return hb_blob_create(data, (unsigned)length, HB_MEMORY_MODE_READONLY, bytes, unref_bytes);
}

static char *read_postscript_name(hb_face_t *face)
{
  char name[128];
  unsigned size = sizeof name;
  unsigned length = hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, name);
  return g_strdup(length > 0 ? name : "");
}

/* OpenType OS/2 fsType: 2 restricted licence (when no milder bit is set), 0x100 no subsetting, 0x200 bitmaps only. We
 * embed subsets of outlines. */
static bool check_embedding(hb_face_t *face, GError **error)
{
  Table os2 = table_open(face, HB_TAG('O', 'S', '/', '2'));
  unsigned type = table_uint16(&os2, 8);
  hb_blob_destroy(os2.blob);
  const char *reason = NULL;
  if ((type & 0x000e) == 0x0002) {
    reason = "its licence bits (OS/2 fsType) forbid embedding";
  } else if (type & 0x0100) {
    reason = "its licence bits (OS/2 fsType) forbid subsetting";
  } else if (type & 0x0200) {
    reason = "its licence bits (OS/2 fsType) allow bitmaps only";
  }
  if (reason) {
    g_set_error_literal(error, JB_FACE_ERROR, JB_FACE_ERROR_EMBEDDING, reason);
  }
  return !reason;
}

static bool check_outlines(hb_face_t *face, JbOutlineFormat *format, GError **error)
{
  if (has_table(face, HB_TAG('C', 'F', 'F', ' '))) {
    *format = JB_OUTLINE_CFF;
    return true;
  }
  if (has_table(face, HB_TAG('g', 'l', 'y', 'f')) && has_table(face, HB_TAG('l', 'o', 'c', 'a'))) {
    *format = JB_OUTLINE_TRUETYPE;
    return true;
  }
  g_set_error_literal(error, JB_FACE_ERROR, JB_FACE_ERROR_OUTLINES, "it has no TrueType or CFF outlines");
  return false;
}

static bool check_face(hb_face_t *face, JbOutlineFormat *format, GError **error)
{
  if (hb_face_get_glyph_count(face) == 0 || !has_table(face, HB_TAG('h', 'e', 'a', 'd')) ||
      !has_table(face, HB_TAG('h', 'h', 'e', 'a')) || !has_table(face, HB_TAG('h', 'm', 't', 'x')) ||
      !has_table(face, HB_TAG('c', 'm', 'a', 'p'))) {
    g_set_error_literal(error, JB_FACE_ERROR, JB_FACE_ERROR_NO_FONT, "it is no whole OpenType font");
    return false;
  }
  return check_outlines(face, format, error) && check_embedding(face, error);
}

JbFace *jb_face_open(const char *path, unsigned index, GError **error)
{
  hb_blob_t *blob = map_file(path, error);
  if (!blob) {
    return NULL;
  }
  unsigned count = hb_face_count(blob);
  if (index >= count) {
    hb_blob_destroy(blob);
    g_set_error_literal(error, JB_FACE_ERROR, JB_FACE_ERROR_NO_FONT,
                        count == 0 ? "it is no OpenType font" : "the file has no face of this index");
    return NULL;
  }
  hb_face_t *hb_face = hb_face_create(blob, index);
  hb_blob_destroy(blob);
  JbOutlineFormat format;
  if (!check_face(hb_face, &format, error)) {
    hb_face_destroy(hb_face);
    return NULL;
  }
  JbFace *face = g_new0(JbFace, 1);
  face->path = g_strdup(path);
  face->index = index;
  face->format = format;
  face->hb_face = hb_face;
  face->hb_font = hb_font_create(hb_face);
  face->units_per_em = (double)hb_face_get_upem(hb_face);
  face->postscript_name = read_postscript_name(hb_face);
  face->cache = g_new0(Cache, 1);
  face->cache->missed = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  face->metrics = g_new0(LazyMetrics, 1);
  face->draw = make_draw_functions();
  return face;
}

void jb_face_free(JbFace *face)
{
  if (!face) {
    return;
  }
  hb_draw_funcs_destroy(face->draw);
  hb_font_destroy(face->hb_font);
  hb_face_destroy(face->hb_face);
  jb_number_map_clear(&face->cache->glyphs);
  jb_number_map_clear(&face->cache->advances);
  g_array_unref(face->cache->missed);
  g_free(face->cache);
  g_free(face->metrics);
  g_free(face->postscript_name);
  g_free(face->path);
  g_free(face);
}

char **jb_face_list_names(const char *path, GError **error)
{
  hb_blob_t *blob = map_file(path, error);
  if (!blob) {
    return NULL;
  }
  unsigned count = hb_face_count(blob);
  GPtrArray *names = g_ptr_array_new();
  for (unsigned i = 0; i < count; i++) {
    hb_face_t *face = hb_face_create(blob, i);
    g_ptr_array_add(names, read_postscript_name(face));
    hb_face_destroy(face);
  }
  hb_blob_destroy(blob);
  if (count == 0) {
    g_set_error_literal(error, JB_FACE_ERROR, JB_FACE_ERROR_NO_FONT, "it is no OpenType font");
  }
  g_ptr_array_add(names, NULL);
  char **list = (char **)g_ptr_array_free(names, count == 0);
  return list;
}

/* --- what it is --- */

const char *jb_face_postscript_name(const JbFace *face)
{
  return face->postscript_name;
}

const char *jb_face_path(const JbFace *face)
{
  return face->path;
}

unsigned jb_face_index(const JbFace *face)
{
  return face->index;
}

JbOutlineFormat jb_face_outline_format(const JbFace *face)
{
  return face->format;
}

unsigned jb_face_units_per_em(const JbFace *face)
{
  return hb_face_get_upem(face->hb_face);
}

unsigned jb_face_glyph_count(const JbFace *face)
{
  return hb_face_get_glyph_count(face->hb_face);
}

hb_face_t *jb_face_hb_face(const JbFace *face)
{
  return face->hb_face;
}

hb_font_t *jb_face_hb_font(const JbFace *face)
{
  return face->hb_font;
}

/* --- glyphs --- */

uint32_t jb_face_glyph(const JbFace *face, uint32_t character)
{
  Cache *cache = face->cache;
  uint32_t glyph = 0;
  if (jb_number_map_find(&cache->glyphs, character, &glyph) || character > LAST_CHARACTER) {
    return glyph;
  }
  if (!hb_font_get_nominal_glyph(face->hb_font, character, &glyph) || glyph >= jb_face_glyph_count(face)) {
    glyph = 0; /* also where the map of a damaged face leads nowhere */
  }
  jb_number_map_set(&cache->glyphs, character, glyph);
  g_array_append_val(cache->missed, character);
  return glyph;
}

double jb_face_advance(const JbFace *face, uint32_t glyph)
{
  JbNumberMap *advances = &face->cache->advances;
  uint32_t advance;
  if (!jb_number_map_find(advances, glyph, &advance)) {
    advance = (uint32_t)hb_font_get_glyph_h_advance(face->hb_font, glyph);
    if (glyph <= G_MAXUINT16) {
      jb_number_map_set(advances, glyph, advance);
    }
  }
  return (int32_t)advance / face->units_per_em;
}

void jb_face_learn(const JbFace *face, const uint32_t *characters, size_t count)
{
  for (size_t i = 0; i < count && face->cache->glyphs.count < MOST_LEARNT; i++) {
    jb_face_advance(face, jb_face_glyph(face, characters[i]));
  }
  g_array_set_size(face->cache->missed, 0);
}

const uint32_t *jb_face_missed(const JbFace *face, size_t *count)
{
  *count = face->cache->missed->len;
  return (const uint32_t *)(void *)face->cache->missed->data;
}

void jb_face_outline(const JbFace *face, uint32_t glyph, const JbOutlineSink *sink, void *data)
{
  Drawing drawing = {.sink = sink, .data = data, .units_per_em = face->units_per_em};
  hb_font_get_glyph_shape(face->hb_font, glyph, face->draw, &drawing);
}

/* --- metrics --- */

static double ink_top(const JbFace *face, uint32_t character)
{
  double left, bottom, right, top;
  uint32_t glyph = jb_face_glyph(face, character);
  return glyph != 0 && jb_face_glyph_extents(face, glyph, &left, &bottom, &right, &top) ? top : 0;
}

static void read_metrics(const JbFace *face, JbFaceMetrics *metrics)
{
  Table head = table_open(face->hb_face, HB_TAG('h', 'e', 'a', 'd'));
  Table hhea = table_open(face->hb_face, HB_TAG('h', 'h', 'e', 'a'));
  Table os2 = table_open(face->hb_face, HB_TAG('O', 'S', '/', '2'));
  Table post = table_open(face->hb_face, HB_TAG('p', 'o', 's', 't'));
  double em = face->units_per_em;
  bool typographic = os2.length >= 72;
  metrics->ascent = (typographic ? table_int16(&os2, 68) : table_int16(&hhea, 4)) / em;
  metrics->descent = -(typographic ? table_int16(&os2, 70) : table_int16(&hhea, 6)) / em;
  for (unsigned i = 0; i < 4; i++) {
    metrics->box[i] = table_int16(&head, 36 + 2 * i) / em;
  }
  metrics->italic_angle = table_int16(&post, 4) + table_uint16(&post, 6) / 65536.0; /* 16.16 */
  metrics->cap_height = os2.length >= 90 && table_uint16(&os2, 0) >= 2 ? table_int16(&os2, 88) / em : 0;
  if (metrics->cap_height <= 0) {
    metrics->cap_height = ink_top(face, 'H');
  }
  hb_blob_destroy(head.blob);
  hb_blob_destroy(hhea.blob);
  hb_blob_destroy(os2.blob);
  hb_blob_destroy(post.blob);
}

const JbFaceMetrics *jb_face_metrics(const JbFace *face)
{
  if (!face->metrics->read) {
    read_metrics(face, &face->metrics->values);
    face->metrics->read = true;
  }
  return &face->metrics->values;
}
