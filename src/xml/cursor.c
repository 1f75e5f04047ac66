/* SPDX-License-Identifier: MIT
 * xml/cursor: a place in the text that only moves forward. */
#include "xml/cursor.h"

#include <glib.h>
#include <string.h>

JbPlace jb_cursor_place(const JbCursor *cursor)
{
  return (JbPlace){.path = cursor->path, .line = cursor->line, .column = cursor->column};
}

void jb_cursor_advance(JbCursor *cursor, size_t bytes)
{
  size_t left = (size_t)(cursor->end - cursor->at);
  const char *stop = cursor->at + MIN(bytes, left);
  for (; cursor->at < stop; cursor->at++) {
    if (*cursor->at == '\n') {
      cursor->line++;
      cursor->column = 1;
    } else {
      cursor->column += ((unsigned char)*cursor->at & 0xC0) != 0x80;
    }
  }
}

bool jb_cursor_starts(const JbCursor *cursor, const char *mark)
{
  size_t length = strlen(mark);
  return (size_t)(cursor->end - cursor->at) >= length && memcmp(cursor->at, mark, length) == 0;
}

static void skip_past(JbCursor *cursor, const char *mark)
{
  const char *found = g_strstr_len(cursor->at, cursor->end - cursor->at, mark);
  jb_cursor_advance(cursor, found ? (size_t)(found - cursor->at) + strlen(mark) : G_MAXSIZE);
}

void jb_cursor_skip_asides(JbCursor *cursor)
{
  for (;;) {
    if (cursor->in_cdata) {
      if (!jb_cursor_starts(cursor, "]]>")) {
        return;
      }
      cursor->in_cdata = false;
      jb_cursor_advance(cursor, 3);
    } else if (jb_cursor_starts(cursor, "<!--")) {
      skip_past(cursor, "-->");
    } else if (jb_cursor_starts(cursor, "<?")) {
      skip_past(cursor, "?>");
    } else if (jb_cursor_starts(cursor, "<![CDATA[")) {
      jb_cursor_advance(cursor, strlen("<![CDATA["));
      cursor->in_cdata = true;
    } else {
      return;
    }
  }
}
