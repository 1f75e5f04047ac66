/* SPDX-License-Identifier: MIT
 * base/units: lengths. Inside the program every length is a double in points (1 pt = 1/72 in) unless its declaration
 * says otherwise; files say mm, cm, pt, 字号 (三号, 小四) or em. */
#ifndef JB_BASE_UNITS_H
#define JB_BASE_UNITS_H

#include <stdbool.h>

#define JB_POINTS_PER_MM (72.0 / 25.4)

typedef enum JbLengthUnit {
  JB_LENGTH_POINTS,
  JB_LENGTH_EM, /* of the font size where it is used */
} JbLengthUnit;

typedef struct JbLength {
  double value; /* in unit; mm, cm and 字号 are already points */
  JbLengthUnit unit;
} JbLength;

/* Reads "12pt", "3.5mm", "1cm", "2em", "三号", "小四" (sizes of Word and WPS: standards, GB/T 9704 practice), or "0".
 * As a pattern: (-?[0-9]+(\.[0-9]+)?(pt|mm|cm|em)|0|初号|小初|一号|…|八号), white space around allowed. False, and
 * *length untouched, for anything else: other units, no unit, NaN. */
bool jb_length_parse(const char *text, JbLength *length);

/* The length in points, em resolved against size [pt]. */
double jb_length_points(JbLength length, double size);

#endif
