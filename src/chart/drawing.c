/* SPDX-License-Identifier: MIT
 * chart/drawing: lists of shapes and labels. */
#include "chart/drawing.h"

#include <math.h>

JbDrawing *jb_drawing_new(double width)
{
  JbDrawing *drawing = g_new0(JbDrawing, 1);
  drawing->width = width;
  drawing->shapes = g_array_new(FALSE, FALSE, sizeof(JbDrawnShape));
  drawing->corners = g_array_new(FALSE, FALSE, sizeof(JbPoint));
  drawing->labels = g_array_new(FALSE, FALSE, sizeof(JbDrawnLabel));
  drawing->cuts = g_array_new(FALSE, FALSE, sizeof(double));
  return drawing;
}

void jb_drawing_free(JbDrawing *drawing)
{
  if (!drawing) {
    return;
  }
  g_array_free(drawing->shapes, TRUE);
  g_array_free(drawing->corners, TRUE);
  g_array_free(drawing->labels, TRUE);
  g_array_free(drawing->cuts, TRUE);
  g_free(drawing);
}

void jb_drawing_clear(JbDrawing *drawing)
{
  drawing->height = 0;
  g_array_set_size(drawing->shapes, 0);
  g_array_set_size(drawing->corners, 0);
  g_array_set_size(drawing->labels, 0);
  g_array_set_size(drawing->cuts, 0);
}

/* --- shapes --- */

static void add_shape(JbDrawing *drawing, JbDrawnShape shape, const JbPoint *corners, size_t count)
{
  shape.corner = drawing->corners->len;
  shape.corner_count = (guint)count;
  g_array_append_vals(drawing->corners, corners, (guint)count);
  g_array_append_val(drawing->shapes, shape);
}

void jb_drawing_polygon(JbDrawing *drawing, JbTone tone, const JbPoint *corners, size_t count)
{
  add_shape(drawing, (JbDrawnShape){.tone = tone, .datum = JB_NO_DATUM}, corners, count);
}

void jb_drawing_bar_polygon(JbDrawing *drawing, const JbPlot *plot, size_t datum, const JbPoint *corners, size_t count)
{
  JbDrawnShape shape = {.tone = jb_datum_tone(&plot->data[datum]),
                        .patterned = count == 4,
                        .provisional = plot->data[datum].provisional,
                        .datum = datum};
  add_shape(drawing, shape, corners, count);
}

typedef struct Corners {
  JbPoint points[4];
} Corners;

static Corners corners_of(JbRect box)
{
  double right = jb_rect_right(box), bottom = jb_rect_bottom(box);
  return (Corners){{{box.x, box.y}, {right, box.y}, {right, bottom}, {box.x, bottom}}};
}

void jb_drawing_rectangle(JbDrawing *drawing, JbTone tone, JbRect box)
{
  jb_drawing_polygon(drawing, tone, corners_of(box).points, 4);
}

void jb_drawing_bar(JbDrawing *drawing, const JbPlot *plot, size_t datum, JbRect box)
{
  if (box.width > 0 && box.height > 0) {
    jb_drawing_bar_polygon(drawing, plot, datum, corners_of(box).points, 4);
  }
}

void jb_drawing_swatch(JbDrawing *drawing, JbTone tone, JbRect box)
{
  add_shape(drawing, (JbDrawnShape){.tone = tone, .patterned = true, .datum = JB_NO_DATUM}, corners_of(box).points, 4);
}

void jb_drawing_line(JbDrawing *drawing, JbTone tone, JbPoint from, JbPoint to, double weight)
{
  double length = hypot(to.x - from.x, to.y - from.y);
  if (length <= 0) {
    return;
  }
  double x = (to.y - from.y) / length * weight / 2, y = (from.x - to.x) / length * weight / 2;
  const JbPoint corners[] = {
      {from.x + x, from.y + y}, {to.x + x, to.y + y}, {to.x - x, to.y - y}, {from.x - x, from.y - y}};
  jb_drawing_polygon(drawing, tone, corners, G_N_ELEMENTS(corners));
}

/* --- labels --- */

static void add_label(JbDrawing *drawing, JbDrawnLabel label)
{
  label.tone = JB_TONE_PAPER;
  if (label.box.width > 0) {
    g_array_append_val(drawing->labels, label);
  }
}

void jb_drawing_label(JbDrawing *drawing, JbWordKind kind, size_t index, JbRect box, JbTextAlign align)
{
  add_label(drawing, (JbDrawnLabel){.word = {kind, index}, .box = box, .align = align, .ground = JB_NO_DATUM});
}

void jb_drawing_label_on_paper(JbDrawing *drawing, JbWordKind kind, size_t index, JbRect box)
{
  add_label(drawing, (JbDrawnLabel){.word = {kind, index}, .box = box, .ground = JB_NO_DATUM, .on_paper = true});
}

void jb_drawing_label_inside(JbDrawing *drawing, JbWordKind kind, size_t index, JbRect box, size_t ground)
{
  add_label(drawing, (JbDrawnLabel){.word = {kind, index}, .box = box, .align = JB_TEXT_CENTRE, .ground = ground});
}

/* --- looking at it --- */

const JbDrawnShape *jb_drawing_shape(const JbDrawing *drawing, size_t index)
{
  return &g_array_index(drawing->shapes, JbDrawnShape, index);
}

const JbDrawnLabel *jb_drawing_label_at(const JbDrawing *drawing, size_t index)
{
  return &g_array_index(drawing->labels, JbDrawnLabel, index);
}

JbRect jb_drawing_shape_box(const JbDrawing *drawing, const JbDrawnShape *shape)
{
  double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;
  for (guint i = 0; i < shape->corner_count; i++) {
    JbPoint corner = g_array_index(drawing->corners, JbPoint, shape->corner + i);
    left = fmin(left, corner.x);
    right = fmax(right, corner.x);
    top = fmin(top, corner.y);
    bottom = fmax(bottom, corner.y);
  }
  return (JbRect){left, top, right - left, bottom - top};
}

/* --- parts of it --- */

void jb_drawing_cut_at(JbDrawing *drawing, double y)
{
  g_array_append_val(drawing->cuts, y);
}

size_t jb_drawing_row_count(const JbDrawing *drawing)
{
  return drawing->cuts->len > 0 ? drawing->cuts->len - 1 : 0;
}

static double cut_at(const JbDrawing *drawing, size_t index)
{
  return g_array_index(drawing->cuts, double, index);
}

double jb_drawing_rows_height(const JbDrawing *drawing, size_t first, size_t end)
{
  return cut_at(drawing, end) - cut_at(drawing, first);
}

double jb_drawing_around_rows(const JbDrawing *drawing)
{
  return drawing->height - jb_drawing_rows_height(drawing, 0, jb_drawing_row_count(drawing));
}

static bool is_between(double middle, double top, double bottom)
{
  return middle >= top && middle < bottom;
}

/* What of a drawing lies from top to bottom, moved up by shift. Grid lines, and what is taller than a row, are upright
 * rules, which are cut; everything else belongs where its middle is. */
static void add_band(const JbDrawing *drawing, double top, double bottom, double shift, JbDrawing *part)
{
  double row = jb_drawing_rows_height(drawing, 0, 1);
  for (guint i = 0; i < drawing->shapes->len; i++) {
    const JbDrawnShape *shape = jb_drawing_shape(drawing, i);
    JbRect box = jb_drawing_shape_box(drawing, shape);
    bool rule = shape->tone == JB_TONE_GRID || box.height > row;
    if (rule ? jb_rect_bottom(box) <= top || box.y >= bottom : !is_between(box.y + box.height / 2, top, bottom)) {
      continue;
    }
    guint first = part->corners->len;
    add_shape(part, *shape, &g_array_index(drawing->corners, JbPoint, shape->corner), shape->corner_count);
    for (guint c = first; c < part->corners->len; c++) {
      JbPoint *corner = &g_array_index(part->corners, JbPoint, c);
      corner->y = (rule ? CLAMP(corner->y, top, bottom) : corner->y) - shift;
    }
  }
  for (guint i = 0; i < drawing->labels->len; i++) {
    JbDrawnLabel label = *jb_drawing_label_at(drawing, i);
    if (is_between(label.box.y + label.box.height / 2, top, bottom)) {
      label.box.y -= shift;
      g_array_append_val(part->labels, label);
    }
  }
}

JbDrawing *jb_drawing_part(const JbDrawing *drawing, size_t first, size_t end)
{
  JbDrawing *part = jb_drawing_new(drawing->width);
  double head = cut_at(drawing, 0), foot = cut_at(drawing, jb_drawing_row_count(drawing));
  double top = cut_at(drawing, first), bottom = cut_at(drawing, end);
  part->height = drawing->height - (foot - head) + (bottom - top);
  add_band(drawing, -INFINITY, head, 0, part);
  add_band(drawing, top, bottom, top - head, part);
  add_band(drawing, foot, INFINITY, drawing->height - part->height, part);
  return part;
}

JbTone jb_datum_tone(const JbDatum *datum)
{
  return datum->highlight ? JB_TONE_HIGHLIGHT : (JbTone)(JB_TONE_SERIES + datum->tone);
}
