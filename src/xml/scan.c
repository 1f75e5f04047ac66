/* SPDX-License-Identifier: MIT
 * xml/scan: one pass over decoded text before libxml2 sees it.
 *
 * libxml2 2.9 accepts NUL and rubbish after the root in silence, and its time for one tag grows with the square of the
 * attributes; no callback comes before either. So tags are measured here, by the little that is needed to tell a tag
 * from comments, instructions and CDATA. Text that is not well-formed may be measured wrongly; it is refused later. */
#include "xml/scan.h"

#include "base/utf8.h"
#include "xml/decode.h"

#include <string.h>

typedef struct Scan {
  const GString *text;
  const char *path;
  JbFindings *findings;
} Scan;

/* --- Characters --- */

/* Legal, but hardly ever meant. */
static const struct {
  uint32_t first, last;
  JbMessage message;
} odd_characters[] = {
    {0x7F, 0x9F, JB_MESSAGE_XML_OLD_CONTROL},       /* DEL and C1 */
    {0x200B, 0x200D, JB_MESSAGE_XML_ODD_CHARACTER}, /* zero width space and joiners */
    {0x200E, 0x200F, JB_MESSAGE_XML_DIRECTION},     /* marks */
    {0x2028, 0x2029, JB_MESSAGE_XML_ODD_CHARACTER}, /* line and paragraph separator */
    {0x202A, 0x202E, JB_MESSAGE_XML_DIRECTION},     /* embeddings and overrides */
    {0x2060, 0x2060, JB_MESSAGE_XML_ODD_CHARACTER}, /* word joiner */
    {0x2066, 0x2069, JB_MESSAGE_XML_DIRECTION},     /* isolates */
    {0xFEFF, 0xFEFF, JB_MESSAGE_XML_ODD_CHARACTER}, /* byte order mark */
};

static bool is_forbidden(uint32_t character)
{
  return (character < 0x20 && character != '\t' && character != '\n') || character == 0xFFFE || character == 0xFFFF;
}

static void report_forbidden(const Scan *scan, size_t offset, uint32_t character)
{
  char name[16], where[24];
  g_snprintf(name, sizeof name, character < 0x20 ? "\\x%02x" : "U+%04X", character);
  g_snprintf(where, sizeof where, "%" G_GSIZE_FORMAT, offset + 1);
  jb_find(scan->findings, XML_FORBIDDEN_CHARACTER, jb_xml_place_at(scan->text->str, offset, scan->path), name, where);
}

/* Reports the first of each kind. */
static void report_odd(const Scan *scan, size_t offset, uint32_t character, unsigned *kinds_seen)
{
  for (size_t i = 0; i < G_N_ELEMENTS(odd_characters); i++) {
    if (character < odd_characters[i].first || character > odd_characters[i].last || (*kinds_seen >> i & 1) != 0) {
      continue;
    }
    *kinds_seen |= 1u << i;
    char name[16];
    g_snprintf(name, sizeof name, "U+%04X", character);
    JbPlace place = jb_xml_place_at(scan->text->str, offset, scan->path);
    jb_findings_add(scan->findings, odd_characters[i].message, place, name, NULL);
  }
}

static bool scan_characters(const Scan *scan)
{
  unsigned kinds_seen = 0;
  const char *start = scan->text->str, *end = start + scan->text->len;
  for (const char *cursor = start; cursor < end;) {
    if ((unsigned char)*cursor >= ' ' && (unsigned char)*cursor < 0x7F) {
      cursor++;
      continue;
    }
    size_t offset = (size_t)(cursor - start);
    uint32_t character = jb_utf8_next(&cursor);
    if (is_forbidden(character)) {
      report_forbidden(scan, offset, character);
      return false;
    }
    if ((character >= 0x7F && character <= 0x9F) || (character >= 0x200B && character <= 0x2069) ||
        character == 0xFEFF) {
      report_odd(scan, offset, character, &kinds_seen);
    }
  }
  return true;
}

/* --- Markup --- */

/* The end of a tag: the '>' outside quotes. Counts the attributes on the way. */
static const char *tag_end(const char *cursor, const char *end, size_t *attributes)
{
  char quote = '\0';
  for (; cursor < end; cursor++) {
    if (quote != '\0') {
      quote = *cursor == quote ? '\0' : quote;
    } else if (*cursor == '"' || *cursor == '\'') {
      quote = *cursor;
    } else if (*cursor == '=') {
      ++*attributes;
    } else if (*cursor == '>') {
      return cursor;
    }
  }
  return end;
}

static const char *find(const char *cursor, const char *end, const char *mark)
{
  const char *found = g_strstr_len(cursor, end - cursor, mark);
  return found ? found : end;
}

static bool scan_markup(const Scan *scan)
{
  const char *start = scan->text->str, *end = start + scan->text->len;
  const char *open = memchr(start, '<', scan->text->len);
  while (open) {
    size_t attributes = 0;
    const char *close = g_str_has_prefix(open, "<!--")        ? find(open + 4, end, "-->")
                        : g_str_has_prefix(open, "<![CDATA[") ? find(open + 9, end, "]]>")
                        : g_str_has_prefix(open, "<?")        ? find(open + 2, end, "?>")
                                                              : tag_end(open, end, &attributes);
    if (attributes > JB_XML_MAXIMUM_ATTRIBUTES || close - open > JB_XML_MAXIMUM_MARKUP) {
      bool many = attributes > JB_XML_MAXIMUM_ATTRIBUTES;
      JbPlace place = jb_xml_place_at(start, (size_t)(open - start), scan->path);
      g_autofree char *limit =
          g_strdup_printf("%u", many ? (unsigned)JB_XML_MAXIMUM_ATTRIBUTES : JB_XML_MAXIMUM_MARKUP >> 20);
      jb_findings_add(scan->findings, many ? JB_MESSAGE_XML_TOO_MANY_ATTRIBUTES : JB_MESSAGE_XML_MARKUP_TOO_LONG, place,
                      limit, NULL);
      return false;
    }
    open = memchr(close, '<', (size_t)(end - close));
    if ((open ? open : end) - close > JB_XML_MAXIMUM_TEXT) {
      g_autofree char *limit = g_strdup_printf("%u", JB_XML_MAXIMUM_TEXT >> 20);
      jb_find(scan->findings, XML_TEXT_TOO_LONG, jb_xml_place_at(start, (size_t)(close - start), scan->path), limit);
      return false;
    }
  }
  return true;
}

bool jb_xml_scan(const GString *text, const char *path, JbFindings *findings)
{
  Scan scan = {.text = text, .path = path, .findings = findings};
  return scan_characters(&scan) && scan_markup(&scan);
}
