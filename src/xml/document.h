/* SPDX-License-Identifier: MIT
 * xml/document: what a JbXmlDocument's private memory is. Private to xml/. */
#ifndef JB_XML_DOCUMENT_H
#define JB_XML_DOCUMENT_H

#include "base/arena.h"
#include "xml/element.h"

typedef struct JbXmlMemory {
  JbArena arena;    /* nodes, attributes, names, values */
  GPtrArray *texts; /* of JbSourceText, owned */
} JbXmlMemory;

JbXmlDocument *jb_xml_document_new(void);

#endif
