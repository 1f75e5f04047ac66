/* SPDX-License-Identifier: MIT
 * diag/print: text and JSON lines. JSON is only ever written here, never read: one escape function does it, and spares
 * every start of the program the 2 ms that loading a JSON library with its object system would cost. */
#include "diag/print.h"

#include "base/cell_reference.h"
#include "base/number.h"
#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

enum { ARGUMENT_CHARACTERS = 60 };

/* Would it move the cursor, change the terminal or the order of what is read? */
static bool is_harmful(uint32_t character)
{
  return character < 0x20 || (character >= 0x7F && character < 0xA0) || character == 0x200E || character == 0x200F ||
         (character >= 0x2028 && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069) ||
         character == 0xFEFF;
}

/* Length of what is copied as one from text: a harmless character; 0: the byte is to be escaped. */
static size_t harmless_length(const char *text, size_t length)
{
  size_t bad = 0;
  size_t window = MIN(length, 4);
  if (!jb_utf8_validate(text, window, &bad) && bad == 0) {
    return 0;
  }
  const char *cursor = text;
  return is_harmful(jb_utf8_next(&cursor)) ? 0 : (size_t)(cursor - text);
}

static void append_escaped(GString *out, const char *text, size_t length)
{
  static const char hex[] = "0123456789abcdef";
  for (size_t i = 0; i < length;) {
    size_t step = harmless_length(text + i, length - i);
    if (step > 0) {
      g_string_append_len(out, text + i, (gssize)step);
      i += step;
    } else {
      unsigned char byte = (unsigned char)text[i++];
      char escape[4] = {'\\', 'x', hex[byte >> 4], hex[byte & 15]};
      g_string_append_len(out, escape, sizeof escape); /* the other bytes of a character then stand alone, and follow */
    }
  }
}

void jb_print_escaped(GString *out, const char *text)
{
  append_escaped(out, text, strlen(text));
}

/* In the language where it is known, escaped and, unless it is to be whole, cut from its middle. */
static void append_argument(GString *out, const char *argument, bool is_whole, JbLanguage language)
{
  g_autoptr(GString) escaped = g_string_new(NULL);
  jb_print_escaped(escaped, jb_words(argument, language));
  size_t count = jb_utf8_count(escaped->str, escaped->len);
  if (is_whole || count <= ARGUMENT_CHARACTERS) {
    g_string_append_len(out, escaped->str, (gssize)escaped->len);
    return;
  }
  size_t head = ARGUMENT_CHARACTERS / 2;
  size_t tail = ARGUMENT_CHARACTERS - head - 1;
  const char *head_end = g_utf8_offset_to_pointer(escaped->str, (glong)head);
  g_string_append_len(out, escaped->str, head_end - escaped->str);
  g_string_append(out, "…");
  g_string_append(out, g_utf8_offset_to_pointer(head_end, (glong)(count - head - tail)));
}

/* Length of the placeholder at text, "{1}" or "{1*}"; 0: there is none. */
static size_t placeholder_length(const char *text)
{
  if (text[0] != '{' || text[1] < '1' || text[1] > '9') {
    return 0;
  }
  return text[2] == '}' ? 3 : text[2] == '*' && text[3] == '}' ? 4 : 0;
}

char *jb_message_format(JbMessage message, JbLanguage language, const char *const *arguments)
{
  size_t count = g_strv_length((char **)arguments);
  GString *out = g_string_new(NULL);
  for (const char *text = jb_message_text(message, language); *text != '\0';) {
    size_t length = placeholder_length(text);
    if (length == 0) {
      g_string_append_c(out, *text++);
      continue;
    }
    size_t index = (size_t)(text[1] - '1');
    if (index < count) {
      append_argument(out, arguments[index], text[2] == '*', language);
    }
    text += length;
  }
  return g_string_free(out, FALSE);
}

static const char *const severity_words[2][3] = {
    {"note: ", "warning: ", "error: "},
    {"提示：", "警告：", "错误："},
};
static const char *const severity_keys[3] = {"note", "warning", "error"};

/* "book.xlsx 表1!C7", or as much of it as is known. */
static void print_cell(GString *out, JbPlace place)
{
  g_string_append_c(out, ' ');
  jb_print_escaped(out, place.sheet);
  if (place.line > 0) {
    g_string_append_c(out, '!');
    jb_cell_append_column(out, place.column);
    g_string_append_printf(out, "%d", place.line);
  }
}

void jb_print_place(GString *out, JbPlace place)
{
  jb_print_escaped(out, place.path ? place.path : "jianbao");
  if (place.sheet) {
    print_cell(out, place);
  } else if (place.line > 0) {
    g_string_append_printf(out, ":%d", place.line);
    if (place.column > 0) {
      g_string_append_printf(out, ":%d", place.column);
    }
  }
}

void jb_print_finding(GString *out, const JbFinding *finding, JbLanguage language)
{
  jb_print_place(out, finding->place);
  g_autofree char *text = jb_message_format(finding->message, language, (const char *const *)finding->arguments);
  g_string_append_printf(out, ": %s%s [%s]\n", severity_words[language][finding->severity], text,
                         jb_finding_code(finding));
}

/* Marks in chosen the first so many of a severity; returns how many. */
static size_t choose(const JbFindings *findings, JbSeverity severity, size_t room, bool *chosen)
{
  size_t count = 0;
  for (size_t i = 0; i < jb_findings_count(findings) && count < room; i++) {
    if (jb_findings_at(findings, i)->severity == severity) {
      chosen[i] = true;
      count++;
    }
  }
  return count;
}

void jb_print_findings(GString *out, const JbFindings *findings, const size_t counts[3], JbSeverity least,
                       JbLanguage language)
{
  g_autofree bool *chosen = g_new0(bool, jb_findings_count(findings) + 1);
  size_t printed = 0;
  size_t rest[3] = {0};
  for (int severity = JB_SEVERITY_ERROR; severity >= (int)least; severity--) {
    size_t now = choose(findings, (JbSeverity)severity, JB_PRINTED_FINDINGS - printed, chosen);
    printed += now;
    rest[severity] = counts[severity] > now ? counts[severity] - now : 0;
  }
  const char *path = NULL;
  for (size_t i = 0; i < jb_findings_count(findings); i++) {
    if (chosen[i]) {
      path = jb_findings_at(findings, i)->place.path;
      jb_print_finding(out, jb_findings_at(findings, i), language);
    }
  }
  if (rest[JB_SEVERITY_NOTE] + rest[JB_SEVERITY_WARNING] + rest[JB_SEVERITY_ERROR] == 0) {
    return;
  }
  char errors[24], warnings[24], notes[24];
  g_snprintf(errors, sizeof errors, "%zu", rest[JB_SEVERITY_ERROR]);
  g_snprintf(warnings, sizeof warnings, "%zu", rest[JB_SEVERITY_WARNING]);
  g_snprintf(notes, sizeof notes, "%zu", rest[JB_SEVERITY_NOTE]);
  JbFinding more = {
      .message = JB_MESSAGE_MORE_FINDINGS,
      .severity = JB_SEVERITY_NOTE,
      .place = {.path = path},
      .arguments = (char *[]){errors, warnings, notes, NULL},
  };
  jb_print_finding(out, &more, language);
}

/* --- JSON --- */

static void append_json_string(GString *out, const char *text)
{
  g_autoptr(GString) safe = g_string_new(NULL);
  jb_print_escaped(safe, text);
  g_string_append_c(out, '"');
  for (const char *cursor = safe->str; *cursor != '\0'; cursor++) {
    if (*cursor == '"' || *cursor == '\\') {
      g_string_append_c(out, '\\');
    }
    g_string_append_c(out, *cursor);
  }
  g_string_append_c(out, '"');
}

static void open_record(GString *out, const char *record)
{
  g_string_append_printf(out, "{\"version\":%d,\"record\":\"%s\"", JB_JSON_VERSION, record);
}

static void add_string(GString *out, const char *key, const char *value)
{
  g_string_append_printf(out, ",\"%s\":", key);
  if (!value) {
    g_string_append(out, "null");
  } else {
    append_json_string(out, value);
  }
}

static void add_count(GString *out, const char *key, size_t value)
{
  g_string_append_printf(out, ",\"%s\":%zu", key, value);
}

static void add_counts_and_close(GString *out, const size_t counts[3], double seconds)
{
  add_count(out, "errors", counts[JB_SEVERITY_ERROR]);
  add_count(out, "warnings", counts[JB_SEVERITY_WARNING]);
  add_count(out, "notes", counts[JB_SEVERITY_NOTE]);
  g_string_append(out, ",\"seconds\":");
  jb_append_fixed(out, seconds, 3);
  g_string_append(out, "}\n");
}

void jb_print_finding_json(GString *out, const JbFinding *finding, const char *document, JbLanguage language)
{
  open_record(out, "finding");
  add_string(out, "document", document);
  add_string(out, "path", finding->place.path);
  if (finding->place.sheet) {
    add_string(out, "sheet", finding->place.sheet);
  }
  if (finding->place.line > 0) {
    add_count(out, "line", (size_t)finding->place.line);
  }
  if (finding->place.line > 0 && finding->place.column > 0) {
    add_count(out, "column", (size_t)finding->place.column);
  }
  add_string(out, "severity", severity_keys[finding->severity]);
  add_string(out, "code", jb_finding_code(finding));
  g_autofree char *text = jb_message_format(finding->message, language, (const char *const *)finding->arguments);
  add_string(out, "message", text);
  g_string_append(out, ",\"arguments\":[");
  for (char **argument = finding->arguments; *argument; argument++) {
    if (argument != finding->arguments) {
      g_string_append_c(out, ',');
    }
    append_json_string(out, *argument);
  }
  g_string_append(out, "]}\n");
}

void jb_row_counts_add(JbRowCounts *sum, const JbRowCounts *counts)
{
  sum->read += counts->read;
  sum->printed += counts->printed;
  sum->left_out += counts->left_out;
}

static void add_rows(GString *out, const JbRowCounts *rows)
{
  g_string_append_printf(out, ",\"rows\":{\"read\":%zu,\"printed\":%zu,\"left_out\":%zu}", rows->read, rows->printed,
                         rows->left_out);
}

void jb_print_document_json(GString *out, const JbDocumentResult *result)
{
  open_record(out, "document");
  add_string(out, "path", result->path);
  add_string(out, "output", result->output);
  add_string(out, "status", result->status);
  add_count(out, "pages", result->pages);
  add_rows(out, &result->rows);
  add_counts_and_close(out, result->counts, result->seconds);
}

void jb_print_run_json(GString *out, const JbRunResult *result)
{
  open_record(out, "summary");
  add_count(out, "documents", result->documents);
  add_count(out, "made", result->made);
  add_count(out, "refused", result->refused);
  add_count(out, "pages", result->pages);
  add_rows(out, &result->rows);
  add_counts_and_close(out, result->counts, result->seconds);
}
