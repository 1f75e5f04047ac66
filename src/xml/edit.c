/* SPDX-License-Identifier: MIT
 * xml/edit: single characters exchanged in a file's own bytes.
 *
 * Method: one walk over the bytes, a character at a time in the encoding of the file, that counts lines and columns as
 * places do: CR LF and CR are one line end, a character beyond the BMP is one column. Since the file has been decoded
 * without a fault, the length of a character follows from its first bytes.
 * Rejected: decoding, editing, encoding again. GB18030 and iconv do not promise that what comes back is what was there;
 * and offsets kept while decoding, which every briefing would pay for and only this needs. */
#include "xml/edit.h"

#include "base/utf8.h"
#include "xml/decode.h"

#include <stdbool.h>

typedef struct Walk {
  JbXmlEncoding encoding;
  const unsigned char *at, *end;
  int line, column; /* of at */
} Walk;

typedef struct Step {
  size_t length;  /* [byte]; 0: the end */
  uint32_t ascii; /* the character if it is ASCII; else 0x80 */
} Step;

static Step utf8_step(const unsigned char *at)
{
  return (Step){.length = *at < 0x80 ? 1 : *at < 0xE0 ? 2 : *at < 0xF0 ? 3 : 4, .ascii = MIN(*at, 0x80u)};
}

static Step utf16_step(const unsigned char *at, bool big)
{
  unsigned unit = big ? (unsigned)at[0] << 8 | at[1] : (unsigned)at[1] << 8 | at[0];
  bool first_of_two = unit >= 0xD800 && unit < 0xDC00;
  return (Step){.length = first_of_two ? 4 : 2, .ascii = MIN(unit, 0x80u)};
}

/* One byte, or two, or four: then the second is a digit. */
static Step gb18030_step(const unsigned char *at, size_t left)
{
  bool four = left > 1 && at[1] >= '0' && at[1] <= '9';
  return (Step){.length = *at < 0x80 ? 1 : four ? 4 : 2, .ascii = MIN(*at, 0x80u)};
}

static Step look(const Walk *walk)
{
  size_t left = (size_t)(walk->end - walk->at);
  bool is_utf16 = walk->encoding == JB_XML_UTF16LE || walk->encoding == JB_XML_UTF16BE;
  if (left < (is_utf16 ? 2 : 1)) {
    return (Step){0};
  }
  Step step = is_utf16                           ? utf16_step(walk->at, walk->encoding == JB_XML_UTF16BE)
              : walk->encoding == JB_XML_GB18030 ? gb18030_step(walk->at, left)
                                                 : utf8_step(walk->at);
  step.length = MIN(step.length, left);
  return step;
}

static void advance(Walk *walk)
{
  Step step = look(walk);
  walk->at += step.length;
  if (step.ascii != '\n' && step.ascii != '\r') {
    walk->column++;
    return;
  }
  Step next = look(walk);
  if (step.ascii == '\r' && next.length > 0 && next.ascii == '\n') {
    walk->at += next.length;
  }
  walk->line++;
  walk->column = 1;
}

static bool is_before(const Walk *walk, const JbPlace *place)
{
  return walk->at < walk->end &&
         (walk->line < place->line || (walk->line == place->line && walk->column < place->column));
}

/* Past the character or reference at the walk's place; false: it is not what is to be replaced. */
static bool take(Walk *walk, const JbXmlEdit *edit, bool *is_reference)
{
  Step step = look(walk);
  bool there = step.length > 0 && walk->line == edit->place.line && walk->column == edit->place.column &&
               (step.ascii == edit->from || step.ascii == '&');
  if (!there) {
    return false;
  }
  *is_reference = step.ascii == '&';
  while (*is_reference && step.length > 0 && step.ascii != ';') {
    advance(walk);
    step = look(walk);
  }
  advance(walk);
  return true;
}

/* False: the encoding does not have it. */
static bool append_text(GByteArray *out, JbXmlEncoding encoding, const char *utf8, size_t length)
{
  gsize written = 0;
  g_autofree char *bytes =
      g_convert(utf8, (gssize)length, jb_xml_encoding_name(encoding), "UTF-8", NULL, &written, NULL);
  if (!bytes) {
    return false;
  }
  g_byte_array_append(out, (const guint8 *)bytes, (guint)written);
  return true;
}

static bool append_character(GByteArray *out, JbXmlEncoding encoding, uint32_t character, bool as_reference)
{
  char text[16];
  size_t length =
      as_reference ? (size_t)g_snprintf(text, sizeof text, "&#x%04X;", character) : jb_utf8_encode(character, text);
  return append_text(out, encoding, text, length);
}

GBytes *jb_xml_edit(GBytes *bytes, const JbXmlEdit *edits, size_t count, JbFindings *findings)
{
  gsize size;
  size_t start;
  const unsigned char *data = g_bytes_get_data(bytes, &size);
  Walk walk = {
      .encoding = jb_xml_encoding(bytes, &start), .at = data + start, .end = data + size, .line = 1, .column = 1};
  g_autoptr(GByteArray) out = g_byte_array_sized_new((guint)size);
  const unsigned char *copied = data;
  for (size_t i = 0; i < count; i++) {
    while (is_before(&walk, &edits[i].place)) {
      advance(&walk);
    }
    g_byte_array_append(out, copied, (guint)(walk.at - copied));
    bool is_reference;
    if (!take(&walk, &edits[i], &is_reference) || !append_character(out, walk.encoding, edits[i].to, is_reference)) {
      char mark[2] = {(char)edits[i].from};
      jb_find(findings, EDIT_MISPLACED, edits[i].place, mark);
      return NULL;
    }
    copied = walk.at;
  }
  g_byte_array_append(out, copied, (guint)(data + size - copied));
  return g_byte_array_free_to_bytes(g_steal_pointer(&out));
}
