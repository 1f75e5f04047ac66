/* SPDX-License-Identifier: MIT
 * pdf/truetype_subset: the TrueType cutter: from a face with glyf outlines, a small font file of the glyphs asked for,
 * numbered as they were given: what a PDF embeds as CIDFontType2. Private to pdf/. */
#ifndef JB_PDF_TRUETYPE_SUBSET_H
#define JB_PDF_TRUETYPE_SUBSET_H

#include "font/face.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/* glyphs: of the face; the first is 0, .notdef; one may stand there twice. Parts of composite glyphs come after them.
 * NULL and error when a table is missing or damaged. */
GByteArray *jb_truetype_subset(const JbFace *face, const uint32_t *glyphs, size_t count, GError **error);

#endif
