/* SPDX-License-Identifier: MIT
 * read/totals: the sums in the rows of totals, computed from the rows above and below and held against what the author
 * states.
 *
 * Model. Numbers are exact decimals, so a sum is exact too, and a total that was stated either is it or is not. Only
 * where the parts have digits after the point may it differ: parts and total have each been rounded at the source, so
 * that n of them can be off by n half units of their last digit. 年鉴 practice: nothing is "fixed", and a note under
 * the table says why the parts do not add up. Whole numbers are counts and have to agree. */
#include "read/reader.h"
#include "report/comparison.h"

#include <math.h>
#include <string.h>

typedef struct Sum {
  JbFact fact;        /* value, and what the parts say of status and relation; no texts */
  const char *unit;   /* of the parts that have one; NULL: none has. Borrowed, as is period */
  const char *period; /* of the parts that have one; NULL: none has */
  size_t parts;       /* how many there were */
  double rounded;     /* by how much the parts' roundings can be off, together; 0: they are whole */
  bool one_period;    /* the parts that have a period have the same one */
  bool sound;         /* every part could be added */
} Sum;

/* What a cell says as a number: of a fact, or its own text. False: nothing, or (and then said so) no number. */
static bool cell_number(JbReader *reader, const JbCell *cell, JbFact *number, bool *sound)
{
  if (cell->fact) {
    *number = *cell->fact;
    return true;
  }
  g_autofree char *text = jb_inlines_to_plain(&cell->inlines);
  *number = (JbFact){0};
  if (jb_data_is_missing(text)) {
    return false;
  }
  if (jb_decimal_parse(text, &number->value) != JB_DECIMAL_OK) {
    jb_find(reader->findings, TOTAL_NO_NUMBER, cell->place, text);
    *sound = false;
    return false;
  }
  return true;
}

/* ≈ where parts differ in a way that no one sign can tell; > and ≥ together are >, so are < and ≤. */
static JbFactRelation joined(JbFactRelation a, JbFactRelation b)
{
  if (a == b || b == JB_FACT_EQUAL) {
    return a;
  }
  if (a == JB_FACT_EQUAL) {
    return b;
  }
  bool more = (a == JB_FACT_MORE || a == JB_FACT_AT_LEAST) && (b == JB_FACT_MORE || b == JB_FACT_AT_LEAST);
  bool less = (a == JB_FACT_LESS || a == JB_FACT_AT_MOST) && (b == JB_FACT_LESS || b == JB_FACT_AT_MOST);
  return more ? JB_FACT_MORE : less ? JB_FACT_LESS : JB_FACT_ABOUT;
}

static double half_unit(JbDecimal number)
{
  return number.scale > 0 ? 0.5 * pow(10, -number.scale) : 0;
}

/* A number that is no fact (part is NULL then) goes along with what the others say. */
static bool goes_along(const char **said, const char *part)
{
  *said = *said ? *said : part;
  return !part || strcmp(*said, part) == 0;
}

static void add_part(JbReader *reader, const JbCell *cell, const JbFact *part, Sum *sum)
{
  JbFact *fact = &sum->fact;
  bool first = sum->parts == 0;
  if (!goes_along(&sum->unit, part->unit)) {
    jb_find(reader->findings, TOTAL_UNITS, cell->place, part->unit, sum->unit);
    sum->sound = false;
  }
  if (!jb_decimal_add(fact->value, part->value, &fact->value)) {
    g_autofree char *text = jb_fact_format_number(part);
    jb_find(reader->findings, FACT_RANGE, cell->place, text);
    sum->sound = false;
  }
  sum->one_period &= goes_along(&sum->period, part->period);
  fact->status = MAX(fact->status, part->status); /* from what has been counted to what is hoped for */
  fact->relation = first ? part->relation : joined(fact->relation, part->relation);
  fact->placed = first ? part->placed : fact->placed;
  fact->form = first ? part->form : fact->form;
  sum->rounded += half_unit(part->value);
  sum->parts++;
}

/* The row's own cell in a column; NULL: it spans columns, or a cell above covers it. */
static const JbCell *cell_in(const JbRow *row, size_t column)
{
  const JbCell *cell = jb_row_cell_lookup(row, column);
  return cell && cell->columns == 1 ? cell : NULL;
}

static Sum sum_column(JbReader *reader, const JbTable *table, const JbTotalRows *rows, size_t column)
{
  Sum sum = {.one_period = true, .sound = true};
  for (size_t i = rows->first; i < rows->end; i++) {
    const JbRow *row = &table->rows[i];
    const JbCell *cell = row->kind == JB_ROW_BODY && !row->left_out ? cell_in(row, column) : NULL;
    JbFact part;
    if (cell && cell_number(reader, cell, &part, &sum.sound)) {
      add_part(reader, cell, &part, &sum);
    }
  }
  return sum;
}

static bool is_bound(JbFactRelation relation)
{
  return relation != JB_FACT_EQUAL && relation != JB_FACT_ABOUT;
}

/* A number is held against a bound, > 10, as the bound says; two numbers or two bounds are the same or are not. */
static bool agrees(const JbFact *stated, const JbFact *sum)
{
  int order = jb_decimal_compare(sum->value, stated->value);
  if (is_bound(stated->relation) && !is_bound(sum->relation)) {
    return jb_fact_relation_allows(stated->relation, order);
  }
  if (is_bound(sum->relation) && !is_bound(stated->relation)) {
    return jb_fact_relation_allows(sum->relation, -order);
  }
  return order == 0 && jb_fact_relation_allows(stated->relation, 1) == jb_fact_relation_allows(sum->relation, 1);
}

/* Holds what the author states against the sum; true: it is not quite the same, and rounding can be why. */
static bool check_stated(JbReader *reader, const JbCell *cell, const JbFact *stated, const Sum *sum)
{
  if (stated->unit && sum->unit && strcmp(stated->unit, sum->unit) != 0) {
    jb_find(reader->findings, TOTAL_OTHER_UNIT, cell->place, stated->unit, sum->unit);
    return false;
  }
  if (agrees(stated, &sum->fact)) {
    return false;
  }
  double apart = fabs(jb_decimal_to_double(stated->value) - jb_decimal_to_double(sum->fact.value));
  g_autofree char *said = jb_fact_format_marked(stated);
  g_autofree char *found = jb_fact_format_marked(&sum->fact);
  if (sum->rounded > 0 && apart <= (sum->rounded + half_unit(stated->value)) * (1 + 1e-9)) {
    jb_find(reader->findings, TOTAL_ROUNDED, cell->place, said, found);
    return true;
  }
  jb_find(reader->findings, TOTAL_WRONG, cell->place, said, found);
  return false;
}

static JbFact *new_fact(const Sum *sum, const JbCell *title, JbPlace place)
{
  JbFact *fact = g_new0(JbFact, 1);
  *fact = sum->fact;
  fact->id = g_strdup("");
  fact->name = jb_inlines_to_plain(&title->inlines);
  fact->unit = g_strdup(sum->unit ? sum->unit : "");
  fact->period = g_strdup(sum->period && sum->one_period ? sum->period : "");
  fact->scope = g_strdup("");
  fact->base = g_strdup("");
  fact->source = g_strdup("");
  fact->expression = g_strdup("");
  fact->place = place;
  return fact;
}

static const JbFact *total_of(const JbTable *table, const JbRow *total, JbColumnSource source)
{
  for (size_t i = 1; i < total->cell_count; i++) {
    if (table->columns[total->cells[i].column].source == source) {
      return total->cells[i].fact;
    }
  }
  return NULL;
}

/* Totals of two years are compared as their parts are. */
static void compare_totals(JbReader *reader, const JbTable *table, const JbRow *total)
{
  const JbFact *now = total_of(table, total, JB_COLUMN_VALUE), *before = total_of(table, total, JB_COLUMN_BEFORE);
  for (size_t i = 1; now && before && i < total->cell_count; i++) {
    JbCell *cell = &total->cells[i];
    JbColumnSource source = table->columns[cell->column].source;
    bool empty = !cell->fact && cell->inlines.count == 0;
    JbFact *fact = !empty                       ? NULL
                   : source == JB_COLUMN_CHANGE ? jb_fact_change(now, before)
                   : source == JB_COLUMN_GROWTH ? jb_fact_growth(now, before, table->columns[cell->column].form.digits)
                                                : NULL;
    if (fact) {
      g_ptr_array_add(reader->report->placed, fact);
      cell->fact = fact;
    }
  }
}

void jb_read_sum(JbReader *reader, JbTable *table, const JbTotalRows *rows)
{
  JbRow *total = &table->rows[rows->total];
  for (size_t i = 1; i < total->cell_count; i++) {
    JbCell *cell = &total->cells[i];
    if (cell->columns > 1 || !table->columns[cell->column].sum) {
      continue;
    }
    Sum sum = sum_column(reader, table, rows, cell->column);
    JbFact stated;
    bool said = cell->inlines.count > 0;
    if (!sum.sound || sum.parts == 0) {
      continue; /* told */
    }
    if (!said) {
      JbFact *fact = new_fact(&sum, &total->cells[0], cell->place);
      g_ptr_array_add(reader->report->placed, fact);
      cell->fact = fact;
    } else if (cell_number(reader, cell, &stated, &sum.sound)) {
      table->rounded |= check_stated(reader, cell, &stated, &sum);
    }
  }
  compare_totals(reader, table, total);
}
