/* SPDX-License-Identifier: MIT
 * read/csv: comma-separated values by RFC 4180. A field in quotes may hold commas, line ends and doubled quotes; quotes
 * elsewhere are characters like others. Rows are counted as a spreadsheet shows them: a line end in quotes begins none.
 */
#include "base/utf8.h"
#include "read/sheet.h"

#include <string.h>

/* --- Bytes to text --- */

static JbPlace line_place(const JbSheet *sheet, const char *text, size_t offset)
{
  int line = 1;
  for (const char *end = text + offset; (text = memchr(text, '\n', (size_t)(end - text))); text++) {
    line++;
  }
  return jb_sheet_place(sheet, line, 0);
}

static bool refuse_byte(const JbSheet *sheet, JbReader *reader, const char *bytes, size_t offset)
{
  char byte[8];
  g_snprintf(byte, sizeof byte, "0x%02X", (unsigned)(unsigned char)bytes[offset]);
  jb_find(reader->findings, CSV_BAD_BYTE, line_place(sheet, bytes, offset), byte);
  return false;
}

/* Has the text before a byte that is no UTF-8 Chinese of three bytes each? Then the file is UTF-8 all the same: chance
 * hardly makes two in GBK. */
static bool begins_as_utf8(const char *bytes, size_t length)
{
  size_t count = 0;
  for (const char *cursor = bytes, *end = bytes + length; cursor < end && count < 2;) {
    count += jb_character_is_han(jb_utf8_next(&cursor));
  }
  return count >= 2;
}

/* The file as UTF-8: its own bytes, of which large ones have no second copy, or converted ones. */
typedef struct Text {
  const char *start;
  size_t length;
  char *converted; /* owned; NULL: the file's own */
} Text;

static bool convert(const JbSheet *sheet, JbReader *reader, Text *text)
{
  gsize bytes_read = 0, bytes_written = 0;
  const char *bytes = text->start;
  size_t length = text->length;
  text->converted = g_convert(bytes, (gssize)length, "UTF-8", "GB18030", &bytes_read, &bytes_written, NULL);
  if (!text->converted || bytes_read != length || !jb_utf8_validate(text->converted, bytes_written, NULL)) {
    return refuse_byte(sheet, reader, bytes, MIN(bytes_read, length - 1));
  }
  text->start = text->converted;
  text->length = bytes_written;
  return true;
}

static bool decode(const JbSheet *sheet, JbReader *reader, GBytes *file, Text *text)
{
  gsize length;
  const char *bytes = g_bytes_get_data(file, &length);
  size_t bad;
  if (length >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0)) {
    jb_find(reader->findings, CSV_UTF16, jb_sheet_place(sheet, 0, 0));
    return false;
  }
  bool marked = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
  *text = (Text){.start = length > 0 ? bytes + (marked ? 3 : 0) : "", .length = length - (marked ? 3 : 0)};
  if (text->length == 0 || jb_utf8_validate(text->start, text->length, &bad)) {
    return true;
  }
  return marked || begins_as_utf8(text->start, bad) ? refuse_byte(sheet, reader, text->start, bad)
                                                    : convert(sheet, reader, text);
}

static bool check_controls(const JbSheet *sheet, JbReader *reader, const Text *text)
{
  for (size_t i = 0; i < text->length; i++) {
    unsigned char byte = (unsigned char)text->start[i];
    if ((byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F) {
      char name[8];
      g_snprintf(name, sizeof name, "\\x%02x", byte);
      jb_find(reader->findings, CSV_CONTROL, line_place(sheet, text->start, i), name);
      return false;
    }
  }
  return true;
}

/* --- Text to cells --- */

typedef struct Parser {
  JbSheet *sheet;
  JbReader *reader;
  const char *at, *end;
  GString *field; /* without its quotes */
  int row, column;
} Parser;

static JbPlace here(const Parser *parser)
{
  return jb_sheet_place(parser->sheet, parser->row, parser->column);
}

static bool at_separator(const Parser *parser)
{
  return parser->at == parser->end || *parser->at == ',' || *parser->at == '\n' || *parser->at == '\r';
}

/* CR LF, CR and LF are one line end. */
static void skip_line_end(Parser *parser)
{
  if (parser->at < parser->end && *parser->at == '\r') {
    parser->at++;
  }
  if (parser->at < parser->end && *parser->at == '\n') {
    parser->at++;
  }
}

static bool read_quoted(Parser *parser)
{
  parser->at++;
  for (; parser->at < parser->end; parser->at++) {
    if (*parser->at == '"' && !(parser->at + 1 < parser->end && parser->at[1] == '"')) {
      break;
    }
    parser->at += *parser->at == '"';
    if (*parser->at == '\r') {
      parser->at += parser->at + 1 < parser->end && parser->at[1] == '\n';
      g_string_append_c(parser->field, '\n');
    } else {
      g_string_append_c(parser->field, *parser->at);
    }
  }
  if (parser->at == parser->end) {
    jb_find(parser->reader->findings, CSV_OPEN_QUOTE, here(parser));
    return false;
  }
  parser->at++;
  if (!at_separator(parser)) {
    jb_find(parser->reader->findings, CSV_AFTER_QUOTE, here(parser));
    return false;
  }
  return true;
}

static bool read_field(Parser *parser)
{
  parser->column++;
  if (parser->column > JB_CELL_MOST_COLUMNS || parser->row > JB_CELL_MOST_ROWS) {
    g_autofree char *rows = g_strdup_printf("%d", JB_CELL_MOST_ROWS);
    g_autofree char *columns = g_strdup_printf("%d", JB_CELL_MOST_COLUMNS);
    jb_find(parser->reader->findings, DATA_TOO_LARGE, here(parser), rows, columns);
    return false;
  }
  const char *text = parser->at;
  size_t length;
  if (parser->at < parser->end && *parser->at == '"') {
    g_string_truncate(parser->field, 0);
    if (!read_quoted(parser)) {
      return false;
    }
    text = parser->field->str;
    length = parser->field->len;
  } else {
    while (!at_separator(parser)) {
      parser->at++;
    }
    length = (size_t)(parser->at - text);
  }
  uint32_t offset = jb_sheet_add_text(parser->sheet, parser->reader, text, length, here(parser));
  return jb_sheet_add_cell(parser->sheet, parser->row, parser->column, offset);
}

static bool read_row(Parser *parser)
{
  parser->row++;
  parser->column = 0;
  bool more = true;
  while (more) {
    if (!read_field(parser)) {
      return false;
    }
    more = parser->at < parser->end && *parser->at == ',';
    parser->at += more;
  }
  skip_line_end(parser);
  uint32_t width = (uint32_t)parser->column;
  g_array_append_val(parser->sheet->widths, width);
  return true;
}

bool jb_csv_read(JbSheet *sheet, JbReader *reader, GBytes *bytes)
{
  Text text = {0};
  bool read = decode(sheet, reader, bytes, &text) && check_controls(sheet, reader, &text);
  if (read) {
    g_autoptr(GString) field = g_string_new(NULL);
    Parser parser = {
        .sheet = sheet, .reader = reader, .at = text.start, .end = text.start + text.length, .field = field};
    while (read && parser.at < parser.end) {
      read = read_row(&parser);
    }
  }
  g_free(text.converted);
  return read;
}
