/* SPDX-License-Identifier: MIT
 * xml/edit: single characters of an XML file exchanged where they stand, in the file's own encoding; every other byte,
 * the byte order mark and line ends included, stays. */
#ifndef JB_XML_EDIT_H
#define JB_XML_EDIT_H

#include "base/place.h"
#include "diag/findings.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

typedef struct JbXmlEdit {
  JbPlace place; /* as jb_xml_parse tells it: of the character, or of the & of the reference it is written as */
  uint32_t from; /* ASCII, and none of & < > */
  uint32_t to;
} JbXmlEdit;

/* A copy of bytes, a file that jb_xml_parse takes, with the edits done; what is written as a reference
 * (&#44;) stays one (&#xFF0C;). The edits are in the order of their places, no two of the same. NULL, with a
 * finding, rather than change anything but from: places that lead elsewhere are a fault of ours, and what is edited is
 * somebody's only copy. */
GBytes *jb_xml_edit(GBytes *bytes, const JbXmlEdit *edits, size_t count, JbFindings *findings);

#endif
