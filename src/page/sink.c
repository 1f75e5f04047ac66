/* SPDX-License-Identifier: MIT
 * page/sink: calls by way of the sink's class. */
#include "page/sink.h"

void jb_sink_open(JbSink *sink, const JbDocumentInfo *info, const JbStructure *structure)
{
  sink->class->open(sink, info, structure);
}

void jb_sink_page(JbSink *sink, const JbPage *page)
{
  sink->class->page(sink, page);
}

bool jb_sink_close(JbSink *sink, GError **error)
{
  return sink->class->close(sink, error);
}

void jb_sink_abandon(JbSink *sink)
{
  if (sink) {
    sink->class->abandon(sink);
  }
}
