/* SPDX-License-Identifier: MIT
 * batch/batch: whole runs over small documents set in the box fonts, with every way a worker can fail. Each run is a
 * child process, whose standard output and error are looked at afterwards. */
#include "batch/batch.h"

#include <dirent.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* A folder of its own with the briefings a.xml, b.xml, c.xml, which is the working directory while a test runs. */
typedef struct Folder {
  char *path, *before, *fonts;
} Folder;

static void put(const char *name, const char *contents)
{
  g_assert_true(g_file_set_contents(name, contents, -1, NULL));
}

static void set_up(Folder *folder, const void *unused)
{
  (void)unused;
  g_autoptr(GError) error = NULL;
  folder->before = g_get_current_dir();
  g_assert_nonnull(g_getenv("JB_TEST_DATA"));
  folder->fonts = g_build_filename(g_getenv("JB_TEST_DATA"), "fonts", "fonts.xml", NULL);
  folder->path = g_dir_make_tmp("jb-batch-XXXXXX", &error);
  g_assert_no_error(error);
  g_assert_cmpint(g_chdir(folder->path), ==, 0);
  static const char *const names[] = {"a.xml", "b.xml", "c.xml"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *text =
        g_strdup_printf("<briefing xmlns=\"urn:jianbao:1\" version=\"1\"><head><title>一二三</title></head>"
                        "<body><p>一二三%zu。</p></body></briefing>\n",
                        i);
    put(names[i], text);
  }
}

static void tear_down(Folder *folder, const void *unused)
{
  (void)unused;
  g_assert_cmpint(g_chdir(folder->before), ==, 0);
  g_autofree char *command = g_strdup_printf("rm -rf '%s'", folder->path);
  g_assert_cmpint(system(command), ==, 0);
  g_free(folder->path);
  g_free(folder->before);
  g_free(folder->fonts);
}

static const char *const all[] = {"a.xml", "b.xml", "c.xml", NULL};

static JbBatchOptions options_for(const Folder *folder, const char *output_folder)
{
  return (JbBatchOptions){
      .inputs = all,
      .output_folder = output_folder,
      .jobs = 2,
      .fonts = folder->fonts,
      .limits = jb_batch_default_limits(),
  };
}

/* Starts the run in a child; stdout goes to the file named, "said" when that is NULL; stderr to "told". */
static pid_t start(const JbBatchOptions *options, const char *fault, const char *output)
{
  pid_t child = fork();
  if (child == 0) {
    int out = open(output != NULL ? output : "said", O_WRONLY | O_CREAT | O_TRUNC, 0600);
    int err = open("told", O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    if (fault != NULL) {
      g_setenv(fault, "b", TRUE);
    }
    _exit(jb_batch_run(options));
  }
  return child;
}

static int wait_for(pid_t child)
{
  int status;
  g_assert_cmpint(waitpid(child, &status, 0), ==, child);
  return status;
}

static int run(const JbBatchOptions *options, const char *fault)
{
  int status = wait_for(start(options, fault, NULL));
  g_assert_true(WIFEXITED(status));
  return WEXITSTATUS(status);
}

static char *text_of(const char *name)
{
  g_autofree char *text = NULL;
  g_assert_true(g_file_get_contents(name, &text, NULL, NULL));
  return g_steal_pointer(&text);
}

static void assert_told(const char *wanted)
{
  g_autofree char *told = text_of("told");
  if (strstr(told, wanted) == NULL) {
    g_error("“%s” is not in “%s”", wanted, told);
  }
}

static int compare_names(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The folder's files, sorted: "a.pdf c.pdf". */
static char *files_in(const char *folder)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  DIR *directory = opendir(folder);
  g_assert_nonnull(directory);
  const struct dirent *entry;
  while ((entry = readdir(directory)) != NULL) {
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
      g_ptr_array_add(names, g_strdup(entry->d_name));
    }
  }
  closedir(directory);
  g_ptr_array_sort(names, compare_names);
  g_ptr_array_add(names, NULL);
  return g_strjoinv(" ", (char **)names->pdata);
}

static void assert_files(const char *folder, const char *expected)
{
  g_autofree char *files = files_in(folder);
  g_assert_cmpstr(files, ==, expected);
}

static void assert_same(const char *a, const char *b)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GMappedFile) file_a = g_mapped_file_new(a, FALSE, &error);
  g_autoptr(GMappedFile) file_b = g_mapped_file_new(b, FALSE, &error);
  g_assert_no_error(error);
  g_autoptr(GBytes) bytes_a = g_mapped_file_get_bytes(file_a);
  g_autoptr(GBytes) bytes_b = g_mapped_file_get_bytes(file_b);
  g_assert_cmpuint(g_bytes_get_size(bytes_a), >, 1000);
  g_assert_true(g_bytes_equal(bytes_a, bytes_b));
}

/* Alone, in a batch, one after the other or all at once: the same bytes. */
static void test_same_bytes(Folder *folder, const void *unused)
{
  (void)unused;
  JbBatchOptions options = options_for(folder, "one");
  options.jobs = 1;
  g_assert_cmpint(run(&options, NULL), ==, 0);
  assert_told("documents: 3 made, 0 refused; pages: "); /* [N742] */
  options.output_folder = "eight";
  options.jobs = 8;
  g_assert_cmpint(run(&options, NULL), ==, 0);
  assert_files("eight", "a.pdf b.pdf c.pdf");
  const char *const alone[] = {"b.xml", NULL};
  options.inputs = alone;
  options.output_folder = "alone";
  g_assert_cmpint(run(&options, NULL), ==, 0);
  assert_same("one/a.pdf", "eight/a.pdf");
  assert_same("one/b.pdf", "eight/b.pdf");
  assert_same("one/c.pdf", "eight/c.pdf");
  assert_same("one/b.pdf", "alone/b.pdf");
}

/* b fails in each way, in its own words; a and c are made; nothing half-made stays; an old b.pdf stays as it was. */
static void test_faults(Folder *folder, const void *unused)
{
  (void)unused;
  static const struct {
    const char *variable, *told;
  } faults[] = {
      {"JB_TEST_CRASH", "b.xml: error: internal failure (signal 11); the other documents are not affected [E901]\n"},
      {"JB_TEST_QUIT", "b.xml: error: internal failure (exit status 3); the other documents are not affected [E902]\n"},
      {"JB_TEST_LOOP", "b.xml: error: stopped after 1 s of processor time; --limit-cpu SECONDS allows more [E903]\n"},
      {"JB_TEST_WAIT", "b.xml: error: stopped after 2 s; --limit-time SECONDS allows more [E904]\n"},
#ifndef __SANITIZE_ADDRESS__ /* no memory limit then */
      {"JB_TEST_MEMORY",
       "b.xml: error: needs more memory than the 64 MiB allowed; --limit-memory MIB allows more [E905]\n"},
#endif
      {"JB_TEST_KILL", "b.xml: error: killed by the system, probably for want of memory; try a smaller -j [E906]\n"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
    g_test_message("%s", faults[i].variable);
    g_assert_cmpint(g_mkdir_with_parents("out", 0700), ==, 0);
    put("out/b.pdf", "old");
    JbBatchOptions options = options_for(folder, "out");
    /* A busy machine may need long for a second of processor time: the clock is short only where it is what is tested.
     */
    bool waits = strcmp(faults[i].variable, "JB_TEST_WAIT") == 0;
    options.limits = (JbLimits){.processor = 1, .time = waits ? 2 : 60, .memory = (size_t)64 << 20};
    g_assert_cmpint(run(&options, faults[i].variable), ==, 1);
    assert_told(faults[i].told);
    assert_told("documents: 2 made, 1 refused; pages: ");
    assert_files("out", "a.pdf b.pdf c.pdf");
    g_autofree char *old = text_of("out/b.pdf");
    g_assert_cmpstr(old, ==, "old");
    g_assert_cmpint(g_unlink("out/a.pdf") + g_unlink("out/b.pdf") + g_unlink("out/c.pdf"), ==, 0);
  }
}

/* What a document found before its worker died is told, in the order of the inputs. */
static void test_order(Folder *folder, const void *unused)
{
  (void)unused;
  put("a.xml", "<briefing xmlns=\"urn:jianbao:1\" version=\"1\"><wrong/></briefing>\n");
  put("c.xml", "<briefing xmlns=\"urn:jianbao:1\" version=\"1\"><wrong/></briefing>\n");
  JbBatchOptions options = options_for(folder, "out");
  options.jobs = 3;
  options.limits.time = 1;
  g_assert_cmpint(run(&options, "JB_TEST_WAIT"), ==, 1);
  g_autofree char *told = text_of("told");
  const char *a = strstr(told, "\na.xml:1:");
  const char *b = strstr(told, "\nb.xml: error");
  const char *c = strstr(told, "\nc.xml:1:");
  g_assert_true((a != NULL || g_str_has_prefix(told, "a.xml:1:")) && b != NULL && c != NULL && b < c);
}

/* Dies of the signal it gets; no temporary is left. */
static void test_interrupt(Folder *folder, const void *unused)
{
  (void)unused;
  static const int signals[] = {SIGINT, SIGTERM};
  for (size_t i = 0; i < G_N_ELEMENTS(signals); i++) {
    JbBatchOptions options = options_for(folder, "out");
    options.jobs = 1;
    signal(signals[i], SIG_DFL);
    pid_t child = start(&options, "JB_TEST_WAIT", NULL);
    while (!g_file_test("out/a.pdf", G_FILE_TEST_EXISTS)) {
      g_usleep(10000);
    }
    g_usleep(300000); /* b is waiting now */
    g_assert_cmpint(kill(child, signals[i]), ==, 0);
    int status = wait_for(child);
    g_assert_true(WIFSIGNALED(status));
    g_assert_cmpint(WTERMSIG(status), ==, signals[i]);
    assert_files("out", "a.pdf");
    g_assert_cmpint(g_unlink("out/a.pdf"), ==, 0);
  }
}

/* A full disk refuses the documents, in the system's words, and leaves nothing. */
static void test_full_disk(Folder *folder, const void *unused)
{
  (void)unused;
  JbBatchOptions options = options_for(folder, "out");
  struct rlimit before;
  getrlimit(RLIMIT_FSIZE, &before);
  struct rlimit small = {.rlim_cur = 1000, .rlim_max = before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  int status = run(&options, NULL);
  setrlimit(RLIMIT_FSIZE, &before);
  g_assert_cmpint(status, ==, 1);
  assert_told("a.xml: error: cannot write out/a.pdf: File too large [E601]\n");
  assert_files("out", "");
}

/* Larger than a briefing may be: refused before it is read. */
static void test_large_input(Folder *folder, const void *unused)
{
  (void)unused;
  g_assert_cmpint(truncate("b.xml", 65 << 20), ==, 0);
  JbBatchOptions options = options_for(folder, "out");
  g_assert_cmpint(run(&options, NULL), ==, 1);
  assert_told("b.xml: error: the file is larger than 64 MB, the most that is read [E019]\n");
  assert_files("out", "a.pdf c.pdf");
}

static void test_json(Folder *folder, const void *unused)
{
  (void)unused;
  put("b.xml", "");
  JbBatchOptions options = options_for(folder, "out");
  options.format = JB_FORMAT_JSON;
  g_assert_cmpint(run(&options, NULL), ==, 1);
  assert_told("");
  g_autofree char *said = text_of("said");
  g_auto(GStrv) lines = g_strsplit(said, "\n", -1);
  guint count = g_strv_length(lines);
  g_assert_nonnull(
      strstr(said, "\"record\":\"document\",\"path\":\"a.xml\",\"output\":\"out/a.pdf\",\"status\":\"made\""));
  g_assert_nonnull(strstr(said, "\"record\":\"document\",\"path\":\"b.xml\",\"output\":null,\"status\":\"refused\""));
  g_assert_nonnull(strstr(said, "\"record\":\"finding\",\"document\":\"b.xml\",\"path\":\"b.xml\""));
  g_assert_true(
      g_str_has_prefix(lines[count - 2], "{\"version\":1,\"record\":\"summary\",\"documents\":3,\"made\":2,"));

  int status = wait_for(start(&options, NULL, "/dev/full")); /* never a green exit, and told on the other stream */
  g_assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 2);
  assert_told("[E720]");
}

static void test_check_and_strict(Folder *folder, const void *unused)
{
  (void)unused;
  JbBatchOptions options = options_for(folder, NULL);
  options.task = JB_TASK_CHECK;
  options.inputs = (const char *const[]){"a.xml", "./a.xml", NULL};
  g_assert_cmpint(run(&options, NULL), ==, 0);
  assert_told("documents: 1 right, 0 refused; pages: "); /* [N744] */
  assert_told("[W731]");
  g_assert_false(g_file_test("out", G_FILE_TEST_EXISTS));
  options.strict = true;
  g_assert_cmpint(run(&options, NULL), ==, 2); /* the warning is about the command line */
}

/* Two ledgers of three rows in two documents: of one all rows are printed, of the other those of 一. */
static void test_rows(Folder *folder, const void *unused)
{
  (void)unused;
  JbBatchOptions options = options_for(folder, "out");
  options.inputs = (const char *const[]){"a.xml", "b.xml", NULL};
  static const char *const conditions[] = {"", "<where head=\"一\" is=\"二\"/>"};
  for (size_t i = 0; i < G_N_ELEMENTS(conditions); i++) {
    g_autofree char *text =
        g_strdup_printf("<briefing xmlns=\"urn:jianbao:1\" version=\"1\"><head><title>一二三</title></head>"
                        "<body><ledger><col title=\"一\"/><tr><td>一</td></tr><tr><td>二</td></tr><tr><td>三</td></tr>"
                        "%s</ledger></body></briefing>\n",
                        conditions[i]);
    put(options.inputs[i], text);
  }
  g_assert_cmpint(run(&options, NULL), ==, 0);
  assert_told("; rows: 6 read, 4 printed, 2 left out; "); /* [N748] */
}

static void test_verbosity(Folder *folder, const void *unused)
{
  (void)unused;
  JbBatchOptions options = options_for(folder, "out");
  options.verbosity = JB_QUIET;
  g_assert_cmpint(run(&options, NULL), ==, 0);
  g_autofree char *told = text_of("told");
  g_assert_cmpstr(told, ==, "");
  options.verbosity = JB_VERBOSE;
  g_assert_cmpint(run(&options, NULL), ==, 0);
  assert_told("\nout/c.pdf: "); /* [N743] */
}

static void test_environment(Folder *folder, const void *unused)
{
  (void)unused;
  static const char *const epochs[] = {"", "-1", "text", "100000000000000000000", "1.5"};
  JbBatchOptions options = options_for(folder, "out");
  for (size_t i = 0; i < G_N_ELEMENTS(epochs); i++) {
    g_setenv("SOURCE_DATE_EPOCH", epochs[i], TRUE);
    g_assert_cmpint(run(&options, NULL), ==, 2);
    assert_told("[E719]");
  }
  g_setenv("SOURCE_DATE_EPOCH", "1700000000", TRUE);
  g_assert_cmpint(run(&options, NULL), ==, 0);
  g_unsetenv("SOURCE_DATE_EPOCH");
}

/* With any number of descriptors: made, or refused in words, never anything else. */
static void test_descriptors(Folder *folder, const void *unused)
{
  (void)unused;
  struct rlimit before;
  getrlimit(RLIMIT_NOFILE, &before);
  bool without_worker = false, made = false;
  for (rlim_t limit = 6; limit <= 40; limit++) {
    JbBatchOptions options = options_for(folder, "out");
    struct rlimit few = {.rlim_cur = limit, .rlim_max = before.rlim_max};
    setrlimit(RLIMIT_NOFILE, &few);
    int status = run(&options, NULL);
    setrlimit(RLIMIT_NOFILE, &before);
    g_assert_cmpint(status, <=, 2);
    g_autofree char *told = text_of("told");
    without_worker = without_worker || strstr(told, "[E721]") != NULL;
    made = made || status == 0;
    g_assert_true(status == 0 || strstr(told, "error: ") != NULL);
  }
  g_assert_true(without_worker && made);
}

int main(int argc, char **argv)
{
  g_setenv("LC_ALL", "C", TRUE);
  g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add("/batch/run/" name, Folder, NULL, set_up, function, tear_down)
  ADD("same-bytes", test_same_bytes);
  ADD("faults", test_faults);
  ADD("order", test_order);
  ADD("interrupt", test_interrupt);
  ADD("full-disk", test_full_disk);
  ADD("large-input", test_large_input);
  ADD("json", test_json);
  ADD("check-and-strict", test_check_and_strict);
  ADD("rows", test_rows);
  ADD("verbosity", test_verbosity);
  ADD("environment", test_environment);
  ADD("descriptors", test_descriptors);
#undef ADD
  return g_test_run();
}
