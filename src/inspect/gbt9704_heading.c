/* SPDX-License-Identifier: MIT
 * inspect/gbt9704: headings: 一、 in 黑, （一） in 楷, 1. and （1） in 仿宋, counted without gaps (GB/T
 * 9704-2012 7.3.3). */
#include "inspect/gbt9704-private.h"

#include "base/numbering.h"

#include <string.h>

void jb_check_heading_size(JbInspection *inspection, const JbCheck *check)
{
  for (guint i = 0; i < inspection->measures->lines->len; i++) {
    const JbMeasuredLine *line = jb_line_at(inspection, i);
    if (line->body && line->heading == (int)check->number && !jb_is_body_size(inspection, line->size)) {
      g_autofree char *value = g_strdup_printf("%.4g pt", line->size);
      jb_deviate(inspection, check, line->page, line->place, value, "三号 16 / 15.75 pt");
      return;
    }
  }
}

void jb_check_heading_face(JbInspection *inspection, const JbCheck *check)
{
  const JbMeasures *measures = inspection->measures;
  g_autofree guint *counts = g_new0(guint, measures->faces->len + 1);
  const JbMeasuredLine *example = NULL;
  for (guint i = 0; i < measures->lines->len; i++) {
    const JbMeasuredLine *line = jb_line_at(inspection, i);
    if (line->body && line->heading == (int)check->number) {
      jb_measures_count_faces(measures, line->first_cell, line->first_cell + line->cell_count, counts);
      example = example ? example : line;
    }
  }
  const char *face = jb_measures_commonest_face(measures, counts);
  bool inherited = check->role == JB_INSPECT_FANGSONG && g_strcmp0(face, inspection->frame.face) == 0;
  if (face && !inherited && g_strcmp0(face, inspection->faces->roles[check->role]) != 0) {
    g_autofree char *wanted = g_strdup_printf("%s (%s)", check->wanted, inspection->faces->roles[check->role]);
    jb_deviate(inspection, check, example->page, example->place, face, wanted);
  }
}

/* --- 一、（一）1.（1） --- */

enum { LEVELS = 4, MAXIMUM_NUMBER = 99 };

static char *label(int level, int number)
{
  static const JbNumbering forms[LEVELS] = {JB_NUMBERING_CHINESE, JB_NUMBERING_BRACKETS, JB_NUMBERING_ARABIC,
                                            JB_NUMBERING_BRACKETS_ARABIC};
  return g_strchomp(jb_numbering_label(forms[level - 1], number));
}

/* The level, from 1, whose form a heading has, its number and the label itself; 0: it has none. 1.5 is no label. */
static int form_level(const char *text, int *number, char **found)
{
  for (int level = 1; level <= LEVELS; level++) {
    for (*number = 1; *number <= MAXIMUM_NUMBER; ++*number) {
      g_autofree char *words = label(level, *number);
      bool begins = g_str_has_prefix(text, words);
      bool decimal = begins && g_str_has_suffix(words, ".") && g_ascii_isdigit(text[strlen(words)]);
      if (begins && !decimal) {
        *found = g_steal_pointer(&words);
        return level;
      }
    }
  }
  return 0;
}

/* Headings that are numbered at all have the form of their level, and count from one within the heading above. */
void jb_check_heading_number(JbInspection *inspection, const JbCheck *check)
{
  int counts[LEVELS] = {0};
  bool told_form[LEVELS] = {false};
  for (guint i = 0; i < inspection->measures->lines->len; i++) {
    const JbMeasuredLine *line = jb_line_at(inspection, i);
    if (g_strcmp0(line->kind, "attachment-mark") == 0) { /* a text of its own */
      memset(counts, 0, sizeof counts);
    }
    int number = 0;
    g_autofree char *found = NULL;
    bool heading = line->heading > 0 && line->body && line->first;
    int level = heading ? form_level(line->text, &number, &found) : 0;
    if (level == 0) {
      continue;
    }
    int expected = counts[line->heading - 1] + 1;
    bool *told = &told_form[line->heading - 1];
    if ((level != line->heading && !*told) || number != expected) {
      *told = *told || level != line->heading;
      g_autofree char *wanted = label(line->heading, expected);
      jb_deviate(inspection, check, line->page, line->place, found, wanted);
    }
    counts[line->heading - 1] = number;
    memset(counts + line->heading, 0, sizeof counts - (size_t)line->heading * sizeof *counts);
  }
}
