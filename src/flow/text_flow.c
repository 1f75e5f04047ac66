/* SPDX-License-Identifier: MIT
 * flow/text_flow: set text as a block. */
#include "flow/text_flow.h"

typedef struct TextFlow {
  JbFlow flow;
  JbSetText *text;
  JbElementId element;
  double text_x;    /* [pt] of the lines from the flow's left */
  JbSetText *label; /* on the first line; NULL: none */
  double label_x;
} TextFlow;

static void text_flow_emit(const JbFlow *flow, size_t first, size_t end, JbPoint origin, JbPage *page)
{
  const TextFlow *self = (const TextFlow *)flow;
  if (self->label && first == 0) {
    jb_set_text_emit(self->label, 0, 1, (JbPoint){origin.x + self->label_x, origin.y}, self->element, page);
  }
  origin.x += self->text_x;
  jb_set_text_emit(self->text, first, end, origin, self->element, page);
}

static void text_flow_free(JbFlow *flow)
{
  TextFlow *self = (TextFlow *)flow;
  jb_set_text_free(self->text);
  jb_set_text_free(self->label);
  g_free(self);
}

static const JbFlowClass text_flow_class = {.emit = text_flow_emit, .free = text_flow_free};

JbFlow *jb_text_flow_new(const JbFlowContext *context, JbSetText *text, JbElementId element, JbPlace place,
                         double width)
{
  TextFlow *self = g_new0(TextFlow, 1);
  jb_flow_init(&self->flow, &text_flow_class, context, place, width);
  self->text = text;
  self->element = element;
  self->text_x = text->style->indent_start;
  self->flow.space_before = text->style->space_before;
  self->flow.space_after = text->style->space_after;
  size_t count = jb_set_text_line_count(text), keep = (size_t)context->theme->keep_lines;
  for (size_t i = 0; i < count; i++) {
    bool divides = i + 1 < count;
    bool orphan_or_widow = divides && (i + 1 < keep || count - (i + 1) < keep);
    jb_flow_add_slice(&self->flow, text->style->leading, orphan_or_widow ? JB_FLOW_NEVER : 0);
  }
  return &self->flow;
}

void jb_text_flow_set_label(JbFlow *flow, JbSetText *label, double label_x, double text_x)
{
  TextFlow *self = (TextFlow *)flow;
  self->label = label;
  self->label_x = label_x;
  self->text_x = text_x;
}

double jb_text_style_measure(const JbTextStyle *style, double width)
{
  return width - style->indent_start - style->indent_end;
}

/* keys: a style of the same measure whose keys of composition are those of the paragraph. */
static JbFlow *paragraph_flow(const JbFlowContext *context, const JbBlock *block, const char *prefix,
                              const JbTextStyle *style, const JbTextStyle *keys, JbStructureRole role, double width)
{
  JbElementId element = jb_flow_add_element(context, role, NULL);
  if (block->inlines.language) {
    jb_structure_set_language(context->structure, element, block->inlines.language);
  }
  JbSetText *text = jb_set_text_new(context, &block->inlines, prefix, keys, jb_text_style_measure(style, width));
  text->style = style;
  return jb_text_flow_new(context, text, element, block->place, width);
}

JbFlow *jb_paragraph_flow_new(const JbFlowContext *context, const JbBlock *block, const char *prefix,
                              const JbTextStyle *style, JbStructureRole role, double width)
{
  return paragraph_flow(context, block, prefix, style, style, role, width);
}

/* What a prefix takes of the line before a Han character, blanks and gaps included. */
static double prefix_width(const JbFlowContext *context, const char *prefix, JbPlace place, const JbTextStyle *style)
{
  g_autofree char *words = g_strconcat(prefix, "国", NULL);
  g_autoptr(JbSetText) text = jb_set_text_new_label(context, words, place, style);
  return jb_set_text_natural_width(text) - style->size;
}

JbFlow *jb_hanging_flow_new(const JbFlowContext *context, const JbBlock *block, const char *prefix,
                            const JbTextStyle *style, JbStructureRole role, double width)
{
  JbTextStyle hanging = *style;
  hanging.composition.hanging_indent =
      style->composition.first_indent + prefix_width(context, prefix, block->place, style);
  return paragraph_flow(context, block, prefix, style, &hanging, role, width);
}
