/* SPDX-License-Identifier: MIT
 * chart/canvas: a cairo context that paints nothing.
 *
 * cairo keeps paths in 1/256 of a device unit. The context is scaled so that a point is 1024 device units: positions
 * come back within four millionths of a point, for charts up to 8000 pt wide. The surface has a single pixel, since
 * building a path does not touch it. */
#include "chart/canvas.h"

#include <cairo.h>
#include <math.h>

#define DEVICE_UNITS 1024.0

struct JbCanvas {
  cairo_t *cairo;
};

JbCanvas *jb_canvas_new(void)
{
  JbCanvas *canvas = g_new0(JbCanvas, 1);
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
  canvas->cairo = cairo_create(surface);
  cairo_surface_destroy(surface);
  cairo_scale(canvas->cairo, DEVICE_UNITS, DEVICE_UNITS);
  return canvas;
}

void jb_canvas_free(JbCanvas *canvas)
{
  if (!canvas) {
    return;
  }
  cairo_destroy(canvas->cairo);
  g_free(canvas);
}

void jb_canvas_rectangle(JbCanvas *canvas, JbRect box)
{
  cairo_rectangle(canvas->cairo, box.x, box.y, box.width, box.height);
}

void jb_canvas_polygon(JbCanvas *canvas, const JbPoint *corners, size_t count)
{
  cairo_new_sub_path(canvas->cairo);
  for (size_t i = 0; i < count; i++) {
    cairo_line_to(canvas->cairo, corners[i].x, corners[i].y);
  }
  cairo_close_path(canvas->cairo);
}

/* --- strips --- */

/* A convex polygon that is being cut. */
typedef struct Polygon {
  JbPoint corners[JB_CANVAS_CORNERS + 2]; /* a cut adds one corner, and a strip takes two */
  size_t count;
} Polygon;

static double along(JbPoint point, JbPoint normal)
{
  return point.x * normal.x + point.y * normal.y;
}

/* What of a polygon lies where sign · (way along normal − at) ≥ 0. */
static Polygon cut(const Polygon *polygon, JbPoint normal, double at, double sign)
{
  Polygon kept = {.count = 0};
  for (size_t i = 0; i < polygon->count; i++) {
    JbPoint from = polygon->corners[i], to = polygon->corners[(i + 1) % polygon->count];
    double before = sign * (along(from, normal) - at), after = sign * (along(to, normal) - at);
    if (before >= 0) {
      kept.corners[kept.count++] = from;
    }
    if ((before > 0 && after < 0) || (before < 0 && after > 0)) {
      double share = before / (before - after);
      kept.corners[kept.count++] = (JbPoint){from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)};
    }
  }
  return kept;
}

void jb_canvas_strips(JbCanvas *canvas, const JbPoint *corners, size_t count, JbPoint normal, double pitch,
                      double weight)
{
  Polygon whole = {.count = MIN(count, (size_t)JB_CANVAS_CORNERS)};
  double low = INFINITY, high = -INFINITY;
  for (size_t i = 0; i < whole.count; i++) {
    whole.corners[i] = corners[i];
    low = fmin(low, along(corners[i], normal));
    high = fmax(high, along(corners[i], normal));
  }
  for (double at = floor(low / pitch) * pitch; at < high; at += pitch) {
    Polygon above = cut(&whole, normal, at, 1), strip = cut(&above, normal, at + weight, -1);
    if (strip.count > 2) {
      jb_canvas_polygon(canvas, strip.corners, strip.count);
    }
  }
}

/* --- taking the path --- */

/* The verb of each kind of cairo's path elements. */
static const JbPathVerb verb_of[] = {
    [CAIRO_PATH_MOVE_TO] = JB_PATH_MOVE,
    [CAIRO_PATH_LINE_TO] = JB_PATH_LINE,
    [CAIRO_PATH_CURVE_TO] = JB_PATH_CURVE,
    [CAIRO_PATH_CLOSE_PATH] = JB_PATH_CLOSE,
};

void jb_canvas_take_fill(JbCanvas *canvas, JbPoint origin, const JbColour *colour, JbPage *page)
{
  cairo_path_t *copy = cairo_copy_path(canvas->cairo);
  cairo_new_path(canvas->cairo);
  if (copy->status != CAIRO_STATUS_SUCCESS) {
    g_error("cairo: %s", cairo_status_to_string(copy->status)); /* out of memory, nothing else: as GLib does */
  }
  g_autoptr(GByteArray) verbs = g_byte_array_new();
  g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(JbPoint));
  for (int i = 0; i < copy->num_data; i += copy->data[i].header.length) {
    const cairo_path_data_t *element = &copy->data[i];
    /* After each closed figure cairo moves to its start; where nothing follows, that is no part of the shape. */
    bool idle = element->header.type == CAIRO_PATH_MOVE_TO &&
                (i + element->header.length >= copy->num_data ||
                 element[element->header.length].header.type == CAIRO_PATH_MOVE_TO);
    if (idle) {
      continue;
    }
    uint8_t verb = (uint8_t)verb_of[element->header.type];
    g_byte_array_append(verbs, &verb, 1);
    for (int p = 1; p < element->header.length; p++) {
      JbPoint point = {origin.x + element[p].point.x, origin.y + element[p].point.y};
      g_array_append_val(points, point);
    }
  }
  cairo_path_destroy(copy);
  if (verbs->len == 0) {
    return;
  }
  JbPath path = {.verbs = verbs->data,
                 .verb_count = verbs->len,
                 .points = (const JbPoint *)(void *)points->data,
                 .point_count = points->len,
                 .fill = true,
                 .fill_colour = *colour};
  jb_page_add_path(page, &path);
}
