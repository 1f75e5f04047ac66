/* SPDX-License-Identifier: MIT
 * xml/value: one regular expression a type of value, in the syntax that XML Schema and PCRE share, so that the
 * validator and the RELAX NG for editors hold values against the same thing. Private to xml/. */
#ifndef JB_XML_VALUE_H
#define JB_XML_VALUE_H

#include "diag/message.h"
#include "xml/grammar.h"

/* The whole value must match; no white space is trimmed. NULL for JB_VALUE_TEXT and JB_VALUE_CHOICE. */
const char *jb_value_pattern(JbValueType type);

/* What is said of a value that does not match. */
JbMessage jb_value_message(JbValueType type);

#endif
