/* SPDX-License-Identifier: MIT
 * report/rational: exact fractions. What does not fit 64 bits is refused, never rounded: every function that can be
 * refused returns false then, and leaves *result alone. */
#ifndef JB_REPORT_RATIONAL_H
#define JB_REPORT_RATIONAL_H

#include "base/decimal.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct JbRational {
  int64_t numerator;
  int64_t denominator; /* > 0; no common factor with the numerator */
} JbRational;

bool jb_rational_of_decimal(JbDecimal decimal, JbRational *result);
JbRational jb_rational_of_int(int64_t whole);

bool jb_rational_add(JbRational a, JbRational b, JbRational *result);
bool jb_rational_subtract(JbRational a, JbRational b, JbRational *result);
bool jb_rational_multiply(JbRational a, JbRational b, JbRational *result);
bool jb_rational_divide(JbRational a, JbRational b, JbRational *result); /* b is not 0 */

/* a · 10^power, power −18 … 18. */
bool jb_rational_scale(JbRational a, int power, JbRational *result);

/* -1, 0, 1; cannot be refused. */
int jb_rational_compare(JbRational a, JbRational b);

/* Half away from zero at so many digits after the point (0–15), within the range of decimals: GB/T 8170's other rule,
 * half to even, would print another last digit than every spreadsheet. */
bool jb_rational_round(JbRational a, int digits, JbDecimal *result);

#endif
