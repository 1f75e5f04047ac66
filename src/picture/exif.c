/* SPDX-License-Identifier: MIT
 * picture/exif: the first directory of the TIFF structure in a JPEG's APP1 marker, read with every offset checked. */
#include "picture/exif.h"

#include <stdbool.h>
#include <string.h>

enum { TYPE_SHORT = 3, TYPE_RATIONAL = 5 };
enum { TAG_ORIENTATION = 0x0112, TAG_X_RESOLUTION = 0x011A, TAG_Y_RESOLUTION = 0x011B, TAG_RESOLUTION_UNIT = 0x0128 };
enum { HEADER_SIZE = 6, ENTRY_SIZE = 12, UNIT_CENTIMETRE = 3 };

/* TIFF bytes after "Exif\0\0"; offsets count from their start. */
typedef struct Tiff {
  const uint8_t *bytes;
  size_t length;
  bool big_endian;
} Tiff;

static bool read_number(const Tiff *tiff, size_t offset, size_t size, uint32_t *number)
{
  if (offset > tiff->length || size > tiff->length - offset) {
    return false;
  }
  *number = 0;
  for (size_t i = 0; i < size; i++) {
    *number = *number << 8 | tiff->bytes[offset + (tiff->big_endian ? i : size - 1 - i)];
  }
  return true;
}

/* A SHORT or RATIONAL value of a directory entry; false for other types and values outside the block. */
static bool read_value(const Tiff *tiff, size_t entry, double *value)
{
  uint32_t type, count, number, where, numerator, denominator;
  if (!read_number(tiff, entry + 2, 2, &type) || !read_number(tiff, entry + 4, 4, &count) || count != 1) {
    return false;
  }
  if (type == TYPE_SHORT && read_number(tiff, entry + 8, 2, &number)) {
    *value = number;
    return true;
  }
  if (type != TYPE_RATIONAL || !read_number(tiff, entry + 8, 4, &where) || !read_number(tiff, where, 4, &numerator) ||
      !read_number(tiff, (size_t)where + 4, 4, &denominator) || denominator == 0) {
    return false;
  }
  *value = (double)numerator / denominator;
  return true;
}

static void read_directory(const Tiff *tiff, size_t directory, JbExif *exif)
{
  uint32_t count, tag;
  double value, to_inch = 1;
  if (!read_number(tiff, directory, 2, &count)) {
    return;
  }
  for (size_t i = 0, entry = directory + 2; i < count; i++, entry += ENTRY_SIZE) {
    if (!read_number(tiff, entry, 2, &tag) || !read_value(tiff, entry, &value)) {
      continue;
    }
    if (tag == TAG_ORIENTATION && value >= 1 && value <= 8) {
      exif->orientation = (int)value;
    } else if (tag == TAG_X_RESOLUTION) {
      exif->density_x = value;
    } else if (tag == TAG_Y_RESOLUTION) {
      exif->density_y = value;
    } else if (tag == TAG_RESOLUTION_UNIT) {
      to_inch = value == UNIT_CENTIMETRE ? 2.54 : 1;
    }
  }
  exif->density_x *= to_inch;
  exif->density_y *= to_inch;
}

JbExif jb_exif_parse(const uint8_t *block, size_t length)
{
  JbExif exif = {.orientation = 1};
  if (length < HEADER_SIZE + 8 || memcmp(block, "Exif\0\0", HEADER_SIZE) != 0) {
    return exif;
  }
  Tiff tiff = {.bytes = block + HEADER_SIZE, .length = length - HEADER_SIZE};
  tiff.big_endian = memcmp(tiff.bytes, "MM", 2) == 0;
  uint32_t magic, directory;
  if ((tiff.big_endian || memcmp(tiff.bytes, "II", 2) == 0) && read_number(&tiff, 2, 2, &magic) && magic == 42 &&
      read_number(&tiff, 4, 4, &directory)) {
    read_directory(&tiff, directory, &exif);
  }
  return exif;
}
