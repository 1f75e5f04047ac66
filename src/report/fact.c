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
  JbFactRelation relation;
} Written;

static const char *power_prefix(int power)
{
  return power == 4 ? "万" : power == 8 ? "亿" : power == 12 ? "万亿" : "";
}

static int power_of(JbFactScale scale)
{
  return ((int)scale - JB_FACT_ONES) * 4;
}

JbFactRelation jb_fact_relation_turned(JbFactRelation relation)
{
  static const JbFactRelation turned[] = {
      [JB_FACT_EQUAL] = JB_FACT_EQUAL,      [JB_FACT_ABOUT] = JB_FACT_ABOUT, [JB_FACT_MORE] = JB_FACT_LESS,
      [JB_FACT_AT_LEAST] = JB_FACT_AT_MOST, [JB_FACT_LESS] = JB_FACT_MORE,   [JB_FACT_AT_MOST] = JB_FACT_AT_LEAST,
  };
  return turned[relation];
}

/* As stated, or scaled and rounded as the form asks; false when the number does not fit. */
static bool write_in(const JbFact *fact, JbFactForm form, Written *written)
{
  int stated = jb_unit_power(fact->unit ? fact->unit : "", &written->counted); /* a sum may have none yet */
  int power = form.scale == JB_FACT_AS_STATED ? stated : power_of(form.scale);
  int digits = form.rounded ? form.digits : CLAMP(fact->value.scale + power - stated, 0, 15);
  JbRational exact;
  written->number = fact->value;
  written->prefix = power_prefix(power);
  written->relation = fact->relation;
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
  if (form.magnitude && written.number.digits < 0) {
    written.number.digits = -written.number.digits;
    written.relation = jb_fact_relation_turned(written.relation);
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

static void append_chinese(GString *out, uint64_t number);

/* A minus sign in place of the hyphen of the file: GB/T 15835 sets negative numbers with the sign, and a hyphen is
 * half its width. In Chinese numerals what has a fraction or is negative stays in digits. */
static void append_number(GString *out, const Written *written, JbGrouping grouping, JbFactForm form)
{
  char text[JB_DECIMAL_TEXT_SIZE];
  const char *digits = jb_decimal_format(written->number, text);
  bool negative = *digits == '-';
  g_string_append(out, negative ? "−" : form.plus && written->number.digits > 0 ? "+" : "");
  if (form.chinese && !negative && written->number.scale == 0) {
    append_chinese(out, (uint64_t)written->number.digits);
  } else {
    append_digits(out, digits + negative, grouping);
  }
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

/* --- Relations --- */

/* What is counted one by one, not weighed in money or rates. */
static bool is_counted(const Written *written)
{
  return strcmp(written->counted, "元") != 0 && strcmp(written->counted, JB_UNIT_PERCENT) != 0 &&
         strcmp(written->counted, JB_UNIT_POINTS) != 0 && !g_ascii_isalpha(*written->counted) &&
         written->number.scale == 0;
}

/* Signs, and words before and behind value and unit. */
static const struct {
  const char *sign, *before, *behind;
} relations[] = {
    [JB_FACT_EQUAL] = {"", "", ""},         [JB_FACT_ABOUT] = {"≈", "约", ""},  [JB_FACT_MORE] = {">", "突破", ""},
    [JB_FACT_AT_LEAST] = {"≥", "", "以上"}, [JB_FACT_LESS] = {"<", "不足", ""}, [JB_FACT_AT_MOST] = {"≤", "", "以内"},
};

/* Of what is more: money breaks through a mark (突破350亿元), a round count is so many and more (60余项, 5万余人, where
 * 余 parts 万 from what is counted), any other is exceeded (超过457家). */
static bool takes_yu(const Written *written, JbFactForm form)
{
  bool round = *written->prefix != '\0' || (written->number.digits != 0 && written->number.digits % 10 == 0);
  return form.mark == JB_FACT_WORDS && written->relation == JB_FACT_MORE && is_counted(written) && round;
}

static const char *word_before(const Written *written)
{
  return written->relation == JB_FACT_MORE && is_counted(written) ? "超过" : relations[written->relation].before;
}

static const char *mark_before(const Written *written, JbFactForm form)
{
  switch (form.mark) {
  case JB_FACT_SIGN:
    return relations[written->relation].sign;
  case JB_FACT_WORDS:
    return takes_yu(written, form) ? "" : word_before(written);
  case JB_FACT_ORDINAL:
    return written->relation == JB_FACT_AT_MOST ? "前" : "第";
  case JB_FACT_UNMARKED:
    break;
  }
  return "";
}

/* --- The whole --- */

static void append_head(GString *out, const JbFact *fact, const Written *written, JbFactForm form)
{
  g_string_append(out, mark_before(written, form));
  append_number(out, written, fact->grouping, form);
  if (takes_yu(written, form)) {
    g_string_append_printf(out, "%s余", written->prefix);
  }
}

static void append_tail(GString *out, const Written *written, JbFactForm form)
{
  Written behind = *written;
  behind.prefix = takes_yu(written, form) ? "" : written->prefix;
  append_unit(out, &behind);
  g_string_append(out, form.mark == JB_FACT_WORDS ? relations[written->relation].behind : "");
}

char *jb_fact_format(const JbFact *fact, JbFactForm form)
{
  if (form.part == JB_FACT_PERIOD || form.part == JB_FACT_DAY) {
    return (form.part == JB_FACT_DAY ? jb_period_format_in_year : jb_period_format)(fact->period);
  }
  Written written = write_or_as_stated(fact, form);
  GString *out = g_string_new(NULL);
  if (form.part != JB_FACT_UNIT) {
    append_head(out, fact, &written, form);
  }
  if (form.part != JB_FACT_NUMBER) {
    append_tail(out, &written, form);
  }
  return g_string_free(out, FALSE);
}

/* --- Copies --- */

bool jb_fact_unit_scales(const char *unit, JbFactForm form)
{
  const char *counted;
  jb_unit_power(unit, &counted);
  if (form.money) {
    return strcmp(counted, "元") == 0;
  }
  return strcmp(unit, JB_UNIT_PERCENT) != 0 && strcmp(unit, JB_UNIT_POINTS) != 0;
}

JbFact *jb_fact_place(const JbFact *fact, JbFactForm form)
{
  JbFact *copy = g_memdup2(fact, sizeof *fact);
  Written written;
  bool scaled = jb_fact_unit_scales(fact->unit, form) && write_in(fact, (JbFactForm){.scale = form.scale}, &written);
  copy->value = scaled ? written.number : fact->value;
  copy->unit = scaled ? g_strconcat(written.prefix, written.counted, NULL) : g_strdup(fact->unit);
  char **texts[] = {&copy->id, &copy->name, &copy->period, &copy->scope, &copy->base, &copy->source, &copy->expression};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    *texts[i] = g_strdup(*texts[i]);
  }
  copy->placed = true;
  copy->form = form;
  copy->form.scale = JB_FACT_AS_STATED;
  return copy;
}

void jb_fact_free(JbFact *fact)
{
  if (!fact) {
    return;
  }
  char *texts[] = {fact->id,    fact->name, fact->unit,   fact->period,
                   fact->scope, fact->base, fact->source, fact->expression};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_free(texts[i]);
  }
  g_free(fact);
}

/* --- Ranges and forms by name --- */

/* % and 万, 亿 stand with both numbers, since 63～68% could begin at 63; what is counted stands once. */
char *jb_fact_format_range(const JbFact *from, const JbFact *to, JbFactForm form)
{
  Written first = write_or_as_stated(from, form), last = write_or_as_stated(to, form);
  GString *out = g_string_new(NULL);
  bool with_unit = form.part == JB_FACT_VALUE;
  append_number(out, &first, from->grouping, form);
  if (with_unit) {
    bool percent = strcmp(first.counted, JB_UNIT_PERCENT) == 0;
    g_string_append(out, percent ? first.counted : first.prefix);
  }
  g_string_append(out, "～");
  append_number(out, &last, to->grouping, form);
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

static char *format_marked(const JbFact *fact, JbFactPart part)
{
  JbFactForm form = fact->placed ? fact->form : (JbFactForm){.mark = JB_FACT_SIGN};
  form.part = part;
  return jb_fact_format(fact, form);
}

/* 5万余人 would be 5万余 here, under a unit that says 万人 once more: the sign does not part it. */
char *jb_fact_format_marked(const JbFact *fact)
{
  JbFactForm form = fact->form;
  Written written = write_or_as_stated(fact, form);
  if (*written.prefix == '\0' || !takes_yu(&written, form)) {
    return format_marked(fact, JB_FACT_NUMBER);
  }
  form.part = JB_FACT_NUMBER;
  form.mark = JB_FACT_SIGN;
  return jb_fact_format(fact, form);
}

char *jb_fact_format_marked_head(const JbFact *fact)
{
  return format_marked(fact, JB_FACT_NUMBER);
}

char *jb_fact_format_marked_value(const JbFact *fact)
{
  return format_marked(fact, JB_FACT_VALUE);
}

char *jb_fact_format_marked_unit(const JbFact *fact)
{
  return format_marked(fact, JB_FACT_UNIT);
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

/* --- Which number it is --- */

char *jb_fact_name_key(const char *name)
{
  static const char *const marks[] = {"“", "”", "、", " ", "（", "）", "(", ")", "·", "的"};
  static const char *const same[][2] = {{"地区生产总值", "GDP"}, {"生产总值", "GDP"}, {"规模以上", "规上"}};
  g_autoptr(GString) key = g_string_new(name);
  for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
    g_string_replace(key, marks[i], "", 0);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(same); i++) {
    g_string_replace(key, same[i][0], same[i][1], 0);
  }
  return g_strdup(key->str);
}

char *jb_fact_identity(const JbFact *fact, const char *scope)
{
  int first, end;
  g_autofree char *name = jb_fact_name_key(fact->name);
  g_autofree char *period =
      jb_period_days(fact->period, &first, &end) ? g_strdup_printf("%d-%d", first, end) : g_strdup(fact->period);
  const char *target = fact->status == JB_FACT_TARGET ? "target" : "";
  return g_strjoin("\x1f", name, *fact->scope != '\0' ? fact->scope : scope, period, fact->base, target, NULL);
}

/* In ones of what is counted; false: too large. */
static bool in_ones(const JbFact *fact, JbRational *number)
{
  return jb_rational_of_decimal(fact->value, number) &&
         jb_rational_scale(*number, jb_unit_power(fact->unit, NULL), number);
}

bool jb_facts_equal(const JbFact *a, const JbFact *b)
{
  JbRational here, there;
  return a->relation == b->relation && jb_units_count_alike(a->unit, b->unit) && in_ones(a, &here) &&
         in_ones(b, &there) && jb_rational_compare(here, there) == 0;
}

/* Is the number of a, rounded as b is written, that of b? */
static bool rounds_to(const JbFact *a, const JbFact *b)
{
  JbRational number;
  JbDecimal rounded;
  return in_ones(a, &number) && jb_rational_scale(number, -jb_unit_power(b->unit, NULL), &number) &&
         jb_rational_round(number, b->value.scale, &rounded) && jb_decimal_compare(rounded, b->value) == 0;
}

bool jb_facts_agree(const JbFact *a, const JbFact *b)
{
  JbRational here, there;
  if (jb_facts_equal(a, b)) {
    return true;
  }
  if (!jb_units_count_alike(a->unit, b->unit) || !in_ones(a, &here) || !in_ones(b, &there)) {
    return false;
  }
  if (a->relation != b->relation) {
    int order = jb_rational_compare(here, there);
    return a->relation == JB_FACT_ABOUT || b->relation == JB_FACT_ABOUT ||
           (jb_fact_relation_allows(b->relation, order) && jb_fact_relation_allows(a->relation, -order)) ||
           (b->relation != JB_FACT_EQUAL && jb_fact_relation_allows(b->relation, order)) ||
           (a->relation != JB_FACT_EQUAL && jb_fact_relation_allows(a->relation, -order));
  }
  return a->relation == JB_FACT_EQUAL && (rounds_to(a, b) || rounds_to(b, a));
}
