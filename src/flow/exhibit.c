/* SPDX-License-Identifier: MIT
 * flow/exhibit: the words around an exhibit, written from its facts so that nobody has to keep them in step. */
#include "flow/exhibit.h"

#include "base/numbering.h"
#include "report/comparison.h"
#include "report/period.h"

#include <string.h>

/* Between an exhibit's parts. [pt] */
#define CAPTION_GAP 4.0
#define NOTE_GAP    3.0
/* Of turned lines under a note to a cell: "① ". [em] */
#define NOTE_HANGING 1.25

typedef const char *(*FactText)(const JbFact *fact);

static const char *fact_unit(const JbFact *fact)
{
  return fact->unit;
}

static const char *fact_period(const JbFact *fact)
{
  return fact->period;
}

/* What all facts say alike; NULL when they differ or there are none. */
static const char *common(const JbFact *const *facts, size_t count, FactText text)
{
  if (count == 0) {
    return NULL;
  }
  for (size_t i = 1; i < count; i++) {
    if (strcmp(text(facts[0]), text(facts[i])) != 0) {
      return NULL;
    }
  }
  return text(facts[0]);
}

static bool same_status(const JbFact *const *facts, size_t count)
{
  for (size_t i = 1; i < count; i++) {
    if (facts[i]->status != facts[0]->status) {
      return false;
    }
  }
  return count > 0;
}

/* "单位：%　2024年（预计）": only what holds for every number shown. */
static char *unit_line(const JbBlock *block, const JbFact *const *facts, size_t count, unsigned shown, bool *mixed)
{
  GString *line = g_string_new(NULL);
  const char *unit = *block->unit ? block->unit : common(facts, count, fact_unit);
  const char *period = common(facts, count, fact_period);
  *mixed = count > 0 && !unit;
  if (period && *period && !(shown & JB_EXHIBIT_SHOWS_PERIOD)) {
    g_autofree char *text = jb_period_format(period);
    g_string_append(line, text);
  }
  if (!(shown & JB_EXHIBIT_SHOWS_STATUS) && same_status(facts, count) && facts[0]->status != JB_FACT_ACTUAL) {
    g_string_append_printf(line, line->len ? "（%s）" : "%s数", jb_fact_status_name(facts[0]->status));
  }
  if (unit && *unit && !(shown & JB_EXHIBIT_SHOWS_UNIT)) {
    g_string_append_printf(line, "%s单位：%s", line->len ? "　" : "", unit);
  }
  return g_string_free(line, FALSE);
}

/* Its name; with its period, where there is one of the same name beside it. */
static void append_name(GString *note, const JbFact *const *facts, size_t count, size_t index)
{
  for (size_t i = 0; i < count; i++) {
    if (strcmp(facts[i]->name, facts[index]->name) == 0 && strcmp(facts[i]->period, facts[index]->period) != 0) {
      g_autofree char *period = jb_period_format(facts[index]->period);
      g_string_append(note, period);
      break;
    }
  }
  g_string_append(note, facts[index]->name);
}

/* "地区生产总值增速、固定资产投资增速为预计数。" for each status that only some of the facts have. */
static void note_statuses(GString *note, const JbFact *const *facts, size_t count, bool hatched)
{
  static const JbFactStatus marked[] = {JB_FACT_EXPECTED, JB_FACT_DERIVED, JB_FACT_TARGET};
  if (same_status(facts, count)) {
    return;
  }
  for (size_t s = 0; s < G_N_ELEMENTS(marked); s++) {
    size_t named = 0;
    for (size_t i = 0; i < count; i++) {
      if (facts[i]->status == marked[s]) {
        g_string_append(note, named++ ? "、" : "");
        append_name(note, facts, count, i);
      }
    }
    if (named) {
      g_string_append_printf(note, "为%s数%s。", jb_fact_status_name(marked[s]), hatched ? "（斜线）" : "");
    }
  }
}

/* "“四上”企业总数为2024年末，新增“四上”企业为2024年。" where the numbers are not all of one period. */
static void note_periods(GString *note, const JbFact *const *facts, size_t count)
{
  g_autoptr(GPtrArray) seen = g_ptr_array_new();
  if (common(facts, count, fact_period)) {
    return;
  }
  for (size_t i = 0; i < count; i++) {
    const char *period = facts[i]->period;
    if (!*period || g_ptr_array_find_with_equal_func(seen, period, g_str_equal, NULL)) {
      continue;
    }
    g_string_append(note, seen->len ? "，" : "");
    g_ptr_array_add(seen, facts[i]->period);
    for (size_t k = i, named = 0; k < count; k++) {
      if (strcmp(facts[k]->period, period) == 0) {
        g_string_append_printf(note, "%s%s", named++ ? "、" : "", facts[k]->name);
      }
    }
    g_autofree char *words = jb_period_format(period);
    g_string_append_printf(note, "为%s", words);
  }
  if (seen->len) {
    g_string_append(note, "。");
  }
}

/* "数据来源：甲、乙。" each source once, in the order of the facts. */
static void note_sources(GString *note, const JbFact *const *facts, size_t count)
{
  g_autoptr(GPtrArray) seen = g_ptr_array_new();
  for (size_t i = 0; i < count; i++) {
    if (*facts[i]->source && !g_ptr_array_find_with_equal_func(seen, facts[i]->source, g_str_equal, NULL)) {
      g_string_append_printf(note, "%s%s", seen->len ? "、" : "数据来源：", facts[i]->source);
      g_ptr_array_add(seen, facts[i]->source);
    }
  }
  if (seen->len) {
    g_string_append(note, "。");
  }
}

static void append_note(GString *note, const JbBlock *block, const JbFact *const *facts, size_t count, unsigned shown)
{
  g_autofree char *own = jb_inlines_to_plain(&block->note);
  g_string_append(note, own);
  if (shown & JB_EXHIBIT_OVERLAPS) {
    g_string_append(note, "各项有交叉，不能相加。");
  }
  if (!(shown & JB_EXHIBIT_SHOWS_STATUS)) {
    note_statuses(note, facts, count, shown & JB_EXHIBIT_HATCHES_STATUS);
  }
  if (!(shown & JB_EXHIBIT_SHOWS_PERIOD)) {
    note_periods(note, facts, count);
  }
  if (block->table) {
    g_autofree char *periods = jb_table_comparison_note(block->table);
    g_string_append(note, periods);
  }
  if (block->ledger) {
    g_autofree char *summary = jb_ledger_summary(block->ledger);
    g_string_append(note, summary);
  }
  if (block->table && block->table->rounded) {
    g_string_append(note, "部分数据因四舍五入，分项之和与合计略有出入。");
  }
  if (note->len) {
    g_string_prepend(note, "注：");
  }
}

static void add_line(JbExhibit *exhibit, JbSetText *text, JbElementId element)
{
  JbExhibitLine line = {text, element};
  g_array_append_val(exhibit->lines, line);
}

/* Ends what the words are put together from. */
static void add_words(JbExhibit *exhibit, const JbBlock *block, double width, GString *words)
{
  const JbTextStyle *style = &exhibit->context->theme->styles[JB_STYLE_EXHIBIT_NOTE];
  if (words->len) {
    add_line(exhibit, jb_set_text_new_plain(exhibit->context, words->str, block->place, style, width),
             exhibit->element);
    g_string_truncate(words, 0);
  }
}

static void add_cell_notes(JbExhibit *exhibit, const JbTable *table, double width)
{
  const JbFlowContext *context = exhibit->context;
  JbTextStyle *style = &exhibit->note_style;
  *style = context->theme->styles[JB_STYLE_EXHIBIT_NOTE];
  style->composition.first_indent = 0;
  style->composition.hanging_indent = NOTE_HANGING * style->size;
  for (size_t i = 0; i < table->note_count; i++) {
    g_autofree char *mark = jb_numbering_mark(i + 1);
    g_autofree char *prefix = g_strconcat(mark, " ", NULL);
    add_line(exhibit, jb_set_text_new(context, &table->notes[i], prefix, style, width), /* element */ 0);
  }
}

/* CY/T 170: what holds for the whole table, what for some of it, where it is from. */
static void add_lines(JbExhibit *exhibit, const JbBlock *block, const JbFact *const *facts, size_t count,
                      unsigned shown, double width)
{
  g_autoptr(GString) words = g_string_new(NULL);
  append_note(words, block, facts, count, shown);
  if (block->table && block->table->note_count > 0) {
    add_words(exhibit, block, width, words);
    add_cell_notes(exhibit, block->table, width);
  }
  note_sources(words, facts, count);
  add_words(exhibit, block, width, words);
}

static JbSetText *make_caption(const JbFlowContext *context, const JbBlock *block, const char *before, double width)
{
  const JbTextStyle *style = &context->theme->styles[JB_STYLE_CAPTION];
  const char *number = jb_numbers_label(context->numbers, block);
  bool words = block->inlines.count > 0;
  if (!words && !*number) {
    return NULL;
  }
  g_autofree char *prefix = g_strconcat(before, number, words && *number ? "　" : "", NULL);
  return words ? jb_set_text_new(context, &block->inlines, prefix, style, width)
               : jb_set_text_new_plain(context, prefix, block->place, style, width);
}

JbExhibit *jb_exhibit_new(const JbFlowContext *context, const JbBlock *block, JbStructureRole role,
                          const JbFact *const *facts, size_t fact_count, char *alternative, double width,
                          unsigned shown, bool *mixed)
{
  JbExhibit *exhibit = g_new0(JbExhibit, 1);
  exhibit->context = context;
  exhibit->element = jb_structure_add(context->structure, context->parent, role, alternative);
  g_free(alternative);
  exhibit->caption_above = role == JB_STRUCTURE_TABLE;
  exhibit->caption = make_caption(context, block, "", width);
  if (exhibit->caption) {
    exhibit->caption_element = jb_structure_add(context->structure, exhibit->element, JB_STRUCTURE_CAPTION, NULL);
  }
  if (exhibit->caption_above) {
    exhibit->continued = make_caption(context, block, "续", width);
  }
  g_autofree char *unit = unit_line(block, facts, fact_count, shown, mixed);
  if (*unit) {
    exhibit->unit = jb_set_text_new_plain(context, unit, block->place, &context->theme->styles[JB_STYLE_UNIT], width);
  }
  exhibit->lines = g_array_new(FALSE, FALSE, sizeof(JbExhibitLine));
  add_lines(exhibit, block, facts, fact_count, shown, width);
  return exhibit;
}

void jb_exhibit_add_notes(JbExhibit *exhibit)
{
  const JbFlowContext *context = exhibit->context;
  for (guint i = 0; i < exhibit->lines->len; i++) {
    JbExhibitLine *line = &g_array_index(exhibit->lines, JbExhibitLine, i);
    if (line->element == 0) {
      line->element = jb_structure_add(context->structure, context->parent, JB_STRUCTURE_NOTE, NULL);
    }
  }
}

void jb_exhibit_continue(JbExhibit *exhibit, const JbBlock *block, double width)
{
  exhibit->continued = make_caption(exhibit->context, block, "续", width);
}

void jb_exhibit_free(JbExhibit *exhibit)
{
  if (!exhibit) {
    return;
  }
  jb_set_text_free(exhibit->caption);
  jb_set_text_free(exhibit->continued);
  jb_set_text_free(exhibit->unit);
  for (guint i = 0; i < exhibit->lines->len; i++) {
    jb_set_text_free(g_array_index(exhibit->lines, JbExhibitLine, i).text);
  }
  g_array_free(exhibit->lines, TRUE);
  g_free(exhibit);
}

static double part_height(const JbSetText *text, double gap)
{
  return text ? jb_set_text_height(text) + gap : 0;
}

double jb_exhibit_above(const JbExhibit *exhibit)
{
  double caption = exhibit->caption_above ? part_height(exhibit->caption, 0) : 0;
  return caption + part_height(exhibit->unit, CAPTION_GAP / 2);
}

double jb_exhibit_below_part(const JbExhibit *exhibit, bool continued, bool last)
{
  const JbSetText *caption = continued ? exhibit->continued : exhibit->caption;
  double below = exhibit->caption_above ? 0 : part_height(caption, CAPTION_GAP);
  for (guint i = 0; last && i < exhibit->lines->len; i++) {
    below += jb_set_text_height(g_array_index(exhibit->lines, JbExhibitLine, i).text) + (i == 0 ? NOTE_GAP : 0);
  }
  return below;
}

double jb_exhibit_below(const JbExhibit *exhibit)
{
  return jb_exhibit_below_part(exhibit, /* continued */ false, /* last */ true);
}

/* Draws a part and moves the origin past it. */
static void emit_part(const JbSetText *text, JbPoint *origin, JbElementId element, JbPage *page)
{
  if (!text) {
    return;
  }
  jb_set_text_emit(text, 0, jb_set_text_line_count(text), *origin, element, page);
  origin->y += jb_set_text_height(text);
}

void jb_exhibit_emit_above(const JbExhibit *exhibit, JbPoint origin, bool continued, JbPage *page)
{
  if (exhibit->caption_above) {
    emit_part(continued ? exhibit->continued : exhibit->caption, &origin, exhibit->caption_element, page);
  }
  emit_part(exhibit->unit, &origin, exhibit->element, page);
}

void jb_exhibit_emit_below_part(const JbExhibit *exhibit, JbPoint origin, bool continued, bool last, JbPage *page)
{
  for (guint i = 0; last && i < exhibit->lines->len; i++) {
    const JbExhibitLine *line = &g_array_index(exhibit->lines, JbExhibitLine, i);
    origin.y += i == 0 ? NOTE_GAP : 0;
    emit_part(line->text, &origin, line->element, page);
  }
  if (!exhibit->caption_above) {
    origin.y += CAPTION_GAP;
    emit_part(continued ? exhibit->continued : exhibit->caption, &origin, exhibit->caption_element, page);
  }
}

void jb_exhibit_emit_below(const JbExhibit *exhibit, JbPoint origin, JbPage *page)
{
  jb_exhibit_emit_below_part(exhibit, origin, /* continued */ false, /* last */ true, page);
}
