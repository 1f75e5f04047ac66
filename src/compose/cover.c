/* SPDX-License-Identifier: MIT
 * compose/cover: lines at the places the theme gives them. */
#include "compose/cover.h"

#include "compose/head.h"

#include <math.h>

/* From a line's top to the next thing below it that is there, else to the foot of the page. [pt] */
static double cover_room(const JbFlowContext *context, const JbCoverLine *line)
{
  const JbTheme *theme = context->theme;
  double bottom = theme->page.height;
  for (size_t i = 0; i < theme->cover_line_count; i++) {
    const JbCoverLine *other = &theme->cover_lines[i];
    bool beside = other->x >= line->x + line->width || line->x >= other->x + other->width;
    bool shown = other->content == JB_HEAD_RULE || jb_head_is_said(context->report, other->content);
    if (shown && !beside && other->y > line->y) {
      bottom = fmin(bottom, other->y);
    }
  }
  return bottom - line->y;
}

/* How many lines of a text have room, at least one; told when that is not all. */
static size_t lines_with_room(const JbFlowContext *context, const JbCoverLine *line, const JbSetText *text)
{
  size_t lines = jb_set_text_line_count(text);
  double room = fmax(floor(cover_room(context, line) / text->style->leading + 0.01), 1);
  if ((double)lines <= room) {
    return lines;
  }
  g_autofree char *taken = g_strdup_printf("%zu", lines);
  g_autofree char *there = g_strdup_printf("%.0f", room);
  jb_find(context->findings, COVER_FULL, context->report->head_place, jb_head_name(line->content), taken, there);
  return (size_t)room;
}

static void emit_cover_text(const JbFlowContext *context, const JbCoverLine *line, JbPage *page)
{
  const JbTextStyle *style = &context->theme->styles[line->style];
  g_autoptr(JbSetText) text = jb_head_set(context, line->content, NULL, style, line->width);
  JbElementId element = jb_head_add_element(context, line->content);
  size_t lines = lines_with_room(context, line, text);
  jb_set_text_emit(text, 0, lines, (JbPoint){line->x, line->y}, element, page);
}

void jb_emit_cover(const JbFlowContext *context, JbPage *page)
{
  const JbTheme *theme = context->theme;
  for (size_t i = 0; i < theme->cover_line_count; i++) {
    const JbCoverLine *line = &theme->cover_lines[i];
    if (line->content == JB_HEAD_RULE) {
      jb_page_set_element(page, 0);
      jb_page_add_rectangle(page, (JbRect){line->x, line->y, line->width, line->weight}, &line->colour);
    } else if (jb_head_is_said(context->report, line->content)) {
      emit_cover_text(context, line, page);
    }
  }
}
