/* SPDX-License-Identifier: MIT
 * test-report: how facts, periods and dates are written. */
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

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/report/values", test_values);
  g_test_add_func("/report/marks", test_marks);
  g_test_add_func("/report/periods", test_periods);
  g_test_add_func("/report/impossible-periods", test_impossible_periods);
  g_test_add_func("/report/dates", test_dates);
  g_test_add_func("/report/plain-text", test_plain_text);
  g_test_add_func("/report/life-cycle", test_life_cycle);
  return g_test_run();
}
