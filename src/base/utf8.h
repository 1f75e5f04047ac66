/* SPDX-License-Identifier: MIT
 * base/utf8: valid UTF-8, character by character. Validity is established once, where bytes come in. */
#ifndef JB_BASE_UTF8_H
#define JB_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes the character at *cursor (valid UTF-8, before end) and moves *cursor past it. */
static inline uint32_t jb_utf8_next(const char **cursor)
{
  const unsigned char *bytes = (const unsigned char *)*cursor;
  if (bytes[0] < 0x80) {
    *cursor += 1;
    return bytes[0];
  }
  if (bytes[0] < 0xE0) {
    *cursor += 2;
    return (uint32_t)(bytes[0] & 0x1F) << 6 | (bytes[1] & 0x3Fu);
  }
  if (bytes[0] < 0xF0) {
    *cursor += 3;
    return (uint32_t)(bytes[0] & 0x0F) << 12 | (uint32_t)(bytes[1] & 0x3F) << 6 | (bytes[2] & 0x3Fu);
  }
  *cursor += 4;
  return (uint32_t)(bytes[0] & 0x07) << 18 | (uint32_t)(bytes[1] & 0x3F) << 12 | (uint32_t)(bytes[2] & 0x3F) << 6 |
         (bytes[3] & 0x3Fu);
}

/* Writes the character, returns its length in bytes (1–4); no terminator. */
size_t jb_utf8_encode(uint32_t character, char out[4]);

/* Number of characters in length bytes of valid UTF-8. */
size_t jb_utf8_count(const char *text, size_t length);

/* Strict: no overlong forms, surrogates, nor anything above U+10FFFF. On failure *bad (may be NULL) is the offset of
 * the first wrong byte. */
bool jb_utf8_validate(const char *bytes, size_t length, size_t *bad);

/* A Han character: ideographs of every plane, 〇, 々 and compatibility ideographs. */
bool jb_character_is_han(uint32_t character);

#endif
