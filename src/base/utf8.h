/* SPDX-License-Identifier: MIT
 * base/utf8: valid UTF-8, character by character. Validity is established once, where bytes come in. */
#ifndef JB_BASE_UTF8_H
#define JB_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes the character at *cursor (valid UTF-8, before end) and moves *cursor past it. */
uint32_t jb_utf8_next(const char **cursor);

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
