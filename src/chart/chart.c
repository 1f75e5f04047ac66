/* SPDX-License-Identifier: MIT
 * chart/chart: a chart block measured.
 *
 * A kind of chart is a list of attempts, best first: in which form its data are shown, and by which layout. The first
 * that can be drawn well is drawn, and what was changed is told; what fits in no way is drawn as the last one has it,
 * with a warning. Rejected: smaller type, slanted or shortened labels. */
#include "chart/chart.h"

#include "chart/chart-private.h"
#include "chart/kinds.h"
#include "chart/say.h"

#include <math.h>

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

static JbPlot plot_of(const JbChartFlow *chart)
{
  const JbTheme *theme = chart->flow.context->theme;
  const JbPageStyle *page = &theme->page;
  return (JbPlot){.width = chart->flow.width,
                  .around = jb_exhibit_above(chart->exhibit) + JB_CHART_ABOVE + JB_CHART_BELOW +
                            jb_exhibit_below(chart->exhibit),
                  .pitch = page->pitch,
                  .most = page->height - page->top - page->bottom,
                  .style = &theme->chart,
                  .em = jb_words_em(chart->words),
                  .leading = jb_words_leading(chart->words),
                  .measure = jb_words_measure,
                  .point = jb_words_point,
                  .words = chart->words};
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
  g_free(chart->tones);
  chart->tones = g_new(JbTone, chart->drawing->labels->len + 1);
  for (guint i = 0; i < chart->drawing->labels->len; i++) {
    size_t ground = jb_drawing_label_at(chart->drawing, i)->ground;
    bool inside = ground != JB_NO_DATUM && !plot.data[ground].provisional;
    chart->tones[i] = inside ? jb_datum_tone(&plot.data[ground]) : JB_TONE_PAPER;
  }
  jb_figures_clear(&figures);
  return fits;
}

static void settle(JbChartFlow *chart)
{
  const JbChartStyle *style = &chart->flow.context->theme->chart;
  g_autofree bool *paper = g_new(bool, chart->drawing->labels->len + 1);
  for (guint i = 0; i < chart->drawing->labels->len; i++) {
    paper[i] = jb_chart_is_dark(style, chart->tones[i]);
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
  settle(chart);
}

/* --- the block --- */

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
  double plot = chart->drawing ? JB_CHART_ABOVE + chart->drawing->height + JB_CHART_BELOW : 0;
  double height = jb_exhibit_above(chart->exhibit) + plot + jb_exhibit_below(chart->exhibit);
  jb_flow_add_slice(flow, jb_flow_on_grid(context, height), 0);
  return flow;
}

static void chart_emit(const JbFlow *flow, size_t first, size_t end, JbPoint origin, JbPage *page)
{
  if (first >= end) {
    return;
  }
  const JbChartFlow *chart = (const JbChartFlow *)flow;
  jb_exhibit_emit_above(chart->exhibit, origin, false, page);
  origin.y += jb_exhibit_above(chart->exhibit);
  if (chart->drawing) {
    origin.y += JB_CHART_ABOVE;
    jb_chart_draw(chart, origin, page);
    origin.y += chart->drawing->height + JB_CHART_BELOW;
  }
  jb_exhibit_emit_below(chart->exhibit, origin, page);
}

static void chart_free(JbFlow *flow)
{
  JbChartFlow *chart = (JbChartFlow *)flow;
  jb_words_free(chart->words);
  jb_drawing_free(chart->drawing);
  jb_exhibit_free(chart->exhibit);
  g_free(chart->tones);
  g_free(chart);
}
