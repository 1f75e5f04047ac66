/* SPDX-License-Identifier: MIT
 * pdf/truetype_subset: the TrueType cutter.
 *
 * Model. A viewer that finds glyphs by number reads six tables: head, hhea, maxp, hmtx, loca, glyf (ISO 32000-1 9.9).
 * Glyphs are copied one by one in the order wanted, without their instructions; a composite glyph names its parts by
 * number, so each part that is not there yet is put at the end of the list, which is walked until it grows no more.
 *
 * Rejected: hb-subset, which walks the whole cmap for glyphs given by number (9 ms for one rare character of
 * HanaMinB; this takes some hundredths) and numbers glyphs in its own order, so that a CIDToGIDMap is needed. */
#include "pdf/truetype_subset.h"

#include "pdf/pdf.h"

#include <hb.h>
#include <string.h>

#define HEAD_LENGTH 54
#define HHEA_LENGTH 36
#define MAXP_LENGTH 32

enum { HEAD_CHECKSUM = 8, HEAD_LOCA_FORMAT = 50, HHEA_METRIC_COUNT = 34, MAXP_GLYPH_COUNT = 4, MAXP_INSTRUCTIONS = 26 };

/* Of a composite glyph's part (OpenType, glyf). */
enum {
  PART_WORDS = 0x0001, /* its place in words, not bytes */
  PART_SCALE = 0x0008, /* one number */
  PART_MORE = 0x0020,  /* another part follows */
  PART_TWO_SCALES = 0x0040,
  PART_MATRIX = 0x0080,       /* four */
  PART_INSTRUCTIONS = 0x0100, /* after the last part */
};

/* A table of the face, as it lies in the file. */
typedef struct Table {
  hb_blob_t *blob;
  const uint8_t *bytes;
  size_t length;
} Table;

enum { HEAD, HHEA, MAXP, HMTX, LOCA, GLYF, TABLE_COUNT };

static const hb_tag_t tags[TABLE_COUNT] = {
    [HEAD] = HB_TAG('h', 'e', 'a', 'd'), [HHEA] = HB_TAG('h', 'h', 'e', 'a'), [MAXP] = HB_TAG('m', 'a', 'x', 'p'),
    [HMTX] = HB_TAG('h', 'm', 't', 'x'), [LOCA] = HB_TAG('l', 'o', 'c', 'a'), [GLYF] = HB_TAG('g', 'l', 'y', 'f'),
};

typedef struct Cutter {
  Table tables[TABLE_COUNT];
  uint32_t glyph_count, metric_count; /* of the face */
  bool long_loca;
  GArray *glyphs;  /* of uint32_t: the face's glyphs in the order of the subset */
  uint16_t *place; /* of a glyph that is a part: where it is in the subset; 0: not yet */
  GArray *offsets; /* of uint32_t, one more than glyphs */
  GByteArray *out[TABLE_COUNT];
} Cutter;

static uint32_t u16(const uint8_t *bytes)
{
  return (uint32_t)bytes[0] << 8 | bytes[1];
}

static uint32_t u32(const uint8_t *bytes)
{
  return u16(bytes) << 16 | u16(bytes + 2);
}

static void set_u16(uint8_t *bytes, uint32_t value)
{
  bytes[0] = (uint8_t)(value >> 8 & 0xff);
  bytes[1] = (uint8_t)(value & 0xff);
}

static void set_u32(uint8_t *bytes, uint32_t value)
{
  set_u16(bytes, value >> 16);
  set_u16(bytes + 2, value & 0xffff);
}

static void append_u16(GByteArray *out, uint32_t value)
{
  uint8_t bytes[2];
  set_u16(bytes, value);
  g_byte_array_append(out, bytes, sizeof bytes);
}

static void append_u32(GByteArray *out, uint32_t value)
{
  append_u16(out, value >> 16);
  append_u16(out, value & 0xffff);
}

/* --- glyphs --- */

/* The data of a glyph of the face; empty for one without ink. */
static bool find_glyph(const Cutter *cutter, uint32_t glyph, const uint8_t **bytes, size_t *length)
{
  const Table *loca = &cutter->tables[LOCA], *glyf = &cutter->tables[GLYF];
  const size_t size = cutter->long_loca ? 4 : 2;
  if (glyph >= cutter->glyph_count || loca->length < ((size_t)glyph + 2) * size) {
    return false;
  }
  const uint8_t *entry = loca->bytes + glyph * size;
  const size_t begin = cutter->long_loca ? u32(entry) : 2 * (size_t)u16(entry);
  const size_t end = cutter->long_loca ? u32(entry + 4) : 2 * (size_t)u16(entry + 2);
  if (begin > end || end > glyf->length) {
    return false;
  }
  *bytes = glyf->bytes + begin;
  *length = end - begin;
  return true;
}

/* Contours: header, ends of contours, length of instructions, instructions, points. */
static bool copy_simple(GByteArray *out, const uint8_t *bytes, size_t length)
{
  const size_t before = 10 + 2 * (size_t)u16(bytes);
  if (length < before + 2) {
    return false;
  }
  const size_t instructions = u16(bytes + before);
  if (length < before + 2 + instructions) {
    return false;
  }
  g_byte_array_append(out, bytes, (guint)before);
  append_u16(out, 0);
  const size_t points = before + 2 + instructions;
  g_byte_array_append(out, bytes + points, (guint)(length - points));
  return true;
}

/* Where a part of a composite glyph is in the subset. */
static uint32_t place_of(Cutter *cutter, uint32_t glyph)
{
  if (cutter->place[glyph] == 0) {
    cutter->place[glyph] = (uint16_t)cutter->glyphs->len;
    g_array_append_val(cutter->glyphs, glyph);
  }
  return cutter->place[glyph];
}

static size_t part_length(uint32_t flags)
{
  const unsigned place = flags & PART_WORDS ? 4 : 2;
  const unsigned scale = flags & PART_MATRIX ? 8 : flags & PART_TWO_SCALES ? 4 : flags & PART_SCALE ? 2 : 0;
  return 4 + place + scale; /* flags and number before them */
}

static bool copy_composite(Cutter *cutter, GByteArray *out, const uint8_t *bytes, size_t length)
{
  g_byte_array_append(out, bytes, 10);
  uint32_t flags = PART_MORE;
  for (size_t at = 10; flags & PART_MORE; at += part_length(flags)) {
    if (length < at + 4) {
      return false;
    }
    flags = u16(bytes + at);
    const uint32_t part = u16(bytes + at + 2);
    if (length < at + part_length(flags) || part >= cutter->glyph_count || cutter->glyphs->len >= G_MAXUINT16) {
      return false;
    }
    append_u16(out, flags & ~(uint32_t)PART_INSTRUCTIONS);
    append_u16(out, place_of(cutter, part));
    g_byte_array_append(out, bytes + at + 4, (guint)(part_length(flags) - 4));
  }
  return true;
}

static bool copy_glyph(Cutter *cutter, uint32_t glyph)
{
  GByteArray *out = cutter->out[GLYF];
  const uint8_t *bytes;
  size_t length;
  if (!find_glyph(cutter, glyph, &bytes, &length)) {
    return false;
  }
  if (length == 0) {
    return true;
  }
  if (length < 10) {
    return false;
  }
  const bool composite = (bytes[0] & 0x80) != 0; /* a negative number of contours */
  if (composite ? !copy_composite(cutter, out, bytes, length) : !copy_simple(out, bytes, length)) {
    return false;
  }
  if (out->len % 2 != 0) {
    g_byte_array_append(out, (const guint8[]){0}, 1);
  }
  return true;
}

static bool copy_glyphs(Cutter *cutter)
{
  for (guint i = 0; i < cutter->glyphs->len; i++) {
    g_array_append_val(cutter->offsets, cutter->out[GLYF]->len);
    if (!copy_glyph(cutter, g_array_index(cutter->glyphs, uint32_t, i))) {
      return false;
    }
  }
  g_array_append_val(cutter->offsets, cutter->out[GLYF]->len);
  return true;
}

/* --- the other tables --- */

/* hmtx: an advance and a side bearing for the first metric_count glyphs, then side bearings only. */
static void append_metric(const Cutter *cutter, uint32_t glyph)
{
  const Table *hmtx = &cutter->tables[HMTX];
  const uint32_t last = cutter->metric_count - 1;
  const size_t advance = 4 * (size_t)MIN(glyph, last);
  const size_t bearing =
      glyph <= last ? advance + 2 : 4 * (size_t)cutter->metric_count + 2 * (size_t)(glyph - last - 1);
  GByteArray *out = cutter->out[HMTX];
  append_u16(out, advance + 2 <= hmtx->length ? u16(hmtx->bytes + advance) : 0);
  append_u16(out, bearing + 2 <= hmtx->length ? u16(hmtx->bytes + bearing) : 0);
}

static void write_tables(Cutter *cutter)
{
  const guint count = cutter->glyphs->len;
  const bool long_loca = cutter->out[GLYF]->len > 2 * G_MAXUINT16;
  for (guint i = 0; i < count; i++) {
    append_metric(cutter, g_array_index(cutter->glyphs, uint32_t, i));
  }
  for (guint i = 0; i <= count; i++) {
    const uint32_t offset = g_array_index(cutter->offsets, uint32_t, i);
    if (long_loca) {
      append_u32(cutter->out[LOCA], offset);
    } else {
      append_u16(cutter->out[LOCA], offset / 2);
    }
  }
  static const guint lengths[] = {[HEAD] = HEAD_LENGTH, [HHEA] = HHEA_LENGTH, [MAXP] = MAXP_LENGTH};
  for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++) {
    g_byte_array_append(cutter->out[i], cutter->tables[i].bytes, lengths[i]);
  }
  set_u32(cutter->out[HEAD]->data + HEAD_CHECKSUM, 0);
  set_u16(cutter->out[HEAD]->data + HEAD_LOCA_FORMAT, long_loca);
  set_u16(cutter->out[HHEA]->data + HHEA_METRIC_COUNT, count);
  set_u16(cutter->out[MAXP]->data + MAXP_GLYPH_COUNT, count);
  set_u16(cutter->out[MAXP]->data + MAXP_INSTRUCTIONS, 0);
}

static uint32_t checksum(const GByteArray *bytes)
{
  uint32_t sum = 0;
  for (guint i = 0; i < bytes->len; i += 4) { /* padded to four bytes */
    sum += u32(bytes->data + i);
  }
  return sum;
}

/* The file: directory, then the tables, each on a multiple of four bytes. */
static GByteArray *write_file(Cutter *cutter)
{
  static const int order[] = {GLYF, HEAD, HHEA, HMTX, LOCA, MAXP}; /* the directory is sorted by tag */
  GByteArray *file = g_byte_array_new();
  append_u32(file, 0x00010000);
  append_u16(file, TABLE_COUNT);
  append_u16(file, 4 * 16); /* the largest power of two in TABLE_COUNT, times 16; its logarithm; the rest */
  append_u16(file, 2);
  append_u16(file, (TABLE_COUNT - 4) * 16);
  uint32_t offset = 12 + 16 * TABLE_COUNT;
  for (size_t i = 0; i < TABLE_COUNT; i++) {
    GByteArray *table = cutter->out[order[i]];
    const guint length = table->len;
    g_byte_array_append(table, (const guint8[]){0, 0, 0}, (4 - length % 4) % 4);
    append_u32(file, tags[order[i]]);
    append_u32(file, checksum(table));
    append_u32(file, offset);
    append_u32(file, length);
    offset += table->len;
  }
  size_t head = 0;
  for (size_t i = 0; i < TABLE_COUNT; i++) {
    if (order[i] == HEAD) {
      head = file->len;
    }
    g_byte_array_append(file, cutter->out[order[i]]->data, cutter->out[order[i]]->len);
  }
  set_u32(file->data + head + HEAD_CHECKSUM, 0xB1B0AFBA - checksum(file));
  return file;
}

/* --- the whole --- */

static bool open_tables(Cutter *cutter, const JbFace *face)
{
  for (size_t i = 0; i < TABLE_COUNT; i++) {
    Table *table = &cutter->tables[i];
    unsigned length;
    table->blob = hb_face_reference_table(jb_face_hb_face(face), tags[i]);
    table->bytes = (const uint8_t *)hb_blob_get_data(table->blob, &length);
    table->length = length;
  }
  const Table *tables = cutter->tables;
  if (tables[HEAD].length < HEAD_LENGTH || tables[HHEA].length < HHEA_LENGTH || tables[MAXP].length < MAXP_LENGTH) {
    return false;
  }
  cutter->glyph_count = u16(tables[MAXP].bytes + MAXP_GLYPH_COUNT);
  cutter->metric_count = u16(tables[HHEA].bytes + HHEA_METRIC_COUNT);
  cutter->long_loca = u16(tables[HEAD].bytes + HEAD_LOCA_FORMAT) != 0;
  return cutter->metric_count > 0;
}

static void cutter_clear(Cutter *cutter)
{
  for (size_t i = 0; i < TABLE_COUNT; i++) {
    hb_blob_destroy(cutter->tables[i].blob);
    g_byte_array_unref(cutter->out[i]);
  }
  g_array_unref(cutter->glyphs);
  g_array_unref(cutter->offsets);
  g_free(cutter->place);
}

GByteArray *jb_truetype_subset(const JbFace *face, const uint32_t *glyphs, size_t count, GError **error)
{
  Cutter cutter = {
      .glyphs = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
      .offsets = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
      .place = g_new0(uint16_t, G_MAXUINT16 + 1),
  };
  for (size_t i = 0; i < TABLE_COUNT; i++) {
    cutter.out[i] = g_byte_array_new();
  }
  g_array_append_vals(cutter.glyphs, glyphs, (guint)count);
  GByteArray *file = NULL;
  if (open_tables(&cutter, face) && copy_glyphs(&cutter)) {
    write_tables(&cutter);
    file = write_file(&cutter);
  } else {
    g_set_error(error, JB_PDF_ERROR, JB_PDF_ERROR_FONT, "%s: a table of %s is missing or damaged", jb_face_path(face),
                jb_face_postscript_name(face));
  }
  cutter_clear(&cutter);
  return file;
}
