/* SPDX-License-Identifier: MIT
 * pdf/resources: tables of what was used, each thing written once. The dictionaries of fonts, inks and graphics states
 * are announced with the first page and written after the last, since only then is known what is in them. */
#include "pdf/resources.h"

#include "base/number.h"
#include "pdf/pdf.h"
#include "pdf/syntax.h"
#include "picture/picture.h"

typedef struct UsedPicture {
  const JbPicture *picture;
  JbObjectId object;
} UsedPicture;

struct JbResources {
  JbHaru *haru;
  JbDeflater *deflater;
  GPtrArray *fonts; /* of JbPdfFont */
  GArray *inks;     /* of JbColour */
  GArray *pictures; /* of UsedPicture */
  JbObjectId font_object, ink_object, state_object;
  JbObjectId plain; /* the resources of a page without pictures */
};

static void font_free(gpointer font)
{
  jb_pdf_font_free(font);
}

JbResources *jb_resources_new(JbHaru *haru, JbDeflater *deflater)
{
  JbResources *resources = g_new0(JbResources, 1);
  resources->haru = haru;
  resources->deflater = deflater;
  resources->fonts = g_ptr_array_new_with_free_func(font_free);
  resources->inks = g_array_new(FALSE, FALSE, sizeof(JbColour));
  resources->pictures = g_array_new(FALSE, FALSE, sizeof(UsedPicture));
  resources->font_object = jb_haru_add(haru, NULL);
  resources->ink_object = jb_haru_add(haru, NULL);
  resources->state_object = jb_haru_add(haru, NULL);
  return resources;
}

void jb_resources_free(JbResources *resources)
{
  if (!resources) {
    return;
  }
  g_ptr_array_unref(resources->fonts);
  g_array_unref(resources->inks);
  g_array_unref(resources->pictures);
  g_free(resources);
}

unsigned jb_resources_font(JbResources *resources, const JbFace *face, JbPdfFont **font)
{
  for (guint i = 0; i < resources->fonts->len; i++) {
    *font = g_ptr_array_index(resources->fonts, i);
    if (jb_pdf_font_face(*font) == face) {
      return i + 1;
    }
  }
  *font = jb_pdf_font_new(face);
  g_ptr_array_add(resources->fonts, *font);
  return resources->fonts->len;
}

unsigned jb_resources_ink(JbResources *resources, const JbColour *colour)
{
  JbColour full = *colour; /* tint and overprint are no part of the ink */
  full.level = 1;
  full.overprint = false;
  for (guint i = 0; i < resources->inks->len; i++) {
    if (jb_colour_equal(&g_array_index(resources->inks, JbColour, i), &full)) {
      return i + 1;
    }
  }
  g_array_append_val(resources->inks, full);
  return resources->inks->len;
}

static JbObjectId write_picture(const JbResources *resources, const JbPicture *picture)
{
  const bool known = (picture->components == 1 || picture->components == 4) && (picture->jpeg || picture->samples);
  if (!known || picture->width == 0 || picture->height == 0) {
    jb_haru_fail(resources->haru,
                 g_error_new(JB_PDF_ERROR, JB_PDF_ERROR_PICTURE, "a picture of %u by %u pixels and %d components",
                             picture->width, picture->height, picture->components));
    return 0;
  }
  g_autoptr(GString) body = g_string_new("/Type/XObject/Subtype/Image");
  g_string_append_printf(body, "/Width %u/Height %u/BitsPerComponent 8/ColorSpace/%s/Filter/%s", picture->width,
                         picture->height, picture->components == 4 ? "DeviceCMYK" : "DeviceGray",
                         picture->jpeg ? "DCTDecode" : "FlateDecode");
  if (picture->jpeg && picture->jpeg_inverted) {
    g_string_append(body, picture->components == 4 ? "/Decode[1 0 1 0 1 0 1 0]" : "/Decode[1 0]");
  }
  gsize length;
  if (picture->jpeg) {
    const void *bytes = g_bytes_get_data(picture->jpeg, &length);
    return jb_haru_add_stream(resources->haru, body->str, bytes, length);
  }
  const size_t samples = (size_t)picture->width * picture->height * (size_t)picture->components;
  const uint8_t *bytes = jb_deflater_run(resources->deflater, JB_DEFLATE_TEXT, picture->samples, samples, &length);
  return jb_haru_add_stream(resources->haru, body->str, bytes, length);
}

unsigned jb_resources_picture(JbResources *resources, const JbPicture *picture)
{
  for (guint i = 0; i < resources->pictures->len; i++) {
    if (g_array_index(resources->pictures, UsedPicture, i).picture == picture) {
      return i + 1;
    }
  }
  const UsedPicture used = {picture, write_picture(resources, picture)};
  g_array_append_val(resources->pictures, used);
  return resources->pictures->len;
}

JbObjectId jb_resources_of_page(JbResources *resources, const GArray *pictures)
{
  if (pictures->len == 0 && resources->plain != 0) {
    return resources->plain;
  }
  g_autoptr(GString) body = g_string_new(NULL);
  g_string_append_printf(body, "/Font %u 0 R/ColorSpace %u 0 R/ExtGState %u 0 R", resources->font_object,
                         resources->ink_object, resources->state_object);
  if (pictures->len == 0) {
    return resources->plain = jb_haru_add(resources->haru, body->str);
  }
  g_string_append(body, "/XObject<<");
  for (guint i = 0; i < pictures->len; i++) {
    const unsigned number = g_array_index(pictures, unsigned, i);
    g_string_append_printf(body, "/I%u %u 0 R", number,
                           g_array_index(resources->pictures, UsedPicture, number - 1).object);
  }
  g_string_append(body, ">>");
  return jb_haru_add(resources->haru, body->str);
}

/* A tint transform from no ink to the alternate at full strength (ISO 32000-1 8.6.6.4). */
static void append_ink(GString *body, guint number, const JbColour *ink)
{
  g_string_append_printf(body, "/S%u[/Separation", number);
  jb_pdf_append_name(body, ink->separation ? ink->separation : "All");
  g_string_append(body, "/DeviceCMYK<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[");
  for (int i = 0; i < 4; i++) {
    g_string_append(body, i == 0 ? "" : " ");
    jb_append_number(body, ink->ink[i], 4);
  }
  g_string_append(body, "]>>]");
}

void jb_resources_write(JbResources *resources)
{
  g_autoptr(GString) fonts = g_string_new(NULL);
  for (guint i = 0; i < resources->fonts->len && !jb_haru_failed(resources->haru); i++) {
    const JbPdfFont *font = g_ptr_array_index(resources->fonts, i);
    g_string_append_printf(fonts, "/F%u %u 0 R", i + 1, jb_pdf_font_write(font, resources->haru, resources->deflater));
  }
  g_autoptr(GString) inks = g_string_new(NULL);
  for (guint i = 0; i < resources->inks->len; i++) {
    append_ink(inks, i + 1, &g_array_index(resources->inks, JbColour, i));
  }
  jb_haru_set(resources->haru, resources->font_object, fonts->str);
  jb_haru_set(resources->haru, resources->ink_object, inks->str);
  jb_haru_set(resources->haru, resources->state_object,
              "/O<</Type/ExtGState/OP true/op true/OPM 1>>/N<</Type/ExtGState/OP false/op false/OPM 1>>");
}
