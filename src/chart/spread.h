/* SPDX-License-Identifier: MIT
 * chart/spread: labels along a line, as near to where they belong as they can without touching. Private to chart/. */
#ifndef JB_CHART_SPREAD_H
#define JB_CHART_SPREAD_H

#include <stdbool.h>
#include <stddef.h>

/* Moves middles (ascending, of labels so long) apart until gap lies between neighbours and all lie from low to high, by
 * the least sum of squares; false, and nothing is moved, when they do not fit. */
bool jb_spread(double *middles, const double *lengths, size_t count, double gap, double low, double high);

#endif
