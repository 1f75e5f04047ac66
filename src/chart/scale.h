/* SPDX-License-Identifier: MIT
 * chart/scale: the scale of a chart's values: linear, from zero, with ticks at 1, 2, 2.5 or 5 times a power of ten. */
#ifndef JB_CHART_SCALE_H
#define JB_CHART_SCALE_H

#define JB_SCALE_MAXIMUM_TICKS 7

/* Tick number i (first ≤ i ≤ last) stands at i · mantissa · 10^exponent; tick 0 is zero and always there. */
typedef struct JbScale {
  int first, last;
  int mantissa; /* 1, 2, 5 or 25 */
  int exponent; /* ≥ -15: no finer than a decimal can be */
} JbScale;

/* The finest good scale with at most JB_SCALE_MAXIMUM_TICKS ticks that spans zero and all values from low to high
 * (|value| ≤ 10^15, as JbDecimal has them). */
JbScale jb_scale_new(double low, double high);

double jb_scale_value(const JbScale *scale, int tick);

/* What is written at a tick: every tick with the same number of decimals, zero as "0", a minus sign as facts
 * have it. Newly allocated. */
char *jb_scale_text(const JbScale *scale, int tick);

#endif
