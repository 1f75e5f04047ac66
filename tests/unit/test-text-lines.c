/* SPDX-License-Identifier: MIT
 * The line engine by the test metric of the layout rules: Han and full-width marks 1 em, ASCII and the interpunct
 * 1/2 em. The strings and what they give are those of standards, section 8; an em is a point here. */
#include "lines-text.h"

/* "line⏎line (width, width)" */
static char *describe(const Setting *setting)
{
  GString *text = g_string_new(NULL), *widths = g_string_new(NULL);
  for (guint i = 0; i < setting->lines->len; i++) {
    const JbSetLine *line = line_at(setting, i);
    const JbCell *items = setting->galley->cells->items;
    size_t start = items[line->ink_first].start;
    g_string_append(text, i ? "⏎" : "");
    g_string_append_len(text, setting->text + start, (gssize)(items[line->ink_end].start - start));
    g_string_append_printf(widths, "%s%g", i ? ", " : "", round(line->natural * 1000) / 1000);
  }
  g_string_append_printf(text, " (%s)", widths->str);
  g_string_free(widths, TRUE);
  return g_string_free(text, FALSE);
}

/* --- breaks: ¦ where a line may end --- */

static char *mark_breaks(const char *text, const char *keys)
{
  g_autoptr(Setting) setting = set(text, keys, 1e9);
  GString *marked = g_string_new(NULL);
  const JbCells *cells = setting->galley->cells;
  for (size_t i = 0; i < cells->count; i++) {
    g_string_append_len(marked, text + cells->items[i].start,
                        (gssize)(cells->items[i + 1].start - cells->items[i].start));
    if (setting->galley->joints[i].line_end == JB_BREAK_ALLOWED)
      g_string_append(marked, "¦");
  }
  return g_string_free(marked, FALSE);
}

static void test_breaks(void)
{
  static const struct {
    const char *keys, *marked;
  } cases[] = {
      /* section 8 */
      {"", "今¦年¦经¦济¦工¦作¦会¦议，¦总¦结¦经¦验。"},
      {"", "会¦议¦强¦调¦“稳¦中¦求¦进”¦总¦基¦调"},
      {"", "印¦发¦《规¦划》¦（草¦案）。"},
      {"", "（（一））"},
      {"", "（）"},
      {"", "他¦说：¦“《规¦划》¦已¦印¦发。”"},
      {"", "改¦革¦——¦再¦出¦发"},
      {"strict", "改¦革——¦再¦出¦发"},
      {"", "粮¦食、¦棉¦花¦……¦均¦实¦现¦增¦产"},
      {"strict", "粮¦食、¦棉¦花……¦均¦实¦现¦增¦产"},
      {"", "略¦去¦不¦提¦…………¦等¦有¦关¦事¦项"},
      {"", "总¦额¦12345.67¦亿¦元"},
      {"", "增¦速¦5.8%，¦高¦于¦全¦国"},
      {"", "投¦资¦¥2.6¦亿¦元"},
      {"", "占¦63%～¦68%¦左¦右"},
      {"", "2021—¦2025¦年¦规¦划"},
      {"", "新¦能¦源¦汽¦车·¦储¦能"},
      {"", "按¦男/女¦分¦组"},
      {"basic", "按¦男/¦女¦分¦组"},
      {"", "增¦长¦了¦吗？！¦是¦的"},
      {"", "全¦国¦GDP¦增¦长¦率"},
      {"", "第¦1¦季¦度，¦CPI¦上¦涨"},
      {"", "“GDP”¦与¦CPI"},
      {"", "增¦长¦5.8%¦左¦右"},
      {"", "委¦员¦𬎆¦某¦某¦出¦席¦会¦议"},
      {"", "2024¦年¦12¦月¦31¦日"},
      {"keep", "2024年¦12月¦31日"},
      {"", "“十¦四¦五”¦规¦划"},
      {"", "甲¦乙¦丙¦丁¦（一）¦加¦快¦推¦进"},
      {"", "国¦务¦院¦〔2024〕¦1¦号¦文¦件"},
      {"", "见¦www.stats.gov.cn¦网¦站"},
      /* section 1.3 */
      {"", "速¦度¦60km/h¦以¦上"},
      {"", "用¦电¦5kW·h"},
      {"", "结¦论[1]¦表¦明"},
      {"", "甲\xe2\x81\xa0乙"},
      {"", "don’t"},
      {"", "改¦革¦——¦——¦再"},
      {"", "增¦长¦5.8%¦（比¦上¦年）"},
      /* levels */
      {"none", "今¦年¦，¦“¦稳¦”"},
      {"", "人¦々¦ー¦々"},
      {"strict", "人々ー々"},
      /* typed spaces, and signs without ink */
      {"", "on ¦the ¦road"},
      {"", "在 ¦GDP ¦中"},
      {"", "甲\xe2\x80\x8b¦，¦乙"},
      {"", "甲\xe2\x80\xae¦乙"},
      {"", "时¦间¦12:30，¦比¦分¦3:2"},
      {"", "降¦至-5%，"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_auto(GStrv) pieces = g_strsplit(cases[i].marked, "¦", -1);
    g_autofree char *text = g_strjoinv("", pieces), *marked = mark_breaks(text, cases[i].keys);
    g_assert_cmpstr(marked, ==, cases[i].marked);
  }
}

/* --- lines --- */

static void test_lines(void)
{
  static const struct {
    const char *text, *keys;
    double width;
    const char *lines;
  } cases[] = {
      {"今年经济工作会议，总结经验。", "", 8, "今年经济工作会⏎议，总结经验。 (7, 6.5)"},
      {"今年经济工作会议，总结经验。", "", 8.5, "今年经济工作会议，⏎总结经验。 (8.5, 4.5)"},
      {"会议强调“稳中求进”总基调", "", 5, "会议强调⏎“稳中求进”⏎总基调 (4, 5, 3)"},
      {"印发《规划》（草案）。", "", 9.5, "印发《规划》（草案）。 (9.5)"},
      {"印发《规划》（草案）。", "", 7, "印发《规划》⏎（草案）。 (5.5, 3.5)"},
      {"改革——再出发", "", 3, "改革⏎——再⏎出发 (2, 3, 2)"},
      {"改革——再出发", "strict", 3, "改⏎革——⏎再出发 (1, 3, 3)"},
      {"粮食、棉花……均实现增产", "", 5, "粮食、棉花⏎……均实现⏎增产 (5, 5, 2)"},
      {"粮食、棉花……均实现增产", "strict", 5, "粮食、棉⏎花……均实⏎现增产 (4, 5, 3)"},
      {"略去不提…………等有关事项", "", 6, "略去不提⏎…………等有⏎关事项 (4, 6, 3)"},
      {"总额12345.67亿元", "", 5, "总额⏎12345.67⏎亿元 (2, 4, 2)"},
      {"增速5.8%，高于全国", "", 4, "增速⏎5.8%，高⏎于全国 (2, 4, 3)"},
      {"投资¥2.6亿元", "", 3, "投资⏎¥2.6⏎亿元 (2, 2, 2)"},
      {"占63%～68%左右", "", 5, "占63%～⏎68%左右 (3.75, 3.5)"},
      {"2021—2025年规划", "", 4, "2021—⏎2025年⏎规划 (3, 3.25, 2)"},
      {"新能源汽车·储能", "", 8, "新能源汽车·储能 (7.5)"},
      {"新能源汽车·储能", "", 5, "新能源汽⏎车·储能 (4, 3.5)"},
      {"按男/女分组", "", 3, "按⏎男/女⏎分组 (1, 2.5, 2)"},
      {"按男/女分组", "basic", 3, "按男/⏎女分组 (2.5, 3)"},
      {"增长了吗？！是的", "", 5, "增长了吗？！⏎是的 (5, 2)"},
      {"全国GDP增长率", "", 3.75, "全国GDP⏎增长率 (3.75, 3)"},
      {"全国GDP增长率", "", 3.5, "全国⏎GDP增⏎长率 (2, 2.75, 2)"},
      {"第1季度，CPI上涨", "", 20, "第1季度，CPI上涨 (8.75)"},
      {"“GDP”与CPI", "", 20, "“GDP”与CPI (6.25)"},
      {"增长5.8%左右", "", 20, "增长5.8%左右 (6.25)"},
      {"全面推进乡村振兴。", "", 8, "全面推进乡村振⏎兴。 (7, 1.5)"},
      {"全面推进乡村振兴。", "company", 8, "全面推进乡村⏎振兴。 (6, 2.5)"},
      {"委员𬎆某某出席会议", "", 3, "委员𬎆⏎某某出⏎席会议 (3, 3, 3)"},
      {"今年经济工作会议，总结经验。", "hang", 8, "今年经济工作会议，⏎总结经验。 (8, 4.5)"},
      {"会议审议通过了《决定》。会议指出", "hang", 10.5, "会议审议通过了《决⏎定》。会议指出 (9, 6.5)"},
      {"2024年12月31日", "", 4, "2024年⏎12月31⏎日 (3.25, 3.5, 1)"},
      {"2024年12月31日", "keep", 4, "2024年⏎12月⏎31日 (3.25, 2.25, 2.25)"},
      {"甲乙丙丁（一）加快推进", "", 4, "甲乙丙丁⏎（一）加⏎快推进 (4, 3.5, 3)"},
      {"国务院〔2024〕1号文件", "", 5, "国务院⏎〔2024〕1⏎号文件 (3, 4, 3)"},
      {"见www.stats.gov.cn网站", "", 12, "见www.stats.gov.cn网站 (11.5)"},
      {"见www.stats.gov.cn网站", "", 6, "见www.⏎stats.gov.cn⏎网站 (3.25, 6, 2)"},
      /* section 1.5: the opening mark at a turn-over line's start */
      {"（国国国（国国国（国", "", 4, "（国国国⏎（国国国⏎（国 (4, 3.5, 1.5)"},
      /* squeezed: the line that would begin with a mark takes it in (先挤进), or the rest of the paragraph */
      {"甲（乙）丙、丁，戊己庚", "squeeze", 9, "甲（乙）丙、丁，戊己庚 (11)"},
      {"甲（乙）丙、丁，戊己庚", "squeeze", 8.75, "甲（乙）丙、丁，⏎戊己庚 (7.5, 3)"},
      /* typed spaces: between Han and Latin replaced, at line ends dropped, elsewhere kept */
      {"在 GDP 中", "", 20, "在 GDP 中 (4)"},
      {"on the road", "", 3, "on the⏎road (3, 2)"},
      {"甲\n\n乙丙", "", 5, "甲⏎⏎乙丙 (1, 0, 2)"},
      {"", "", 5, " (0)"},
      /* wider than the measure: broken anywhere, also where there is room for nothing */
      {"甲1234567890", "", 3, "甲⏎123456⏎7890 (1, 3, 2)"},
      {"国国", "", 0.2, "国⏎国 (1, 1)"},
      {"国，国", "", 1, "国⏎，⏎国 (1, 0.5, 1)"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Setting) setting = set(cases[i].text, cases[i].keys, cases[i].width);
    g_autofree char *lines = describe(setting);
    g_assert_cmpstr(lines, ==, cases[i].lines);
  }
}

/* Widths of runs, outer blanks included: cases 3 and 4. */
static void test_adjacent_marks(void)
{
  static const struct {
    const char *text;
    double width;
  } cases[] = {
      {"印发《规划》（草案）。", 10},
      {"（（一））", 4},
      {"（）", 2},
      {"他说：“《规划》已印发。”", 11.5},
      {"》（", 1.5},
      {"。”", 1.5},
      {"”，", 1.5},
      {"））", 1.5},
      {"「「", 1.5},
      {"！！", 1},
      {"？！", 1},
      {"！！！", 2},
      {"：“《", 2},
      {"国・国", 3},
      {"》・（", 2},
      {"国　（国", 3.5},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Setting) setting = set(cases[i].text, "", 1e9);
    const JbCell *last = &setting->galley->cells->items[setting->galley->cells->count - 1];
    g_assert_cmpfloat_with_epsilon(line_at(setting, 0)->natural + last->trail, cases[i].width, EPSILON);
  }
}

static void test_opening_after_indent(void)
{
  g_autoptr(Setting) full = set("“十四五”规划", "indent", 20);
  g_assert_cmpfloat(line_at(full, 0)->indent + line_at(full, 0)->lead + 0.5, ==, 3.0); /* x of 十 */
  g_autoptr(Setting) half = set("“十四五”规划", "indent,open-half", 20);
  g_assert_cmpfloat(line_at(half, 0)->indent + line_at(half, 0)->lead + 0.5, ==, 2.5);
}

static void test_line_end_fit(void)
{
  g_autoptr(Setting) wide = set("总结经验。", "fit", 5);
  g_assert_cmpfloat(line_at(wide, 0)->trail, ==, 0.5);
  g_autoptr(Setting) narrow = set("总结经验。", "fit", 4.5);
  g_assert_cmpuint(narrow->lines->len, ==, 1);
  g_assert_cmpfloat(line_at(narrow, 0)->trail, ==, 0);
}

/* --- squeezing and stretching: cases 20, 21 --- */

static double *adjusted(const Setting *setting, double amount)
{
  const JbCells *cells = setting->galley->cells;
  double *blanks = g_new(double, cells->count);
  for (size_t i = 0; i < cells->count; i++)
    blanks[i] = setting->galley->joints[i].blank;
  g_assert_cmpfloat_with_epsilon(jb_justify(blanks, setting->galley->joints, cells->count - 1, amount), 0, EPSILON);
  return blanks;
}

static void test_squeeze_order(void)
{
  /* 甲（乙）丙、丁，戊己庚: blanks beside （ and ）, of 、 and ， */
  static const struct {
    double width, brackets, pauses;
  } cases[] = {{10.5, 0.25, 0.5}, {10, 0, 0.5}, {9.5, 0, 0.25}, {9, 0, 0}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Setting) setting = set("甲（乙）丙、丁，戊己庚", "squeeze", cases[i].width);
    g_assert_cmpuint(setting->lines->len, ==, 1);
    g_autofree double *blanks = adjusted(setting, cases[i].width - 11);
    g_assert_cmpfloat_with_epsilon(blanks[0], cases[i].brackets, EPSILON);
    g_assert_cmpfloat_with_epsilon(blanks[3], cases[i].brackets, EPSILON);
    g_assert_cmpfloat_with_epsilon(blanks[5], cases[i].pauses, EPSILON);
    g_assert_cmpfloat_with_epsilon(blanks[7], cases[i].pauses, EPSILON);
  }
}

static void test_stretch_order(void)
{
  /* 发展AI技术与5G网络: gaps at 1, 3, 6, 8; Han and Han at 0, 4, 5, 9 */
  static const struct {
    double width, gaps, rest;
  } cases[] = {{10.5, 0.375, 0}, {11, 0.5, 0}, {12, 0.5, 0.25}};
  static const size_t gap_at[] = {1, 3, 6, 8}, rest_at[] = {0, 4, 5, 9}, word_at[] = {2, 7};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Setting) setting = set("发展AI技术与5G网络", "", 20);
    g_assert_cmpfloat_with_epsilon(line_at(setting, 0)->natural, 10, EPSILON);
    g_autofree double *blanks = adjusted(setting, cases[i].width - 10);
    for (size_t k = 0; k < 4; k++) {
      g_assert_cmpfloat_with_epsilon(blanks[gap_at[k]], cases[i].gaps, EPSILON);
      g_assert_cmpfloat_with_epsilon(blanks[rest_at[k]], cases[i].rest, EPSILON);
    }
    g_assert_cmpfloat(blanks[word_at[0]], ==, 0);
    g_assert_cmpfloat(blanks[word_at[1]], ==, 0);
  }
}

static void test_company_stretch(void)
{
  g_autoptr(Setting) setting = set("全面推进乡村振兴。", "company", 8);
  double blanks[16];
  g_assert_cmpfloat_with_epsilon(jb_line_adjust(setting->galley, line_at(setting, 0), blanks), 0, EPSILON);
  for (size_t i = 0; i < 5; i++)
    g_assert_cmpfloat_with_epsilon(blanks[i], 0.4, EPSILON);
}

static void test_unstretchable_line_is_told(void)
{
  g_autoptr(Setting) setting = set("改革——再出发", "strict", 3);
  double blanks[16];
  g_assert_cmpfloat_with_epsilon(jb_line_adjust(setting->galley, line_at(setting, 0), blanks), 2, EPSILON); /* 改 */
}

/* --- invariants over random text --- */

static void test_invariants(void)
{
  static const char *const keys[] = {
      "",           "squeeze",        "squeeze,company", "company,indent", "squeeze,fit",  "none",
      "basic,hang", "strict,squeeze", "kaiming,squeeze", "banjiao,hang",   "tight,company"};
  g_autoptr(GRand) random = g_rand_new_with_seed(20240131);
  for (int round = 0; round < 400; round++) {
    g_autofree char *text = random_text(random, 300);
    double width = g_rand_int_range(random, 20, 121) / 2.0;
    g_autoptr(Setting) setting = set(text, keys[round % (int)G_N_ELEMENTS(keys)], width);
    check_lines(setting, width);
  }
}

/* Whatever comes in: no crash, no text lost, at any width. */
static void test_hostile_text(void)
{
  static const uint32_t odd[] = {0x09,   0x0a,    0x0d,   0x20,   0xad,   0x0301, 0x200b, 0x200d,  0x202e,
                                 0x2060, 0x2066,  0x2028, 0x20dd, 0x2014, 0x2026, 0xfe0f, 0xe0100, 0xfeff,
                                 0xfffd, 0x1f468, 0x5d0,  0x627,  0x4e00, '.',    '/',    '@',     'w',
                                 '[',    '1',     ']',    0x2019, 0x3000, 0x30fb, 0xff01};
  g_autoptr(GRand) random = g_rand_new_with_seed(7);
  for (int round = 0; round < 500; round++) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 60; i++)
      g_string_append_unichar(text, odd[g_rand_int_range(random, 0, (gint32)G_N_ELEMENTS(odd))]);
    g_autoptr(Setting) setting =
        set(text->str, round % 2 ? "squeeze,company,hang,keep" : "squeeze,company,hang,keep,total",
            g_rand_int_range(random, 0, 40) / 4.0);
    g_assert_cmpuint(line_at(setting, setting->lines->len - 1)->end, ==, setting->galley->cells->count);
  }
}

/* A hundred thousand times the same: a unit without breaks, spaces, marks, signs without ink. With work that grew with
 * the square of the text this would not end within the test's time. */
static void test_long_text(void)
{
  static const char *const pieces[] = {"国", "a", " ", "，", "\xe2\x80\x8b", "\xe2\x80\xae", "\n"};
  for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
    g_autoptr(GString) text = g_string_new("国");
    for (int k = 0; k < 200000; k++)
      g_string_append(text, pieces[i]);
    for (int total = 0; total < 2; total++) {
      g_autoptr(Setting) setting = set(text->str, total ? "squeeze,company,total" : "squeeze,company", 28);
      g_assert_cmpuint(line_at(setting, setting->lines->len - 1)->end, ==, 200001);
    }
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/text/breaks", test_breaks);
  g_test_add_func("/text/lines", test_lines);
  g_test_add_func("/text/adjacent-marks", test_adjacent_marks);
  g_test_add_func("/text/opening-after-indent", test_opening_after_indent);
  g_test_add_func("/text/line-end-fit", test_line_end_fit);
  g_test_add_func("/text/squeeze", test_squeeze_order);
  g_test_add_func("/text/stretch", test_stretch_order);
  g_test_add_func("/text/company", test_company_stretch);
  g_test_add_func("/text/unstretchable", test_unstretchable_line_is_told);
  g_test_add_func("/text/invariants", test_invariants);
  g_test_add_func("/text/hostile", test_hostile_text);
  g_test_add_func("/text/long", test_long_text);
  return g_test_run();
}
