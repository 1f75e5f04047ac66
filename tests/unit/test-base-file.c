/* SPDX-License-Identifier: MIT
 * base/file: every step of reading and writing, and what is left behind when one fails. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct Folder {
  char *path;
} Folder;

static void set_up(Folder *folder, const void *unused)
{
  (void)unused;
  g_autoptr(GError) error = NULL;
  folder->path = g_dir_make_tmp("jb-file-XXXXXX", &error);
  g_assert_no_error(error);
}

static void tear_down(Folder *folder, const void *unused)
{
  (void)unused;
  g_autofree char *command = g_strdup_printf("rm -rf '%s'", folder->path);
  g_assert_cmpint(system(command), ==, 0);
  g_free(folder->path);
}

static char *in(const Folder *folder, const char *name)
{
  return g_build_filename(folder->path, name, NULL);
}

static void put(const Folder *folder, const char *name, const char *contents)
{
  g_autofree char *path = in(folder, name);
  g_assert_true(g_file_set_contents(path, contents, -1, NULL));
}

static void assert_contents(const Folder *folder, const char *name, const char *expected)
{
  g_autofree char *path = in(folder, name);
  g_autofree char *contents = NULL;
  g_assert_true(g_file_get_contents(path, &contents, NULL, NULL));
  g_assert_cmpstr(contents, ==, expected);
}

static void assert_bytes(GBytes *bytes, const char *expected)
{
  g_autoptr(GBytes) other = g_bytes_new(expected, strlen(expected));
  g_assert_nonnull(bytes);
  g_assert_true(g_bytes_equal(bytes, other));
}

static unsigned entry_count(const Folder *folder)
{
  unsigned count = 0;
  GDir *directory = g_dir_open(folder->path, 0, NULL);
  while (g_dir_read_name(directory) != NULL) {
    count++;
  }
  g_dir_close(directory);
  return count;
}

static void test_read(Folder *folder, const void *unused)
{
  (void)unused;
  put(folder, "100%41.xml", "一二");
  put(folder, "100A.xml", "wrong");
  g_autofree char *path = in(folder, "100%41.xml");
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = jb_file_read(path, 6, &error);
  g_assert_no_error(error);
  assert_bytes(bytes, "一二");
  g_autoptr(GBytes) mapped = jb_file_map(path, &error);
  g_assert_true(g_bytes_equal(bytes, mapped));

  g_assert_null(jb_file_read(path, 5, &error));
  g_assert_error(error, JB_FILE_ERROR, JB_FILE_ERROR_TOO_LARGE);
  g_clear_error(&error);
  g_assert_null(jb_file_read(folder->path, 5, &error));
  g_assert_error(error, JB_FILE_ERROR, JB_FILE_ERROR_NOT_REGULAR);
  g_clear_error(&error);
  g_assert_null(jb_file_read("/dev/zero", 5, &error));
  g_assert_error(error, JB_FILE_ERROR, JB_FILE_ERROR_NOT_REGULAR);
  g_clear_error(&error);
  g_autofree char *missing = in(folder, "missing");
  g_assert_null(jb_file_read(missing, 5, &error));
  g_assert_error(error, JB_FILE_ERROR, JB_FILE_ERROR_SYSTEM);
  g_clear_error(&error);
  /* a file of announced size 0 that has contents */
  g_autoptr(GBytes) status = jb_file_read("/proc/self/status", 1 << 20, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(g_bytes_get_size(status), >, 100);
}

static void test_fifo(Folder *folder, const void *unused)
{
  (void)unused;
  g_autofree char *path = in(folder, "fifo");
  g_assert_cmpint(mkfifo(path, 0600), ==, 0);
  alarm(10); /* waiting for a writer would be the fault */
  g_autoptr(GError) error = NULL;
  g_assert_null(jb_file_read(path, 100, &error));
  g_assert_error(error, JB_FILE_ERROR, JB_FILE_ERROR_NOT_REGULAR);
  g_clear_error(&error);
  g_assert_null(jb_file_map(path, &error));
  g_assert_error(error, JB_FILE_ERROR, JB_FILE_ERROR_NOT_REGULAR);
  g_clear_error(&error);
  g_assert_null(jb_file_read_below(folder->path, "fifo", 100, &error));
  g_assert_error(error, JB_FILE_ERROR, JB_FILE_ERROR_NOT_REGULAR);
  alarm(0);
}

static void assert_below(const char *root, const char *name, int code)
{
  g_autoptr(GError) error = NULL;
  g_test_message("“%s”", name);
  g_autoptr(GBytes) bytes = jb_file_read_below(root, name, 100, &error);
  if (code < 0) {
    g_assert_no_error(error);
    assert_bytes(bytes, "inside");
  } else {
    g_assert_null(bytes);
    g_assert_error(error, JB_FILE_ERROR, code);
  }
}

static void test_read_below(Folder *folder, const void *unused)
{
  (void)unused;
  put(folder, "secret", "outside");
  g_autofree char *root = in(folder, "root");
  g_autofree char *sub = in(folder, "root/sub");
  g_assert_cmpint(g_mkdir(root, 0700) + g_mkdir(sub, 0700), ==, 0);
  put(folder, "root/a.png", "inside");
  put(folder, "root/sub/b.png", "inside");
  put(folder, "root/100%41.png", "inside");
  g_autofree char *out = in(folder, "root/out");
  g_autofree char *in_link = in(folder, "root/in");
  g_autofree char *loop = in(folder, "root/loop");
  g_autofree char *absolute = in(folder, "root/absolute");
  g_autofree char *absolute_target = in(folder, "root/a.png");
  g_assert_cmpint(symlink("../secret", out) + symlink("sub/b.png", in_link) + symlink("loop", loop) +
                      symlink(absolute_target, absolute),
                  ==, 0);

  assert_below(root, "a.png", -1);
  assert_below(root, "./sub//b.png", -1);
  assert_below(root, "100%41.png", -1);
  assert_below(root, "in", -1);
  assert_below(root, "../secret", JB_FILE_ERROR_OUTSIDE);
  assert_below(root, "sub/../../secret", JB_FILE_ERROR_OUTSIDE);
  assert_below(root, absolute_target, JB_FILE_ERROR_OUTSIDE);
  assert_below(root, "/etc/passwd", JB_FILE_ERROR_OUTSIDE);
  assert_below(root, "out", JB_FILE_ERROR_OUTSIDE);
  assert_below(root, "absolute", JB_FILE_ERROR_OUTSIDE);
  assert_below(root, "http://example.org/a.png", JB_FILE_ERROR_OUTSIDE);
  assert_below(root, "file:a.png", JB_FILE_ERROR_OUTSIDE);
  assert_below(root, "loop", JB_FILE_ERROR_SYSTEM);
  assert_below(root, "missing.png", JB_FILE_ERROR_SYSTEM);
  assert_below(root, "a.png/", JB_FILE_ERROR_SYSTEM);
  assert_below(root, "", JB_FILE_ERROR_SYSTEM);
  assert_below(root, "sub", JB_FILE_ERROR_NOT_REGULAR);
  g_autofree char *nowhere = in(folder, "nowhere");
  assert_below(nowhere, "a.png", JB_FILE_ERROR_SYSTEM);
}

static void test_write(Folder *folder, const void *unused)
{
  (void)unused;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = in(folder, "简报.pdf");
  put(folder, "简报.pdf", "old");
  JbOutputFile *file = jb_output_file_open(path, &error);
  g_assert_no_error(error);
  jb_output_file_write(file, "new", 3);
  assert_contents(folder, "简报.pdf", "old"); /* untouched until commit */
  jb_output_remove_temporaries(folder->path, 0);
  g_assert_cmpuint(entry_count(folder), ==, 2); /* one in use stays */
  g_assert_true(jb_output_file_commit(file, &error));
  assert_contents(folder, "简报.pdf", "new");
  g_assert_cmpuint(entry_count(folder), ==, 1);

  file = jb_output_file_open(path, &error);
  jb_output_file_write(file, "newer", 5);
  jb_output_file_abandon(file);
  jb_output_file_abandon(NULL);
  assert_contents(folder, "简报.pdf", "new");
  g_assert_cmpuint(entry_count(folder), ==, 1);
}

static void test_write_long(Folder *folder, const void *unused)
{
  (void)unused;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = in(folder, "long");
  g_autoptr(GString) expected = g_string_new(NULL);
  JbOutputFile *file = jb_output_file_open(path, &error);
  for (size_t length = 0; length < 200000; length = length * 3 + 1) { /* smaller and larger than the buffer */
    g_autofree char *piece = g_strnfill(length, (char)('a' + length % 26));
    jb_output_file_write(file, piece, length);
    g_string_append(expected, piece);
  }
  g_assert_true(jb_output_file_commit(file, &error));
  assert_contents(folder, "long", expected->str);
}

static void test_long_name(Folder *folder, const void *unused)
{
  (void)unused;
  g_autoptr(GString) name = g_string_new(NULL);
  for (int i = 0; i < 85; i++) { /* 85 Han are 255 bytes: the most a name can hold */
    g_string_append(name, "简");
  }
  g_autofree char *path = in(folder, name->str);
  g_autoptr(GError) error = NULL;
  JbOutputFile *file = jb_output_file_open(path, &error);
  g_assert_no_error(error);
  GDir *directory = g_dir_open(folder->path, 0, NULL);
  const char *temporary = g_dir_read_name(directory);
  g_assert_true(g_utf8_validate(temporary, -1, NULL)); /* cut between characters */
  g_assert_cmpuint(strlen(temporary), <=, 255);
  g_dir_close(directory);
  g_assert_true(jb_output_file_commit(file, &error));
  g_assert_no_error(error);
  g_assert_cmpuint(entry_count(folder), ==, 1);
}

static void assert_refused(const char *path, int code)
{
  g_autoptr(GError) error = NULL;
  g_test_message("“%s”", path);
  g_assert_null(jb_output_file_open(path, &error));
  g_assert_error(error, JB_FILE_ERROR, code);
}

static void test_refused_outputs(Folder *folder, const void *unused)
{
  (void)unused;
  g_autofree char *missing = in(folder, "missing/a.pdf");
  g_autofree char *device = in(folder, "device");
  g_autofree char *dangling = in(folder, "dangling");
  g_autofree char *below_file = in(folder, "target/a.pdf");
  g_assert_cmpint(symlink("/dev/null", device) + symlink("nothing", dangling), ==, 0);
  put(folder, "target", "kept");
  assert_refused(folder->path, JB_FILE_ERROR_NOT_REGULAR);
  assert_refused("/dev/full", JB_FILE_ERROR_NOT_REGULAR);
  assert_refused(device, JB_FILE_ERROR_NOT_REGULAR);
  assert_refused(dangling, JB_FILE_ERROR_SYSTEM);
  assert_refused(missing, JB_FILE_ERROR_SYSTEM);
  assert_refused(below_file, JB_FILE_ERROR_SYSTEM);

  g_autofree char *link = in(folder, "link");
  g_assert_cmpint(symlink("target", link), ==, 0);
  g_autoptr(GError) error = NULL;
  JbOutputFile *file = jb_output_file_open(link, &error);
  jb_output_file_write(file, "new", 3);
  g_assert_true(jb_output_file_commit(file, &error));
  assert_contents(folder, "link", "new");
  assert_contents(folder, "target", "kept"); /* the link was replaced, not written through */
}

/* A full disk, as a limit on the size of files: the write that fails is the first, or one in the middle. */
static void test_full_disk(Folder *folder, const void *unused)
{
  (void)unused;
  put(folder, "a.pdf", "old");
  g_autofree char *path = in(folder, "a.pdf");
  struct rlimit before;
  getrlimit(RLIMIT_FSIZE, &before);
  signal(SIGXFSZ, SIG_IGN);
  static const rlim_t limits[] = {0, 1000, 100000};
  g_autofree char *bytes = g_strnfill(150000, 'x');
  for (size_t i = 0; i < G_N_ELEMENTS(limits); i++) {
    struct rlimit small = {.rlim_cur = limits[i], .rlim_max = before.rlim_max};
    g_autoptr(GError) error = NULL;
    JbOutputFile *file = jb_output_file_open(path, &error);
    g_assert_nonnull(file);
    g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &small), ==, 0);
    jb_output_file_write(file, bytes, 150000);
    jb_output_file_write(file, bytes, 1);
    bool done = jb_output_file_commit(file, &error);
    setrlimit(RLIMIT_FSIZE, &before);
    g_assert_false(done);
    g_assert_error(error, JB_FILE_ERROR, JB_FILE_ERROR_SYSTEM);
    g_assert_cmpstr(error->message, ==, g_strerror(EFBIG));
    assert_contents(folder, "a.pdf", "old");
    g_assert_cmpuint(entry_count(folder), ==, 1);
  }
}

/* A writer killed half-way leaves its temporary, and only that one is removed. */
static void test_killed_writer(Folder *folder, const void *unused)
{
  (void)unused;
  put(folder, ".notes.tmp", "mine");
  put(folder, ".a.pdf.x1.tmp", "mine");
  g_autofree char *path = in(folder, "a.pdf");
  pid_t writer = fork();
  if (writer == 0) {
    JbOutputFile *file = jb_output_file_open(path, NULL);
    jb_output_file_write(file, "half", 4);
    raise(SIGKILL);
  }
  g_assert_cmpint(waitpid(writer, NULL, 0), ==, writer);
  g_assert_cmpuint(entry_count(folder), ==, 3);
  jb_output_remove_temporaries(folder->path, writer + 1);
  g_assert_cmpuint(entry_count(folder), ==, 3);
  jb_output_remove_temporaries(folder->path, writer);
  g_assert_cmpuint(entry_count(folder), ==, 2);
  g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add("/base/file/" name, Folder, NULL, set_up, function, tear_down)
  ADD("read", test_read);
  ADD("fifo", test_fifo);
  ADD("read-below", test_read_below);
  ADD("write", test_write);
  ADD("write-long", test_write_long);
  ADD("long-name", test_long_name);
  ADD("refused-outputs", test_refused_outputs);
  ADD("full-disk", test_full_disk);
  ADD("killed-writer", test_killed_writer);
#undef ADD
  return g_test_run();
}
