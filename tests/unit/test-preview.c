/* SPDX-License-Identifier: MIT
 * Previews: the right pixels, the right names, the same bytes, and nothing left behind when a page fails. */
#include "font/face.h"
#include "picture/picture.h"
#include "preview/paint.h"
#include "preview/preview.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* A page of 72 × 36 pt: at 144 pixels an inch, 144 × 72 pixels. */
static JbPage *new_page(int number)
{
  return jb_page_new(number, "", 72, 36, /* bleed [pt] */ 9);
}

static JbPainting *paint(const JbPage *page, double resolution)
{
  g_autoptr(JbColourConverter) converter = jb_colour_converter_new(NULL);
  JbPainter *painter = jb_painter_new(resolution, converter);
  GError *error = NULL;
  JbPainting *painting = jb_painter_paint(painter, page, &error);
  g_assert_no_error(error);
  jb_painter_free(painter);
  return painting;
}

/* What a grey looks like, 0xRRGGBB. */
static uint32_t screen(double level)
{
  JbColour colour = jb_colour_grey(level);
  double rgb[3];
  jb_colour_to_screen(&colour, rgb);
  return (uint32_t)(rgb[0] * 255 + 0.5) << 16 | (uint32_t)(rgb[1] * 255 + 0.5) << 8 | (uint32_t)(rgb[2] * 255 + 0.5);
}

static void test_rectangle(void)
{
  JbPage *page = new_page(1);
  JbColour black = jb_colour_grey(0);
  jb_page_add_rectangle(page, (JbRect){10, 5, 20, 10}, &black);
  /* in the bleed: not shown, and no harm */
  jb_page_add_rectangle(page, (JbRect){-9, -9, 9, 9}, &black);
  JbPainting *painting = paint(page, 144);
  g_assert_cmpint(jb_painting_width(painting), ==, 144);
  g_assert_cmpint(jb_painting_height(painting), ==, 72);
  g_assert_cmphex(jb_painting_pixel(painting, 0, 0), ==, 0xFFFFFF);
  /* 10 to 30 pt across and 5 to 15 down: pixels 20 to 59, 10 to 29 */
  g_assert_cmphex(jb_painting_pixel(painting, 19, 10), ==, 0xFFFFFF);
  g_assert_cmphex(jb_painting_pixel(painting, 20, 10), ==, screen(0));
  g_assert_cmphex(jb_painting_pixel(painting, 59, 29), ==, screen(0));
  g_assert_cmphex(jb_painting_pixel(painting, 60, 29), ==, 0xFFFFFF);
  g_assert_cmphex(jb_painting_pixel(painting, 59, 30), ==, 0xFFFFFF);
  jb_painting_free(painting);
  jb_page_free(page);
}

/* A square ring by the even-odd rule, filled with half grey and stroked in black, dashed 4 on 4 off. */
static void test_path(void)
{
  static const uint8_t verbs[] = {JB_PATH_MOVE, JB_PATH_LINE, JB_PATH_LINE, JB_PATH_LINE, JB_PATH_CLOSE,
                                  JB_PATH_MOVE, JB_PATH_LINE, JB_PATH_LINE, JB_PATH_LINE, JB_PATH_CLOSE};
  static const JbPoint points[] = {{10, 4}, {38, 4}, {38, 32}, {10, 32}, {17, 11}, {31, 11}, {31, 25}, {17, 25}};
  JbPage *page = new_page(1);
  JbPath path = {.verbs = verbs,
                 .verb_count = G_N_ELEMENTS(verbs),
                 .points = points,
                 .point_count = G_N_ELEMENTS(points),
                 .fill = true,
                 .even_odd = true,
                 .fill_colour = jb_colour_grey(1),
                 .stroke = true,
                 .stroke_colour = jb_colour_grey(0),
                 .line_width = 2,
                 .dash = 4,
                 .gap = 4};
  JbColour grey = jb_colour_grey(0.4);
  jb_page_add_rectangle(page, (JbRect){0, 0, 72, 36}, &grey);
  jb_page_add_path(page, &path);
  JbPainting *painting = paint(page, 72);
  g_assert_cmphex(jb_painting_pixel(painting, 24, 18), ==, screen(0.4)); /* the hole */
  g_assert_cmphex(jb_painting_pixel(painting, 14, 18), ==, 0xFFFFFF);    /* the ring */
  g_assert_cmphex(jb_painting_pixel(painting, 12, 3), ==, screen(0));    /* the first dash, from 10 to 14 */
  g_assert_cmphex(jb_painting_pixel(painting, 15, 3), ==,
                  jb_painting_pixel(painting, 60, 18)); /* its gap, from 14 to 18 */
  jb_painting_free(painting);
  jb_page_free(page);
}

/* Two grey pixels, black and white, over 40 × 20 pt. */
static void test_picture(void)
{
  uint8_t samples[] = {0, 255};
  JbPicture picture = {.width = 2, .height = 1, .components = 1, .samples = samples};
  JbPage *page = new_page(1);
  jb_page_add_picture(page, &picture, (JbRect){10, 8, 40, 20});
  JbColour grey = jb_colour_grey(0.5);
  jb_page_add_rectangle(page, (JbRect){60, 0, 12, 36}, &grey);
  JbPainting *painting = paint(page, 72);
  g_assert_cmphex(jb_painting_pixel(painting, 9, 18), ==, 0xFFFFFF);
  g_assert_cmphex(jb_painting_pixel(painting, 11, 9), ==, 0x000000);
  g_assert_cmphex(jb_painting_pixel(painting, 11, 26), ==, 0x000000);
  g_assert_cmphex(jb_painting_pixel(painting, 48, 18), ==, 0xFFFFFF);
  /* what comes after is not clipped to the picture */
  g_assert_cmphex(jb_painting_pixel(painting, 65, 2), !=, 0xFFFFFF);
  jb_painting_free(painting);
  jb_page_free(page);
}

/* The box font's digits: ink from 0.05 to 0.45 em across, from the baseline 0.7 em up (tests/fonts). Two of 20 pt at
 * (10, 30), of both kinds of outline. */
static void test_glyphs(void)
{
  static const char *const files[] = {"JbBoxSong.otf", "JbBoxHei.ttf"};
  for (size_t f = 0; f < G_N_ELEMENTS(files); f++) {
    g_autofree char *path = g_build_filename(g_getenv("JB_TEST_DATA"), "fonts", files[f], NULL);
    GError *error = NULL;
    g_autoptr(JbFace) face = jb_face_open(path, 0, &error);
    g_assert_no_error(error);
    uint32_t digit = jb_face_glyph(face, '7'), blank = jb_face_glyph(face, ' ');
    const JbGlyph glyphs[] = {{.id = digit, .x = 10, .y = 30, .advance = 10},
                              {.id = blank, .x = 20, .y = 30, .advance = 10},
                              {.id = digit, .x = 30, .y = 30, .advance = 10}};
    JbGlyphRun run = {.face = face,
                      .size = 20,
                      .colour = jb_colour_grey(0.3),
                      .text = "7 7",
                      .text_length = 3,
                      .glyphs = glyphs,
                      .glyph_count = G_N_ELEMENTS(glyphs)};
    JbPage *page = new_page(1);
    jb_page_add_glyphs(page, &run);
    JbPainting *painting = paint(page, 72);
    for (int left = 11; left <= 31; left += 20) {
      g_assert_cmphex(jb_painting_pixel(painting, left - 1, 20), ==, 0xFFFFFF);
      g_assert_cmphex(jb_painting_pixel(painting, left, 15), ==, 0xFFFFFF);
      g_assert_cmphex(jb_painting_pixel(painting, left, 16), ==, screen(0.3));
      g_assert_cmphex(jb_painting_pixel(painting, left + 7, 29), ==, screen(0.3));
      g_assert_cmphex(jb_painting_pixel(painting, left + 7, 30), ==, 0xFFFFFF);
      g_assert_cmphex(jb_painting_pixel(painting, left + 8, 20), ==, 0xFFFFFF);
    }
    jb_painting_free(painting);
    jb_page_free(page);
  }
}

/* A digit of 20 pt at (6, 20) of a box that stands turned in an area with its lower left corner at (10, 30): its ink, 1
 * to 9 pt along the line and 14 up from the baseline, lies left of x = 30 and reads upwards from y = 30 - 6. A picture
 * of black before white turned: black below. */
static void test_turned(void)
{
  g_autofree char *path = g_build_filename(g_getenv("JB_TEST_DATA"), "fonts", "JbBoxSong.otf", NULL);
  GError *error = NULL;
  g_autoptr(JbFace) face = jb_face_open(path, 0, &error);
  g_assert_no_error(error);
  const JbGlyph glyph = {.id = jb_face_glyph(face, '7'), .x = 6, .y = 20, .advance = 10};
  uint8_t samples[] = {0, 255};
  JbPicture picture = {.width = 2, .height = 1, .components = 1, .samples = samples};
  JbPage *page = new_page(1);
  jb_page_turn(page, &(JbRect){10, 0, 60, 30});
  jb_page_add_glyphs(page, &(JbGlyphRun){.face = face,
                                         .size = 20,
                                         .colour = jb_colour_grey(0.3),
                                         .text = "7",
                                         .text_length = 1,
                                         .glyphs = &glyph,
                                         .glyph_count = 1});
  jb_page_add_picture(page, &picture, (JbRect){0, 40, 20, 10}); /* x from 50 to 60, y from 30 up to 10 */
  JbPainting *painting = paint(page, 72);
  g_assert_cmphex(jb_painting_pixel(painting, 15, 20), ==, 0xFFFFFF);
  g_assert_cmphex(jb_painting_pixel(painting, 16, 22), ==, screen(0.3));
  g_assert_cmphex(jb_painting_pixel(painting, 29, 15), ==, screen(0.3));
  g_assert_cmphex(jb_painting_pixel(painting, 30, 20), ==, 0xFFFFFF);
  g_assert_cmphex(jb_painting_pixel(painting, 20, 23), ==, 0xFFFFFF);
  g_assert_cmphex(jb_painting_pixel(painting, 20, 14), ==, 0xFFFFFF);
  g_assert_cmphex(jb_painting_pixel(painting, 55, 28), ==, 0x000000);
  g_assert_cmphex(jb_painting_pixel(painting, 55, 11), ==, 0xFFFFFF);
  g_assert_cmphex(jb_painting_pixel(painting, 49, 28), ==, 0xFFFFFF);
  jb_painting_free(painting);
  jb_page_free(page);
}

/* Pages beyond what cairo can hold are refused, not cut. */
static void test_too_large(void)
{
  JbPage *page = jb_page_new(1, "", 40000, 10, 0);
  JbPainter *painter = jb_painter_new(72, /* converter */ NULL);
  GError *error = NULL;
  g_assert_null(jb_painter_paint(painter, page, &error));
  g_assert_error(error, JB_PREVIEW_ERROR, 0);
  g_error_free(error);
  jb_painter_free(painter);
  jb_page_free(page);
}

/* --- files --- */

static char *new_folder(void)
{
  GError *error = NULL;
  char *folder = g_dir_make_tmp("jb-preview-XXXXXX", &error);
  g_assert_no_error(error);
  return folder;
}

static void add_pages(JbSink *sink, int count)
{
  static const JbDocumentInfo info = {.language = "zh-CN"};
  jb_sink_open(sink, &info, NULL);
  for (int number = 1; number <= count; number++) {
    JbPage *page = new_page(number);
    JbColour accent = jb_colour_cmyk(0, 0.9, 0.8, 0.1);
    jb_page_add_rectangle(page, (JbRect){0, 0, 4.0 * number, 36}, &accent);
    jb_sink_page(sink, page);
    jb_page_free(page);
  }
}

static char *read_file(const char *folder, const char *name, gsize *length)
{
  g_autofree char *path = g_build_filename(folder, name, NULL);
  char *bytes = NULL;
  GError *error = NULL;
  g_file_get_contents(path, &bytes, length, &error);
  g_assert_no_error(error);
  return bytes;
}

static guint count_files(const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  g_assert_nonnull(dir);
  guint count = 0;
  while (g_dir_read_name(dir))
    count++;
  return count;
}

static void remove_folder(char *folder)
{
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  for (const char *name = g_dir_read_name(dir); name; name = g_dir_read_name(dir)) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_assert_cmpint(g_remove(path), ==, 0);
  }
  g_assert_cmpint(g_rmdir(folder), ==, 0);
  g_free(folder);
}

static void test_files(void)
{
  char *folder = new_folder();
  for (int run = 0; run < 2; run++) {
    g_autofree char *stem = g_strdup_printf("%s/%s", folder, run ? "second" : "first");
    JbSink *sink = jb_preview_sink_new(stem, 80, /* converter */ NULL);
    add_pages(sink, 2);
    GError *error = NULL;
    g_assert_true(jb_sink_close(sink, &error));
    g_assert_no_error(error);
  }
  g_assert_cmpuint(count_files(folder), ==, 4);
  gsize first_length = 0, second_length = 0;
  g_autofree char *first = read_file(folder, "first-002.png", &first_length);
  g_autofree char *second = read_file(folder, "second-002.png", &second_length);
  g_assert_cmpuint(first_length, ==, second_length);
  g_assert_true(memcmp(first, second, first_length) == 0);
  g_assert_true(memcmp(first, "\x89PNG\r\n\x1a\n", 8) == 0);

  /* The header: 80 × 40 pixels, 8 bits, RGB. */
  g_autofree char *header = read_file(folder, "first-001.png", &first_length);
  g_assert_true(memcmp(header + 12, "IHDR\0\0\0\x50\0\0\0\x28\x08\x02", 14) == 0);
  remove_folder(folder);
}

static void test_abandon(void)
{
  char *folder = new_folder();
  g_autofree char *stem = g_build_filename(folder, "page", NULL);
  JbSink *sink = jb_preview_sink_new(stem, 80, /* converter */ NULL);
  add_pages(sink, 3);
  jb_sink_abandon(sink);
  g_assert_cmpuint(count_files(folder), ==, 0);
  jb_sink_abandon(NULL);
  remove_folder(folder);
}

/* The second page's name is taken by a folder: close says so, and the first page is withdrawn. */
static void test_failure(void)
{
  char *folder = new_folder();
  g_autofree char *stem = g_build_filename(folder, "page", NULL);
  g_autofree char *taken = g_strconcat(stem, "-002.png", NULL);
  g_assert_cmpint(g_mkdir(taken, 0755), ==, 0);
  JbSink *sink = jb_preview_sink_new(stem, 80, /* converter */ NULL);
  add_pages(sink, 3);
  GError *error = NULL;
  g_assert_false(jb_sink_close(sink, &error));
  g_assert_nonnull(error);
  g_error_free(error);
  g_assert_cmpuint(count_files(folder), ==, 1);
  g_assert_cmpint(g_rmdir(taken), ==, 0);
  remove_folder(folder);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/preview/rectangle", test_rectangle);
  g_test_add_func("/preview/path", test_path);
  g_test_add_func("/preview/picture", test_picture);
  g_test_add_func("/preview/glyphs", test_glyphs);
  g_test_add_func("/preview/turned", test_turned);
  g_test_add_func("/preview/too-large", test_too_large);
  g_test_add_func("/preview/files", test_files);
  g_test_add_func("/preview/abandon", test_abandon);
  g_test_add_func("/preview/failure", test_failure);
  return g_test_run();
}
