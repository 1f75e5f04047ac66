/* SPDX-License-Identifier: MIT
 * Colours: how themes write them, and RGB → CMYK by the default profile. */
#include "colour/colour.h"
#include "colour/convert.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <lcms2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void test_parse_accepts(void)
{
  JbColour colour;
  JbColour red = jb_colour_cmyk(0, 0.9, 0.8, 0.1);
  JbColour black = jb_colour_black();
  g_assert_true(jb_colour_parse("cmyk 0 90 80 10", &colour));
  g_assert_true(jb_colour_equal(&colour, &red));
  g_assert_true(jb_colour_parse("  cmyk\t0  0 0\n100 ", &colour));
  g_assert_true(jb_colour_equal(&colour, &black));
  g_assert_true(jb_colour_parse("black", &colour));
  g_assert_true(jb_colour_equal(&colour, &black));
  g_assert_true(jb_colour_parse("white", &colour));
  g_assert_cmpint(colour.kind, ==, JB_COLOUR_GREY);
  g_assert_cmpfloat(colour.level, ==, 1);
  g_assert_true(jb_colour_parse("grey 60%", &colour));
  g_assert_cmpint(colour.kind, ==, JB_COLOUR_GREY);
  g_assert_cmpfloat_with_epsilon(colour.level, 0.4, 1e-12);
  g_assert_true(jb_colour_parse("cmyk 12.5 0 0 0", &colour));
  g_assert_cmpfloat(colour.ink[0], ==, 0.125);
}

static void test_parse_refuses(void)
{
  static const char *const wrong[] = {
      "",
      " ",
      "red",
      "#c00",
      "rgb 1 2 3",
      "black black",
      "grey",
      "grey 60",
      "grey %",
      "grey 101%",
      "grey 60% 1",
      "cmyk",
      "cmyk 1 2 3",
      "cmyk 1 2 3 4 5",
      "cmyk -1 0 0 0",
      "cmyk 0 0 0 101",
      "cmyk a 0 0 0",
      "cmyk nan 0 0 0",
  };
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
    JbColour colour = jb_colour_grey(0.25);
    g_test_message("%s", wrong[i]);
    g_assert_false(jb_colour_parse(wrong[i], &colour));
    g_assert_cmpfloat(colour.level, ==, 0.25); /* untouched */
  }
}

static void test_equal(void)
{
  JbColour a = jb_colour_cmyk(0, 0, 0, 1), b = a;
  b.level = 0.5; /* means nothing in CMYK */
  g_assert_true(jb_colour_equal(&a, &b));
  b.overprint = true;
  g_assert_false(jb_colour_equal(&a, &b));
  JbColour grey = jb_colour_grey(0);
  g_assert_false(jb_colour_equal(&a, &grey));
  JbColour spot = {.kind = JB_COLOUR_SEPARATION, .ink = {0, 1, 1, 0}, .level = 1, .separation = "Red"};
  JbColour other = spot;
  other.separation = "Gold";
  g_assert_false(jb_colour_equal(&spot, &other));
  other = spot;
  g_assert_true(jb_colour_equal(&spot, &other));
}

static void test_to_screen(void)
{
  double rgb[3];
  JbColour white = jb_colour_grey(1);
  jb_colour_to_screen(&white, rgb);
  for (int i = 0; i < 3; i++)
    g_assert_cmpfloat(rgb[i], ==, 1);
  JbColour black = jb_colour_black();
  jb_colour_to_screen(&black, rgb);
  for (int i = 0; i < 3; i++)
    g_assert_cmpfloat(rgb[i], <, 0.13);
  JbColour red = jb_colour_cmyk(0, 0.9, 0.8, 0.1);
  jb_colour_to_screen(&red, rgb);
  g_assert_cmpfloat(rgb[0], >, 0.7);
  g_assert_cmpfloat(rgb[1], <, 0.3);
  g_assert_cmpfloat(rgb[2], <, 0.35);
  JbColour spot = {.kind = JB_COLOUR_SEPARATION, .ink = {0, 1, 1, 0}, .level = 0};
  jb_colour_to_screen(&spot, rgb);
  g_assert_cmpfloat(rgb[1], ==, 1);
}

/* Ink values of the default profile: paper is no ink, black is dark and within its 300 %, primaries are where any
 * process printing has them. */
static void test_convert_srgb(void)
{
  g_autoptr(JbColourConverter) converter = jb_colour_converter_new(NULL);
  static const uint8_t rgb[] = {255, 255, 255, 0, 0, 0, 230, 0, 20, 255, 240, 0};
  uint8_t cmyk[16];
  g_autoptr(GError) error = NULL;
  g_assert_true(jb_colour_convert_rgb(converter, NULL, rgb, cmyk, 4, &error));
  g_assert_no_error(error);
  for (int i = 0; i < 4; i++)
    g_assert_cmpint(cmyk[i], ==, 0);
  g_assert_cmpint(cmyk[7], >, 200);
  g_assert_cmpint(cmyk[4] + cmyk[5] + cmyk[6] + cmyk[7], <=, 3 * 255 + 4);
  g_assert_cmpint(cmyk[8], <, 40);
  g_assert_cmpint(cmyk[9], >, 220);
  g_assert_cmpint(cmyk[10], >, 200);
  g_assert_cmpint(cmyk[12], <, 30);
  g_assert_cmpint(cmyk[13], <, 40);
  g_assert_cmpint(cmyk[14], >, 220);
}

static void test_round_trip(void)
{
  g_autoptr(JbColourConverter) converter = jb_colour_converter_new(NULL);
  static const uint8_t rgb[] = {128, 128, 128, 200, 150, 120, 90, 130, 90}; /* all within the press's reach */
  uint8_t cmyk[12], back[9];
  g_assert_true(jb_colour_convert_rgb(converter, NULL, rgb, cmyk, 3, NULL));
  g_assert_true(jb_colour_convert_to_screen(converter, cmyk, back, 3, NULL));
  for (int i = 0; i < 9; i++)
    g_assert_cmpint(abs(back[i] - rgb[i]), <=, 6);
}

/* sRGB's primaries with a linear curve. */
static GBytes *linear_profile(void)
{
  cmsCIExyY white = {0.3127, 0.3290, 1};
  cmsCIExyYTRIPLE primaries = {{0.64, 0.33, 1}, {0.30, 0.60, 1}, {0.15, 0.06, 1}};
  cmsToneCurve *linear = cmsBuildGamma(NULL, 1.0);
  cmsToneCurve *curves[3] = {linear, linear, linear};
  cmsHPROFILE profile = cmsCreateRGBProfile(&white, &primaries, curves);
  cmsUInt32Number size = 0;
  g_assert_true(cmsSaveProfileToMem(profile, NULL, &size));
  uint8_t *data = g_malloc(size);
  g_assert_true(cmsSaveProfileToMem(profile, data, &size));
  cmsCloseProfile(profile);
  cmsFreeToneCurve(linear);
  return g_bytes_new_take(data, size);
}

/* 188 of sRGB is 0.5029 of the light (IEC 61966-2-1), 128 in linear light: the same colour, so the same inks. */
static void test_embedded_profile(void)
{
  g_autoptr(JbColourConverter) converter = jb_colour_converter_new(NULL);
  g_autoptr(GBytes) linear = linear_profile();
  static const uint8_t in_srgb[] = {188, 188, 188}, in_linear[] = {128, 128, 128};
  uint8_t plain[4], embedded[4], confused[4];
  g_assert_true(jb_colour_convert_rgb(converter, NULL, in_srgb, plain, 1, NULL));
  g_assert_true(jb_colour_convert_rgb(converter, linear, in_linear, embedded, 1, NULL));
  g_assert_true(jb_colour_convert_rgb(converter, linear, in_srgb, confused, 1, NULL));
  for (int i = 0; i < 4; i++)
    g_assert_cmpint(abs(plain[i] - embedded[i]), <=, 3);
  g_assert_cmpint(abs(confused[0] - plain[0]), >, 20);
}

static void test_bad_profiles(void)
{
  static const uint8_t rgb[3] = {1, 2, 3};
  uint8_t cmyk[4];
  g_autoptr(GError) error = NULL;
  g_autoptr(JbColourConverter) missing = jb_colour_converter_new("/nonexistent/press.icc");
  g_assert_false(jb_colour_convert_rgb(missing, NULL, rgb, cmyk, 1, &error));
  g_assert_nonnull(error);
  g_clear_error(&error);

  g_autoptr(JbColourConverter) converter = jb_colour_converter_new(NULL);
  g_autoptr(GBytes) noise = g_bytes_new_static("not a profile at all", 20);
  g_assert_false(jb_colour_convert_rgb(converter, noise, rgb, cmyk, 1, &error));
  g_assert_nonnull(error);
  g_clear_error(&error);
  g_assert_true(jb_colour_convert_rgb(converter, NULL, rgb, cmyk, 1, &error)); /* none the worse for it */

  /* An RGB profile is no output profile. */
  g_autoptr(GBytes) bytes = linear_profile();
  g_autofree char *path = g_build_filename(g_get_tmp_dir(), "jb-test-colour-XXXXXX", NULL);
  int descriptor = g_mkstemp(path);
  g_assert_cmpint(descriptor, >=, 0);
  g_close(descriptor, NULL);
  g_assert_true(g_file_set_contents(path, g_bytes_get_data(bytes, NULL), (gssize)g_bytes_get_size(bytes), NULL));
  g_autoptr(JbColourConverter) wrong = jb_colour_converter_new(path);
  g_assert_false(jb_colour_convert_rgb(wrong, NULL, rgb, cmyk, 1, &error));
  g_assert_nonnull(strstr(error->message, "not a CMYK output profile"));
  remove(path);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/colour/parse/accepts", test_parse_accepts);
  g_test_add_func("/colour/parse/refuses", test_parse_refuses);
  g_test_add_func("/colour/equal", test_equal);
  g_test_add_func("/colour/to-screen", test_to_screen);
  g_test_add_func("/colour/convert/srgb", test_convert_srgb);
  g_test_add_func("/colour/convert/round-trip", test_round_trip);
  g_test_add_func("/colour/convert/embedded-profile", test_embedded_profile);
  g_test_add_func("/colour/convert/bad-profiles", test_bad_profiles);
  return g_test_run();
}
