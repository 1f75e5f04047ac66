/* SPDX-License-Identifier: MIT
 * test-audit: what is found, what is not. Reports are put together by hand: this room knows no XML. */
#include "audit/audit.h"
#include "findings-text.h"

#include <string.h>

/* --- Reports by hand --- */

typedef struct Paper {
  JbReport *report;
  GPtrArray *facts, *blocks;
} Paper;

static Paper paper_new(void)
{
  return (Paper){.report = jb_report_new("t.xml"), .facts = g_ptr_array_new(), .blocks = g_ptr_array_new()};
}

/* "id|name|value|unit" */
static JbFact *add_fact(Paper *paper, const char *words)
{
  g_auto(GStrv) parts = g_strsplit(words, "|", 4);
  JbFact *fact = g_new0(JbFact, 1);
  fact->id = g_strdup(parts[0]);
  fact->name = g_strdup(parts[1]);
  g_assert_cmpint(jb_decimal_parse(parts[2], &fact->value), ==, JB_DECIMAL_OK);
  fact->unit = g_strdup(parts[3]);
  fact->period = g_strdup("2025");
  fact->scope = g_strdup("");
  fact->base = g_strdup("");
  fact->source = g_strdup("");
  fact->expression = g_strdup("");
  fact->place = (JbPlace){.path = "t.xml", .line = (int)paper->facts->len + 1, .column = 1};
  g_ptr_array_add(paper->facts, fact);
  g_hash_table_insert(paper->report->fact_by_id, fact->id, fact);
  return fact;
}

static const JbFact *fact_named(const Paper *paper, const char *id, size_t length)
{
  for (guint i = 0; i < paper->facts->len; i++) {
    const JbFact *fact = paper->facts->pdata[i];
    if (strlen(fact->id) == length && memcmp(fact->id, id, length) == 0) {
      return fact;
    }
  }
  g_assert_not_reached();
}

/* Text in which {id} is a value and [text] stands in <n>; line 100. */
static JbInlines inlines_of(const Paper *paper, const char *words)
{
  g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(JbInline));
  int column = 1;
  while (*words != '\0') {
    JbInline item = {.kind = JB_INLINE_TEXT, .place = {.path = "t.xml", .line = 100, .column = column}};
    bool value = *words == '{', waived = *words == '[';
    size_t length = value || waived ? strcspn(++words, "}]") : strcspn(words, "{[");
    if (value) {
      item.kind = JB_INLINE_VALUE;
      item.fact = fact_named(paper, words, length);
      column++;
    } else {
      item.marks = waived ? JB_MARK_NUMERAL : 0;
      item.text = jb_source_text_new("t.xml");
      jb_source_text_append(item.text, words, length, 100, column);
      column += (int)g_utf8_strlen(words, (gssize)length);
    }
    g_array_append_val(items, item);
    words += length + (value || waived);
  }
  JbInlines inlines = {.count = items->len};
  inlines.items = (JbInline *)(void *)g_array_free(g_steal_pointer(&items), FALSE);
  return inlines;
}

static JbBlock *add_block(Paper *paper, JbBlockKind kind, const char *words)
{
  JbBlock *block = jb_block_new(kind, (JbPlace){.path = "t.xml", .line = 100, .column = 1});
  block->inlines = inlines_of(paper, words);
  g_ptr_array_add(paper->blocks, block);
  return block;
}

/* Audits and frees the paper, by ours and an office's rules. */
static void assert_found_by(Paper paper, const JbRules *const *rules, const char *wanted)
{
  JbReport *report = paper.report;
  report->facts = (JbFact **)g_ptr_array_steal(paper.facts, &report->fact_count);
  report->blocks = (JbBlock **)g_ptr_array_steal(paper.blocks, &report->block_count);
  g_ptr_array_unref(paper.facts);
  g_ptr_array_unref(paper.blocks);
  g_autoptr(JbFindings) findings = jb_findings_new();
  jb_audit(report, rules, findings);
  g_autoptr(GString) found = g_string_new(NULL);
  for (size_t i = 0; i < jb_findings_count(findings); i++) {
    const JbFinding *finding = jb_findings_at(findings, i);
    static const char *const severities[] = {"note ", "warning ", ""};
    g_autofree char *arguments = g_strjoinv("|", finding->arguments);
    bool own = finding->severity == jb_message_severity(finding->message);
    g_string_append_printf(found, "%s[%s] %d:%d %s\n", own ? "" : severities[finding->severity],
                           jb_finding_code(finding), finding->place.line, finding->place.column, arguments);
  }
  g_assert_cmpstr(found->str, ==, wanted);
  jb_report_free(report);
}

static void assert_found(Paper paper, const char *wanted)
{
  assert_found_by(paper, (const JbRules *const[]){NULL}, wanted);
}

/* The facts of both articles that prose is held against. */
static Paper articles(void)
{
  Paper paper = paper_new();
  static const char *const facts[] = {
      "rate|完成率|115.3|%",    "key|三级重点项目|96|个",       "rank|名次|2|名",         "award|等级|1|等奖",
      "lithium|营收|73.2|亿元", "wan|技改|49000|万元",          "work|帮包工作|60|项",    "leaders|区领导|12|名",
      "gdp|GDP增速|6.3|%",      "diff|与全市之差|0.6|个百分点", "firms|“四上”企业|457|家"};
  for (size_t i = 0; i < G_N_ELEMENTS(facts); i++) {
    add_fact(&paper, facts[i]);
  }
  return paper;
}

static void assert_prose(const char *words, const char *wanted)
{
  g_test_message("%s", words);
  Paper paper = articles();
  add_block(&paper, JB_BLOCK_PARAGRAPH, words);
  assert_found(paper, wanted);
}

/* --- Numerals --- */

static void test_facts_by_hand(void)
{
  assert_prose("完成投资的115.3%，超进度", "[E801] 100:6 115.3%|rate|115.3%\n");
  assert_prose("完成115.3左右", "[E801] 100:3 115.3|rate|115.3%\n"); /* a fraction is hardly chance */
  assert_prose("重点项目96个。", "[E801] 100:5 96个|key|96个\n");
  assert_prose("重点项目９６个。", "[E801] 100:5 96个|key|96个\n");
  assert_prose("营收732000万元。", "[E801] 100:3 732000万元|lithium|73.2亿元\n");
  assert_prose("投资4.9亿元。", "[E801] 100:3 4.9亿元|wan|49000万元\n");
  assert_prose("帮包工作60余项。", "[E801] 100:5 60余项|work|60项\n");
  assert_prose("取得第二名。", "[E801] 100:3 第二名|rank|2名\n");
  assert_prose("科学技术奖一等奖。", "[E801] 100:6 一等奖|award|1等奖\n");
  assert_prose("十二名区领导。", "[E801] 100:1 十二名|leaders|12名\n");
  assert_prose("重点项目九十六个。", "[E801] 100:5 九十六个|key|96个\n");
}

static void test_literals(void)
{
  assert_prose("重点项目97个。", "[W802] 100:5 97个\n");
  assert_prose("投入1,234.5万元。", "[W802] 100:3 1,234.5万元\n");
  assert_prose("铺设12km管线。", "[W802] 100:3 12km\n");
  assert_prose("96名干部。", "[W802] 100:1 96名\n"); /* another thing that is counted */
  assert_prose("取得第三名。", "[W802] 100:3 第三名\n");
  assert_prose("获二等奖。", "[W802] 100:2 二等奖\n");
  assert_prose("项目{key}，完成[97]个。", "");
  assert_prose("比重8.7%和42个重点项目，15.5万吨货物。",
               "[W802] 100:3 8.7%\n[W802] 100:8 42个\n[W802] 100:16 15.5万吨\n");
  assert_prose("3—5个，20余家。", "[W802] 100:1 3—5个\n[W802] 100:6 20余家\n");
}

/* The look-alikes of seed-demands 5, in their sentences, and what else is no data. */
static void test_look_alikes(void)
{
  static const char *const sentences[] = {
      "实现“十四五”规划目标任务的关键一年。",
      "紧盯“十五五”规划重点领域。",
      "交大智邦5G黑灯工厂入选。",
      "扎实开展“8010”对标登高。",
      "“企业满园”三年攻坚行动要求。",
      "驱动经济的“双引擎”。",
      "打通“最后一公里”。",
      "经济工作的“头号工程”。",
      "实现全市“零突破”。",
      "高标准建设“零碳智谷”先导区。",
      "因企施策、一企一策。",
      "统筹推进一揽子增量政策。",
      "抓住“四个重大”和“两新”政策机遇。",
      "全流程“一对一”帮包。",
      "省、市、区三级重点项目。",
      "首批零碳园区创建名单。",
      "欣旺达二期等项目。",
      "2026年省、市重点项目谋划。",
      "一心一意谋发展，千方百计促增长，万众一心。",
      "2024年12月31日14:30，2025年1-11月，2024—2025年度。",
      "回顾2024",
      "第3期第12条，第7篇第2讲，见图2、表3和附件1。",
      "3年行动，A3纸，COVID-19，1.2.3版。",
      "1.抓项目；",
      "（2）抓招商。",
      "字〔2024〕5号",
      "按鲁政发〔2024〕1号和枣高字（2025）12号文件。",
      "按照GB/T 9704—2012的要求，通过ISO 9001认证。",
      "联系电话：0632-8691234，传真0632-8691235，邮编：277800，手机13812345678。",
      "拨打12345政务服务便民热线，或400-123-4567。",
      "于9:00至17:30受理，上午9点集合，14时30分开会，24小时值守。",
      "网址https://www.example.cn/2024/07/a1.html，邮箱xx2024@example.cn。",
      "创建4A级景区，8级以上大风，G20高速，206国道，2号线，PM2.5浓度。",
      "落实“1310”部署，实施“3+2”模式，满意率“100%”，《2023年统计公报》《7条措施》。",
      "近5年、过去3年、3年来，2024-12-31，2024.12.31，2024/12/31。",
      "90后青年，“7·20”，1+3+N体系，第15届，第2届。",
      "一千万亿亿亿元。",
  };
  for (size_t i = 0; i < G_N_ELEMENTS(sentences); i++) {
    assert_prose(sentences[i], "");
  }
}

/* Who has no facts does not use them. */
static void test_without_facts(void)
{
  Paper paper = paper_new();
  add_block(&paper, JB_BLOCK_PARAGRAPH, "请于3月5日前报送97个项目。");
  assert_found(paper, "");
  paper = paper_new();
  add_block(&paper, JB_BLOCK_PARAGRAPH, "1个、2个、3个、4个、5个、6个、7个、8个、9个，2025年。");
  add_block(&paper, JB_BLOCK_PARAGRAPH, "1个、2个、3个、4个、5个、6个、7个、8个、9个，合计45个，10。");
  assert_found(paper, "[N809] 100:1 20\n");
}

/* --- Words around numbers --- */

static void test_dates(void)
{
  assert_prose("12月31日，召开发布会。", "[W803] 100:1 12月31日\n");
  assert_prose("于6月下旬启动。", "[W803] 100:2 6月下旬\n");
  assert_prose("截至12月底，累计；1-11月，增长。", "[W803] 100:3 12月底\n[W803] 100:11 1-11月\n");
  assert_prose("1-11月，工业投资增长。", "[W803] 100:1 1-11月\n");
  assert_prose("今年以来，锚定目标，今年还要。", "[W803] 100:1 今年以来\n[W803] 100:11 今年\n");
  assert_prose("今年以来，今年以来。", "[W803] 100:1 今年以来\n"); /* once a report */
  assert_prose("11月6日至10日，3月1日至3月15日。", "[W803] 100:1 11月6日至10日\n[W803] 100:11 3月1日至3月15日\n");
  assert_prose("每年3月5日报送。", "");
  assert_prose("2025年共谋划项目{key}，1-11月完成。", "");
  assert_prose("用了三个月。", "");
  assert_prose("6月“安全生产月”活动。", "");
}

static void test_parts_of_years(void)
{
  static const struct {
    const char *words, *wanted;
  } cases[] = {
      {"前三季度，增长加快。", "[W803] 100:1 前三季度\n"},
      {"前三个季度，增长加快。", "[W803] 100:1 前三个季度\n"},
      {"上半年加快，第三季度末放缓。", "[W803] 100:1 上半年\n[W803] 100:7 第三季度末\n"},
      {"一季度开局良好。", "[W803] 100:1 一季度\n"},
      {"确保年底前完成，年末公交车总数增加，力争到年底完成。", ""},
      {"六月底前完成，十二月三十一日总结。", "[W803] 100:1 六月底\n[W803] 100:8 十二月三十一日\n"},
      {"9月至11月，9—11月。", "[W803] 100:1 9月至11月\n[W803] 100:8 9—11月\n"},
      {"2024年上半年、三季度、年底均增长。", ""},
      {"二〇二四年，前三季度加快。", ""},
      {"上年前三季度基数高，连续三季度、近四季度、每半年、同期上半年。", ""},
      {"三月不知肉味，两月份量，八月初八，岁末年初，历年年底，五年末。", ""},
      {"每年上半年报送。", ""},
      {"“前三季度”栏目。", ""},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    assert_prose(cases[i].words, cases[i].wanted);
  }
}

static void test_calendar(void)
{
  static const struct {
    const char *words, *wanted;
  } cases[] = {
      {"2026年11月31日，发布。", "[E816] 100:6 2026年11月31日\n"},
      {"2026年13月，发布。", "[E816] 100:6 2026年13月\n"},
      {"2025年2月29日。", "[E816] 100:6 2025年2月29日\n"},
      {"2024年2月29日。", ""},
      {"2025年2月28日至30日。", "[E816] 100:6 2025年2月28日至30日\n"},
      {"2025年11月6日至10日，12月0日。", "[E816] 100:16 12月0日\n"},
      {"二〇二五年十一月三十一日。", "[E816] 100:6 二〇二五年十一月三十一日\n"},
      {"2025年农历2月30日，18月龄，[13月]，均值1.13月。", ""},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    assert_prose(cases[i].words, cases[i].wanted);
  }
}

static void assert_section(const char *title, const char *wanted)
{
  Paper paper = articles();
  JbBlock *section = add_block(&paper, JB_BLOCK_SECTION, title);
  section->child_count = 1;
  section->children = g_new0(JbBlock *, 1);
  section->children[0] = jb_block_new(JB_BLOCK_PARAGRAPH, (JbPlace){0});
  section->children[0]->inlines = inlines_of(&paper, "12月底完成。");
  add_block(&paper, JB_BLOCK_PARAGRAPH, "6月底完成。");
  assert_found(paper, wanted);
}

/* The title of a section says the year of what is in it, and of nothing behind. */
static void test_year_of_section(void)
{
  assert_section("2025年工作", "[W803] 100:1 6月底\n");
  assert_section("回顾2025", "[W803] 100:1 12月底\n[W803] 100:1 6月底\n"); /* a slogan, not a date */
  assert_section("工作", "[W803] 100:1 12月底\n[W803] 100:1 6月底\n");
}

static void test_points(void)
{
  assert_prose("增长{gdp}，高于全市{diff}。", "");
  assert_prose("GDP高于全市{gdp}。", "[E804] 100:8 6.3%\n");
  assert_prose("超序时进度{rate}。", "[E804] 100:6 115.3%\n");
  assert_prose("占比不得低于{gdp}。", ""); /* a threshold */
  assert_prose("GDP增长{diff}。", "[W805] 100:6 0.6个百分点\n");
  assert_prose("增速提高{diff}。", "");
}

/* {…} prints unit and words itself; the second of a pair is in words. */
static void test_values(void)
{
  static const struct {
    const char *fact;
    JbFactRelation relation;
    JbFactForm form;
    const char *words, *wanted;
  } cases[] = {
      {"a|甲|4.9|亿元", 0, {0}, "投资{a}亿元。", "[E821] 100:3 4.9亿元|亿元\n"},
      {"a|甲|4.9|亿元", 0, {0}, "投资{a}元。", "[E821] 100:3 4.9亿元|元\n"},
      {"a|甲|4.9|亿元", 0, {.part = JB_FACT_NUMBER}, "投资{a}亿元。", ""},
      {"a|甲|4.9|亿元", 0, {0}, "投资{a}元旦前到位。", ""},
      {"a|甲|5.2|%", 0, {0}, "增长{a}%。", "[E821] 100:3 5.2%|%\n"},
      {"a|甲|0.6|个百分点", 0, {0}, "高出{a}个百分点。", "[E821] 100:3 0.6个百分点|个百分点\n"},
      {"a|甲|5|家", 0, {0}, "建成{a}家。", "[E821] 100:3 5家|家\n"},
      {"a|甲|5|家", 0, {0}, "建成{a}家电企业。", ""},
      {"a|甲|356|万人次", 0, {0}, "接待{a}人次以上。", "[E821] 100:3 356万人次|人次\n"},
      {"a|甲|350|亿元", JB_FACT_MORE, {.mark = JB_FACT_WORDS}, "突破{a}。", "[E821] 100:3 突破350亿元|突破\n"},
      {"a|甲|350|亿元", JB_FACT_MORE, {.mark = JB_FACT_WORDS}, "营收{a}。", ""},
      {"a|甲|350|亿元", JB_FACT_MORE, {0}, "突破{a}。", ""},
      {"a|甲|14|亿元", JB_FACT_ABOUT, {.mark = JB_FACT_WORDS}, "带动{a}左右。", "warning [E821] 100:3 约14亿元|左右\n"},
      {"a|甲|14|亿元", JB_FACT_ABOUT, {0}, "约{a}左右。", "warning [E821] 100:2 14亿元|左右\n"},
      {"a|甲|14|亿元", JB_FACT_AT_LEAST, {.mark = JB_FACT_WORDS}, "投资{a}以上。", "[E821] 100:3 14亿元以上|以上\n"},
      {"a|甲|-5.2|%", 0, {0}, "增长{a}。", "[W825] 100:3 增长|−5.2%\n"},
      {"a|甲|-5.2|%", 0, {0}, "下降{a}。", "[W825] 100:3 下降|−5.2%\n"},
      {"a|甲|-5.2|%", 0, {0}, "增速为{a}。", ""},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_test_message("%s", cases[i].words);
    Paper paper = paper_new();
    add_fact(&paper, cases[i].fact)->relation = cases[i].relation;
    JbBlock *block = add_block(&paper, JB_BLOCK_PARAGRAPH, cases[i].words);
    block->inlines.items[1].value = cases[i].form;
    assert_found(paper, cases[i].wanted);
  }
}

/* Case 8: 21.8, 14.88, 15, 6.3. */
static void test_decimals(void)
{
  Paper paper = paper_new();
  add_fact(&paper, "a|甲|21.8|%");
  add_fact(&paper, "b|乙|14.88|%");
  add_fact(&paper, "c|丙|15|%");
  add_fact(&paper, "d|丁|6.3|%");
  add_block(&paper, JB_BLOCK_PARAGRAPH, "增长{a}，增速{b}，增速{c}，增长{d}。");
  add_block(&paper, JB_BLOCK_PARAGRAPH, "增长{a}，增速{c}，增长{d}。");
  assert_found(paper, "[W806] 100:7 14.88%|1\n");
}

static void assert_list(const char *words, size_t items, const char *wanted)
{
  Paper paper = paper_new();
  add_block(&paper, JB_BLOCK_PARAGRAPH, words);
  JbBlock *points = add_block(&paper, JB_BLOCK_POINTS, "");
  points->child_count = items;
  points->children = g_new0(JbBlock *, items);
  for (size_t i = 0; i < items; i++) {
    points->children[i] = jb_block_new(JB_BLOCK_PARAGRAPH, (JbPlace){0});
  }
  assert_found(paper, wanted);
}

/* Case 12: before a list. */
static void test_counts_of_lists(void)
{
  static const struct {
    const char *words;
    size_t items;
    const char *wanted;
  } cases[] = {
      {"主要体现在三个方面：", 3, ""},
      {"主要体现在三个方面：", 2, "[E807] 100:6 三个方面|2|100:1\n"},
      {"抓好以下几个方面工作。", 3, ""},
      {"抓好[4]项措施。", 3, ""}, /* waived */
      {"大力实施三大工程：", 2, "[E807] 100:5 三大工程|2|100:1\n"},
      {"会议议定以下四个事项：", 3, "[E807] 100:7 四个事项|3|100:1\n"},
      {"重点抓好四方面工作。", 3, "[E807] 100:5 四方面|3|100:1\n"},
      {"办好三件实事：", 2, "[E807] 100:3 三件实事|2|100:1\n"},
      {"提出三点意见：", 2, "[E807] 100:3 三点意见|2|100:1\n"},
      {"要做到三个到位：", 2, "[E807] 100:4 三个到位|2|100:1\n"},
      {"去年有三个方面。今年如下。", 2, ""}, /* of another sentence */
      {"三项任务全面完成。", 2, ""},
      {"做好三项任务的承接。", 2, ""},
      {"落实省市四项任务。下步重点：", 3, ""},
      {"办好五个方面民生实事，重点是：", 2, ""},
      {"三项任务完成情况：", 2, ""},
      {"三个方面取得成效。", 2, ""},
      {"围绕上述三个方面：", 2, ""},
      {"增强四个意识：", 2, ""},
      {"打好三大攻坚战。", 2, ""},
      {"甲、乙、丙三个方面。", 2, ""},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_test_message("%s", cases[i].words);
    assert_list(cases[i].words, cases[i].items, cases[i].wanted);
  }
}

/* Items in the passage itself. */
static void test_counts_of_ordinals(void)
{
  static const struct {
    const char *words, *wanted;
  } cases[] = {
      {"有两个方面：一是快，二是好，三是省。", "[E807] 100:2 两个方面|3|100:7\n"},
      {"有三个方面：一是快，二是好，三是省。", ""},
      {"做到四个坚持。一是坚持党建，二是坚持项目，三是坚持安全。", "[E807] 100:3 四个坚持|3|100:8\n"},
      {"提出三点要求：一要稳岗，二要创业。", "[E807] 100:3 三点要求|2|100:8\n"},
      {"作用主要体现在三个方面。首先，集聚。其次，创新。", "[E807] 100:8 三个方面|2|100:13\n"},
      {"作用主要体现在三个方面。首先，集聚。其次，创新。最后，开放。", ""},
      {"抓好三个重点：第一，甲。第二，乙。", "[E807] 100:3 三个重点|2|100:8\n"},
      {"抓好三个重点：（一）甲。（二）乙。", "[E807] 100:3 三个重点|2|100:8\n"},
      {"抓好三个重点：①甲。②乙。", "[E807] 100:3 三个重点|2|100:8\n"},
      {"抓好三个重点：其一，甲。其二，乙。", "[E807] 100:3 三个重点|2|100:8\n"},
      {"抓好三个重点：一、甲。二、乙。", "[E807] 100:3 三个重点|2|100:8\n"},
      {"从两个方面抓好落实。一是甲。二是乙。三是丙。", "[E807] 100:2 两个方面|3|100:11\n"},
      {"“四个坚持”：坚持党建引领，坚持项目带动，坚持安全第一。", "[E807] 100:2 四个坚持|3|100:8\n"},
      {"“三个聚焦”：聚焦党建，聚焦项目，聚焦服务。", ""},
      {"第三个方面，一是抓项目，二是抓招商。", ""},
      {"围绕上述三个方面，采取以下办法：一是抓项目。二是抓招商。", ""},
      {"经济、社会、生态三个方面协调推进，一是抓项目，二是抓招商。", ""},
      {"省委提出三项要求，我县从两个方面抓好落实。一是甲。二是乙。", ""},
      {"五项措施落地见效。下步抓好两个方面：一是甲。二是乙。", ""},
      {"这一问题涉及三个方面的原因，今天讲两点：一是甲。二是乙。", ""},
      {"认真落实“六大任务”，一是抓项目，二是抓招商。", ""},
      {"全面落实国务院[33]条措施，一是抓项目，二是抓招商。", ""},
      {"打造十个特色环节，一是抓项目，二是抓招商。", ""},
      {"在教育、医疗两个方面补短板，一是学校，二是医院，三是人才。", ""},
      {"抓好三个方面：一是甲。二是乙，其中抓好两个环节，一是A，二是B。三是丙。", ""},
      {"两个方面同时发力。", ""},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    assert_prose(cases[i].words, cases[i].wanted);
  }
}

/* Time in proportion to the text: no count looks farther than a limit. */
static void test_counts_far(void)
{
  g_autoptr(GString) far = g_string_new("有三个方面。");
  for (int i = 0; i < 5000; i++) {
    g_string_append(far, i % 2 == 0 ? "三个方面，" : "抓好两个方面：一是");
  }
  g_string_append(far, "一是快，二是好。");
  Paper paper = articles();
  add_block(&paper, JB_BLOCK_PARAGRAPH, far->str);
  JbAuditRule off = {.code = g_strdup("W817"), .off = true};
  paper.report->audit_rules = g_memdup2(&off, sizeof off);
  paper.report->audit_rule_count = 1;
  assert_found(paper, "");
}

/* Paragraphs, separated by |, announce and follow. */
static void assert_paragraphs(const char *words, JbBlockKind kind, const char *wanted)
{
  Paper paper = articles();
  g_auto(GStrv) parts = g_strsplit(words, "|", -1);
  for (size_t i = 0; parts[i]; i++) {
    add_block(&paper, i == 0 ? JB_BLOCK_PARAGRAPH : kind, parts[i]);
  }
  assert_found(paper, wanted);
}

static void test_counts_of_blocks(void)
{
  assert_paragraphs("三个方面如下。|一是甲。|二是乙。", JB_BLOCK_PARAGRAPH, "[E807] 100:1 三个方面|2|100:1\n");
  assert_paragraphs("三个方面如下。|一是甲。|二是乙。|三是丙。|四是丁。", JB_BLOCK_PARAGRAPH,
                    "[E807] 100:1 三个方面|4|100:1\n");
  assert_paragraphs("三个方面如下。|一是甲。|又。|二是乙。|三是丙。|又。", JB_BLOCK_PARAGRAPH, "");
  assert_paragraphs("三个方面如下。|一是甲。二是乙。三是丙。", JB_BLOCK_PARAGRAPH, "");
  assert_paragraphs("抓好三个方面：一是甲。|二是乙。|三是丙。", JB_BLOCK_PARAGRAPH, "");
  assert_paragraphs("抓好三个方面：一是甲。|二是乙。|完。", JB_BLOCK_PARAGRAPH, "[E807] 100:3 三个方面|2|100:8\n");
  assert_paragraphs("抓好三个方面。|具体如下：|一是甲。|二是乙。", JB_BLOCK_PARAGRAPH, "");
  assert_paragraphs("主要抓了三个方面：|甲|乙", JB_BLOCK_SECTION, "warning [E807] 100:5 三个方面|2|100:1\n");
  assert_paragraphs("主要抓了三个方面：|甲|乙|丙|下步打算", JB_BLOCK_SECTION, "");
  assert_paragraphs("加快建设“三个示范区”。|", JB_BLOCK_AIMS, "");
}

static void test_ordinals(void)
{
  assert_prose("一是甲，三是乙。", "[W817] 100:5 三是|1\n");
  assert_prose("一是甲，一是乙。", "[W817] 100:5 一是|1\n");
  assert_prose("一是甲，二是乙，二是丙。", "[W817] 100:9 二是|2\n");
  assert_prose("一是甲，二是乙，一是A，二是B，三是丙。", "");
  assert_prose("一是甲，二是乙。一是丙，二是丁。", "");
  assert_prose("一是甲：一是A，二是B；二是乙。", "");
  assert_prose("三是丙，四是丁。", ""); /* from the paragraph before */
  assert_prose("统一是关键，三是丙。", "");
  assert_prose("一要快，二要好，三要省。", "");
}

/* Case 10. */
static void test_names(void)
{
  Paper paper = paper_new();
  add_block(&paper, JB_BLOCK_PARAGRAPH, "促成新型超充电池、纵贯线、正瀚新能源等项目落地。");
  add_block(&paper, JB_BLOCK_PARAGRAPH, "好力威、纵贯线、正翰新材料等一批产业配套、终端应用。");
  assert_found(paper, "[W808] 100:9 正翰新材料|正瀚新能源|100\n");
  paper = paper_new();
  add_block(&paper, JB_BLOCK_PARAGRAPH, "工业投资、工业产值、欣旺达二期、欣旺达一期、科达利、极电电动等。");
  assert_found(paper, "");
}

/* --- Facts among themselves --- */

/* Cases 4 and 5: 30 of 96; 79 and 44 of 92. */
static void test_parts(void)
{
  Paper paper = paper_new();
  JbFact *whole = add_fact(&paper, "key|重点项目|92|个"), *started = add_fact(&paper, "a|开工|79|个");
  JbFact *finished = add_fact(&paper, "b|竣工|44|个");
  started->whole = finished->whole = whole;
  assert_found(paper, "[W811] 1:1 重点项目|92个|79个 + 44个\n");

  paper = paper_new();
  whole = add_fact(&paper, "key|重点项目|92|个");
  started = add_fact(&paper, "a|开工|79|个");
  finished = add_fact(&paper, "b|竣工|44|个");
  started->whole = finished->whole = whole;
  finished->overlaps = true;
  assert_found(paper, "");

  paper = paper_new();
  whole = add_fact(&paper, "key|重点项目|96|个");
  add_fact(&paper, "a|省市|97|个")->whole = whole;
  add_fact(&paper, "b|投资|1|亿元")->whole = whole;
  add_fact(&paper, "c|约数|98|个")->whole = whole;
  ((JbFact *)paper.facts->pdata[3])->relation = JB_FACT_ABOUT;
  assert_found(paper, "[E810] 2:1 省市|97个|重点项目|96个\n[E813] 3:1 投资|亿元|重点项目|个\n");

  paper = paper_new();
  whole = add_fact(&paper, "a|总投资|1.5|亿元");
  add_fact(&paper, "b|其中|15501|万元")->whole = whole; /* 1.5 may be 1.55, rounded */
  assert_found(paper, "[E810] 2:1 其中|15501万元|总投资|1.5亿元\n");
}

/* Case 3: 112.6 ≤ 115.3 ≤ 121. */
static void test_rates(void)
{
  static const struct {
    const char *total, *wanted;
  } cases[] = {
      {"r|总|115.3|%", ""}, {"r|总|121.1|%", "[E812] 1:1 总|121.1%\n"}, {"r|总|112.5|%", "[E812] 1:1 总|112.5%\n"}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Paper paper = paper_new();
    JbFact *whole = add_fact(&paper, cases[i].total);
    add_fact(&paper, "a|省市|112.6|%")->whole = whole;
    add_fact(&paper, "b|区|121|%")->whole = whole;
    assert_found(paper, cases[i].wanted);
  }
}

/* Case 9: a whole year beside three quarters. */
static void assert_compared(const char *period, const char *first_label, const char *second_label, const char *wanted)
{
  Paper paper = paper_new();
  JbFact *first = add_fact(&paper, "a|GDP增速|6.8|%"), *second = add_fact(&paper, "b|GDP增速|6.3|%");
  g_free(first->period);
  first->period = g_strdup("2024");
  g_free(second->period);
  second->period = g_strdup(period);
  JbBlock *block = add_block(&paper, JB_BLOCK_CHART, "");
  block->chart = g_new0(JbChart, 1);
  block->chart->series = g_new0(JbSeries, 1);
  block->chart->series_count = 1;
  block->chart->series[0].bars = g_new0(JbBar, 2);
  block->chart->series[0].bar_count = 2;
  block->chart->series[0].bars[0] = (JbBar){.fact = first, .label = inlines_of(&paper, first_label)};
  block->chart->series[0].bars[1] = (JbBar){
      .fact = second, .label = inlines_of(&paper, second_label), .place = {.path = "t.xml", .line = 7, .column = 3}};
  assert_found(paper, wanted);
}

static void test_periods(void)
{
  assert_compared("2025Q1/2025Q3", "GDP", "GDP", "[E814] 7:3 GDP增速|2025年前三季度|2024年\n");
  assert_compared("2025Q1/2025Q3", "2024年", "2025年前三季度", "");
  assert_compared("2025-01/2025-12", "甲", "乙", "");
  assert_compared("2023", "甲", "乙", "");
}

/* --- Severities --- */

static void test_severities(void)
{
  Paper paper = articles();
  JbAuditRule rules[] = {{.code = g_strdup("W802"), .off = true},
                         {.code = g_strdup("e801"), .severity = JB_SEVERITY_NOTE}};
  paper.report->audit_rules = g_memdup2(rules, sizeof rules);
  paper.report->audit_rule_count = 2;
  add_block(&paper, JB_BLOCK_PARAGRAPH, "项目97个，96个。");
  assert_found(paper, "note [E801] 100:7 96个|key|96个\n");
}

/* --- The office's own rules: W830, W831, W832, W833, W834, printed with its codes --- */

static JbRules *rules_of(const char *elements, JbFindings *findings)
{
  g_autofree char *text = g_strdup_printf("<rules xmlns='urn:jianbao:audit:1'>%s</rules>", elements);
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  return jb_rules_parse(bytes, "r.xml", findings);
}

static void assert_ruled(const char *elements, const char *words, const char *wanted)
{
  g_test_message("%s: %s", elements, words);
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autoptr(JbRules) rules = rules_of(elements, findings);
  g_assert_nonnull(rules);
  Paper paper = articles();
  add_block(&paper, JB_BLOCK_PARAGRAPH, words);
  assert_found_by(paper, (const JbRules *const[]){rules, NULL}, wanted);
}

static void test_office_relations(void)
{
  assert_ruled("<relation code='K1' test='leaders &lt;= key' text='t'/>", "好。", "");
  assert_ruled("<relation code='K1' test='key &lt;= leaders' text='t'/>", "好。",
               "[K1] 2:1 t|key <= leaders|96个|12名|K1\n");
  assert_ruled("<relation code='K1' test='key = leaders * 8' text='t'/>", "好。", "");
  assert_ruled("<relation code='K1' test='key = leaders * 7.9' text='t'/>", "好。",
               "[K1] 2:1 t|key = leaders * 7.9|96个|94.8名|K1\n");
  assert_ruled("<relation code='K1' test='lithium &gt; 73.2' text='t'/>", "好。",
               "[K1] 5:1 t|lithium > 73.2|73.2亿元|73.2亿元|K1\n");
  assert_ruled("<relation code='K1' test='lithium = wan * 14.9' text='t'/>", "好。", /* 73.01 亿元 */
               "[K1] 5:1 t|lithium = wan * 14.9|73.2亿元|73.0亿元|K1\n");
  assert_ruled("<relation code='K1' test='lithium = wan * 14.9' tolerance='0.2' text='t'/>", "好。", "");
  assert_ruled("<relation code='K1' test='GDP增速 = 6.25' text='t'/>", "好。", ""); /* 6.3, rounded */
  assert_ruled("<relation code='K1' test='GDP增速 = 6.2' text='t'/>", "好。",
               "[K1] 9:1 t|GDP增速 = 6.2|6.3%|6.2%|K1\n");
  assert_ruled("<relation code='K1' test='nothing &gt; 1' text='t'/>", "好。", "");
  assert_ruled("<relation code='K1' test='nothing &gt; 1' require='yes' text='t'/>", "好。", "[K1] 1:1 nothing|K1\n");
  assert_ruled("<required code='K2' fact='key'/><required code='K3' fact='无'/>", "好。", "[K3] 1:1 无|K3\n");
}

static void test_office_words(void)
{
  static const char *const words = "<wording code='K1' avoid='截止' prefer='截至' except='截止日期'/>";
  assert_ruled(words, "截止当日，截止日期，截至当日。", "[K1] 100:1 截止|截至|K1\n");
  assert_ruled("<wording code='K1' avoid='亮点'/>", "有亮点。", "[K1] 100:2 亮点|K1\n");
  assert_ruled("<known>8010</known>", "开展8010行动，18010元。", "[W802] 100:10 18010元\n");
}

/* One character replaced, left out, put in; what tells names apart; and what is not near. */
static void test_office_names(void)
{
  static const char *const names = "<names code='K1'><name>正瀚新能源</name><name>枣庄高新区</name></names>";
  assert_ruled(names, "正瀚新能源、枣庄高新区。", "");
  assert_ruled(names, "正翰新能源。", "[K1] 100:1 正翰新能源|正瀚新能源|K1\n");
  assert_ruled(names, "在枣庄高薪区。", "[K1] 100:2 枣庄高薪区|枣庄高新区|K1\n");
  assert_ruled(names, "枣庄新区。", "[K1] 100:1 枣庄新区|枣庄高新区|K1\n");
  assert_ruled(names, "枣庄市高新区。", "[K1] 100:1 枣庄市高新区|枣庄高新区|K1\n");
  assert_ruled(names, "正瀚新材料，枣庄东城区，枣庄高新和。", "");
  assert_ruled("<names code='K1'><name>欣旺达一期项目</name></names>", "欣旺达二期项目。", "");
}

static void assert_refused(const char *elements, const char *wanted)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autoptr(JbRules) rules = rules_of(elements, findings);
  g_assert_null(rules);
  g_autofree char *found = findings_text(findings);
  g_assert_cmpstr(found, ==, wanted);
}

static void test_rules_refused(void)
{
  assert_refused("<relation code='E801' test='a = b' text='t'/>", "[E841] 1:52 E801\n");
  assert_refused("<required code='K1' fact='a'/><required code='k1' fact='b'/>", "[E842] 1:82 k1\n");
  assert_refused("<relation code='K1' test='a' text='t'/>", "[E843] 1:62 a\n");
  assert_refused("<relation code='K1' test='a = b +' text='t'/>", "[E270] 1:69 the end\n");
  assert_refused("<wording code='K1' avoid=''/>", "[E844] 1:62\n");
  assert_refused("<names code='K1'><name>枣庄</name></names>", "[E845] 1:53 枣庄\n");
}

static void test_rules_explained(void)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autoptr(JbRules) rules =
      rules_of("<wording code='K1' avoid='截止' prefer='截至' reason='后面不接时间。'/>", findings);
  g_autofree char *heading = NULL, *none = NULL;
  g_autofree char *page = jb_rules_explain(rules, "k1", JB_LANGUAGE_CHINESE, &heading);
  g_assert_cmpstr(heading, ==, "截止 → 截至");
  g_assert_true(g_str_has_prefix(page, "后面不接时间。\n\n"));
  g_assert_true(g_str_has_suffix(page, "r.xml:1:36"));
  g_assert_null(jb_rules_explain(rules, "K2", JB_LANGUAGE_CHINESE, &none));
}

/* What a report says of rules that nobody has; and of one of the office's. */
static void test_codes(void)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autoptr(JbRules) rules = rules_of("<wording code='K1' avoid='亮点'/>", findings);
  Paper paper = articles();
  JbAuditRule said[] = {{.code = g_strdup("E203"), .place = {.line = 7, .column = 1}},
                        {.code = g_strdup("k1"), .severity = JB_SEVERITY_NOTE}};
  paper.report->audit_rules = g_memdup2(said, sizeof said);
  paper.report->audit_rule_count = G_N_ELEMENTS(said);
  add_block(&paper, JB_BLOCK_PARAGRAPH, "有亮点。");
  assert_found_by(paper, (const JbRules *const[]){rules, NULL}, "[E820] 7:1 E203\nnote [K1] 100:2 亮点|K1\n");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/audit/facts-by-hand", test_facts_by_hand);
  g_test_add_func("/audit/literals", test_literals);
  g_test_add_func("/audit/look-alikes", test_look_alikes);
  g_test_add_func("/audit/without-facts", test_without_facts);
  g_test_add_func("/audit/dates", test_dates);
  g_test_add_func("/audit/parts-of-years", test_parts_of_years);
  g_test_add_func("/audit/calendar", test_calendar);
  g_test_add_func("/audit/year-of-section", test_year_of_section);
  g_test_add_func("/audit/points", test_points);
  g_test_add_func("/audit/values", test_values);
  g_test_add_func("/audit/decimals", test_decimals);
  g_test_add_func("/audit/counts-of-lists", test_counts_of_lists);
  g_test_add_func("/audit/counts-of-ordinals", test_counts_of_ordinals);
  g_test_add_func("/audit/counts-far", test_counts_far);
  g_test_add_func("/audit/counts-of-blocks", test_counts_of_blocks);
  g_test_add_func("/audit/ordinals", test_ordinals);
  g_test_add_func("/audit/names", test_names);
  g_test_add_func("/audit/parts", test_parts);
  g_test_add_func("/audit/rates", test_rates);
  g_test_add_func("/audit/periods", test_periods);
  g_test_add_func("/audit/severities", test_severities);
  g_test_add_func("/audit/office/relations", test_office_relations);
  g_test_add_func("/audit/office/words", test_office_words);
  g_test_add_func("/audit/office/names", test_office_names);
  g_test_add_func("/audit/office/refused", test_rules_refused);
  g_test_add_func("/audit/office/explained", test_rules_explained);
  g_test_add_func("/audit/office/codes", test_codes);
  return g_test_run();
}
