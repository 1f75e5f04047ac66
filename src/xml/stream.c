/* SPDX-License-Identifier: MIT
 * xml/stream: libxml2's push parser, narrowed.
 *
 * Its time for one tag grows with the square of the attributes, and no callback comes before (xml/scan): so the equals
 * signs of a tag are counted while bytes come. No attribute can hold a <, with which every tag begins anew. */
#include "xml/stream.h"

#include <glib.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

enum {
  MAXIMUM_DEPTH = 64,
  MAXIMUM_ATTRIBUTES = 1000, /* of one element */
  ATTRIBUTE_STRIDE = 5,      /* pointers each in libxml2's array */
};

struct JbXmlStream {
  xmlParserCtxt *parser;
  JbXmlStreamHandlers handlers;
  void *data;
  int depth;
  bool in_tag;
  char quote; /* of the attribute value that is open; '\0': none */
  int attributes;
  bool refused;
};

static void refuse(JbXmlStream *stream)
{
  stream->refused = true;
  xmlStopParser(stream->parser);
}

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
                     const xmlChar **namespaces, int count, int default_count, const xmlChar **values)
{
  (void)prefix, (void)uri, (void)namespace_count, (void)namespaces, (void)default_count;
  JbXmlStream *stream = data;
  if (++stream->depth > MAXIMUM_DEPTH) {
    refuse(stream);
  }
  if (stream->refused || !stream->handlers.start) {
    return;
  }
  g_autoptr(GPtrArray) attributes = g_ptr_array_new_with_free_func(g_free);
  for (int i = 0; i < count; i++) {
    const xmlChar **value = values + ATTRIBUTE_STRIDE * i;
    g_ptr_array_add(attributes, g_strdup((const char *)value[0]));
    g_ptr_array_add(attributes, g_strndup((const char *)value[3], (gsize)(value[4] - value[3])));
  }
  g_ptr_array_add(attributes, NULL);
  stream->handlers.start(stream->data, (const char *)name, (const char *const *)attributes->pdata);
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  (void)prefix, (void)uri;
  JbXmlStream *stream = data;
  stream->depth--;
  if (!stream->refused && stream->handlers.end) {
    stream->handlers.end(stream->data, (const char *)name);
  }
}

static void on_text(void *data, const xmlChar *text, int length)
{
  JbXmlStream *stream = data;
  if (!stream->refused && stream->handlers.text) {
    stream->handlers.text(stream->data, (const char *)text, (size_t)length);
  }
}

static void on_doctype(void *data, const xmlChar *name, const xmlChar *external_id, const xmlChar *system_id)
{
  (void)name, (void)external_id, (void)system_id;
  refuse(data);
}

static void on_error(void *data, xmlErrorPtr error)
{
  JbXmlStream *stream = data;
  stream->refused = stream->refused || error->level >= XML_ERR_ERROR;
}

/* Has the tag that is open too many attributes? */
static bool has_many_attributes(JbXmlStream *stream, const char *bytes, size_t length)
{
  for (size_t i = 0; i < length; i++) {
    char byte = bytes[i];
    if (byte == '<') {
      stream->in_tag = true;
      stream->quote = '\0';
      stream->attributes = 0;
    } else if (!stream->in_tag) {
      continue;
    } else if (stream->quote != '\0') {
      stream->quote = byte == stream->quote ? '\0' : stream->quote;
    } else if (byte == '"' || byte == '\'') {
      stream->quote = byte;
    } else if (byte == '>') {
      stream->in_tag = false;
    } else if (byte == '=' && ++stream->attributes > MAXIMUM_ATTRIBUTES) {
      return true;
    }
  }
  return false;
}

JbXmlStream *jb_xml_stream_new(const JbXmlStreamHandlers *handlers, void *data)
{
  JbXmlStream *stream = g_new0(JbXmlStream, 1);
  stream->handlers = *handlers;
  stream->data = data;
  xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                       .startElementNs = on_start,
                       .endElementNs = on_end,
                       .characters = on_text,
                       .ignorableWhitespace = on_text,
                       .cdataBlock = on_text,
                       .internalSubset = on_doctype,
                       .serror = on_error};
  stream->parser = xmlCreatePushParserCtxt(&sax, stream, NULL, 0, NULL);
  if (!stream->parser) {
    g_error("libxml2: out of memory"); /* nothing else: as GLib does */
  }
  /* NOENT: without a DOCTYPE there are only &amp; and its like, which would be left as they are in attributes. */
  xmlCtxtUseOptions(stream->parser, XML_PARSE_NONET | XML_PARSE_NOENT);
  return stream;
}

bool jb_xml_stream_feed(JbXmlStream *stream, const char *bytes, size_t length)
{
  enum { CHUNK = 1 << 20 };
  while (length > 0 && !stream->refused) {
    size_t size = MIN(length, (size_t)CHUNK);
    if (has_many_attributes(stream, bytes, size) || xmlParseChunk(stream->parser, bytes, (int)size, 0) != 0) {
      stream->refused = true;
    }
    bytes += size;
    length -= size;
  }
  return !stream->refused;
}

bool jb_xml_stream_close(JbXmlStream *stream)
{
  bool whole = !stream->refused && xmlParseChunk(stream->parser, "", 0, 1) == 0 && stream->parser->wellFormed == 1 &&
               !stream->refused;
  xmlFreeDoc(stream->parser->myDoc);
  xmlFreeParserCtxt(stream->parser);
  g_free(stream);
  return whole;
}

const char *jb_xml_stream_attribute(const char *const *attributes, const char *name)
{
  for (; *attributes; attributes += 2) {
    if (strcmp(attributes[0], name) == 0) {
      return attributes[1];
    }
  }
  return NULL;
}
