/* SPDX-License-Identifier: MIT
 * chart/chart: a chart block measured: its facts, its words set, its layout.
 *
 * Labels are set on one line first, to learn their sizes; layout.c says where they go and at which measure, and those
 * that must wrap are tried, with no finding, until they sit well. Only the settings that are drawn tell findings. */
#include "chart/chart.h"

#include "chart/chart-private.h"

#include <math.h>

/* A label of several lines is narrowed by this much a trial, as long as it needs no line more: "规上工业／增加值增速",
 * not "规上工业增加值／增速". [em] */
#define BALANCE_STEP 0.25
/* So that a line that just fits is not broken by the last bit of a sum. [pt] */
#define SLACK 0.01

static void chart_emit(const JbFlow *flow, size_t first, size_t end, JbPoint origin, JbPage *page);
static void chart_free(JbFlow *flow);

static const JbFlowClass chart_class = {.emit = chart_emit, .free = chart_free};

/* What the layout asks labels of. */
typedef struct Setting {
  const JbChartFlow *chart;
  JbFlowContext trial; /* the document's, but for findings: there are none */
  JbSize *natural;     /* of each category's label on one line, or on those its author broke */
  double *measure;     /* at which it was last set */
} Setting;

static JbSetText *set_category(const JbFlowContext *context, const JbChartFlow *chart, size_t category, double measure)
{
  const JbBar *bar = jb_chart_data_category(chart->data, category);
  return jb_set_text_new(context, &bar->label, NULL, &chart->label_style, measure);
}

static JbSize text_size(const JbSetText *text)
{
  return (JbSize){jb_set_text_natural_width(text), jb_set_text_height(text)};
}

/* The size at the narrowest measure that needs no line more than the given one. */
static JbSize set_balanced(Setting *setting, size_t category, double measure)
{
  g_autoptr(JbSetText) widest = set_category(&setting->trial, setting->chart, category, measure);
  JbSize size = text_size(widest);
  double step = BALANCE_STEP * setting->chart->label_style.size;
  double least = setting->natural[category].width / (double)jb_set_text_line_count(widest);
  setting->measure[category] = measure;
  while (measure - step >= least) {
    measure -= step;
    g_autoptr(JbSetText) narrower = set_category(&setting->trial, setting->chart, category, measure);
    JbSize trial = text_size(narrower);
    if (trial.height > size.height || trial.width > measure + SLACK) {
      break;
    }
    size = trial;
    setting->measure[category] = measure;
  }
  return size;
}

static JbSize set_label(void *data, size_t category, double measure)
{
  Setting *setting = data;
  if (measure < setting->natural[category].width) {
    return set_balanced(setting, category, measure);
  }
  /* What its author broke still has lines to align. */
  bool broken = setting->natural[category].height > setting->chart->label_style.leading;
  setting->measure[category] = broken ? setting->natural[category].width + SLACK : (double)INFINITY;
  return setting->natural[category];
}

/* Sets each label on one line: most are not set again. */
static void setting_init(Setting *setting, JbChartFlow *chart)
{
  size_t count = chart->data->category_count;
  chart->categories = g_new0(JbSetText *, count);
  *setting = (Setting){.chart = chart, .trial = *chart->flow.context};
  setting->trial.findings = NULL;
  setting->natural = g_new0(JbSize, count);
  setting->measure = g_new0(double, count);
  for (size_t c = 0; c < count; c++) {
    chart->categories[c] = set_category(chart->flow.context, chart, c, INFINITY);
    setting->natural[c] = text_size(chart->categories[c]);
  }
}

static void setting_clear(Setting *setting)
{
  g_free(setting->natural);
  g_free(setting->measure);
}

/* --- labels of one line --- */

static JbInkedText set_inked(const JbChartFlow *chart, const char *utf8, JbPlace place, const JbTextStyle *style,
                             JbCanvas *canvas)
{
  JbInkedText inked = {.text = jb_set_text_new_plain(chart->flow.context, utf8, place, style, INFINITY)};
  jb_canvas_text(canvas, inked.text, (JbPoint){0, 0});
  inked.ink = jb_canvas_take_extents(canvas);
  return inked;
}

/* mixed: each value says its unit, since the chart has none in common. */
static void set_values(JbChartFlow *chart, bool mixed, JbCanvas *canvas)
{
  size_t count = chart->data->series_count * chart->data->category_count;
  chart->values = g_new0(JbInkedText, count);
  for (size_t i = 0; i < count; i++) {
    const JbBar *bar = chart->data->bars[i];
    if (!bar) {
      continue;
    }
    g_autofree char *text = jb_chart_value_text(bar->fact, mixed);
    chart->values[i] = set_inked(chart, text, bar->place, &chart->value_style, canvas);
  }
}

static void set_ticks(JbChartFlow *chart, JbCanvas *canvas)
{
  if (!chart->flow.context->theme->chart.axis_labels) {
    return;
  }
  chart->ticks = g_new0(JbInkedText, JB_SCALE_MAXIMUM_TICKS);
  for (int tick = chart->scale.first; tick <= chart->scale.last; tick++) {
    g_autofree char *text = jb_scale_text(&chart->scale, tick);
    chart->ticks[tick - chart->scale.first] = set_inked(chart, text, chart->flow.place, &chart->axis_style, canvas);
  }
}

static void set_legend(JbChartFlow *chart)
{
  if (chart->data->series_count < 2) {
    return;
  }
  chart->legend = g_new0(JbSetText *, chart->data->series_count);
  for (size_t s = 0; s < chart->data->series_count; s++) {
    chart->legend[s] = jb_set_text_new(chart->flow.context, &chart->data->chart->series[s].title, NULL,
                                       &chart->legend_style, INFINITY);
  }
}

static JbScale scale_of(const JbChartData *data)
{
  double low = 0, high = 0;
  for (size_t s = 0; s < data->series_count; s++) {
    for (size_t c = 0; c < data->category_count; c++) {
      low = fmin(low, jb_chart_data_value(data, s, c));
      high = fmax(high, jb_chart_data_value(data, s, c));
    }
  }
  return jb_scale_new(low, high);
}

/* --- the layout --- */

/* The sizes of everything, in arrays that the caller frees. */
static JbLayoutInput layout_input(const JbChartFlow *chart, Setting *setting)
{
  const JbChartData *data = chart->data;
  const JbPageStyle *page = &chart->flow.context->theme->page;
  size_t count = data->series_count * data->category_count;
  JbBarSize *bars = g_new0(JbBarSize, count);
  for (size_t i = 0; i < count; i++) {
    JbRect ink = chart->values[i].ink;
    bars[i] = (JbBarSize){.value = jb_chart_data_value(data, i / data->category_count, i % data->category_count),
                          .open = jb_chart_data_is_open(data->bars[i]),
                          .label = {ink.width, ink.height}};
  }
  JbSize *legend = chart->legend ? g_new0(JbSize, data->series_count) : NULL;
  for (size_t s = 0; legend && s < data->series_count; s++) {
    legend[s] = text_size(chart->legend[s]);
  }
  JbSize *ticks = chart->ticks ? g_new0(JbSize, JB_SCALE_MAXIMUM_TICKS) : NULL;
  for (int i = 0; ticks && i <= chart->scale.last - chart->scale.first; i++) {
    ticks[i] = (JbSize){chart->ticks[i].ink.width, chart->ticks[i].ink.height};
  }
  return (JbLayoutInput){.width = chart->flow.width,
                         .around = jb_exhibit_above(chart->exhibit) + JB_CHART_ABOVE + JB_CHART_BELOW +
                                   jb_exhibit_below(chart->exhibit),
                         .pitch = page->pitch,
                         .most = page->height - page->top - page->bottom,
                         .style = &chart->flow.context->theme->chart,
                         .series_count = data->series_count,
                         .category_count = data->category_count,
                         .bars = bars,
                         .label_size = chart->label_style.size,
                         .label_leading = chart->label_style.leading,
                         .set_label = set_label,
                         .label_data = setting,
                         .legend = legend,
                         .scale = chart->scale,
                         .ticks = ticks};
}

static JbLayout *lay_out(const JbChartFlow *chart, const JbLayoutInput *input)
{
  JbFindings *findings = chart->flow.context->findings;
  JbLayout *layout = NULL;
  if (chart->data->chart->type == JB_CHART_COLUMNS) {
    layout = jb_layout_columns(input);
    if (!layout) {
      jb_find(findings, CHART_TURNED, chart->flow.place);
    }
  }
  bool fits = true;
  if (!layout) {
    layout = jb_layout_bars(input, &fits);
  }
  if (!fits) {
    jb_find(findings, CHART_NARROW, chart->flow.place);
  }
  return layout;
}

static void set_and_lay_out(JbChartFlow *chart, bool mixed)
{
  g_autoptr(JbCanvas) canvas = jb_canvas_new();
  chart->scale = scale_of(chart->data);
  set_values(chart, mixed, canvas);
  set_ticks(chart, canvas);
  set_legend(chart);
  Setting setting;
  setting_init(&setting, chart);
  JbLayoutInput input = layout_input(chart, &setting);
  chart->layout = lay_out(chart, &input);
  g_free((gpointer)input.bars);
  g_free((gpointer)input.legend);
  g_free((gpointer)input.ticks);

  chart->label_style.composition.align = chart->layout->vertical ? JB_TEXT_CENTRE : JB_TEXT_END;
  for (size_t c = 0; c < chart->data->category_count; c++) {
    if (!isfinite(setting.measure[c])) {
      continue;
    }
    jb_set_text_free(chart->categories[c]);
    chart->categories[c] = set_category(chart->flow.context, chart, c, setting.measure[c]);
  }
  setting_clear(&setting);
}

/* --- the block --- */

/* A style of the theme as a label needs it. */
static JbTextStyle label_style(const JbTheme *theme, JbStyleName name)
{
  JbTextStyle style = theme->styles[name];
  style.composition.align = JB_TEXT_START;
  style.composition.first_indent = style.composition.hanging_indent = 0;
  return style;
}

JbFlow *jb_chart_flow_new(const JbFlowContext *context, const JbBlock *block, double width)
{
  JbChartFlow *chart = g_new0(JbChartFlow, 1);
  JbFlow *flow = &chart->flow;
  jb_flow_init(flow, &chart_class, context, block->place, width);
  flow->anchor = jb_numbers_anchor(context->numbers, block);
  flow->floats = true;
  flow->space_before = flow->space_after = context->theme->page.pitch;
  chart->label_style = label_style(context->theme, JB_STYLE_CHART_LABEL);
  chart->legend_style = label_style(context->theme, JB_STYLE_CHART_LABEL);
  chart->value_style = label_style(context->theme, JB_STYLE_CHART_VALUE);
  chart->axis_style = label_style(context->theme, JB_STYLE_CHART_AXIS);

  chart->data = jb_chart_data_new(block, context->findings);
  bool mixed = false;
  chart->exhibit = jb_exhibit_new(context, block, JB_STRUCTURE_FIGURE, chart->data->facts, chart->data->fact_count,
                                  jb_chart_data_alternative(chart->data), width, /* shown */ 0, &mixed);
  if (chart->data->fact_count > 0) {
    set_and_lay_out(chart, mixed);
  }
  double plot = chart->layout ? JB_CHART_ABOVE + chart->layout->height + JB_CHART_BELOW : 0;
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
  if (chart->layout) {
    origin.y += JB_CHART_ABOVE;
    jb_chart_draw(chart, origin, page);
    origin.y += chart->layout->height + JB_CHART_BELOW;
  }
  jb_exhibit_emit_below(chart->exhibit, origin, page);
}

static void inked_free(JbInkedText *inked, size_t count)
{
  for (size_t i = 0; inked && i < count; i++) {
    jb_set_text_free(inked[i].text);
  }
  g_free(inked);
}

static void texts_free(JbSetText **texts, size_t count)
{
  for (size_t i = 0; texts && i < count; i++) {
    jb_set_text_free(texts[i]);
  }
  g_free(texts);
}

static void chart_free(JbFlow *flow)
{
  JbChartFlow *chart = (JbChartFlow *)flow;
  inked_free(chart->values, chart->data->series_count * chart->data->category_count);
  inked_free(chart->ticks, JB_SCALE_MAXIMUM_TICKS);
  texts_free(chart->categories, chart->data->category_count);
  texts_free(chart->legend, chart->data->series_count);
  jb_layout_free(chart->layout);
  jb_exhibit_free(chart->exhibit);
  jb_chart_data_free(chart->data);
  g_free(chart);
}
