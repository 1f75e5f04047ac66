/* SPDX-License-Identifier: MIT
 * chart/chart: a chart block measured.
 *
 * A kind of chart is a list of attempts, best first: in which form its data are shown, and by which layout. The first
 * that can be drawn well is drawn, and what was changed is told; what fits in no way is drawn as the last one has it,
 * with a warning. Rejected: smaller type, slanted or shortened labels.
 *
 * Rows that no page holds go on over the next: a slice a row, each part with what stands above and below all rows, its
 * unit and its caption (续图). The axis is that of the whole, so that bars of all parts may be compared. */
#include "chart/chart.h"

#include "chart/chart-private.h"
#include "chart/kinds.h"
#include "chart/say.h"

#include <math.h>

#define FEWEST_ROWS 3    /* of a part of a chart that goes on over the page */
#define LEAST_SEEN  0.25 /* [pt] length of a bar */
#define ROUNDING    0.01 /* [pt] */

static void chart_emit(const JbFlow *flow, size_t first, size_t end, JbPoint origin, JbPage *page);
static void chart_free(JbFlow *flow);

static const JbFlowClass chart_class = {.emit = chart_emit, .free = chart_free};

/* --- attempts --- */

typedef struct Attempt {
  JbDataForm form;
  bool (*lay_out)(const JbPlot *plot, JbDrawing *drawing); /* NULL: end of the list */
  bool told;
  JbMessage message; /* where told */
} Attempt;

#define ATTEMPTS(...)                                                                                                  \
  (const Attempt[])                                                                                                    \
  {                                                                                                                    \
    __VA_ARGS__,                                                                                                       \
    {                                                                                                                  \
      JB_FORM_ASKED, NULL, false, 0                                                                                    \
    }                                                                                                                  \
  }
#define AS_ASKED(layout)                                                                                               \
  {                                                                                                                    \
    JB_FORM_ASKED, layout, false, 0                                                                                    \
  }
#define TURNED                                                                                                         \
  {                                                                                                                    \
    JB_FORM_ASKED, jb_lay_out_bars, true, JB_MESSAGE_CHART_TURNED                                                      \
  }
#define APART(layout)                                                                                                  \
  {                                                                                                                    \
    JB_FORM_APART, layout, true, JB_MESSAGE_CHART_UNSTACKED                                                            \
  }
#define IN_TURN                                                                                                        \
  {                                                                                                                    \
    JB_FORM_IN_TURN, jb_lay_out_bars, true, JB_MESSAGE_CHART_IN_TURN                                                   \
  }

static const Attempt *const attempts[] = {
    [JB_CHART_COLUMNS] = ATTEMPTS(AS_ASKED(jb_lay_out_columns), TURNED),
    [JB_CHART_BARS] = ATTEMPTS(AS_ASKED(jb_lay_out_bars)),
    [JB_CHART_WATERFALL] = ATTEMPTS(AS_ASKED(jb_lay_out_columns), TURNED),
    [JB_CHART_PROGRESS] = ATTEMPTS(AS_ASKED(jb_lay_out_progress)),
    [JB_CHART_STAGES] = ATTEMPTS(AS_ASKED(jb_lay_out_progress)),
    [JB_CHART_COMPARISON] = ATTEMPTS(AS_ASKED(jb_lay_out_comparison)),
    [JB_CHART_PARTS] = ATTEMPTS(AS_ASKED(jb_lay_out_parts), APART(jb_lay_out_bars)),
    [JB_CHART_CHAIN] = ATTEMPTS(AS_ASKED(jb_lay_out_chain)),
    [JB_CHART_SCHEDULE] = ATTEMPTS(AS_ASKED(jb_lay_out_schedule)),
};
static const Attempt *const stacked_columns =
    ATTEMPTS(AS_ASKED(jb_lay_out_columns), TURNED, APART(jb_lay_out_columns), APART(jb_lay_out_bars));
static const Attempt *const stacked_bars = ATTEMPTS(AS_ASKED(jb_lay_out_bars), APART(jb_lay_out_bars));
static const Attempt *const columns_and_lines = ATTEMPTS(AS_ASKED(jb_lay_out_columns), IN_TURN);

static const Attempt *attempts_of(const JbChartData *data)
{
  const JbChart *chart = data->chart;
  bool columns = chart->type == JB_CHART_COLUMNS;
  for (size_t s = 0; s < data->series_count; s++) {
    if (jb_chart_data_is_line(data, s)) {
      return columns_and_lines;
    }
  }
  bool stacks = chart->arrangement == JB_ARRANGE_STACKED || chart->arrangement == JB_ARRANGE_SHARES;
  if (stacks && (columns || chart->type == JB_CHART_BARS)) {
    return columns ? stacked_columns : stacked_bars;
  }
  return attempts[chart->type];
}

/* --- one attempt --- */

static JbScale scale_of(const JbFigures *figures, size_t count)
{
  double low = 0, high = 0;
  for (size_t i = 0; i < count; i++) {
    low = fmin(low, fmin(figures->data[i].from, figures->data[i].to));
    high = fmax(high, fmax(figures->data[i].from, figures->data[i].to));
  }
  return jb_scale_new(low, high);
}

static double page_room(const JbTheme *theme)
{
  return theme->page.height - theme->page.top - theme->page.bottom;
}

static JbPlot plot_of(const JbChartFlow *chart)
{
  const JbTheme *theme = chart->flow.context->theme;
  const JbPageStyle *page = &theme->page;
  return (JbPlot){.width = chart->flow.width,
                  .around = jb_exhibit_above(chart->exhibit) + JB_CHART_ABOVE + JB_CHART_BELOW +
                            jb_exhibit_below(chart->exhibit),
                  .pitch = page->pitch,
                  .most = page_room(theme),
                  .style = &theme->chart,
                  .em = jb_words_em(chart->words),
                  .leading = jb_words_leading(chart->words),
                  .measure = jb_words_measure,
                  .point = jb_words_point,
                  .words = chart->words};
}

/* The ground of each label. */
static void find_tones(JbDrawing *drawing, const JbPlot *plot)
{
  for (guint i = 0; i < drawing->labels->len; i++) {
    JbDrawnLabel *label = &g_array_index(drawing->labels, JbDrawnLabel, i);
    if (label->ground != JB_NO_DATUM && !plot->data[label->ground].provisional) {
      label->tone = jb_datum_tone(&plot->data[label->ground]);
    }
  }
}

/* Whether the attempt drew the chart well. Its drawing and words are kept either way. */
static bool try(JbChartFlow *chart, const JbBlock *block, const Attempt *attempt, bool mixed, JbFindings *findings)
{
  g_autoptr(JbChartData) data = jb_chart_data_new(block, attempt->form, NULL);
  JbFigures figures;
  bool fits = jb_figures_init(&figures, data, findings);
  jb_words_free(chart->words);
  chart->words = jb_words_new(chart->flow.context);
  JbPlot plot = plot_of(chart);
  jb_figures_plot(&figures, data, &plot);
  plot.scaled = plot.style->axis_labels && jb_chart_data_is_scaled(data);
  plot.scale = scale_of(&figures, data->series_count * data->category_count);
  jb_chart_say(data, &figures, mixed, plot.scaled ? &plot.scale : NULL, block->place, chart->words);
  jb_drawing_clear(chart->drawing);
  fits = fits && attempt->lay_out(&plot, chart->drawing);
  if (jb_drawing_row_count(chart->drawing) > 1 && chart->drawing->height + plot.around > plot.most + ROUNDING) {
    plot.most = 0; /* no page holds it however close its rows: they stand as they like */
    jb_drawing_clear(chart->drawing);
    fits = attempt->lay_out(&plot, chart->drawing) && fits;
  }
  find_tones(chart->drawing, &plot);
  jb_figures_clear(&figures);
  return fits;
}

/* Bars that have a length and show none. */
static void tell_dwarfed(const JbDrawing *drawing, JbPlace place, JbFindings *findings)
{
  unsigned dwarfed = 0;
  for (guint i = 0; i < drawing->shapes->len; i++) {
    const JbDrawnShape *shape = jb_drawing_shape(drawing, i);
    JbRect box = jb_drawing_shape_box(drawing, shape);
    dwarfed += shape->datum != JB_NO_DATUM && shape->patterned && fmin(box.width, box.height) < LEAST_SEEN;
  }
  if (dwarfed > 0) {
    g_autofree char *count = g_strdup_printf("%u", dwarfed);
    jb_find(findings, CHART_DWARFED, place, count);
  }
}

static void settle(JbChartFlow *chart)
{
  const JbChartStyle *style = &chart->flow.context->theme->chart;
  g_autofree bool *paper = g_new(bool, chart->drawing->labels->len + 1);
  for (guint i = 0; i < chart->drawing->labels->len; i++) {
    paper[i] = jb_chart_is_dark(style, jb_drawing_label_at(chart->drawing, i)->tone);
  }
  jb_words_settle(chart->words, chart->drawing, paper);
}

static void lay_out(JbChartFlow *chart, const JbBlock *block, const JbChartData *data, bool mixed)
{
  JbFindings *findings = chart->flow.context->findings;
  const Attempt *attempt = attempts_of(data);
  chart->drawing = jb_drawing_new(chart->flow.width);
  bool fits = try(chart, block, attempt, mixed, findings);
  while (!fits && attempt[1].lay_out) {
    attempt++;
    fits = try(chart, block, attempt, mixed, NULL);
  }
  if (attempt->told) {
    jb_findings_add(findings, attempt->message, block->place, NULL);
  }
  if (!fits) {
    jb_find(findings, CHART_NARROW, block->place);
  }
  tell_dwarfed(chart->drawing, block->place, findings);
  settle(chart);
}

/* --- the block --- */

static double chart_height(const JbChartFlow *chart)
{
  double plot = chart->drawing ? JB_CHART_ABOVE + chart->drawing->height + JB_CHART_BELOW : 0;
  return jb_exhibit_above(chart->exhibit) + plot + jb_exhibit_below(chart->exhibit);
}

/* A slice a row; with the first, and repeated, goes what stands around the rows of each part. */
static void divide(JbChartFlow *chart)
{
  JbFlow *flow = &chart->flow;
  size_t count = jb_drawing_row_count(chart->drawing);
  double around =
      jb_exhibit_above(chart->exhibit) + JB_CHART_ABOVE + jb_drawing_around_rows(chart->drawing) + JB_CHART_BELOW;
  double note =
      jb_exhibit_below_part(chart->exhibit, false, true) - jb_exhibit_below_part(chart->exhibit, false, false);
  flow->repeat_height = around + jb_exhibit_below_part(chart->exhibit, true, false);
  for (size_t i = 0; i < count; i++) {
    double before = i == 0 ? around + jb_exhibit_below_part(chart->exhibit, false, false) : 0;
    double height = before + jb_drawing_rows_height(chart->drawing, i, i + 1) + (i + 1 == count ? note : 0);
    bool few = i + 1 < FEWEST_ROWS || i + 1 + FEWEST_ROWS > count;
    jb_flow_add_slice(flow, height, few && i + 1 < count ? JB_FLOW_NEVER : 0);
  }
}

JbFlow *jb_chart_flow_new(const JbFlowContext *context, const JbBlock *block, double width)
{
  JbChartFlow *chart = g_new0(JbChartFlow, 1);
  JbFlow *flow = &chart->flow;
  jb_flow_init(flow, &chart_class, context, block->place, width);
  flow->anchor = jb_numbers_anchor(context->numbers, block);
  flow->floats = true;
  flow->space_before = flow->space_after = context->theme->page.pitch;

  g_autoptr(JbChartData) data = jb_chart_data_new(block, JB_FORM_ASKED, context->findings);
  bool mixed = false;
  unsigned shown = jb_chart_data_mixes_status(data) ? JB_EXHIBIT_HATCHES_STATUS : 0;
  shown |= block->chart->type == JB_CHART_STAGES ? JB_EXHIBIT_OVERLAPS : 0;
  shown |= jb_chart_data_labels_periods(data) ? JB_EXHIBIT_SHOWS_PERIOD : 0;
  chart->exhibit = jb_exhibit_new(context, block, JB_STRUCTURE_FIGURE, data->facts, data->fact_count,
                                  jb_chart_alternative(data), width, shown, &mixed);
  if (jb_chart_data_shows_something(data)) {
    lay_out(chart, block, data, mixed);
  }
  double height = chart_height(chart);
  if (height > page_room(context->theme) + ROUNDING && chart->drawing && jb_drawing_row_count(chart->drawing) > 1) {
    jb_exhibit_continue(chart->exhibit, block, width);
    divide(chart);
  } else {
    jb_flow_add_slice(flow, jb_flow_on_grid(context, height), 0);
  }
  return flow;
}

static void chart_emit(const JbFlow *flow, size_t first, size_t end, JbPoint origin, JbPage *page)
{
  if (first >= end) {
    return;
  }
  const JbChartFlow *chart = (const JbChartFlow *)flow;
  bool whole = first == 0 && end == flow->slice_count;
  jb_exhibit_emit_above(chart->exhibit, origin, false, page);
  origin.y += jb_exhibit_above(chart->exhibit);
  if (chart->drawing) {
    g_autoptr(JbDrawing) part = whole ? NULL : jb_drawing_part(chart->drawing, first, end);
    const JbDrawing *drawing = part ? part : chart->drawing;
    origin.y += JB_CHART_ABOVE;
    jb_chart_draw(chart, drawing, origin, page);
    origin.y += drawing->height + JB_CHART_BELOW;
  }
  jb_exhibit_emit_below_part(chart->exhibit, origin, first > 0, end == flow->slice_count, page);
}

static void chart_free(JbFlow *flow)
{
  JbChartFlow *chart = (JbChartFlow *)flow;
  jb_words_free(chart->words);
  jb_drawing_free(chart->drawing);
  jb_exhibit_free(chart->exhibit);
  g_free(chart);
}
