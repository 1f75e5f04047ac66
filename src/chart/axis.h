/* SPDX-License-Identifier: MIT
 * chart/axis: the value axis: how many points a unit of value is long, and where what stands along it lies. Private to
 * chart/. Vertical axes grow upwards, horizontal ones to the right; "across" is the other direction.
 *
 * An axis begins at zero and is never broken. A bar says its number by its length: one that is cut short to make room
 * for others says a wrong one, whatever mark stands on it, and readers compare before they read marks. Beside 428.8
 * a 4.9 is a sliver; its number stands beside it, and where not even a sliver is left the report's author is told
 * (CHART_DWARFED), so that such numbers go into a table, or into groups or panels with a scale each. */
#ifndef JB_CHART_AXIS_H
#define JB_CHART_AXIS_H

#include "base/geometry.h"
#include "chart/plot.h"

#include <glib.h>

/* From a bar's head: its open end, the air before its label. [pt] */
#define JB_AXIS_OPEN_END  9.5
#define JB_AXIS_VALUE_GAP 3.5

typedef struct JbAxis {
  bool vertical;
  GArray *up, *down;             /* private */
  double unit;                   /* [pt per value] */
  double up_length, down_length; /* [pt] from the zero line, as solved */
  double zero;                   /* [pt] position of the zero line, set by the caller after solving */
} JbAxis;

void jb_axis_init(JbAxis *axis, bool vertical);
void jb_axis_clear(JbAxis *axis);

/* Something reaches as far as value, and fixed points further out (down the axis when down). */
void jb_axis_reach(JbAxis *axis, bool down, double value, double fixed);
/* The greatest unit at which everything fits in the room; false when not even bars of no length do. */
bool jb_axis_solve(JbAxis *axis, double room);

/* Position of a value. */
double jb_axis_at(const JbAxis *axis, double value);
/* What of a size lies along the axis. */
double jb_axis_along(const JbAxis *axis, JbSize size);
/* From one value to another, thickness centred at middle across. */
JbRect jb_axis_box(const JbAxis *axis, double from, double to, double middle, double thickness);
/* A label beyond a value by offset points (below it when down), centred across. */
JbRect jb_axis_label(const JbAxis *axis, double value, bool down, double offset, double middle, JbSize size);
/* A point by its way along, in points up from a value, and its position across. */
JbPoint jb_axis_point(const JbAxis *axis, double value, double points, double across);

#endif
