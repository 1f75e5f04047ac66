/* SPDX-License-Identifier: MIT
 * chart/kpis: key figures side by side, their numbers on one baseline.
 *
 * Columns are of one width while every number fits in that; where one number is long, it takes from the others what
 * they do not need; only then are there fewer columns. Rejected: a smaller size for long numbers, which would tell that
 * they matter less. */
#include "chart/kpis.h"

#include "chart/say.h"
#include "flow/exhibit.h"
#include "report/period.h"

#include <math.h>

#define MOST_IN_A_ROW 4
#define GUTTER        14.0 /* [pt] between figures */
#define RULE_WEIGHT   1.5  /* [pt] of the rule above each figure */
#define RULE_GAP      4.0  /* [pt] from the rule to the figure's line */
#define UNIT_GAP      2.0  /* [pt] between number and unit */
#define ROW_GAP       8.0  /* [pt] least from a row's last line to the next row's rule */
#define NOTE_AIR      2.0  /* [pt] more above the note than below a chart */
#define NAME_LEAST    5.0  /* [em] of names: least width of a column */

typedef struct KpiCell {
  JbSetText *value, *unit, *name, *period;
  JbElementId element;
} KpiCell;

typedef struct KpisFlow {
  JbFlow flow;
  JbExhibit *exhibit; /* NULL without caption */
  KpiCell *cells;
  size_t count, columns, rows;
  struct {
    double left, width;
  } column[MOST_IN_A_ROW];
  double row_height, row_step; /* [pt] the step is more by the air between rows */
  double slack;                /* [pt] what rounding to the grid added: half above, half below */
} KpisFlow;

static JbSetText *plain(const JbFlowContext *context, const char *text, const JbKpi *kpi, JbStyleName style,
                        double width)
{
  return jb_set_text_new_plain(context, text, kpi->place, &context->theme->styles[style], width);
}

/* "2024年 预计": a number that is not yet final says so wherever it stands. */
static char *period_line(const JbFact *fact)
{
  g_autofree char *period = jb_period_format(fact->period);
  if (fact->status == JB_FACT_ACTUAL) {
    return g_steal_pointer(&period);
  }
  return g_strconcat(period, *period ? "　" : "", jb_fact_status_name(fact->status), NULL);
}

/* The number and its unit, which never break. */
static void set_number(const KpisFlow *self, const JbKpi *kpi, KpiCell *cell)
{
  const JbFlowContext *context = self->flow.context;
  g_autofree char *value = jb_fact_format_marked_head(kpi->fact);
  g_autofree char *unit = jb_fact_format_marked_unit(kpi->fact);
  cell->value = plain(context, value, kpi, JB_STYLE_KPI_VALUE, INFINITY);
  cell->unit = plain(context, unit, kpi, JB_STYLE_KPI_UNIT, INFINITY);
}

static void set_words(const KpisFlow *self, const JbKpi *kpi, double width, JbElementId parent, KpiCell *cell)
{
  const JbFlowContext *context = self->flow.context;
  g_autofree char *period = period_line(kpi->fact);
  cell->element = jb_structure_add(context->structure, parent, JB_STRUCTURE_PARAGRAPH, NULL);
  jb_structure_set_kind(context->structure, cell->element, "kpi");
  cell->name = jb_set_text_new(context, &kpi->label, NULL, &context->theme->styles[JB_STYLE_KPI_NAME], width);
  cell->period = plain(context, period, kpi, JB_STYLE_KPI_PERIOD, width);
}

static double number_width(const KpiCell *cell)
{
  return jb_set_text_natural_width(cell->value) + UNIT_GAP + jb_set_text_natural_width(cell->unit);
}

static double cell_height(const KpiCell *cell)
{
  return RULE_GAP + cell->value->style->leading + jb_set_text_height(cell->name) + jb_set_text_height(cell->period);
}

static void emit_cell(const KpisFlow *self, const KpiCell *cell, JbPoint origin, double width, JbPage *page)
{
  const JbTheme *theme = self->flow.context->theme;
  jb_page_set_element(page, 0);
  jb_page_add_rectangle(page, (JbRect){origin.x, origin.y, width, RULE_WEIGHT}, &theme->kpi_rule_colour);
  origin.y += RULE_GAP;
  JbPoint baseline = {origin.x, origin.y + jb_text_style_baseline(cell->value->style)};
  jb_set_text_emit_at(cell->value, baseline, cell->element, page);
  baseline.x += jb_set_text_natural_width(cell->value) + UNIT_GAP;
  jb_set_text_emit_at(cell->unit, baseline, cell->element, page);
  origin.y += cell->value->style->leading;
  jb_set_text_emit(cell->name, 0, jb_set_text_line_count(cell->name), origin, cell->element, page);
  origin.y += jb_set_text_height(cell->name);
  jb_set_text_emit(cell->period, 0, jb_set_text_line_count(cell->period), origin, cell->element, page);
}

static double strip_height(const KpisFlow *self)
{
  return self->rows ? (double)(self->rows - 1) * self->row_step + self->row_height : 0;
}

static void kpis_emit(const JbFlow *flow, size_t first, size_t end, JbPoint origin, JbPage *page)
{
  const KpisFlow *self = (const KpisFlow *)flow;
  (void)first, (void)end; /* one slice */
  origin.y += self->slack / 2;
  for (size_t i = 0; i < self->count; i++) {
    size_t row = i / self->columns, column = i % self->columns;
    JbPoint corner = {origin.x + self->column[column].left, origin.y + (double)row * self->row_step};
    emit_cell(self, &self->cells[i], corner, self->column[column].width, page);
  }
  origin.y += strip_height(self) + NOTE_AIR;
  if (self->exhibit) {
    jb_exhibit_emit_below(self->exhibit, origin, page);
  }
}

static void kpis_free(JbFlow *flow)
{
  KpisFlow *self = (KpisFlow *)flow;
  for (size_t i = 0; i < self->count; i++) {
    jb_set_text_free(self->cells[i].value);
    jb_set_text_free(self->cells[i].unit);
    jb_set_text_free(self->cells[i].name);
    jb_set_text_free(self->cells[i].period);
  }
  g_free(self->cells);
  jb_exhibit_free(self->exhibit);
  g_free(self);
}

static const JbFlowClass kpis_class = {.emit = kpis_emit, .free = kpis_free};

/* What the strip says, for those who cannot see it. */
static char *describe(const JbKpis *kpis)
{
  GString *text = g_string_new(NULL);
  for (size_t i = 0; i < kpis->count; i++) {
    g_autofree char *name = jb_inlines_to_plain(&kpis->items[i].label);
    g_autofree char *value = jb_chart_spoken_value(kpis->items[i].fact);
    g_string_append_printf(text, "%s%s%s", i ? "，" : "", name, value);
    if (kpis->items[i].fact->status != JB_FACT_ACTUAL) {
      g_string_append_printf(text, "（%s）", jb_fact_status_name(kpis->items[i].fact->status));
    }
  }
  return g_string_free(text, FALSE);
}

/* The least that each of so many columns needs, in the columns' widths; their sum. */
static double ask_columns(KpisFlow *self, size_t columns)
{
  double sum = 0, least = NAME_LEAST * self->flow.context->theme->styles[JB_STYLE_KPI_NAME].size;
  for (size_t c = 0; c < columns; c++) {
    self->column[c].width = least;
    for (size_t i = c; i < self->count; i += columns) {
      self->column[c].width = fmax(self->column[c].width, number_width(&self->cells[i]));
    }
    sum += self->column[c].width;
  }
  return sum;
}

/* Divides the width among columns that have what they need: alike if that is enough for all. */
static void divide(KpisFlow *self, double room, double needed)
{
  double alike = room / (double)self->columns, widest = 0, left = 0;
  for (size_t c = 0; c < self->columns; c++) {
    widest = fmax(widest, self->column[c].width);
  }
  for (size_t c = 0; c < self->columns; c++) {
    self->column[c].left = left;
    self->column[c].width =
        widest <= alike || self->columns == 1 ? alike : self->column[c].width + (room - needed) / (double)self->columns;
    left += self->column[c].width + GUTTER;
  }
}

/* Rows as equal as can be, of at most four figures and of fewer where numbers are long. */
static void choose_columns(KpisFlow *self)
{
  for (size_t most = MOST_IN_A_ROW; most > 0; most--) {
    self->rows = (self->count + most - 1) / most;
    self->columns = self->rows ? (self->count + self->rows - 1) / self->rows : 1;
    double room = self->flow.width - GUTTER * (double)(self->columns - 1), needed = ask_columns(self, self->columns);
    if (needed <= room || self->columns == 1) {
      divide(self, room, needed);
      return;
    }
  }
}

/* Tells numbers that are wider than the whole strip. */
static void tell_wide(const KpisFlow *self, const JbKpis *kpis)
{
  for (size_t i = 0; i < self->count; i++) {
    if (number_width(&self->cells[i]) > self->flow.width) {
      g_autofree char *number = jb_fact_format_marked_value(kpis->items[i].fact);
      jb_find(self->flow.context->findings, KPI_TOO_WIDE, kpis->items[i].place, number);
    }
  }
}

static JbElementId add_exhibit(KpisFlow *self, const JbBlock *block)
{
  const JbFlowContext *context = self->flow.context;
  char *alternative = describe(block->kpis);
  g_autofree const JbFact **facts = g_new(const JbFact *, self->count + 1);
  for (size_t i = 0; i < self->count; i++) {
    facts[i] = block->kpis->items[i].fact;
  }
  bool mixed;
  self->exhibit = jb_exhibit_new(context, block, JB_STRUCTURE_FIGURE, facts, self->count, alternative, self->flow.width,
                                 JB_EXHIBIT_SHOWS_UNIT | JB_EXHIBIT_SHOWS_PERIOD | JB_EXHIBIT_SHOWS_STATUS, &mixed);
  return self->exhibit->element;
}

JbFlow *jb_kpis_flow_new(const JbFlowContext *context, const JbBlock *block, double width)
{
  KpisFlow *self = g_new0(KpisFlow, 1);
  jb_flow_init(&self->flow, &kpis_class, context, block->place, width);
  self->flow.anchor = jb_numbers_anchor(context->numbers, block);
  self->flow.floats = true;
  self->count = block->kpis->count;
  self->cells = g_new0(KpiCell, self->count + 1);
  for (size_t i = 0; i < self->count; i++) {
    set_number(self, &block->kpis->items[i], &self->cells[i]);
  }
  tell_wide(self, block->kpis);
  choose_columns(self);
  JbElementId parent = block->inlines.count ? add_exhibit(self, block) : context->parent;
  for (size_t i = 0; i < self->count; i++) {
    set_words(self, &block->kpis->items[i], self->column[i % self->columns].width, parent, &self->cells[i]);
    self->row_height = fmax(self->row_height, cell_height(&self->cells[i]));
  }
  self->row_step = jb_flow_on_grid(context, self->row_height + ROW_GAP);
  double below = self->exhibit ? NOTE_AIR + jb_exhibit_below(self->exhibit) : 0;
  double height = strip_height(self) + below, on_grid = jb_flow_on_grid(context, height);
  self->slack = on_grid - height;
  jb_flow_add_slice(&self->flow, on_grid, 0);
  self->flow.space_before = self->flow.space_after = context->theme->page.pitch;
  return &self->flow;
}
