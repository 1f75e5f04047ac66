/* SPDX-License-Identifier: MIT
 * test-read-pairs: marks that pair and marks that do not; expected by GB/T 15834 and CLREQ, written by hand. */
#include "base/utf8.h"
#include "read/pairs.h"

#include <string.h>

static GArray *check(const char *text, GArray *characters)
{
  for (const char *end = text + strlen(text); text < end;) {
    uint32_t character = jb_utf8_next(&text);
    g_array_append_val(characters, character);
  }
  return jb_pairs_check((const uint32_t *)(const void *)characters->data, characters->len);
}

/* "unclosed 0 “ ”; …": kind, index, mark, what is expected; + where the next paragraph may go on. */
static char *faults_of(const char *text)
{
  static const char *const names[] = {"unclosed", "unopened", "crossed", "twice", "nested", "straight"};
  g_autoptr(GArray) characters = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  g_autoptr(GArray) faults = check(text, characters);
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < faults->len; i++) {
    const JbPairFault *fault = &g_array_index(faults, JbPairFault, i);
    g_assert_cmpuint(fault->mark, ==, g_array_index(characters, uint32_t, fault->index));
    char mark[5] = "", expected[5] = "";
    jb_utf8_encode(fault->mark, mark);
    jb_utf8_encode(fault->expected, expected);
    g_string_append_printf(out, "%s%s %zu %s %s%s", i > 0 ? "; " : "", names[fault->kind], fault->index, mark, expected,
                           fault->may_continue ? " +" : "");
  }
  return g_string_free(out, FALSE);
}

static void test_faults(void)
{
  static const char *const cases[][2] = {
      {"“甲", "unclosed 0 “ ” +"},
      {"甲：“乙‘丙", "unclosed 2 “ ” +; unclosed 4 ‘ ’ +"},
      {"甲”乙", "unopened 1 ” “"},
      {"（甲", "unclosed 0 （ ）"},
      {"“甲（乙", "unclosed 0 “ ” +; unclosed 2 （ ）"},
      {"（“甲）", "unclosed 1 “ ”"},
      {"甲（“乙", "unclosed 1 （ ）; unclosed 2 “ ”"},
      {"国）", "unopened 1 ） （"},
      {"2024）年", "unopened 4 ） （"},
      {"《甲", "unclosed 0 《 》"},
      {"甲》", "unopened 1 》 《"},
      {"【甲〕", "unclosed 0 【 】; unopened 2 〕 〔"},
      {"「甲『乙」", "unclosed 2 『 』"},
      {"f(x", "unclosed 1 ( )"},
      /* crossed */
      {"“《甲”》", "crossed 3 ” 》"},
      {"“《甲”乙", "unclosed 1 《 》"},
      {"（甲“乙）丙”", "crossed 4 ） ”"},
      /* the same half twice */
      {"“甲“", "twice 2 “ ”"},
      {"甲“乙“，“丙”丁", "twice 3 “ ”"},
      {"”甲”", "twice 0 ” “"},
      {"‘甲‘", "twice 2 ‘ ’"},
      {"《甲《", "twice 2 《 》"},
      /* inside its own kind */
      {"“甲“乙”丙”", "nested 2 “ ‘"},
      {"《甲《乙》丙》", "nested 2 《 〈"},
      /* straight */
      {"他说\"好\"吗", "straight 2 \" “"},
      {"\"甲\"，\"乙\"", "straight 0 \" “; straight 4 \" “"},
      {"称'高新'的", "straight 1 ' ‘"},
      {"语言\"C\"是", "straight 2 \" “"},
      {"甲\"乙", "straight 1 \" “"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *found = faults_of(cases[i][0]);
    g_test_message("%s", cases[i][0]);
    g_assert_cmpstr(found, ==, cases[i][1]);
  }
}

static void test_no_faults(void)
{
  static const char *const cases[] = {
      "",
      "甲",
      "“甲‘乙’丙”",
      "‘甲“乙”丙’", /* as in the title of a title */
      "“《甲》”、《“乙”丙》",
      "《甲〈乙〉丙》",
      "（甲（乙）丙）",
      "【甲】〔2024〕5号〖乙〗",
      "「甲『乙』丙」",
      "“甲”“乙”“丙”",
      /* enumerations */
      "1）甲",
      "1)甲；2)乙",
      "包括：1）甲；2）乙；12）丙",
      "一）甲",
      "二十一）甲",
      "a）甲",
      "①）甲",
      "甲\n2）乙",
      "（1）甲",
      "“1）甲”",
      /* apostrophes */
      "it’s",
      "“it’s”",
      "‘it’s’",
      "workers’ rights",
      "the ’90s",
      "甲it’s乙",
      /* straight ones that are not Chinese, or no quotation marks */
      "say \"yes\" or 'no'",
      "it's 5' 6\" tall",
      "27\"显示器",
      "the dogs' and 'cats'",
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *found = faults_of(cases[i]);
    g_test_message("%s", cases[i]);
    g_assert_cmpstr(found, ==, "");
  }
}

static void test_first_quote(void)
{
  static const struct {
    const char *text;
    uint32_t quote;
  } cases[] = {{"“甲", 0x201C}, {"　　‘甲", 0x2018}, {"「甲", 0x300C}, {"甲“", 0},
               {"”甲", 0},      {"（甲", 0},         {"", 0},          {" ", 0}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GArray) characters = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autoptr(GArray) faults = check(cases[i].text, characters);
    const uint32_t *first = (const uint32_t *)(const void *)characters->data;
    g_assert_cmpuint(jb_pairs_first_quote(first, characters->len), ==, cases[i].quote);
  }
}

/* Text that is made to be slow: in a second or not at all. */
static void test_hostile(void)
{
  static const char *const units[] = {"“", "”", "(", ")", "“(", "“《”", "'甲\"", "‘“’”", "1）", "《〈"};
  enum { LENGTH = 300000 };
  for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t k = 0; k < LENGTH; k++) {
      g_string_append(text, units[i]);
    }
    g_autoptr(GArray) characters = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autoptr(GArray) faults = check(text->str, characters);
    g_assert_cmpuint(faults->len, <, 100);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/pairs/faults", test_faults);
  g_test_add_func("/pairs/no-faults", test_no_faults);
  g_test_add_func("/pairs/first-quote", test_first_quote);
  g_test_add_func("/pairs/hostile", test_hostile);
  return g_test_run();
}
