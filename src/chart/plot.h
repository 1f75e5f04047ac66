/* SPDX-License-Identifier: MIT
 * chart/plot: what a layout is given: numbers, sizes and room; no fact, no font, no page. Private to chart/.
 *
 * data.c has made of every number the stretch of the value axis that its bar covers, so that layouts know nothing of
 * stacking, shares or running totals. */
#ifndef JB_CHART_PLOT_H
#define JB_CHART_PLOT_H

#include "chart/scale.h"
#include "style/theme.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct JbSize {
  double width, height;
} JbSize;

/* The words of a chart, by what they say. VALUE, TOTAL, TICK and GROWTH are measured by their ink and never wrap; the
 * others by whole lines. */
typedef enum JbWordKind {
  JB_WORD_CATEGORY, /* index: the category; a task */
  JB_WORD_GROUP,    /* the group of categories; a link of a chain */
  JB_WORD_SERIES,   /* the series */
  JB_WORD_VALUE,    /* series * category_count + category */
  JB_WORD_TOTAL,    /* the category: of its stack; of a whole and its parts: the whole */
  JB_WORD_REMARK,   /* the category: what is worked out for it */
  JB_WORD_MARK,     /* the reference lines, in their order */
  JB_WORD_TICK,     /* tick - scale.first */
  JB_WORD_GROWTH,   /* 0: from the first category to the last */
  JB_WORD_KINDS
} JbWordKind;

typedef struct JbWord {
  JbWordKind kind;
  size_t index;
} JbWord;

/* Sets a word at a measure (INFINITY: on one line); the size it took, {0, 0} where there is no such word. */
typedef JbSize (*JbMeasure)(void *words, JbWord word, double measure);

/* How far from the left edge of a value's box its decimal point stands, or would stand; NAN: it is no number. */
typedef double (*JbDecimalPoint)(void *words, JbWord word);

typedef struct JbDatum {
  double from, to;  /* the stretch of its bar, from its foot to its head; 0, 0 where there is no value */
  bool there;       /* false: no bar; its label, if it has one, says so */
  bool open;        /* the true value lies further out: > ≥ */
  bool provisional; /* 推算, 预计 or 目标 among numbers that are not: hatched */
  bool highlight;   /* where colour does not say which series it is of */
  unsigned tone;    /* which of the series' tones its bar has */
} JbDatum;

typedef struct JbPlot {
  /* what is shown */
  size_t series_count, category_count;
  const JbDatum *data;  /* of series s and category c: [s * category_count + c] */
  const bool *lines;    /* of each series: a line over the columns; NULL: none is */
  const size_t *groups; /* of each category, ascending from 0; NULL: no groups */
  size_t group_count;
  bool stacked;        /* bars of a category stand on one another: values inside, totals outside */
  bool connected;      /* hairlines from the head of a bar to the next one's: a waterfall */
  const double *marks; /* of each category: where it should be (序时进度, what it is compared with); NAN: nowhere */
  double whole;        /* what every bar is part of; NAN: nothing */
  bool scaled;         /* a scale with grid lines is drawn */
  JbScale scale;
  const double *periods; /* of a time axis: where its periods begin, and where the last one ends; NULL: none */
  size_t period_count;   /* each has a TICK word */
  /* how large */
  double width;
  double around; /* [pt] height of what stands above and below the plot; together they fill whole grid steps */
  double pitch;  /* [pt] the grid step */
  double most;   /* [pt] height of a page's text area, for which rows move closer together; 0: as they like */
  const JbChartStyle *style;
  double em, leading; /* [pt] of category labels */
  JbMeasure measure;
  JbDecimalPoint point;
  void *words;
} JbPlot;

static inline const JbDatum *jb_plot_datum(const JbPlot *plot, size_t series, size_t category)
{
  return &plot->data[series * plot->category_count + category];
}

static inline JbSize jb_plot_measure(const JbPlot *plot, JbWordKind kind, size_t index, double measure)
{
  return plot->measure(plot->words, (JbWord){kind, index}, measure);
}

#endif
