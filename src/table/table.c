/* SPDX-License-Identifier: MIT
 * table/table: 三线表 as a flow: words above, rules, rows, head and 续表 repeated on every page.
 *
 * Vertically, rows are whole lines. The words above the table hang from its top rule, which is on the grid, and the
 * body is shifted by what its baselines lack to those of the running text, rules and all. */
#include "table/table.h"

#include "flow/exhibit.h"
#include "report/comparison.h"
#include "table/cells.h"
#include "table/closing.h"
#include "table/draw.h"
#include "table/layout.h"

#include <math.h>

#define RULE_GAP 2.0 /* [pt] between the words above a table and its top rule */
/* Of a page's text area; a taller table is text, and runs on from page to page. */
#define FLOATING_SHARE 0.6
/* Between two rows of one group; before the next heading it costs nothing. */
#define PENALTY_IN_GROUP 50.0
/* Between two rows that a cell spans, and within a row that is higher than a page. */
#define PENALTY_IN_SPAN 100.0
#define PENALTY_IN_ROW  200.0
/* A part of a divided table has a quarter of its rows, within two and four. */
#define MOST_KEPT_ROWS 4

/* Where a slice begins. */
typedef struct TableSlice {
  uint32_t row, line;
} TableSlice;

typedef struct TableFlow {
  JbFlow flow;
  const JbTableStyle *style;
  JbTableRuling ruling;
  JbExhibit *exhibit;
  JbClosing *closing; /* above the first part of a ledger; NULL: none */
  JbTableLayout layout;
  GArray *slices;                /* of TableSlice */
  const JbLedger *ledger;        /* borrowed; NULL: a table */
  size_t *printed;               /* body rows drawn so far; owned */
  double above, above_continued; /* [pt] words above the first part, and above the others */
  double shift;                  /* [pt] of rules and rows against the slices, onto the baselines of the text */
} TableFlow;

/* The words above a part, without the gap to the rule. [pt] */
static double words_height(const TableFlow *self, bool continued)
{
  const JbExhibit *exhibit = self->exhibit;
  double height = jb_exhibit_above(exhibit);
  if (!continued) {
    height += jb_closing_height(self->closing);
  } else {
    height += exhibit->caption ? jb_set_text_height(exhibit->continued) - jb_set_text_height(exhibit->caption) : 0;
  }
  return height;
}

/* From the words above to the middle of the top rule. [pt] */
static double rule_gap(const TableFlow *self)
{
  return self->style->rule_thick > 0 ? RULE_GAP + self->style->rule_thick / 2 : 0;
}

/* Heights of the words above, and how far the body moves down so that its baselines are those of the text beside it:
 * only where rows are whole grid steps, else there is nothing to meet. */
static void place_vertically(TableFlow *self)
{
  const JbFlowContext *context = self->flow.context;
  double gap = rule_gap(self), pitch = context->theme->page.pitch;
  self->above = jb_flow_on_grid(context, words_height(self, /* continued */ false) + gap);
  self->above_continued = jb_flow_on_grid(context, words_height(self, /* continued */ true) + gap);
  const JbTextStyle *body = &context->theme->styles[JB_STYLE_TABLE_BODY];
  if (!self->flow.landscape && fabs(remainder(body->leading + 2 * self->style->row_padding, pitch)) < 0.01) {
    double text_baseline = jb_text_style_baseline(&context->theme->styles[JB_STYLE_BODY]);
    self->shift = remainder(text_baseline - self->style->row_padding - jb_text_style_baseline(body), pitch);
  }
}

/* --- slices --- */

/* Height of lines from to end of a row. The first has what lies above it, the last what is left over. */
static double piece_height(const JbTableLayout *layout, const JbTableRow *row, size_t from, size_t end)
{
  double step = jb_table_line_step(layout), whole = row->height - (double)row->lines * step;
  double above = fmax(row->baseline - jb_text_style_baseline(layout->text_styles[JB_FACE_BODY]), 0);
  return (double)(end - from) * step + (from == 0 ? above : 0) + (end == row->lines ? whole - above : 0);
}

static void add_slice(TableFlow *self, size_t row, size_t line, double height, double penalty)
{
  TableSlice slice = {(uint32_t)row, (uint32_t)line};
  g_array_append_val(self->slices, slice);
  jb_flow_add_slice(&self->flow, height, penalty);
}

/* A row, or where no page could hold it its lines, no first or last one alone. */
static void add_row(TableFlow *self, size_t index, double room, double penalty)
{
  const JbTableRow *row = &self->layout.body.rows[index];
  if (row->height <= room || row->lines == 1) {
    add_slice(self, index, 0, row->height, penalty);
    return;
  }
  for (size_t line = 0; line < row->lines; line++) {
    bool last = line + 1 == row->lines, alone = line == 0 || line + 2 == row->lines;
    add_slice(self, index, line, piece_height(&self->layout, row, line, line + 1),
              last    ? penalty
              : alone ? JB_FLOW_NEVER
                      : PENALTY_IN_ROW);
  }
}

/* The row after the last one of the group that a row belongs to. */
static size_t group_end(const TableFlow *self, size_t row)
{
  const JbTableBand *body = &self->layout.body;
  while (row < body->source->count && body->rows[row].kind != JB_TABLE_GROUP_ROW) {
    row++;
  }
  return row;
}

/* What ending a page after each row costs for the cells that span it: the text of such a cell stands on either page,
 * where there is room for it. */
static double *span_penalties(const TableFlow *self)
{
  const JbTableBand *body = &self->layout.body;
  double *penalties = g_new0(double, body->source->count + 1);
  for (guint i = 0; i < body->spans->len; i++) {
    const JbTableSpan *span = &g_array_index(body->spans, JbTableSpan, i);
    double all = 0, here = 0;
    for (size_t row = span->row; row < span->row + span->rows; row++) {
      all += body->rows[row].height;
    }
    for (size_t row = span->row; row + 1 < span->row + span->rows; row++) {
      here += body->rows[row].height;
      bool fits = here >= span->height && all - here >= span->height;
      penalties[row] = fmax(penalties[row], fits ? PENALTY_IN_SPAN : JB_FLOW_NEVER);
    }
  }
  return penalties;
}

/* A page may end after a group, and inside one where two rows of it at least stand on either side; never after a group
 * heading or before a total, nor where it would leave too few rows on either page. */
static void add_row_slices(TableFlow *self, double room)
{
  const JbTableRow *rows = self->layout.body.rows;
  size_t count = self->layout.body.source->count, in_group = 0, end = 0, before = 0, all = 0;
  g_autofree double *spans = span_penalties(self);
  for (size_t i = 0; i < count; i++) {
    all += rows[i].kind != JB_TABLE_GROUP_ROW;
  }
  size_t least = CLAMP(all / 4, 2, MOST_KEPT_ROWS);
  for (size_t i = 0; i < count; i++) {
    bool heading = rows[i].kind == JB_TABLE_GROUP_ROW, total = i + 1 < count && rows[i + 1].kind == JB_TABLE_TOTAL_ROW;
    in_group = heading ? 0 : in_group + 1;
    before += !heading;
    if (i + 1 > end) {
      end = group_end(self, i + 1);
    }
    size_t left = end - (i + 1);
    double penalty = fmax(left > 0 ? PENALTY_IN_GROUP : 0, spans[i]);
    if (heading || total || before < least || all - before < least || (left > 0 && (in_group < 2 || left < 2))) {
      penalty = JB_FLOW_NEVER;
    }
    add_row(self, i, room, i + 1 < count ? penalty : 0);
  }
}

/* page: height of a page's text area. */
static void add_slices(TableFlow *self, double page)
{
  JbFlow *flow = &self->flow;
  flow->repeat_height = self->above_continued + self->layout.head.height;
  add_row_slices(self, page - flow->repeat_height);
  if (flow->slice_count == 0) {
    add_slice(self, 0, 0, 0, 0);
  }
  flow->slices[0].height += self->above + self->layout.head.height;
  double rows = jb_flow_height(flow, 0, flow->slice_count), below = jb_exhibit_below(self->exhibit);
  if (below > 0) {
    below += self->style->rule_thick / 2;
  }
  flow->slices[flow->slice_count - 1].height += jb_flow_on_grid(flow->context, rows + below) - rows;
}

/* --- drawing --- */

/* The words above, the top rule, the head and its rule; top: of the head row. */
static void draw_head(const TableFlow *self, JbPoint top, bool continued, JbPage *page)
{
  const JbTableStyle *style = self->style;
  const JbTableLayout *layout = &self->layout;
  JbPoint words = {top.x, top.y - rule_gap(self) - words_height(self, continued)};
  jb_exhibit_emit_above(self->exhibit, words, continued, page);
  if (!continued) {
    words.y += jb_exhibit_above(self->exhibit);
    jb_closing_emit(self->closing, words, self->exhibit->element, page);
  }
  jb_table_draw_rule(layout, top, style->rule_thick, &style->rule_colour, page);
  jb_table_draw_head(layout, &self->ruling, top, continued, page);
  jb_table_draw_rule(layout, (JbPoint){top.x, top.y + layout->head.height}, style->rule_thin, &style->rule_colour,
                     page);
}

/* Slices that follow each other as pieces, one a row. */
static GArray *make_pieces(const TableFlow *self, size_t first, size_t end)
{
  const JbTableBand *body = &self->layout.body;
  GArray *pieces = g_array_new(FALSE, FALSE, sizeof(JbTablePiece));
  double top = 0;
  for (size_t i = first; i < end && body->source->count > 0;) {
    const TableSlice *begin = &g_array_index(self->slices, TableSlice, i);
    const JbTableRow *row = &body->rows[begin->row];
    JbTablePiece piece = {.row = begin->row, .from = begin->line, .top = top};
    while (++i < end && g_array_index(self->slices, TableSlice, i).row == begin->row) {
      ;
    }
    bool whole = i == self->slices->len || g_array_index(self->slices, TableSlice, i).row != begin->row;
    piece.end = whole ? row->lines : g_array_index(self->slices, TableSlice, i).line;
    piece.height = piece_height(&self->layout, row, piece.from, piece.end);
    top += piece.height;
    g_array_append_val(pieces, piece);
  }
  return pieces;
}

static void count_printed(const TableFlow *self, const GArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++) {
    const JbTablePiece *piece = &g_array_index(pieces, JbTablePiece, i);
    *self->printed += piece->from == 0 && self->layout.body.rows[piece->row].kind == JB_TABLE_BODY_ROW;
  }
}

static void table_emit(const JbFlow *flow, size_t first, size_t end, JbPoint origin, JbPage *page)
{
  const TableFlow *self = (const TableFlow *)flow;
  const JbTableStyle *style = self->style;
  JbPoint top = {origin.x, origin.y + self->shift + (first == 0 ? self->above : self->above_continued)};
  draw_head(self, top, first > 0, page);
  top.y += self->layout.head.height;
  g_autoptr(GArray) pieces = make_pieces(self, first, end);
  jb_table_draw_body(&self->layout, &self->ruling, (const JbTablePiece *)(void *)pieces->data, pieces->len, top, page);
  count_printed(self, pieces);
  if (pieces->len) {
    const JbTablePiece *last = &g_array_index(pieces, JbTablePiece, pieces->len - 1);
    top.y += last->top + last->height;
  }
  jb_table_draw_rule(&self->layout, top, style->rule_thick, &style->rule_colour, page);
  if (end == flow->slice_count) {
    jb_exhibit_emit_below(self->exhibit, (JbPoint){top.x, top.y + style->rule_thick / 2}, page);
  }
}

static void table_free(JbFlow *flow)
{
  TableFlow *self = (TableFlow *)flow;
  jb_exhibit_free(self->exhibit);
  jb_closing_free(self->closing);
  jb_table_layout_clear(&self->layout);
  g_array_free(self->slices, TRUE);
  g_free(self->printed);
  g_free(self);
}

static JbPlace row_place(const JbFlow *flow, size_t slice)
{
  const TableFlow *self = (const TableFlow *)flow;
  const JbTableRows *rows = self->layout.body.source;
  size_t row = g_array_index(self->slices, TableSlice, slice).row;
  return row < rows->count ? rows->class->place(rows, row) : flow->place;
}

/* What came in, what was drawn, what was not wanted: they add up, or a row was lost. */
static void account(const JbFlow *flow)
{
  const TableFlow *self = (const TableFlow *)flow;
  if (!self->ledger) {
    return;
  }
  size_t in = self->ledger->all.rows, left_out = in - self->ledger->here.rows;
  JbRowCounts counts = {in, *self->printed, left_out};
  jb_row_counts_add(flow->context->rows, &counts);
  g_autofree char *came = g_strdup_printf("%zu", in);
  g_autofree char *printed = g_strdup_printf("%zu", *self->printed);
  g_autofree char *wanted = g_strdup_printf("%zu", left_out);
  jb_find(flow->context->findings, LEDGER_ROWS, flow->place, came, printed, wanted);
}

static const JbFlowClass table_class = {
    .emit = table_emit, .free = table_free, .finish = account, .slice_place = row_place};

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
  if (jb_table_compares(
          block->table)) { /* the heads say periods, a note the others; of two numbers a column says one's status */
    shown = (shown & ~(unsigned)JB_EXHIBIT_SHOWS_STATUS) | JB_EXHIBIT_SHOWS_PERIOD;
  }
  g_autoptr(GPtrArray) facts = jb_table_facts(block->table);
  bool mixed = false;
  self->exhibit = jb_exhibit_new(self->flow.context, block, JB_STRUCTURE_TABLE, (const JbFact *const *)facts->pdata,
                                 facts->len, /* alternative */ NULL, self->flow.width, shown, &mixed);
  return mixed && !(shown & JB_EXHIBIT_SHOWS_UNIT);
}

/* A table says what rules it has, else the theme does. */
static JbTableRuling make_ruling(const JbTableStyle *style, JbTableRules asked)
{
  double row = style->row_rule > 0 ? style->row_rule : style->rule_thin;
  double column = style->column_rule > 0 ? style->column_rule : row;
  switch (asked) {
  case JB_RULES_THREE:
    return (JbTableRuling){0, 0};
  case JB_RULES_ROWS:
    return (JbTableRuling){row, 0};
  case JB_RULES_ALL:
    return (JbTableRuling){row, column};
  case JB_RULES_OF_THEME:
    break;
  }
  return (JbTableRuling){style->column_rule > 0 ? row : style->row_rule, style->column_rule};
}

/* As the theme's style of heads says. */
static JbAlign head_align(const JbTheme *theme)
{
  JbTextAlign align = theme->styles[JB_STYLE_TABLE_HEAD].composition.align;
  return align == JB_TEXT_START ? JB_ALIGN_START : align == JB_TEXT_END ? JB_ALIGN_END : JB_ALIGN_CENTRE;
}

static void lay_out(TableFlow *self, const JbBlock *block, bool with_unit)
{
  const JbTable *table = block->table;
  g_autofree double *weights = g_new(double, table->column_count);
  for (size_t column = 0; column < table->column_count; column++) {
    weights[column] = table->columns[column].weight;
  }
  JbTableRows *head = jb_table_head_rows_new(table, head_align(self->flow.context->theme));
  JbTableRows *body =
      block->ledger ? jb_table_ledger_rows_new(block->ledger, table) : jb_table_body_rows_new(table, with_unit);
  jb_table_layout_init(&self->layout, self->flow.context, head, body, weights, block->place, self->exhibit->element,
                       self->flow.width);
}

JbFlow *jb_table_flow_new(const JbFlowContext *context, const JbBlock *block, double width)
{
  const JbPageStyle *page = &context->theme->page;
  double height = page->height - page->top - page->bottom, across = page->width - page->inner - page->outer;
  TableFlow *self = g_new0(TableFlow, 1);
  jb_flow_init(&self->flow, &table_class, context, block->place, width);
  self->flow.anchor = jb_numbers_anchor(context->numbers, block);
  self->flow.landscape = block->landscape;
  self->style = &context->theme->table;
  self->ledger = block->ledger;
  self->printed = g_new0(size_t, 1);
  self->closing = jb_closing_new(context, block, width);
  self->ruling = make_ruling(self->style, block->table->rules);
  self->slices = g_array_new(FALSE, FALSE, sizeof(TableSlice));
  lay_out(self, block, add_exhibit(self, block));
  jb_exhibit_add_notes(self->exhibit);
  place_vertically(self);
  add_slices(self, block->landscape ? across : height);
  self->flow.floats = jb_flow_height(&self->flow, 0, self->flow.slice_count) < FLOATING_SHARE * height;
  self->flow.space_before = self->flow.space_after = page->pitch;
  return &self->flow;
}
