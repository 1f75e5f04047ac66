/* SPDX-License-Identifier: MIT
 * read/workbook: one sheet of an XLSX workbook → cells, with the values as the program that saved it cached them.
 *
 * Model: a ZIP archive of XML parts (ECMA-376). workbook.xml names the sheets, its relationships say which part each
 * is, styles.xml which cells are dates and percentages, sharedStrings.xml has the texts. Parts are inflated and parsed
 * in pieces, so that memory follows the cells that are there, and every part is held to a size and a ratio while it
 * comes: what a header says of its size is not believed. Rejected: computing formulas (what was saved is what the
 * office saw), and showing numbers as their format does (15 shown as 15.0 is 15). */
#include "read/sheet.h"
#include "xml/stream.h"

#include <math.h>
#include <string.h>
#include <zip.h>

enum {
  MOST_PARTS = 2000,
  MOST_RATIO = 200, /* of inflated to stored: sheets have 5 to 30 */
  MOST_MERGES = 20000,
  MOST_SHEETS = 1000,
};
#define MOST_BYTES  (512u << 20) /* [byte] of one part */
#define RATIO_FLOOR (4u << 20)   /* [byte]: smaller parts may have any ratio */

typedef enum NumberKind {
  NUMBER_PLAIN,
  NUMBER_PERCENT,
  NUMBER_DATE,
} NumberKind;

typedef struct Workbook {
  JbReader *reader;
  const JbXmlNode *element; /* <data> */
  JbSheet *sheet;
  zip_t *archive;
  const char *wanted;     /* name of the sheet; NULL: the first */
  GPtrArray *sheet_names; /* in order */
  char *relation;         /* id of the wanted sheet's part */
  bool from_1904;         /* dates count from 1904 */
  char *part;             /* of the wanted sheet */
  char *strings_part, *styles_part;
  GArray *strings;     /* of uint32_t: offsets of the shared strings */
  GHashTable *formats; /* id of a number format → NumberKind + 1 */
  GArray *styles;      /* of NumberKind, by index of the cell format */
  bool in_cell_formats, in_phonetic, in_text;
  GString *text; /* of what is open */
  int row, column;
  char type[16]; /* of the cell that is open: "s", "n", … */
  guint style;
  bool has_formula, has_value;
  const char *damage; /* what is wrong; NULL: nothing yet */
} Workbook;

/* --- Parts --- */

static JbPlace href_place(const Workbook *book)
{
  return jb_xml_attribute_lookup(book->element, "href")->value_place;
}

static bool tell_damaged(const Workbook *book, const char *what)
{
  jb_find(book->reader->findings, WORKBOOK_DAMAGED, href_place(book), jb_xml_attribute(book->element, "href"), what);
  return false;
}

static bool tell_limit(const Workbook *book, const char *part)
{
  jb_find(book->reader->findings, WORKBOOK_LIMIT, href_place(book), jb_xml_attribute(book->element, "href"), part);
  return false;
}

/* Inflates the part into the stream. False, and said so. */
static bool pour(const Workbook *book, const char *part, zip_file_t *file, zip_uint64_t stored, JbXmlStream *stream)
{
  g_autofree char *buffer = g_malloc(1u << 16);
  zip_uint64_t total = 0;
  for (;;) {
    zip_int64_t count = zip_fread(file, buffer, 1u << 16);
    if (count < 0) {
      return tell_damaged(book, part);
    }
    if (count == 0) {
      return true;
    }
    total += (zip_uint64_t)count;
    if (total > MOST_BYTES || (total > RATIO_FLOOR && total / MOST_RATIO > stored)) {
      return tell_limit(book, part);
    }
    if (!jb_xml_stream_feed(stream, buffer, (size_t)count)) {
      return tell_damaged(book, part);
    }
    if (book->damage) {
      return tell_damaged(book, book->damage);
    }
  }
}

/* A part that is not there is no fault when it is not required. */
static bool read_part(Workbook *book, const char *part, bool required, const JbXmlStreamHandlers *handlers)
{
  zip_stat_t status;
  zip_stat_init(&status);
  if (zip_stat(book->archive, part, 0, &status) != 0) {
    return !required || tell_damaged(book, part);
  }
  if ((status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && status.encryption_method != ZIP_EM_NONE) {
    jb_find(book->reader->findings, DATA_KIND, href_place(book), jb_xml_attribute(book->element, "href"),
            "Office 97 / encrypted (.xls, .et)");
    return false;
  }
  zip_file_t *file = zip_fopen_index(book->archive, status.index, 0);
  if (!file) {
    return tell_damaged(book, part);
  }
  JbXmlStream *stream = jb_xml_stream_new(handlers, book);
  bool poured = pour(book, part, file, status.comp_size, stream);
  bool whole = jb_xml_stream_close(stream);
  zip_fclose(file);
  return poured && (whole || tell_damaged(book, part)) && (!book->damage || tell_damaged(book, book->damage));
}

/* --- workbook.xml and its relationships --- */

static void workbook_start(void *data, const char *name, const char *const *attributes)
{
  Workbook *book = data;
  if (strcmp(name, "workbookPr") == 0) {
    const char *from_1904 = jb_xml_stream_attribute(attributes, "date1904");
    book->from_1904 = from_1904 && (strcmp(from_1904, "1") == 0 || strcmp(from_1904, "true") == 0);
  }
  const char *title = strcmp(name, "sheet") == 0 ? jb_xml_stream_attribute(attributes, "name") : NULL;
  const char *id = jb_xml_stream_attribute(attributes, "id");
  if (!title || !id || book->sheet_names->len >= MOST_SHEETS) {
    return;
  }
  bool wanted = book->wanted ? strcmp(title, book->wanted) == 0 : book->sheet_names->len == 0;
  if (wanted && !book->relation) {
    book->relation = g_strdup(id);
    book->sheet->name = jb_findings_keep(book->reader->findings, title);
  }
  g_ptr_array_add(book->sheet_names, g_strdup(title));
}

/* Targets are relative to xl/, or absolute. */
static char *part_name(const char *target)
{
  return *target == '/' ? g_strdup(target + 1) : g_strconcat("xl/", target, NULL);
}

static void relations_start(void *data, const char *name, const char *const *attributes)
{
  Workbook *book = data;
  const char *id = jb_xml_stream_attribute(attributes, "Id"), *type = jb_xml_stream_attribute(attributes, "Type");
  const char *target = jb_xml_stream_attribute(attributes, "Target");
  if (strcmp(name, "Relationship") != 0 || !id || !type || !target) {
    return;
  }
  char **part = strcmp(id, book->relation) == 0            ? &book->part
                : g_str_has_suffix(type, "/sharedStrings") ? &book->strings_part
                : g_str_has_suffix(type, "/styles")        ? &book->styles_part
                                                           : NULL;
  if (part && !*part) {
    *part = part_name(target);
  }
}

static bool find_sheet(Workbook *book)
{
  static const JbXmlStreamHandlers workbook = {.start = workbook_start}, relations = {.start = relations_start};
  if (!read_part(book, "xl/workbook.xml", true, &workbook)) {
    return false;
  }
  if (!book->relation && book->wanted) {
    g_ptr_array_add(book->sheet_names, NULL);
    g_autofree char *names = g_strjoinv(", ", (char **)book->sheet_names->pdata);
    const JbXmlAttribute *sheet = jb_xml_attribute_lookup(book->element, "sheet");
    jb_find(book->reader->findings, SHEET_UNKNOWN, sheet->value_place, book->wanted, names);
    return false;
  }
  if (!book->relation) {
    return tell_damaged(book, "xl/workbook.xml");
  }
  return read_part(book, "xl/_rels/workbook.xml.rels", true, &relations) &&
         (book->part || tell_damaged(book, "xl/_rels/workbook.xml.rels"));
}

/* --- styles.xml: which cells are dates and percentages --- */

/* A format code of an office: letters of dates outside quotes, brackets and escapes; or a % sign. */
static NumberKind kind_of_code(const char *code)
{
  NumberKind kind = NUMBER_PLAIN;
  for (; *code != '\0' && *code != ';'; code++) {
    char close = *code == '"' ? '"' : *code == '[' ? ']' : '\0';
    const char *end = close != '\0' ? strchr(code + 1, close) : NULL;
    if (end) {
      code = end;
    } else if (*code == '\\' && code[1] != '\0') {
      code++;
    } else if (*code == '%') {
      return NUMBER_PERCENT;
    } else if (strchr("yYdDmMhH", *code)) {
      kind = NUMBER_DATE;
    }
  }
  return kind;
}

/* The formats that every program knows by number; those of 27 to 36 and 50 to 58 are dates in Chinese locales. */
static NumberKind kind_of_format(const Workbook *book, guint64 id)
{
  gpointer known = g_hash_table_lookup(book->formats, GUINT_TO_POINTER((guint)id));
  if (known) {
    return (NumberKind)(GPOINTER_TO_UINT(known) - 1);
  }
  bool date = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
  return id == 9 || id == 10 ? NUMBER_PERCENT : date ? NUMBER_DATE : NUMBER_PLAIN;
}

static void styles_start(void *data, const char *name, const char *const *attributes)
{
  Workbook *book = data;
  const char *id = jb_xml_stream_attribute(attributes, "numFmtId");
  guint64 number = id ? g_ascii_strtoull(id, NULL, 10) : 0;
  if (strcmp(name, "numFmt") == 0) {
    const char *code = jb_xml_stream_attribute(attributes, "formatCode");
    NumberKind kind = code ? kind_of_code(code) : NUMBER_PLAIN;
    g_hash_table_insert(book->formats, GUINT_TO_POINTER((guint)number), GUINT_TO_POINTER((guint)kind + 1));
  } else if (strcmp(name, "cellXfs") == 0) {
    book->in_cell_formats = true;
  } else if (strcmp(name, "xf") == 0 && book->in_cell_formats) {
    NumberKind kind = kind_of_format(book, number);
    g_array_append_val(book->styles, kind);
  }
}

static void styles_end(void *data, const char *name)
{
  Workbook *book = data;
  book->in_cell_formats = book->in_cell_formats && strcmp(name, "cellXfs") != 0;
}

/* --- Text --- */

/* _x000D_ is how a carriage return, and whatever XML does not hold, is written. */
static void unescape(GString *text)
{
  if (!strstr(text->str, "_x")) {
    return;
  }
  g_autoptr(GString) plain = g_string_sized_new(text->len);
  for (const char *at = text->str; *at != '\0';) {
    bool escape = at[0] == '_' && at[1] == 'x' && strspn(at + 2, "0123456789abcdefABCDEF") >= 4 && at[6] == '_';
    if (!escape) {
      g_string_append_c(plain, *at++);
      continue;
    }
    guint64 code = g_ascii_strtoull(at + 2, NULL, 16);
    if (code >= 0x20 && code != 0x7F && (code < 0xD800 || code > 0xDFFF) && code < 0xFFFE) {
      g_string_append_unichar(plain, (gunichar)code);
    }
    at += 7;
  }
  g_string_assign(text, plain->str);
}

static void strings_start(void *data, const char *name, const char *const *attributes)
{
  (void)attributes;
  Workbook *book = data;
  if (strcmp(name, "si") == 0) {
    g_string_truncate(book->text, 0);
  }
  book->in_phonetic = book->in_phonetic || strcmp(name, "rPh") == 0;
  book->in_text = strcmp(name, "t") == 0 && !book->in_phonetic;
}

static void take_text(void *data, const char *text, size_t length)
{
  Workbook *book = data;
  if (book->in_text) {
    g_string_append_len(book->text, text, (gssize)length);
  }
}

/* Keeps book->text among the texts of the sheet. */
static uint32_t keep_text(Workbook *book, JbPlace place)
{
  if (book->sheet->texts->len + book->text->len > JB_DATA_MAXIMUM_TEXT) {
    book->damage = "more text than a data file may have";
    return 0;
  }
  unescape(book->text);
  return jb_sheet_add_text(book->sheet, book->reader, book->text->str, book->text->len, place);
}

static void strings_end(void *data, const char *name)
{
  Workbook *book = data;
  book->in_text = book->in_text && strcmp(name, "t") != 0;
  book->in_phonetic = book->in_phonetic && strcmp(name, "rPh") != 0;
  if (strcmp(name, "si") == 0) {
    uint32_t offset = keep_text(book, jb_sheet_place(book->sheet, 0, 0));
    g_array_append_val(book->strings, offset);
  }
}

/* --- Numbers --- */

/* Cached numbers are doubles written with up to 17 digits; 15 are what was entered. Puts the digits of number, its
 * point moved by shift to the right, into text; false for what is no number or beyond any report. */
static bool write_number(const char *number, int shift, GString *text)
{
  char *end;
  double value = g_ascii_strtod(number, &end);
  if (end == number || *end != '\0' || !isfinite(value)) {
    return false;
  }
  char digits[40];
  g_ascii_formatd(digits, sizeof digits, "%.14e", value); /* d.dddddddddddddde±dd */
  bool negative = *digits == '-';
  char *mantissa = digits + negative, *exponent = strchr(mantissa, 'e');
  int point = value != 0 ? 1 + atoi(exponent + 1) + shift : 1;
  memmove(mantissa + 1, mantissa + 2, (size_t)(exponent - mantissa) - 2);
  size_t length = (size_t)(exponent - mantissa) - 1;
  while (length > 1 && mantissa[length - 1] == '0') {
    length--;
  }
  if (point > 40 || point < -40) {
    return false;
  }
  g_string_assign(text, negative && value != 0 ? "-" : "");
  for (int i = MIN(point, 1) - 1; i < MAX(point, (int)length); i++) {
    g_string_append(text, i == point ? "." : "");
    g_string_append_c(text, i >= 0 && i < (int)length ? mantissa[i] : '0');
  }
  return true;
}

/* A day as spreadsheets count them, in ISO form; time of day behind it where there is one. The system of 1900 has a
 * 29 February 1900 that never was, as number 60. */
static bool write_date(const Workbook *book, const char *number, GString *text)
{
  char *end;
  double value = g_ascii_strtod(number, &end);
  if (end == number || *end != '\0' || !(value >= 0 && value < 2958466)) { /* up to the year 9999 */
    return false;
  }
  guint days = (guint)value;
  guint minutes = (guint)lround((value - days) * 24 * 60);
  if (minutes == 24 * 60) {
    minutes = 0;
    days++;
  }
  g_autoptr(GDate) date = g_date_new_dmy(1, G_DATE_JANUARY, book->from_1904 ? 1904 : 1900);
  if (book->from_1904) {
    g_date_add_days(date, days);
  } else if (days > 0) {
    g_date_add_days(date, days - (days >= 60 ? 2 : 1));
  }
  g_string_printf(text, "%04u-%02u-%02u", (guint)g_date_get_year(date), (guint)g_date_get_month(date),
                  (guint)g_date_get_day(date));
  if (minutes > 0) {
    g_string_append_printf(text, " %02u:%02u", minutes / 60, minutes % 60);
  }
  return true;
}

/* The number that is cached for the cell, as text; what is none stays as it is, to be told where it is used. */
static void write_value(Workbook *book)
{
  NumberKind kind =
      book->style < book->styles->len ? g_array_index(book->styles, NumberKind, book->style) : NUMBER_PLAIN;
  g_autofree char *number = g_strdup(book->text->str);
  if (kind == NUMBER_DATE) {
    write_date(book, number, book->text);
  } else if (write_number(number, kind == NUMBER_PERCENT ? 2 : 0, book->text) && kind == NUMBER_PERCENT) {
    g_string_append_c(book->text, '%');
  }
}

/* --- The sheet --- */

static void open_cell(Workbook *book, const char *const *attributes)
{
  const char *reference = jb_xml_stream_attribute(attributes, "r"), *type = jb_xml_stream_attribute(attributes, "t");
  const char *style = jb_xml_stream_attribute(attributes, "s");
  book->column++;
  if (reference && !jb_cell_parse(reference, &book->row, &book->column)) {
    book->damage = "a cell reference";
  }
  g_strlcpy(book->type, type ? type : "n", sizeof book->type);
  book->style = style ? (guint)g_ascii_strtoull(style, NULL, 10) : 0;
  book->has_formula = book->has_value = false;
  g_string_truncate(book->text, 0);
}

static void open_row(Workbook *book, const char *const *attributes)
{
  const char *number = jb_xml_stream_attribute(attributes, "r");
  guint64 row = number ? g_ascii_strtoull(number, NULL, 10) : (guint64)book->row + 1;
  book->column = 0;
  book->row = row <= JB_CELL_MOST_ROWS ? (int)row : 0;
  if (book->row == 0) {
    book->damage = "a row number";
  }
}

static void add_merge(Workbook *book, const char *const *attributes)
{
  const char *reference = jb_xml_stream_attribute(attributes, "ref");
  JbCellRange merge;
  if (!reference || !jb_cell_range_parse(reference, &merge)) {
    book->damage = "merged cells";
  } else if (book->sheet->merges->len >= MOST_MERGES) {
    book->damage = "more merged cells than a data file may have";
  } else {
    g_array_append_val(book->sheet->merges, merge);
  }
}

static void sheet_start(void *data, const char *name, const char *const *attributes)
{
  Workbook *book = data;
  if (strcmp(name, "row") == 0) {
    open_row(book, attributes);
  } else if (strcmp(name, "c") == 0) {
    open_cell(book, attributes);
  } else if (strcmp(name, "mergeCell") == 0) {
    add_merge(book, attributes);
  } else if (strcmp(name, "f") == 0) {
    book->has_formula = true;
  } else if (strcmp(name, "rPh") == 0) {
    book->in_phonetic = true;
  }
  book->in_text = strcmp(name, "v") == 0 || (strcmp(name, "t") == 0 && !book->in_phonetic);
  book->has_value = book->has_value || book->in_text;
}

static uint32_t shared_text(Workbook *book)
{
  char *end;
  guint64 index = g_ascii_strtoull(book->text->str, &end, 10);
  if (end == book->text->str || *end != '\0' || index >= book->strings->len) {
    book->damage = "a shared string";
    return 0;
  }
  return g_array_index(book->strings, uint32_t, index);
}

static void close_cell(Workbook *book)
{
  JbPlace place = jb_sheet_place(book->sheet, book->row, book->column);
  if (book->column > JB_CELL_MOST_COLUMNS || book->row == 0) {
    book->damage = "a cell reference";
    return;
  }
  if (book->has_formula && (!book->has_value || book->text->len == 0) && strcmp(book->type, "str") != 0) {
    jb_find(book->reader->findings, FORMULA_UNCACHED, place);
    return;
  }
  if (strcmp(book->type, "n") == 0 && book->text->len > 0) {
    write_value(book);
  }
  bool shared = strcmp(book->type, "s") == 0 && book->has_value;
  uint32_t text = shared ? shared_text(book) : keep_text(book, place);
  if (!jb_sheet_add_cell(book->sheet, book->row, book->column, text)) {
    book->damage = "cells out of order";
  }
}

static void sheet_end(void *data, const char *name)
{
  Workbook *book = data;
  book->in_text = false;
  if (strcmp(name, "c") == 0) {
    close_cell(book);
  } else if (strcmp(name, "rPh") == 0) {
    book->in_phonetic = false;
  }
}

static bool read_cells(Workbook *book)
{
  static const JbXmlStreamHandlers styles = {.start = styles_start, .end = styles_end};
  static const JbXmlStreamHandlers strings = {.start = strings_start, .text = take_text, .end = strings_end};
  static const JbXmlStreamHandlers cells = {.start = sheet_start, .text = take_text, .end = sheet_end};
  size_t errors = jb_findings_count_of(book->reader->findings, JB_SEVERITY_ERROR);
  return (!book->styles_part || read_part(book, book->styles_part, false, &styles)) &&
         (!book->strings_part || read_part(book, book->strings_part, false, &strings)) &&
         read_part(book, book->part, true, &cells) &&
         jb_findings_count_of(book->reader->findings, JB_SEVERITY_ERROR) == errors;
}

/* --- The archive --- */

static bool read_archive(Workbook *book)
{
  if (zip_get_num_entries(book->archive, 0) > MOST_PARTS) {
    return tell_limit(book, "ZIP");
  }
  return find_sheet(book) && read_cells(book);
}

static void clear(Workbook *book)
{
  g_ptr_array_unref(book->sheet_names);
  g_array_unref(book->strings);
  g_array_unref(book->styles);
  g_hash_table_unref(book->formats);
  g_string_free(book->text, TRUE);
  g_free(book->relation);
  g_free(book->part);
  g_free(book->strings_part);
  g_free(book->styles_part);
}

bool jb_workbook_read(JbSheet *sheet, JbReader *reader, const JbXmlNode *element, GBytes *bytes)
{
  Workbook book = {.reader = reader,
                   .element = element,
                   .sheet = sheet,
                   .wanted = jb_xml_attribute(element, "sheet"),
                   .sheet_names = g_ptr_array_new_with_free_func(g_free),
                   .strings = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                   .styles = g_array_new(FALSE, FALSE, sizeof(NumberKind)),
                   .formats = g_hash_table_new(NULL, NULL),
                   .text = g_string_new(NULL)};
  gsize length;
  const char *data = g_bytes_get_data(bytes, &length);
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t *source = zip_source_buffer_create(data, length, 0, &error);
  book.archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
  bool read = false;
  if (book.archive) {
    read = read_archive(&book);
    zip_discard(book.archive);
  } else {
    zip_source_free(source);
    tell_damaged(&book, "ZIP");
  }
  zip_error_fini(&error);
  clear(&book);
  return read;
}
