/* SPDX-License-Identifier: MIT
 * text/line_cost: sums over joints, made once, give the cost of any line in no more time than a short one takes. */
#include "text/line_cost.h"

#include <math.h>

#define COST_LINE    3.5
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

static double cost_of_stretching(const JbLineMatter *matter)
{
  double capped = matter->growth.capped, free_unit = FREE_UNIT * matter->growth.free;
  double amount = matter->amount, cost = 0;
  if (capped > JB_RULER_TOLERANCE) {
    double part = MIN(amount / capped, 1);
    cost = COST_CAPPED * part * part;
    amount -= capped;
  }
  if (amount <= JB_RULER_TOLERANCE) {
    return cost;
  }
  if (free_unit <= JB_RULER_TOLERANCE) {
    return cost + COST_SHORT * (1 + amount / matter->room);
  }
  double units = amount / free_unit;
  if (units > GAPING_UNITS) { /* on along the tangent */
    cost += COST_FREE * GAPING_UNITS * GAPING_UNITS * (3 * units - 2 * GAPING_UNITS);
  } else {
    cost += COST_FREE * units * units * units;
  }
  return MIN(cost, COST_SHORT);
}

static double cost_of_blanks(const JbComposition *composition, const JbLineMatter *matter)
{
  if (fabs(matter->amount) <= JB_RULER_TOLERANCE) {
    return 0;
  }
  if (matter->amount < 0) {
    double part = matter->slack > 0 ? MIN(-matter->amount / matter->slack, 1) : 1;
    return COST_SQUEEZE * part * part;
  }
  if (matter->end == JB_BREAK_FORCED) {
    return 0;
  }
  double empty = matter->amount / matter->room;
  return composition->align >= JB_TEXT_JUSTIFY ? cost_of_stretching(matter) : COST_RAGGED * empty * empty;
}

double jb_cost_of_line(const JbComposition *composition, const JbLineMatter *matter)
{
  double cost = COST_LINE + cost_of_blanks(composition, matter);
  if (matter->hanging) {
    cost += COST_HANGING;
  }
  if (matter->broken) {
    cost += JB_COST_BROKEN;
  }
  if (matter->end == JB_BREAK_SOFT) {
    cost += COST_SOFT;
  }
  if (matter->lonely && composition->avoid_short_last) {
    cost += COST_LONELY;
  }
  return cost;
}

double jb_line_cost(const JbRuler *ruler, const JbSetLine *line)
{
  size_t end = line->hanging ? line->ink_end - 1 : line->ink_end; /* the blank before a hanging mark is outside too */
  JbLineMatter matter = {.room = line->room,
                         .end = (JbBreak)ruler->joints[line->end - 1].line_end,
                         .hanging = line->hanging,
                         .broken = line->broken};
  bool turned = line->first > 0 && ruler->joints[line->first - 1].line_end != JB_BREAK_FORCED;
  matter.lonely = line->last && turned && jb_ruler_is_lonely(ruler, line->ink_first, line->ink_end);
  if (end > line->ink_first) {
    const JbStretch *start = &ruler->stretch[line->ink_first], *stop = &ruler->stretch[end - 1];
    matter.amount = line->room - line->natural - line->trail;
    matter.slack = jb_ruler_slack(ruler, line, end);
    matter.growth = (JbStretch){stop->capped - start->capped, stop->free - start->free};
  }
  return jb_cost_of_line(ruler->composition, &matter);
}

double jb_lines_cost(const JbRuler *ruler, const JbSetLine *lines, size_t count)
{
  double cost = 0;
  for (size_t i = 0; i < count; i++) {
    cost += jb_line_cost(ruler, &lines[i]);
  }
  return cost;
}
