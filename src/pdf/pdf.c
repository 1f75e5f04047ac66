/* SPDX-License-Identifier: MIT
 * pdf/pdf: the sink. A page's stream is written and deflated when the page comes, then only its deflated bytes are
 * kept; links wait for the anchors of later pages, fonts for the last glyph, and both are written at close. */
#include "pdf/pdf.h"

#include "base/file.h"
#include "pdf/content.h"
#include "pdf/deflate.h"
#include "pdf/haru.h"
#include "pdf/metadata.h"
#include "pdf/resources.h"

#include <string.h>

#define OPEN_OUTLINE 40 /* entries: more than fit on a screen are shown closed */

G_DEFINE_QUARK(jb - pdf - error - quark, jb_pdf_error)

typedef struct Anchor {
  size_t page; /* from 0 */
  JbPoint point;
  JbDestination *destination; /* made when something leads there */
} Anchor;

typedef struct PendingLink {
  size_t page; /* from 0 */
  double box[4];
  char *target;
  bool uri;
} PendingLink;

typedef struct PdfSink {
  JbSink base;
  char *path;
  JbOutputFile **written;     /* NULL: the file is put in place here */
  const JbDocumentInfo *info; /* borrowed from open until close */
  JbHaru *haru;
  JbDeflater *deflater;
  JbResources *resources;
  GPtrArray *labels;   /* of char *, one a page */
  GHashTable *anchors; /* name → Anchor; looked up only */
  GArray *links;       /* of PendingLink */
  GString *content;    /* of the page at hand */
} PdfSink;

static void link_clear(gpointer data)
{
  g_free(((PendingLink *)data)->target);
}

static void pdf_open(JbSink *sink, const JbDocumentInfo *info, const JbStructure *structure)
{
  (void)structure; /* tags are another sink's business, later */
  PdfSink *pdf = (PdfSink *)sink;
  pdf->info = info;
  pdf->haru = jb_haru_new(info->page_count);
  pdf->deflater = jb_deflater_new();
  pdf->resources = jb_resources_new(pdf->haru, pdf->deflater);
  pdf->labels = g_ptr_array_new_with_free_func(g_free);
  pdf->anchors = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  pdf->links = g_array_new(FALSE, FALSE, sizeof(PendingLink));
  g_array_set_clear_func(pdf->links, link_clear);
  pdf->content = g_string_new(NULL);
}

static void pdf_free(PdfSink *pdf)
{
  if (pdf->info) {
    jb_resources_free(pdf->resources);
    jb_deflater_free(pdf->deflater);
    jb_haru_free(pdf->haru);
    g_ptr_array_unref(pdf->labels);
    g_hash_table_unref(pdf->anchors);
    g_array_unref(pdf->links);
    g_string_free(pdf->content, TRUE);
  }
  g_free(pdf->path);
  g_free(pdf);
}

static void note_link(PdfSink *pdf, const JbPage *page, const JbLink *link)
{
  const double left = jb_page_bleed(page) + link->box.x;
  const double top = jb_page_bleed(page) + jb_page_height(page) - link->box.y;
  const PendingLink pending = {
      .page = pdf->labels->len,
      .box = {left, top - link->box.height, left + link->box.width, top},
      .target = g_strdup(link->target),
      .uri = link->uri,
  };
  g_array_append_val(pdf->links, pending);
}

static void note_anchor(PdfSink *pdf, const JbPage *page, const JbAnchor *named)
{
  if (g_hash_table_contains(pdf->anchors, named->name)) {
    return; /* the first place of a name is meant */
  }
  Anchor *anchor = g_new0(Anchor, 1);
  anchor->page = pdf->labels->len;
  anchor->point =
      (JbPoint){jb_page_bleed(page) + named->point.x, jb_page_bleed(page) + jb_page_height(page) - named->point.y};
  g_hash_table_insert(pdf->anchors, g_strdup(named->name), anchor);
}

static void write_page(PdfSink *pdf, const JbPage *page)
{
  g_autoptr(GArray) pictures = g_array_new(FALSE, FALSE, sizeof(unsigned));
  g_string_truncate(pdf->content, 0);
  if (!jb_content_write(page, pdf->resources, pdf->content, pictures)) {
    jb_haru_fail(pdf->haru, g_error_new(JB_PDF_ERROR, JB_PDF_ERROR_INTERNAL,
                                        "page %d: something was placed beyond any page", jb_page_number(page)));
    return;
  }
  JbHaruPage made = {
      .width = jb_page_width(page),
      .height = jb_page_height(page),
      .bleed = jb_page_bleed(page),
      .resources = jb_resources_of_page(pdf->resources, pictures),
  };
  made.content =
      jb_deflater_run(pdf->deflater, JB_DEFLATE_TEXT, pdf->content->str, pdf->content->len, &made.content_length);
  jb_haru_add_page(pdf->haru, &made);
}

static void pdf_page(JbSink *sink, const JbPage *page)
{
  PdfSink *pdf = (PdfSink *)sink;
  if (jb_haru_failed(pdf->haru)) {
    return;
  }
  write_page(pdf, page);
  for (size_t i = 0; i < jb_page_item_count(page); i++) {
    const JbItem *item = jb_page_item(page, i);
    if (item->kind == JB_ITEM_LINK && pdf->info->links) {
      note_link(pdf, page, &item->link);
    } else if (item->kind == JB_ITEM_ANCHOR) {
      note_anchor(pdf, page, &item->anchor);
    }
  }
  g_ptr_array_add(pdf->labels, g_strdup(jb_page_label(page)));
}

static JbDestination *find_destination(PdfSink *pdf, const char *name)
{
  Anchor *anchor = g_hash_table_lookup(pdf->anchors, name);
  if (!anchor) {
    jb_haru_fail(pdf->haru, g_error_new(JB_PDF_ERROR, JB_PDF_ERROR_INTERNAL, "nothing is called \"%s\"", name));
    return NULL;
  }
  if (!anchor->destination) {
    anchor->destination = jb_haru_add_destination(pdf->haru, anchor->page, anchor->point);
  }
  return anchor->destination;
}

static void write_links(PdfSink *pdf)
{
  for (guint i = 0; i < pdf->links->len; i++) {
    const PendingLink *link = &g_array_index(pdf->links, PendingLink, i);
    JbDestination *destination = link->uri ? NULL : find_destination(pdf, link->target);
    jb_haru_add_link(pdf->haru, link->page, link->box, destination, link->target);
  }
}

static void write_outline(PdfSink *pdf)
{
  for (size_t i = 0; i < pdf->info->outline_count; i++) {
    const JbOutlineEntry *entry = &pdf->info->outline[i];
    jb_haru_add_outline(pdf->haru, entry->title, entry->level, pdf->info->outline_count <= OPEN_OUTLINE,
                        find_destination(pdf, entry->anchor));
  }
}

/* The file, whole or not at all. */
static bool write_file(PdfSink *pdf, GError **error)
{
  JbOutputFile *file = jb_output_file_open(pdf->path, error);
  if (!file) {
    return false;
  }
  jb_haru_write(pdf->haru, file);
  if (jb_haru_failed(pdf->haru)) {
    jb_output_file_abandon(file);
    g_propagate_error(error, jb_haru_take_error(pdf->haru));
    return false;
  }
  if (!pdf->written) {
    return jb_output_file_commit(file, error);
  }
  *pdf->written = file;
  return true;
}

static bool pdf_close(JbSink *sink, GError **error)
{
  PdfSink *pdf = (PdfSink *)sink;
  write_links(pdf);
  write_outline(pdf);
  jb_resources_write(pdf->resources);
  jb_pdf_write_metadata(pdf->haru, pdf->info, pdf->labels);
  bool written = false;
  if (jb_haru_failed(pdf->haru)) {
    g_propagate_error(error, jb_haru_take_error(pdf->haru));
  } else {
    written = write_file(pdf, error);
  }
  pdf_free(pdf);
  return written;
}

static void pdf_abandon(JbSink *sink)
{
  pdf_free((PdfSink *)sink);
}

JbSink *jb_pdf_sink_new(const char *path, JbOutputFile **written)
{
  static const JbSinkClass class = {.open = pdf_open, .page = pdf_page, .close = pdf_close, .abandon = pdf_abandon};
  PdfSink *pdf = g_new0(PdfSink, 1);
  pdf->base.class = &class;
  pdf->path = g_strdup(path);
  pdf->written = written;
  return &pdf->base;
}
