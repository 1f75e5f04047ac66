/* SPDX-License-Identifier: MIT
 * xml/parse: bytes → elements, by libxml2's SAX2 interface.
 *
 * Model: the text is decoded and scanned by us; libxml2 gets UTF-8 from memory, checks that it is well-formed, resolves
 * references and names, and calls back; a cursor walks the same text in step, so that every element, attribute and
 * stretch of text has its place to the character.
 * Rejected: libxml2's own tree, whose nodes know lines only and take about 25 times the file; and its text reader,
 * whose columns are those of its read-ahead. A DOCTYPE, in which all expansion attacks begin, stops the parser at once.
 */
#include "xml/parse.h"

#include "xml/builder.h"
#include "xml/decode.h"
#include "xml/scan.h"

#include <libxml/catalog.h>
#include <libxml/parserInternals.h>
#include <string.h>

static void refuse(JbBuilder *builder)
{
  builder->refused = true;
  xmlStopParser(builder->parser);
}

/* --- The tree --- */

static JbXmlMemory *memory_of(const JbBuilder *builder)
{
  return builder->document->memory;
}

static JbXmlNode *append_node(JbBuilder *builder, JbXmlNodeKind kind)
{
  JbXmlNode *node = jb_arena_allocate(&memory_of(builder)->arena, sizeof *node);
  node->kind = kind;
  node->place = jb_cursor_place(&builder->cursor);
  node->parent = builder->open;
  if (!builder->open) {
    builder->document->root = node;
  } else if (!builder->open->last_child) {
    builder->open->first_child = builder->open->last_child = node;
  } else {
    builder->open->last_child = builder->open->last_child->next = node;
  }
  return node;
}

static const char *copy_name(const JbBuilder *builder, const xmlChar *prefix, const xmlChar *local)
{
  JbArena *arena = &memory_of(builder)->arena;
  if (!prefix) {
    return jb_arena_copy_text(arena, (const char *)local, strlen((const char *)local));
  }
  g_autofree char *name = g_strdup_printf("%s:%s", (const char *)prefix, (const char *)local);
  return jb_arena_copy_text(arena, name, strlen(name));
}

/* --- Tags --- */

static size_t character_length(const char *utf8)
{
  unsigned char lead = (unsigned char)*utf8;
  return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* The attributes libxml2 hands over, five pointers each: local name, prefix, URI, start and end of the value. */
enum { ATTRIBUTE_STRIDE = 5 };

static void fill_attributes(JbBuilder *builder, JbXmlNode *element, int count, const xmlChar **values)
{
  JbArena *arena = &memory_of(builder)->arena;
  element->attributes = jb_arena_allocate(arena, (size_t)count * sizeof *element->attributes);
  element->attribute_count = (size_t)count;
  for (size_t i = 0; i < element->attribute_count; i++) {
    const xmlChar **value = values + ATTRIBUTE_STRIDE * i;
    element->attributes[i].name = copy_name(builder, value[1], value[0]);
    element->attributes[i].value = jb_arena_copy_text(arena, (const char *)value[3], (size_t)(value[4] - value[3]));
  }
}

static size_t span_name(const char *at)
{
  return strcspn(at, " \t\n=/>");
}

static void skip_blanks(JbCursor *cursor)
{
  jb_cursor_advance(cursor, strspn(cursor->at, " \t\n"));
}

/* The attribute of this name: libxml2 keeps the order of the text, but leaves declarations of namespaces out. */
static JbXmlAttribute *attribute_named(const JbXmlNode *element, const char *name, size_t length)
{
  for (size_t i = 0; i < element->attribute_count; i++) {
    JbXmlAttribute *attribute = &element->attributes[i];
    if (attribute->place.line == 0 && strlen(attribute->name) == length && memcmp(attribute->name, name, length) == 0) {
      return attribute;
    }
  }
  return NULL;
}

/* The value between the cursor and its closing quote, if it does not simply stand there: a reference is one character,
 * a line end a blank. */
static const JbSourceText *trace_value(JbBuilder *builder, const char *value, const char *close)
{
  JbCursor cursor = builder->cursor;
  size_t written = (size_t)(close - cursor.at);
  if (!memchr(cursor.at, '&', written) && !memchr(cursor.at, '\n', written)) {
    return NULL;
  }
  JbSourceText *source = jb_source_text_new(cursor.path);
  g_ptr_array_add(memory_of(builder)->texts, source);
  while (cursor.at < close && *value != '\0') {
    size_t length = character_length(value);
    jb_source_text_append(source, value, length, cursor.line, cursor.column);
    jb_cursor_advance(&cursor, *cursor.at == '&' ? strcspn(cursor.at, ";") + 1 : character_length(cursor.at));
    value += length;
  }
  return source;
}

/* Walks the tag at the cursor, which is well-formed, and notes where its attributes stand. */
static void place_attributes(JbBuilder *builder, JbXmlNode *element)
{
  JbCursor *cursor = &builder->cursor;
  jb_cursor_advance(cursor, 1);
  jb_cursor_advance(cursor, span_name(cursor->at));
  for (skip_blanks(cursor); cursor->at < cursor->end && *cursor->at != '>' && *cursor->at != '/'; skip_blanks(cursor)) {
    size_t length = span_name(cursor->at);
    JbXmlAttribute *attribute = attribute_named(element, cursor->at, length);
    JbPlace place = jb_cursor_place(cursor);
    jb_cursor_advance(cursor, length);
    skip_blanks(cursor);
    jb_cursor_advance(cursor, 1); /* = */
    skip_blanks(cursor);
    const char *close = cursor->at < cursor->end ? strchr(cursor->at + 1, *cursor->at) : NULL;
    jb_cursor_advance(cursor, 1); /* the quote */
    if (attribute) {
      attribute->place = place;
      attribute->value_place = jb_cursor_place(cursor);
      attribute->source = close ? trace_value(builder, attribute->value, close) : NULL;
    }
    jb_cursor_advance(cursor, close ? (size_t)(close + 1 - cursor->at) : G_MAXSIZE);
  }
  builder->empty_tag = cursor->at < cursor->end && *cursor->at == '/';
  jb_cursor_advance(cursor, builder->empty_tag ? 2 : 1);
}

/* To the next '<' that is no comment, instruction or CDATA section. Outside the root, blanks are no events. */
static void move_to_tag(JbCursor *cursor)
{
  jb_cursor_skip_asides(cursor);
  while (cursor->at < cursor->end && *cursor->at != '<') {
    jb_cursor_advance(cursor, 1);
    jb_cursor_skip_asides(cursor);
  }
}

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
                     const xmlChar **namespaces, int attribute_count, int default_count, const xmlChar **attributes)
{
  (void)prefix, (void)namespace_count, (void)namespaces, (void)default_count;
  JbBuilder *builder = data;
  if (builder->refused) {
    return;
  }
  move_to_tag(&builder->cursor);
  if (++builder->depth > JB_XML_MAXIMUM_DEPTH) {
    char limit[8];
    g_snprintf(limit, sizeof limit, "%d", JB_XML_MAXIMUM_DEPTH);
    jb_find(builder->findings, XML_TOO_DEEP, jb_cursor_place(&builder->cursor), limit);
    refuse(builder);
    return;
  }
  JbXmlNode *element = append_node(builder, JB_XML_ELEMENT);
  element->name = copy_name(builder, NULL, name);
  element->namespace_uri = uri ? copy_name(builder, NULL, uri) : "";
  fill_attributes(builder, element, attribute_count, attributes);
  place_attributes(builder, element);
  builder->open = element;
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  (void)name, (void)prefix, (void)uri;
  JbBuilder *builder = data;
  if (builder->refused) {
    return;
  }
  JbXmlNode *element = builder->open;
  if (builder->empty_tag) {
    element->end_place = element->place;
    builder->empty_tag = false;
  } else {
    JbCursor *cursor = &builder->cursor;
    move_to_tag(cursor);
    element->end_place = jb_cursor_place(cursor);
    jb_cursor_advance(cursor, strcspn(cursor->at, ">") + 1);
  }
  builder->open = element->parent;
  builder->depth--;
}

/* --- Text --- */

static JbSourceText *open_text(JbBuilder *builder)
{
  JbXmlNode *last = builder->open->last_child;
  if (!last || last->kind != JB_XML_TEXT) {
    last = append_node(builder, JB_XML_TEXT);
    last->text = jb_source_text_new(builder->cursor.path);
    g_ptr_array_add(memory_of(builder)->texts, last->text);
  }
  return last->text;
}

/* Length of the stretch at the cursor that stands in the text as libxml2 hands it over. */
static size_t literal_length(const JbCursor *cursor, size_t limit)
{
  size_t length = 0;
  while (length < limit && cursor->at + length < cursor->end) {
    const char *at = cursor->at + length;
    if (cursor->in_cdata ? strncmp(at, "]]>", 3) == 0 : *at == '<' || *at == '&') {
      break;
    }
    length++;
  }
  return length;
}

static void on_characters(void *data, const xmlChar *characters, int length)
{
  JbBuilder *builder = data;
  JbCursor *cursor = &builder->cursor;
  const char *text = (const char *)characters;
  size_t left = (size_t)length;
  if (builder->refused || !builder->open) {
    return;
  }
  while (left > 0) {
    jb_cursor_skip_asides(cursor);
    JbSourceText *out = open_text(builder);
    bool reference = !cursor->in_cdata && cursor->at < cursor->end && *cursor->at == '&';
    size_t source = reference ? strcspn(cursor->at, ";") + 1 : literal_length(cursor, left);
    size_t taken = reference ? MIN(character_length(text), left) : source;
    if (taken == 0) { /* the cursor lost its step: cannot happen, but must not hang */
      taken = left;
    }
    jb_source_text_append(out, text, taken, cursor->line, cursor->column);
    jb_cursor_advance(cursor, source);
    text += taken;
    left -= taken;
  }
}

/* --- Refusals --- */

static void on_doctype(void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
  (void)name, (void)external, (void)system;
  JbBuilder *builder = data;
  if (!builder->refused) {
    move_to_tag(&builder->cursor);
    jb_find(builder->findings, XML_DOCTYPE, jb_cursor_place(&builder->cursor));
    refuse(builder);
  }
}

static void on_error(void *data, xmlErrorPtr error)
{
  JbBuilder *builder = data;
  if (!builder->refused && error->level >= XML_ERR_ERROR) {
    jb_builder_report(builder, error);
    refuse(builder);
  }
}

/* Never reached, since the DOCTYPE stops the parser; should it be, nothing is opened. */
static xmlParserInputPtr refuse_entity(const char *url, const char *id, xmlParserCtxtPtr context)
{
  (void)url, (void)id;
  xmlStopParser(context);
  return NULL;
}

static void run_parser(JbBuilder *builder)
{
  xmlSetExternalEntityLoader(refuse_entity);
  xmlCatalogSetDefaults(XML_CATA_ALLOW_NONE);
  xmlParserCtxt *parser = xmlNewParserCtxt();
  if (!parser) {
    g_error("out of memory");
  }
  *parser->sax = (xmlSAXHandler){
      .initialized = XML_SAX2_MAGIC,
      .internalSubset = on_doctype,
      .startElementNs = on_start,
      .endElementNs = on_end,
      .characters = on_characters,
      .ignorableWhitespace = on_characters,
      .serror = on_error,
  };
  parser->userData = builder;
  builder->parser = parser;
  /* IGNORE_ENC: the declaration speaks of bytes that are UTF-8 by now. NOENT: without it, & in an attribute comes as
   * "&#38;"; no entities of a document's own are to be feared, since there is no DOCTYPE. */
  xmlDoc *document =
      xmlCtxtReadMemory(parser, builder->text->str, (int)builder->text->len, builder->cursor.path, "UTF-8",
                        XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_NOCDATA | XML_PARSE_COMPACT |
                            XML_PARSE_IGNORE_ENC | XML_PARSE_NOENT);
  if (!builder->refused && (!parser->wellFormed || !builder->document->root)) {
    const xmlError *error = xmlCtxtGetLastError(parser);
    jb_builder_report(builder, error ? error : &(xmlError){.message = (char *)""});
  }
  xmlFreeDoc(document);
  xmlFreeParserCtxt(parser);
}

JbXmlDocument *jb_xml_parse(GBytes *bytes, const char *path, JbFindings *findings)
{
  GString *text = jb_xml_decode(bytes, path, findings);
  if (!text) {
    return NULL;
  }
  JbXmlDocument *document = NULL;
  if (jb_xml_scan(text, path, findings)) {
    JbBuilder builder = {
        .text = text,
        .findings = findings,
        .document = jb_xml_document_new(),
        .cursor = {.at = text->str, .end = text->str + text->len, .path = path, .line = 1, .column = 1},
    };
    run_parser(&builder);
    document = builder.document;
    if (builder.refused) {
      jb_xml_document_free(document);
      document = NULL;
    }
  }
  g_string_free(text, TRUE);
  return document;
}
