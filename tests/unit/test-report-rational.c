/* SPDX-License-Identifier: MIT
 * test-report-rational: exact fractions: what they give, and what they refuse. */
#include "report/rational.h"

#include <glib.h>

static JbRational fraction(int64_t numerator, int64_t denominator)
{
  JbRational result;
  g_assert_true(jb_rational_divide(jb_rational_of_int(numerator), jb_rational_of_int(denominator), &result));
  return result;
}

static void assert_is(JbRational value, int64_t numerator, int64_t denominator)
{
  g_assert_cmpint(value.numerator, ==, numerator);
  g_assert_cmpint(value.denominator, ==, denominator);
}

static void test_arithmetic(void)
{
  JbRational result;
  g_assert_true(jb_rational_of_decimal((JbDecimal){.digits = 1153, .scale = 1}, &result));
  assert_is(result, 1153, 10);
  g_assert_true(jb_rational_of_decimal((JbDecimal){.digits = -150, .scale = 1}, &result));
  assert_is(result, -15, 1);
  g_assert_true(jb_rational_add(fraction(1, 6), fraction(1, 10), &result));
  assert_is(result, 4, 15);
  g_assert_true(jb_rational_subtract(fraction(1, 6), fraction(1, 6), &result));
  assert_is(result, 0, 1);
  g_assert_true(jb_rational_subtract(fraction(1, 10), fraction(1, 6), &result));
  assert_is(result, -1, 15);
  g_assert_true(jb_rational_multiply(fraction(-2, 3), fraction(3, 4), &result));
  assert_is(result, -1, 2);
  g_assert_true(jb_rational_multiply(fraction(0, 5), fraction(3, 4), &result));
  assert_is(result, 0, 1);
  g_assert_true(jb_rational_divide(fraction(2, 3), fraction(-4, 9), &result));
  assert_is(result, -3, 2);
  g_assert_true(jb_rational_scale(fraction(1, 3), 2, &result));
  assert_is(result, 100, 3);
}

/* The largest products that fit, and the least that do not. */
static void test_refusals(void)
{
  JbRational large = jb_rational_of_int(3037000499), result; /* its square is the last below 2^63 */
  g_assert_true(jb_rational_multiply(large, large, &result));
  assert_is(result, 9223372030926249001, 1);
  g_assert_false(jb_rational_multiply(large, jb_rational_of_int(3037000501), &result));
  g_assert_false(jb_rational_add(jb_rational_of_int(INT64_MAX), jb_rational_of_int(1), &result));
  g_assert_true(jb_rational_add(jb_rational_of_int(INT64_MAX), jb_rational_of_int(-1), &result));
  assert_is(result, INT64_MAX - 1, 1);
  g_assert_true(jb_rational_add(jb_rational_of_int(-INT64_MAX), jb_rational_of_int(INT64_MAX), &result));
  assert_is(result, 0, 1);
  g_assert_false(jb_rational_add(fraction(1, INT64_MAX), fraction(1, INT64_MAX - 1), &result));
  assert_is(result, 0, 1); /* left alone */
  g_assert_true(jb_rational_multiply(fraction(INT64_MAX, 7), fraction(7, INT64_MAX), &result));
  assert_is(result, 1, 1); /* only the result counts */
  g_assert_false(jb_rational_scale(jb_rational_of_int(10), 18, &result));
}

static void test_order(void)
{
  static const struct {
    int64_t a, b, c, d;
    int order;
  } cases[] = {
      {1, 3, 1, 3, 0},
      {1, 3, 33333333333333333, 100000000000000000, 1},
      {-1, 3, -33333333333333333, 100000000000000000, -1},
      {-1, 2, 1, 2, -1},
      {1, 2, -1, 2, 1},
      {0, 1, 0, 1, 0},
      {0, 1, -1, 9, 1},
      {7, 2, 3, 1, 1},
      {INT64_MAX, INT64_MAX - 1, INT64_MAX - 1, INT64_MAX - 2, -1},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_assert_cmpint(jb_rational_compare(fraction(cases[i].a, cases[i].b), fraction(cases[i].c, cases[i].d)), ==,
                    cases[i].order);
  }
}

static void assert_rounded(JbRational value, int digits, const char *wanted)
{
  JbDecimal decimal;
  char text[JB_DECIMAL_TEXT_SIZE];
  g_assert_true(jb_rational_round(value, digits, &decimal));
  g_assert_cmpstr(jb_decimal_format(decimal, text), ==, wanted);
}

/* Half away from zero. */
static void test_rounding(void)
{
  assert_rounded(fraction(1, 2), 0, "1");
  assert_rounded(fraction(-1, 2), 0, "-1");
  assert_rounded(fraction(5, 2), 0, "3");
  assert_rounded(fraction(49, 100), 0, "0");
  assert_rounded(fraction(125, 100), 1, "1.3");
  assert_rounded(fraction(-125, 100), 1, "-1.3");
  assert_rounded(fraction(275, 3), 1, "91.7"); /* 11 of 12 months, in per cent */
  assert_rounded(fraction(2, 3), 15, "0.666666666666667");
  assert_rounded(fraction(15, 1), 1, "15.0");
  JbDecimal decimal;
  g_assert_false(jb_rational_round(jb_rational_of_int(INT64_MAX), 0, &decimal));
  g_assert_false(jb_rational_round(jb_rational_of_int(1000000000), 15, &decimal));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/rational/arithmetic", test_arithmetic);
  g_test_add_func("/rational/refusals", test_refusals);
  g_test_add_func("/rational/order", test_order);
  g_test_add_func("/rational/rounding", test_rounding);
  return g_test_run();
}
