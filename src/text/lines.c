/* SPDX-License-Identifier: MIT
 * text/lines: text measured and judged, its lines found by one of three ways, and their blanks set. */
#include "text/lines.h"

#include "text/first_fit.h"
#include "text/heading.h"
#include "text/justify.h"
#include "text/total_fit.h"

#include <math.h>

/* --- measured and judged text --- */

JbGalley *jb_galley_new(const char *text, size_t length, const JbTextRun *runs, size_t run_count,
                        const JbComposition *composition, JbMeasurer *measurer)
{
  JbGalley *galley = g_new0(JbGalley, 1);
  galley->composition = composition;
  galley->cells = jb_cells_new(text, length, runs, run_count);
  galley->joints = g_new0(JbJoint, galley->cells->count);
  measurer->measure(measurer, galley->cells);
  jb_breaks_find(galley->cells, composition, galley->joints);
  jb_spacing_apply(galley->cells, composition, galley->joints);
  for (size_t i = 0; i + 1 < galley->cells->count; i++)
    if (galley->cells->items[i + 1].flags & JB_CELL_JOINED)
      galley->joints[i].line_end = JB_BREAK_NEVER;
  return galley;
}

void jb_galley_free(JbGalley *galley)
{
  if (!galley)
    return;
  jb_cells_free(galley->cells);
  g_free(galley->joints);
  g_free(galley);
}

/* --- lines --- */

static double width_of_cells(const JbGalley *galley, size_t first, size_t end)
{
  double width = 0;
  for (size_t i = first; i < end; i++)
    width += galley->cells->items[i].width + (i + 1 < end ? galley->joints[i].blank : 0);
  return width;
}

/* URLs longer than a line may be parted at their own signs (standards 1.3). */
static void open_addresses(const JbGalley *galley, double measure)
{
  const JbCells *cells = galley->cells;
  for (size_t i = 0; i < cells->count; i++) {
    size_t first = i;
    while (i < cells->count && cells->items[i].flags & JB_CELL_URL)
      i++;
    if (i == first)
      continue;
    bool longer = width_of_cells(galley, first, i) > measure + JB_RULER_TOLERANCE;
    for (size_t k = first; k + 1 < i; k++)
      if (galley->joints[k].line_end == JB_BREAK_ADDRESS || galley->joints[k].line_end == JB_BREAK_ALLOWED)
        galley->joints[k].line_end = longer ? JB_BREAK_ALLOWED : JB_BREAK_ADDRESS;
  }
}

/* The lines of cells [first, end): the text from one forced line end to the next. */
static void break_part(const JbRuler *ruler, size_t first, size_t end, GArray *lines)
{
  const JbComposition *composition = ruler->composition;
  bool one_line = isinf(ruler->measure);
  if (composition->shape != JB_SHAPE_NONE && !one_line)
    jb_heading_fit(ruler, first, end, lines);
  else if (composition->fit == JB_FIT_TOTAL && !one_line)
    jb_total_fit(ruler, first, end, lines);
  else
    jb_first_fit(ruler, first, end, lines);
}

GArray *jb_lines_break(const JbGalley *galley, double measure)
{
  GArray *lines = g_array_new(FALSE, FALSE, sizeof(JbSetLine));
  size_t count = galley->cells->count;
  if (count == 0) {
    double indent = galley->composition->first_indent;
    JbSetLine line = {.indent = indent, .room = fmax(measure - indent, 0), .last = true};
    g_array_append_val(lines, line);
    return lines;
  }
  open_addresses(galley, measure);
  JbRuler ruler;
  jb_ruler_init(&ruler, galley, measure);
  for (size_t first = 0, end = 0; first < count; first = end) {
    while (galley->joints[end++].line_end != JB_BREAK_FORCED)
      ;
    break_part(&ruler, first, end, lines);
  }
  jb_ruler_clear(&ruler);
  return lines;
}

double jb_line_adjust(const JbGalley *galley, const JbSetLine *line, double *blanks)
{
  if (line->ink_end == line->ink_first)
    return 0; /* an empty line has no joints, and an empty galley not even an array of them */
  size_t count = line->ink_end - line->ink_first - 1;
  const JbJoint *joints = galley->joints + line->ink_first;
  for (size_t i = 0; i < count; i++)
    blanks[i] = joints[i].blank;
  double amount = line->room - line->natural - line->trail;
  JbTextAlign align = galley->composition->align;
  bool stretches_to_room = align == JB_TEXT_SPREAD || (align == JB_TEXT_JUSTIFY && !line->last);
  if (isinf(amount) || fabs(amount) <= JB_RULER_TOLERANCE || (amount > 0 && !stretches_to_room))
    return 0;
  if (line->hanging)
    count--; /* the blank before a hanging mark is outside too */
  return jb_justify(blanks, joints, count, amount);
}
