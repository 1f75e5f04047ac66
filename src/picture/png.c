/* SPDX-License-Identifier: MIT
 * picture/png: PNG → 8-bit grey or RGB, by libpng.
 *
 * libpng leaves by longjmp. Everything that outlives a step is kept in PngReader or in the raster, and the one function
 * that calls setjmp has no local variables, so nothing is leaked or clobbered. Errors, and a wrong checksum in any
 * chunk, mean a damaged picture; libpng's warnings speak of odd metadata only (a well-known wrong sRGB profile that
 * Photoshop wrote for years) and are not passed on. */
#include "picture/raster.h"

#include <png.h>
#include <setjmp.h>
#include <string.h>

typedef struct PngReader {
  png_structp png;
  png_infop info;
  const uint8_t *bytes;
  size_t length, offset;
  JbRaster *raster;
  GError **error;
} PngReader;

static void fail(png_structp png, png_const_charp words)
{
  PngReader *reader = png_get_error_ptr(png);
  g_set_error_literal(reader->error, JB_RASTER_ERROR, JB_RASTER_ERROR_DAMAGED, words);
  png_longjmp(png, 1);
}

static void ignore_warning(png_structp png, png_const_charp words)
{
  (void)png;
  (void)words;
}

static void read_bytes(png_structp png, png_bytep out, size_t count)
{
  PngReader *reader = png_get_io_ptr(png);
  if (count > reader->length - reader->offset) {
    png_error(png, "the file ends too early");
  }
  memcpy(out, reader->bytes + reader->offset, count);
  reader->offset += count;
}

/* Runs a step that may leave by longjmp; false when it did. */
static bool run(PngReader *reader, void (*step)(PngReader *reader))
{
  if (setjmp(png_jmpbuf(reader->png))) {
    return false;
  }
  step(reader);
  return true;
}

static void read_head(PngReader *reader)
{
  png_set_read_fn(reader->png, reader, read_bytes);
  png_set_crc_action(reader->png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
  png_set_user_limits(reader->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX); /* the cap on pixels is ours to tell */
  png_read_info(reader->png, reader->info);
  reader->raster->width = png_get_image_width(reader->png, reader->info);
  reader->raster->height = png_get_image_height(reader->png, reader->info);
  png_uint_32 x, y;
  int unit;
  if (png_get_pHYs(reader->png, reader->info, &x, &y, &unit) && unit == PNG_RESOLUTION_METER) {
    reader->raster->density_x = x * 0.0254;
    reader->raster->density_y = y * 0.0254;
  }
}

static void take_profile(PngReader *reader)
{
  png_charp name;
  int compression;
  png_bytep profile;
  png_uint_32 size;
  if (png_get_color_type(reader->png, reader->info) & PNG_COLOR_MASK_COLOR &&
      png_get_iCCP(reader->png, reader->info, &name, &compression, &profile, &size)) {
    reader->raster->profile = g_bytes_new(profile, size);
  }
}

/* Any kind of PNG to 8 bits a channel: 1 or 3 colours, with or without alpha. */
static void ask_for_8_bits(PngReader *reader)
{
  png_set_expand(reader->png); /* palettes, 1 to 4 bits, tRNS */
  png_set_scale_16(reader->png);
  /* A profile says more than gAMA, and sRGB is what we take samples for anyway (PNG specification 11.3.3). */
  png_fixed_point gamma;
  if (!png_get_valid(reader->png, reader->info, PNG_INFO_sRGB | PNG_INFO_iCCP) &&
      png_get_gAMA_fixed(reader->png, reader->info, &gamma)) {
    png_set_gamma_fixed(reader->png, PNG_DEFAULT_sRGB, gamma);
  }
}

static void read_rows(PngReader *reader)
{
  JbRaster *raster = reader->raster;
  take_profile(reader);
  ask_for_8_bits(reader);
  int passes = png_set_interlace_handling(reader->png);
  png_read_update_info(reader->png, reader->info);
  raster->channels = png_get_channels(reader->png, reader->info);
  size_t row_size = png_get_rowbytes(reader->png, reader->info);
  if (row_size != (size_t)raster->width * (size_t)raster->channels) {
    png_error(reader->png, "unexpected row size");
  }
  raster->samples = g_malloc0(row_size * raster->height);
  for (int pass = 0; pass < passes; pass++) {
    for (size_t row = 0; row < raster->height; row++) {
      png_read_row(reader->png, raster->samples + row * row_size, NULL);
    }
  }
  png_read_end(reader->png, NULL);
}

/* Lays 2 or 4 channels on white paper; the last one is opacity. */
static void flatten(JbRaster *raster)
{
  if (raster->channels != 2 && raster->channels != 4) {
    return;
  }
  size_t pixels = (size_t)raster->width * raster->height, colours = (size_t)raster->channels - 1;
  const uint8_t *from = raster->samples;
  uint8_t *to = raster->samples;
  for (size_t i = 0; i < pixels; i++, from += colours + 1) {
    unsigned opacity = from[colours];
    for (size_t channel = 0; channel < colours; channel++) {
      *to++ = (uint8_t)(255 - ((255u - from[channel]) * opacity + 127) / 255);
    }
  }
  raster->samples = g_realloc(raster->samples, pixels * colours);
  raster->channels = (int)colours;
}

bool jb_raster_decode_png(GBytes *bytes, JbRaster *raster, GError **error)
{
  PngReader reader = {.raster = raster, .error = error};
  reader.bytes = g_bytes_get_data(bytes, &reader.length);
  reader.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &reader, fail, ignore_warning);
  reader.info = reader.png ? png_create_info_struct(reader.png) : NULL;
  if (!reader.info && error && !*error) {
    g_set_error_literal(error, JB_RASTER_ERROR, JB_RASTER_ERROR_DAMAGED, "libpng does not start");
  }
  bool done = reader.info && run(&reader, read_head) && jb_raster_check_size(raster, error) && run(&reader, read_rows);
  png_destroy_read_struct(&reader.png, &reader.info, NULL);
  if (done) {
    flatten(raster);
  }
  return done;
}
