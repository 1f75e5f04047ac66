/* SPDX-License-Identifier: MIT
 * test-read-workbook: XLSX → data tables; values by hand from what tests/tools/make_workbooks.py writes, and refusals.
 */
#include "diag/print.h"
#include "read/read.h"

#include <string.h>

static JbReport *read_book(const char *data, JbFindings *findings, char **found)
{
  const char *built = g_getenv("JB_TEST_DATA");
  g_autofree char *path = g_build_filename(built != NULL ? built : ".", "workbooks", "t.xml", NULL);
  g_autofree char *prefix = g_strndup(path, strlen(path) - strlen("t.xml"));
  g_autofree char *xml =
      g_strconcat("<briefing xmlns='urn:jianbao:1' version='1'><head><title>题</title></head>\n<facts>", data,
                  "</facts><body><p>文</p></body></briefing>", NULL);
  g_autoptr(GBytes) bytes = g_bytes_new(xml, strlen(xml));
  JbReport *report = jb_read_report(bytes, jb_findings_keep(findings, path), findings);
  GString *text = g_string_new(NULL);
  for (size_t i = 0; i < jb_findings_count(findings); i++) {
    const JbFinding *finding = jb_findings_at(findings, i);
    if (finding->message == JB_MESSAGE_DATA_UNUSED) {
      continue; /* of course: there is no ledger here */
    }
    g_autofree char *arguments = g_strjoinv("|", finding->arguments);
    g_string_append_printf(text, "[%s] ", jb_message_code(finding->message));
    jb_print_place(text, finding->place);
    g_string_append_printf(text, "%s%s\n", *arguments != '\0' ? " " : "", arguments);
  }
  g_string_replace(text, prefix, "", 0);
  *found = g_string_free(text, FALSE);
  return report;
}

static void assert_table(const char *data, const char *wanted)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autofree char *found = NULL;
  g_autoptr(JbReport) report = read_book(data, findings, &found);
  g_assert_cmpstr(found, ==, "");
  const JbData *table = jb_report_data_lookup(report, "d");
  g_autoptr(GString) text = g_string_new(NULL);
  for (size_t column = 0; column < table->column_count; column++) {
    g_string_append_printf(text, "%s%s", column > 0 ? "|" : "", jb_data_name(table, column));
  }
  for (size_t row = 0; row < table->row_count; row++) {
    for (size_t column = 0; column < table->column_count; column++) {
      g_string_append_printf(text, "%s%s", column > 0 ? "|" : "/", jb_data_text(table, row, column));
    }
  }
  g_assert_cmpstr(text->str, ==, wanted);
}

/* 45658 is 2025-01-01; 59 is 28 February 1900, 60 the day that never was, told as the 28th too. */
static void test_values(void)
{
  assert_table("<data id='d' href='whole.xlsx' rows='table'/>", "项目|责任单位|数值|重庆"
                                                                "/甲乙 & 丙|项目|115.3|2025-01-01"
                                                                "/文|项目|6.8%|2025-01-01 08:30"
                                                                "/1||1500|1900-02-28"
                                                                "/丁|0%|-0.0012|1900-02-28"
                                                                "/戊||73.2|7");
  assert_table("<data id='d' href='since-1904.xlsx' rows='table'/>", "a|b/1904-01-01|2025-01-01");
}

/* Heads of two rows, the first merged into the second. */
static void test_range(void)
{
  assert_table("<data id='d' href='whole.xlsx' sheet='表 &amp; 2' range='B4:D9' rows='table'/>", "x|y|类/1|2|3");
}

static void assert_found(const char *name, const char *wanted)
{
  g_test_message("%s", name);
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autofree char *found = NULL, *data = g_strdup_printf("<data id='d' href='%s.xlsx' rows='table'/>", name);
  g_autoptr(JbReport) report = read_book(data, findings, &found);
  g_assert_cmpstr(found, ==, wanted);
}

static void test_cells(void)
{
  assert_found("uncached", "[E284] uncached.xlsx 表1!B2\n");
  assert_found("failed", "[E246] failed.xlsx 表1!A2 #REF!\n");
}

static void test_sheets(void)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autofree char *found = NULL;
  g_autoptr(JbReport) report = read_book("<data href='whole.xlsx' sheet='台帐'/>", findings, &found);
  g_assert_cmpstr(found, ==, "[E283] t.xml:2:39 台帐|台账, 表 & 2\n");
}

static void test_hostile(void)
{
#define DAMAGED(name, what) assert_found(name, "[E259] t.xml:2:27 " name ".xlsx|" what "\n")
  DAMAGED("doctype", "xl/worksheets/sheet1.xml");
  DAMAGED("broken", "xl/worksheets/sheet1.xml");
  DAMAGED("no-part", "xl/worksheets/sheet1.xml");
  DAMAGED("deep", "xl/worksheets/sheet1.xml");
  DAMAGED("attributes", "xl/worksheets/sheet1.xml");
  DAMAGED("order", "cells out of order");
  DAMAGED("string", "a shared string");
  DAMAGED("reference", "a cell reference");
  DAMAGED("row", "a row number");
  DAMAGED("merges", "more merged cells than a data file may have");
  DAMAGED("cut", "ZIP");
  assert_found("overlap", "[E259] t.xml:2:8 overlap.xlsx|merged cells\n");
  assert_found("covering", "[E259] t.xml:2:8 covering.xlsx|merged cells\n");
  assert_found("bomb", "[E282] t.xml:2:27 bomb.xlsx|xl/worksheets/sheet1.xml\n");
  assert_found("parts", "[E282] t.xml:2:27 parts.xlsx|ZIP\n");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/workbook/values", test_values);
  g_test_add_func("/workbook/range", test_range);
  g_test_add_func("/workbook/cells", test_cells);
  g_test_add_func("/workbook/sheets", test_sheets);
  g_test_add_func("/workbook/hostile", test_hostile);
  return g_test_run();
}
