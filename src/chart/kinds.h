/* SPDX-License-Identifier: MIT
 * chart/kinds: the layouts. Each works out a drawing from a plot, by arithmetic alone; false when it cannot be drawn
 * well: labels that do not fit, too little room for what is to be seen. Private to chart/. */
#ifndef JB_CHART_KINDS_H
#define JB_CHART_KINDS_H

#include "chart/drawing.h"

#include <stdbool.h>

/* Upright bars: side by side, stacked, floating, in groups; series as lines above them. */
bool jb_lay_out_columns(const JbPlot *plot, JbDrawing *drawing);
/* The same lying, without lines. What fits nowhere else fits here, as long as the measure holds labels and values at
 * all. */
bool jb_lay_out_bars(const JbPlot *plot, JbDrawing *drawing);
/* A row a category: its name, its bar, its value, a remark. On the plot: the track of the whole, the line at it, a mark
 * a row. Progress against schedule, stages of a whole. */
bool jb_lay_out_progress(const JbPlot *plot, JbDrawing *drawing);
/* The same with a line at the first bar's end, and brackets from the others to it. */
bool jb_lay_out_comparison(const JbPlot *plot, JbDrawing *drawing);
/* One bar as long as the measure, in parts. */
bool jb_lay_out_parts(const JbPlot *plot, JbDrawing *drawing);
/* Links as arrows, one pointing to the next. */
bool jb_lay_out_chain(const JbPlot *plot, JbDrawing *drawing);
/* A row a task, a bar from its first day to its last; milestones where a bar has no length. */
bool jb_lay_out_schedule(const JbPlot *plot, JbDrawing *drawing);

#endif
