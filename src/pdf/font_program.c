/* SPDX-License-Identifier: MIT
 * pdf/font_program: CFF by our own cutter, TrueType by hb-subset. */
#include "pdf/font_program.h"

#include "pdf/cff_subset.h"
#include "pdf/pdf.h"

#include <hb-subset.h>
#include <hb.h>

static hb_subset_input_t *make_input(const uint32_t *glyphs, size_t count)
{
  /* What a PDF viewer never reads: it finds glyphs by number and widths in /W. */
  static const hb_tag_t dropped[] = {
      HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'), HB_TAG('v', 'h', 'e', 'a'),
      HB_TAG('v', 'm', 't', 'x'), HB_TAG('V', 'O', 'R', 'G'), HB_TAG('B', 'A', 'S', 'E'), HB_TAG('n', 'a', 'm', 'e'),
      HB_TAG('c', 'm', 'a', 'p'), HB_TAG('O', 'S', '/', '2'), HB_TAG('p', 'o', 's', 't'), HB_TAG('D', 'S', 'I', 'G'),
      HB_TAG('m', 'e', 't', 'a'), HB_TAG('h', 'd', 'm', 'x'), HB_TAG('L', 'T', 'S', 'H'), HB_TAG('V', 'D', 'M', 'X'),
      HB_TAG('k', 'e', 'r', 'n'), HB_TAG('g', 'a', 's', 'p'),
  };
  hb_subset_input_t *input = hb_subset_input_create_or_fail();
  if (!input)
    return NULL;
  hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
  hb_set_t *drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
  for (size_t i = 0; i < G_N_ELEMENTS(dropped); i++)
    hb_set_add(drop, dropped[i]);
  for (size_t i = 0; i < count; i++)
    hb_set_add(hb_subset_input_glyph_set(input), glyphs[i]);
  return input;
}

/* hb-subset renumbers the glyphs in their old order, the parts of composite glyphs among them. */
static GByteArray *make_cid_to_gid(const hb_subset_plan_t *plan, const uint32_t *glyphs, size_t count)
{
  const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
  GByteArray *cid_to_gid = g_byte_array_sized_new(2 * (guint)count);
  for (size_t i = 0; i < count; i++) {
    const hb_codepoint_t glyph = hb_map_get(map, glyphs[i]);
    const unsigned number = glyph == HB_MAP_VALUE_INVALID ? 0 : glyph;
    g_byte_array_append(cid_to_gid, (const guint8[]){(guint8)(number >> 8), (guint8)(number & 0xff)}, 2);
  }
  return cid_to_gid;
}

static bool subset_truetype(JbFontProgram *program, const JbFace *face, const uint32_t *glyphs, size_t count)
{
  hb_subset_input_t *input = make_input(glyphs, count);
  hb_subset_plan_t *plan = input ? hb_subset_plan_create_or_fail(jb_face_hb_face(face), input) : NULL;
  hb_face_t *subset = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
  if (subset) {
    hb_blob_t *blob = hb_face_reference_blob(subset);
    unsigned length;
    const char *bytes = hb_blob_get_data(blob, &length);
    program->bytes = g_byte_array_append(g_byte_array_sized_new(length), (const guint8 *)bytes, length);
    program->cid_to_gid = make_cid_to_gid(plan, glyphs, count);
    hb_blob_destroy(blob);
  }
  hb_face_destroy(subset);
  hb_subset_plan_destroy(plan);
  hb_subset_input_destroy(input);
  return subset != NULL;
}

bool jb_font_program_make(JbFontProgram *program, const JbFace *face, const char *name, const uint32_t *glyphs,
                          size_t count, GError **error)
{
  *program = (JbFontProgram){0};
  if (jb_face_outline_format(face) == JB_OUTLINE_CFF) {
    program->bytes = jb_cff_subset(face, &(JbCffCut){name, glyphs, count}, error);
    return program->bytes != NULL;
  }
  if (subset_truetype(program, face, glyphs, count))
    return true;
  g_set_error(error, JB_PDF_ERROR, JB_PDF_ERROR_FONT, "%s: no subset can be made of %s", jb_face_path(face),
              jb_face_postscript_name(face));
  return false;
}

void jb_font_program_clear(JbFontProgram *program)
{
  g_clear_pointer(&program->bytes, g_byte_array_unref);
  g_clear_pointer(&program->cid_to_gid, g_byte_array_unref);
}
