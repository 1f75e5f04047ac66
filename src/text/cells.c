/* SPDX-License-Identifier: MIT
 * text/cells: characters are classed one by one, joined where they are one sign, then looked at beside their
 * neighbours. Two passes, linear. */
#include "text/cells.h"

#include "base/utf8.h"

#include <string.h>

/* --- first pass: characters → cells --- */

/* Joins character to the cell before, where they are one sign: combining marks; —— ; …… to at most four (GB/T 15834
 * 5.1.5: twelve dots are one sign of 4 em). Signs do not reach across runs. */
static bool join_to_previous(JbCells *cells, uint32_t character, JbClass class, uint32_t run)
{
  if (cells->count == 0) {
    return false;
  }
  JbCell *previous = &cells->items[cells->count - 1];
  if (previous->run != run) {
    return false;
  }
  if (class == JB_CLASS_MARK) {
    if (jb_cell_is_dropped(previous)) {
      return false;
    }
    previous->flags |= JB_CELL_EXTENDED;
    return true;
  }
  if (previous->flags & JB_CELL_EXTENDED || previous->character != character) {
    return false;
  }
  if (character == 0x2014 && previous->class == JB_CLASS_CN && !cells->runs[run].english) {
    previous->class = JB_CLASS_DA;
    previous->repeat = 2;
    return true;
  }
  if (class == JB_CLASS_EL && previous->repeat < 4) {
    previous->repeat++;
    return true;
  }
  return false;
}

/* In a run tagged as English, marks that Chinese shares with it are western. */
static JbClass english_class(uint32_t character, JbClass class)
{
  switch (character) {
  case 0x2018:
  case 0x201c:
    return JB_CLASS_AO;
  case 0x2019:
  case 0x201d:
    return JB_CLASS_AC;
  case 0x2026:
    return JB_CLASS_IS;
  case 0x00b7:
  case 0x2027:
    return JB_CLASS_SYMBOL;
  default:
    return class;
  }
}

static void read_characters(JbCells *cells)
{
  const char *cursor = cells->text, *end = cells->text + cells->length;
  uint32_t run = 0;
  while (cursor < end) {
    size_t start = (size_t)(cursor - cells->text);
    while (run + 1 < cells->run_count && start >= cells->runs[run].start + cells->runs[run].length) {
      run++;
    }
    uint32_t character = jb_utf8_next(&cursor);
    JbClass class = jb_class_of(character);
    if (cells->runs[run].english) {
      class = english_class(character, class);
    }
    if (join_to_previous(cells, character, class, run)) {
      continue;
    }
    cells->items[cells->count++] = (JbCell){.start = (uint32_t)start,
                                            .character = character,
                                            .run = run,
                                            .class = (uint8_t)(class == JB_CLASS_MARK ? JB_CLASS_SYMBOL : class),
                                            .repeat = 1};
  }
  cells->items[cells->count] = (JbCell){.start = (uint32_t)cells->length, .class = JB_CLASS_NEWLINE, .run = run};
}

/* --- second pass: neighbours --- */

/* Class of the cell at an offset from index; IGNORED beyond the ends. */
static JbClass class_at(const JbCells *cells, size_t index, ptrdiff_t offset)
{
  ptrdiff_t at = (ptrdiff_t)index + offset;
  return at < 0 || at >= (ptrdiff_t)cells->count ? JB_CLASS_IGNORED : (JbClass)cells->items[at].class;
}

static bool is_between_latin(const JbCells *cells, size_t index)
{
  return jb_class_is_latin(class_at(cells, index, -1)) && jb_class_is_latin(class_at(cells, index, 1));
}

/* Western signs that CJK fonts also have, but that stand with digits. */
static bool is_western(uint32_t character)
{
  return character < 0x2000 || character == 0x2032 || character == 0x2033 || character == 0x20ac || character == 0x2212;
}

static bool is_word(const JbCells *cells, size_t index)
{
  const JbCell *cell = &cells->items[index];
  switch ((JbClass)cell->class) {
  case JB_CLASS_LETTER:
  case JB_CLASS_DIGIT:
  case JB_CLASS_AO:
  case JB_CLASS_AC:
  case JB_CLASS_IS:
  case JB_CLASS_EX:
  case JB_CLASS_QU:
    return true;
  case JB_CLASS_PR:
  case JB_CLASS_PO:
  case JB_CLASS_SYMBOL:
    return is_western(cell->character) || (cells->runs[cell->run].english && cell->character == 0x2027);
  case JB_CLASS_CN:
  case JB_CLASS_SL:
    if (cells->runs[cell->run].english && cell->character < 0x3000) {
      return true;
    }
    return (cell->character == '-' || cell->character == '/') && is_between_latin(cells, index);
  default:
    return false;
  }
}

/* A single typed space between Han and a Latin letter or digit is what the gap replaces (CSS text-autospace). */
static bool is_gap(const JbCells *cells, size_t index)
{
  JbClass before = class_at(cells, index, -1), after = class_at(cells, index, 1);
  return cells->items[index].character == ' ' && ((jb_class_is_han(before) && jb_class_is_latin(after)) ||
                                                  (jb_class_is_latin(before) && jb_class_is_han(after)));
}

static bool is_twin(const JbCells *cells, size_t index)
{
  JbClass class = (JbClass)cells->items[index].class, before = class_at(cells, index, -1);
  if (class != JB_CLASS_IS && class != JB_CLASS_EX && class != JB_CLASS_AC) {
    return false;
  }
  if (!jb_class_is_han(before) && !jb_class_is_closing(before)) {
    return false;
  }
  return class != JB_CLASS_IS || class_at(cells, index, 1) != JB_CLASS_DIGIT; /* .5 is a number */
}

/* Digits from index on; the first cell that is none. */
static size_t skip_digits(const JbCells *cells, size_t index)
{
  while (index < cells->count && cells->items[index].class == JB_CLASS_DIGIT) {
    index++;
  }
  return index;
}

/* "[12]", "[1,3]", "[2-5]" after something: a note reference (JLREQ; w3c/clreq issue 262). */
static bool is_reference(const JbCells *cells, size_t index)
{
  if (cells->items[index].character != '[' || index == 0 || jb_cell_is_dropped(&cells->items[index - 1])) {
    return false;
  }
  size_t end = index;
  do {
    size_t first = end + 1;
    end = skip_digits(cells, first);
    if (end == first || end == cells->count) {
      return false;
    }
  } while (cells->items[end].class == JB_CLASS_CN || cells->items[end].character == ',' ||
           cells->items[end].character == 0x3001);
  return cells->items[end].character == ']';
}

static void look_around(JbCells *cells)
{
  for (size_t i = 0; i < cells->count; i++) {
    JbCell *cell = &cells->items[i];
    if (cell->class == JB_CLASS_HAN) {
      continue;
    }
    if (cell->character == 0x2019 && class_at(cells, i, -1) == JB_CLASS_LETTER &&
        class_at(cells, i, 1) == JB_CLASS_LETTER) {
      cell->class = JB_CLASS_LETTER;
    }
    if (cell->class == JB_CLASS_SPACE && is_gap(cells, i)) {
      cell->flags |= JB_CELL_GAP;
    }
    if (is_word(cells, i)) {
      cell->flags |= JB_CELL_WORD;
    }
    if (is_twin(cells, i)) {
      cell->flags |= JB_CELL_TWIN;
    }
    if (is_reference(cells, i)) {
      cell->flags |= JB_CELL_REFERENCE;
    }
  }
}

/* --- URLs and e-mail addresses --- */

static bool contains(const char *text, size_t length, const char *wanted)
{
  return memmem(text, length, wanted, strlen(wanted)) != NULL;
}

/* stats.gov.cn: three labels of two letters or more. (jianbao.xml and U.S.A. are words.) */
static bool is_host(const char *text, size_t length)
{
  unsigned labels = 0;
  for (size_t i = 0, first = 0; i <= length; i++) {
    if (i < length && (g_ascii_isalpha(text[i]) || text[i] == '-')) {
      continue;
    }
    if (i - first < 2) {
      return false;
    }
    labels++;
    if (i == length || text[i] != '.') {
      return labels >= 3 && (i == length || strchr("/:?", text[i]));
    }
    first = i + 1;
  }
  return false;
}

static bool is_address(const char *text, size_t length)
{
  if (length < 5 || !memchr(text, '.', length)) {
    return false;
  }
  return memcmp(text, "www.", 4) == 0 || contains(text, length, "://") || memchr(text + 1, '@', length - 2) ||
         is_host(text, length);
}

/* The address inside a stretch of graphic ASCII: without the brackets, quotes and stops around it. */
static void flag_address(JbCells *cells, size_t first, size_t end)
{
  static const char around[] = "()[]{}<>\"'.,;:!?";
  while (first < end && strchr(around, (char)cells->items[first].character)) {
    first++;
  }
  while (end > first && strchr(around, (char)cells->items[end - 1].character)) {
    end--;
  }
  size_t start = cells->items[first].start, length = cells->items[end].start - start;
  if (!is_address(cells->text + start, length)) {
    return;
  }
  for (size_t i = first; i < end; i++) {
    cells->items[i].flags |= JB_CELL_URL;
  }
}

static void find_addresses(JbCells *cells)
{
  size_t first = 0;
  for (size_t i = 0; i <= cells->count; i++) {
    uint32_t character = i < cells->count ? cells->items[i].character : 0;
    if (character > ' ' && character < 0x7f) {
      continue;
    }
    if (i - first >= 5) {
      flag_address(cells, first, i);
    }
    first = i + 1;
  }
}

/* --- */

JbCells *jb_cells_new(const char *text, size_t length, const JbTextRun *runs, size_t run_count)
{
  JbCells *cells = g_new0(JbCells, 1);
  *cells = (JbCells){.text = text, .length = length, .runs = runs, .run_count = run_count};
  cells->items = g_new(JbCell, jb_utf8_count(text, length) + 1);
  read_characters(cells);
  look_around(cells);
  find_addresses(cells);
  return cells;
}

void jb_cells_free(JbCells *cells)
{
  if (!cells) {
    return;
  }
  g_free(cells->items);
  g_free(cells);
}

bool jb_cell_is_visible(const JbCell *cell)
{
  switch ((JbClass)cell->class) {
  case JB_CLASS_ZERO_SPACE:
  case JB_CLASS_IGNORED:
  case JB_CLASS_NEWLINE:
    return false;
  case JB_CLASS_SPACE:
    return !(cell->flags & JB_CELL_GAP);
  case JB_CLASS_GLUE:
    return cell->character != 0x2060 && cell->character != 0xfeff;
  default:
    return true;
  }
}

bool jb_cell_is_dropped(const JbCell *cell)
{
  return cell->class == JB_CLASS_SPACE || !jb_cell_is_visible(cell);
}

JbPlace jb_cells_place(const JbCells *cells, size_t run, size_t byte)
{
  JbPlace place = cells->runs[run].place;
  if (place.column > 0 && !place.cell) {
    place.column += (int)jb_utf8_count(cells->text + cells->runs[run].start, byte - cells->runs[run].start);
  }
  return place;
}
