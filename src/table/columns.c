/* SPDX-License-Identifier: MIT
 * table/columns: column widths and the alignment of numbers.
 *
 * Model: a column asks for its natural width and can live with its minimum. Method: when all natural widths fit, the
 * columns get them and equal shares of the rest, so that the white between columns is even. When they do not, one
 * limit is found so that every column as wide as the limit or less keeps its natural width and the others share what
 * is left: short columns stay whole and only long text wraps. (CSS's rule, width in proportion to natural minus
 * minimum, was rejected: one long column makes every other wrap by a character or two.) A limit is found by bisection:
 * the sum of the widths never falls as the limit grows.
 *
 * That limit knows the widest cell of a column, not how many there are: with rows at hand, what is left above the
 * minima is dealt out in small steps, each to the column that lowers the rows most. A row is as high as its longest
 * cell, taken as natural over actual width; counting whole lines instead would show no gain until a line is saved, and
 * deal blindly between. */
#include "table/columns.h"

#include <glib.h>
#include <math.h>
#include <string.h>

/* Halvings after which a limit is exact to far less than a hundredth of a point on any page. */
#define BISECTIONS 60

/* How much is dealt out at a time. [pt] */
#define BALANCE_STEP 2.0
/* Two cells of a row this near each other in lines go on together: a step to one of them shows no gain before the other
 * has had its own, but is worth this much. [lines] */
#define LEVEL      0.25
#define LEVEL_GAIN 0.01

typedef double (*WidthAtLimit)(const JbColumnDemand *demand, double limit);

static double by_content(const JbColumnDemand *demand, double limit)
{
  return fmax(demand->minimum, fmin(demand->natural, limit));
}

static double by_weight(const JbColumnDemand *demand, double limit)
{
  return fmax(demand->minimum, demand->weight * limit);
}

static bool has_weight(const JbColumnDemand *demand)
{
  return demand->weight > 0;
}

/* Sets the widths of the columns that have a weight, or of those that have none, so that they sum to measure or, when
 * they cannot grow so far, to less. The minima fit. */
static void fill(const JbColumnDemand *demands, size_t count, bool weighted, double measure, double *widths)
{
  WidthAtLimit width_at = weighted ? by_weight : by_content;
  double low = 0, high = 0;
  for (size_t i = 0; i < count; i++) {
    if (has_weight(&demands[i]) == weighted) {
      high = fmax(high, weighted ? measure / demands[i].weight : demands[i].natural);
    }
  }
  for (int step = 0; step < BISECTIONS; step++) {
    double middle = (low + high) / 2, sum = 0;
    for (size_t i = 0; i < count; i++) {
      if (has_weight(&demands[i]) == weighted) {
        sum += width_at(&demands[i], middle);
      }
    }
    if (sum > measure) {
      high = middle;
    } else {
      low = middle;
    }
  }
  for (size_t i = 0; i < count; i++) {
    if (has_weight(&demands[i]) == weighted) {
      widths[i] = width_at(&demands[i], low);
    }
  }
}

static double sum_of(const double *widths, size_t count)
{
  double sum = 0;
  for (size_t i = 0; i < count; i++) {
    sum += widths[i];
  }
  return sum;
}

bool jb_columns_solve(const JbColumnDemand *demands, size_t count, double measure, double *widths)
{
  double minima = 0, weighted_minima = 0;
  bool any_weight = false;
  for (size_t i = 0; i < count; i++) {
    widths[i] = demands[i].minimum;
    minima += demands[i].minimum;
    weighted_minima += has_weight(&demands[i]) ? demands[i].minimum : 0;
    any_weight = any_weight || has_weight(&demands[i]);
  }
  if (minima > measure) {
    for (size_t i = 0; i < count; i++) {
      widths[i] *= measure / minima;
    }
    return false;
  }
  fill(demands, count, /* weighted */ false, measure - weighted_minima, widths);
  if (any_weight) {
    for (size_t i = 0; i < count; i++) {
      widths[i] = has_weight(&demands[i]) ? 0 : widths[i];
    }
    fill(demands, count, /* weighted */ true, measure - sum_of(widths, count), widths);
    return true;
  }
  double rest = (measure - sum_of(widths, count)) / (double)count;
  for (size_t i = 0; i < count; i++) {
    widths[i] += rest;
  }
  return true;
}

/* By how much a step to each column would lower the rows. */
static void add_gains(const JbColumnDemand *demands, size_t count, const float *naturals, size_t rows,
                      const double *widths, double *gains)
{
  for (size_t row = 0; row < rows; row++) {
    const float *cells = naturals + row * count;
    size_t longest = 0;
    double most = 1, second = 1;
    for (size_t i = 0; i < count; i++) {
      double lines = (double)cells[i] / widths[i];
      if (lines > most) {
        second = most;
        most = lines;
        longest = i;
      } else {
        second = fmax(second, lines);
      }
    }
    double then = fmax((double)cells[longest] / (widths[longest] + BALANCE_STEP), second);
    if (most > 1 && widths[longest] < demands[longest].natural) {
      gains[longest] += most - fmin(then, most) + LEVEL_GAIN * (second >= most - LEVEL);
    }
  }
}

void jb_columns_balance(const JbColumnDemand *demands, size_t count, double measure, const float *naturals, size_t rows,
                        double *widths)
{
  g_autofree double *gains = g_new(double, count);
  double rest = measure;
  for (size_t i = 0; i < count; i++) {
    widths[i] = demands[i].minimum;
    rest -= demands[i].minimum;
  }
  for (size_t best = 0; rest > 0;) {
    memset(gains, 0, count * sizeof *gains);
    add_gains(demands, count, naturals, rows, widths, gains);
    for (size_t i = 0; i < count; i++) {
      best = gains[i] > gains[best] ? i : best;
    }
    if (gains[best] <= 0) {
      break;
    }
    double step = fmin(rest, BALANCE_STEP);
    widths[best] += step;
    rest -= step;
  }
  for (size_t i = 0; i < count; i++) {
    widths[i] += rest / (double)count;
  }
}

static bool is_digit(char byte)
{
  return byte >= '0' && byte <= '9';
}

bool jb_numeral_find(const char *text, JbNumeral *numeral)
{
  static const char *const minus_signs[] = {"-", "−"};
  size_t start = 0;
  while (text[start] && !is_digit(text[start])) {
    start++;
  }
  if (!text[start]) {
    return false;
  }
  size_t point = start;
  while (is_digit(text[point]) || (text[point] == ',' && is_digit(text[point + 1]))) {
    point++;
  }
  for (size_t i = 0; i < G_N_ELEMENTS(minus_signs); i++) {
    size_t length = strlen(minus_signs[i]);
    if (start >= length && memcmp(text + start - length, minus_signs[i], length) == 0) {
      start -= length;
      break;
    }
  }
  *numeral = (JbNumeral){start, point};
  return true;
}

void jb_numeral_extent_widen(JbNumeralExtent *column, const JbNumeralExtent *cell)
{
  column->hang = fmax(column->hang, cell->hang);
  column->before = fmax(column->before, cell->before);
  column->after = fmax(column->after, cell->after);
}

double jb_numeral_extent_width(const JbNumeralExtent *column)
{
  return column->before + column->after + 2 * column->hang;
}

double jb_numeral_place(const JbNumeralExtent *column, const JbNumeralExtent *cell, double left, double width)
{
  double point = left + (width - column->before - column->after) / 2 + column->before;
  return point - cell->before - cell->hang;
}
