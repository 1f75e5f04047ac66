/* SPDX-License-Identifier: MIT
 * test-xml-grammar: what the validator says, and the nearest name. That its verdicts are jing's is tests/schema. */
#include "findings-text.h"
#include "xml/grammar.h"
#include "xml/nearest.h"
#include "xml/parse.h"

#include <string.h>

static const JbElementRule elements[] = {
    {.name = "root",
     .attributes =
         (const JbAttributeRule[]){{.name = "version", .type = JB_VALUE_CHOICE, .required = true, .choices = "1 2"},
                                   {.name = "size", .type = JB_VALUE_LENGTH},
                                   {.name = "ink", .type = JB_VALUE_COLOUR},
                                   {.name = "when", .type = JB_VALUE_PERIOD},
                                   {.name = "day", .type = JB_VALUE_DATE},
                                   {.name = "count", .type = JB_VALUE_COUNT},
                                   {.name = "value", .type = JB_VALUE_DECIMAL},
                                   {.name = "id", .type = JB_VALUE_NAME},
                                   {0}},
     .children = (const JbChildRule[]){{"title", JB_ONE}, {"@block", JB_AT_LEAST_ONE}, {"note", JB_OPTIONAL}, {0}}},
    {.name = "title", .text = true},
    {.name = "p", .text = true, .children = (const JbChildRule[]){{"a", JB_ANY}, {0}}},
    {.name = "list",
     .attributes = (const JbAttributeRule[]){{.name = "kind", .type = JB_VALUE_CHOICE, .choices = "short long"}, {0}},
     .children = (const JbChildRule[]){{"item", JB_AT_LEAST_ONE}, {"a/long", JB_ANY}, {0}}},
    {.name = "item", .text = true},
    {.name = "note"},
    {.name = "a", .text = true},
    {.name = "a/long", .children = (const JbChildRule[]){{"p", JB_ANY}, {0}}},
    {0},
};
static const JbGroupRule groups[] = {{"@block", (const char *const[]){"p", "list", NULL}}, {0}};
static const JbGrammar grammar = {.namespace_uri = "urn:t", .root = "root", .elements = elements, .groups = groups};

/* wanted "" means valid. */
static void assert_findings(const char *xml, const char *wanted)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autoptr(GBytes) bytes = g_bytes_new(xml, strlen(xml));
  g_autoptr(JbXmlDocument) document = jb_xml_parse(bytes, "t.xml", findings);
  g_assert_nonnull(document);
  bool valid = jb_grammar_check(&grammar, document, findings);
  g_autofree char *found = findings_text(findings);
  g_assert_cmpstr(found, ==, wanted);
  g_assert_true(valid == (*wanted == '\0'));
}

#define ROOT(attributes, content) "<root xmlns='urn:t' version='1'" attributes ">" content "</root>"

static void test_valid(void)
{
  assert_findings(ROOT("", "<title>汉</title><p/>"), "");
  assert_findings(
      ROOT(" xml:lang='zh'", "\n<note> </note><list><a><p/></a><item>x</item></list><title/><p>x<a>y</a></p>"), "");
}

/* B40 */
static void test_unknown(void)
{
  assert_findings(ROOT("", "<tilte/><title/><p/>"), "[E105] 1:33 tilte|root|title, p, list, note|title\n");
  assert_findings(ROOT("", "<title/><p>\n<figure/></p>"), "[E104] 2:1 figure|p|a\n");
  assert_findings(ROOT("", "<title/><p/><note><x/></note>"), "[E124] 1:51 note|<x>\n");
  assert_findings(ROOT(" sise='1mm'", "<title/><p/>"),
                  "[E112] 1:33 sise|root|version, size, ink, when, day, count, value, id|size\n");
  assert_findings(ROOT("", "<title x='1'/><p/>"), "[E113] 1:40 x|title\n");
  assert_findings(ROOT("", "<title/><p><a xmlns=''/></p>"), "[E103] 1:44 a|\n");
}

/* What a strange element may have been meant for is not called missing. */
static void test_one_fault_one_message(void)
{
  assert_findings(ROOT("", "<tittle/><p/>"), "[E105] 1:33 tittle|root|title, p, list, note|title\n");
}

/* B41 */
static void test_misplaced(void)
{
  assert_findings(ROOT("", "<title/><p/><item/>"), "[E106] 1:45 item|root|title, p, list, note|list\n");
  assert_findings(ROOT("", "<title/><p><root/></p>"), "[E106] 1:44 root|p|a|–\n");
  assert_findings(ROOT("", "<title/>\n\n<title/><p/>"), "[E107] 3:1 title|root|1\n");
  assert_findings(ROOT("", "<title/><p/><note/><note/>"), "[E107] 1:52 note|root|1\n");
  assert_findings(ROOT("", "<note/>"), "[E108] 1:1 root|title\n[E125] 1:1 root|p, list\n");
  assert_findings(ROOT("", "<title/><p/>\n 汉字 <p/>"), "[E109] 2:2 root|汉字|title, p, list, note\n");
  assert_findings(ROOT("", "<title/><p/><note>x</note>"), "[E124] 1:51 note|“x”\n");
  assert_findings("<root xmlns='urn:t'><title/><p/></root>", "[E114] 1:1 root|version\n");
}

/* "a" means one thing in p and another in list. */
static void test_variants(void)
{
  assert_findings(ROOT("", "<title/><list><item/><a>x</a></list>"), "[E109] 1:57 a|x|p\n");
  assert_findings(ROOT("", "<title/><p><a><p/></a></p>"), "[E110] 1:47 p|a\n");
  assert_findings(ROOT("", "<title/><a/><p/>"), "[E106] 1:41 a|root|title, p, list, note|p, list\n");
}

static void test_values(void)
{
  assert_findings("<root xmlns='urn:t' version='3'><title/><p/></root>", "[E115] 1:30 version|3|1, 2\n");
  assert_findings(ROOT("", "<title/><list kind='longg'><item/></list>"), "[E116] 1:53 kind|longg|short, long|long\n");
  assert_findings("<root xmlns='urn:t' version='zwei'><title/><p/></root>", "[E115] 1:30 version|zwei|1, 2\n");
  assert_findings(
      ROOT(" id='1a' value='12abc' count='0' size='12 mm' ink='red' when='2024Q5' day='2024-13'", "<title/><p/>"),
      "[E117] 1:37 id|1a\n"
      "[E118] 1:48 value|12abc\n"
      "[E119] 1:62 count|0\n"
      "[E120] 1:71 size|12 mm\n"
      "[E121] 1:83 ink|red\n"
      "[E122] 1:94 when|2024Q5\n"
      "[E123] 1:107 day|2024-13\n");
  assert_findings(
      ROOT(" id='甲.1' value='１，２３４．５' count='12' size='小四' ink='cmyk 0 90 80 10' when='2025Q1/2025Q3' "
           "day='2025-01-05'",
           "<title/><p/>"),
      "");
}

static void test_number_rule(void)
{
  static const char *const good[] = {"1", "-1.5", "+3", "−2", "1,234", "12,345,678.9", "007"}; /* B50 */
  static const char *const bad[] = {"",  "1e5",  "0x10", "--5", "1,5", "12%", "1.2万",
                                    "—", "暂无", "NaN",  " 1",  "1 ",  ".5",  "5."};
  for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
    g_assert_true(jb_value_matches(JB_VALUE_DECIMAL, good[i]));
  }
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_assert_false(jb_value_matches(JB_VALUE_DECIMAL, bad[i]));
  }
}

/* A file of another kind gets one message. */
static void test_root(void)
{
  assert_findings("<other xmlns='urn:x'><x/></other>", "[E102] 1:1 other|root\n");
  assert_findings("<root><x/></root>", "[E101] 1:1 root|urn:t\n");
}

/* All faults of a file in one run, and none twice. */
static void test_many(void)
{
  assert_findings("<root xmlns='urn:t' version='1' colour='x'>\n"
                  "<p><b/></p>\n"
                  "<list/>\n"
                  "x\n"
                  "<p y='1'/></root>",
                  "[E111] 1:33 colour|root|version, size, ink, when, day, count, value, id\n"
                  "[E104] 2:4 b|p|a\n"
                  "[E108] 3:1 list|item\n"
                  "[E109] 4:1 root|x|title, p, list, note\n"
                  "[E113] 5:4 y|p\n");
}

static void test_nearest(void)
{
  g_assert_cmpuint(jb_edit_distance("", "abc"), ==, 3);
  g_assert_cmpuint(jb_edit_distance("section", "sectoin"), ==, 1); /* neighbours exchanged */
  g_assert_cmpuint(jb_edit_distance("kitten", "sitting"), ==, 3);
  g_assert_cmpuint(jb_edit_distance("总产值", "总产植"), ==, 1); /* characters, not bytes */
  JbNearest nearest = {.wanted = "captoin"};
  jb_nearest_consider(&nearest, "section");
  jb_nearest_consider(&nearest, "caption");
  jb_nearest_consider(&nearest, "option");
  g_assert_cmpstr(nearest.best, ==, "caption");
  JbNearest far = {.wanted = "figure"};
  jb_nearest_consider(&far, "table");
  g_assert_null(far.best);
}

static void test_relaxng(void)
{
  g_autofree char *schema = jb_grammar_to_relaxng(&grammar);
  g_assert_nonnull(strstr(schema, "ns=\"urn:t\""));
  g_assert_nonnull(strstr(schema, "<define name=\"a.long\">\n    <element name=\"a\">"));
  g_assert_nonnull(strstr(schema, "<oneOrMore>\n          <ref name=\"group.block\"/>"));
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autoptr(GBytes) bytes = g_bytes_new(schema, strlen(schema));
  g_autoptr(JbXmlDocument) document = jb_xml_parse(bytes, "t.rng", findings);
  g_assert_nonnull(document);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/grammar/valid", test_valid);
  g_test_add_func("/grammar/unknown", test_unknown);
  g_test_add_func("/grammar/one-fault-one-message", test_one_fault_one_message);
  g_test_add_func("/grammar/misplaced", test_misplaced);
  g_test_add_func("/grammar/variants", test_variants);
  g_test_add_func("/grammar/values", test_values);
  g_test_add_func("/grammar/number-rule", test_number_rule);
  g_test_add_func("/grammar/root", test_root);
  g_test_add_func("/grammar/many", test_many);
  g_test_add_func("/grammar/nearest", test_nearest);
  g_test_add_func("/grammar/relaxng", test_relaxng);
  return g_test_run();
}
