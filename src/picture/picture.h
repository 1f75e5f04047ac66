/* SPDX-License-Identifier: MIT
 * picture/picture: a PNG or JPEG, fully decoded once, ready for the page: grey or CMYK samples, or the JPEG's own
 * bytes when it is grey or CMYK and decodes. RGB becomes CMYK here, by the output profile. */
#ifndef JB_PICTURE_PICTURE_H
#define JB_PICTURE_PICTURE_H

#include "colour/convert.h"
#include "diag/findings.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define JB_PICTURE_MAXIMUM_SIZE   (64u << 20) /* [byte] of the file: for whoever reads it */
#define JB_PICTURE_MAXIMUM_PIXELS 100000000u  /* width · height */

typedef struct JbPicture {
  uint32_t width, height;      /* [pixel], upright: an EXIF rotation is applied */
  double density_x, density_y; /* [pixel per inch] as the file says; 0: it does not */
  int components;              /* 1 grey, 4 CMYK (0 no ink) */
  uint8_t *samples;            /* 8 bits, row by row, components interleaved; NULL when jpeg is set */
  GBytes *jpeg;                /* passed through as DCT data; NULL when samples is set */
  bool jpeg_inverted;          /* Adobe's inverted CMYK: Decode [1 0 1 0 1 0 1 0] */
} JbPicture;

/* name is what messages call it; place is where the document names it. Transparency is laid on white. NULL and an
 * error in findings when the bytes are no PNG or JPEG, are damaged, or are too large. */
JbPicture *jb_picture_decode(GBytes *bytes, const char *name, JbPlace place, const JbColourConverter *converter,
                             JbFindings *findings);
void jb_picture_free(JbPicture *picture);

/* width · height pixels of 8-bit RGB for previews; a passed-through JPEG is decoded again. */
bool jb_picture_to_screen(const JbPicture *picture, const JbColourConverter *converter, uint8_t *rgb, GError **error);

/* What print asks of a picture, and where a warning is due (standards 4.6). [pixel per inch] */
#define JB_PICTURE_WANTED_RESOLUTION 300.0
#define JB_PICTURE_LEAST_RESOLUTION  225.0

/* [pixel per inch] of the picture printed at width · height [pt], in the direction where it is lower. */
double jb_picture_resolution(const JbPicture *picture, double width, double height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbPicture, jb_picture_free)

#endif
