/* SPDX-License-Identifier: MIT
 * pdf/cff_subset: the CFF cutter: from a face's CFF table, a small CID-keyed CFF table of the glyphs asked for, whose
 * CIDs are their order: what a PDF embeds as CIDFontType0C. Private to pdf/. */
#ifndef JB_PDF_CFF_SUBSET_H
#define JB_PDF_CFF_SUBSET_H

#include "font/face.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

typedef struct JbCffCut {
  const char *name;       /* of the subset: "ABCDEF+NotoSerifCJKsc-Regular" */
  const uint32_t *glyphs; /* of the face, by CID; the first is 0, .notdef; one may stand there twice */
  size_t count;           /* at least 1, at most 65535 */
} JbCffCut;

/* The table. Glyphs whose program the cutter does not read are drawn from their outlines. NULL and error when the face
 * has no CFF table, or one that is damaged. */
GByteArray *jb_cff_subset(const JbFace *face, const JbCffCut *cut, GError **error);

/* Keeps the programs of glyphs of the face (pdf/glyph_cache), which jb_cff_subset takes from there afterwards. */
void jb_cff_learn(const JbFace *face, const uint32_t *glyphs, size_t count);

#endif
