/* SPDX-License-Identifier: MIT
 * pdf/cff: reading the Compact Font Format (Adobe Technical Note 5176) from mapped bytes that nobody has checked: every
 * read is bounded, nothing is copied. Private to pdf/. */
#ifndef JB_PDF_CFF_H
#define JB_PDF_CFF_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct JbSpan {
  const uint8_t *bytes;
  size_t length;
} JbSpan;

/* An INDEX: count things, one after the other. */
typedef struct JbCffIndex {
  uint32_t count;
  unsigned offset_size; /* [byte] 1–4; 0 when count is 0 */
  const uint8_t *offsets;
  JbSpan data;
  size_t end; /* where the INDEX ends in the table */
} JbCffIndex;

/* The private half of a font dictionary, as far as glyphs need it. */
typedef struct JbCffPrivate {
  JbCffIndex subroutines; /* local; empty when there are none */
} JbCffPrivate;

typedef struct JbCff {
  JbSpan table;
  JbCffIndex subroutines; /* global */
  JbCffIndex charstrings;
  JbCffPrivate *privates; /* one each font dictionary; one in a name-keyed font */
  size_t private_count;
  JbSpan select; /* FDSelect to the end of the table; empty in a name-keyed font */
} JbCff;

/* Reads the headers of a CFF table, which must outlive cff. False: damaged, or of a kind we do not read; nothing is to
 * be freed then. */
bool jb_cff_open(JbCff *cff, JbSpan table);
void jb_cff_close(JbCff *cff);

/* The bytes of one thing of an INDEX; false when there is no such thing. */
bool jb_cff_index_item(const JbCffIndex *index, uint32_t number, JbSpan *item);

/* The private dictionary that a glyph's charstring is read with; NULL when the table does not say. */
const JbCffPrivate *jb_cff_private_of(const JbCff *cff, uint32_t glyph);

#endif
