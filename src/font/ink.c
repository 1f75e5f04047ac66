/* SPDX-License-Identifier: MIT
 * font/ink: the box of what is black in a glyph, to the curve's own extremes. HarfBuzz counts the handles of the curves
 * of CFF in, which stand out of the ink of a large title by millimetres. Boxes are kept with their face: the digits of
 * a chart's values and the marks of a text come back again and again. */
#include "font/face.h"

#include "base/number_map.h"

#include <glib.h>
#include <hb.h>
#include <math.h>

typedef struct Ink {
  double x, y; /* where the pen is */
  double least[2], most[2];
} Ink;

static void reach(Ink *ink, int axis, double value)
{
  ink->least[axis] = fmin(ink->least[axis], value);
  ink->most[axis] = fmax(ink->most[axis], value);
}

static void move_to(void *data, double x, double y)
{
  Ink *ink = data;
  ink->x = x;
  ink->y = y;
}

static void line_to(void *data, double x, double y)
{
  Ink *ink = data;
  reach(ink, 0, ink->x);
  reach(ink, 1, ink->y);
  reach(ink, 0, x);
  reach(ink, 1, y);
  move_to(ink, x, y);
}

/* Where a cubic turns round in one coordinate: the roots of its derivative inside (0, 1). */
static void reach_turns(Ink *ink, int axis, double p0, double p1, double p2, double p3)
{
  double a = p3 - 3 * p2 + 3 * p1 - p0, b = 2 * (p2 - 2 * p1 + p0), c = p1 - p0;
  double root = sqrt(fmax(b * b - 4 * a * c, 0));
  /* q / a and c / q: neither loses digits when a is next to nothing. */
  double q = -(b + copysign(root, b)) / 2, turns[] = {q / a, c / q};
  for (int i = 0; i < 2 && b * b >= 4 * a * c; i++) {
    double t = turns[i], u = 1 - t;
    if (t > 0 && t < 1) {
      reach(ink, axis, u * u * u * p0 + 3 * u * u * t * p1 + 3 * u * t * t * p2 + t * t * t * p3);
    }
  }
}

static void curve_to(void *data, double x1, double y1, double x2, double y2, double x3, double y3)
{
  Ink *ink = data;
  reach_turns(ink, 0, ink->x, x1, x2, x3);
  reach_turns(ink, 1, ink->y, y1, y2, y3);
  line_to(ink, x3, y3);
}

static void close_path(void *data)
{
  (void)data; /* back to where a line or curve has begun */
}

static Ink measure(const JbFace *face, uint32_t glyph)
{
  static const JbOutlineSink sink = {.move_to = move_to, .line_to = line_to, .curve_to = curve_to, .close = close_path};
  Ink ink = {.least = {INFINITY, INFINITY}, .most = {-INFINITY, -INFINITY}};
  jb_face_outline(face, glyph, &sink, &ink);
  return ink;
}

/* --- kept with the face --- */

typedef struct Boxes {
  JbNumberMap places; /* glyph → index into inks */
  GArray *inks;       /* of Ink */
} Boxes;

static void free_boxes(void *data)
{
  Boxes *boxes = data;
  jb_number_map_clear(&boxes->places);
  g_array_unref(boxes->inks);
  g_free(boxes);
}

static Boxes *boxes_of(const JbFace *face)
{
  static hb_user_data_key_t key; /* its address is the key; nothing is written to it */
  hb_font_t *font = jb_face_hb_font(face);
  Boxes *boxes = hb_font_get_user_data(font, &key);
  if (!boxes) {
    boxes = g_new0(Boxes, 1);
    boxes->inks = g_array_new(FALSE, FALSE, sizeof(Ink));
    hb_font_set_user_data(font, &key, boxes, free_boxes, true);
  }
  return boxes;
}

bool jb_face_glyph_extents(const JbFace *face, uint32_t glyph, double *left, double *bottom, double *right, double *top)
{
  Boxes *boxes = boxes_of(face);
  uint32_t place;
  if (!jb_number_map_find(&boxes->places, glyph, &place)) {
    Ink measured = measure(face, glyph);
    place = boxes->inks->len;
    g_array_append_val(boxes->inks, measured);
    jb_number_map_set(&boxes->places, glyph, place);
  }
  const Ink *ink = &g_array_index(boxes->inks, Ink, place);
  *left = ink->least[0];
  *bottom = ink->least[1];
  *right = ink->most[0];
  *top = ink->most[1];
  return ink->least[0] < ink->most[0] && ink->least[1] < ink->most[1];
}
