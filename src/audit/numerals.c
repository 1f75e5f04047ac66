/* SPDX-License-Identifier: MIT
 * audit/numerals: finds numerals, asks what they are.
 *
 * Model: a numeral is digits with their point and thousands marks, and what stands around it decides. A numeral is a
 * fact when value and unit are a fact's (4.9亿元 is 49000万元), or the value alone when it has a fraction, which is
 * hardly chance. A list of classes says what is no data; what is left is reported. Rejected: reporting every Chinese
 * numeral. Prose is full of them (一企一策, 三级, 二期, 千方百计), and an audit that cannot tell those from data is
 * switched off. */
#include "audit/numerals.h"

#include "base/utf8.h"
#include "report/rational.h"
#include "report/unit.h"

#include <string.h>

/* --- Facts by number --- */

struct JbFactIndex {
  GHashTable *by_number; /* text of the exact number → GPtrArray of JbFact */
};

static char *number_key(JbDecimal number, int power)
{
  JbRational exact;
  if (!jb_rational_of_decimal(number, &exact) || !jb_rational_scale(exact, power, &exact)) {
    return NULL;
  }
  return g_strdup_printf("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, exact.numerator, exact.denominator);
}

static void index_under(JbFactIndex *index, char *key, const JbFact *fact)
{
  if (!key) {
    return;
  }
  GPtrArray *facts = g_hash_table_lookup(index->by_number, key);
  if (!facts) {
    facts = g_ptr_array_new();
    g_hash_table_insert(index->by_number, g_strdup(key), facts);
  }
  g_ptr_array_add(facts, (gpointer)fact);
  g_free(key);
}

static void free_facts(gpointer facts)
{
  g_ptr_array_unref(facts);
}

JbFactIndex *jb_fact_index_new(const JbReport *report)
{
  JbFactIndex *index = g_new(JbFactIndex, 1);
  index->by_number = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_facts);
  for (size_t i = 0; i < report->fact_count; i++) {
    const JbFact *fact = report->facts[i];
    int power = jb_unit_power(fact->unit, NULL);
    index_under(index, number_key(fact->value, power), fact);
    if (power != 0) {
      index_under(index, number_key(fact->value, 0), fact);
    }
  }
  return index;
}

void jb_fact_index_free(JbFactIndex *index)
{
  if (index) {
    g_hash_table_unref(index->by_number);
    g_free(index);
  }
}

/* --- Numerals --- */

typedef struct Numeral {
  size_t start, end;
  JbDecimal value;
  bool chinese;
} Numeral;

static bool is_digit(uint32_t code)
{
  return code >= '0' && code <= '9';
}

static bool is_letter(uint32_t code)
{
  return code < 0x80 && g_ascii_isalpha((char)code);
}

/* One to three digits and groups of three behind commas, or digits; then a fraction. */
static bool read_arabic(const JbPassage *passage, size_t start, Numeral *numeral)
{
  g_autoptr(GString) digits = g_string_new(NULL);
  size_t end = start;
  for (;; end++) {
    uint32_t code = jb_passage_code(passage, end), next = jb_passage_code(passage, end + 1);
    bool point = code == '.' && is_digit(next) && !strchr(digits->str, '.');
    bool group = code == ',' && is_digit(next) && is_digit(jb_passage_code(passage, end + 2)) &&
                 is_digit(jb_passage_code(passage, end + 3)) && !is_digit(jb_passage_code(passage, end + 4));
    if (!is_digit(code) && !point && !group) {
      break;
    }
    if (!group) {
      g_string_append_c(digits, (char)code);
    }
  }
  *numeral = (Numeral){.start = start, .end = end};
  return end > start && jb_decimal_parse(digits->str, &numeral->value) == JB_DECIMAL_OK;
}

/* 0–9, 10, 100, 1000, 10^4, 10^8; -1 for what is no numeral. */
static int64_t chinese_digit(uint32_t code)
{
  static const struct {
    uint32_t code;
    int64_t value;
  } digits[] = {{U'〇', 0},  {U'零', 0},   {U'一', 1},    {U'二', 2},     {U'两', 2},        {U'三', 3},
                {U'四', 4},  {U'五', 5},   {U'六', 6},    {U'七', 7},     {U'八', 8},        {U'九', 9},
                {U'十', 10}, {U'百', 100}, {U'千', 1000}, {U'万', 10000}, {U'亿', 100000000}};
  for (size_t i = 0; i < G_N_ELEMENTS(digits); i++) {
    if (digits[i].code == code) {
      return digits[i].value;
    }
  }
  return -1;
}

/* Sections of ten thousand: 一百二十万三千 = (100 + 20) · 10^4 + 3000; digits in a row are positions: 二〇二四. */
size_t jb_chinese_numeral(const JbPassage *passage, size_t start, int64_t *value)
{
  static const int64_t most = 1000000000000000;
  int64_t total = 0, section = 0, digit = 0;
  bool after_digit = false;
  size_t end = start;
  for (int64_t read; (read = chinese_digit(jb_passage_code(passage, end))) >= 0; end++) {
    if (read < 10) {
      digit = after_digit && digit < most / 100 ? digit * 10 + read : read;
    } else if (read < 10000) {
      section += (digit == 0 ? 1 : digit) * read;
      digit = 0;
    } else {
      total = total + section + digit;
      section = digit = 0;
      if (total > most / read) {
        return start;
      }
      total *= read;
    }
    if (section > most) {
      return start;
    }
    after_digit = read < 10;
  }
  *value = total + section + digit;
  return end;
}

/* --- What is no data --- */

/* 1-11, 63%～68%: behind the range partner of a numeral that ends here; else here. */
static size_t behind_range(const JbPassage *passage, size_t end)
{
  static const char *const marks[] = {"-", "–", "—", "～", "~", "至", "到", "、", NULL};
  size_t mark = jb_passage_any(passage, end, marks);
  Numeral other;
  return mark > 0 && read_arabic(passage, end + mark, &other) ? other.end : end;
}

static bool is_year_or_date(const JbPassage *passage, const Numeral *numeral)
{
  static const char *const parts[] = {"月", "日", "号", "时", "季度", "年度", "年代", "世纪", NULL};
  static const char *const programmes[] = {"年行动", "年攻坚", "年计划", "年规划", "年方案", NULL};
  size_t behind = behind_range(passage, numeral->end);
  bool year = numeral->end - numeral->start == 4 && numeral->value.scale == 0 && numeral->value.digits >= 1900 &&
              numeral->value.digits < 2100;
  uint32_t next = jb_passage_code(passage, behind);
  bool alone = next == 0 || (!jb_character_is_han(next) && next != '%' && next != JB_PASSAGE_VALUE);
  return jb_passage_any(passage, behind, parts) > 0 || jb_passage_any(passage, numeral->end, programmes) > 0 ||
         (year && (alone || jb_passage_has(passage, behind, "年")));
}

/* 第3期, 第12条; 第2名 is data. */
static bool is_ordinal(const JbPassage *passage, const Numeral *numeral)
{
  static const char *const things[] = {"期", "章", "节", "条", "款", "项", "届",   "次",   "卷", "篇", "编",
                                       "辑", "讲", "页", "版", "批", "轮", "部分", "季度", "号", NULL};
  static const char *const labels[] = {"图", "表", "附件", "式", NULL};
  if (jb_passage_ends(passage, numeral->start, "第")) {
    return jb_passage_any(passage, numeral->end, things) > 0;
  }
  for (size_t i = 0; labels[i]; i++) {
    if (jb_passage_ends(passage, numeral->start, labels[i])) {
      return true;
    }
  }
  return jb_passage_has(passage, numeral->end, "期");
}

/* 5G, A3, COVID-19, 14:30, 1.2.3; but 12km and 3MW are data. */
static bool is_model_or_time(const JbPassage *passage, const Numeral *numeral)
{
  static const char *const units[] = {"km", "kg", "kW", "MW", "GW", "kV", "GB", "TB", "mm", "cm",
                                      "ha", "m",  "t",  "L",  "W",  "h",  "d",  "g",  NULL};
  uint32_t before = jb_passage_code(passage, numeral->start - 1), next = jb_passage_code(passage, numeral->end);
  bool part_of_word = is_letter(before) || (before == '-' && is_letter(jb_passage_code(passage, numeral->start - 2)));
  bool time = ((next == ':' || next == 0xFF1A) && is_digit(jb_passage_code(passage, numeral->end + 1))) ||
              ((before == ':' || before == 0xFF1A) && is_digit(jb_passage_code(passage, numeral->start - 2)));
  size_t unit = jb_passage_any(passage, numeral->end, units);
  bool model = is_letter(next) && (unit == 0 || is_letter(jb_passage_code(passage, numeral->end + unit)));
  bool version = (next == '.' && is_digit(jb_passage_code(passage, numeral->end + 1))) ||
                 (before == '.' && is_digit(jb_passage_code(passage, numeral->start - 2)));
  return part_of_word || time || model || version || before == 0x3014; /* 〔2024〕 */
}

/* “8010”, and the number of a list: 1. 2、 （3） at the beginning. */
static bool is_name_or_number(const JbPassage *passage, const Numeral *numeral)
{
  const JbPassageCharacter *characters = passage->characters;
  uint32_t next = jb_passage_code(passage, numeral->end);
  bool whole = numeral->start > 0 && characters[numeral->start].quoted && !characters[numeral->start - 1].fact &&
               (numeral->start < 2 || !characters[numeral->start - 2].quoted) && numeral->end < passage->count &&
               !characters[numeral->end].quoted;
  bool listed = (numeral->start == 0 && (next == '.' || next == 0x3001 || next == 0xFF09)) ||
                (numeral->start == 1 && characters[0].code == 0xFF08 && next == 0xFF09);
  return whole || listed;
}

static bool is_no_datum(const JbPassage *passage, const Numeral *numeral)
{
  return is_year_or_date(passage, numeral) || is_ordinal(passage, numeral) || is_model_or_time(passage, numeral) ||
         is_name_or_number(passage, numeral);
}

/* --- What is a fact --- */

/* Behind blanks and 余, 多: where a unit begins; *power: what 万 and 亿 behind the numeral make of it. */
static size_t unit_start(const JbPassage *passage, size_t end, int *power)
{
  static const char *const fillers[] = {" ", "\xC2\xA0", "余", "多", NULL};
  static const char *const powers[] = {"万亿", "亿", "万"};
  static const int values[] = {12, 8, 4};
  end += jb_passage_any(passage, end, fillers);
  *power = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(powers); i++) {
    if (jb_passage_has(passage, end, powers[i])) {
      *power = values[i];
      end += jb_utf8_count(powers[i], strlen(powers[i]));
      break;
    }
  }
  return end + jb_passage_any(passage, end, fillers);
}

/* The fact with this number whose unit stands behind the numeral. unit_wanted: a fact without one is none. */
static const JbFact *fact_with_unit(const JbFactIndex *index, const JbPassage *passage, const Numeral *numeral)
{
  int power;
  size_t unit = unit_start(passage, numeral->end, &power);
  g_autofree char *key = number_key(numeral->value, power);
  const GPtrArray *facts = key ? g_hash_table_lookup(index->by_number, key) : NULL;
  for (guint i = 0; facts && i < facts->len; i++) {
    const JbFact *fact = facts->pdata[i];
    const char *counted;
    int stated = jb_unit_power(fact->unit, &counted);
    g_autofree char *own = number_key(fact->value, stated);
    if (*counted != '\0' && g_strcmp0(own, key) == 0 && jb_passage_has(passage, unit, counted)) {
      return fact;
    }
  }
  return NULL;
}

/* One with this very number, whatever is counted: only a number with a fraction is no chance. */
static const JbFact *fact_with_number(const JbFactIndex *index, const Numeral *numeral)
{
  if (numeral->value.scale == 0) {
    return NULL;
  }
  g_autofree char *key = number_key(numeral->value, 0);
  const GPtrArray *facts = key ? g_hash_table_lookup(index->by_number, key) : NULL;
  return facts ? facts->pdata[0] : NULL;
}

/* --- Telling --- */

/* The numeral and the few characters behind it that say what it counts. */
static char *shown(const JbPassage *passage, const Numeral *numeral)
{
  size_t end = numeral->end;
  while (end < numeral->end + 4 &&
         (jb_character_is_han(jb_passage_code(passage, end)) || jb_passage_code(passage, end) == '%')) {
    end++;
  }
  return jb_passage_text(passage, numeral->start, end);
}

static void tell(const JbPassage *passage, const Numeral *numeral, const JbFact *fact, JbFindings *findings)
{
  JbPlace place = jb_passage_place(passage, numeral->start);
  g_autofree char *words = shown(passage, numeral);
  if (fact) {
    g_autofree char *value = jb_fact_format_marked_value(fact);
    jb_find(findings, NUMERAL_IS_FACT, place, words, fact->id, value);
  } else {
    jb_find(findings, NUMERAL_LITERAL, place, words);
  }
}

static size_t audit_arabic(const JbPassage *passage, size_t start, const JbFactIndex *index, bool prose,
                           JbFindings *findings)
{
  Numeral numeral;
  bool read = read_arabic(passage, start, &numeral);
  if (passage->characters[start].waived) {
    return MAX(numeral.end, start + 1);
  }
  const JbFact *fact = read ? fact_with_unit(index, passage, &numeral) : NULL;
  if (!fact && is_no_datum(passage, &numeral)) {
    return numeral.end;
  }
  fact = fact || !read ? fact : fact_with_number(index, &numeral);
  if (fact || prose) {
    tell(passage, &numeral, fact, findings);
  }
  return numeral.end;
}

/* Of Chinese numerals: with the unit of a fact, from two on, since 一个 is an article; and ranks and prizes.
 * In cells they are parts of names. */
static size_t audit_chinese(const JbPassage *passage, size_t start, const JbFactIndex *index, bool prose,
                            JbFindings *findings)
{
  static const char *const ranks[] = {"名", "位", NULL}, *const prizes[] = {"等奖", NULL};
  int64_t value = 0;
  size_t end = jb_chinese_numeral(passage, start, &value);
  const JbPassageCharacter *first = &passage->characters[start];
  if (end == start || first->waived || first->quoted || !prose) {
    return MAX(end, start + 1);
  }
  bool rank = jb_passage_ends(passage, start, "第") && jb_passage_any(passage, end, ranks) > 0;
  bool prize = jb_passage_any(passage, end, prizes) > 0;
  Numeral numeral = {.start = start, .end = end, .value = {.digits = value}, .chinese = true};
  bool announces = jb_passage_has(passage, end, "个方面");
  const JbFact *fact =
      value >= 2 || rank || prize ? (announces ? NULL : fact_with_unit(index, passage, &numeral)) : NULL;
  if (fact || rank || prize) {
    tell(passage, &numeral, fact, findings);
  }
  return end;
}

void jb_audit_numerals(const JbPassage *passage, const JbFactIndex *index, bool prose, JbFindings *findings)
{
  for (size_t i = 0; i < passage->count;) {
    uint32_t code = passage->characters[i].code;
    i = is_digit(code)             ? audit_arabic(passage, i, index, prose, findings)
        : chinese_digit(code) >= 0 ? audit_chinese(passage, i, index, prose, findings)
                                   : i + 1;
  }
}
