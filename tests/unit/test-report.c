/* SPDX-License-Identifier: MIT
 * test-report: how facts, periods and dates are written. */
#include "report/comparison.h"
#include "report/period.h"
#include "report/report.h"

#include <string.h>

static JbFact fact(int64_t digits, int scale, const char *unit, JbFactRelation relation)
{
  return (JbFact){.value = {.digits = digits, .scale = scale}, .unit = (char *)unit, .relation = relation};
}

#define ASSERT_TEXT(call, wanted)                                                                                      \
  do {                                                                                                                 \
    g_autofree char *text_ = (call);                                                                                   \
    g_assert_cmpstr(text_, ==, wanted);                                                                                \
  } while (0)

static void test_values(void)
{
  JbFact growth = fact(1068, 1, "%", JB_FACT_EQUAL), plain = fact(60, 1, "亿元", JB_FACT_EQUAL);
  JbFact fall = fact(-25, 1, "%", JB_FACT_EQUAL), road = fact(12, 0, "km", JB_FACT_EQUAL);
  JbFact bare = fact(457, 0, "", JB_FACT_EQUAL);
  ASSERT_TEXT(jb_fact_format_number(&growth), "106.8");
  ASSERT_TEXT(jb_fact_format_value(&growth), "106.8%");
  ASSERT_TEXT(jb_fact_format_value(&plain), "6.0亿元"); /* digits as stated */
  ASSERT_TEXT(jb_fact_format_value(&fall), "−2.5%");    /* U+2212 */
  ASSERT_TEXT(jb_fact_format_value(&road), "12\xC2\xA0km");
  ASSERT_TEXT(jb_fact_format_value(&bare), "457");
}

static void test_marks(void)
{
  static const char *const wanted[] = {"350", "≈350", ">350", "≥350", "<350", "≤350"};
  for (int relation = JB_FACT_EQUAL; relation <= JB_FACT_AT_MOST; relation++) {
    JbFact value = fact(350, 0, "亿元", (JbFactRelation)relation);
    ASSERT_TEXT(jb_fact_format_marked(&value), wanted[relation]);
  }
  g_assert_cmpstr(jb_fact_status_name(JB_FACT_EXPECTED), ==, "预计");
  g_assert_cmpstr(jb_fact_status_name(JB_FACT_TARGET), ==, "目标");
}

static void test_forms(void)
{
  JbFact revenue = fact(732, 1, "亿元", JB_FACT_EQUAL), main_revenue = fact(350, 0, "亿元", JB_FACT_MORE);
  JbFact spent = fact(14, 0, "亿元", JB_FACT_ABOUT), work = fact(60, 0, "项", JB_FACT_MORE);
  JbFact least = fact(500, 0, "万元", JB_FACT_AT_LEAST), few = fact(5, 0, "%", JB_FACT_LESS);
  JbFact most = fact(3, 0, "天", JB_FACT_AT_MOST), people = fact(5, 0, "万人", JB_FACT_MORE);
  JbFact investment = fact(49, 1, "亿元", JB_FACT_EQUAL), fall = fact(-25, 1, "亿元", JB_FACT_EQUAL);
  const JbFactForm words = {.mark = JB_FACT_WORDS}, in_wan = {.scale = JB_FACT_WAN}, in_ones = {.scale = JB_FACT_ONES};
  const JbFactForm in_yi = {.scale = JB_FACT_YI}, whole = {.rounded = true}, two = {.rounded = true, .digits = 2};
  ASSERT_TEXT(jb_fact_format(&revenue, (JbFactForm){.part = JB_FACT_NUMBER}), "73.2");
  ASSERT_TEXT(jb_fact_format(&revenue, (JbFactForm){.part = JB_FACT_UNIT}), "亿元");
  ASSERT_TEXT(jb_fact_format(&main_revenue, words), "突破350亿元");
  ASSERT_TEXT(jb_fact_format(&spent, words), "约14亿元");
  ASSERT_TEXT(jb_fact_format(&work, words), "60余项");
  ASSERT_TEXT(jb_fact_format(&people, words), "5万余人");
  ASSERT_TEXT(jb_fact_format(&least, words), "500万元以上");
  ASSERT_TEXT(jb_fact_format(&few, words), "不足5%");
  ASSERT_TEXT(jb_fact_format(&most, words), "3天以内");
  ASSERT_TEXT(jb_fact_format(&revenue, words), "73.2亿元");
  ASSERT_TEXT(jb_fact_format(&investment, in_wan), "49000万元");
  ASSERT_TEXT(jb_fact_format(&investment, in_ones), "490000000元");
  ASSERT_TEXT(jb_fact_format(&least, in_yi), "0.0500亿元"); /* as exact as it was stated */
  ASSERT_TEXT(jb_fact_format(&revenue, whole), "73亿元");
  ASSERT_TEXT(jb_fact_format(&fall, whole), "−3亿元"); /* half away from zero */
  ASSERT_TEXT(jb_fact_format(&spent, two), "14.00亿元");
  JbFact large = fact(900000000000000, 0, "亿元", JB_FACT_EQUAL);
  ASSERT_TEXT(jb_fact_format(&large, in_ones), "900000000000000亿元"); /* beyond all numbers: as stated */
}

static void test_ranges(void)
{
  JbFact low = fact(63, 0, "%", JB_FACT_EQUAL), high = fact(68, 0, "%", JB_FACT_EQUAL);
  JbFact poor = fact(13, 0, "亿元", JB_FACT_EQUAL), rich = fact(17, 0, "亿元", JB_FACT_EQUAL);
  JbFact three = fact(3, 0, "个", JB_FACT_EQUAL), five = fact(5, 0, "个", JB_FACT_EQUAL);
  ASSERT_TEXT(jb_fact_format_range(&low, &high, (JbFactForm){0}), "63%～68%");
  ASSERT_TEXT(jb_fact_format_range(&poor, &rich, (JbFactForm){0}), "13亿～17亿元");
  ASSERT_TEXT(jb_fact_format_range(&three, &five, (JbFactForm){0}), "3～5个");
  ASSERT_TEXT(jb_fact_format_range(&three, &five, (JbFactForm){.part = JB_FACT_NUMBER}), "3～5");
}

/* GB/T 15835, 5.1.1: four digits are not parted, the fraction only by spaces. */
static void test_thousands(void)
{
  static const struct {
    int64_t digits;
    int scale;
    const char *comma, *space;
  } cases[] = {
      {1457, 0, "1457", "1457"},
      {14575, 0, "14,575",
       "14\xC2\xA0"
       "575"},
      {-123456789, 0, "−123,456,789",
       "−123\xC2\xA0"
       "456\xC2\xA0"
       "789"},
      {12345678912, 5, "123,456.78912",
       "123\xC2\xA0"
       "456.789\xC2\xA0"
       "12"},
      {31415, 4, "3.1415", "3.1415"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    JbFact number = fact(cases[i].digits, cases[i].scale, "", JB_FACT_EQUAL);
    number.grouping = JB_GROUPING_COMMA;
    ASSERT_TEXT(jb_fact_format_marked(&number), cases[i].comma);
    number.grouping = JB_GROUPING_SPACE;
    ASSERT_TEXT(jb_fact_format_marked(&number), cases[i].space);
  }
}

static void test_periods(void)
{
  static const char *const cases[][2] = {
      {"2024", "2024年"},
      {"2021/2025", "2021—2025年"},
      {"2025-01", "2025年1月"},
      {"2025-01/2025-11", "2025年1—11月"},
      {"2025-01/2025-12", "2025年"},
      {"2024-11/2025-02", "2024年11月至2025年2月"},
      {"2025Q1", "2025年一季度"},
      {"2025Q1/2025Q2", "2025年上半年"},
      {"2025Q1/2025Q3", "2025年前三季度"},
      {"2025Q1/2025Q4", "2025年"},
      {"2025Q2/2025Q3", "2025年二至三季度"},
      {"2025Q3/2025Q4", "2025年下半年"},
      {"2024Q4/2025Q1", "2024年四季度至2025年一季度"},
      {"2024-12-31", "2024年末"},
      {"2024-06-30", "2024年6月30日"},
      {"2025-01-01/2025-11-30", "2025年1月1日至11月30日"},
      {"2024-12-01/2025-01-31", "2024年12月1日至2025年1月31日"},
      {"二〇二四年", "二〇二四年"}, /* not ours to read: as it stands */
      {"", ""},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    ASSERT_TEXT(jb_period_format(cases[i][0]), cases[i][1]);
  }
}

/* B53 and its like */
/* From the first day on, so many: 0001-01-01 is day 1, and 2024 begins after 2,023 years with 490 leap days. */
static void test_days_of_periods(void)
{
  static const struct {
    const char *period;
    int first, days;
  } cases[] = {{"0001-01-01", 1, 1},
               {"2024", 2023 * 365 + 490 + 1, 366},
               {"2024/2025", 2023 * 365 + 490 + 1, 366 + 365},
               {"2024-02", 2023 * 365 + 490 + 1 + 31, 29},
               {"2024-02-29/2024-03-01", 2023 * 365 + 490 + 1 + 31 + 28, 2},
               {"2024Q2/2024Q3", 2023 * 365 + 490 + 1 + 91, 91 + 92}};
  int first = 0, end = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_assert_true(jb_period_days(cases[i].period, &first, &end));
    g_assert_cmpint(first, ==, cases[i].first);
    g_assert_cmpint(end - first, ==, cases[i].days);
  }
  g_assert_true(jb_period_days("9999-12", &first, &end)); /* ends on the last day there is */
  g_assert_false(jb_period_days("2025-02-29", &first, &end));
}

/* 序时进度, as a fraction of 100. */
static void test_shares_of_years(void)
{
  static const struct {
    const char *period;
    bool by_day;
    int64_t numerator, denominator; /* 0: there is none */
  } cases[] = {{"2025", false, 100, 1},
               {"2025-01/2025-11", false, 275, 3},  /* 11 of 12 */
               {"2025-01/2025-11", true, 6680, 73}, /* 334 of 365 */
               {"2024Q1/2024Q3", false, 75, 1},     /* 9 of 12 */
               {"2024Q1", true, 4550, 183},         /* 91 of 366 */
               {"2024-02-29", false, 50, 3},        /* the end of the second month */
               {"2024-02-28", false, 0, 0},         /* within it … */
               {"2024-02-28", true, 2950, 183},     /* … 59 of 366 */
               {"2025-02/2025-11", false, 0, 0},    /* not from the beginning */
               {"2024-01/2025-11", false, 0, 0},
               {"今年", true, 0, 0}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    JbRational percent = {0, 0};
    g_assert_true(jb_period_share_of_year(cases[i].period, cases[i].by_day, &percent) == (cases[i].denominator != 0));
    g_assert_cmpint(percent.numerator, ==, cases[i].numerator);
    g_assert_cmpint(percent.denominator, ==, cases[i].denominator);
  }
}

static void test_impossible_periods(void)
{
  static const char *const bad[] = {"",      "2024-02-30", "2023-02-29", "2024-13",         "2024-00",     "2024Q5",
                                    "0000",  "24",         "2024-1",     "2025-11/2025-01", "2024/2024Q1", "2024/",
                                    "2024 ", "20245",      "2024-01-32", "2024/2025/2026"};
  JbPeriod period;
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_assert_false(jb_period_parse(bad[i], &period));
  }
  g_assert_true(jb_period_parse("2024-02-29", &period));
  g_assert_cmpint(period.kind, ==, JB_PERIOD_DAY);
  g_assert_cmpint(period.last.day, ==, 29);
}

/* 旬 of any length; what lies in one year without it; what is the same part of two years. */
static void test_parts_of_years(void)
{
  ASSERT_TEXT(jb_period_format("2025-06-01/2025-06-10"), "2025年6月上旬");
  ASSERT_TEXT(jb_period_format("2025-06-11/2025-06-20"), "2025年6月中旬");
  ASSERT_TEXT(jb_period_format("2025-06-21/2025-06-30"), "2025年6月下旬");
  ASSERT_TEXT(jb_period_format("2024-02-21/2024-02-29"), "2024年2月下旬");
  ASSERT_TEXT(jb_period_format("2024-02-21/2024-02-28"), "2024年2月21日至2月28日");
  ASSERT_TEXT(jb_period_format_in_year("2025-12-31"), "12月31日");
  ASSERT_TEXT(jb_period_format_in_year("2025-06-21/2025-06-30"), "6月下旬");
  ASSERT_TEXT(jb_period_format_in_year("2025-01/2025-11"), "1—11月");
  ASSERT_TEXT(jb_period_format_in_year("2025Q1/2025Q3"), "前三季度");
  ASSERT_TEXT(jb_period_format_in_year("2025"), "2025年");
  ASSERT_TEXT(jb_period_format_in_year("2024-12/2025-01"), "2024年12月至2025年1月");
  static const struct {
    const char *a, *b;
    bool alike;
  } cases[] = {{"2024", "2025", true},
               {"2024", "2025-01/2025-12", true},
               {"2024Q1/2024Q3", "2025-01/2025-09", true},
               {"2024-02", "2025-02", true}, /* a leap year's is longer */
               {"2024-02-29", "2025-02-28", true},
               {"2024-12-31", "2025-12-31", true},
               {"2024", "", true},
               {"2024", "2025-01/2025-11", false},
               {"2024", "2024-12-31", false},
               {"2024-01", "2025-02", false},
               {"2023/2024", "2025", false},
               {"2024-12-30", "2025-12-31", false}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_assert_cmpint(jb_periods_alike(cases[i].a, cases[i].b), ==, cases[i].alike);
    g_assert_cmpint(jb_periods_alike(cases[i].b, cases[i].a), ==, cases[i].alike);
  }
}

/* Every relation in every place, worked out by hand: prose with its own word, prose in words, a label alone, a label
 * with its unit, and the two halves of a key figure in words. */
static void test_relations_everywhere(void)
{
  static const struct {
    int64_t digits;
    int scale;
    const char *unit;
    JbFactRelation relation;
    const char *prose, *words, *label, *labelled, *head, *tail;
  } cases[] = {
      {350, 0, "亿元", JB_FACT_MORE, "350亿元", "突破350亿元", ">350", ">350亿元", "突破350", "亿元"},
      {14, 0, "亿元", JB_FACT_ABOUT, "14亿元", "约14亿元", "≈14", "≈14亿元", "约14", "亿元"},
      {500, 0, "万元", JB_FACT_AT_LEAST, "500万元", "500万元以上", "≥500", "≥500万元", "500", "万元以上"},
      {5, 0, "%", JB_FACT_LESS, "5%", "不足5%", "<5", "<5%", "不足5", "%"},
      {3, 0, "天", JB_FACT_AT_MOST, "3天", "3天以内", "≤3", "≤3天", "3", "天以内"},
      {60, 0, "项", JB_FACT_MORE, "60项", "60余项", ">60", ">60项", "60余", "项"},
      {457, 0, "家", JB_FACT_MORE, "457家", "超过457家", ">457", ">457家", "超过457", "家"},
      {5, 0, "万人", JB_FACT_MORE, "5万人", "5万余人", ">5", ">5万人", "5万余", "人"},
      {1068, 1, "%", JB_FACT_MORE, "106.8%", "突破106.8%", ">106.8", ">106.8%", "突破106.8", "%"},
      {12, 0, "km", JB_FACT_ABOUT, "12\u00a0km", "约12\u00a0km", "≈12", "≈12\u00a0km", "约12", "km"},
      {-32, 1, "%", JB_FACT_EQUAL, "−3.2%", "−3.2%", "−3.2", "−3.2%", "−3.2", "%"},
      {0, 0, "项", JB_FACT_EQUAL, "0项", "0项", "0", "0项", "0", "项"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    JbFact stated = fact(cases[i].digits, cases[i].scale, cases[i].unit, cases[i].relation);
    JbFact *placed = jb_fact_place(&stated, (JbFactForm){.mark = JB_FACT_WORDS});
    ASSERT_TEXT(jb_fact_format(&stated, (JbFactForm){0}), cases[i].prose);
    ASSERT_TEXT(jb_fact_format(&stated, (JbFactForm){.mark = JB_FACT_WORDS}), cases[i].words);
    ASSERT_TEXT(jb_fact_format_marked(&stated), cases[i].label);
    ASSERT_TEXT(jb_fact_format_marked_value(&stated), cases[i].labelled);
    ASSERT_TEXT(jb_fact_format_marked_value(placed), cases[i].words);
    ASSERT_TEXT(jb_fact_format_marked_head(placed), cases[i].head);
    ASSERT_TEXT(jb_fact_format_marked_unit(placed), cases[i].tail);
    jb_fact_free(placed);
  }
}

/* 下降3.2%, and what was no less than −3.2% has fallen by no more; ranks; changes; 三十个 and what has no numeral. */
static void test_other_forms(void)
{
  const JbFactForm magnitude = {.magnitude = true}, ordinal = {.mark = JB_FACT_ORDINAL}, chinese = {.chinese = true};
  const JbFactForm change = {.mark = JB_FACT_SIGN, .plus = true}, least = {.mark = JB_FACT_WORDS, .magnitude = true};
  JbFact fall = fact(-32, 1, "%", JB_FACT_AT_LEAST), rank = fact(2, 0, "名", JB_FACT_EQUAL);
  JbFact hundred = fact(100, 0, "名", JB_FACT_AT_MOST), more = fact(4, 0, "个", JB_FACT_EQUAL);
  JbFact thirty = fact(30, 0, "个", JB_FACT_EQUAL), half = fact(15, 1, "倍", JB_FACT_EQUAL);
  JbFact open = fact(50, 0, "亿元", JB_FACT_MORE), none = fact(0, 1, "%", JB_FACT_EQUAL);
  ASSERT_TEXT(jb_fact_format(&fall, magnitude), "3.2%");
  ASSERT_TEXT(jb_fact_format(&fall, least), "3.2%以内");
  ASSERT_TEXT(jb_fact_format(&rank, ordinal), "第2名");
  ASSERT_TEXT(jb_fact_format(&hundred, ordinal), "前100名");
  ASSERT_TEXT(jb_fact_format(&rank, chinese), "二名");
  ASSERT_TEXT(jb_fact_format(&thirty, chinese), "三十个");
  ASSERT_TEXT(jb_fact_format(&half, chinese), "1.5倍");
  ASSERT_TEXT(jb_fact_format(&more, change), "+4个");
  ASSERT_TEXT(jb_fact_format(&fall, change), "≥−3.2%");
  ASSERT_TEXT(jb_fact_format(&open, change), ">+50亿元");
  ASSERT_TEXT(jb_fact_format(&none, change), "0.0%");
}

/* A copy is in the unit asked for and as exact as it was, and shows the digits asked for; what counts something else,
 * or would not fit, is left alone. */
static void test_places(void)
{
  JbFact money = fact(49, 1, "亿元", JB_FACT_EQUAL), firms = fact(457, 0, "家", JB_FACT_EQUAL);
  JbFact large = fact(900000000000000, 0, "亿元", JB_FACT_EQUAL), rate = fact(68, 1, "%", JB_FACT_EQUAL);
  const JbFactForm wan = {.scale = JB_FACT_WAN}, money_in_wan = {.scale = JB_FACT_WAN, .money = true};
  const struct {
    JbFact *fact;
    JbFactForm form;
    const char *unit, *text;
  } cases[] = {
      {&money, money_in_wan, "万元", "49000万元"},
      {&money, {.rounded = true}, "亿元", "5亿元"},
      {&firms, money_in_wan, "家", "457家"},
      {&firms, wan, "万家", "0.0457万家"},
      {&rate, wan, "%", "6.8%"},
      {&large, {.scale = JB_FACT_ONES}, "亿元", "900000000000000亿元"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    JbFact *placed = jb_fact_place(cases[i].fact, cases[i].form);
    g_assert_cmpstr(placed->unit, ==, cases[i].unit);
    ASSERT_TEXT(jb_fact_format_marked_value(placed), cases[i].text);
    jb_fact_free(placed);
  }
}

/* 92 → 96 is 4 more, 4.3 % (4/92 = 4.348 %); 6.8 % → 6.3 % is 0.5 of a point less. 50000万元 → 7.32亿元: 2.32 more. */
static void test_changes(void)
{
  static const struct {
    int64_t now, before;
    int now_scale, before_scale;
    const char *now_unit, *before_unit;
    JbFactRelation now_relation, before_relation;
    const char *change, *growth;
  } cases[] = {
      {96, 92, 0, 0, "个", "个", JB_FACT_EQUAL, JB_FACT_EQUAL, "+4个", "+4.3%"},
      {63, 68, 1, 1, "%", "%", JB_FACT_EQUAL, JB_FACT_EQUAL, "−0.5个百分点", NULL},
      {732, 50000, 2, 0, "亿元", "万元", JB_FACT_EQUAL, JB_FACT_EQUAL, "+2.32亿元", "+46.4%"},
      {350, 300, 0, 0, "亿元", "亿元", JB_FACT_MORE, JB_FACT_EQUAL, ">+50亿元", ">+16.7%"},
      {400, 350, 0, 0, "亿元", "亿元", JB_FACT_EQUAL, JB_FACT_MORE, "<+50亿元", "<+14.3%"},
      {400, 350, 0, 0, "亿元", "亿元", JB_FACT_MORE, JB_FACT_MORE, "≈+50亿元", "≈+14.3%"},
      {5, 0, 0, 0, "家", "家", JB_FACT_EQUAL, JB_FACT_EQUAL, "+5家", NULL},
      {5, -5, 0, 0, "亿元", "亿元", JB_FACT_EQUAL, JB_FACT_EQUAL, "+10亿元", NULL},
      {0, 5, 0, 0, "家", "家", JB_FACT_EQUAL, JB_FACT_EQUAL, "−5家", "−100.0%"},
      {5, 5, 0, 0, "家", "亿元", JB_FACT_EQUAL, JB_FACT_EQUAL, NULL, NULL},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    JbFact now = fact(cases[i].now, cases[i].now_scale, cases[i].now_unit, cases[i].now_relation);
    JbFact before = fact(cases[i].before, cases[i].before_scale, cases[i].before_unit, cases[i].before_relation);
    JbFact *change = jb_fact_change(&now, &before), *growth = jb_fact_growth(&now, &before, 1);
    g_autofree char *by = change != NULL ? jb_fact_format_marked_value(change) : NULL;
    g_autofree char *rate = growth != NULL ? jb_fact_format_marked_value(growth) : NULL;
    g_assert_cmpstr(by, ==, cases[i].change);
    g_assert_cmpstr(rate, ==, cases[i].growth);
    jb_fact_free(change);
    jb_fact_free(growth);
  }
}

/* GB/T 9704 §7.3.5.4: no leading zeros */
static void test_dates(void)
{
  ASSERT_TEXT(jb_date_format("2025-01-05"), "2025年1月5日");
  ASSERT_TEXT(jb_date_format("2024-12-31"), "2024年12月31日"); /* a date, not the end of a year */
  ASSERT_TEXT(jb_date_format("2025-01"), "2025年1月");
  ASSERT_TEXT(jb_date_format("2025"), "2025年");
  ASSERT_TEXT(jb_date_format("2025年春"), "2025年春");
}

static JbInline text_piece(const char *text)
{
  JbInline piece = {.kind = JB_INLINE_TEXT, .text = jb_source_text_new("t.xml")};
  jb_source_text_append(piece.text, text, strlen(text), 1, 1);
  return piece;
}

static void test_plain_text(void)
{
  JbFact growth = fact(68, 1, "%", JB_FACT_EQUAL);
  JbBlock *section = jb_block_new(JB_BLOCK_SECTION, (JbPlace){0});
  section->inlines = (JbInlines){.items = g_new0(JbInline, 5), .count = 5};
  section->inlines.items[0] = text_piece("增长");
  section->inlines.items[1] = (JbInline){.kind = JB_INLINE_VALUE, .fact = &growth};
  section->inlines.items[2] = (JbInline){.kind = JB_INLINE_BREAK};
  section->inlines.items[3] = text_piece("高新");
  section->inlines.items[4] = (JbInline){.kind = JB_INLINE_BREAK};
  ASSERT_TEXT(jb_block_title_plain(section), "增长6.8% 高新");
  section->subtitle = (JbInlines){.items = g_new0(JbInline, 1), .count = 1};
  section->subtitle.items[0] = text_piece("拼搏");
  ASSERT_TEXT(jb_block_title_plain(section), "增长6.8% 高新：拼搏");
  jb_block_free(section);
}

static void test_life_cycle(void)
{
  JbReport *report = jb_report_new("a/b.xml");
  g_assert_cmpstr(report->folder, ==, "a");
  g_assert_cmpstr(report->byline, ==, "");
  g_assert_null(jb_report_fact_lookup(report, "gdp"));
  jb_report_free(report);
  jb_report_free(NULL);
  jb_block_free(NULL);
}

/* --- ledgers --- */

static void test_ledger_dates(void)
{
  static const struct {
    const char *text;
    int date; /* 0: none */
  } cases[] = {
      {"2025-01-31", 20250131},
      {"2025/1/5", 20250105},
      {"2025.1.5", 20250105},
      {"2025年1月5日", 20250105},
      {"2024-02", 20240229},
      {"2025年2月", 20250228},
      {"2025-02-29", 0},
      {"2025", 0},
      {"月底", 0},
      {"", 0},
      {"2025-13-01", 0},
      {"2025-01-31前", 0},
      {"2025-01-", 20250131},
      {"20250131", 0},
      {"2025年1月0日", 0},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    int date = 0;
    bool right = jb_ledger_date_parse(cases[i].text, &date);
    g_test_message("%s", cases[i].text);
    g_assert_true(right == (cases[i].date != 0));
    g_assert_cmpint(right ? date : 0, ==, cases[i].date);
  }
  g_assert_cmpint(jb_ledger_days_between(20241231, 20250101), ==, 1);
  g_assert_cmpint(jb_ledger_days_between(20240228, 20240301), ==, 2);
}

/* Columns 项目, 单位, 时限, 状态, 销号; rows divided by line feeds, cells by commas. */
static JbData *data_of(const char *text)
{
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  GString *texts = g_string_new_len("", 1);
  JbData *data = g_new0(JbData, 1);
  data->column_count = 5;
  data->row_count = g_strv_length(lines);
  data->cells = g_new0(uint32_t, data->row_count * 5);
  for (size_t row = 0; row < data->row_count; row++) {
    g_auto(GStrv) cells = g_strsplit(lines[row], ",", -1);
    g_assert_cmpuint(g_strv_length(cells), ==, 5);
    for (size_t column = 0; column < 5; column++) {
      data->cells[row * 5 + column] = (uint32_t)texts->len;
      g_string_append_len(texts, cells[column], (gssize)strlen(cells[column]) + 1);
    }
  }
  data->texts = g_string_free(texts, FALSE);
  return data;
}

static JbLedger *ledger_of(const char *text)
{
  static const JbLedgerField fields[] = {{.role = JB_LEDGER_NUMBER}, {JB_LEDGER_TEXT, 0},  {JB_LEDGER_UNIT, 1},
                                         {JB_LEDGER_DUE, 2},         {JB_LEDGER_STATE, 3}, {JB_LEDGER_CLOSED, 4}};
  JbLedger *ledger = g_new0(JbLedger, 1);
  ledger->data = ledger->own = data_of(text);
  ledger->fields = g_memdup2(fields, sizeof fields);
  ledger->field_count = G_N_ELEMENTS(fields);
  ledger->shown = ~0u;
  ledger->group_by = ledger->sort_by = JB_LEDGER_NO_COLUMN;
  ledger->as_of = 20250131;
  return ledger;
}

/* "[单位] 项目 项目 [单位] …" in the order shown. */
static char *order_of(const JbLedger *ledger)
{
  GString *order = g_string_new(NULL);
  for (size_t i = 0; i < ledger->entry_count; i++) {
    const JbLedgerEntry *entry = &ledger->entries[i];
    if (entry->number == 0) {
      g_string_append_printf(order, "[%s] ", jb_data_text(ledger->data, ledger->groups[entry->index].row, 1));
    } else {
      g_string_append_printf(order, "%s ", jb_data_text(ledger->data, entry->index, 0));
    }
  }
  return g_strchomp(g_string_free(order, FALSE));
}

#define ROWS                                                                                                                      \
  "丙,经,2025-03-31,,\n甲,自,2025-01-15,整改中,\n乙,经,2024-12-31,已销号,\n丁,自,2024-11-30,整改中,2024-12-02\n" \
  "戊,商,2025-01-31,,—\n己,自,,,"

static void test_ledger_states(void)
{
  JbLedger *ledger = ledger_of(ROWS);
  /* not yet due; past; done by its state; by its date, late as it was; due this very day; without a deadline */
  static const JbLedgerState states[] = {JB_LEDGER_OPEN, JB_LEDGER_OVERDUE, JB_LEDGER_DONE,
                                         JB_LEDGER_DONE, JB_LEDGER_OPEN,    JB_LEDGER_OPEN};
  for (size_t row = 0; row < G_N_ELEMENTS(states); row++) {
    g_assert_cmpint(jb_ledger_state(ledger, row), ==, states[row]);
  }
  jb_ledger_compile(ledger);
  ASSERT_TEXT(order_of(ledger), "丙 甲 乙 丁 戊 己");
  ASSERT_TEXT(jb_ledger_cell_text(ledger, &ledger->entries[1], 0), "2");
  ASSERT_TEXT(jb_ledger_cell_text(ledger, &ledger->entries[1], 3), "2025-01-15");
  ASSERT_TEXT(jb_ledger_cell_text(ledger, &ledger->entries[1], 4), "▲整改中，逾期16天");
  ASSERT_TEXT(jb_ledger_cell_text(ledger, &ledger->entries[0], 4), "○未销号");
  ASSERT_TEXT(jb_ledger_cell_text(ledger, &ledger->entries[2], 4), "●已销号");
  /* 2 of 6 are a third */
  ASSERT_TEXT(jb_ledger_summary(ledger),
              "共6项，已销号2项，销号率33.3%；未销号4项，其中逾期1项（截至2025年1月31日）。");
  ASSERT_TEXT(jb_ledger_rate(ledger), "销号率33.3%");
  ASSERT_TEXT(jb_ledger_legend(ledger), "●已销号2项　▲逾期1项　○未到期3项");
  ledger->as_of = 0;
  ASSERT_TEXT(jb_ledger_legend(ledger), "●已销号2项　○未销号3项");
  jb_ledger_free(ledger);
}

/* 责任表 with deadlines alone: 甲, 乙, 丁 of 2025-01-15, 2024-12-31 and 2024-11-30 are past theirs, and nothing could
 * say that they are done. */
static void test_ledger_without_states(void)
{
  JbLedger *ledger = ledger_of(ROWS);
  ledger->field_count = 4;
  ledger->group_by = 1;
  jb_ledger_compile(ledger);
  g_assert_false(jb_ledger_tells_closing(ledger));
  ASSERT_TEXT(order_of(ledger), "[经] 丙 乙 [自] 甲 丁 己 [商] 戊");
  ASSERT_TEXT(jb_ledger_summary(ledger), "共6项，其中逾期3项（截至2025年1月31日）。");
  ASSERT_TEXT(jb_ledger_group_title(ledger, &ledger->groups[1]), "自（3项，逾期2项）");
  ASSERT_TEXT(jb_ledger_cell_text(ledger, &ledger->entries[1], 3), "2025-03-31");
  ASSERT_TEXT(jb_ledger_cell_text(ledger, &ledger->entries[2], 3), "▲2024-12-31");
  jb_ledger_free(ledger);
}

static void test_ledger_order(void)
{
  JbLedger *ledger = ledger_of(ROWS);
  ledger->group_by = 1;
  ledger->sort_by = 2;
  jb_ledger_compile(ledger);
  ASSERT_TEXT(order_of(ledger), "[经] 乙 丙 [自] 丁 甲 己 [商] 戊"); /* who has no date comes last */
  ASSERT_TEXT(jb_ledger_group_title(ledger, &ledger->groups[1]), "自（3项，已销号1项，逾期1项）");
  jb_ledger_free(ledger);

  ledger = ledger_of("a,,10,,\nb,,9,,\nc,,二,,\nd,,9,,"); /* numbers as numbers, before words; equals as they come */
  ledger->sort_by = 2;
  ledger->as_of = 0;
  jb_ledger_compile(ledger);
  ASSERT_TEXT(order_of(ledger), "b d a c");
  jb_ledger_free(ledger);
}

/* What is left out is counted all the same. */
static void test_ledger_picks(void)
{
  JbLedger *ledger = ledger_of(ROWS);
  ledger->shown = 1u << JB_LEDGER_OPEN | 1u << JB_LEDGER_OVERDUE;
  ledger->condition_count = 2;
  ledger->conditions = g_new(JbLedgerCondition, 2);
  ledger->conditions[0] = (JbLedgerCondition){.column = 1, .text = g_strdup("商"), .is_not = true};
  ledger->conditions[1] = (JbLedgerCondition){.column = 3, .text = g_strdup("整改中")};
  jb_ledger_compile(ledger);
  ASSERT_TEXT(order_of(ledger), "甲");
  g_assert_cmpuint(ledger->all.rows, ==, 6);
  g_assert_cmpuint(ledger->here.rows, ==, 1);
  g_assert_cmpuint(ledger->here.states[JB_LEDGER_OVERDUE], ==, 1);
  /* of the rows that are meant, 甲 and 丁, one is closed, though it is not shown */
  ASSERT_TEXT(jb_ledger_summary(ledger),
              "共2项，已销号1项，销号率50.0%；未销号1项，其中逾期1项（截至2025年1月31日）；本表列1项。");
  jb_ledger_free(ledger);
}

/* A cell of two columns, from 1, and one that a row above covers, at 4. */
static void test_row_cells(void)
{
  JbCell cells[] = {{.column = 0, .columns = 1},
                    {.column = 1, .columns = 2},
                    {.column = 3, .columns = 1},
                    {.column = 5, .columns = 1}};
  JbRow row = {.cells = cells, .cell_count = G_N_ELEMENTS(cells)}, empty = {0};
  const JbCell *const wanted[] = {&cells[0], &cells[1], NULL, &cells[2], NULL, &cells[3], NULL};
  for (size_t column = 0; column < G_N_ELEMENTS(wanted); column++) {
    g_assert_true(jb_row_cell_lookup(&row, column) == wanted[column]);
    g_assert_null(jb_row_cell_lookup(&empty, column));
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/report/values", test_values);
  g_test_add_func("/report/marks", test_marks);
  g_test_add_func("/report/forms", test_forms);
  g_test_add_func("/report/ranges", test_ranges);
  g_test_add_func("/report/thousands", test_thousands);
  g_test_add_func("/report/periods", test_periods);
  g_test_add_func("/report/days-of-periods", test_days_of_periods);
  g_test_add_func("/report/shares-of-years", test_shares_of_years);
  g_test_add_func("/report/impossible-periods", test_impossible_periods);
  g_test_add_func("/report/dates", test_dates);
  g_test_add_func("/report/parts-of-years", test_parts_of_years);
  g_test_add_func("/report/relations-everywhere", test_relations_everywhere);
  g_test_add_func("/report/other-forms", test_other_forms);
  g_test_add_func("/report/places", test_places);
  g_test_add_func("/report/changes", test_changes);
  g_test_add_func("/report/plain-text", test_plain_text);
  g_test_add_func("/report/life-cycle", test_life_cycle);
  g_test_add_func("/report/ledger-dates", test_ledger_dates);
  g_test_add_func("/report/ledger-states", test_ledger_states);
  g_test_add_func("/report/ledger-without-states", test_ledger_without_states);
  g_test_add_func("/report/ledger-order", test_ledger_order);
  g_test_add_func("/report/ledger-picks", test_ledger_picks);
  g_test_add_func("/report/row-cells", test_row_cells);
  return g_test_run();
}
