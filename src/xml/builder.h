/* SPDX-License-Identifier: MIT
 * xml/builder: what is known while a file is being parsed. Private to xml/. */
#ifndef JB_XML_BUILDER_H
#define JB_XML_BUILDER_H

#include "diag/findings.h"
#include "xml/cursor.h"
#include "xml/document.h"

#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <stdbool.h>

#define JB_XML_MAXIMUM_DEPTH 100 /* elements in one another; libxml2's own bound is 256 */

typedef struct JbBuilder {
  xmlParserCtxt *parser;
  const GString *text; /* the decoded file */
  JbFindings *findings;
  JbXmlDocument *document;
  JbXmlNode *open; /* the innermost element that is open; NULL: none */
  int depth;
  bool empty_tag;  /* the tag just read ends in "/>" */
  bool refused;    /* an error has been reported; nothing more is built */
  JbCursor cursor; /* after what has been built */
} JbBuilder;

/* Words libxml2's first error better than it does, from what stands around it in the text; marks builder refused. */
void jb_builder_report(JbBuilder *builder, const xmlError *error);

#endif
