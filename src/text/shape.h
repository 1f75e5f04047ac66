/* SPDX-License-Identifier: MIT
 * text/shape: cells → glyphs, by HarfBuzz, with the faces of the roles: the measurer of real documents. */
#ifndef JB_TEXT_SHAPE_H
#define JB_TEXT_SHAPE_H

#include "diag/findings.h"
#include "text/cells.h"
#include "text/measure.h"

#include <glib.h>

typedef struct JbShapedGlyph {
  uint32_t id;
  uint32_t cluster; /* [byte] of the text */
  int32_t x, y;     /* [font unit] offset from where the advances put it, y up */
  int32_t advance;  /* [font unit] */
} JbShapedGlyph;

/* Glyphs of a text: those of cell i are cells->items[i].first_glyph up to the next cell's first_glyph. */
typedef struct JbShaper {
  JbMeasurer measurer;
  const JbFontSet *fonts; /* borrowed */
  JbFindings *findings;   /* borrowed; may be NULL */
  GArray *glyphs;         /* of JbShapedGlyph */
  GArray *reported;       /* of uint32_t: characters already reported missing; NULL: none yet */
} JbShaper;

void jb_shaper_init(JbShaper *shaper, const JbFontSet *fonts, JbFindings *findings);
void jb_shaper_clear(JbShaper *shaper);

/* Where the ink of a glyph lies when it is set in a cell of a width that is not its own: its offset that centres it.
 * All in em. */
double jb_shape_centring(const JbFace *face, uint32_t glyph, double advance, double width);

#endif
