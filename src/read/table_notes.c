/* SPDX-License-Identifier: MIT
 * read/table_notes: notes to single cells and heads of a table, numbered in the order in which they are printed: head
 * first, row by row from the left. Two that read alike are one note with one number. */
#include "base/numbering.h"
#include "read/reader.h"

#include <string.h>

typedef struct Note {
  JbNotedPart part;
  JbInlines text;
} Note;

struct JbTableNotes {
  GArray *notes; /* of Note */
};

JbTableNotes *jb_table_notes_new(void)
{
  JbTableNotes *notes = g_new(JbTableNotes, 1);
  notes->notes = g_array_new(FALSE, FALSE, sizeof(Note));
  return notes;
}

void jb_table_notes_read(JbTableNotes *notes, JbReader *reader, const JbXmlNode *element, JbNotedPart part)
{
  for (const JbXmlNode *child = jb_xml_first_element(element); child; child = jb_xml_next_element(child)) {
    if (strcmp(child->name, "note") == 0) {
      Note note = {part, jb_read_inlines(reader, child)};
      g_array_append_val(notes->notes, note);
    }
  }
}

static gint compare_notes(gconstpointer a, gconstpointer b)
{
  const JbNotedPart *first = &((const Note *)a)->part, *second = &((const Note *)b)->part;
  const size_t keys[][2] = {
      {first->cell != NULL, second->cell != NULL}, {first->row, second->row}, {first->column, second->column}};
  for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
    if (keys[i][0] != keys[i][1]) {
      return keys[i][0] < keys[i][1] ? -1 : 1;
    }
  }
  return 0;
}

/* Where the mark of a part's notes is kept. */
static char **mark_of(JbTable *table, const JbNotedPart *part)
{
  if (part->cell) {
    return &part->cell->mark;
  }
  for (size_t i = 0; i < table->group_count && part->group; i++) {
    if (table->groups[i].first == part->column && table->groups[i].level == part->row) {
      return &table->groups[i].mark;
    }
  }
  return &table->columns[part->column].mark;
}

/* The number of a note of this text, from 1; text is taken over. */
static size_t number_of(JbTable *table, JbInlines *text)
{
  g_autofree char *plain = jb_inlines_to_plain(text);
  for (size_t i = 0; i < table->note_count; i++) {
    g_autofree char *other = jb_inlines_to_plain(&table->notes[i]);
    if (strcmp(plain, other) == 0) {
      jb_inlines_clear(text);
      return i + 1;
    }
  }
  table->notes[table->note_count++] = *text;
  return table->note_count;
}

void jb_table_notes_number(JbTableNotes *notes, JbTable *table)
{
  g_array_sort(notes->notes, compare_notes); /* which is stable */
  table->notes = g_new0(JbInlines, notes->notes->len);
  for (guint i = 0; i < notes->notes->len; i++) {
    Note *note = &g_array_index(notes->notes, Note, i);
    char **mark = mark_of(table, &note->part);
    g_autofree char *number = jb_numbering_mark(number_of(table, &note->text));
    g_autofree char *before = *mark;
    *mark = g_strconcat(before ? before : "", number, NULL);
  }
  g_array_free(notes->notes, TRUE);
  g_free(notes);
}
