/* SPDX-License-Identifier: MIT
 * report/inline: running text: a flat list of pieces, each with the marks it carries. */
#ifndef JB_REPORT_INLINE_H
#define JB_REPORT_INLINE_H

#include "base/place.h"
#include "base/source_text.h"
#include "report/fact.h"

#include <glib.h>

typedef enum JbInlineKind {
  JB_INLINE_TEXT,
  JB_INLINE_VALUE,     /* a fact's value */
  JB_INLINE_BREAK,     /* a forced line end */
  JB_INLINE_REFERENCE, /* "图3", "第5页": what the target is called, resolved by flow/ */
} JbInlineKind;

typedef enum JbInlineMark {
  JB_MARK_BOLD = 1 << 0,     /* b: 黑 */
  JB_MARK_EMPHASIS = 1 << 1, /* em: 着重号 */
  JB_MARK_SUPERSCRIPT = 1 << 2,
  JB_MARK_SUBSCRIPT = 1 << 3,
  JB_MARK_NUMERAL = 1 << 4, /* n: a numeral that is no datum */
  JB_MARK_TOPIC = 1 << 5,   /* topic: the topic sentence of a paragraph */
  JB_MARK_NAME = 1 << 6,    /* name: of a person */
  JB_MARK_ENGLISH = 1 << 7, /* xml:lang="en": its marks are western */
} JbInlineMark;

typedef struct JbInline {
  JbInlineKind kind;
  unsigned marks; /* JbInlineMark, or-ed */
  JbPlace place;
  JbSourceText *text;  /* TEXT: owned, white space collapsed, punctuation repaired */
  const JbFact *fact;  /* VALUE: of the report */
  const JbFact *upper; /* VALUE: the other end of a range; NULL: none */
  JbFactForm value;    /* VALUE: how it is written */
  char *target;        /* REFERENCE: id; TEXT: href of an enclosing a, or NULL */
  char *form;          /* REFERENCE: "number" (图3), "page" (第5页), "title" */
} JbInline;

/* A key of composition (base/composition_keys.def) that a text sets for itself, as it is written. */
typedef struct JbKeySetting {
  const char *key; /* of the list */
  char *value;
  JbPlace place; /* of the value */
} JbKeySetting;

typedef struct JbInlines {
  JbInline *items;
  size_t count;
  JbKeySetting *settings; /* of the text as a whole: beside those of its style */
  size_t setting_count;
  char *language; /* xml:lang of its element; NULL: not said */
} JbInlines;

/* What a VALUE reads. Newly allocated. */
char *jb_inline_value(const JbInline *piece);

/* Plain text: outline, metadata, alternative texts. Newly allocated. */
char *jb_inlines_to_plain(const JbInlines *inlines);

/* How many of the pieces, from the first on, are the topic sentence that the text begins with. */
size_t jb_inlines_topic_count(const JbInlines *inlines);

#endif
