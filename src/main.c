/* SPDX-License-Identifier: MIT
 * jianbao: compiles XML descriptions of a yearly briefing into print-ready PDF. Picks the command. */
#include "cmd/cmd.h"
#include "cmd/options.h"
#include "diag/message.h"
#include "xml/nearest.h"

#include <fcntl.h>
#include <glib.h>
#include <string.h>
#include <unistd.h>

static const struct {
  const char *name;
  int (*run)(int argc, char **argv);
  const char *summary[2]; /* by JbLanguage */
} commands[] = {
    {"build", jb_cmd_build, {"makes the PDF of each briefing", "把每份简报编译成 PDF"}},
    {"check", jb_cmd_check, {"reads, checks and lays out; writes nothing", "读入、检查、排版，不写文件"}},
    {"fix", jb_cmd_fix, {"writes the repairs of punctuation into the briefing", "把标点的修正写回简报"}},
    {"dump", jb_cmd_dump, {"what stands on the pages of one briefing, as text", "以文本列出一份简报的页面内容"}},
    {"fonts", jb_cmd_fonts, {"the roles and the faces that play them", "字体角色及担任的字体"}},
    {"explain", jb_cmd_explain, {"a page about one message, or the list of all", "说明一条消息，或列出全部消息"}},
    {"schema", jb_cmd_schema, {"the schema for editors (RELAX NG)", "供编辑器使用的模式文件（RELAX NG）"}},
};

/* A standard descriptor that is closed would be given to the next file that is opened, and messages written into it.
 * Each is opened the wrong way round, so that using it fails as it should. */
static void hold_standard_descriptors(void)
{
  int descriptor;
  while ((descriptor = open("/dev/null", O_RDONLY)) >= 0 && descriptor <= STDERR_FILENO) {
    if (descriptor == STDIN_FILENO) {
      close(descriptor);
      (void)!open("/dev/null", O_WRONLY);
    }
  }
  if (descriptor > STDERR_FILENO) {
    close(descriptor);
  }
}

static int print_help(void)
{
  static const char *const heads[] = {
      "jianbao compiles XML descriptions of a yearly briefing into print-ready PDF.\n\n"
      "usage: jianbao COMMAND [OPTIONS] [INPUT...]\n\n",
      "jianbao（简报）把年度工作简报的 XML 描述编译成可付印的 PDF。\n\n"
      "用法：jianbao COMMAND [OPTIONS] [INPUT...]\n\n",
  };
  static const char *const feet[] = {
      "\n"
      "  jianbao build input/briefing-2024.xml    makes out/briefing-2024.pdf\n"
      "  jianbao COMMAND --help                   more about one command, with examples\n"
      "  jianbao --version\n",
      "\n"
      "  jianbao build input/briefing-2024.xml    生成 out/briefing-2024.pdf\n"
      "  jianbao COMMAND --help                   某个命令的详细说明和示例\n"
      "  jianbao --version                        版本\n",
  };
  JbLanguage language = jb_language_from_environment();
  g_autoptr(GString) out = g_string_new(heads[language]);
  for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
    g_string_append_printf(out, "  %-10s%s\n", commands[i].name, commands[i].summary[language]);
  }
  g_string_append(out, feet[language]);
  return jb_print_result(out->str, out->len);
}

static int unknown_command(const char *name)
{
  JbNearest nearest = {.wanted = name};
  for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
    jb_nearest_consider(&nearest, commands[i].name);
  }
  JbMessage message = nearest.best ? JB_MESSAGE_COMMAND_MISSPELT : JB_MESSAGE_COMMAND_UNKNOWN;
  return jb_usage_error(message, name, nearest.best, NULL);
}

int main(int argc, char **argv)
{
  hold_standard_descriptors();
  if (argc < 2) {
    return jb_usage_error(JB_MESSAGE_COMMAND_MISSING, NULL, NULL, NULL);
  }
  if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
    return print_help();
  }
  if (strcmp(argv[1], "--version") == 0) {
    static const char text[] = "jianbao " JB_VERSION "\nMIT licence. Fonts keep their own.\n";
    return jb_print_result(text, sizeof text - 1);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
    if (strcmp(argv[1], commands[i].name) == 0) {
      return commands[i].run(argc - 1, argv + 1);
    }
  }
  return unknown_command(argv[1]);
}
