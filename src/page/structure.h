/* SPDX-License-Identifier: MIT
 * page/structure: the document-wide tree of what things are. Page items name an element of it, or none: an artifact.
 * It outlives pages, since paragraphs and tables run over them. */
#ifndef JB_PAGE_STRUCTURE_H
#define JB_PAGE_STRUCTURE_H

#include <stddef.h>
#include <stdint.h>

typedef enum JbStructureRole {
  JB_STRUCTURE_DOCUMENT,
  JB_STRUCTURE_SECTION,
  JB_STRUCTURE_TITLE,
  JB_STRUCTURE_HEADING_1,
  JB_STRUCTURE_HEADING_2,
  JB_STRUCTURE_HEADING_3,
  JB_STRUCTURE_HEADING_4,
  JB_STRUCTURE_PARAGRAPH,
  JB_STRUCTURE_LIST,
  JB_STRUCTURE_LIST_ITEM,
  JB_STRUCTURE_QUOTE,
  JB_STRUCTURE_CAPTION,
  JB_STRUCTURE_NOTE,
  JB_STRUCTURE_FIGURE,
  JB_STRUCTURE_TABLE,
  JB_STRUCTURE_TABLE_ROW,
  JB_STRUCTURE_TABLE_HEAD,
  JB_STRUCTURE_TABLE_CELL,
  JB_STRUCTURE_CONTENTS,
  JB_STRUCTURE_CONTENTS_ITEM,
} JbStructureRole;

/* Which cells a head belongs to: ISO 32000-1 14.8.5.7. */
typedef enum JbHeadScope {
  JB_SCOPE_NONE, /* no head */
  JB_SCOPE_COLUMN,
  JB_SCOPE_ROW,
} JbHeadScope;

typedef uint32_t JbElementId; /* 0: none, an artifact */

typedef struct JbStructureElement {
  JbStructureRole role;
  JbElementId parent; /* 0 for the root only */
  uint8_t scope;      /* JbHeadScope, of a TABLE_HEAD */
  uint16_t columns;   /* that a cell spans; 0 and 1: one */
  uint16_t rows;
  const char *kind;  /* what it is in the vocabulary of the report: "mark", "signer"; static; NULL: nothing special */
  char *language;    /* NULL: the document's */
  char *alternative; /* NULL: none */
} JbStructureElement;

typedef struct JbStructure JbStructure;

JbStructure *jb_structure_new(void);
void jb_structure_free(JbStructure *structure);
/* Ids count from 1 in the order added: reading order. alternative (may be NULL) is copied. */
JbElementId jb_structure_add(JbStructure *structure, JbElementId parent, JbStructureRole role, const char *alternative);
/* Says more of an element than its role does; kind is a string that lives for ever. */
void jb_structure_set_kind(JbStructure *structure, JbElementId id, const char *kind);
void jb_structure_set_language(JbStructure *structure, JbElementId id, const char *language); /* copied */
/* Says which cells a table's head belongs to, and how many columns and rows a cell spans. */
void jb_structure_set_cell(JbStructure *structure, JbElementId id, JbHeadScope scope, size_t columns, size_t rows);
size_t jb_structure_count(const JbStructure *structure);
const JbStructureElement *jb_structure_at(const JbStructure *structure, JbElementId id); /* borrowed */
const char *jb_structure_role_name(JbStructureRole role); /* "P", "H1", "TD" … as the dump writes them */

#endif
