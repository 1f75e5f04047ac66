/* SPDX-License-Identifier: MIT
 * xml/stream: large XML that no person writes, such as the parts of a workbook, as it comes: elements and text are
 * handed on and nothing is kept. As narrow as xml/parse: no DOCTYPE, no loader, no network; UTF-8 or what the
 * declaration says. */
#ifndef JB_XML_STREAM_H
#define JB_XML_STREAM_H

#include <stdbool.h>
#include <stddef.h>

typedef struct JbXmlStream JbXmlStream;

/* Names are local names. attributes: name, value, name, value, …, NULL; they last for the call. Any may be NULL. */
typedef struct JbXmlStreamHandlers {
  void (*start)(void *data, const char *name, const char *const *attributes);
  void (*text)(void *data, const char *text, size_t length);
  void (*end)(void *data, const char *name);
} JbXmlStreamHandlers;

JbXmlStream *jb_xml_stream_new(const JbXmlStreamHandlers *handlers, void *data);

/* The next bytes; false when what came so far is not well-formed, has a DOCTYPE, is nested too deeply or has an
 * element of more than a thousand attributes. Nothing is handed on after that. */
bool jb_xml_stream_feed(JbXmlStream *stream, const char *bytes, size_t length);

/* The end: false when the whole was not well-formed. Frees the stream. */
bool jb_xml_stream_close(JbXmlStream *stream);

/* The value of one attribute; NULL: it is not there. */
const char *jb_xml_stream_attribute(const char *const *attributes, const char *name);

#endif
