/* SPDX-License-Identifier: MIT
 * chart/drawing: what a layout gives: shapes and labels, each in its place. Private to chart/.
 *
 * Points; origin at the top left corner of the plot with its labels, y down. Promised for a layout that fits: no two
 * labels overlap, none touches a bar it does not lie in, everything lies inside width × height. */
#ifndef JB_CHART_DRAWING_H
#define JB_CHART_DRAWING_H

#include "base/geometry.h"
#include "chart/plot.h"

#include <glib.h>

/* What a shape is filled with; the order is that of painting. */
typedef enum JbTone {
  JB_TONE_GRID,
  JB_TONE_TRACK, /* the ground of a bar that is part of something */
  JB_TONE_SERIES,
  JB_TONE_SERIES_LAST = JB_TONE_SERIES + JB_SERIES_COLOURS - 1,
  JB_TONE_HIGHLIGHT,
  JB_TONE_PAPER, /* around what would be lost on a bar */
  JB_TONE_INK,   /* base lines, reference lines, brackets */
  JB_TONE_COUNT
} JbTone;

#define JB_NO_DATUM ((size_t)-1)

typedef struct JbDrawnShape {
  JbTone tone;
  bool patterned;             /* with the pattern of its tone, if that has one */
  bool provisional;           /* hatched on paper, in its tone */
  size_t datum;               /* whose bar it is, or JB_NO_DATUM */
  guint corner, corner_count; /* its outline, in corners: convex where provisional */
} JbDrawnShape;

typedef struct JbDrawnLabel {
  JbWord word;
  JbRect box;
  JbTextAlign align; /* of its lines in the box */
  size_t ground;     /* datum of the bar it lies in, or JB_NO_DATUM */
  JbTone tone;       /* of that bar; paper elsewhere */
  bool on_paper;     /* a line that runs behind it is left open around it */
} JbDrawnLabel;

typedef struct JbDrawing {
  double width, height;
  GArray *shapes;  /* of JbDrawnShape */
  GArray *corners; /* of JbPoint */
  GArray *labels;  /* of JbDrawnLabel */
  GArray *cuts;    /* [pt] of double, ascending: tops of the rows and the bottom of the last one, where it may be cut;
                      empty: nowhere. Nothing but rules that stand upright crosses a cut. */
} JbDrawing;

JbDrawing *jb_drawing_new(double width);
void jb_drawing_free(JbDrawing *drawing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbDrawing, jb_drawing_free)
/* Takes all shapes and labels away, for another try. */
void jb_drawing_clear(JbDrawing *drawing);

void jb_drawing_rectangle(JbDrawing *drawing, JbTone tone, JbRect box);
/* The same with the pattern of its tone, for a legend. */
void jb_drawing_swatch(JbDrawing *drawing, JbTone tone, JbRect box);
void jb_drawing_polygon(JbDrawing *drawing, JbTone tone, const JbPoint *corners, size_t count);
/* A straight line as a filled shape, so that its weight is exact. */
void jb_drawing_line(JbDrawing *drawing, JbTone tone, JbPoint from, JbPoint to, double weight);
/* The same as rectangle and polygon, as (part of) the bar of a datum; nothing for a box of no size. */
void jb_drawing_bar(JbDrawing *drawing, const JbPlot *plot, size_t datum, JbRect box);
void jb_drawing_bar_polygon(JbDrawing *drawing, const JbPlot *plot, size_t datum, const JbPoint *corners, size_t count);

/* Nothing for a word of no size. */
void jb_drawing_label(JbDrawing *drawing, JbWordKind kind, size_t index, JbRect box, JbTextAlign align);
void jb_drawing_label_on_paper(JbDrawing *drawing, JbWordKind kind, size_t index, JbRect box);
void jb_drawing_label_inside(JbDrawing *drawing, JbWordKind kind, size_t index, JbRect box, size_t ground);

const JbDrawnShape *jb_drawing_shape(const JbDrawing *drawing, size_t index);
const JbDrawnLabel *jb_drawing_label_at(const JbDrawing *drawing, size_t index);
/* The box around a shape. */
JbRect jb_drawing_shape_box(const JbDrawing *drawing, const JbDrawnShape *shape);

/* Cuts it where rows begin and end. */
void jb_drawing_cut_at(JbDrawing *drawing, double y);
size_t jb_drawing_row_count(const JbDrawing *drawing); /* 0: it cannot be cut */
/* [pt] From the top of a row to its bottom; what stands above the rows and below them, which every part has. */
double jb_drawing_rows_height(const JbDrawing *drawing, size_t first, size_t end);
double jb_drawing_around_rows(const JbDrawing *drawing);
/* A drawing of some rows alone, with what stands above and below all rows. */
JbDrawing *jb_drawing_part(const JbDrawing *drawing, size_t first, size_t end);

JbTone jb_datum_tone(const JbDatum *datum);

#endif
