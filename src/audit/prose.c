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

/* --- Announced counts --- */

/* 三个方面, 3项措施: the count; 0 when nothing is announced at index. *end: behind it. */
static int64_t announced(const JbPassage *passage, size_t index, size_t *end)
{
  static const char *const counters[] = {"个", "项", "条", "点", "大", NULL};
  static const char *const things[] = {"方面", "举措", "措施", "特点", "要求", "原则", "任务", "环节",
                                       "层面", "途径", "重点", "亮点", "意见", "建议", NULL};
  int64_t count = 0;
  size_t at = index;
  for (; jb_is_digit(jb_passage_code(passage, at)) && count < 1000; at++) {
    count = count * 10 + (jb_passage_code(passage, at) - '0');
  }
  at = at == index ? jb_chinese_numeral(passage, index, &count) : at;
  size_t counter = at > index ? jb_passage_any(passage, at, counters) : 0;
  size_t thing = counter > 0 ? jb_passage_any(passage, at + counter, things) : 0;
  *end = at + counter + thing;
  bool inside = passage->characters[index].quoted || passage->characters[index].waived;
  return thing > 0 && count >= 2 && !inside ? count : 0;
}

/* Farther off, an enumeration is not what was announced. [characters] */
#define REACH 1000

/* 一是, 二是 … in order from index on; how many. */
static int64_t count_enumerated(const JbPassage *passage, size_t index)
{
  static const char *const numerals[] = {"一是", "二是", "三是", "四是", "五是",
                                         "六是", "七是", "八是", "九是", "十是"};
  int64_t count = 0;
  size_t end = MIN(passage->count, index + REACH);
  for (size_t i = index; i < end && count < (int64_t)G_N_ELEMENTS(numerals); i++) {
    count += jb_passage_has(passage, i, numerals[count]);
  }
  return count;
}

/* Where the next enumeration begins. */
static size_t next_enumeration(const JbPassage *passage, size_t index)
{
  while (index < passage->count && !jb_passage_has(passage, index, "一是")) {
    index++;
  }
  return index;
}

/* Where the last sentence of the passage begins. */
static size_t last_sentence(const JbPassage *passage)
{
  size_t index = passage->count > 0 ? passage->count - 1 : 0;
  while (index > 0 && !jb_passage_has(passage, index - 1, "。")) {
    index--;
  }
  return index;
}

void jb_audit_counts(const JbPassage *passage, size_t items, JbFindings *findings)
{
  size_t last = last_sentence(passage), enumeration = 0;
  for (size_t i = 0; i < passage->count; i++) {
    size_t end;
    int64_t count = announced(passage, i, &end);
    if (count == 0) {
      continue;
    }
    enumeration = next_enumeration(passage, MAX(enumeration, end));
    int64_t enumerated = enumeration < end + REACH ? count_enumerated(passage, enumeration) : 0;
    int64_t found = enumerated > 1 ? enumerated : i >= last ? (int64_t)items : 0;
    if (found > 0 && found != count) {
      g_autofree char *words = jb_passage_text(passage, i, end), *number = g_strdup_printf("%d", (int)found);
      jb_find(findings, COUNT_NOT_KEPT, jb_passage_place(passage, i), words, number);
    }
    i = end - 1;
  }
}
