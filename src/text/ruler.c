/* SPDX-License-Identifier: MIT
 * text/ruler: lines measured on the endless line. */
#include "text/ruler.h"

#include <math.h>

static JbStretch *stretch_new(const JbRuler *ruler)
{
  const JbCells *cells = ruler->cells;
  JbStretch *sums = g_new(JbStretch, cells->count + 1);
  JbStretch sum = {0, 0};
  for (size_t i = 0; i < cells->count; i++) {
    const JbJoint *joint = &ruler->joints[i];
    sums[i] = sum;
    if (joint->expansion == JB_EXPAND_REST) {
      sum.free += jb_cell_size(cells, i);
    } else if (joint->expansion) {
      sum.capped += joint->cap - joint->blank;
    }
  }
  sums[cells->count] = sum;
  return sums;
}

void jb_ruler_init(JbRuler *ruler, const JbGalley *galley, double measure)
{
  size_t count = galley->cells->count;
  *ruler = (JbRuler){.cells = galley->cells,
                     .joints = galley->joints,
                     .composition = galley->composition,
                     .measure = measure,
                     .marks = g_new(JbMark, count + 1)};
  JbMark mark = {0, 0};
  for (size_t i = 0; i < count; i++) {
    const JbJoint *joint = &galley->joints[i];
    ruler->marks[i] = mark;
    mark.position += galley->cells->items[i].width + joint->blank;
    mark.slack += joint->reduction ? joint->blank - joint->floor : 0;
  }
  ruler->marks[count] = mark;
  if (ruler->composition->fit == JB_FIT_TOTAL) {
    ruler->stretch = stretch_new(ruler);
  }
}

void jb_ruler_clear(JbRuler *ruler)
{
  g_free(ruler->marks);
  g_free(ruler->stretch);
}

/* The blank that an opening mark keeps at a line's start: on turn-over lines none; on the first one its own, so that it
 * stands in its em after the indent (CSS space-first), but for centred lines. */
static double lead_of(const JbRuler *ruler, size_t first, size_t cell)
{
  const JbComposition *composition = ruler->composition;
  bool half =
      first == 0 ? composition->indent_open_half || composition->align == JB_TEXT_CENTRE : composition->line_start_half;
  return half && ruler->cells->items[cell].class == JB_CLASS_OP ? 0 : ruler->cells->items[cell].lead;
}

JbSetLine jb_ruler_begin(const JbRuler *ruler, size_t first)
{
  const JbCells *cells = ruler->cells;
  const JbComposition *composition = ruler->composition;
  JbSetLine line = {.first = first,
                    .ink_first = first,
                    .indent = first == 0 ? composition->first_indent : composition->hanging_indent};
  while (line.ink_first + 1 < cells->count && jb_cell_is_dropped(&cells->items[line.ink_first]) &&
         cells->items[line.ink_first].class != JB_CLASS_NEWLINE) {
    line.ink_first++;
  }
  line.lead = lead_of(ruler, first, line.ink_first);
  line.room = fmax(ruler->measure - line.indent, 0);
  return line;
}

void jb_ruler_end(const JbRuler *ruler, JbSetLine *line, size_t last)
{
  const JbCells *cells = ruler->cells;
  line->end = last + 1;
  line->last = ruler->joints[last].line_end == JB_BREAK_FORCED;
  line->ink_end = line->end;
  while (line->ink_end > line->ink_first && !jb_ruler_has_ink(ruler, line->ink_end - 1, !line->last)) {
    line->ink_end--;
  }
  line->natural = jb_ruler_natural(ruler, line, line->hanging ? line->ink_end - 1 : line->ink_end);
  const JbCell *ink_last = line->ink_end > line->ink_first ? &cells->items[line->ink_end - 1] : NULL;
  double trail = ink_last ? ink_last->trail - jb_ruler_kept_trail(ink_last) : 0;
  bool kept = !ruler->composition->line_end_half && !line->hanging;
  line->trail = kept && trail <= line->room - line->natural + JB_RULER_TOLERANCE ? trail : 0;
}

/* Marks that never meet a hanging one: everything that is neither text nor space. */
static bool is_mark(const JbCell *cell)
{
  return cell->class <= JB_CLASS_EL;
}

bool jb_ruler_may_hang(const JbRuler *ruler, const JbSetLine *line, size_t at)
{
  const JbCells *cells = ruler->cells;
  if (!ruler->composition->hang || at <= line->ink_first) {
    return false;
  }
  JbClass class = (JbClass)cells->items[at].class;
  JbBreak after = (JbBreak)ruler->joints[at].line_end;
  if ((class != JB_CLASS_PA && class != JB_CLASS_ST) || (after != JB_BREAK_ALLOWED && after != JB_BREAK_FORCED)) {
    return false;
  }
  if (ruler->joints[at - 1].line_end != JB_BREAK_EDGE || is_mark(&cells->items[at - 1])) {
    return false;
  }
  return at + 1 >= cells->count || !is_mark(&cells->items[at + 1]);
}

bool jb_ruler_is_lonely(const JbRuler *ruler, size_t first, size_t end)
{
  unsigned characters = 0;
  for (size_t i = first; i < end && characters < 2; i++) {
    if (ruler->cells->items[i].class > JB_CLASS_EL && !jb_cell_is_dropped(&ruler->cells->items[i])) {
      characters++;
    }
  }
  return characters == 1;
}
