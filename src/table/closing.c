/* SPDX-License-Identifier: MIT
 * table/closing: 销号率 as a bar. Its parts differ in lightness and pattern: closed solid, overdue striped, open empty.
 */
#include "table/closing.h"

#include <math.h>

#define BAR_HEIGHT  0.7 /* [em] */
#define BAR_GAP     1.0 /* [em] between the bar and the words beside it */
#define LEAST_BAR   6.0 /* [em] a shorter one says nothing: the words stand alone */
#define STRIPE      1.0 /* [pt] */
#define STRIPE_STEP 2.5
#define OUTLINE     0.5

struct JbClosing {
  const JbLedgerCount *count; /* borrowed */
  JbSetText *rate, *legend;
  JbColour colour; /* of the bar: of the table's rules */
  double width;
};

JbClosing *jb_closing_new(const JbFlowContext *context, const JbBlock *block, double width)
{
  const JbLedger *ledger = block->ledger;
  if (!ledger || ledger->meant.rows == 0 || !jb_ledger_tells_closing(ledger)) {
    return NULL;
  }
  const JbTextStyle *style = &context->theme->styles[JB_STYLE_UNIT];
  g_autofree char *rate = jb_ledger_rate(ledger);
  g_autofree char *legend = jb_ledger_legend(ledger);
  JbClosing *closing = g_new0(JbClosing, 1);
  closing->count = &ledger->meant;
  closing->rate = jb_set_text_new_label(context, rate, block->place, style);
  closing->legend = jb_set_text_new_label(context, legend, block->place, style);
  closing->colour = context->theme->table.rule_colour;
  closing->width = width;
  return closing;
}

void jb_closing_free(JbClosing *closing)
{
  if (closing) {
    jb_set_text_free(closing->rate);
    jb_set_text_free(closing->legend);
    g_free(closing);
  }
}

double jb_closing_height(const JbClosing *closing)
{
  return closing ? closing->rate->style->leading : 0;
}

static void draw_outline(JbPage *page, JbRect bar, const JbColour *colour)
{
  jb_page_add_rectangle(page, (JbRect){bar.x, bar.y, bar.width, OUTLINE}, colour);
  jb_page_add_rectangle(page, (JbRect){bar.x, bar.y + bar.height - OUTLINE, bar.width, OUTLINE}, colour);
  jb_page_add_rectangle(page, (JbRect){bar.x, bar.y, OUTLINE, bar.height}, colour);
  jb_page_add_rectangle(page, (JbRect){bar.x + bar.width - OUTLINE, bar.y, OUTLINE, bar.height}, colour);
}

static void draw_bar(const JbClosing *closing, JbRect bar, JbPage *page)
{
  const JbLedgerCount *count = closing->count;
  double unit = bar.width / (double)count->rows, x = bar.x + unit * (double)count->states[JB_LEDGER_DONE];
  double overdue_end = x + unit * (double)count->states[JB_LEDGER_OVERDUE];
  jb_page_set_element(page, 0);
  draw_outline(page, bar, &closing->colour);
  if (x > bar.x) {
    jb_page_add_rectangle(page, (JbRect){bar.x, bar.y, x - bar.x, bar.height}, &closing->colour);
  }
  for (x += STRIPE_STEP - STRIPE; x < overdue_end; x += STRIPE_STEP) {
    jb_page_add_rectangle(page, (JbRect){x, bar.y, fmin(STRIPE, overdue_end - x), bar.height}, &closing->colour);
  }
}

void jb_closing_emit(const JbClosing *closing, JbPoint origin, JbElementId element, JbPage *page)
{
  if (!closing) {
    return;
  }
  double size = closing->rate->style->size, gap = BAR_GAP * size;
  double left = origin.x + jb_set_text_natural_width(closing->rate) + gap;
  double right = origin.x + closing->width - jb_set_text_natural_width(closing->legend);
  double width = right - gap - left, height = BAR_HEIGHT * size;
  jb_set_text_emit(closing->rate, 0, 1, origin, element, page);
  if (width >= LEAST_BAR * size) {
    draw_bar(closing, (JbRect){left, origin.y + (jb_closing_height(closing) - height) / 2, width, height}, page);
  }
  jb_set_text_emit(closing->legend, 0, 1, (JbPoint){fmax(right, left), origin.y}, element, page);
}
