/* SPDX-License-Identifier: MIT
 * diag: the catalogue is complete and consistent; findings are kept once and in order; lines are safe to print. */
#include "diag/findings.h"
#include "diag/message.h"
#include "diag/print.h"

#include "base/utf8.h"

#include <errno.h>
#include <string.h>

/* --- The catalogue --- */

/* Bit n: {n} occurs; bit n + 10: {n*} does. */
static unsigned placeholders(const char *text)
{
  unsigned set = 0;
  for (; *text != '\0'; text++) {
    if (text[0] == '{') {
      bool list = text[1] != '\0' && text[2] == '*';
      g_assert_true(text[1] >= '1' && text[1] <= '9' && text[2 + list] == '}');
      set |= 1u << (text[1] - '0' + (list ? 10 : 0));
    }
  }
  return set;
}

static bool holds_han(const char *text)
{
  while (*text != '\0') {
    if (jb_character_is_han(jb_utf8_next(&text))) {
      return true;
    }
  }
  return false;
}

static void test_entries(void)
{
  g_assert_cmpint(JB_MESSAGE_COUNT, >, 20);
  for (JbMessage message = 0; message < JB_MESSAGE_COUNT; message++) {
    g_test_message("%s", jb_message_code(message));
    const char *english = jb_message_text(message, JB_LANGUAGE_ENGLISH);
    const char *chinese = jb_message_text(message, JB_LANGUAGE_CHINESE);
    const char *explained = jb_message_explanation(message, JB_LANGUAGE_ENGLISH);
    const char *explained_in_chinese = jb_message_explanation(message, JB_LANGUAGE_CHINESE);
    g_assert_cmpstr(english, !=, "");
    g_assert_true(holds_han(chinese));
    g_assert_cmpuint(placeholders(english), ==, placeholders(chinese));
    unsigned used = (placeholders(english) | placeholders(english) >> 10) >> 1 & 0x1ff;
    g_assert_cmpuint(used & (used + 1), ==, 0); /* {1} to {n}, no gap */
    g_assert_cmpuint(strlen(explained), >=, 20);
    g_assert_cmpuint(jb_utf8_count(explained_in_chinese, strlen(explained_in_chinese)), >=, 8);
    g_assert_true(holds_han(explained_in_chinese));
  }
}

/* A letter and three digits; the number. */
static int code_number(const char *code)
{
  g_assert_cmpuint(strlen(code), ==, 4);
  g_assert_nonnull(strchr("EWN", code[0]));
  g_assert_true(g_ascii_isdigit(code[1]) && g_ascii_isdigit(code[2]) && g_ascii_isdigit(code[3]));
  return atoi(code + 1);
}

static void test_codes(void)
{
  int last = 0;
  for (JbMessage message = 0; message < JB_MESSAGE_COUNT; message++) {
    const char *code = jb_message_code(message);
    g_test_message("%s", code);
    g_assert_cmpint(code_number(code), >, last); /* in order and unique, whatever the letter */
    last = code_number(code);
    static const char letters[] = {[JB_SEVERITY_NOTE] = 'N', [JB_SEVERITY_WARNING] = 'W', [JB_SEVERITY_ERROR] = 'E'};
    g_assert_cmpint(code[0], ==, letters[jb_message_severity(message)]);
    g_assert_cmpint(jb_message_lookup(code), ==, message);
  }
  g_assert_cmpint(jb_message_lookup("e705"), ==, JB_MESSAGE_OUTPUT_COLLISION);
  g_assert_cmpint(jb_message_lookup("E7"), ==, JB_MESSAGE_COUNT);
  g_assert_cmpint(jb_message_lookup(""), ==, JB_MESSAGE_COUNT);
}

static void assert_language(const char *all, const char *messages, const char *lang, JbLanguage expected)
{
  const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
  const char *const values[] = {all, messages, lang};
  for (int i = 0; i < 3; i++) {
    if (values[i] != NULL) {
      g_setenv(names[i], values[i], TRUE);
    } else {
      g_unsetenv(names[i]);
    }
  }
  g_assert_cmpint(jb_language_from_environment(), ==, expected);
}

static void test_language(void)
{
  assert_language(NULL, NULL, NULL, JB_LANGUAGE_ENGLISH);
  assert_language(NULL, NULL, "zh_CN.UTF-8", JB_LANGUAGE_CHINESE);
  assert_language(NULL, NULL, "zh_TW", JB_LANGUAGE_CHINESE);
  assert_language("C", NULL, "zh_CN.UTF-8", JB_LANGUAGE_ENGLISH);
  assert_language("", "zh_CN.GBK", "en_GB.UTF-8", JB_LANGUAGE_CHINESE);
  assert_language("zh_CN.UTF-8", "de_DE", "C", JB_LANGUAGE_CHINESE);
  assert_language(NULL, "de_DE", "zh_CN", JB_LANGUAGE_ENGLISH);
}

/* --- Findings --- */

static const JbPlace nowhere = {.path = "a.xml"};

static void test_once(void)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  JbPlace place = {.path = "a.xml", .line = 3, .column = 4};
  char path[] = "a.xml"; /* equal, not the same */
  jb_find(findings, OUTPUT_FAILED, place, "x", "y");
  jb_find(findings, OUTPUT_FAILED, place, "x", "y");
  place.path = path;
  jb_find(findings, OUTPUT_FAILED, place, "x", "y");
  g_assert_cmpuint(jb_findings_count(findings), ==, 1);
  jb_find(findings, OUTPUT_FAILED, place, "x", "z");
  jb_find(findings, OUTPUT_FAILED, nowhere, "x", "y");
  jb_find(findings, OUTPUT_FAILED, nowhere, "x", "y");
  jb_find(findings, INPUT_TWICE, place, "x");
  g_assert_cmpuint(jb_findings_count(findings), ==, 4);
  g_assert_cmpuint(jb_findings_count_of(findings, JB_SEVERITY_ERROR), ==, 3);
  g_assert_cmpuint(jb_findings_count_of(findings, JB_SEVERITY_WARNING), ==, 1);
  g_assert_cmpstr(jb_findings_at(findings, 1)->arguments[1], ==, "z");
}

static void test_sort(void)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  static const struct {
    const char *path;
    int line, column;
  } places[] = {{"b", 1, 1}, {"a", 2, 9}, {"a", 10, 1}, {"a", 2, 3}, {"a", 2, 9}, {NULL, 0, 0}};
  static const char *const order[] = {"5", "3", "1", "4", "2", "0"};
  for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
    char name[2] = {(char)('0' + i), '\0'};
    JbPlace place = {.path = places[i].path, .line = places[i].line, .column = places[i].column};
    jb_find(findings, INPUT_MISSING, place, name);
  }
  jb_findings_sort(findings);
  for (size_t i = 0; i < G_N_ELEMENTS(order); i++) {
    g_assert_cmpstr(jb_findings_at(findings, i)->arguments[0], ==, order[i]);
  }
}

static void test_strict(void)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  jb_find(findings, INPUT_TWICE, nowhere, "x");
  jb_find(findings, MORE_FINDINGS, nowhere, "1", "2", "3");
  g_assert_false(jb_findings_has_errors(findings));
  jb_findings_raise_warnings(findings);
  g_assert_true(jb_findings_has_errors(findings));
  g_assert_cmpint(jb_findings_at(findings, 0)->severity, ==, JB_SEVERITY_ERROR);
  g_assert_cmpint(jb_findings_at(findings, 1)->severity, ==, JB_SEVERITY_NOTE);
}

/* --- Lines --- */

static void assert_escaped(const char *text, const char *expected)
{
  g_autoptr(GString) out = g_string_new(NULL);
  jb_print_escaped(out, text);
  g_assert_cmpstr(out->str, ==, expected);
}

static void test_escape(void)
{
  assert_escaped("输入/简报 %41 𠮷.xml", "输入/简报 %41 𠮷.xml");
  assert_escaped("a\x1b[31m\n\t\x7f", "a\\x1b[31m\\x0a\\x09\\x7f");
  assert_escaped("\xE7\xAE\x80\xFF\xE7", "简\\xff\\xe7");
  assert_escaped("\xC2\x9B", "\\xc2\\x9b");          /* C1: CSI */
  assert_escaped("a\u202Eb", "a\\xe2\\x80\\xaeb");   /* right-to-left override */
  assert_escaped("\xED\xA0\x80", "\\xed\\xa0\\x80"); /* a surrogate */
}

static char *line_of(JbMessage message, JbPlace place, JbLanguage language, const char *argument)
{
  char *arguments[] = {(char *)argument, NULL};
  JbFinding finding = {
      .message = message, .severity = jb_message_severity(message), .place = place, .arguments = arguments};
  GString *out = g_string_new(NULL);
  jb_print_finding(out, &finding, language);
  return g_string_free(out, FALSE);
}

static void test_line(void)
{
  JbPlace place = {.path = "a\nb.xml", .line = 12, .column = 5};
  g_autofree char *english = line_of(JB_MESSAGE_INPUT_TWICE, place, JB_LANGUAGE_ENGLISH, "x\x1b.xml");
  g_assert_cmpstr(english, ==, "a\\x0ab.xml:12:5: warning: named twice (x\\x1b.xml); made once [W731]\n");
  place.column = 0;
  g_autofree char *chinese = line_of(JB_MESSAGE_INPUT_MISSING, place, JB_LANGUAGE_CHINESE, "简报.xml");
  g_assert_cmpstr(chinese, ==, "a\\x0ab.xml:12: 错误：没有这个文件或文件夹：简报.xml [E702]\n");
  place.line = 0;
  g_autofree char *whole_file = line_of(JB_MESSAGE_INPUT_MISSING, place, JB_LANGUAGE_ENGLISH, "{1}%s");
  g_assert_cmpstr(whole_file, ==, "a\\x0ab.xml: error: no such file or folder: {1}%s [E702]\n");
  g_autofree char *no_file = line_of(JB_MESSAGE_INPUT_MISSING, (JbPlace){0}, JB_LANGUAGE_ENGLISH, "x");
  g_assert_cmpstr(no_file, ==, "jianbao: error: no such file or folder: x [E702]\n");
}

/* Of a workbook, as spreadsheets name their cells. */
static void assert_place(JbPlace place, const char *wanted)
{
  g_autoptr(GString) out = g_string_new(NULL);
  jb_print_place(out, place);
  g_assert_cmpstr(out->str, ==, wanted);
}

static void test_cell(void)
{
  assert_place((JbPlace){.path = "book.xlsx", .sheet = "表1", .line = 7, .column = 3}, "book.xlsx 表1!C7");
  assert_place((JbPlace){.path = "book.xlsx", .sheet = "表1", .line = 7, .column = 26}, "book.xlsx 表1!Z7");
  assert_place((JbPlace){.path = "book.xlsx", .sheet = "表1", .line = 7, .column = 27}, "book.xlsx 表1!AA7");
  assert_place((JbPlace){.path = "book.xlsx", .sheet = "表1", .line = 1, .column = 16384}, "book.xlsx 表1!XFD1");
  assert_place((JbPlace){.path = "book.xlsx", .sheet = "表\n"}, "book.xlsx 表\\x0a");
  assert_place((JbPlace){.path = "data.csv", .line = 7, .column = 3}, "data.csv:7:3");
}

static void test_cut(void)
{
  g_autoptr(GString) argument = g_string_new(NULL);
  for (int i = 0; i < 60; i++) {
    g_string_append(argument, i == 0 ? "头" : i == 59 ? "尾" : "中");
  }
  g_autofree char *whole = line_of(JB_MESSAGE_INPUT_MISSING, nowhere, JB_LANGUAGE_ENGLISH, argument->str);
  g_assert_nonnull(strstr(whole, argument->str));
  g_string_insert(argument, 90, "多");
  const char *const arguments[] = {argument->str, NULL};
  g_autofree char *cut = jb_message_format(JB_MESSAGE_INPUT_MISSING, JB_LANGUAGE_ENGLISH, arguments);
  const char *shown = cut + strlen("no such file or folder: ");
  g_assert_true(g_str_has_prefix(shown, "头中") && g_str_has_suffix(shown, "中尾"));
  g_assert_nonnull(strstr(shown, "…"));
  g_assert_cmpuint(jb_utf8_count(shown, strlen(shown)), ==, 60);

  const char *const with_list[] = {argument->str, argument->str, NULL}; /* E501: {1} is quoted, {2*} a list of ours */
  g_autofree char *listed = jb_message_format(JB_MESSAGE_THEME_UNKNOWN, JB_LANGUAGE_ENGLISH, with_list);
  const char *list = strstr(listed, argument->str);
  g_assert_true(list != NULL && strstr(list + 1, argument->str) == NULL);
}

/* What the system says is quoted in Chinese too; JSON's arguments stay as they are. */
static void test_words(void)
{
  const char *const arguments[] = {g_strerror(ENOENT), NULL};
  g_autofree char *chinese = jb_message_format(JB_MESSAGE_INPUT_UNREADABLE, JB_LANGUAGE_CHINESE, arguments);
  g_assert_cmpstr(chinese, ==, "无法读取文件：没有这个文件或文件夹");
  g_autofree char *english = jb_message_format(JB_MESSAGE_INPUT_UNREADABLE, JB_LANGUAGE_ENGLISH, arguments);
  g_assert_cmpstr(english, ==, "cannot read the file: No such file or directory");
  g_assert_cmpstr(jb_words("简报.xml", JB_LANGUAGE_CHINESE), ==, "简报.xml");
}

static void test_many(void)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  for (int line = 1; line <= 30; line++) {
    JbPlace place = {.path = "a.xml", .line = line};
    if (line % 10 == 0) {
      jb_find(findings, INPUT_MISSING, place, "x"); /* 3 errors */
    } else {
      jb_find(findings, INPUT_TWICE, place, "x"); /* 27 warnings */
    }
  }
  const size_t counts[3] = {4, 27, 3}; /* 4 notes were counted, but not kept */
  g_autoptr(GString) out = g_string_new(NULL);
  jb_print_findings(out, findings, counts, JB_SEVERITY_NOTE, JB_LANGUAGE_ENGLISH);
  g_auto(GStrv) lines = g_strsplit(out->str, "\n", -1);
  g_assert_cmpuint(g_strv_length(lines), ==, 20 + 1 + 1); /* and the empty one after the last line feed */
  g_assert_cmpstr(lines[9], ==, "a.xml:10: error: no such file or folder: x [E702]");
  g_assert_cmpstr(lines[19], ==, "a.xml:30: error: no such file or folder: x [E702]");
  g_assert_cmpstr(lines[20], ==, "a.xml: note: not shown: 0 more errors, 10 warnings, 4 notes [N741]");

  g_string_truncate(out, 0);
  jb_print_findings(out, findings, counts, JB_SEVERITY_ERROR, JB_LANGUAGE_ENGLISH);
  g_assert_cmpstr(out->str, ==,
                  "a.xml:10: error: no such file or folder: x [E702]\n"
                  "a.xml:20: error: no such file or folder: x [E702]\n"
                  "a.xml:30: error: no such file or folder: x [E702]\n");
}

static void test_json(void)
{
  char *arguments[] = {"\"a\"\\\x01简", NULL};
  JbFinding finding = {.message = JB_MESSAGE_INPUT_MISSING,
                       .severity = JB_SEVERITY_ERROR,
                       .place = {.path = "t.xml", .line = 3, .column = 7},
                       .arguments = arguments};
  g_autoptr(GString) out = g_string_new(NULL);
  jb_print_finding_json(out, &finding, "in\xFF.xml", JB_LANGUAGE_CHINESE);
  g_assert_cmpstr(out->str, ==,
                  "{\"version\":1,\"record\":\"finding\",\"document\":\"in\\\\xff.xml\",\"path\":\"t.xml\",\"line\":3,"
                  "\"column\":7,\"severity\":\"error\",\"code\":\"E702\","
                  "\"message\":\"没有这个文件或文件夹：\\\"a\\\"\\\\\\\\x01简\","
                  "\"arguments\":[\"\\\"a\\\"\\\\\\\\x01简\"]}\n");
  g_string_truncate(out, 0);
  JbDocumentResult document = {
      .path = "a.xml", .status = "refused", .pages = 0, .counts = {1, 2, 3}, .seconds = 0.0625};
  jb_print_document_json(out, &document);
  g_assert_cmpstr(out->str, ==,
                  "{\"version\":1,\"record\":\"document\",\"path\":\"a.xml\",\"output\":null,\"status\":\"refused\","
                  "\"pages\":0,\"rows\":{\"read\":0,\"printed\":0,\"left_out\":0},\"errors\":3,\"warnings\":2,"
                  "\"notes\":1,\"seconds\":0.063}\n");
  g_string_truncate(out, 0);
  JbRunResult run = {.documents = 3, .made = 2, .refused = 1, .pages = 12, .rows = {5, 3, 2}, .seconds = 1.5};
  jb_print_run_json(out, &run);
  g_assert_cmpstr(out->str, ==,
                  "{\"version\":1,\"record\":\"summary\",\"documents\":3,\"made\":2,\"refused\":1,\"pages\":12,"
                  "\"rows\":{\"read\":5,\"printed\":3,\"left_out\":2},"
                  "\"errors\":0,\"warnings\":0,\"notes\":0,\"seconds\":1.500}\n");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/diag/catalogue/entries", test_entries);
  g_test_add_func("/diag/catalogue/codes", test_codes);
  g_test_add_func("/diag/language", test_language);
  g_test_add_func("/diag/findings/once", test_once);
  g_test_add_func("/diag/findings/sort", test_sort);
  g_test_add_func("/diag/findings/strict", test_strict);
  g_test_add_func("/diag/print/escape", test_escape);
  g_test_add_func("/diag/print/line", test_line);
  g_test_add_func("/diag/print/cell", test_cell);
  g_test_add_func("/diag/print/cut", test_cut);
  g_test_add_func("/diag/print/words", test_words);
  g_test_add_func("/diag/print/many", test_many);
  g_test_add_func("/diag/print/json", test_json);
  return g_test_run();
}
