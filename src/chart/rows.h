/* SPDX-License-Identifier: MIT
 * chart/rows: a row a category: its name, room for its bar, its value, a remark. In charts whose plot is full of lines
 * and marks that no value may meet, values and remarks have columns of their own. Private to chart/. */
#ifndef JB_CHART_ROWS_H
#define JB_CHART_ROWS_H

#include "chart/clusters.h"

#define JB_ROW_WORD_GAP   8.0  /* [pt] plot to value, value to remark */
#define JB_ROW_PLOT_SHARE 0.15 /* of the width: least that is left for the plot */

typedef struct JbRows {
  double label_measure, label_right; /* names wrap at the measure and end here */
  double left, right;                /* of the plot */
  double value_right;                /* values end here … */
  double value_point;                /* … and have their decimal points here */
  double remark_measure, remark_left;
  double top, bottom; /* of all rows */
  double step;        /* from one row to the next */
  JbRanks ranks;
} JbRows;

typedef enum JbRowWords {
  JB_ROW_WORDS_IN_COLUMNS, /* values and remarks beside the plot */
  JB_ROW_WORDS_AT_HEADS,   /* on the plot, which the caller places */
} JbRowWords;

/* Divides the width, and the height below head points that the caller fills; sets the drawing's height. False when the
 * words leave too little for the plot, which is then drawn all the same. To be cleared. */
bool jb_rows_init(JbRows *rows, const JbPlot *plot, JbRowWords words, double head, JbDrawing *drawing);
void jb_rows_clear(JbRows *rows);
void jb_rows_names(const JbRows *rows, const JbPlot *plot, JbDrawing *drawing);
/* Names, values and remarks, in columns. */
void jb_rows_words(const JbRows *rows, const JbPlot *plot, JbDrawing *drawing);
/* An axis solved for bars alone, its zero line set: everything in values from low to high lies on the plot. */
bool jb_rows_axis(const JbRows *rows, const JbPlot *plot, JbAxis *axis);
/* The bar of a row. */
void jb_rows_bar(const JbRows *rows, const JbPlot *plot, const JbAxis *axis, size_t category, JbDrawing *drawing);
/* The line that bars stand on. */
void jb_rows_base(const JbRows *rows, const JbPlot *plot, const JbAxis *axis, JbDrawing *drawing);

#endif
