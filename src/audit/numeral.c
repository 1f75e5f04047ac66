/* SPDX-License-Identifier: MIT
 * audit/numeral: digits, Chinese numerals, ranges and units. */
#include "audit/numeral.h"

#include "base/utf8.h"
#include "report/unit.h"

#include <glib.h>
#include <string.h>

bool jb_is_digit(uint32_t code)
{
  return code >= '0' && code <= '9';
}

bool jb_is_letter(uint32_t code)
{
  return code < 0x80 && g_ascii_isalpha((char)code);
}

/* One to three digits and groups of three behind commas, or digits; then a fraction. */
bool jb_numeral_read(const JbPassage *passage, size_t start, JbNumeral *numeral)
{
  enum { LONGEST = 40 }; /* no number in range has more characters */
  char digits[LONGEST + 1];
  size_t end = start, length = 0;
  bool fraction = false;
  for (;; end++) {
    uint32_t code = jb_passage_code(passage, end), next = jb_passage_code(passage, end + 1);
    bool point = code == '.' && jb_is_digit(next) && !fraction && end > start;
    bool group = code == ',' && jb_is_digit(next) && jb_is_digit(jb_passage_code(passage, end + 2)) &&
                 jb_is_digit(jb_passage_code(passage, end + 3)) && !jb_is_digit(jb_passage_code(passage, end + 4));
    if (!jb_is_digit(code) && !point && !group) {
      break;
    }
    fraction = fraction || point;
    if (!group && length < LONGEST) {
      digits[length++] = (char)code;
    }
  }
  digits[length] = '\0';
  *numeral = (JbNumeral){.start = start, .end = end};
  return length > 0 && length < LONGEST && jb_decimal_parse(digits, &numeral->value) == JB_DECIMAL_OK;
}

int64_t jb_chinese_digit(uint32_t code)
{
  static const struct {
    uint32_t code;
    int64_t value;
  } digits[] = {{U'〇', 0},  {U'零', 0},   {U'一', 1},    {U'二', 2},     {U'两', 2},        {U'三', 3},
                {U'四', 4},  {U'五', 5},   {U'六', 6},    {U'七', 7},     {U'八', 8},        {U'九', 9},
                {U'十', 10}, {U'百', 100}, {U'千', 1000}, {U'万', 10000}, {U'亿', 100000000}};
  for (size_t i = 0; i < G_N_ELEMENTS(digits); i++) {
    if (digits[i].code == code) {
      return digits[i].value;
    }
  }
  return -1;
}

/* Sections of ten thousand: 一百二十万三千 = (100 + 20) · 10^4 + 3000; digits in a row are positions: 二〇二四. */
size_t jb_chinese_numeral(const JbPassage *passage, size_t start, int64_t *value)
{
  static const int64_t most = 1000000000000000;
  int64_t total = 0, section = 0, digit = 0;
  bool after_digit = false;
  size_t end = start;
  for (int64_t read; (read = jb_chinese_digit(jb_passage_code(passage, end))) >= 0; end++) {
    if (read < 10) {
      digit = after_digit && digit < most / 100 ? digit * 10 + read : read;
    } else if (read < 10000) {
      section += (digit == 0 ? 1 : digit) * read;
      digit = 0;
    } else {
      total = total + section + digit;
      section = digit = 0;
      if (total > most / read) {
        return start;
      }
      total *= read;
    }
    if (section > most) {
      return start;
    }
    after_digit = read < 10;
  }
  *value = total + section + digit;
  return end;
}

size_t jb_numeral_range_end(const JbPassage *passage, const JbNumeral *numeral, JbNumeral *upper)
{
  static const char *const marks[] = {"-", "–", "—", "～", "~", "至", "到", "、", NULL};
  size_t end = numeral->end + (jb_passage_code(passage, numeral->end) == '%');
  size_t mark = jb_passage_any(passage, end, marks);
  JbNumeral other;
  if (mark == 0 || !jb_numeral_read(passage, end + mark, &other)) {
    return numeral->end;
  }
  if (upper) {
    *upper = other;
  }
  return other.end;
}

static size_t skip_fillers(const JbPassage *passage, size_t end)
{
  static const char *const fillers[] = {" ", "\xC2\xA0", "余", "多", NULL};
  return end + jb_passage_any(passage, end, fillers);
}

size_t jb_numeral_unit_start(const JbPassage *passage, size_t end, int *power)
{
  static const char *const powers[] = {"万亿", "亿", "万"};
  static const int values[] = {12, 8, 4};
  end = skip_fillers(passage, end);
  *power = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(powers); i++) {
    if (jb_passage_has(passage, end, powers[i])) {
      *power = values[i];
      end += jb_utf8_count(powers[i], strlen(powers[i]));
      break;
    }
  }
  return skip_fillers(passage, end);
}

size_t jb_numeral_unit_end(const JbPassage *passage, size_t end)
{
  int power;
  size_t start = jb_numeral_unit_start(passage, end, &power);
  size_t unit = jb_passage_any(passage, start, jb_unit_words);
  bool word_goes_on = unit > 0 && jb_is_letter(jb_passage_code(passage, start + unit - 1)) &&
                      jb_is_letter(jb_passage_code(passage, start + unit));
  return unit > 0 && !word_goes_on ? start + unit : power > 0 ? start : end;
}
