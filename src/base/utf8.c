/* SPDX-License-Identifier: MIT
 * base/utf8: UTF-8, character by character. */
#include "base/utf8.h"

size_t jb_utf8_encode(uint32_t character, char out[4])
{
  if (character < 0x80) {
    out[0] = (char)character;
    return 1;
  }
  size_t length = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
  static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
  for (size_t i = length - 1; i > 0; i--, character >>= 6) {
    out[i] = (char)(0x80 | (character & 0x3F));
  }
  out[0] = (char)(lead[length] | character);
  return length;
}

size_t jb_utf8_count(const char *text, size_t length)
{
  size_t count = 0;
  for (size_t i = 0; i < length; i++) {
    count += ((unsigned char)text[i] & 0xC0) != 0x80;
  }
  return count;
}

/* Length of the well-formed sequence at bytes (Unicode table 3-7), or 0. */
static size_t sequence_length(const unsigned char *bytes, size_t available)
{
  unsigned char lead = bytes[0];
  if (lead < 0x80) {
    return 1;
  }
  size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (lead < 0xC2 || lead > 0xF4 || available < length) {
    return 0;
  }
  unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;  /* else overlong */
  unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF; /* else a surrogate, or above U+10FFFF */
  if (bytes[1] < low || bytes[1] > high) {
    return 0;
  }
  for (size_t i = 2; i < length; i++) {
    if ((bytes[i] & 0xC0) != 0x80) {
      return 0;
    }
  }
  return length;
}

bool jb_utf8_validate(const char *bytes, size_t length, size_t *bad)
{
  for (size_t i = 0; i < length;) {
    size_t step = sequence_length((const unsigned char *)bytes + i, length - i);
    if (step == 0) {
      if (bad) {
        *bad = i;
      }
      return false;
    }
    i += step;
  }
  return true;
}

bool jb_character_is_han(uint32_t character)
{
  return (character >= 0x4E00 && character <= 0x9FFF) || (character >= 0x3400 && character <= 0x4DBF) ||
         character == 0x3005 || character == 0x3007 || (character >= 0xF900 && character <= 0xFAFF) ||
         (character >= 0x20000 && character <= 0x3FFFD); /* planes 2 and 3 hold nothing else */
}
