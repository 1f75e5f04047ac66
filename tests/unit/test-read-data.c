/* SPDX-License-Identifier: MIT
 * test-read-data: data files beside a briefing: CSV → data tables and facts, and what is said of broken ones. */
#include "diag/print.h"
#include "read/read.h"

#include <glib/gstdio.h>
#include <string.h>

#define OPEN  "<briefing xmlns='urn:jianbao:1' version='1'><head><title>题</title></head>\n<facts period='2024'>"
#define CLOSE "</facts>\n<body><p>文</p></body></briefing>"

typedef struct Folder {
  char *path;
  char *report; /* "…/t.xml" */
} Folder;

static void folder_set_up(Folder *folder, gconstpointer data)
{
  (void)data;
  folder->path = g_dir_make_tmp("jianbao-data-XXXXXX", NULL);
  g_assert_nonnull(folder->path);
  folder->report = g_build_filename(folder->path, "t.xml", NULL);
}

static void folder_tear_down(Folder *folder, gconstpointer data)
{
  (void)data;
  g_autofree char *file = g_build_filename(folder->path, "d.csv", NULL);
  g_remove(file);
  g_assert_cmpint(g_rmdir(folder->path), ==, 0);
  g_free(folder->report);
  g_free(folder->path);
}

/* "[E246] d.csv:3:1 ####" and so on. */
static char *findings_text(const JbFindings *findings)
{
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
  return g_string_free(text, FALSE);
}

/* Reads a briefing with this <data>, beside which d.csv holds length bytes. The path of the folder is left out of what
 * was found. */
static JbReport *read_beside(const Folder *folder, const char *csv, size_t length, const char *data, char **found,
                             JbFindings *findings)
{
  g_autofree char *file = g_build_filename(folder->path, "d.csv", NULL);
  g_assert_true(g_file_set_contents(file, csv, (gssize)length, NULL));
  g_autofree char *xml = g_strconcat(OPEN, data, CLOSE, NULL);
  g_autoptr(GBytes) bytes = g_bytes_new(xml, strlen(xml));
  JbReport *report = jb_read_report(bytes, folder->report, findings);
  g_autofree char *text = findings_text(findings);
  g_autofree char *prefix = g_strconcat(folder->path, "/", NULL);
  g_auto(GStrv) parts = g_strsplit(text, prefix, -1);
  *found = g_strjoinv("", parts);
  return report;
}

static void assert_found(const Folder *folder, const char *csv, size_t length, const char *data, const char *wanted)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autofree char *found = NULL;
  g_autoptr(JbReport) report = read_beside(folder, csv, length, data, &found, findings);
  g_assert_cmpstr(found, ==, wanted);
}

#define TABLE "<data id='d' href='d.csv' rows='table'/>"
#define FACTS "<data href='d.csv'/>"
/* A literal with its length, NUL bytes included. */
#define CSV(literal) literal, sizeof(literal) - 1

static void assert_table(const Folder *folder, const char *csv, size_t length, const char *wanted)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autofree char *found = NULL;
  g_autoptr(JbReport) report = read_beside(folder, csv, length, TABLE, &found, findings);
  g_assert_false(jb_findings_has_errors(findings));
  const JbData *data = jb_report_data_lookup(report, "d");
  g_assert_nonnull(data);
  g_autoptr(GString) text = g_string_new(NULL);
  for (size_t column = 0; column < data->column_count; column++) {
    g_string_append_printf(text, "%s%s", column > 0 ? "|" : "", jb_data_name(data, column));
  }
  for (size_t row = 0; row < data->row_count; row++) {
    for (size_t column = 0; column < data->column_count; column++) {
      g_string_append_printf(text, "%s%s", column > 0 ? "|" : "/", jb_data_text(data, row, column));
    }
  }
  g_assert_cmpstr(text->str, ==, wanted);
}

/* --- Tables --- */

static void test_fields(Folder *folder, gconstpointer data)
{
  (void)data;
  assert_table(folder, CSV("a,b\n1,2\n"), "a|b/1|2");
  assert_table(folder, CSV("a,b\r\n1,2\r\n"), "a|b/1|2");
  assert_table(folder, CSV("a,b\r1,2"), "a|b/1|2");
  assert_table(folder, CSV("\n\na,b\n\n1,\n,\n,2\n\n"), "a|b/1|/|2"); /* rows without anything are no rows */
  assert_table(folder, CSV("a,b\n\"1,5\",\"say \"\"hi\"\"\"\n"), "a|b/1,5|say \"hi\"");
  assert_table(folder, CSV("a,b\n\"x\r\ny\",5\"6\n"), "a|b/x\ny|5\"6");
  assert_table(folder, CSV("a,b\n 1 ,\xE3\x80\x80甲 乙\xC2\xA0\n"), "a|b/1|甲 乙");
  assert_table(folder, CSV("a\n=1+1\n"), "a/=1+1"); /* text, never computed */
}

static void test_encodings(Folder *folder, gconstpointer data)
{
  (void)data;
  assert_table(folder, CSV("\xEF\xBB\xBF指标,数\n产值,1\n"), "指标|数/产值|1");
  assert_table(folder, CSV("\xD6\xB8\xB1\xEA,a\n\xB2\xFA\xD6\xB5,1\n"), "指标|a/产值|1"); /* GB18030 */
  assert_found(folder,
               CSV("\xFF\xFE"
                   "a\0"),
               TABLE, "[E250] d.csv\n");
  assert_found(folder, CSV("指标,a\n产值,\xB2\xFA\xD6\xB5\n"), TABLE, "[E249] d.csv:2 0xB2\n");
  assert_found(folder,
               CSV("\xEF\xBB\xBF"
                   "a\n\xB2\xFA\n"),
               TABLE, "[E249] d.csv:2 0xB2\n");
  assert_found(folder, CSV("a\nb\xFF\n"), TABLE, "[E249] d.csv:2 0xFF\n");
  assert_found(folder, CSV("a\nb\0c\n"), TABLE, "[E251] d.csv:2 \\x00\n");
}

static void test_punctuation(Folder *folder, gconstpointer data)
{
  (void)data;
  assert_table(folder, CSV("项目,说明\n甲,\"好,快:1,234\"\n"), "项目|说明/甲|好，快：1,234");
  assert_found(folder, CSV("项目,说明\n甲,\"好,快:1,234\"\n"), TABLE, "[N220] d.csv:2:2 2\n");
}

static void test_broken_tables(Folder *folder, gconstpointer data)
{
  (void)data;
  assert_found(folder, CSV(""), TABLE, "[E242] t.xml:2:22 d.csv\n");
  assert_found(folder, CSV("\n , \n"), TABLE, "[E242] t.xml:2:22 d.csv\n");
  assert_found(folder, CSV("a,b,a\n1,2,3\n"), TABLE, "[E243] d.csv:1:3 a\n");
  assert_found(folder, CSV("a,b\n1\n1,2,3\n"), TABLE,
               "[E244] d.csv:2:1 1|2\n[E244] d.csv:3:2 3|2\n[E245] d.csv:3:3 3\n");
  assert_found(folder, CSV(",b\n1,2\n"), TABLE, "[E245] d.csv:2:1 1\n");
  assert_found(folder, CSV("a\n#REF!\n####\n#1\n"), TABLE, "[E246] d.csv:2:1 #REF!\n[E246] d.csv:3:1 ####\n");
  assert_found(folder, CSV("a,b\n1,\"2\n3,4\n"), TABLE, "[E252] d.csv:2:2\n");
  assert_found(folder, CSV("a,b\n\"1\"x,2\n"), TABLE, "[E253] d.csv:2:1\n");
}

static void test_bounds(Folder *folder, gconstpointer data)
{
  (void)data;
  g_autofree char *wide = g_strnfill(16384, ',');
  assert_found(folder, wide, strlen(wide), TABLE, "[E247] d.csv:1:16385 1048576|16384\n");
  g_autoptr(GString) large = g_string_new("a,b\n");
  for (int i = 0; i < 20001; i++) {
    g_string_append(large, "1,2\n");
  }
  assert_found(folder, large->str, large->len, TABLE, "");
  assert_found(folder, large->str, large->len,
               "<data href='d.csv'><column head='a' as='id'/><column head='a' as='name'/>"
               "<column head='b' as='value'/></data>",
               "[E257] t.xml:2:22 20001|20000\n");
  /* 16,000 columns of 2,100 rows: more cells than a table may have, though nearly none is filled. */
  g_autoptr(GString) sparse = g_string_new(NULL);
  for (int i = 1; i <= 16000; i++) {
    g_string_append_printf(sparse, "%d%c", i, i < 16000 ? ',' : '\n');
  }
  g_autofree char *commas = g_strnfill(15999, ',');
  for (int i = 0; i < 2100; i++) {
    g_string_append_printf(sparse, "1%s\n", commas);
  }
  assert_found(folder, sparse->str, sparse->len, TABLE, "[E248] d.csv 33554432\n");
}

static void test_range(Folder *folder, gconstpointer data)
{
  (void)data;
  const char csv[] = "2024年项目表,,,\n,,,\nid,名,x,备注\na,甲,1,\nb,乙,2,看\n合计,,3,\n";
  assert_found(folder, csv, strlen(csv), "<data href='d.csv' range='A3:C5' rows='table'/>", "");
  assert_found(folder, csv, strlen(csv), "<data href='d.csv' range='$C$5:A3' rows='table'/>", "");
  assert_found(folder, csv, strlen(csv), "<data href='d.csv' range='A3:C' rows='table'/>", "[E256] t.xml:2:48 A3:C\n");
  assert_found(folder, csv, strlen(csv), "<data href='d.csv' range='A90:C99' rows='table'/>",
               "[E242] t.xml:2:22 d.csv\n");
  assert_found(folder, csv, strlen(csv), TABLE,
               "[E245] d.csv:3:2 名\n[E245] d.csv:3:3 x\n[E245] d.csv:3:4 备注\n[E245] d.csv:4:2 甲\n"
               "[E245] d.csv:4:3 1\n[E245] d.csv:5:2 乙\n[E245] d.csv:5:3 2\n[E245] d.csv:5:4 看\n"
               "[E245] d.csv:6:3 3\n");
}

/* --- Files --- */

static void test_files(Folder *folder, gconstpointer data)
{
  (void)data;
  assert_found(folder, CSV("a\n1\n"), "<data href='no.csv'/>", "[E240] t.xml:2:34 no.csv|No such file or directory\n");
  assert_found(folder, CSV("a\n1\n"), "<data href='../d.csv'/>",
               "[E240] t.xml:2:34 ../d.csv|lies outside the document's folder\n");
  assert_found(folder, CSV("\xD0\xCF\x11\xE0\xA1\xB1"), TABLE,
               "[E241] t.xml:2:41 d.csv|Office 97 / encrypted (.xls, .et)\n");
  assert_found(folder, CSV("a\n1\n"), "<data href='d.csv' sheet='表' rows='table'/>", "[W258] t.xml:2:48\n");
}

/* --- Rows as facts --- */

static void test_facts(Folder *folder, gconstpointer data)
{
  (void)data;
  const char csv[] = "编号,指标,数值,单位,时期,状态,关系\n"
                     "rate,完成率,115.3%,%,2025-01/2025-11,预计,突破\n"
                     "none,空,暂无,,,,\n"
                     "firms,企业,\"1,457\",,,,\n";
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autofree char *found = NULL;
  g_autoptr(JbReport) report =
      read_beside(folder, csv, strlen(csv), "<data href='d.csv' unit='家' scope='区' source='局'/>", &found, findings);
  g_assert_cmpstr(found, ==, "");
  const JbFact *firms = jb_report_fact_lookup(report, "firms");
  g_assert_cmpint(firms->value.digits, ==, 1457);
  g_assert_cmpstr(firms->unit, ==, "家");
  g_assert_cmpstr(firms->period, ==, "2024");
  g_assert_cmpstr(firms->scope, ==, "区");
  g_assert_cmpstr(firms->source, ==, "局");
  const JbFact *rate = jb_report_fact_lookup(report, "rate");
  g_assert_cmpstr(rate->period, ==, "2025-01/2025-11");
  g_assert_cmpint(rate->status, ==, JB_FACT_EXPECTED);
  g_assert_cmpint(rate->relation, ==, JB_FACT_MORE);
  g_assert_null(jb_report_fact_lookup(report, "none"));
}

static void test_percent(Folder *folder, gconstpointer data)
{
  (void)data;
  const char csv[] = "id,name,value\nrate,率,115.3%\n";
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autofree char *found = NULL;
  g_autoptr(JbReport) report = read_beside(folder, csv, strlen(csv), FACTS, &found, findings);
  const JbFact *rate = jb_report_fact_lookup(report, "rate");
  g_assert_cmpstr(rate->unit, ==, "%");
  g_assert_cmpint(rate->value.digits, ==, 1153);
  g_assert_cmpint(rate->value.scale, ==, 1);
}

static void test_broken_facts(Folder *folder, gconstpointer data)
{
  (void)data;
  assert_found(folder, CSV("id,名,value\na,甲,1\n"), FACTS, "[E255] t.xml:2:22 name|id, 名, value\n");
  assert_found(folder, CSV("id,名,value\na,甲,1\n"), "<data href='d.csv'><column head='名称' as='name'/></data>",
               "[E254] t.xml:2:55 名称|id, 名, value\n[E255] t.xml:2:22 name|id, 名, value\n");
  assert_found(folder, CSV("id,name,value,period,status\n1a,甲,1.2万,2024年,未知\n"), FACTS,
               "[E115] d.csv:2:5 status|未知|实际, 预计, 推算, 目标\n"
               "[E118] d.csv:2:3 value|1.2万\n[E117] d.csv:2:1 id|1a\n[E122] d.csv:2:4 period|2024年\n");
  assert_found(folder, CSV("id,name,value,period\na,甲,1,2024-02-30\nb,乙,9999999999999999,\n"), FACTS,
               "[E213] d.csv:2:4 2024-02-30\n[E210] d.csv:3:3 9999999999999999\n");
  assert_found(folder, CSV("id,name,value\na,甲,1\na,甲,2\n"), FACTS,
               "[E201] d.csv:3:3 a|d.csv:2:3\n[E211] d.csv:3:3 甲|2|1|d.csv:2:3\n");
}

/* --- Other briefings --- */

#define OTHER                                                                                                          \
  "<briefing xmlns='urn:jianbao:1' version='1'><head><source>乙局</source></head>"                                   \
  "<facts scope='某市' period='2023'><fact id='a' name='甲' value='92' unit='个'/>"                                \
  "<fact id='b' name='乙' value='1' unit='个'/></facts></briefing>"

/* What is named stays, with what its own briefing says of it; what is not goes. */
static void test_imports(Folder *folder, gconstpointer data)
{
  (void)data;
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autofree char *found = NULL;
  g_autoptr(JbReport) report = read_beside(
      folder, CSV(OTHER), "<import id='y' href='d.csv'/><derive id='d' name='丙' expr='y.a + 4'/>", &found, findings);
  g_assert_cmpuint(report->fact_count, ==, 2);
  g_assert_null(jb_report_fact_lookup(report, "y.b"));
  const JbFact *fact = jb_report_fact_lookup(report, "y.a"), *sum = jb_report_fact_lookup(report, "d");
  g_assert_cmpstr(fact->scope, ==, "某市");
  g_assert_cmpstr(fact->period, ==, "2023");
  g_assert_cmpstr(fact->source, ==, "乙局");
  g_assert_true(g_str_has_suffix(fact->place.path, "/d.csv"));
  g_assert_cmpint(sum->value.digits, ==, 96);
}

/* The 51st file and those after it are not opened, which is said once. */
static void test_imports_many(Folder *folder, gconstpointer data)
{
  (void)data;
  g_autoptr(GString) imports = g_string_new(NULL);
  for (int i = 1; i <= 53; i++) {
    g_string_append_printf(imports, "\n<import id='y%d' href='d.csv'/>", i);
  }
  g_string_append(imports, "<derive id='d' name='丙' expr='y50.a + y53.a'/>");
  assert_found(folder, CSV(OTHER), imports->str, "[E291] t.xml:53:24 50\n[N215] t.xml:55:32 d\n");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  const struct {
    const char *path;
    void (*run)(Folder *folder, gconstpointer data);
  } tests[] = {
      {"/data/fields", test_fields},
      {"/data/encodings", test_encodings},
      {"/data/punctuation", test_punctuation},
      {"/data/broken-tables", test_broken_tables},
      {"/data/bounds", test_bounds},
      {"/data/range", test_range},
      {"/data/files", test_files},
      {"/data/facts", test_facts},
      {"/data/percent", test_percent},
      {"/data/broken-facts", test_broken_facts},
      {"/data/imports", test_imports},
      {"/data/imports-many", test_imports_many},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(tests); i++) {
    g_test_add(tests[i].path, Folder, NULL, folder_set_up, tests[i].run, folder_tear_down);
  }
  return g_test_run();
}
