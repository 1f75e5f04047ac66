/* SPDX-License-Identifier: MIT
 * cmd/schema: jianbao schema: the RELAX NG that editors use, written from the table that we check with. */
#include "cmd/cmd.h"

#include "audit/rules.h"
#include "cmd/options.h"
#include "font/fonts_file.h"
#include "read/vocabulary.h"
#include "style/theme.h"

#include <glib.h>
#include <string.h>

static const JbOption schema_options[] = {
    {"of",
     0,
     JB_OPTION_TEXT,
     offsetof(JbSettings, grammar),
     "briefing|theme|fonts|rules",
     {"of what; default: briefing", "哪一种文件；默认 briefing"}},
    {0},
};

static const JbCommand schema = {
    .name = "schema",
    .synopsis = "[--of briefing|theme|fonts|rules]",
    .options = (const JbOption *const[]){schema_options, jb_options_help, NULL},
    .about =
        {"Prints the schema (RELAX NG, documented in Chinese) that lets an editor complete and check while one types.\n"
         "\n"
         "  jianbao schema > briefing.rng\n"
         "  jing briefing.rng briefing.xml\n",
         "输出供编辑器使用的模式文件（RELAX NG，附中文说明），输入时即可补全和检查。\n"
         "\n"
         "  jianbao schema > briefing.rng\n"
         "  jing briefing.rng briefing.xml\n"},
};

static const struct {
  const char *name;
  const JbGrammar *grammar;
} grammars[] = {
    {"briefing", &jb_vocabulary},
    {"theme", &jb_theme_grammar},
    {"fonts", &jb_fonts_grammar},
    {"rules", &jb_rules_grammar},
};

int jb_cmd_schema(int argc, char **argv)
{
  JbSettings settings;
  char **rest;
  int status;
  if (!jb_options_read(&schema, argc, argv, &settings, &rest, &status)) {
    return status;
  }
  if (*rest) {
    return jb_usage_error(JB_MESSAGE_ARGUMENT_EXTRA, "schema", *rest, NULL);
  }
  const char *wanted = settings.grammar ? settings.grammar : "briefing";
  for (size_t i = 0; i < G_N_ELEMENTS(grammars); i++) {
    if (strcmp(wanted, grammars[i].name) == 0) {
      g_autofree char *text = jb_grammar_to_relaxng(grammars[i].grammar);
      return jb_print_result(text, strlen(text));
    }
  }
  return jb_usage_error(JB_MESSAGE_OPTION_VALUE, "--of", wanted, schema_options[0].argument);
}
