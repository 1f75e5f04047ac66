/* SPDX-License-Identifier: MIT
 * base/number: writes lengths digit by digit; printf would ask the locale and cost ten times as much. */
#include "base/number.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

static const double scale_of[] = {1, 10, 100, 1000, 10000, 100000, 1000000};

static void append(GString *out, double value, int decimals, bool trim)
{
  /* An internal fault rather than a wrong page, in release builds too. */
  g_assert(decimals >= 0 && decimals <= 6 && isfinite(value) && fabs(value) < 1e12);
  double scaled = fabs(value) * scale_of[decimals];
  int64_t rest = (int64_t)scaled;
  rest += scaled - (double)rest >= 0.5;
  bool negative = signbit(value) && rest != 0;

  char digits[24]; /* from the end: at most 18 digits, a point, a sign */
  size_t start = sizeof digits;
  bool significant = !trim;
  for (int i = 0; i < decimals; i++, rest /= 10) {
    significant = significant || rest % 10 != 0;
    if (significant) {
      digits[--start] = (char)('0' + rest % 10);
    }
  }
  if (start < sizeof digits) {
    digits[--start] = '.';
  }
  do {
    digits[--start] = (char)('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  if (negative) {
    digits[--start] = '-';
  }
  g_string_append_len(out, digits + start, (gssize)(sizeof digits - start));
}

void jb_append_number(GString *out, double value, int decimals)
{
  append(out, value, decimals, true);
}

void jb_append_fixed(GString *out, double value, int decimals)
{
  append(out, value, decimals, false);
}
