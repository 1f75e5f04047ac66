/* SPDX-License-Identifier: MIT
 * read/pairs: quotation marks and brackets that do not pair.
 *
 * Model: a stack of the marks that are open, looked at once from left to right. The usual faults are told as what they
 * are, once: a mark typed twice (“甲“ or ”甲”) counts as the pair it was meant to be, told by the next marks of its
 * kind; a mark closed over another that is still open (“《”》) is crossed if that one is closed later, else it is the
 * other that is unclosed. What looks like a fault and is none is known by its surroundings: an apostrophe (it’s, ’90s),
 * the bracket of an enumeration (1）甲；2）乙).
 *
 * Rejected: counting openings and closings, which says that something is wrong and not where. */
#include "read/pairs.h"

#include "base/utf8.h"

#include <string.h>

enum {
  MAXIMUM_OPEN = 64, /* marks open at once: more is no text */
  MAXIMUM_FAULTS = 20,
  LONGEST_NUMERAL = 3 /* [characters] of an enumeration: 12） 二十一） */
};

#define NONE G_MAXSIZE

/* inner: the opening mark that stands inside a pair of this kind, GB/T 15834; 0: its own. */
typedef struct Kind {
  uint32_t open, close, inner;
  bool quotes;
} Kind;

static const Kind kinds[] = {
    {0x201C, 0x201D, 0x2018, true},  /* “ ” */
    {0x2018, 0x2019, 0x201C, true},  /* ‘ ’ */
    {0x300C, 0x300D, 0x300E, true},  /* 「 」 */
    {0x300E, 0x300F, 0x300C, true},  /* 『 』 */
    {0x300A, 0x300B, 0x3008, false}, /* 《 》 */
    {0x3008, 0x3009, 0x300A, false}, /* 〈 〉 */
    {0xFF08, 0xFF09, 0, false},      /* （ ） */
    {'(', ')', 0, false},
    {0x3010, 0x3011, 0, false}, /* 【 】 */
    {0x3014, 0x3015, 0, false}, /* 〔 〕 */
    {0x3016, 0x3017, 0, false}, /* 〖 〗 */
};

typedef struct Open {
  const Kind *kind;
  size_t index;
  size_t crossed; /* where the mark stands that closed a pair around this one; NONE: none did */
} Open;

typedef struct Check {
  const uint32_t *characters;
  size_t count;
  Open open[MAXIMUM_OPEN];
  size_t depth;
  GArray *faults;
} Check;

static uint32_t character_at(const Check *check, size_t index)
{
  return index < check->count ? check->characters[index] : 0;
}

static uint32_t character_before(const Check *check, size_t index)
{
  return index > 0 ? check->characters[index - 1] : 0;
}

static bool is_letter(uint32_t character)
{
  return character < 0x80 && g_ascii_isalpha((int)character);
}

static bool is_digit(uint32_t character)
{
  return character < 0x80 && g_ascii_isdigit((int)character);
}

static const Kind *kind_of(uint32_t character)
{
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
    if (kinds[i].open == character || kinds[i].close == character) {
      return &kinds[i];
    }
  }
  return NULL;
}

static void add_fault(Check *check, JbPairFaultKind kind, size_t index, uint32_t expected)
{
  JbPairFault fault = {.kind = kind, .index = index, .mark = check->characters[index], .expected = expected};
  g_array_append_val(check->faults, fault);
}

/* --- What is no fault --- */

/* ’ in it’s, workers’ rights, ’90s. */
static bool is_apostrophe(const Check *check, size_t index)
{
  if (check->characters[index] != 0x2019) {
    return false;
  }
  uint32_t left = character_before(check, index), right = character_at(check, index + 1);
  bool quoted = false;
  for (size_t i = 0; i < check->depth; i++) {
    quoted = quoted || check->open[i].kind->close == 0x2019;
  }
  return (is_letter(left) && is_letter(right)) || (!quoted && (is_letter(left) || is_digit(right)));
}

static bool is_numeral(uint32_t character)
{
  static const char numerals[] = "一二三四五六七八九十甲乙丙丁";
  bool circled = character >= 0x2460 && character <= 0x249B;
  return is_digit(character) || circled || g_utf8_strchr(numerals, -1, (gunichar)character);
}

/* The bracket of an enumeration: 1） a) 二），at the beginning or behind a mark. */
static bool is_enumeration(const Check *check, size_t index)
{
  if (check->characters[index] != ')' && check->characters[index] != 0xFF09) {
    return false;
  }
  size_t start = index;
  while (start > 0 && index - start < LONGEST_NUMERAL && is_numeral(check->characters[start - 1])) {
    start--;
  }
  start -= start == index && is_letter(character_before(check, index));
  static const char marks[] = "，。；：、！？,.;: \n　“‘（(";
  return start < index && (start == 0 || g_utf8_strchr(marks, -1, (gunichar)check->characters[start - 1]));
}

/* --- Pairs --- */

/* Where the next mark of this kind stands after index, and whether it closes; NONE: there is none. */
static size_t next_of_kind(const Check *check, const Kind *kind, size_t index, bool *closes)
{
  for (size_t i = index + 1; i < check->count; i++) {
    if (check->characters[i] == kind->open || check->characters[i] == kind->close) {
      *closes = check->characters[i] == kind->close;
      return i;
    }
  }
  *closes = false;
  return NONE;
}

/* Do two closing marks follow, so that one at index inside the same pair can have been meant to open? */
static bool two_closings_follow(const Check *check, const Kind *kind, size_t index)
{
  bool first, second = false;
  size_t next = next_of_kind(check, kind, index, &first);
  if (first) {
    next_of_kind(check, kind, next, &second);
  }
  return second;
}

static void push(Check *check, const Kind *kind, size_t index)
{
  check->open[check->depth++] = (Open){.kind = kind, .index = index, .crossed = NONE};
}

static void open_mark(Check *check, const Kind *kind, size_t index)
{
  bool inside_its_own = kind->inner != 0 && check->depth > 0 && check->open[check->depth - 1].kind == kind;
  if (inside_its_own && !two_closings_follow(check, kind, index)) {
    add_fault(check, JB_PAIR_TWICE, index, kind->close);
    check->depth--;
    return;
  }
  if (inside_its_own) {
    add_fault(check, JB_PAIR_NESTED, index, kind->inner);
  }
  push(check, kind, index);
}

/* The innermost open mark of this kind; NONE: there is none. */
static size_t find_open(const Check *check, const Kind *kind)
{
  size_t i = check->depth;
  while (i > 0 && check->open[i - 1].kind != kind) {
    i--;
  }
  return i > 0 ? i - 1 : NONE;
}

static void close_nothing(Check *check, const Kind *kind, size_t index)
{
  if (is_apostrophe(check, index) || is_enumeration(check, index)) {
    return;
  }
  bool another = false; /* closing mark follows, with none that opens before it */
  if (kind->inner != 0) {
    next_of_kind(check, kind, index, &another);
  }
  if (another) {
    add_fault(check, JB_PAIR_TWICE, index, kind->open); /* ”甲” */
    push(check, kind, index);
  } else {
    add_fault(check, JB_PAIR_UNOPENED, index, kind->open);
  }
}

static void close_mark(Check *check, const Kind *kind, size_t index)
{
  size_t found = find_open(check, kind);
  if (is_apostrophe(check, index)) {
    return;
  }
  if (found == NONE) {
    close_nothing(check, kind, index);
    return;
  }
  for (size_t i = found + 1; i < check->depth; i++) {
    check->open[i].crossed = check->open[i].crossed == NONE ? index : check->open[i].crossed;
  }
  if (check->open[found].crossed != NONE) {
    add_fault(check, JB_PAIR_CROSSED, check->open[found].crossed, kind->close);
  }
  check->depth--;
  memmove(&check->open[found], &check->open[found + 1], (check->depth - found) * sizeof *check->open);
}

static void close_paragraph(Check *check)
{
  bool quotations = true; /* and nothing else, so far */
  for (size_t i = 0; i < check->depth; i++) {
    const Open *open = &check->open[i];
    add_fault(check, JB_PAIR_UNCLOSED, open->index, open->kind->close);
    quotations = quotations && open->kind->quotes && open->crossed == NONE;
    g_array_index(check->faults, JbPairFault, check->faults->len - 1).may_continue = quotations;
  }
}

static void check_pairs(Check *check)
{
  for (size_t i = 0; i < check->count; i++) {
    const Kind *kind = kind_of(check->characters[i]);
    if (!kind) {
      continue;
    }
    if (check->depth == MAXIMUM_OPEN || check->faults->len >= MAXIMUM_FAULTS) {
      return;
    }
    if (check->characters[i] == kind->open) {
      open_mark(check, kind, i);
    } else {
      close_mark(check, kind, i);
    }
  }
  close_paragraph(check);
}

/* --- Straight quotation marks --- */

/* Not the sign of feet, minutes and inches behind a digit, nor the apostrophe between letters. */
static bool is_straight_quote(const Check *check, size_t index, uint32_t mark, bool is_open)
{
  uint32_t left = character_before(check, index), right = character_at(check, index + 1);
  bool apostrophe = mark == '\'' && is_letter(left) && is_letter(right);
  return check->characters[index] == mark && !apostrophe && (is_open || !is_digit(left));
}

/* Those that are in Chinese text: beside Han, or with Han between the two. */
static void check_straight(Check *check, uint32_t mark, uint32_t expected)
{
  size_t open = NONE;
  bool chinese = false; /* of the pair that is open */
  for (size_t i = 0; i < check->count && check->faults->len < MAXIMUM_FAULTS; i++) {
    chinese = chinese || (open != NONE && jb_character_is_han(check->characters[i]));
    if (!is_straight_quote(check, i, mark, open != NONE)) {
      continue;
    }
    if (open == NONE) {
      open = i;
      chinese = jb_character_is_han(character_before(check, i));
      continue;
    }
    if (chinese || jb_character_is_han(character_at(check, i + 1))) {
      add_fault(check, JB_PAIR_STRAIGHT, open, expected);
    }
    open = NONE;
  }
  if (open != NONE && chinese && check->faults->len < MAXIMUM_FAULTS) {
    add_fault(check, JB_PAIR_STRAIGHT, open, expected);
  }
}

static int compare_faults(const void *a, const void *b)
{
  size_t left = ((const JbPairFault *)a)->index, right = ((const JbPairFault *)b)->index;
  return (left > right) - (left < right);
}

GArray *jb_pairs_check(const uint32_t *characters, size_t count)
{
  Check check = {.characters = characters, .count = count, .faults = g_array_new(FALSE, FALSE, sizeof(JbPairFault))};
  check_pairs(&check);
  check_straight(&check, '"', 0x201C);
  check_straight(&check, '\'', 0x2018);
  g_array_sort(check.faults, compare_faults);
  return check.faults;
}

uint32_t jb_pairs_first_quote(const uint32_t *characters, size_t count)
{
  size_t i = 0;
  while (i < count && (characters[i] == ' ' || characters[i] == 0x3000)) {
    i++;
  }
  const Kind *kind = i < count ? kind_of(characters[i]) : NULL;
  return kind && kind->quotes && kind->open == characters[i] ? characters[i] : 0;
}
