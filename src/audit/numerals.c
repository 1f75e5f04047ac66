/* SPDX-License-Identifier: MIT
 * audit/numerals: finds numerals, asks what they are.
 *
 * Model: a numeral is digits with their point and thousands marks, and what stands around it decides. A numeral is a
 * fact when value and unit are a fact's (4.9亿元 is 49000万元), or the value alone when it has a fraction, which is
 * hardly chance. What is a look-alike (look_alikes.c) is no datum; what is left is reported. Rejected: reporting every
 * Chinese numeral. Prose is full of them (一企一策, 三级, 二期, 千方百计), and an audit that cannot tell those from
 * data is switched off. */
#include "audit/numerals.h"

#include "audit/look_alikes.h"
#include "report/rational.h"
#include "report/unit.h"

#include <string.h>

/* --- Facts by number --- */

/* Text of an exact number → GPtrArray of JbFact. */
struct JbFactIndex {
  GHashTable *by_amount; /* with what 万 and 亿 of the unit make of it */
  GHashTable *by_number; /* as it is written */
};

static char *number_key(JbDecimal number, int power)
{
  JbRational exact;
  if (!jb_rational_of_decimal(number, &exact) || !jb_rational_scale(exact, power, &exact)) {
    return NULL;
  }
  return g_strdup_printf("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, exact.numerator, exact.denominator);
}

/* Takes key; NULL: out of range. */
static void index_under(GHashTable *index, char *key, const JbFact *fact)
{
  GPtrArray *facts = key ? g_hash_table_lookup(index, key) : NULL;
  if (facts) {
    g_free(key);
  } else if (key) {
    facts = g_ptr_array_new();
    g_hash_table_insert(index, key, facts);
  }
  if (facts) {
    g_ptr_array_add(facts, (gpointer)fact);
  }
}

static const GPtrArray *facts_under(GHashTable *index, JbDecimal number, int power)
{
  g_autofree char *key = number_key(number, power);
  return key ? g_hash_table_lookup(index, key) : NULL;
}

static void free_facts(gpointer facts)
{
  g_ptr_array_unref(facts);
}

JbFactIndex *jb_fact_index_new(const JbReport *report)
{
  JbFactIndex *index = g_new(JbFactIndex, 1);
  index->by_amount = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_facts);
  index->by_number = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_facts);
  for (size_t i = 0; i < report->fact_count; i++) {
    const JbFact *fact = report->facts[i];
    index_under(index->by_amount, number_key(fact->value, jb_unit_power(fact->unit, NULL)), fact);
    index_under(index->by_number, number_key(fact->value, 0), fact);
  }
  return index;
}

void jb_fact_index_free(JbFactIndex *index)
{
  if (index) {
    g_hash_table_unref(index->by_amount);
    g_hash_table_unref(index->by_number);
    g_free(index);
  }
}

/* --- What is a fact --- */

/* The fact with this number whose unit stands behind the numeral; one without a unit is none. */
static const JbFact *fact_with_unit(const JbFactIndex *index, const JbPassage *passage, const JbNumeral *numeral)
{
  int power;
  size_t unit = jb_numeral_unit_start(passage, numeral->end, &power);
  const GPtrArray *facts = facts_under(index->by_amount, numeral->value, power);
  for (guint i = 0; facts && i < facts->len; i++) {
    const JbFact *fact = facts->pdata[i];
    const char *counted;
    jb_unit_power(fact->unit, &counted);
    if (*counted != '\0' && jb_passage_has(passage, unit, counted)) {
      return fact;
    }
  }
  return NULL;
}

/* One with this very number, where nothing says what is counted: only a number with a fraction is no chance. */
static const JbFact *fact_with_number(const JbFactIndex *index, const JbPassage *passage, const JbNumeral *numeral)
{
  if (numeral->value.scale == 0 || jb_numeral_unit_end(passage, numeral->end) > numeral->end) {
    return NULL;
  }
  const GPtrArray *written = facts_under(index->by_number, numeral->value, 0);
  const GPtrArray *facts = written ? written : facts_under(index->by_amount, numeral->value, 0);
  return facts ? facts->pdata[0] : NULL;
}

/* --- Telling --- */

/* Finds numerals of one passage. */
typedef struct Search {
  const JbPassage *passage;
  const JbFactIndex *index;
  bool prose;
  size_t *literals; /* counts them instead of telling; NULL: tells */
  JbFindings *findings;
} Search;

/* Behind the numeral, what it ranges to and what it counts. */
static size_t whole_end(const JbPassage *passage, const JbNumeral *numeral)
{
  size_t end = jb_numeral_unit_end(passage, jb_numeral_range_end(passage, numeral, NULL));
  return MAX(end, jb_numeral_unit_end(passage, numeral->end));
}

static void tell(const Search *search, const JbNumeral *numeral, const JbFact *fact)
{
  const JbPassage *passage = search->passage;
  size_t start = numeral->start - jb_passage_ends(passage, numeral->start, "第");
  JbPlace place = jb_passage_place(passage, start);
  g_autofree char *words = jb_passage_text(passage, start, whole_end(passage, numeral));
  if (fact) {
    g_autofree char *value = jb_fact_format_marked_value(fact);
    jb_find(search->findings, NUMERAL_IS_FACT, place, words, fact->id, value);
  } else if (search->literals) {
    ++*search->literals;
  } else {
    jb_find(search->findings, NUMERAL_LITERAL, place, words);
  }
}

static size_t audit_arabic(const Search *search, size_t start)
{
  const JbPassage *passage = search->passage;
  JbNumeral numeral;
  bool read = jb_numeral_read(passage, start, &numeral);
  if (passage->characters[start].waived) {
    return MAX(numeral.end, start + 1);
  }
  size_t look_alike = jb_look_alike_end(passage, &numeral);
  if (look_alike > 0) {
    return look_alike;
  }
  const JbFact *fact = read ? fact_with_unit(search->index, passage, &numeral) : NULL;
  fact = fact || !read ? fact : fact_with_number(search->index, passage, &numeral);
  if (fact || search->prose) {
    tell(search, &numeral, fact);
  }
  JbNumeral upper = numeral;
  bool literal_range = !fact && jb_numeral_range_end(passage, &numeral, &upper) > numeral.end &&
                       !fact_with_unit(search->index, passage, &upper);
  return literal_range ? upper.end : numeral.end;
}

/* Sayings of policy, and ways of counting that name rather than count: 三级联动, 二期, 三年行动, 第四次会议. */
static bool is_saying(const JbPassage *passage, size_t start, size_t end)
{
  static const char *const sayings[] = {"四个意识", "四个自信", "四个全面", "两个维护", "两个确立",
                                        "两个轮子", "两个市场", "两种资源", "八项规定", "四好农村",
                                        "千家万户", "五位一体", "三个代表", NULL};
  static const char *const naming[] = {"级", "期", "线", "大", "次", "年", "步", "届", "维", "位一体", "好", NULL};
  return jb_passage_any(passage, start, sayings) > 0 || jb_passage_any(passage, end, naming) > 0;
}

/* 二十七个, 七所, 两万人, 两倍, 八成; but 百家, 十个 and 三天 are ways of speaking, 三个 and 两家 hardly ever data. */
static bool counts(const JbPassage *passage, size_t start, size_t end, int64_t value)
{
  static const char *const loose[] = {"个月", "小时", "分钟", "天", "点", "度", "类", "种", "条", "道", "支", "只",
                                      "层",   "本",   "部",   "轮", "头", "张", "岁", "周", "起", "对", "双", NULL};
  static const char *const measures[] = {"所", "座", "亩", "元", "吨", "公里", "平方米",
                                         "台", "辆", "栋", "倍", "成", "公顷", NULL};
  int power;
  size_t unit = jb_numeral_unit_start(passage, end, &power);
  bool round = end == start + 1 && value >= 10;
  return !round && jb_numeral_unit_end(passage, end) > unit && jb_passage_any(passage, unit, loose) == 0 &&
         (value >= 10 || (value >= 2 && jb_passage_any(passage, unit, measures) > 0));
}

/* 百分之六点四, 三分之一, whose first numeral ends at end. 0: it is none. */
static size_t audit_fraction(const Search *search, size_t start, size_t end, int64_t parts)
{
  const JbPassage *passage = search->passage;
  int64_t value = 0, fraction = 0;
  size_t share = end + 2, behind = jb_chinese_numeral(passage, share, &value);
  if (!jb_passage_has(passage, end, "分之") || behind == share) {
    return 0;
  }
  g_autoptr(GString) digits = g_string_new(NULL);
  g_string_printf(digits, "%" G_GINT64_FORMAT, value);
  if (jb_passage_has(passage, behind, "点") && jb_chinese_numeral(passage, behind + 1, &fraction) > behind + 1) {
    g_string_append_c(digits, '.');
    for (behind++; jb_chinese_digit(jb_passage_code(passage, behind)) >= 0; behind++) {
      g_string_append_printf(digits, "%d", (int)MIN(jb_chinese_digit(jb_passage_code(passage, behind)), 9));
    }
  }
  JbNumeral numeral = {.start = start, .end = behind};
  bool whole = parts == value; /* 百分之百 */
  if (!whole && jb_decimal_parse(digits->str, &numeral.value) == JB_DECIMAL_OK) {
    g_autofree char *key = parts == 100 ? number_key(numeral.value, 0) : NULL;
    const GPtrArray *facts = key ? g_hash_table_lookup(search->index->by_number, key) : NULL;
    const JbFact *fact = NULL;
    for (guint i = 0; facts && i < facts->len && !fact; i++) {
      const JbFact *candidate = facts->pdata[i];
      fact = strcmp(candidate->unit, JB_UNIT_PERCENT) == 0 ? candidate : NULL;
    }
    tell(search, &numeral, fact);
  }
  return behind;
}

/* Of Chinese numerals: with the unit of a fact, from two on, since 一个 is an article; ranks, prizes, fractions, and
 * what is counted in earnest. In cells they are parts of names. */
static size_t audit_chinese(const Search *search, size_t start)
{
  static const char *const ranks[] = {"名", "位", NULL}, *const prizes[] = {"等奖", NULL};
  const JbPassage *passage = search->passage;
  int64_t value = 0;
  size_t end = jb_chinese_numeral(passage, start, &value);
  const JbPassageCharacter *first = &passage->characters[start];
  if (end == start || first->waived || first->quoted || !search->prose) {
    return MAX(end, start + 1);
  }
  size_t behind = audit_fraction(search, start, end, value);
  if (behind > 0) {
    return behind;
  }
  bool rank = jb_passage_ends(passage, start, "第") && jb_passage_any(passage, end, ranks) > 0;
  bool prize = jb_passage_any(passage, end, prizes) > 0;
  bool announces = jb_passage_has(passage, end, "个方面") || (!rank && !prize && is_saying(passage, start, end));
  JbNumeral numeral = {.start = start, .end = end, .value = {.digits = value}};
  const JbFact *fact =
      (value >= 2 || rank || prize) && !announces ? fact_with_unit(search->index, passage, &numeral) : NULL;
  if (fact || rank || prize || (!announces && counts(passage, start, end, value))) {
    tell(search, &numeral, fact);
  }
  return end;
}

static void search_all(const Search *search)
{
  const JbPassage *passage = search->passage;
  for (size_t i = 0; i < passage->count;) {
    uint32_t code = passage->characters[i].code;
    i = jb_is_digit(code) ? audit_arabic(search, i) : jb_chinese_digit(code) >= 0 ? audit_chinese(search, i) : i + 1;
  }
}

void jb_audit_numerals(const JbPassage *passage, const JbFactIndex *index, bool prose, JbFindings *findings)
{
  search_all(&(Search){.passage = passage, .index = index, .prose = prose, .findings = findings});
}

size_t jb_audit_count_literals(const JbPassage *passage, const JbFactIndex *index)
{
  size_t literals = 0;
  search_all(&(Search){.passage = passage, .index = index, .prose = true, .literals = &literals});
  return literals;
}
