/* SPDX-License-Identifier: MIT
 * colour/colour: the colours a press knows. There is no RGB type on purpose. */
#ifndef JB_COLOUR_COLOUR_H
#define JB_COLOUR_COLOUR_H

#include <stdbool.h>

typedef enum JbColourKind {
  JB_COLOUR_GREY,
  JB_COLOUR_CMYK,
  JB_COLOUR_SEPARATION,
} JbColourKind;

typedef struct JbColour {
  JbColourKind kind;
  bool overprint;
  double ink[4];          /* [0–1] CMYK: c m y k; separation: its alternate in CMYK at full tint */
  double level;           /* [0–1] grey: 0 black, 1 white; separation: tint, 1 full */
  const char *separation; /* the ink's name; borrowed from the theme */
} JbColour;

static inline JbColour jb_colour_grey(double level)
{
  return (JbColour){.kind = JB_COLOUR_GREY, .level = level};
}

static inline JbColour jb_colour_cmyk(double c, double m, double y, double k)
{
  return (JbColour){.kind = JB_COLOUR_CMYK, .ink = {c, m, y, k}};
}

/* Black ink alone: what text is printed in. */
static inline JbColour jb_colour_black(void)
{
  return jb_colour_cmyk(0, 0, 0, 1);
}

bool jb_colour_equal(const JbColour *a, const JbColour *b);

/* Reads "black", "white", "grey 60%" (60 % black), "cmyk 0 90 80 10" (per cent). False for anything else. */
bool jb_colour_parse(const char *text, JbColour *colour);

/* A rough screen rendering [0–1], for previews only. */
void jb_colour_to_screen(const JbColour *colour, double rgb[3]);

#endif
