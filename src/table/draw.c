/* SPDX-License-Identifier: MIT
 * table/draw: first fills, then rules, then text, so that nothing lies over a letter. */
#include "table/draw.h"

/* What is being drawn: pieces of a band that follow each other. */
typedef struct Drawing {
  const JbTableLayout *layout;
  const JbTableBand *band;
  const JbTableRuling *ruling;
  const JbTablePiece *pieces;
  size_t count;
  JbPoint corner;
  bool repeated;
  JbPage *page;
} Drawing;

/* --- rules --- */

void jb_table_draw_rule(const JbTableLayout *layout, JbPoint left, double weight, const JbColour *colour, JbPage *page)
{
  if (weight > 0) {
    jb_page_set_element(page, 0);
    jb_page_add_rectangle(page, (JbRect){left.x, left.y - weight / 2, layout->width, weight}, colour);
  }
}

/* The span that covers a place in a row, and the row above it if it is to reach across; NULL: none. */
static const JbTableSpan *span_at(const JbTableBand *band, size_t row, size_t column, bool across)
{
  for (guint i = 0; i < band->spans->len; i++) {
    const JbTableSpan *span = &g_array_index(band->spans, JbTableSpan, i);
    bool columns = span->column <= column && column < span->column + span->columns;
    if (columns && span->row + (across ? 1 : 0) <= row && row < span->row + span->rows) {
      return span;
    }
  }
  return NULL;
}

/* Above a piece, but for where a cell reaches across. */
static void draw_row_rule(const Drawing *drawing, const JbTablePiece *piece)
{
  const JbTableLayout *layout = drawing->layout;
  const double *lefts = layout->lefts, weight = drawing->ruling->row;
  for (size_t column = 0; column < layout->column_count;) {
    size_t end = column;
    while (end < layout->column_count && !span_at(drawing->band, piece->row, end, /* across */ true)) {
      end++;
    }
    if (end > column) {
      JbRect box = {drawing->corner.x + lefts[column], drawing->corner.y + piece->top - weight / 2,
                    lefts[end] - lefts[column], weight};
      jb_page_add_rectangle(drawing->page, box, &layout->style->row_rule_colour);
    }
    column = end + (end == column);
  }
}

/* Does one cell lie on both sides of a column's left edge? */
static bool reaches_over(const Drawing *drawing, size_t row, const JbTableSetRow *set, size_t column)
{
  for (size_t i = 0; i < set->cell_count; i++) {
    if (set->cells[i].column < column && column < set->cells[i].column + set->cells[i].columns) {
      return true;
    }
  }
  const JbTableSpan *span = span_at(drawing->band, row, column, /* across */ false);
  return span && span->column < column;
}

static void draw_column_rules(const Drawing *drawing, const JbTablePiece *piece, const JbTableSetRow *set)
{
  const JbTableLayout *layout = drawing->layout;
  double weight = drawing->ruling->column;
  for (size_t column = 0; column <= layout->column_count; column++) {
    bool side = column == 0 || column == layout->column_count;
    if (side || !reaches_over(drawing, piece->row, set, column)) {
      JbRect box = {drawing->corner.x + layout->lefts[column] - weight / 2, drawing->corner.y + piece->top, weight,
                    piece->height};
      jb_page_add_rectangle(drawing->page, box, &layout->style->row_rule_colour);
    }
  }
}

/* Under heads that stand over others: as wide as their columns, drawn in so that neighbours stay apart; between the
 * rules of a fully ruled table from edge to edge. */
static void draw_head_rules(const Drawing *drawing, const JbTablePiece *piece, const JbTableSetRow *set)
{
  const JbTableLayout *layout = drawing->layout;
  bool full = drawing->ruling->column > 0;
  double inset = full ? 0 : layout->padding, weight = full ? drawing->ruling->row : layout->style->rule_thin;
  for (size_t i = 0; i < set->cell_count; i++) {
    const JbTableSetCell *cell = &set->cells[i];
    double left = layout->lefts[cell->column] + inset, right = layout->lefts[cell->column + cell->columns] - inset;
    JbRect box = {drawing->corner.x + left, drawing->corner.y + piece->top + piece->height - weight / 2, right - left,
                  weight};
    if (piece->row + cell->rows < drawing->band->source->count) {
      jb_page_add_rectangle(drawing->page, box, full ? &layout->style->row_rule_colour : &layout->style->rule_colour);
    }
  }
}

static void draw_rules(const Drawing *drawing, const JbTableSetRow *sets)
{
  bool head = drawing->band == &drawing->layout->head;
  jb_page_set_element(drawing->page, 0);
  for (size_t i = 0; i < drawing->count; i++) {
    const JbTablePiece *piece = &drawing->pieces[i];
    if (head) {
      draw_head_rules(drawing, piece, &sets[i]);
    } else if (i > 0 && drawing->ruling->row > 0) {
      draw_row_rule(drawing, piece);
    }
    if (drawing->ruling->column > 0) {
      draw_column_rules(drawing, piece, &sets[i]);
    }
  }
}

/* --- text --- */

/* From the top of the first piece of rows first to end to the bottom of the last. */
static double extent_of(const Drawing *drawing, size_t first, size_t end, double *top)
{
  double bottom = 0;
  *top = -1;
  for (size_t i = 0; i < drawing->count; i++) {
    const JbTablePiece *piece = &drawing->pieces[i];
    if (first <= piece->row && piece->row < end) {
      *top = *top < 0 ? piece->top : *top;
      bottom = piece->top + piece->height;
    }
  }
  return bottom - *top;
}

static void draw_text(const Drawing *drawing, const JbTableSetCell *cell, size_t first, size_t end, double top,
                      bool repeated)
{
  jb_set_text_emit(cell->text, first, MIN(end, jb_set_text_line_count(cell->text)),
                   (JbPoint){drawing->corner.x + cell->x, drawing->corner.y + top}, repeated ? 0 : cell->element,
                   drawing->page);
}

/* In the middle of what is here of the rows it covers. */
static void draw_in_the_middle(const Drawing *drawing, const JbTableSetCell *cell, size_t row, bool repeated)
{
  double top, height = extent_of(drawing, row, row + cell->rows, &top);
  draw_text(drawing, cell, 0, SIZE_MAX, top + (height - jb_set_text_height(cell->text)) / 2, repeated);
}

static void draw_cells(const Drawing *drawing, const JbTablePiece *piece, const JbTableSetRow *set)
{
  const JbTableRow *row = &drawing->band->rows[piece->row];
  for (size_t i = 0; i < set->cell_count; i++) {
    const JbTableSetCell *cell = &set->cells[i];
    double down = piece->from == 0 ? row->baseline - jb_text_style_baseline(cell->text->style) : 0;
    if (cell->rows > 1 || row->kind == JB_TABLE_HEAD_ROW) {
      draw_in_the_middle(drawing, cell, piece->row, drawing->repeated);
    } else if (piece->from < jb_set_text_line_count(cell->text)) {
      draw_text(drawing, cell, piece->from, piece->end, piece->top + down, drawing->repeated);
    }
  }
}

/* What began on a page before and reaches into this one is said again. */
static void draw_spans_from_above(const Drawing *drawing)
{
  size_t first = drawing->count ? drawing->pieces[0].row : 0;
  for (guint i = 0; i < drawing->band->spans->len; i++) {
    const JbTableSpan *span = &g_array_index(drawing->band->spans, JbTableSpan, i);
    if (span->row < first && first < span->row + span->rows) {
      g_auto(JbTableSetRow) set;
      jb_table_set_row_init(&set, drawing->layout, drawing->band, span->row);
      draw_in_the_middle(drawing, &set.cells[span->cell], span->row, /* repeated */ true);
    }
  }
}

static void draw(const Drawing *drawing)
{
  g_autofree JbTableSetRow *sets = g_new(JbTableSetRow, drawing->count);
  for (size_t i = 0; i < drawing->count; i++) {
    jb_table_set_row_init(&sets[i], drawing->layout, drawing->band, drawing->pieces[i].row);
  }
  draw_rules(drawing, sets);
  draw_spans_from_above(drawing);
  for (size_t i = 0; i < drawing->count; i++) {
    draw_cells(drawing, &drawing->pieces[i], &sets[i]);
    jb_table_set_row_clear(&sets[i]);
  }
}

/* --- head and body --- */

void jb_table_draw_head(const JbTableLayout *layout, const JbTableRuling *ruling, JbPoint corner, bool repeated,
                        JbPage *page)
{
  const JbTableBand *band = &layout->head;
  size_t count = band->source->count;
  g_autofree JbTablePiece *pieces = g_new(JbTablePiece, count);
  double top = 0;
  for (size_t row = 0; row < count; row++) {
    pieces[row] = (JbTablePiece){row, 0, SIZE_MAX, top, band->rows[row].height};
    top += band->rows[row].height;
  }
  if (layout->style->head_fill) {
    jb_page_set_element(page, 0);
    jb_page_add_rectangle(page, (JbRect){corner.x, corner.y, layout->width, band->height},
                          &layout->style->head_fill_colour);
  }
  draw(&(Drawing){layout, band, ruling, pieces, count, corner, repeated, page});
}

void jb_table_draw_body(const JbTableLayout *layout, const JbTableRuling *ruling, const JbTablePiece *pieces,
                        size_t count, JbPoint corner, JbPage *page)
{
  jb_page_set_element(page, 0);
  for (size_t i = 0; layout->style->zebra && i < count; i++) {
    if (layout->body.rows[pieces[i].row].shaded) {
      jb_page_add_rectangle(page, (JbRect){corner.x, corner.y + pieces[i].top, layout->width, pieces[i].height},
                            &layout->style->zebra_colour);
    }
  }
  draw(&(Drawing){layout, &layout->body, ruling, pieces, count, corner, /* repeated */ false, page});
}
