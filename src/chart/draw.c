/* SPDX-License-Identifier: MIT
 * chart/draw: a measured chart onto the page: grid, bars, base line, then words. Bars of one colour are one path. */
#include "chart/chart-private.h"

#include <math.h>

/* The open end of a bar: the bar rises to a point, and two thinning chevrons follow it. All of it is
 * JB_LAYOUT_OPEN_END long; the slope is the same for narrow and wide bars as far as that allows. */
#define POINT_SLOPE 0.36
static const struct {
  double offset, thickness; /* [pt] outwards from the bar's end */
} chevrons[] = {{1.3, 1.4}, {4.0, 0.7}};
#define POINT_RISE_MAXIMUM (JB_LAYOUT_OPEN_END - 4.7)

/* Between a grid line and a value label. [pt] */
#define GRID_AIR 2.0

typedef struct Interval {
  double start, stop;
} Interval;

/* A point given by its way out of a bar's end and across it. */
static JbPoint beyond(const JbLayout *layout, const JbBarPlace *place, double out, double across)
{
  JbRect bar = place->bar;
  double sign = place->negative ? -1 : 1;
  if (layout->vertical) {
    double end = place->negative ? jb_rect_bottom(bar) : bar.y;
    return (JbPoint){bar.x + bar.width / 2 + across, end - sign * out};
  }
  double end = place->negative ? bar.x : jb_rect_right(bar);
  return (JbPoint){end + sign * out, bar.y + bar.height / 2 + across};
}

static void add_open_end(const JbLayout *layout, const JbBarPlace *place, JbCanvas *canvas)
{
  double half = (layout->vertical ? place->bar.width : place->bar.height) / 2;
  double rise = fmin(POINT_SLOPE * half, POINT_RISE_MAXIMUM);
  JbPoint point[] = {beyond(layout, place, 0, -half), beyond(layout, place, rise, 0), beyond(layout, place, 0, half)};
  jb_canvas_polygon(canvas, point, G_N_ELEMENTS(point));
  for (size_t i = 0; i < G_N_ELEMENTS(chevrons); i++) {
    double near = chevrons[i].offset, far = near + chevrons[i].thickness;
    JbPoint chevron[] = {
        beyond(layout, place, near, -half), beyond(layout, place, near + rise, 0), beyond(layout, place, near, half),
        beyond(layout, place, far, half),   beyond(layout, place, far + rise, 0),  beyond(layout, place, far, -half),
    };
    jb_canvas_polygon(canvas, chevron, G_N_ELEMENTS(chevron));
  }
}

/* The bars of a series, those highlighted or the others. */
static void draw_bars(const JbChartFlow *chart, size_t series, bool highlighted, const JbColour *colour, JbPoint origin,
                      JbCanvas *canvas, JbPage *page)
{
  for (size_t c = 0; c < chart->data->category_count; c++) {
    const JbBar *bar = jb_chart_data_bar(chart->data, series, c);
    if (!bar || !bar->fact || bar->highlight != highlighted) {
      continue;
    }
    const JbBarPlace *place = &chart->layout->bars[series * chart->data->category_count + c];
    if (place->bar.width > 0 && place->bar.height > 0) {
      jb_canvas_rectangle(canvas, place->bar);
    }
    if (jb_chart_data_is_open(bar)) {
      add_open_end(chart->layout, place, canvas);
    }
  }
  jb_canvas_take_fill(canvas, origin, colour, page);
}

/* The nearest part of a value label that a grid line, at or past from, would run through; of no length at the end. */
static Interval next_label(const JbChartFlow *chart, JbRect line, double from, double end)
{
  const JbLayout *layout = chart->layout;
  Interval next = {end, end};
  for (size_t i = 0; i < chart->data->series_count * chart->data->category_count; i++) {
    JbRect box = layout->bars[i].label;
    bool vertical = layout->vertical;
    double across = vertical ? line.y : line.x, low = vertical ? box.y : box.x;
    double high = low + (vertical ? box.height : box.width);
    if (across < low - GRID_AIR || across > high + GRID_AIR) {
      continue;
    }
    double start = (vertical ? box.x : box.y) - GRID_AIR;
    double stop = start + (vertical ? box.width : box.height) + 2 * GRID_AIR;
    if (stop > from && start < next.start) {
      next = (Interval){start, stop};
    }
  }
  return next;
}

/* A grid line behind the bars, left open where a value stands. */
static void add_grid_line(const JbChartFlow *chart, JbRect line, JbCanvas *canvas)
{
  bool vertical = chart->layout->vertical;
  double from = vertical ? line.x : line.y, end = vertical ? jb_rect_right(line) : jb_rect_bottom(line);
  while (from < end) {
    Interval label = next_label(chart, line, from, end);
    if (label.start > from) {
      jb_canvas_rectangle(canvas, vertical ? (JbRect){from, line.y, label.start - from, line.height}
                                           : (JbRect){line.x, from, line.width, label.start - from});
    }
    from = fmax(label.stop, from);
  }
}

static void draw_shapes(const JbChartFlow *chart, JbPoint origin, JbCanvas *canvas, JbPage *page)
{
  const JbChartStyle *style = &chart->flow.context->theme->chart;
  const JbLayout *layout = chart->layout;
  for (int tick = chart->scale.first; chart->ticks && tick <= chart->scale.last; tick++) {
    if (tick != 0) {
      add_grid_line(chart, layout->ticks[tick - chart->scale.first].line, canvas);
    }
  }
  jb_canvas_take_fill(canvas, origin, &style->grid_colour, page);
  /* In several series colour says which; only a single one is free to be highlighted. */
  bool single = chart->data->series_count == 1;
  for (size_t s = 0; s < chart->data->series_count; s++) {
    const JbColour *colour = &style->series[s];
    draw_bars(chart, s, false, colour, origin, canvas, page);
    draw_bars(chart, s, true, single ? &style->highlight : colour, origin, canvas, page);
    if (chart->legend) {
      jb_canvas_rectangle(canvas, layout->swatches[s]);
      jb_canvas_take_fill(canvas, origin, colour, page);
    }
  }
  jb_canvas_rectangle(canvas, layout->base);
  jb_canvas_take_fill(canvas, origin, &style->axis_colour, page);
}

/* A text whose ink fills box. */
static void draw_inked(const JbInkedText *inked, JbRect box, JbPoint origin, JbElementId element, JbPage *page)
{
  JbPoint baseline = {origin.x + box.x - inked->ink.x, origin.y + box.y - inked->ink.y};
  jb_set_text_emit_at(inked->text, baseline, element, page);
}

/* Lines are aligned within the measure they were set at, if any, which is wider than the box: centred under columns,
 * flush with the bars beside them. */
static void draw_category(const JbChartFlow *chart, size_t category, JbPoint origin, JbPage *page)
{
  const JbSetText *text = chart->categories[category];
  JbRect box = chart->layout->categories[category];
  double spare = isfinite(text->width) ? text->width - box.width : 0;
  JbPoint corner = {origin.x + box.x - (chart->layout->vertical ? spare / 2 : spare), origin.y + box.y};
  jb_set_text_emit(text, 0, jb_set_text_line_count(text), corner, chart->exhibit->element, page);
}

static void draw_words(const JbChartFlow *chart, JbPoint origin, JbPage *page)
{
  const JbLayout *layout = chart->layout;
  JbElementId element = chart->exhibit->element;
  for (size_t s = 0; chart->legend && s < chart->data->series_count; s++) {
    JbPoint corner = {origin.x + layout->legend[s].x, origin.y + layout->legend[s].y};
    jb_set_text_emit(chart->legend[s], 0, 1, corner, element, page);
  }
  for (size_t c = 0; c < chart->data->category_count; c++) {
    draw_category(chart, c, origin, page);
    for (size_t s = 0; s < chart->data->series_count; s++) {
      size_t i = s * chart->data->category_count + c;
      if (chart->values[i].text) {
        draw_inked(&chart->values[i], layout->bars[i].label, origin, element, page);
      }
    }
  }
  for (int i = 0; chart->ticks && i <= chart->scale.last - chart->scale.first; i++) {
    if (layout->ticks[i].label.width > 0) {
      draw_inked(&chart->ticks[i], layout->ticks[i].label, origin, element, page);
    }
  }
}

void jb_chart_draw(const JbChartFlow *chart, JbPoint origin, JbPage *page)
{
  g_autoptr(JbCanvas) canvas = jb_canvas_new();
  jb_page_set_element(page, chart->exhibit->element);
  draw_shapes(chart, origin, canvas, page);
  draw_words(chart, origin, page);
}
