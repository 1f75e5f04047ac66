/* SPDX-License-Identifier: MIT
 * xml/scan: one pass over decoded text before libxml2 sees it. Private to xml/. */
#ifndef JB_XML_SCAN_H
#define JB_XML_SCAN_H

#include "diag/findings.h"

#include <glib.h>
#include <stdbool.h>

#define JB_XML_MAXIMUM_ATTRIBUTES 1000       /* in one tag: libxml2's time grows with their square */
#define JB_XML_MAXIMUM_MARKUP     (1u << 20) /* [byte] of one tag, comment, instruction, CDATA section */
#define JB_XML_MAXIMUM_TEXT       (8u << 20) /* [byte] between two tags: libxml2 gives up at ten million */

/* Refuses characters XML has no place for (NUL, control characters) and tags and texts beyond the bounds; warns once a
 * kind of characters that print as nothing or turn text round. False: refused. */
bool jb_xml_scan(const GString *text, const char *path, JbFindings *findings);

#endif
