/* SPDX-License-Identifier: MIT
 * The scale of a chart, against values worked out by hand. */
#include "chart/scale.h"

#include <glib.h>
#include <math.h>

typedef struct Case {
  double low, high;
  const char *ticks; /* as written, from the first to the last */
} Case;

/* The finest of the steps 1, 2, 2.5, 5 · 10^n that needs at most seven ticks. */
static const Case cases[] = {
    {0, 6.8, "0 2 4 6 8"},                     /* step 1 would need eight */
    {5.7, 15, "0 2.5 5.0 7.5 10.0 12.5 15.0"}, /* zero-based, whatever the least value */
    {0, 106.8, "0 20 40 60 80 100 120"},       /* exactly seven */
    {0, 428.8, "0 100 200 300 400 500"},       /* 50 would need ten */
    {0, 177, "0 50 100 150 200"},              /* 25 would need nine */
    {0, 140, "0 25 50 75 100 125 150"},
    {0, 7, "0 2 4 6 8"},
    {0, 6, "0 1 2 3 4 5 6"},                     /* the greatest value on the last tick */
    {0, 0.3, "0 0.05 0.10 0.15 0.20 0.25 0.30"}, /* 0.3 / 0.05 is not quite 6 in binary */
    {0, 0, "0 1"},
    {-3, -1, "−3.0 −2.5 −2.0 −1.5 −1.0 −0.5 0"}, /* up to zero */
    {-4, 10, "−5.0 −2.5 0 2.5 5.0 7.5 10.0"},    /* step 2 would need eight */
    {-1, 1, "−1.0 −0.5 0 0.5 1.0"},              /* 0.25 would need nine */
    {0, 1e-6, "0 0.0000002 0.0000004 0.0000006 0.0000008 0.0000010"},
    {0, 1e12, "0 200000000000 400000000000 600000000000 800000000000 1000000000000"},
    {0, 1e15, "0 200000000000000 400000000000000 600000000000000 800000000000000 1000000000000000"},
    {0, 1e-15, "0 0.000000000000001"}, /* no finer than a decimal */
};

static char *ticks_of(const JbScale *scale)
{
  GString *text = g_string_new(NULL);
  for (int tick = scale->first; tick <= scale->last; tick++) {
    g_autofree char *one = jb_scale_text(scale, tick);
    g_string_append_printf(text, "%s%s", text->len ? " " : "", one);
  }
  return g_string_free(text, FALSE);
}

static void test_by_hand(void)
{
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    JbScale scale = jb_scale_new(cases[i].low, cases[i].high);
    g_autofree char *ticks = ticks_of(&scale);
    g_assert_cmpstr(ticks, ==, cases[i].ticks);
  }
}

static void test_values(void)
{
  JbScale scale = jb_scale_new(0, 15);
  g_assert_cmpfloat(jb_scale_value(&scale, 3), ==, 7.5);
  scale = jb_scale_new(-428.8, 3);
  g_assert_cmpfloat(jb_scale_value(&scale, -5), ==, -500);
}

/* Whatever the values: zero is a tick, all values lie on the scale, and its ticks are three to seven. */
static void test_any_values(void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed(20240101);
  for (int i = 0; i < 100000; i++) {
    double high = pow(10, g_rand_double_range(random, -6, 12));
    double low = g_rand_boolean(random) ? -high * g_rand_double_range(random, 0, 3) : 0;
    JbScale scale = jb_scale_new(low, high);
    g_assert_cmpint(scale.first, <=, 0);
    g_assert_cmpint(scale.last, >=, 0);
    g_assert_cmpint(scale.last - scale.first + 1, <=, JB_SCALE_MAXIMUM_TICKS);
    g_assert_cmpint(scale.last - scale.first + 1, >=, 3);
    g_assert_cmpfloat(jb_scale_value(&scale, scale.first), <=, low + 1e-9 * high);
    g_assert_cmpfloat(jb_scale_value(&scale, scale.last), >=, high * (1 - 1e-9));
    /* The last tick is the first to reach the greatest value. */
    g_assert_cmpfloat(jb_scale_value(&scale, scale.last - 1), <, high);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/chart/scale/by-hand", test_by_hand);
  g_test_add_func("/chart/scale/values", test_values);
  g_test_add_func("/chart/scale/any-values", test_any_values);
  return g_test_run();
}
