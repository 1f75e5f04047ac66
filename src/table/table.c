/* SPDX-License-Identifier: MIT
 * table/table: 三线表 as a flow: every cell set, columns solved, rows placed, head and 续表 repeated.
 *
 * Model: a cell is first set on one line, which gives its natural width and, for most cells, is what is printed; only
 * a cell wider than its column is set again. Numbers are one piece of text each, shifted so that their points share an
 * x: so ">350" is extracted as it reads.
 *
 * Vertically, rows are whole lines. Words above the table hang from the first row's top, which is on the grid, and the
 * body is shifted by what its baselines lack to those of the running text, rules and all. */
#include "table/table.h"

#include "base/units.h"
#include "flow/exhibit.h"
#include "font/face.h"
#include "table/cells.h"
#include "table/columns.h"

#include <math.h>

#define RULE_GAP 2.0 /* [pt] between the words above a table and its top rule */
/* A column of words is not narrowed below this. [em] */
#define LEAST_EMS 4.0
/* Of a page's text area; a taller table is text, and runs on from page to page. */
#define FLOATING_SHARE 0.6
/* Between two rows under one group heading; before the next heading it costs nothing. */
#define PENALTY_IN_GROUP 50.0
#define GROUP_INDENT     1.0 /* [em] of the rows under a group heading: CY/T 170 */

typedef enum TextKind { KIND_HEAD, KIND_BODY, KIND_GROUP, KIND_COUNT } TextKind;

typedef struct SetCell {
  JbSetText *text;
  double natural; /* [pt] on one line */
  double x;       /* [pt] of the text's left edge from the table's */
  bool numeral;   /* stands on the decimal point */
  JbNumeralExtent extent;
  JbElementId element;
} SetCell;

typedef struct SetRow {
  TextKind kind;
  SetCell *cells;
  size_t cell_count; /* 1 for a group heading */
  double indent;     /* [pt] of the first cell */
  double height;     /* [pt] */
} SetRow;

typedef struct TableFlow {
  JbFlow flow;
  const JbTable *table;
  const JbTableStyle *style;
  JbExhibit *exhibit;
  JbTextStyle text_styles[KIND_COUNT][JB_TEXT_JUSTIFY + 1];
  JbAlign *aligns;          /* by column */
  JbNumeralExtent *extents; /* by column: of its numerals */
  double *widths;           /* [pt] by column */
  bool with_unit;           /* values are followed by their units */
  SetRow head;
  SetRow *rows;
  double above, above_continued; /* [pt] words above the first part, and above the others */
  double shift;                  /* [pt] of rules and rows against the slices, onto the baselines of the text */
} TableFlow;

/* --- setting --- */

static void prepare_styles(TableFlow *self)
{
  static const JbStyleName names[KIND_COUNT] = {
      [KIND_HEAD] = JB_STYLE_TABLE_HEAD, [KIND_BODY] = JB_STYLE_TABLE_BODY, [KIND_GROUP] = JB_STYLE_TABLE_GROUP};
  for (int kind = 0; kind < KIND_COUNT; kind++) {
    for (int align = JB_TEXT_START; align <= JB_TEXT_JUSTIFY; align++) {
      JbTextStyle *style = &self->text_styles[kind][align];
      *style = self->flow.context->theme->styles[names[kind]];
      style->composition.align = (JbTextAlign)align;
      style->composition.first_indent = style->composition.hanging_indent = 0;
      style->tabular = true;
    }
  }
}

static const JbTextStyle *text_style(const TableFlow *self, TextKind kind, JbAlign align)
{
  static const JbTextAlign text_aligns[] = {[JB_ALIGN_START] = JB_TEXT_START,
                                            [JB_ALIGN_CENTRE] = JB_TEXT_CENTRE,
                                            [JB_ALIGN_END] = JB_TEXT_END,
                                            [JB_ALIGN_DECIMAL] = JB_TEXT_CENTRE,
                                            [JB_ALIGN_JUSTIFY] = JB_TEXT_JUSTIFY};
  return &self->text_styles[kind][text_aligns[align]];
}

/* row: an index, or HEAD_ROW. */
#define HEAD_ROW ((size_t)-1)

static JbTableCell cell_of(const TableFlow *self, size_t row, size_t column)
{
  return row == HEAD_ROW ? jb_table_cell_of_head(self->table, column)
                         : jb_table_cell_of_row(self->table, &self->table->rows[row], column, self->with_unit);
}

static JbSetText *set_cell(const TableFlow *self, const JbFlowContext *context, size_t row, size_t column,
                           const JbTextStyle *style, double width)
{
  g_auto(JbTableCell) cell = cell_of(self, row, column);
  return cell.inlines ? jb_set_text_new(context, cell.inlines, NULL, style, width)
                      : jb_set_text_new_plain(context, cell.text, cell.place, style, width);
}

/* The glyph of the character that holds a byte of a one-line text, and the run it belongs to. */
static const JbPlacedGlyph *glyph_at(const JbParagraph *paragraph, size_t byte, const JbLineRun **run)
{
  const JbPlacedGlyph *found = NULL;
  for (size_t i = 0; i < paragraph->run_count; i++) {
    for (size_t g = paragraph->runs[i].first_glyph; g < paragraph->runs[i].glyph_end; g++) {
      if (paragraph->glyphs[g].cluster <= byte) {
        found = &paragraph->glyphs[g];
        *run = &paragraph->runs[i];
      }
    }
  }
  return found;
}

/* Measures the parts of a number from its placed glyphs. Where the integer part ends is told by its last digit's own
 * width: its advance may hold the gap before a unit. */
static bool measure_numeral(const JbSetText *text, double natural, JbNumeralExtent *extent)
{
  JbNumeral numeral;
  const JbParagraph *paragraph = text->paragraph;
  if (paragraph->line_count != 1 || !jb_numeral_find(paragraph->text, &numeral))
    return false;
  const JbLineRun *run = NULL;
  const JbPlacedGlyph *first = glyph_at(paragraph, numeral.start, &run);
  const JbPlacedGlyph *last = glyph_at(paragraph, numeral.point - 1, &run);
  if (!first || !last)
    return false;
  double point = last->x + jb_face_advance(run->face, last->id) * run->size;
  *extent = (JbNumeralExtent){.hang = first->x, .before = point - first->x, .after = natural - point};
  return true;
}

/* Sets every cell of a row on one line. */
static void set_row(TableFlow *self, SetRow *row, size_t index)
{
  for (size_t column = 0; column < row->cell_count; column++) {
    SetCell *cell = &row->cells[column];
    cell->text =
        set_cell(self, self->flow.context, index, column, text_style(self, row->kind, JB_ALIGN_START), INFINITY);
    cell->natural = jb_set_text_natural_width(cell->text);
    if (row->kind == KIND_BODY && self->aligns[column] == JB_ALIGN_DECIMAL &&
        measure_numeral(cell->text, cell->natural, &cell->extent)) {
      cell->numeral = true;
      jb_numeral_extent_widen(&self->extents[column], &cell->extent);
    }
  }
}

static void add_row_elements(TableFlow *self, SetRow *row)
{
  JbStructure *structure = self->flow.context->structure;
  JbElementId parent = jb_structure_add(structure, self->exhibit->element, JB_STRUCTURE_TABLE_ROW, NULL);
  JbStructureRole role = row->kind == KIND_BODY ? JB_STRUCTURE_TABLE_CELL : JB_STRUCTURE_TABLE_HEAD;
  for (size_t i = 0; i < row->cell_count; i++)
    row->cells[i].element = jb_structure_add(structure, parent, role, NULL);
}

static void init_row(TableFlow *self, SetRow *row, TextKind kind, size_t index)
{
  row->kind = kind;
  row->cell_count = kind == KIND_GROUP ? 1 : self->table->column_count;
  row->cells = g_new0(SetCell, row->cell_count);
  add_row_elements(self, row);
  set_row(self, row, index);
}

static void init_rows(TableFlow *self)
{
  init_row(self, &self->head, KIND_HEAD, HEAD_ROW);
  self->rows = g_new0(SetRow, self->table->row_count);
  double indent = 0;
  for (size_t i = 0; i < self->table->row_count; i++) {
    bool group = self->table->rows[i].group;
    init_row(self, &self->rows[i], group ? KIND_GROUP : KIND_BODY, i);
    self->rows[i].indent = group ? 0 : indent;
    if (group)
      indent = GROUP_INDENT * self->text_styles[KIND_BODY][0].size;
  }
}

/* --- columns --- */

static double indent_of(const SetRow *row, size_t column)
{
  return column == 0 ? row->indent : 0;
}

/* The least width of a cell: of what cannot be broken, but some characters to the line at least. */
static double least_width(const TableFlow *self, const SetRow *row, size_t index, size_t column)
{
  const SetCell *cell = &row->cells[column];
  if (cell->numeral)
    return cell->natural;
  const JbTextStyle *style = text_style(self, row->kind, JB_ALIGN_START);
  JbFlowContext trial = *self->flow.context;
  trial.findings = NULL; /* what sticks out here is no fault of the table */
  g_autoptr(JbSetText) broken = set_cell(self, &trial, index, column, style, /* width */ 1);
  return fmax(jb_set_text_natural_width(broken), fmin(cell->natural, LEAST_EMS * style->size));
}

/* Widens a column's demand by a row's cell. */
static void widen_demand(const TableFlow *self, const SetRow *row, size_t index, size_t column, bool minima,
                         JbColumnDemand *demand)
{
  double extra = 2 * self->style->cell_padding + indent_of(row, column);
  demand->natural = fmax(demand->natural, row->cells[column].natural + extra);
  if (minima)
    demand->minimum = fmax(demand->minimum, least_width(self, row, index, column) + extra);
}

/* minima: they cost a second setting of every cell, and are needed only when the natural widths do not fit. */
static JbColumnDemand column_demand(const TableFlow *self, size_t column, bool minima)
{
  double numerals = jb_numeral_extent_width(&self->extents[column]) + 2 * self->style->cell_padding;
  JbColumnDemand demand = {.minimum = numerals, .natural = numerals, .weight = self->table->columns[column].weight};
  widen_demand(self, &self->head, HEAD_ROW, column, minima, &demand);
  for (size_t i = 0; i < self->table->row_count; i++)
    if (self->rows[i].kind == KIND_BODY)
      widen_demand(self, &self->rows[i], i, column, minima, &demand);
  return demand;
}

static void report_too_narrow(const TableFlow *self, const JbColumnDemand *demands)
{
  double needed = 0;
  for (size_t column = 0; column < self->table->column_count; column++)
    needed += demands[column].minimum;
  g_autofree char *needed_mm = g_strdup_printf("%.0f", ceil(needed / JB_POINTS_PER_MM));
  g_autofree char *measure_mm = g_strdup_printf("%.0f", floor(self->flow.width / JB_POINTS_PER_MM));
  jb_find(self->flow.context->findings, TABLE_TOO_WIDE, self->flow.place, needed_mm, measure_mm);
}

static void solve_columns(TableFlow *self)
{
  size_t count = self->table->column_count;
  g_autofree JbColumnDemand *demands = g_new(JbColumnDemand, count);
  double natural = 0;
  bool any_weight = false;
  for (size_t column = 0; column < count; column++) {
    demands[column] = column_demand(self, column, /* minima */ false);
    natural += demands[column].natural;
    any_weight = any_weight || demands[column].weight > 0;
  }
  if (natural > self->flow.width || any_weight)
    for (size_t column = 0; column < count; column++)
      demands[column] = column_demand(self, column, /* minima */ true);
  if (!jb_columns_solve(demands, count, self->flow.width, self->widths))
    report_too_narrow(self, demands);
}

/* --- placing --- */

/* Share of the room beside a line that stands on its left. */
static double room_on_left(JbAlign align)
{
  return align == JB_ALIGN_END ? 1 : align == JB_ALIGN_CENTRE || align == JB_ALIGN_DECIMAL ? 0.5 : 0;
}

static void place_cell(TableFlow *self, SetRow *row, size_t index, size_t column, double left, double width)
{
  SetCell *cell = &row->cells[column];
  JbAlign align = row->kind == KIND_HEAD    ? JB_ALIGN_CENTRE
                  : row->kind == KIND_GROUP ? JB_ALIGN_START
                                            : self->aligns[column];
  left += self->style->cell_padding + indent_of(row, column);
  width -= 2 * self->style->cell_padding + indent_of(row, column);
  if (cell->numeral) {
    cell->x = jb_numeral_place(&self->extents[column], &cell->extent, left, width);
  } else if (cell->natural <= width + 0.01 && jb_set_text_line_count(cell->text) == 1) {
    cell->x = left + (width - cell->natural) * room_on_left(align);
  } else {
    jb_set_text_free(cell->text);
    cell->text = set_cell(self, self->flow.context, index, column, text_style(self, row->kind, align), fmax(width, 1));
    cell->x = left;
  }
}

static void place_row(TableFlow *self, SetRow *row, size_t index)
{
  double left = 0, text_height = 0;
  for (size_t column = 0; column < row->cell_count; column++) {
    double width = row->kind == KIND_GROUP ? self->flow.width : self->widths[column];
    place_cell(self, row, index, column, left, width);
    left += width;
    text_height = fmax(text_height, jb_set_text_height(row->cells[column].text));
  }
  row->height = text_height + 2 * self->style->row_padding;
}

static double words_height(const TableFlow *self, double words)
{
  return jb_flow_on_grid(self->flow.context, words + RULE_GAP + self->style->rule_thick / 2);
}

/* Heights of the words above, and how far the body moves down so that its baselines are those of the text beside it:
 * only where rows are whole grid steps, else there is nothing to meet. */
static void place_vertically(TableFlow *self)
{
  const JbTheme *theme = self->flow.context->theme;
  const JbExhibit *exhibit = self->exhibit;
  double words = jb_exhibit_above(exhibit);
  double continued = words + jb_set_text_height(exhibit->continued) - jb_set_text_height(exhibit->caption);
  self->above = words_height(self, words);
  self->above_continued = words_height(self, continued);
  const JbTextStyle *body = &self->text_styles[KIND_BODY][0];
  double row = body->leading + 2 * self->style->row_padding;
  if (fabs(remainder(row, theme->page.pitch)) < 0.01)
    self->shift = remainder(jb_text_style_baseline(&theme->styles[JB_STYLE_BODY]) - self->style->row_padding -
                                jb_text_style_baseline(body),
                            theme->page.pitch);
}

/* --- slices --- */

/* A page may end after a row, but for: a group heading; the first and the last two rows, which stay together. */
static double penalty_after(const TableFlow *self, size_t index)
{
  size_t count = self->table->row_count, before = 0, after = 0;
  for (size_t i = 0; i <= index; i++)
    before += self->rows[i].kind == KIND_BODY;
  for (size_t i = index + 1; i < count; i++)
    after += self->rows[i].kind == KIND_BODY;
  if (index + 1 == count)
    return 0;
  if (self->rows[index].kind == KIND_GROUP || before < 2 || after < 2)
    return JB_FLOW_NEVER;
  return self->rows[index].indent > 0 && self->rows[index + 1].kind == KIND_BODY ? PENALTY_IN_GROUP : 0;
}

static void add_slices(TableFlow *self)
{
  JbFlow *flow = &self->flow;
  size_t count = self->table->row_count;
  double first = self->above + self->head.height;
  for (size_t i = 0; i < count; i++)
    jb_flow_add_slice(flow, self->rows[i].height + (i == 0 ? first : 0), penalty_after(self, i));
  if (count == 0)
    jb_flow_add_slice(flow, first, 0);
  double height = jb_flow_height(flow, 0, flow->slice_count);
  double whole = height + jb_exhibit_below(self->exhibit) + (self->exhibit->note ? self->style->rule_thick / 2 : 0);
  flow->slices[flow->slice_count - 1].height += jb_flow_on_grid(flow->context, whole) - height;
  flow->repeat_height = self->above_continued + self->head.height;
}

/* --- drawing --- */

static void draw_rule(const TableFlow *self, double x, double y, double weight, const JbColour *colour, JbPage *page)
{
  jb_page_set_element(page, 0);
  jb_page_add_rectangle(page, (JbRect){x, y - weight / 2, self->flow.width, weight}, colour);
}

/* top: of the row. repeated: a head drawn again is page furniture, not a second head. */
static void draw_row(const TableFlow *self, const SetRow *row, JbPoint top, bool repeated, JbPage *page)
{
  double first_baseline = jb_text_style_baseline(&self->text_styles[KIND_BODY][0]);
  for (size_t column = 0; column < row->cell_count; column++) {
    const SetCell *cell = &row->cells[column];
    JbPoint origin = {top.x + cell->x, top.y + self->style->row_padding};
    if (row->kind == KIND_HEAD)
      origin.y = top.y + (row->height - jb_set_text_height(cell->text)) / 2;
    else
      origin.y += first_baseline - jb_text_style_baseline(cell->text->style);
    jb_set_text_emit(cell->text, 0, jb_set_text_line_count(cell->text), origin, repeated ? 0 : cell->element, page);
  }
}

/* The words above, the top rule, the head and its rule; top: of the head row. */
static void draw_head(const TableFlow *self, JbPoint top, bool continued, JbPage *page)
{
  const JbTableStyle *style = self->style;
  const JbExhibit *exhibit = self->exhibit;
  double words = jb_exhibit_above(exhibit);
  if (continued)
    words += jb_set_text_height(exhibit->continued) - jb_set_text_height(exhibit->caption);
  JbPoint origin = {top.x, top.y - words - RULE_GAP - style->rule_thick / 2};
  jb_exhibit_emit_above(exhibit, origin, continued, page);
  if (style->head_fill) {
    jb_page_set_element(page, 0);
    jb_page_add_rectangle(page, (JbRect){top.x, top.y, self->flow.width, self->head.height}, &style->head_fill_colour);
  }
  draw_rule(self, top.x, top.y, style->rule_thick, &style->rule_colour, page);
  draw_row(self, &self->head, top, continued, page);
  draw_rule(self, top.x, top.y + self->head.height, style->rule_thin, &style->rule_colour, page);
}

static void table_emit(const JbFlow *flow, size_t first, size_t end, JbPoint origin, JbPage *page)
{
  const TableFlow *self = (const TableFlow *)flow;
  const JbTableStyle *style = self->style;
  JbPoint top = {origin.x, origin.y + self->shift + (first == 0 ? self->above : self->above_continued)};
  draw_head(self, top, first > 0, page);
  top.y += self->head.height;
  for (size_t i = first; i < end && i < self->table->row_count; i++) {
    if (i > first && style->row_rule > 0)
      draw_rule(self, top.x, top.y, style->row_rule, &style->row_rule_colour, page);
    draw_row(self, &self->rows[i], top, /* repeated */ false, page);
    top.y += self->rows[i].height;
  }
  draw_rule(self, top.x, top.y, style->rule_thick, &style->rule_colour, page);
  if (end == flow->slice_count)
    jb_exhibit_emit_below(self->exhibit, (JbPoint){top.x, top.y + style->rule_thick / 2}, page);
}

static void clear_row(SetRow *row)
{
  for (size_t i = 0; i < row->cell_count; i++)
    jb_set_text_free(row->cells[i].text);
  g_free(row->cells);
}

static void table_free(JbFlow *flow)
{
  TableFlow *self = (TableFlow *)flow;
  jb_exhibit_free(self->exhibit);
  clear_row(&self->head);
  for (size_t i = 0; i < self->table->row_count; i++)
    clear_row(&self->rows[i]);
  g_free(self->rows);
  g_free(self->aligns);
  g_free(self->extents);
  g_free(self->widths);
  g_free(self);
}

static const JbFlowClass table_class = {.emit = table_emit, .free = table_free};

/* The words around the table, which leave out what its columns say. */
static void add_exhibit(TableFlow *self, const JbBlock *block)
{
  static const struct {
    JbColumnSource source;
    JbExhibitShows shows;
  } told[] = {{JB_COLUMN_UNIT, JB_EXHIBIT_SHOWS_UNIT},
              {JB_COLUMN_PERIOD, JB_EXHIBIT_SHOWS_PERIOD},
              {JB_COLUMN_STATUS, JB_EXHIBIT_SHOWS_STATUS}};
  unsigned shown = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(told); i++)
    shown |= jb_table_has_column(self->table, told[i].source) ? (unsigned)told[i].shows : 0;
  g_autoptr(GPtrArray) facts = jb_table_facts(self->table);
  bool mixed = false;
  self->exhibit = jb_exhibit_new(self->flow.context, block, JB_STRUCTURE_TABLE, (const JbFact *const *)facts->pdata,
                                 facts->len, /* alternative */ NULL, self->flow.width, shown, &mixed);
  self->with_unit = mixed && !(shown & JB_EXHIBIT_SHOWS_UNIT);
}

JbFlow *jb_table_flow_new(const JbFlowContext *context, const JbBlock *block, double width)
{
  TableFlow *self = g_new0(TableFlow, 1);
  jb_flow_init(&self->flow, &table_class, context, block->place, width);
  self->flow.anchor = jb_numbers_anchor(context->numbers, block);
  self->table = block->table;
  self->style = &context->theme->table;
  size_t columns = self->table->column_count;
  self->aligns = g_new(JbAlign, columns);
  self->extents = g_new0(JbNumeralExtent, columns);
  self->widths = g_new(double, columns);
  for (size_t column = 0; column < columns; column++)
    self->aligns[column] = jb_table_column_align(self->table, column);
  prepare_styles(self);
  add_exhibit(self, block);
  init_rows(self);
  solve_columns(self);
  place_row(self, &self->head, HEAD_ROW);
  for (size_t i = 0; i < self->table->row_count; i++)
    place_row(self, &self->rows[i], i);
  place_vertically(self);
  add_slices(self);
  const JbPageStyle *page = &context->theme->page;
  double height = jb_flow_height(&self->flow, 0, self->flow.slice_count);
  self->flow.floats = height < FLOATING_SHARE * (page->height - page->top - page->bottom);
  self->flow.space_before = self->flow.space_after = page->pitch;
  return &self->flow;
}
