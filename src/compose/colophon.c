/* SPDX-License-Identifier: MIT
 * compose/colophon: 版记 (GB/T 9704-2012 7.4) and 报尾: from top to bottom a rule; paragraphs and who gets copies; a
 * rule; who printed it and when, how many; a rule, which lies on the foot of the text area. */
#include "compose/board.h"
#include "compose/end_matter.h"
#include "report/period.h"

#include <math.h>
#include <string.h>

typedef struct Colophon {
  const JbFlowContext *context;
  JbBoard *board;
  const JbTextStyle *style, *label_style;
  double left, right; /* of its texts */
  double width;
  double y;
  double taken; /* how far the last line reaches */
} Colophon;

static void add_rule(Colophon *colophon, double weight)
{
  const JbColophonStyle *style = &colophon->context->theme->colophon;
  if (weight > 0) {
    JbRect box = {0, colophon->y, colophon->width, weight};
    jb_board_add_rule(colophon->board, box, &style->rule_colour, JB_ARTIFACT_COLOPHON_RULE);
  }
  colophon->y += weight;
}

/* Text at x, its lines below what is there. */
static void add_below(Colophon *colophon, JbSetText *text, double x, JbElementId element)
{
  jb_board_add_text(colophon->board, text, (JbPoint){x, colophon->y}, element);
  const JbLine *last = &text->paragraph->lines[text->paragraph->line_count - 1];
  colophon->y += jb_set_text_height(text);
  colophon->taken = x + last->x + last->width;
}

/* Words at the right edge of the last line, if it leaves room for them; else on one of their own. */
static void add_right(Colophon *colophon, const char *words, JbPlace place, JbElementId element)
{
  const JbTextStyle *style = colophon->style;
  JbSetText *text = jb_set_text_new_plain(colophon->context, words, place, style, INFINITY);
  double x = colophon->right - jb_set_text_natural_width(text);
  if (x < colophon->taken + style->size) {
    colophon->y += style->leading;
  }
  jb_board_add_text(colophon->board, text, (JbPoint){fmax(x, 0), colophon->y - style->leading}, element);
  colophon->taken = colophon->right;
}

static void add_paragraph(Colophon *colophon, const JbBlock *block)
{
  double measure = colophon->right - colophon->left;
  JbSetText *text = jb_set_text_new(colophon->context, &block->inlines, NULL, colophon->style, measure);
  add_below(colophon, text, colophon->left, jb_flow_add_element(colophon->context, JB_STRUCTURE_PARAGRAPH, "colophon"));
}

/* 7.4.2: a character from both sides, turned lines under the first name, a full stop after the last. */
static void add_copy_to(Colophon *colophon, const JbBlock *block)
{
  static const char *const labels[] = {"抄送：", "报：", "送：", "发："};
  JbSetText *label =
      jb_set_text_new_label(colophon->context, labels[block->distribution], block->place, colophon->label_style);
  JbElementId element = jb_flow_add_element(colophon->context, JB_STRUCTURE_PARAGRAPH, "copy-to");
  double x = colophon->left + jb_set_text_natural_width(label);
  g_autofree char *words = jb_inlines_to_plain(&block->inlines);
  const JbTextPart parts[] = {{.inlines = &block->inlines}, {.words = g_str_has_suffix(words, "。") ? "" : "。"}};
  jb_board_add_text(colophon->board, label, (JbPoint){colophon->left, colophon->y}, element);
  add_below(colophon,
            jb_set_text_new_joined(colophon->context, parts, G_N_ELEMENTS(parts), block->place, colophon->style,
                                   colophon->right - x),
            x, element);
}

/* 7.4.3: the printing office a character from the left, the date a character from the right, 印发 after it. */
static void add_printer(Colophon *colophon, const JbBlock *block)
{
  JbElementId element = jb_flow_add_element(colophon->context, JB_STRUCTURE_PARAGRAPH, "printer");
  JbSetText *text =
      jb_set_text_new(colophon->context, &block->inlines, NULL, colophon->style, colophon->right - colophon->left);
  add_below(colophon, text, colophon->left, element);
  g_autofree char *date = jb_date_format(block->date);
  g_autofree char *words = g_strconcat(date, *date ? "印发" : "", NULL);
  if (*words) {
    add_right(colophon, words, block->place, element);
  }
}

/* "200" → "共印200份"; what is no number stands as it is. */
static void add_copies(Colophon *colophon, const JbBlock *block)
{
  g_autofree char *said = jb_inlines_to_plain(&block->inlines);
  bool number = strspn(said, "0123456789") == strlen(said);
  g_autofree char *words = number ? g_strconcat("共印", said, "份", NULL) : g_strdup(said);
  add_right(colophon, words, block->place, jb_flow_add_element(colophon->context, JB_STRUCTURE_PARAGRAPH, "copies"));
}

/* Adds the children of one kind, with a rule above the first where it is wanted. Whether there were any. */
static bool add_all(Colophon *colophon, const JbBlock *block, JbBlockKind kind, bool rule,
                    void (*add)(Colophon *colophon, const JbBlock *block))
{
  bool any = false;
  for (size_t i = 0; i < block->child_count; i++) {
    if (block->children[i]->kind == kind) {
      if (rule && !any) {
        add_rule(colophon, colophon->context->theme->colophon.inner_rule);
      }
      add(colophon, block->children[i]);
      any = true;
    }
  }
  return any;
}

JbFlow *jb_colophon_flow_new(const JbFlowContext *context, const JbBlock *block, double width)
{
  const JbTheme *theme = context->theme;
  const JbTextStyle *style = &theme->styles[JB_STYLE_COLOPHON];
  Colophon colophon = {.context = context,
                       .board = jb_board_new(context, block->place, width),
                       .style = style,
                       .label_style = &theme->styles[JB_STYLE_COLOPHON_LABEL],
                       .left = style->indent_start,
                       .right = width - style->indent_end,
                       .width = width,
                       .taken = INFINITY};
  add_rule(&colophon, theme->colophon.outer_rule);
  bool paragraphs = add_all(&colophon, block, JB_BLOCK_PARAGRAPH, false, add_paragraph);
  bool copies = add_all(&colophon, block, JB_BLOCK_COPY_TO, false, add_copy_to);
  add_all(&colophon, block, JB_BLOCK_PRINTER, paragraphs || copies, add_printer);
  add_all(&colophon, block, JB_BLOCK_COPIES, false, add_copies);
  add_rule(&colophon, theme->colophon.outer_rule);
  JbFlow *flow = jb_board_close(colophon.board, colophon.y + jb_theme_edge(theme));
  flow->space_before = style->space_before;
  flow->at_foot = true;
  flow->even_page = theme->colophon.even_page;
  return flow;
}
