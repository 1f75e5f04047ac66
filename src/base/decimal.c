/* SPDX-License-Identifier: MIT
 * base/decimal: reads, compares and writes exact decimal numbers.
 *
 * Model: an integer and a scale. All arithmetic is on 64-bit integers that cannot overflow: digits stay within 10^18,
 * and a comparison looks at whole part and fraction apart instead of bringing two numbers to one scale (which would
 * need 128 bits). */
#include "base/decimal.h"

#include "base/utf8.h"

#include <glib.h>
#include <string.h>

enum { MAXIMUM_SCALE = 15 };

static const int64_t power_of_ten[] = {
    1,
    10,
    100,
    1000,
    10000,
    100000,
    1000000,
    10000000,
    100000000,
    1000000000,
    10000000000,
    100000000000,
    1000000000000,
    10000000000000,
    100000000000000,
    1000000000000000,
    10000000000000000,
    100000000000000000,
    1000000000000000000,
};
static const int64_t maximum_digits = 1000000000000000000; /* 10^18 */
static const int64_t maximum_whole = 1000000000000000;     /* 10^15 */

/* What the number rule knows: half-width and full-width forms are one. Anything else is itself. */
static uint32_t plain_form(uint32_t character)
{
  if (character >= 0xFF10 && character <= 0xFF19) {
    return character - 0xFF10 + '0';
  }
  switch (character) {
  case 0xFF0B: /* ＋ */
    return '+';
  case 0x2212: /* − */
  case 0xFF0D: /* － */
    return '-';
  case 0xFF0C: /* ， */
    return ',';
  case 0xFF0E: /* ． */
    return '.';
  case 0x3000:
  case '\t':
  case '\n':
  case '\r':
    return ' ';
  default:
    return character;
  }
}

/* The text as the rule reads it, without the blanks around; false when it holds anything a number cannot. */
static bool simplify(const char *text, GString *simple)
{
  size_t length = strlen(text);
  const char *end = text + length;
  if (!jb_utf8_validate(text, length, NULL)) {
    return false;
  }
  while (text < end) {
    uint32_t character = plain_form(jb_utf8_next(&text));
    if (character == 0 || character >= 0x80 || !strchr("0123456789+-,. ", (int)character)) {
      return false;
    }
    g_string_append_c(simple, (char)character);
  }
  g_strchug(simple->str);
  g_strchomp(simple->str);
  return true;
}

/* Commas part the whole number into groups of three, the first one to three digits long. */
static bool grouping_is_right(const char *whole, size_t length)
{
  size_t since_comma = 0;
  for (size_t i = length; i > 0; i--) {
    if (whole[i - 1] != ',') {
      since_comma++;
    } else if (since_comma != 3) {
      return false;
    } else {
      since_comma = 0;
    }
  }
  return since_comma >= 1 && since_comma <= 3;
}

static JbDecimalError read_digits(const char *digits, size_t length, int64_t *value)
{
  for (size_t i = 0; i < length; i++) {
    if (digits[i] == ',') {
      continue;
    }
    if (*value > (maximum_digits - (digits[i] - '0')) / 10) {
      return JB_DECIMAL_OUT_OF_RANGE;
    }
    *value = *value * 10 + (digits[i] - '0');
  }
  return JB_DECIMAL_OK;
}

JbDecimalError jb_decimal_parse(const char *text, JbDecimal *number)
{
  g_autoptr(GString) simple = g_string_new(NULL);
  if (!simplify(text, simple)) {
    return JB_DECIMAL_NOT_A_NUMBER;
  }
  const char *cursor = simple->str;
  bool negative = *cursor == '-';
  cursor += *cursor == '-' || *cursor == '+';

  size_t whole = strspn(cursor, "0123456789,");
  const char *fraction_digits = cursor + whole;
  size_t fraction = 0;
  if (*fraction_digits == '.') {
    fraction_digits++;
    fraction = strspn(fraction_digits, "0123456789");
    if (fraction == 0) {
      return JB_DECIMAL_NOT_A_NUMBER;
    }
  }
  if (!g_ascii_isdigit(*cursor) || fraction_digits[fraction] != '\0') {
    return JB_DECIMAL_NOT_A_NUMBER;
  }
  if (memchr(cursor, ',', whole) && !grouping_is_right(cursor, whole)) {
    return JB_DECIMAL_GROUPING;
  }

  int64_t value = 0;
  if (fraction > MAXIMUM_SCALE || read_digits(cursor, whole, &value) != JB_DECIMAL_OK ||
      read_digits(fraction_digits, fraction, &value) != JB_DECIMAL_OK) {
    return JB_DECIMAL_OUT_OF_RANGE;
  }
  JbDecimal result = {.digits = negative ? -value : value, .scale = (int)fraction};
  if (!jb_decimal_is_in_range(result)) {
    return JB_DECIMAL_OUT_OF_RANGE;
  }
  *number = result;
  return JB_DECIMAL_OK;
}

double jb_decimal_to_double(JbDecimal number)
{
  /* Powers up to 10^15 and digits below 2^53 are exact doubles, so that one division rounds once. */
  return (double)number.digits / (double)power_of_ten[number.scale];
}

int jb_decimal_compare(JbDecimal a, JbDecimal b)
{
  int64_t a_whole = a.digits / power_of_ten[a.scale];
  int64_t b_whole = b.digits / power_of_ten[b.scale];
  if (a_whole != b_whole) {
    return a_whole < b_whole ? -1 : 1;
  }
  int64_t a_fraction = a.digits % power_of_ten[a.scale] * power_of_ten[MAXIMUM_SCALE - a.scale];
  int64_t b_fraction = b.digits % power_of_ten[b.scale] * power_of_ten[MAXIMUM_SCALE - b.scale];
  return (a_fraction > b_fraction) - (a_fraction < b_fraction);
}

bool jb_decimal_is_in_range(JbDecimal number)
{
  JbDecimal magnitude = {.digits = llabs(number.digits), .scale = number.scale};
  return number.scale <= MAXIMUM_SCALE && magnitude.digits <= maximum_digits &&
         jb_decimal_compare(magnitude, (JbDecimal){.digits = maximum_whole}) <= 0;
}

/* At another scale, no smaller; false: too many digits. */
static bool scaled(JbDecimal number, int scale, int64_t *digits)
{
  int64_t factor = power_of_ten[scale - number.scale], most = maximum_digits / factor;
  if (number.digits > most || number.digits < -most) {
    return false;
  }
  *digits = number.digits * factor;
  return true;
}

bool jb_decimal_add(JbDecimal a, JbDecimal b, JbDecimal *sum)
{
  int scale = MAX(a.scale, b.scale);
  int64_t first, second;
  if (!scaled(a, scale, &first) || !scaled(b, scale, &second)) {
    return false;
  }
  JbDecimal result = {.digits = first + second, .scale = scale};
  if (!jb_decimal_is_in_range(result)) {
    return false;
  }
  *sum = result;
  return true;
}

bool jb_decimal_subtract(JbDecimal a, JbDecimal b, JbDecimal *difference)
{
  b.digits = -b.digits;
  return jb_decimal_add(a, b, difference);
}

const char *jb_decimal_format(JbDecimal number, char text[JB_DECIMAL_TEXT_SIZE])
{
  uint64_t magnitude = number.digits < 0 ? -(uint64_t)number.digits : (uint64_t)number.digits;
  uint64_t unit = (uint64_t)power_of_ten[number.scale];
  const char *sign = number.digits < 0 ? "-" : "";
  if (number.scale == 0) {
    g_snprintf(text, JB_DECIMAL_TEXT_SIZE, "%s%" G_GUINT64_FORMAT, sign, magnitude);
  } else {
    g_snprintf(text, JB_DECIMAL_TEXT_SIZE, "%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT, sign, magnitude / unit,
               number.scale, magnitude % unit);
  }
  return text;
}
