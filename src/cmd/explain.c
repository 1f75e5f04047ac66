/* SPDX-License-Identifier: MIT
 * cmd/explain: jianbao explain: a page about one message, or the list of all. */
#include "cmd/cmd.h"

#include "cmd/options.h"
#include "diag/message.h"

#include <glib.h>

static const JbCommand explain = {
    .name = "explain",
    .synopsis = "[CODE]",
    .options = (const JbOption *const[]){jb_options_help, NULL},
    .about = {"Says what a message means, why it matters and what to do; without CODE, lists all messages.\n"
              "\n"
              "  jianbao explain E303\n",
              "说明一条消息的含义、缘由和处理办法；不写代号则列出全部消息。\n"
              "\n"
              "  jianbao explain E303\n"},
};

static void append_heading(GString *out, JbMessage message, JbLanguage language)
{
  g_string_append_printf(out, "%s  %s\n", jb_message_code(message), jb_message_text(message, language));
}

int jb_cmd_explain(int argc, char **argv)
{
  JbSettings settings;
  char **codes;
  int status;
  if (!jb_options_read(&explain, argc, argv, &settings, &codes, &status)) {
    return status;
  }
  JbLanguage language = settings.batch.language;
  g_autoptr(GString) out = g_string_new(NULL);
  for (JbMessage message = 0; *codes == NULL && message < JB_MESSAGE_COUNT; message++) {
    append_heading(out, message, language);
  }
  for (; *codes != NULL; codes++) {
    JbMessage message = jb_message_lookup(*codes);
    if (message == JB_MESSAGE_COUNT) {
      return jb_usage_error(JB_MESSAGE_CODE_UNKNOWN, *codes, NULL, NULL);
    }
    append_heading(out, message, language);
    g_string_append_printf(out, "\n%s\n%s", jb_message_explanation(message, language), codes[1] != NULL ? "\n" : "");
  }
  return jb_print_result(out->str, out->len);
}
