/* SPDX-License-Identifier: MIT
 * report/data: looks into a data table. */
#include "report/data.h"

#include <glib.h>
#include <string.h>

const char *jb_data_name(const JbData *data, size_t column)
{
  return data->texts + data->names[column];
}

const char *jb_data_text(const JbData *data, size_t row, size_t column)
{
  return data->texts + data->cells[row * data->column_count + column];
}

bool jb_data_column_lookup(const JbData *data, const char *name, size_t *column)
{
  for (size_t i = 0; i < data->column_count; i++) {
    if (strcmp(jb_data_name(data, i), name) == 0) {
      *column = i;
      return true;
    }
  }
  return false;
}

static JbPlace cell_place(const JbData *data, int row, size_t column)
{
  return (JbPlace){
      .path = data->path, .line = row, .column = data->first_column + (int)column, .sheet = data->sheet, .cell = true};
}

JbPlace jb_data_place(const JbData *data, size_t row, size_t column)
{
  return data->places ? data->places[row * data->column_count + column]
                      : cell_place(data, (int)data->rows[row], column);
}

JbPlace jb_data_name_place(const JbData *data, size_t column)
{
  return cell_place(data, data->head_row, column);
}

bool jb_data_is_missing(const char *text)
{
  static const char *const words[] = {"", "-", "--", "—", "——", "–", "－", "/", "无", "暂无", "不详", "N/A", "n/a"};
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
    if (strcmp(text, words[i]) == 0) {
      return true;
    }
  }
  return false;
}

void jb_data_free(JbData *data)
{
  if (!data) {
    return;
  }
  g_free(data->id);
  g_free(data->names);
  g_free(data->cells);
  g_free(data->rows);
  g_free(data->texts);
  g_free(data->places);
  g_free(data);
}
