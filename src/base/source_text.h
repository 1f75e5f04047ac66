/* SPDX-License-Identifier: MIT
 * base/source_text: UTF-8 text that knows where each of its characters came from.
 *
 * Text is collapsed and repaired while it is read, so an offset into it says nothing about the file any more. A source
 * text keeps marks: "from this byte on, characters follow one another from that line and column"; a line feed among
 * them begins the next line. */
#ifndef JB_BASE_SOURCE_TEXT_H
#define JB_BASE_SOURCE_TEXT_H

#include "base/place.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

typedef struct JbSourceMark {
  uint32_t offset; /* [byte] into the text */
  int line;
  int column; /* [characters] of the character at offset; those after it count on from there */
} JbSourceMark;

typedef struct JbSourceText {
  GString *text;            /* UTF-8, valid */
  GArray *marks;            /* of JbSourceMark, by offset */
  const char *path;         /* borrowed */
  int end_line, end_column; /* where the next character would stand; private */
} JbSourceText;

JbSourceText *jb_source_text_new(const char *path);
void jb_source_text_free(JbSourceText *text);

/* Appends length bytes of UTF-8; the first character stands at line and column. A mark is made where the new text does
 * not simply go on from what is there, and now and then to keep look-ups short. */
void jb_source_text_append(JbSourceText *text, const char *utf8, size_t length, int line, int column);

/* Where the character at a byte offset came from (for offset == length: the place after the last character). */
JbPlace jb_source_text_place(const JbSourceText *text, size_t offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbSourceText, jb_source_text_free)

#endif
