/* SPDX-License-Identifier: MIT
 * cmd: command lines, right and wrong, and what they lead to. Each runs in a child, whose streams are looked at. */
#include "cmd/cmd.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef int (*Command)(int argc, char **argv);

typedef struct Folder {
  char *path;
} Folder;

static void set_up(Folder *folder, const void *unused)
{
  (void)unused;
  g_autoptr(GError) error = NULL;
  folder->path = g_dir_make_tmp("jb-cmd-XXXXXX", &error);
  g_assert_no_error(error);
}

static void tear_down(Folder *folder, const void *unused)
{
  (void)unused;
  g_autofree char *command = g_strdup_printf("rm -rf '%s'", folder->path);
  g_assert_cmpint(system(command), ==, 0);
  g_free(folder->path);
}

static char *read_back(const Folder *folder, const char *name)
{
  g_autofree char *path = g_build_filename(folder->path, name, NULL);
  char *text = NULL;
  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  return text;
}

/* line: the words after the command's name, parted by blanks. Returns the exit status; *said is stdout, *told stderr.
 */
static int run(const Folder *folder, Command command, const char *line, const char *locale, char **said, char **told)
{
  pid_t child = fork();
  if (child == 0) {
    g_assert_cmpint(g_chdir(folder->path), ==, 0);
    g_setenv("LC_ALL", locale, TRUE);
    dup2(open("said", O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
    dup2(open("told", O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
    g_autofree char *all = g_strconcat("command ", line, NULL);
    g_auto(GStrv) words = g_strsplit(*line != '\0' ? all : "command", " ", -1);
    g_autofree char **arguments = g_memdup2(words, (g_strv_length(words) + 1) * sizeof *words); /* getopt moves them */
    _exit(command((int)g_strv_length(words), arguments));
  }
  int status;
  g_assert_cmpint(waitpid(child, &status, 0), ==, child);
  g_assert_true(WIFEXITED(status));
  *said = read_back(folder, "said");
  *told = read_back(folder, "told");
  return WEXITSTATUS(status);
}

static void test_wrong(Folder *folder, const void *unused)
{
  (void)unused;
  static const struct {
    Command command;
    const char *line, *told;
  } wrong[] = {
      {jb_cmd_build, "-x a", "no option -x; jianbao build --help lists them all [E709]"},
      {jb_cmd_build, "-qx a", "no option -x; jianbao build --help lists them all [E709]"},
      {jb_cmd_build, "--nonsense a", "no option --nonsense; jianbao build --help lists them all [E709]"},
      {jb_cmd_check, "--draft a", "no option --draft; jianbao check --help lists them all [E709]"},
      {jb_cmd_build, "--outdir=x a", "no option --outdir; did you mean --out-dir? [E710]"},
      {jb_cmd_build, "--limit=5 a", "no option --limit; did you mean --limit-memory? [E710]"}, /* short for three */
      {jb_cmd_build, "-j -1 a", "--jobs cannot be “-1”: it takes 0–1024 [E711]"},
      {jb_cmd_build, "-j 10000 a", "--jobs cannot be “10000”: it takes 0–1024 [E711]"},
      {jb_cmd_build, "-jx a", "--jobs cannot be “x”: it takes 0–1024 [E711]"},
      {jb_cmd_build, "--limit-cpu=0 a", "--limit-cpu cannot be “0”: it takes 1–1048576 [E711]"},
      {jb_cmd_build, "--preview=5 a", "--preview cannot be “5”: it takes 10–1200 [E711]"},
      {jb_cmd_check, "--message-format=xml a", "--message-format cannot be “xml”: it takes text|json [E711]"},
      {jb_cmd_build, "--theme= a", "--theme cannot be “”: it takes NAME|FILE [E711]"},
      {jb_cmd_schema, "--of pages", "--of cannot be “pages”: it takes briefing|theme|fonts|rules [E711]"},
      {jb_cmd_build, "a -d", "--out-dir needs a value: FOLDER [E712]"},
      {jb_cmd_build, "a --fonts", "--fonts needs a value: FILE [E712]"},
      {jb_cmd_build, "--strict --draft a", "--strict and --draft do not go together [E713]"},
      {jb_cmd_build, "-o a.pdf -d out a", "-o and -d do not go together [E713]"},
      {jb_cmd_build, "-o - a", "--output cannot be “-”: it takes FILE [E711]"},
      {jb_cmd_schema, "a", "schema does not know what to do with a [E716]"},
      {jb_cmd_fonts, "a", "fonts does not know what to do with a [E716]"},
      {jb_cmd_explain, "E000", "no message has the code E000; jianbao explain lists them [E717]"},
      {jb_cmd_build, "--strict=yes a", "--strict takes no value [E726]"},
      {jb_cmd_build, "--fonts x -- -q", "no such file or folder: -q [E702]"},
      {jb_cmd_build, "--fonts x", "no input: name briefings, folders that hold *.xml, or @LIST [E701]"},
      {jb_cmd_fonts, "--fonts missing.xml", "cannot read the list of fonts: No such file or directory [E301]"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
    g_test_message("%s", wrong[i].line);
    g_autofree char *said = NULL;
    g_autofree char *told = NULL;
    g_assert_cmpint(run(folder, wrong[i].command, wrong[i].line, "C", &said, &told), ==, 2);
    const char *text = strstr(told, ": error: ");
    g_assert_nonnull(text);
    g_autofree char *expected = g_strconcat(": error: ", wrong[i].told, "\n", NULL);
    g_assert_cmpstr(text, ==, expected); /* one line, nothing after it */
    g_assert_cmpstr(said, ==, "");
  }
}

static void test_help(Folder *folder, const void *unused)
{
  (void)unused;
  static const Command commands[] = {jb_cmd_build, jb_cmd_check,   jb_cmd_fix,   jb_cmd_dump,
                                     jb_cmd_fonts, jb_cmd_explain, jb_cmd_schema};
  for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
    g_autofree char *english = NULL;
    g_autofree char *chinese = NULL;
    g_autofree char *told = NULL;
    g_autofree char *told_again = NULL;
    g_assert_cmpint(run(folder, commands[i], "--help", "C", &english, &told), ==, 0);
    g_assert_cmpint(run(folder, commands[i], "-h", "zh_CN.UTF-8", &chinese, &told_again), ==, 0);
    g_assert_true(g_str_has_prefix(english, "usage: jianbao "));
    g_assert_true(g_str_has_prefix(chinese, "用法：jianbao "));
    g_assert_nonnull(strstr(english, "\n  jianbao ")); /* an example */
    g_assert_nonnull(strstr(english, "-h, --help"));
    g_assert_cmpstr(told, ==, "");
  }
}

static void test_explain(Folder *folder, const void *unused)
{
  (void)unused;
  g_autofree char *said = NULL;
  g_autofree char *told = NULL;
  g_assert_cmpint(run(folder, jb_cmd_explain, "e701", "C", &said, &told), ==, 0);
  g_assert_true(g_str_has_prefix(said, "E701  no input: "));
  g_auto(GStrv) lines = g_strsplit(said, "\n", -1);
  g_assert_cmpuint(g_strv_length(lines), >, 4);
  for (char **line = lines + 1; *line != NULL; line++) {
    g_assert_cmpuint(strlen(*line), <=, 78);
  }
  g_autofree char *chinese = NULL;
  g_autofree char *told_again = NULL;
  g_assert_cmpint(run(folder, jb_cmd_explain, "E718", "zh_CN.UTF-8", &chinese, &told_again), ==, 0);
  g_auto(GStrv) chinese_lines = g_strsplit(chinese, "\n", -1);
  for (char **line = chinese_lines + 1; *line != NULL; line++) {
    g_assert_false(g_str_has_prefix(*line, "，") || g_str_has_prefix(*line, "。") || g_str_has_prefix(*line, "）"));
    g_assert_false(g_str_has_suffix(*line, "（"));
    g_assert_cmpint(g_utf8_strlen(*line, -1), <=, 78);
  }
}

static void test_schema(Folder *folder, const void *unused)
{
  (void)unused;
  static const char *const kinds[] = {"", "--of briefing", "--of theme", "--of fonts", "--of rules"};
  static const char *const namespaces[] = {"urn:jianbao:1", "urn:jianbao:1", "urn:jianbao:theme:1",
                                           "urn:jianbao:fonts:1", "urn:jianbao:audit:1"};
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
    g_autofree char *said = NULL;
    g_autofree char *told = NULL;
    g_assert_cmpint(run(folder, jb_cmd_schema, kinds[i], "C", &said, &told), ==, 0);
    g_autofree char *wanted = g_strdup_printf("\"%s\"", namespaces[i]);
    g_assert_nonnull(strstr(said, wanted));
  }
}

static void test_lock(Folder *folder, const void *unused)
{
  (void)unused;
  g_assert_nonnull(g_getenv("JB_TEST_DATA"));
  g_autofree char *line = g_strdup_printf("--lock --fonts %s/fonts/fonts.xml", g_getenv("JB_TEST_DATA"));
  g_autofree char *said = NULL;
  g_autofree char *told = NULL;
  g_assert_cmpint(run(folder, jb_cmd_fonts, line, "C", &said, &told), ==, 0);
  g_auto(GStrv) words = g_strsplit(said, " ", 5); /* digest index role name file */
  g_assert_cmpuint(g_strv_length(words), ==, 5);
  g_assert_cmpstr(words[2], ==, "song");
  *strchr(words[4], '\n') = '\0';
  g_autofree char *bytes = NULL;
  size_t length;
  g_assert_true(g_file_get_contents(words[4], &bytes, &length, NULL));
  g_autofree char *digest = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, length);
  g_assert_cmpstr(words[0], ==, digest);
}

/* The program looks beside itself: a copy of it, here of this test, first in a folder of its own, then in an installed
 * tree. */
static void test_fonts_file(Folder *folder, const void *unused)
{
  (void)unused;
  g_autofree char *bin = g_build_filename(folder->path, "bin", NULL);
  g_autofree char *share = g_build_filename(folder->path, "share/jianbao/fonts", NULL);
  g_autofree char *fonts = g_build_filename(share, "fonts.xml", NULL);
  g_autofree char *copy =
      g_strdup_printf("mkdir -p '%s' '%s' && cp /proc/%ld/exe '%s/jianbao'", bin, share, (long)getpid(), bin);
  g_assert_cmpint(system(copy), ==, 0);
  g_autofree char *program = g_strdup_printf("cd '%s' && bin/jianbao --as-fonts 2>told", folder->path);
  int status = system(program);
  g_assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 2);
  g_autofree char *told = read_back(folder, "told");
  g_assert_nonnull(strstr(told, "[E718]"));

  g_assert_true(g_file_set_contents(fonts, "not fonts", -1, NULL)); /* found, which its own fault shows */
  status = system(program);
  g_assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 2);
  g_autofree char *told_again = read_back(folder, "told");
  g_assert_nonnull(strstr(told_again, "share/jianbao/fonts/fonts.xml:1:"));
}

int main(int argc, char **argv)
{
  g_setenv("LC_ALL", "C", TRUE);
  if (argc == 2 && strcmp(argv[1], "--as-fonts") == 0) {
    char *arguments[] = {argv[0], NULL};
    return jb_cmd_fonts(1, arguments);
  }
  g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add("/cmd/" name, Folder, NULL, set_up, function, tear_down)
  ADD("wrong", test_wrong);
  ADD("help", test_help);
  ADD("explain", test_explain);
  ADD("schema", test_schema);
  ADD("lock", test_lock);
  ADD("fonts-file", test_fonts_file);
#undef ADD
  return g_test_run();
}
