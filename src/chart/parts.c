/* SPDX-License-Identifier: MIT
 * chart/parts: a whole and its parts: one bar as long as the measure. The whole's name stands above it between two
 * arms; under each part its name, moved aside where its neighbours need the room; its value inside, or with its name
 * where one part is too short for its own. */
#include "chart/clusters.h"
#include "chart/kinds.h"
#include "chart/spread.h"

#include <math.h>

#define BAR_HEIGHT 24.0 /* [pt] */
#define NAME_GAP   5.0  /* [pt] bar to names; between value and name under it */
#define NAME_AIR   8.0  /* [pt] between neighbouring names; whole's name to its arms */
#define ARM_GAP    4.0  /* [pt] arms to bar */
#define ARM_END    5.0  /* [pt] height of an arm's end */
#define LEADER     0.5  /* [pt] */
#define LEADER_GAP 14.0 /* [pt] bar to names where a line must lead to one */
#define LEADER_END 1.5  /* [pt] of air at either end of it */

typedef struct Names {
  double *middles, *widths;
  double height;
  double gap;  /* bar to names */
  bool values; /* values stand with the names */
} Names;

/* Where a part's bar is. */
static JbRect part_box(const JbPlot *plot, size_t part, double top)
{
  double unit = plot->width / plot->whole;
  return (JbRect){plot->data[part].from * unit, top, (plot->data[part].to - plot->data[part].from) * unit, BAR_HEIGHT};
}

static bool values_fit_inside(const JbPlot *plot)
{
  for (size_t i = 0; i < plot->category_count; i++) {
    JbSize size = jb_plot_measure(plot, JB_WORD_VALUE, i, INFINITY);
    if (size.width + 2 * JB_INSIDE_AIR > part_box(plot, i, 0).width || size.height + 2 * JB_INSIDE_AIR > BAR_HEIGHT) {
      return false;
    }
  }
  return true;
}

/* The whole's name between arms that reach to the ends of the bar; the height of all that. */
static double place_whole(const JbPlot *plot, JbDrawing *drawing)
{
  JbSize name = jb_plot_measure(plot, JB_WORD_TOTAL, 0, INFINITY);
  double weight = plot->style->axis_width, middle = fmax(name.height / 2, ARM_END);
  double arm = (plot->width - name.width) / 2 - NAME_AIR, bottom = middle + ARM_END;
  jb_drawing_label(drawing, JB_WORD_TOTAL, 0,
                   (JbRect){(plot->width - name.width) / 2, middle - name.height / 2, name.width, name.height},
                   JB_TEXT_CENTRE);
  if (arm > 0) {
    jb_drawing_rectangle(drawing, JB_TONE_INK, (JbRect){0, middle, arm, weight});
    jb_drawing_rectangle(drawing, JB_TONE_INK, (JbRect){plot->width - arm, middle, arm, weight});
    jb_drawing_rectangle(drawing, JB_TONE_INK, (JbRect){0, middle, weight, ARM_END});
    jb_drawing_rectangle(drawing, JB_TONE_INK, (JbRect){plot->width - weight, middle, weight, ARM_END});
  }
  return fmax(bottom, middle + name.height / 2) + ARM_GAP;
}

/* Does it stand so far from its part that a line must lead to it? */
static bool is_aside(const JbPlot *plot, const Names *names, size_t part)
{
  JbRect box = part_box(plot, part, 0);
  return fabs(names->middles[part] - (box.x + box.width / 2)) > names->widths[part] / 2;
}

static bool spread_names(const JbPlot *plot, Names *names)
{
  double value_height = 0;
  for (size_t i = 0; i < plot->category_count; i++) {
    JbSize name = jb_plot_measure(plot, JB_WORD_CATEGORY, i, INFINITY);
    JbSize value = jb_plot_measure(plot, JB_WORD_VALUE, i, INFINITY);
    JbRect box = part_box(plot, i, 0);
    names->middles[i] = box.x + box.width / 2;
    names->widths[i] = names->values ? fmax(name.width, value.width) : name.width;
    names->height = fmax(names->height, name.height);
    value_height = fmax(value_height, value.height);
  }
  names->height += names->values ? value_height + NAME_GAP : 0;
  bool fits = jb_spread(names->middles, names->widths, plot->category_count, NAME_AIR, 0, plot->width);
  for (size_t i = 0; i < plot->category_count; i++) {
    names->gap = fmax(names->gap, is_aside(plot, names, i) ? LEADER_GAP : NAME_GAP);
  }
  return fits;
}

static void place_part(const JbPlot *plot, const Names *names, size_t i, double top, JbDrawing *drawing)
{
  JbRect box = part_box(plot, i, top);
  JbSize name = jb_plot_measure(plot, JB_WORD_CATEGORY, i, INFINITY);
  JbSize value = jb_plot_measure(plot, JB_WORD_VALUE, i, INFINITY);
  double middle = names->middles[i], y = top + BAR_HEIGHT + names->gap, at = box.x + box.width / 2;
  jb_drawing_bar(drawing, plot, i, box);
  if (names->values) {
    jb_drawing_label(drawing, JB_WORD_VALUE, i, (JbRect){middle - value.width / 2, y, value.width, value.height},
                     JB_TEXT_CENTRE);
    y += value.height + NAME_GAP;
  } else {
    jb_drawing_label_inside(
        drawing, JB_WORD_VALUE, i,
        (JbRect){at - value.width / 2, top + (BAR_HEIGHT - value.height) / 2, value.width, value.height}, i);
  }
  jb_drawing_label(drawing, JB_WORD_CATEGORY, i, (JbRect){middle - name.width / 2, y, name.width, name.height},
                   JB_TEXT_CENTRE);
  if (is_aside(plot, names, i)) {
    jb_drawing_line(drawing, JB_TONE_INK, (JbPoint){at, top + BAR_HEIGHT + LEADER_END},
                    (JbPoint){middle, top + BAR_HEIGHT + names->gap - LEADER_END}, LEADER);
  }
}

bool jb_lay_out_parts(const JbPlot *plot, JbDrawing *drawing)
{
  if (!(plot->whole > 0)) {
    return false;
  }
  Names names = {.middles = g_new(double, plot->category_count),
                 .widths = g_new(double, plot->category_count),
                 .values = !values_fit_inside(plot)};
  bool fits = spread_names(plot, &names) && jb_plot_measure(plot, JB_WORD_TOTAL, 0, INFINITY).width <= plot->width;
  if (fits) {
    double top = place_whole(plot, drawing);
    for (size_t i = 0; i < plot->category_count; i++) {
      place_part(plot, &names, i, top, drawing);
    }
    drawing->height = jb_plot_on_grid(plot, top + BAR_HEIGHT + names.gap + names.height);
  }
  g_free(names.middles);
  g_free(names.widths);
  return fits;
}
