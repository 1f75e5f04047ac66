/* SPDX-License-Identifier: MIT
 * colour/convert: RGB → CMYK by the output profile, with lcms2. */
#ifndef JB_COLOUR_CONVERT_H
#define JB_COLOUR_CONVERT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct JbColourConverter JbColourConverter;

/* profile_path: a CMYK prtr profile; NULL: the default, ISO Coated v2 300 % of Debian's scribus-data. Opened when the
 * first pixel asks for it, so a document without pictures costs nothing. */
JbColourConverter *jb_colour_converter_new(const char *profile_path);
void jb_colour_converter_free(JbColourConverter *converter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbColourConverter, jb_colour_converter_free)

/* pixels of 8-bit RGB to 8-bit CMYK (0 no ink, 255 full). source_profile: an embedded RGB profile, or NULL for sRGB.
 * False and error when a profile cannot be used. */
bool jb_colour_convert_rgb(const JbColourConverter *converter, GBytes *source_profile, const uint8_t *rgb,
                           uint8_t *cmyk, size_t pixels, GError **error);
/* 8-bit CMYK of the picture back to 8-bit RGB for previews, by the same profile. */
bool jb_colour_convert_to_screen(const JbColourConverter *converter, const uint8_t *cmyk, uint8_t *rgb, size_t pixels,
                                 GError **error);

#endif
