/* SPDX-License-Identifier: MIT
 * test-read-punctuation: the 239 half-width marks of the two articles (tests/unit/data), and what looks like them. */
#include "base/utf8.h"
#include "read/punctuation.h"

#include <string.h>

static GArray *decode(const char *text)
{
  GArray *characters = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  for (const char *end = text + strlen(text); text < end;) {
    uint32_t character = jb_utf8_next(&text);
    g_array_append_val(characters, character);
  }
  return characters;
}

static char *repair(const char *text, size_t *changed)
{
  g_autoptr(GArray) characters = decode(text);
  g_autofree uint32_t *repaired = g_new(uint32_t, characters->len + 1);
  *changed = jb_punctuation_repair((const uint32_t *)(const void *)characters->data, characters->len, repaired);
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < characters->len; i++) {
    char utf8[4];
    g_string_append_len(out, utf8, (gssize)jb_utf8_encode(repaired[i], utf8));
  }
  return g_string_free(out, FALSE);
}

static size_t count_of(const char *text, const char *mark)
{
  size_t count = 0;
  for (const char *found = strstr(text, mark); found != NULL; found = strstr(found + strlen(mark), mark)) {
    count++;
  }
  return count;
}

/* Every mark of both articles, each line a paragraph: 239 by kind, and nothing but marks is touched. */
static void test_articles(void)
{
  static const struct {
    const char *half, *full;
    size_t count;
  } marks[] = {{",", "，", 217}, {":", "：", 10}, {";", "；", 6}, {"?", "？", 3},
               {"(", "（", 1},   {")", "）", 1},  {"!", "！", 1}};
  static const char *const files[] = {"briefing-2024.txt", "projects-2025.txt"};
  g_autoptr(GString) before = g_string_new(NULL), after = g_string_new(NULL);
  size_t total = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
    g_autofree char *path = g_build_filename(g_getenv("JB_TEST_SOURCE"), "unit", "data", files[i], NULL);
    g_autofree char *article = NULL;
    g_assert_true(g_file_get_contents(path, &article, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(article, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
      size_t changed;
      g_autofree char *repaired = repair(*line, &changed);
      g_string_append_printf(before, "%s\n", *line);
      g_string_append_printf(after, "%s\n", repaired);
      total += changed;
    }
  }
  g_assert_cmpuint(total, ==, 239);
  g_autofree char *wanted = g_strdup(before->str);
  for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
    g_assert_cmpuint(count_of(before->str, marks[i].half), ==, marks[i].count);
    g_assert_cmpuint(count_of(before->str, marks[i].full), ==, 0);
    g_auto(GStrv) parts = g_strsplit(wanted, marks[i].half, -1);
    g_free(wanted);
    wanted = g_strjoinv(marks[i].full, parts);
  }
  g_assert_cmpstr(after->str, ==, wanted);
}

static void test_cases(void)
{
  static const char *const cases[][2] = {
      /* beside a Han character or a full-width mark */
      {"惠民生,枣庄", "惠民生，枣庄"},
      {"记者A:今年", "记者A：今年"},
      {"是:ABC", "是：ABC"},
      {"好吗?!", "好吗？！"},
      {"（甲）,B", "（甲），B"},
      {"甲 ,乙", "甲 ，乙"},
      /* after %, a digit or a quotation mark where Chinese goes on */
      {"增长6.8%,一般", "增长6.8%，一般"},
      {"回顾2024:拼搏", "回顾2024：拼搏"},
      {"增长6.8%,GDP增长", "增长6.8%，GDP增长"},
      {"增长6.8%,12家", "增长6.8%，12家"},
      {"“高新”,从", "“高新”，从"},
      {"“8010”,对标", "“8010”，对标"},
      {"称“PDF”,GDP增长", "称“PDF”，GDP增长"},
      {"他说:“OK”", "他说：“OK”"},
      /* at the end of a Chinese paragraph */
      {"增长6.8%;", "增长6.8%；"},
      {"采用5G!", "采用5G！"},
      {"他说“OK”!", "他说“OK”！"},
      {"奋勇前行!\n", "奋勇前行！\n"},
      /* parentheses as pairs */
      {"(来源:齐鲁晚报)", "（来源：齐鲁晚报）"},
      {"总值(GDP)增长", "总值（GDP）增长"},
      {"(GDP)增长", "（GDP）增长"},
      {"1)项目", "1）项目"},
      {"表(1)", "表（1）"},
      {"甲(乙(丙)丁)", "甲（乙（丙）丁）"},
      {"例如(e.g. A, B)。", "例如（e.g. A, B）。"},
      {"约(10%,20%)以内", "约（10%,20%）以内"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    size_t changed;
    g_autofree char *repaired = repair(cases[i][0], &changed);
    g_assert_cmpstr(repaired, ==, cases[i][1]);
    g_assert_cmpuint(changed, >, 0);
  }
}

static void test_look_alikes(void)
{
  static const char *const cases[] = {
      "会议12:30开始",
      "共1,234.5亿元",
      "比分为3:2。",
      "见http://a,b/c:80?x=(1)。",
      "见e.g. A, B等",
      "函数f(x)是",
      "水H(2)O的",
      "在9:00—17:30之间",
      "称C:D、a;b等",
      "见 http://a.cn/?",
      "Total: 45; all (but one), is it? Yes!",
      "5%, 6%;",
      "",
      ",",
      "1-11月",
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    size_t changed;
    g_autofree char *repaired = repair(cases[i], &changed);
    g_assert_cmpstr(repaired, ==, cases[i]);
    g_assert_cmpuint(changed, ==, 0);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/punctuation/articles", test_articles);
  g_test_add_func("/punctuation/cases", test_cases);
  g_test_add_func("/punctuation/look-alikes", test_look_alikes);
  return g_test_run();
}
