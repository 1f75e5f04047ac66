/* SPDX-License-Identifier: MIT
 * xml/grammar: one table says what may stand where. It drives our validator, whose messages name what stands there,
 * what may stand and the nearest name, and writes the RELAX NG (with Chinese documentation) that editors use, so the
 * two cannot differ. Briefings, themes and fonts.xml each have such a table.
 *
 * The expressive power is chosen so that both sides agree exactly: an element's children are a set of named elements
 * in any order, each with its own count, and optionally text among them. */
#ifndef JB_XML_GRAMMAR_H
#define JB_XML_GRAMMAR_H

#include "diag/findings.h"
#include "xml/element.h"

#include <glib.h>
#include <stdbool.h>

typedef enum JbValueType {
  JB_VALUE_TEXT,    /* any text */
  JB_VALUE_NAME,    /* an XML NCName: ids and references to them; Chinese allowed */
  JB_VALUE_CHOICE,  /* one of choices */
  JB_VALUE_DECIMAL, /* base/decimal.h, ASCII subset in the schema */
  JB_VALUE_COUNT,   /* a whole number ≥ 1 */
  JB_VALUE_LENGTH,  /* base/units.h */
  JB_VALUE_COLOUR,  /* colour/colour.h, checked by pattern */
  JB_VALUE_PERIOD,  /* ISO 8601 year, month, quarter or interval: 2025, 2025-01, 2025Q1/2025Q3 */
  JB_VALUE_DATE,    /* 2025, 2025-01 or 2025-01-15 */
} JbValueType;

typedef struct JbAttributeRule {
  const char *name;
  JbValueType type;
  bool required;
  const char *choices;       /* JB_VALUE_CHOICE: "bar column" separated by blanks */
  const char *documentation; /* Chinese, for editors */
} JbAttributeRule;

/* Optional attributes that several elements have alike: said once in the schema. */
typedef struct JbAttributeGroup {
  const char *name;                  /* "@composition" */
  const JbAttributeRule *attributes; /* ends with name NULL */
} JbAttributeGroup;

typedef enum JbOccurrence {
  JB_OPTIONAL,     /* ? */
  JB_ONE,          /* 1 */
  JB_ANY,          /* * */
  JB_AT_LEAST_ONE, /* + */
} JbOccurrence;

typedef struct JbChildRule {
  const char *name; /* of an element rule, or of a group: "@inline" */
  JbOccurrence occurrence;
} JbChildRule;

typedef struct JbElementRule {
  const char *name;          /* "p"; or element/variant where a name means two things: "a" in text, "a/answer" in qa */
  const char *documentation; /* Chinese, for editors */
  bool text;                 /* may text that is more than white space stand here? */
  const JbAttributeRule *attributes; /* ends with name NULL; NULL: none */
  const JbAttributeGroup *shared;    /* attributes beside those; NULL: none */
  const JbChildRule *children;       /* ends with name NULL; NULL: none */
} JbElementRule;

/* A named set of elements that stand in the same places ("@inline", "@block"); a group member counts as its group. */
typedef struct JbGroupRule {
  const char *name;           /* "@inline" */
  const char *const *members; /* ends with NULL; element names */
} JbGroupRule;

typedef struct JbGrammar {
  const char *namespace_uri;
  const char *root;              /* element name */
  const JbElementRule *elements; /* ends with name NULL */
  const JbGroupRule *groups;     /* ends with name NULL; NULL: none */
} JbGrammar;

/* Checks the whole document, adds every fault to findings; true when there was none. Which rule an
 * element follows is told by its parent's child rule. xml:lang and xml:space are allowed everywhere; elements and
 * attributes of other namespaces are faults. */
bool jb_grammar_check(const JbGrammar *grammar, const JbXmlDocument *document, JbFindings *findings);

/* The same of the root's kind and of one of its children alone, which must be there: what stands beside it is nobody's
 * concern. */
bool jb_grammar_check_child(const JbGrammar *grammar, const JbXmlDocument *document, const char *name,
                            JbFindings *findings);

/* Is value written as its type wants it? JB_VALUE_TEXT and JB_VALUE_CHOICE always are. */
bool jb_value_matches(JbValueType type, const char *value);
/* For many values of a type that has a pattern: it, compiled, anchored at both ends. Free with g_regex_unref. */
GRegex *jb_value_compile(JbValueType type);

/* The grammar as RELAX NG (XML syntax), with the documentation as a:documentation. */
char *jb_grammar_to_relaxng(const JbGrammar *grammar);

#endif
