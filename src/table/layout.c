/* SPDX-License-Identifier: MIT
 * table/layout: every cell of a table set, columns solved, cells placed across.
 *
 * Model: a cell is first set on one line, which gives its natural width and, for most cells, is what is printed; only
 * a cell wider than its column is set again. Numbers are one piece of text each, shifted so that their points share an
 * x: so ">350" is extracted as it reads. */
#include "table/layout.h"

#include "base/units.h"
#include "font/face.h"
#include "table/cells.h"
#include "table/columns.h"

#include <math.h>

/* A column of words is not narrowed below this. [em] */
#define LEAST_EMS 4.0
/* Lines of one cell stand closer than rows do. [em] */
#define TURNOVER_LEADING 1.5
#define GROUP_INDENT     1.0 /* [em] of the rows under a group heading: CY/T 170 */

/* --- setting --- */

static const JbStyleName style_names[JB_TABLE_ROW_KINDS] = {[JB_TABLE_HEAD_ROW] = JB_STYLE_TABLE_HEAD,
                                                            [JB_TABLE_BODY_ROW] = JB_STYLE_TABLE_BODY,
                                                            [JB_TABLE_GROUP_ROW] = JB_STYLE_TABLE_GROUP};

static void prepare_styles(JbTableLayout *layout)
{
  for (int kind = 0; kind < JB_TABLE_ROW_KINDS; kind++) {
    for (int align = JB_TEXT_START; align <= JB_TEXT_JUSTIFY; align++) {
      JbTextStyle *style = &layout->text_styles[kind][align];
      *style = layout->context->theme->styles[style_names[kind]];
      style->composition.align = (JbTextAlign)align;
      style->composition.first_indent = style->composition.hanging_indent = 0;
      style->leading = fmin(style->leading, TURNOVER_LEADING * style->size);
      style->tabular = true;
    }
  }
}

static const JbTextStyle *text_style(const JbTableLayout *layout, JbTableRowKind kind, JbAlign align)
{
  static const JbTextAlign text_aligns[] = {[JB_ALIGN_START] = JB_TEXT_START,
                                            [JB_ALIGN_CENTRE] = JB_TEXT_CENTRE,
                                            [JB_ALIGN_END] = JB_TEXT_END,
                                            [JB_ALIGN_DECIMAL] = JB_TEXT_CENTRE,
                                            [JB_ALIGN_JUSTIFY] = JB_TEXT_JUSTIFY};
  return &layout->text_styles[kind][text_aligns[align]];
}

/* row: an index, or HEAD_ROW. */
#define HEAD_ROW ((size_t)-1)

static JbTableCell cell_of(const JbTableLayout *layout, size_t row, size_t column)
{
  return row == HEAD_ROW ? jb_table_cell_of_head(layout->table, column)
                         : jb_table_cell_of_row(layout->table, &layout->table->rows[row], column, layout->with_unit);
}

static JbSetText *set_cell(const JbTableLayout *layout, const JbFlowContext *context, size_t row, size_t column,
                           const JbTextStyle *style, double width)
{
  g_auto(JbTableCell) cell = cell_of(layout, row, column);
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
  if (paragraph->line_count != 1 || !jb_numeral_find(paragraph->text, &numeral)) {
    return false;
  }
  const JbLineRun *run = NULL;
  const JbPlacedGlyph *first = glyph_at(paragraph, numeral.start, &run);
  const JbPlacedGlyph *last = glyph_at(paragraph, numeral.point - 1, &run);
  if (!first || !last) {
    return false;
  }
  double point = last->x + jb_face_advance(run->face, last->id) * run->size;
  *extent = (JbNumeralExtent){.hang = first->x, .before = point - first->x, .after = natural - point};
  return true;
}

/* Sets every cell of a row on one line. */
static void set_row(JbTableLayout *layout, JbTableSetRow *row, size_t index)
{
  for (size_t column = 0; column < row->cell_count; column++) {
    JbTableSetCell *cell = &row->cells[column];
    cell->text =
        set_cell(layout, layout->context, index, column, text_style(layout, row->kind, JB_ALIGN_START), INFINITY);
    cell->natural = jb_set_text_natural_width(cell->text);
    if (row->kind == JB_TABLE_BODY_ROW && layout->aligns[column] == JB_ALIGN_DECIMAL &&
        measure_numeral(cell->text, cell->natural, &cell->extent)) {
      cell->numeral = true;
      jb_numeral_extent_widen(&layout->extents[column], &cell->extent);
    }
  }
}

static void add_row_elements(const JbTableLayout *layout, JbTableSetRow *row, JbElementId table)
{
  JbStructure *structure = layout->context->structure;
  JbElementId parent = jb_structure_add(structure, table, JB_STRUCTURE_TABLE_ROW, NULL);
  JbStructureRole role = row->kind == JB_TABLE_BODY_ROW ? JB_STRUCTURE_TABLE_CELL : JB_STRUCTURE_TABLE_HEAD;
  for (size_t i = 0; i < row->cell_count; i++) {
    row->cells[i].element = jb_structure_add(structure, parent, role, NULL);
  }
}

static void init_row(JbTableLayout *layout, JbTableSetRow *row, JbTableRowKind kind, size_t index, JbElementId table)
{
  row->kind = kind;
  row->cell_count = kind == JB_TABLE_GROUP_ROW ? 1 : layout->table->column_count;
  row->cells = g_new0(JbTableSetCell, row->cell_count);
  add_row_elements(layout, row, table);
  set_row(layout, row, index);
}

static void init_rows(JbTableLayout *layout, JbElementId table)
{
  init_row(layout, &layout->head, JB_TABLE_HEAD_ROW, HEAD_ROW, table);
  layout->rows = g_new0(JbTableSetRow, layout->table->row_count);
  double indent = 0;
  for (size_t i = 0; i < layout->table->row_count; i++) {
    bool group = layout->table->rows[i].group;
    init_row(layout, &layout->rows[i], group ? JB_TABLE_GROUP_ROW : JB_TABLE_BODY_ROW, i, table);
    layout->rows[i].indent = group ? 0 : indent;
    if (group) {
      indent = GROUP_INDENT * layout->text_styles[JB_TABLE_BODY_ROW][0].size;
    }
  }
}

/* --- columns --- */

static double indent_of(const JbTableSetRow *row, size_t column)
{
  return column == 0 ? row->indent : 0;
}

/* The least width of a cell: of what cannot be broken, but some characters to the line at least. */
static double least_width(const JbTableLayout *layout, const JbTableSetRow *row, size_t index, size_t column)
{
  const JbTableSetCell *cell = &row->cells[column];
  if (cell->numeral) {
    return cell->natural;
  }
  const JbTextStyle *style = text_style(layout, row->kind, JB_ALIGN_START);
  JbFlowContext trial = *layout->context;
  trial.findings = NULL; /* what sticks out here is no fault of the table */
  g_autoptr(JbSetText) broken = set_cell(layout, &trial, index, column, style, /* width */ 1);
  return fmax(jb_set_text_natural_width(broken), fmin(cell->natural, LEAST_EMS * style->size));
}

/* Widens a column's demand by a row's cell. */
static void widen_demand(const JbTableLayout *layout, const JbTableSetRow *row, size_t index, size_t column,
                         bool minima, JbColumnDemand *demand)
{
  double extra = 2 * layout->style->cell_padding + indent_of(row, column);
  demand->natural = fmax(demand->natural, row->cells[column].natural + extra);
  if (minima) {
    demand->minimum = fmax(demand->minimum, least_width(layout, row, index, column) + extra);
  }
}

/* minima: they cost a second setting of every cell, and are needed only when the natural widths do not fit. */
static JbColumnDemand column_demand(const JbTableLayout *layout, size_t column, bool minima)
{
  double numerals = jb_numeral_extent_width(&layout->extents[column]) + 2 * layout->style->cell_padding;
  JbColumnDemand demand = {.minimum = numerals, .natural = numerals, .weight = layout->table->columns[column].weight};
  widen_demand(layout, &layout->head, HEAD_ROW, column, minima, &demand);
  for (size_t i = 0; i < layout->table->row_count; i++) {
    if (layout->rows[i].kind == JB_TABLE_BODY_ROW) {
      widen_demand(layout, &layout->rows[i], i, column, minima, &demand);
    }
  }
  return demand;
}

static void report_too_narrow(const JbTableLayout *layout, const JbColumnDemand *demands)
{
  double needed = 0;
  for (size_t column = 0; column < layout->table->column_count; column++) {
    needed += demands[column].minimum;
  }
  g_autofree char *needed_mm = g_strdup_printf("%.0f", ceil(needed / JB_POINTS_PER_MM));
  g_autofree char *measure_mm = g_strdup_printf("%.0f", floor(layout->width / JB_POINTS_PER_MM));
  jb_find(layout->context->findings, TABLE_TOO_WIDE, layout->place, needed_mm, measure_mm);
}

static void solve_columns(JbTableLayout *layout)
{
  size_t count = layout->table->column_count;
  g_autofree JbColumnDemand *demands = g_new(JbColumnDemand, count);
  double natural = 0;
  bool any_weight = false;
  for (size_t column = 0; column < count; column++) {
    demands[column] = column_demand(layout, column, /* minima */ false);
    natural += demands[column].natural;
    any_weight = any_weight || demands[column].weight > 0;
  }
  if (natural > layout->width || any_weight) {
    for (size_t column = 0; column < count; column++) {
      demands[column] = column_demand(layout, column, /* minima */ true);
    }
  }
  if (!jb_columns_solve(demands, count, layout->width, layout->widths)) {
    report_too_narrow(layout, demands);
  }
}

/* --- placing --- */

/* Share of the room beside a line that stands on its left. */
static double room_on_left(JbAlign align)
{
  return align == JB_ALIGN_END ? 1 : align == JB_ALIGN_CENTRE || align == JB_ALIGN_DECIMAL ? 0.5 : 0;
}

static void place_cell(JbTableLayout *layout, JbTableSetRow *row, size_t index, size_t column, double left,
                       double width)
{
  JbTableSetCell *cell = &row->cells[column];
  JbAlign align = row->kind == JB_TABLE_HEAD_ROW    ? JB_ALIGN_CENTRE
                  : row->kind == JB_TABLE_GROUP_ROW ? JB_ALIGN_START
                                                    : layout->aligns[column];
  left += layout->style->cell_padding + indent_of(row, column);
  width -= 2 * layout->style->cell_padding + indent_of(row, column);
  if (cell->numeral) {
    cell->x = jb_numeral_place(&layout->extents[column], &cell->extent, left, width);
  } else if (cell->natural <= width + 0.01 && jb_set_text_line_count(cell->text) == 1) {
    cell->x = left + (width - cell->natural) * room_on_left(align);
  } else {
    jb_set_text_free(cell->text);
    cell->text = set_cell(layout, layout->context, index, column, text_style(layout, row->kind, align), fmax(width, 1));
    cell->x = left;
  }
}

/* Rows are whole steps of their style's leading, whatever lies between the lines of a cell; what a row of several lines
 * has left over is parted above and below. First lines share a baseline. */
static void set_row_height(const JbTableLayout *layout, JbTableSetRow *row, size_t lines)
{
  const JbTheme *theme = layout->context->theme;
  double step = theme->styles[style_names[row->kind]].leading;
  double turnover = layout->text_styles[row->kind][JB_TEXT_START].leading;
  double text = step + (double)(lines - 1) * turnover;
  double whole = ceil((text - 0.01) / step) * step;
  row->height = whole + 2 * layout->style->row_padding;
  row->baseline =
      layout->style->row_padding + (whole - text) / 2 + jb_text_style_baseline(&theme->styles[JB_STYLE_TABLE_BODY]);
}

static void place_row(JbTableLayout *layout, JbTableSetRow *row, size_t index)
{
  double left = 0;
  size_t lines = 1;
  for (size_t column = 0; column < row->cell_count; column++) {
    double width = row->kind == JB_TABLE_GROUP_ROW ? layout->width : layout->widths[column];
    place_cell(layout, row, index, column, left, width);
    left += width;
    lines = MAX(lines, jb_set_text_line_count(row->cells[column].text));
  }
  set_row_height(layout, row, lines);
}

/* --- life cycle --- */

void jb_table_layout_init(JbTableLayout *layout, const JbFlowContext *context, const JbTable *table, JbPlace place,
                          JbElementId element, bool with_unit, double width)
{
  size_t columns = table->column_count;
  *layout = (JbTableLayout){.context = context,
                            .table = table,
                            .style = &context->theme->table,
                            .place = place,
                            .width = width,
                            .with_unit = with_unit,
                            .aligns = g_new(JbAlign, columns),
                            .extents = g_new0(JbNumeralExtent, columns),
                            .widths = g_new(double, columns)};
  for (size_t column = 0; column < columns; column++) {
    layout->aligns[column] = jb_table_column_align(table, column);
  }
  prepare_styles(layout);
  init_rows(layout, element);
  solve_columns(layout);
  place_row(layout, &layout->head, HEAD_ROW);
  for (size_t i = 0; i < table->row_count; i++) {
    place_row(layout, &layout->rows[i], i);
  }
}

static void clear_row(JbTableSetRow *row)
{
  for (size_t i = 0; i < row->cell_count; i++) {
    jb_set_text_free(row->cells[i].text);
  }
  g_free(row->cells);
}

void jb_table_layout_clear(JbTableLayout *layout)
{
  clear_row(&layout->head);
  for (size_t i = 0; i < layout->table->row_count; i++) {
    clear_row(&layout->rows[i]);
  }
  g_free(layout->rows);
  g_free(layout->aligns);
  g_free(layout->extents);
  g_free(layout->widths);
}
