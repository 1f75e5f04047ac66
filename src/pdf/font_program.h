/* SPDX-License-Identifier: MIT
 * pdf/font_program: the part of a font file that goes into the PDF.
 *
 * Made from nothing but the face and the glyphs asked for, so a document's bytes are the same alone and in a batch. The
 * program of a glyph knows neither document nor order: a process that makes many documents may keep it for the
 * processes it forks, which say which glyphs they missed. */
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

/* Keeps the programs of glyphs of the face, whatever numbers they are; up to 2 MiB of them. TrueType glyphs are copied
 * as they lie in the file and not kept. */
void jb_font_program_learn(const JbFace *face, const uint32_t *glyphs, size_t count);

/* The glyphs that were made though they might have been kept. Borrowed, valid until the next program is made. */
const uint32_t *jb_font_program_missed(const JbFace *face, size_t *count);

#endif
