/* SPDX-License-Identifier: MIT
 * read/punctuation: which half-width marks of a Chinese text are Chinese marks.
 *
 * Model: a mark is judged by its neighbours. A Han character or a full-width mark on either side makes it Chinese; so
 * does Chinese that goes on after "6.8%" or a closing quotation mark, and the end of a paragraph that is in Chinese.
 * Between digits or Latin letters nothing makes it so, hence 12:30, 1,234.5 and A,B stay without being named; only in
 * an address, which may hold marks beside anything, they are told by its "://". Quotation marks are looked through:
 * what counts is the character inside; but a mark at the end of a quotation in Latin letters is part of that.
 * Parentheses are judged as a pair, by the four characters around and inside them, or f(x) before Han would lose one of
 * the two; after a Latin letter or a sign and around Latin text a pair is a formula's or an address's; where one of a
 * pair is full-width, so is the other.
 *
 * Method: what is repaired is full-width and may make its neighbours Chinese in turn. Every rule only ever turns marks
 * one way, so there is one smallest set of repairs that leaves nothing to repair. It is found by looking again at the
 * marks next to each that changes, in time linear in the text. A text that has been repaired is therefore left as it
 * is: what `fix` writes is what was set before, and a second run finds nothing.
 *
 * Rejected: judging by the language of the whole paragraph. Chinese paragraphs quote English ones. And one pass from
 * left to right: "A,,中" would need two runs. */
#include "read/punctuation.h"

#include "base/utf8.h"

#include <string.h>

static const struct {
  uint32_t half, full;
} pairs[] = {{',', 0xFF0C}, {':', 0xFF1A}, {';', 0xFF1B}, {'?', 0xFF1F}, {'!', 0xFF01}, {'(', 0xFF08}, {')', 0xFF09}};

enum { OPENING = 0xFF08, CLOSING = 0xFF09 };

#define NONE G_MAXSIZE

typedef struct Mark {
  size_t index;        /* of the character */
  size_t partner;      /* of a parenthesis, among the marks; NONE: it has none */
  bool holds_chinese;  /* of a pair: there is Chinese between the two */
  bool quotes_chinese; /* there is Chinese before it in the innermost quotation, or in the text */
  bool in_address;     /* http://…, */
  bool kept;           /* inside of one */
} Mark;

typedef struct Text {
  const uint32_t *characters;
  size_t count;
  uint32_t *repaired;
  bool is_chinese; /* there is Chinese in it */
  GArray *marks;   /* of Mark, full-width parentheses among them, in order */
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

bool jb_punctuation_is_full_width(uint32_t character)
{
  for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
    if (pairs[i].full == character) {
      return true;
    }
  }
  return false;
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

static bool is_closing_quote(uint32_t character)
{
  return character == 0x2019 || character == 0x201D;
}

static bool is_letter(uint32_t character)
{
  return character < 0x80 && g_ascii_isalpha((int)character);
}

static bool is_digit(uint32_t character)
{
  return character < 0x80 && g_ascii_isdigit((int)character);
}

static uint32_t character_at(const Text *text, size_t index)
{
  return index < text->count ? text->repaired[index] : 0;
}

static Mark *mark_at(const Text *text, size_t number)
{
  return &g_array_index(text->marks, Mark, number);
}

/* --- What stands around a mark --- */

/* The neighbour to the left, quotation marks looked through, and a blank that the mark before it takes; 0 at the
 * beginning. */
static uint32_t before(const Text *text, size_t index)
{
  while (index > 0) {
    uint32_t character = text->repaired[index - 1];
    bool taken = character == ' ' && index > 1 && jb_punctuation_is_full_width(text->repaired[index - 2]);
    if (!is_quote(character) && !taken) {
      return character;
    }
    index--;
  }
  return 0;
}

/* Where the text goes on at index: behind a blank that the mark after it takes. */
static size_t past_taken_blank(const Text *text, size_t index)
{
  return index + (character_at(text, index) == ' ' && jb_punctuation_is_full_width(character_at(text, index + 1)));
}

/* Where the neighbour to the right stands, quotation marks and, if asked, blanks looked through; count at the end. */
static size_t after_index(const Text *text, size_t index, bool skip_blanks)
{
  index = past_taken_blank(text, index + 1);
  while (index < text->count && (is_quote(text->repaired[index]) || (skip_blanks && text->repaired[index] == ' '))) {
    index = past_taken_blank(text, index + 1);
  }
  return index;
}

/* Does Chinese go on after a word of Latin letters or digits at index ("GDP增长", "12家")? */
static bool chinese_goes_on(const Text *text, size_t index)
{
  for (uint32_t character = character_at(text, index); is_letter(character) || is_digit(character) || character == '.';
       character = character_at(text, index)) {
    index++;
  }
  return is_chinese(character_at(text, past_taken_blank(text, index)));
}

/* --- The rules --- */

static bool pair_is_chinese(const Text *text, const Mark *open, const Mark *close)
{
  uint32_t left = before(text, open->index), right = character_at(text, after_index(text, close->index, false));
  bool formula = left < 0x80 && g_ascii_isgraph((int)left) && !is_digit(left) && left != '%' && left != ')';
  return open->holds_chinese || is_chinese(left) || (is_chinese(right) && !formula);
}

static bool parenthesis_is_chinese(const Text *text, const Mark *mark)
{
  if (mark->partner == NONE) { /* such as that of 1) */
    return is_chinese(before(text, mark->index)) ||
           is_chinese(character_at(text, after_index(text, mark->index, false)));
  }
  const Mark *partner = mark_at(text, mark->partner);
  bool opens = mark->partner > (size_t)(mark - mark_at(text, 0));
  return jb_punctuation_is_full_width(text->repaired[partner->index]) ||
         (!partner->kept && pair_is_chinese(text, opens ? mark : partner, opens ? partner : mark));
}

static bool stop_is_chinese(const Text *text, const Mark *mark)
{
  uint32_t left = before(text, mark->index);
  if (is_chinese(left)) {
    return true;
  }
  if (is_letter(left) && is_closing_quote(character_at(text, mark->index + 1))) {
    return mark->quotes_chinese;
  }
  size_t next = after_index(text, mark->index, false);
  if (is_chinese(character_at(text, next))) {
    return true;
  }
  next = after_index(text, mark->index, true);
  bool ends_paragraph = next == text->count || text->repaired[next] == '\n';
  if (ends_paragraph) {
    return text->is_chinese && left != 0 && !mark->in_address;
  }
  bool quoted = mark->index > 0 && is_closing_quote(text->repaired[mark->index - 1]);
  bool counted = left == '%' || left == 0x2030 || (is_digit(left) && text->characters[mark->index] != ',');
  bool numeral = is_digit(left) && is_digit(text->repaired[next]);
  return (quoted || counted) && !numeral && chinese_goes_on(text, next);
}

static bool is_repairable(const Text *text, const Mark *mark)
{
  uint32_t character = text->repaired[mark->index];
  if (mark->kept || jb_punctuation_is_full_width(character)) {
    return false;
  }
  return character == '(' || character == ')' ? parenthesis_is_chinese(text, mark) : stop_is_chinese(text, mark);
}

/* --- The marks, and what one look at the text tells of them --- */

/* What is known on the way through the text. Places are counted from 1; 0: nowhere. */
typedef struct Walk {
  size_t last_chinese; /* Han, or a mark that has no half-width counterpart */
  GArray *quotations;  /* of size_t: where those that are open begin */
  GArray *open;        /* of size_t: parentheses that are open, among the marks */
  size_t address;      /* where the one at hand begins */
  guint tail;          /* the marks from here on may be behind the address and not in it */
} Walk;

static void walk_quotation(Walk *walk, const Text *text, size_t index)
{
  size_t place = index + 1;
  bool apostrophe =
      index > 0 && is_letter(text->characters[index - 1]) && place < text->count && is_letter(text->characters[place]);
  if (!is_closing_quote(text->characters[index])) {
    g_array_append_val(walk->quotations, place);
  } else if (walk->quotations->len > 0 && !apostrophe) {
    g_array_set_size(walk->quotations, walk->quotations->len - 1);
  }
}

/* An address begins at its "://" and goes on as long as ASCII does. Marks at its end are the text's. */
static void walk_address(Walk *walk, const Text *text, size_t index)
{
  uint32_t character = text->characters[index];
  bool begins = character == ':' && index > 0 && is_letter(text->characters[index - 1]) && index + 2 < text->count &&
                text->characters[index + 1] == '/' && text->characters[index + 2] == '/';
  bool ends = character <= ' ' || character >= 0x7F || character == '"' || character == '<' || character == '>';
  if (ends) {
    walk->address = 0;
  } else if (begins && walk->address == 0) {
    walk->address = index + 1;
    walk->tail = text->marks->len;
  } else if (walk->address != 0 && full_width(character) == 0) {
    for (; walk->tail < text->marks->len; walk->tail++) {
      mark_at(text, walk->tail)->kept = true;
    }
  }
}

/* "?q=": what is asked of an address, whatever stands before it. */
static bool begins_query(const Text *text, size_t index)
{
  size_t end = index + 1;
  while (end < text->count && (is_letter(text->characters[end]) || is_digit(text->characters[end]) ||
                               text->characters[end] == '_' || text->characters[end] == '-')) {
    end++;
  }
  return text->characters[index] == '?' && end > index + 1 && end < text->count && text->characters[end] == '=';
}

static void pair_up(Walk *walk, const Text *text, size_t number)
{
  Mark *mark = mark_at(text, number);
  uint32_t character = text->characters[mark->index];
  if (character == '(' || character == OPENING) {
    g_array_append_val(walk->open, number);
  } else if ((character == ')' || character == CLOSING) && walk->open->len > 0) {
    mark->partner = g_array_index(walk->open, size_t, walk->open->len - 1);
    g_array_set_size(walk->open, walk->open->len - 1);
    Mark *open = mark_at(text, mark->partner);
    open->partner = number;
    open->holds_chinese = walk->last_chinese > open->index + 1;
  }
}

static void add_mark(Walk *walk, Text *text, size_t index)
{
  guint open = walk->quotations->len;
  size_t quotation = open > 0 ? g_array_index(walk->quotations, size_t, open - 1) : 0;
  Mark mark = {.index = index,
               .partner = NONE,
               .quotes_chinese = walk->last_chinese > quotation,
               .in_address = walk->address != 0,
               .kept = begins_query(text, index)};
  g_array_append_val(text->marks, mark);
  pair_up(walk, text, text->marks->len - 1);
}

static void find_marks(Text *text)
{
  Walk walk = {.quotations = g_array_new(FALSE, FALSE, sizeof(size_t)),
               .open = g_array_new(FALSE, FALSE, sizeof(size_t))};
  for (size_t i = 0; i < text->count; i++) {
    uint32_t character = text->characters[i];
    walk_address(&walk, text, i);
    if (full_width(character) != 0 || character == OPENING || character == CLOSING) {
      add_mark(&walk, text, i);
    } else if (is_quote(character)) {
      walk_quotation(&walk, text, i);
    } else if (is_chinese(character) && !jb_punctuation_is_full_width(character)) {
      walk.last_chinese = i + 1;
    }
    text->is_chinese = text->is_chinese || is_chinese(character);
  }
  g_array_unref(walk.quotations);
  g_array_unref(walk.open);
}

/* --- The smallest set of repairs --- */

static void look_again(GArray *waiting, const Text *text, size_t number)
{
  size_t neighbours[] = {number - 1, number + 1};
  for (size_t i = 0; i < G_N_ELEMENTS(neighbours); i++) {
    if (neighbours[i] < text->marks->len) {
      g_array_append_val(waiting, neighbours[i]);
    }
  }
  size_t partner = mark_at(text, number)->partner;
  if (partner != NONE) {
    g_array_append_val(waiting, partner);
  }
}

static size_t settle(Text *text)
{
  g_autoptr(GArray) waiting = g_array_new(FALSE, FALSE, sizeof(size_t));
  for (size_t i = text->marks->len; i > 0;) {
    i--;
    g_array_append_val(waiting, i);
  }
  size_t changed = 0;
  while (waiting->len > 0) {
    size_t number = g_array_index(waiting, size_t, waiting->len - 1);
    g_array_set_size(waiting, waiting->len - 1);
    const Mark *mark = mark_at(text, number);
    if (is_repairable(text, mark)) {
      text->repaired[mark->index] = full_width(text->characters[mark->index]);
      changed++;
      look_again(waiting, text, number);
    }
  }
  return changed;
}

size_t jb_punctuation_repair(const uint32_t *characters, size_t count, uint32_t *repaired)
{
  if (count == 0) {
    return 0;
  }
  memcpy(repaired, characters, count * sizeof *characters);
  Text text = {
      .characters = characters, .count = count, .repaired = repaired, .marks = g_array_new(FALSE, FALSE, sizeof(Mark))};
  find_marks(&text);
  size_t changed = settle(&text);
  g_array_unref(text.marks);
  return changed;
}
