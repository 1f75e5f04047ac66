/* SPDX-License-Identifier: MIT
 * preview/paint: display list → pixels.
 *
 * Glyphs are filled as paths, from the very outlines that the PDF embeds: no hinting, no font machinery of the system,
 * so that a preview is the same everywhere. An outline is asked for once and kept in em, as a cairo path of doubles:
 * paths that cairo itself keeps are rounded to 1/256 of a device unit, far too coarse at one unit an em. */
#include "preview/paint.h"

#include "font/face.h"
#include "picture/picture.h"

#include <cairo.h>
#include <math.h>

#define POINTS_PER_INCH 72.0

struct JbPainter {
  double resolution;    /* [pixel per inch] */
  GHashTable *outlines; /* Outline → itself */
  const JbColourConverter *converter;
};

struct JbPainting {
  cairo_surface_t *surface; /* RGB24 */
};

typedef struct Outline {
  const JbFace *face;
  uint32_t glyph;
  GArray *elements; /* of cairo_path_data_t: em, y up */
} Outline;

GQuark jb_preview_error_quark(void)
{
  return g_quark_from_static_string("jb-preview-error");
}

/* --- outlines --- */

static guint outline_hash(gconstpointer data)
{
  const Outline *outline = data;
  return g_direct_hash(outline->face) * 31 + outline->glyph;
}

static gboolean outline_equal(gconstpointer a, gconstpointer b)
{
  const Outline *first = a, *second = b;
  return first->face == second->face && first->glyph == second->glyph;
}

static void outline_free(gpointer data)
{
  Outline *outline = data;
  g_array_free(outline->elements, TRUE);
  g_free(outline);
}

static void add_header(GArray *elements, cairo_path_data_type_t type, int length)
{
  cairo_path_data_t element = {.header = {.type = type, .length = length}};
  g_array_append_val(elements, element);
}

static void add_point(GArray *elements, double x, double y)
{
  cairo_path_data_t element = {.point = {.x = x, .y = y}};
  g_array_append_val(elements, element);
}

static void move_to(void *data, double x, double y)
{
  add_header(data, CAIRO_PATH_MOVE_TO, 2);
  add_point(data, x, y);
}

static void line_to(void *data, double x, double y)
{
  add_header(data, CAIRO_PATH_LINE_TO, 2);
  add_point(data, x, y);
}

static void curve_to(void *data, double x1, double y1, double x2, double y2, double x3, double y3)
{
  add_header(data, CAIRO_PATH_CURVE_TO, 4);
  add_point(data, x1, y1);
  add_point(data, x2, y2);
  add_point(data, x3, y3);
}

static void close_path(void *data)
{
  add_header(data, CAIRO_PATH_CLOSE_PATH, 1);
}

static const JbOutlineSink outline_sink = {move_to, line_to, curve_to, close_path};

static const Outline *find_outline(JbPainter *painter, const JbFace *face, uint32_t glyph)
{
  Outline key = {.face = face, .glyph = glyph};
  Outline *outline = g_hash_table_lookup(painter->outlines, &key);
  if (outline) {
    return outline;
  }
  outline = g_new(Outline, 1);
  *outline = (Outline){face, glyph, g_array_new(FALSE, FALSE, sizeof(cairo_path_data_t))};
  jb_face_outline(face, glyph, &outline_sink, outline->elements);
  g_hash_table_add(painter->outlines, outline);
  return outline;
}

/* --- items --- */

static void set_colour(cairo_t *cairo, const JbColour *colour)
{
  double rgb[3];
  jb_colour_to_screen(colour, rgb);
  cairo_set_source_rgb(cairo, rgb[0], rgb[1], rgb[2]);
}

static void paint_glyphs(JbPainter *painter, cairo_t *cairo, const JbItem *item)
{
  const JbGlyphRun *run = &item->glyphs;
  for (size_t i = 0; i < run->glyph_count; i++) {
    const JbGlyph *glyph = &run->glyphs[i];
    const Outline *outline = find_outline(painter, run->face, glyph->id);
    cairo_path_t path = {.status = CAIRO_STATUS_SUCCESS,
                         .data = (cairo_path_data_t *)(void *)outline->elements->data,
                         .num_data = (int)outline->elements->len};
    if (path.num_data == 0) {
      continue; /* a blank */
    }
    cairo_save(cairo);
    cairo_translate(cairo, glyph->x, glyph->y);
    cairo_rotate(cairo, item->turned ? -G_PI_2 : 0);
    cairo_scale(cairo, run->size, -run->size);
    cairo_append_path(cairo, &path);
    cairo_restore(cairo);
  }
  set_colour(cairo, &run->colour);
  cairo_fill(cairo);
}

static void build_path(cairo_t *cairo, const JbPath *path)
{
  const JbPoint *point = path->points;
  for (size_t i = 0; i < path->verb_count; i++) {
    switch ((JbPathVerb)path->verbs[i]) {
    case JB_PATH_MOVE:
      cairo_move_to(cairo, point->x, point->y);
      point++;
      break;
    case JB_PATH_LINE:
      cairo_line_to(cairo, point->x, point->y);
      point++;
      break;
    case JB_PATH_CURVE:
      cairo_curve_to(cairo, point[0].x, point[0].y, point[1].x, point[1].y, point[2].x, point[2].y);
      point += 3;
      break;
    case JB_PATH_CLOSE:
      cairo_close_path(cairo);
      break;
    }
  }
}

static void paint_path(cairo_t *cairo, const JbPath *path)
{
  build_path(cairo, path);
  if (path->fill) {
    cairo_set_fill_rule(cairo, path->even_odd ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING);
    set_colour(cairo, &path->fill_colour);
    cairo_fill_preserve(cairo);
    cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_WINDING);
  }
  if (path->stroke) {
    const double dashes[] = {path->dash, path->gap};
    cairo_set_dash(cairo, dashes, path->dash > 0 ? 2 : 0, 0);
    cairo_set_line_width(cairo, path->line_width);
    set_colour(cairo, &path->stroke_colour);
    cairo_stroke_preserve(cairo);
  }
  cairo_new_path(cairo);
}

/* Three bytes a pixel to cairo's native-endian 32 bits. */
static void copy_pixels(const uint8_t *rgb, cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
  int stride = cairo_image_surface_get_stride(surface);
  unsigned char *data = cairo_image_surface_get_data(surface);
  cairo_surface_flush(surface);
  for (int y = 0; y < height; y++) {
    uint32_t *row = (uint32_t *)(void *)(data + (size_t)y * (size_t)stride);
    for (int x = 0; x < width; x++, rgb += 3) {
      row[x] = (uint32_t)rgb[0] << 16 | (uint32_t)rgb[1] << 8 | rgb[2];
    }
  }
  cairo_surface_mark_dirty(surface);
}

static bool surface_fails(cairo_surface_t *surface, GError **error)
{
  cairo_status_t status = cairo_surface_status(surface);
  if (status != CAIRO_STATUS_SUCCESS) {
    g_set_error(error, JB_PREVIEW_ERROR, 0, "%s", cairo_status_to_string(status));
  }
  return status != CAIRO_STATUS_SUCCESS;
}

static bool paint_picture(JbPainter *painter, cairo_t *cairo, const JbItem *item, GError **error)
{
  const JbPicture *picture = item->picture.picture;
  const JbRect box = item->picture.box;
  g_autofree uint8_t *rgb = g_malloc((size_t)picture->width * picture->height * 3);
  if (!jb_picture_to_screen(picture, painter->converter, rgb, error)) {
    return false;
  }
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)picture->width, (int)picture->height);
  if (surface_fails(surface, error)) {
    cairo_surface_destroy(surface);
    return false;
  }
  copy_pixels(rgb, surface);
  cairo_save(cairo);
  cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
  cairo_clip(cairo);
  cairo_translate(cairo, box.x, item->turned ? jb_rect_bottom(box) : box.y);
  cairo_rotate(cairo, item->turned ? -G_PI_2 : 0);
  cairo_scale(cairo, (item->turned ? box.height : box.width) / picture->width,
              (item->turned ? box.width : box.height) / picture->height);
  cairo_set_source_surface(cairo, surface, 0, 0);
  cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_GOOD);
  cairo_pattern_set_extend(cairo_get_source(cairo), CAIRO_EXTEND_PAD); /* no pale edges */
  cairo_paint(cairo);
  cairo_restore(cairo);
  cairo_surface_destroy(surface);
  return true;
}

static bool paint_item(JbPainter *painter, cairo_t *cairo, const JbItem *item, GError **error)
{
  switch (item->kind) {
  case JB_ITEM_GLYPHS:
    paint_glyphs(painter, cairo, item);
    return true;
  case JB_ITEM_PATH:
    paint_path(cairo, &item->path);
    return true;
  case JB_ITEM_PICTURE:
    return paint_picture(painter, cairo, item, error);
  case JB_ITEM_LINK:
  case JB_ITEM_ANCHOR:
    return true; /* nothing to see */
  }
  return true;
}

/* --- the painter --- */

JbPainter *jb_painter_new(double resolution, const JbColourConverter *converter)
{
  JbPainter *painter = g_new0(JbPainter, 1);
  painter->resolution = resolution;
  painter->converter = converter;
  painter->outlines = g_hash_table_new_full(outline_hash, outline_equal, NULL, outline_free);
  return painter;
}

void jb_painter_free(JbPainter *painter)
{
  if (!painter) {
    return;
  }
  g_hash_table_unref(painter->outlines);
  g_free(painter);
}

JbPainting *jb_painter_paint(JbPainter *painter, const JbPage *page, GError **error)
{
  double scale = painter->resolution / POINTS_PER_INCH;
  double width = fmax(round(jb_page_width(page) * scale), 1), height = fmax(round(jb_page_height(page) * scale), 1);
  JbPainting *painting = g_new(JbPainting, 1);
  /* Sizes beyond an int are beyond cairo too, which says so. */
  painting->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)fmin(width, G_MAXINT16 + 1),
                                                 (int)fmin(height, G_MAXINT16 + 1));
  bool painted = !surface_fails(painting->surface, error);
  cairo_t *cairo = cairo_create(painting->surface);
  cairo_set_source_rgb(cairo, 1, 1, 1);
  cairo_paint(cairo);
  cairo_scale(cairo, scale, scale);
  for (size_t i = 0; painted && i < jb_page_item_count(page); i++) {
    painted = paint_item(painter, cairo, jb_page_item(page, i), error);
  }
  if (painted && cairo_status(cairo) != CAIRO_STATUS_SUCCESS) {
    g_set_error(error, JB_PREVIEW_ERROR, 0, "%s", cairo_status_to_string(cairo_status(cairo)));
    painted = false;
  }
  cairo_destroy(cairo);
  if (painted) {
    return painting;
  }
  jb_painting_free(painting);
  return NULL;
}

/* --- the painting --- */

void jb_painting_free(JbPainting *painting)
{
  if (!painting) {
    return;
  }
  cairo_surface_destroy(painting->surface);
  g_free(painting);
}

int jb_painting_width(const JbPainting *painting)
{
  return cairo_image_surface_get_width(painting->surface);
}

int jb_painting_height(const JbPainting *painting)
{
  return cairo_image_surface_get_height(painting->surface);
}

uint32_t jb_painting_pixel(const JbPainting *painting, int x, int y)
{
  const unsigned char *data = cairo_image_surface_get_data(painting->surface);
  const unsigned char *row = data + (ptrdiff_t)y * cairo_image_surface_get_stride(painting->surface);
  return ((const uint32_t *)(const void *)row)[x] & 0xFFFFFF;
}

static cairo_status_t append_bytes(void *closure, const unsigned char *bytes, unsigned int length)
{
  jb_output_file_write(closure, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

bool jb_painting_write_png(const JbPainting *painting, JbOutputFile *file, GError **error)
{
  cairo_status_t status = cairo_surface_write_to_png_stream(painting->surface, append_bytes, file);
  if (status != CAIRO_STATUS_SUCCESS) {
    g_set_error(error, JB_PREVIEW_ERROR, 0, "%s", cairo_status_to_string(status));
  }
  return status == CAIRO_STATUS_SUCCESS;
}
