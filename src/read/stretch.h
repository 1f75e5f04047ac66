/* SPDX-License-Identifier: MIT
 * read/stretch: a stretch of running text as one array of characters, each with its place in the file and the piece it
 * belongs to (a text node, a value, a break, a reference), so that blanks are collapsed and marks repaired over the
 * whole of it before it is cut into pieces again. Private to read/. */
#ifndef JB_READ_STRETCH_H
#define JB_READ_STRETCH_H

#include "read/reader.h"

/* A break and a reference are one character each; the line separator is no blank. */
enum {
  JB_STRETCH_BREAK = 0x2028,
  JB_STRETCH_REFERENCE = 0x56FE /* 图: what a reference reads like to a mark beside it */
};

typedef struct JbPiece {
  JbInlineKind kind;
  unsigned marks;
  JbPlace place;
  const JbFact *fact, *upper;
  JbFactForm value;
  const char *target; /* borrowed from the document */
  const char *form;
} JbPiece;

typedef struct JbCharacter {
  uint32_t code;
  int line, column;
  guint piece;
} JbCharacter;

typedef struct JbStretch {
  JbReader *reader;
  GArray *pieces;     /* of JbPiece */
  GArray *characters; /* of JbCharacter */
} JbStretch;

static inline JbCharacter *jb_stretch_character(const JbStretch *stretch, guint index)
{
  return &g_array_index(stretch->characters, JbCharacter, index);
}

static inline const JbPiece *jb_stretch_piece(const JbStretch *stretch, guint index)
{
  return &g_array_index(stretch->pieces, JbPiece, index);
}

/* --- stretch.c: laying out and cutting --- */

void jb_stretch_init(JbStretch *stretch, JbReader *reader);
void jb_stretch_finish(JbStretch *stretch);
void jb_stretch_add_piece(JbStretch *stretch, const JbPiece *piece);
/* These go to the piece added last. */
void jb_stretch_add_character(JbStretch *stretch, uint32_t code, int line, int column);
void jb_stretch_add_words(JbStretch *stretch, const char *utf8, JbPlace place);
void jb_stretch_add_source(JbStretch *stretch, const JbSourceText *text);
/* The characters from first to end (exclusive) as inline content. */
JbInlines jb_stretch_cut(const JbStretch *stretch, guint first, guint end);

/* --- tidy.c: blanks, marks, pairs --- */

/* Collapses blanks and, where the reader repairs, puts marks right and looks at their pairs. is_paragraph: a quotation
 * may go on in it from the paragraph before, and in the next from it. */
void jb_stretch_tidy(JbStretch *stretch, bool is_paragraph);

#endif
