/* SPDX-License-Identifier: MIT
 * chart/progress: bars against what they are part of: progress of a plan against its schedule, stages of a whole.
 *
 * Behind each bar lies the track of the whole; a line runs down at its end, and a mark across each bar at where it
 * should be by now. The names of mark and line stand above the first row, apart from one another. */
#include "chart/kinds.h"
#include "chart/rows.h"
#include "chart/spread.h"

#include <math.h>

#define MARK_WEIGHT 1.8 /* [pt] */
#define MARK_LIGHT  0.7 /* [pt] of paper on either side, so that it shows on dark bars */
#define MARK_REACH  3.5 /* [pt] beyond the bar on either side */
#define NAME_AIR    2.0 /* [pt] name of a line to the line; below it */

enum { MARK, LINE, NAMES };

/* The mark's name ends at the mark, the line's begins at the line. */
static bool place_names(const JbPlot *plot, const JbRows *rows, const JbAxis *axis, JbDrawing *drawing)
{
  double middles[NAMES], widths[NAMES];
  JbSize mark = jb_plot_measure(plot, JB_WORD_MARK, MARK, INFINITY);
  JbSize line = jb_plot_measure(plot, JB_WORD_MARK, LINE, INFINITY);
  if (line.width <= 0) {
    return true;
  }
  double at = plot->marks && !isnan(plot->marks[0]) ? plot->marks[0] : plot->whole;
  widths[MARK] = mark.width;
  widths[LINE] = line.width;
  middles[MARK] = jb_axis_at(axis, at) - NAME_AIR - mark.width / 2;
  middles[LINE] = jb_axis_at(axis, plot->whole) + NAME_AIR + line.width / 2;
  if (!jb_spread(middles, widths, NAMES, NAME_AIR, 0, plot->width)) {
    return false;
  }
  double bottom = rows->top - NAME_AIR;
  jb_drawing_label(drawing, JB_WORD_MARK, MARK,
                   (JbRect){middles[MARK] - mark.width / 2, bottom - mark.height, mark.width, mark.height},
                   JB_TEXT_START);
  jb_drawing_label(drawing, JB_WORD_MARK, LINE,
                   (JbRect){middles[LINE] - line.width / 2, bottom - line.height, line.width, line.height},
                   JB_TEXT_START);
  return true;
}

static void place_row(const JbPlot *plot, const JbRows *rows, const JbAxis *axis, size_t c, JbDrawing *drawing)
{
  double middle = rows->ranks.middles[c], bar = rows->ranks.bar;
  if (!isnan(plot->whole)) {
    jb_drawing_rectangle(drawing, JB_TONE_TRACK, jb_axis_box(axis, 0, plot->whole, middle, bar));
  }
  jb_rows_bar(rows, plot, axis, c, drawing);
  if (plot->marks && !isnan(plot->marks[c])) {
    double x = jb_axis_at(axis, plot->marks[c]), height = bar + 2 * MARK_REACH, light = MARK_WEIGHT + 2 * MARK_LIGHT;
    jb_drawing_rectangle(drawing, JB_TONE_PAPER, (JbRect){x - light / 2, middle - bar / 2, light, bar});
    jb_drawing_rectangle(drawing, JB_TONE_INK, (JbRect){x - MARK_WEIGHT / 2, middle - height / 2, MARK_WEIGHT, height});
  }
}

bool jb_lay_out_progress(const JbPlot *plot, JbDrawing *drawing)
{
  JbRows rows;
  JbAxis axis;
  double names = jb_plot_measure(plot, JB_WORD_MARK, LINE, INFINITY).height;
  bool fits = jb_rows_init(&rows, plot, JB_ROW_WORDS_IN_COLUMNS, names > 0 ? names + NAME_AIR : 0, drawing);
  fits = jb_rows_axis(&rows, plot, &axis) && fits;
  for (size_t c = 0; c < plot->category_count; c++) {
    place_row(plot, &rows, &axis, c, drawing);
  }
  if (names > 0) {
    double weight = plot->style->axis_width, x = jb_axis_at(&axis, plot->whole);
    jb_drawing_rectangle(drawing, JB_TONE_INK, (JbRect){x - weight / 2, rows.top, weight, rows.bottom - rows.top});
  }
  fits = place_names(plot, &rows, &axis, drawing) && fits;
  jb_rows_base(&rows, plot, &axis, drawing);
  jb_rows_words(&rows, plot, drawing);
  jb_axis_clear(&axis);
  jb_rows_clear(&rows);
  return fits;
}
