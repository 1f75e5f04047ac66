/* SPDX-License-Identifier: MIT
 * audit/passage: inline pieces → characters. */
#include "audit/passage.h"

#include "base/utf8.h"

#include <string.h>

static uint32_t plain_form(uint32_t code)
{
  return code >= 0xFF10 && code <= 0xFF19 ? code - 0xFF10 + '0' : code == 0xFF0E ? '.' : code == 0xFF05 ? '%' : code;
}

static void add(GArray *characters, uint32_t code, const JbInline *piece, size_t offset)
{
  const unsigned waiving = JB_MARK_NUMERAL | JB_MARK_SUPERSCRIPT | JB_MARK_SUBSCRIPT;
  bool link = piece->kind == JB_INLINE_TEXT && piece->target;
  JbPassageCharacter character = {.code = plain_form(code),
                                  .waived = (piece->marks & waiving) != 0 || link,
                                  .period = piece->kind == JB_INLINE_VALUE && piece->value.part == JB_FACT_PERIOD,
                                  .offset = (uint32_t)offset,
                                  .piece = piece,
                                  .fact = piece->kind == JB_INLINE_VALUE ? piece->fact : NULL};
  g_array_append_val(characters, character);
}

static void add_text(GArray *characters, const JbInline *piece)
{
  const char *start = piece->text->text->str, *end = start + piece->text->text->len;
  for (const char *cursor = start; cursor < end;) {
    size_t offset = (size_t)(cursor - start);
    add(characters, jb_utf8_next(&cursor), piece, offset);
  }
}

/* “ ” ‘ ’ 《 》 「 」: marks of names and sayings. */
static void mark_quoted(JbPassageCharacter *characters, size_t count)
{
  int depth = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t code = characters[i].code;
    bool opens = code == 0x201C || code == 0x2018 || code == 0x300A || code == 0x300C;
    bool closes = code == 0x201D || code == 0x2019 || code == 0x300B || code == 0x300D;
    depth += opens ? 1 : closes && depth > 0 ? -1 : 0;
    characters[i].quoted = depth > 0;
  }
}

JbPassage *jb_passage_new(const JbInlines *inlines)
{
  g_autoptr(GArray) characters = g_array_new(FALSE, FALSE, sizeof(JbPassageCharacter));
  for (size_t i = 0; i < inlines->count; i++) {
    const JbInline *piece = &inlines->items[i];
    if (piece->kind == JB_INLINE_TEXT) {
      add_text(characters, piece);
    } else {
      add(characters, piece->kind == JB_INLINE_VALUE ? JB_PASSAGE_VALUE : '\n', piece, 0);
    }
  }
  JbPassage *passage = g_new(JbPassage, 1);
  passage->count = characters->len;
  passage->characters = (JbPassageCharacter *)(void *)g_array_free(g_steal_pointer(&characters), FALSE);
  mark_quoted(passage->characters, passage->count);
  return passage;
}

void jb_passage_free(JbPassage *passage)
{
  if (passage) {
    g_free(passage->characters);
    g_free(passage);
  }
}

uint32_t jb_passage_code(const JbPassage *passage, size_t index)
{
  return index < passage->count ? passage->characters[index].code : 0;
}

JbPlace jb_passage_place(const JbPassage *passage, size_t index)
{
  const JbPassageCharacter *character = &passage->characters[index];
  const JbInline *piece = character->piece;
  return piece->kind == JB_INLINE_TEXT ? jb_source_text_place(piece->text, character->offset) : piece->place;
}

/* How many characters of words stand at index; 0 unless all do. */
static size_t matching(const JbPassage *passage, size_t index, const char *words)
{
  size_t length = 0;
  for (const char *cursor = words; *cursor != '\0'; length++) {
    if (jb_utf8_next(&cursor) != jb_passage_code(passage, index + length)) {
      return 0;
    }
  }
  return length;
}

bool jb_passage_has(const JbPassage *passage, size_t index, const char *words)
{
  return matching(passage, index, words) > 0;
}

bool jb_passage_ends(const JbPassage *passage, size_t index, const char *words)
{
  size_t length = jb_utf8_count(words, strlen(words));
  return index >= length && matching(passage, index - length, words) > 0;
}

size_t jb_passage_any(const JbPassage *passage, size_t index, const char *const *words)
{
  size_t length = 0;
  for (; *words && length == 0; words++) {
    length = matching(passage, index, *words);
  }
  return length;
}

char *jb_passage_text(const JbPassage *passage, size_t start, size_t end)
{
  GString *text = g_string_new(NULL);
  for (size_t i = start; i < MIN(end, passage->count); i++) {
    const JbPassageCharacter *character = &passage->characters[i];
    if (character->fact) {
      g_autofree char *value = jb_fact_format_value(character->fact);
      g_string_append(text, value);
    } else {
      g_string_append_unichar(text, character->code);
    }
  }
  return g_string_free(text, FALSE);
}
