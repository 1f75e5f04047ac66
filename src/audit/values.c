/* SPDX-License-Identifier: MIT
 * audit/values: a value brings its unit, its sign and, with as="words", 突破 and 以上; who writes them around it as
 * well prints them twice. A measure word of one character is held to be repeated only where the clause ends behind it:
 * 5家家电 企业 and 3名名师 are right. */
#include "audit/values.h"

#include "base/utf8.h"
#include "report/unit.h"

#include <string.h>

/* --- Units --- */

static bool ends_clause(const JbPassage *passage, size_t index)
{
  static const char *const marks[] = {"，", "。", "；", "、", "：", "！", "？", "）", "”", "\n", NULL};
  return index >= passage->count || jb_passage_any(passage, index, marks) > 0;
}

/* The unit that a value prints; "" for none. Newly allocated. */
static char *printed_unit(const JbInline *piece)
{
  JbFactForm form = piece->value;
  bool with_unit = form.part == JB_FACT_VALUE;
  form.mark = JB_FACT_UNMARKED;
  form.part = JB_FACT_UNIT;
  return with_unit ? jb_fact_format(piece->fact, form) : g_strdup("");
}

/* How much of the text at index repeats the unit, whole or without 万 and 亿; 0: nothing. */
static size_t repeated_unit(const JbPassage *passage, size_t index, const char *unit)
{
  static const char *const rates[] = {JB_UNIT_PERCENT, JB_UNIT_POINTS, NULL};
  const char *counted;
  jb_unit_power(unit, &counted);
  const char *const units[] = {unit, counted, NULL};
  if (jb_unit_is_rate(unit)) {
    return jb_passage_any(passage, index, rates);
  }
  size_t length = *counted != '\0' ? jb_passage_any(passage, index, units) : 0;
  return length > 1 || ends_clause(passage, index + length) ? length : 0;
}

/* --- Words --- */

/* Words that say the same of a number, before it and behind it. */
typedef struct Sense {
  const char *before[8], *behind[4];
} Sense;

static const Sense senses[] = {
    {{"大约", "约", "将近", "接近", "≈", NULL}, {"左右", "上下", NULL}},
    {{"突破", "超过", "超", "逾", ">", NULL}, {"以上", NULL}},
    {{"不足", "不到", "少于", "<", NULL}, {"以内", "以下", NULL}},
};

static size_t word_before(const JbPassage *passage, size_t index, const Sense *sense)
{
  for (const char *const *word = sense->before; *word; word++) {
    if (jb_passage_ends(passage, index, *word)) {
      return jb_utf8_count(*word, strlen(*word));
    }
  }
  return 0;
}

static bool begins_with_any(const char *text, const char *const *words)
{
  while (*words && !g_str_has_prefix(text, *words)) {
    words++;
  }
  return *words != NULL;
}

static bool ends_with_any(const char *text, const char *const *words)
{
  while (*words && !g_str_has_suffix(text, *words)) {
    words++;
  }
  return *words != NULL;
}

/* --- What is told --- */

static void tell_repeated(const JbPassage *passage, size_t index, const char *printed, size_t start, size_t end,
                          JbSeverity severity, JbFindings *findings)
{
  g_autofree char *words = jb_passage_text(passage, start, end);
  jb_findings_add_as(findings, JB_MESSAGE_VALUE_REPEATED, severity, jb_passage_place(passage, index),
                     (const char *const[]){printed, words, NULL});
}

/* The same side twice is a slip in print; 约…左右 on both sides is only one word too many. */
static void audit_words(const JbPassage *passage, size_t index, const char *printed, JbFindings *findings)
{
  for (size_t i = 0; i < G_N_ELEMENTS(senses); i++) {
    const Sense *sense = &senses[i];
    size_t before = word_before(passage, index, sense), behind = jb_passage_any(passage, index + 1, sense->behind);
    bool own_before = begins_with_any(printed, sense->before), own_behind = ends_with_any(printed, sense->behind);
    if (before > 0 && (own_before || own_behind)) {
      tell_repeated(passage, index, printed, index - before, index,
                    own_before ? JB_SEVERITY_ERROR : JB_SEVERITY_WARNING, findings);
    }
    if (behind > 0 && (own_before || own_behind || before > 0)) {
      tell_repeated(passage, index, printed, index + 1, index + 1 + behind,
                    own_behind ? JB_SEVERITY_ERROR : JB_SEVERITY_WARNING, findings);
    }
  }
}

static void audit_sign(const JbPassage *passage, size_t index, const char *printed, JbFindings *findings)
{
  static const char *const verbs[] = {"增长", "增加", "上升", "提高", "提升", "下降", "减少", "降低", "回落", "下跌"};
  for (size_t i = 0; i < G_N_ELEMENTS(verbs) && g_str_has_prefix(printed, "−"); i++) {
    if (jb_passage_ends(passage, index, verbs[i])) {
      jb_find(findings, VALUE_NEGATIVE, jb_passage_place(passage, index), verbs[i], printed);
    }
  }
}

void jb_audit_values(const JbPassage *passage, JbFindings *findings)
{
  for (size_t i = 0; i < passage->count; i++) {
    const JbInline *piece = passage->characters[i].piece;
    JbFactPart part = piece->value.part;
    if (!passage->characters[i].fact || (part != JB_FACT_VALUE && part != JB_FACT_NUMBER)) {
      continue;
    }
    g_autofree char *printed = jb_inline_value(piece), *unit = printed_unit(piece);
    size_t repeated = repeated_unit(passage, i + 1, unit);
    if (repeated > 0) {
      tell_repeated(passage, i, printed, i + 1, i + 1 + repeated, JB_SEVERITY_ERROR, findings);
    }
    audit_words(passage, i, printed, findings);
    audit_sign(passage, i, printed, findings);
  }
}
