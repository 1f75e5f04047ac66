/* SPDX-License-Identifier: MIT
 * read/tidy: blanks collapsed, marks repaired, pairs looked at, over a whole stretch of text. */
#include "read/stretch.h"

#include "base/utf8.h"
#include "read/pairs.h"
#include "read/punctuation.h"

/* --- Collapsing blanks --- */

static bool is_blank(const JbStretch *stretch, guint index)
{
  const JbCharacter *character = jb_stretch_character(stretch, index);
  bool blank = character->code == ' ' || character->code == '\t' || character->code == '\n';
  bool line_end = character->code == 0x85 || character->code == 0x2028 || character->code == 0x2029; /* NEL, LS, PS */
  return (blank || line_end) && jb_stretch_piece(stretch, character->piece)->kind == JB_INLINE_TEXT;
}

/* A character of Chinese text, beside which a line end of the file means nothing: Han, its marks, full-width forms. */
static bool is_wide(uint32_t code)
{
  return jb_character_is_han(code) || (code >= 0x2014 && code <= 0x201D) || code == 0x2026 || code == 0x00B7 ||
         (code >= 0x3000 && code <= 0x303F) || (code >= 0xFF01 && code <= 0xFFEF);
}

/* What the blanks [first, end) become: nothing at either end, beside a break, and for a line end beside Chinese, since
 * the gap between Han and Latin is the layout's; else one blank. */
static bool blanks_vanish(const JbStretch *stretch, guint kept, guint first, guint end)
{
  if (kept == 0 || end == stretch->characters->len) {
    return true;
  }
  uint32_t before = jb_stretch_character(stretch, kept - 1)->code, after = jb_stretch_character(stretch, end)->code;
  if (before == JB_STRETCH_BREAK || after == JB_STRETCH_BREAK) {
    return true;
  }
  bool has_line_end = false;
  for (guint i = first; i < end; i++) {
    has_line_end = has_line_end || jb_stretch_character(stretch, i)->code == '\n';
  }
  return has_line_end && (is_wide(before) || is_wide(after));
}

static void collapse_blanks(JbStretch *stretch)
{
  guint kept = 0;
  for (guint i = 0; i < stretch->characters->len;) {
    if (!is_blank(stretch, i)) {
      *jb_stretch_character(stretch, kept++) = *jb_stretch_character(stretch, i++);
      continue;
    }
    guint end = i;
    while (end < stretch->characters->len && is_blank(stretch, end)) {
      end++;
    }
    if (!blanks_vanish(stretch, kept, i, end)) {
      *jb_stretch_character(stretch, kept) = *jb_stretch_character(stretch, i);
      jb_stretch_character(stretch, kept++)->code = ' ';
    }
    i = end;
  }
  g_array_set_size(stretch->characters, kept);
}

/* --- Repairing marks --- */

static JbPlace place_of(const JbStretch *stretch, guint index)
{
  const JbCharacter *character = jb_stretch_character(stretch, index);
  return (JbPlace){.path = stretch->reader->path, .line = character->line, .column = character->column};
}

/* A full-width mark brings its own room, repaired or written: blanks beside one go. */
static void drop_blanks_beside_marks(JbStretch *stretch)
{
  guint kept = 0, count = stretch->characters->len;
  for (guint i = 0; i < count; i++) {
    bool beside = (i > 0 && jb_punctuation_is_full_width(jb_stretch_character(stretch, i - 1)->code)) ||
                  (i + 1 < count && jb_punctuation_is_full_width(jb_stretch_character(stretch, i + 1)->code));
    if (!(beside && is_blank(stretch, i))) {
      *jb_stretch_character(stretch, kept++) = *jb_stretch_character(stretch, i);
    }
  }
  g_array_set_size(stretch->characters, kept);
}

/* The characters as rules read them: a break is a line feed. Newly allocated. */
static uint32_t *codes_of(const JbStretch *stretch)
{
  guint count = stretch->characters->len;
  uint32_t *codes = g_new(uint32_t, count + 1);
  for (guint i = 0; i < count; i++) {
    uint32_t code = jb_stretch_character(stretch, i)->code;
    codes[i] = code == JB_STRETCH_BREAK ? '\n' : code;
  }
  return codes;
}

/* A mark and some characters on either side, as they stand after the repair. */
static void write_context(const uint32_t *codes, guint count, guint index, char context[JB_REPAIR_CONTEXT])
{
  enum { AROUND = 6, ELLIPSIS = 0x2026 };
  G_STATIC_ASSERT((2 * AROUND + 1 + 2) * 4 < JB_REPAIR_CONTEXT);
  guint first = index > AROUND ? index - AROUND : 0, end = MIN(index + AROUND + 1, count);
  size_t length = first > 0 ? jb_utf8_encode(ELLIPSIS, context) : 0;
  for (guint i = first; i < end; i++) {
    length += jb_utf8_encode(codes[i] < ' ' ? ' ' : codes[i], context + length);
  }
  length += end < count ? jb_utf8_encode(ELLIPSIS, context + length) : 0;
  context[length] = '\0';
}

static void repair_marks(JbStretch *stretch)
{
  guint count = stretch->characters->len;
  g_autofree uint32_t *codes = codes_of(stretch);
  g_autofree uint32_t *repaired = g_new(uint32_t, count + 1);
  size_t changed = jb_punctuation_repair(codes, count, repaired);
  for (guint i = 0; i < count && changed > 0; i++) {
    JbCharacter *character = jb_stretch_character(stretch, i);
    const JbPiece *piece = jb_stretch_piece(stretch, character->piece);
    if (repaired[i] != codes[i] && piece->kind == JB_INLINE_TEXT && !(piece->marks & JB_MARK_ENGLISH)) {
      JbRepair repair = {.place = place_of(stretch, i), .from = codes[i], .to = repaired[i]};
      write_context(repaired, count, i, repair.context);
      g_array_append_val(stretch->reader->repairs, repair);
      character->code = repaired[i];
    }
  }
  drop_blanks_beside_marks(stretch);
}

/* --- Marks that do not pair --- */

static void tell_pair(JbReader *reader, const JbUnpaired *unpaired)
{
  static const JbMessage messages[] = {
      [JB_PAIR_UNCLOSED] = JB_MESSAGE_PAIR_UNCLOSED, [JB_PAIR_UNOPENED] = JB_MESSAGE_PAIR_UNOPENED,
      [JB_PAIR_CROSSED] = JB_MESSAGE_PAIR_CROSSED,   [JB_PAIR_TWICE] = JB_MESSAGE_PAIR_TWICE,
      [JB_PAIR_NESTED] = JB_MESSAGE_PAIR_NESTED,     [JB_PAIR_STRAIGHT] = JB_MESSAGE_QUOTES_STRAIGHT,
  };
  char mark[5] = "", expected[5] = "";
  jb_utf8_encode(unpaired->fault.mark, mark);
  jb_utf8_encode(unpaired->fault.expected, expected);
  jb_findings_add(reader->findings, messages[unpaired->fault.kind], unpaired->place, mark, expected, NULL);
}

void jb_read_end_quotation(JbReader *reader)
{
  for (guint i = 0; i < reader->quotation->len; i++) {
    tell_pair(reader, &g_array_index(reader->quotation, JbUnpaired, i));
  }
  g_array_set_size(reader->quotation, 0);
}

/* is_paragraph: a quotation may go on in it from the paragraph before, and in the next from it. */
static void check_pairs(JbStretch *stretch, bool is_paragraph)
{
  JbReader *reader = stretch->reader;
  guint count = stretch->characters->len;
  g_autofree uint32_t *codes = codes_of(stretch);
  bool is_open = is_paragraph && reader->quotation->len > 0;
  if (is_open && jb_pairs_first_quote(codes, count) == g_array_index(reader->quotation, JbUnpaired, 0).fault.mark) {
    g_array_set_size(reader->quotation, 0);
  } else if (is_open) {
    jb_read_end_quotation(reader);
  }
  g_autoptr(GArray) faults = jb_pairs_check(codes, count);
  for (guint i = 0; i < faults->len; i++) {
    JbUnpaired unpaired = {.fault = g_array_index(faults, JbPairFault, i)};
    unpaired.place = place_of(stretch, (guint)unpaired.fault.index);
    if (is_paragraph && unpaired.fault.may_continue) {
      g_array_append_val(reader->quotation, unpaired);
    } else {
      tell_pair(reader, &unpaired);
    }
  }
}

void jb_stretch_tidy(JbStretch *stretch, bool is_paragraph)
{
  collapse_blanks(stretch);
  if (stretch->reader->repair) {
    repair_marks(stretch);
    check_pairs(stretch, is_paragraph);
  }
}
