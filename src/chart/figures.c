/* SPDX-License-Identifier: MIT
 * chart/figures: from facts to stretches of the value axis, a function a type of chart. */
#include "chart/figures.h"

#include <limits.h>
#include <math.h>
#include <string.h>

static JbDatum *datum_at(const JbFigures *figures, const JbChartData *data, size_t series, size_t category)
{
  return &figures->data[series * data->category_count + category];
}

/* Every bar from zero to its value. */
static void stand(JbFigures *figures, const JbChartData *data)
{
  bool mixed = jb_chart_data_mixes_status(data);
  for (size_t i = 0; i < data->series_count * data->category_count; i++) {
    const JbBar *bar = data->bars[i];
    if (!bar || !bar->fact) {
      continue;
    }
    figures->data[i] = (JbDatum){.to = jb_decimal_to_double(bar->fact->value),
                                 .there = true,
                                 .open = jb_chart_data_is_open(bar),
                                 .provisional = mixed && bar->fact->status != JB_FACT_ACTUAL,
                                 .highlight = bar->highlight && data->series_count == 1,
                                 .tone = (unsigned)(i / data->category_count)};
  }
}

/* Bars of a category on one another: what is positive upwards, what is negative downwards. */
static void stack(JbFigures *figures, const JbChartData *data)
{
  figures->stacked = true;
  for (size_t c = 0; c < data->category_count; c++) {
    double up = 0, down = 0;
    for (size_t s = 0; s < data->series_count; s++) {
      JbDatum *datum = datum_at(figures, data, s, c);
      if (jb_chart_data_is_line(data, s)) {
        continue;
      }
      double *end = datum->to < 0 ? &down : &up;
      datum->from = *end;
      *end += datum->to;
      datum->to = *end;
    }
  }
}

/* Stacks of 100 each; false where something is negative. */
static bool share(JbFigures *figures, const JbChartData *data)
{
  stack(figures, data);
  for (size_t c = 0; c < data->category_count; c++) {
    double sum = 0;
    for (size_t s = 0; s < data->series_count; s++) {
      const JbDatum *datum = datum_at(figures, data, s, c);
      if (jb_chart_data_is_line(data, s)) {
        continue;
      }
      if (datum->to < 0) {
        return false;
      }
      sum = fmax(sum, datum->to);
    }
    for (size_t s = 0; sum > 0 && s < data->series_count; s++) {
      JbDatum *datum = datum_at(figures, data, s, c);
      if (!jb_chart_data_is_line(data, s)) {
        datum->from = 100 * datum->from / sum;
        datum->to = 100 * datum->to / sum;
      }
    }
  }
  return true;
}

/* Groups of different units cannot share a scale: each is drawn against its own largest. */
static void scale_groups(JbFigures *figures, const JbChartData *data)
{
  for (size_t g = 0; g < data->group_count; g++) {
    double largest = 0;
    for (size_t c = 0; c < data->category_count; c++) {
      largest = data->group_of[c] == g ? fmax(largest, fabs(figures->data[c].to)) : largest;
    }
    for (size_t c = 0; largest > 0 && c < data->category_count; c++) {
      figures->data[c].to /= data->group_of[c] == g ? largest : 1;
    }
  }
}

/* --- waterfall --- */

static void tell_gap(const JbBar *total, JbDecimal reached, JbFindings *findings)
{
  JbFact led = *total->fact;
  led.value = reached;
  g_autofree char *there = jb_fact_format_value(&led), *said = jb_fact_format_value(total->fact);
  jb_find(findings, CHART_CHANGES, total->place, there, said);
}

/* Tones of totals, of what adds and of what takes away. */
enum { TOTAL_TONE, RISE_TONE = 2, FALL_TONE = 1 };

/* Changes float from where the one before ended. */
static void fall(JbFigures *figures, const JbChartData *data, JbFindings *findings)
{
  double running = 0;
  JbDecimal exact = {0, 0};
  figures->connected = true;
  for (size_t c = 0; c < data->category_count; c++) {
    const JbBar *bar = data->bars[c];
    JbDatum *datum = &figures->data[c];
    if (!bar || !bar->fact) {
      datum->from = datum->to = running;
    } else if (bar->total) {
      if (c > 0 && findings && jb_decimal_compare(exact, bar->fact->value) != 0) {
        tell_gap(bar, exact, findings);
      }
      running = datum->to;
      exact = bar->fact->value;
    } else {
      datum->tone = datum->to < 0 ? FALL_TONE : RISE_TONE;
      datum->from = running;
      datum->to = running += datum->to;
      jb_decimal_add(exact, bar->fact->value, &exact);
    }
  }
}

/* --- progress --- */

bool jb_figures_schedule(const JbBar *bar, JbScheduleBasis basis, JbRational *rate)
{
  if (!bar || !bar->fact) {
    return false;
  }
  if (bar->schedule) {
    return jb_rational_of_decimal(bar->schedule->value, rate);
  }
  return jb_period_share_of_year(bar->fact->period, basis == JB_BASIS_DAY, rate);
}

static void mark_schedule(JbFigures *figures, const JbChartData *data, JbFindings *findings)
{
  figures->whole = 100;
  figures->marks = g_new(double, data->category_count + 1);
  for (size_t c = 0; c < data->category_count; c++) {
    const JbBar *bar = data->bars[c];
    JbRational rate;
    bool known = jb_figures_schedule(bar, data->chart->basis, &rate);
    figures->marks[c] = known ? (double)rate.numerator / (double)rate.denominator : (double)NAN;
    if (bar && bar->fact && !known && findings) {
      g_autofree char *label = jb_inlines_to_plain(&bar->label);
      jb_find(findings, CHART_NO_SCHEDULE, bar->place, label);
    }
  }
}

/* --- time --- */

/* Months from the first task's to the last's; years where there would be more than two of them. */
static void divide_time(JbFigures *figures, int first, int end)
{
  GDate from, last;
  g_date_clear(&from, 1);
  g_date_clear(&last, 1);
  g_date_set_julian(&from, (guint32)first);
  g_date_set_julian(&last, (guint32)end - 1);
  int from_month = g_date_get_year(&from) * 12 + (int)g_date_get_month(&from) - 1;
  int last_month = g_date_get_year(&last) * 12 + (int)g_date_get_month(&last) - 1;
  int step = last_month - from_month >= 24 ? 12 : 1;
  if (step == 12) {
    from_month -= from_month % 12;
    last_month += 11 - last_month % 12;
  }
  figures->period_count = (size_t)((last_month - from_month) / step + 1);
  figures->periods = g_new(double, figures->period_count + 1);
  figures->period_names = g_new0(char *, figures->period_count + 1);
  for (size_t i = 0; i <= figures->period_count; i++) {
    int month = from_month + (int)i * step, year = month / 12;
    figures->periods[i] = jb_day_number(year, month % 12 + 1, 1);
    if (i < figures->period_count) {
      bool new_year = i == 0 || month % 12 == 0;
      figures->period_names[i] = step == 12 ? g_strdup_printf("%d年", year)
                                 : new_year && (from_month / 12 != last_month / 12)
                                     ? g_strdup_printf("%d.%d", year, month % 12 + 1)
                                     : g_strdup_printf("%d月", month % 12 + 1);
    }
  }
}

static void lay_on_time(JbFigures *figures, const JbChartData *data)
{
  int first = INT_MAX, end = 0;
  for (size_t c = 0; c < data->category_count; c++) {
    const JbBar *bar = data->bars[c];
    int from, to;
    if (!jb_period_days(bar->period, &from, &to)) {
      continue; /* told by the vocabulary */
    }
    first = MIN(first, bar->milestone ? to - 1 : from);
    end = MAX(end, to);
    figures->data[c] = (JbDatum){.from = bar->milestone ? to - 0.5 : from,
                                 .to = bar->milestone ? to - 0.5 : to,
                                 .there = true,
                                 .highlight = bar->highlight};
  }
  if (end > first) {
    divide_time(figures, first, end);
  }
}

/* --- all --- */

static void link_up(JbFigures *figures, const JbChartData *data)
{
  for (size_t c = 0; c < data->category_count; c++) {
    figures->data[c] = (JbDatum){.there = true, .highlight = data->bars[c]->highlight};
  }
}

/* A whole's parts follow one another along its bar. */
static void part(JbFigures *figures, const JbChartData *data)
{
  static const unsigned tones[JB_SERIES_COLOURS] = {0, 2, 1, 3}; /* the quiet ones first */
  double end = 0;
  for (size_t c = 0; c < data->category_count; c++) {
    figures->data[c].tone = tones[c % JB_SERIES_COLOURS];
    figures->data[c].from = end;
    figures->data[c].to = end += figures->data[c].to;
  }
}

static bool arrange(JbFigures *figures, const JbChartData *data)
{
  if (jb_chart_data_scales_groups(data)) {
    scale_groups(figures, data);
  }
  if (data->form != JB_FORM_ASKED) {
    return true;
  }
  if (data->chart->arrangement == JB_ARRANGE_STACKED) {
    stack(figures, data);
  }
  return data->chart->arrangement != JB_ARRANGE_SHARES || share(figures, data);
}

bool jb_figures_init(JbFigures *figures, const JbChartData *data, JbFindings *findings)
{
  *figures = (JbFigures){.whole = NAN, .data = g_new0(JbDatum, data->series_count * data->category_count + 1)};
  stand(figures, data);
  figures->lines = g_new0(bool, data->series_count + 1);
  for (size_t s = 0; s < data->series_count; s++) {
    figures->lines[s] = jb_chart_data_is_line(data, s);
  }
  switch (data->chart->type) {
  case JB_CHART_COLUMNS:
  case JB_CHART_BARS:
    return arrange(figures, data);
  case JB_CHART_WATERFALL:
    fall(figures, data, findings);
    break;
  case JB_CHART_PROGRESS:
    mark_schedule(figures, data, findings);
    break;
  case JB_CHART_STAGES:
  case JB_CHART_PARTS:
    figures->whole = data->chart->whole ? jb_decimal_to_double(data->chart->whole->value) : (double)NAN;
    if (data->chart->type == JB_CHART_PARTS && data->form == JB_FORM_ASKED) {
      part(figures, data);
    }
    break;
  case JB_CHART_CHAIN:
    link_up(figures, data);
    break;
  case JB_CHART_SCHEDULE:
    lay_on_time(figures, data);
    break;
  case JB_CHART_COMPARISON:
    break;
  }
  return true;
}

void jb_figures_clear(JbFigures *figures)
{
  g_free(figures->data);
  g_free(figures->lines);
  g_free(figures->marks);
  g_free(figures->periods);
  g_strfreev(figures->period_names);
}

void jb_figures_plot(const JbFigures *figures, const JbChartData *data, JbPlot *plot)
{
  plot->series_count = data->series_count;
  plot->category_count = data->category_count;
  plot->data = figures->data;
  plot->lines = figures->lines;
  plot->groups = data->group_of;
  plot->group_count = data->group_count;
  plot->stacked = figures->stacked;
  plot->connected = figures->connected;
  plot->marks = figures->marks;
  plot->whole = figures->whole;
  plot->periods = figures->periods;
  plot->period_count = figures->period_count;
}
