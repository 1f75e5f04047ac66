/* SPDX-License-Identifier: MIT
 * Headings and titles: broken by sense and shape. */
#include "lines-text.h"

#include "text/heading.h"

static Setting *set_heading(const char *text, JbShape shape, double width)
{
  Setting *setting = g_new0(Setting, 1);
  setting->composition = composition_for("");
  setting->composition.shape = shape;
  setting->composition.align = JB_TEXT_CENTRE;
  setting->text = g_strdup(text);
  setting->run = (JbTextRun){.length = strlen(text), .size = 1};
  setting->galley = jb_galley_new(setting->text, strlen(text), &setting->run, 1, &setting->composition, &metric);
  setting->lines = jb_lines_break(setting->galley, width);
  return setting;
}

static char *lines_of(const Setting *setting)
{
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < setting->lines->len; i++) {
    const JbSetLine *line = line_at(setting, i);
    const JbCell *items = setting->galley->cells->items;
    size_t start = items[line->ink_first].start;
    g_string_append(text, i ? "/" : "");
    g_string_append_len(text, setting->text + start, (gssize)(items[line->ink_end].start - start));
  }
  return g_string_free(text, FALSE);
}

static void test_by_hand(void)
{
  static const struct {
    const char *text;
    JbShape shape;
    double width;
    const char *lines;
  } cases[] = {
      /* first-fit would leave 告 alone; 总结报告 and 经济工作会议 stay whole */
      {"2024年全国经济工作会议总结报告", JB_SHAPE_BALANCE, 14, "2024年全国/经济工作会议总结报告"},
      /* a year stays with what it is the year of; after 印发 one may pause */
      {"枣庄高新区2024年经济工作综述", JB_SHAPE_BALANCE, 11, "枣庄高新区/2024年经济工作综述"},
      {"国务院办公厅关于印发2025年政务公开工作要点的通知", JB_SHAPE_TITLE, 19,
       "国务院办公厅关于印发/2025年政务公开工作要点的通知"},
      /* what is said twice is a word, 枣庄; 的通知 is one too, and an office may end a line */
      {"中共枣庄市委办公室枣庄市人民政府办公室关于印发《枣庄高新区2025年经济工作实施方案》的通知", JB_SHAPE_TITLE, 19,
       "中共枣庄市委办公室/枣庄市人民政府办公室关于印发/《枣庄高新区2025年经济工作实施方案》/的通知"},
      /* four characters between marks are not parted, even for a line more */
      {"回顾2024：拼搏奋进，交出满意答卷", JB_SHAPE_BALANCE, 9, "回顾2024：/拼搏奋进，/交出满意答卷"},
      /* before 关于, after the issuer */
      {"某某省人民政府关于加快发展现代服务业的若干意见", JB_SHAPE_TITLE, 18,
       "某某省人民政府/关于加快发展现代服务业的若干意见"},
      /* a long word is not parted; of the ends between words, lines of 13 and 9 make a trapezoid, 11 and 11 do not */
      {"关于联合开展危险化学品企业专项整治行动的通知", JB_SHAPE_TITLE, 20,
       "关于联合开展危险化学品企业/专项整治行动的通知"},
      /* the bracketed phrase is not broken */
      {"关于印发《全省统计工作管理办法》的通知", JB_SHAPE_TITLE, 16, "关于印发/《全省统计工作管理办法》的通知"},
      /* what the author marks wins over what is more even */
      {"深化改革\xe2\x80\x8b推动经济社会高质量发展", JB_SHAPE_BALANCE, 14, "深化改革/推动经济社会高质量发展"},
      /* one line is left as it is */
      {"全国经济工作会议", JB_SHAPE_TITLE, 10, "全国经济工作会议"},
      /* wider than the measure: as first-fit breaks it */
      {"ABCDEFGHIJKLMN", JB_SHAPE_TITLE, 5, "ABCDEFGHIJ/KLMN"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Setting) setting = set_heading(cases[i].text, cases[i].shape, cases[i].width);
    g_autofree char *lines = lines_of(setting);
    g_assert_cmpstr(lines, ==, cases[i].lines);
  }
}

static const char *const titles[] = {
    "中共中央办公厅国务院办公厅关于进一步加强国有企业改革发展工作的若干意见",
    "某某市人民政府关于2024年度国民经济和社会发展计划执行情况与2025年计划草案的报告",
    "关于做好2025年元旦春节期间有关工作的通知",
    "凝心聚力抓项目砥砺奋进促发展枣庄高新区重点项目建设筑牢高质量发展根基",
    "深化供给侧结构性改革推动高质量发展",
    "关于印发《党政机关公文处理工作条例》和《党政机关公文格式》国家标准的通知",
    "在全省“十四五”规划中期评估与重点项目推进工作会议上的讲话",
    "全省一季度经济运行情况分析及二季度工作安排",
};

/* Once a line is shorter than the one before, none is longer again: a trapezoid or a diamond. */
static void check_no_hourglass(const Setting *setting)
{
  bool fell = false;
  for (guint i = 1; i < setting->lines->len; i++) {
    double before = line_at(setting, i - 1)->natural, width = line_at(setting, i)->natural;
    g_assert_false(fell && width > before + EPSILON);
    fell |= width < before - EPSILON;
  }
}

static void check_heading(const Setting *setting, double width)
{
  const JbCells *cells = setting->galley->cells;
  for (guint i = 0; i < setting->lines->len; i++) {
    const JbSetLine *line = line_at(setting, i);
    g_assert_false(line->broken);
    g_assert_cmpfloat(line->natural, <=, width + EPSILON);
    g_assert_cmpuint(line->ink_end - line->ink_first, >, 1); /* no character alone */
    if (line->last)
      continue;
    g_assert_cmpint(setting->galley->joints[line->end - 1].line_end, ==, JB_BREAK_ALLOWED);
    if (width >= 18) /* every bracketed phrase of the titles fits */
      g_assert_cmpfloat(jb_heading_sense(cells, line->end - 1), <, 100);
  }
}

static void test_titles(void)
{
  for (size_t i = 0; i < G_N_ELEMENTS(titles); i++)
    for (int width = 10; width <= 40; width++) {
      g_autoptr(Setting) title = set_heading(titles[i], JB_SHAPE_TITLE, width);
      g_autoptr(Setting) balanced = set_heading(titles[i], JB_SHAPE_BALANCE, width);
      g_autoptr(Setting) first = set_heading(titles[i], JB_SHAPE_NONE, width);
      check_heading(title, width);
      check_heading(balanced, width);
      check_no_hourglass(title);
      g_assert_cmpuint(balanced->lines->len, <=, first->lines->len + 1);
    }
}

/* What is too long for a heading is text; forced line ends part it. */
static void test_not_headings(void)
{
  g_autoptr(GString) text = g_string_new(NULL);
  for (int i = 0; i < 50000; i++)
    g_string_append(text, "国");
  g_string_append(text, "\n今年经济工作会议");
  g_autoptr(Setting) setting = set_heading(text->str, JB_SHAPE_BALANCE, 7);
  g_assert_cmpuint(line_at(setting, setting->lines->len - 1)->end, ==, 50009);
  g_assert_cmpfloat(line_at(setting, setting->lines->len - 1)->natural, ==, 6); /* 经济工作会议 */
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/text/heading/by-hand", test_by_hand);
  g_test_add_func("/text/heading/titles", test_titles);
  g_test_add_func("/text/heading/not-headings", test_not_headings);
  return g_test_run();
}
