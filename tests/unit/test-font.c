/* SPDX-License-Identifier: MIT
 * Faces and roles, on the box fonts of tests/fonts: what the script draws is what is expected here. */
#include "font/face.h"
#include "font/font_set.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

static char *box_font(const char *name)
{
  return g_build_filename(g_getenv("JB_TEST_DATA"), "fonts", name, NULL);
}

static JbFace *open_box_font(const char *name)
{
  g_autofree char *path = box_font(name);
  g_autoptr(GError) error = NULL;
  JbFace *face = jb_face_open(path, 0, &error);
  g_assert_no_error(error);
  return face;
}

/* A folder of its own for each test, removed with what is in it. */
static char *make_folder(void)
{
  char *folder = g_dir_make_tmp("jb-font-XXXXXX", NULL);
  g_assert_nonnull(folder);
  return folder;
}

static void remove_folder(const char *folder)
{
  g_autoptr(GDir) directory = g_dir_open(folder, 0, NULL);
  const char *name;
  while ((name = g_dir_read_name(directory))) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_unlink(path);
  }
  g_rmdir(folder);
}

static char *write_file(const char *folder, const char *name, const void *bytes, size_t length)
{
  char *path = g_build_filename(folder, name, NULL);
  g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
  return path;
}

static void copy_box_font(const char *name, const char *folder, const char *copy)
{
  g_autofree char *path = box_font(name), *bytes = NULL;
  size_t length;
  g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
  g_free(write_file(folder, copy, bytes, length));
}

/* --- faces --- */

static void test_identity(void)
{
  g_autoptr(JbFace) song = open_box_font("JbBoxSong.otf"), hei = open_box_font("JbBoxHei.ttf");
  g_assert_cmpstr(jb_face_postscript_name(song), ==, "JbBoxSong");
  g_assert_cmpint(jb_face_outline_format(song), ==, JB_OUTLINE_CFF);
  g_assert_cmpint(jb_face_outline_format(hei), ==, JB_OUTLINE_TRUETYPE);
  g_assert_cmpuint(jb_face_units_per_em(song), ==, 1000);
  g_assert_cmpuint(jb_face_glyph_count(song), >, 6763);
}

static void test_glyphs(void)
{
  g_autoptr(JbFace) song = open_box_font("JbBoxSong.otf"), rare = open_box_font("JbBoxRare.ttf");
  uint32_t han = jb_face_glyph(song, 0x56fd);
  g_assert_cmpuint(han, !=, 0);
  g_assert_cmpuint(jb_face_glyph(song, 0x56fd), ==, han); /* from the cache */
  g_assert_cmpuint(jb_face_glyph(song, 0x2c386), ==, 0);
  g_assert_cmpuint(jb_face_glyph(rare, 0x2c386), !=, 0); /* cmap format 12 */
  g_assert_cmpfloat(jb_face_advance(song, han), ==, 1.0);
  g_assert_cmpfloat(jb_face_advance(song, jb_face_glyph(song, 'a')), ==, 0.5);
}

static void assert_missed(const JbFace *face, const uint32_t *expected, size_t expected_count)
{
  size_t count;
  const uint32_t *missed = jb_face_missed(face, &count);
  g_assert_cmpuint(count, ==, expected_count);
  for (size_t i = 0; i < count; i++)
    g_assert_cmpuint(missed[i], ==, expected[i]);
}

/* Each character is missed once; what was learnt is not missed and is what it was. */
static void test_learning(void)
{
  g_autoptr(JbFace) song = open_box_font("JbBoxSong.otf"), taught = open_box_font("JbBoxSong.otf");
  const uint32_t asked[] = {0x56fd, 'A', 0x2c386, 0x110000, UINT32_MAX};
  for (int turn = 0; turn < 2; turn++)
    for (size_t i = 0; i < G_N_ELEMENTS(asked); i++)
      jb_face_glyph(song, asked[i]);
  assert_missed(song, asked, 3); /* those beyond Unicode are no characters */
  jb_face_learn(taught, asked, G_N_ELEMENTS(asked));
  assert_missed(taught, NULL, 0);
  for (size_t i = 0; i < G_N_ELEMENTS(asked); i++) {
    const uint32_t glyph = jb_face_glyph(taught, asked[i]);
    g_assert_cmpuint(glyph, ==, jb_face_glyph(song, asked[i]));
    g_assert_cmpfloat(jb_face_advance(taught, glyph), ==, jb_face_advance(song, glyph));
  }
  assert_missed(taught, NULL, 0);
  g_assert_cmpfloat(jb_face_advance(song, jb_face_glyph_count(song)), ==,
                    jb_face_advance(taught, jb_face_glyph_count(song)));
}

static void test_extents(void)
{
  const char *const names[] = {"JbBoxSong.otf", "JbBoxHei.ttf"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autoptr(JbFace) face = open_box_font(names[i]);
    double left, bottom, right, top;
    g_assert_true(jb_face_glyph_extents(face, jb_face_glyph(face, 0x300a), &left, &bottom, &right, &top));
    g_assert_cmpfloat_with_epsilon(left, 0.55, 1e-6);
    g_assert_cmpfloat_with_epsilon(right, 0.95, 1e-6);
    g_assert_cmpfloat_with_epsilon(bottom, -0.07, 1e-6);
    g_assert_cmpfloat_with_epsilon(top, 0.83, 1e-6);
    g_assert_false(jb_face_glyph_extents(face, jb_face_glyph(face, ' '), &left, &bottom, &right, &top));
  }
}

static void test_metrics(void)
{
  g_autoptr(JbFace) song = open_box_font("JbBoxSong.otf");
  const JbFaceMetrics *metrics = jb_face_metrics(song);
  g_assert_cmpfloat_with_epsilon(metrics->ascent, 0.88, 1e-6);
  g_assert_cmpfloat_with_epsilon(metrics->descent, 0.12, 1e-6);
  g_assert_cmpfloat_with_epsilon(metrics->cap_height, 0.7, 1e-6);
  g_assert_cmpfloat_with_epsilon(metrics->box[1], -0.07, 1e-6);
  g_assert_cmpfloat_with_epsilon(metrics->box[3], 0.83, 1e-6);
}

typedef struct Trace {
  GString *calls;
} Trace;

static void trace_move(void *data, double x, double y)
{
  g_string_append_printf(((Trace *)data)->calls, "M %.2f %.2f ", x, y);
}

static void trace_line(void *data, double x, double y)
{
  g_string_append_printf(((Trace *)data)->calls, "L %.2f %.2f ", x, y);
}

static void trace_curve(void *data, double x1, double y1, double x2, double y2, double x3, double y3)
{
  (void)x1, (void)y1, (void)x2, (void)y2;
  g_string_append_printf(((Trace *)data)->calls, "C %.2f %.2f ", x3, y3);
}

static void trace_close(void *data)
{
  g_string_append(((Trace *)data)->calls, "Z ");
}

static void test_outline(void)
{
  static const JbOutlineSink sink = {trace_move, trace_line, trace_curve, trace_close};
  const char *const names[] = {"JbBoxSong.otf", "JbBoxHei.ttf"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autoptr(JbFace) face = open_box_font(names[i]);
    Trace trace = {g_string_new(NULL)};
    jb_face_outline(face, jb_face_glyph(face, '7'), &sink, &trace);
    g_assert_true(g_str_has_prefix(trace.calls->str, "M 0.05 0.00 L 0.05 0.70 L 0.45 0.70 L 0.45 0.00 "));
    g_assert_true(g_str_has_suffix(trace.calls->str, "Z "));
    g_string_truncate(trace.calls, 0);
    jb_face_outline(face, jb_face_glyph(face, ' '), &sink, &trace);
    g_assert_cmpstr(trace.calls->str, ==, "");
    g_string_free(trace.calls, TRUE);
  }
}

/* Offset of a table in a single font's bytes. */
static size_t table_offset(const uint8_t *bytes, const char *tag)
{
  unsigned count = (unsigned)bytes[4] << 8 | bytes[5];
  for (unsigned i = 0; i < count; i++) {
    const uint8_t *entry = bytes + 12 + 16 * (size_t)i;
    if (memcmp(entry, tag, 4) == 0)
      return (size_t)entry[8] << 24 | (size_t)entry[9] << 16 | (size_t)entry[10] << 8 | entry[11];
  }
  g_assert_not_reached();
}

static void test_embedding_bits(void)
{
  static const struct {
    unsigned bits;
    bool allowed;
  } cases[] = {{0x0000, true}, {0x0002, false}, {0x0004, true}, {0x0008, true}, {0x0100, false}, {0x0200, false}};
  g_autofree char *path = box_font("JbBoxRare.ttf"), *bytes = NULL, *folder = make_folder();
  size_t length;
  g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
  size_t type = table_offset((const uint8_t *)bytes, "OS/2") + 8;
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    bytes[type] = (char)(cases[i].bits >> 8);
    bytes[type + 1] = (char)(cases[i].bits & 0xff);
    g_autofree char *copy = write_file(folder, "copy.ttf", bytes, length);
    g_autoptr(GError) error = NULL;
    g_autoptr(JbFace) face = jb_face_open(copy, 0, &error);
    g_assert_cmpint(face != NULL, ==, cases[i].allowed);
    if (!cases[i].allowed)
      g_assert_error(error, JB_FACE_ERROR, JB_FACE_ERROR_EMBEDDING);
  }
  remove_folder(folder);
}

/* A face whose map names more glyphs than it has: those it lacks are missing, not somewhere in memory. */
static void test_glyphs_beyond_the_last(void)
{
  g_autofree char *path = box_font("JbBoxSong.otf"), *bytes = NULL, *folder = make_folder();
  size_t length;
  g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
  size_t glyphs = table_offset((const uint8_t *)bytes, "maxp") + 4;
  bytes[glyphs] = 0;
  bytes[glyphs + 1] = 40;
  g_autofree char *copy = write_file(folder, "copy.otf", bytes, length);
  g_autoptr(GError) error = NULL;
  g_autoptr(JbFace) face = jb_face_open(copy, 0, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(jb_face_glyph_count(face), ==, 40);
  g_assert_cmpuint(jb_face_glyph(face, ' '), !=, 0);
  g_assert_cmpuint(jb_face_glyph(face, 0x56fd), ==, 0);
  remove_folder(folder);
}

static void test_no_font(void)
{
  g_autofree char *folder = make_folder(), *path = box_font("JbBoxRare.ttf"), *bytes = NULL;
  g_autofree char *text = write_file(folder, "text.ttf", "this is no font", 15);
  size_t length;
  g_autoptr(GError) error = NULL;
  g_assert_null(jb_face_open(text, 0, &error));
  g_assert_error(error, JB_FACE_ERROR, JB_FACE_ERROR_NO_FONT);
  g_clear_error(&error);
  g_assert_null(jb_face_open(path, 1, &error)); /* no collection */
  g_assert_error(error, JB_FACE_ERROR, JB_FACE_ERROR_NO_FONT);
  g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
  for (size_t cut = 1; cut < length; cut += 7) { /* cut anywhere: refused, or opened and safe to ask */
    g_autofree char *part = write_file(folder, "part.ttf", bytes, cut);
    g_autoptr(JbFace) face = jb_face_open(part, 0, NULL);
    if (face) {
      double box[4];
      uint32_t glyph = jb_face_glyph(face, 0x20bb7);
      jb_face_glyph_extents(face, glyph, &box[0], &box[1], &box[2], &box[3]);
      g_assert_cmpfloat(jb_face_advance(face, glyph), >=, 0);
      jb_face_metrics(face);
    }
  }
  remove_folder(folder);
}

/* --- roles --- */

typedef struct Setting {
  char *folder;
  char *path; /* of fonts.xml */
  JbFindings *findings;
  JbFontSet *set;
} Setting;

static Setting open_setting(const char *body, void (*prepare)(const char *folder))
{
  Setting setting = {.folder = make_folder(), .findings = jb_findings_new()};
  if (prepare)
    prepare(setting.folder);
  g_autofree char *data = box_font("");
  g_autofree char *xml =
      g_strdup_printf("<fonts xmlns=\"urn:jianbao:fonts:1\"><look in=\"%s\"/>%s</fonts>", data, body);
  setting.path = write_file(setting.folder, "fonts.xml", xml, strlen(xml));
  setting.set = jb_font_set_open(setting.path, setting.findings);
  return setting;
}

static void close_setting(Setting *setting)
{
  jb_font_set_free(setting->set);
  jb_findings_free(setting->findings);
  remove_folder(setting->folder);
  g_free(setting->folder);
  g_free(setting->path);
}

static unsigned count_findings(const Setting *setting, JbMessage message)
{
  unsigned count = 0;
  for (size_t i = 0; i < jb_findings_count(setting->findings); i++)
    count += jb_findings_at(setting->findings, i)->message == message;
  return count;
}

#define ROLE(name, faces)      "<role name=\"" name "\">" faces "</role>"
#define FACE(postscript, file) "<face postscript=\"" postscript "\" file=\"" file "\"/>"
#define SONG                   FACE("JbBoxSong", "JbBoxSong.otf")
#define HEI                    FACE("JbBoxHei", "JbBoxHei.ttf")
#define RARE                   FACE("JbBoxRare", "JbBoxRare.ttf")
#define OTHER_ROLES            ROLE("kai", HEI) ROLE("fangsong", SONG) ROLE("xiaobiaosong", HEI) ROLE("digits", SONG)
#define ALL_ROLES              ROLE("song", SONG) ROLE("hei", HEI) OTHER_ROLES ROLE("fallback", RARE)

static void test_roles(void)
{
  Setting setting = open_setting(ALL_ROLES, NULL);
  g_assert_nonnull(setting.set);
  g_assert_cmpuint(jb_findings_count(setting.findings), ==, 0);
  const JbFace *song = jb_font_set_face(setting.set, JB_ROLE_SONG, 0);
  g_assert_cmpstr(jb_face_postscript_name(song), ==, "JbBoxSong");
  g_assert_true(jb_font_set_face(setting.set, JB_ROLE_DIGITS, 0) == song); /* one file, one face */
  g_assert_null(jb_font_set_face(setting.set, JB_ROLE_SONG, 1));
  close_setting(&setting);
}

static void test_covering(void)
{
  Setting setting = open_setting(ALL_ROLES, NULL);
  const JbFace *rare = jb_font_set_covering(setting.set, JB_ROLE_SONG, 0x20bb7);
  g_assert_cmpstr(jb_face_postscript_name(rare), ==, "JbBoxRare");
  g_assert_cmpstr(jb_face_postscript_name(jb_font_set_covering(setting.set, JB_ROLE_HEI, 0x56fd)), ==, "JbBoxHei");
  g_assert_null(jb_font_set_covering(setting.set, JB_ROLE_SONG, 0x10ffff));
  g_autofree char *names = jb_font_set_names(setting.set, JB_ROLE_SONG);
  g_assert_cmpstr(names, ==, "JbBoxSong, JbBoxRare");
  close_setting(&setting);
}

static void test_stand_in_is_one_note(void)
{
  Setting setting = open_setting(ROLE("song", FACE("FZXBSJW--GB1-0", "none.ttf") SONG)
                                     ROLE("hei", "<face postscript=\"FZHTK\" optional=\"yes\"/>" HEI) OTHER_ROLES,
                                 NULL);
  g_assert_cmpuint(jb_findings_count(setting.findings), ==, 1);
  g_assert_cmpuint(count_findings(&setting, JB_MESSAGE_FONT_STAND_IN), ==, 1);
  g_assert_cmpstr(jb_findings_at(setting.findings, 0)->arguments[0], ==, "song");
  close_setting(&setting);
}

static void test_empty_role_is_an_error(void)
{
  Setting setting = open_setting(ROLE("song", FACE("JbNobodyHasThis", "none.ttf")) ROLE("hei", HEI) OTHER_ROLES, NULL);
  g_assert_cmpuint(count_findings(&setting, JB_MESSAGE_FONT_ROLE_EMPTY), ==, 1);
  g_assert_true(jb_findings_has_errors(setting.findings));
  g_assert_null(jb_font_set_face(setting.set, JB_ROLE_SONG, 0));
  close_setting(&setting);
}

static void drop_renamed(const char *folder)
{
  copy_box_font("JbBoxHei.ttf", folder, "方正小标宋简.TTF");
}

static void test_dropped_under_another_name(void)
{
  Setting setting =
      open_setting(ROLE("song", FACE("JbBoxHei", "no-such-name.ttf") SONG) ROLE("hei", SONG) OTHER_ROLES, drop_renamed);
  const JbFace *face = jb_font_set_face(setting.set, JB_ROLE_SONG, 0);
  g_assert_cmpstr(jb_face_postscript_name(face), ==, "JbBoxHei");
  g_assert_true(g_str_has_prefix(jb_face_path(face), setting.folder));
  g_assert_cmpuint(jb_findings_count(setting.findings), ==, 0);
  close_setting(&setting);
}

static void drop_damaged(const char *folder)
{
  g_free(write_file(folder, "JbBoxHei.ttf", "OTTO?", 5));
}

static void test_damaged_gives_way(void)
{
  Setting setting = open_setting(ROLE("song", HEI SONG) ROLE("hei", SONG) ROLE("kai", SONG) ROLE("fangsong", SONG)
                                     ROLE("xiaobiaosong", SONG) ROLE("digits", SONG),
                                 drop_damaged);
  g_assert_cmpuint(count_findings(&setting, JB_MESSAGE_FONT_UNUSABLE), ==, 1);
  g_assert_cmpstr(jb_face_postscript_name(jb_font_set_face(setting.set, JB_ROLE_SONG, 0)), ==, "JbBoxSong");
  close_setting(&setting);
}

static void test_wrong_file_is_said(void)
{
  Setting setting =
      open_setting(ROLE("song", FACE("JbBoxKai", "JbBoxHei.ttf") SONG) ROLE("hei", HEI) OTHER_ROLES, NULL);
  g_assert_cmpuint(count_findings(&setting, JB_MESSAGE_FONT_UNUSABLE), ==, 1);
  g_assert_cmpstr(jb_findings_at(setting.findings, 0)->arguments[2], ==, "the file holds another face");
  close_setting(&setting);
}

static void test_unreadable_list(void)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_assert_null(jb_font_set_open("/no/such/fonts.xml", findings));
  g_assert_cmpint(jb_findings_at(findings, 0)->message, ==, JB_MESSAGE_FONTS_FILE);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/font/face/identity", test_identity);
  g_test_add_func("/font/face/glyphs", test_glyphs);
  g_test_add_func("/font/face/learning", test_learning);
  g_test_add_func("/font/face/extents", test_extents);
  g_test_add_func("/font/face/metrics", test_metrics);
  g_test_add_func("/font/face/outline", test_outline);
  g_test_add_func("/font/face/embedding-bits", test_embedding_bits);
  g_test_add_func("/font/face/no-font", test_no_font);
  g_test_add_func("/font/set/roles", test_roles);
  g_test_add_func("/font/set/covering", test_covering);
  g_test_add_func("/font/set/stand-in", test_stand_in_is_one_note);
  g_test_add_func("/font/set/empty-role", test_empty_role_is_an_error);
  g_test_add_func("/font/set/dropped", test_dropped_under_another_name);
  g_test_add_func("/font/face/beyond-the-last", test_glyphs_beyond_the_last);
  g_test_add_func("/font/set/damaged", test_damaged_gives_way);
  g_test_add_func("/font/set/wrong-file", test_wrong_file_is_said);
  g_test_add_func("/font/set/unreadable-list", test_unreadable_list);
  return g_test_run();
}
