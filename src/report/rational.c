/* SPDX-License-Identifier: MIT
 * report/rational: fractions of 64-bit integers, kept in lowest terms.
 *
 * Products are divided by common factors before they are made, so that only a result that is itself too large is
 * refused. Rejected: binary fractions, in which 115.3 − 91.7 is not 23.6; and integers of any size, which no number of
 * a report needs. */
#include "report/rational.h"

#include <glib.h>

static uint64_t magnitude(int64_t value)
{
  return value < 0 ? -(uint64_t)value : (uint64_t)value;
}

static uint64_t common_factor(uint64_t a, uint64_t b)
{
  while (b != 0) {
    uint64_t rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

/* Both in lowest terms by the caller's care; the sign goes to the numerator. */
static bool make(bool negative, uint64_t numerator, uint64_t denominator, JbRational *result)
{
  if (numerator > INT64_MAX || denominator > INT64_MAX) {
    return false;
  }
  *result = (JbRational){.numerator = negative ? -(int64_t)numerator : (int64_t)numerator,
                         .denominator = (int64_t)denominator};
  return true;
}

JbRational jb_rational_of_int(int64_t whole)
{
  return (JbRational){.numerator = whole, .denominator = 1};
}

bool jb_rational_of_decimal(JbDecimal decimal, JbRational *result)
{
  return jb_rational_scale(jb_rational_of_int(decimal.digits), -decimal.scale, result);
}

bool jb_rational_multiply(JbRational a, JbRational b, JbRational *result)
{
  uint64_t a_top = magnitude(a.numerator), b_top = magnitude(b.numerator);
  uint64_t a_bottom = (uint64_t)a.denominator, b_bottom = (uint64_t)b.denominator;
  uint64_t first = common_factor(a_top, b_bottom), second = common_factor(b_top, a_bottom);
  uint64_t top, bottom;
  return g_uint64_checked_mul(&top, a_top / first, b_top / second) &&
         g_uint64_checked_mul(&bottom, a_bottom / second, b_bottom / first) &&
         make((a.numerator < 0) != (b.numerator < 0), top, top == 0 ? 1 : bottom, result);
}

bool jb_rational_divide(JbRational a, JbRational b, JbRational *result)
{
  JbRational inverse;
  return make(b.numerator < 0, (uint64_t)b.denominator, magnitude(b.numerator), &inverse) &&
         jb_rational_multiply(a, inverse, result);
}

bool jb_rational_add(JbRational a, JbRational b, JbRational *result)
{
  uint64_t shared = common_factor((uint64_t)a.denominator, (uint64_t)b.denominator);
  uint64_t a_factor = (uint64_t)b.denominator / shared, b_factor = (uint64_t)a.denominator / shared;
  uint64_t left, right, top, bottom;
  if (!g_uint64_checked_mul(&left, magnitude(a.numerator), a_factor) ||
      !g_uint64_checked_mul(&right, magnitude(b.numerator), b_factor) ||
      !g_uint64_checked_mul(&bottom, (uint64_t)a.denominator, a_factor)) {
    return false;
  }
  bool a_negative = a.numerator < 0, b_negative = b.numerator < 0, negative = a_negative;
  if (a_negative == b_negative) {
    if (!g_uint64_checked_add(&top, left, right)) {
      return false;
    }
  } else {
    top = left >= right ? left - right : right - left;
    negative = left >= right ? a_negative : b_negative;
  }
  uint64_t factor = common_factor(top, bottom);
  return make(negative && top != 0, top / factor, bottom / factor, result);
}

bool jb_rational_subtract(JbRational a, JbRational b, JbRational *result)
{
  return jb_rational_add(a, (JbRational){.numerator = -b.numerator, .denominator = b.denominator}, result);
}

bool jb_rational_scale(JbRational a, int power, JbRational *result)
{
  int64_t factor = 1;
  for (int i = 0; i < ABS(power); i++) {
    factor *= 10;
  }
  JbRational ten = jb_rational_of_int(factor);
  return power < 0 ? jb_rational_divide(a, ten, result) : jb_rational_multiply(a, ten, result);
}

/* Compares whole parts, then the inverses of what is left, as a continued fraction: no product is needed. */
int jb_rational_compare(JbRational a, JbRational b)
{
  if ((a.numerator < 0) != (b.numerator < 0)) {
    return a.numerator < 0 ? -1 : 1;
  }
  int order = a.numerator < 0 ? -1 : 1;
  uint64_t a_top = magnitude(a.numerator), a_bottom = (uint64_t)a.denominator;
  uint64_t b_top = magnitude(b.numerator), b_bottom = (uint64_t)b.denominator;
  for (;;) {
    uint64_t a_whole = a_top / a_bottom, b_whole = b_top / b_bottom;
    uint64_t a_rest = a_top % a_bottom, b_rest = b_top % b_bottom;
    if (a_whole != b_whole) {
      return a_whole < b_whole ? -order : order;
    }
    if (a_rest == 0 || b_rest == 0) {
      return a_rest == b_rest ? 0 : a_rest == 0 ? -order : order;
    }
    a_top = a_bottom;
    a_bottom = a_rest;
    b_top = b_bottom;
    b_bottom = b_rest;
    order = -order;
  }
}

bool jb_rational_round(JbRational a, int digits, JbDecimal *result)
{
  static const uint64_t most = 1000000000000000000; /* digits of JbDecimal */
  uint64_t bottom = (uint64_t)a.denominator, whole = magnitude(a.numerator) / bottom,
           rest = magnitude(a.numerator) % bottom;
  for (int i = 0; i < digits; i++) {
    uint64_t shifted;
    if (!g_uint64_checked_mul(&shifted, rest, 10) || whole > most / 10) {
      return false;
    }
    whole = whole * 10 + shifted / bottom;
    rest = shifted % bottom;
  }
  whole += rest >= bottom - rest;
  JbDecimal rounded = {.digits = a.numerator < 0 ? -(int64_t)whole : (int64_t)whole, .scale = digits};
  if (!jb_decimal_is_in_range(rounded)) {
    return false;
  }
  *result = rounded;
  return true;
}
