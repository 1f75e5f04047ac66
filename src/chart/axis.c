/* SPDX-License-Identifier: MIT
 * chart/axis: how long a unit of value is.
 *
 * Model. What stands along the axis reaches length · k + fixed from the zero line, at k points a unit: a bar, its open
 * end, the air before its label, the label.
 *
 *     columns   |  label   |   room: down ──┤ zero ├── up
 *               |  ▇▇▇     |
 *               |──▇▇▇─────|
 *
 * Method. k is the largest at which the longest extent up and the longest down fill the room: since both are maxima of
 * straight lines in k, it is the least of (room − fixed parts) / (length up + length down) over pairs. So the tallest
 * bar's label ends exactly at the top, and no headroom is guessed. Rejected: scaling to the largest value and leaving
 * a share of the height for labels. */
#include "chart/axis.h"

#include <math.h>

typedef struct Extent {
  double length; /* [value] ≥ 0 */
  double fixed;  /* [pt] */
} Extent;

void jb_axis_init(JbAxis *axis, bool vertical)
{
  static const Extent zero = {0, 0};
  *axis = (JbAxis){.vertical = vertical,
                   .up = g_array_new(FALSE, FALSE, sizeof(Extent)),
                   .down = g_array_new(FALSE, FALSE, sizeof(Extent))};
  g_array_append_val(axis->up, zero);
  g_array_append_val(axis->down, zero);
}

void jb_axis_clear(JbAxis *axis)
{
  g_array_free(axis->up, TRUE);
  g_array_free(axis->down, TRUE);
}

void jb_axis_reach(JbAxis *axis, bool down, double value, double fixed)
{
  Extent extent = {fabs(value), fixed};
  if (down) {
    g_array_append_val(axis->down, extent);
  } else {
    g_array_append_val(axis->up, extent);
  }
}

static double longest(const GArray *extents, double unit)
{
  double length = 0;
  for (guint i = 0; i < extents->len; i++) {
    const Extent *extent = &g_array_index(extents, Extent, i);
    length = fmax(length, unit * extent->length + extent->fixed);
  }
  return length;
}

bool jb_axis_solve(JbAxis *axis, double room)
{
  double unit = INFINITY;
  for (guint i = 0; i < axis->up->len; i++) {
    const Extent *up = &g_array_index(axis->up, Extent, i);
    for (guint j = 0; j < axis->down->len; j++) {
      const Extent *down = &g_array_index(axis->down, Extent, j);
      if (up->length + down->length > 0) {
        unit = fmin(unit, (room - up->fixed - down->fixed) / (up->length + down->length));
      }
    }
  }
  axis->unit = isfinite(unit) ? fmax(unit, 0) : 0;
  axis->up_length = longest(axis->up, axis->unit);
  axis->down_length = longest(axis->down, axis->unit);
  return axis->up_length + axis->down_length <= room + 1e-6;
}

double jb_axis_at(const JbAxis *axis, double value)
{
  return axis->vertical ? axis->zero - value * axis->unit : axis->zero + value * axis->unit;
}

double jb_axis_along(const JbAxis *axis, JbSize size)
{
  return axis->vertical ? size.height : size.width;
}

JbRect jb_axis_box(const JbAxis *axis, double from, double to, double middle, double thickness)
{
  double a = jb_axis_at(axis, from), length = fabs(to - from) * axis->unit;
  double start = axis->vertical == (to > from) ? a - length : a;
  return axis->vertical ? (JbRect){middle - thickness / 2, start, thickness, length}
                        : (JbRect){start, middle - thickness / 2, length, thickness};
}

JbRect jb_axis_label(const JbAxis *axis, double value, bool down, double offset, double middle, JbSize size)
{
  double at = jb_axis_at(axis, value), along = jb_axis_along(axis, size);
  double start = axis->vertical == down ? at + offset : at - offset - along;
  return axis->vertical ? (JbRect){middle - size.width / 2, start, size.width, size.height}
                        : (JbRect){start, middle - size.height / 2, size.width, size.height};
}

JbPoint jb_axis_point(const JbAxis *axis, double value, double points, double across)
{
  double at = jb_axis_at(axis, value);
  return axis->vertical ? (JbPoint){across, at - points} : (JbPoint){at + points, across};
}
