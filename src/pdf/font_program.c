/* SPDX-License-Identifier: MIT
 * pdf/font_program: each kind of outline has its cutter. */
#include "pdf/font_program.h"

#include "pdf/cff_subset.h"
#include "pdf/glyph_cache.h"
#include "pdf/truetype_subset.h"

GByteArray *jb_font_program_make(const JbFace *face, const char *name, const uint32_t *glyphs, size_t count,
                                 GError **error)
{
  if (jb_face_outline_format(face) == JB_OUTLINE_CFF) {
    return jb_cff_subset(face, &(JbCffCut){name, glyphs, count}, error);
  }
  return jb_truetype_subset(face, glyphs, count, error);
}

void jb_font_program_learn(const JbFace *face, const uint32_t *glyphs, size_t count)
{
  if (jb_face_outline_format(face) == JB_OUTLINE_CFF) {
    jb_cff_learn(face, glyphs, count);
  }
}

const uint32_t *jb_font_program_missed(const JbFace *face, size_t *count)
{
  return jb_glyph_cache_missed(jb_glyph_cache(face), count);
}
