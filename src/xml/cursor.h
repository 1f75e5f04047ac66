/* SPDX-License-Identifier: MIT
 * xml/cursor: walks the decoded text in step with libxml2's events, so that each has its exact place. libxml2 tells a
 * line, but its columns count bytes here and characters there. Private to xml/. */
#ifndef JB_XML_CURSOR_H
#define JB_XML_CURSOR_H

#include "base/place.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct JbCursor {
  const char *at, *end;
  const char *path;
  int line, column; /* of at; columns count characters from 1 */
  bool in_cdata;
} JbCursor;

JbPlace jb_cursor_place(const JbCursor *cursor);
void jb_cursor_advance(JbCursor *cursor, size_t bytes);
bool jb_cursor_starts(const JbCursor *cursor, const char *mark);

/* Past comments, instructions and the marks of CDATA sections. */
void jb_cursor_skip_asides(JbCursor *cursor);

#endif
