/* SPDX-License-Identifier: MIT
 * Pictures: every kind of PNG and JPEG in its right colours, and no damaged byte let through. The files are made here,
 * with libpng and libjpeg. */
#include "picture/exif.h"
#include "picture/picture.h"

#include <glib.h>
#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include <jpeglib.h>

static const JbPlace place = {.path = "report.xml", .line = 3, .column = 5};

/* --- making files --- */

typedef struct PngPlan {
  uint32_t width, height;
  int depth, colour_type, interlace;
  const uint8_t *rows; /* packed as PNG packs them, big-endian */
  size_t row_size;
  const png_color *palette;
  int palette_size;
  const uint8_t *palette_opacity;
  int gamma;   /* [1/100000], 0: none */
  int density; /* [pixel per metre], 0: none */
} PngPlan;

static void append_png(png_structp png, png_bytep bytes, size_t length)
{
  g_byte_array_append(png_get_io_ptr(png), bytes, (guint)length);
}

static GBytes *make_png(const PngPlan *plan)
{
  GByteArray *out = g_byte_array_new();
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct(png);
  if (setjmp(png_jmpbuf(png)))
    g_error("libpng cannot write the test picture");
  png_set_write_fn(png, out, append_png, NULL);
  png_set_IHDR(png, info, plan->width, plan->height, plan->depth, plan->colour_type, plan->interlace,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  if (plan->palette)
    png_set_PLTE(png, info, plan->palette, plan->palette_size);
  if (plan->palette_opacity)
    png_set_tRNS(png, info, plan->palette_opacity, plan->palette_size, NULL);
  if (plan->gamma)
    png_set_gAMA_fixed(png, info, plan->gamma);
  if (plan->density)
    png_set_pHYs(png, info, (uint32_t)plan->density, (uint32_t)plan->density, PNG_RESOLUTION_METER);
  png_write_info(png, info);
  int passes = png_set_interlace_handling(png);
  for (int pass = 0; pass < passes; pass++)
    for (uint32_t row = 0; row < plan->height; row++)
      png_write_row(png, plan->rows + row * plan->row_size);
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return g_byte_array_free_to_bytes(out);
}

typedef struct JpegPlan {
  unsigned width, height;
  int channels;
  J_COLOR_SPACE given, kept;
  const uint8_t *samples;
  bool progressive, adobe;
  int density; /* [pixel per inch] */
  const uint8_t *exif;
  unsigned exif_size;
  GBytes *profile;
} JpegPlan;

static GBytes *make_jpeg(const JpegPlan *plan)
{
  struct jpeg_compress_struct compressor;
  struct jpeg_error_mgr errors;
  unsigned char *bytes = NULL;
  unsigned long size = 0;
  compressor.err = jpeg_std_error(&errors);
  jpeg_create_compress(&compressor);
  jpeg_mem_dest(&compressor, &bytes, &size);
  compressor.image_width = plan->width;
  compressor.image_height = plan->height;
  compressor.input_components = plan->channels;
  compressor.in_color_space = plan->given;
  jpeg_set_defaults(&compressor);
  jpeg_set_colorspace(&compressor, plan->kept);
  jpeg_set_quality(&compressor, 100, TRUE);
  for (int i = 0; i < compressor.num_components; i++)
    compressor.comp_info[i].h_samp_factor = compressor.comp_info[i].v_samp_factor = 1;
  compressor.write_Adobe_marker = plan->adobe;
  if (plan->density) {
    compressor.density_unit = 1;
    compressor.X_density = compressor.Y_density = (UINT16)plan->density;
  }
  if (plan->progressive)
    jpeg_simple_progression(&compressor);
  jpeg_start_compress(&compressor, TRUE);
  if (plan->exif)
    jpeg_write_marker(&compressor, JPEG_APP0 + 1, plan->exif, plan->exif_size);
  if (plan->profile)
    jpeg_write_icc_profile(&compressor, g_bytes_get_data(plan->profile, NULL),
                           (unsigned)g_bytes_get_size(plan->profile));
  while (compressor.next_scanline < plan->height) {
    JSAMPROW row =
        (JSAMPROW)(uintptr_t)(plan->samples + compressor.next_scanline * plan->width * (unsigned)plan->channels);
    jpeg_write_scanlines(&compressor, &row, 1);
  }
  jpeg_finish_compress(&compressor);
  jpeg_destroy_compress(&compressor);
  return g_bytes_new_with_free_func(bytes, size, free, bytes);
}

/* --- asking --- */

static JbPicture *decode(GBytes *bytes, JbFindings *findings)
{
  g_autoptr(JbColourConverter) converter = jb_colour_converter_new(NULL);
  return jb_picture_decode(bytes, "a.png", place, converter, findings);
}

static JbPicture *decode_well(GBytes *bytes)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  JbPicture *picture = decode(bytes, findings);
  for (size_t i = 0; i < jb_findings_count(findings); i++) {
    g_autofree char *arguments = g_strjoinv(" | ", jb_findings_at(findings, i)->arguments);
    g_test_message("%s", arguments);
  }
  g_assert_cmpuint(jb_findings_count(findings), ==, 0);
  g_assert_nonnull(picture);
  return picture;
}

static void assert_refused(GBytes *bytes, JbMessage message, const char *argument)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_assert_null(decode(bytes, findings));
  g_assert_cmpuint(jb_findings_count(findings), ==, 1);
  const JbFinding *finding = jb_findings_at(findings, 0);
  g_assert_cmpint(finding->message, ==, message);
  g_assert_cmpint(finding->place.line, ==, 3);
  g_assert_cmpstr(finding->arguments[0], ==, "a.png");
  if (argument)
    g_assert_cmpstr(finding->arguments[1], ==, argument);
}

static void assert_samples(const JbPicture *picture, int components, const uint8_t *expected, size_t count,
                           int tolerance)
{
  g_assert_cmpint(picture->components, ==, components);
  g_assert_nonnull(picture->samples);
  g_assert_cmpuint((size_t)picture->width * picture->height * (size_t)components, ==, count);
  for (size_t i = 0; i < count; i++)
    g_assert_cmpint(abs(picture->samples[i] - expected[i]), <=, tolerance);
}

/* What the converter makes of RGB: decoding must end in just that. */
static void assert_colours(const JbPicture *picture, const uint8_t *rgb, size_t pixels)
{
  g_autoptr(JbColourConverter) converter = jb_colour_converter_new(NULL);
  g_autofree uint8_t *cmyk = g_malloc(pixels * 4);
  g_assert_true(jb_colour_convert_rgb(converter, NULL, rgb, cmyk, pixels, NULL));
  assert_samples(picture, 4, cmyk, pixels * 4, 0);
}

/* --- PNG --- */

static void test_png_grey(void)
{
  static const uint8_t rows[] = {0, 51, 102, 153, 204, 255};
  PngPlan plan = {.width = 3,
                  .height = 2,
                  .depth = 8,
                  .colour_type = PNG_COLOR_TYPE_GRAY,
                  .rows = rows,
                  .row_size = 3,
                  .density = 11811};
  g_autoptr(GBytes) bytes = make_png(&plan);
  g_autoptr(JbPicture) picture = decode_well(bytes);
  assert_samples(picture, 1, rows, 6, 0);
  g_assert_cmpfloat_with_epsilon(picture->density_x, 300, 0.01); /* 11811 pixels a metre */
}

static void test_png_16_bits_and_few_bits(void)
{
  static const uint8_t deep[] = {0x00, 0x00, 0x80, 0x00, 0xFF, 0xFF, 0x12, 0x34};
  static const uint8_t deep_expected[] = {0, 128, 255, 18}; /* v · 255 / 65535, rounded: 127.5 up, 18.13 down */
  PngPlan plan = {
      .width = 4, .height = 1, .depth = 16, .colour_type = PNG_COLOR_TYPE_GRAY, .rows = deep, .row_size = 8};
  g_autoptr(GBytes) bytes = make_png(&plan);
  g_autoptr(JbPicture) picture = decode_well(bytes);
  assert_samples(picture, 1, deep_expected, 4, 0);

  static const uint8_t two_bits[] = {0x1B}; /* 0 1 2 3 */
  static const uint8_t two_bits_expected[] = {0, 85, 170, 255};
  PngPlan small = {
      .width = 4, .height = 1, .depth = 2, .colour_type = PNG_COLOR_TYPE_GRAY, .rows = two_bits, .row_size = 1};
  g_autoptr(GBytes) small_bytes = make_png(&small);
  g_autoptr(JbPicture) small_picture = decode_well(small_bytes);
  assert_samples(small_picture, 1, two_bits_expected, 4, 0);
}

static void test_png_rgb_and_false_colour(void)
{
  static const uint8_t colours[] = {200, 30, 40, 10, 120, 60};
  PngPlan plan = {
      .width = 2, .height = 1, .depth = 8, .colour_type = PNG_COLOR_TYPE_RGB, .rows = colours, .row_size = 6};
  g_autoptr(GBytes) bytes = make_png(&plan);
  g_autoptr(JbPicture) picture = decode_well(bytes);
  assert_colours(picture, colours, 2);

  static const uint8_t greys[] = {7, 7, 7, 130, 130, 130}, expected[] = {7, 130};
  plan.rows = greys;
  g_autoptr(GBytes) grey_bytes = make_png(&plan);
  g_autoptr(JbPicture) grey = decode_well(grey_bytes);
  assert_samples(grey, 1, expected, 2, 0);
}

/* Laid on white: v · a + 255 · (1 − a). */
static void test_png_transparency(void)
{
  static const uint8_t grey_alpha[] = {0, 255, 0, 0, 0, 102, 100, 51};
  static const uint8_t expected[] = {0, 255, 153, 224}; /* 255 − 0.4 · 255 ; 255 − 0.2 · 155 */
  PngPlan plan = {
      .width = 4, .height = 1, .depth = 8, .colour_type = PNG_COLOR_TYPE_GRAY_ALPHA, .rows = grey_alpha, .row_size = 8};
  g_autoptr(GBytes) bytes = make_png(&plan);
  g_autoptr(JbPicture) picture = decode_well(bytes);
  assert_samples(picture, 1, expected, 4, 0);

  static const uint8_t rgba[] = {200, 30, 40, 255, 10, 20, 30, 0}, flat[] = {200, 30, 40, 255, 255, 255};
  PngPlan colour = {
      .width = 2, .height = 1, .depth = 8, .colour_type = PNG_COLOR_TYPE_RGB_ALPHA, .rows = rgba, .row_size = 8};
  g_autoptr(GBytes) colour_bytes = make_png(&colour);
  g_autoptr(JbPicture) colour_picture = decode_well(colour_bytes);
  assert_colours(colour_picture, flat, 2);
}

static void test_png_palette(void)
{
  static const png_color palette[] = {{200, 30, 40}, {0, 0, 0}, {10, 120, 60}, {255, 255, 255}};
  static const uint8_t opacity[] = {255, 102, 255, 0};
  static const uint8_t rows[] = {0x1B}; /* 0 1 2 3 */
  static const uint8_t flat[] = {200, 30, 40, 153, 153, 153, 10, 120, 60, 255, 255, 255};
  PngPlan plan = {.width = 4,
                  .height = 1,
                  .depth = 2,
                  .colour_type = PNG_COLOR_TYPE_PALETTE,
                  .rows = rows,
                  .row_size = 1,
                  .palette = palette,
                  .palette_size = 4,
                  .palette_opacity = opacity};
  g_autoptr(GBytes) bytes = make_png(&plan);
  g_autoptr(JbPicture) picture = decode_well(bytes);
  assert_colours(picture, flat, 4);
}

static void test_png_interlaced(void)
{
  uint8_t rows[19 * 13];
  for (size_t i = 0; i < sizeof rows; i++)
    rows[i] = (uint8_t)(i * 7);
  PngPlan plan = {.width = 19,
                  .height = 13,
                  .depth = 8,
                  .colour_type = PNG_COLOR_TYPE_GRAY,
                  .interlace = PNG_INTERLACE_ADAM7,
                  .rows = rows,
                  .row_size = 19};
  g_autoptr(GBytes) bytes = make_png(&plan);
  g_autoptr(JbPicture) picture = decode_well(bytes);
  assert_samples(picture, 1, rows, sizeof rows, 0);
}

/* gAMA 1.0: the samples are light itself. 128/255 of the light is 188 in sRGB (IEC 61966-2-1), 186 by a plain 2.2. */
static void test_png_gamma(void)
{
  static const uint8_t rows[] = {0, 128, 255}, expected[] = {0, 187, 255};
  PngPlan plan = {.width = 3,
                  .height = 1,
                  .depth = 8,
                  .colour_type = PNG_COLOR_TYPE_GRAY,
                  .rows = rows,
                  .row_size = 3,
                  .gamma = 100000};
  g_autoptr(GBytes) bytes = make_png(&plan);
  g_autoptr(JbPicture) picture = decode_well(bytes);
  assert_samples(picture, 1, expected, 3, 1);
}

static GBytes *noisy_png(void)
{
  uint8_t rows[24 * 24 * 3];
  unsigned state = 1;
  for (size_t i = 0; i < sizeof rows; i++)
    rows[i] = (uint8_t)((state = state * 1103515245u + 12345u) >> 16);
  PngPlan plan = {
      .width = 24, .height = 24, .depth = 8, .colour_type = PNG_COLOR_TYPE_RGB, .rows = rows, .row_size = 24 * 3};
  return make_png(&plan);
}

static GBytes *with_byte(GBytes *bytes, size_t offset, uint8_t value)
{
  size_t size;
  const uint8_t *data = g_bytes_get_data(bytes, &size);
  uint8_t *copy = g_memdup2(data, size);
  copy[offset] = value;
  return g_bytes_new_take(copy, size);
}

static void test_png_damaged(void)
{
  g_autoptr(GBytes) whole = noisy_png();
  size_t size;
  const uint8_t *data = g_bytes_get_data(whole, &size);
  for (size_t cut = 8; cut < size; cut += 37) {
    g_autoptr(GBytes) part = g_bytes_new_from_bytes(whole, 0, cut);
    assert_refused(part, JB_MESSAGE_PICTURE_DAMAGED, "PNG");
  }
  g_autoptr(GBytes) bad_checksum = with_byte(whole, 32, (uint8_t)(data[32] ^ 1)); /* of IHDR */
  assert_refused(bad_checksum, JB_MESSAGE_PICTURE_DAMAGED, "PNG");
  g_autoptr(GBytes) bad_data = with_byte(whole, size / 2, (uint8_t)(data[size / 2] ^ 0x10));
  assert_refused(bad_data, JB_MESSAGE_PICTURE_DAMAGED, "PNG");
}

/* 20 000 × 20 000 pixels are said in IHDR, and nothing else is there: refused for the size, before any allocation. */
static void test_png_too_large(void)
{
  uint8_t file[33] = {0x89, 'P', 'N', 'G',  '\r', '\n', 0x1A, '\n', 0,    0, 0, 13, 'I', 'H', 'D',
                      'R',  0,   0,   0x4E, 0x20, 0,    0,    0x4E, 0x20, 8, 2, 0,  0,   0};
  uLong checksum = crc32(0, file + 12, 17);
  for (int i = 0; i < 4; i++)
    file[29 + i] = (uint8_t)(checksum >> (24 - 8 * i));
  GByteArray *whole = g_byte_array_new();
  g_byte_array_append(whole, file, 33);
  static const uint8_t data_head[] = {0, 0, 0, 1, 'I', 'D', 'A', 'T', 0, 0, 0, 0, 0};
  g_byte_array_append(whole, data_head, sizeof data_head);
  g_autoptr(GBytes) bytes = g_byte_array_free_to_bytes(whole);
  assert_refused(bytes, JB_MESSAGE_PICTURE_TOO_LARGE, "20000");
}

/* --- JPEG --- */

/* Eight-pixel blocks of one colour each: DCT keeps those exactly, but for rounding. */
static uint8_t *blocks(const uint8_t *colours, size_t across, size_t down, int channels)
{
  size_t width = across * 8, height = down * 8, count = (size_t)channels;
  uint8_t *samples = g_malloc(width * height * count);
  for (size_t y = 0; y < height; y++)
    for (size_t x = 0; x < width; x++)
      memcpy(samples + (y * width + x) * count, colours + (y / 8 * across + x / 8) * count, count);
  return samples;
}

static void test_jpeg_grey_passes_through(void)
{
  static const uint8_t colours[] = {0, 80, 160, 255};
  g_autofree uint8_t *samples = blocks(colours, 2, 2, 1);
  for (int progressive = 0; progressive < 2; progressive++) {
    JpegPlan plan = {.width = 16,
                     .height = 16,
                     .channels = 1,
                     .given = JCS_GRAYSCALE,
                     .kept = JCS_GRAYSCALE,
                     .samples = samples,
                     .progressive = progressive,
                     .density = 240};
    g_autoptr(GBytes) bytes = make_jpeg(&plan);
    g_autoptr(JbPicture) picture = decode_well(bytes);
    g_assert_cmpint(picture->components, ==, 1);
    g_assert_null(picture->samples);
    g_assert_true(g_bytes_equal(picture->jpeg, bytes));
    g_assert_cmpfloat(picture->density_x, ==, 240);
    uint8_t rgb[16 * 16 * 3];
    g_assert_true(jb_picture_to_screen(picture, NULL, rgb, NULL));
    g_assert_cmpint(abs(rgb[3 * 8] - 80), <=, 2);
    g_assert_cmpint(rgb[3 * 8], ==, rgb[3 * 8 + 2]);
  }
}

static void test_jpeg_tail_is_cut(void)
{
  static const uint8_t colours[] = {10};
  g_autofree uint8_t *samples = blocks(colours, 1, 1, 1);
  JpegPlan plan = {
      .width = 8, .height = 8, .channels = 1, .given = JCS_GRAYSCALE, .kept = JCS_GRAYSCALE, .samples = samples};
  g_autoptr(GBytes) bytes = make_jpeg(&plan);
  GByteArray *longer = g_byte_array_new();
  g_byte_array_append(longer, g_bytes_get_data(bytes, NULL), (guint)g_bytes_get_size(bytes));
  g_byte_array_append(longer, (const uint8_t *)"%PDF-tail", 9);
  g_autoptr(GBytes) with_tail = g_byte_array_free_to_bytes(longer);
  g_autoptr(JbPicture) picture = decode_well(with_tail);
  g_assert_true(g_bytes_equal(picture->jpeg, bytes));
}

static void test_jpeg_cmyk(void)
{
  static const uint8_t colours[] = {0, 200, 200, 0, 0, 0, 0, 255};
  g_autofree uint8_t *samples = blocks(colours, 2, 1, 4);
  JpegPlan plan = {.width = 16, .height = 8, .channels = 4, .given = JCS_CMYK, .kept = JCS_CMYK, .samples = samples};
  g_autoptr(GBytes) plain = make_jpeg(&plan);
  g_autoptr(JbPicture) picture = decode_well(plain);
  g_assert_cmpint(picture->components, ==, 4);
  g_assert_nonnull(picture->jpeg);
  g_assert_false(picture->jpeg_inverted);

  /* Adobe's: the same inks upside down, kept as YCCK. */
  for (size_t i = 0; i < sizeof(uint8_t) * 16 * 8 * 4; i++)
    samples[i] = (uint8_t)(255 - samples[i]);
  JpegPlan adobe = {
      .width = 16, .height = 8, .channels = 4, .given = JCS_CMYK, .kept = JCS_YCCK, .samples = samples, .adobe = true};
  g_autoptr(GBytes) inverted_bytes = make_jpeg(&adobe);
  g_autoptr(JbPicture) inverted = decode_well(inverted_bytes);
  g_assert_nonnull(inverted->jpeg);
  g_assert_true(inverted->jpeg_inverted);

  g_autoptr(JbColourConverter) converter = jb_colour_converter_new(NULL);
  uint8_t a[16 * 8 * 3], b[16 * 8 * 3];
  g_assert_true(jb_picture_to_screen(picture, converter, a, NULL));
  g_assert_true(jb_picture_to_screen(inverted, converter, b, NULL));
  for (size_t i = 0; i < sizeof a; i++)
    g_assert_cmpint(abs(a[i] - b[i]), <=, 6);
  g_assert_cmpint(a[0], >, a[1] + 80); /* red ... */
  g_assert_cmpint(a[3 * 8], <, 80);    /* ... and black */
}

static void test_jpeg_rgb_is_converted(void)
{
  static const uint8_t colours[] = {200, 30, 40, 10, 120, 60};
  g_autofree uint8_t *samples = blocks(colours, 2, 1, 3);
  JpegPlan plan = {.width = 16, .height = 8, .channels = 3, .given = JCS_RGB, .kept = JCS_YCbCr, .samples = samples};
  g_autoptr(GBytes) bytes = make_jpeg(&plan);
  g_autoptr(JbPicture) picture = decode_well(bytes);
  g_assert_null(picture->jpeg);
  g_autoptr(JbColourConverter) converter = jb_colour_converter_new(NULL);
  uint8_t cmyk[8];
  g_assert_true(jb_colour_convert_rgb(converter, NULL, colours, cmyk, 2, NULL));
  for (int i = 0; i < 4; i++) {
    g_assert_cmpint(abs(picture->samples[i] - cmyk[i]), <=, 6);
    g_assert_cmpint(abs(picture->samples[8 * 4 + i] - cmyk[4 + i]), <=, 6);
  }
  uint8_t rgb[16 * 8 * 3];
  g_assert_true(jb_picture_to_screen(picture, converter, rgb, NULL));
  g_assert_cmpint(abs(rgb[0] - 200), <=, 8);
}

/* "II", one directory of two entries: orientation, and x resolution 180/1 in pixels per inch. */
static void make_exif(uint8_t exif[52], uint8_t orientation)
{
  static const uint8_t model[52] = {'E',  'x', 'i',  'f', 0,   0, 'I', 'I', 42, 0, 8, 0, 0, 0,
                                    2,    0,   0x12, 1,   3,   0, 1,   0,   0,  0, 1, 0, 0, 0, /* 0x0112 SHORT 1 */
                                    0x1A, 1,   5,    0,   1,   0, 0,   0,   38, 0, 0, 0, /* 0x011A RATIONAL at 38 */
                                    0,    0,   0,    0,   180, 0, 0,   0,   1,  0, 0, 0};
  memcpy(exif, model, sizeof model);
  exif[24] = orientation;
}

/* Four blocks A B / C D as the camera stored them, and how they lie when the picture is held upright (EXIF 2.3: what
 * the 0th row and the 0th column of the file are in the scene). */
static void test_jpeg_orientation(void)
{
  static const uint8_t stored[] = {0, 80, 160, 240}; /* two across, two down */
  static const uint8_t upright[9][4] = {
      [1] = {0, 80, 160, 240}, [2] = {80, 0, 240, 160}, [3] = {240, 160, 80, 0}, [4] = {160, 240, 0, 80},
      [5] = {0, 160, 80, 240}, [6] = {160, 0, 240, 80}, [7] = {240, 80, 160, 0}, [8] = {80, 240, 0, 160},
  };
  g_autofree uint8_t *samples = blocks(stored, 2, 2, 1);
  for (uint8_t orientation = 2; orientation <= 8; orientation++) {
    uint8_t exif[52];
    make_exif(exif, orientation);
    /* 16 × 12: the lower blocks lose rows, so that a mere swap of sizes shows */
    JpegPlan plan = {.width = 16,
                     .height = 12,
                     .channels = 1,
                     .given = JCS_GRAYSCALE,
                     .kept = JCS_GRAYSCALE,
                     .samples = samples,
                     .exif = exif,
                     .exif_size = sizeof exif};
    g_autoptr(GBytes) bytes = make_jpeg(&plan);
    g_autoptr(JbPicture) picture = decode_well(bytes);
    g_assert_nonnull(picture->samples);
    g_assert_cmpuint(picture->width, ==, orientation >= 5 ? 12 : 16);
    g_assert_cmpuint(picture->height, ==, orientation >= 5 ? 16 : 12);
    size_t right = picture->width - 1, bottom = (picture->height - 1) * picture->width;
    size_t corners[4] = {0, right, bottom, bottom + right};
    for (int i = 0; i < 4; i++)
      g_assert_cmpint(abs(picture->samples[corners[i]] - upright[orientation][i]), <=, 3);
    g_assert_cmpfloat(orientation >= 5 ? picture->density_y : picture->density_x, ==, 180);
  }
}

static void test_exif_hostile(void)
{
  uint8_t exif[52];
  make_exif(exif, 6);
  for (size_t length = 0; length <= sizeof exif; length++) {
    g_autofree uint8_t *exact = g_memdup2(exif, length); /* so that ASan sees a read past the end */
    JbExif parsed = jb_exif_parse(exact, length);
    g_assert_cmpint(parsed.orientation, ==, length >= 26 ? 6 : 1);
  }
  exif[24] = 9;
  g_assert_cmpint(jb_exif_parse(exif, sizeof exif).orientation, ==, 1);
  memset(exif + 10, 0xFF, 4); /* the directory lies beyond the block */
  g_assert_cmpint(jb_exif_parse(exif, sizeof exif).orientation, ==, 1);
}

static GBytes *noisy_jpeg(void)
{
  g_autofree uint8_t *samples = g_malloc(64 * 64);
  unsigned state = 7;
  for (size_t i = 0; i < 64 * 64; i++)
    samples[i] = (uint8_t)((state = state * 1103515245u + 12345u) >> 16);
  JpegPlan plan = {
      .width = 64, .height = 64, .channels = 1, .given = JCS_GRAYSCALE, .kept = JCS_GRAYSCALE, .samples = samples};
  return make_jpeg(&plan);
}

static void test_jpeg_damaged(void)
{
  g_autoptr(GBytes) whole = noisy_jpeg();
  size_t size = g_bytes_get_size(whole);
  const uint8_t *data = g_bytes_get_data(whole, NULL);
  for (size_t cut = 3; cut < size - 1; cut += 61) {
    g_autoptr(GBytes) part = g_bytes_new_from_bytes(whole, 0, cut);
    assert_refused(part, JB_MESSAGE_PICTURE_DAMAGED, "JPEG");
  }
  g_autoptr(GBytes) without_end = g_bytes_new_from_bytes(whole, 0, size - 2);
  assert_refused(without_end, JB_MESSAGE_PICTURE_DAMAGED, "JPEG");

  /* The header says 128 rows, the data have 64. */
  size_t frame = 2;
  while (data[frame + 1] != 0xC0)
    frame += 2 + (size_t)(data[frame + 2] << 8 | data[frame + 3]);
  g_assert_cmpint(data[frame + 6], ==, 64);
  g_autoptr(GBytes) too_tall = with_byte(whole, frame + 6, 128);
  assert_refused(too_tall, JB_MESSAGE_PICTURE_DAMAGED, "JPEG");
  g_autoptr(GBytes) huge = with_byte(whole, frame + 5, 0xFE); /* 65088 × 64: small enough, yet not there */
  assert_refused(huge, JB_MESSAGE_PICTURE_DAMAGED, "JPEG");
  g_autoptr(GBytes) wide = with_byte(huge, frame + 7, 0xFE);
  assert_refused(wide, JB_MESSAGE_PICTURE_TOO_LARGE, "65088");
}

/* --- the rest --- */

static void test_other_kinds(void)
{
  static const struct {
    const char *bytes;
    size_t length;
    const char *name;
  } kinds[] = {
#define KIND(bytes, name) {bytes, sizeof(bytes) - 1, name}
      KIND("GIF89a\1\0\1\0", "GIF"),
      KIND("RIFF\x24\0\0\0WEBPVP8 ", "WebP"),
      KIND("\0\0\0\x18"
           "ftypheic\0\0\0\0",
           "HEIC"),
      KIND("\0\0\0\x1c"
           "ftypavif\0\0\0\0",
           "AVIF"),
      KIND("BM\x46\0\0\0\0\0", "BMP"),
      KIND("II*\0\x08\0\0\0", "TIFF"),
      KIND("%PDF-1.7\n", "PDF"),
      KIND("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "SVG"),
      KIND("\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- a --><svg viewBox=\"0 0 1 1\"/>", "SVG"),
      KIND("<!DOCTYPE html><html><body>404", "HTML"),
      KIND("\r\n <HTML>", "HTML"),
#undef KIND
  };
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
    g_autoptr(GBytes) bytes = g_bytes_new_static(kinds[i].bytes, kinds[i].length);
    assert_refused(bytes, JB_MESSAGE_PICTURE_KIND, kinds[i].name);
  }
  g_autoptr(GBytes) empty = g_bytes_new_static("", 0);
  assert_refused(empty, JB_MESSAGE_PICTURE_UNKNOWN, "0");
  g_autoptr(GBytes) text = g_bytes_new_static("plain words, no picture", 23);
  assert_refused(text, JB_MESSAGE_PICTURE_UNKNOWN, "23");
}

static void test_unusable_press_profile(void)
{
  static const uint8_t colours[] = {200, 30, 40};
  PngPlan plan = {
      .width = 1, .height = 1, .depth = 8, .colour_type = PNG_COLOR_TYPE_RGB, .rows = colours, .row_size = 3};
  g_autoptr(GBytes) bytes = make_png(&plan);
  g_autoptr(JbColourConverter) converter = jb_colour_converter_new("/nonexistent/press.icc");
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_assert_null(jb_picture_decode(bytes, "a.png", place, converter, findings));
  g_assert_cmpint(jb_findings_at(findings, 0)->message, ==, JB_MESSAGE_PICTURE_COLOUR);
}

/* A profile that cannot be used is told, and the colours are those of sRGB. */
static void test_unusable_own_profile(void)
{
  static const uint8_t colours[] = {200, 30, 40};
  g_autofree uint8_t *samples = blocks(colours, 1, 1, 3);
  g_autoptr(GBytes) noise = g_bytes_new_static("no profile at all", 17);
  JpegPlan plan = {.width = 8, .height = 8, .channels = 3, .given = JCS_RGB, .kept = JCS_YCbCr, .samples = samples};
  g_autoptr(GBytes) plain_bytes = make_jpeg(&plan);
  plan.profile = noise;
  g_autoptr(GBytes) bytes = make_jpeg(&plan);
  g_autoptr(JbPicture) plain = decode_well(plain_bytes);
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autoptr(JbPicture) picture = decode(bytes, findings);
  g_assert_cmpuint(jb_findings_count(findings), ==, 1);
  g_assert_cmpint(jb_findings_at(findings, 0)->message, ==, JB_MESSAGE_PICTURE_PROFILE);
  assert_samples(picture, 4, plain->samples, 8 * 8 * 4, 0);
}

static void test_resolution(void)
{
  JbPicture picture = {.width = 1200, .height = 900};
  g_assert_cmpfloat_with_epsilon(jb_picture_resolution(&picture, 288, 216), 300, 1e-9); /* 4 in × 3 in */
  g_assert_cmpfloat_with_epsilon(jb_picture_resolution(&picture, 288, 432), 150, 1e-9); /* the worse direction */
}

/* Whatever is done to the bytes, the answer is a picture or one error; ASan and UBSan watch. */
static void mutate(GBytes *bytes, unsigned rounds)
{
  g_autoptr(JbColourConverter) converter = jb_colour_converter_new(NULL);
  size_t size;
  const uint8_t *data = g_bytes_get_data(bytes, &size);
  unsigned state = 42;
  for (unsigned round = 0; round < rounds; round++) {
    uint8_t *copy = g_memdup2(data, size);
    for (unsigned change = 0; change <= round % 4; change++) {
      state = state * 1103515245u + 12345u;
      size_t offset = (state >> 8) % (round % 2 ? size : MIN(size, 700u)); /* every other round: the head */
      state = state * 1103515245u + 12345u;
      copy[offset] = (uint8_t)(state >> 16);
    }
    g_autoptr(GBytes) mutated = g_bytes_new_take(copy, size);
    g_autoptr(JbFindings) findings = jb_findings_new();
    g_autoptr(JbPicture) picture = jb_picture_decode(mutated, "a.png", place, converter, findings);
    if (picture)
      g_assert_false(jb_findings_has_errors(findings));
    else
      g_assert_cmpuint(jb_findings_count(findings), ==, 1);
  }
}

static void test_mutated(void)
{
  g_autoptr(GBytes) png = noisy_png();
  mutate(png, 700);
  g_autoptr(GBytes) jpeg = noisy_jpeg();
  mutate(jpeg, 700);
  static const uint8_t colours[] = {200, 30, 40, 10, 120, 60};
  g_autofree uint8_t *samples = blocks(colours, 2, 1, 3);
  uint8_t exif[52];
  make_exif(exif, 6);
  JpegPlan plan = {.width = 16,
                   .height = 8,
                   .channels = 3,
                   .given = JCS_RGB,
                   .kept = JCS_YCbCr,
                   .samples = samples,
                   .progressive = true,
                   .exif = exif,
                   .exif_size = sizeof exif};
  g_autoptr(GBytes) progressive = make_jpeg(&plan);
  mutate(progressive, 700);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/picture/png/grey", test_png_grey);
  g_test_add_func("/picture/png/depths", test_png_16_bits_and_few_bits);
  g_test_add_func("/picture/png/rgb", test_png_rgb_and_false_colour);
  g_test_add_func("/picture/png/transparency", test_png_transparency);
  g_test_add_func("/picture/png/palette", test_png_palette);
  g_test_add_func("/picture/png/interlaced", test_png_interlaced);
  g_test_add_func("/picture/png/gamma", test_png_gamma);
  g_test_add_func("/picture/png/damaged", test_png_damaged);
  g_test_add_func("/picture/png/too-large", test_png_too_large);
  g_test_add_func("/picture/jpeg/grey", test_jpeg_grey_passes_through);
  g_test_add_func("/picture/jpeg/tail", test_jpeg_tail_is_cut);
  g_test_add_func("/picture/jpeg/cmyk", test_jpeg_cmyk);
  g_test_add_func("/picture/jpeg/rgb", test_jpeg_rgb_is_converted);
  g_test_add_func("/picture/jpeg/orientation", test_jpeg_orientation);
  g_test_add_func("/picture/jpeg/damaged", test_jpeg_damaged);
  g_test_add_func("/picture/exif", test_exif_hostile);
  g_test_add_func("/picture/other-kinds", test_other_kinds);
  g_test_add_func("/picture/press-profile", test_unusable_press_profile);
  g_test_add_func("/picture/own-profile", test_unusable_own_profile);
  g_test_add_func("/picture/resolution", test_resolution);
  g_test_add_func("/picture/mutated", test_mutated);
  return g_test_run();
}
