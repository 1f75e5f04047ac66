/* SPDX-License-Identifier: MIT
 * picture/picture: a file's bytes → what is printed: which kind it is, decoded, in the press's colours. */
#include "picture/picture.h"

#include "picture/raster.h"

#include <string.h>

typedef enum PictureKind {
  KIND_UNKNOWN,
  KIND_PNG,
  KIND_JPEG,
  KIND_OTHER, /* known, and not supported */
} PictureKind;

typedef struct Signature {
  size_t offset;
  const char *bytes;
  size_t length;
  PictureKind kind;
  const char *name;
} Signature;

#define AT(offset, bytes) (offset), (bytes), sizeof(bytes) - 1

static const Signature signatures[] = {
    {AT(0, "\x89PNG"), KIND_PNG, "PNG"},      {AT(0, "\xFF\xD8\xFF"), KIND_JPEG, "JPEG"},
    {AT(0, "GIF8"), KIND_OTHER, "GIF"},       {AT(8, "WEBP"), KIND_OTHER, "WebP"},
    {AT(4, "ftypavif"), KIND_OTHER, "AVIF"},  {AT(4, "ftyphei"), KIND_OTHER, "HEIC"},
    {AT(4, "ftyphev"), KIND_OTHER, "HEIC"},   {AT(4, "ftypmif1"), KIND_OTHER, "HEIC"},
    {AT(4, "ftypmsf1"), KIND_OTHER, "HEIC"},  {AT(0, "II*\0"), KIND_OTHER, "TIFF"},
    {AT(0, "MM\0*"), KIND_OTHER, "TIFF"},     {AT(0, "8BPS"), KIND_OTHER, "Photoshop (PSD)"},
    {AT(0, "%PDF-"), KIND_OTHER, "PDF"},      {AT(0, "%!PS"), KIND_OTHER, "PostScript"},
    {AT(4, "jP  "), KIND_OTHER, "JPEG 2000"}, {AT(0, "PK\x03\x04"), KIND_OTHER, "ZIP (DOCX, XLSX, …)"},
    {AT(0, "BM"), KIND_OTHER, "BMP"},
};
#undef AT

static bool contains(const char *text, const char *word)
{
  return strstr(text, word) != NULL;
}

/* Markup instead of a picture: an SVG drawing, or the page a server sent in place of one. NULL: neither. */
static const char *markup_name(const uint8_t *data, size_t size)
{
  char head[1024];
  size_t length = 0;
  for (size_t i = 0; i < size && length + 1 < sizeof head; i++) {
    if (data[i] != '\0') { /* UTF-16 will do */
      head[length++] = g_ascii_tolower((char)data[i]);
    }
  }
  head[length] = '\0';
  const char *text = head + strcspn(head, "<");
  if (text - head > 16) { /* a byte order mark and white space, no more */
    return NULL;
  }
  if (contains(text, "<!doctype html") || contains(text, "<html")) {
    return "HTML";
  }
  return contains(text, "<svg") || contains(text, "<!doctype svg") ? "SVG" : NULL;
}

static PictureKind find_kind(GBytes *bytes, const char **name)
{
  size_t size;
  const uint8_t *data = g_bytes_get_data(bytes, &size);
  for (size_t i = 0; i < G_N_ELEMENTS(signatures); i++) {
    const Signature *signature = &signatures[i];
    if (size >= signature->offset + signature->length &&
        memcmp(data + signature->offset, signature->bytes, signature->length) == 0) {
      *name = signature->name;
      return signature->kind;
    }
  }
  *name = markup_name(data, size);
  return *name ? KIND_OTHER : KIND_UNKNOWN;
}

static bool decode_raster(GBytes *bytes, const char *name, JbPlace place, JbRaster *raster, JbFindings *findings)
{
  const char *kind_name = NULL;
  PictureKind kind = find_kind(bytes, &kind_name);
  if (kind == KIND_OTHER) {
    jb_find(findings, PICTURE_KIND, place, name, kind_name);
    return false;
  }
  if (kind == KIND_UNKNOWN) {
    g_autofree char *size = g_strdup_printf("%" G_GSIZE_FORMAT, g_bytes_get_size(bytes));
    jb_find(findings, PICTURE_UNKNOWN, place, name, size);
    return false;
  }
  g_autoptr(GError) error = NULL;
  if (kind == KIND_PNG ? jb_raster_decode_png(bytes, raster, &error)
                       : jb_raster_decode_jpeg(bytes, true, raster, &error)) {
    return true;
  }
  if (g_error_matches(error, JB_RASTER_ERROR, JB_RASTER_ERROR_TOO_LARGE)) {
    g_autofree char *width = g_strdup_printf("%" G_GUINT32_FORMAT, raster->width);
    g_autofree char *height = g_strdup_printf("%" G_GUINT32_FORMAT, raster->height);
    g_autofree char *limit = g_strdup_printf("%u", JB_PICTURE_MAXIMUM_PIXELS);
    jb_find(findings, PICTURE_TOO_LARGE, place, name, width, height, limit);
  } else {
    jb_find(findings, PICTURE_DAMAGED, place, name, kind_name, error->message);
  }
  return false;
}

/* RGB samples to CMYK. An embedded profile that cannot be used is a warning, and sRGB is taken. */
static bool convert_colours(JbRaster *raster, const char *name, JbPlace place, const JbColourConverter *converter,
                            JbFindings *findings)
{
  size_t pixels = (size_t)raster->width * raster->height;
  g_autofree uint8_t *cmyk = g_malloc(pixels * 4);
  g_autoptr(GError) error = NULL, plain_error = NULL;
  if (!jb_colour_convert_rgb(converter, raster->profile, raster->samples, cmyk, pixels, &error)) {
    if (!raster->profile || !jb_colour_convert_rgb(converter, NULL, raster->samples, cmyk, pixels, &plain_error)) {
      jb_find(findings, PICTURE_COLOUR, place, name, plain_error ? plain_error->message : error->message);
      return false;
    }
    jb_find(findings, PICTURE_PROFILE, place, name, error->message);
  }
  g_free(raster->samples);
  raster->samples = g_steal_pointer(&cmyk);
  raster->channels = 4;
  return true;
}

JbPicture *jb_picture_decode(GBytes *bytes, const char *name, JbPlace place, const JbColourConverter *converter,
                             JbFindings *findings)
{
  g_auto(JbRaster) raster = {0};
  if (!decode_raster(bytes, name, place, &raster, findings)) {
    return NULL;
  }
  jb_raster_drop_false_colour(&raster);
  if (raster.channels == 3 && !convert_colours(&raster, name, place, converter, findings)) {
    return NULL;
  }
  JbPicture *picture = g_new0(JbPicture, 1);
  picture->width = raster.width;
  picture->height = raster.height;
  picture->density_x = raster.density_x;
  picture->density_y = raster.density_y;
  picture->components = raster.channels;
  picture->samples = g_steal_pointer(&raster.samples);
  picture->jpeg = g_steal_pointer(&raster.jpeg);
  picture->jpeg_inverted = raster.inverted;
  return picture;
}

void jb_picture_free(JbPicture *picture)
{
  if (!picture) {
    return;
  }
  g_free(picture->samples);
  g_clear_pointer(&picture->jpeg, g_bytes_unref);
  g_free(picture);
}

bool jb_picture_to_screen(const JbPicture *picture, const JbColourConverter *converter, uint8_t *rgb, GError **error)
{
  g_auto(JbRaster) raster = {0};
  if (picture->jpeg && !jb_raster_decode_jpeg(picture->jpeg, false, &raster, error)) {
    return false;
  }
  const uint8_t *samples = picture->jpeg ? raster.samples : picture->samples;
  size_t pixels = (size_t)picture->width * picture->height;
  if (picture->components == 4) {
    return jb_colour_convert_to_screen(converter, samples, rgb, pixels, error);
  }
  for (size_t i = 0; i < pixels; i++) {
    memset(rgb + 3 * i, samples[i], 3);
  }
  return true;
}

double jb_picture_resolution(const JbPicture *picture, double width, double height)
{
  return MIN(picture->width * 72.0 / width, picture->height * 72.0 / height);
}
