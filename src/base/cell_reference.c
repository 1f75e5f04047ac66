/* SPDX-License-Identifier: MIT
 * base/cell_reference: reads and writes A1 references. Columns are numbers in base 26 without a zero. */
#include "base/cell_reference.h"

static bool read_cell(const char **cursor, int *row, int *column)
{
  const char *at = *cursor;
  *row = *column = 0;
  at += *at == '$';
  for (; g_ascii_isalpha(*at); at++) {
    *column = *column * 26 + (g_ascii_toupper(*at) - 'A' + 1);
    if (*column > JB_CELL_MOST_COLUMNS) {
      return false;
    }
  }
  at += *at == '$';
  for (; g_ascii_isdigit(*at); at++) {
    *row = *row * 10 + (*at - '0');
    if (*row > JB_CELL_MOST_ROWS) {
      return false;
    }
  }
  *cursor = at;
  return *row > 0 && *column > 0;
}

bool jb_cell_parse(const char *text, int *row, int *column)
{
  return read_cell(&text, row, column) && *text == '\0';
}

bool jb_cell_range_parse(const char *text, JbCellRange *range)
{
  int row, column, other_row, other_column;
  if (!read_cell(&text, &row, &column)) {
    return false;
  }
  other_row = row;
  other_column = column;
  if (*text == ':') {
    text++;
    if (!read_cell(&text, &other_row, &other_column)) {
      return false;
    }
  }
  if (*text != '\0') {
    return false;
  }
  *range = (JbCellRange){.first_row = MIN(row, other_row),
                         .last_row = MAX(row, other_row),
                         .first_column = MIN(column, other_column),
                         .last_column = MAX(column, other_column)};
  return true;
}

void jb_cell_append_column(GString *out, int column)
{
  char letters[8];
  size_t start = sizeof letters;
  letters[--start] = '\0';
  for (; column > 0 && start > 0; column = (column - 1) / 26) {
    letters[--start] = (char)('A' + (column - 1) % 26);
  }
  g_string_append(out, letters + start);
}
