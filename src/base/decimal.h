/* SPDX-License-Identifier: MIT
 * base/decimal: exact decimal numbers. 115.3 stays 115.3; nothing here goes through binary fractions. */
#ifndef JB_BASE_DECIMAL_H
#define JB_BASE_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

typedef struct JbDecimal {
  int64_t digits; /* value = digits · 10^-scale, |digits| ≤ 10^18 */
  int scale;      /* digits after the point as written, 0–15: 15 and 15.0 differ */
} JbDecimal;

typedef enum JbDecimalError {
  JB_DECIMAL_OK,
  JB_DECIMAL_NOT_A_NUMBER, /* "12abc", "0x10", "--5", "1e5", "" */
  JB_DECIMAL_OUT_OF_RANGE, /* beyond 10^15, or more than 15 digits after the point */
  JB_DECIMAL_GROUPING,     /* "1,23": a comma that does not part thousands */
} JbDecimalError;

/* The one number rule: sign (+ - − －), ASCII or full-width digits, thousands commas of both widths, one point (. ．)
 * with digits on both sides. The whole string, white space around allowed; no locale. *number is set only on OK. */
JbDecimalError jb_decimal_parse(const char *text, JbDecimal *number);

/* Nearest double: for geometry only. */
double jb_decimal_to_double(JbDecimal number);

/* -1, 0, 1 */
int jb_decimal_compare(JbDecimal a, JbDecimal b);

/* The one range of numbers, wherever they come from: at most 10^15 with 15 digits after the point, and digits as above.
 */
bool jb_decimal_is_in_range(JbDecimal number);

/* Exact, with the digits after the point of the one that has more. False: the result is out of range. */
bool jb_decimal_add(JbDecimal a, JbDecimal b, JbDecimal *sum);
bool jb_decimal_subtract(JbDecimal a, JbDecimal b, JbDecimal *difference);

/* Digits as they stand, ASCII, '-' for negative, no grouping: "115.3". The buffer holds any value. */
#define JB_DECIMAL_TEXT_SIZE 40
const char *jb_decimal_format(JbDecimal number, char text[JB_DECIMAL_TEXT_SIZE]);

#endif
