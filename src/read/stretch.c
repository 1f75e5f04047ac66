/* SPDX-License-Identifier: MIT
 * read/stretch: text nodes and values laid out as characters, and characters cut into pieces again. */
#include "read/stretch.h"

#include "base/utf8.h"

#include <string.h>

void jb_stretch_init(JbStretch *stretch, JbReader *reader)
{
  *stretch = (JbStretch){.reader = reader,
                         .pieces = g_array_new(FALSE, FALSE, sizeof(JbPiece)),
                         .characters = g_array_new(FALSE, FALSE, sizeof(JbCharacter))};
}

void jb_stretch_finish(JbStretch *stretch)
{
  g_array_free(stretch->pieces, TRUE);
  g_array_free(stretch->characters, TRUE);
}

/* --- Laying out --- */

void jb_stretch_add_piece(JbStretch *stretch, const JbPiece *piece)
{
  g_array_append_val(stretch->pieces, *piece);
}

void jb_stretch_add_character(JbStretch *stretch, uint32_t code, int line, int column)
{
  JbCharacter character = {.code = code, .line = line, .column = column, .piece = stretch->pieces->len - 1};
  g_array_append_val(stretch->characters, character);
}

void jb_stretch_add_words(JbStretch *stretch, const char *utf8, JbPlace place)
{
  for (const char *end = utf8 + strlen(utf8); utf8 < end; place.column++) {
    jb_stretch_add_character(stretch, jb_utf8_next(&utf8), place.line, place.column);
  }
}

/* Each character with its place. */
void jb_stretch_add_source(JbStretch *stretch, const JbSourceText *text)
{
  const JbSourceMark *mark = (const JbSourceMark *)(const void *)text->marks->data, *mark_end = mark + text->marks->len;
  const char *start = text->text->str, *end = start + text->text->len;
  guint count = stretch->characters->len;
  g_array_set_size(stretch->characters, count + (guint)text->text->len); /* one a byte, for the moment */
  int row = 0, column = 0;
  for (const char *cursor = start; cursor < end;) {
    if (mark < mark_end && mark->offset == (size_t)(cursor - start)) {
      row = mark->line;
      column = mark->column;
      mark++;
    }
    uint32_t code = jb_utf8_next(&cursor);
    *jb_stretch_character(stretch, count++) =
        (JbCharacter){.code = code, .line = row, .column = column, .piece = stretch->pieces->len - 1};
    row += code == '\n';
    column = code == '\n' ? 1 : column + 1;
  }
  g_array_set_size(stretch->characters, count);
}

/* --- Cutting into pieces --- */

static JbSourceText *cut_text(const JbStretch *stretch, guint first, guint end)
{
  JbSourceText *text = jb_source_text_new(stretch->reader->path);
  g_autofree char *run = g_malloc((size_t)(end - first) * 4);
  for (guint i = first; i < end;) {
    const JbCharacter *start = jb_stretch_character(stretch, i), *next = start;
    size_t length = 0;
    do {
      length += jb_utf8_encode(next->code, run + length);
      next++;
      i++;
    } while (i < end && next->line == start->line && next->column == start->column + (int)(next - start));
    jb_source_text_append(text, run, length, start->line, start->column);
  }
  return text;
}

JbInlines jb_stretch_cut(const JbStretch *stretch, guint first, guint end)
{
  g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(JbInline));
  for (guint i = first; i < end;) {
    const JbPiece *piece = jb_stretch_piece(stretch, jb_stretch_character(stretch, i)->piece);
    guint stop = i;
    while (stop < end && jb_stretch_character(stretch, stop)->piece == jb_stretch_character(stretch, i)->piece) {
      stop++;
    }
    JbInline item = {.kind = piece->kind,
                     .marks = piece->marks,
                     .place = piece->place,
                     .fact = piece->fact,
                     .upper = piece->upper,
                     .value = piece->value,
                     .target = g_strdup(piece->target),
                     .form = g_strdup(piece->form)};
    if (piece->kind == JB_INLINE_TEXT) {
      item.text = cut_text(stretch, i, stop);
      item.place = jb_source_text_place(item.text, 0);
    }
    g_array_append_val(items, item);
    i = stop;
  }
  JbInlines inlines = {.count = items->len};
  inlines.items = (JbInline *)(void *)g_array_free(g_steal_pointer(&items), FALSE);
  return inlines;
}
