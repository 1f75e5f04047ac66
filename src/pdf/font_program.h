/* SPDX-License-Identifier: MIT
 * pdf/font_program: the part of a font file that goes into the PDF. Private to pdf/.
 *
 * Made from nothing but the face and the glyphs asked for, so a document's bytes are the same alone and in a batch.
 * Should glyph programs ever be cut before workers are forked, the cache belongs behind this function: the flattened
 * program of a glyph (pdf/charstring) knows neither document nor order. */
#ifndef JB_PDF_FONT_PROGRAM_H
#define JB_PDF_FONT_PROGRAM_H

#include "font/face.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/* A CFF table (for CIDFontType0C) or a TrueType file (for CIDFontType2), as the face's outlines are; CIDs are glyph
 * numbers. glyphs: of the face, by CID; the first is 0. name: of the subset. NULL and error when it cannot be made. */
GByteArray *jb_font_program_make(const JbFace *face, const char *name, const uint32_t *glyphs, size_t count,
                                 GError **error);

#endif
