/* SPDX-License-Identifier: MIT
 * test-xml-parse: places to the character, encodings, and refusals: the bad inputs B01–B32 that concern one file. */
#include "findings-text.h"
#include "xml/parse.h"

#include <string.h>

static JbXmlDocument *parse_bytes(const char *bytes, size_t length, JbFindings *findings)
{
  g_autoptr(GBytes) data = g_bytes_new(bytes, length);
  return jb_xml_parse(data, "t.xml", findings);
}

static JbXmlDocument *parse(const char *text)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  JbXmlDocument *document = parse_bytes(text, strlen(text), findings);
  g_autofree char *found = findings_text(findings);
  g_assert_cmpstr(found, ==, "");
  g_assert_nonnull(document);
  return document;
}

static void assert_place(JbPlace place, int line, int column)
{
  g_assert_cmpstr(place.path, ==, "t.xml");
  g_assert_cmpint(place.line, ==, line);
  g_assert_cmpint(place.column, ==, column);
}

/* --- Places --- */

static void test_places_of_elements(void)
{
  g_autoptr(JbXmlDocument) document = parse("<?xml version=\"1.0\"?>\n"
                                            "<!-- <fake/> -->\n"
                                            "<a><b 名='中文'  x = \"1\"\n"
                                            "   y='z'/>汉字<c>!</c >\n"
                                            "</a>");
  const JbXmlNode *a = document->root, *b = jb_xml_first_element(a), *c = jb_xml_next_element(b);
  assert_place(a->place, 3, 1);
  assert_place(a->end_place, 5, 1);
  assert_place(b->place, 3, 4);
  assert_place(b->end_place, 3, 4);
  g_assert_cmpuint(b->attribute_count, ==, 3);
  assert_place(b->attributes[0].place, 3, 7);
  assert_place(b->attributes[0].value_place, 3, 10);
  assert_place(b->attributes[1].place, 3, 15);
  assert_place(b->attributes[1].value_place, 3, 20);
  assert_place(b->attributes[2].place, 4, 4);
  assert_place(b->attributes[2].value_place, 4, 7);
  g_assert_cmpstr(jb_xml_attribute(b, "名"), ==, "中文");
  g_assert_cmpstr(jb_xml_attribute(b, "y"), ==, "z");
  g_assert_null(jb_xml_attribute(b, "z"));
  assert_place(c->place, 4, 13);
  assert_place(c->end_place, 4, 17);
  g_assert_null(jb_xml_next_element(c));
  g_assert_true(c->parent == a);
}

/* Names of attributes with a prefix keep it; declarations of namespaces are none, wherever they stand. */
static void test_namespaces(void)
{
  g_autoptr(JbXmlDocument) document =
      parse("<a xml:lang='zh' xmlns='urn:a' k='v' xmlns:q='urn:q' q:r='s'><q:b/><c xmlns=''/></a>");
  const JbXmlNode *a = document->root, *b = jb_xml_first_element(a), *c = jb_xml_next_element(b);
  g_assert_cmpstr(a->namespace_uri, ==, "urn:a");
  g_assert_cmpuint(a->attribute_count, ==, 3);
  assert_place(jb_xml_attribute_lookup(a, "xml:lang")->place, 1, 4);
  assert_place(jb_xml_attribute_lookup(a, "k")->place, 1, 32);
  assert_place(jb_xml_attribute_lookup(a, "q:r")->value_place, 1, 59);
  g_assert_cmpstr(b->name, ==, "b");
  g_assert_cmpstr(b->namespace_uri, ==, "urn:q");
  g_assert_cmpstr(c->namespace_uri, ==, "");
}

static void assert_character(const JbSourceText *text, const char *character, int line, int column)
{
  const char *found = strstr(text->text->str, character);
  g_assert_nonnull(found);
  assert_place(jb_source_text_place(text, (size_t)(found - text->text->str)), line, column);
}

/* References are resolved, line ends are blanks; each character still knows where it stands. */
static void test_attribute_values(void)
{
  g_autoptr(JbXmlDocument) document = parse("<a b='甲&amp;&#x4E59;\r\n\t丙&lt;&#38;amp;' c='甲 乙'/>");
  const JbXmlAttribute *b = jb_xml_attribute_lookup(document->root, "b");
  g_assert_cmpstr(b->value, ==, "甲&乙  丙<&amp;");
  g_assert_cmpstr(b->source->text->str, ==, b->value);
  assert_place(b->value_place, 1, 7);
  assert_character(b->source, "甲", 1, 7);
  assert_character(b->source, "&乙", 1, 8);
  assert_character(b->source, "乙", 1, 13);
  assert_character(b->source, "丙", 2, 2);
  assert_character(b->source, "<", 2, 3);
  assert_character(b->source, "&amp", 2, 7);
  assert_character(b->source, "amp", 2, 12);
  g_assert_null(jb_xml_attribute_lookup(document->root, "c")->source);
}

static void test_places_in_text(void)
{
  g_autoptr(JbXmlDocument) document = parse("<p>汉&amp;字&#x4e2d;&lt;\n"
                                            "  甲<!-- 注 & < -->乙<![CDATA[<丙>&]]>丁<?pi x?>戊</p>");
  const JbXmlNode *node = document->root->first_child;
  g_assert_null(node->next); /* comments, instructions and CDATA do not divide it */
  g_assert_cmpint(node->kind, ==, JB_XML_TEXT);
  g_assert_cmpstr(node->text->text->str, ==, "汉&字中<\n  甲乙<丙>&丁戊");
  assert_place(node->place, 1, 4);
  assert_character(node->text, "字", 1, 10);
  assert_character(node->text, "中", 1, 11);
  assert_character(node->text, "甲", 2, 3);
  assert_character(node->text, "乙", 2, 18);
  assert_character(node->text, "丙", 2, 29);
  assert_character(node->text, "丁", 2, 35);
  assert_character(node->text, "戊", 2, 44);
}

/* B38, B39: long texts come in many pieces from the parser. */
static void test_long_text(void)
{
  g_autoptr(GString) xml = g_string_new("<p>");
  for (int i = 0; i < 50000; i++) {
    g_string_append(xml, i % 100 == 99 ? "字\n" : "字&gt;");
  }
  g_string_append(xml, "末</p>");
  g_autoptr(JbXmlDocument) document = parse(xml->str);
  const JbSourceText *text = document->root->first_child->text;
  g_assert_null(document->root->first_child->next);
  g_assert_cmpuint(text->text->len, ==, 50000 * 4 + 3);
  assert_character(text, "末", 501, 1);
  /* line 300: the 30th 字 stands after 29 times 字&gt; */
  size_t offset = 299 * 400 + 29 * 4;
  assert_place(jb_source_text_place(text, offset), 300, 29 * 5 + 1);
}

static void test_line_ends(void)
{
  g_autoptr(JbXmlDocument) document = parse("<p>\r\n甲\r乙\r\n</p>");
  g_assert_cmpstr(document->root->first_child->text->text->str, ==, "\n甲\n乙\n");
  assert_character(document->root->first_child->text, "乙", 3, 1);
  assert_place(document->root->end_place, 4, 1);
}

/* --- Encodings --- */

#define BODY "<a>汉字镕喆 naïve 𠮷</a>"

static void assert_reads(const char *label, const char *bytes, size_t length)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autoptr(JbXmlDocument) document = parse_bytes(bytes, length, findings);
  g_autofree char *found = findings_text(findings);
  g_test_message("%s", label);
  g_assert_cmpstr(found, ==, "");
  g_assert_cmpstr(document->root->first_child->text->text->str, ==, "汉字镕喆 naïve 𠮷");
}

static void test_encodings(void)
{
  static const struct {
    const char *mark;
    size_t mark_length;
    const char *declared; /* NULL: no declaration */
    const char *encoding; /* of the bytes */
  } cases[] = {
      {"", 0, NULL, "UTF-8"},
      {"", 0, "utf-8", "UTF-8"},
      {"\xEF\xBB\xBF", 3, NULL, "UTF-8"},    /* B12 */
      {"\xEF\xBB\xBF", 3, "UTF-8", "UTF-8"}, /* B12 */
      {"\xFF\xFE", 2, NULL, "UTF-16LE"},     /* B13 */
      {"\xFE\xFF", 2, "UTF-16", "UTF-16BE"}, /* B13 */
      {"", 0, "UTF-16", "UTF-16LE"},         /* B14 */
      {"", 0, "utf-16be", "UTF-16BE"},       /* B14 */
      {"", 0, "GB18030", "GB18030"},         /* B15 */
      {"", 0, "gbk", "GB18030"},             /* B15 */
      {"", 0, "gb2312", "GB18030"},          /* B16: 镕 喆 are beyond GB 2312 */
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text = cases[i].declared == NULL
                                ? g_strdup(BODY)
                                : g_strdup_printf("<?xml version='1.0' encoding='%s'?>%s", cases[i].declared, BODY);
    gsize length;
    g_autofree char *bytes = g_convert(text, -1, cases[i].encoding, "UTF-8", NULL, &length, NULL);
    g_assert_nonnull(bytes);
    g_autoptr(GString) file = g_string_new_len(cases[i].mark, (gssize)cases[i].mark_length);
    g_string_append_len(file, bytes, (gssize)length);
    assert_reads(cases[i].encoding, file->str, file->len);
  }
}

/* --- Refusals --- */

/* wanted: the findings as findings_text writes them. */
static void assert_refused_bytes(const char *label, const char *bytes, size_t length, const char *wanted)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autoptr(JbXmlDocument) document = parse_bytes(bytes, length, findings);
  g_autofree char *found = findings_text(findings);
  if (strcmp(found, wanted) != 0) {
    g_test_message("%s: found %s, wanted %s", label, found, wanted);
    g_test_fail();
  }
  g_assert_null(document);
}

static void test_refused_texts(void)
{
  static const char *const cases[][3] = {
      {"B01 in text", "<a>\n<b>汉", "[E021] 2:5 <b>|2\n"},
      {"B01 in a tag", "<a>\n<b x='1", "[E021] 2:8 <b|2\n"},
      {"B01 in an end tag", "<a>\n</a", "[E021] 2:4 </a|2\n"},
      {"B01 in the first tag", "<a\n", "[E021] 2:1 <a>|1\n"},
      {"B01 after <", "<a>\n<", "[E021] 2:2 <|2\n"},
      {"B01 in a character", "<a>汉字\xE6\xB1", "[E020] 1:6\n"},
      {"B01 in a comment", "<a>\n<b/><!-- x", "[E021] 2:11 <!--|2\n"},
      {"B01 in CDATA", "<a><![CDATA[x", "[E021] 1:14 <![CDATA[|1\n"},
      {"B02 nothing", "", "[E002] 0:0\n"},
      {"B02 blanks", " \n\t", "[E002] 0:0\n"},
      {"B02 a mark", "\xEF\xBB\xBF", "[E002] 0:0\n"},
      {"B03 JSON", " {\"a\": 1}", "[E004] 0:0 JSON\n"},
      {"B03 HTML", "<!DOCTYPE HTML><p>", "[E004] 0:0 HTML\n"},
      {"B03 PDF", "%PDF-1.7", "[E004] 0:0 PDF\n"},
      {"B03 words", "\n汉字", "[E005] 2:1\n"},
      {"B04", "<a>\n <b>\n汉</a>", "[E022] 3:2 a|b|2\n"},
      {"B04 none open", "<a></a></b>", "[E031] 1:8 a\n"},
      {"B05 ampersand", "<a>汉 & 字</a>", "[E023] 1:6\n"},
      {"B05 ampersand, name", "<a>AT&T</a>", "[E023] 1:6\n"},
      {"B05 ampersand, attribute", "<a x='1&2'/>", "[E023] 1:8\n"},
      {"B05 less", "<a>汉 < 字</a>", "[E024] 1:6\n"},
      {"B05 less, digit", "<a>3<5</a>", "[E024] 1:5\n"},
      {"B05 less, attribute", "<a>\n<b x='1<2'/></a>", "[E025] 2:8\n"},
      {"B06 twice", "<a 名='1' 名='2'/>", "[E029] 1:10 名\n"},
      {"B06 second root", "<a/>\n<b/>", "[E031] 2:1 a\n"},
      {"B06 text after", "<a/><!-- c -->\n 汉", "[E031] 2:2 a\n"},
      {"no quotes", "<a x=1/>", "[E030] 1:6\n"},
      {"Chinese quotes", "<a x=“1”/>", "[E030] 1:6\n"},
      {"no blank", "<a x='1'y='2'/>", "[E033] 1:9 a\n"},
      {"no name", "<a>\n<b 'x'/></a>", "[E033] 2:4 b\n"},
      {"no >", "<a>\n</a <b/>", "[E033] 2:5 /a\n"},
      {"other", "<a>]]></a>", "[E039] 1:4 Sequence ']]>' not allowed in content\n"},
      {"prefix", "<a>\n<x:b/></a>", "[E032] 2:5 x\n"},
      {"B11 nbsp", "<a>汉&nbsp;字</a>", "[E026] 1:5 nbsp|&#160;\n"},
      {"B11 unknown", "<a>&foo;</a>", "[E027] 1:4 foo\n"},
      {"reference to NUL", "<a>汉&#0;</a>", "[E028] 1:5 #0\n"},
      {"reference to a surrogate", "<a>&#xD800;</a>", "[E028] 1:4 #xD800\n"},
      {"two references", "<a>&#xD800;&#x110000;</a>", "[E028] 1:4 #xD800\n"},
      {"declaration without ?>", "<?xml version='1.0'\n<a/>", "[E034] 2:1\n"},
      {"declaration of a later version", "<?xml version='2.0'?><a/>", "[E034] 1:20\n"},
      {"declaration without version", "<?xml encoding='UTF-8'?><a/>", "[E034] 1:7\n"},
      {"second declaration", "<a>\n<?xml version='1.0'?></a>", "[E034] 2:6\n"},
      {"B08 ESC", "<a>\n汉\x1b</a>", "[E012] 2:2 \\x1b|8\n"},
      {"B10 overlong", "<a>\xC0\xAF</a>", "[E010] 1:4 0xC0|UTF-8\n"},
      {"B10 surrogate", "<a>\n汉\xED\xA0\x80</a>", "[E010] 2:2 0xED|UTF-8\n"},
      {"B10 noncharacter", "<a>\xEF\xBF\xBF</a>", "[E012] 1:4 U+FFFF|4\n"},
      {"B18", "<?xml version='1.0' encoding='GBK'?><a>汉字</a>", "[E007] 1:0 GBK|UTF-8\n"},
      {"B20", "<?xml version='1.0' encoding='Shift_JIS'?><a/>", "[E006] 1:0 Shift_JIS\n"},
      {"declared UTF-16, is not", "<?xml version='1.0' encoding='UTF-16'?><a/>", "[E007] 1:0 UTF-16|UTF-8\n"},
      {"B21 two marks", "\xEF\xBB\xBF\xEF\xBB\xBF<a/>", "[E013] 1:1\n"},
      {"B21 blank first", "\n<?xml version='1.0'?><a/>", "[E014] 1:1\n"},
      {"B22 gzip", "\x1f\x8b\x08", "[E003] 0:0 gzip\n"},
      {"B22 zip", "PK\x03\x04", "[E003] 0:0 ZIP, .xlsx, .docx\n"},
      {"B24 laughs", "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY b '汉'><!ENTITY c '&b;&b;'>]><a>&c;</a>",
       "[E015] 2:1\n"},
      {"B26 parameter entity", "<!DOCTYPE a [<!ENTITY % p SYSTEM 'x'> %p;]><a/>", "[E015] 1:1\n"},
      {"B27 external entity", "<!DOCTYPE a [<!ENTITY e SYSTEM '/dev/zero'>]><a>&e;</a>", "[E015] 1:1\n"},
      {"B28 external DTD", "<!-- c --><!DOCTYPE a SYSTEM 'http://localhost/a.dtd'><a/>", "[E015] 1:11\n"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    assert_refused_bytes(cases[i][0], cases[i][1], strlen(cases[i][1]), cases[i][2]);
  }
}

static void test_refused_bytes(void)
{
  /* B07: NUL, also after the root */
  assert_refused_bytes("B07", "<a>\0</a>", 8, "[E012] 1:4 \\x00|4\n");
  assert_refused_bytes("B07 after", "<a/>\n\0", 6, "[E012] 2:1 \\x00|6\n");
  /* B14: UTF-16 that says so nowhere */
  assert_refused_bytes("B14", "<\0a\0/\0>\0", 8, "[E011] 0:0\n");
  /* a mark of UTF-16 against the declaration */
  gsize length;
  g_autofree char *utf16 =
      g_convert("\xEF\xBB\xBF<?xml version='1.0' encoding='UTF-8'?><a/>", -1, "UTF-16LE", "UTF-8", NULL, &length, NULL);
  assert_refused_bytes("UTF-16 under label UTF-8", utf16, length, "[E007] 1:0 UTF-8|UTF-16LE\n");
  /* B13, cut inside a character */
  assert_refused_bytes("UTF-16 cut", "\xFF\xFE<\0a\0/\0>\0\n", 11, "[E010] 0:0 0x0A|UTF-16LE\n");
}

static char *to_gbk(const char *utf8)
{
  char *gbk = g_convert(utf8, -1, "GB18030", "UTF-8", NULL, NULL, NULL);
  g_assert_nonnull(gbk);
  return gbk;
}

static void test_refused_gbk(void)
{
  /* B17: no label, or the wrong one; the place is that of the first byte that is not UTF-8 */
  g_autofree char *bare = to_gbk("<a>\n枣庄高新区</a>");
  assert_refused_bytes("B17", bare, strlen(bare), "[E008] 2:1\n");
  g_autofree char *labelled = to_gbk("<?xml version='1.0' encoding='UTF-8'?>\n<a>枣庄高新区</a>");
  assert_refused_bytes("B17 labelled", labelled, strlen(labelled), "[E008] 2:4\n");
  /* B19: pasted together */
  g_autofree char *second = to_gbk("经济工作综述</a>");
  g_autofree char *mixed = g_strconcat("<a>枣庄\n高新区\n", second, NULL);
  assert_refused_bytes("B19", mixed, strlen(mixed), "[E009] 3:1\n");
  /* Latin-1: é before <, which is no GBK pair */
  assert_refused_bytes("Latin-1", "<a>caf\xE9</a>", 11, "[E010] 1:7 0xE9|UTF-8\n");
  /* GB18030 with a byte that ends nowhere */
  const char *broken = "<?xml version='1.0' encoding='GBK'?>\n<a>\xFF</a>";
  assert_refused_bytes("bad GBK", broken, strlen(broken), "[E010] 2:0 0xFF|GB18030\n");
}

static char *repeat(const char *before, const char *unit, size_t times, const char *after)
{
  GString *text = g_string_new(before);
  for (size_t i = 0; i < times; i++) {
    g_string_append(text, unit);
  }
  g_string_append(text, after);
  return g_string_free(text, FALSE);
}

static void test_bounds(void)
{
  g_autofree char *deep = repeat("", "<a>", 100000, ""); /* B32 */
  assert_refused_bytes("B32", deep, strlen(deep), "[E016] 1:301 100\n");
  g_autoptr(GString) many = g_string_new("<a>\n<b"); /* B36 */
  for (int i = 0; i < 20000; i++) {
    g_string_append_printf(many, " x%d='1'", i);
  }
  g_string_append(many, "/></a>");
  assert_refused_bytes("B36", many->str, many->len, "[E017] 2:1 1000\n");
  g_autofree char *wide = repeat("<a x='", "0123456789abcdef", 100000, "'/>"); /* B37 */
  assert_refused_bytes("B37", wide, strlen(wide), "[E018] 1:1 1\n");
  g_autofree char *text = repeat("<a>\n<b>", "0123456789abcdef", (8 << 16) + 1, "</b></a>");
  assert_refused_bytes("B37 text", text, strlen(text), "[E035] 2:3 8\n");
  g_autofree char *large = g_malloc0(JB_XML_MAXIMUM_SIZE + 1);
  assert_refused_bytes("size", large, JB_XML_MAXIMUM_SIZE + 1, "[E019] 0:0 64\n");
}

/* As deep as is allowed, and a comment full of what is counted in tags. */
static void test_bounds_kept(void)
{
  g_autofree char *open = repeat("", "<a>", 100, "");
  g_autofree char *xml = repeat(open, "</a>", 100, "<!-- ========== > -->");
  g_autoptr(JbXmlDocument) document = parse(xml);
  g_assert_nonnull(document->root->first_child);
  g_autofree char *comment = repeat("<a><!--", " x=", 2000, "--><?p ");
  g_autofree char *instruction = repeat(comment, "=", 2000, "?></a>");
  g_autoptr(JbXmlDocument) second = parse(instruction);
  g_assert_null(second->root->first_child);
}

/* B09, B21: said, and read all the same; each kind once. */
static void test_warnings(void)
{
  static const char xml[] =
      "<?xml version='1.1'?>\n<a>汉\xE2\x80\x8B字\xE2\x80\x8B\xC2\x85\xE2\x80\xAE\xEF\xBB\xBF</a>";
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autoptr(JbXmlDocument) document = parse_bytes(xml, strlen(xml), findings);
  g_autofree char *found = findings_text(findings);
  g_assert_cmpstr(found, ==,
                  "[W042] 1:1\n"
                  "[W041] 2:5 U+200B\n"
                  "[W044] 2:8 U+0085\n"
                  "[W043] 2:9 U+202E\n"
                  "[W041] 2:10 U+FEFF\n");
  g_assert_nonnull(document);
}

/* B28: instructions that name other files are passed over. */
static void test_instructions_ignored(void)
{
  g_autoptr(JbXmlDocument) document = parse("<?xml-model href='http://localhost/x.rng'?><?xml-stylesheet href='x.xsl'?>"
                                            "<?oasis-xml-catalog catalog='c.xml'?>\n<a/>");
  assert_place(document->root->place, 2, 1);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/xml/places-of-elements", test_places_of_elements);
  g_test_add_func("/xml/namespaces", test_namespaces);
  g_test_add_func("/xml/attribute-values", test_attribute_values);
  g_test_add_func("/xml/places-in-text", test_places_in_text);
  g_test_add_func("/xml/long-text", test_long_text);
  g_test_add_func("/xml/line-ends", test_line_ends);
  g_test_add_func("/xml/encodings", test_encodings);
  g_test_add_func("/xml/refused-texts", test_refused_texts);
  g_test_add_func("/xml/refused-bytes", test_refused_bytes);
  g_test_add_func("/xml/refused-gbk", test_refused_gbk);
  g_test_add_func("/xml/bounds", test_bounds);
  g_test_add_func("/xml/bounds-kept", test_bounds_kept);
  g_test_add_func("/xml/warnings", test_warnings);
  g_test_add_func("/xml/instructions-ignored", test_instructions_ignored);
  return g_test_run();
}
