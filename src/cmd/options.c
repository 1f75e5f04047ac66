/* SPDX-License-Identifier: MIT
 * cmd/options: reading the command line (getopt_long of glibc: bundled letters, --name=value, -- ends options) and
 * writing --help, both from the same table. */
#include "cmd/options.h"

#include "base/file.h"
#include "diag/findings.h"
#include "diag/print.h"
#include "xml/nearest.h"

#include <errno.h>
#include <getopt.h>
#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
  MAXIMUM_OPTIONS = 40,
  /* What getopt_long returns for the option of index i of the flattened table. */
  FIRST_CODE = 256
};

typedef struct Table {
  const JbOption *options[MAXIMUM_OPTIONS];
  size_t count;
  struct option longs[MAXIMUM_OPTIONS + 1];
  GString *letters;
} Table;

int jb_usage_error(JbMessage message, const char *first, const char *second, const char *third)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  jb_findings_add(findings, message, (JbPlace){0}, first, second, third, NULL);
  jb_batch_print(findings, JB_FORMAT_TEXT, JB_QUIET, jb_language_from_environment());
  return 2;
}

int jb_print_result(const char *text, size_t length)
{
  if (!jb_write_all(STDOUT_FILENO, text, length)) {
    return jb_usage_error(JB_MESSAGE_STANDARD_OUTPUT, g_strerror(errno), NULL, NULL);
  }
  return 0;
}

/* --- Tables --- */

#define AT(member) offsetof(JbSettings, member)

const JbOption jb_options_reading[] = {
    {"theme",
     0,
     JB_OPTION_TEXT,
     AT(batch.theme),
     "NAME|FILE",
     {"how it looks: briefing, bench, or a theme file; default: what the document says, else briefing",
      "版式：briefing、bench，或版式文件；默认取文档所写，否则 briefing"}},
    {"fonts",
     0,
     JB_OPTION_TEXT,
     AT(batch.fonts),
     "FILE",
     {"which face plays which role; default: fonts.xml beside the program", "字体角色清单；默认取程序旁的 fonts.xml"}},
    {"strict", 0, JB_OPTION_FLAG, AT(batch.strict), NULL, {"a warning refuses the document", "有警告即不生成"}},
    {0},
};

const JbOption jb_options_profile[] = {
    {"profile",
     0,
     JB_OPTION_TEXT,
     AT(profile),
     "NAME",
     {"what the pages are measured against: gbt9704 (GB/T 9704-2012); each deviation is a warning",
      "按什么标准检查版面：gbt9704（GB/T 9704-2012）；每处偏差一条警告"}},
    {0},
};

const JbOption jb_options_rules[] = {
    {"rules",
     0,
     JB_OPTION_TEXT,
     AT(batch.rules),
     "FILE",
     {"rules of the office for the audit, beside those a document names",
      "本单位的审数规则文件，与文档自己指定的并用"}},
    {0},
};

const JbOption jb_options_limits[] = {
    {"jobs",
     'j',
     JB_OPTION_JOBS,
     AT(batch.jobs),
     "N",
     {"documents at a time; 0, the default: as many as processors allowed", "同时处理的份数；默认 0：可用处理器数"}},
    {"limit-cpu",
     0,
     JB_OPTION_COUNT,
     AT(batch.limits.processor),
     "SECONDS",
     {"processor time of one document; default 60", "每份文档的处理器时间，默认 60 秒"}},
    {"limit-time",
     0,
     JB_OPTION_COUNT,
     AT(batch.limits.time),
     "SECONDS",
     {"time of one document by the clock; default 300", "每份文档的实际用时，默认 300 秒"}},
    {"limit-memory",
     0,
     JB_OPTION_COUNT,
     AT(limit_memory),
     "MIB",
     {"memory of one document; default 1024", "每份文档的内存，默认 1024 MiB"}},
    {0},
};

const JbOption jb_options_talk[] = {
    {"message-format",
     0,
     JB_OPTION_FORMAT,
     AT(batch.format),
     "text|json",
     {"text on standard error, or JSON lines on standard output", "文本（标准错误）或 JSON 行（标准输出）"}},
    {"quiet", 'q', JB_OPTION_FLAG, AT(quiet), NULL, {"errors and warnings only", "只显示错误和警告"}},
    {"verbose", 'v', JB_OPTION_FLAG, AT(verbose), NULL, {"a line for each document made", "每份文档显示一行"}},
    {0},
};

const JbOption jb_options_help[] = {
    {"help", 'h', JB_OPTION_FLAG, AT(help), NULL, {"show this", "显示本说明"}},
    {0},
};

static void fill_table(const JbCommand *command, Table *table)
{
  *table = (Table){.letters = g_string_new(":")}; /* ':' tells a missing value from an unknown option */
  for (const JbOption *const *group = command->options; *group; group++) {
    for (const JbOption *option = *group; option->name; option++) {
      g_assert(table->count < MAXIMUM_OPTIONS);
      int has_argument = !option->argument                      ? no_argument
                         : option->kind == JB_OPTION_RESOLUTION ? optional_argument
                                                                : required_argument;
      table->longs[table->count] =
          (struct option){.name = option->name, .has_arg = has_argument, .val = FIRST_CODE + (int)table->count};
      table->options[table->count++] = option;
      if (option->letter != 0) {
        g_string_append_c(table->letters, option->letter);
        g_string_append(table->letters, has_argument == required_argument ? ":" : "");
      }
    }
  }
}

/* --- Values --- */

static bool read_number(const char *text, guint64 least, guint64 most, unsigned *value)
{
  guint64 number;
  if (!g_ascii_string_to_unsigned(text, 10, least, most, &number, NULL)) {
    return false;
  }
  *value = (unsigned)number;
  return true;
}

static bool read_format(const char *text, JbMessageFormat *format)
{
  *format = strcmp(text, "json") == 0 ? JB_FORMAT_JSON : JB_FORMAT_TEXT;
  return *format == JB_FORMAT_JSON || strcmp(text, "text") == 0;
}

/* NULL when the value was taken; else what would be right, for the message. */
static const char *take_value(const JbOption *option, const char *text, JbSettings *settings)
{
  void *target = (char *)settings + option->offset;
  unsigned number = 96;
  switch (option->kind) {
  case JB_OPTION_FLAG:
    *(bool *)target = true;
    return NULL;
  case JB_OPTION_TEXT:
    *(const char **)target = text;
    return *text != '\0' ? NULL : option->argument;
  case JB_OPTION_COUNT:
    return read_number(text, 1, 1 << 20, target) ? NULL : "1–1048576";
  case JB_OPTION_JOBS:
    return read_number(text, 0, 1024, target) ? NULL : "0–1024";
  case JB_OPTION_RESOLUTION:
    if (text && !read_number(text, 10, 1200, &number)) {
      return "10–1200";
    }
    *(double *)target = number;
    return NULL;
  case JB_OPTION_FORMAT:
    return read_format(text, target) ? NULL : option->argument;
  }
  return option->argument;
}

static const JbOption *option_of(const Table *table, int code)
{
  if (code >= FIRST_CODE) {
    return table->options[code - FIRST_CODE];
  }
  for (size_t i = 0; i < table->count; i++) {
    if (table->options[i]->letter == code) {
      return table->options[i];
    }
  }
  return NULL;
}

/* --- Faults --- */

/* "--dir=x" → "--dir" */
static char *option_name(const char *word)
{
  return g_strndup(word, strcspn(word, "="));
}

static int unknown_option(const JbCommand *command, const Table *table, const char *word)
{
  g_autofree char *name = word[1] == '-' ? option_name(word) : g_strdup_printf("-%c", optopt);
  JbNearest nearest = {.wanted = name + 2};
  for (size_t i = 0; i < table->count && word[1] == '-'; i++) {
    jb_nearest_consider(&nearest, table->options[i]->name);
    if (g_str_has_prefix(table->options[i]->name, name + 2)) { /* an abbreviation of several */
      nearest.best = table->options[i]->name;
      nearest.distance = 0;
    }
  }
  if (!nearest.best) {
    return jb_usage_error(JB_MESSAGE_OPTION_UNKNOWN, name, command->name, NULL);
  }
  g_autofree char *meant = g_strconcat("--", nearest.best, NULL);
  return jb_usage_error(JB_MESSAGE_OPTION_MISSPELT, name, meant, NULL);
}

static char *spelling(const JbOption *option)
{
  return g_strconcat("--", option->name, NULL);
}

/* --- Help --- */

static void append_option(GString *out, const JbOption *option, JbLanguage language)
{
  enum { COLUMN = 30 };
  g_autoptr(GString) left = g_string_new(option->letter != 0 ? "  -?, " : "      ");
  if (option->letter != 0) {
    left->str[3] = option->letter;
  }
  g_string_append_printf(left, "--%s", option->name);
  if (option->argument) {
    bool optional = option->kind == JB_OPTION_RESOLUTION;
    g_string_append_printf(left, "%s%s%s", optional ? "[=" : " ", option->argument, optional ? "]" : "");
  }
  if (left->len >= COLUMN) {
    g_string_append_printf(out, "%s\n%*s%s\n", left->str, COLUMN, "", option->help[language]);
  } else {
    g_string_append_printf(out, "%-*s%s\n", COLUMN, left->str, option->help[language]);
  }
}

static int print_help(const JbCommand *command, const Table *table)
{
  static const char *const usage[] = {"usage: ", "用法："};
  static const char *const options[] = {"options:", "选项："};
  JbLanguage language = jb_language_from_environment();
  g_autoptr(GString) out = g_string_new(NULL);
  g_string_append_printf(out, "%sjianbao %s %s\n\n%s\n%s\n", usage[language], command->name, command->synopsis,
                         command->about[language], options[language]);
  for (size_t i = 0; i < table->count; i++) {
    append_option(out, table->options[i], language);
  }
  return jb_print_result(out->str, out->len);
}

/* --- Reading --- */

/* The exit status of a fault, or -1. */
static int read_all(const JbCommand *command, const Table *table, int argc, char **argv, JbSettings *settings)
{
  opterr = 0;
  optind = 0; /* glibc: begin anew */
  int code;
  while ((code = getopt_long(argc, argv, table->letters->str, table->longs, NULL)) != -1) {
    if (code == '?') {
      if (optopt >= FIRST_CODE) {
        g_autofree char *flag = spelling(option_of(table, optopt));
        return jb_usage_error(JB_MESSAGE_OPTION_NO_VALUE, flag, NULL, NULL);
      }
      /* optopt is 0 for a long option, which getopt has stepped over; of bundled letters it has perhaps not. */
      return unknown_option(command, table, optopt == 0 ? argv[optind - 1] : "-");
    }
    const JbOption *option = option_of(table, code == ':' ? optopt : code);
    g_autofree char *name = spelling(option);
    if (code == ':') {
      return jb_usage_error(JB_MESSAGE_OPTION_INCOMPLETE, name, option->argument, NULL);
    }
    const char *wanted = take_value(option, optarg, settings);
    if (wanted) {
      return jb_usage_error(JB_MESSAGE_OPTION_VALUE, name, optarg ? optarg : "", wanted);
    }
  }
  return -1;
}

static void set_defaults(JbSettings *settings)
{
  *settings = (JbSettings){.limit_memory = 1024};
  settings->batch.limits = jb_batch_default_limits();
  settings->batch.language = jb_language_from_environment();
}

bool jb_options_read(const JbCommand *command, int argc, char **argv, JbSettings *settings, char ***rest, int *status)
{
  Table table;
  fill_table(command, &table);
  set_defaults(settings);
  *status = read_all(command, &table, argc, argv, settings);
  if (*status < 0 && settings->help) {
    *status = print_help(command, &table);
  } else if (*status < 0 && settings->batch.strict && settings->batch.draft) {
    *status = jb_usage_error(JB_MESSAGE_OPTION_CONFLICT, "--strict", "--draft", NULL);
  } else if (*status < 0 && settings->batch.output_file && settings->batch.output_folder) {
    *status = jb_usage_error(JB_MESSAGE_OPTION_CONFLICT, "-o", "-d", NULL);
  }
  g_string_free(table.letters, TRUE);
  settings->batch.limits.memory = (size_t)settings->limit_memory << 20;
  settings->batch.verbosity = settings->quiet ? JB_QUIET : settings->verbose ? JB_VERBOSE : JB_NORMAL;
  *rest = argv + optind;
  return *status < 0;
}

/* --- fonts.xml --- */

/* An installed tree has it in share; a build tree is out/build/PRESET/src, with the project above it, known by src/. */
char *jb_find_fonts_file(void)
{
  g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
  g_autofree char *folder = g_path_get_dirname(program ? program : ".");
  if (program) {
    char *installed = g_build_filename(folder, "..", "share", "jianbao", "fonts", "fonts.xml", NULL);
    if (g_file_test(installed, G_FILE_TEST_EXISTS)) {
      return installed;
    }
    g_free(installed);
  }
  while (program && strcmp(folder, "/") != 0) {
    char *upper = g_path_get_dirname(folder);
    g_free(folder);
    folder = upper;
    g_autofree char *sources = g_build_filename(folder, "src", "CMakeLists.txt", NULL);
    char *file = g_build_filename(folder, "fonts", "fonts.xml", NULL);
    if (g_file_test(sources, G_FILE_TEST_EXISTS) && g_file_test(file, G_FILE_TEST_EXISTS)) {
      return file;
    }
    g_free(file);
  }
  jb_usage_error(JB_MESSAGE_FONTS_FILE_MISSING, NULL, NULL, NULL);
  return NULL;
}
