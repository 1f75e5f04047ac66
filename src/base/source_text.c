/* SPDX-License-Identifier: MIT
 * base/source_text: text with marks that lead back to its source. */
#include "base/source_text.h"

#include "base/utf8.h"

#include <stdbool.h>

/* Bytes after which a mark is set although the text simply goes on: keeps every look-up short. */
enum { CHECKPOINT = 512 };

JbSourceText *jb_source_text_new(const char *path)
{
  JbSourceText *text = g_new0(JbSourceText, 1);
  text->text = g_string_new(NULL);
  text->marks = g_array_new(/* zero_terminated */ FALSE, /* clear */ FALSE, sizeof(JbSourceMark));
  text->path = path;
  return text;
}

void jb_source_text_free(JbSourceText *text)
{
  if (!text) {
    return;
  }
  g_string_free(text->text, TRUE);
  g_array_free(text->marks, TRUE);
  g_free(text);
}

static const JbSourceMark *mark_at(const JbSourceText *text, guint index)
{
  return &g_array_index(text->marks, JbSourceMark, index);
}

static void add_mark(JbSourceText *text, size_t offset, int line, int column)
{
  g_assert(offset <= UINT32_MAX);
  JbSourceMark mark = {.offset = (uint32_t)offset, .line = line, .column = column};
  g_array_append_val(text->marks, mark);
}

/* Moves a line and column over the characters up to end. */
static void advance(const char *cursor, const char *end, int *line, int *column)
{
  while (cursor < end) {
    if (jb_utf8_next(&cursor) == '\n') {
      *line += 1;
      *column = 1;
    } else {
      *column += 1;
    }
  }
}

void jb_source_text_append(JbSourceText *text, const char *utf8, size_t length, int line, int column)
{
  if (length == 0) {
    return;
  }
  if (text->marks->len == 0 || line != text->end_line || column != text->end_column) {
    add_mark(text, text->text->len, line, column);
  }
  const char *end = utf8 + length;
  while (utf8 < end) {
    size_t since = text->text->len - mark_at(text, text->marks->len - 1)->offset;
    if (since >= CHECKPOINT) {
      add_mark(text, text->text->len, line, column);
      since = 0;
    }
    const char *stop = (size_t)(end - utf8) > CHECKPOINT - since ? utf8 + (CHECKPOINT - since) : end;
    while (stop < end && ((unsigned char)*stop & 0xC0) == 0x80) {
      stop++;
    }
    advance(utf8, stop, &line, &column);
    g_string_append_len(text->text, utf8, stop - utf8);
    utf8 = stop;
  }
  text->end_line = line;
  text->end_column = column;
}

JbPlace jb_source_text_place(const JbSourceText *text, size_t offset)
{
  JbPlace place = {.path = text->path};
  if (text->marks->len == 0) {
    return place;
  }
  guint low = 0, high = text->marks->len; /* the last mark at or before offset is in [low, high) */
  while (high - low > 1) {
    guint middle = low + (high - low) / 2;
    if (mark_at(text, middle)->offset <= offset) {
      low = middle;
    } else {
      high = middle;
    }
  }
  const JbSourceMark *mark = mark_at(text, low);
  place.line = mark->line;
  place.column = mark->column;
  advance(text->text->str + mark->offset, text->text->str + MIN(offset, text->text->len), &place.line, &place.column);
  return place;
}
