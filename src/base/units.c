/* SPDX-License-Identifier: MIT
 * base/units: reads lengths. */
#include "base/units.h"

#include "base/decimal.h"

#include <glib.h>
#include <string.h>

/* As Word and WPS set them (CLREQ gives other historical values; GB 40070-2021 agrees with these). [pt] */
static const struct {
  const char *name;
  double points;
} sizes[] = {
    {"初号", 42}, {"小初", 36}, {"一号", 26},   {"小一", 24}, {"二号", 22},  {"小二", 18},  {"三号", 16},  {"小三", 15},
    {"四号", 14}, {"小四", 12}, {"五号", 10.5}, {"小五", 9},  {"六号", 7.5}, {"小六", 6.5}, {"七号", 5.5}, {"八号", 5},
};

static const struct {
  const char *suffix;
  JbLengthUnit unit;
  double factor;
} units[] = {
    {"pt", JB_LENGTH_POINTS, 1},
    {"mm", JB_LENGTH_POINTS, JB_POINTS_PER_MM},
    {"cm", JB_LENGTH_POINTS, 10 * JB_POINTS_PER_MM},
    {"em", JB_LENGTH_EM, 1},
};

/* -?[0-9]+(\.[0-9]+)?, the form that the schema for editors writes as well. */
static bool parse_number(const char *text, size_t length, double *value)
{
  g_autofree char *number = g_strndup(text, length);
  const char *digits = number + (*number == '-');
  JbDecimal decimal;
  if (!g_ascii_isdigit(*digits) || strspn(digits, "0123456789.") != strlen(digits) ||
      jb_decimal_parse(number, &decimal) != JB_DECIMAL_OK) {
    return false;
  }
  *value = jb_decimal_to_double(decimal);
  return true;
}

static bool parse_trimmed(const char *text, size_t length, JbLength *length_out)
{
  if (length == 1 && *text == '0') {
    *length_out = (JbLength){.value = 0, .unit = JB_LENGTH_POINTS};
    return true;
  }
  for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
    if (strlen(sizes[i].name) == length && memcmp(text, sizes[i].name, length) == 0) {
      *length_out = (JbLength){.value = sizes[i].points, .unit = JB_LENGTH_POINTS};
      return true;
    }
  }
  for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
    double value;
    if (length > 2 && memcmp(text + length - 2, units[i].suffix, 2) == 0 && parse_number(text, length - 2, &value)) {
      *length_out = (JbLength){.value = value * units[i].factor, .unit = units[i].unit};
      return true;
    }
  }
  return false;
}

bool jb_length_parse(const char *text, JbLength *length)
{
  text += strspn(text, " \t\r\n");
  size_t end = strlen(text);
  while (end > 0 && strchr(" \t\r\n", text[end - 1])) {
    end--;
  }
  return parse_trimmed(text, end, length);
}

double jb_length_points(JbLength length, double size)
{
  return length.unit == JB_LENGTH_EM ? length.value * size : length.value;
}
