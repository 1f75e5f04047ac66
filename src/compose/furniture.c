/* SPDX-License-Identifier: MIT
 * compose/furniture: cover, running heads, page numbers. */
#include "compose/furniture.h"

#include "flow/set_text.h"
#include "report/period.h"

#include <math.h>
#include <string.h>

#define DRAFT_SHARE 0.16 /* of the page's width: the size of each of the mark's three cells */
#define DRAFT_LEVEL 0.88 /* grey: light enough to read over */

double jb_text_area_left(const JbPageStyle *style, int page_number)
{
  bool mirrored = style->duplex && page_number % 2 == 0;
  return mirrored ? style->outer : style->inner;
}

/* Where a line of a width stands in a box. */
static double aligned(JbTextAlign align, double left, double box, double width)
{
  if (align == JB_TEXT_CENTRE) {
    return left + (box - width) / 2;
  }
  return align == JB_TEXT_END ? left + box - width : left;
}

/* Words in one line, not wrapped. */
static JbSetText *set_line(const JbFlowContext *context, const char *words, const JbTextStyle *style)
{
  return jb_set_text_new_plain(context, words, (JbPlace){.path = context->report->path}, style, INFINITY);
}

/* The same as far as it fits a width, with … in the place of the rest: a running head only recalls a title, which is
 * printed whole elsewhere. */
static JbSetText *set_line_within(const JbFlowContext *context, const char *words, const JbTextStyle *style,
                                  double width)
{
  glong count = g_utf8_strlen(words, -1), fits = 0, bound = count; /* characters */
  glong keep = MIN(count, (glong)(4 * width / style->size));       /* hardly any text has more in a line */
  JbSetText *best = set_line(context, "", style);
  for (; fits < bound; keep = (fits + bound + 1) / 2) {
    g_autofree char *start = g_utf8_substring(words, 0, keep);
    g_autofree char *trial = g_strconcat(start, keep < count ? "…" : "", NULL);
    JbSetText *text = set_line(context, trial, style);
    bool inside = jb_set_text_natural_width(text) <= width;
    jb_set_text_free(inside ? best : text);
    best = inside ? text : best;
    fits = inside ? keep : fits;
    bound = inside ? bound : keep - 1;
  }
  return best;
}

/* A line with its baseline given. */
static void emit_line(const JbSetText *text, JbTextAlign align, double left, double width, double baseline,
                      JbPage *page)
{
  double x = aligned(align, left, width, jb_set_text_natural_width(text));
  jb_set_text_emit_at(text, (JbPoint){x, baseline}, 0, page);
}

/* --- cover --- */

/* The words of a line as plain text; "": it is left out. */
static char *cover_words(const JbReport *report, JbCoverContent content)
{
  switch (content) {
  case JB_COVER_TITLE:
    return jb_inlines_to_plain(&report->title);
  case JB_COVER_SUBTITLE:
    return jb_inlines_to_plain(&report->subtitle);
  case JB_COVER_ORGANISATION:
    return g_strdup(report->organisation);
  case JB_COVER_ISSUE:
    return g_strdup(report->issue);
  case JB_COVER_DATE:
    return jb_date_format(report->date);
  case JB_COVER_CLASSIFICATION:
    return g_strdup(report->classification);
  case JB_COVER_BYLINE:
    return g_strdup(report->byline);
  case JB_COVER_YEAR:
    return g_strndup(report->date, MIN(strlen(report->date), 4));
  case JB_COVER_RULE:
    break;
  }
  return g_strdup("");
}

/* The name of the element a line shows. */
static const char *cover_element(JbCoverContent content)
{
  static const char *const names[] = {
      [JB_COVER_ORGANISATION] = "org", [JB_COVER_ISSUE] = "issue",       [JB_COVER_DATE] = "date",
      [JB_COVER_BYLINE] = "byline",    [JB_COVER_YEAR] = "date",         [JB_COVER_CLASSIFICATION] = "classification",
      [JB_COVER_TITLE] = "title",      [JB_COVER_SUBTITLE] = "subtitle", [JB_COVER_RULE] = "",
  };
  return names[content];
}

/* From a line's top to the next thing below it that is there, else to the foot of the page. [pt] */
static double cover_room(const JbFlowContext *context, const JbCoverLine *line)
{
  const JbTheme *theme = context->theme;
  double bottom = theme->page.height;
  for (size_t i = 0; i < theme->cover_line_count; i++) {
    const JbCoverLine *other = &theme->cover_lines[i];
    bool beside = other->x >= line->x + line->width || line->x >= other->x + other->width;
    g_autofree char *words = cover_words(context->report, other->content);
    bool shown = *words || other->content == JB_COVER_RULE;
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
  jb_find(context->findings, COVER_FULL, context->report->head_place, cover_element(line->content), taken, there);
  return (size_t)room;
}

static void emit_cover_text(const JbFlowContext *context, const JbCoverLine *line, JbPage *page)
{
  const JbReport *report = context->report;
  const JbTextStyle *style = &context->theme->styles[line->style];
  g_autoptr(JbSetText) text = NULL;
  if (line->content == JB_COVER_TITLE || line->content == JB_COVER_SUBTITLE) {
    const JbInlines *inlines = line->content == JB_COVER_TITLE ? &report->title : &report->subtitle;
    text = jb_set_text_new(context, inlines, NULL, style, line->width);
  } else {
    g_autofree char *words = cover_words(report, line->content);
    text = jb_set_text_new_plain(context, words, report->head_place, style, line->width);
  }
  bool title = line->content == JB_COVER_TITLE;
  JbElementId element =
      jb_structure_add(context->structure, context->parent, title ? JB_STRUCTURE_TITLE : JB_STRUCTURE_PARAGRAPH, NULL);
  size_t lines = lines_with_room(context, line, text);
  jb_set_text_emit(text, 0, lines, (JbPoint){line->x, line->y}, element, page);
}

void jb_emit_cover(const JbFlowContext *context, JbPage *page)
{
  const JbTheme *theme = context->theme;
  for (size_t i = 0; i < theme->cover_line_count; i++) {
    const JbCoverLine *line = &theme->cover_lines[i];
    if (line->content == JB_COVER_RULE) {
      jb_page_set_element(page, 0);
      jb_page_add_rectangle(page, (JbRect){line->x, line->y, line->width, line->weight}, &line->colour);
    } else {
      emit_cover_text(context, line, page);
    }
  }
}

/* --- running heads and page numbers --- */

/* "— {n} —" with the number in the place of {n}. */
static char *page_number_words(const char *form, const char *number)
{
  const char *place = strstr(form, "{n}");
  if (!place) {
    return g_strdup(number);
  }
  return g_strdup_printf("%.*s%s%s", (int)(place - form), form, number, place + strlen("{n}"));
}

/* Even pages name the report, odd ones the section; each head stands at the outer edge. */
static void emit_running_head(const JbFlowContext *context, const char *section, double left, double width,
                              JbPage *page)
{
  const JbTheme *theme = context->theme;
  const JbTextStyle *style = &theme->styles[JB_STYLE_RUNNING_HEAD];
  bool even = theme->page.duplex && jb_page_number(page) % 2 == 0;
  g_autofree char *title = jb_inlines_to_plain(&context->report->title);
  const char *words = even || !*section || !theme->page.duplex ? title : section;
  JbTextAlign outside = even ? JB_TEXT_START : JB_TEXT_END;
  JbTextAlign align = style->composition.align == JB_TEXT_CENTRE ? JB_TEXT_CENTRE : outside;
  double baseline = theme->page.top - theme->page.head_offset;
  JbFlowContext silent = *context;
  silent.findings = NULL; /* what is wrong with a title is told where it stands */
  g_autoptr(JbSetText) text = set_line_within(&silent, words, style, width);
  emit_line(text, align, left, width, baseline, page);
  if (theme->page.head_rule > 0) {
    jb_page_add_rectangle(page, (JbRect){left, baseline + style->leading * 0.45, width, theme->page.head_rule},
                          &style->colour);
  }
}

static void emit_page_number(const JbFlowContext *context, const char *number, double left, double width, JbPage *page)
{
  const JbPageStyle *style = &context->theme->page;
  g_autofree char *words = page_number_words(style->page_number_form, number);
  bool even = style->duplex && jb_page_number(page) % 2 == 0;
  JbTextAlign outside = even ? JB_TEXT_START : JB_TEXT_END;
  g_autoptr(JbSetText) text = set_line(context, words, &context->theme->styles[JB_STYLE_PAGE_NUMBER]);
  emit_line(text, style->page_number_outside ? outside : JB_TEXT_CENTRE, left, width,
            style->height - style->bottom + style->foot_offset, page);
}

void jb_emit_furniture(const JbFlowContext *context, const char *section, const char *number, JbPage *page)
{
  const JbPageStyle *style = &context->theme->page;
  double left = jb_text_area_left(style, jb_page_number(page));
  double width = style->width - style->inner - style->outer;
  jb_page_set_element(page, 0);
  jb_page_set_artifact(page, JB_ARTIFACT_RUNNING_HEAD);
  emit_running_head(context, section, left, width, page);
  if (*number) {
    jb_page_set_artifact(page, JB_ARTIFACT_PAGE_NUMBER);
    emit_page_number(context, number, left, width, page);
  }
  jb_page_set_artifact(page, JB_ARTIFACT_LAYOUT);
}

void jb_emit_draft_mark(const JbFlowContext *context, JbPage *page)
{
  JbTextStyle style = context->theme->styles[JB_STYLE_HEADING_1];
  style.size = style.leading = DRAFT_SHARE * jb_page_width(page);
  style.colour = jb_colour_grey(DRAFT_LEVEL);
  g_autoptr(JbSetText) text = set_line(context, "草　稿", &style);
  jb_page_set_artifact(page, JB_ARTIFACT_BACKGROUND);
  emit_line(text, JB_TEXT_CENTRE, 0, jb_page_width(page), jb_page_height(page) / 2, page);
  jb_page_set_artifact(page, JB_ARTIFACT_LAYOUT);
}
