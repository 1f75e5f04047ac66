/* SPDX-License-Identifier: MIT
 * pdf/cff: headers, INDEXes, dictionaries and the choice of font dictionary of a CFF table. */
#include "pdf/cff.h"

#include <string.h>

/* Dictionary operators; the second byte of the two-byte ones (12 n) is added to ESCAPE. */
enum {
  ESCAPE = 0x100,
  OPERATOR_CHARSTRINGS = 17,
  OPERATOR_PRIVATE = 18,
  OPERATOR_SUBROUTINES = 19,
  OPERATOR_CHARSTRING_TYPE = ESCAPE + 6,
  OPERATOR_FONT_DICTIONARIES = ESCAPE + 36,
  OPERATOR_SELECT = ESCAPE + 37,
};

#define MAXIMUM_OPERANDS     48  /* Technical Note 5176, appendix B */
#define MAXIMUM_DICTIONARIES 256 /* FDSelect speaks of them in one byte */

typedef struct Dictionary {
  JbSpan rest;
  int64_t operands[MAXIMUM_OPERANDS]; /* reals are read as 0: nobody asks for one */
  size_t operand_count;
} Dictionary;

static uint32_t number_at(const uint8_t *bytes, unsigned size)
{
  uint32_t number = 0;
  for (unsigned i = 0; i < size; i++) {
    number = number << 8 | bytes[i];
  }
  return number;
}

static bool index_read(JbSpan table, size_t at, JbCffIndex *index)
{
  *index = (JbCffIndex){0};
  if (at > table.length || table.length - at < 2) {
    return false;
  }
  index->count = number_at(table.bytes + at, 2);
  index->end = at + 2;
  if (index->count == 0) {
    return true;
  }
  if (table.length - at < 3) {
    return false;
  }
  index->offset_size = table.bytes[at + 2];
  if (index->offset_size < 1 || index->offset_size > 4) {
    return false;
  }
  const size_t offsets_length = ((size_t)index->count + 1) * index->offset_size;
  if (table.length - at - 3 < offsets_length) {
    return false;
  }
  index->offsets = table.bytes + at + 3;
  const size_t data = at + 3 + offsets_length;
  /* Offsets count from 1: from the byte before the data. */
  const uint32_t last = number_at(index->offsets + (size_t)index->count * index->offset_size, index->offset_size);
  if (last < 1 || last - 1 > table.length - data) {
    return false;
  }
  index->data = (JbSpan){table.bytes + data, last - 1};
  index->end = data + index->data.length;
  return true;
}

bool jb_cff_index_item(const JbCffIndex *index, uint32_t number, JbSpan *item)
{
  if (number >= index->count) {
    return false;
  }
  const uint8_t *offset = index->offsets + (size_t)number * index->offset_size;
  const uint32_t begin = number_at(offset, index->offset_size);
  const uint32_t end = number_at(offset + index->offset_size, index->offset_size);
  if (begin < 1 || end < begin || end - 1 > index->data.length) {
    return false;
  }
  *item = (JbSpan){index->data.bytes + begin - 1, end - begin};
  return true;
}

static void skip_real(Dictionary *dictionary)
{
  while (dictionary->rest.length > 0) {
    const uint8_t nibbles = *dictionary->rest.bytes++;
    dictionary->rest.length--;
    if ((nibbles >> 4) == 0xf || (nibbles & 0xf) == 0xf) {
      return;
    }
  }
}

/* How many bytes follow the first of an operand; reals apart. */
static size_t operand_tail(uint8_t first)
{
  if (first == 28) {
    return 2;
  }
  if (first == 29) {
    return 4;
  }
  return first >= 247 && first <= 254 ? 1 : 0;
}

static int64_t operand_value(uint8_t first, const uint8_t *tail)
{
  if (first == 28) {
    return (int16_t)number_at(tail, 2);
  }
  if (first == 29) {
    return (int32_t)number_at(tail, 4);
  }
  if (first >= 251) {
    return -(first - 251) * 256 - tail[0] - 108;
  }
  if (first >= 247) {
    return (first - 247) * 256 + tail[0] + 108;
  }
  return first - 139;
}

/* The next operator, its operands in dictionary->operands; -1 at the end or where the bytes make no sense. */
static int dictionary_next(Dictionary *dictionary)
{
  dictionary->operand_count = 0;
  while (dictionary->rest.length > 0) {
    const uint8_t first = *dictionary->rest.bytes++;
    dictionary->rest.length--;
    if (first <= 21) {
      if (first != 12) {
        return first;
      }
      if (dictionary->rest.length == 0) {
        return -1;
      }
      dictionary->rest.length--;
      return ESCAPE + *dictionary->rest.bytes++;
    }
    const size_t tail = operand_tail(first);
    if (tail > dictionary->rest.length || dictionary->operand_count == MAXIMUM_OPERANDS || first == 255) {
      return -1;
    }
    int64_t value = 0;
    if (first == 30) {
      skip_real(dictionary);
    } else {
      value = operand_value(first, dictionary->rest.bytes);
    }
    dictionary->rest.bytes += tail;
    dictionary->rest.length -= tail;
    dictionary->operands[dictionary->operand_count++] = value;
  }
  return -1;
}

/* The last count operands of the operator, from 0 to the length of the table each. False: absent, or outside. */
static bool find_offsets(JbSpan dictionary, int operator, size_t count, size_t limit, size_t *offsets)
{
  Dictionary reader = {.rest = dictionary};
  for (int found = dictionary_next(&reader); found >= 0; found = dictionary_next(&reader)) {
    if (found != operator) {
      continue;
    }
    if (reader.operand_count < count) {
      return false;
    }
    const int64_t *operands = reader.operands + reader.operand_count - count;
    for (size_t i = 0; i < count; i++) {
      if (operands[i] < 0 || (uint64_t)operands[i] > limit) {
        return false;
      }
      offsets[i] = (size_t)operands[i];
    }
    return true;
  }
  return false;
}

static bool private_read(JbSpan table, JbSpan font_dictionary, JbCffPrivate *private)
{
  *private = (JbCffPrivate){0};
  size_t place[2]; /* length, offset */
  if (!find_offsets(font_dictionary, OPERATOR_PRIVATE, 2, table.length, place)) {
    return true; /* nothing private */
  }
  if (place[0] > table.length - place[1]) {
    return false;
  }
  const JbSpan dictionary = {table.bytes + place[1], place[0]};
  size_t subroutines; /* from the beginning of the private dictionary */
  if (!find_offsets(dictionary, OPERATOR_SUBROUTINES, 1, table.length - place[1], &subroutines)) {
    return true;
  }
  return index_read(table, place[1] + subroutines, &private->subroutines);
}

static bool privates_read(JbCff *cff, JbSpan top)
{
  size_t at;
  if (!find_offsets(top, OPERATOR_FONT_DICTIONARIES, 1, cff->table.length, &at)) {
    cff->private_count = 1;
    cff->privates = g_new0(JbCffPrivate, 1);
    return private_read(cff->table, top, cff->privates);
  }
  JbCffIndex dictionaries;
  size_t select;
  if (!index_read(cff->table, at, &dictionaries) || dictionaries.count < 1 ||
      dictionaries.count > MAXIMUM_DICTIONARIES || !find_offsets(top, OPERATOR_SELECT, 1, cff->table.length, &select)) {
    return false;
  }
  cff->select = (JbSpan){cff->table.bytes + select, cff->table.length - select};
  cff->private_count = dictionaries.count;
  cff->privates = g_new0(JbCffPrivate, cff->private_count);
  for (uint32_t i = 0; i < dictionaries.count; i++) {
    JbSpan dictionary;
    if (!jb_cff_index_item(&dictionaries, i, &dictionary) || !private_read(cff->table, dictionary, &cff->privates[i])) {
      return false;
    }
  }
  return true;
}

static bool cff_read(JbCff *cff)
{
  const JbSpan table = cff->table;
  if (table.length < 4 || table.bytes[0] != 1) {
    return false;
  }
  JbCffIndex names, tops, strings;
  JbSpan top;
  size_t charstrings, type = 2;
  if (!index_read(table, table.bytes[2], &names) || !index_read(table, names.end, &tops) ||
      !index_read(table, tops.end, &strings) || !index_read(table, strings.end, &cff->subroutines) ||
      !jb_cff_index_item(&tops, 0, &top)) {
    return false;
  }
  (void)find_offsets(top, OPERATOR_CHARSTRING_TYPE, 1, table.length, &type);
  return type == 2 && find_offsets(top, OPERATOR_CHARSTRINGS, 1, table.length, &charstrings) &&
         index_read(table, charstrings, &cff->charstrings) && privates_read(cff, top);
}

bool jb_cff_open(JbCff *cff, JbSpan table)
{
  *cff = (JbCff){.table = table};
  if (cff_read(cff)) {
    return true;
  }
  jb_cff_close(cff);
  return false;
}

void jb_cff_close(JbCff *cff)
{
  g_free(cff->privates);
  *cff = (JbCff){0};
}

/* FDSelect format 3: ranges of a first glyph and a dictionary, in order of the glyphs; after the last a sentinel. */
static int select_range(JbSpan select, uint32_t glyph)
{
  if (select.length < 5) {
    return -1;
  }
  const size_t count = number_at(select.bytes + 1, 2);
  if (count == 0 || (select.length - 5) / 3 < count) {
    return -1;
  }
  const uint8_t *ranges = select.bytes + 3;
  size_t low = 0, high = count; /* the range sought is in [low, high) */
  while (high - low > 1) {
    const size_t middle = low + (high - low) / 2;
    if (number_at(ranges + 3 * middle, 2) <= glyph) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return number_at(ranges + 3 * low, 2) <= glyph ? ranges[3 * low + 2] : -1;
}

const JbCffPrivate *jb_cff_private_of(const JbCff *cff, uint32_t glyph)
{
  int dictionary = 0;
  if (cff->select.length > 0) {
    if (cff->select.bytes[0] == 0) {
      dictionary = glyph < cff->select.length - 1 ? cff->select.bytes[1 + glyph] : -1;
    } else {
      dictionary = cff->select.bytes[0] == 3 ? select_range(cff->select, glyph) : -1;
    }
  }
  return dictionary >= 0 && (size_t)dictionary < cff->private_count ? &cff->privates[dictionary] : NULL;
}
