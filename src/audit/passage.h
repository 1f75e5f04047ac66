/* SPDX-License-Identifier: MIT
 * audit/passage: one stretch of running text as the rules of prose look at it: characters with their places, values as
 * one character each. Private to audit/. */
#ifndef JB_AUDIT_PASSAGE_H
#define JB_AUDIT_PASSAGE_H

#include "base/place.h"
#include "report/inline.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define JB_PASSAGE_VALUE 0xFFFC /* what stands for a value */

typedef struct JbPassageCharacter {
  uint32_t code;   /* full-width digits as ASCII; JB_PASSAGE_VALUE for a value, '\n' for a break or a reference */
  bool waived;     /* inside n, sup, sub, a */
  bool quoted;     /* between quotation or book marks */
  bool period;     /* a value that says the period of its fact */
  uint32_t offset; /* [byte] into the text of its piece */
  const JbInline *piece;
  const JbFact *fact; /* of a value */
} JbPassageCharacter;

/* Borrows the inlines. */
typedef struct JbPassage {
  JbPassageCharacter *characters;
  size_t count;
} JbPassage;

JbPassage *jb_passage_new(const JbInlines *inlines);
void jb_passage_free(JbPassage *passage);

/* The character at index; 0 behind the end (and before the beginning, as index wraps). */
uint32_t jb_passage_code(const JbPassage *passage, size_t index);

/* Where the character at index (before the end) stands in its file: looked up when asked for. */
JbPlace jb_passage_place(const JbPassage *passage, size_t index);

/* Does words stand at index? */
bool jb_passage_has(const JbPassage *passage, size_t index, const char *words);
/* Does words end just before index? */
bool jb_passage_ends(const JbPassage *passage, size_t index, const char *words);
/* Length in characters of the first of words (NULL-terminated) that stands at index; 0: none does. */
size_t jb_passage_any(const JbPassage *passage, size_t index, const char *const *words);

/* The characters [start, end) as text, values as they are written. Newly allocated. */
char *jb_passage_text(const JbPassage *passage, size_t start, size_t end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbPassage, jb_passage_free)

#endif
