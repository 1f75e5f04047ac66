/* SPDX-License-Identifier: MIT
 * compose/furniture: running heads, page numbers, the draft's mark. */
#include "compose/furniture.h"

#include "flow/set_text.h"

#include <math.h>
#include <string.h>

#define DRAFT_SHARE 0.16 /* of the page's width: the size of each of the mark's three cells */
#define DRAFT_LEVEL 0.88 /* grey: light enough to read over */

double jb_text_area_left(const JbPageStyle *style, int page_number)
{
  bool mirrored = style->duplex && page_number % 2 == 0;
  return mirrored ? style->outer : style->inner;
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
  double x = left + jb_text_align_offset(align, width - jb_set_text_natural_width(text));
  jb_set_text_emit_at(text, (JbPoint){x, baseline}, 0, page);
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
  const JbTextStyle *text_style = &context->theme->styles[JB_STYLE_PAGE_NUMBER];
  double inset = style->page_number_outside ? text_style->indent_end : 0;
  g_autoptr(JbSetText) text = set_line(context, words, text_style);
  emit_line(text, style->page_number_outside ? outside : JB_TEXT_CENTRE, left + inset, width - 2 * inset,
            style->height - style->bottom + style->foot_offset, page);
}

void jb_emit_furniture(const JbFlowContext *context, const char *section, const char *number, JbPage *page)
{
  const JbPageStyle *style = &context->theme->page;
  double left = jb_text_area_left(style, jb_page_number(page));
  double width = style->width - style->inner - style->outer;
  jb_page_set_element(page, 0);
  jb_page_set_artifact(page, JB_ARTIFACT_RUNNING_HEAD);
  if (style->running_head) {
    emit_running_head(context, section, left, width, page);
  }
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
