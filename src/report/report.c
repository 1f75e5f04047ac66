/* SPDX-License-Identifier: MIT
 * report/report: life cycle of a report and of its blocks. */
#include "report/report.h"

#include <string.h>

static char *empty(void)
{
  return g_strdup("");
}

void jb_inlines_clear(JbInlines *inlines)
{
  for (size_t i = 0; i < inlines->count; i++) {
    JbInline *piece = &inlines->items[i];
    jb_source_text_free(piece->text);
    g_free(piece->target);
    g_free(piece->form);
  }
  g_free(inlines->items);
  for (size_t i = 0; i < inlines->setting_count; i++) {
    g_free(inlines->settings[i].value);
  }
  g_free(inlines->settings);
  g_free(inlines->language);
  *inlines = (JbInlines){0};
}

static void free_table(JbTable *table)
{
  if (!table) {
    return;
  }
  for (size_t i = 0; i < table->column_count; i++) {
    jb_inlines_clear(&table->columns[i].title);
    g_free(table->columns[i].mark);
  }
  for (size_t i = 0; i < table->group_count; i++) {
    jb_inlines_clear(&table->groups[i].title);
    g_free(table->groups[i].mark);
  }
  for (size_t i = 0; i < table->row_count; i++) {
    for (size_t j = 0; j < table->rows[i].cell_count; j++) {
      jb_inlines_clear(&table->rows[i].cells[j].inlines);
      g_free(table->rows[i].cells[j].mark);
    }
    g_free(table->rows[i].cells);
  }
  g_free(table->columns);
  g_free(table->groups);
  g_free(table->rows);
  for (size_t i = 0; i < table->note_count; i++) {
    jb_inlines_clear(&table->notes[i]);
  }
  g_free(table->notes);
  g_free(table);
}

static void free_chart(JbChart *chart)
{
  if (!chart) {
    return;
  }
  for (size_t i = 0; i < chart->series_count; i++) {
    JbSeries *series = &chart->series[i];
    jb_inlines_clear(&series->title);
    for (size_t j = 0; j < series->bar_count; j++) {
      jb_inlines_clear(&series->bars[j].label);
      jb_inlines_clear(&series->bars[j].remark);
      g_free(series->bars[j].period);
    }
    g_free(series->bars);
  }
  for (size_t i = 0; i < chart->group_count; i++) {
    jb_inlines_clear(&chart->groups[i]);
  }
  jb_inlines_clear(&chart->rest);
  g_free(chart->groups);
  g_free(chart->series);
  g_free(chart);
}

static void free_kpis(JbKpis *kpis)
{
  if (!kpis) {
    return;
  }
  for (size_t i = 0; i < kpis->count; i++) {
    jb_inlines_clear(&kpis->items[i].label);
  }
  g_free(kpis->items);
  g_free(kpis);
}

static void free_figure(JbFigure *figure)
{
  if (!figure) {
    return;
  }
  g_free(figure->source);
  g_free(figure->alternative);
  g_free(figure);
}

JbBlock *jb_block_new(JbBlockKind kind, JbPlace place)
{
  JbBlock *block = g_new0(JbBlock, 1);
  block->kind = kind;
  block->place = place;
  block->id = empty();
  block->by = empty();
  block->unit = empty();
  block->date = empty();
  return block;
}

void jb_block_free(JbBlock *block)
{
  if (!block) {
    return;
  }
  for (size_t i = 0; i < block->child_count; i++) {
    jb_block_free(block->children[i]);
  }
  g_free(block->children);
  g_free(block->id);
  g_free(block->by);
  g_free(block->unit);
  g_free(block->date);
  g_free(block->people);
  g_strfreev(block->organisations);
  jb_inlines_clear(&block->inlines);
  jb_inlines_clear(&block->subtitle);
  jb_inlines_clear(&block->note);
  jb_inlines_clear(&block->credit);
  free_table(block->table);
  jb_ledger_free(block->ledger);
  free_chart(block->chart);
  free_kpis(block->kpis);
  free_figure(block->figure);
  g_free(block);
}

char *jb_block_title_plain(const JbBlock *block)
{
  g_autofree char *title = jb_inlines_to_plain(&block->inlines);
  if (block->subtitle.count == 0) {
    return g_steal_pointer(&title);
  }
  g_autofree char *subtitle = jb_inlines_to_plain(&block->subtitle);
  return g_strconcat(title, "：", subtitle, NULL);
}

static void free_data(gpointer data)
{
  jb_data_free(data);
}

JbReport *jb_report_new(const char *path)
{
  JbReport *report = g_new0(JbReport, 1);
  report->path = path;
  report->folder = g_path_get_dirname(path);
  char **texts[] = {&report->theme,           &report->kind,       &report->organisation, &report->issue,
                    &report->source,          &report->byline,     &report->date,         &report->classification,
                    &report->scope,           &report->mark,       &report->copy_number,  &report->urgency,
                    &report->document_number, &report->recipients, &report->rules};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    *texts[i] = empty();
  }
  report->organisations = g_new0(char *, 1);
  report->signers = g_new0(char *, 1);
  report->head_place = report->theme_place = report->rules_place = (JbPlace){.path = path};
  report->fact_by_id = g_hash_table_new(g_str_hash, g_str_equal);
  report->placed = g_ptr_array_new_with_free_func((GDestroyNotify)jb_fact_free);
  report->data = g_ptr_array_new_with_free_func(free_data);
  return report;
}

static void free_person(JbPerson *person)
{
  g_free(person->id);
  g_free(person->name);
  g_free(person->organisation);
  g_free(person->post);
}

void jb_report_free(JbReport *report)
{
  if (!report) {
    return;
  }
  char *texts[] = {
      report->folder, report->theme,   report->kind,           report->organisation, report->issue,
      report->source, report->byline,  report->classification, report->date,         report->scope,
      report->mark,   report->urgency, report->copy_number,    report->recipients,   report->document_number,
      report->rules};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_free(texts[i]);
  }
  g_strfreev(report->organisations);
  g_strfreev(report->signers);
  jb_inlines_clear(&report->title);
  jb_inlines_clear(&report->subtitle);
  for (size_t i = 0; i < report->person_count; i++) {
    free_person(&report->people[i]);
  }
  g_free(report->people);
  for (size_t i = 0; i < report->fact_count; i++) {
    jb_fact_free(report->facts[i]);
  }
  g_free(report->facts);
  g_hash_table_unref(report->fact_by_id);
  g_ptr_array_unref(report->placed);
  g_ptr_array_unref(report->data);
  for (size_t i = 0; i < report->audit_rule_count; i++) {
    g_free(report->audit_rules[i].code);
    g_free(report->audit_rules[i].reason);
  }
  g_free(report->audit_rules);
  for (size_t i = 0; i < report->block_count; i++) {
    jb_block_free(report->blocks[i]);
  }
  g_free(report->blocks);
  g_free(report);
}

const JbFact *jb_report_fact_lookup(const JbReport *report, const char *id)
{
  return g_hash_table_lookup(report->fact_by_id, id);
}

const JbCell *jb_row_cell_lookup(const JbRow *row, size_t column)
{
  size_t first = 0, end = row->cell_count;
  while (first < end) {
    size_t middle = first + (end - first) / 2;
    if (row->cells[middle].column < column) {
      first = middle + 1;
    } else {
      end = middle;
    }
  }
  return first < row->cell_count && row->cells[first].column == column ? &row->cells[first] : NULL;
}

const JbData *jb_report_data_lookup(const JbReport *report, const char *id)
{
  for (guint i = 0; i < report->data->len; i++) {
    const JbData *data = report->data->pdata[i];
    if (strcmp(data->id, id) == 0) {
      return data;
    }
  }
  return NULL;
}

const JbPerson *jb_report_person_lookup(const JbReport *report, const char *by)
{
  const JbPerson *namesake = NULL;
  for (size_t i = 0; i < report->person_count; i++) {
    const JbPerson *person = &report->people[i];
    if (strcmp(person->id, by) == 0) {
      return person;
    }
    namesake = !namesake && strcmp(person->name, by) == 0 ? person : namesake;
  }
  return namesake;
}

char *jb_person_office(const JbPerson *person)
{
  return g_strconcat(person->organisation, person->post, NULL);
}
