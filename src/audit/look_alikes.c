/* SPDX-License-Identifier: MIT
 * audit/look_alikes: what stands around a numeral says that it is no datum.
 *
 * Model: a list of classes, each of which looks at the characters beside the numeral and answers with the end of the
 * whole it belongs to (GB/T 9704—2012 is one thing, not two numbers), or 0. The first that answers decides. Rejected:
 * one pattern language for all of them. The classes have little in common, and a pattern that nobody can read is a rule
 * that nobody can correct. */
#include "audit/look_alikes.h"

#include "base/utf8.h"

#include <glib.h>
#include <string.h>

static bool ends_with_any(const JbPassage *passage, size_t index, const char *const *words)
{
  while (*words && !jb_passage_ends(passage, index, *words)) {
    words++;
  }
  return *words;
}

static bool is_year(const JbNumeral *numeral)
{
  return numeral->end - numeral->start == 4 && numeral->value.scale == 0 && numeral->value.digits >= 1900 &&
         numeral->value.digits < 2100;
}

static size_t skip_digits(const JbPassage *passage, size_t index)
{
  while (jb_is_digit(jb_passage_code(passage, index))) {
    index++;
  }
  return index;
}

/* --- Dates and times --- */

/* 2024-12-31, 2024/12, 2024.12.31 */
static size_t iso_date(const JbPassage *passage, const JbNumeral *numeral)
{
  size_t year = skip_digits(passage, numeral->start), end = year;
  if (year - numeral->start != 4 || jb_passage_code(passage, numeral->start) > '2') {
    return 0;
  }
  uint32_t mark = jb_passage_code(passage, year);
  for (int part = 0; part < 2 && mark != 0 && mark < 0x80 && strchr("-/.", (char)mark) &&
                     jb_passage_code(passage, end) == mark && jb_is_digit(jb_passage_code(passage, end + 1));
       part++) {
    end = skip_digits(passage, end + 1);
  }
  bool counts = jb_numeral_unit_end(passage, end) > end; /* 2024.12亿元 */
  return end > year && !counts && (mark != '.' || end - year == 3 || end - year > 5) ? end : 0;
}

static size_t date(const JbPassage *passage, const JbNumeral *numeral)
{
  static const char *const parts[] = {"月", "日", "号", "时", "季度", "年度", "年代", "世纪", "周年", NULL};
  size_t behind = jb_numeral_range_end(passage, numeral, NULL);
  size_t part = jb_passage_any(passage, behind, parts);
  uint32_t next = jb_passage_code(passage, behind);
  bool alone = next == 0 || (!jb_character_is_han(next) && next != '%' && next != JB_PASSAGE_VALUE);
  if (part > 0) {
    return behind + part;
  }
  if (is_year(numeral) && jb_passage_has(passage, behind, "年")) {
    return behind + 1;
  }
  return is_year(numeral) && alone ? numeral->end : 0;
}

/* 14:30, 9点半, 14时30分, 24小时 as a way of saying always */
static size_t time_of_day(const JbPassage *passage, const JbNumeral *numeral)
{
  static const char *const halves[] = {"上午", "下午", "中午", "早上", "晚上", "凌晨", "早", "晚", NULL};
  static const char *const hours[] = {"点半", "点整", "点钟", NULL};
  static const char *const hour_ends[] = {"时", "点", NULL}, *const minutes[] = {"分", NULL};
  uint32_t next = jb_passage_code(passage, numeral->end), before = jb_passage_code(passage, numeral->start - 1);
  bool colon_next =
      (next == ':' || next == 0xFF1A || next == 0x2236) && jb_is_digit(jb_passage_code(passage, numeral->end + 1));
  bool colon_before = (before == ':' || before == 0xFF1A || before == 0x2236) &&
                      jb_is_digit(jb_passage_code(passage, numeral->start - 2));
  if (colon_next || colon_before) {
    return numeral->end;
  }
  size_t hour = jb_passage_any(passage, numeral->end, hours);
  if (hour == 0 && jb_passage_has(passage, numeral->end, "点") &&
      (ends_with_any(passage, numeral->start, halves) || jb_is_digit(jb_passage_code(passage, numeral->end + 1)))) {
    hour = 1;
  }
  if (hour == 0 && ends_with_any(passage, numeral->start, hour_ends) &&
      jb_is_digit(jb_passage_code(passage, numeral->start - 2))) {
    hour = jb_passage_any(passage, numeral->end, minutes);
  }
  bool always = numeral->value.digits == 24 && jb_passage_has(passage, numeral->end, "小时");
  return hour > 0 ? numeral->end + hour : always ? numeral->end + 2 : 0;
}

/* 近5年, 3年来, 过去5年, 3年行动: how long something goes on */
static size_t span_of_years(const JbPassage *passage, const JbNumeral *numeral)
{
  static const char *const before[] = {"近", "过去", "未来", "今后", "连续", "前", "后", "为期", "每", NULL};
  static const char *const behind[] = {"来",   "内",   "间",   "前",   "后",   "期",
                                       "行动", "攻坚", "计划", "规划", "方案", NULL};
  size_t year = numeral->end + jb_passage_has(passage, numeral->end, "多");
  if (!jb_passage_has(passage, year, "年")) {
    return 0;
  }
  bool span = ends_with_any(passage, numeral->start, before) || jb_passage_any(passage, year + 1, behind) > 0;
  return span ? year + 1 : 0;
}

/* --- Ordinals, models, formulas --- */

/* 第3期, 图2, 3期, 8级, 2型, 世界500强; 第2名 is data. */
static size_t ordinal(const JbPassage *passage, const JbNumeral *numeral)
{
  static const char *const ranks[] = {"名", "位", NULL}, *const labels[] = {"图", "表", "附件", "式", NULL};
  static const char *const behind[] = {"期", "级", "型", NULL};
  static const char *const lists[] = {"世界", "中国", "全球", "全国", "民企", "企业", NULL};
  bool list = jb_passage_has(passage, numeral->end, "强") && ends_with_any(passage, numeral->start, lists);
  bool nth = jb_passage_ends(passage, numeral->start, "第") && jb_passage_any(passage, numeral->end, ranks) == 0;
  return nth || list || ends_with_any(passage, numeral->start, labels) ||
                 jb_passage_any(passage, numeral->end, behind) > 0
             ? numeral->end
             : 0;
}

/* 5G, A3, COVID-19, 1.2.3, 1+3, 7·20, 90后; but 12km and 3MW are data. */
static size_t model(const JbPassage *passage, const JbNumeral *numeral)
{
  uint32_t before = jb_passage_code(passage, numeral->start - 1), next = jb_passage_code(passage, numeral->end);
  uint32_t next_but_one = jb_passage_code(passage, numeral->end + 1);
  uint32_t before_that = jb_passage_code(passage, numeral->start - 2);
  bool in_word = jb_is_letter(before) || (before == '-' && jb_is_letter(before_that));
  bool before_word = jb_is_letter(next) && jb_numeral_unit_end(passage, numeral->end) == numeral->end;
  bool version = (next == '.' && jb_is_digit(next_but_one)) || (before == '.' && jb_is_digit(before_that));
  bool formula =
      before == '+' || next == '+' || before == 0xFF0B || next == 0xFF0B || before == 0x00D7 || next == 0x00D7;
  bool edition = numeral->value.scale == 1 && numeral->value.digits % 10 == 0 &&
                 jb_numeral_unit_end(passage, numeral->end) == numeral->end;   /* 工业4.0, 3.0版 */
  bool labelled = next == '#' || (before == '.' && jb_is_letter(before_that)); /* 3#地块, No.3 */
  bool anniversary = (next == 0x00B7 && jb_is_digit(next_but_one)) || (before == 0x00B7 && jb_is_digit(before_that));
  bool generation = numeral->end - numeral->start == 2 && jb_passage_has(passage, numeral->end, "后") &&
                    (jb_passage_code(passage, numeral->end - 1) - '0') % 5 == 0; /* 90后, 95后 */
  return in_word || before_word || version || formula || edition || labelled || anniversary || generation ? numeral->end
                                                                                                          : 0;
}

/* “8010”, “1310”, “100%”: alone in quotation marks, or in a short quotation without a unit behind it. */
static size_t quoted_name(const JbPassage *passage, const JbNumeral *numeral)
{
  enum { SHORT = 10 };
  const JbPassageCharacter *characters = passage->characters;
  if (!characters[numeral->start].quoted) {
    return 0;
  }
  size_t start = numeral->start, end = numeral->end;
  while (start > 0 && characters[start - 1].quoted && numeral->start - start <= SHORT) {
    start--;
  }
  while (end < passage->count && characters[end].quoted && end - numeral->end <= SHORT) {
    end++;
  }
  size_t unit = jb_numeral_unit_end(passage, numeral->end);
  bool whole = start + 1 == numeral->start && unit == end && unit - numeral->end <= 1; /* its opening mark is quoted */
  bool title = jb_passage_code(passage, start) == 0x300A;
  bool bare = end - start <= SHORT && unit == numeral->end;
  return whole || title || bare ? numeral->end : 0;
}

/* 3个方面: counted and held against what follows by another rule. 15分钟生活圈, 1小时通勤圈, 110, 119. */
static size_t phrase(const JbPassage *passage, const JbNumeral *numeral)
{
  static const char *const announcing[] = {"个方面", "方面", NULL}, *const times[] = {"分钟", "小时", NULL};
  size_t time = jb_passage_any(passage, numeral->end, times);
  bool circle = false;
  for (size_t i = 0; time > 0 && i < 8 && jb_character_is_han(jb_passage_code(passage, numeral->end + i)); i++) {
    circle = circle || jb_passage_has(passage, numeral->end + i, "圈");
  }
  int64_t value = numeral->value.digits;
  bool emergency = numeral->value.scale == 0 && (value == 110 || value == 119 || value == 120 || value == 122) &&
                   jb_numeral_unit_end(passage, numeral->end) == numeral->end;
  return circle || emergency || jb_passage_any(passage, numeral->end, announcing) > 0 ? numeral->end : 0;
}

/* 1. 2、 （3） at the beginning or behind a mark: the number of a list. */
static size_t list_number(const JbPassage *passage, const JbNumeral *numeral)
{
  uint32_t next = jb_passage_code(passage, numeral->end);
  uint32_t before = jb_passage_code(passage, numeral->start - 1);
  bool behind_mark = (before == 0xFF1A || before == 0xFF1B || before == 0x3002) && (next == '.' || next == 0xFF0E) &&
                     jb_character_is_han(jb_passage_code(passage, numeral->end + 1));
  bool listed = behind_mark ||
                (numeral->start == 0 && (next == '.' || next == 0x3001 || next == 0xFF09 || next == 0xFF0E)) ||
                (numeral->start == 1 && jb_passage_code(passage, 0) == 0xFF08 && next == 0xFF09);
  return listed ? numeral->end : 0;
}

/* --- Numbers of documents, standards, telephones, roads --- */

/* 鲁政发〔2024〕1号, (2024)1号 */
static size_t document_number(const JbPassage *passage, const JbNumeral *numeral)
{
  static const uint32_t opens[] = {0x3014, '[', '(', 0xFF08, 0x3010}, closes[] = {0x3015, ']', ')', 0xFF09, 0x3011};
  uint32_t before = jb_passage_code(passage, numeral->start - 1), next = jb_passage_code(passage, numeral->end);
  for (size_t i = 0; i < G_N_ELEMENTS(opens); i++) {
    if (before == opens[i] && next == closes[i] && is_year(numeral)) {
      size_t end = skip_digits(passage, numeral->end + 1);
      return jb_passage_has(passage, end, "号") ? end + 1 : numeral->end;
    }
  }
  return before == 0x3014 ? numeral->end : 0;
}

/* GB/T 9704—2012, ISO 9001, DB37/T 1234-2020: capitals, a blank or none, the number, perhaps a year. */
static size_t standard_number(const JbPassage *passage, const JbNumeral *numeral)
{
  static const char *const bodies[] = {"GB",  "/T", "ISO", "IEC", "HJ", "CJJ", "JGJ",
                                       "JTG", "DB", "SL",  "NY",  "YD", "WS",  NULL};
  static const char *const dashes[] = {"-", "–", "—", NULL};
  bool blank = jb_passage_code(passage, numeral->start - 1) == ' ';
  if (!ends_with_any(passage, numeral->start - blank, bodies)) {
    return 0;
  }
  size_t dash = jb_passage_any(passage, numeral->end, dashes);
  return dash > 0 ? skip_digits(passage, numeral->end + dash) : numeral->end;
}

/* After 电话 and its like, or as telephones are written: 0632-8691234, 400-123-4567, 13812345678, 12345热线 */
static size_t telephone(const JbPassage *passage, const JbNumeral *numeral)
{
  static const char *const labels[] = {"电话", "热线", "传真", "手机", "邮编", "邮政编码", "编号",
                                       "代码", "账号", "号码", "QQ",   "微信", "证号",     NULL};
  static const char *const links[] = {"：", ":", "为", "是", " ", NULL};
  size_t start = numeral->start, end = numeral->end, digits = numeral->end - numeral->start;
  while (jb_passage_code(passage, end) == '-' && jb_is_digit(jb_passage_code(passage, end + 1))) {
    size_t more = skip_digits(passage, end + 1);
    digits += more - end - 1;
    end = more;
  }
  for (int i = 0; i < 2 && ends_with_any(passage, start, links); i++) {
    start--;
  }
  bool first_is = jb_passage_code(passage, numeral->start) == '0' || jb_passage_has(passage, numeral->start, "400-");
  bool dialled = end > numeral->end && first_is && digits >= 10 && digits <= 12;
  bool mobile = digits == 11 && end == numeral->end && numeral->value.scale == 0 &&
                jb_passage_code(passage, numeral->start) == '1' && jb_numeral_unit_end(passage, end) == end;
  bool line = digits == 5 && jb_passage_has(passage, numeral->start, "12") && jb_numeral_unit_end(passage, end) == end;
  for (size_t i = 0; i < 10 && digits >= 3 && digits <= 5 && jb_character_is_han(jb_passage_code(passage, end + i));
       i++) {
    line = line || jb_passage_has(passage, end + i, "热线");
  }
  return ends_with_any(passage, start, labels) || dialled || mobile || line ? end : 0;
}

static size_t road(const JbPassage *passage, const JbNumeral *numeral)
{
  static const char *const roads[] = {"国道", "省道", "县道", "乡道", "高速", "高校", "工程", "线", NULL};
  return numeral->value.scale == 0 && jb_passage_any(passage, numeral->end, roads) > 0 ? numeral->end : 0;
}

static bool of_address(uint32_t code)
{
  return code > ' ' && code < 0x7F;
}

/* https://www.example.cn/2024/3, name01@example.cn */
static size_t network_address(const JbPassage *passage, const JbNumeral *numeral)
{
  enum { LONGEST = 200 };
  static const char *const signs[] = {"://", "www.", "@", ".com", ".cn", ".gov", ".org", ".net", NULL};
  size_t start = numeral->start, end = numeral->end;
  while (start > 0 && of_address(jb_passage_code(passage, start - 1)) && numeral->start - start < LONGEST) {
    start--;
  }
  while (of_address(jb_passage_code(passage, end)) && end - numeral->end < LONGEST) {
    end++;
  }
  for (size_t i = start; i < end; i++) {
    if (jb_passage_any(passage, i, signs) > 0) {
      return end;
    }
  }
  return 0;
}

size_t jb_look_alike_end(const JbPassage *passage, const JbNumeral *numeral)
{
  static size_t (*const classes[])(const JbPassage *passage, const JbNumeral *numeral) = {
      iso_date,    date,   time_of_day, span_of_years, ordinal, standard_number, document_number, model,
      list_number, phrase, quoted_name, telephone,     road,    network_address};
  size_t end = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(classes) && end == 0; i++) {
    end = classes[i](passage, numeral);
  }
  return end;
}
