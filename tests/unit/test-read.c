/* SPDX-License-Identifier: MIT
 * test-read: XML → report: running text with its places, facts, references, exhibits; and the briefing of 2024. */
#include "base/file.h"
#include "base/utf8.h"
#include "findings-text.h"
#include "read/punctuation.h"
#include "read/read.h"

#include <string.h>

#define OPEN(facts)           "<briefing xmlns='urn:jianbao:1' version='1'>\n<head><title>题</title></head>\n" facts "\n<body>\n"
#define CLOSE                 "\n</body></briefing>"
#define BRIEFING(facts, body) OPEN(facts) body CLOSE /* the body begins on line 5 */
#define HEAD(head)                                                                                                     \
  "<briefing xmlns='urn:jianbao:1' version='1'><head><title>题</title>" head "</head><body><p>正</p></body></"        \
  "briefing>"
#define FACTS                                                                                                          \
  "<facts period='2024' source='局'><fact id='gdp' name='增速' value='6.8' unit='%' status='expected'/>"            \
  "<fact id='firms' name='企业' value='457' unit='家' period='2024-12-31' relation='ge' source='会'/></facts>"
static JbReport *read_text(const char *xml, char **found)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autoptr(GBytes) bytes = g_bytes_new(xml, strlen(xml));
  g_autoptr(JbReport) report = jb_read_report(bytes, "dir/t.xml", findings);
  *found = findings_text(findings);
  return jb_findings_has_errors(findings) ? NULL : g_steal_pointer(&report);
}

/* Reads, with these findings; a report without errors among them. */
static JbReport *read_with(const char *xml, const char *wanted)
{
  g_autofree char *found = NULL;
  JbReport *report = read_text(xml, &found);
  g_assert_cmpstr(found, ==, wanted);
  g_assert_true((report == NULL) == (g_str_has_prefix(wanted, "[E") || strstr(wanted, "\n[E") != NULL));
  return report;
}

static void assert_findings(const char *xml, const char *wanted)
{
  g_autoptr(JbReport) report = read_with(xml, wanted);
}

static void assert_plain(const JbInlines *inlines, const char *wanted)
{
  g_autofree char *plain = jb_inlines_to_plain(inlines);
  g_assert_cmpstr(plain, ==, wanted);
}

/* --- Running text --- */

static void assert_paragraph(const char *content, const char *wanted)
{
  g_autofree char *found = NULL;
  g_autofree char *xml =
      g_strconcat(OPEN(FACTS) "<p>", content, "</p><section id='x'><title>节</title></section>" CLOSE, NULL);
  g_autoptr(JbReport) report = read_text(xml, &found);
  g_assert_nonnull(report);
  assert_plain(&report->blocks[0]->inlines, wanted);
}

static void test_white_space(void)
{
  assert_paragraph("\n    甲乙\n    丙丁\n  ", "甲乙丙丁");
  assert_paragraph("甲，\n  “乙”\n  “丙”", "甲，“乙”“丙”");
  assert_paragraph("one\n  two   three", "one two three");
  assert_paragraph("甲 乙\t 丙", "甲 乙 丙"); /* blanks within a line are meant */
  assert_paragraph("甲\n2024\n年", "甲2024年");
  assert_paragraph("甲\n  <b>\n乙 </b>\n<em> 丙</em> two\n three", "甲乙丙 two three");
  assert_paragraph("甲<br/>\n  乙", "甲乙");
  assert_paragraph("增长\n  <v f='gdp'/>\n  以上", "增长6.8%以上");
  assert_paragraph("甲\xC2\xA0\n乙　", "甲\xC2\xA0乙　"); /* no-break and ideographic blanks are characters */
}

static void test_repair_across_elements(void)
{
  assert_paragraph("增长<v f='gdp'/>,GDP增长", "增长6.8%，GDP增长");
  assert_paragraph("<b>甲</b>,<n>12:30</n>,<em>1,234</em>家(<v f='firms'/>),", "甲，12:30,1,234家（457家），");
  assert_paragraph("见<ref to='x'/>,two<a href='http://a,b'>http://a,b</a>", "见，twohttp://a,b");
  assert_paragraph("甲, 乙 ( 丙 ) 丁", "甲，乙（丙）丁"); /* full-width marks bring their own room */
  assert_paragraph("说: “好”", "说：“好”");
}

static void test_repair_turned_off(void)
{
  g_autoptr(JbReport) report = read_with("<briefing xmlns='urn:jianbao:1' version='1' punctuation='keep'>"
                                         "<head><title>甲,乙</title></head><body><p>丙,“丁</p></body></briefing>",
                                         "");
  assert_plain(&report->title, "甲,乙");
  assert_plain(&report->blocks[0]->inlines, "丙,“丁");
}

/* One note a document, at the first mark. */
static void test_repair_note(void)
{
  g_autoptr(JbReport) report = read_with(BRIEFING("", "<p>甲\n 乙,丙</p><p>丁,戊(己)</p>"), "[N220] 6:3 4\n");
  g_assert_nonnull(report);
}

/* Every mark with its place and context: "5:5 , ， 甲，乙". */
static void assert_repairs(const char *xml, const char *wanted)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autoptr(GBytes) bytes = g_bytes_new(xml, strlen(xml));
  g_autoptr(GArray) repairs = jb_read_repairs(bytes, "t.xml", findings);
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; repairs != NULL && i < repairs->len; i++) {
    const JbRepair *repair = &g_array_index(repairs, JbRepair, i);
    g_string_append_printf(text, "%d:%d ", repair->place.line, repair->place.column);
    g_string_append_unichar(g_string_append_unichar(text, repair->from), repair->to);
    g_string_append_printf(text, " %s\n", repair->context);
  }
  g_assert_cmpstr(text->str, ==, wanted);
  g_autofree char *found = findings_text(findings);
  g_assert_cmpstr(found, ==, repairs != NULL ? "" : "[E229] 1:61\n");
}

/* In text, CDATA, references, attributes; each once, in the order of the file. */
static void test_repairs(void)
{
  assert_repairs(BRIEFING("", "<p>甲,乙<![CDATA[丙,<]]>丁&#44;戊<b>己</b>,</p>"),
                 "5:5 ,， 甲，乙丙，<丁，…\n5:17 ,， 甲，乙丙，<丁，戊己，\n5:23 ,， …，乙丙，<丁，戊己，\n"
                 "5:37 ,， …，<丁，戊己，\n");
  assert_repairs(BRIEFING("", "<p>一二三四五六七八\n九,十一二三四五六七八</p>"),
                 "6:2 ,， …四五六七八九，十一二三四五…\n");
  assert_repairs(BRIEFING("<facts source='局&amp;会,\n市,局'><fact id='a' name='&#x7532;(乙)' value='1'/>"
                          "<fact id='b' name='丙' value='2'/></facts>",
                          "<p><v f='a'/><v f='b'/></p>"),
                 "3:23 ,， 局&会， 市，局\n4:2 ,， 局&会， 市，局\n4:33 (（ 甲（乙）\n4:35 )） 甲（乙）\n");
  assert_repairs(BRIEFING("", "<p>12:30</p>"), "");
  assert_repairs("<briefing xmlns='urn:jianbao:1' version='1'    punctuation='keep'>"
                 "<head><title>甲,乙</title></head><body><p>丙,丁</p></body></briefing>",
                 "");
}

/* Blanks beside full-width marks go, whether those were repaired or written: the fixed file is set the same. */
static void test_blanks_beside_marks(void)
{
  assert_paragraph("甲, 乙 ；丙： 丁", "甲，乙；丙：丁");
  assert_paragraph("甲， 乙 ； 丙：<b> 丁</b>", "甲，乙；丙：丁");
  assert_paragraph("A， :B（ C ）", "A，：B（C）");
}

#define WARNED(body, wanted) assert_findings(BRIEFING("", body), wanted)

static void test_pairs(void)
{
  WARNED("<p>甲“乙<b>《丙》</b></p>", "[W222] 5:5 “|”\n");
  WARNED("<p>甲<b>乙”</b></p>", "[W223] 5:9 ”|“\n");
  WARNED("<p>“《甲”》</p>", "[W224] 5:7 ”|》\n");
  WARNED("<p>“甲“</p>", "[W225] 5:6 “|”\n");
  WARNED("<p>“甲“乙”丙”</p>", "[W226] 5:6 “|‘\n");
  WARNED("<p>甲\"乙\"</p>", "[W227] 5:5 \"|“\n");
  WARNED("<p>（甲)，1)乙</p>", "[N220] 5:6 2\n"); /* whole once repaired, and an enumeration */
  /* all that is text */
  WARNED("<section><title>甲”</title><p>乙</p></section>", "[W223] 5:18 ”|“\n");
  WARNED("<table><caption>“甲</caption><col title='国）'/><tr><td>《丙</td></tr></table>",
         "[W222] 5:17 “|”\n[W223] 5:42 ）|（\n[W222] 5:54 《|》\n");
}

/* CLREQ 3.1.4: each paragraph of a quotation opens, the last one closes. */
static void test_quotation_of_paragraphs(void)
{
  WARNED("<p>说：“甲。</p><p>“乙。</p><p>“丙。”</p>", "");
  WARNED("<quote><p>“甲。</p><p>　　“乙。”</p></quote>", "");
  WARNED("<p>“甲。</p><p>乙。</p>", "[W222] 5:4 “|”\n");
  WARNED("<p>“甲。</p><p>‘乙。’</p>", "[W222] 5:4 “|”\n");
  WARNED("<p>“甲。</p>", "[W222] 5:4 “|”\n");
  WARNED("<p>“甲‘乙。</p><p>“‘丙’丁。”</p>", "");
  WARNED("<p>“甲（乙。</p><p>“丙。”</p>", "[W222] 5:6 （|）\n");
}

static void assert_place_of(const JbInline *piece, const char *words, int line, int column)
{
  const char *at = strstr(piece->text->text->str, words);
  g_assert_nonnull(at);
  JbPlace place = jb_source_text_place(piece->text, (size_t)(at - piece->text->text->str));
  g_assert_cmpint(place.line, ==, line);
  g_assert_cmpint(place.column, ==, column);
}

static void test_places(void)
{
  g_autoptr(JbReport) report =
      read_with(BRIEFING("", "<p>\n  甲&amp;乙\n  丙, <b>丁</b><!-- 注 -->戊</p>"), "[N220] 7:4 1\n");
  const JbInlines *inlines = &report->blocks[0]->inlines;
  g_assert_cmpuint(inlines->count, ==, 3);
  g_assert_cmpstr(inlines->items[0].text->text->str, ==, "甲&乙丙，");
  assert_place_of(&inlines->items[0], "甲", 6, 3);
  assert_place_of(&inlines->items[0], "乙", 6, 9);
  assert_place_of(&inlines->items[0], "丙", 7, 3);
  assert_place_of(&inlines->items[0], "，", 7, 4);
  g_assert_cmpint(inlines->items[1].place.column, ==, 9);
  assert_place_of(&inlines->items[2], "戊", 7, 24);
}

static void test_marks_and_pieces(void)
{
  g_autoptr(JbReport) report =
      read_with(BRIEFING(FACTS, "<p><topic>甲<b>乙</b></topic><sup>2</sup><br/><v f='gdp'/>"
                                "<a href='mailto:x@y'>丙<em>丁</em></a><ref to='s' form='page'/></p>"
                                "<section id='s'><title>节</title><p><v f='firms'/></p></section>"),
                "");
  const JbInline *items = report->blocks[0]->inlines.items;
  g_assert_cmpuint(report->blocks[0]->inlines.count, ==, 8);
  g_assert_cmpuint(items[0].marks, ==, JB_MARK_TOPIC);
  g_assert_cmpuint(items[1].marks, ==, JB_MARK_TOPIC | JB_MARK_BOLD);
  g_assert_cmpuint(items[2].marks, ==, JB_MARK_SUPERSCRIPT);
  g_assert_cmpint(items[3].kind, ==, JB_INLINE_BREAK);
  g_assert_cmpint(items[4].kind, ==, JB_INLINE_VALUE);
  g_assert_true(items[4].fact == jb_report_fact_lookup(report, "gdp"));
  g_assert_cmpstr(items[5].target, ==, "mailto:x@y");
  g_assert_cmpuint(items[6].marks, ==, JB_MARK_EMPHASIS);
  g_assert_cmpstr(items[6].target, ==, "mailto:x@y");
  g_assert_cmpint(items[7].kind, ==, JB_INLINE_REFERENCE);
  g_assert_cmpstr(items[7].target, ==, "s");
  g_assert_cmpstr(items[7].form, ==, "page");
  g_assert_null(items[0].target);
}

/* --- Blocks --- */

static void test_titles(void)
{
  g_autoptr(JbReport) report = read_with(BRIEFING("", "<section numbering='chinese'><title>回顾2024:拼搏：奋进</title>"
                                                      "<section><title>甲：乙</title><subtitle>丙</subtitle></section>"
                                                      "<section><title>结尾：</title></section></section>"),
                                         "[N220] 5:43 1\n");
  const JbBlock *section = report->blocks[0];
  assert_plain(&section->inlines, "回顾2024");
  assert_plain(&section->subtitle, "拼搏：奋进");
  g_autofree char *title = jb_block_title_plain(section);
  g_assert_cmpstr(title, ==, "回顾2024：拼搏：奋进");
  g_assert_cmpint(section->numbering, ==, JB_NUMBERING_CHINESE);
  g_assert_cmpuint(section->child_count, ==, 2);
  assert_plain(&section->children[0]->inlines, "甲：乙");
  assert_plain(&section->children[0]->subtitle, "丙");
  assert_plain(&section->children[1]->inlines, "结尾：");
  g_assert_cmpuint(section->children[1]->subtitle.count, ==, 0);
}

static void test_blocks(void)
{
  g_autoptr(JbReport) report =
      read_with(BRIEFING("", "<lead>导</lead><points numbering='yishi'><point>一</point><point>二</point></points>"
                             "<qa><q by='记者'>问</q><a by='韩全'><p>答</p><list><item>项</item></list></a></qa>"
                             "<quote><p>引</p></quote><toc/><page-break/><colophon><p>抄送</p></colophon>"),
                "");
  static const JbBlockKind kinds[] = {JB_BLOCK_LEAD, JB_BLOCK_POINTS,     JB_BLOCK_QA,      JB_BLOCK_QUOTE,
                                      JB_BLOCK_TOC,  JB_BLOCK_PAGE_BREAK, JB_BLOCK_COLOPHON};
  g_assert_cmpuint(report->block_count, ==, G_N_ELEMENTS(kinds));
  for (size_t i = 0; i < report->block_count; i++) {
    g_assert_cmpint(report->blocks[i]->kind, ==, kinds[i]);
  }
  const JbBlock *points = report->blocks[1], *qa = report->blocks[2];
  g_assert_cmpint(points->numbering, ==, JB_NUMBERING_YISHI);
  g_assert_cmpuint(points->child_count, ==, 2);
  assert_plain(&points->children[1]->inlines, "二");
  g_assert_cmpint(qa->children[0]->kind, ==, JB_BLOCK_QUESTION);
  g_assert_cmpstr(qa->children[0]->by, ==, "记者");
  assert_plain(&qa->children[0]->inlines, "问");
  g_assert_cmpint(qa->children[1]->kind, ==, JB_BLOCK_ANSWER);
  g_assert_cmpstr(qa->children[1]->by, ==, "韩全");
  g_assert_cmpuint(qa->children[1]->child_count, ==, 2);
}

#define PEOPLE "<people><person id='a' name='张三' org='局' post='局长'/><person id='b' name='李四五'/></people>"
#define MEETING(body)                                                                                                  \
  "<briefing xmlns='urn:jianbao:1' version='1'><head><title>题</title>" PEOPLE "</head>\n<body>" body                  \
  "</body></briefing>"

/* By id or by name; office once. Of two characters one may differ, of three it is told; what is neither an id nor
 * Chinese is an error. */
static void test_speakers(void)
{
  g_autoptr(JbReport) report =
      read_with(MEETING("<qa><q by='记者'>问</q><a by='a'><p>答</p></a><q by='张三'>问</q><a by='张五'><p>答</p></a>\n"
                        "<q by='李四王'>问</q></qa>"),
                "[W208] 3:8 李四王|李四五\n");
  JbBlock *const *turns = report->blocks[0]->children;
  g_assert_null(turns[0]->speaker);
  g_assert_true(turns[1]->speaker == &report->people[0] && turns[1]->introduced);
  g_assert_true(turns[2]->speaker == &report->people[0] && !turns[2]->introduced);
  g_assert_true(turns[3]->speaker == NULL && !turns[3]->introduced);
  g_autofree char *office = jb_person_office(turns[1]->speaker), *none = jb_person_office(&report->people[1]);
  g_assert_cmpstr(office, ==, "局局长");
  g_assert_cmpstr(none, ==, "");
  assert_findings(MEETING("<qa>\n<q by='zhang'>问</q></qa>"), "[E206] 3:8 zhang\n");
  assert_findings(MEETING("<qa>\n<q by='c'>问</q></qa>"), "[E206] 3:8 c\n");
}

/* All people, those named, or what is written. */
static void test_attendance(void)
{
  g_autoptr(JbReport) report = read_with(
      MEETING("<p>文</p><attendance/><attendance people=' b\ta '>等</attendance><attendance>丙</attendance>"), "");
  JbBlock *const *blocks = report->blocks;
  g_assert_cmpuint(blocks[1]->person_count, ==, 2);
  g_assert_cmpuint(blocks[2]->person_count, ==, 2);
  g_assert_true(blocks[2]->people[0] == &report->people[1] && blocks[2]->people[1] == &report->people[0]);
  assert_plain(&blocks[2]->inlines, "等");
  g_assert_cmpuint(blocks[3]->person_count, ==, 0);
  assert_findings(MEETING("<p>文</p>\n<attendance people='a c'/>"), "[E206] 3:21 c\n");
  assert_findings(BRIEFING("", "<p>文</p>\n<attendance/>"), "[W221] 6:1 attendance\n");
}

static void test_parallel(void)
{
  g_autoptr(JbReport) report =
      read_with(BRIEFING("", "<points parallel='yes'><point>一</point></points><points><point>一</point></points>"
                             "<aims><aim>甲</aim><aim>乙</aim></aims>"),
                "");
  g_assert_true(report->blocks[0]->parallel && !report->blocks[1]->parallel);
  g_assert_cmpint(report->blocks[1]->numbering, ==, JB_NUMBERING_UNSAID);
  g_assert_cmpint(report->blocks[2]->kind, ==, JB_BLOCK_AIMS);
  g_assert_cmpuint(report->blocks[2]->child_count, ==, 2);
}

static void test_head(void)
{
  g_autoptr(JbReport) report = read_with(
      "<briefing xmlns='urn:jianbao:1' version='1' theme='bench' kind='综述'><head><byline>记者:某</byline>"
      "<title>题<v f='n'/></title><subtitle>副</subtitle><org> 某 办 </org><issue>第1期</issue><date>2025-01-05</date>"
      "<classification>内部</classification><source>报</source>"
      "<people><person id='h' name='韩全' org='局' post='科长'/></people></head>"
      "<facts scope='区'><fact id='n' name='数' value='３'/></facts><body><p>文</p></body></briefing>",
      "[N220] 1:85 1\n");
  assert_plain(&report->title, "题3");
  assert_plain(&report->subtitle, "副");
  g_assert_cmpstr(report->theme, ==, "bench");
  g_assert_cmpstr(report->kind, ==, "综述");
  g_assert_cmpstr(report->organisation, ==, "某 办");
  g_assert_cmpstr(report->byline, ==, "记者：某");
  g_assert_cmpstr(report->date, ==, "2025-01-05");
  g_assert_cmpstr(report->scope, ==, "区");
  g_assert_cmpstr(report->folder, ==, "dir");
  g_assert_cmpuint(report->person_count, ==, 1);
  g_assert_cmpstr(report->people[0].post, ==, "科长");
}

/* B42: what is empty is said and left out. */
static void test_empty(void)
{
  g_autoptr(JbReport) report =
      read_with(BRIEFING("", "<p> </p>\n<list><item/><item>甲</item></list><section><title/></section>"),
                "[W221] 5:1 p\n[W221] 6:7 item\n[W221] 6:44 title\n");
  g_assert_cmpuint(report->block_count, ==, 2);
  g_assert_cmpuint(report->blocks[0]->child_count, ==, 1);
  assert_findings(BRIEFING("", ""), "[E125] 4:1 body|section, p, lead, points, aims, list, table, ledger, kpis, chart, "
                                    "chain, schedule, honours, figure, qa, quote, "
                                    "motto, note, source, toc, page-break\n");
}

/* --- Official documents --- */

static void test_official_head(void)
{
  g_autoptr(JbReport) report = read_with(
      HEAD("<org>甲局</org><org>乙局</org><mark>甲文件</mark><copy-number>000001</copy-number><urgency>特急"
           "</urgency><document-number>甲发〔2025〕1号</document-number><signer>张三</signer><signer>李四</signer>"
           "<recipients>各局：</recipients>"),
      "");
  g_assert_cmpstr(report->organisation, ==, "甲局");
  g_assert_cmpuint(g_strv_length(report->organisations), ==, 2);
  g_assert_cmpstr(report->organisations[1], ==, "乙局");
  g_assert_cmpuint(g_strv_length(report->signers), ==, 2);
  g_assert_cmpstr(report->signers[1], ==, "李四");
  g_assert_cmpstr(report->mark, ==, "甲文件");
  g_assert_cmpstr(report->copy_number, ==, "000001");
  g_assert_cmpstr(report->urgency, ==, "特急");
  g_assert_cmpstr(report->document_number, ==, "甲发〔2025〕1号");
  g_assert_cmpstr(report->recipients, ==, "各局：");
}

static void test_end_matter(void)
{
  g_autoptr(JbReport) report = read_with(
      BRIEFING("", "<p>正</p><attendance as='observers'>丙</attendance><attachment id='附'><title>表</title><p>一</p>"
                   "</attachment><attachment><title>仅列</title></attachment><signature seal='no'><org>丁</org>"
                   "<date>2025-02-03</date></signature><annotation>公开</annotation><colophon><copy-to as='report'>戊"
                   "</copy-to><printer date='2025-02-04'>己</printer><copies>200</copies></colophon>"),
      "");
  g_assert_cmpuint(report->block_count, ==, 7);
  JbBlock *const *blocks = report->blocks;
  g_assert_cmpint(blocks[1]->attendance, ==, JB_ATTENDANCE_OBSERVERS);
  assert_plain(&blocks[2]->inlines, "表");
  g_assert_cmpuint(blocks[2]->child_count, ==, 1);
  g_assert_cmpuint(blocks[3]->child_count, ==, 0);
  g_assert_cmpint(blocks[4]->seal, ==, JB_SEAL_NO);
  g_assert_cmpstr(blocks[4]->organisations[0], ==, "丁");
  g_assert_cmpstr(blocks[4]->date, ==, "2025-02-03");
  g_assert_cmpint(blocks[6]->children[0]->distribution, ==, JB_DISTRIBUTION_REPORT);
  g_assert_cmpstr(blocks[6]->children[1]->date, ==, "2025-02-04");
  assert_plain(&blocks[6]->children[2]->inlines, "200");
}

/* What is not said stays so: the theme decides about numbers and seals, the head about who signs. */
static void test_unsaid(void)
{
  g_autoptr(JbReport) report =
      read_with(BRIEFING("", "<section><title>一节</title><p>正</p></section><signature/>"), "");
  g_assert_cmpint(report->blocks[0]->numbering, ==, JB_NUMBERING_UNSAID);
  g_assert_cmpint(report->blocks[1]->seal, ==, JB_SEAL_UNSAID);
  g_assert_null(report->blocks[1]->organisations);
}

static void test_impossible_dates(void)
{
  assert_findings(BRIEFING("", "<p>正</p><signature><date>2025-02-30</date></signature>\n"
                               "<colophon><printer date='2025-13-01'>甲</printer></colophon>"),
                  "[E123] 6:26 date|2025-13-01\n[E214] 5:20 2025-02-30\n");
}

/* --- Facts and references --- */

/* firms is ≥ 457家, gdp 6.8% */
static void test_forms(void)
{
  assert_paragraph("达<v f='firms' as='words'/>,即<v f='firms' as='number'/>", "达457家以上，即457");
  assert_paragraph("<v f='firms' as='sign' in='万' digits='2'/>", "≥0.05万家");
  assert_paragraph("<v f='firms' as='period'/>,<v f='firms' as='unit'/>", "2024年末，家");
  assert_paragraph("<v f='gdp' to='gdp'/>", "6.8%～6.8%");
}

static void test_facts(void)
{
  g_autoptr(JbReport) report = read_with(BRIEFING(FACTS, "<p><v f='gdp'/></p>"), "[N215] 3:98 firms\n");
  g_assert_cmpuint(report->fact_count, ==, 2);
  const JbFact *gdp = report->facts[0], *firms = jb_report_fact_lookup(report, "firms");
  g_assert_true(report->facts[1] == firms);
  g_assert_cmpint((int)gdp->value.digits, ==, 68);
  g_assert_cmpint(gdp->value.scale, ==, 1);
  g_assert_cmpint(gdp->status, ==, JB_FACT_EXPECTED);
  g_assert_cmpstr(gdp->period, ==, "2024");
  g_assert_cmpstr(gdp->source, ==, "局");
  g_assert_cmpstr(firms->period, ==, "2024-12-31");
  g_assert_cmpstr(firms->source, ==, "会");
  g_assert_cmpint(firms->relation, ==, JB_FACT_AT_LEAST);
  g_assert_cmpint(firms->status, ==, JB_FACT_ACTUAL);
  g_assert_cmpstr(firms->scope, ==, "");
}

#define ONE(attributes)    "<facts><fact id='a' name='甲' " attributes "/></facts>"
#define TWO(first, second) "<facts><fact id='a' name='甲' " first "/>\n<fact id='b' name='甲' " second "/></facts>"

static void test_facts_refused(void)
{
  assert_findings(BRIEFING(ONE("value='10000000000000000'"), "<p><v f='a'/></p>"), "[E210] 3:37 10000000000000000\n");
  assert_findings(BRIEFING(ONE("value='1' period='2023-02-29'"), "<p><v f='a'/></p>"), "[E213] 3:48 2023-02-29\n");
  assert_findings(BRIEFING(ONE("value='1' period='2025Q3/2025Q1'"), "<p><v f='a'/></p>"),
                  "[E213] 3:48 2025Q3/2025Q1\n");
  assert_findings(BRIEFING(ONE("value='1' period='2025Q7'"), "<p><v f='a'/></p>"), "[E122] 3:48 period|2025Q7\n");
  assert_findings(BRIEFING(TWO("value='1'", "value='2'"), "<p><v f='a'/><v f='b'/></p>"),
                  "[E211] 4:1 甲|2|1|dir/t.xml:3:8\n");
  assert_findings(BRIEFING(TWO("value='1' unit='家'", "value='1' unit='个'"), "<p><v f='a'/><v f='b'/></p>"),
                  "[E211] 4:1 甲|1个|1家|dir/t.xml:3:8\n");
  assert_findings(BRIEFING(TWO("value='1'", "value='1.0'"), "<p><v f='a'/><v f='b'/></p>"),
                  "[W212] 4:1 甲|dir/t.xml:3:8\n");
  assert_findings(BRIEFING(TWO("value='1'", "value='2' period='2023'"), "<p><v f='a'/><v f='b'/></p>"), "");
  assert_findings(BRIEFING(TWO("value='1'", "value='2' scope='区'"), "<p><v f='a'/><v f='b'/></p>"), "");
  assert_findings(BRIEFING(TWO("value='1'", "value='2' base='同比'"), "<p><v f='a'/><v f='b'/></p>"), "");
  assert_findings(BRIEFING(TWO("value='1'", "value='2' status='target'"), "<p><v f='a'/><v f='b'/></p>"), "");
}

/* B44 */
static void test_references_refused(void)
{
  assert_findings(BRIEFING(FACTS, "<p><v f='gdp' to='firms'/></p>"), "[E281] 5:19 %|家\n");
  assert_findings(BRIEFING(FACTS, "<p><v f='gpd'/><v f='gdp'/><v f='firms'/></p>"), "[E203] 5:10 gpd|gdp\n");
  assert_findings(BRIEFING("", "<p><v f='x'/></p>"), "[E202] 5:10 x\n");
  assert_findings(
      BRIEFING("", "<p><ref to='growht'/><ref to='x'/></p><section id='growth'><title>甲</title></section>"),
      "[E205] 5:13 growht|growth\n[E204] 5:31 x\n");
  assert_findings(BRIEFING("<facts><fact id='a' name='甲' value='1'/></facts>",
                           "<section id='a'><title>甲</title><p><v f='a'/></p></section>"),
                  "[E201] 5:14 a|dir/t.xml:3:18\n");
  assert_findings(BRIEFING("", "<qa><q by='han'>问</q></qa>"), "[E206] 5:12 han\n");
  assert_findings(
      "<briefing xmlns='urn:jianbao:1' version='1'><head><title>甲</title><people><person id='han' name='韩'/>"
      "</people></head><body><qa><q by='hna'>问</q><a by='han'><p>答</p></a></qa></body></briefing>",
      "[E207] 1:135 hna|han\n");
  assert_findings(BRIEFING("", "<p><a href='file:///etc/passwd'>甲</a></p>"), "[E235] 5:13 file:///etc/passwd\n");
}

static void test_date_refused(void)
{
  static const char *const bad[] = {"2024-02-30", "2025年", "2025Q1", "2025/2026", "20250105"}; /* B53 */
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autofree char *xml =
        g_strdup_printf("<briefing xmlns='urn:jianbao:1' version='1'><head><title>甲</title><date>%s</date>"
                        "</head><body><p>乙</p></body></briefing>",
                        bad[i]);
    g_autofree char *wanted = g_strdup_printf("[E214] 1:67 %s\n", bad[i]);
    assert_findings(xml, wanted);
  }
}

/* Faults of vocabulary and of content in one run, none told twice. */
static void test_all_in_one_run(void)
{
  assert_findings(
      BRIEFING("<facts><fact id='a' name='甲' value='1x'/><fact name='乙' value='2'/></facts>",
               "<pp/><p><v f='a'/><v f='b'/><v/></p>\n<chart><bar f='a'/></chart>"),
      "[E118] 3:37 value|1x\n"
      "[E114] 3:42 fact|id\n"
      "[E104] 5:1 pp|body|section, p, lead, points, aims, list, table, ledger, kpis, chart, chain, schedule, "
      "honours, figure, qa, "
      "quote, motto, note, "
      "source, toc, page-break, attendance, attachment, signature, annotation, colophon\n"
      "[E114] 5:29 v|f\n"
      "[E202] 5:25 b\n");
}

/* --- Exhibits --- */

/* Labels may repeat in another group or series, not beside one another; and what is told does not take a look at every
 * pair of bars: of 20,000 that took half a minute. */
static void test_chart_labels(void)
{
  assert_findings(BRIEFING(FACTS, "<chart><group title='甲'><bar f='gdp'/><bar f='firms'/></group>"
                                  "<group title='乙'><bar f='gdp'/>\n<bar f='gdp'/></group></chart>"),
                  "[W233] 6:1 增速\n");
  g_autoptr(GString) xml = g_string_new(OPEN(FACTS) "<chart><bar f='gdp'/><bar f='firms'/>");
  for (int i = 0; i < 20000; i++) {
    g_string_append_printf(xml, "<bar label='%d'/>", i);
  }
  g_string_append(xml, "\n<bar label='7'/></chart>" CLOSE);
  g_autoptr(GTimer) timer = g_timer_new();
  assert_findings(xml->str, "[W233] 6:1 7\n");
  g_assert_cmpfloat(g_timer_elapsed(timer, NULL), <, 10);
}

static void test_chart(void)
{
  g_autoptr(JbReport) report = read_with(
      BRIEFING(FACTS, "<chart id='c' type='bars' sorted='yes' unit='%'><bar f='gdp' label='总值(GDP)' highlight='yes'/>"
                      "<caption>图题</caption><bar f='firms'/><note>注</note></chart>"),
      "[N220] 5:71 2\n");
  const JbBlock *block = report->blocks[0];
  const JbChart *chart = block->chart;
  g_assert_cmpstr(block->id, ==, "c");
  g_assert_cmpstr(block->unit, ==, "%");
  assert_plain(&block->inlines, "图题");
  assert_plain(&block->note, "注");
  g_assert_cmpint(chart->type, ==, JB_CHART_BARS);
  g_assert_true(chart->sorted);
  g_assert_cmpuint(chart->series_count, ==, 1);
  g_assert_cmpuint(chart->series[0].bar_count, ==, 2);
  assert_plain(&chart->series[0].bars[0].label, "总值（GDP）");
  g_assert_true(chart->series[0].bars[0].highlight);
  assert_plain(&chart->series[0].bars[1].label, "企业");
  g_assert_false(chart->series[0].bars[1].highlight);
}

static void test_series(void)
{
  g_autoptr(JbReport) report = read_with(
      BRIEFING(FACTS,
               "<chart><series title='甲'><bar f='gdp'/></series><series title='乙'><bar f='firms'/></series></chart>"),
      "");
  g_assert_cmpuint(report->blocks[0]->chart->series_count, ==, 2);
  assert_plain(&report->blocks[0]->chart->series[1].title, "乙");
  /* B52 */
  assert_findings(BRIEFING(FACTS, "<chart><series title='甲'><bar f='gdp'/></series>\n"
                                  "<series title='乙'><bar f='firms'/><bar f='gdp'/></series></chart>"),
                  "[E232] 6:1 2|1\n");
  assert_findings(BRIEFING(FACTS, "<chart><series title='甲'><bar f='gdp'/></series>\n<bar f='firms'/></chart>"),
                  "[E231] 6:1\n[N215] 3:98 firms\n");
  assert_findings(BRIEFING(FACTS, "<chart><bar f='gdp'/>\n<bar f='firms' label='增速'/></chart>"), "[W233] 6:1 增速\n");
}

static void test_kpis(void)
{
  g_autoptr(JbReport) report =
      read_with(BRIEFING(FACTS, "<kpis><kpi f='gdp' label='GDP'/><kpi f='firms'/></kpis>"), "");
  const JbKpis *kpis = report->blocks[0]->kpis;
  g_assert_cmpuint(kpis->count, ==, 2);
  assert_plain(&kpis->items[0].label, "GDP");
  assert_plain(&kpis->items[1].label, "企业");
  g_assert_cmpstr(kpis->items[1].fact->id, ==, "firms");
}

static void test_table(void)
{
  g_autoptr(JbReport) report = read_with(
      BRIEFING(FACTS, "<table><caption>表题</caption><col title='指标' show='name' width='3'/><col title='说明'/>"
                      "<col title='值' show='value'/><tr f='gdp'><td>好</td></tr>"
                      "<group title='组'><tr><td>甲</td><td>乙</td><td><v f='firms'/></td></tr></group></table>"),
      "");
  const JbTable *table = report->blocks[0]->table;
  g_assert_cmpuint(table->column_count, ==, 3);
  g_assert_cmpint(table->columns[0].source, ==, JB_COLUMN_NAME);
  g_assert_cmpint((int)table->columns[0].weight, ==, 3);
  g_assert_cmpint(table->columns[1].source, ==, JB_COLUMN_CELL);
  g_assert_cmpint(table->columns[2].align, ==, JB_ALIGN_DECIMAL);
  assert_plain(&table->columns[2].title, "值");
  g_assert_cmpuint(table->row_count, ==, 3);
  g_assert_cmpstr(table->rows[0].fact->id, ==, "gdp");
  assert_plain(&table->rows[0].cells[1].inlines, "好");
  g_assert_cmpint(table->rows[1].kind, ==, JB_ROW_GROUP);
  assert_plain(&table->rows[1].cells[0].inlines, "组");
  g_assert_null(table->rows[2].fact);
  g_assert_cmpuint(table->rows[2].cell_count, ==, 3);
  g_assert_cmpstr(table->rows[2].cells[2].fact->id, ==, "firms");
}

/* B43 */
static void test_table_refused(void)
{
  assert_findings(BRIEFING(FACTS, "<table><col title='甲'/><col title='乙' show='value'/>\n<tr f='gdp'/>\n"
                                  "<tr f='gdp'><td>一</td><td>二</td></tr>\n<tr><td>一</td></tr>\n"
                                  "<tr f='firms'><td/></tr></table>"),
                  "[E230] 6:1 0|1\n[E230] 7:1 2|1\n[E230] 8:1 1|2\n");
  assert_findings(BRIEFING("", "<table><col title='甲'/></table>"), "[E125] 5:1 table|tr, group, total\n");
}

static const char *cell_text(const JbTable *table, size_t row, size_t cell)
{
  g_autofree char *text = jb_inlines_to_plain(&table->rows[row].cells[cell].inlines);
  return g_intern_string(text);
}

/* Columns 甲 | 乙 丙 丁, the last two once more together: three rows of head. A cell over two rows moves the td of the
 * second row to the right. */
static void test_table_spans(void)
{
  g_autoptr(JbReport) report = read_with(
      BRIEFING("", "<table rules='all'><col title='甲'/><cols title='投资'><col title='乙'/><cols title='完成'>"
                   "<col title='丙'/><col title='丁'/></cols></cols>"
                   "<tr><td rowspan='2'>a</td><td colspan='2'>b</td><td>c</td></tr>"
                   "<tr><td>d</td><td>e</td><td>f</td></tr></table>"),
      "");
  const JbTable *table = report->blocks[0]->table;
  g_assert_cmpint(table->rules, ==, JB_RULES_ALL);
  g_assert_cmpuint(table->head_rows, ==, 3);
  g_assert_cmpuint(table->column_count, ==, 4);
  g_assert_cmpuint(table->columns[0].level, ==, 0);
  g_assert_cmpuint(table->columns[3].level, ==, 2);
  g_assert_cmpuint(table->group_count, ==, 2);
  assert_plain(&table->groups[0].title, "投资");
  g_assert_cmpuint(table->groups[0].first, ==, 1);
  g_assert_cmpuint(table->groups[0].end, ==, 4);
  g_assert_cmpuint(table->groups[1].first, ==, 2);
  g_assert_cmpuint(table->groups[1].level, ==, 1);
  const JbRow *rows = table->rows;
  g_assert_cmpuint(rows[0].cell_count, ==, 3);
  g_assert_cmpuint(rows[0].cells[0].rows, ==, 2);
  g_assert_cmpuint(rows[0].cells[1].columns, ==, 2);
  g_assert_cmpuint(rows[0].cells[2].column, ==, 3);
  g_assert_cmpuint(rows[1].cell_count, ==, 3);
  g_assert_cmpuint(rows[1].cells[0].column, ==, 1);
  g_assert_cmpstr(cell_text(table, 1, 0), ==, "d");
}

/* Over the edge, into a cell from above, into a column of the fact; below the end of a group, of the table. */
static void test_table_spans_refused(void)
{
  assert_findings(BRIEFING("", "<table><col title='甲'/><col title='乙'/>\n<tr><td colspan='3'>a</td></tr>\n"
                               "<tr><td>a</td><td rowspan='2'>b</td></tr>\n<tr><td colspan='2'>c</td></tr></table>"),
                  "[E260] 6:5 3|2\n[E260] 8:5 2|1\n");
  assert_findings(BRIEFING(FACTS, "<table><col title='甲'/><col title='乙' show='value'/>\n"
                                  "<tr f='gdp'><td colspan='2'>a</td></tr><tr f='firms'><td>b</td></tr></table>"),
                  "[E260] 6:13 2|1\n");
  assert_findings(BRIEFING("", "<table><col title='甲'/><col title='乙'/>\n<group title='组'>\n"
                               "<tr><td rowspan='2'>a</td><td>b</td></tr></group>\n"
                               "<tr><td colspan='2' rowspan='3'>c</td></tr></table>"),
                  "[E261] 7:5 2|1\n[E261] 8:5 3|1\n");
}

#define SUMS "<table unit='亿元'><col title='甲'/><col title='乙' sum='yes'/>"

static void test_totals(void)
{
  /* 10.5 + 20 of the group and 1,000.25 beside it; what is part of a row is left out, what there is none of is too */
  g_autoptr(JbReport) report =
      read_with(BRIEFING("", SUMS "<group title='组'><tr><td>一</td><td>10.5</td></tr><tr><td>二</td><td>20</td></tr>"
                                  "<tr sum='no'><td>其中</td><td>5</td></tr><total/></group>"
                                  "<tr><td>三</td><td>1,000.25</td></tr><tr><td>四</td><td>—</td></tr>"
                                  "<total title='总计'><td>1030.75</td></total></table>"),
                "");
  const JbTable *table = report->blocks[0]->table;
  g_assert_cmpuint(table->row_count, ==, 8);
  const JbRow *part = &table->rows[4];
  g_assert_cmpint(part->kind, ==, JB_ROW_TOTAL);
  g_assert_cmpstr(cell_text(table, 4, 0), ==, "小计");
  g_autofree char *sum = jb_fact_format_value(part->cells[1].fact);
  g_assert_cmpstr(sum, ==, "30.5");
  g_assert_cmpstr(cell_text(table, 7, 0), ==, "总计");
  g_assert_cmpstr(cell_text(table, 7, 1), ==, "1030.75");
  g_assert_false(table->rounded);
}

/* A sum of facts has their unit and period, the least certain status, and the sign that holds for all. */
static void test_totals_of_facts(void)
{
  g_autoptr(JbReport) report = read_with(
      BRIEFING("<facts period='2024'><fact id='a' name='甲' value='1.5' unit='亿元' relation='gt'/>"
               "<fact id='b' name='乙' value='2.25' unit='亿元' status='expected'/></facts>",
               "<table><col title='名' show='name'/><col title='值' show='value' sum='yes'/><tr f='a'/><tr f='b'/>"
               "<total/></table>"),
      "");
  const JbFact *sum = report->blocks[0]->table->rows[2].cells[1].fact;
  g_autofree char *text = jb_fact_format_marked_value(sum);
  g_assert_cmpstr(text, ==, ">3.75亿元");
  g_assert_cmpstr(sum->period, ==, "2024");
  g_assert_cmpint(sum->status, ==, JB_FACT_EXPECTED);
}

#define PLAN         "<table><col title='甲'/><col title='计划' sum='yes'/>"
#define PART(number) "<tr><td>部分</td><td>" number "</td></tr>"
#define UNITS                                                                                                          \
  "<facts period='2024'><fact id='a' name='甲' value='3' unit='万元'/>"                                             \
  "<fact id='b' name='乙' value='2' unit='亿元'/><fact id='c' name='丙' value='4' unit='万元'/>"                 \
  "<fact id='d' name='丁' value='7' unit='万元' relation='gt'/></facts>"
#define ALL_USED "<p><v f='a'/><v f='b'/><v f='c'/><v f='d'/></p>"

/* A number that says no unit and no period takes those of the facts beside it, wherever it stands. */
static void test_totals_of_both(void)
{
  static const char *const rows[] = {PART("5") PART("<v f='a'/>") PART("<v f='c'/>"),
                                     PART("<v f='a'/>") PART("5") PART("<v f='c'/>")};
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *body = g_strconcat(PLAN, rows[i], "<total/></table>" ALL_USED, NULL);
    g_autofree char *xml = g_strdup_printf(BRIEFING(UNITS, "%s"), body);
    g_autoptr(JbReport) report = read_with(xml, "");
    const JbFact *sum = report->blocks[0]->table->rows[3].cells[1].fact;
    g_autofree char *text = jb_fact_format_marked_value(sum);
    g_assert_cmpstr(text, ==, "12万元");
    g_assert_cmpstr(sum->period, ==, "2024");
  }
  assert_findings(
      BRIEFING(UNITS, PLAN PART("5") PART("<v f='a'/>") "\n" PART("<v f='b'/>") "<total/></table>" ALL_USED),
      "[E264] 6:16 亿元|万元\n");
}

/* 3 + 4 = 7, in 万元: neither 7 of something else, nor more than 7, nor less when one part is a lower bound. */
static void test_totals_stated(void)
{
#define STATED(facts, parts, total)                                                                                    \
  BRIEFING("<facts period='2024'>" facts "<fact id='t' name='总' " total "/></facts>",                                 \
           PLAN parts "\n<total><td><v f='t'/></td></total></table>")
#define THREE_FOUR "<fact id='a' name='甲' value='3' unit='万元'/><fact id='b' name='乙' value='4' unit='万元'"
#define BOTH       PART("<v f='a'/>") PART("<v f='b'/>")
  static const struct {
    const char *xml, *found;
  } cases[] = {
      {STATED(THREE_FOUR "/>", BOTH, "value='7' unit='万元'"), ""},
      {STATED(THREE_FOUR "/>", BOTH, "value='7' unit='亿元'"), "[E268] 6:8 亿元|万元\n"},
      {STATED(THREE_FOUR "/>", BOTH, "value='6' unit='万元' relation='gt'"), ""},
      {STATED(THREE_FOUR "/>", BOTH, "value='7' unit='万元' relation='gt'"), "[E265] 6:8 >7|7\n"},
      {STATED(THREE_FOUR "/>", BOTH, "value='7' unit='万元' relation='ge'"), ""},
      {STATED(THREE_FOUR " relation='gt'/>", BOTH, "value='7' unit='万元' relation='gt'"), ""},
      {STATED(THREE_FOUR " relation='gt'/>", BOTH, "value='7' unit='万元' relation='lt'"), "[E265] 6:8 <7|>7\n"},
      {STATED(THREE_FOUR " relation='gt'/>", BOTH, "value='7' unit='万元'"), "[E265] 6:8 7|>7\n"},
      {STATED(THREE_FOUR " relation='gt'/>", BOTH, "value='8' unit='万元'"), ""},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    assert_findings(cases[i].xml, cases[i].found);
  }
}

static void test_totals_refused(void)
{
#define TOTAL(stated) "<total>\n<td>" stated "</td></total></table>"
#define THREE         SUMS "<tr><td>一</td><td>33.3</td></tr><tr><td>二</td><td>33.3</td></tr><tr><td>三</td><td>33.3</td></tr>"
  /* three roundings of half a tenth, and one of the total: 0.2 may be lost, and no more */
  assert_findings(BRIEFING("", THREE TOTAL("100.0")), "[N266] 6:1 100.0|99.9\n");
  assert_findings(BRIEFING("", THREE TOTAL("100.1")), "[N266] 6:1 100.1|99.9\n");
  assert_findings(BRIEFING("", THREE TOTAL("100.2")), "[E265] 6:1 100.2|99.9\n");
  /* whole numbers are counted */
  assert_findings(BRIEFING("", SUMS "<tr><td>一</td><td>33</td></tr><tr><td>二</td><td>33</td></tr>" TOTAL("67")),
                  "[E265] 6:1 67|66\n");
  assert_findings(BRIEFING("", SUMS "\n<tr><td>一</td><td>约33</td></tr><total/></table>"), "[E263] 6:15 约33\n");
  assert_findings(BRIEFING("", THREE TOTAL("百")), "[E263] 6:1 百\n");
  assert_findings(BRIEFING(FACTS, "<table><col title='甲' show='name'/><col title='乙' show='value' sum='yes'/>"
                                  "<tr f='gdp'/>\n<tr f='firms'/><total/></table>"),
                  "[E264] 6:1 家|%\n");
  assert_findings(BRIEFING("", "<table><col title='甲' sum='yes'/><tr><td>1</td></tr>\n<total/></table>"),
                  "[E262] 6:1\n");
  assert_findings(BRIEFING("", SUMS "<tr><td>一</td><td>1</td></tr>\n<total><td/><td/></total></table>"),
                  "[E230] 6:1 2|1\n");
}

static void test_figure(void)
{
  g_autoptr(JbReport) report = read_with(
      BRIEFING("", "<figure src='a.png' width='25.4mm'><caption>开工,投产</caption><credit>张三 摄</credit></figure>"),
      "[N220] 5:47 1\n");
  const JbBlock *block = report->blocks[0];
  g_assert_cmpstr(block->figure->source, ==, "a.png");
  g_assert_cmpstr(block->figure->alternative, ==, "开工，投产");
  g_assert_cmpfloat_with_epsilon(block->figure->width, 72, 1e-9);
  assert_plain(&block->credit, "张三 摄");
  static const char *const bad[] = {"0mm", "-5mm", "2em", "1001mm"}; /* B51 */
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autofree char *xml = g_strdup_printf(BRIEFING("", "<figure src='a.png' width='%s'/>"), bad[i]);
    g_autofree char *wanted = g_strdup_printf("[E234] 5:28 %s\n", bad[i]);
    assert_findings(xml, wanted);
  }
}

/* --- The briefing of 2024 --- */

static void append_text(GString *out, const char *text)
{
  for (; *text != '\0'; text++) {
    if (strchr(" \n", *text) == NULL) {
      g_string_append_c(out, *text);
    }
  }
}

/* The article's clauses in order; exhibits are ours, and aims set beside the text what it says. */
static void append_blocks(GString *out, JbBlock *const *blocks, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    bool exhibit = blocks[i]->chart != NULL || blocks[i]->table != NULL || blocks[i]->kpis != NULL;
    g_autofree char *text = exhibit ? g_strdup("") : jb_block_title_plain(blocks[i]);
    append_text(out, text);
    append_blocks(out, blocks[i]->children, blocks[i]->kind == JB_BLOCK_AIMS ? 0 : blocks[i]->child_count);
  }
}

static char *repaired_article(void)
{
  g_autofree char *path = g_build_filename(g_getenv("JB_TEST_SOURCE"), "unit", "data", "briefing-2024.txt", NULL);
  g_autofree char *article = NULL;
  g_assert_true(g_file_get_contents(path, &article, NULL, NULL));
  GString *out = g_string_new(NULL);
  g_auto(GStrv) lines = g_strsplit(article, "\n", -1);
  for (char **line = lines; *line != NULL; line++) {
    glong count;
    g_autofree gunichar *characters = g_utf8_to_ucs4_fast(*line, -1, &count);
    g_autofree gunichar *repaired = g_new(gunichar, (gsize)count + 1);
    jb_punctuation_repair(characters, (size_t)count, repaired);
    g_autofree char *text = g_ucs4_to_utf8(repaired, count, NULL, NULL, NULL);
    append_text(out, text);
  }
  return g_string_free(out, FALSE);
}

static void test_briefing_2024(void)
{
  g_autofree char *path = g_build_filename(g_getenv("JB_TEST_SOURCE"), "..", "input", "briefing-2024.xml", NULL);
  g_autoptr(GBytes) bytes = jb_file_read(path, 1 << 20, NULL);
  g_assert_nonnull(bytes);
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autoptr(JbReport) report = jb_read_report(bytes, path, findings);
  g_assert_nonnull(report);
  g_assert_cmpuint(jb_findings_count(findings), ==, 1);
  const JbFinding *note = jb_findings_at(findings, 0);
  g_assert_cmpint(note->message, ==, JB_MESSAGE_PUNCTUATION_REPAIRED);
  g_assert_cmpstr(note->arguments[0], ==, "118"); /* 109 commas, 3 colons, 3 semicolons, ( ) and ! */
  g_autoptr(GString) text = g_string_new(NULL);
  append_blocks(text, report->blocks, report->block_count);
  g_autofree char *article = repaired_article();
  g_assert_cmpstr(text->str, ==, article);
  g_assert_cmpuint(report->fact_count, ==, 26 + 2); /* two are worked out for charts */
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/read/official-head", test_official_head);
  g_test_add_func("/read/end-matter", test_end_matter);
  g_test_add_func("/read/unsaid", test_unsaid);
  g_test_add_func("/read/impossible-dates", test_impossible_dates);
  g_test_add_func("/read/white-space", test_white_space);
  g_test_add_func("/read/repair-across-elements", test_repair_across_elements);
  g_test_add_func("/read/repair-turned-off", test_repair_turned_off);
  g_test_add_func("/read/repair-note", test_repair_note);
  g_test_add_func("/read/repairs", test_repairs);
  g_test_add_func("/read/blanks-beside-marks", test_blanks_beside_marks);
  g_test_add_func("/read/pairs", test_pairs);
  g_test_add_func("/read/quotation-of-paragraphs", test_quotation_of_paragraphs);
  g_test_add_func("/read/places", test_places);
  g_test_add_func("/read/marks-and-pieces", test_marks_and_pieces);
  g_test_add_func("/read/titles", test_titles);
  g_test_add_func("/read/blocks", test_blocks);
  g_test_add_func("/read/head", test_head);
  g_test_add_func("/read/speakers", test_speakers);
  g_test_add_func("/read/attendance", test_attendance);
  g_test_add_func("/read/parallel", test_parallel);
  g_test_add_func("/read/empty", test_empty);
  g_test_add_func("/read/forms", test_forms);
  g_test_add_func("/read/facts", test_facts);
  g_test_add_func("/read/facts-refused", test_facts_refused);
  g_test_add_func("/read/references-refused", test_references_refused);
  g_test_add_func("/read/date-refused", test_date_refused);
  g_test_add_func("/read/all-in-one-run", test_all_in_one_run);
  g_test_add_func("/read/chart-labels", test_chart_labels);
  g_test_add_func("/read/chart", test_chart);
  g_test_add_func("/read/series", test_series);
  g_test_add_func("/read/kpis", test_kpis);
  g_test_add_func("/read/table", test_table);
  g_test_add_func("/read/table-refused", test_table_refused);
  g_test_add_func("/read/table-spans", test_table_spans);
  g_test_add_func("/read/table-spans-refused", test_table_spans_refused);
  g_test_add_func("/read/totals", test_totals);
  g_test_add_func("/read/totals-of-facts", test_totals_of_facts);
  g_test_add_func("/read/totals-of-both", test_totals_of_both);
  g_test_add_func("/read/totals-stated", test_totals_stated);
  g_test_add_func("/read/totals-refused", test_totals_refused);
  g_test_add_func("/read/figure", test_figure);
  g_test_add_func("/read/briefing-2024", test_briefing_2024);
  return g_test_run();
}
