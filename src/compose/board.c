/* SPDX-License-Identifier: MIT
 * compose/board: a list of texts, a list of rules. */
#include "compose/board.h"

typedef struct PlacedText {
  JbSetText *text; /* owned */
  JbPoint at;
  JbElementId element;
} PlacedText;

typedef struct Rule {
  JbRect box;
  JbColour colour;
  JbArtifact artifact;
} Rule;

struct JbBoard {
  JbFlow flow;
  GArray *texts;     /* of PlacedText, in reading order */
  GArray *rules;     /* of Rule */
  GPtrArray *styles; /* of JbTextStyle, owned */
};

static void board_emit(const JbFlow *flow, size_t first, size_t end, JbPoint origin, JbPage *page)
{
  (void)first, (void)end; /* it has one slice */
  const JbBoard *self = (const JbBoard *)flow;
  jb_page_set_element(page, 0);
  for (guint i = 0; i < self->rules->len; i++) {
    const Rule *rule = &g_array_index(self->rules, Rule, i);
    jb_page_set_artifact(page, rule->artifact);
    JbRect box = {origin.x + rule->box.x, origin.y + rule->box.y, rule->box.width, rule->box.height};
    jb_page_add_rectangle(page, box, &rule->colour);
  }
  jb_page_set_artifact(page, JB_ARTIFACT_LAYOUT);
  for (guint i = 0; i < self->texts->len; i++) {
    const PlacedText *placed = &g_array_index(self->texts, PlacedText, i);
    JbPoint at = {origin.x + placed->at.x, origin.y + placed->at.y};
    jb_set_text_emit(placed->text, 0, jb_set_text_line_count(placed->text), at, placed->element, page);
  }
}

static void board_free(JbFlow *flow)
{
  JbBoard *self = (JbBoard *)flow;
  for (guint i = 0; i < self->texts->len; i++) {
    jb_set_text_free(g_array_index(self->texts, PlacedText, i).text);
  }
  g_array_free(self->texts, TRUE);
  g_array_free(self->rules, TRUE);
  g_ptr_array_free(self->styles, TRUE);
  g_free(self);
}

static const JbFlowClass board_class = {.emit = board_emit, .free = board_free};

JbBoard *jb_board_new(const JbFlowContext *context, JbPlace place, double width)
{
  JbBoard *self = g_new0(JbBoard, 1);
  jb_flow_init(&self->flow, &board_class, context, place, width);
  self->texts = g_array_new(FALSE, FALSE, sizeof(PlacedText));
  self->rules = g_array_new(FALSE, FALSE, sizeof(Rule));
  self->styles = g_ptr_array_new_with_free_func(g_free);
  return self;
}

JbTextStyle *jb_board_keep_style(JbBoard *board, const JbTextStyle *style)
{
  JbTextStyle *kept = g_memdup2(style, sizeof *style);
  g_ptr_array_add(board->styles, kept);
  return kept;
}

void jb_board_add_text(JbBoard *board, JbSetText *text, JbPoint at, JbElementId element)
{
  PlacedText placed = {text, at, element};
  g_array_append_val(board->texts, placed);
}

void jb_board_add_rule(JbBoard *board, JbRect box, const JbColour *colour, JbArtifact artifact)
{
  Rule rule = {box, *colour, artifact};
  g_array_append_val(board->rules, rule);
}

JbFlow *jb_board_close(JbBoard *board, double height)
{
  jb_flow_add_slice(&board->flow, height, 0);
  return &board->flow;
}
