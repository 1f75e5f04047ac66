/* SPDX-License-Identifier: MIT
 * base/file: reading. A file that is not regular is never waited for and never read. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

G_DEFINE_QUARK(jb - file - error - quark, jb_file_error)

static void set_system_error(GError **error, int number)
{
  g_set_error_literal(error, JB_FILE_ERROR, JB_FILE_ERROR_SYSTEM, g_strerror(number));
}

static bool check_regular(int descriptor, struct stat *status, GError **error)
{
  if (fstat(descriptor, status) < 0) {
    set_system_error(error, errno);
    return false;
  }
  if (!S_ISREG(status->st_mode)) {
    g_set_error_literal(error, JB_FILE_ERROR, JB_FILE_ERROR_NOT_REGULAR,
                        S_ISDIR(status->st_mode) ? "is a folder" : "is not a regular file");
    return false;
  }
  return true;
}

/* Reads to the end, whatever size was announced: the file may grow, and /proc says 0. */
static GBytes *read_all(int descriptor, size_t expected, size_t limit, GError **error)
{
  if (expected > limit) {
    expected = limit;
  }
  size_t capacity = expected + 1;
  g_autofree char *buffer = g_malloc(capacity);
  size_t length = 0;
  for (;;) {
    ssize_t count = read(descriptor, buffer + length, capacity - length);
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count < 0) {
      set_system_error(error, errno);
      return NULL;
    }
    length += (size_t)count;
    if (length > limit) {
      g_set_error_literal(error, JB_FILE_ERROR, JB_FILE_ERROR_TOO_LARGE, "is larger than such a file may be");
      return NULL;
    }
    if (count == 0) {
      return g_bytes_new_take(g_steal_pointer(&buffer), length);
    }
    if (length == capacity) {
      capacity = capacity * 2 > 4096 ? capacity * 2 : 4096;
      buffer = g_realloc(buffer, capacity);
    }
  }
}

static GBytes *read_regular(int descriptor, size_t limit, GError **error)
{
  struct stat status;
  if (!check_regular(descriptor, &status, error)) {
    return NULL;
  }
  if ((uint64_t)status.st_size > limit) {
    g_set_error_literal(error, JB_FILE_ERROR, JB_FILE_ERROR_TOO_LARGE, "is larger than such a file may be");
    return NULL;
  }
  return read_all(descriptor, (size_t)status.st_size, limit, error);
}

/* O_NONBLOCK: opening a FIFO returns at once, and check_regular turns it away. */
enum { READ_FLAGS = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY };

static int open_for_reading(const char *path, GError **error)
{
  int descriptor = open(path, READ_FLAGS);
  if (descriptor < 0) {
    set_system_error(error, errno);
  }
  return descriptor;
}

GBytes *jb_file_read(const char *path, size_t limit, GError **error)
{
  if (strcmp(path, "-") == 0) {
    return read_all(STDIN_FILENO, /* expected */ 65535, limit, error);
  }
  int descriptor = open_for_reading(path, error);
  if (descriptor < 0) {
    return NULL;
  }
  GBytes *bytes = read_regular(descriptor, limit, error);
  close(descriptor);
  return bytes;
}

GBytes *jb_file_map(const char *path, GError **error)
{
  int descriptor = open_for_reading(path, error);
  if (descriptor < 0) {
    return NULL;
  }
  struct stat status;
  GBytes *bytes = NULL;
  if (check_regular(descriptor, &status, error)) {
    GMappedFile *file = g_mapped_file_new_from_fd(descriptor, /* writable */ FALSE, error);
    if (file) {
      bytes = g_mapped_file_get_bytes(file);
      g_mapped_file_unref(file);
    }
  }
  close(descriptor);
  return bytes;
}

/* --- Below a root --- */

/* "scheme:" as in RFC 3986; a name with a colon later on, or in another folder, is a name. */
static bool looks_like_url(const char *name)
{
  size_t scheme = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-");
  return scheme > 1 && g_ascii_isalpha(*name) &&
         (strncmp(name + scheme, "://", 3) == 0 || g_ascii_strncasecmp(name, "file:", 5) == 0 ||
          g_ascii_strncasecmp(name, "data:", 5) == 0);
}

static bool check_name(const char *name, GError **error)
{
  if (*name == '\0') {
    g_set_error_literal(error, JB_FILE_ERROR, JB_FILE_ERROR_SYSTEM, g_strerror(ENOENT));
    return false;
  }
  const char *wrong = looks_like_url(name) ? "looks like a URL; only files beside the document are read"
                      : *name == '/'       ? "is an absolute name; only files below the document's folder are read"
                                           : NULL;
  if (wrong) {
    g_set_error_literal(error, JB_FILE_ERROR, JB_FILE_ERROR_OUTSIDE, wrong);
  }
  return !wrong;
}

/* For kernels before 5.6 and sandboxes that refuse openat2: component by component, no symbolic link, no "..". */
static int walk_below(int root, const char *name)
{
  g_auto(GStrv) components = g_strsplit(name, "/", -1);
  int folder = dup(root);
  for (size_t i = 0; folder >= 0 && components[i]; i++) {
    bool last = !components[i + 1];
    if (!last && (*components[i] == '\0' || strcmp(components[i], ".") == 0)) {
      continue;
    }
    int next = -1;
    if (strcmp(components[i], "..") == 0) {
      errno = EXDEV;
    } else {
      next = openat(folder, components[i], (last ? READ_FLAGS : O_PATH | O_DIRECTORY | O_CLOEXEC) | O_NOFOLLOW);
    }
    int reason = errno == ELOOP ? EXDEV : errno;
    close(folder);
    errno = reason;
    folder = next;
  }
  return folder;
}

static int open_below(int root, const char *name)
{
  struct open_how how = {.flags = READ_FLAGS, .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS};
  long descriptor;
  int tries = 0;
  do { /* EAGAIN: something was renamed while the kernel looked at ".." */
    descriptor = syscall(SYS_openat2, root, name, &how, sizeof how);
  } while (descriptor < 0 && (errno == EAGAIN || errno == EINTR) && ++tries < 32);
  if (descriptor < 0 && (errno == ENOSYS || errno == EPERM)) {
    return walk_below(root, name);
  }
  return (int)descriptor;
}

GBytes *jb_file_read_below(const char *root, const char *name, size_t limit, GError **error)
{
  if (!check_name(name, error)) {
    return NULL;
  }
  int folder = open(*root == '\0' ? "." : root, O_PATH | O_DIRECTORY | O_CLOEXEC);
  int descriptor = folder < 0 ? -1 : open_below(folder, name);
  int reason = errno;
  if (folder >= 0) {
    close(folder);
  }
  if (descriptor < 0) {
    if (folder >= 0 && reason == EXDEV) {
      g_set_error_literal(error, JB_FILE_ERROR, JB_FILE_ERROR_OUTSIDE, "lies outside the document's folder");
    } else {
      set_system_error(error, reason);
    }
    return NULL;
  }
  GBytes *bytes = read_regular(descriptor, limit, error);
  close(descriptor);
  return bytes;
}
