/* SPDX-License-Identifier: MIT
 * chart/clusters: what columns and bars have in common: the bars of a category, side by side or on one another, with
 * their values; scale and legend. Private to chart/. */
#ifndef JB_CHART_CLUSTERS_H
#define JB_CHART_CLUSTERS_H

#include "chart/axis.h"
#include "chart/drawing.h"

/* Air. [pt] */
#define JB_VALUE_SEPARATION 3.0  /* between neighbouring value labels */
#define JB_INSIDE_AIR       2.0  /* around a value inside its bar */
#define JB_TICK_GAP         5.0  /* scale label to plot */
#define JB_LABEL_LINES      3    /* most lines of a category label */
#define JB_GROUP_STEP       1.12 /* bars of one category: pitch in bar widths */

/* Where the clusters stand across the axis. */
typedef struct JbRanks {
  double *middles; /* [pt] of each category; owned */
  double bar;      /* [pt] thickness of a bar */
  double step;     /* [pt] from one bar of a category to the next */
} JbRanks;

/* Series drawn as bars; of these, how many stand side by side. */
size_t jb_clusters_bar_series(const JbPlot *plot);
size_t jb_clusters_abreast(const JbPlot *plot);

/* The largest label of a kind, on one line. Values: of series drawn as bars. */
JbSize jb_clusters_largest(const JbPlot *plot, JbWordKind kind, size_t count);
/* A bar with its open end, without its value. */
void jb_clusters_bar(const JbPlot *plot, const JbAxis *axis, size_t datum, double middle, double thickness,
                     JbDrawing *drawing);
/* Tells the axis how far everything reaches. */
void jb_clusters_reach(const JbPlot *plot, JbAxis *axis);
/* The length of the longest bar. [value] */
double jb_clusters_longest(const JbPlot *plot);
/* Is there anything to be seen on a solved axis: is the longest bar long enough, or of no length at all? */
bool jb_clusters_show(const JbPlot *plot, const JbAxis *axis);
/* Bars and their labels; false when a value is larger than the bar it should lie in. */
bool jb_clusters_place(const JbPlot *plot, const JbAxis *axis, const JbRanks *ranks, JbDrawing *drawing);

/* Sets every label of a kind at the measure; the largest size in *largest. False when one stands out or has too many
 * lines. */
bool jb_clusters_set(const JbPlot *plot, JbWordKind kind, size_t count, double measure, JbSize *largest);

/* Grid lines from start to end across the axis (end < start: to the left or up), and their labels beyond start. */
void jb_clusters_ticks(const JbPlot *plot, const JbAxis *axis, double start, double end, JbDrawing *drawing);

/* Swatches and names of the series drawn as bars, from left to the right edge; the height it takes at the top, with the
 * air below it, 0 for a single one. */
double jb_clusters_legend(const JbPlot *plot, double left, bool centred, JbDrawing *drawing);

/* The height that fills whole grid steps together with what stands around. */
double jb_plot_on_grid(const JbPlot *plot, double height);

#endif
