/* SPDX-License-Identifier: MIT
 * picture/raster: what the two decoders give picture.c. Does not leave this folder. */
#ifndef JB_PICTURE_RASTER_H
#define JB_PICTURE_RASTER_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define JB_RASTER_ERROR (jb_raster_error_quark())
GQuark jb_raster_error_quark(void);

typedef enum JbRasterError {
  JB_RASTER_ERROR_DAMAGED,   /* the message has the decoder's words */
  JB_RASTER_ERROR_TOO_LARGE, /* width and height are set, nothing was decoded */
} JbRasterError;

typedef struct JbRaster {
  uint32_t width, height;      /* [pixel] */
  double density_x, density_y; /* [pixel per inch], 0: not said */
  int channels;                /* 1 grey, 3 RGB, 4 CMYK (0 no ink, unless inverted) */
  uint8_t *samples;            /* width · height · channels; NULL: a JPEG to be passed through */
  GBytes *profile;             /* embedded RGB profile; NULL: none, or of no use here */
  GBytes *jpeg;                /* SOI to EOI; set instead of samples */
  bool inverted;               /* of jpeg: Adobe's inverted CMYK */
} JbRaster;

/* Both fill a zeroed raster; after a failure, too, it is to be cleared. Pixels above JB_PICTURE_MAXIMUM_PIXELS are
 * refused before anything is allocated for them. */
bool jb_raster_decode_png(GBytes *bytes, JbRaster *raster, GError **error);
/* pass_through: a grey or CMYK JPEG that needs no rotation is decoded for a check only, and handed on as bytes. */
bool jb_raster_decode_jpeg(GBytes *bytes, bool pass_through, JbRaster *raster, GError **error);

/* Turns samples upright: EXIF orientation 2 to 8; sizes and densities follow. Anything else changes nothing. */
void jb_raster_turn(JbRaster *raster, int orientation);

/* RGB whose pixels are all grey becomes one channel. */
void jb_raster_drop_false_colour(JbRaster *raster);

/* True when width · height is at least 1 and at most JB_PICTURE_MAXIMUM_PIXELS; else error. */
bool jb_raster_check_size(const JbRaster *raster, GError **error);

void jb_raster_clear(JbRaster *raster);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(JbRaster, jb_raster_clear)

#endif
