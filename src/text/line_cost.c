/* SPDX-License-Identifier: MIT
 * text/line_cost: sums over joints, made once, give the cost of any line in no more time than a short one takes. */
#include "text/line_cost.h"

#include <math.h>

#define COST_LINE    1.0
#define COST_SQUEEZE 3.0
#define COST_CAPPED  0.5
#define COST_FREE    2.0
#define COST_SHORT   5000.0
#define COST_RAGGED  20.0
#define COST_HANGING 1.0
#define COST_SOFT    20.0
#define COST_LONELY  30.0

#define FREE_UNIT    0.05 /* [em] that a joint grows by */
#define GAPING_UNITS 4    /* beyond them the cost grows as fast as there, no faster */

static double cost_of_stretching(const JbStretch *start, const JbStretch *end, double amount, double room)
{
  double capped = end->capped - start->capped, free_unit = FREE_UNIT * (end->free - start->free), cost = 0;
  if (capped > JB_RULER_TOLERANCE) {
    double part = fmin(amount / capped, 1);
    cost = COST_CAPPED * part * part;
    amount -= capped;
  }
  if (amount <= JB_RULER_TOLERANCE)
    return cost;
  if (free_unit <= JB_RULER_TOLERANCE)
    return cost + COST_SHORT * (1 + amount / room);
  double units = amount / free_unit;
  if (units > GAPING_UNITS) /* on along the tangent */
    cost += COST_FREE * pow(GAPING_UNITS, 2) * (3 * units - 2 * GAPING_UNITS);
  else
    cost += COST_FREE * units * units * units;
  return fmin(cost, COST_SHORT);
}

static double cost_of_amount(const JbRuler *ruler, const JbSetLine *line)
{
  double amount = line->room - line->natural - line->trail;
  size_t end = line->hanging ? line->ink_end - 1 : line->ink_end; /* the blank before a hanging mark is outside too */
  if (fabs(amount) <= JB_RULER_TOLERANCE || end <= line->ink_first)
    return 0;
  if (amount < 0) {
    double slack = jb_ruler_slack(ruler, line, end), part = slack > 0 ? fmin(-amount / slack, 1) : 1;
    return COST_SQUEEZE * part * part;
  }
  if (line->last)
    return 0;
  if (ruler->composition->align != JB_TEXT_JUSTIFY)
    return COST_RAGGED * (amount / line->room) * (amount / line->room);
  return cost_of_stretching(&ruler->stretch[line->ink_first], &ruler->stretch[end - 1], amount, line->room);
}

double jb_line_cost(const JbRuler *ruler, const JbSetLine *line)
{
  double cost = COST_LINE + cost_of_amount(ruler, line);
  if (line->hanging)
    cost += COST_HANGING;
  if (line->broken)
    cost += JB_COST_BROKEN;
  if (ruler->joints[line->end - 1].line_end == JB_BREAK_SOFT)
    cost += COST_SOFT;
  bool turned = line->first > 0 && ruler->joints[line->first - 1].line_end != JB_BREAK_FORCED;
  if (ruler->composition->avoid_short_last && line->last && turned &&
      jb_ruler_is_lonely(ruler, line->ink_first, line->ink_end))
    cost += COST_LONELY;
  return cost;
}

double jb_lines_cost(const JbRuler *ruler, const JbSetLine *lines, size_t count)
{
  double cost = 0;
  for (size_t i = 0; i < count; i++)
    cost += jb_line_cost(ruler, &lines[i]);
  return cost;
}
