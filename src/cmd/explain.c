/* SPDX-License-Identifier: MIT
 * cmd/explain: jianbao explain: a page about one message, or the list of all. */
#include "cmd/cmd.h"

#include "audit/rules.h"
#include "base/utf8.h"
#include "cmd/options.h"
#include "diag/message.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

static const JbCommand explain = {
    .name = "explain",
    .synopsis = "[--rules FILE] [CODE...]",
    .options = (const JbOption *const[]){jb_options_rules, jb_options_help, NULL},
    .about = {"Says what a message means, why it matters and what to do; without CODE, lists all messages.\n"
              "\n"
              "  jianbao explain E303\n"
              "  jianbao explain --rules office-rules.xml KF01   a rule of the office's own\n",
              "说明一条消息的含义、缘由和处理办法；不写代号则列出全部消息。\n"
              "\n"
              "  jianbao explain E303\n"
              "  jianbao explain --rules office-rules.xml KF01   本单位的一条规则\n"},
};

/* Cells a character takes in a terminal. */
static int cells_of(uint32_t character)
{
  return jb_character_is_han(character) || (character >= 0x3000 && character <= 0x303F) ||
                 (character >= 0xFF00 && character <= 0xFF60) || character == 0x201C || character == 0x201D
             ? 2
             : 1;
}

/* Whether a line may end between the two: at a blank, or beside a Han character, but not before a closing mark nor
 * after an opening one. */
static bool may_break(uint32_t before, uint32_t after)
{
  return after == ' ' || ((cells_of(before) == 2 || cells_of(after) == 2) &&
                          !g_utf8_strchr("，。；：！？、）”》」", -1, after) && !g_utf8_strchr("（“《「", -1, before));
}

/* Appends text in lines of at most WIDTH cells. */
static void append_wrapped(GString *out, const char *text)
{
  enum { WIDTH = 78 };
  const char *line = text;        /* begin of the line */
  const char *possible = NULL;    /* where it may end */
  int cells = 0, cells_after = 0; /* on the line; of them behind possible */
  uint32_t before = ' ';
  for (const char *cursor = text; *cursor != '\0';) {
    const char *here = cursor;
    uint32_t character = jb_utf8_next(&cursor);
    if (here > line && may_break(before, character)) {
      possible = here;
      cells_after = 0;
    }
    cells += cells_of(character);
    cells_after += cells_of(character);
    if (cells > WIDTH && possible) {
      g_string_append_len(out, line, possible - line);
      g_string_append_c(out, '\n');
      bool blank = *possible == ' ';
      line = possible + blank;
      cells = cells_after - blank;
      possible = NULL;
    }
    before = character;
  }
  g_string_append(out, line);
  g_string_append_c(out, '\n');
}

static void append_heading(GString *out, JbMessage message, JbLanguage language)
{
  g_string_append_printf(out, "%s  %s\n", jb_message_code(message), jb_message_text(message, language));
}

/* The page about a code of ours or of the office; false: nobody has it. */
static bool append_page(GString *out, const char *code, const JbRules *rules, JbLanguage language)
{
  JbMessage message = jb_message_lookup(code);
  g_autofree char *heading = NULL;
  g_autofree char *page = rules ? jb_rules_explain(rules, code, language, &heading) : NULL;
  if (page) {
    g_autofree char *capitals = g_ascii_strup(code, -1);
    g_string_append_printf(out, "%s  %s\n\n", capitals, heading);
    g_auto(GStrv) lines = g_strsplit(page, "\n", -1);
    for (char **line = lines; *line; line++) {
      append_wrapped(out, *line);
    }
  } else if (message != JB_MESSAGE_COUNT) {
    append_heading(out, message, language);
    g_string_append_c(out, '\n');
    append_wrapped(out, jb_message_explanation(message, language));
  }
  return page || message != JB_MESSAGE_COUNT;
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
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autoptr(JbRules) rules = settings.batch.rules ? jb_rules_load(settings.batch.rules, findings) : NULL;
  if (jb_findings_has_errors(findings)) {
    jb_batch_print(findings, JB_FORMAT_TEXT, JB_QUIET, language);
    return 2;
  }
  g_autoptr(GString) out = g_string_new(NULL);
  for (JbMessage message = 0; !*codes && message < JB_MESSAGE_COUNT; message++) {
    append_heading(out, message, language);
  }
  for (; *codes; codes++) {
    if (!append_page(out, *codes, rules, language)) {
      return jb_usage_error(JB_MESSAGE_CODE_UNKNOWN, *codes, NULL, NULL);
    }
    g_string_append(out, codes[1] ? "\n" : "");
  }
  return jb_print_result(out->str, out->len);
}
