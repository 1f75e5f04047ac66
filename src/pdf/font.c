/* SPDX-License-Identifier: MIT
 * pdf/font: codes, widths, ToUnicode and the objects of a composite font (ISO 32000-1 9.7). */
#include "pdf/font.h"

#include "base/number_map.h"
#include "pdf/font_program.h"
#include "pdf/syntax.h"

#include <math.h>
#include <string.h>

#define DEFAULT_WIDTH 1000 /* [1/1000 em] of a Han character; /W lists the others */
#define CODE_LIMIT    65535

typedef struct Code {
  uint32_t glyph;
  uint32_t text;   /* [byte] into texts */
  uint16_t length; /* [byte] */
  uint16_t next;   /* the code of the same glyph before it; 0: none */
  int width;       /* [1/1000 em] */
} Code;

struct JbPdfFont {
  const JbFace *face;
  unsigned glyph_count; /* of the face */
  GArray *codes;        /* of Code; the first is .notdef */
  GString *texts;
  JbNumberMap newest; /* of each glyph its last code */
};

static int width_of(const JbFace *face, uint32_t glyph)
{
  return (int)lround(jb_face_advance(face, glyph) * 1000);
}

/* 0: none. */
static uint16_t newest_of(const JbPdfFont *font, uint32_t glyph)
{
  uint32_t code;
  return jb_number_map_find(&font->newest, glyph, &code) ? (uint16_t)code : 0;
}

static uint16_t add_code(JbPdfFont *font, uint32_t glyph, const char *text, size_t length)
{
  const Code code = {
      .glyph = glyph,
      .text = (uint32_t)font->texts->len,
      .length = (uint16_t)length,
      .next = newest_of(font, glyph),
      .width = width_of(font->face, glyph),
  };
  g_string_append_len(font->texts, text, (gssize)length);
  g_array_append_val(font->codes, code);
  return (uint16_t)(font->codes->len - 1);
}

JbPdfFont *jb_pdf_font_new(const JbFace *face)
{
  JbPdfFont *font = g_new0(JbPdfFont, 1);
  font->face = face;
  font->glyph_count = jb_face_glyph_count(face);
  font->codes = g_array_new(FALSE, FALSE, sizeof(Code));
  font->texts = g_string_new(NULL);
  add_code(font, 0, "", 0);
  return font;
}

void jb_pdf_font_free(JbPdfFont *font)
{
  if (!font) {
    return;
  }
  g_array_unref(font->codes);
  g_string_free(font->texts, TRUE);
  jb_number_map_clear(&font->newest);
  g_free(font);
}

const JbFace *jb_pdf_font_face(const JbPdfFont *font)
{
  return font->face;
}

static const Code *code_at(const JbPdfFont *font, size_t code)
{
  return &g_array_index(font->codes, Code, code);
}

uint16_t jb_pdf_font_code(JbPdfFont *font, uint32_t glyph, const char *text, size_t length)
{
  if (glyph >= font->glyph_count || length > G_MAXUINT16) {
    return 0;
  }
  for (uint16_t code = newest_of(font, glyph); code != 0; code = code_at(font, code)->next) {
    const Code *known = code_at(font, code);
    if (known->length == length && memcmp(font->texts->str + known->text, text, length) == 0) {
      return code;
    }
  }
  if (font->codes->len == CODE_LIMIT) {
    return 0;
  }
  const uint16_t code = add_code(font, glyph, text, length);
  jb_number_map_set(&font->newest, glyph, code);
  return code;
}

int jb_pdf_font_width(const JbPdfFont *font, uint16_t code)
{
  return code_at(font, code)->width;
}

int jb_pdf_font_glyph_width(const JbPdfFont *font, uint32_t glyph)
{
  const uint16_t code = newest_of(font, glyph);
  return code != 0 ? code_at(font, code)->width : width_of(font->face, glyph);
}

/* --- objects --- */

/* "ABCDEF+Name": six letters that say which glyphs are in it (ISO 32000-1 9.6.4). */
static char *subset_name(const JbPdfFont *font, const uint32_t *glyphs)
{
  g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_MD5);
  for (guint i = 0; i < font->codes->len; i++) {
    const guchar bytes[] = {(guchar)(glyphs[i] >> 24), (guchar)(glyphs[i] >> 16 & 0xff),
                            (guchar)(glyphs[i] >> 8 & 0xff), (guchar)(glyphs[i] & 0xff)};
    g_checksum_update(checksum, bytes, sizeof bytes);
  }
  guint8 digest[16];
  gsize length = sizeof digest;
  g_checksum_get_digest(checksum, digest, &length);
  char tag[7] = "";
  for (int i = 0; i < 6; i++) {
    tag[i] = (char)('A' + digest[i] % 26);
  }
  return g_strconcat(tag, "+", jb_face_postscript_name(font->face), NULL);
}

static JbObjectId write_deflated(JbHaru *haru, JbDeflater *deflater, JbDeflateKind kind, const char *entries,
                                 const void *bytes, size_t length)
{
  size_t deflated;
  const uint8_t *stream = jb_deflater_run(deflater, kind, bytes, length, &deflated);
  g_autofree char *body = g_strconcat("/Filter/FlateDecode", entries, NULL);
  return jb_haru_add_stream(haru, body, stream, deflated);
}

#define CMAP_BLOCK 100 /* ISO 32000-1 9.7.5.4: at most so many mappings in a block */

static void append_mapping(GString *cmap, const JbPdfFont *font, size_t code)
{
  const Code *entry = code_at(font, code);
  g_string_append_c(cmap, '<');
  jb_pdf_append_unit(cmap, (uint32_t)code);
  g_string_append(cmap, "><");
  jb_pdf_append_utf16(cmap, font->texts->str + entry->text, entry->length);
  g_string_append(cmap, ">\n");
}

static JbObjectId write_to_unicode(const JbPdfFont *font, JbHaru *haru, JbDeflater *deflater)
{
  g_autoptr(GArray) mapped = g_array_new(FALSE, FALSE, sizeof(size_t));
  for (size_t code = 0; code < font->codes->len; code++) {
    if (code_at(font, code)->length > 0) {
      g_array_append_val(mapped, code);
    }
  }
  g_autoptr(GString) cmap = g_string_sized_new(16 * font->codes->len + 512);
  g_string_append(cmap, "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
                        "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
                        "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
  for (guint begin = 0; begin < mapped->len; begin += CMAP_BLOCK) {
    const guint end = MIN(begin + CMAP_BLOCK, mapped->len);
    g_string_append_printf(cmap, "%u beginbfchar\n", end - begin);
    for (guint i = begin; i < end; i++) {
      append_mapping(cmap, font, g_array_index(mapped, size_t, i));
    }
    g_string_append(cmap, "endbfchar\n");
  }
  g_string_append(cmap, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
  return write_deflated(haru, deflater, JB_DEFLATE_TEXT, "", cmap->str, cmap->len);
}

/* "/W[3[500 278]9[556]]": runs of codes whose width is not the default. */
static void append_widths(GString *body, const JbPdfFont *font)
{
  g_string_append_printf(body, "/DW %d/W[", DEFAULT_WIDTH);
  bool open = false;
  for (guint code = 0; code < font->codes->len; code++) {
    const int width = code_at(font, code)->width;
    if (width == DEFAULT_WIDTH) {
      g_string_append(body, open ? "]" : "");
      open = false;
    } else {
      if (!open) {
        g_string_append_printf(body, "%u[%d", code, width);
      } else {
        g_string_append_printf(body, " %d", width);
      }
      open = true;
    }
  }
  g_string_append(body, open ? "]]" : "]");
}

static JbObjectId write_descriptor(const JbPdfFont *font, JbHaru *haru, const char *name, const char *file_key,
                                   JbObjectId file)
{
  const JbFaceMetrics *metrics = jb_face_metrics(font->face);
  g_autoptr(GString) body = g_string_new("/Type/FontDescriptor/FontName");
  jb_pdf_append_name(body, name);
  g_string_append(body, "/Flags 4/FontBBox["); /* symbolic: not a Latin font with a standard encoding */
  for (int i = 0; i < 4; i++) {
    g_string_append_printf(body, i == 0 ? "%ld" : " %ld", lround(metrics->box[i] * 1000));
  }
  /* StemV is in no table; it matters only to who replaces the font, and this one is embedded. */
  g_string_append_printf(body, "]/ItalicAngle %ld/Ascent %ld/Descent %ld/CapHeight %ld/StemV 80%s %u 0 R",
                         lround(metrics->italic_angle), lround(metrics->ascent * 1000),
                         lround(-metrics->descent * 1000), lround(metrics->cap_height * 1000), file_key, file);
  return jb_haru_add(haru, body->str);
}

static JbObjectId write_descendant(const JbPdfFont *font, JbHaru *haru, JbDeflater *deflater, const char *name,
                                   const GByteArray *program)
{
  const bool cff = jb_face_outline_format(font->face) == JB_OUTLINE_CFF;
  g_autofree char *entries = cff ? g_strdup("/Subtype/CIDFontType0C") : g_strdup_printf("/Length1 %u", program->len);
  const JbObjectId file = write_deflated(haru, deflater, JB_DEFLATE_OUTLINES, entries, program->data, program->len);
  const JbObjectId descriptor = write_descriptor(font, haru, name, cff ? "/FontFile3" : "/FontFile2", file);
  g_autoptr(GString) body = g_string_new(NULL);
  g_string_append_printf(body, "/Type/Font/Subtype/CIDFontType%d/BaseFont", cff ? 0 : 2);
  jb_pdf_append_name(body, name);
  g_string_append_printf(body,
                         "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                         "/FontDescriptor %u 0 R",
                         descriptor);
  append_widths(body, font);
  if (!cff) {
    g_string_append(body, "/CIDToGIDMap/Identity");
  }
  return jb_haru_add(haru, body->str);
}

JbObjectId jb_pdf_font_write(const JbPdfFont *font, JbHaru *haru, JbDeflater *deflater)
{
  g_autofree uint32_t *glyphs = g_new(uint32_t, font->codes->len);
  for (guint code = 0; code < font->codes->len; code++) {
    glyphs[code] = code_at(font, code)->glyph;
  }
  g_autofree char *name = subset_name(font, glyphs);
  GError *error = NULL;
  g_autoptr(GByteArray) program = jb_font_program_make(font->face, name, glyphs, font->codes->len, &error);
  if (!program) {
    jb_haru_fail(haru, error);
    return 0;
  }
  const JbObjectId descendant = write_descendant(font, haru, deflater, name, program);
  const bool cff = jb_face_outline_format(font->face) == JB_OUTLINE_CFF;
  g_autoptr(GString) body = g_string_new("/Type/Font/Subtype/Type0/BaseFont");
  g_autofree char *base_font = cff ? g_strconcat(name, "-Identity-H", NULL) : g_strdup(name);
  jb_pdf_append_name(body, base_font);
  g_string_append_printf(body, "/Encoding/Identity-H/DescendantFonts[%u 0 R]/ToUnicode %u 0 R", descendant,
                         write_to_unicode(font, haru, deflater));
  return jb_haru_add(haru, body->str);
}
