/* SPDX-License-Identifier: MIT
 * test-xml-edit: characters exchanged in every encoding, at the places the parser tells, and not one byte more. */
#include "findings-text.h"
#include "xml/edit.h"
#include "xml/parse.h"

#include <string.h>

/* What is between the root's tags, edited: every comma that the parser finds in text becomes ，. */
static void find_commas(const JbXmlNode *node, GArray *edits)
{
  for (const JbXmlNode *child = node->first_child; child != NULL; child = child->next) {
    if (child->kind == JB_XML_ELEMENT) {
      find_commas(child, edits);
      continue;
    }
    const char *text = child->text->text->str;
    for (const char *comma = strchr(text, ','); comma != NULL; comma = strchr(comma + 1, ',')) {
      JbXmlEdit edit = {.place = jb_source_text_place(child->text, (size_t)(comma - text)), .from = ',', .to = 0xFF0C};
      g_array_append_val(edits, edit);
    }
  }
}

static GBytes *edit_commas(GBytes *bytes)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autoptr(JbXmlDocument) document = jb_xml_parse(bytes, "t.xml", findings);
  g_assert_nonnull(document);
  g_autoptr(GArray) edits = g_array_new(FALSE, FALSE, sizeof(JbXmlEdit));
  find_commas(document->root, edits);
  return jb_xml_edit(bytes, (const JbXmlEdit *)(const void *)edits->data, edits->len, findings);
}

/* text in an encoding, behind a byte order mark. */
static GBytes *encode(const char *text, const char *encoding, const char *mark, size_t mark_length)
{
  gsize length;
  g_autofree char *bytes = g_convert(text, -1, encoding, "UTF-8", NULL, &length, NULL);
  g_assert_nonnull(bytes);
  GByteArray *file = g_byte_array_new();
  g_byte_array_append(file, (const guint8 *)mark, (guint)mark_length);
  g_byte_array_append(file, (const guint8 *)bytes, (guint)length);
  return g_byte_array_free_to_bytes(file);
}

#define PLAIN                                                                                                          \
  "<!-- 甲,乙 --><a t='x,y'\r\n u=\"镕,&#44;\"><?p "                                                                \
  ",?>汉,字\r\n镕𠮷,é,\r甲<b>,</b><![CDATA[丙,<&#44;]]><!--,-->丁,戊\n,"                                     \
  "</a>\r\n<!--,-->\n"
#define EDITED                                                                                                         \
  "<!-- 甲,乙 --><a t='x,y'\r\n u=\"镕,&#44;\"><?p "                                                                \
  ",?>汉，字\r\n镕𠮷，é，\r甲<b>，</b><![CDATA[丙，<&#44;]]><!--,-->丁，戊"                            \
  "\n，</a>\r\n<!--,-->\n"

static void test_encodings(void)
{
  static const struct {
    const char *declared; /* NULL: no declaration */
    const char *encoding;
    const char *mark;
    size_t mark_length;
  } cases[] = {
      {NULL, "UTF-8", "", 0},
      {"UTF-8", "UTF-8", "\xEF\xBB\xBF", 3},
      {"GB18030", "GB18030", "", 0},
      {"gbk", "GB18030", "", 0},
      {"UTF-16", "UTF-16LE", "\xFF\xFE", 2},
      {"UTF-16", "UTF-16BE", "\xFE\xFF", 2},
      {NULL, "UTF-16LE", "\xFF\xFE", 2},
      {"utf-16be", "UTF-16BE", "", 0},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *head = cases[i].declared == NULL
                                ? g_strdup("")
                                : g_strdup_printf("<?xml version='1.0' encoding='%s'?>\r\n", cases[i].declared);
    g_autofree char *before = g_strconcat(head, PLAIN, NULL);
    g_autofree char *after = g_strconcat(head, EDITED, NULL);
    g_autoptr(GBytes) given = encode(before, cases[i].encoding, cases[i].mark, cases[i].mark_length);
    g_autoptr(GBytes) wanted = encode(after, cases[i].encoding, cases[i].mark, cases[i].mark_length);
    g_autoptr(GBytes) edited = edit_commas(given);
    g_test_message("%s as %s", cases[i].encoding, cases[i].declared != NULL ? cases[i].declared : "nothing");
    g_assert_true(g_bytes_equal(edited, wanted));
  }
}

static void assert_edited(const char *before, const char *after)
{
  g_autoptr(GBytes) given = g_bytes_new(before, strlen(before));
  g_autoptr(GBytes) edited = edit_commas(given);
  g_autoptr(GBytes) wanted = g_bytes_new(after, strlen(after));
  g_assert_true(g_bytes_equal(edited, wanted));
}

static void test_references(void)
{
  assert_edited("<a>&#44;甲&#x2C;&#x002c;&amp;,&lt;&#x4E2D;,</a>",
                "<a>&#xFF0C;甲&#xFF0C;&#xFF0C;&amp;，&lt;&#x4E2D;，</a>");
  assert_edited("<a><![CDATA[&#44;,]]>]]&gt;,</a>", "<a><![CDATA[&#44;，]]>]]&gt;，</a>");
}

static void test_nothing(void)
{
  assert_edited("<a>甲</a>", "<a>甲</a>");
  assert_edited("<a b=','/>\r\n", "<a b=','/>\r\n");
}

/* A place that does not hold what it should is never written to. */
static void test_wrong_place(void)
{
  static const JbXmlEdit wrong[] = {
      {.place = {.line = 1, .column = 5}, .from = ',', .to = 0xFF0C}, /* 乙 */
      {.place = {.line = 1, .column = 40}, .from = ',', .to = 0xFF0C},
      {.place = {.line = 2, .column = 1}, .from = ',', .to = 0xFF0C},
  };
  static const char *const found[] = {"[E907] 1:5 ,\n", "[E907] 1:40 ,\n", "[E907] 2:1 ,\n"};
  g_autoptr(GBytes) bytes = g_bytes_new_static("<a>甲乙,</a>", strlen("<a>甲乙,</a>"));
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
    g_autoptr(JbFindings) findings = jb_findings_new();
    g_assert_null(jb_xml_edit(bytes, &wrong[i], 1, findings));
    g_autofree char *text = findings_text(findings);
    g_assert_cmpstr(text, ==, found[i]);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/xml/edit/encodings", test_encodings);
  g_test_add_func("/xml/edit/references", test_references);
  g_test_add_func("/xml/edit/nothing", test_nothing);
  g_test_add_func("/xml/edit/wrong-place", test_wrong_place);
  return g_test_run();
}
