/* SPDX-License-Identifier: MIT
 * base/number: lengths written into files, the same in every locale. */
#ifndef JB_BASE_NUMBER_H
#define JB_BASE_NUMBER_H

#include <glib.h>

/* Appends value rounded to at most decimals (0–6) digits after the point, half away from zero, trailing zeros dropped,
 * never "-0". value must be finite and |value| < 10^12. Fast: page streams are made of these. */
void jb_append_number(GString *out, double value, int decimals);

/* The same with exactly decimals digits: what the dump writes. */
void jb_append_fixed(GString *out, double value, int decimals);

#endif
