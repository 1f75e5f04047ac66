/* SPDX-License-Identifier: MIT
 * xml/element: what an XML file says, with the place of every element, attribute and stretch of text. Read-only. */
#ifndef JB_XML_ELEMENT_H
#define JB_XML_ELEMENT_H

#include "base/place.h"
#include "base/source_text.h"

#include <glib.h>
#include <stddef.h>

typedef struct JbXmlAttribute {
  const char *name; /* namespaced attributes (xml:lang) keep their usual prefix */
  const char *value;
  JbPlace place;       /* of the name */
  JbPlace value_place; /* of the first character inside the quotes */
  /* The value with the place of each character, owned by the document; NULL: they follow one another from value_place,
   * since no reference and no line end is among them. */
  const JbSourceText *source;
} JbXmlAttribute;

typedef enum JbXmlNodeKind {
  JB_XML_ELEMENT,
  JB_XML_TEXT,
} JbXmlNodeKind;

typedef struct JbXmlNode JbXmlNode;
struct JbXmlNode {
  JbXmlNodeKind kind;
  JbPlace place; /* of the '<', or of the first character of the text */
  JbXmlNode *parent, *next, *first_child, *last_child;
  /* elements */
  const char *name;          /* local name */
  const char *namespace_uri; /* "" for none */
  JbXmlAttribute *attributes;
  size_t attribute_count;
  JbPlace end_place; /* of the end tag */
  /* text: as written, CR LF made LF, references resolved, nothing collapsed; owned by the document */
  JbSourceText *text;
};

typedef struct JbXmlDocument {
  JbXmlNode *root;
  void *memory; /* private */
} JbXmlDocument;

void jb_xml_document_free(JbXmlDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbXmlDocument, jb_xml_document_free)

/* The attribute's value, or NULL. */
const char *jb_xml_attribute(const JbXmlNode *element, const char *name);
const JbXmlAttribute *jb_xml_attribute_lookup(const JbXmlNode *element, const char *name);

/* First child element, next sibling element; NULL at the end. */
const JbXmlNode *jb_xml_first_element(const JbXmlNode *parent);
const JbXmlNode *jb_xml_next_element(const JbXmlNode *element);

#endif
