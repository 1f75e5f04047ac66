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
      {"（甲)乙", "（甲）乙"},
      {"见（PDF)", "见（PDF）"},
      {"f(x）", "f（x）"},
      /* in and behind numbers */
      {"2024年,共1,234.5亿元", "2024年，共1,234.5亿元"},
      {"时间:10:30", "时间：10:30"},
      {"上午9:00-11:30,会议", "上午9:00-11:30，会议"},
      {"按3:2,分配", "按3:2，分配"},
      {"1-11月,完成", "1-11月，完成"},
      {"达350,亿元", "达350，亿元"},
      {"采用5G,;", "采用5G，；"},
      {"符合GB/T 9704-2012,共", "符合GB/T 9704-2012，共"},
      {"符合ISO 9001:2015;共", "符合ISO 9001:2015；共"},
      {"第(1)、(2)项", "第（1）、（2）项"},
      {"25℃,晴", "25℃，晴"},
      /* around addresses */
      {"见http://a.b/c,d,有关", "见http://a.b/c,d，有关"},
      {"官网(http://a.b/c?x=1,2)已开通", "官网（http://a.b/c?x=1,2）已开通"},
      {"见http://a.b/查询?q=1,共2条", "见http://a.b/查询?q=1，共2条"},
      {"邮箱:a,b@c.cn;电话:010-1", "邮箱：a,b@c.cn；电话：010-1"},
      /* Latin quoted in Chinese */
      {"他说“Hello, world!”后,走了", "他说“Hello, world!”后，走了"},
      {"题为“GDP: why?”,已发", "题为“GDP: why?”，已发"},
      {"题为“我们的GDP!”的", "题为“我们的GDP！”的"},
      {"他说:“Yes!”", "他说：“Yes!”"},
      {"约“8010,”对标", "约“8010，”对标"},
      {"“It’s, ok”,他", "“It’s, ok”，他"},
      /* one mark makes the next */
      {"A,,中", "A，，中"},
      {"中,,A", "中，，A"},
      {"甲, :B", "甲， ：B"},
      {"中((A))", "中（（A））"},
      {"5%; GDP ,中", "5%； GDP ，中"},
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
      "比例为1:2:3",
      "号1,000,000号",
      "11,12月",
      "见https://a.cn/%E4%B8?a=1;b=2,3!x",
      "见http://a.cn/查询?q=1",
      "见ftp://a.cn/(x)y",
      "称e.g.的A,B与\"A,B\"",
      "名为“A, B; C”的",
      "键{a:1,b:2}的",
      "路径C:\\a,b的",
      "在x(1,2)处",
      "行f(x, y)，",
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

/* What has been repaired is left alone, its blanks taken or not, whatever the text: random strings of all that rules
 * look at. So `fix` has nothing to do a second time, and what it writes is set as it was before. */
static void test_settled(void)
{
  static const uint32_t alphabet[] = {
      ',', ':', ';', '?', '!', '(', ')',  0xFF0C, 0xFF08, 0xFF09, 0x4E2D, 0x6587, 'A',    'b', '1', '2',
      '%', '.', ' ', ' ', '/', '=', '\n', 0x201C, 0x201D, 0x2018, 0x2019, 0x3002, 0x300A, '"', 'x'};
  enum { LENGTH = 14, ROUNDS = 200000 };
  GRand *random = g_rand_new_with_seed(20250101);
  size_t changes = 0;
  for (size_t round = 0; round < ROUNDS; round++) {
    uint32_t text[LENGTH], once[LENGTH], twice[LENGTH], tight[LENGTH], settled[LENGTH];
    size_t count = 0;
    for (size_t i = 0; i < LENGTH; i++) {
      do {
        text[i] = alphabet[g_rand_int_range(random, 0, G_N_ELEMENTS(alphabet))];
      } while ((text[i] == ' ' || text[i] == '\n') && (i == 0 || text[i - 1] == ' ' || text[i - 1] == '\n'));
    }
    changes += jb_punctuation_repair(text, LENGTH, once);
    g_assert_cmpuint(jb_punctuation_repair(once, LENGTH, twice), ==, 0);
    for (size_t i = 0; i < LENGTH; i++) {
      bool beside = (i > 0 && jb_punctuation_is_full_width(once[i - 1])) ||
                    (i + 1 < LENGTH && jb_punctuation_is_full_width(once[i + 1]));
      if (once[i] != ' ' || !beside) {
        tight[count++] = once[i];
      }
    }
    g_assert_cmpuint(jb_punctuation_repair(tight, count, settled), ==, 0);
  }
  g_assert_cmpuint(changes, >, ROUNDS);
  g_rand_free(random);
}

/* Chains and nests of a million marks take no time that grows faster than they do. */
static void test_long(void)
{
  enum { LENGTH = 1000000 };
  static const struct {
    const char *unit, *end;
    size_t changed;
  } cases[] = {{",", "中", LENGTH}, {"(", "中", LENGTH}, {" ,", "中", LENGTH / 2}, {"“,", "", 0}, {"http://,", "", 0}};
  uint32_t *text = g_new(uint32_t, LENGTH + 1), *repaired = g_new(uint32_t, LENGTH + 1);
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GArray) unit = decode(cases[i].unit);
    g_autoptr(GArray) end = decode(cases[i].end);
    for (size_t k = 0; k < LENGTH; k++) {
      text[k] = g_array_index(unit, uint32_t, k % unit->len);
    }
    text[LENGTH] = end->len > 0 ? g_array_index(end, uint32_t, 0) : 'a';
    gint64 start = g_get_monotonic_time();
    size_t changed = jb_punctuation_repair(text, LENGTH + 1, repaired);
    g_test_message("%s…: %zu in %" G_GINT64_FORMAT " µs", cases[i].unit, changed, g_get_monotonic_time() - start);
    g_assert_cmpuint(changed, ==, cases[i].changed);
  }
  g_free(text);
  g_free(repaired);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/punctuation/articles", test_articles);
  g_test_add_func("/punctuation/cases", test_cases);
  g_test_add_func("/punctuation/look-alikes", test_look_alikes);
  g_test_add_func("/punctuation/settled", test_settled);
  g_test_add_func("/punctuation/long", test_long);
  return g_test_run();
}
