/* SPDX-License-Identifier: MIT
 * Themes: the built-in ones are sound, and a theme file says what it says. */
#include "style/theme.h"

#include <glib/gstdio.h>
#include <string.h>
#include <math.h>

static const char *const builtin[] = {"briefing", "bench"};

static JbTheme *load_good(const char *name)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  JbTheme *theme = jb_theme_load(name, findings);
  g_assert_nonnull(theme);
  g_assert_cmpuint(jb_findings_count(findings), ==, 0);
  return theme;
}

/* CLREQ "Paragraph Adjustment": the measure is a whole number of characters. */
static void test_measure_is_whole_characters(void)
{
  for (size_t i = 0; i < G_N_ELEMENTS(builtin); i++) {
    g_autoptr(JbTheme) theme = load_good(builtin[i]);
    double measure = theme->page.width - theme->page.inner - theme->page.outer;
    double characters = measure / theme->styles[JB_STYLE_BODY].size;
    g_assert_cmpfloat(fabs(characters - round(characters)), <, 0.01);
  }
}

/* Whatever stands between paragraphs must leave the lines after it on the grid. */
static void test_text_keeps_the_grid(void)
{
  static const JbStyleName on_grid[] = {JB_STYLE_BODY,      JB_STYLE_LEAD,      JB_STYLE_HEADING_1,
                                        JB_STYLE_HEADING_2, JB_STYLE_HEADING_3, JB_STYLE_HEADING_1_SUBTITLE,
                                        JB_STYLE_QUOTE,     JB_STYLE_MOTTO,     JB_STYLE_NOTE,
                                        JB_STYLE_SOURCE,    JB_STYLE_QUESTION,  JB_STYLE_ANSWER};
  for (size_t i = 0; i < G_N_ELEMENTS(builtin); i++) {
    g_autoptr(JbTheme) theme = load_good(builtin[i]);
    for (size_t s = 0; s < G_N_ELEMENTS(on_grid); s++) {
      const JbTextStyle *style = &theme->styles[on_grid[s]];
      g_test_message("%s, style %d", builtin[i], (int)on_grid[s]);
      double steps[] = {style->leading / theme->page.pitch, style->space_before / theme->page.pitch,
                        style->space_after / theme->page.pitch};
      for (size_t k = 0; k < 3; k++)
        g_assert_cmpfloat(fabs(steps[k] - round(steps[k])), <, 1e-6);
    }
  }
}

/* What stays of a colour in a greyscale print: ink coverage weighted as a press sees it, roughly. */
static double lightness(const JbColour *colour)
{
  double rgb[3];
  jb_colour_to_screen(colour, rgb);
  double linear = 0.2126 * pow(rgb[0], 2.2) + 0.7152 * pow(rgb[1], 2.2) + 0.0722 * pow(rgb[2], 2.2);
  return 116 * cbrt(linear) - 16;
}

/* standards 3: fills that stand side by side differ by 20 L* or more. */
static void test_series_stay_apart_in_grey(void)
{
  g_autoptr(JbTheme) theme = load_good("briefing");
  for (int i = 0; i < 2; i++) {
    double apart = fabs(lightness(&theme->chart.series[i]) - lightness(&theme->chart.series[i + 1]));
    g_test_message("series %d and %d: %.1f L*", i + 1, i + 2, apart);
    g_assert_cmpfloat(apart, >=, 20);
  }
}

static char *write_theme(const char *body)
{
  char *path = NULL;
  int file = g_file_open_tmp("jb-theme-XXXXXX.xml", &path, NULL);
  g_assert_cmpint(file, >=, 0);
  g_close(file, NULL);
  g_autofree char *text = g_strconcat("<theme xmlns=\"urn:jianbao:theme:1\" name=\"t\">"
                                      "<page width=\"200pt\" height=\"300pt\" top=\"20pt\" bottom=\"20pt\" "
                                      "inner=\"10pt\" outer=\"30pt\" pitch=\"15pt\"/>",
                                      body, "</theme>", NULL);
  g_assert_true(g_file_set_contents(path, text, -1, NULL));
  return path;
}

static void test_values(void)
{
  g_autofree char *path =
      write_theme("<colour name=\"red\" value=\"cmyk 0 90 80 10\"/>"
                  "<text style=\"quote\" font=\"kai\" size=\"20pt\" first-indent=\"2em\" colour=\"red\"/>"
                  "<text style=\"body\" size=\"三号\" latin=\"digits\" first-indent=\"2em\"/>");
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autoptr(JbTheme) theme = jb_theme_load(path, findings);
  g_assert_nonnull(theme);
  const JbTextStyle *body = &theme->styles[JB_STYLE_BODY], *quote = &theme->styles[JB_STYLE_QUOTE];
  g_assert_cmpfloat(body->size, ==, 16); /* 三号 as Word has it */
  g_assert_cmpfloat(body->composition.first_indent, ==, 32);
  g_assert_cmpint(quote->role, ==, JB_ROLE_KAI);
  g_assert_cmpint(quote->latin, ==, JB_ROLE_KAI); /* follows its font unless told */
  g_assert_cmpfloat(quote->composition.first_indent, ==, 40);
  g_assert_cmpfloat(quote->colour.ink[1], ==, 0.9);
  /* a style that is not mentioned is the body's, without its indent */
  g_assert_cmpfloat(theme->styles[JB_STYLE_NOTE].size, ==, 16);
  g_assert_cmpfloat(theme->styles[JB_STYLE_NOTE].composition.first_indent, ==, 0);
  g_unlink(path);
}

/* Sets one key and compares its field with what the value means. */
static void check_key(const char *key, const char *value, size_t offset, size_t size, const void *meant)
{
  JbComposition composition = jb_composition_default();
  g_autoptr(JbFindings) findings = jb_findings_new();
  jb_composition_set(&composition, key, value, 10, (JbPlace){0}, findings);
  g_assert_cmpint(memcmp((const char *)&composition + offset, meant, size), ==, 0);
  g_assert_cmpuint(jb_findings_count(findings), ==, 0);
}

static void check_words(const char *key, const char *words, size_t offset, size_t size)
{
  g_auto(GStrv) list = g_strsplit(words, " ", -1);
  for (int i = 0; list[i]; i++) {
    bool yes = i == 0; /* "yes no" */
    check_key(key, list[i], offset, size, size == sizeof(bool) ? (const void *)&yes : &i);
  }
}

static void check_number(const char *key, const char *unit, double of_unit, size_t offset)
{
  g_autofree char *value = g_strconcat("0.75", unit, NULL);
  double meant = 0.75 * of_unit;
  check_key(key, value, offset, sizeof meant, &meant);
}

/* Every key, with every choice it has, reaches its field. */
static void test_composition_keys(void)
{
#define SIZE_OF(field) sizeof(((JbComposition *)NULL)->field)
#define CHECK_CHOICE(attribute, choices, field)                                                                        \
  check_words(attribute, choices, offsetof(JbComposition, field), SIZE_OF(field));
#define CHECK_YES_NO                                      CHECK_CHOICE
#define CHECK_LENGTH(attribute, choices, field)           check_number(attribute, "em", 10, offsetof(JbComposition, field));
#define CHECK_RATIO(attribute, choices, field)            check_number(attribute, "", 1, offsetof(JbComposition, field));
#define X(attribute, kind, choices, field, documentation) CHECK_##kind(attribute, choices, field)
#include "base/composition_keys.def"
  JbComposition composition = jb_composition_default();
  g_autoptr(JbFindings) findings = jb_findings_new();
  jb_composition_set(&composition, "autospace", "20", 10, (JbPlace){.line = 7}, findings);
  g_assert_cmpfloat(composition.autospace, ==, 0.25);
  g_assert_cmpuint(jb_findings_count(findings), ==, 1);
  g_assert_cmpint(jb_findings_at(findings, 0)->place.line, ==, 7);
}

static void check_fault(const char *body, const char *code)
{
  g_autofree char *path = write_theme(body);
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_assert_null(jb_theme_load(path, findings));
  g_assert_cmpuint(jb_findings_count(findings), ==, 1);
  g_assert_cmpstr(jb_message_code(jb_findings_at(findings, 0)->message), ==, code);
  g_unlink(path);
}

static void test_faults(void)
{
  check_fault("<text style=\"boddy\"/>", "E503");
  check_fault("<text style=\"body\" colour=\"rgb(1,2,3)\"/>", "E504");
  check_fault("<text style=\"body\" size=\"0pt\"/>", "E509");
  check_fault("<text style=\"body\" leading=\"-12pt\"/>", "E509");
  check_fault("<text style=\"body\" first-indent=\"-2em\"/>", "E509");
  check_fault("<text style=\"body\" before=\"99999mm\"/>", "E509");
  check_fault("<text style=\"body\" autospace=\"1234567890123456\"/>", "E509");
  check_fault("<contents title=\"\" depth=\"123\"/><text style=\"body\"/>", "E509");
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_assert_null(jb_theme_load("brieffing", findings));
  g_assert_cmpstr(jb_message_code(jb_findings_at(findings, 0)->message), ==, "E501");
  g_assert_null(jb_theme_load("/nowhere/theme.xml", findings));
  g_assert_cmpstr(jb_message_code(jb_findings_at(findings, 1)->message), ==, "E502");
}

static void test_page_without_room(void)
{
  g_autofree char *path = NULL;
  int file = g_file_open_tmp("jb-theme-XXXXXX.xml", &path, NULL);
  g_close(file, NULL);
  g_file_set_contents(path,
                      "<theme xmlns=\"urn:jianbao:theme:1\" name=\"t\"><page width=\"200pt\" height=\"300pt\" "
                      "inner=\"150pt\" pitch=\"15pt\"/><text style=\"body\"/></theme>",
                      -1, NULL);
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_assert_null(jb_theme_load(path, findings));
  g_assert_cmpstr(jb_message_code(jb_findings_at(findings, 0)->message), ==, "E505");
  g_unlink(path);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/style/theme/measure", test_measure_is_whole_characters);
  g_test_add_func("/style/theme/grid", test_text_keeps_the_grid);
  g_test_add_func("/style/theme/grey", test_series_stay_apart_in_grey);
  g_test_add_func("/style/theme/values", test_values);
  g_test_add_func("/style/theme/composition-keys", test_composition_keys);
  g_test_add_func("/style/theme/faults", test_faults);
  g_test_add_func("/style/theme/page", test_page_without_room);
  return g_test_run();
}
