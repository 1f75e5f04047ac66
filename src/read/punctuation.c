/* SPDX-License-Identifier: MIT
 * read/punctuation: which half-width marks of a Chinese text are Chinese marks.
 *
 * Model: a mark is judged by its neighbours. A Han character or a full-width mark on either side makes it Chinese; so
 * does Chinese that goes on after "6.8%" or a closing quotation mark, and the end of a paragraph that is in Chinese.
 * Between digits or Latin letters nothing makes it so, hence 12:30, 1,234.5 and http://a,b stay without being named.
 * Quotation marks are looked through: what counts is the character inside. Parentheses are judged as a pair, by the
 * four characters around and inside them, or f(x) before Han would lose one of the two; after a Latin letter or a sign
 * and around Latin text a pair is a formula's or an address's. Rejected: judging by the language of the whole
 * paragraph. Chinese paragraphs quote English ones. */
#include "read/punctuation.h"

#include "base/utf8.h"

#include <string.h>

static const struct {
  uint32_t half, full;
} pairs[] = {{',', 0xFF0C}, {':', 0xFF1A}, {';', 0xFF1B}, {'?', 0xFF1F}, {'!', 0xFF01}, {'(', 0xFF08}, {')', 0xFF09}};

typedef struct Text {
  const uint32_t *characters;
  size_t count;
  uint32_t *repaired;
} Text;

static uint32_t full_width(uint32_t character)
{
  for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
    if (pairs[i].half == character) {
      return pairs[i].full;
    }
  }
  return 0;
}

/* Han, CJK marks, full-width forms: what makes a mark beside it Chinese. */
static bool is_chinese(uint32_t character)
{
  return jb_character_is_han(character) || (character >= 0x3000 && character <= 0x301F) ||
         (character >= 0xFF01 && character <= 0xFF60) || (character >= 0xFFE0 && character <= 0xFFE6);
}

static bool is_quote(uint32_t character)
{
  return character >= 0x2018 && character <= 0x201D;
}

static bool is_ascii_alphanumeric(uint32_t character)
{
  return character < 0x80 && g_ascii_isalnum((int)character);
}

/* The neighbour to the left, quotation marks looked through; 0 at the beginning. */
static uint32_t before(const Text *text, size_t index)
{
  while (index > 0 && is_quote(text->repaired[index - 1])) {
    index--;
  }
  return index > 0 ? text->repaired[index - 1] : 0;
}

/* Where the neighbour to the right stands, quotation marks and, if asked, blanks looked through; count at the end. */
static size_t after_index(const Text *text, size_t index, bool skip_blanks)
{
  index++;
  while (index < text->count && (is_quote(text->repaired[index]) || (skip_blanks && text->repaired[index] == ' '))) {
    index++;
  }
  return index;
}

static uint32_t character_at(const Text *text, size_t index)
{
  return index < text->count ? text->repaired[index] : 0;
}

static bool repair(Text *text, size_t index)
{
  text->repaired[index] = full_width(text->characters[index]);
  return true;
}

/* --- Parentheses --- */

static bool any_chinese_between(const Text *text, size_t first, size_t last)
{
  for (size_t i = first; i < last; i++) {
    if (is_chinese(text->characters[i])) {
      return true;
    }
  }
  return false;
}

static bool pair_is_chinese(const Text *text, size_t open, size_t close)
{
  if (any_chinese_between(text, open + 1, close)) {
    return true;
  }
  uint32_t left = before(text, open), right = character_at(text, after_index(text, close, false));
  bool formula = left < 0x80 && g_ascii_isgraph((int)left) && !g_ascii_isdigit((int)left) && left != '%' && left != ')';
  return is_chinese(left) || (is_chinese(right) && !formula);
}

/* A parenthesis without a fellow, such as that of 1) */
static bool single_is_chinese(const Text *text, size_t index)
{
  return is_chinese(before(text, index)) || is_chinese(character_at(text, after_index(text, index, false)));
}

static size_t repair_parentheses(Text *text)
{
  g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(size_t));
  size_t changed = 0;
  for (size_t i = 0; i < text->count; i++) {
    if (text->characters[i] == '(') {
      g_array_append_val(open, i);
    } else if (text->characters[i] == ')' && open->len > 0) {
      size_t start = g_array_index(open, size_t, open->len - 1);
      g_array_set_size(open, open->len - 1);
      if (pair_is_chinese(text, start, i)) {
        changed += repair(text, start) + repair(text, i);
      }
    } else if (text->characters[i] == ')' && single_is_chinese(text, i)) {
      changed += repair(text, i);
    }
  }
  for (guint i = 0; i < open->len; i++) {
    size_t start = g_array_index(open, size_t, i);
    if (single_is_chinese(text, start)) {
      changed += repair(text, start);
    }
  }
  return changed;
}

/* --- The other marks --- */

/* Does Chinese go on after a word of Latin letters or digits at index ("GDP增长", "12家")? */
static bool chinese_goes_on(const Text *text, size_t index)
{
  while (index < text->count && (is_ascii_alphanumeric(text->repaired[index]) || text->repaired[index] == '.')) {
    index++;
  }
  return is_chinese(character_at(text, index));
}

/* "http://…?" at a paragraph's end: the mark may be part of the address. */
static bool ends_address(const Text *text, size_t index)
{
  for (size_t i = index; i > 2; i--) {
    uint32_t character = text->characters[i - 1];
    if (character <= ' ' || character >= 0x7F) {
      return false;
    }
    if (character == '/' && text->characters[i - 2] == '/' && text->characters[i - 3] == ':') {
      return true;
    }
  }
  return false;
}

static bool mark_is_chinese(const Text *text, size_t index, bool chinese_paragraph)
{
  uint32_t left = before(text, index);
  size_t next = after_index(text, index, false);
  if (is_chinese(left) || is_chinese(character_at(text, next))) {
    return true;
  }
  next = after_index(text, index, true);
  bool ends_paragraph = next == text->count || text->repaired[next] == '\n';
  if (ends_paragraph) {
    return chinese_paragraph && left != 0 && !ends_address(text, index);
  }
  bool quoted = index > 0 && is_quote(text->repaired[index - 1]);
  bool counted =
      left == '%' || left == 0x2030 || (left < 0x80 && g_ascii_isdigit((int)left) && text->characters[index] != ',');
  uint32_t right = text->repaired[next];
  bool numeral = left < 0x80 && g_ascii_isdigit((int)left) && right < 0x80 && g_ascii_isdigit((int)right);
  return (quoted || counted) && !numeral && chinese_goes_on(text, next);
}

static size_t repair_marks(Text *text)
{
  bool chinese_paragraph = any_chinese_between(text, 0, text->count);
  size_t changed = 0;
  for (size_t i = 0; i < text->count; i++) {
    uint32_t mark = text->characters[i];
    if (mark < 0x80 && mark != '(' && mark != ')' && full_width(mark) != 0 &&
        mark_is_chinese(text, i, chinese_paragraph)) {
      changed += repair(text, i);
    }
  }
  return changed;
}

size_t jb_punctuation_repair(const uint32_t *characters, size_t count, uint32_t *repaired)
{
  if (count == 0) {
    return 0;
  }
  Text text = {.characters = characters, .count = count, .repaired = repaired};
  memcpy(repaired, characters, count * sizeof *characters);
  return repair_parentheses(&text) + repair_marks(&text);
}
