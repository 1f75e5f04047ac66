/* SPDX-License-Identifier: MIT
 * picture/exif: the two things a camera's EXIF block says that matter in print: which side is up, and the resolution.
 * Does not leave this folder. */
#ifndef JB_PICTURE_EXIF_H
#define JB_PICTURE_EXIF_H

#include <stddef.h>
#include <stdint.h>

typedef struct JbExif {
  int orientation;             /* 1 (upright) to 8 (EXIF 2.3, tag 274) */
  double density_x, density_y; /* [pixel per inch], 0: not said */
} JbExif;

/* block: the content of an APP1 marker. Whatever cannot be made out is left at "upright, not said": a broken EXIF block
 * does not make a broken picture. */
JbExif jb_exif_parse(const uint8_t *block, size_t length);

#endif
