/* SPDX-License-Identifier: MIT
 * table/columns: how wide columns are, and where numbers stand in them. Pure arithmetic: text comes in as widths.
 * Does not leave this folder. All lengths [pt]. */
#ifndef JB_TABLE_COLUMNS_H
#define JB_TABLE_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct JbColumnDemand {
  double minimum; /* below which something cannot be broken any more */
  double natural; /* at which nothing is broken; at least minimum */
  double weight;  /* share of the width it may ask for; 0: by content */
} JbColumnDemand;

/* Widths that sum to measure. False when even the minima do not fit: they are scaled down, and text will stick out. */
bool jb_columns_solve(const JbColumnDemand *demands, size_t count, double measure, double *widths);

/* Where texts have to be broken and no column has a weight: widths that sum to measure and make the rows low. naturals:
 * what each cell of rows (a sample of them, perhaps) takes on one line, row by row; 0 for one that is of no account.
 * The minima fit, the natural widths do not. */
void jb_columns_balance(const JbColumnDemand *demands, size_t count, double measure, const float *naturals, size_t rows,
                        double *widths);

/* Where a number lies in a text: bytes start to point are its integer part with its minus sign; a decimal point, a
 * fraction, or a unit follows at point. What stands before start is a relation sign. */
typedef struct JbNumeral {
  size_t start, point;
} JbNumeral;

/* False: there is no digit in it ("—", "…"). */
bool jb_numeral_find(const char *text, JbNumeral *numeral);

/* The widths of a number's three parts, or of the widest of each in a column. */
typedef struct JbNumeralExtent {
  double hang;   /* relation sign: left of the integer part */
  double before; /* integer part */
  double after;  /* decimal point, fraction, unit */
} JbNumeralExtent;

void jb_numeral_extent_widen(JbNumeralExtent *column, const JbNumeralExtent *cell);
/* The width in which the column's numbers can be centred with their signs hanging on the left. */
double jb_numeral_extent_width(const JbNumeralExtent *column);
/* Where a cell's text begins so that the points of all cells share one x and the block of integer parts and fractions
 * is centred between left and left + width. GB/T practice and CY/T 170: on the point, or where it would stand. */
double jb_numeral_place(const JbNumeralExtent *column, const JbNumeralExtent *cell, double left, double width);

#endif
