/* SPDX-License-Identifier: MIT
 * picture/raster: what is done with decoded samples whatever file they came from. */
#include "picture/raster.h"

#include "picture/picture.h"

#include <string.h>

GQuark jb_raster_error_quark(void)
{
  return g_quark_from_static_string("jb-raster-error");
}

bool jb_raster_check_size(const JbRaster *raster, GError **error)
{
  if ((uint64_t)raster->width * raster->height <= JB_PICTURE_MAXIMUM_PIXELS) {
    return true;
  }
  g_set_error_literal(error, JB_RASTER_ERROR, JB_RASTER_ERROR_TOO_LARGE, "too many pixels");
  return false;
}

void jb_raster_turn(JbRaster *raster, int orientation)
{
  /* EXIF 2.3, tag 274: how rows and columns of the file lie in the upright picture. */
  static const struct {
    bool swap, flip_x, flip_y;
  } turns[9] = {
      [2] = {false, true, false}, [3] = {false, true, true}, [4] = {false, false, true}, [5] = {true, false, false},
      [6] = {true, true, false},  [7] = {true, true, true},  [8] = {true, false, true}};
  if (orientation < 2 || orientation > 8 || !raster->samples) {
    return;
  }
  bool swap = turns[orientation].swap;
  size_t channels = (size_t)raster->channels;
  size_t width = swap ? raster->height : raster->width, height = swap ? raster->width : raster->height;
  uint8_t *upright = g_malloc(width * height * channels);
  const uint8_t *from = raster->samples;
  for (size_t row = 0; row < raster->height; row++) {
    for (size_t column = 0; column < raster->width; column++) {
      size_t x = swap ? row : column, y = swap ? column : row;
      x = turns[orientation].flip_x ? width - 1 - x : x;
      y = turns[orientation].flip_y ? height - 1 - y : y;
      memcpy(upright + (y * width + x) * channels, from, channels);
      from += channels;
    }
  }
  g_free(raster->samples);
  raster->samples = upright;
  raster->width = (uint32_t)width;
  raster->height = (uint32_t)height;
  if (swap) {
    double density_x = raster->density_x;
    raster->density_x = raster->density_y;
    raster->density_y = density_x;
  }
}

void jb_raster_drop_false_colour(JbRaster *raster)
{
  if (raster->channels != 3 || !raster->samples) {
    return;
  }
  size_t pixels = (size_t)raster->width * raster->height;
  uint8_t *samples = raster->samples;
  for (size_t i = 0; i < pixels; i++) {
    if (samples[3 * i] != samples[3 * i + 1] || samples[3 * i] != samples[3 * i + 2]) {
      return;
    }
  }
  for (size_t i = 0; i < pixels; i++) {
    samples[i] = samples[3 * i];
  }
  raster->samples = g_realloc(samples, pixels);
  raster->channels = 1;
}

void jb_raster_clear(JbRaster *raster)
{
  g_clear_pointer(&raster->samples, g_free);
  g_clear_pointer(&raster->profile, g_bytes_unref);
  g_clear_pointer(&raster->jpeg, g_bytes_unref);
}
