/* SPDX-License-Identifier: MIT
 * preview/preview: the sink around paint.h: a PNG file a page, each written whole, all withdrawn when one fails. */
#include "preview/preview.h"

#include "preview/paint.h"

#include <unistd.h>

typedef struct PreviewSink {
  JbSink sink;
  char *stem;
  JbPainter *painter;
  GPtrArray *written; /* names of the files made */
  GError *error;      /* the first */
} PreviewSink;

static void preview_open(JbSink *sink, const JbDocumentInfo *info, const JbStructure *structure)
{
  (void)sink, (void)info, (void)structure; /* a picture of a page has no title */
}

static bool write_painting(const JbPainting *painting, const char *path, GError **error)
{
  JbOutputFile *file = jb_output_file_open(path, error);
  if (!file) {
    return false;
  }
  if (jb_painting_write_png(painting, file, error)) {
    return jb_output_file_commit(file, error);
  }
  jb_output_file_abandon(file);
  return false;
}

static void preview_page(JbSink *sink, const JbPage *page)
{
  PreviewSink *preview = (PreviewSink *)sink;
  if (preview->error) {
    return;
  }
  JbPainting *painting = jb_painter_paint(preview->painter, page, &preview->error);
  if (!painting) {
    return;
  }
  char *path = g_strdup_printf("%s-%03d.png", preview->stem, jb_page_number(page));
  if (write_painting(painting, path, &preview->error)) {
    g_ptr_array_add(preview->written, path);
  } else {
    g_free(path);
  }
  jb_painting_free(painting);
}

static void preview_free(PreviewSink *preview)
{
  g_free(preview->stem);
  jb_painter_free(preview->painter);
  g_ptr_array_unref(preview->written);
  g_clear_error(&preview->error);
  g_free(preview);
}

static void preview_abandon(JbSink *sink)
{
  PreviewSink *preview = (PreviewSink *)sink;
  for (guint i = 0; i < preview->written->len; i++) {
    unlink(g_ptr_array_index(preview->written, i));
  }
  preview_free(preview);
}

static bool preview_close(JbSink *sink, GError **error)
{
  PreviewSink *preview = (PreviewSink *)sink;
  if (preview->error) {
    g_propagate_error(error, g_steal_pointer(&preview->error));
    preview_abandon(sink);
    return false;
  }
  preview_free(preview);
  return true;
}

static const JbSinkClass preview_class = {preview_open, preview_page, preview_close, preview_abandon};

JbSink *jb_preview_sink_new(const char *stem, double resolution, const JbColourConverter *converter)
{
  PreviewSink *preview = g_new0(PreviewSink, 1);
  preview->sink.class = &preview_class;
  preview->stem = g_strdup(stem);
  preview->painter = jb_painter_new(resolution, converter);
  preview->written = g_ptr_array_new_with_free_func(g_free);
  return &preview->sink;
}
