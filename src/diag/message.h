/* SPDX-License-Identifier: MIT
 * diag/message: every message jianbao can give, with a stable code, a fixed severity, English and Chinese text.
 *
 * The catalogue is diag/catalogue.def, one JB_MESSAGE entry each, ordered by number, which no two share, whatever their
 * letters. Letters: E error (no PDF for that document), W warning, N note. Hundreds: 0 input bytes and XML,
 * 1 vocabulary, 2 content and facts, 3 fonts and text, 4 pictures, 5 themes and layout, 6 output files, 7 command line
 * and batch, 8 audit, 9 internal. */
#ifndef JB_DIAG_MESSAGE_H
#define JB_DIAG_MESSAGE_H

#include <stdbool.h>

typedef enum JbSeverity {
  JB_SEVERITY_NOTE,
  JB_SEVERITY_WARNING,
  JB_SEVERITY_ERROR,
} JbSeverity;

typedef enum JbMessage {
#define JB_MESSAGE(name, code, severity, english, chinese, explain_english, explain_chinese) JB_MESSAGE_##name,
#include "diag/catalogue.def"
#undef JB_MESSAGE
  JB_MESSAGE_COUNT
} JbMessage;

typedef enum JbLanguage {
  JB_LANGUAGE_ENGLISH,
  JB_LANGUAGE_CHINESE,
} JbLanguage;

const char *jb_message_code(JbMessage message); /* "E021" */
/* Is it what an office's own rule found (W830 to W839)? Its last argument is the code the office gave the rule. */
bool jb_message_is_of_office(JbMessage message);
JbSeverity jb_message_severity(JbMessage message);
/* The text with {1}…{9} where arguments go; {1*}…{9*} where one is a list of our own names. */
const char *jb_message_text(JbMessage message, JbLanguage language);
/* A few sentences: what it means, why it matters, what to do, an example. */
const char *jb_message_explanation(JbMessage message, JbLanguage language);
/* What the system and our rooms' errors say in English (diag/words.def), in the language asked for; anything else, as
 * it is. Borrowed. */
const char *jb_words(const char *english, JbLanguage language);
/* The message with this code (any case), or JB_MESSAGE_COUNT. */
JbMessage jb_message_lookup(const char *code);

/* LC_ALL, LC_MESSAGES, LANG, the first that is set and not empty: Chinese when it begins with zh. */
JbLanguage jb_language_from_environment(void);

#endif
