/* SPDX-License-Identifier: MIT
 * compose/figure: pictures are opened here, once the width they are printed at is known. */
#include "compose/figure.h"

#include "base/file.h"
#include "flow/exhibit.h"
#include "picture/picture.h"

#include <math.h>

#define MISSING_HEIGHT 120.0 /* [pt] of the box for a picture that is not there */

typedef struct FigureFlow {
  JbFlow flow;
  JbExhibit *exhibit;
  const JbPicture *picture; /* NULL: missing */
  JbSetText *missing;       /* the name in the box */
  JbSetText *credit;        /* NULL: none */
  double picture_width, picture_height;
} FigureFlow;

static void emit_missing(const FigureFlow *self, JbPoint corner, JbPage *page)
{
  JbColour colour = jb_colour_black();
  double right = corner.x + self->picture_width, bottom = corner.y + self->picture_height;
  JbPoint corners[] = {corner, {right, corner.y}, {right, bottom}, {corner.x, bottom}};
  for (size_t i = 0; i < 4; i++) {
    jb_page_add_line(page, corners[i], corners[(i + 1) % 4], 1, &colour);
  }
  jb_set_text_emit(self->missing, 0, jb_set_text_line_count(self->missing), (JbPoint){corner.x + 8, corner.y + 8},
                   self->exhibit->element, page);
}

static void figure_emit(const JbFlow *flow, size_t first, size_t end, JbPoint origin, JbPage *page)
{
  const FigureFlow *self = (const FigureFlow *)flow;
  (void)first, (void)end; /* one slice */
  JbPoint corner = {origin.x + (flow->width - self->picture_width) / 2, origin.y};
  jb_page_set_element(page, self->exhibit->element);
  if (self->picture) {
    jb_page_add_picture(page, self->picture, (JbRect){corner.x, corner.y, self->picture_width, self->picture_height});
  } else {
    emit_missing(self, corner, page);
  }
  origin.y += self->picture_height;
  if (self->credit) {
    jb_set_text_emit(self->credit, 0, jb_set_text_line_count(self->credit), origin, self->exhibit->element, page);
    origin.y += jb_set_text_height(self->credit);
  }
  jb_exhibit_emit_below(self->exhibit, origin, page);
}

static void figure_free(JbFlow *flow)
{
  FigureFlow *self = (FigureFlow *)flow;
  jb_exhibit_free(self->exhibit);
  jb_set_text_free(self->missing);
  jb_set_text_free(self->credit);
  g_free(self);
}

static const JbFlowClass figure_class = {.emit = figure_emit, .free = figure_free};

static JbPicture *open_picture(const JbFlowContext *context, const JbColourConverter *converter, const JbBlock *block)
{
  g_autoptr(GError) error = NULL;
  const char *name = block->figure->source;
  g_autoptr(GBytes) bytes = jb_file_read_below(context->report->folder, name, JB_PICTURE_MAXIMUM_SIZE, &error);
  if (bytes) {
    return jb_picture_decode(bytes, name, block->figure->place, converter, context->findings);
  }
  jb_find(context->findings, PICTURE_UNREADABLE, block->figure->place, name, error->message);
  return NULL;
}

static void check_resolution(const FigureFlow *self, const JbBlock *block)
{
  double resolution = jb_picture_resolution(self->picture, self->picture_width, self->picture_height);
  if (resolution >= JB_PICTURE_LEAST_RESOLUTION) {
    return;
  }
  g_autofree char *has = g_strdup_printf("%.0f", resolution);
  g_autofree char *wanted = g_strdup_printf("%.0f", JB_PICTURE_WANTED_RESOLUTION);
  jb_find(self->flow.context->findings, PICTURE_RESOLUTION, block->figure->place, block->figure->source, has, wanted);
}

/* As wide as asked for or as the measure, and no higher than leaves room for the caption. */
static void size_picture(FigureFlow *self, const JbBlock *block, double below)
{
  const JbPageStyle *page = &self->flow.context->theme->page;
  double highest = page->height - page->top - page->bottom - below - page->pitch;
  double wanted = block->figure->width > 0 ? fmin(block->figure->width, self->flow.width) : self->flow.width;
  double ratio = self->picture ? (double)self->picture->height / self->picture->width : MISSING_HEIGHT / wanted;
  self->picture_width = fmin(wanted, highest / ratio);
  self->picture_height = self->picture_width * ratio;
}

JbFlow *jb_figure_flow_new(const JbFlowContext *context, const JbColourConverter *converter, const JbBlock *block,
                           double width, GPtrArray *pictures)
{
  FigureFlow *self = g_new0(FigureFlow, 1);
  jb_flow_init(&self->flow, &figure_class, context, block->place, width);
  self->flow.anchor = jb_numbers_anchor(context->numbers, block);
  self->flow.floats = true;
  bool mixed;
  self->exhibit = jb_exhibit_new(context, block, JB_STRUCTURE_FIGURE, NULL, 0, g_strdup(block->figure->alternative),
                                 width, /* shown */ 0, &mixed);
  JbPicture *picture = open_picture(context, converter, block);
  if (picture) {
    g_ptr_array_add(pictures, picture);
  }
  self->picture = picture;
  if (block->credit.count) {
    self->credit = jb_set_text_new(context, &block->credit, NULL, &context->theme->styles[JB_STYLE_UNIT], width);
  }
  double below = jb_exhibit_below(self->exhibit) + (self->credit ? jb_set_text_height(self->credit) : 0);
  size_picture(self, block, below);
  if (picture) {
    check_resolution(self, block);
  } else {
    self->missing = jb_set_text_new_plain(context, block->figure->source, block->place,
                                          &context->theme->styles[JB_STYLE_EXHIBIT_NOTE], self->picture_width - 16);
  }
  jb_flow_add_slice(&self->flow, jb_flow_on_grid(context, self->picture_height + below), 0);
  self->flow.space_before = self->flow.space_after = context->theme->page.pitch;
  return &self->flow;
}
