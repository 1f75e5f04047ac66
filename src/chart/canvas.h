/* SPDX-License-Identifier: MIT
 * chart/canvas: cairo as our geometry: shapes are built on a context, and the path itself copied onto the page.
 * Points, y down; nothing is ever rasterised. */
#ifndef JB_CHART_CANVAS_H
#define JB_CHART_CANVAS_H

#include "page/page.h"

#include <glib.h>

typedef struct JbCanvas JbCanvas;

#define JB_CANVAS_CORNERS 8

JbCanvas *jb_canvas_new(void);
void jb_canvas_free(JbCanvas *canvas);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbCanvas, jb_canvas_free)

/* --- Shapes are added to the path … --- */

void jb_canvas_rectangle(JbCanvas *canvas, JbRect box);
void jb_canvas_polygon(JbCanvas *canvas, const JbPoint *corners, size_t count);
/* Parallel strips of a weight, cut to a convex polygon of at most JB_CANVAS_CORNERS corners: one wherever the way along
 * normal (of length 1) is a multiple of pitch, so that strips of neighbouring shapes are in line. */
void jb_canvas_strips(JbCanvas *canvas, const JbPoint *corners, size_t count, JbPoint normal, double pitch,
                      double weight);

/* --- … which this takes, leaving it empty. --- */

/* Onto the page as one filled path, moved by origin; an empty path adds nothing. */
void jb_canvas_take_fill(JbCanvas *canvas, JbPoint origin, const JbColour *colour, JbPage *page);

#endif
