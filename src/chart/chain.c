/* SPDX-License-Identifier: MIT
 * chart/chain: links as arrows, each pointing to the next (大项目—产业链—产业集群); under them what is said of each.
 *
 * All arrows are of one width and one height: the first with a straight tail, the others notched by the point before
 * them. Where the words do not fit side by side, the links stand below one another, and the points go down. */
#include "chart/clusters.h"
#include "chart/kinds.h"

#include <math.h>

#define POINT      11.0 /* [pt] length of an arrow's point */
#define GAP        4.0  /* [pt] between arrows */
#define AIR        7.0  /* [pt] around an arrow's words */
#define REMARK_GAP 5.0  /* [pt] arrow to remark */
#define LEAST      28.0 /* [pt] height of an arrow */

static void add_arrow(const JbPlot *plot, size_t i, JbRect box, bool across, JbDrawing *drawing)
{
  double right = jb_rect_right(box), bottom = jb_rect_bottom(box), x = box.x, y = box.y;
  double notch = i > 0 ? POINT : 0;
  const JbPoint sideways[] = {
      {x, y},      {right - POINT, y},           {right, (y + bottom) / 2}, {right - POINT, bottom},
      {x, bottom}, {x + notch, (y + bottom) / 2}};
  const JbPoint downwards[] = {{x, y},
                               {(x + right) / 2, y + notch},
                               {right, y},
                               {right, bottom - POINT},
                               {(x + right) / 2, bottom},
                               {x, bottom - POINT}};
  jb_drawing_bar_polygon(drawing, plot, i, across ? sideways : downwards, 6);
}

static bool lay_out_across(const JbPlot *plot, JbDrawing *drawing)
{
  double count = (double)plot->category_count, width = (plot->width - (count - 1) * (GAP - POINT)) / count;
  double measure = width - 2 * POINT - AIR, remark_measure = width - POINT - AIR;
  JbSize words, remarks;
  if (measure < 2 * plot->em || !jb_clusters_set(plot, JB_WORD_GROUP, plot->category_count, measure, &words) ||
      !jb_clusters_set(plot, JB_WORD_REMARK, plot->category_count, remark_measure, &remarks)) {
    return false;
  }
  double height = fmax(words.height + AIR, LEAST);
  for (size_t i = 0; i < plot->category_count; i++) {
    JbRect box = {(double)i * (width + GAP - POINT), 0, width, height};
    double tail = box.x + (i > 0 ? POINT : 0), middle = (tail + jb_rect_right(box) - POINT) / 2;
    JbSize word = jb_plot_measure(plot, JB_WORD_GROUP, i, measure);
    JbSize remark = jb_plot_measure(plot, JB_WORD_REMARK, i, remark_measure);
    add_arrow(plot, i, box, true, drawing);
    jb_drawing_label_inside(drawing, JB_WORD_GROUP, i,
                            (JbRect){middle - word.width / 2, (height - word.height) / 2, word.width, word.height}, i);
    jb_drawing_label(drawing, JB_WORD_REMARK, i,
                     (JbRect){middle - remark.width / 2, height + REMARK_GAP, remark.width, remark.height},
                     JB_TEXT_CENTRE);
  }
  drawing->height = jb_plot_on_grid(plot, height + (remarks.height > 0 ? REMARK_GAP + remarks.height : 0));
  return true;
}

static bool lay_out_down(const JbPlot *plot, JbDrawing *drawing)
{
  JbSize words, remarks;
  double measure = plot->width - 2 * AIR;
  bool fits = jb_clusters_set(plot, JB_WORD_GROUP, plot->category_count, measure, &words);
  fits = jb_clusters_set(plot, JB_WORD_REMARK, plot->category_count, measure, &remarks) && fits;
  double inner = words.height + remarks.height + AIR, height = inner + 2 * POINT;
  for (size_t i = 0; i < plot->category_count; i++) {
    JbRect box = {0, (double)i * (height + GAP - POINT), plot->width, height};
    JbSize word = jb_plot_measure(plot, JB_WORD_GROUP, i, measure);
    JbSize remark = jb_plot_measure(plot, JB_WORD_REMARK, i, measure);
    double y = box.y + POINT + (inner - word.height - remark.height) / 2;
    add_arrow(plot, i, box, false, drawing);
    jb_drawing_label_inside(drawing, JB_WORD_GROUP, i,
                            (JbRect){(plot->width - word.width) / 2, y, word.width, word.height}, i);
    jb_drawing_label_inside(drawing, JB_WORD_REMARK, i,
                            (JbRect){(plot->width - remark.width) / 2, y + word.height, remark.width, remark.height},
                            i);
  }
  drawing->height = jb_plot_on_grid(plot, (double)plot->category_count * (height + GAP - POINT) - GAP + POINT);
  return fits;
}

bool jb_lay_out_chain(const JbPlot *plot, JbDrawing *drawing)
{
  if (lay_out_across(plot, drawing)) {
    return true;
  }
  jb_drawing_clear(drawing);
  return lay_out_down(plot, drawing);
}
