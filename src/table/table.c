/* SPDX-License-Identifier: MIT
 * table/table: 三线表 as a flow: words above, rules, rows, head and 续表 repeated on every page.
 *
 * Vertically, rows are whole lines. The words above the table hang from its top rule, which is on the grid, and the
 * body is shifted by what its baselines lack to those of the running text, rules and all. */
#include "table/table.h"

#include "flow/exhibit.h"
#include "table/cells.h"
#include "table/layout.h"

#include <math.h>

#define RULE_GAP 2.0 /* [pt] between the words above a table and its top rule */
/* Of a page's text area; a taller table is text, and runs on from page to page. */
#define FLOATING_SHARE 0.6
/* Between two rows of one group; before the next heading it costs nothing. */
#define PENALTY_IN_GROUP 50.0
/* A part of a divided table has a quarter of its rows, within two and four. */
#define MOST_KEPT_ROWS 4

typedef struct TableFlow {
  JbFlow flow;
  const JbTableStyle *style;
  JbExhibit *exhibit;
  JbTableLayout layout;
  double above, above_continued; /* [pt] words above the first part, and above the others */
  double shift;                  /* [pt] of rules and rows against the slices, onto the baselines of the text */
} TableFlow;

/* The words above a part, without the gap to the rule. [pt] */
static double words_height(const TableFlow *self, bool continued)
{
  const JbExhibit *exhibit = self->exhibit;
  double height = jb_exhibit_above(exhibit);
  if (continued) {
    height += jb_set_text_height(exhibit->continued) - jb_set_text_height(exhibit->caption);
  }
  return height;
}

/* Heights of the words above, and how far the body moves down so that its baselines are those of the text beside it:
 * only where rows are whole grid steps, else there is nothing to meet. */
static void place_vertically(TableFlow *self)
{
  const JbFlowContext *context = self->flow.context;
  double gap = RULE_GAP + self->style->rule_thick / 2, pitch = context->theme->page.pitch;
  self->above = jb_flow_on_grid(context, words_height(self, /* continued */ false) + gap);
  self->above_continued = jb_flow_on_grid(context, words_height(self, /* continued */ true) + gap);
  const JbTextStyle *body = &context->theme->styles[JB_STYLE_TABLE_BODY];
  if (!self->flow.landscape && fabs(remainder(body->leading + 2 * self->style->row_padding, pitch)) < 0.01) {
    double text_baseline = jb_text_style_baseline(&context->theme->styles[JB_STYLE_BODY]);
    self->shift = remainder(text_baseline - self->style->row_padding - jb_text_style_baseline(body), pitch);
  }
}

/* --- slices --- */

/* The row after the last one of the group that a row belongs to. */
static size_t group_end(const TableFlow *self, size_t row)
{
  while (row < self->layout.table->row_count && self->layout.rows[row].kind == JB_TABLE_BODY_ROW) {
    row++;
  }
  return row;
}

/* A page may end after a group, and inside one where two rows of it at least stand on either side; never after a group
 * heading, nor where it would leave too few rows on either page. */
static void add_row_slices(TableFlow *self)
{
  const JbTableSetRow *rows = self->layout.rows;
  size_t count = self->layout.table->row_count, in_group = 0, end = 0, before = 0, all = 0;
  for (size_t i = 0; i < count; i++) {
    all += rows[i].kind == JB_TABLE_BODY_ROW;
  }
  size_t least = CLAMP(all / 4, 2, MOST_KEPT_ROWS);
  for (size_t i = 0; i < count; i++) {
    bool body = rows[i].kind == JB_TABLE_BODY_ROW;
    in_group = body ? in_group + 1 : 0;
    before += body;
    if (i + 1 > end) {
      end = group_end(self, i + 1);
    }
    size_t left = end - (i + 1);
    double penalty = left > 0 ? PENALTY_IN_GROUP : 0;
    if (!body || before < least || all - before < least || (left > 0 && (in_group < 2 || left < 2))) {
      penalty = JB_FLOW_NEVER;
    }
    jb_flow_add_slice(&self->flow, rows[i].height, i + 1 < count ? penalty : 0);
  }
}

static void add_slices(TableFlow *self)
{
  JbFlow *flow = &self->flow;
  add_row_slices(self);
  if (flow->slice_count == 0) {
    jb_flow_add_slice(flow, 0, 0);
  }
  flow->slices[0].height += self->above + self->layout.head.height;
  double rows = jb_flow_height(flow, 0, flow->slice_count), below = jb_exhibit_below(self->exhibit);
  if (below > 0) {
    below += self->style->rule_thick / 2;
  }
  flow->slices[flow->slice_count - 1].height += jb_flow_on_grid(flow->context, rows + below) - rows;
  flow->repeat_height = self->above_continued + self->layout.head.height;
}

/* --- drawing --- */

static void draw_rule(const TableFlow *self, JbPoint left, double weight, const JbColour *colour, JbPage *page)
{
  jb_page_set_element(page, 0);
  jb_page_add_rectangle(page, (JbRect){left.x, left.y - weight / 2, self->flow.width, weight}, colour);
}

/* top: of the row. repeated: a head drawn again is page furniture, not a second head. */
static void draw_row(const JbTableSetRow *row, JbPoint top, bool repeated, JbPage *page)
{
  for (size_t column = 0; column < row->cell_count; column++) {
    const JbTableSetCell *cell = &row->cells[column];
    double down = row->kind == JB_TABLE_HEAD_ROW ? (row->height - jb_set_text_height(cell->text)) / 2
                                                 : row->baseline - jb_text_style_baseline(cell->text->style);
    jb_set_text_emit(cell->text, 0, jb_set_text_line_count(cell->text), (JbPoint){top.x + cell->x, top.y + down},
                     repeated ? 0 : cell->element, page);
  }
}

/* The words above, the top rule, the head and its rule; top: of the head row. */
static void draw_head(const TableFlow *self, JbPoint top, bool continued, JbPage *page)
{
  const JbTableStyle *style = self->style;
  double height = self->layout.head.height;
  JbPoint words = {top.x, top.y - RULE_GAP - style->rule_thick / 2 - words_height(self, continued)};
  jb_exhibit_emit_above(self->exhibit, words, continued, page);
  if (style->head_fill) {
    jb_page_set_element(page, 0);
    jb_page_add_rectangle(page, (JbRect){top.x, top.y, self->flow.width, height}, &style->head_fill_colour);
  }
  draw_rule(self, top, style->rule_thick, &style->rule_colour, page);
  draw_row(&self->layout.head, top, continued, page);
  draw_rule(self, (JbPoint){top.x, top.y + height}, style->rule_thin, &style->rule_colour, page);
}

static void table_emit(const JbFlow *flow, size_t first, size_t end, JbPoint origin, JbPage *page)
{
  const TableFlow *self = (const TableFlow *)flow;
  const JbTableStyle *style = self->style;
  JbPoint top = {origin.x, origin.y + self->shift + (first == 0 ? self->above : self->above_continued)};
  draw_head(self, top, first > 0, page);
  top.y += self->layout.head.height;
  for (size_t i = first; i < end && i < self->layout.table->row_count; i++) {
    if (i > first && style->row_rule > 0) {
      draw_rule(self, top, style->row_rule, &style->row_rule_colour, page);
    }
    draw_row(&self->layout.rows[i], top, /* repeated */ false, page);
    top.y += self->layout.rows[i].height;
  }
  draw_rule(self, top, style->rule_thick, &style->rule_colour, page);
  if (end == flow->slice_count) {
    jb_exhibit_emit_below(self->exhibit, (JbPoint){top.x, top.y + style->rule_thick / 2}, page);
  }
}

static void table_free(JbFlow *flow)
{
  TableFlow *self = (TableFlow *)flow;
  jb_exhibit_free(self->exhibit);
  jb_table_layout_clear(&self->layout);
  g_free(self);
}

static JbPlace row_place(const JbFlow *flow, size_t slice)
{
  const JbTable *table = ((const TableFlow *)flow)->layout.table;
  return slice < table->row_count ? table->rows[slice].place : flow->place;
}

static const JbFlowClass table_class = {.emit = table_emit, .free = table_free, .slice_place = row_place};

/* The words around the table, which leave out what its columns say. True: values need their units beside them. */
static bool add_exhibit(TableFlow *self, const JbBlock *block)
{
  static const struct {
    JbColumnSource source;
    JbExhibitShows shows;
  } told[] = {{JB_COLUMN_UNIT, JB_EXHIBIT_SHOWS_UNIT},
              {JB_COLUMN_PERIOD, JB_EXHIBIT_SHOWS_PERIOD},
              {JB_COLUMN_STATUS, JB_EXHIBIT_SHOWS_STATUS}};
  unsigned shown = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(told); i++) {
    shown |= jb_table_has_column(block->table, told[i].source) ? (unsigned)told[i].shows : 0;
  }
  g_autoptr(GPtrArray) facts = jb_table_facts(block->table);
  bool mixed = false;
  self->exhibit = jb_exhibit_new(self->flow.context, block, JB_STRUCTURE_TABLE, (const JbFact *const *)facts->pdata,
                                 facts->len, /* alternative */ NULL, self->flow.width, shown, &mixed);
  return mixed && !(shown & JB_EXHIBIT_SHOWS_UNIT);
}

JbFlow *jb_table_flow_new(const JbFlowContext *context, const JbBlock *block, double width)
{
  TableFlow *self = g_new0(TableFlow, 1);
  jb_flow_init(&self->flow, &table_class, context, block->place, width);
  self->flow.anchor = jb_numbers_anchor(context->numbers, block);
  self->flow.landscape = block->landscape;
  self->style = &context->theme->table;
  bool with_unit = add_exhibit(self, block);
  jb_table_layout_init(&self->layout, context, block->table, block->place, self->exhibit->element, with_unit, width);
  place_vertically(self);
  add_slices(self);
  const JbPageStyle *page = &context->theme->page;
  double height = jb_flow_height(&self->flow, 0, self->flow.slice_count);
  self->flow.floats = height < FLOATING_SHARE * (page->height - page->top - page->bottom);
  self->flow.space_before = self->flow.space_after = page->pitch;
  return &self->flow;
}
