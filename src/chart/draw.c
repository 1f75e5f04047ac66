/* SPDX-License-Identifier: MIT
 * chart/draw: a drawing onto the page: shapes tone by tone, so that shapes of one tone are one path, then words.
 *
 * Every tone of series differs from the others in lightness and in pattern, so that a chart can be read in black and
 * white and where ink is poor. Patterns are strips cut to the shape: vectors like all else, no tiling, no clip. What is
 * no actual number is hatched in its tone on white, and framed. */
#include "chart/canvas.h"
#include "chart/chart-private.h"

#include <math.h>

#define SLANT G_SQRT2 / 2

typedef struct Pattern {
  JbPoint normal; /* across the strips, of length 1 */
  double pitch;   /* [pt] from strip to strip; 0: none */
  double weight;  /* [pt] of a strip */
} Pattern;

static const Pattern provisional = {{SLANT, SLANT}, 3.2, 0.8};
static const Pattern patterns[JB_SERIES_COLOURS] = {
    {{0, 0}, 0, 0},
    {{SLANT, -SLANT}, 4.5, 0.4},
    {{0, 1}, 3.0, 0.4},
    {{1, 0}, 3.5, 0.4},
};
#define FRAME     0.6 /* [pt] */
#define PLATE_AIR 1.5 /* [pt] around words on a pattern */
#define DARK      0.5 /* luminance below which words are white */

static const JbColour *colour_of(const JbChartStyle *style, JbTone tone)
{
  static const JbColour white = {.kind = JB_COLOUR_GREY, .level = 1};
  switch (tone) {
  case JB_TONE_PAPER:
    return &white;
  case JB_TONE_GRID:
    return &style->grid_colour;
  case JB_TONE_TRACK:
    return &style->track;
  case JB_TONE_HIGHLIGHT:
    return &style->highlight;
  case JB_TONE_INK:
    return &style->axis_colour;
  default:
    return &style->series[tone - JB_TONE_SERIES];
  }
}

bool jb_chart_is_dark(const JbChartStyle *style, JbTone tone)
{
  double rgb[3];
  jb_colour_to_screen(colour_of(style, tone), rgb);
  return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2] < DARK;
}

static const Pattern *pattern_of(JbTone tone)
{
  static const Pattern none = {{0, 0}, 0, 0};
  return tone >= JB_TONE_SERIES && tone <= JB_TONE_SERIES_LAST ? &patterns[tone - JB_TONE_SERIES] : &none;
}

/* --- shapes --- */

static const JbPoint *corners_of(const JbDrawing *drawing, const JbDrawnShape *shape)
{
  return &g_array_index(drawing->corners, JbPoint, shape->corner);
}

static bool is_hatched(const JbDrawnShape *shape)
{
  return shape->provisional && shape->patterned;
}

static void fill_solid(const JbDrawing *drawing, JbTone tone, const JbColour *colour, JbPoint origin, JbCanvas *canvas,
                       JbPage *page)
{
  for (guint i = 0; i < drawing->shapes->len; i++) {
    const JbDrawnShape *shape = jb_drawing_shape(drawing, i);
    if (shape->tone == tone && !is_hatched(shape)) {
      jb_canvas_polygon(canvas, corners_of(drawing, shape), shape->corner_count);
    }
  }
  jb_canvas_take_fill(canvas, origin, colour, page);
}

/* Strips over the patterned shapes of a tone. */
static void fill_strips(const JbDrawing *drawing, JbTone tone, bool hatched, const Pattern *pattern,
                        const JbColour *colour, JbPoint origin, JbCanvas *canvas, JbPage *page)
{
  for (guint i = 0; pattern->pitch > 0 && i < drawing->shapes->len; i++) {
    const JbDrawnShape *shape = jb_drawing_shape(drawing, i);
    if (shape->tone == tone && is_hatched(shape) == hatched && shape->patterned) {
      jb_canvas_strips(canvas, corners_of(drawing, shape), shape->corner_count, pattern->normal, pattern->pitch,
                       pattern->weight);
    }
  }
  jb_canvas_take_fill(canvas, origin, colour, page);
}

static void add_frame(const JbDrawing *drawing, const JbDrawnShape *shape, JbCanvas *canvas)
{
  JbRect box = jb_drawing_shape_box(drawing, shape);
  double weight = fmin(FRAME, fmin(box.width, box.height) / 2);
  jb_canvas_rectangle(canvas, (JbRect){box.x, box.y, box.width, weight});
  jb_canvas_rectangle(canvas, (JbRect){box.x, jb_rect_bottom(box) - weight, box.width, weight});
  jb_canvas_rectangle(canvas, (JbRect){box.x, box.y + weight, weight, box.height - 2 * weight});
  jb_canvas_rectangle(canvas, (JbRect){jb_rect_right(box) - weight, box.y + weight, weight, box.height - 2 * weight});
}

static void fill_provisional(const JbDrawing *drawing, JbTone tone, const JbColour *colour, JbPoint origin,
                             JbCanvas *canvas, JbPage *page)
{
  for (guint i = 0; i < drawing->shapes->len; i++) {
    const JbDrawnShape *shape = jb_drawing_shape(drawing, i);
    if (shape->tone == tone && is_hatched(shape)) {
      add_frame(drawing, shape, canvas);
    }
  }
  jb_canvas_take_fill(canvas, origin, colour, page);
  fill_strips(drawing, tone, true, &provisional, colour, origin, canvas, page);
}

static void draw_shapes(const JbChartStyle *style, const JbDrawing *drawing, JbPoint origin, JbCanvas *canvas,
                        JbPage *page)
{
  for (JbTone tone = 0; tone < JB_TONE_COUNT; tone++) {
    const JbColour *colour = colour_of(style, tone);
    const JbColour *strips = jb_chart_is_dark(style, tone) ? colour_of(style, JB_TONE_PAPER) : &style->series[0];
    fill_solid(drawing, tone, colour, origin, canvas, page);
    fill_strips(drawing, tone, false, pattern_of(tone), strips, origin, canvas, page);
    fill_provisional(drawing, tone, colour, origin, canvas, page);
  }
}

/* --- words --- */

/* Ground of its own for a label that a pattern or a line would run through. */
static void draw_plate(const JbChartStyle *style, const JbDrawnLabel *label, JbPoint origin, JbPage *page)
{
  bool on_pattern =
      label->ground != JB_NO_DATUM && (label->tone == JB_TONE_PAPER || pattern_of(label->tone)->pitch > 0);
  if (!on_pattern && !label->on_paper) {
    return;
  }
  JbRect plate = {origin.x + label->box.x - PLATE_AIR, origin.y + label->box.y - PLATE_AIR,
                  label->box.width + 2 * PLATE_AIR, label->box.height + 2 * PLATE_AIR};
  jb_page_add_rectangle(page, plate, colour_of(style, label->tone));
}

void jb_chart_draw(const JbChartFlow *chart, const JbDrawing *drawing, JbPoint origin, JbPage *page)
{
  const JbChartStyle *style = &chart->flow.context->theme->chart;
  g_autoptr(JbCanvas) canvas = jb_canvas_new();
  jb_page_set_element(page, chart->exhibit->element);
  draw_shapes(style, drawing, origin, canvas, page);
  for (guint i = 0; i < drawing->labels->len; i++) {
    draw_plate(style, jb_drawing_label_at(drawing, i), origin, page);
  }
  for (guint i = 0; i < drawing->labels->len; i++) {
    jb_words_draw(chart->words, jb_drawing_label_at(drawing, i), origin, chart->exhibit->element, page);
  }
}
