/* SPDX-License-Identifier: MIT
 * report/fact: how a fact is written. */
#include "report/fact.h"

#include "report/period.h"
#include "report/rational.h"
#include "report/unit.h"

#include <string.h>

#define NO_BREAK_SPACE "\xC2\xA0"

/* --- The number in its form --- */

typedef struct Written {
  JbDecimal number;
  const char *prefix;  /* 万, 亿: "" where the unit has none */
  const char *counted; /* the unit without it */
} Written;

static const char *power_prefix(int power)
{
  return power == 4 ? "万" : power == 8 ? "亿" : power == 12 ? "万亿" : "";
}

/* As stated, or scaled and rounded as the form asks; false when the number does not fit. */
static bool write_in(const JbFact *fact, JbFactForm form, Written *written)
{
  int stated = jb_unit_power(fact->unit ? fact->unit : "", &written->counted); /* a sum may have none yet */
  int power = form.scale == JB_FACT_AS_STATED ? stated : ((int)form.scale - JB_FACT_ONES) * 4;
  int digits = form.rounded ? form.digits : CLAMP(fact->value.scale + power - stated, 0, 15);
  JbRational exact;
  written->number = fact->value;
  written->prefix = power_prefix(power);
  if (power == stated && !form.rounded) {
    return true;
  }
  return jb_rational_of_decimal(fact->value, &exact) && jb_rational_scale(exact, stated - power, &exact) &&
         jb_rational_round(exact, digits, &written->number);
}

static Written write_or_as_stated(const JbFact *fact, JbFactForm form)
{
  Written written;
  if (!write_in(fact, form, &written)) {
    write_in(fact, (JbFactForm){0}, &written);
  }
  return written;
}

/* --- Digits --- */

/* Whole part in groups of three from its end; by spaces the fraction too, from its beginning. */
static void append_digits(GString *out, const char *digits, JbGrouping grouping)
{
  size_t whole = strspn(digits, "0123456789");
  size_t fraction = digits[whole] == '.' ? strlen(digits + whole + 1) : 0;
  const char *mark = grouping == JB_GROUPING_COMMA ? "," : grouping == JB_GROUPING_SPACE ? NO_BREAK_SPACE : "";
  for (size_t i = 0; i < whole; i++) {
    g_string_append(out, i > 0 && whole > 4 && (whole - i) % 3 == 0 ? mark : "");
    g_string_append_c(out, digits[i]);
  }
  for (size_t i = 0; i < fraction; i++) {
    bool parted = grouping == JB_GROUPING_SPACE && fraction > 4 && i > 0 && i % 3 == 0;
    g_string_append(out, i == 0 ? "." : parted ? mark : "");
    g_string_append_c(out, digits[whole + 1 + i]);
  }
}

/* A minus sign in place of the hyphen of the file: GB/T 15835 sets negative numbers with the sign, and a hyphen is
 * half its width. */
static void append_number(GString *out, const Written *written, JbGrouping grouping)
{
  char text[JB_DECIMAL_TEXT_SIZE];
  const char *digits = jb_decimal_format(written->number, text);
  g_string_append(out, *digits == '-' ? "−" : "");
  append_digits(out, digits + (*digits == '-'), grouping);
}

/* GB 3100, 7.1: a blank between number and unit symbol (12 km); none before %, °, or a Chinese word. It is no-break. */
static void append_unit(GString *out, const Written *written)
{
  bool symbol = *written->prefix == '\0' && g_ascii_isalpha(*written->counted);
  g_string_append_printf(out, "%s%s%s", symbol && out->len > 0 ? NO_BREAK_SPACE : "", written->prefix,
                         written->counted);
}

/* A whole number in Chinese numerals: 一千〇二十 is written 一千零二十, 10 to 19 十…; in groups of ten thousand. */
static void append_chinese(GString *out, uint64_t number)
{
  static const char *const digits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  static const struct {
    uint64_t value;
    const char *name;
  } powers[] = {{1000000000000, "万亿"}, {100000000, "亿"}, {10000, "万"}, {1000, "千"}, {100, "百"}, {10, "十"}};
  bool begun = false, gap = false;
  for (size_t i = 0; i < G_N_ELEMENTS(powers); i++) {
    uint64_t count = number / powers[i].value;
    number %= powers[i].value;
    gap = gap || (begun && count == 0);
    if (count == 0) {
      continue;
    }
    g_string_append(out, gap || (begun && powers[i].value > 1000 && count < 1000) ? "零" : "");
    if (begun || powers[i].value != 10 || count != 1) {
      append_chinese(out, count);
    }
    g_string_append(out, powers[i].name);
    begun = true;
    gap = false;
  }
  if (number > 0 || !begun) {
    g_string_append_printf(out, "%s%s", begun && gap ? "零" : "", digits[number]);
  }
}

/* What has a fraction or is negative stays in digits. */
static void append_chinese_number(GString *out, const Written *written, JbGrouping grouping)
{
  if (written->number.scale == 0 && written->number.digits >= 0) {
    append_chinese(out, (uint64_t)written->number.digits);
  } else {
    append_number(out, written, grouping);
  }
}

/* --- Relations --- */

/* What is weighed or paid breaks through a mark (突破350亿元); what is counted one by one is so many and more (60余项).
 */
static bool is_counted(const Written *written)
{
  return strcmp(written->counted, "元") != 0 && strcmp(written->counted, JB_UNIT_PERCENT) != 0 &&
         strcmp(written->counted, JB_UNIT_POINTS) != 0 && !g_ascii_isalpha(*written->counted) &&
         written->number.scale == 0;
}

static const char *words_before(const JbFact *fact, const Written *written)
{
  switch (fact->relation) {
  case JB_FACT_ABOUT:
    return "约";
  case JB_FACT_MORE:
    return is_counted(written) ? "" : "突破";
  case JB_FACT_LESS:
    return "不足";
  default:
    return "";
  }
}

static const char *words_behind(const JbFact *fact)
{
  return fact->relation == JB_FACT_AT_LEAST ? "以上" : fact->relation == JB_FACT_AT_MOST ? "以内" : "";
}

static const char *sign(const JbFact *fact)
{
  static const char *const signs[] = {
      [JB_FACT_EQUAL] = "",     [JB_FACT_ABOUT] = "≈", [JB_FACT_MORE] = ">",
      [JB_FACT_AT_LEAST] = "≥", [JB_FACT_LESS] = "<",  [JB_FACT_AT_MOST] = "≤",
  };
  return signs[fact->relation];
}

/* --- The whole --- */

static void append_in_words(GString *out, const JbFact *fact, Written *written, bool with_unit)
{
  g_string_append(out, words_before(fact, written));
  append_number(out, written, fact->grouping);
  if (fact->relation == JB_FACT_MORE && is_counted(written)) { /* 5万余人 */
    g_string_append_printf(out, "%s余", with_unit ? written->prefix : "");
    written->prefix = "";
  }
  if (with_unit) {
    append_unit(out, written);
  }
  g_string_append(out, words_behind(fact));
}

char *jb_fact_format(const JbFact *fact, JbFactForm form)
{
  if (form.part == JB_FACT_PERIOD) {
    return jb_period_format(fact->period);
  }
  Written written = write_or_as_stated(fact, form);
  GString *out = g_string_new(NULL);
  bool with_unit = form.part == JB_FACT_VALUE;
  if (form.part == JB_FACT_UNIT) {
    append_unit(out, &written);
  } else if (form.part == JB_FACT_CHINESE) {
    append_chinese_number(out, &written, fact->grouping);
    append_unit(out, &written);
  } else if (form.mark == JB_FACT_WORDS) {
    append_in_words(out, fact, &written, with_unit);
  } else {
    g_string_append(out, form.mark == JB_FACT_SIGN ? sign(fact) : "");
    append_number(out, &written, fact->grouping);
    if (with_unit) {
      append_unit(out, &written);
    }
  }
  return g_string_free(out, FALSE);
}

/* % and 万, 亿 stand with both numbers, since 63～68% could begin at 63; what is counted stands once. */
char *jb_fact_format_range(const JbFact *from, const JbFact *to, JbFactForm form)
{
  Written first = write_or_as_stated(from, form), last = write_or_as_stated(to, form);
  GString *out = g_string_new(NULL);
  bool with_unit = form.part == JB_FACT_VALUE;
  append_number(out, &first, from->grouping);
  if (with_unit) {
    bool percent = strcmp(first.counted, JB_UNIT_PERCENT) == 0;
    g_string_append(out, percent ? first.counted : first.prefix);
  }
  g_string_append(out, "～");
  append_number(out, &last, to->grouping);
  if (with_unit) {
    append_unit(out, &last);
  }
  return g_string_free(out, FALSE);
}

char *jb_fact_format_number(const JbFact *fact)
{
  return jb_fact_format(fact, (JbFactForm){.part = JB_FACT_NUMBER});
}

char *jb_fact_format_value(const JbFact *fact)
{
  return jb_fact_format(fact, (JbFactForm){0});
}

char *jb_fact_format_marked(const JbFact *fact)
{
  return jb_fact_format(fact, (JbFactForm){.part = JB_FACT_NUMBER, .mark = JB_FACT_SIGN});
}

char *jb_fact_format_marked_value(const JbFact *fact)
{
  return jb_fact_format(fact, (JbFactForm){.mark = JB_FACT_SIGN});
}

bool jb_fact_relation_allows(JbFactRelation relation, int order)
{
  switch (relation) {
  case JB_FACT_MORE:
    return order > 0;
  case JB_FACT_AT_LEAST:
    return order >= 0;
  case JB_FACT_LESS:
    return order < 0;
  case JB_FACT_AT_MOST:
    return order <= 0;
  case JB_FACT_EQUAL:
  case JB_FACT_ABOUT:
    break;
  }
  return order == 0;
}

const char *jb_fact_status_name(JbFactStatus status)
{
  static const char *const names[] = {
      [JB_FACT_ACTUAL] = "实际",
      [JB_FACT_EXPECTED] = "预计",
      [JB_FACT_DERIVED] = "推算",
      [JB_FACT_TARGET] = "目标",
  };
  return names[status];
}
