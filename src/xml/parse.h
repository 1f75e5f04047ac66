/* SPDX-License-Identifier: MIT
 * xml/parse: bytes → elements. libxml2 fed from memory in the narrow way: no DOCTYPE, no loader, no network, bounded.
 */
#ifndef JB_XML_PARSE_H
#define JB_XML_PARSE_H

#include "diag/findings.h"
#include "xml/element.h"

#include <glib.h>

#define JB_XML_MAXIMUM_SIZE (64u << 20) /* [byte] of one file */

/* Encodings: UTF-8 with or without BOM, UTF-16 with BOM or declared, GB18030 (GBK and GB2312 are read as GB18030).
 * path names the file in findings and places; it must outlive the document. NULL when the file is refused, with at
 * least one error in findings. */
JbXmlDocument *jb_xml_parse(GBytes *bytes, const char *path, JbFindings *findings);

#endif
