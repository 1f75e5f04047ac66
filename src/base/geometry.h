/* SPDX-License-Identifier: MIT
 * base/geometry: points and rectangles. Points [pt], x to the right, y down. Header only. */
#ifndef JB_BASE_GEOMETRY_H
#define JB_BASE_GEOMETRY_H

typedef struct JbPoint {
  double x, y;
} JbPoint;

typedef struct JbRect {
  double x, y, width, height;
} JbRect;

static inline double jb_rect_right(JbRect rect)
{
  return rect.x + rect.width;
}

static inline double jb_rect_bottom(JbRect rect)
{
  return rect.y + rect.height;
}

#endif
