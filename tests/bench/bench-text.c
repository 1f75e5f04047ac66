/* SPDX-License-Identifier: MIT
 * bench-text: how fast text/ alone composes: characters a second, for paragraphs of 100, 1,000 and 100,000 characters,
 * first-fit and total-fit, justified at 28 em.
 *
 * bench-text ARTICLE.TXT FONTS.XML…
 *
 * Beside each figure stands what matters on any machine: how many times as long it takes as HarfBuzz takes to shape the
 * same text in the same run with the body's face and nothing else, and the cost of a character against that in a
 * paragraph of 1,000: 1.00 is linear. Times are CPU times, the best of several rounds. */
#include "text/paragraph.h"

#include <hb.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define SIZE    12.0        /* [pt] */
#define MEASURE (28 * SIZE) /* [pt] */

enum { ROUNDS = 15, CHARACTERS_A_ROUND = 200000 };

typedef struct Work {
  const JbFontSet *fonts;
  char **texts; /* paragraphs, NULL-terminated */
  size_t characters;
  JbComposition composition;
} Work;

/* --- what is timed --- */

static void compose_all(const Work *work)
{
  for (char **text = work->texts; *text; text++) {
    g_autoptr(JbStyledText) styled = jb_styled_text_new(work->fonts);
    jb_styled_text_append(styled, *text, strlen(*text),
                          &(JbTextRun){.role = JB_ROLE_SONG, .latin = JB_ROLE_DIGITS, .size = SIZE});
    g_autoptr(JbParagraph) paragraph = jb_paragraph_compose(styled, MEASURE, &work->composition, NULL);
    g_assert(paragraph->line_count > 0);
  }
}

static void shape_all(const Work *work)
{
  hb_font_t *font = jb_face_hb_font(jb_font_set_face(work->fonts, JB_ROLE_SONG, 0));
  hb_buffer_t *buffer = hb_buffer_create();
  for (char **text = work->texts; *text; text++) {
    hb_buffer_reset(buffer);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_HAN);
    hb_buffer_set_language(buffer, hb_language_from_string("zh-hans", -1));
    hb_buffer_add_utf8(buffer, *text, -1, 0, -1);
    hb_shape(font, buffer, NULL, 0);
  }
  hb_buffer_destroy(buffer);
}

/* [ns] of CPU a character. */
static double cost(const Work *work, void (*act)(const Work *work))
{
  clock_t begin = clock();
  act(work);
  return (double)(clock() - begin) / CLOCKS_PER_SEC * 1e9 / (double)work->characters;
}

/* --- texts --- */

/* The article without its line ends, as often as needed, cut into paragraphs of so many characters. */
static char **paragraphs_of(const char *article, size_t length, size_t *characters)
{
  g_autoptr(GString) endless = g_string_new(NULL);
  g_autoptr(GPtrArray) texts = g_ptr_array_new();
  size_t count = MAX(CHARACTERS_A_ROUND / length, (size_t)1);
  glong article_length = g_utf8_strlen(article, -1);
  for (size_t have = 0; have < count * length; have += (size_t)article_length) {
    g_string_append(endless, article);
  }
  const char *start = endless->str;
  for (size_t i = 0; i < count; i++) {
    const char *end = g_utf8_offset_to_pointer(start, (glong)length);
    g_ptr_array_add(texts, g_strndup(start, (size_t)(end - start)));
    start = end;
  }
  *characters = count * length;
  g_ptr_array_add(texts, NULL);
  return (char **)g_ptr_array_steal(texts, NULL);
}

static char *read_article(const char *path)
{
  g_autofree char *text = NULL;
  if (!g_file_get_contents(path, &text, NULL, NULL) || !g_utf8_validate(text, -1, NULL)) {
    return NULL;
  }
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  return g_strjoinv("", lines);
}

/* --- the table --- */

static void measure(const char *article, const JbFontSet *fonts, const char *fit_name, JbFit fit)
{
  static const size_t lengths[] = {1000, 100, 100000};
  double of_thousand = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++) {
    Work work = {.fonts = fonts, .composition = jb_composition_default()};
    work.composition.fit = fit;
    work.composition.first_indent = 2 * SIZE;
    work.texts = paragraphs_of(article, lengths[i], &work.characters);
    double composed = HUGE_VAL, shaped = HUGE_VAL;
    for (int round = 0; round < ROUNDS; round++) { /* by turns: a busy machine is busy for both */
      composed = fmin(composed, cost(&work, compose_all));
      shaped = fmin(shaped, cost(&work, shape_all));
    }
    of_thousand = i == 0 ? composed : of_thousand;
    printf("%-6s %7zu  %6.2f  %6.0f  %9.2f  %11.2f\n", fit_name, lengths[i], 1e3 / composed, composed,
           composed / shaped, composed / of_thousand);
    g_strfreev(work.texts);
  }
}

int main(int argc, char **argv)
{
  g_autofree char *article = argc > 2 ? read_article(argv[1]) : NULL;
  if (!article) {
    fputs("usage: bench-text ARTICLE.TXT FONTS.XML…\n", stderr);
    return 2;
  }
  for (int i = 2; i < argc; i++) {
    g_autoptr(JbFindings) findings = jb_findings_new();
    g_autoptr(JbFontSet) fonts = jb_font_set_open(argv[i], findings);
    if (!fonts) {
      fprintf(stderr, "bench-text: %s cannot be used\n", argv[i]);
      return 2;
    }
    printf("%s\n%-6s %7s  %6s  %6s  %9s  %11s\n", argv[i], "fit", "length", "M ch/s", "ns/ch", "/HarfBuzz",
           "/1000 chars");
    measure(article, fonts, "first", JB_FIT_FIRST);
    measure(article, fonts, "total", JB_FIT_TOTAL);
  }
  return 0;
}
