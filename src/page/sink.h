/* SPDX-License-Identifier: MIT
 * page/sink: what pages are handed to: open, page after page, close or abandon. A sink keeps its first error and tells
 * it at close; calls after an error do nothing. */
#ifndef JB_PAGE_SINK_H
#define JB_PAGE_SINK_H

#include "page/page.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct JbOutlineEntry {
  const char *title;
  const char *anchor;
  int level; /* from 1 */
} JbOutlineEntry;

/* What is known of the document before its first page is made. Plain data, borrowed by the sink until close. */
typedef struct JbDocumentInfo {
  const char *title, *author, *subject; /* "" where not said */
  const char *keywords;
  const char *language; /* "zh-CN" */
  const char *date;     /* ISO date of the document; "": none */
  size_t page_count;
  const JbOutlineEntry *outline;
  size_t outline_count;
  bool duplex;
  bool links; /* false: link items are left out (PDF/X-1a) */
} JbDocumentInfo;

typedef struct JbSink JbSink;

typedef struct JbSinkClass {
  void (*open)(JbSink *sink, const JbDocumentInfo *info, const JbStructure *structure);
  void (*page)(JbSink *sink, const JbPage *page);
  bool (*close)(JbSink *sink, GError **error); /* finishes and frees; false: nothing was written */
  void (*abandon)(JbSink *sink);               /* frees; nothing is left behind */
} JbSinkClass;

/* Embedded as the first member of every sink. */
struct JbSink {
  const JbSinkClass *class;
};

void jb_sink_open(JbSink *sink, const JbDocumentInfo *info, const JbStructure *structure);
void jb_sink_page(JbSink *sink, const JbPage *page);
bool jb_sink_close(JbSink *sink, GError **error);
void jb_sink_abandon(JbSink *sink); /* NULL is allowed */

#endif
