/* SPDX-License-Identifier: MIT
 * Column widths and decimal alignment, on numbers worked out by hand. */
#include "table/columns.h"

#include <glib.h>

static void assert_widths(const JbColumnDemand *demands, size_t count, double measure, const double *expected)
{
  double widths[8], sum = 0;
  g_assert_true(jb_columns_solve(demands, count, measure, widths));
  for (size_t i = 0; i < count; i++) {
    g_assert_cmpfloat_with_epsilon(widths[i], expected[i], 1e-6);
    sum += widths[i];
  }
  g_assert_cmpfloat_with_epsilon(sum, measure, 1e-6);
}

/* 180 asked for, 240 there: 20 more for each of the three. */
static void test_room_to_spare(void)
{
  static const JbColumnDemand demands[] = {{40, 100, 0}, {30, 50, 0}, {30, 30, 0}};
  static const double expected[] = {120, 70, 50};
  assert_widths(demands, 3, 240, expected);
}

/* 500 asked for, 300 there: the two short ones keep 40 and 60, the long ones have 200 between them. */
static void test_long_columns_give_way(void)
{
  static const JbColumnDemand demands[] = {{20, 40, 0}, {20, 250, 0}, {60, 60, 0}, {20, 150, 0}};
  static const double expected[] = {40, 100, 60, 100};
  assert_widths(demands, 4, 300, expected);
}

/* As above, but one of the long ones cannot go below 130; the other gets what is left. */
static void test_minimum_holds(void)
{
  static const JbColumnDemand demands[] = {{20, 40, 0}, {130, 250, 0}, {60, 60, 0}, {20, 150, 0}};
  static const double expected[] = {40, 130, 60, 70};
  assert_widths(demands, 4, 300, expected);
}

/* Weight 2 to 1 of what the column without a weight leaves: 300 − 60 = 240. */
static void test_weights(void)
{
  static const JbColumnDemand demands[] = {{10, 20, 2}, {10, 20, 1}, {30, 60, 0}};
  static const double expected[] = {160, 80, 60};
  assert_widths(demands, 3, 300, expected);
  static const JbColumnDemand held[] = {{10, 20, 2}, {100, 120, 1}, {30, 60, 0}};
  static const double held_expected[] = {140, 100, 60};
  assert_widths(held, 3, 300, held_expected);
}

static void test_too_narrow(void)
{
  static const JbColumnDemand demands[] = {{100, 100, 0}, {300, 400, 0}};
  double widths[2];
  g_assert_false(jb_columns_solve(demands, 2, 200, widths));
  g_assert_cmpfloat_with_epsilon(widths[0], 50, 1e-9);
  g_assert_cmpfloat_with_epsilon(widths[1], 150, 1e-9);
}

/* Cells of 300 and 100 in 200: three quarters to the first, and both have two lines. Of 300 and 60 the second stays at
 * its minimum of 40, one line and a half, while the first has the rest and near two. Ten rows count for more than one:
 * with cells of 200 in the second column, the first is left at its minimum but for what lowers its one row of 300. */
static void test_balance(void)
{
  static const JbColumnDemand demands[] = {{40, 300, 0}, {40, 300, 0}};
  static const float even[] = {300, 100}, fixed[] = {300, 60};
  double widths[2];
  jb_columns_balance(demands, 2, 200, even, 1, widths);
  g_assert_cmpfloat_with_epsilon(widths[0], 150, 4);
  g_assert_cmpfloat_with_epsilon(widths[0] + widths[1], 200, 1e-6);
  jb_columns_balance(demands, 2, 200, fixed, 1, widths);
  g_assert_cmpfloat_with_epsilon(widths[0], 160, 1e-6);
  g_assert_cmpfloat_with_epsilon(widths[1], 40, 1e-6);
  float rows[11][2] = {{300, 30}};
  for (size_t row = 1; row < G_N_ELEMENTS(rows); row++) {
    rows[row][0] = 30;
    rows[row][1] = 200;
  }
  jb_columns_balance(demands, 2, 200, &rows[0][0], G_N_ELEMENTS(rows), widths);
  g_assert_cmpfloat(widths[1], >, widths[0]);
}

static void test_numerals(void)
{
  static const struct {
    const char *text;
    bool found;
    size_t start, point;
  } cases[] = {
      {"115.3", true, 0, 3}, {"48", true, 0, 2},       {">350", true, 1, 4},    {"≈14", true, 3, 5},
      {"-5.7%", true, 0, 2}, {"−5.7", true, 0, 4},     {">-2.5", true, 1, 3},   {"12,345.6", true, 0, 6},
      {"1,", true, 0, 1},    {"73.2亿元", true, 0, 2}, {"500万元", true, 0, 3}, {"—", false, 0, 0},
      {"…", false, 0, 0},    {"", false, 0, 0},        {"0.5", true, 0, 1},     {"约 60 余", true, 4, 6},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    JbNumeral numeral = {0};
    g_test_message("%s", cases[i].text);
    g_assert_true(jb_numeral_find(cases[i].text, &numeral) == cases[i].found);
    g_assert_cmpuint(numeral.start, ==, cases[i].start);
    g_assert_cmpuint(numeral.point, ==, cases[i].point);
  }
}

/* Digits 5 wide, point 3, sign 6: 1234, 5.25, >350, 0.5 in a column of 100 from x = 200. The block is 20 + 13 = 33
 * wide, so it begins at 233.5 and all points stand at 253.5. */
static void test_decimal_point_is_shared(void)
{
  static const JbNumeralExtent cells[] = {{0, 20, 0}, {0, 5, 13}, {6, 15, 0}, {0, 5, 8}};
  static const double begins[] = {233.5, 248.5, 232.5, 248.5};
  JbNumeralExtent column = {0};
  for (size_t i = 0; i < G_N_ELEMENTS(cells); i++)
    jb_numeral_extent_widen(&column, &cells[i]);
  g_assert_cmpfloat(jb_numeral_extent_width(&column), ==, 45);
  for (size_t i = 0; i < G_N_ELEMENTS(cells); i++) {
    double x = jb_numeral_place(&column, &cells[i], 200, 100);
    g_assert_cmpfloat_with_epsilon(x, begins[i], 1e-9);
    g_assert_cmpfloat_with_epsilon(x + cells[i].hang + cells[i].before, 253.5, 1e-9);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/table/columns/room-to-spare", test_room_to_spare);
  g_test_add_func("/table/columns/long-columns-give-way", test_long_columns_give_way);
  g_test_add_func("/table/columns/minimum-holds", test_minimum_holds);
  g_test_add_func("/table/columns/weights", test_weights);
  g_test_add_func("/table/columns/too-narrow", test_too_narrow);
  g_test_add_func("/table/columns/balance", test_balance);
  g_test_add_func("/table/numerals/find", test_numerals);
  g_test_add_func("/table/numerals/shared-point", test_decimal_point_is_shared);
  return g_test_run();
}
