/* SPDX-License-Identifier: MIT
 * batch/plan: what is an input, what becomes of it, and what is refused before any work. */
#include "batch/plan.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder of its own, which is the working directory while a test runs. */
typedef struct Folder {
  char *path, *before;
  JbFindings *findings;
} Folder;

static void set_up(Folder *folder, const void *unused)
{
  (void)unused;
  g_autoptr(GError) error = NULL;
  folder->before = g_get_current_dir();
  folder->path = g_dir_make_tmp("jb-plan-XXXXXX", &error);
  g_assert_no_error(error);
  g_assert_cmpint(g_chdir(folder->path), ==, 0);
  folder->findings = jb_findings_new();
}

static void tear_down(Folder *folder, const void *unused)
{
  (void)unused;
  jb_findings_free(folder->findings);
  g_assert_cmpint(g_chdir(folder->before), ==, 0);
  g_autofree char *command = g_strdup_printf("rm -rf '%s'", folder->path);
  g_assert_cmpint(system(command), ==, 0);
  g_free(folder->path);
  g_free(folder->before);
}

static void put(const char *name, const char *contents)
{
  g_autofree char *folder = g_path_get_dirname(name);
  g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
  FILE *file = fopen(name, "w"); /* no temporary, whose name could be too long */
  g_assert_nonnull(file);
  g_assert_cmpint(fputs(contents, file), >=, 0);
  g_assert_cmpint(fclose(file), ==, 0);
}

/* "input>output input>output …" */
static char *plan(const Folder *folder, const char *output_file, const char *output_folder, ...)
{
  const char *inputs[8] = {NULL};
  va_list list;
  va_start(list, output_folder);
  for (size_t i = 0; (inputs[i] = va_arg(list, const char *)) != NULL; i++) {
  }
  va_end(list);
  JbPlanOptions options = {.inputs = inputs, .output_file = output_file, .output_folder = output_folder};
  g_autoptr(GPtrArray) jobs = jb_batch_plan_new(&options, folder->findings);
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < jobs->len; i++) {
    const JbJob *job = jobs->pdata[i];
    const char *output = job->output != NULL ? job->output : "";
    g_string_append_printf(text, "%s%s>%s", i > 0 ? " " : "", job->input, output);
  }
  return g_string_free(text, FALSE);
}

static void assert_finding(const Folder *folder, size_t index, JbMessage message, const char *first, const char *second)
{
  g_assert_cmpuint(jb_findings_count(folder->findings), >, index);
  const JbFinding *finding = jb_findings_at(folder->findings, index);
  g_assert_cmpstr(jb_message_code(finding->message), ==, jb_message_code(message));
  if (first != NULL) {
    g_assert_cmpstr(finding->arguments[0], ==, first);
  }
  if (second != NULL) {
    g_assert_cmpstr(finding->arguments[1], ==, second);
  }
}

static void test_folder(Folder *folder, const void *unused)
{
  (void)unused;
  static const char *const names[] = {"in/b.xml",       "in/a.xml", "in/B.xml",     "in/简报.xml",
                                      "in/.hidden.xml", "in/c.txt", "in/a.xml.bak", "in/sub/deep.xml"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    put(names[i], "<x/>");
  }
  g_assert_cmpint(g_mkdir("in/folder.xml", 0700) + mkfifo("in/fifo.xml", 0600), ==, 0);
  g_autofree char *jobs = plan(folder, NULL, NULL, "in", NULL);
  g_assert_cmpstr(jobs, ==, "in/B.xml> in/a.xml> in/b.xml> in/简报.xml>"); /* bytewise */
  g_assert_cmpuint(jb_findings_count(folder->findings), ==, 0);
}

static void test_outputs(Folder *folder, const void *unused)
{
  (void)unused;
  static const char *const names[] = {"v1.2.xml", "100%41.XML", "-dash.xml", "a\nb.xml", "plain"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    put(names[i], "<x/>");
  }
  g_autofree char *jobs =
      plan(folder, NULL, "made/here", "v1.2.xml", "100%41.XML", "./-dash.xml", "a\nb.xml", "plain", NULL);
  g_assert_cmpstr(jobs, ==,
                  "v1.2.xml>made/here/v1.2.pdf 100%41.XML>made/here/100%41.pdf ./-dash.xml>made/here/-dash.pdf "
                  "a\nb.xml>made/here/a\nb.pdf plain>made/here/plain.pdf");
  g_assert_cmpuint(jb_findings_count(folder->findings), ==, 0);
  g_assert_true(g_file_test("made/here", G_FILE_TEST_IS_DIR));
}

static void test_list(Folder *folder, const void *unused)
{
  (void)unused;
  put("a.xml", "<x/>");
  put("in/b.xml", "<x/>");
  put("@odd.xml", "<x/>");
  put("list", "a.xml\r\n\nin\n@odd.xml");
  g_autofree char *jobs = plan(folder, NULL, NULL, "@list", NULL);
  g_assert_cmpstr(jobs, ==, "a.xml> in/b.xml> @odd.xml>");
  g_assert_cmpuint(jb_findings_count(folder->findings), ==, 0);

  put("bad", "a.xml\n\nmissing.xml\n");
  g_autofree char *none = plan(folder, NULL, NULL, "@bad", NULL);
  assert_finding(folder, 0, JB_MESSAGE_INPUT_MISSING, "missing.xml", NULL);
  g_assert_cmpstr(jb_findings_at(folder->findings, 0)->place.path, ==, "bad");
  g_assert_cmpint(jb_findings_at(folder->findings, 0)->place.line, ==, 3);
  g_assert_true(g_file_set_contents("nul", "a.xml\nb\0c\n", 10, NULL));
  g_autofree char *nul = plan(folder, NULL, NULL, "@nul", "@nowhere", NULL);
  assert_finding(folder, 1, JB_MESSAGE_LIST_UNREADABLE, "nul", "holds a NUL byte");
  g_assert_cmpint(jb_findings_at(folder->findings, 1)->place.line, ==, 2);
  assert_finding(folder, 2, JB_MESSAGE_LIST_UNREADABLE, "nowhere", NULL);
}

static void test_twice(Folder *folder, const void *unused)
{
  (void)unused;
  put("in/a.xml", "<x/>");
  g_assert_cmpint(symlink("a.xml", "in/z.xml"), ==, 0);
  g_autofree char *jobs = plan(folder, NULL, NULL, "in", "./in/a.xml", NULL);
  g_assert_cmpstr(jobs, ==, "in/a.xml>");
  g_assert_false(jb_findings_has_errors(folder->findings));
  assert_finding(folder, 0, JB_MESSAGE_INPUT_TWICE, "in/a.xml", NULL);
  assert_finding(folder, 1, JB_MESSAGE_INPUT_TWICE, "in/a.xml", NULL);
}

static void test_collision(Folder *folder, const void *unused)
{
  (void)unused;
  put("x/a.xml", "<x/>");
  put("y/a.xml", "<x/>");
  put("y/A.xml", "<x/>");
  g_autofree char *jobs = plan(folder, NULL, "out", "x/a.xml", "y/a.xml", "y/A.xml", NULL);
  assert_finding(folder, 0, JB_MESSAGE_OUTPUT_COLLISION, "x/a.xml", "y/a.xml");
  assert_finding(folder, 1, JB_MESSAGE_OUTPUT_COLLISION, "x/a.xml", "y/A.xml"); /* on a disk blind to case */
  g_assert_true(jb_findings_has_errors(folder->findings));
  g_assert_false(g_file_test("out", G_FILE_TEST_EXISTS)); /* nothing was begun */
}

static void test_output_is_input(Folder *folder, const void *unused)
{
  (void)unused;
  put("a.xml", "<x/>");
  g_assert_cmpint(symlink("a.xml", "link.pdf"), ==, 0);
  g_autofree char *same = plan(folder, "./a.xml", NULL, "a.xml", NULL);
  assert_finding(folder, 0, JB_MESSAGE_OUTPUT_IS_INPUT, "./a.xml", NULL);
  g_autofree char *link = plan(folder, "link.pdf", NULL, "a.xml", NULL);
  g_assert_cmpuint(jb_findings_count(folder->findings), ==, 1); /* that run was over before it looked at outputs */
  g_autoptr(JbFindings) others = g_steal_pointer(&folder->findings);
  folder->findings = jb_findings_new();
  g_autofree char *again = plan(folder, "link.pdf", NULL, "a.xml", NULL);
  assert_finding(folder, 0, JB_MESSAGE_OUTPUT_IS_INPUT, "link.pdf", NULL);
}

static void refuse(Folder *folder, JbMessage message, const char *output_file, const char *output_folder,
                   const char *first, const char *second)
{
  g_test_message("%s", jb_message_code(message));
  jb_findings_free(folder->findings);
  folder->findings = jb_findings_new();
  g_autofree char *jobs = plan(folder, output_file, output_folder, first, second, NULL);
  g_assert_true(jb_findings_has_errors(folder->findings));
  assert_finding(folder, 0, message, NULL, NULL);
  g_assert_cmpuint(jb_findings_count(folder->findings), ==, 1);
}

static void test_refusals(Folder *folder, const void *unused)
{
  (void)unused;
  put("a.xml", "<x/>");
  put("b.xml", "<x/>");
  put("empty/readme", "");
  put("lines", "\n\n");
  g_assert_cmpint(g_mkdir_with_parents("out/a.pdf", 0700), ==, 0);
  g_assert_cmpint(mkfifo("fifo", 0600) + symlink("/dev/null", "null.pdf"), ==, 0);
  refuse(folder, JB_MESSAGE_NO_INPUT, NULL, NULL, NULL, NULL);
  refuse(folder, JB_MESSAGE_NO_INPUT, NULL, NULL, "@lines", NULL);
  refuse(folder, JB_MESSAGE_FOLDER_EMPTY, NULL, NULL, "empty", NULL);
  refuse(folder, JB_MESSAGE_FOLDER_EMPTY, NULL, "out", "a.xml", "empty");
  refuse(folder, JB_MESSAGE_INPUT_MISSING, NULL, NULL, "*.xml", NULL);
  refuse(folder, JB_MESSAGE_INPUT_NOT_REGULAR, NULL, NULL, "fifo", NULL);
  refuse(folder, JB_MESSAGE_OUTPUT_REFUSED, NULL, "out", "a.xml", NULL);
  refuse(folder, JB_MESSAGE_OUTPUT_REFUSED, "null.pdf", NULL, "a.xml", NULL);
  refuse(folder, JB_MESSAGE_OUTPUT_FOLDER, NULL, "a.xml", "b.xml", NULL);
  refuse(folder, JB_MESSAGE_OUTPUT_FOLDER, "missing/b.pdf", NULL, "b.xml", NULL);
  refuse(folder, JB_MESSAGE_ONE_INPUT_ONLY, "b.pdf", NULL, "a.xml", "b.xml");
}

static void test_unreadable_folder(Folder *folder, const void *unused)
{
  (void)unused;
  put("in/a.xml", "<x/>");
  struct rlimit before;
  getrlimit(RLIMIT_NOFILE, &before);
  struct rlimit none = {.rlim_cur = 0, .rlim_max = before.rlim_max}; /* permissions do not stop root */
  setrlimit(RLIMIT_NOFILE, &none);
  g_autofree char *jobs = plan(folder, NULL, NULL, "in", NULL);
  setrlimit(RLIMIT_NOFILE, &before);
  assert_finding(folder, 0, JB_MESSAGE_FOLDER_UNREADABLE, "in", "Too many open files");
}

static void test_long_name(Folder *folder, const void *unused)
{
  (void)unused;
  g_autofree char *stem = g_strnfill(251, 'n');
  g_autofree char *name = g_strconcat(stem, ".xml", NULL); /* 255 bytes */
  put(name, "<x/>");
  const char *const inputs[] = {name, NULL};
  JbPlanOptions options = {.inputs = inputs, .output_folder = "out", .previews = true};
  g_autoptr(GPtrArray) jobs = jb_batch_plan_new(&options, folder->findings);
  const JbJob *job = jobs->pdata[0];
  g_assert_cmpuint(strlen(job->stem), ==, 245); /* 255 less "-00001.png" */
  g_assert_cmpint(strncmp(job->stem, stem, 236), ==, 0);
  g_assert_cmpint(job->stem[236], ==, '-');
  assert_finding(folder, 0, JB_MESSAGE_OUTPUT_NAME_CUT, job->stem, NULL);
  g_assert_false(jb_findings_has_errors(folder->findings));
}

static void test_stale_temporaries(Folder *folder, const void *unused)
{
  (void)unused;
  put("a.xml", "<x/>");
  put("out/.a.pdf.123.tmp", "half");
  put("out/.a.pdf", "a name of somebody else's");
  g_autofree char *jobs = plan(folder, NULL, "out", "a.xml", NULL);
  g_assert_false(g_file_test("out/.a.pdf.123.tmp", G_FILE_TEST_EXISTS));
  g_assert_true(g_file_test("out/.a.pdf", G_FILE_TEST_EXISTS));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add("/batch/plan/" name, Folder, NULL, set_up, function, tear_down)
  ADD("folder", test_folder);
  ADD("outputs", test_outputs);
  ADD("list", test_list);
  ADD("twice", test_twice);
  ADD("collision", test_collision);
  ADD("output-is-input", test_output_is_input);
  ADD("refusals", test_refusals);
  ADD("unreadable-folder", test_unreadable_folder);
  ADD("long-name", test_long_name);
  ADD("stale-temporaries", test_stale_temporaries);
#undef ADD
  return g_test_run();
}
