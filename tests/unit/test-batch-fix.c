/* SPDX-License-Identifier: MIT
 * batch/fix: punctuation written into the inputs: what changes, what must not, and every way it can be refused. Each
 * run is a child process; no fonts are there, since none are needed. */
#include "batch/batch.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define HEAD  "<briefing xmlns=\"urn:jianbao:1\" version=\"1\"><head><title>题</title></head><body>"
#define TAIL  "</body></briefing>\n"
#define GIVEN HEAD "<!-- 甲,乙 --><p>甲,乙 12:30, <b>丙</b>!</p>\r\n<p>f(x)&#44;丁</p>" TAIL
#define FIXED HEAD "<!-- 甲,乙 --><p>甲，乙 12:30, <b>丙</b>！</p>\r\n<p>f(x)&#xFF0C;丁</p>" TAIL
#define RIGHT HEAD "<p>甲，乙12:30。</p>" TAIL
#define WRONG HEAD "<p>甲,乙<v f='nothing'/></p>" TAIL
#define KEPT  "<briefing punctuation=\"keep\"" /* the rest follows */

/* A folder of its own, which is the working directory while a test runs. */
typedef struct Folder {
  char *path, *before;
} Folder;

static void set_up(Folder *folder, const void *unused)
{
  (void)unused;
  g_autoptr(GError) error = NULL;
  folder->before = g_get_current_dir();
  folder->path = g_dir_make_tmp("jb-fix-XXXXXX", &error);
  g_assert_no_error(error);
  g_assert_cmpint(g_chdir(folder->path), ==, 0);
}

static void tear_down(Folder *folder, const void *unused)
{
  (void)unused;
  g_assert_cmpint(g_chdir(folder->before), ==, 0);
  g_autofree char *command = g_strdup_printf("rm -rf '%s'", folder->path);
  g_assert_cmpint(system(command), ==, 0);
  g_free(folder->path);
  g_free(folder->before);
}

static void put(const char *name, const char *contents)
{
  g_assert_true(g_file_set_contents(name, contents, -1, NULL));
}

static char *text_of(const char *name)
{
  g_autofree char *text = NULL;
  g_assert_true(g_file_get_contents(name, &text, NULL, NULL));
  return g_steal_pointer(&text);
}

static void assert_holds(const char *name, const char *wanted)
{
  g_autofree char *text = text_of(name);
  g_assert_cmpstr(text, ==, wanted);
}

static void assert_told(const char *wanted)
{
  g_autofree char *told = text_of("told");
  if (strstr(told, wanted) == NULL) {
    g_error("“%s” is not in “%s”", wanted, told);
  }
}

/* No temporary is left. */
static void assert_tidy(void)
{
  g_autoptr(GDir) folder = g_dir_open(".", 0, NULL);
  for (const char *name; (name = g_dir_read_name(folder)) != NULL;) {
    g_assert_false(g_str_has_suffix(name, ".tmp"));
  }
}

/* The exit status; what it says goes to the files "said" and "told". */
static int fix(JbBatchOptions options, const char *const *inputs)
{
  options.task = JB_TASK_FIX;
  options.inputs = inputs;
  options.jobs = 2;
  options.limits = jb_batch_default_limits();
  pid_t child = fork();
  if (child == 0) {
    dup2(open("said", O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
    dup2(open("told", O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
    _exit(jb_batch_run(&options));
  }
  int status;
  g_assert_cmpint(waitpid(child, &status, 0), ==, child);
  g_assert_true(WIFEXITED(status));
  return WEXITSTATUS(status);
}

#define FIX(...) fix((JbBatchOptions){0}, (const char *const[]){__VA_ARGS__, NULL})

static void test_fixed(Folder *folder, const void *unused)
{
  (void)folder, (void)unused;
  put("a.xml", GIVEN);
  g_assert_cmpint(FIX("a.xml"), ==, 0);
  assert_holds("a.xml", FIXED);
  assert_holds("said", "");
  assert_told("a.xml: 3 marks on 2 lines\n");                                /* [N747] */
  assert_told("documents: 1 fixed, 0 right already, 0 refused; marks: 3; "); /* [N745] */

  GStatBuf before, after; /* a second run does not even touch the file */
  g_assert_cmpint(g_stat("a.xml", &before), ==, 0);
  g_assert_cmpint(FIX("a.xml"), ==, 0);
  g_assert_cmpint(g_stat("a.xml", &after), ==, 0);
  g_assert_cmpuint(after.st_ino, ==, before.st_ino);
  assert_told("documents: 0 fixed, 1 right already, 0 refused; marks: 0; ");
  assert_tidy();
}

static void test_dry_run(Folder *folder, const void *unused)
{
  (void)folder, (void)unused;
  put("a.xml", GIVEN);
  JbBatchOptions options = {.dry_run = true};
  g_assert_cmpint(fix(options, (const char *const[]){"a.xml", NULL}), ==, 0);
  assert_holds("a.xml", GIVEN);
  assert_holds("said", "a.xml:1:96: note: “,” → “，”: 甲，乙 12:3… [N228]\n"
                       "a.xml:1:114: note: “!” → “！”: …:30, 丙！ [N228]\n"
                       "a.xml:2:8: note: “,” → “，”: f(x)，丁 [N228]\n");
  assert_told("documents: 1 to fix, 0 right already, 0 refused; marks: 3; "); /* [N746] */
  options.format = JB_FORMAT_JSON;
  g_assert_cmpint(fix(options, (const char *const[]){"a.xml", NULL}), ==, 0);
  g_autofree char *said = text_of("said");
  g_auto(GStrv) lines = g_strsplit(said, "\n", -1);
  g_assert_cmpuint(g_strv_length(lines), ==, 6); /* three marks, document, summary, the end */
  g_assert_cmpstr(
      lines[2], ==,
      "{\"version\":1,\"record\":\"finding\",\"document\":\"a.xml\",\"path\":\"a.xml\",\"line\":2,\"column\":8,"
      "\"severity\":\"note\",\"code\":\"N228\",\"message\":\"“,” → “，”: f(x)，丁\","
      "\"arguments\":[\",\",\"，\",\"f(x)，丁\"]}");
  g_assert_nonnull(strstr(lines[3], "\"output\":null,\"status\":\"checked\""));
}

/* The list is not cut, however long, and is there after the fact when asked for. */
static void test_long_list(Folder *folder, const void *unused)
{
  (void)folder, (void)unused;
  g_autoptr(GString) text = g_string_new(HEAD "<p>");
  for (size_t i = 0; i < 3000; i++) {
    g_string_append(text, "甲,\n");
  }
  g_string_append(text, "</p>" TAIL);
  put("a.xml", text->str);
  g_assert_cmpint(fix((JbBatchOptions){.verbosity = JB_VERBOSE}, (const char *const[]){"a.xml", NULL}), ==, 0);
  g_autofree char *said = text_of("said");
  g_auto(GStrv) lines = g_strsplit(said, "\n", -1);
  g_assert_cmpuint(g_strv_length(lines), ==, 3001);
  assert_told("a.xml: 3000 marks on 3000 lines\n");
  g_assert_cmpint(fix((JbBatchOptions){.verbosity = JB_QUIET}, (const char *const[]){"a.xml", NULL}), ==, 0);
  assert_holds("told", "");
}

static void test_refused(Folder *folder, const void *unused)
{
  (void)folder, (void)unused;
  const char *kept =
      KEPT " xmlns=\"urn:jianbao:1\" version=\"1\"><head><title>题</title></head><body><p>甲,乙</p>" TAIL;
  put("a.xml", GIVEN);
  put("b.xml", WRONG);
  put("c.xml", kept);
  put("d.xml", RIGHT);
  put("e.xml", "<briefing><p>甲,");
  g_assert_cmpint(FIX("."), ==, 1); /* the others are fixed */
  assert_holds("a.xml", FIXED);
  assert_holds("b.xml", WRONG);
  assert_holds("c.xml", kept);
  assert_holds("d.xml", RIGHT);
  assert_holds("e.xml", "<briefing><p>甲,");
  assert_told("[E202]");
  assert_told("./c.xml:1:24: error: the briefing keeps its punctuation: nothing is fixed [E229]");
  assert_told("documents: 1 fixed, 1 right already, 3 refused; marks: 3; ");
  assert_tidy();
}

/* What is told before anything is read: exit status 2, and nothing is touched. */
static void test_refused_before(Folder *folder, const void *unused)
{
  (void)folder, (void)unused;
  put("a.xml", GIVEN);
  put("b.xml", GIVEN);
  g_assert_cmpint(g_chmod("b.xml", 0444), ==, 0);
  g_assert_cmpint(FIX("a.xml", "b.xml"), ==, 2);
  assert_told("cannot write to b.xml: Permission denied [E707]");
  g_assert_cmpint(FIX("a.xml", "-"), ==, 2);
  assert_told("cannot write to -: is standard input [E707]");
  g_assert_cmpint(FIX("a.xml", "c.xml"), ==, 2);
  assert_told("[E702]");
  g_assert_cmpint(fix((JbBatchOptions){.dry_run = true}, (const char *const[]){"b.xml", NULL}), ==, 0);
  assert_holds("a.xml", GIVEN);
  assert_holds("b.xml", GIVEN);
}

/* Permissions stay; a link stays a link, and the file it leads to is fixed, once. */
static void test_in_place(Folder *folder, const void *unused)
{
  (void)folder, (void)unused;
  g_assert_cmpint(g_mkdir("deep", 0700), ==, 0);
  put("deep/a.xml", GIVEN);
  g_assert_cmpint(g_chmod("deep/a.xml", 0640), ==, 0);
  g_assert_cmpint(symlink("deep/a.xml", "link.xml"), ==, 0);
  g_assert_cmpint(FIX("link.xml", "deep/a.xml"), ==, 0);
  assert_told("[W731]");
  assert_holds("deep/a.xml", FIXED);
  GStatBuf status;
  g_assert_cmpint(g_lstat("link.xml", &status), ==, 0);
  g_assert_true(S_ISLNK(status.st_mode));
  g_assert_cmpint(g_stat("deep/a.xml", &status), ==, 0);
  g_assert_cmpuint(status.st_mode & 07777, ==, 0640);
}

/* A worker that dies, or a disk that is full, leaves the file as it was and nothing beside it. */
static void test_cut_short(Folder *folder, const void *unused)
{
  (void)folder, (void)unused;
  static const char *const faults[] = {"JB_TEST_CRASH", "JB_TEST_KILL", "JB_TEST_QUIT"};
  put("a.xml", GIVEN);
  put("b.xml", GIVEN);
  for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
    g_setenv(faults[i], "b", TRUE);
    put("a.xml", GIVEN);
    g_assert_cmpint(FIX("a.xml", "b.xml"), ==, 1);
    g_unsetenv(faults[i]);
    assert_holds("a.xml", FIXED);
    assert_holds("b.xml", GIVEN);
    assert_tidy();
  }
  struct rlimit before;
  getrlimit(RLIMIT_FSIZE, &before);
  struct rlimit little = {.rlim_cur = 100, .rlim_max = before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &little);
  int status = fix((JbBatchOptions){.verbosity = JB_QUIET}, (const char *const[]){"b.xml", NULL});
  setrlimit(RLIMIT_FSIZE, &before);
  g_assert_cmpint(status, ==, 1);
  assert_told("b.xml: error: cannot write b.xml: File too large [E601]");
  assert_holds("b.xml", GIVEN);
  assert_tidy();
}

int main(int argc, char **argv)
{
  g_setenv("LC_ALL", "C", TRUE);
  g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add("/batch/fix/" name, Folder, NULL, set_up, function, tear_down)
  ADD("fixed", test_fixed);
  ADD("dry-run", test_dry_run);
  ADD("long-list", test_long_list);
  ADD("refused", test_refused);
  ADD("refused-before", test_refused_before);
  ADD("in-place", test_in_place);
  ADD("cut-short", test_cut_short);
#undef ADD
  return g_test_run();
}
