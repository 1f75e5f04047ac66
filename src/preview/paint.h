/* SPDX-License-Identifier: MIT
 * preview/paint: one page's display list painted by cairo, trim box only, on white. */
#ifndef JB_PREVIEW_PAINT_H
#define JB_PREVIEW_PAINT_H

#include "base/file.h"
#include "colour/convert.h"
#include "page/page.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define JB_PREVIEW_ERROR (jb_preview_error_quark())
GQuark jb_preview_error_quark(void);

/* Keeps the outlines of glyphs met so far; faces must outlive it. */
typedef struct JbPainter JbPainter;

/* resolution [pixel per inch]; converter: of pictures, borrowed. */
JbPainter *jb_painter_new(double resolution, const JbColourConverter *converter);
void jb_painter_free(JbPainter *painter);

typedef struct JbPainting JbPainting;

/* NULL and error when a picture cannot be decoded any more, or the page is too large for cairo. */
JbPainting *jb_painter_paint(JbPainter *painter, const JbPage *page, GError **error);
void jb_painting_free(JbPainting *painting);

int jb_painting_width(const JbPainting *painting); /* [pixel] */
int jb_painting_height(const JbPainting *painting);
/* 0xRRGGBB; x and y inside. */
uint32_t jb_painting_pixel(const JbPainting *painting, int x, int y);
/* Appends the PNG to file, which keeps failures of writing for its commit. */
bool jb_painting_write_png(const JbPainting *painting, JbOutputFile *file, GError **error);

#endif
