/* SPDX-License-Identifier: MIT
 * chart/layout: where everything of a chart stands, worked out from sizes alone: no font, no page, no cairo.
 *
 * Points; origin at the top left corner of the plot with its labels, y down. Label boxes of values and ticks are ink
 * boxes; those of categories and the legend are text boxes, whole lines high. Promised for a layout that fits: no two
 * label boxes overlap, none touches a bar, everything lies inside width × height. */
#ifndef JB_CHART_LAYOUT_H
#define JB_CHART_LAYOUT_H

#include "base/geometry.h"
#include "chart/scale.h"
#include "style/theme.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct JbSize {
  double width, height;
} JbSize;

typedef struct JbBarSize {
  double value; /* 0 where there is none */
  bool open;    /* the true value lies further out: > ≥ */
  JbSize label; /* of the value label */
} JbBarSize;

/* Sets the label of a category at a measure (INFINITY: on one line); the size it took. */
typedef JbSize (*JbLabelSetter)(void *data, size_t category, double measure);

typedef struct JbLayoutInput {
  double width;
  double around; /* [pt] height of what stands above and below the plot; together they fill whole grid steps */
  double pitch;  /* [pt] the grid step */
  double
      most; /* [pt] height of a page's text area, for which bars move closer together; 0: as far apart as they like */
  const JbChartStyle *style;
  size_t series_count, category_count;
  const JbBarSize *bars;            /* of series s and category c: [s * category_count + c] */
  double label_size, label_leading; /* of category labels and the legend */
  JbLabelSetter set_label;
  void *label_data;
  const JbSize *legend; /* a text a series; NULL: no legend */
  JbScale scale;
  const JbSize *ticks; /* from scale.first to scale.last; NULL: no scale is drawn */
} JbLayoutInput;

typedef struct JbBarPlace {
  JbRect bar; /* of no length for zero; without its open end */
  JbRect label;
  bool negative;
} JbBarPlace;

typedef struct JbTickPlace {
  JbRect line;  /* the grid line, of style's width */
  JbRect label; /* of no width: left out, since it would touch its neighbour */
} JbTickPlace;

typedef struct JbLayout {
  bool vertical;
  double height;             /* of the plot with its labels */
  JbRect base;               /* the base line */
  JbBarPlace *bars;          /* as in the input */
  JbRect *categories;        /* text boxes, as wide as set */
  JbRect *swatches, *legend; /* one a series, or NULL */
  JbTickPlace *ticks;        /* as in the input, or NULL */
} JbLayout;

/* From a bar's end: its open end, the air before its label. */
#define JB_LAYOUT_OPEN_END  9.5
#define JB_LAYOUT_VALUE_GAP 3.5

/* Columns, or NULL when the labels cannot stand side by side, or leave too little height for bars. */
JbLayout *jb_layout_columns(const JbLayoutInput *input);
/* Bars. *fits (never NULL) is false when the measure is too narrow even so; the layout then overlaps. */
JbLayout *jb_layout_bars(const JbLayoutInput *input, bool *fits);
void jb_layout_free(JbLayout *layout);

#endif
