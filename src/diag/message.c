/* SPDX-License-Identifier: MIT
 * diag/message: the catalogue as a table. */
#include "diag/message.h"

#include <glib.h>
#include <string.h>

typedef struct Entry {
  const char *code;
  JbSeverity severity;
  const char *text[2]; /* by JbLanguage */
  const char *explanation[2];
} Entry;

static const Entry entries[] = {
#define JB_MESSAGE(name, code, severity, english, chinese, explain_english, explain_chinese)                           \
  [JB_MESSAGE_##name] = {code, severity, {english, chinese}, {explain_english, explain_chinese}},
#include "diag/catalogue.def"
#undef JB_MESSAGE
};

const char *jb_message_code(JbMessage message)
{
  return entries[message].code;
}

bool jb_message_is_of_office(JbMessage message)
{
  return strncmp(entries[message].code, "W83", 3) == 0;
}

JbSeverity jb_message_severity(JbMessage message)
{
  return entries[message].severity;
}

const char *jb_message_text(JbMessage message, JbLanguage language)
{
  return entries[message].text[language];
}

const char *jb_message_explanation(JbMessage message, JbLanguage language)
{
  return entries[message].explanation[language];
}

const char *jb_words(const char *english, JbLanguage language)
{
  static const struct {
    const char *english, *chinese;
  } words[] = {
#define JB_WORDS(english, chinese) {english, chinese},
#include "diag/words.def"
#undef JB_WORDS
  };
  for (size_t i = 0; language == JB_LANGUAGE_CHINESE && i < G_N_ELEMENTS(words); i++) {
    if (strcmp(words[i].english, english) == 0) {
      return words[i].chinese;
    }
  }
  return english;
}

JbMessage jb_message_lookup(const char *code)
{
  JbMessage message = 0;
  while (message < JB_MESSAGE_COUNT && g_ascii_strcasecmp(entries[message].code, code) != 0) {
    message++;
  }
  return message;
}

JbLanguage jb_language_from_environment(void)
{
  static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
  for (size_t i = 0; i < G_N_ELEMENTS(variables); i++) {
    const char *locale = g_getenv(variables[i]);
    if (locale && *locale != '\0') {
      return g_str_has_prefix(locale, "zh") ? JB_LANGUAGE_CHINESE : JB_LANGUAGE_ENGLISH;
    }
  }
  return JB_LANGUAGE_ENGLISH;
}
