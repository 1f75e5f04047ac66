/* SPDX-License-Identifier: MIT
 * read/sheet: cells → data table.
 *
 * Model: cells are kept as they come, twelve bytes each and none for an empty one, so that neither a sheet's format nor
 * its width matters; when all are known, the heads are found, and rows become a matrix of offsets. Rejected: filling
 * the matrix at once. A workbook tells its merged cells last, and they may reach into the heads. */
#include "read/sheet.h"

#include "base/utf8.h"
#include "read/punctuation.h"

#include <string.h>

void jb_sheet_init(JbSheet *sheet, const char *path, const char *name)
{
  *sheet = (JbSheet){.path = path,
                     .name = name,
                     .texts = g_string_new(NULL),
                     .cells = g_array_new(FALSE, FALSE, sizeof(JbSheetCell)),
                     .widths = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                     .merges = g_array_new(FALSE, FALSE, sizeof(JbCellRange))};
  g_string_append_c(sheet->texts, '\0');
}

void jb_sheet_clear(JbSheet *sheet)
{
  if (sheet->texts) {
    g_string_free(sheet->texts, TRUE);
  }
  g_array_unref(sheet->cells);
  g_array_unref(sheet->widths);
  g_array_unref(sheet->merges);
}

JbPlace jb_sheet_place(const JbSheet *sheet, int row, int column)
{
  return (JbPlace){.path = sheet->path, .line = row, .column = column, .sheet = sheet->name, .cell = true};
}

/* --- Texts --- */

/* Of a blank at text: ASCII blanks, no-break and ideographic space; 0: none. */
static size_t blank_length(const char *text, size_t length)
{
  if (length >= 1 && memchr(" \t\n", *text, 3)) {
    return 1;
  }
  if (length >= 2 && memcmp(text, "\xC2\xA0", 2) == 0) {
    return 2;
  }
  return length >= 3 && memcmp(text, "\xE3\x80\x80", 3) == 0 ? 3 : 0;
}

static void strip_blanks(const char **text, size_t *length)
{
  for (size_t blank; (blank = blank_length(*text, *length)) > 0;) {
    *text += blank;
    *length -= blank;
  }
  bool stripped = true;
  while (stripped) {
    stripped = false;
    for (size_t size = 1; size <= 3 && size <= *length && !stripped; size++) {
      stripped = blank_length(*text + *length - size, size) == size;
      *length -= stripped ? size : 0;
    }
  }
}

/* Only text that has both a half-width mark and something beyond ASCII can need repair. */
static bool may_need_repair(const char *text, size_t length)
{
  bool mark = false, wide = false;
  for (size_t i = 0; i < length; i++) {
    wide = wide || (unsigned char)text[i] >= 0x80;
    mark = mark || memchr(",:;?!()", text[i], 7);
  }
  return mark && wide;
}

static void append_repaired(JbSheet *sheet, JbReader *reader, const char *text, size_t length, JbPlace place)
{
  g_autofree uint32_t *codes = g_new(uint32_t, length);
  g_autofree uint32_t *repaired = g_new(uint32_t, length);
  size_t count = 0;
  for (const char *cursor = text, *end = text + length; cursor < end;) {
    codes[count++] = jb_utf8_next(&cursor);
  }
  size_t changed = jb_punctuation_repair(codes, count, repaired);
  if (changed > 0 && reader->data_repairs == 0) {
    reader->first_data_repair = place;
  }
  reader->data_repairs += changed;
  for (size_t i = 0; i < count; i++) {
    char utf8[4];
    size_t size = jb_utf8_encode(repaired[i], utf8);
    g_string_append_len(sheet->texts, utf8, (gssize)size);
  }
}

uint32_t jb_sheet_add_text(JbSheet *sheet, JbReader *reader, const char *text, size_t length, JbPlace place)
{
  strip_blanks(&text, &length);
  if (length == 0) {
    return 0;
  }
  uint32_t offset = (uint32_t)sheet->texts->len;
  if (reader->repair && may_need_repair(text, length)) {
    append_repaired(sheet, reader, text, length, place);
  } else {
    g_string_append_len(sheet->texts, text, (gssize)length);
  }
  g_string_append_c(sheet->texts, '\0');
  return offset;
}

/* --- Cells --- */

static const JbSheetCell *cell_at(const JbSheet *sheet, guint index)
{
  return &g_array_index(sheet->cells, JbSheetCell, index);
}

bool jb_sheet_add_cell(JbSheet *sheet, int row, int column, uint32_t text)
{
  if (sheet->cells->len > 0) {
    const JbSheetCell *last = cell_at(sheet, sheet->cells->len - 1);
    if ((uint32_t)row < last->row || ((uint32_t)row == last->row && (uint32_t)column <= last->column)) {
      return false;
    }
  }
  if (text != 0) {
    JbSheetCell cell = {.row = (uint32_t)row, .column = (uint32_t)column, .text = text};
    g_array_append_val(sheet->cells, cell);
  }
  return true;
}

/* Index of the first cell at or behind row and column. */
static guint find_cell(const JbSheet *sheet, uint32_t row, uint32_t column)
{
  guint low = 0, high = sheet->cells->len;
  while (low < high) {
    guint middle = low + (high - low) / 2;
    const JbSheetCell *cell = cell_at(sheet, middle);
    if (cell->row < row || (cell->row == row && cell->column < column)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

static uint32_t text_of(const JbSheet *sheet, uint32_t row, uint32_t column)
{
  guint index = find_cell(sheet, row, column);
  const JbSheetCell *cell = index < sheet->cells->len ? cell_at(sheet, index) : NULL;
  return cell && cell->row == row && cell->column == column ? cell->text : 0;
}

/* --- The table --- */

typedef struct Cut {
  JbSheet *sheet;
  JbReader *reader;
  JbData *data;
  JbCellRange range; /* all there can be when whole */
  bool whole;
  guint faults;
} Cut;

enum { MOST_FAULTS = 20 }; /* told of one table */

static bool tell(Cut *cut)
{
  return cut->faults++ < MOST_FAULTS;
}

static const char *text_at(const Cut *cut, uint32_t offset)
{
  return cut->sheet->texts->str + offset;
}

static bool is_in_range(const Cut *cut, const JbSheetCell *cell)
{
  return cell->row <= (uint32_t)cut->range.last_row && cell->column >= (uint32_t)cut->range.first_column &&
         cell->column <= (uint32_t)cut->range.last_column;
}

/* A cell that was merged into the row of the heads from above or beside it is a head too. */
static void widen_heads(Cut *cut, const JbCellRange *merge)
{
  JbData *data = cut->data;
  int first = MAX(merge->first_column, cut->range.first_column), last = MIN(merge->last_column, cut->range.last_column);
  if (data->head_row < merge->first_row || data->head_row > merge->last_row || first > last ||
      text_of(cut->sheet, (uint32_t)merge->first_row, (uint32_t)merge->first_column) == 0) {
    return;
  }
  int end = MAX(data->first_column + (int)data->column_count, last + 1);
  data->first_column = MIN(data->first_column, first);
  data->column_count = (size_t)(end - data->first_column);
}

/* The first row of the range that says anything is the row of the heads; they reach as far as it does. */
static bool find_heads(Cut *cut)
{
  JbData *data = cut->data;
  guint first = find_cell(cut->sheet, (uint32_t)cut->range.first_row, 1);
  for (guint i = first; i < cut->sheet->cells->len; i++) {
    const JbSheetCell *cell = cell_at(cut->sheet, i);
    if (data->head_row != 0 && cell->row != (uint32_t)data->head_row) {
      break;
    }
    if (is_in_range(cut, cell)) {
      data->first_column = data->head_row == 0 ? (int)cell->column : data->first_column;
      data->head_row = (int)cell->row;
      data->column_count = cell->column - (size_t)data->first_column + 1;
    }
  }
  for (guint i = 0; i < cut->sheet->merges->len && data->head_row != 0; i++) {
    widen_heads(cut, &g_array_index(cut->sheet->merges, JbCellRange, i));
  }
  return data->head_row != 0;
}

/* What the heads show: their own texts, or those of the merged cells they are part of. Merged cells cannot overlap, so
 * that together they are no wider than the row; false for what says otherwise. */
static bool name_columns(Cut *cut)
{
  JbData *data = cut->data;
  size_t spread = 0;
  for (size_t i = 0; i < data->column_count; i++) {
    data->names[i] = text_of(cut->sheet, (uint32_t)data->head_row, (uint32_t)data->first_column + (uint32_t)i);
  }
  for (guint i = 0; i < cut->sheet->merges->len; i++) {
    const JbCellRange *merge = &g_array_index(cut->sheet->merges, JbCellRange, i);
    uint32_t text = text_of(cut->sheet, (uint32_t)merge->first_row, (uint32_t)merge->first_column);
    int first = MAX(merge->first_column - data->first_column, 0);
    int last = MIN(merge->last_column - data->first_column, (int)data->column_count - 1);
    bool meets = data->head_row >= merge->first_row && data->head_row <= merge->last_row;
    for (int column = first; meets && column <= last; column++) {
      data->names[column] = data->names[column] != 0 ? data->names[column] : text;
      if (++spread > data->column_count) {
        return false;
      }
    }
  }
  return true;
}

static bool read_heads(Cut *cut)
{
  JbData *data = cut->data;
  data->names = g_new0(uint32_t, data->column_count);
  if (!name_columns(cut)) {
    return false;
  }
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t i = 0; i < data->column_count; i++) {
    const char *name = text_at(cut, data->names[i]);
    if (*name != '\0' && !g_hash_table_add(seen, (gpointer)name) && tell(cut)) {
      jb_find(cut->reader->findings, DATA_HEAD_TWICE, jb_data_name_place(data, i), name);
    }
  }
  return true;
}

/* A row of a CSV file has as many fields as there are heads. */
static void check_width(Cut *cut, uint32_t row)
{
  const JbSheet *sheet = cut->sheet;
  if (row > sheet->widths->len) {
    return;
  }
  uint32_t width = g_array_index(sheet->widths, uint32_t, row - 1);
  uint32_t wanted = g_array_index(sheet->widths, uint32_t, cut->data->head_row - 1);
  if (width != wanted && tell(cut)) {
    g_autofree char *here = g_strdup_printf("%u", width);
    g_autofree char *there = g_strdup_printf("%u", wanted);
    jb_find(cut->reader->findings, DATA_ROW_FIELDS, jb_sheet_place(sheet, (int)row, (int)MIN(width, wanted)), here,
            there);
  }
}

/* What spreadsheets write where a formula failed, or a number did not fit the width of its column. */
static bool is_failed(const char *text)
{
  static const char *const words[] = {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"};
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
    if (strcmp(text, words[i]) == 0) {
      return true;
    }
  }
  return strlen(text) >= 3 && strspn(text, "#") == strlen(text);
}

static void place_cell(Cut *cut, const JbSheetCell *cell)
{
  JbData *data = cut->data;
  const char *text = text_at(cut, cell->text);
  JbPlace place = jb_sheet_place(cut->sheet, (int)cell->row, (int)cell->column);
  size_t column = cell->column - (size_t)data->first_column;
  if (cell->column < (uint32_t)data->first_column || column >= data->column_count) {
    if (tell(cut)) {
      jb_find(cut->reader->findings, DATA_CELL_OUTSIDE, place, text);
    }
    return;
  }
  if (is_failed(text) && tell(cut)) {
    jb_find(cut->reader->findings, DATA_FAILED_CELL, place, text);
  }
  data->cells[(data->row_count - 1) * data->column_count + column] = cell->text;
}

/* How many rows have a cell in the range, from the cell first on. */
static size_t count_rows(const Cut *cut, guint first)
{
  size_t count = 0;
  uint32_t row = 0;
  for (guint i = first; i < cut->sheet->cells->len; i++) {
    const JbSheetCell *cell = cell_at(cut->sheet, i);
    if (cell->row != row && is_in_range(cut, cell)) {
      row = cell->row;
      count++;
    }
  }
  return count;
}

static void read_rows(Cut *cut, guint first)
{
  JbData *data = cut->data;
  for (guint i = first; i < cut->sheet->cells->len; i++) {
    const JbSheetCell *cell = cell_at(cut->sheet, i);
    if (!is_in_range(cut, cell)) {
      continue;
    }
    if (data->row_count == 0 || data->rows[data->row_count - 1] != cell->row) {
      data->rows[data->row_count++] = cell->row;
      if (cut->whole) {
        check_width(cut, cell->row);
      }
    }
    place_cell(cut, cell);
  }
}

/* The first row at or behind a number. */
static size_t find_row(const JbData *data, int number)
{
  size_t low = 0, high = data->row_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if ((int)data->rows[middle] < number) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/* Merged cells cannot overlap, so that together they are no larger than the table; false for what says otherwise. */
static bool spread_merges(Cut *cut)
{
  JbData *data = cut->data;
  size_t spread = 0, size = data->row_count * data->column_count;
  for (guint i = 0; i < cut->sheet->merges->len; i++) {
    const JbCellRange *merge = &g_array_index(cut->sheet->merges, JbCellRange, i);
    uint32_t text = text_of(cut->sheet, (uint32_t)merge->first_row, (uint32_t)merge->first_column);
    int first = MAX(merge->first_column - data->first_column, 0);
    int last = MIN(merge->last_column - data->first_column, (int)data->column_count - 1);
    for (size_t row = find_row(data, merge->first_row);
         text != 0 && first <= last && row < data->row_count && (int)data->rows[row] <= merge->last_row; row++) {
      for (int column = first; column <= last; column++) {
        data->cells[row * data->column_count + (size_t)column] = text;
        if (++spread > size) {
          return false;
        }
      }
    }
  }
  return true;
}

static bool refuse_merges(const Cut *cut, JbPlace place)
{
  jb_find(cut->reader->findings, WORKBOOK_DAMAGED, place, cut->sheet->path, "merged cells");
  return false;
}

static bool cut_table(Cut *cut, const JbCellRange *asked, JbPlace place)
{
  JbData *data = cut->data;
  JbFindings *findings = cut->reader->findings;
  cut->whole = !asked;
  cut->range = cut->whole ? (JbCellRange){1, JB_CELL_MOST_ROWS, 1, JB_CELL_MOST_COLUMNS} : *asked;
  if (!find_heads(cut)) {
    jb_find(findings, DATA_EMPTY, place, cut->sheet->path);
    return false;
  }
  if (!read_heads(cut)) {
    return refuse_merges(cut, place);
  }
  guint first = find_cell(cut->sheet, (uint32_t)data->head_row + 1, 1);
  size_t rows = count_rows(cut, first);
  if (rows * data->column_count > JB_DATA_MAXIMUM_CELLS) {
    g_autofree char *limit = g_strdup_printf("%u", JB_DATA_MAXIMUM_CELLS);
    jb_find(findings, DATA_CELLS_MANY, jb_sheet_place(cut->sheet, 0, 0), limit);
    return false;
  }
  data->rows = g_new(uint32_t, rows);
  data->cells = g_new0(uint32_t, rows * data->column_count);
  read_rows(cut, first);
  return spread_merges(cut) ? cut->faults == 0 : refuse_merges(cut, place);
}

JbData *jb_sheet_to_data(JbSheet *sheet, JbReader *reader, const JbCellRange *range, JbPlace place)
{
  Cut cut = {.sheet = sheet, .reader = reader, .data = g_new0(JbData, 1)};
  cut.data->path = sheet->path;
  cut.data->sheet = sheet->name;
  cut.data->place = place;
  if (!cut_table(&cut, range, place)) {
    jb_data_free(cut.data);
    return NULL;
  }
  size_t length = sheet->texts->len;
  cut.data->texts = g_realloc(g_string_free(g_steal_pointer(&sheet->texts), FALSE), length);
  return cut.data;
}
