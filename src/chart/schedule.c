/* SPDX-License-Identifier: MIT
 * chart/schedule: tasks over time (倒排工期): a time axis above, a bar from the first day of each task to its last, a
 * milestone where a task has no length; its dates in words at the end of the row. */
#include "chart/kinds.h"
#include "chart/rows.h"

#include <math.h>

#define HEAD_AIR  3.0  /* [pt] names of periods to the rows */
#define MILESTONE 10.0 /* [pt] from corner to corner */

static void place_milestone(const JbPlot *plot, const JbRows *rows, const JbAxis *axis, size_t c, JbDrawing *drawing)
{
  double x = jb_axis_at(axis, plot->data[c].to), y = rows->ranks.middles[c], half = MILESTONE / 2;
  const JbPoint corners[] = {{x, y - half}, {x + half, y}, {x, y + half}, {x - half, y}};
  jb_drawing_bar_polygon(drawing, plot, c, corners, G_N_ELEMENTS(corners));
}

/* A line where each period begins and its name in the middle of it; of every second, third … where names need more. */
static bool place_periods(const JbPlot *plot, const JbRows *rows, const JbAxis *axis, double head, JbDrawing *drawing)
{
  double widest = jb_clusters_largest(plot, JB_WORD_TICK, plot->period_count).width, weight = plot->style->grid_width;
  double narrowest = INFINITY;
  for (size_t i = 0; i < plot->period_count; i++) {
    narrowest = fmin(narrowest, (plot->periods[i + 1] - plot->periods[i]) * axis->unit);
  }
  double needed = fmin(ceil((widest + JB_VALUE_SEPARATION) / narrowest), (double)plot->period_count);
  size_t stride = (size_t)fmax(needed, 1);
  for (size_t i = 0; i <= plot->period_count; i++) {
    double x = jb_axis_at(axis, plot->periods[i]);
    if (i % stride == 0 || i == plot->period_count) {
      jb_drawing_rectangle(drawing, JB_TONE_GRID,
                           (JbRect){x - weight / 2, rows->top, weight, rows->bottom - rows->top});
    }
    if (i % stride == 0 && i < plot->period_count) {
      JbSize size = jb_plot_measure(plot, JB_WORD_TICK, i, INFINITY);
      double middle = (x + jb_axis_at(axis, plot->periods[i + 1])) / 2;
      jb_drawing_label(drawing, JB_WORD_TICK, i,
                       (JbRect){middle - size.width / 2, rows->top - HEAD_AIR - head, size.width, size.height},
                       JB_TEXT_START);
    }
  }
  return widest + JB_VALUE_SEPARATION <= rows->right - rows->left;
}

bool jb_lay_out_schedule(const JbPlot *plot, JbDrawing *drawing)
{
  JbRows rows;
  double head = jb_clusters_largest(plot, JB_WORD_TICK, plot->period_count).height;
  bool fits = jb_rows_init(&rows, plot, JB_ROW_WORDS_IN_COLUMNS, head + HEAD_AIR, drawing);
  if (plot->period_count > 0) {
    double first = plot->periods[0], last = plot->periods[plot->period_count];
    JbAxis axis = {.unit = fmax(rows.right - rows.left - MILESTONE, 0) / (last - first)};
    axis.zero = rows.left + MILESTONE / 2 - first * axis.unit;
    fits = place_periods(plot, &rows, &axis, head, drawing) && fits;
    for (size_t c = 0; c < plot->category_count; c++) {
      if (plot->data[c].to > plot->data[c].from) {
        jb_rows_bar(&rows, plot, &axis, c, drawing);
      } else if (plot->data[c].there) {
        place_milestone(plot, &rows, &axis, c, drawing);
      }
    }
  }
  jb_rows_words(&rows, plot, drawing);
  jb_rows_clear(&rows);
  return fits;
}
