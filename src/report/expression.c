/* SPDX-License-Identifier: MIT
 * report/expression: evaluates while it reads. Expressions are a line long and evaluated once, so that a tree would
 * only be one more thing to keep right; the first fault ends it. */
#include "report/expression.h"

#include "base/utf8.h"
#include "report/period.h"
#include "report/unit.h"

#include <string.h>

enum { MAXIMUM_DEPTH = 64, MAXIMUM_LENGTH = 1000 };

typedef struct Parser {
  JbExpression *expression;
  const char *at;
  int depth;
} Parser;

static bool parse_sum(Parser *parser, JbQuantity *value);

/* --- Faults --- */

static JbPlace place_of(const Parser *parser, const char *at)
{
  JbPlace place = parser->expression->place;
  const char *start = parser->expression->text;
  place.column += (int)jb_utf8_count(start, (size_t)(at - start));
  return place;
}

static bool refuse(const Parser *parser, const char *at, JbMessage message, const char *first, const char *second,
                   const char *third)
{
  jb_findings_add(parser->expression->findings, message, place_of(parser, at), first, second, third, NULL);
  return false;
}

static bool refuse_overflow(const Parser *parser, const char *at)
{
  return refuse(parser, at, JB_MESSAGE_EXPRESSION_OVERFLOW, NULL, NULL, NULL);
}

static const char *unit_name(const JbQuantity *quantity)
{
  return *quantity->unit != '\0' ? quantity->unit : "1";
}

static bool refuse_units(const Parser *parser, const char *at, const JbQuantity *a, const char *sign,
                         const JbQuantity *b)
{
  return refuse(parser, at, JB_MESSAGE_EXPRESSION_UNITS, unit_name(a), sign, unit_name(b));
}

static bool refuse_here(const Parser *parser)
{
  const char *end = parser->at;
  if (*end != '\0') {
    jb_utf8_next(&end);
  }
  g_autofree char *found = g_strndup(parser->at, (size_t)(end - parser->at));
  return refuse(parser, parser->at, JB_MESSAGE_EXPRESSION_SYNTAX, *found != '\0' ? found : "the end", NULL, NULL);
}

/* --- Characters --- */

static void skip_blanks(Parser *parser)
{
  parser->at += strspn(parser->at, " \t\n");
}

/* Moves past sign if it is next. */
static bool take(Parser *parser, const char *sign)
{
  skip_blanks(parser);
  if (!g_str_has_prefix(parser->at, sign)) {
    return false;
  }
  parser->at += strlen(sign);
  return true;
}

static bool expect(Parser *parser, const char *sign)
{
  return take(parser, sign) || refuse_here(parser);
}

/* As names of XML are made, as far as it matters here: anything but blanks and the marks of expressions. */
static size_t name_length(const char *text)
{
  const char *at = text;
  while (*at != '\0' && !strchr(" \t\n+*/(),", *at) && !g_str_has_prefix(at, "×") && !g_str_has_prefix(at, "÷") &&
         !g_str_has_prefix(at, "−")) {
    jb_utf8_next(&at);
  }
  return (size_t)(at - text);
}

/* --- Units --- */

/* Both numbers in the unit of the first. */
static bool bring_together(const JbQuantity *a, const JbQuantity *b, JbRational *number)
{
  return jb_rational_scale(b->number, jb_unit_power(b->unit, NULL) - jb_unit_power(a->unit, NULL), number);
}

/* A written number, which takes the unit it is added to. */
static bool is_bare(const JbQuantity *quantity)
{
  return quantity->literal && *quantity->unit == '\0';
}

static bool is(const JbQuantity *quantity, const char *unit)
{
  return strcmp(quantity->unit, unit) == 0;
}

/* The unit of a sum or difference; NULL: they do not go together. */
static const char *unit_of_sum(const JbQuantity *a, const JbQuantity *b, bool minus)
{
  bool percent = is(a, JB_UNIT_PERCENT), points = is(a, JB_UNIT_POINTS);
  if (is_bare(a) || is_bare(b)) {
    return is_bare(a) ? b->unit : a->unit;
  }
  if (percent && is(b, JB_UNIT_PERCENT)) {
    return minus ? JB_UNIT_POINTS : JB_UNIT_PERCENT;
  }
  if ((percent && is(b, JB_UNIT_POINTS)) || (points && is(b, JB_UNIT_PERCENT) && !minus)) {
    return JB_UNIT_PERCENT;
  }
  return jb_units_count_alike(a->unit, b->unit) ? a->unit : NULL;
}

bool jb_quantity_convert(JbQuantity *quantity, const char *unit, bool *overflow)
{
  *overflow = false;
  int power = 0;
  if (is_bare(quantity)) {
    quantity->unit = unit;
  } else if (jb_units_count_alike(quantity->unit, unit)) {
    power = jb_unit_power(quantity->unit, NULL) - jb_unit_power(unit, NULL);
  } else if (*quantity->unit == '\0' && strcmp(unit, JB_UNIT_PERCENT) == 0) {
    power = 2;
  } else { /* 亿元/个 may be called 亿元 */
    size_t length = strlen(unit);
    if (strncmp(quantity->unit, unit, length) != 0 || quantity->unit[length] != '/') {
      return false;
    }
  }
  *overflow = !jb_rational_scale(quantity->number, power, &quantity->number);
  quantity->unit = unit;
  return true;
}

/* --- Functions --- */

typedef struct Arguments {
  JbQuantity values[2];
  const char *at[2]; /* where each begins */
} Arguments;

/* a / b · 100, of two that count alike. */
static bool percentage(Parser *parser, const Arguments *arguments, const char *sign, JbQuantity *result)
{
  const JbQuantity *a = &arguments->values[0], *b = &arguments->values[1];
  JbRational divisor, ratio;
  if (!jb_units_count_alike(a->unit, b->unit)) {
    return refuse_units(parser, arguments->at[1], a, sign, b);
  }
  if (b->number.numerator == 0) {
    return refuse(parser, arguments->at[1], JB_MESSAGE_EXPRESSION_DIVISION, NULL, NULL, NULL);
  }
  *result = (JbQuantity){.unit = JB_UNIT_PERCENT, .digits = 1, .exact = a->exact && b->exact};
  return (bring_together(a, b, &divisor) && jb_rational_divide(a->number, divisor, &ratio) &&
          jb_rational_scale(ratio, 2, &result->number)) ||
         refuse_overflow(parser, arguments->at[0]);
}

static bool growth(Parser *parser, const Arguments *arguments, JbQuantity *result)
{
  return percentage(parser, arguments, "growth", result) &&
         (jb_rational_subtract(result->number, jb_rational_of_int(100), &result->number) ||
          refuse_overflow(parser, arguments->at[0]));
}

static bool share(Parser *parser, const Arguments *arguments, JbQuantity *result)
{
  return percentage(parser, arguments, "share", result);
}

static bool before(Parser *parser, const Arguments *arguments, JbQuantity *result)
{
  const JbQuantity *now = &arguments->values[0], *rate = &arguments->values[1];
  JbRational factor;
  if (!is(rate, JB_UNIT_PERCENT) && !rate->literal) {
    return refuse_units(parser, arguments->at[1], now, "before", rate);
  }
  if (!jb_rational_add(rate->number, jb_rational_of_int(100), &factor) || !jb_rational_scale(factor, -2, &factor)) {
    return refuse_overflow(parser, arguments->at[1]);
  }
  if (factor.numerator == 0) {
    return refuse(parser, arguments->at[1], JB_MESSAGE_EXPRESSION_DIVISION, NULL, NULL, NULL);
  }
  *result = (JbQuantity){.unit = now->unit, .digits = MAX(now->digits, 1), .exact = now->exact && rate->exact};
  return jb_rational_divide(now->number, factor, &result->number) || refuse_overflow(parser, arguments->at[0]);
}

static const struct {
  const char *name;
  bool (*evaluate)(Parser *parser, const Arguments *arguments, JbQuantity *result);
} functions[] = {{"growth", growth}, {"share", share}, {"before", before}};

static bool call(Parser *parser, size_t function, JbQuantity *value)
{
  Arguments arguments;
  for (size_t i = 0; i < 2; i++) {
    skip_blanks(parser);
    arguments.at[i] = parser->at;
    if (!parse_sum(parser, &arguments.values[i]) || !expect(parser, i == 0 ? "," : ")")) {
      return false;
    }
  }
  return functions[function].evaluate(parser, &arguments, value);
}

/* --- Facts --- */

/* As much of the name at the cursor as there is a fact of: "a-b" is one name if there is such a fact, else a minus b.
 */
static const JbFact *take_fact(Parser *parser, bool *failed)
{
  JbExpression *expression = parser->expression;
  size_t length = name_length(parser->at);
  JbPlace place = place_of(parser, parser->at);
  for (size_t tried = MIN(length, expression->longest); tried > 0; tried--) {
    if (tried < length && parser->at[tried] != '-') {
      continue;
    }
    g_autofree char *name = g_strndup(parser->at, tried);
    *failed = false;
    const JbFact *fact = expression->lookup(expression->data, name, place, failed);
    if (fact || *failed) {
      parser->at += tried;
      expression->first = expression->first ? expression->first : fact;
      return fact;
    }
  }
  g_autofree char *name = g_strndup(parser->at, length);
  refuse(parser, parser->at, JB_MESSAGE_FACT_UNKNOWN, name, NULL, NULL);
  *failed = true;
  return NULL;
}

static bool quantity_of(const Parser *parser, const char *at, const JbFact *fact, JbQuantity *value)
{
  *value = (JbQuantity){.unit = fact->unit, .digits = fact->value.scale, .exact = fact->relation == JB_FACT_EQUAL};
  return jb_rational_of_decimal(fact->value, &value->number) || refuse_overflow(parser, at);
}

/* 序时进度: months or days of its year that have passed when the fact's period ends. */
static bool schedule(Parser *parser, JbQuantity *value)
{
  bool failed;
  skip_blanks(parser);
  const char *at = parser->at;
  const JbFact *fact = take_fact(parser, &failed);
  if (!fact || !expect(parser, ",")) {
    return false;
  }
  skip_blanks(parser);
  bool by_day = take(parser, "day");
  if (!by_day && !take(parser, "month")) {
    return refuse(parser, parser->at, JB_MESSAGE_EXPRESSION_BASIS, NULL, NULL, NULL);
  }
  *value = (JbQuantity){.unit = JB_UNIT_PERCENT, .digits = 1, .exact = true};
  if (!jb_period_share_of_year(fact->period, by_day, &value->number)) {
    return refuse(parser, at, JB_MESSAGE_EXPRESSION_SCHEDULE, fact->id, fact->period, NULL);
  }
  return expect(parser, ")");
}

/* --- The grammar --- */

static bool parse_number(Parser *parser, JbQuantity *value)
{
  const char *at = parser->at;
  size_t length = strspn(at, "0123456789.");
  g_autofree char *digits = g_strndup(at, length);
  JbDecimal decimal;
  JbDecimalError error = jb_decimal_parse(digits, &decimal);
  if (error == JB_DECIMAL_NOT_A_NUMBER) {
    return refuse_here(parser);
  }
  parser->at += length;
  *value = (JbQuantity){.unit = "", .literal = true, .exact = true};
  if (error != JB_DECIMAL_OK || !jb_rational_of_decimal(decimal, &value->number)) {
    return refuse_overflow(parser, at);
  }
  value->digits = decimal.scale;
  return true;
}

static bool parse_name(Parser *parser, JbQuantity *value)
{
  const char *at = parser->at;
  size_t length = name_length(at);
  const char *behind = at + length + strspn(at + length, " \t\n");
  if (length == 0) {
    return refuse_here(parser);
  }
  if (*behind != '(') {
    bool failed;
    const JbFact *fact = take_fact(parser, &failed);
    return fact && quantity_of(parser, at, fact, value);
  }
  parser->at = behind + 1;
  if (length == 8 && strncmp(at, "schedule", length) == 0) {
    return schedule(parser, value);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(functions); i++) {
    if (strlen(functions[i].name) == length && strncmp(at, functions[i].name, length) == 0) {
      return call(parser, i, value);
    }
  }
  g_autofree char *name = g_strndup(at, length);
  return refuse(parser, at, JB_MESSAGE_EXPRESSION_FUNCTION, name, "growth, share, before, schedule", NULL);
}

static bool take_minus(Parser *parser)
{
  return take(parser, "-") || take(parser, "−");
}

static bool parse_factor(Parser *parser, JbQuantity *value)
{
  if (++parser->depth > MAXIMUM_DEPTH) {
    return refuse(parser, parser->at, JB_MESSAGE_EXPRESSION_DEEP, NULL, NULL, NULL);
  }
  bool read;
  if (take_minus(parser)) {
    read = parse_factor(parser, value);
    value->number.numerator = read ? -value->number.numerator : 0;
  } else if (take(parser, "(")) {
    read = parse_sum(parser, value) && expect(parser, ")");
  } else {
    read = g_ascii_isdigit(*parser->at) ? parse_number(parser, value) : parse_name(parser, value);
  }
  parser->depth--;
  return read;
}

/* The unit of a product: % of something is that something; two things make no third. */
static bool multiply(Parser *parser, const char *at, JbQuantity *a, const JbQuantity *b)
{
  bool a_percent = is(a, JB_UNIT_PERCENT), b_percent = is(b, JB_UNIT_PERCENT);
  const char *unit = is(b, "") || b_percent ? a->unit : is(a, "") || a_percent ? b->unit : NULL;
  if (!unit) {
    return refuse_units(parser, at, a, "×", b);
  }
  bool of = (a_percent && !is(b, "")) || (b_percent && !is(a, ""));
  if (b_percent && is(a, "")) {
    unit = b->unit;
  }
  if (!jb_rational_multiply(a->number, b->number, &a->number) ||
      (of && !jb_rational_scale(a->number, -2, &a->number))) {
    return refuse_overflow(parser, at);
  }
  a->unit = unit;
  return true;
}

static bool divide(Parser *parser, const char *at, JbQuantity *a, const JbQuantity *b)
{
  if (b->number.numerator == 0) {
    return refuse(parser, at, JB_MESSAGE_EXPRESSION_DIVISION, NULL, NULL, NULL);
  }
  if (is(a, "") && !is(b, "") && !is(b, JB_UNIT_PERCENT)) {
    return refuse_units(parser, at, a, "÷", b);
  }
  bool alike = !is(b, "") && jb_units_count_alike(a->unit, b->unit);
  bool of_percent = is(b, JB_UNIT_PERCENT) && !alike;
  JbRational divisor = b->number;
  if ((alike && !bring_together(a, b, &divisor)) || (of_percent && !jb_rational_scale(divisor, -2, &divisor)) ||
      !jb_rational_divide(a->number, divisor, &a->number)) {
    return refuse_overflow(parser, at);
  }
  if (alike) {
    a->unit = "";
  } else if (!is(b, "") && !of_percent) {
    g_autofree char *unit = g_strconcat(a->unit, "/", b->unit, NULL);
    a->unit = jb_findings_keep(parser->expression->findings, unit);
  }
  a->digits = MAX(a->digits, 1);
  return true;
}

static bool parse_product(Parser *parser, JbQuantity *value)
{
  if (!parse_factor(parser, value)) {
    return false;
  }
  for (;;) {
    skip_blanks(parser);
    const char *at = parser->at;
    bool times = take(parser, "*") || take(parser, "×");
    JbQuantity right;
    if (!times && !take(parser, "/") && !take(parser, "÷")) {
      return true;
    }
    if (!parse_factor(parser, &right) ||
        !(times ? multiply(parser, at, value, &right) : divide(parser, at, value, &right))) {
      return false;
    }
    value->digits = MAX(value->digits, right.digits);
    value->literal = value->literal && right.literal;
    value->exact = value->exact && right.exact;
  }
}

static bool add(Parser *parser, const char *at, bool minus, JbQuantity *a, const JbQuantity *b)
{
  const char *unit = unit_of_sum(a, b, minus);
  if (!unit) {
    return refuse_units(parser, at, a, minus ? "−" : "+", b);
  }
  JbRational right = b->number;
  bool converts = !is_bare(a) && !is_bare(b) && jb_units_count_alike(a->unit, b->unit);
  if ((converts && !bring_together(a, b, &right)) ||
      !(minus ? jb_rational_subtract : jb_rational_add)(a->number, right, &a->number)) {
    return refuse_overflow(parser, at);
  }
  a->unit = unit;
  return true;
}

static bool parse_sum(Parser *parser, JbQuantity *value)
{
  if (!parse_product(parser, value)) {
    return false;
  }
  for (;;) {
    skip_blanks(parser);
    const char *at = parser->at;
    bool minus = take_minus(parser);
    JbQuantity right;
    if (!minus && !take(parser, "+")) {
      return true;
    }
    if (!parse_product(parser, &right) || !add(parser, at, minus, value, &right)) {
      return false;
    }
    value->digits = MAX(value->digits, right.digits);
    value->literal = value->literal && right.literal;
    value->exact = value->exact && right.exact;
  }
}

bool jb_expression_evaluate(JbExpression *expression, JbQuantity *result)
{
  Parser parser = {.expression = expression, .at = expression->text};
  if (jb_utf8_count(expression->text, strlen(expression->text)) > MAXIMUM_LENGTH) {
    return refuse(&parser, parser.at, JB_MESSAGE_EXPRESSION_LONG, NULL, NULL, NULL);
  }
  if (!parse_sum(&parser, result)) {
    return false;
  }
  skip_blanks(&parser);
  return *parser.at == '\0' || refuse_here(&parser);
}
