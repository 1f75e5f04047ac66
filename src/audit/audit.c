/* SPDX-License-Identifier: MIT
 * audit/audit: walks a report once, and hands what was found on in the severities the report asked for. */
#include "audit/audit.h"

#include "audit/counts.h"
#include "audit/dates.h"
#include "audit/implied.h"
#include "audit/names.h"
#include "audit/numerals.h"
#include "audit/office.h"
#include "audit/passage.h"
#include "audit/prose.h"
#include "audit/relations.h"
#include "audit/values.h"

#include <string.h>

typedef struct Audit {
  const JbReport *report;
  JbFindings *findings;
  JbFactIndex *index;
  JbNameList *names;
  const JbOffice *office;
  JbDates dates;
  size_t literals; /* numerals of a report without facts */
  JbPlace first_literal;
} Audit;

/* Prose is held to all rules; words around exhibits name years less, and cells are numbers by nature. */
typedef enum Manner {
  MANNER_PROSE,
  MANNER_CAPTION,
  MANNER_CELL,
} Manner;

static void count_literals(Audit *audit, const JbPassage *passage)
{
  size_t literals = jb_audit_count_literals(passage, audit->index);
  if (audit->literals == 0 && literals > 0) {
    audit->first_literal = jb_passage_place(passage, 0);
  }
  audit->literals += literals;
}

/* A notice may say a date and a number; who says many numbers should know that nothing holds them. */
static void tell_literals(const Audit *audit)
{
  enum { MANY = 20 };
  if (audit->literals >= MANY) {
    g_autofree char *count = g_strdup_printf("%" G_GSIZE_FORMAT, audit->literals);
    jb_find(audit->findings, NUMERALS_WITHOUT_FACTS, audit->first_literal, count);
  }
}

/* Blocks that stand behind one. */
typedef struct Blocks {
  JbBlock *const *items;
  size_t count;
} Blocks;

static void audit_passage(Audit *audit, const JbInlines *inlines, Manner manner, Blocks behind)
{
  if (inlines->count == 0) {
    return;
  }
  g_autoptr(JbPassage) passage = jb_passage_new(inlines);
  jb_office_waive_known(audit->office, passage);
  jb_office_audit_passage(audit->office, passage, audit->findings);
  if (audit->report->fact_count > 0) {
    jb_audit_numerals(passage, audit->index, manner != MANNER_CELL, audit->findings);
  } else if (manner == MANNER_PROSE) {
    count_literals(audit, passage);
  }
  jb_audit_calendar(passage, audit->findings);
  jb_audit_values(passage, audit->findings);
  if (manner == MANNER_CELL) {
    return;
  }
  jb_audit_points(passage, audit->findings);
  jb_audit_decimals(passage, audit->findings);
  if (manner == MANNER_PROSE) {
    if (audit->report->fact_count > 0) {
      jb_audit_dates(passage, &audit->dates, audit->findings);
    }
    jb_audit_counts(passage, behind.items, behind.count, audit->findings);
    jb_audit_ordinals(passage, audit->findings);
    jb_name_list_add(audit->names, passage);
  }
}

/* Words of an exhibit's parts: a number in them is a number in print. */
static void audit_chart(Audit *audit, const JbChart *chart)
{
  for (size_t s = 0; s < chart->series_count; s++) {
    const JbSeries *series = &chart->series[s];
    g_autoptr(GPtrArray) facts = g_ptr_array_new();
    audit_passage(audit, &series->title, MANNER_CAPTION, (Blocks){0});
    for (size_t i = 0; i < series->bar_count; i++) {
      audit_passage(audit, &series->bars[i].label, MANNER_CAPTION, (Blocks){0});
      audit_passage(audit, &series->bars[i].remark, MANNER_CAPTION, (Blocks){0});
      if (series->bars[i].fact) {
        g_ptr_array_add(facts, (gpointer)series->bars[i].fact);
      }
    }
    jb_audit_fact_decimals((const JbFact *const *)facts->pdata, facts->len, audit->findings);
  }
  for (size_t i = 0; i < chart->group_count; i++) {
    audit_passage(audit, &chart->groups[i], MANNER_CAPTION, (Blocks){0});
  }
  audit_passage(audit, &chart->rest, MANNER_CAPTION, (Blocks){0});
}

static void audit_kpis(Audit *audit, const JbKpis *kpis)
{
  g_autoptr(GPtrArray) facts = g_ptr_array_new();
  for (size_t i = 0; i < kpis->count; i++) {
    audit_passage(audit, &kpis->items[i].label, MANNER_CAPTION, (Blocks){0});
    if (kpis->items[i].fact) {
      g_ptr_array_add(facts, (gpointer)kpis->items[i].fact);
    }
  }
  jb_audit_fact_decimals((const JbFact *const *)facts->pdata, facts->len, audit->findings);
}

static void audit_table(Audit *audit, const JbTable *table)
{
  for (size_t column = 0; column < table->column_count; column++) {
    audit_passage(audit, &table->columns[column].title, MANNER_CELL, (Blocks){0});
  }
  for (size_t row = 0; row < table->row_count; row++) {
    for (size_t cell = 0; cell < table->rows[row].cell_count; cell++) {
      audit_passage(audit, &table->rows[row].cells[cell].inlines, MANNER_CELL, (Blocks){0});
    }
  }
  for (size_t note = 0; note < table->note_count; note++) {
    audit_passage(audit, &table->notes[note], MANNER_CAPTION, (Blocks){0});
  }
}

static bool title_says_year(const JbBlock *section)
{
  g_autoptr(JbPassage) title = jb_passage_new(&section->inlines), subtitle = jb_passage_new(&section->subtitle);
  return jb_dates_say_year(title) || jb_dates_say_year(subtitle);
}

static void audit_blocks(Audit *audit, JbBlock *const *blocks, size_t count);

static void audit_block(Audit *audit, const JbBlock *block, Blocks behind)
{
  bool exhibit = block->table || block->chart || block->kpis || block->figure;
  audit_passage(audit, &block->inlines, exhibit || block->kind == JB_BLOCK_SECTION ? MANNER_CAPTION : MANNER_PROSE,
                behind);
  audit_passage(audit, &block->subtitle, MANNER_CAPTION, (Blocks){0});
  audit_passage(audit, &block->note, MANNER_CAPTION, (Blocks){0});
  if (block->table) {
    audit_table(audit, block->table);
    jb_audit_comparisons(block->table, audit->findings);
  }
  if (block->kpis) {
    audit_kpis(audit, block->kpis);
  }
  if (block->chart) {
    audit_chart(audit, block->chart);
    jb_audit_chart(block, audit->findings);
  }
  if (block->kind == JB_BLOCK_SECTION) {
    jb_audit_title_count(block, audit->findings);
  }
  bool year_told = audit->dates.year_told;
  audit->dates.year_told = year_told || (block->kind == JB_BLOCK_SECTION && title_says_year(block));
  audit_blocks(audit, block->children, block->child_count);
  audit->dates.year_told = year_told;
}

static void audit_blocks(Audit *audit, JbBlock *const *blocks, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    audit_block(audit, blocks[i], (Blocks){blocks + i + 1, count - i - 1});
  }
}

/* --- Severities --- */

static const JbAuditRule *rule_for(const JbReport *report, const char *code)
{
  for (size_t i = 0; i < report->audit_rule_count; i++) {
    if (g_ascii_strcasecmp(report->audit_rules[i].code, code) == 0) {
      return &report->audit_rules[i];
    }
  }
  return NULL;
}

static void hand_on(const JbReport *report, const JbFindings *found, JbFindings *findings)
{
  for (size_t i = 0; i < jb_findings_count(found); i++) {
    const JbFinding *finding = jb_findings_at(found, i);
    const JbAuditRule *rule = rule_for(report, jb_finding_code(finding));
    if (!rule || !rule->off) {
      jb_findings_add_as(findings, finding->message, rule ? rule->severity : finding->severity, finding->place,
                         (const char *const *)finding->arguments);
    }
  }
}

/* What the report says of rules that nobody has. */
static void check_codes(const JbReport *report, const JbOffice *office, JbFindings *findings)
{
  for (size_t i = 0; i < report->audit_rule_count; i++) {
    const JbAuditRule *rule = &report->audit_rules[i];
    JbMessage message = jb_message_lookup(rule->code);
    bool ours = message != JB_MESSAGE_COUNT && jb_message_code(message)[1] == '8' && !jb_message_is_of_office(message);
    if (!ours && !jb_office_has_rule(office, rule->code)) {
      jb_find(findings, AUDIT_CODE, rule->place, rule->code);
    }
  }
}

void jb_audit(const JbReport *report, const JbRules *const *rules, JbFindings *findings)
{
  g_autoptr(JbFindings) found = jb_findings_new();
  g_autoptr(JbFactIndex) index = jb_fact_index_new(report);
  g_autoptr(JbNameList) names = jb_name_list_new();
  g_autoptr(JbOffice) office = jb_office_new(rules);
  Audit audit = {.report = report, .findings = found, .index = index, .names = names, .office = office};
  check_codes(report, office, findings);
  audit_passage(&audit, &report->title, MANNER_CAPTION, (Blocks){0});
  audit_passage(&audit, &report->subtitle, MANNER_CAPTION, (Blocks){0});
  audit_blocks(&audit, report->blocks, report->block_count);
  tell_literals(&audit);
  jb_audit_parts(report, found);
  jb_audit_implied(report, found);
  jb_audit_fact_names(report, found);
  jb_audit_names(names, found);
  jb_office_audit_facts(office, report, found);
  hand_on(report, found, findings);
}
