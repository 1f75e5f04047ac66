/* SPDX-License-Identifier: MIT
 * Themes: the built-in ones are sound, and a theme file says what it says. */
#include "style/theme.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

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
  static const JbStyleName on_grid[] = {JB_STYLE_BODY,
                                        JB_STYLE_LEAD,
                                        JB_STYLE_HEADING_1,
                                        JB_STYLE_HEADING_2,
                                        JB_STYLE_HEADING_3,
                                        JB_STYLE_HEADING_1_SUBTITLE,
                                        JB_STYLE_QUOTE,
                                        JB_STYLE_MOTTO,
                                        JB_STYLE_NOTE,
                                        JB_STYLE_SOURCE,
                                        JB_STYLE_QUESTION,
                                        JB_STYLE_ANSWER,
                                        JB_STYLE_HEADING_4,
                                        JB_STYLE_RECIPIENTS,
                                        JB_STYLE_ATTACHMENT_LIST,
                                        JB_STYLE_ATTACHMENT_MARK,
                                        JB_STYLE_ATTACHMENT_TITLE,
                                        JB_STYLE_SIGNATURE,
                                        JB_STYLE_ANNOTATION,
                                        JB_STYLE_ATTENDANCE};
  static const char *const all[] = {"briefing", "bench", "gongwen", "jiyao", "xinhan", "jianbao"};
  for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
    g_autoptr(JbTheme) theme = load_good(all[i]);
    for (size_t s = 0; s < G_N_ELEMENTS(on_grid); s++) {
      const JbTextStyle *style = &theme->styles[on_grid[s]];
      g_test_message("%s, style %d", all[i], (int)on_grid[s]);
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

static JbTheme *parse(const char *text, JbFindings *findings)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
  return jb_theme_parse(bytes, "t.xml", findings);
}

/* GB/T 9704-2012 5.2: 22 lines from the head of the first line's type to the foot of the last one's fill 225 mm, 28
 * characters 156 mm, to within a tenth of a point a line and a twentieth a character. */
static void test_official_grid(void)
{
  static const char *const official[] = {"gongwen", "jiyao", "xinhan", "jianbao"};
  for (size_t i = 0; i < G_N_ELEMENTS(official); i++) {
    g_autoptr(JbTheme) theme = load_good(official[i]);
    const JbTextStyle *body = &theme->styles[JB_STYLE_BODY];
    double height = theme->page.height - theme->page.top - theme->page.bottom;
    double width = theme->page.width - theme->page.inner - theme->page.outer;
    double lines = 21 * theme->page.pitch + body->size;
    g_assert_cmpfloat(lines, <=, height);
    g_assert_cmpfloat(height - lines, <, 0.1);
    g_assert_cmpfloat(28 * body->size, <=, width);
    g_assert_cmpfloat(width - 28 * body->size, <, 28 * 0.05);
    g_assert_cmpfloat(29 * body->size, >, width);
    /* the boxes of 22 lines stand out of the text area by the same above and below */
    g_assert_cmpfloat(fabs(22 * theme->page.pitch - height - 2 * jb_theme_edge(theme)), <, 0.1);
  }
}

/* An office's theme is a few lines: what it changes, and what follows from that. */
static void test_base(void)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autoptr(JbTheme) theme = parse("<theme xmlns='urn:jianbao:theme:1' name='ours' base='jiyao'>"
                                   "<colour name='red' value='cmyk 0 100 100 0'/>"
                                   "<text style='body' size='16pt'/><layout seal='yes'/></theme>",
                                   findings);
  g_assert_nonnull(theme);
  g_autoptr(JbTheme) base = load_good("jiyao");
  g_assert_cmpstr(theme->name, ==, "ours");
  g_assert_cmpfloat(theme->page.pitch, ==, base->page.pitch);
  g_assert_cmpuint(theme->masthead_count, ==, base->masthead_count);
  g_assert_true(theme->sealed);
  g_assert_false(base->sealed);
  /* every style without a size of its own follows the body, and em of that size; every rule in red the palette */
  g_assert_cmpfloat(theme->styles[JB_STYLE_HEADING_1].size, ==, 16);
  g_assert_cmpfloat(theme->styles[JB_STYLE_HEADING_1].composition.first_indent, ==, 32);
  g_assert_cmpfloat(theme->styles[JB_STYLE_DOCUMENT_TITLE].size, ==, 22);
  g_assert_cmpfloat(theme->styles[JB_STYLE_MARK].colour.ink[1], ==, 1);
  g_assert_cmpint(theme->numbering[1], ==, JB_NUMBERING_BRACKETS);
}

static void test_base_unknown(void)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_assert_null(parse("<theme xmlns='urn:jianbao:theme:1' name='t' base='gongwne'/>", findings));
  g_assert_cmpstr(jb_message_code(jb_findings_at(findings, 0)->message), ==, "E501");
  g_assert_cmpint(jb_findings_at(findings, 0)->place.column, ==, 51);
}

static void test_masthead(void)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autoptr(JbTheme) theme =
      parse("<theme xmlns='urn:jianbao:theme:1' name='t' base='gongwen'><masthead after='2'>"
            "<line content='mark' style='mark' suffix='函' fit='yes' y='30mm' from='page' ink='yes' unless='urgency'/>"
            "<line content='date' beside='yes' align='end' indent='1em' gap='1'/></masthead></theme>",
            findings);
  g_assert_nonnull(theme);
  g_assert_cmpuint(theme->masthead_count, ==, 2);
  const JbMastheadLine *mark = &theme->masthead[0], *date = &theme->masthead[1];
  g_assert_cmpstr(mark->suffix, ==, "函");
  g_assert_true(mark->fit && mark->ink && mark->room && !mark->beside);
  g_assert_cmpint(mark->from, ==, JB_FROM_PAGE);
  g_assert_cmpfloat(fabs(mark->y - 85.04), <, 0.005);
  g_assert_cmpint(mark->align, ==, JB_TEXT_CENTRE); /* its style's */
  g_assert_cmpint(mark->unless_said, ==, JB_HEAD_URGENCY);
  g_assert_cmpint(mark->if_said, ==, JB_HEAD_NONE);
  g_assert_true(isnan(date->y) && date->beside);
  g_assert_cmpfloat(date->indent, ==, 15.75); /* em of the body */
  g_assert_cmpfloat(date->gap, ==, 1);
  g_assert_cmpfloat(theme->masthead_after, ==, 2);
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
  check_fault("<masthead><line content=\"title\" if=\"rule\"/></masthead>", "E115");
  check_fault("<masthead><line content=\"title\" unless=\"rule\"/></masthead>", "E115");
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
  g_test_add_func("/style/theme/official-grid", test_official_grid);
  g_test_add_func("/style/theme/base", test_base);
  g_test_add_func("/style/theme/base-unknown", test_base_unknown);
  g_test_add_func("/style/theme/masthead", test_masthead);
  g_test_add_func("/style/theme/grey", test_series_stay_apart_in_grey);
  g_test_add_func("/style/theme/values", test_values);
  g_test_add_func("/style/theme/composition-keys", test_composition_keys);
  g_test_add_func("/style/theme/faults", test_faults);
  g_test_add_func("/style/theme/page", test_page_without_room);
  return g_test_run();
}
