/* SPDX-License-Identifier: MIT
 * pdf/syntax: names and text strings, byte by byte. */
#include "pdf/syntax.h"

#include "base/utf8.h"

#include <string.h>

void jb_pdf_append_name(GString *out, const char *name)
{
  g_string_append_c(out, '/');
  for (const char *cursor = name; *cursor; cursor++) {
    if (*cursor > ' ' && *cursor <= '~' && !strchr("()<>[]{}/%#", *cursor)) {
      g_string_append_c(out, *cursor);
    } else {
      g_string_append_printf(out, "#%02X", (unsigned)(unsigned char)*cursor);
    }
  }
}

size_t jb_pdf_utf16(uint32_t character, uint32_t units[2])
{
  if (character <= 0xFFFF) {
    units[0] = character;
    return 1;
  }
  units[0] = 0xD800 + ((character - 0x10000) >> 10);
  units[1] = 0xDC00 + ((character - 0x10000) & 0x3FF);
  return 2;
}

void jb_pdf_append_unit(GString *out, uint32_t unit)
{
  static const char digits[] = "0123456789ABCDEF";
  const char hex[] = {digits[unit >> 12 & 15], digits[unit >> 8 & 15], digits[unit >> 4 & 15], digits[unit & 15]};
  g_string_append_len(out, hex, sizeof hex);
}

void jb_pdf_append_utf16(GString *out, const char *text, size_t length)
{
  for (const char *cursor = text; cursor < text + length;) {
    uint32_t units[2];
    const size_t count = jb_pdf_utf16(jb_utf8_next(&cursor), units);
    for (size_t i = 0; i < count; i++) {
      jb_pdf_append_unit(out, units[i]);
    }
  }
}

void jb_pdf_append_text(GString *out, const char *text)
{
  if (!g_str_is_ascii(text)) {
    g_string_append(out, "<FEFF");
    jb_pdf_append_utf16(out, text, strlen(text));
    g_string_append_c(out, '>');
    return;
  }
  g_string_append_c(out, '(');
  for (const char *cursor = text; *cursor; cursor++) {
    if (strchr("()\\", *cursor)) {
      g_string_append_c(out, '\\');
    }
    if (*cursor == '\r') {
      g_string_append(out, "\\r"); /* as it is, a reader would take it for a line feed */
    } else {
      g_string_append_c(out, *cursor);
    }
  }
  g_string_append_c(out, ')');
}
