/* SPDX-License-Identifier: MIT
 * chart/words: labels are set on one line first, to learn their sizes; those that must wrap are tried, with no finding,
 * until they sit well. Only the settings that are drawn tell findings. */
#include "chart/words.h"

#include <math.h>
#include <string.h>

/* A label of several lines is narrowed by this much a trial, as long as it needs no line more: "规上工业／增加值增速",
 * not "规上工业增加值／增速". [em] */
#define BALANCE_STEP 0.25
/* So that a line that just fits is not broken by the last bit of a sum. [pt] */
#define SLACK 0.01

static const struct {
  JbStyleName style;
  bool inked; /* one line, measured by its ink */
} kinds[JB_WORD_KINDS] = {
    [JB_WORD_CATEGORY] = {JB_STYLE_CHART_LABEL, false}, [JB_WORD_GROUP] = {JB_STYLE_CHART_VALUE, false},
    [JB_WORD_SERIES] = {JB_STYLE_CHART_LABEL, false},   [JB_WORD_VALUE] = {JB_STYLE_CHART_VALUE, true},
    [JB_WORD_TOTAL] = {JB_STYLE_CHART_VALUE, true},     [JB_WORD_REMARK] = {JB_STYLE_CHART_LABEL, false},
    [JB_WORD_MARK] = {JB_STYLE_CHART_AXIS, false},      [JB_WORD_TICK] = {JB_STYLE_CHART_AXIS, true},
    [JB_WORD_GROWTH] = {JB_STYLE_CHART_VALUE, true},
};

typedef struct Entry {
  const JbInlines *inlines; /* NULL: text */
  char *text;
  JbPlace place;
  JbSetText *set;
  JbTextStyle own; /* of a text that is aligned or coloured otherwise than the kind */
  JbSize natural;  /* on one line, or on those its author broke */
  JbRect ink;      /* against the start of its baseline */
  double measure;  /* at which it is to be set; INFINITY: on one line */
  double asked;    /* the measure last tried … */
  JbSize balanced; /* … its size there … */
  double narrowed; /* … and the measure that gave it */
} Entry;

struct JbWords {
  const JbFlowContext *context;
  JbFlowContext trial; /* the document's, but for findings: there are none */
  JbTextStyle styles[JB_WORD_KINDS];
  GPtrArray *entries[JB_WORD_KINDS]; /* of Entry */
};

static void entry_free(gpointer data)
{
  Entry *entry = data;
  jb_set_text_free(entry->set);
  g_free(entry->text);
  g_free(entry);
}

JbWords *jb_words_new(const JbFlowContext *context)
{
  JbWords *words = g_new0(JbWords, 1);
  words->context = context;
  words->trial = *context;
  words->trial.findings = NULL;
  for (int kind = 0; kind < JB_WORD_KINDS; kind++) {
    JbTextStyle *style = &words->styles[kind];
    *style = context->theme->styles[kinds[kind].style];
    style->composition.align = JB_TEXT_START;
    style->composition.first_indent = style->composition.hanging_indent = 0;
    words->entries[kind] = g_ptr_array_new_with_free_func(entry_free);
  }
  return words;
}

void jb_words_free(JbWords *words)
{
  if (!words) {
    return;
  }
  for (int kind = 0; kind < JB_WORD_KINDS; kind++) {
    g_ptr_array_free(words->entries[kind], TRUE);
  }
  g_free(words);
}

double jb_words_em(const JbWords *words)
{
  return words->styles[JB_WORD_CATEGORY].size;
}

double jb_words_leading(const JbWords *words)
{
  return words->styles[JB_WORD_CATEGORY].leading;
}

/* --- setting --- */

static JbSetText *set_text(const JbFlowContext *context, const Entry *entry, const JbTextStyle *style, double measure)
{
  return entry->inlines ? jb_set_text_new(context, entry->inlines, NULL, style, measure)
                        : jb_set_text_new_plain(context, entry->text, entry->place, style, measure);
}

static JbSize text_size(const JbSetText *text)
{
  return (JbSize){jb_set_text_natural_width(text), jb_set_text_height(text)};
}

static void add(JbWords *words, JbWordKind kind, Entry entry)
{
  bool empty = entry.inlines ? entry.inlines->count == 0 : *entry.text == '\0';
  Entry *kept = g_memdup2(&entry, sizeof entry);
  kept->measure = INFINITY;
  if (!empty) {
    kept->set = set_text(words->context, kept, &words->styles[kind], INFINITY);
    kept->natural = text_size(kept->set);
  }
  if (!empty && kinds[kind].inked) {
    kept->ink = jb_set_text_ink(kept->set);
    kept->natural = (JbSize){kept->ink.width, kept->ink.height};
  }
  g_ptr_array_add(words->entries[kind], kept);
}

void jb_words_add(JbWords *words, JbWordKind kind, const JbInlines *inlines, JbPlace place)
{
  add(words, kind, (Entry){.inlines = inlines, .place = place});
}

void jb_words_add_text(JbWords *words, JbWordKind kind, char *text, JbPlace place)
{
  add(words, kind, (Entry){.text = text, .place = place});
}

static Entry *entry_of(const JbWords *words, JbWord word)
{
  GPtrArray *entries = words->entries[word.kind];
  return word.index < entries->len ? g_ptr_array_index(entries, word.index) : NULL;
}

/* The size at the narrowest measure that needs no line more than the given one. */
static void balance(const JbWords *words, JbWordKind kind, Entry *entry, double measure)
{
  const JbTextStyle *style = &words->styles[kind];
  g_autoptr(JbSetText) widest = set_text(&words->trial, entry, style, measure);
  double step = BALANCE_STEP * style->size, least = entry->natural.width / (double)jb_set_text_line_count(widest);
  entry->asked = entry->narrowed = measure;
  entry->balanced = text_size(widest);
  while (measure - step >= least) {
    measure -= step;
    g_autoptr(JbSetText) narrower = set_text(&words->trial, entry, style, measure);
    JbSize trial = text_size(narrower);
    if (trial.height > entry->balanced.height || trial.width > measure + SLACK) {
      break;
    }
    entry->balanced = trial;
    entry->narrowed = measure;
  }
}

JbSize jb_words_measure(void *data, JbWord word, double measure)
{
  const JbWords *words = data;
  Entry *entry = entry_of(words, word);
  if (!entry || !entry->set) {
    return (JbSize){0, 0};
  }
  if (!kinds[word.kind].inked && measure < entry->natural.width) {
    if (entry->asked != measure) {
      balance(words, word.kind, entry, measure);
    }
    entry->measure = entry->narrowed;
    return entry->balanced;
  }
  /* What its author broke still has lines to align. */
  bool broken = jb_set_text_line_count(entry->set) > 1 && !kinds[word.kind].inked;
  entry->measure = broken ? entry->natural.width + SLACK : (double)INFINITY;
  return entry->natural;
}

/* Where in a text its first number's whole part ends; NULL: there is no number. */
static const char *end_of_integer(const char *text)
{
  static const char digits[] = "0123456789";
  const char *end = text ? strpbrk(text, digits) : NULL;
  while (end && (strchr(digits, *end) || *end == ',') && *end) {
    end++;
  }
  return end;
}

double jb_words_point(void *data, JbWord word)
{
  const Entry *entry = entry_of(data, word);
  const char *end = entry ? end_of_integer(entry->text) : NULL;
  if (!end || !entry->set) {
    return NAN;
  }
  const JbParagraph *paragraph = entry->set->paragraph;
  double x = 0;
  for (size_t g = 0; g < paragraph->glyph_count; g++) {
    const JbPlacedGlyph *glyph = &paragraph->glyphs[g];
    if (glyph->cluster >= (size_t)(end - entry->text)) {
      return glyph->x - entry->ink.x;
    }
    x = glyph->x + glyph->advance;
  }
  return x - entry->ink.x;
}

void jb_words_settle(JbWords *words, const JbDrawing *drawing, const bool *paper)
{
  for (guint i = 0; i < drawing->labels->len; i++) {
    const JbDrawnLabel *label = jb_drawing_label_at(drawing, i);
    Entry *entry = entry_of(words, label->word);
    if (!isfinite(entry->measure) && !paper[i]) {
      continue; /* as it was set first */
    }
    entry->own = words->styles[label->word.kind];
    entry->own.composition.align = isfinite(entry->measure) ? label->align : JB_TEXT_START;
    if (paper[i]) {
      entry->own.colour = jb_colour_grey(1);
    }
    jb_set_text_free(entry->set);
    entry->set = set_text(words->context, entry, &entry->own, entry->measure);
  }
}

/* --- drawing --- */

/* Lines are aligned within the measure they were set at, which is wider than the box. */
static double before(const JbSetText *text, JbTextAlign align, double box_width)
{
  double spare = isfinite(text->width) ? text->width - box_width : 0;
  return align == JB_TEXT_CENTRE ? spare / 2 : align == JB_TEXT_END ? spare : 0;
}

void jb_words_draw(const JbWords *words, const JbDrawnLabel *label, JbPoint origin, JbElementId element, JbPage *page)
{
  const Entry *entry = entry_of(words, label->word);
  origin.x += label->box.x;
  origin.y += label->box.y;
  if (kinds[label->word.kind].inked) {
    JbPoint baseline = {origin.x - entry->ink.x, origin.y - entry->ink.y};
    jb_set_text_emit_at(entry->set, baseline, element, page);
    return;
  }
  origin.x -= before(entry->set, label->align, label->box.width);
  jb_set_text_emit(entry->set, 0, jb_set_text_line_count(entry->set), origin, element, page);
}
