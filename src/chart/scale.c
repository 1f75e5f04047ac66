/* SPDX-License-Identifier: MIT
 * chart/scale: good ticks.
 *
 * Model: a scale is a whole number of steps below and above zero; steps run 1, 2, 2.5, 5, 10, 20, 25 … Method: from a
 * step certainly too fine, go up until few enough ticks are left; since neighbouring steps differ by at most 2.5, a
 * scale has at least half the ticks it may have. Rejected: rounding the range first and dividing it (bars then end
 * far below the last tick), and scales that begin above zero (a bar's length is its value). */
#include "chart/scale.h"

#include "base/decimal.h"

#include <glib.h>
#include <math.h>

#define FINEST_EXPONENT (-15)
/* Forgiven when a value is compared with a tick, in steps: 0.3 / 0.1 is not quite 3. */
#define TOLERANCE 1e-9

/* Steps of one decade, 10^exponent each times: 1, 2, 2.5, 5. */
static const struct {
  int mantissa;
  int shift;
} steps[] = {{1, 0}, {2, 0}, {25, -1}, {5, 0}};

static double in_steps(const JbScale *scale, double value)
{
  double unit = scale->exponent < 0 ? value * pow(10, -scale->exponent) : value / pow(10, scale->exponent);
  return unit / scale->mantissa;
}

JbScale jb_scale_new(double low, double high)
{
  low = fmin(low, 0);
  high = fmax(high, 0);
  if (high - low <= 0) {
    return (JbScale){.first = 0, .last = 1, .mantissa = 1, .exponent = 0};
  }
  int decade = (int)floor(log10((high - low) / JB_SCALE_MAXIMUM_TICKS));
  for (int exponent = MAX(decade, FINEST_EXPONENT);; exponent++) {
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
      JbScale scale = {.mantissa = steps[i].mantissa, .exponent = exponent + steps[i].shift};
      if (scale.exponent < FINEST_EXPONENT) {
        continue;
      }
      double first = floor(in_steps(&scale, low) + TOLERANCE), last = ceil(in_steps(&scale, high) - TOLERANCE);
      if (last - first >= JB_SCALE_MAXIMUM_TICKS) {
        continue;
      }
      scale.first = (int)first;
      scale.last = (int)last;
      return scale;
    }
  }
}

double jb_scale_value(const JbScale *scale, int tick)
{
  double mantissas = (double)tick * scale->mantissa;
  return scale->exponent < 0 ? mantissas / pow(10, -scale->exponent) : mantissas * pow(10, scale->exponent);
}

char *jb_scale_text(const JbScale *scale, int tick)
{
  if (tick == 0) {
    return g_strdup("0");
  }
  JbDecimal number = {.digits = (int64_t)tick * scale->mantissa, .scale = MAX(-scale->exponent, 0)};
  for (int i = 0; i < scale->exponent; i++) {
    number.digits *= 10;
  }
  char text[JB_DECIMAL_TEXT_SIZE];
  const char *digits = jb_decimal_format(number, text);
  return *digits == '-' ? g_strconcat("−", digits + 1, NULL) : g_strdup(digits);
}
