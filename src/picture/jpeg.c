/* SPDX-License-Identifier: MIT
 * picture/jpeg: JPEG → 8-bit grey, RGB or CMYK samples, or proof that the file's own bytes may be passed through, by
 * libjpeg-turbo.
 *
 * libjpeg reports by callbacks that may not return; they longjmp to the one function that calls setjmp, which has no
 * local variables. What libjpeg merely warns of (data cut short, impossible codes) prints as grey smears: all but one
 * warning count as damage. */
#include "picture/exif.h"
#include "picture/raster.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include <jerror.h>

enum { MARKER_EXIF = JPEG_APP0 + 1, MARKER_PROFILE = JPEG_APP0 + 2, MARKER_LENGTH = 0xFFFF };
/* A progressive file of a few kB can ask for thousands of passes over 100 megapixels; encoders write about ten. */
enum { SCAN_MAXIMUM = 100 };

typedef struct JpegReader {
  struct jpeg_decompress_struct decompressor;
  struct jpeg_error_mgr errors;
  struct jpeg_progress_mgr progress;
  jmp_buf escape;
  const uint8_t *bytes;
  size_t length;
  JbRaster *raster;
  JbExif exif;
  bool pass_through; /* asked for, then: possible */
  uint8_t *row;      /* while the samples are not kept */
  size_t consumed;   /* [byte] up to and with EOI */
  GError **error;
} JpegReader;

static void leave(JpegReader *reader, const char *words)
{
  g_set_error_literal(reader->error, JB_RASTER_ERROR, JB_RASTER_ERROR_DAMAGED, words);
  longjmp(reader->escape, 1);
}

static void on_error(j_common_ptr common)
{
  char words[JMSG_LENGTH_MAX];
  common->err->format_message(common, words);
  leave(common->client_data, words);
}

static void on_message(j_common_ptr common, int level)
{
  if (level < 0 && common->err->msg_code != JWRN_JFIF_MAJOR) {
    on_error(common);
  }
}

static void on_progress(j_common_ptr common)
{
  JpegReader *reader = common->client_data;
  if (reader->decompressor.input_scan_number > SCAN_MAXIMUM) {
    leave(reader, "too many scans");
  }
}

/* Runs a step that may leave by longjmp; false when it did. */
static bool run(JpegReader *reader, void (*step)(JpegReader *reader))
{
  if (setjmp(reader->escape)) {
    return false;
  }
  step(reader);
  return true;
}

static void read_density(JpegReader *reader)
{
  const struct jpeg_decompress_struct *decompressor = &reader->decompressor;
  double to_inch = decompressor->density_unit == 1 ? 1 : decompressor->density_unit == 2 ? 2.54 : 0;
  if (decompressor->saw_JFIF_marker && to_inch > 0) {
    reader->raster->density_x = decompressor->X_density * to_inch;
    reader->raster->density_y = decompressor->Y_density * to_inch;
  } else {
    reader->raster->density_x = reader->exif.density_x;
    reader->raster->density_y = reader->exif.density_y;
  }
}

static void read_head(JpegReader *reader)
{
  struct jpeg_decompress_struct *decompressor = &reader->decompressor;
  jpeg_create_decompress(decompressor);
  decompressor->client_data = reader;
  decompressor->progress = &reader->progress;
  jpeg_mem_src(decompressor, reader->bytes, reader->length);
  jpeg_save_markers(decompressor, MARKER_EXIF, MARKER_LENGTH);
  jpeg_save_markers(decompressor, MARKER_PROFILE, MARKER_LENGTH);
  jpeg_read_header(decompressor, TRUE);
  reader->raster->width = decompressor->image_width;
  reader->raster->height = decompressor->image_height;
  reader->exif.orientation = 1;
  for (const struct jpeg_marker_struct *marker = decompressor->marker_list; marker; marker = marker->next) {
    if (marker->marker == MARKER_EXIF && marker->data_length >= 4 && memcmp(marker->data, "Exif", 4) == 0) {
      reader->exif = jb_exif_parse(marker->data, marker->data_length);
    }
  }
  read_density(reader);
}

static void choose_colours(JpegReader *reader)
{
  struct jpeg_decompress_struct *decompressor = &reader->decompressor;
  switch (decompressor->jpeg_color_space) {
  case JCS_GRAYSCALE:
    decompressor->out_color_space = JCS_GRAYSCALE;
    break;
  case JCS_RGB:
  case JCS_YCbCr:
    decompressor->out_color_space = JCS_RGB;
    break;
  case JCS_CMYK:
  case JCS_YCCK:
    decompressor->out_color_space = JCS_CMYK;
    break;
  default:
    leave(reader, "neither grey, RGB nor CMYK");
  }
  /* PDF's DCTDecode knows no arithmetic coding (ISO 32000-1, 7.4.8), and a page has no EXIF. */
  reader->pass_through = reader->pass_through && decompressor->out_color_space != JCS_RGB &&
                         !decompressor->arith_code && reader->exif.orientation == 1;
}

static void take_profile(JpegReader *reader)
{
  JOCTET *profile;
  unsigned size;
  if (reader->decompressor.out_color_space != JCS_RGB ||
      !jpeg_read_icc_profile(&reader->decompressor, &profile, &size)) {
    return;
  }
  reader->raster->profile = g_bytes_new(profile, size);
  free(profile); /* libjpeg's, from malloc */
}

static void read_rows(JpegReader *reader)
{
  struct jpeg_decompress_struct *decompressor = &reader->decompressor;
  JbRaster *raster = reader->raster;
  choose_colours(reader);
  take_profile(reader);
  jpeg_start_decompress(decompressor);
  raster->channels = decompressor->output_components;
  size_t row_size = (size_t)raster->width * (size_t)raster->channels;
  if (reader->pass_through) {
    reader->row = g_malloc(row_size);
  } else {
    raster->samples = g_malloc(row_size * raster->height);
  }
  while (decompressor->output_scanline < decompressor->output_height) {
    JSAMPROW row = reader->row ? reader->row : raster->samples + decompressor->output_scanline * row_size;
    jpeg_read_scanlines(decompressor, &row, 1);
  }
  jpeg_finish_decompress(decompressor);
  reader->consumed = reader->length - decompressor->src->bytes_in_buffer;
}

/* Adobe's programs write CMYK upside down, and say so by their marker only. */
static void settle_inks(JpegReader *reader)
{
  JbRaster *raster = reader->raster;
  bool inverted = raster->channels == 4 && reader->decompressor.saw_Adobe_marker;
  if (reader->pass_through) {
    raster->inverted = inverted;
  } else if (inverted) {
    size_t count = (size_t)raster->width * raster->height * 4;
    for (size_t i = 0; i < count; i++) {
      raster->samples[i] = (uint8_t)(255 - raster->samples[i]);
    }
  }
}

bool jb_raster_decode_jpeg(GBytes *bytes, bool pass_through, JbRaster *raster, GError **error)
{
  g_autofree JpegReader *reader = g_new0(JpegReader, 1);
  reader->raster = raster;
  reader->pass_through = pass_through;
  reader->error = error;
  reader->bytes = g_bytes_get_data(bytes, &reader->length);
  reader->decompressor.err = jpeg_std_error(&reader->errors);
  reader->errors.error_exit = on_error;
  reader->errors.emit_message = on_message;
  reader->progress.progress_monitor = on_progress;
  reader->decompressor.client_data = reader;
  bool done = run(reader, read_head) && jb_raster_check_size(raster, error) && run(reader, read_rows);
  if (done) {
    settle_inks(reader);
    if (reader->pass_through) {
      raster->jpeg = g_bytes_new_from_bytes(bytes, 0, reader->consumed);
    }
    jb_raster_turn(raster, reader->exif.orientation);
  }
  jpeg_destroy_decompress(&reader->decompressor);
  g_free(reader->row);
  return done;
}
