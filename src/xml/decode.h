/* SPDX-License-Identifier: MIT
 * xml/decode: bytes of a file → UTF-8 that XML may hold. Private to xml/. */
#ifndef JB_XML_DECODE_H
#define JB_XML_DECODE_H

#include "base/place.h"
#include "diag/findings.h"

#include <glib.h>
#include <stddef.h>

typedef enum JbXmlEncoding {
  JB_XML_UTF8,
  JB_XML_GB18030,
  JB_XML_UTF16, /* as a declaration says it: byte order by the mark, or as the first bytes show */
  JB_XML_UTF16LE,
  JB_XML_UTF16BE,
  JB_XML_ENCODING_UNKNOWN,
} JbXmlEncoding;

/* As iconv calls it. */
const char *jb_xml_encoding_name(JbXmlEncoding encoding);

/* What a file that jb_xml_decode has taken is encoded in; *start is where its text begins, behind the byte order mark.
 * Never JB_XML_UTF16 nor UNKNOWN. */
JbXmlEncoding jb_xml_encoding(GBytes *bytes, size_t *start);

/* The whole file as valid UTF-8: byte order mark gone, CR LF and CR made LF, whatever the declaration says. NULL, with
 * one error in findings, for what is empty, no XML, compressed, or not in the encoding it claims. */
GString *jb_xml_decode(GBytes *bytes, const char *path, JbFindings *findings);

/* Line and column of a byte offset in UTF-8 text with LF line ends. */
JbPlace jb_xml_place_at(const char *text, size_t offset, const char *path);

#endif
