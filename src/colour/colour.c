/* SPDX-License-Identifier: MIT
 * colour/colour: comparing, reading and roughly showing colours. */
#include "colour/colour.h"

#include "base/decimal.h"

#include <glib.h>
#include <string.h>

bool jb_colour_equal(const JbColour *a, const JbColour *b)
{
  if (a->kind != b->kind || a->overprint != b->overprint) {
    return false;
  }
  bool inks_equal = true;
  for (int i = 0; i < 4; i++) {
    inks_equal = inks_equal && a->ink[i] == b->ink[i];
  }
  switch (a->kind) {
  case JB_COLOUR_GREY:
    return a->level == b->level;
  case JB_COLOUR_CMYK:
    return inks_equal;
  case JB_COLOUR_SEPARATION:
    return inks_equal && a->level == b->level && g_strcmp0(a->separation, b->separation) == 0;
  }
  return false;
}

/* "60" → 0.6; only 0 to 100. */
static bool parse_percentage(const char *text, double *share)
{
  JbDecimal number;
  if (jb_decimal_parse(text, &number) != JB_DECIMAL_OK) {
    return false;
  }
  double value = jb_decimal_to_double(number);
  if (value < 0 || value > 100) {
    return false;
  }
  *share = value / 100;
  return true;
}

static bool parse_grey(char **words, JbColour *colour)
{
  size_t length = words[0] ? strlen(words[0]) : 0;
  double black;
  if (length < 2 || words[1] || words[0][length - 1] != '%') {
    return false;
  }
  words[0][length - 1] = '\0';
  if (!parse_percentage(words[0], &black)) {
    return false;
  }
  *colour = jb_colour_grey(1 - black);
  return true;
}

static bool parse_cmyk(char **words, JbColour *colour)
{
  double ink[4];
  if (g_strv_length(words) != 4) {
    return false;
  }
  for (int i = 0; i < 4; i++) {
    if (!parse_percentage(words[i], &ink[i])) {
      return false;
    }
  }
  *colour = jb_colour_cmyk(ink[0], ink[1], ink[2], ink[3]);
  return true;
}

/* The words of text between white space; free with g_strfreev. */
static char **split_words(const char *text)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new();
  while (*(text += strspn(text, " \t\r\n"))) {
    size_t length = strcspn(text, " \t\r\n");
    g_ptr_array_add(words, g_strndup(text, length));
    text += length;
  }
  g_ptr_array_add(words, NULL);
  return (char **)g_ptr_array_free(g_steal_pointer(&words), FALSE);
}

bool jb_colour_parse(const char *text, JbColour *colour)
{
  g_auto(GStrv) words = split_words(text);
  if (!words[0]) {
    return false;
  }
  if (strcmp(words[0], "cmyk") == 0) {
    return parse_cmyk(words + 1, colour);
  }
  if (strcmp(words[0], "grey") == 0) {
    return parse_grey(words + 1, colour);
  }
  if (words[1]) {
    return false;
  }
  if (strcmp(words[0], "black") == 0) {
    *colour = jb_colour_black();
  } else if (strcmp(words[0], "white") == 0) {
    *colour = jb_colour_grey(1);
  } else {
    return false;
  }
  return true;
}

/* Demichel's model: dots of the chromatic inks fall on each other at random, so a tint is the mean of the eight
 * overprints of C, M and Y weighted by their share of the paper; black then covers its share of that. The overprints
 * are those of offset on coated paper (ISO 12647-2), as sRGB shows them. Good enough to judge a layout by; a picture's
 * colours go through the profile (convert.h). */
void jb_colour_to_screen(const JbColour *colour, double rgb[3])
{
  static const double overprints[8][3] = {
      {1.000, 1.000, 1.000}, /* paper */
      {0.000, 0.620, 0.878}, /* C */
      {0.886, 0.000, 0.478}, /* M */
      {0.192, 0.153, 0.514}, /* C M */
      {1.000, 0.929, 0.000}, /* Y */
      {0.000, 0.588, 0.251}, /* C Y */
      {0.886, 0.000, 0.102}, /* M Y */
      {0.200, 0.184, 0.176}, /* C M Y */
  };
  static const double black[3] = {0.114, 0.114, 0.106};
  double ink[4] = {0, 0, 0, 0};
  double tint = colour->kind == JB_COLOUR_SEPARATION ? colour->level : 1;
  if (colour->kind == JB_COLOUR_GREY) {
    ink[3] = 1 - colour->level;
  } else {
    for (int i = 0; i < 4; i++) {
      ink[i] = colour->ink[i] * tint;
    }
  }

  double mixed[3] = {0, 0, 0};
  for (unsigned overprint = 0; overprint < 8; overprint++) {
    double share = 1;
    for (unsigned i = 0; i < 3; i++) {
      share *= overprint >> i & 1 ? ink[i] : 1 - ink[i];
    }
    for (int channel = 0; channel < 3; channel++) {
      mixed[channel] += share * overprints[overprint][channel];
    }
  }
  for (int channel = 0; channel < 3; channel++) {
    rgb[channel] = mixed[channel] * (1 - ink[3] + ink[3] * black[channel]);
  }
}
