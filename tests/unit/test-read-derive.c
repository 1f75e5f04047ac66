/* SPDX-License-Identifier: MIT
 * test-read-derive: derived facts: values and units worked out by hand, stated ones checked, faults at their
 * characters. */
#include "findings-text.h"
#include "read/read.h"

#include <string.h>

/* The numbers of both articles, and some that are made up (x…). */
#define FACTS                                                                                                          \
  "<facts scope='区'>"                                                                                                \
  "<fact id='inv.all' name='三级完成率' value='115.3' unit='%' period='2025-01/2025-11' source='局'/>"           \
  "<fact id='inv.prov' name='省市完成率' value='112.6' unit='%' period='2025-01/2025-11'/>"                       \
  "<fact id='inv.zone' name='区完成率' value='121' unit='%' period='2025-01/2025-11'/>"                            \
  "<fact id='gdp' name='GDP增速' value='6.3' unit='%' period='2025Q1/2025Q3'/>"                                      \
  "<fact id='city.diff' name='与全市之差' value='0.6' unit='个百分点' period='2025Q1/2025Q3'/>"               \
  "<fact id='lithium' name='锂电营收' value='73.2' unit='亿元' period='2024'/>"                                  \
  "<fact id='lithium.growth' name='锂电增速' value='106.8' unit='%' period='2024'/>"                               \
  "<fact id='firms' name='企业' value='457' unit='家' period='2024-12-31'/>"                                        \
  "<fact id='firms-new' name='新增' value='73' unit='家' period='2024'/>"                                           \
  "<fact id='key' name='重点项目' value='92' unit='个' period='2024'/>"                                           \
  "<fact id='key25' name='重点项目' value='96' unit='个' period='2025'/>"                                         \
  "<fact id='prov' name='省市重点项目' value='30' unit='个' period='2025'/>"                                    \
  "<fact id='total' name='总投资' value='428.8' unit='亿元' period='2024'/>"                                      \
  "<fact id='wan' name='万元的' value='5000' unit='万元' period='2024'/>"                                         \
  "<fact id='leaders' name='区领导' value='12' unit='名' period='2025'/>"                                          \
  "<fact id='main' name='主导产业' value='350' unit='亿元' period='2024' relation='gt'/>"                        \
  "<fact id='nil' name='零' value='0' unit='家' period='2024'/>"                                                     \
  "<fact id='huge' name='大数' value='999999999999999' unit='家' period='2023'/>"                                   \
  "<fact id='fine' name='细数' value='0.000000000000001' unit='家' period='2023'/>"                                 \
  "<fact id='may' name='五月' value='1' period='2025-05'/>"                                                          \
  "<fact id='mid' name='月中' value='1' period='2025-05-15'/>"                                                       \
  "<fact id='leap' name='闰年' value='1' period='2024-01-01/2024-11-30'/>"
#define CLOSE "</facts>"

static JbReport *read_with(const char *derive, char **found)
{
  g_autofree char *xml =
      g_strconcat("<briefing xmlns='urn:jianbao:1' version='1'><head><title>题</title></head>\n" FACTS "\n", derive,
                  CLOSE "<body><p>文</p></body></briefing>", NULL);
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autoptr(GBytes) bytes = g_bytes_new(xml, strlen(xml));
  JbReport *report = jb_read_report(bytes, "t.xml", findings);
  g_autofree char *text = findings_text(findings);
  char *note = strstr(text, "[N215]");
  *found = note != NULL ? g_strndup(text, (size_t)(note - text)) : g_strdup(text);
  return report;
}

/* What <derive id='d' name='推' ATTRIBUTES/> is written as. */
static void assert_value(const char *attributes, const char *wanted)
{
  g_test_message("%s", attributes);
  g_autofree char *derive = g_strconcat("<derive id='d' name='推' ", attributes, "/>", NULL);
  g_autofree char *found = NULL;
  g_autoptr(JbReport) report = read_with(derive, &found);
  g_assert_cmpstr(found, ==, "");
  g_autofree char *value = jb_fact_format_marked_value(jb_report_fact_lookup(report, "d"));
  g_assert_cmpstr(value, ==, wanted);
}

/* An expression that stands first begins at column 31. */
static void assert_found(const char *attributes, const char *wanted)
{
  g_test_message("%s", attributes);
  g_autofree char *derive = g_strconcat("<derive id='d' name='推' ", attributes, "/>", NULL);
  g_autofree char *found = NULL;
  g_autoptr(JbReport) report = read_with(derive, &found);
  g_assert_cmpstr(found, ==, wanted);
}

static void test_sums(void)
{
  assert_value("expr='firms - firms-new'", "384家"); /* the longest name that is a fact */
  assert_value("expr='firms−firms-new'", "384家");
  assert_value("expr='key25 - prov'", "66个");
  assert_value("expr='key25 - 6 + 2*3'", "96个");
  assert_value("expr='-(prov - key25)'", "66个");
  assert_value("expr='lithium + wan'", "73.7亿元");
  assert_value("expr='wan + lithium'", "737000.0万元");
  assert_value("expr='wan + lithium' unit='亿元' digits='1'", "73.7亿元");
  assert_value("expr='inv.zone - inv.all'", "5.7个百分点");
  assert_value("expr='gdp - city.diff'", "5.7%");
  assert_value("expr='gdp - 0.6'", "5.7%");
}

/* 115.3 − 275/3 = 23.63…, 112.6 → 20.93…, 121 → 29.33… (seed-demands 6, case 1); by days 334/365 = 91.506… (case 2) */
static void test_schedule(void)
{
  assert_value("expr='schedule(inv.all, month)'", "91.7%");
  assert_value("expr='schedule(inv.all, day)' digits='2'", "91.51%");
  assert_value("expr='inv.all - schedule(inv.all, month)' stated='23.6'", "23.6个百分点");
  assert_value("expr='inv.prov - schedule(inv.prov, month)' stated='20.9'", "20.9个百分点");
  assert_value("expr='inv.zone - schedule(inv.zone, month)' stated='29.3'", "29.3个百分点");
  assert_value("expr='schedule(gdp, month)'", "75.0%");
  assert_value("expr='schedule(leap, day)' digits='2'", "91.53%"); /* 335 of 366 */
  assert_value("expr='schedule(firms, day)'", "100.0%");
  assert_found("expr='inv.all - schedule(inv.all, day)' stated='23.6'",
               "[E280] 3:73 推|23.6个百分点|23.8个百分点|23.793个百分点\n");
  assert_found("expr='schedule(may, month)'", "[E273] 3:40 may|2025-05\n");
  assert_found("expr='schedule(mid, month)'", "[E273] 3:40 mid|2025-05-15\n");
  assert_found("expr='schedule(gdp, quarter)'", "[E272] 3:45\n");
  assert_found("expr='schedule(gdp)'", "[E270] 3:43 )\n");
}

/* Case 13: 73.2/2.068 = 35.396…; 428.8/92 = 4.660…; 96/12 = 8; case 14: 96/92 = 1.0434… */
static void test_products(void)
{
  assert_value("expr='before(lithium, lithium.growth)'", "35.4亿元");
  assert_value("expr='total / key'", "4.7亿元/个");
  assert_value("expr='total ÷ key' unit='亿元' digits='2'", "4.66亿元");
  assert_value("expr='total / key' unit='万元/个'", "46608.7万元/个");
  assert_value("expr='key25 / leaders' digits='0'", "8个/名");
  assert_value("expr='growth(key25, key)'", "4.3%");
  assert_value("expr='growth(key, key25)'", "−4.2%");
  assert_value("expr='share(prov, key25)' digits='2'", "31.25%");
  assert_value("expr='share(wan, lithium)' digits='2'", "0.68%"); /* 0.5 of 73.2 */
  assert_value("expr='prov / key25' unit='%' digits='2'", "31.25%");
  assert_value("expr='prov / key25' digits='4'", "0.3125");
  assert_value("expr='total × gdp' digits='1'", "27.0亿元");                             /* 27.0144 */
  assert_value("expr='(inv.zone - inv.all) / (inv.zone - inv.prov)' unit='%'", "67.9%"); /* case 3 */
  assert_value("expr='main / key25' unit='亿元' digits='1'", "≈3.6亿元");                /* of what is not exact */
}

static void test_stated(void)
{
  assert_value("expr='share(prov, key25)' stated='31.3'", "31.3%");
  assert_value("expr='share(prov, key25)' stated='31'", "31%");
  assert_value("expr='total / 2' stated='214' relation='gt'", ">214亿元");
  assert_found("expr='total / 2' stated='214.4' relation='gt'", "[E280] 3:50 推|>214.4亿元|214.4亿元|214.400亿元\n");
  assert_found("expr='firms - firms-new' stated='383'", "[E280] 3:58 推|383家|384家|384.00家\n");
  assert_found("expr='inv.zone - inv.all' unit='%' stated='5.7'", "[E279] 3:57 个百分点|%\n");
}

static void test_inherited(void)
{
  g_autofree char *found = NULL;
  g_autoptr(JbReport) report = read_with("<derive id='d' name='超' expr='inv.all - schedule(inv.all, month)'/>"
                                         "<derive id='s' name='述' expr='inv.all - schedule(inv.all, month)' "
                                         "stated='23.6' scope='别处' period='2025'/>",
                                         &found);
  g_assert_cmpstr(found, ==, "");
  const JbFact *derived = jb_report_fact_lookup(report, "d"), *stated = jb_report_fact_lookup(report, "s");
  g_assert_cmpstr(derived->period, ==, "2025-01/2025-11");
  g_assert_cmpstr(derived->source, ==, "局");
  g_assert_cmpint(derived->status, ==, JB_FACT_DERIVED);
  g_assert_cmpint(stated->status, ==, JB_FACT_ACTUAL);
  g_assert_cmpstr(stated->scope, ==, "别处");
  g_assert_cmpstr(stated->period, ==, "2025");
}

/* Each at its character. */
static void test_faults(void)
{
  assert_found("expr='firms + total'", "[E274] 3:37 家|+|亿元\n");
  assert_found("expr='firms − inv.all'", "[E274] 3:37 家|−|%\n");
  assert_found("expr='firms * total'", "[E274] 3:37 家|×|亿元\n");
  assert_found("expr='1 / total'", "[E274] 3:33 1|÷|亿元\n");
  assert_found("expr='share(firms, total)'", "[E274] 3:44 家|share|亿元\n");
  assert_found("expr='before(firms, total)'", "[E274] 3:45 家|before|亿元\n");
  assert_found("expr='firms / nil'", "[E275] 3:37\n");
  assert_found("expr='growth(firms, nil)'", "[E275] 3:45\n");
  assert_found("expr='before(firms, -100)'", "[E275] 3:45\n");
  assert_found("expr='huge * 999999999999999'", "[E276] 3:36\n");
  assert_found("expr='huge + 2'", "[E276] 3:31\n"); /* 10^15 + 1 */
  assert_found("expr='huge * 100'", "[E276] 3:31\n");
  assert_value("expr='huge + 1'", "1000000000000000家");
  assert_found("expr='huge + fine'", "[E276] 3:36\n");
  assert_found("expr='firms + frims'", "[E202] 3:39 frims\n");
  assert_found("expr='frims-firms'", "[E202] 3:31 frims-firms\n");
  assert_found("expr='sum(firms, key)'", "[E271] 3:31 sum|growth, share, before, schedule\n");
  assert_found("expr='firms +'", "[E270] 3:38 the end\n");
  assert_found("expr=''", "[E270] 3:31 the end\n");
  assert_found("expr='(firms'", "[E270] 3:37 the end\n");
  assert_found("expr='firms) + 1'", "[E270] 3:36 )\n");
  assert_found("expr='firms 企业'", "[E270] 3:37 企\n");
  assert_found("expr='1.2.3'", "[E270] 3:31 1\n");
  assert_found("expr='1234567890123456'", "[E276] 3:31\n");
  assert_found("expr='d + 1'", "[E278] 3:31 d\n");
  assert_found("expr='e + 1'/><derive id='e' name='二' expr='2 * d'", "[E278] 3:73 d\n");
}

static void test_depth(void)
{
  g_autoptr(GString) nested = g_string_new("expr='");
  for (int i = 0; i < 64; i++) {
    g_string_append_c(nested, '(');
  }
  g_string_append(nested, "firms'");
  assert_found(nested->str, "[E277] 3:95\n");
  g_autoptr(GString) chain = g_string_new("expr='e0'");
  for (int i = 0; i < 200; i++) {
    g_string_append_printf(chain, "/>\n<derive id='e%d' name='链%d' expr='e%d + 1'", i, i, i + 1);
  }
  g_string_append(chain, "/>\n<fact id='e200' name='底' value='1'");
  assert_found(chain->str, "[E277] 102:35\n[E277] 202:37\n");
}

/* 1,000 characters may be, no more. */
static void test_length(void)
{
  g_autoptr(GString) sum = g_string_new("expr='");
  for (int i = 0; i < 499; i++) {
    g_string_append(sum, "1+");
  }
  g_autofree char *longest = g_strconcat(sum->str, "11'", NULL), *longer = g_strconcat(sum->str, "111'", NULL);
  assert_value(longest, "510");
  assert_found(longer, "[E269] 3:31\n");
}

/* A number that failed is missing, and told once. */
static void test_failed(void)
{
  g_autofree char *xml =
      g_strconcat("<briefing xmlns='urn:jianbao:1' version='1'><head><title>题</title></head>" FACTS
                  "<derive id='d' name='推' expr='firms / nil'/><derive id='e' name='又' expr='d + 1'/>" CLOSE
                  "<body><p><v f='d'/>和<v f='e'/></p></body></briefing>",
                  NULL);
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autoptr(GBytes) bytes = g_bytes_new(xml, strlen(xml));
  g_autoptr(JbReport) report = jb_read_report(bytes, "t.xml", findings);
  g_assert_cmpuint(jb_findings_count_of(findings, JB_SEVERITY_ERROR), ==, 1);
  g_autofree char *plain = jb_inlines_to_plain(&report->blocks[0]->inlines);
  g_assert_cmpstr(plain, ==, "□和□");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/derive/sums", test_sums);
  g_test_add_func("/derive/schedule", test_schedule);
  g_test_add_func("/derive/products", test_products);
  g_test_add_func("/derive/stated", test_stated);
  g_test_add_func("/derive/inherited", test_inherited);
  g_test_add_func("/derive/faults", test_faults);
  g_test_add_func("/derive/depth", test_depth);
  g_test_add_func("/derive/length", test_length);
  g_test_add_func("/derive/failed", test_failed);
  return g_test_run();
}
