/* SPDX-License-Identifier: MIT
 * xml/decode: bytes of a file → UTF-8.
 *
 * Model: a byte order mark decides, else the declaration, else UTF-8; conversion is strict. What does not decode is
 * looked at again, to say which encoding it seems to be: in China that is nearly always GBK saved under the label
 * UTF-8, or the other way round, or text of both pasted together. Rejected: guessing an encoding by statistics and
 * going on with it. On short files that is a wrong promise; here a guess only ever words a refusal. Rejected too:
 * leaving conversion to libxml2, which reads UTF-8 under the label GB18030 into mojibake without a word, and places a
 * conversion fault at 0:0. */
#include "xml/decode.h"

#include "base/utf8.h"
#include "xml/parse.h"

#include <stdbool.h>
#include <string.h>

typedef struct Input {
  const char *bytes; /* past the byte order mark */
  size_t length;
  const char *path;
  JbFindings *findings;
  char *label;                    /* of the declaration; NULL: none */
  JbXmlEncoding declared, marked; /* JB_XML_ENCODING_UNKNOWN: not said */
} Input;

static const struct {
  const char *label;
  JbXmlEncoding encoding;
} labels[] = {
    {"UTF-8", JB_XML_UTF8},       {"UTF8", JB_XML_UTF8},           {"US-ASCII", JB_XML_UTF8},
    {"GB18030", JB_XML_GB18030},  {"GBK", JB_XML_GB18030},         {"GB2312", JB_XML_GB18030},
    {"CP936", JB_XML_GB18030},    {"WINDOWS-936", JB_XML_GB18030}, {"UTF-16", JB_XML_UTF16},
    {"UTF-16LE", JB_XML_UTF16LE}, {"UTF-16BE", JB_XML_UTF16BE},
};

const char *jb_xml_encoding_name(JbXmlEncoding encoding)
{
  static const char *const names[] = {"UTF-8", "GB18030", "UTF-16", "UTF-16LE", "UTF-16BE"};
  return names[encoding];
}

/* What files that are no XML begin with. */
static const struct {
  const char *magic;
  size_t length;
  const char *name;
  bool compressed;
} signatures[] = {
    {"\x1f\x8b", 2, "gzip", true},
    {"PK\x03\x04", 4, "ZIP, .xlsx, .docx", true},
    {"BZh", 3, "bzip2", true},
    {"\xfd"
     "7zXZ",
     5, "xz", true},
    {"7z\xbc\xaf", 4, "7z", true},
    {"Rar!", 4, "RAR", true},
    {"\x28\xb5\x2f\xfd", 4, "Zstandard", true},
    {"%PDF", 4, "PDF", false},
    {"\x89PNG", 4, "PNG", false},
    {"\xff\xd8\xff", 3, "JPEG", false},
    {"GIF8", 4, "GIF", false},
    {"\xd0\xcf\x11\xe0", 4, "Office 97 (.doc, .xls, .wps, .et)", false},
    {"{\\rtf", 5, "RTF", false},
    {"{", 1, "JSON", false},
    {"[", 1, "JSON", false},
};

JbPlace jb_xml_place_at(const char *text, size_t offset, const char *path)
{
  JbPlace place = {.path = path, .line = 1, .column = 1};
  size_t line_start = 0;
  for (size_t i = 0; i < offset; i++) {
    if (text[i] == '\n') {
      place.line++;
      line_start = i + 1;
    }
  }
  place.column += (int)jb_utf8_count(text + line_start, offset - line_start);
  return place;
}

static JbPlace whole_file(const Input *input)
{
  return (JbPlace){.path = input->path};
}

/* --- Which kind of file --- */

static bool is_blank(char byte)
{
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static size_t leading_blanks(const char *bytes, size_t length)
{
  size_t i = 0;
  while (i < length && is_blank(bytes[i])) {
    i++;
  }
  return i;
}

static bool begins_with_word(const char *bytes, size_t length, const char *word)
{
  size_t size = strlen(word);
  return length >= size && g_ascii_strncasecmp(bytes, word, size) == 0;
}

/* UTF-32, with its mark (which take_mark has taken for that of UTF-16LE) or by the zeros of its first '<'. */
static bool looks_like_utf32(const Input *input)
{
  static const char little[] = "<\0\0", big[] = "\0\0\0<", marked_big[] = "\0\0\xFE\xFF";
  return (input->marked == JB_XML_UTF16LE && input->length >= 2 && memcmp(input->bytes, "\0\0", 2) == 0) ||
         (input->length >= 4 && (memcmp(input->bytes, little, 4) == 0 || memcmp(input->bytes, big, 4) == 0 ||
                                 memcmp(input->bytes, marked_big, 4) == 0));
}

static bool looks_like_utf16(const Input *input)
{
  return input->length >= 2 && (input->bytes[0] == '\0') != (input->bytes[1] == '\0');
}

/* Refuses what is not XML at all. False: refused. */
static bool check_kind(const Input *input)
{
  size_t blanks = leading_blanks(input->bytes, input->length);
  const char *start = input->bytes + blanks;
  size_t length = input->length - blanks;
  if (length == 0) {
    jb_find(input->findings, XML_EMPTY, whole_file(input));
    return false;
  }
  for (size_t i = 0; i < G_N_ELEMENTS(signatures); i++) {
    if (length >= signatures[i].length && memcmp(start, signatures[i].magic, signatures[i].length) == 0) {
      if (signatures[i].compressed) {
        jb_find(input->findings, XML_COMPRESSED, whole_file(input), signatures[i].name);
      } else {
        jb_find(input->findings, XML_OTHER_KIND, whole_file(input), signatures[i].name);
      }
      return false;
    }
  }
  if (begins_with_word(start, length, "<!doctype html") || begins_with_word(start, length, "<html")) {
    jb_find(input->findings, XML_OTHER_KIND, whole_file(input), "HTML");
    return false;
  }
  if (*start != '<' && !jb_utf8_validate(start, MIN(length, (size_t)3), NULL) &&
      input->declared == JB_XML_ENCODING_UNKNOWN) {
    jb_find(input->findings, XML_NO_TAG, whole_file(input));
    return false;
  }
  return true;
}

/* --- Which encoding --- */

static void take_mark(Input *input)
{
  static const struct {
    const char *mark;
    size_t length;
    JbXmlEncoding encoding;
  } marks[] = {
      {"\xEF\xBB\xBF", 3, JB_XML_UTF8},
      {"\xFF\xFE", 2, JB_XML_UTF16LE},
      {"\xFE\xFF", 2, JB_XML_UTF16BE},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
    if (input->length >= marks[i].length && memcmp(input->bytes, marks[i].mark, marks[i].length) == 0) {
      input->bytes += marks[i].length;
      input->length -= marks[i].length;
      input->marked = marks[i].encoding;
      return;
    }
  }
}

/* The declaration as ASCII, whatever the width of a character: at most its first 200 bytes that are not NUL. */
static void copy_declaration(const Input *input, char declaration[201])
{
  size_t count = 0;
  for (size_t i = 0; i < input->length && i < 400 && count < 200; i++) {
    if (input->bytes[i] != '\0') {
      declaration[count++] = input->bytes[i];
    }
  }
  declaration[count] = '\0';
}

/* The value of one pseudo-attribute of <?xml …?>; NULL when it is not there. */
static char *declaration_value(const char *declaration, const char *name)
{
  if (strncmp(declaration, "<?xml", 5) != 0 || !is_blank(declaration[5])) {
    return NULL;
  }
  const char *end = strstr(declaration, "?>");
  const char *found = strstr(declaration, name);
  if (!end || !found || found > end) {
    return NULL;
  }
  found += strlen(name);
  found += strspn(found, " \t\r\n");
  if (*found++ != '=') {
    return NULL;
  }
  found += strspn(found, " \t\r\n");
  const char *close = *found == '"' || *found == '\'' ? strchr(found + 1, *found) : NULL;
  return close && close < end ? g_strndup(found + 1, (size_t)(close - found - 1)) : NULL;
}

/* Reads the declaration into label and declared. False: an encoding we do not read. */
static bool read_declaration(Input *input)
{
  char declaration[201];
  copy_declaration(input, declaration);
  g_autofree char *version = declaration_value(declaration, "version");
  if (version && strcmp(version, "1.1") == 0) {
    jb_find(input->findings, XML_VERSION, ((JbPlace){.path = input->path, .line = 1, .column = 1}));
  }
  input->label = declaration_value(declaration, "encoding");
  if (!input->label) {
    return true;
  }
  for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
    if (g_ascii_strcasecmp(input->label, labels[i].label) == 0) {
      input->declared = labels[i].encoding;
      return true;
    }
  }
  jb_find(input->findings, XML_ENCODING_UNKNOWN, ((JbPlace){.path = input->path, .line = 1}), input->label);
  return false;
}

static void report_mislabelled(const Input *input, JbXmlEncoding seen)
{
  jb_find(input->findings, XML_ENCODING_WRONG, ((JbPlace){.path = input->path, .line = 1}), input->label,
          jb_xml_encoding_name(seen));
}

static bool is_utf16(JbXmlEncoding encoding)
{
  return encoding == JB_XML_UTF16 || encoding == JB_XML_UTF16LE || encoding == JB_XML_UTF16BE;
}

/* What the bytes are to be read as; JB_XML_ENCODING_UNKNOWN after a refusal. */
static JbXmlEncoding choose_encoding(const Input *input)
{
  JbXmlEncoding seen = input->marked;
  if (seen == JB_XML_ENCODING_UNKNOWN && looks_like_utf16(input)) {
    seen = input->bytes[0] == '\0' ? JB_XML_UTF16BE : JB_XML_UTF16LE;
    if (input->declared == JB_XML_ENCODING_UNKNOWN) {
      jb_find(input->findings, XML_UTF16_UNDECLARED, whole_file(input));
      return JB_XML_ENCODING_UNKNOWN;
    }
  }
  if (seen == JB_XML_ENCODING_UNKNOWN) {
    if (is_utf16(input->declared)) {
      report_mislabelled(input, JB_XML_UTF8);
      return JB_XML_ENCODING_UNKNOWN;
    }
    return input->declared == JB_XML_ENCODING_UNKNOWN ? JB_XML_UTF8 : input->declared;
  }
  bool agrees = input->declared == JB_XML_ENCODING_UNKNOWN || input->declared == seen ||
                (input->declared == JB_XML_UTF16 && is_utf16(seen));
  if (!agrees) {
    report_mislabelled(input, seen);
    return JB_XML_ENCODING_UNKNOWN;
  }
  return seen;
}

/* --- Reading the bytes, and saying what they are when they do not fit --- */

/* Three-byte forms of ideographs and Chinese marks, of which chance makes few in GBK text. */
static size_t count_chinese(const char *utf8, size_t length)
{
  size_t count = 0;
  for (const char *cursor = utf8, *end = utf8 + length; cursor < end;) {
    uint32_t character = jb_utf8_next(&cursor);
    count += jb_character_is_han(character) || (character >= 0x3000 && character <= 0x303F) ||
             (character >= 0xFF00 && character <= 0xFFEF);
  }
  return count;
}

/* Does it decode as GB18030, and are its double bytes nearly all of the rows that Chinese text uses? */
static bool looks_like_gbk(const char *bytes, size_t length)
{
  g_autofree char *utf8 = g_convert(bytes, (gssize)length, "UTF-8", "GB18030", NULL, NULL, NULL);
  if (!utf8) {
    return false;
  }
  size_t pairs = 0, usual = 0;
  for (size_t i = 0; i + 1 < length; i++) {
    if ((unsigned char)bytes[i] >= 0x81) {
      pairs++;
      usual += (unsigned char)bytes[i] >= 0xA1 && (unsigned char)bytes[i + 1] >= 0xA1;
      i++;
    }
  }
  return pairs >= 2 && usual * 10 >= pairs * 8;
}

static void report_bad_byte(const Input *input, size_t offset, const char *encoding, JbPlace place)
{
  char byte[8];
  g_snprintf(byte, sizeof byte, "0x%02X", (unsigned)(unsigned char)input->bytes[MIN(offset, input->length - 1)]);
  jb_find(input->findings, XML_BAD_BYTE, place, byte, encoding);
}

/* Are these, the last bytes of a file, the beginning of one character and nothing else? */
static bool is_part_of_character(const char *bytes, size_t length)
{
  unsigned char lead = (unsigned char)*bytes;
  size_t whole = lead >= 0xF0 && lead <= 0xF4   ? 4
                 : lead >= 0xE0 && lead <= 0xEF ? 3
                 : lead >= 0xC2 && lead <= 0xDF ? 2
                                                : 0;
  for (size_t i = 1; i < length; i++) {
    if (((unsigned char)bytes[i] & 0xC0) != 0x80) {
      return false;
    }
  }
  return length < whole;
}

static GString *read_utf8(const Input *input)
{
  size_t bad;
  if (jb_utf8_validate(input->bytes, input->length, &bad)) {
    return g_string_new_len(input->bytes, (gssize)input->length);
  }
  JbPlace place = jb_xml_place_at(input->bytes, bad, input->path);
  if (is_part_of_character(input->bytes + bad, input->length - bad)) {
    jb_find(input->findings, XML_CUT_CHARACTER, place);
    return NULL;
  }
  const char *line = input->bytes + bad;
  while (line > input->bytes && line[-1] != '\n') {
    line--;
  }
  size_t before = count_chinese(input->bytes, (size_t)(line - input->bytes));
  size_t rest = input->length - (size_t)(line - input->bytes);
  bool rest_is_gbk = looks_like_gbk(line, rest) || looks_like_gbk(input->bytes + bad, input->length - bad);
  if (before >= 2 && rest_is_gbk) {
    jb_find(input->findings, XML_UTF8_THEN_GBK, place);
  } else if (looks_like_gbk(input->bytes, input->length)) {
    jb_find(input->findings, XML_LOOKS_LIKE_GBK, place);
  } else {
    report_bad_byte(input, bad, "UTF-8", place);
  }
  return NULL;
}

static GString *read_converted(const Input *input, JbXmlEncoding encoding)
{
  if (encoding == JB_XML_GB18030 && jb_utf8_validate(input->bytes, input->length, NULL) &&
      count_chinese(input->bytes, input->length) > 0) {
    report_mislabelled(input, JB_XML_UTF8);
    return NULL;
  }
  gsize bytes_read = 0, bytes_written = 0;
  g_autofree char *utf8 = g_convert(input->bytes, (gssize)input->length, "UTF-8", jb_xml_encoding_name(encoding),
                                    &bytes_read, &bytes_written, NULL);
  if (!utf8 || bytes_read != input->length || !jb_utf8_validate(utf8, bytes_written, NULL)) {
    JbPlace place = {.path = input->path};
    if (encoding == JB_XML_GB18030) { /* LF is no part of any longer form */
      place = (JbPlace){.path = input->path, .line = jb_xml_place_at(input->bytes, bytes_read, input->path).line};
    }
    report_bad_byte(input, bytes_read, jb_xml_encoding_name(encoding), place);
    return NULL;
  }
  return g_string_new_len(utf8, (gssize)bytes_written);
}

/* --- The text as XML wants it --- */

static void normalise_line_ends(GString *text)
{
  const char *from = memchr(text->str, '\r', text->len);
  if (!from) {
    return;
  }
  const char *end = text->str + text->len;
  char *to = text->str + (from - text->str);
  for (; from < end; from++) {
    if (*from != '\r') {
      *to++ = *from;
    } else if (from + 1 == end || from[1] != '\n') {
      *to++ = '\n';
    }
  }
  g_string_truncate(text, (gsize)(to - text->str));
}

/* What may not stand before the declaration and the root. */
static bool check_start(const GString *text, const Input *input)
{
  JbPlace place = {.path = input->path, .line = 1, .column = 1};
  size_t blanks = leading_blanks(text->str, text->len);
  if (g_str_has_prefix(text->str, "\xEF\xBB\xBF")) {
    jb_find(input->findings, XML_TWO_MARKS, place);
  } else if (blanks == text->len) {
    jb_find(input->findings, XML_EMPTY, whole_file(input));
  } else if (blanks > 0 && strncmp(text->str + blanks, "<?xml", 5) == 0 && is_blank(text->str[blanks + 5])) {
    jb_find(input->findings, XML_BLANK_BEFORE_DECLARATION, place);
  } else if (text->str[blanks] != '<') {
    jb_find(input->findings, XML_NO_TAG, jb_xml_place_at(text->str, blanks, input->path));
  } else {
    return true;
  }
  return false;
}

/* The mark and the declaration looked at; what is left to do is to convert. UNKNOWN after a refusal. label is to be
 * freed. */
static JbXmlEncoding open_input(Input *input, GBytes *bytes, const char *path, JbFindings *findings)
{
  gsize length;
  const char *data = g_bytes_get_data(bytes, &length);
  *input = (Input){.bytes = data ? data : "",
                   .length = length,
                   .path = path,
                   .findings = findings,
                   .declared = JB_XML_ENCODING_UNKNOWN,
                   .marked = JB_XML_ENCODING_UNKNOWN};
  if (length > JB_XML_MAXIMUM_SIZE) {
    g_autofree char *limit = g_strdup_printf("%u", JB_XML_MAXIMUM_SIZE >> 20);
    jb_find(findings, XML_TOO_LARGE, whole_file(input), limit);
    return JB_XML_ENCODING_UNKNOWN;
  }
  take_mark(input);
  if (looks_like_utf32(input)) {
    jb_find(findings, XML_ENCODING_UNKNOWN, whole_file(input), "UTF-32");
    return JB_XML_ENCODING_UNKNOWN;
  }
  return read_declaration(input) && check_kind(input) ? choose_encoding(input) : JB_XML_ENCODING_UNKNOWN;
}

JbXmlEncoding jb_xml_encoding(GBytes *bytes, size_t *start)
{
  g_autoptr(JbFindings) told_already = jb_findings_new();
  Input input;
  JbXmlEncoding encoding = open_input(&input, bytes, NULL, told_already);
  *start = g_bytes_get_size(bytes) - input.length;
  g_free(input.label);
  return encoding;
}

GString *jb_xml_decode(GBytes *bytes, const char *path, JbFindings *findings)
{
  Input input;
  JbXmlEncoding encoding = open_input(&input, bytes, path, findings);
  GString *text = NULL;
  if (encoding != JB_XML_ENCODING_UNKNOWN) {
    text = encoding == JB_XML_UTF8 ? read_utf8(&input) : read_converted(&input, encoding);
  }
  g_free(input.label);
  if (!text) {
    return NULL;
  }
  normalise_line_ends(text);
  if (!check_start(text, &input)) {
    g_string_free(text, TRUE);
    return NULL;
  }
  return text;
}
