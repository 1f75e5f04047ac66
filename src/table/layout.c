/* SPDX-License-Identifier: MIT
 * table/layout: every cell measured, columns solved, rows as high as their longest cells.
 *
 * Model: a cell is first set on one line, which gives its natural width and, for most cells, is what is printed; only a
 * cell wider than its columns is set again. Numbers are one piece of text each, shifted so that their points share an
 * x: so ">350" is extracted as it reads. A cell across columns or rows asks for what those it covers lack: columns
 * share it evenly, of rows the last one has it.
 *
 * How narrow a column can be is told by the same setting: as wide as its widest word or number; where not all columns
 * can have that, some characters to the line.
 *
 * What is set is kept of a short table alone: one of 100,000 rows would not fit into memory, and a page sets its few
 * rows again in less time than it takes to write them. Kept otherwise are a width a cell, so that it is set again the
 * way it fits, and a height, a baseline and an element a row. */
#include "table/layout.h"

#include "base/units.h"
#include "font/face.h"

#include <math.h>

/* A column of words is not narrowed below this. [em] */
#define LEAST_EMS 4.0
/* Lines of one cell stand closer than rows do. [em] */
#define TURNOVER_LEADING 1.5
#define QUIET_LEVEL      0.45 /* grey: read without effort, and told from black on any printer */
#define GROUP_INDENT     1.0  /* [em] of the rows under a group heading: CY/T 170 */
/* Columns of words are better not narrower than this: white beside them gives way. [em] */
#define COMFORTABLE_EMS 8.0
#define LEAST_PADDING   0.25 /* [em] JLREQ */
/* Of a longer body, every so manyth row, so that there are no more. */
#define MOST_SAMPLED_ROWS 1000
/* A table of up to so many cells keeps them set, a kilobyte or so each. */
#define MOST_KEPT_CELLS 1000

/* --- setting --- */

static void prepare_styles(JbTableLayout *layout)
{
  static const JbStyleName names[JB_TABLE_FACES] = {[JB_FACE_HEAD] = JB_STYLE_TABLE_HEAD,
                                                    [JB_FACE_BODY] = JB_STYLE_TABLE_BODY,
                                                    [JB_FACE_GROUP] = JB_STYLE_TABLE_GROUP,
                                                    [JB_FACE_STRONG] = JB_STYLE_TABLE_BODY,
                                                    [JB_FACE_QUIET] = JB_STYLE_TABLE_BODY};
  for (int face = 0; face < JB_TABLE_FACES; face++) {
    for (int align = JB_TEXT_START; align <= JB_TEXT_JUSTIFY; align++) {
      JbTextStyle *style = &layout->text_styles[face][align];
      *style = layout->context->theme->styles[names[face]];
      style->composition.align = (JbTextAlign)align;
      style->composition.first_indent = style->composition.hanging_indent = 0;
      style->leading = fmin(style->leading, TURNOVER_LEADING * style->size);
      style->tabular = true;
      if (face == JB_FACE_STRONG) {
        style->role = style->latin = JB_ROLE_HEI;
      } else if (face == JB_FACE_QUIET) {
        style->colour = jb_colour_grey(QUIET_LEVEL);
      }
    }
  }
}

static JbTableFace face_of(JbTableRowKind kind, JbTableTone tone)
{
  static const JbTableFace faces[] = {[JB_TABLE_HEAD_ROW] = JB_FACE_HEAD,
                                      [JB_TABLE_BODY_ROW] = JB_FACE_BODY,
                                      [JB_TABLE_GROUP_ROW] = JB_FACE_GROUP,
                                      [JB_TABLE_TOTAL_ROW] = JB_FACE_BODY};
  return tone == JB_TONE_STRONG ? JB_FACE_STRONG : tone == JB_TONE_QUIET ? JB_FACE_QUIET : faces[kind];
}

static const JbTextStyle *text_style(const JbTableLayout *layout, JbTableRowKind kind, const JbTableCell *cell,
                                     JbAlign align)
{
  static const JbTextAlign text_aligns[] = {[JB_ALIGN_START] = JB_TEXT_START,
                                            [JB_ALIGN_CENTRE] = JB_TEXT_CENTRE,
                                            [JB_ALIGN_END] = JB_TEXT_END,
                                            [JB_ALIGN_DECIMAL] = JB_TEXT_CENTRE,
                                            [JB_ALIGN_JUSTIFY] = JB_TEXT_JUSTIFY};
  return &layout->text_styles[face_of(kind, cell->tone)][text_aligns[align]];
}

static JbSetText *set_cell(const JbFlowContext *context, const JbTableCell *cell, const JbTextStyle *style,
                           double width)
{
  const JbTextPart parts[] = {{.inlines = cell->inlines, .words = cell->text},
                              {.words = cell->mark, .marks = JB_MARK_SUPERSCRIPT}};
  size_t count = cell->mark ? 2 : 1;
  return jb_set_text_new_joined(context, parts, count, cell->place, style, width);
}

static JbSetText *set_on_one_line(const JbTableLayout *layout, const JbFlowContext *context, JbTableRowKind kind,
                                  const JbTableCell *cell)
{
  return set_cell(context, cell, text_style(layout, kind, cell, JB_ALIGN_START), INFINITY);
}

/* --- numerals --- */

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

/* Measures the parts of a number from its placed glyphs; false: it does not stand on a decimal point. Where the integer
 * part ends is told by its last digit's own width: its advance may hold the gap before a unit. */
static bool measure_numeral(const JbSetText *text, JbTableRowKind kind, const JbTableCell *cell,
                            JbNumeralExtent *extent)
{
  JbNumeral numeral;
  const JbParagraph *paragraph = text->paragraph;
  if (cell->align != JB_ALIGN_DECIMAL || cell->columns > 1 || kind == JB_TABLE_HEAD_ROW || paragraph->line_count != 1 ||
      !jb_numeral_find(paragraph->text, &numeral)) {
    return false;
  }
  const JbLineRun *run = NULL;
  const JbPlacedGlyph *first = glyph_at(paragraph, numeral.start, &run);
  const JbPlacedGlyph *last = glyph_at(paragraph, numeral.point - 1, &run);
  if (!first || !last) {
    return false;
  }
  double point = last->x + jb_face_advance(run->face, last->id) * run->size;
  *extent =
      (JbNumeralExtent){.hang = first->x, .before = point - first->x, .after = jb_set_text_natural_width(text) - point};
  return true;
}

/* --- measuring --- */

/* How wide a column should be: at its natural width nothing is broken, at its minimum no word or number, at the least
 * width there are some characters to the line. */
typedef struct Demand {
  double natural, minimum, least;
} Demand;

/* What measuring needs until columns are solved. */
typedef struct Measure {
  JbTableLayout *layout;
  JbTableCell *cells; /* scratch, one a column */
  Demand *demands;    /* by column */
  GArray *wide;       /* of Wide: cells across columns */
} Measure;

typedef struct Wide {
  size_t column, columns;
  Demand demand;
} Wide;

static double indent_of(const JbTableLayout *layout, const JbTableCell *cell)
{
  return cell->indented ? GROUP_INDENT * layout->text_styles[JB_FACE_BODY][0].size : 0;
}

static double room_of(const JbTableLayout *layout, const JbTableCell *cell)
{
  double width = layout->lefts[cell->column + cell->columns] - layout->lefts[cell->column];
  return width - 2 * layout->padding - indent_of(layout, cell);
}

static void widen(Demand *demand, const Demand *by)
{
  demand->natural = fmax(demand->natural, by->natural);
  demand->minimum = fmax(demand->minimum, by->minimum);
  demand->least = fmax(demand->least, by->least);
}

static void ask(const Measure *measure, JbTableRowKind kind, const JbTableCell *cell, Demand demand)
{
  double indent = indent_of(measure->layout, cell);
  demand = (Demand){demand.natural + indent, demand.minimum + indent, demand.least + indent};
  if (kind == JB_TABLE_GROUP_ROW) {
    return; /* as wide as the table, whatever it says */
  }
  if (cell->columns > 1) {
    Wide wide = {cell->column, cell->columns, demand};
    g_array_append_val(measure->wide, wide);
    return;
  }
  widen(&measure->demands[cell->column], &demand);
}

static void measure_cell(Measure *measure, JbTableRowKind kind, const JbTableCell *cell)
{
  JbTableLayout *layout = measure->layout;
  g_autoptr(JbSetText) text = set_on_one_line(layout, layout->context, kind, cell);
  double width = jb_set_text_natural_width(text);
  JbNumeralExtent extent;
  bool alone = cell->columns == 1 && kind != JB_TABLE_GROUP_ROW;
  JbTableCellSize size = {.width = (float)width,
                          .column = alone ? (uint16_t)cell->column : JB_TABLE_WIDE,
                          .broken = jb_set_text_line_count(text) > 1};
  Demand demand = {width, width, width};
  if (measure_numeral(text, kind, cell, &extent)) {
    size.numeral = true;
    jb_numeral_extent_widen(&layout->extents[cell->column], &extent);
  } else if (!cell->whole) {
    demand.least = fmin(width, LEAST_EMS * text->style->size);
    demand.minimum = CLAMP(text->paragraph->unit_width, demand.least, width);
  }
  g_array_append_val(layout->sizes, size);
  if (layout->texts) {
    g_ptr_array_add(layout->texts, g_steal_pointer(&text));
  }
  ask(measure, kind, cell, demand);
}

static JbElementId add_elements(const JbTableLayout *layout, JbTableRowKind kind, const JbTableCell *cells,
                                size_t count, JbElementId table)
{
  JbStructure *structure = layout->context->structure;
  JbElementId row = jb_structure_add(structure, table, JB_STRUCTURE_TABLE_ROW, NULL);
  for (size_t i = 0; i < count; i++) {
    bool head = kind == JB_TABLE_HEAD_ROW || cells[i].scope != JB_SCOPE_NONE;
    JbElementId element =
        jb_structure_add(structure, row, head ? JB_STRUCTURE_TABLE_HEAD : JB_STRUCTURE_TABLE_CELL, NULL);
    if (head || cells[i].columns > 1 || cells[i].rows > 1) {
      jb_structure_set_cell(structure, element, cells[i].scope, cells[i].columns, cells[i].rows);
    }
  }
  return row + 1;
}

static void clear_cells(JbTableCell *cells, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    jb_table_cell_clear(&cells[i]);
  }
}

static void measure_band(Measure *measure, JbTableBand *band, JbElementId table)
{
  size_t covered = 0; /* rows from this one on that a cell above reaches into */
  bool shaded = true;
  for (size_t row = 0; row < band->source->count; row++) {
    JbTableRow *kept = &band->rows[row];
    kept->kind = band->source->class->kind(band->source, row);
    kept->first_cell = measure->layout->sizes->len;
    size_t count = band->source->class->cells(band->source, row, measure->cells);
    for (size_t i = 0; i < count; i++) {
      measure_cell(measure, kept->kind, &measure->cells[i]);
    }
    kept->element = add_elements(measure->layout, kept->kind, measure->cells, count, table);
    shaded = kept->kind == JB_TABLE_BODY_ROW ? covered > 0 ? shaded : !shaded : true;
    kept->shaded = shaded && kept->kind == JB_TABLE_BODY_ROW;
    covered -= covered > 0;
    for (size_t i = 0; i < count; i++) {
      covered = MAX(covered, measure->cells[i].rows - 1);
    }
    clear_cells(measure->cells, count);
  }
}

/* --- columns --- */

/* What a cell across columns wants beyond what they have, in equal shares; padding: of each cell, on both sides. */
static void share_out(const Measure *measure, double padding, Demand *demands)
{
  for (guint i = 0; i < measure->wide->len; i++) {
    const Wide *wide = &g_array_index(measure->wide, Wide, i);
    Demand *own = demands + wide->column;
    Demand lack = {wide->demand.natural + padding, wide->demand.minimum + padding, wide->demand.least + padding};
    for (size_t column = 0; column < wide->columns; column++) {
      lack.natural -= own[column].natural;
      lack.minimum -= own[column].minimum;
      lack.least -= own[column].least;
    }
    double share = 1 / (double)wide->columns;
    for (size_t column = 0; column < wide->columns; column++) {
      own[column].least += fmax(lack.least, 0) * share;
      own[column].minimum = fmax(own[column].minimum + fmax(lack.minimum, 0) * share, own[column].least);
      own[column].natural = fmax(own[column].natural + fmax(lack.natural, 0) * share, own[column].minimum);
    }
  }
}

/* What the columns ask for, with the white beside their text: the theme's where they have comfortable widths with it,
 * else JLREQ's least. Newly allocated. */
static Demand *make_demands(const Measure *measure)
{
  JbTableLayout *layout = measure->layout;
  size_t count = layout->column_count;
  Demand *demands = g_new(Demand, count);
  double size = layout->text_styles[JB_FACE_BODY][0].size, comfortable = 0;
  for (size_t column = 0; column < count; column++) {
    double numbers = jb_numeral_extent_width(&layout->extents[column]);
    demands[column] = measure->demands[column];
    widen(&demands[column], &(Demand){numbers, numbers, numbers});
    comfortable += fmax(fmin(demands[column].natural, COMFORTABLE_EMS * size), demands[column].minimum);
  }
  if (comfortable + 2 * (double)count * layout->padding > layout->width) {
    layout->padding = fmin(layout->padding, LEAST_PADDING * size);
  }
  double padding = 2 * layout->padding;
  for (size_t column = 0; column < count; column++) {
    Demand *demand = &demands[column];
    *demand = (Demand){demand->natural + padding, demand->minimum + padding, demand->least + padding};
  }
  share_out(measure, padding, demands);
  return demands;
}

static void report_too_narrow(const JbTableLayout *layout, const Demand *demands)
{
  double needed = 0;
  for (size_t column = 0; column < layout->column_count; column++) {
    needed += demands[column].least;
  }
  g_autofree char *needed_mm = g_strdup_printf("%.0f", ceil(needed / JB_POINTS_PER_MM));
  g_autofree char *measure_mm = g_strdup_printf("%.0f", floor(layout->width / JB_POINTS_PER_MM));
  jb_find(layout->context->findings, TABLE_TOO_WIDE, layout->place, needed_mm, measure_mm);
}

/* The rows of the body, or so many of a long one, as columns are balanced by. */
static void balance(const JbTableLayout *layout, const JbColumnDemand *demands, double *widths)
{
  size_t columns = layout->column_count, all = layout->body.source->count, step = all / MOST_SAMPLED_ROWS + 1;
  g_autofree float *naturals = g_new0(float, (all / step + 1) * columns);
  size_t rows = 0;
  for (size_t row = 0; row < all; row += step, rows++) {
    size_t end = row + 1 < all ? layout->body.rows[row + 1].first_cell : layout->sizes->len;
    for (size_t cell = layout->body.rows[row].first_cell; cell < end; cell++) {
      const JbTableCellSize *size = &g_array_index(layout->sizes, JbTableCellSize, cell);
      if (size->column != JB_TABLE_WIDE) {
        naturals[rows * columns + size->column] = size->width + (float)(2 * layout->padding);
      }
    }
  }
  jb_columns_balance(demands, columns, layout->width, naturals, rows, widths);
}

/* Whole words where they fit, else columns of some characters. */
static void solve_columns(Measure *measure, const double *weights)
{
  JbTableLayout *layout = measure->layout;
  size_t count = layout->column_count;
  g_autofree Demand *asked = make_demands(measure);
  g_autofree JbColumnDemand *demands = g_new(JbColumnDemand, count);
  g_autofree double *widths = g_new(double, count);
  double natural = 0;
  bool weighted = false;
  for (size_t column = 0; column < count; column++) {
    demands[column] = (JbColumnDemand){asked[column].minimum, asked[column].natural, weights[column]};
    natural += asked[column].natural;
    weighted = weighted || weights[column] > 0;
  }
  bool solved = jb_columns_solve(demands, count, layout->width, widths);
  if (!solved) {
    for (size_t column = 0; column < count; column++) {
      demands[column].minimum = asked[column].least;
    }
    solved = jb_columns_solve(demands, count, layout->width, widths);
  }
  if (!solved) {
    report_too_narrow(layout, asked);
  } else if (natural > layout->width && !weighted) {
    balance(layout, demands, widths);
  }
  for (size_t column = 0; column < count; column++) {
    layout->lefts[column + 1] = layout->lefts[column] + widths[column];
  }
}

/* --- rows --- */

/* Rows are whole steps of their style's leading, whatever lies between the lines of a cell; what a row of several lines
 * has left over is parted above and below. First lines share a baseline. */
static void set_height(const JbTableLayout *layout, JbTableRow *row)
{
  const JbTheme *theme = layout->context->theme;
  JbTableFace face = face_of(row->kind, JB_TONE_PLAIN);
  static const JbStyleName names[] = {[JB_FACE_HEAD] = JB_STYLE_TABLE_HEAD,
                                      [JB_FACE_BODY] = JB_STYLE_TABLE_BODY,
                                      [JB_FACE_GROUP] = JB_STYLE_TABLE_GROUP};
  double step = theme->styles[names[face]].leading;
  double text = step + (double)(row->lines - 1) * layout->text_styles[face][JB_TEXT_START].leading;
  double whole = ceil((text - 0.01) / step) * step;
  row->height = whole + 2 * layout->style->row_padding;
  row->baseline =
      layout->style->row_padding + (whole - text) / 2 + jb_text_style_baseline(&theme->styles[JB_STYLE_TABLE_BODY]);
}

/* Is a cell drawn on one line? */
static bool fits(const JbTableLayout *layout, const JbTableCell *cell, const JbTableCellSize *size)
{
  return size->numeral || (!size->broken && (double)size->width <= room_of(layout, cell) + 0.01);
}

static JbSetText *set_in_room(const JbTableLayout *layout, const JbFlowContext *context, JbTableRowKind kind,
                              const JbTableCell *cell)
{
  return set_cell(context, cell, text_style(layout, kind, cell, cell->align), fmax(room_of(layout, cell), 1));
}

/* How many lines a cell has in its columns. */
static size_t count_lines(const JbTableLayout *layout, JbTableRowKind kind, const JbTableCell *cell, size_t index)
{
  if (fits(layout, cell, &g_array_index(layout->sizes, JbTableCellSize, index))) {
    return 1;
  }
  g_autoptr(JbSetText) text = set_in_room(layout, layout->context, kind, cell);
  size_t lines = jb_set_text_line_count(text);
  if (layout->texts) {
    jb_set_text_free(layout->texts->pdata[index]);
    layout->texts->pdata[index] = g_steal_pointer(&text);
  }
  return lines;
}

static void measure_row(Measure *measure, JbTableBand *band, size_t row)
{
  JbTableRow *kept = &band->rows[row];
  size_t count = band->source->class->cells(band->source, row, measure->cells);
  kept->lines = 1;
  for (size_t i = 0; i < count; i++) {
    const JbTableCell *cell = &measure->cells[i];
    size_t lines = count_lines(measure->layout, kept->kind, cell, kept->first_cell + i);
    if (cell->rows > 1) {
      double step = text_style(measure->layout, kept->kind, cell, cell->align)->leading;
      JbTableSpan span = {
          row, i, MIN(cell->rows, band->source->count - row), cell->column, cell->columns, (double)lines * step};
      g_array_append_val(band->spans, span);
    } else {
      kept->lines = MAX(kept->lines, (uint32_t)lines);
    }
  }
  clear_cells(measure->cells, count);
  set_height(measure->layout, kept);
}

/* The last row of a span has what the text in it wants beyond its rows. */
static void stretch_rows(const JbTableLayout *layout, JbTableBand *band)
{
  for (guint i = 0; i < band->spans->len; i++) {
    const JbTableSpan *span = &g_array_index(band->spans, JbTableSpan, i);
    double height = 0;
    for (size_t row = span->row; row < span->row + span->rows; row++) {
      height += band->rows[row].height;
    }
    double wanted = span->height + 2 * layout->style->row_padding;
    band->rows[span->row + span->rows - 1].height += fmax(jb_flow_on_grid(layout->context, wanted - height), 0);
  }
  for (size_t row = 0; row < band->source->count; row++) {
    band->height += band->rows[row].height;
  }
}

/* --- life cycle --- */

static void init_band(JbTableBand *band, JbTableRows *source)
{
  *band = (JbTableBand){.source = source,
                        .rows = g_new0(JbTableRow, source->count),
                        .spans = g_array_new(FALSE, FALSE, sizeof(JbTableSpan))};
}

void jb_table_layout_init(JbTableLayout *layout, const JbFlowContext *context, JbTableRows *head, JbTableRows *body,
                          const double *weights, JbPlace place, JbElementId element, double width)
{
  size_t columns = body->column_count;
  *layout = (JbTableLayout){.context = context,
                            .style = &context->theme->table,
                            .place = place,
                            .width = width,
                            .column_count = columns,
                            .padding = context->theme->table.cell_padding,
                            .extents = g_new0(JbNumeralExtent, columns),
                            .lefts = g_new0(double, columns + 1),
                            .sizes = g_array_new(FALSE, FALSE, sizeof(JbTableCellSize))};
  if ((head->count + body->count) * columns <= MOST_KEPT_CELLS) {
    layout->texts = g_ptr_array_new_with_free_func((GDestroyNotify)jb_set_text_free);
  }
  prepare_styles(layout);
  init_band(&layout->head, head);
  init_band(&layout->body, body);
  Measure measure = {.layout = layout,
                     .cells = g_new0(JbTableCell, columns),
                     .demands = g_new0(Demand, columns),
                     .wide = g_array_new(FALSE, FALSE, sizeof(Wide))};
  measure_band(&measure, &layout->head, element);
  measure_band(&measure, &layout->body, element);
  solve_columns(&measure, weights);
  JbTableBand *bands[] = {&layout->head, &layout->body};
  for (size_t band = 0; band < G_N_ELEMENTS(bands); band++) {
    for (size_t row = 0; row < bands[band]->source->count; row++) {
      measure_row(&measure, bands[band], row);
    }
    stretch_rows(layout, bands[band]);
  }
  g_free(measure.cells);
  g_free(measure.demands);
  g_array_free(measure.wide, TRUE);
}

static void clear_band(JbTableBand *band)
{
  jb_table_rows_free(band->source);
  g_free(band->rows);
  g_array_free(band->spans, TRUE);
}

void jb_table_layout_clear(JbTableLayout *layout)
{
  clear_band(&layout->head);
  clear_band(&layout->body);
  g_free(layout->extents);
  g_free(layout->lefts);
  g_array_free(layout->sizes, TRUE);
  g_clear_pointer(&layout->texts, g_ptr_array_unref);
}

double jb_table_line_step(const JbTableLayout *layout)
{
  return layout->text_styles[JB_FACE_BODY][JB_TEXT_START].leading;
}

/* --- a row set for drawing --- */

/* Share of the room beside a line that stands on its left. */
static double room_on_left(JbAlign align)
{
  return align == JB_ALIGN_END ? 1 : align == JB_ALIGN_CENTRE || align == JB_ALIGN_DECIMAL ? 0.5 : 0;
}

/* A cell as it is drawn: kept, or set again, when what is wrong with a text is told no second time. */
static JbSetText *text_of(const JbTableLayout *layout, JbTableRowKind kind, const JbTableCell *cell, size_t index,
                          bool one_line)
{
  if (layout->texts) {
    return layout->texts->pdata[index];
  }
  JbFlowContext silent = *layout->context;
  silent.findings = NULL;
  JbSetText *text = one_line ? set_on_one_line(layout, &silent, kind, cell) : set_in_room(layout, &silent, kind, cell);
  text->context = layout->context; /* which outlives this */
  return text;
}

static void place_cell(const JbTableLayout *layout, JbTableRowKind kind, const JbTableCell *cell, size_t index,
                       JbTableSetCell *set)
{
  const JbTableCellSize *size = &g_array_index(layout->sizes, JbTableCellSize, index);
  bool one_line = fits(layout, cell, size);
  double room = room_of(layout, cell);
  double left = layout->lefts[cell->column] + layout->padding + indent_of(layout, cell);
  JbNumeralExtent extent;
  set->text = text_of(layout, kind, cell, index, one_line);
  set->x = one_line ? left + (room - jb_set_text_natural_width(set->text)) * room_on_left(cell->align) : left;
  if (size->numeral && measure_numeral(set->text, kind, cell, &extent)) {
    set->x = jb_numeral_place(&layout->extents[cell->column], &extent, left, room);
  }
}

void jb_table_set_row_init(JbTableSetRow *set, const JbTableLayout *layout, const JbTableBand *band, size_t row)
{
  const JbTableRow *kept = &band->rows[row];
  g_autofree JbTableCell *cells = g_new0(JbTableCell, layout->column_count);
  set->cell_count = band->source->class->cells(band->source, row, cells);
  set->cells = g_new0(JbTableSetCell, set->cell_count);
  set->kept = layout->texts != NULL;
  for (size_t i = 0; i < set->cell_count; i++) {
    set->cells[i] = (JbTableSetCell){.column = cells[i].column,
                                     .columns = cells[i].columns,
                                     .rows = cells[i].rows,
                                     .element = kept->element + (JbElementId)i};
    place_cell(layout, kept->kind, &cells[i], kept->first_cell + i, &set->cells[i]);
  }
  clear_cells(cells, set->cell_count);
}

void jb_table_set_row_clear(JbTableSetRow *set)
{
  for (size_t i = 0; i < set->cell_count && !set->kept; i++) {
    jb_set_text_free(set->cells[i].text);
  }
  g_free(set->cells);
  *set = (JbTableSetRow){0};
}
