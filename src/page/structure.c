/* SPDX-License-Identifier: MIT
 * page/structure: the tree, kept as an array in reading order; an element's id is its place in it, from 1. */
#include "page/structure.h"

#include <glib.h>

struct JbStructure {
  GArray *elements; /* of JbStructureElement */
};

static void element_clear(gpointer data)
{
  JbStructureElement *element = data;
  g_free(element->language);
  g_free(element->alternative);
}

JbStructure *jb_structure_new(void)
{
  JbStructure *structure = g_new0(JbStructure, 1);
  structure->elements = g_array_new(FALSE, FALSE, sizeof(JbStructureElement));
  g_array_set_clear_func(structure->elements, element_clear);
  return structure;
}

void jb_structure_free(JbStructure *structure)
{
  if (!structure) {
    return;
  }
  g_array_unref(structure->elements);
  g_free(structure);
}

JbElementId jb_structure_add(JbStructure *structure, JbElementId parent, JbStructureRole role, const char *alternative)
{
  g_assert(parent <= structure->elements->len);
  const JbStructureElement element = {.role = role, .parent = parent, .alternative = g_strdup(alternative)};
  g_array_append_val(structure->elements, element);
  return structure->elements->len;
}

void jb_structure_set_kind(JbStructure *structure, JbElementId id, const char *kind)
{
  g_return_if_fail(id >= 1 && id <= structure->elements->len);
  g_array_index(structure->elements, JbStructureElement, id - 1).kind = kind;
}

void jb_structure_set_language(JbStructure *structure, JbElementId id, const char *language)
{
  g_return_if_fail(id >= 1 && id <= structure->elements->len);
  JbStructureElement *element = &g_array_index(structure->elements, JbStructureElement, id - 1);
  g_free(element->language);
  element->language = g_strdup(language);
}

void jb_structure_set_cell(JbStructure *structure, JbElementId id, JbHeadScope scope, size_t columns, size_t rows)
{
  g_return_if_fail(id >= 1 && id <= structure->elements->len);
  JbStructureElement *element = &g_array_index(structure->elements, JbStructureElement, id - 1);
  element->scope = (uint8_t)scope;
  element->columns = (uint16_t)MIN(columns, G_MAXUINT16);
  element->rows = (uint16_t)MIN(rows, G_MAXUINT16);
}

size_t jb_structure_count(const JbStructure *structure)
{
  return structure->elements->len;
}

const JbStructureElement *jb_structure_at(const JbStructure *structure, JbElementId id)
{
  g_return_val_if_fail(id >= 1 && id <= structure->elements->len, NULL);
  return &g_array_index(structure->elements, JbStructureElement, id - 1);
}

const char *jb_structure_role_name(JbStructureRole role)
{
  /* The standard structure types of ISO 32000-1 14.8.4; Title is that of ISO 32000-2. */
  static const char *const names[] = {
      [JB_STRUCTURE_DOCUMENT] = "Document", [JB_STRUCTURE_SECTION] = "Sect",       [JB_STRUCTURE_TITLE] = "Title",
      [JB_STRUCTURE_HEADING_1] = "H1",      [JB_STRUCTURE_HEADING_2] = "H2",       [JB_STRUCTURE_HEADING_3] = "H3",
      [JB_STRUCTURE_HEADING_4] = "H4",      [JB_STRUCTURE_PARAGRAPH] = "P",        [JB_STRUCTURE_LIST] = "L",
      [JB_STRUCTURE_LIST_ITEM] = "LI",      [JB_STRUCTURE_QUOTE] = "BlockQuote",   [JB_STRUCTURE_CAPTION] = "Caption",
      [JB_STRUCTURE_NOTE] = "Note",         [JB_STRUCTURE_FIGURE] = "Figure",      [JB_STRUCTURE_TABLE] = "Table",
      [JB_STRUCTURE_TABLE_ROW] = "TR",      [JB_STRUCTURE_TABLE_HEAD] = "TH",      [JB_STRUCTURE_TABLE_CELL] = "TD",
      [JB_STRUCTURE_CONTENTS] = "TOC",      [JB_STRUCTURE_CONTENTS_ITEM] = "TOCI",
  };
  return names[role];
}
