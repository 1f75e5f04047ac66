/* SPDX-License-Identifier: MIT
 * Total-fit beside first-fit: both articles at every measure, random text, and a search of all ways without any of the
 * short cuts of text/total_fit.c. */
#include "lines-text.h"

#include "text/line_cost.h"

/* --- texts --- */

static bool is_digit_at(const char *text, size_t at)
{
  return g_ascii_isdigit(text[at]);
}

/* Half-width marks that are not inside numbers, made full-width: what read/ does, without its care. */
static char *repaired(const char *text)
{
  static const char half[] = ",:;?!()", *const full[] = {"，", "：", "；", "？", "！", "（", "）"};
  GString *out = g_string_new(NULL);
  for (size_t i = 0; text[i]; i++) {
    const char *found = strchr(half, text[i]);
    bool inside_number = i > 0 && is_digit_at(text, i - 1) && is_digit_at(text, i + 1);
    if (found && !inside_number)
      g_string_append(out, full[found - half]);
    else
      g_string_append_c(out, text[i]);
  }
  return g_string_free(out, FALSE);
}

static char **read_article(const char *name, bool repair)
{
  g_autofree char *path = g_build_filename(g_getenv("JB_TEST_SOURCE"), "unit", "data", name, NULL);
  g_autofree char *text = NULL;
  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  g_autofree char *better = repair ? repaired(text) : g_strdup(text);
  return g_strsplit(better, "\n", -1);
}

/* --- cost --- */

static double cost_of(const Setting *setting, double width)
{
  JbRuler ruler;
  JbComposition composition = setting->composition;
  composition.fit = JB_FIT_TOTAL;
  JbGalley galley = *setting->galley;
  galley.composition = &composition;
  jb_ruler_init(&ruler, &galley, width);
  double cost = jb_lines_cost(&ruler, &g_array_index(setting->lines, JbSetLine, 0), setting->lines->len);
  jb_ruler_clear(&ruler);
  return cost;
}

/* Ten characters to the line and more: nothing in an article needs more room. */
static void check_unbroken(const Setting *setting)
{
  for (guint i = 0; i < setting->lines->len; i++)
    g_assert_false(line_at(setting, i)->broken);
}

/* Sets a text both ways, looks at every line, and compares what they cost. keys: of first-fit. */
static void compare(const char *text, const char *keys, double width, bool article)
{
  g_autofree char *total_keys = *keys ? g_strconcat(keys, ",total", NULL) : g_strdup("total");
  g_autoptr(Setting) first = set(text, keys, width);
  g_autoptr(Setting) total = set(text, total_keys, width);
  check_lines(first, width);
  check_lines(total, width);
  if (article) {
    check_unbroken(first);
    check_unbroken(total);
  }
  g_assert_cmpfloat(cost_of(total, width), <=, cost_of(first, width) + EPSILON);
}

static void test_articles(void)
{
  static const char *const names[] = {"briefing-2024.txt", "projects-2025.txt"};
  static const char *const keys[] = {"company", "squeeze,company,indent", "strict,squeeze,hang", "basic,keep"};
  for (size_t i = 0; i < 4; i++) {
    g_auto(GStrv) paragraphs = read_article(names[i % 2], i >= 2);
    for (int measure = 10; measure <= 60; measure++)
      for (char **text = paragraphs; *text; text++)
        if (**text)
          compare(*text, keys[(measure + (int)i) % (int)G_N_ELEMENTS(keys)], measure, /* article */ true);
  }
}

/* All keys at one measure each, half ems among them. */
static void test_random(void)
{
  static const char *const keys[] = {
      "",     "squeeze",   "squeeze,company", "company,indent", "squeeze,fit",   "basic,hang", "strict,squeeze",
      "none", "keep,hang", "banjiao",         "kaiming",        "tight,squeeze", "fit,hang"};
  g_autoptr(GRand) random = g_rand_new_with_seed(19810601);
  for (int round = 0; round < 500; round++) {
    g_autofree char *text = random_text(random, 200);
    compare(text, keys[round % (int)G_N_ELEMENTS(keys)], g_rand_int_range(random, 20, 121) / 2.0, /* article */ false);
  }
}

/* --- all ways --- */

/* The line from cell first to cell last, hanging or not. False: it does not fit. */
static bool line_fits(const JbRuler *ruler, size_t first, size_t last, bool hanging, JbSetLine *line)
{
  *line = jb_ruler_begin(ruler, first);
  if (hanging && !jb_ruler_may_hang(ruler, line, last))
    return false;
  line->hanging = hanging;
  jb_ruler_end(ruler, line, last);
  if (line->ink_end <= line->ink_first)
    return false;
  double slack = hanging ? 0 : jb_ruler_slack(ruler, line, line->ink_end);
  return line->natural - slack <= line->room + EPSILON;
}

/* The least cost of the whole text; INFINITY: something must be broken. */
static double least_cost(const JbRuler *ruler)
{
  size_t count = ruler->cells->count;
  g_autofree double *cost = g_new(double, count + 1); /* of the text before each cell that may begin a line */
  cost[0] = 0;
  for (size_t last = 0; last < count; last++) {
    cost[last + 1] = (double)INFINITY;
    JbBreak kind = (JbBreak)ruler->joints[last].line_end;
    if (kind != JB_BREAK_ALLOWED && kind != JB_BREAK_SOFT && kind != JB_BREAK_FORCED)
      continue;
    for (size_t i = 0; i < (last + 1) * 2; i++) {
      JbSetLine line;
      if (!isinf(cost[i / 2]) && line_fits(ruler, i / 2, last, i % 2, &line))
        cost[last + 1] = MIN(cost[last + 1], cost[i / 2] + jb_line_cost(ruler, &line));
    }
  }
  return cost[count];
}

static void test_all_ways(void)
{
  static const char *const keys[] = {"total", "total,squeeze", "total,squeeze,hang,company", "total,keep,fit",
                                     "total,strict,squeeze"};
  g_autoptr(GRand) random = g_rand_new_with_seed(1981);
  unsigned compared = 0;
  for (int round = 0; round < 300; round++) {
    g_autofree char *text = random_text(random, 70);
    double width = g_rand_int_range(random, 12, 50) / 2.0;
    g_autoptr(Setting) setting = set(text, keys[round % (int)G_N_ELEMENTS(keys)], width);
    JbRuler ruler;
    jb_ruler_init(&ruler, setting->galley, width);
    double least = least_cost(&ruler);
    jb_ruler_clear(&ruler);
    if (least >= JB_COST_BROKEN)
      continue;
    compared++;
    g_assert_cmpfloat_with_epsilon(cost_of(setting, width), least, EPSILON);
  }
  g_assert_cmpuint(compared, >, 100);
}

/* --- by hand --- */

/* 10 em. First-fit fills line 1 and must stretch line 2, which the number does not fit into, by 2.75 em; giving one
 * character of line 1 to line 2 shares the trouble. */
static void test_shares_the_trouble(void)
{
  const char *text = "今年全省经济工作会议明确指出投资1234567.89亿元";
  g_autoptr(Setting) first = set(text, "", 10);
  g_autoptr(Setting) total = set(text, "total", 10);
  g_assert_cmpfloat(line_at(first, 0)->natural, ==, 10);
  g_assert_cmpfloat(line_at(first, 1)->natural, ==, 6);
  g_assert_cmpfloat(line_at(total, 0)->natural, ==, 8);
  g_assert_cmpfloat(line_at(total, 1)->natural, ==, 8);
}

/* What check_lines looks for, where it is. */
static void test_checks(void)
{
  static const struct {
    const char *before, *after;
    bool wrong;
  } ends[] = {{"甲—", "—乙", true},  {"甲——", "——乙", false}, {"甲…", "…乙", true}, {"共12", "34人", true},
              {"共12", "人", false}, {"增5.", "8%", true},    {"增5", "%，", true}, {"投¥", "2亿", true},
              {"GD", "P增", true},   {"甲", "乙", false}};
  for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
    g_autofree char *text = g_strconcat(ends[i].before, ends[i].after, NULL);
    g_assert_cmpint(parts_unit(text, text + strlen(ends[i].before)), ==, ends[i].wrong);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/text/fit/checks", test_checks);
  g_test_add_func("/text/fit/by-hand", test_shares_the_trouble);
  g_test_add_func("/text/fit/articles", test_articles);
  g_test_add_func("/text/fit/random", test_random);
  g_test_add_func("/text/fit/all-ways", test_all_ways);
  return g_test_run();
}
