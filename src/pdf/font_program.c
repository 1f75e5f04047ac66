/* SPDX-License-Identifier: MIT
 * pdf/font_program: each kind of outline has its cutter. */
#include "pdf/font_program.h"

#include "pdf/cff_subset.h"
#include "pdf/truetype_subset.h"

GByteArray *jb_font_program_make(const JbFace *face, const char *name, const uint32_t *glyphs, size_t count,
                                 GError **error)
{
  if (jb_face_outline_format(face) == JB_OUTLINE_CFF)
    return jb_cff_subset(face, &(JbCffCut){name, glyphs, count}, error);
  return jb_truetype_subset(face, glyphs, count, error);
}
