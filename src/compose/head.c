/* SPDX-License-Identifier: MIT
 * compose/head: one table of what the head of a report says. */
#include "compose/head.h"

#include "report/period.h"

#include <string.h>

typedef struct HeadElement {
  const char *name;   /* in the vocabulary */
  size_t text_offset; /* of its char * in JbReport; 0: made by head_words */
  bool described;     /* it goes into the PDF's description */
} HeadElement;

static const HeadElement elements[] = {
    [JB_HEAD_TITLE] = {.name = "title", .described = true},
    [JB_HEAD_SUBTITLE] = {.name = "subtitle", .described = true},
    [JB_HEAD_ORGANISATION] = {"org", offsetof(JbReport, organisation), true},
    [JB_HEAD_ISSUE] = {"issue", offsetof(JbReport, issue), false},
    [JB_HEAD_DATE] = {.name = "date", .described = true},
    [JB_HEAD_CLASSIFICATION] = {"classification", offsetof(JbReport, classification), false},
    [JB_HEAD_BYLINE] = {"byline", offsetof(JbReport, byline), false},
    [JB_HEAD_YEAR] = {.name = "date", .described = true},
    [JB_HEAD_MARK] = {"mark", offsetof(JbReport, mark), false},
    [JB_HEAD_COPY_NUMBER] = {"copy-number", offsetof(JbReport, copy_number), false},
    [JB_HEAD_URGENCY] = {"urgency", offsetof(JbReport, urgency), false},
    [JB_HEAD_DOCUMENT_NUMBER] = {"document-number", offsetof(JbReport, document_number), false},
    [JB_HEAD_SIGNER] = {.name = "signer"},
    [JB_HEAD_SOURCE] = {"source", offsetof(JbReport, source), false},
    [JB_HEAD_RULE] = {.name = ""}, /* says nothing */
};

const char *jb_head_name(JbHeadContent content)
{
  return elements[content].name;
}

/* "签发人：张三　李四" */
static char *signers_words(const JbReport *report)
{
  g_autofree char *names = g_strjoinv("　", report->signers);
  return *names ? g_strconcat("签发人：", names, NULL) : g_strdup("");
}

/* What an element says, as plain text; "": nothing. Newly allocated. */
static char *head_words(const JbReport *report, JbHeadContent content)
{
  if (elements[content].text_offset) {
    return g_strdup(*(char *const *)(const void *)((const char *)report + elements[content].text_offset));
  }
  switch (content) {
  case JB_HEAD_TITLE:
    return jb_inlines_to_plain(&report->title);
  case JB_HEAD_SUBTITLE:
    return jb_inlines_to_plain(&report->subtitle);
  case JB_HEAD_DATE:
    return jb_date_format(report->date);
  case JB_HEAD_YEAR:
    return g_strndup(report->date, MIN(strlen(report->date), 4));
  case JB_HEAD_SIGNER:
    return signers_words(report);
  default:
    return g_strdup("");
  }
}

bool jb_head_is_said(const JbReport *report, JbHeadContent content)
{
  g_autofree char *words = head_words(report, content);
  return *words != '\0';
}

JbSetText *jb_head_set(const JbFlowContext *context, JbHeadContent content, const char *suffix,
                       const JbTextStyle *style, double width)
{
  const JbReport *report = context->report;
  const JbInlines *inlines = content == JB_HEAD_TITLE      ? &report->title
                             : content == JB_HEAD_SUBTITLE ? &report->subtitle
                                                           : NULL;
  g_autofree char *words = head_words(report, content);
  const JbTextPart parts[] = {{.inlines = inlines, .words = words}, {.words = suffix ? suffix : ""}};
  return jb_set_text_new_joined(context, parts, G_N_ELEMENTS(parts), report->head_place, style, width);
}

JbElementId jb_head_add_element(const JbFlowContext *context, JbHeadContent content)
{
  JbStructureRole role = content == JB_HEAD_TITLE ? JB_STRUCTURE_TITLE : JB_STRUCTURE_PARAGRAPH;
  return jb_flow_add_element(context, role, elements[content].name);
}

/* The source of the whole stands in the text, where the report ends with it. */
static bool stands_in_text(const JbReport *report, JbHeadContent content)
{
  for (size_t i = 0; i < report->block_count && content == JB_HEAD_SOURCE; i++) {
    if (report->blocks[i]->kind == JB_BLOCK_SOURCE) {
      return true;
    }
  }
  return false;
}

static bool is_shown(const JbTheme *theme, JbHeadContent content)
{
  for (size_t i = 0; i < theme->cover_line_count; i++) {
    if (theme->cover_lines[i].content == content) {
      return true;
    }
  }
  for (size_t i = 0; i < theme->masthead_count; i++) {
    if (theme->masthead[i].content == content) {
      return true;
    }
  }
  return false;
}

void jb_head_tell_unshown(const JbFlowContext *context)
{
  g_autoptr(GString) names = g_string_new(NULL);
  for (int i = 0; i < JB_HEAD_COUNT; i++) {
    JbHeadContent content = (JbHeadContent)i;
    bool shown = elements[i].described || is_shown(context->theme, content) || stands_in_text(context->report, content);
    if (!shown && jb_head_is_said(context->report, content)) {
      g_string_append_printf(names, "%s%s", names->len ? ", " : "", elements[i].name);
    }
  }
  if (names->len) {
    jb_find(context->findings, HEAD_UNSHOWN, context->report->head_place, names->str, context->theme->name);
  }
}
