/* SPDX-License-Identifier: MIT
 * xml/faults: what is wrong with a file that is not well-formed, in words that lead to the fault.
 *
 * libxml2 says what its grammar missed ("xmlParseEntityRef: no name"), at the place where it noticed. We know more: the
 * text around that place, and the elements that are open. Only the first fault is told: what follows it is noise. */
#include "xml/builder.h"
#include "xml/decode.h"

#include <string.h>

typedef struct Fault {
  JbBuilder *builder;
  const xmlError *error;
  size_t offset; /* [byte] where libxml2 noticed */
  JbPlace place; /* of offset */
} Fault;

/* Where libxml2 stands. Text is moved through its buffer, so what it has thrown away counts too. */
static size_t parser_offset(const JbBuilder *builder)
{
  const xmlParserInput *input = builder->parser->input;
  if (!input || !input->cur || !input->base) {
    return builder->text->len;
  }
  return MIN((size_t)input->consumed + (size_t)(input->cur - input->base), builder->text->len);
}

static bool only_blanks_from(const GString *text, size_t offset)
{
  return offset + strspn(text->str + offset, " \t\n") >= text->len;
}

static JbPlace place_of(const Fault *fault, size_t offset)
{
  return jb_xml_place_at(fault->builder->text->str, offset, fault->builder->cursor.path);
}

/* --- B01: the file breaks off --- */

/* The tag at the cursor as far as its name, "<p", when its '>' is missing; else NULL. */
static char *open_tag(const JbCursor *cursor)
{
  char quote = '\0';
  for (const char *at = cursor->at; at < cursor->end; at++) {
    if (quote == '\0' && *at == '>') {
      return NULL;
    }
    if (quote == '\0' && (*at == '"' || *at == '\'')) {
      quote = *at;
    } else if (*at == quote) {
      quote = '\0';
    }
  }
  return g_strndup(cursor->at, 1 + strcspn(cursor->at + 1, " \t\n<="));
}

/* What is open at the end: "<p>", a tag, or a comment, instruction or CDATA section. Its line by *place. */
static char *open_construct(const Fault *fault, JbPlace *place)
{
  JbCursor cursor = fault->builder->cursor;
  static const char *const asides[][2] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};
  while (cursor.at < cursor.end) {
    for (size_t i = 0; i < G_N_ELEMENTS(asides); i++) {
      if (jb_cursor_starts(&cursor, asides[i][0]) && !g_strstr_len(cursor.at, cursor.end - cursor.at, asides[i][1])) {
        *place = jb_cursor_place(&cursor);
        return g_strdup(asides[i][0]);
      }
    }
    jb_cursor_skip_asides(&cursor);
    char *tag = !cursor.in_cdata && jb_cursor_starts(&cursor, "<") ? open_tag(&cursor) : NULL;
    if (tag) {
      *place = jb_cursor_place(&cursor);
      return tag;
    }
    jb_cursor_advance(&cursor, 1);
  }
  const JbXmlNode *open = fault->builder->open;
  if (!open) {
    return NULL;
  }
  *place = open->place;
  return g_strdup_printf("<%s>", open->name);
}

static bool report_cut(const Fault *fault)
{
  if (!only_blanks_from(fault->builder->text, fault->offset)) {
    return false;
  }
  JbPlace opened;
  g_autofree char *what = open_construct(fault, &opened);
  if (!what) {
    return false;
  }
  g_autofree char *line = g_strdup_printf("%d", opened.line);
  jb_find(fault->builder->findings, XML_CUT, fault->place, what, line);
  return true;
}

/* --- References --- */

/* The names of HTML that Chinese texts use, and their characters' numbers. */
static const struct {
  const char *name;
  int number;
} html_entities[] = {
    {"nbsp", 160},    {"ensp", 8194},  {"emsp", 8195},  {"thinsp", 8201}, {"mdash", 8212},  {"ndash", 8211},
    {"hellip", 8230}, {"ldquo", 8220}, {"rdquo", 8221}, {"lsquo", 8216},  {"rsquo", 8217},  {"middot", 183},
    {"times", 215},   {"divide", 247}, {"plusmn", 177}, {"deg", 176},     {"permil", 8240}, {"copy", 169},
    {"reg", 174},     {"trade", 8482}, {"bull", 8226},  {"laquo", 171},   {"raquo", 187},   {"ge", 8805},
    {"le", 8804},     {"ne", 8800},    {"asymp", 8776}, {"rarr", 8594},   {"larr", 8592},   {"sup2", 178},
    {"sup3", 179},    {"frac12", 189}, {"euro", 8364},  {"yen", 165},     {"sect", 167},    {"para", 182},
};

/* The last '&' before offset: libxml2 stands behind what it has looked at. */
static bool find_ampersand(const Fault *fault, size_t *ampersand)
{
  const char *text = fault->builder->text->str;
  for (size_t i = fault->offset; i > 0 && fault->offset - i < 80; i--) {
    if (text[i - 1] == '&') {
      *ampersand = i - 1;
      return true;
    }
  }
  return false;
}

static void report_entity(const Fault *fault, const char *name, JbPlace place)
{
  for (size_t i = 0; i < G_N_ELEMENTS(html_entities); i++) {
    if (strcmp(html_entities[i].name, name) == 0) {
      g_autofree char *reference = g_strdup_printf("&#%d;", html_entities[i].number);
      jb_find(fault->builder->findings, XML_HTML_ENTITY, place, name, reference);
      return;
    }
  }
  jb_find(fault->builder->findings, XML_UNKNOWN_ENTITY, place, name);
}

static bool report_reference(const Fault *fault)
{
  size_t ampersand;
  if (!find_ampersand(fault, &ampersand)) {
    return false;
  }
  const char *after = fault->builder->text->str + ampersand + 1;
  JbPlace place = place_of(fault, ampersand);
  size_t length = 0;
  while (g_ascii_isalnum(after[length]) || after[length] == '#') {
    length++;
  }
  bool closed = length > 0 && after[length] == ';';
  g_autofree char *name = g_strndup(after, length);
  if (closed && *name == '#') {
    jb_find(fault->builder->findings, XML_CHARACTER_REFERENCE, place, name);
  } else if (closed) {
    report_entity(fault, name, place);
  } else {
    jb_find(fault->builder->findings, XML_BARE_AMPERSAND, place);
  }
  return true;
}

/* --- Tags --- */

static bool report_tag_mismatch(const Fault *fault)
{
  JbBuilder *builder = fault->builder;
  JbCursor cursor = builder->cursor;
  jb_cursor_skip_asides(&cursor);
  const char *start = cursor.at + 2;
  if (!jb_cursor_starts(&cursor, "</") || !builder->open || !strchr(start, '>')) {
    return false;
  }
  g_autofree char *close = g_strndup(start, strcspn(start, " \t\n/>"));
  g_autofree char *line = g_strdup_printf("%d", builder->open->place.line);
  jb_find(builder->findings, XML_TAG_MISMATCH, jb_cursor_place(&cursor), close, builder->open->name, line);
  return true;
}

/* The '<' of text that begins no tag: at or just before offset. */
static bool report_bare_less(const Fault *fault)
{
  const char *text = fault->builder->text->str;
  size_t at = fault->offset;
  while (at > 0 && text[at] != '<' && fault->offset - at < 2) {
    at--;
  }
  if (text[at] != '<') {
    return false;
  }
  jb_find(fault->builder->findings, XML_BARE_LESS, place_of(fault, at));
  return true;
}

static bool report_less_in_attribute(const Fault *fault)
{
  jb_find(fault->builder->findings, XML_LESS_IN_ATTRIBUTE, fault->place);
  return true;
}

/* Is this where the attribute is written: a blank, its name, an equals sign? */
static bool attribute_stands_at(const char *text, size_t at, const char *name)
{
  size_t length = strlen(name);
  return at > 0 && strchr(" \t\n", text[at - 1]) && strncmp(text + at, name, length) == 0 &&
         text[at + length + strspn(text + at + length, " \t\n")] == '=';
}

/* libxml2 notices at the end of the second value; its name is searched back from there. */
static bool report_attribute_twice(const Fault *fault)
{
  const xmlError *error = fault->error;
  if (!error->str1) {
    return false;
  }
  g_autofree char *name = error->str2 ? g_strdup_printf("%s:%s", error->str1, error->str2) : g_strdup(error->str1);
  const char *text = fault->builder->text->str;
  size_t at = fault->offset;
  while (at > 0 && text[at] != '<' && !attribute_stands_at(text, at, name)) {
    at--;
  }
  jb_find(fault->builder->findings, XML_ATTRIBUTE_TWICE, place_of(fault, at), name);
  return true;
}

static bool report_unquoted(const Fault *fault)
{
  jb_find(fault->builder->findings, XML_ATTRIBUTE_QUOTES, fault->place);
  return true;
}

static bool report_after_root(const Fault *fault)
{
  if (!fault->builder->document->root || fault->builder->open) {
    return false;
  }
  JbCursor cursor = fault->builder->cursor;
  do {
    jb_cursor_skip_asides(&cursor);
    jb_cursor_advance(&cursor, strspn(cursor.at, " \t\n"));
  } while (jb_cursor_starts(&cursor, "<!--") || jb_cursor_starts(&cursor, "<?"));
  jb_find(fault->builder->findings, XML_AFTER_ROOT, jb_cursor_place(&cursor), fault->builder->document->root->name);
  return true;
}

static bool report_prefix(const Fault *fault)
{
  const char *prefix = fault->error->str1 ? fault->error->str1 : "";
  jb_find(fault->builder->findings, XML_PREFIX, fault->place, prefix);
  return true;
}

static bool report_declaration(const Fault *fault)
{
  jb_find(fault->builder->findings, XML_DECLARATION, fault->place);
  return true;
}

/* The tag libxml2 stopped in. */
static bool report_tag(const Fault *fault)
{
  const char *text = fault->builder->text->str;
  const char *start = text + fault->offset;
  while (start > text && start[-1] != '<') {
    start--;
  }
  g_autofree char *name = g_strndup(start, strcspn(start, " \t\n>"));
  jb_find(fault->builder->findings, XML_TAG, fault->place, name);
  return true;
}

static bool report_missing_name(const Fault *fault)
{
  return report_bare_less(fault) || report_tag(fault);
}

static const struct {
  int code; /* of libxml2 */
  bool (*report)(const Fault *fault);
} reporters[] = {
    {XML_ERR_ENTITYREF_SEMICOL_MISSING, report_reference},
    {XML_ERR_UNDECLARED_ENTITY, report_reference},
    {XML_WAR_UNDECLARED_ENTITY, report_reference},
    {XML_ERR_INVALID_CHARREF, report_reference},
    {XML_ERR_INVALID_DEC_CHARREF, report_reference},
    {XML_ERR_INVALID_HEX_CHARREF, report_reference},
    {XML_ERR_INVALID_CHAR, report_reference},
    {XML_ERR_NAME_REQUIRED, report_missing_name},
    {XML_ERR_GT_REQUIRED, report_tag},
    {XML_ERR_SPACE_REQUIRED, report_tag},
    {XML_ERR_LT_IN_ATTRIBUTE, report_less_in_attribute},
    {XML_ERR_ATTRIBUTE_REDEFINED, report_attribute_twice},
    {XML_ERR_ATTRIBUTE_NOT_STARTED, report_unquoted},
    {XML_ERR_ATTRIBUTE_WITHOUT_VALUE, report_unquoted},
    {XML_ERR_DOCUMENT_END, report_after_root},
    {XML_NS_ERR_UNDEFINED_NAMESPACE, report_prefix},
    {XML_ERR_XMLDECL_NOT_STARTED, report_declaration},
    {XML_ERR_XMLDECL_NOT_FINISHED, report_declaration},
    {XML_ERR_RESERVED_XML_NAME, report_declaration},
    {XML_ERR_VERSION_MISSING, report_declaration},
    {XML_ERR_UNKNOWN_VERSION, report_declaration},
    {XML_ERR_ENCODING_NAME, report_declaration},
    {XML_ERR_STANDALONE_VALUE, report_declaration},
    {XML_ERR_EQUAL_REQUIRED, report_declaration},
    {XML_ERR_STRING_NOT_STARTED, report_declaration},
};

/* "no name": a '&' without a name, or a '<' without one. */
static bool is_bare_ampersand(const Fault *fault)
{
  const char *text = fault->builder->text->str;
  return fault->error->code == XML_ERR_NAME_REQUIRED && fault->offset > 0 && text[fault->offset - 1] == '&';
}

static bool report_by_code(const Fault *fault)
{
  if (is_bare_ampersand(fault)) {
    return report_reference(fault);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(reporters); i++) {
    if (reporters[i].code == fault->error->code) {
      return reporters[i].report(fault);
    }
  }
  return false;
}

void jb_builder_report(JbBuilder *builder, const xmlError *error)
{
  Fault fault = {.builder = builder, .error = error, .offset = parser_offset(builder)};
  fault.place = place_of(&fault, fault.offset);
  builder->refused = true;
  bool mismatch = error->code == XML_ERR_TAG_NAME_MISMATCH; /* may stand at the very end without anything being cut */
  if ((mismatch && report_tag_mismatch(&fault)) || report_cut(&fault) || report_by_code(&fault)) {
    return;
  }
  g_autofree char *words = g_strdup(error->message ? error->message : "");
  jb_find(builder->findings, XML_SYNTAX, fault.place, g_strstrip(words));
}
