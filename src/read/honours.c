/* SPDX-License-Identifier: MIT
 * read/honours: honours as a table: what, whose, from whom, of which level; the highest first. */
#include "read/reader.h"

#include <string.h>

enum { NAME, HOLDER, GIVER, LEVEL, COLUMNS };

static const struct {
  const char *attribute; /* NULL: what stands in the element */
  const char *title;
} columns[COLUMNS] = {[NAME] = {NULL, "名称"},
                      [HOLDER] = {"holder", "获得者"},
                      [GIVER] = {"by", "授予单位"},
                      [LEVEL] = {"level", "层级"}};

static const char *const levels[] = {"national", "provincial", "municipal", "district", NULL};
static const char *const level_names[] = {"国家级", "省级", "市级", "区级"};

static bool any_says(const JbXmlNode *element, const char *attribute)
{
  for (const JbXmlNode *child = jb_xml_first_element(element); child; child = jb_xml_next_element(child)) {
    if (jb_xml_attribute(child, attribute)) {
      return true;
    }
  }
  return false;
}

static JbInlines read_field(JbReader *reader, const JbXmlNode *honour, size_t field)
{
  size_t level = jb_read_choice(honour, "level", levels, G_N_ELEMENTS(level_names));
  if (field == LEVEL) {
    return jb_read_inlines_literal(level < G_N_ELEMENTS(level_names) ? level_names[level] : "", honour->place);
  }
  return field == NAME ? jb_read_inlines(reader, honour)
                       : jb_read_inlines_attribute(reader, honour, columns[field].attribute);
}

static JbRow read_honour(JbReader *reader, const JbXmlNode *honour, const size_t *shown, size_t count)
{
  JbRow row = {.cells = g_new0(JbCell, count), .cell_count = count, .place = honour->place};
  for (size_t i = 0; i < count; i++) {
    row.cells[i] = (JbCell){
        .inlines = read_field(reader, honour, shown[i]), .column = i, .columns = 1, .rows = 1, .place = honour->place};
  }
  return row;
}

void jb_read_honours(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  jb_read_exhibit_words(reader, element, block);
  JbTable *table = block->table = g_new0(JbTable, 1);
  size_t shown[COLUMNS];
  table->head_rows = 1;
  table->columns = g_new0(JbColumn, COLUMNS);
  for (size_t i = 0; i < COLUMNS; i++) {
    if (!columns[i].attribute || any_says(element, columns[i].attribute)) {
      shown[table->column_count] = i;
      table->columns[table->column_count++] =
          (JbColumn){.title = jb_read_inlines_literal(columns[i].title, element->place), .place = element->place};
    }
  }
  table->rows = g_new0(JbRow, jb_read_count(element, "honour"));
  for (size_t level = 0; level <= G_N_ELEMENTS(level_names); level++) { /* without a level: last */
    for (const JbXmlNode *child = jb_xml_first_element(element); child; child = jb_xml_next_element(child)) {
      bool honour = strcmp(child->name, "honour") == 0;
      if (honour && jb_read_choice(child, "level", levels, G_N_ELEMENTS(level_names)) == level) {
        table->rows[table->row_count++] = read_honour(reader, child, shown, table->column_count);
      }
    }
  }
}
