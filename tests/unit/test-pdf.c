/* SPDX-License-Identifier: MIT
 * pdf/: whole documents, made through page/ and looked at with other people's readers: qpdf, poppler, mupdf. The small
 * parts (labels, dates, strings) by themselves. */
#include "base/file.h"
#include "base/utf8.h"
#include "font/face.h"
#include "page/page.h"
#include "page/sink.h"
#include "pdf/metadata.h"
#include "pdf/pdf.h"
#include "pdf/syntax.h"
#include "picture/picture.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define SERIF "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
#define RARE  "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf"
#define SC    2 /* the Simplified Chinese face of Noto's collections */

typedef struct Fixture {
  char *folder;
  char *path; /* of the PDF */
  JbFace *serif, *rare;
  JbDocumentInfo info;
} Fixture;

static JbFace *open_face(const char *path, unsigned index)
{
  g_autoptr(GError) error = NULL;
  JbFace *face = jb_face_open(path, index, &error);
  g_assert_no_error(error);
  return face;
}

static void set_up(Fixture *fixture, const void *data)
{
  (void)data;
  g_unsetenv("SOURCE_DATE_EPOCH");
  fixture->folder = g_dir_make_tmp("jianbao-test-XXXXXX", NULL);
  fixture->path = g_build_filename(fixture->folder, "out.pdf", NULL);
  fixture->serif = open_face(SERIF, SC);
  fixture->rare = open_face(RARE, 0);
  fixture->info = (JbDocumentInfo){.title = "经济综述 <A & B>",
                                   .author = "高新区",
                                   .subject = "",
                                   .keywords = "",
                                   .language = "zh-CN",
                                   .date = "2025-01",
                                   .duplex = true,
                                   .links = true};
}

/* Removes what should be left and, by failing where it cannot, sees that no more was. */
static void tear_down(Fixture *fixture, const void *data)
{
  (void)data;
  g_unlink(fixture->path);
  g_assert_cmpint(g_rmdir(fixture->folder), ==, 0);
  jb_face_free(fixture->serif);
  jb_face_free(fixture->rare);
  g_free(fixture->path);
  g_free(fixture->folder);
}

/* --- making pages --- */

/* One glyph a character, gap [pt] between them; gives the x after the last. */
static double add_text(JbPage *page, const JbFace *face, double size, JbPoint at, const char *text, double gap)
{
  g_autoptr(GArray) glyphs = g_array_new(FALSE, FALSE, sizeof(JbGlyph));
  double x = at.x;
  for (const char *cursor = text; *cursor;) {
    const uint32_t cluster = (uint32_t)(cursor - text);
    const uint32_t glyph = jb_face_glyph(face, jb_utf8_next(&cursor));
    g_assert_cmpuint(glyph, !=, 0);
    const JbGlyph placed = {.id = glyph, .cluster = cluster, .x = x, .y = at.y};
    g_array_append_val(glyphs, placed);
    x += jb_face_advance(face, glyph) * size + gap;
  }
  jb_page_add_glyphs(page, &(JbGlyphRun){.face = face,
                                         .size = size,
                                         .colour = jb_colour_black(),
                                         .text = text,
                                         .text_length = strlen(text),
                                         .glyphs = &g_array_index(glyphs, JbGlyph, 0),
                                         .glyph_count = glyphs->len});
  return x;
}

static JbPage *new_page(int number, const char *label)
{
  return jb_page_new(number, label, 595.276, 841.89, 0);
}

/* Takes the pages. */
static bool make(const Fixture *fixture, JbPage **pages, size_t count, GError **error)
{
  JbDocumentInfo info = fixture->info;
  info.page_count = count;
  JbSink *sink = jb_pdf_sink_new(fixture->path, NULL);
  jb_sink_open(sink, &info, NULL);
  for (size_t i = 0; i < count; i++) {
    jb_sink_page(sink, pages[i]);
    jb_page_free(pages[i]);
  }
  return jb_sink_close(sink, error);
}

static void make_one(const Fixture *fixture, JbPage *page)
{
  g_autoptr(GError) error = NULL;
  make(fixture, &page, 1, &error);
  g_assert_no_error(error);
}

/* --- looking at files --- */

static char *output_of(const char *const *command)
{
  g_autoptr(GError) error = NULL;
  char *out = NULL;
  g_autofree char *complaint = NULL;
  int status;
  g_spawn_sync(NULL, (char **)(gpointer)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, &complaint, &status,
               &error);
  g_assert_no_error(error);
  g_spawn_check_wait_status(status, &error);
  if (error)
    g_test_message("%s: %s %s", command[0], out, complaint);
  g_assert_no_error(error);
  g_assert_cmpstr(complaint, ==, "");
  return out;
}

#define output(...) output_of((const char *const[]){__VA_ARGS__, NULL})

static GBytes *bytes_of(const Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  GBytes *bytes = jb_file_read(fixture->path, 64 << 20, &error);
  g_assert_no_error(error);
  return bytes;
}

static bool contains_bytes(const Fixture *fixture, const void *needle, size_t needle_length)
{
  g_autoptr(GBytes) bytes = bytes_of(fixture);
  gsize length;
  const void *data = g_bytes_get_data(bytes, &length);
  return memmem(data, length, needle, needle_length) != NULL;
}

static bool contains(const Fixture *fixture, const char *text)
{
  return contains_bytes(fixture, text, strlen(text));
}

static void assert_sound(const Fixture *fixture, const char *option)
{
  g_autofree char *script = g_build_filename(g_getenv("JB_TEST_SOURCE"), "pdf", "check_pdf.py", NULL);
  g_autofree char *found = output("python3", script, "--pictures", option, fixture->path);
  g_assert_nonnull(strstr(found, "as they should be"));
}

static void assert_text(const Fixture *fixture, const char *expected)
{
  g_autofree char *text = output("pdftotext", "-raw", "-nopgbrk", fixture->path, "-");
  g_assert_cmpstr(text, ==, expected);
}

/* --- whole documents --- */

static void test_text_comes_back(Fixture *fixture, const void *data)
{
  (void)data;
  JbPage *page = new_page(1, "1");
  const JbFace *serif = fixture->serif;
  /* One glyph for two characters of Unicode: each place gives back what was set there. */
  const char *const mountains = "山\xE2\xBC\xAD山"; /* U+5C71 U+2F2D U+5C71 */
  g_assert_cmpuint(jb_face_glyph(serif, 0x5C71), ==, jb_face_glyph(serif, 0x2F2D));
  add_text(page, serif, 12, (JbPoint){72, 100}, mountains, 0);
  add_text(page, fixture->rare, 12, (JbPoint){72, 120}, "\U0002C386\U00020BB7", 0);
  add_text(page, serif, 12, (JbPoint){72, 140}, "(a\\b) 6.8%", 0);
  make_one(fixture, page);
  assert_text(fixture, "山\xE2\xBC\xAD山\n\U0002C386\U00020BB7\n(a\\b) 6.8%\n");
  g_assert_false(contains(fixture, "ActualText")); /* one for one: ToUnicode is enough */
  assert_sound(fixture, "--no-outline");
}

static void add_clusters(JbPage *page, const JbFace *face, const char *text, const JbGlyph *glyphs, size_t count)
{
  jb_page_add_glyphs(page, &(JbGlyphRun){.face = face,
                                         .size = 12,
                                         .colour = jb_colour_black(),
                                         .text = text,
                                         .text_length = strlen(text),
                                         .glyphs = glyphs,
                                         .glyph_count = count});
}

/* More or fewer glyphs than characters: a ligature, an accent set apart, a dot that is not read. */
static void test_clusters(Fixture *fixture, const void *data)
{
  (void)data;
  JbPage *page = new_page(1, "1");
  const JbFace *serif = fixture->serif;
  const uint32_t dash = jb_face_glyph(serif, 0x2E3A), han = jb_face_glyph(serif, 0x4E2D), e = jb_face_glyph(serif, 'e'),
                 accent = jb_face_glyph(serif, 0xB4), dot = jb_face_glyph(serif, 0x2022);
  add_clusters(page, serif, "——中",
               (const JbGlyph[]){{.id = dash, .cluster = 0, .x = 72, .y = 100},
                                 {.id = han, .cluster = 6, .x = 72 + 12 * jb_face_advance(serif, dash), .y = 100}},
               2);
  add_clusters(
      page, serif, "é",
      (const JbGlyph[]){{.id = e, .cluster = 0, .x = 72, .y = 120}, {.id = accent, .cluster = 0, .x = 72, .y = 120}},
      2);
  add_clusters(page, serif, "", (const JbGlyph[]){{.id = dot, .cluster = 0, .x = 99, .y = 106}}, 1);
  make_one(fixture, page);
  assert_text(fixture, "——中\né\n");
}

/* Where mupdf puts each glyph, against where it was to be. */
static void test_positions(Fixture *fixture, const void *data)
{
  (void)data;
  static const struct {
    double size, x, y, gap;
    const char *text;
  } lines[] = {
      {12, 72, 100, 0, "经济运行进中提质"},
      {12, 72.127, 119.2, 0.0371, "地区生产总值增长6.8%，一般公共预算收入增长"},
      {12, 72, 138.4, -0.31, "规上工业增加值"},
      {36, 80.333, 200, 1.234567, "大标题"},
      {9, 400, 200, 0, "同一行的另一段 and Latin"},
      {10.5, 72, 230, 3.33333, "Td Tj TJ"},
  };
  JbPage *page = jb_page_new(1, "1", 595.276, 841.89, 8.504);
  for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
    add_text(page, fixture->serif, lines[i].size, (JbPoint){lines[i].x, lines[i].y}, lines[i].text, lines[i].gap);
  make_one(fixture, page);

  g_autofree char *trace = output("mutool", "trace", fixture->path, "1");
  g_autoptr(GRegex) regex = g_regex_new("<g [^>]*x=\"([^\"]*)\" y=\"([^\"]*)\"", 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  g_regex_match(regex, trace, 0, &match);
  for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
    double x = lines[i].x;
    for (const char *cursor = lines[i].text; *cursor;) {
      const uint32_t glyph = jb_face_glyph(fixture->serif, jb_utf8_next(&cursor));
      g_assert_true(g_match_info_matches(match));
      g_autofree char *found_x = g_match_info_fetch(match, 1);
      g_autofree char *found_y = g_match_info_fetch(match, 2);
      g_assert_cmpfloat_with_epsilon(g_ascii_strtod(found_x, NULL), 8.504 + x, 0.01);
      g_assert_cmpfloat_with_epsilon(g_ascii_strtod(found_y, NULL), 8.504 + 841.89 - lines[i].y, 0.01);
      x += jb_face_advance(fixture->serif, glyph) * lines[i].size + lines[i].gap;
      g_match_info_next(match, NULL);
    }
  }
  g_assert_false(g_match_info_matches(match));
  g_assert_true(contains(fixture, "/MediaBox [ 0 0 612.28"));
  g_assert_true(contains(fixture, "/BleedBox [ 0 0 612.28"));
  g_assert_true(contains(fixture, "/TrimBox [ 8.504 8.504 603.78"));
}

static char *content_of(const Fixture *fixture)
{
  g_autofree char *qdf = output("qpdf", "--qdf", "--no-original-object-ids", fixture->path, "-");
  const char *begin = strstr(qdf, "%% Contents for page 1");
  g_assert_nonnull(begin);
  begin = strstr(begin, "\nstream\n") + strlen("\nstream\n");
  return g_strndup(begin, (gsize)(strstr(begin, "endstream") - begin));
}

/* Text that reads upwards between text that does not: in its place, and read in its order. */
static void test_turned(Fixture *fixture, const void *data)
{
  (void)data;
  static const char *const rows[] = {"地区生产总值6.8", "固定资产投资"};
  JbPage *page = new_page(1, "1");
  add_text(page, fixture->serif, 12, (JbPoint){72, 60}, "上方", 0);
  jb_page_turn(page, &(JbRect){72, 72, 400, 600});
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    add_text(page, fixture->serif, 12, (JbPoint){10, 20 + 24 * (double)i}, rows[i], 0.25);
  }
  uint8_t *samples = g_malloc0(2);
  JbPicture picture = {.width = 2, .height = 1, .components = 1, .samples = samples};
  jb_page_add_picture(page, &picture, (JbRect){100, 100, 20, 10});
  jb_page_turn(page, NULL);
  add_text(page, fixture->serif, 12, (JbPoint){72, 800}, "— 1 —", 0);
  make_one(fixture, page);
  g_free(samples);
  assert_text(fixture, "上方\n地区生产总值6.8\n固定资产投资\n— 1 —\n");
  g_autofree char *content = content_of(fixture);
  g_assert_nonnull(strstr(content, "0 1 -1 0 0 0 Tm\n"));
  /* the picture: 20 up from y = 841.89 - (672 - 100), 10 to the left of x = 182 */
  g_assert_nonnull(strstr(content, "0 20 -10 0 182 269.89 cm\n"));
  g_autofree char *trace = output("mutool", "trace", fixture->path, "1");
  g_autoptr(GRegex) regex = g_regex_new("<g [^>]*x=\"([^\"]*)\" y=\"([^\"]*)\"", 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  g_regex_match(regex, trace, 0, &match);
  double along = 10;
  for (int skipped = 0; skipped < 2; skipped++) {
    g_match_info_next(match, NULL);
  }
  for (const char *cursor = rows[0]; *cursor; g_match_info_next(match, NULL)) {
    const uint32_t glyph = jb_face_glyph(fixture->serif, jb_utf8_next(&cursor));
    g_assert_true(g_match_info_matches(match));
    g_autofree char *x = g_match_info_fetch(match, 1), *y = g_match_info_fetch(match, 2);
    g_assert_cmpfloat_with_epsilon(g_ascii_strtod(x, NULL), 72 + 20, 0.01);
    g_assert_cmpfloat_with_epsilon(g_ascii_strtod(y, NULL), 841.89 - 672 + along, 0.01);
    along += jb_face_advance(fixture->serif, glyph) * 12 + 0.25;
  }
}

/* What is set is remembered: operators by hand. */
static void test_operators(Fixture *fixture, const void *data)
{
  (void)data;
  JbPage *page = jb_page_new(1, "1", 200, 100, 0);
  const JbColour red = jb_colour_cmyk(0, 0.9, 0.8, 0.1), grey = jb_colour_grey(0.4);
  JbColour gold = {.kind = JB_COLOUR_SEPARATION, .ink = {0, 0.2, 0.6, 0.2}, .level = 0.5, .separation = "Gold Ink"};
  gold.overprint = true;
  jb_page_add_rectangle(page, (JbRect){10, 20, 30, 0.5}, &red);
  jb_page_add_rectangle(page, (JbRect){10, 30, 30, 0.5}, &red);
  jb_page_add_line(page, (JbPoint){0, 50}, (JbPoint){200, 50}, 0.25, &grey);
  jb_page_add_line(page, (JbPoint){0, 60}, (JbPoint){200, 60}, 0.25, &grey);
  const uint8_t verbs[] = {JB_PATH_MOVE, JB_PATH_CURVE, JB_PATH_CLOSE};
  const JbPoint points[] = {{1, 1}, {2, 2}, {3, 3}, {4, 4}};
  jb_page_add_path(page, &(JbPath){.verbs = verbs,
                                   .verb_count = 3,
                                   .points = points,
                                   .point_count = 4,
                                   .fill = true,
                                   .stroke = true,
                                   .even_odd = true,
                                   .fill_colour = gold,
                                   .stroke_colour = gold,
                                   .line_width = 0.25,
                                   .dash = 3,
                                   .gap = 1.5});
  make_one(fixture, page);
  g_autofree char *content = content_of(fixture);
  g_assert_cmpstr(content, ==,
                  "0 0.9 0.8 0.1 k\n10 79.5 30 0.5 re\nf\n10 69.5 30 0.5 re\nf\n"
                  "0.4 G\n0.25 w\n0 50 m\n200 50 l\nS\n0 40 m\n200 40 l\nS\n"
                  "/O gs\n/S1 cs 0.5 scn\n/S1 CS 0.5 SCN\n[3 1.5 ]0 d\n1 99 m\n2 98 3 97 4 96 c\nh\nB*\n");
  g_assert_true(contains(fixture, "/S1[/Separation/Gold#20Ink/DeviceCMYK<</FunctionType 2/Domain[0 1]/N 1"
                                  "/C0[0 0 0 0]/C1[0 0.2 0.6 0.2]>>]"));
  g_assert_true(contains(fixture, "/O<</Type/ExtGState/OP true/op true/OPM 1>>"));
}

/* A grey JPEG of one pixel. */
static const uint8_t jpeg[] = {
    0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x00, 0x01, 0x01, 0x00, 0x00, 0x01, 0x00, 0x01,
    0x00, 0x00, 0xff, 0xdb, 0x00, 0x43, 0x00, 0x50, 0x37, 0x3c, 0x46, 0x3c, 0x32, 0x50, 0x46, 0x41, 0x46, 0x5a,
    0x55, 0x50, 0x5f, 0x78, 0xc8, 0x82, 0x78, 0x6e, 0x6e, 0x78, 0xf5, 0xaf, 0xb9, 0x91, 0xc8, 0xff, 0xff, 0xff,
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xc0, 0x00, 0x0b, 0x08, 0x00, 0x01, 0x00, 0x01, 0x01, 0x01, 0x11, 0x00, 0xff, 0xc4, 0x00, 0x14, 0x00, 0x01,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xff, 0xc4,
    0x00, 0x14, 0x10, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0xff, 0xda, 0x00, 0x08, 0x01, 0x01, 0x00, 0x00, 0x3f, 0x00, 0x3f, 0xff, 0xd9};

static void test_pictures(Fixture *fixture, const void *data)
{
  (void)data;
  uint8_t samples[] = {0, 85, 170, 255, 0, 85};
  const JbPicture grey = {.width = 3, .height = 2, .components = 1, .samples = samples};
  JbPicture passed = {.width = 1, .height = 1, .components = 1, .jpeg_inverted = true};
  passed.jpeg = g_bytes_new_static(jpeg, sizeof jpeg);
  JbPage *pages[] = {new_page(1, "1"), new_page(2, "2"), new_page(3, "3")};
  jb_page_add_picture(pages[0], &grey, (JbRect){72, 100, 300, 200});
  jb_page_add_picture(pages[0], &grey, (JbRect){72, 400, 30, 20});
  jb_page_add_picture(pages[1], &passed, (JbRect){72, 100, 50, 40});
  jb_page_add_picture(pages[1], &grey, (JbRect){72, 200, 30, 20});
  g_autoptr(GError) error = NULL;
  make(fixture, pages, 3, &error);
  g_assert_no_error(error);
  assert_sound(fixture, "--no-outline");
  g_assert_true(contains_bytes(fixture, jpeg, sizeof jpeg));
  g_assert_true(contains(fixture, "/ColorSpace/DeviceGray/Filter/DCTDecode/Decode[1 0]"));
  g_autofree char *list = output("pdfimages", "-list", fixture->path);
  g_auto(GStrv) lines = g_strsplit(list, "\n", -1);
  g_assert_cmpuint(g_strv_length(lines), ==, 2 + 4 + 1); /* two lines of head, each use of a picture, the end */
  g_autofree char *pages_list = output("qpdf", "--json", "--json-key=pages", fixture->path);
  g_assert_nonnull(strstr(pages_list, "\"/I2\"")); /* each embedded once, under its number */
  g_assert_null(strstr(pages_list, "\"/I3\""));
  g_bytes_unref(passed.jpeg);
}

static void test_links_and_outline(Fixture *fixture, const void *data)
{
  (void)data;
  const JbOutlineEntry outline[] = {
      {.title = (char[]){"一、总体"}, .anchor = (char[]){"s1"}, .level = 1},
      {.title = (char[]){"工业 (1)"}, .anchor = (char[]){"s2"}, .level = 2},
      {.title = (char[]){"二、展望"}, .anchor = (char[]){"s2"}, .level = 1},
  };
  fixture->info.outline = outline;
  fixture->info.outline_count = G_N_ELEMENTS(outline);
  JbPage *pages[] = {new_page(1, "i"), new_page(2, "1"), new_page(3, "2")};
  jb_page_add_link(pages[0], (JbRect){72, 100, 300, 20}, "s2", false); /* forward */
  jb_page_add_link(pages[0], (JbRect){72, 200, 300, 20}, "https://example.org/a(b)", true);
  jb_page_add_link(pages[0], (JbRect){72, 300, 300, 20}, "https://example.org/%20汉", true);
  jb_page_add_anchor(pages[1], "s1", (JbPoint){72, 90});
  jb_page_add_anchor(pages[2], "s2", (JbPoint){72, 341.89});
  g_autoptr(GError) error = NULL;
  make(fixture, pages, 3, &error);
  g_assert_no_error(error);
  assert_sound(fixture, "--pictures");
  g_autofree char *json = output("qpdf", "--json", "--json-key=outlines", fixture->path);
  const char *const titles[] = {"一、总体", "工业 (1)", "二、展望"};
  const char *cursor = json;
  for (size_t i = 0; i < G_N_ELEMENTS(titles); i++) {
    g_autofree char *title = g_strdup_printf("\"title\": \"%s\"", titles[i]);
    g_assert_nonnull(strstr(json, title));
  }
  g_assert_nonnull(cursor = strstr(json, "\"kids\": ["));
  g_assert_true(contains(fixture, "/XYZ 72 500 0"));
  g_assert_true(contains(fixture, "/Rect [ 72 721.89"));
  g_autofree char *actions = output("qpdf", "--json", "--json-key=qpdf", fixture->path);
  g_assert_nonnull(strstr(actions, "\"/URI\": \"u:https://example.org/a(b)\""));
  g_assert_nonnull(strstr(actions, "\"/URI\": \"u:https://example.org/%20%E6%B1%89\""));
  g_assert_true(contains(fixture, "/Nums[0<</S/r>>1<</S/D>>]"));
  g_assert_true(contains(fixture, "/PageMode /UseOutlines"));

  fixture->info.links = false; /* as PDF/X-1a has it */
  JbPage *page = new_page(1, "1");
  jb_page_add_link(page, (JbRect){72, 100, 300, 20}, "nowhere", false);
  fixture->info.outline_count = 0;
  make_one(fixture, page);
  g_assert_false(contains(fixture, "/Annot"));
}

/* Twenty thousand characters as a bookmark and as the title: 32,002 bytes of UTF-16 each, ending in …. */
static void test_long_texts(Fixture *fixture, const void *data)
{
  (void)data;
  g_autoptr(GString) title = g_string_new(NULL);
  while (title->len < 20000 * strlen("题"))
    g_string_append(title, "题");
  const JbOutlineEntry outline[] = {{.title = title->str, .anchor = (char[]){"s1"}, .level = 1}};
  fixture->info.title = title->str;
  fixture->info.outline = outline;
  fixture->info.outline_count = G_N_ELEMENTS(outline);
  JbPage *page = new_page(1, "1");
  jb_page_add_anchor(page, "s1", (JbPoint){72, 90});
  make_one(fixture, page);
  g_autofree char *json = output("qpdf", "--json", "--json-key=outlines", fixture->path);
  const char *start = strstr(json, "\"title\": \"题"), *end = strstr(json, "题…\"");
  g_assert_nonnull(start);
  g_assert_nonnull(end);
  g_assert_cmpint(g_utf8_pointer_to_offset(start, end + strlen("题…")), ==, (glong)strlen("\"title\": \"") + 16000);
}

static void test_metadata(Fixture *fixture, const void *data)
{
  (void)data;
  make_one(fixture, new_page(1, "1"));
  assert_sound(fixture, "--no-outline"); /* compares the titles of Info and XMP */
  g_assert_true(contains(fixture, "/CreationDate (D:202501)"));
  g_assert_true(contains(fixture, "<xmp:CreateDate>2025-01</xmp:CreateDate>"));
  g_assert_true(contains(fixture, "<dc:creator><rdf:Seq><rdf:li>高新区</rdf:li></rdf:Seq></dc:creator>"));
  g_assert_true(contains(fixture, "经济综述 &lt;A &amp; B&gt;"));
  g_assert_true(contains(fixture, "/Duplex/DuplexFlipLongEdge"));
  g_assert_true(contains(fixture, "/Lang (zh-CN)"));

  fixture->info.date = "";
  make_one(fixture, new_page(1, "1"));
  g_assert_false(contains(fixture, "Date")); /* no date is no date */

  g_setenv("SOURCE_DATE_EPOCH", "1736899200", TRUE);
  make_one(fixture, new_page(1, "1"));
  g_assert_true(contains(fixture, "(D:20250115000000+00'00')"));
  g_assert_true(contains(fixture, "<xmp:ModifyDate>2025-01-15T00:00:00+00:00</xmp:ModifyDate>"));
}

static GBytes *make_sample(const Fixture *fixture, const char *text)
{
  JbPage *page = new_page(1, "1");
  add_text(page, fixture->serif, 12, (JbPoint){72, 100}, text, 0.1);
  add_text(page, fixture->rare, 12, (JbPoint){72, 120}, "\U00020BB7", 0);
  make_one(fixture, page);
  return bytes_of(fixture);
}

static void test_same_bytes(Fixture *fixture, const void *data)
{
  (void)data;
  g_autoptr(GBytes) first = make_sample(fixture, "经济");
  g_setenv("TZ", "America/New_York", TRUE);
  g_autofree void *shift = g_malloc(12345); /* other addresses */
  g_autoptr(GBytes) other = make_sample(fixture, "经贸");
  g_autoptr(GBytes) second = make_sample(fixture, "经济");
  g_unsetenv("TZ");
  g_assert_true(g_bytes_equal(first, second));
  g_assert_false(g_bytes_equal(first, other));
  /* What differs has another /ID. */
  gsize length;
  const char *bytes = g_bytes_get_data(first, &length);
  const char *identity = memmem(bytes, length, "/ID[<", 5);
  g_assert_nonnull(identity);
  g_assert_null(memmem(g_bytes_get_data(other, NULL), g_bytes_get_size(other), identity, 5 + 32));
}

/* --- what must not be written --- */

static void assert_refused(const Fixture *fixture, JbPage *page, int code)
{
  g_autoptr(GError) error = NULL;
  g_assert_false(make(fixture, &page, 1, &error));
  g_assert_error(error, JB_PDF_ERROR, code);
  g_assert_false(g_file_test(fixture->path, G_FILE_TEST_EXISTS));
}

static void test_refused(Fixture *fixture, const void *data)
{
  (void)data;
  const JbColour black = jb_colour_black();
  const double wrong[] = {NAN, INFINITY, -INFINITY, 15300, -1e10};
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
    JbPage *page = new_page(1, "1");
    jb_page_add_line(page, (JbPoint){0, 0}, (JbPoint){wrong[i], 10}, 1, &black);
    assert_refused(fixture, page, JB_PDF_ERROR_INTERNAL);
    page = new_page(1, "1");
    add_text(page, fixture->serif, 12, (JbPoint){72, wrong[i]}, "中", 0);
    assert_refused(fixture, page, JB_PDF_ERROR_INTERNAL);
  }
  JbPage *page = new_page(1, "1");
  jb_page_add_link(page, (JbRect){0, 0, 1, 1}, "nowhere", false);
  assert_refused(fixture, page, JB_PDF_ERROR_INTERNAL);

  const JbPicture rgb = {.width = 1, .height = 1, .components = 3, .samples = (uint8_t[]){0, 0, 0}};
  page = new_page(1, "1");
  jb_page_add_picture(page, &rgb, (JbRect){0, 0, 1, 1});
  assert_refused(fixture, page, JB_PDF_ERROR_PICTURE);

  page = new_page(1, "1");
  jb_page_add_glyphs(page, &(JbGlyphRun){.face = fixture->serif,
                                         .size = 12,
                                         .colour = black,
                                         .text = "x",
                                         .text_length = 1,
                                         .glyphs = &(const JbGlyph){.id = 70000, .x = 72, .y = 72},
                                         .glyph_count = 1});
  assert_refused(fixture, page, JB_PDF_ERROR_INTERNAL);
}

static void test_the_first_error_is_told(Fixture *fixture, const void *data)
{
  (void)data;
  const JbPicture rgb = {.width = 1, .height = 1, .components = 3, .samples = (uint8_t[]){0, 0, 0}};
  JbPage *pages[] = {new_page(1, "1"), new_page(2, "2")};
  jb_page_add_picture(pages[0], &rgb, (JbRect){0, 0, 1, 1});
  jb_page_add_link(pages[1], (JbRect){0, 0, 1, 1}, "nowhere", false);
  g_autoptr(GError) error = NULL;
  g_assert_false(make(fixture, pages, 2, &error));
  g_assert_error(error, JB_PDF_ERROR, JB_PDF_ERROR_PICTURE);
}

static void test_nowhere_to_write(Fixture *fixture, const void *data)
{
  (void)data;
  g_autofree char *given = g_steal_pointer(&fixture->path);
  fixture->path = g_build_filename(fixture->folder, "missing", "out.pdf", NULL);
  JbPage *page = new_page(1, "1");
  g_autoptr(GError) error = NULL;
  g_assert_false(make(fixture, &page, 1, &error));
  g_assert_error(error, JB_FILE_ERROR, JB_FILE_ERROR_SYSTEM);
}

static void test_abandoned(Fixture *fixture, const void *data)
{
  (void)data;
  JbSink *sink = jb_pdf_sink_new(fixture->path, NULL);
  jb_sink_abandon(sink);
  sink = jb_pdf_sink_new(fixture->path, NULL);
  jb_sink_open(sink, &fixture->info, NULL);
  JbPage *page = new_page(1, "1");
  add_text(page, fixture->serif, 12, (JbPoint){72, 100}, "中", 0);
  jb_sink_page(sink, page);
  jb_page_free(page);
  jb_sink_abandon(sink);
  g_assert_false(g_file_test(fixture->path, G_FILE_TEST_EXISTS));
}

/* Closed with somewhere to leave the file, it is not in place until the caller puts it there. */
static void test_left_to_the_caller(Fixture *fixture, const void *data)
{
  (void)data;
  g_autoptr(GError) error = NULL;
  JbOutputFile *written = NULL;
  JbSink *sink = jb_pdf_sink_new(fixture->path, &written);
  JbDocumentInfo info = fixture->info;
  info.page_count = 1;
  jb_sink_open(sink, &info, NULL);
  JbPage *page = new_page(1, "1");
  jb_sink_page(sink, page);
  jb_page_free(page);
  g_assert_true(jb_sink_close(sink, &error));
  g_assert_no_error(error);
  g_assert_nonnull(written);
  g_assert_false(g_file_test(fixture->path, G_FILE_TEST_EXISTS));
  g_assert_true(jb_output_file_commit(written, &error));
  g_autofree char *bytes = NULL;
  size_t length;
  g_assert_true(g_file_get_contents(fixture->path, &bytes, &length, NULL));
  g_assert_true(g_str_has_prefix(bytes, "%PDF-1.7") && memcmp(bytes + length - 6, "%%EOF\n", 6) == 0);
}

/* --- the small parts --- */

static void test_labels(void)
{
  const struct {
    const char *label;
    JbPageLabel expected;
  } cases[] = {
      {"", {0, 0, 0}},      {"1", {'D', 1, 0}},     {"12", {'D', 12, 0}},  {"A-3", {'D', 3, 2}}, {"i", {'r', 1, 0}},
      {"iv", {'r', 4, 0}},  {"xlii", {'r', 42, 0}}, {"XIV", {'R', 14, 0}}, {"iiii", {0, 0, 4}},  {"封面", {0, 0, 6}},
      {"007", {'D', 7, 2}}, {"0", {0, 0, 1}},       {"iV", {0, 0, 2}},     {"附1", {'D', 1, 3}},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    const JbPageLabel found = jb_pdf_parse_label(cases[i].label);
    g_assert_cmpint(found.style, ==, cases[i].expected.style);
    g_assert_cmpuint(found.number, ==, cases[i].expected.number);
    g_assert_cmpuint(found.prefix, ==, cases[i].expected.prefix);
  }
}

static void test_dates(void)
{
  const struct {
    const char *iso, *epoch, *pdf, *xmp;
  } cases[] = {
      {"2025", NULL, "D:2025", "2025"},
      {"2025-01", "0", "D:202501", "2025-01"},
      {"2025-01-20", NULL, "D:20250120", "2025-01-20"},
      {"", "0", "D:19700101000000+00'00'", "1970-01-01T00:00:00+00:00"},
      {"", "951782400", "D:20000229000000+00'00'", "2000-02-29T00:00:00+00:00"},
      {"", NULL, "", ""},
      {"", "", "", ""},
      {"", "-1", "", ""},
      {"", "1e9", "", ""},
      {"二〇二五", NULL, "", ""},
      {"2025-1-2", NULL, "", ""},
      {NULL, NULL, "", ""},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    const JbPdfDate found = jb_pdf_date(cases[i].iso, cases[i].epoch);
    g_assert_cmpstr(found.pdf, ==, cases[i].pdf);
    g_assert_cmpstr(found.xmp, ==, cases[i].xmp);
  }
}

static void test_syntax(void)
{
  g_autoptr(GString) out = g_string_new(NULL);
  jb_pdf_append_name(out, "A B/#é");
  jb_pdf_append_text(out, "a(b)\\c\r");
  jb_pdf_append_text(out, "中\U0002C386");
  jb_pdf_append_text(out, "");
  g_assert_cmpstr(out->str, ==, "/A#20B#2F#23#C3#A9(a\\(b\\)\\\\c\\r)<FEFF4E2DD870DF86>()");
}

#define ADD(path, function) g_test_add(path, Fixture, NULL, set_up, function, tear_down)

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  ADD("/pdf/text", test_text_comes_back);
  ADD("/pdf/clusters", test_clusters);
  ADD("/pdf/positions", test_positions);
  ADD("/pdf/turned", test_turned);
  ADD("/pdf/operators", test_operators);
  ADD("/pdf/pictures", test_pictures);
  ADD("/pdf/links-and-outline", test_links_and_outline);
  ADD("/pdf/long-texts", test_long_texts);
  ADD("/pdf/metadata", test_metadata);
  ADD("/pdf/same-bytes", test_same_bytes);
  ADD("/pdf/refused", test_refused);
  ADD("/pdf/first-error", test_the_first_error_is_told);
  ADD("/pdf/nowhere-to-write", test_nowhere_to_write);
  ADD("/pdf/abandoned", test_abandoned);
  ADD("/pdf/left-to-the-caller", test_left_to_the_caller);
  g_test_add_func("/pdf/labels", test_labels);
  g_test_add_func("/pdf/dates", test_dates);
  g_test_add_func("/pdf/syntax", test_syntax);
  return g_test_run();
}
