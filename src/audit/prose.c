/* SPDX-License-Identifier: MIT
 * audit/prose: rules that look at words around numbers. */
#include "audit/prose.h"

#include "audit/numeral.h"
#include "base/utf8.h"
#include "report/unit.h"

#include <string.h>

/* --- % and 个百分点 --- */

/* A rate: a value in %, or digits with %, that ends at index. *start: where it begins. */
static bool is_rate(const JbPassage *passage, size_t index, size_t *start)
{
  const JbPassageCharacter *character = &passage->characters[index];
  *start = index;
  if (character->fact) {
    return strcmp(character->fact->unit, JB_UNIT_PERCENT) == 0;
  }
  if (character->code != '%' || character->waived) {
    return false;
  }
  while (*start > 0 &&
         (jb_is_digit(jb_passage_code(passage, *start - 1)) || jb_passage_code(passage, *start - 1) == '.')) {
    --*start;
  }
  return *start < index;
}

/* 高于全市, 超序时进度: with what is compared, just before start. 低于60% alone is a threshold. */
static bool compares(const JbPassage *passage, size_t start)
{
  static const char *const words[] = {"高于", "低于", "快于", "慢于", "高出", "超", "超出", "落后"};
  static const char *const others[] = {"全国", "全省",     "全市",     "全县", "全区", "上年",
                                       "去年", "上年同期", "去年同期", "同期", "平均", "序时进度"};
  for (size_t other = 0; other < G_N_ELEMENTS(others); other++) {
    size_t length = jb_utf8_count(others[other], strlen(others[other]));
    for (size_t word = 0; word < G_N_ELEMENTS(words) && jb_passage_ends(passage, start, others[other]); word++) {
      if (jb_passage_ends(passage, start - length, words[word])) {
        return true;
      }
    }
  }
  return false;
}

void jb_audit_points(const JbPassage *passage, JbFindings *findings)
{
  static const char *const growths[] = {"增长", "增速", "增速为", "增速达", NULL};
  for (size_t i = 0; i < passage->count; i++) {
    const JbFact *fact = passage->characters[i].fact;
    size_t start;
    if (is_rate(passage, i, &start) && compares(passage, start)) {
      g_autofree char *words = jb_passage_text(passage, start, i + 1);
      jb_find(findings, PERCENT_DIFFERENCE, jb_passage_place(passage, start), words);
    }
    bool points = fact && strcmp(fact->unit, JB_UNIT_POINTS) == 0;
    for (size_t g = 0; points && growths[g]; g++) {
      if (jb_passage_ends(passage, i, growths[g])) {
        g_autofree char *words = jb_passage_text(passage, i, i + 1);
        jb_find(findings, POINTS_GROWTH, jb_passage_place(passage, i), words);
        break;
      }
    }
  }
}

/* --- Decimals --- */

void jb_audit_decimals(const JbPassage *passage, JbFindings *findings)
{
  enum { SCALES = 16 };
  size_t counts[SCALES] = {0}, rates = 0;
  for (size_t i = 0; i < passage->count; i++) {
    const JbFact *fact = passage->characters[i].fact;
    if (fact && strcmp(fact->unit, JB_UNIT_PERCENT) == 0) {
      counts[fact->value.scale]++;
      rates++;
    }
  }
  int usual = 1;
  for (int scale = 2; scale < SCALES; scale++) {
    usual = counts[scale] > counts[usual] ? scale : usual;
  }
  for (size_t i = 0; i < passage->count && rates >= 3 && counts[usual] > 0; i++) {
    const JbFact *fact = passage->characters[i].fact;
    bool rate = fact && strcmp(fact->unit, JB_UNIT_PERCENT) == 0;
    if (rate && fact->value.scale > 0 && fact->value.scale != usual) {
      g_autofree char *value = jb_fact_format_value(fact), *digits = g_strdup_printf("%d", usual);
      jb_find(findings, DECIMALS_UNLIKE, jb_passage_place(passage, i), value, digits);
    }
  }
}
