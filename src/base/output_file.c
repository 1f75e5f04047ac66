/* SPDX-License-Identifier: MIT
 * base/output_file: writing (declared in base/file.h).
 *
 * Model: a temporary ".NAME.PID.tmp" in the folder of the output, locked as long as its writer lives; fsync, close,
 * rename, fsync of the folder. The lock tells a temporary in use from one a killed run left behind, also between
 * containers, where a PID says nothing. O_TMPFILE would leave nothing behind at all, but cannot replace a file and is
 * missing on network folders. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUFFER_SIZE = 1 << 16 };

struct JbOutputFile {
  int folder; /* the folder of the output; all names are relative to it */
  int file;
  bool replaces; /* what stands at the final name is kept until ours is there */
  char *name;    /* final */
  char *temporary;
  GError *error; /* the first one */
  size_t pending;
  unsigned char buffer[BUFFER_SIZE];
};

static void set_error(GError **error, int number)
{
  g_set_error_literal(error, JB_FILE_ERROR, JB_FILE_ERROR_SYSTEM, g_strerror(number));
}

static void keep_error(JbOutputFile *file, int number)
{
  if (!file->error) {
    set_error(&file->error, number);
  }
}

/* ".NAME.PID.tmp", NAME cut at a character so that all of it is a file name. */
static char *temporary_name(const char *name, pid_t writer)
{
  g_autofree char *suffix = g_strdup_printf(".%ld.tmp", (long)writer);
  size_t room = NAME_MAX - 1 - strlen(suffix);
  size_t length = strlen(name);
  if (length > room) {
    for (length = room; length > 0 && ((unsigned char)name[length] & 0xC0) == 0x80; length--) {
    }
  }
  return g_strdup_printf(".%.*s%s", (int)length, name, suffix);
}

bool jb_output_path_check(const char *path, GError **error)
{
  struct stat status;
  if (stat(path, &status) < 0) {
    if (errno == ENOENT && lstat(path, &status) < 0) {
      return true; /* nothing there */
    }
    set_error(error, errno); /* a link that leads nowhere, a folder that is none */
    return false;
  }
  if (!S_ISREG(status.st_mode)) {
    g_set_error_literal(error, JB_FILE_ERROR, JB_FILE_ERROR_NOT_REGULAR,
                        S_ISDIR(status.st_mode) ? "is a folder" : "is not a regular file");
    return false;
  }
  return true;
}

/* Creates and locks the temporary. Between the two another run may take it for abandoned and remove it: then the
 * link count is 0, and we try again. A name left by a dead process of the same number is removed the same way. */
static int create_temporary(int folder, const char *name)
{
  for (int tries = 0; tries < 8; tries++) {
    int file = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    struct stat status;
    if (file >= 0) {
      if (flock(file, LOCK_EX | LOCK_NB) < 0 || fstat(file, &status) < 0 || status.st_nlink > 0) {
        return file; /* a file system without locks will do */
      }
    } else if (errno != EEXIST || (file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)) < 0) {
      return -1;
    } else if (flock(file, LOCK_EX | LOCK_NB) == 0) {
      unlinkat(folder, name, 0);
    }
    close(file);
  }
  errno = EEXIST;
  return -1;
}

JbOutputFile *jb_output_file_open(const char *path, GError **error)
{
  if (!jb_output_path_check(path, error)) {
    return NULL;
  }
  g_autofree char *folder_name = g_path_get_dirname(path);
  int folder = open(folder_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) {
    set_error(error, errno);
    return NULL;
  }
  g_autofree char *name = g_path_get_basename(path);
  g_autofree char *temporary = temporary_name(name, getpid());
  int descriptor = create_temporary(folder, temporary);
  if (descriptor < 0) {
    set_error(error, errno);
    close(folder);
    return NULL;
  }
  JbOutputFile *file = g_new(JbOutputFile, 1);
  file->folder = folder;
  file->file = descriptor;
  file->name = g_steal_pointer(&name);
  file->temporary = g_steal_pointer(&temporary);
  file->error = NULL;
  file->replaces = false;
  file->pending = 0;
  return file;
}

void jb_output_file_replace(JbOutputFile *file)
{
  struct stat status;
  file->replaces = true;
  if (fstatat(file->folder, file->name, &status, AT_SYMLINK_NOFOLLOW) < 0) {
    keep_error(file, errno);
    return;
  }
  (void)!fchown(file->file, status.st_uid,
                status.st_gid); /* only root may give files away; before the mode, which it cuts */
  if (fchmod(file->file, status.st_mode & 07777) < 0) {
    keep_error(file, errno);
  }
}

bool jb_write_all(int descriptor, const void *bytes, size_t length)
{
  const char *cursor = bytes;
  while (length > 0) {
    ssize_t count = write(descriptor, cursor, length);
    if (count >= 0) {
      cursor += count;
      length -= (size_t)count;
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}

static void write_through(JbOutputFile *file, const unsigned char *bytes, size_t length)
{
  if (!file->error && !jb_write_all(file->file, bytes, length)) {
    keep_error(file, errno);
  }
}

static void flush(JbOutputFile *file)
{
  write_through(file, file->buffer, file->pending);
  file->pending = 0;
}

void jb_output_file_write(JbOutputFile *file, const void *bytes, size_t length)
{
  if (length > BUFFER_SIZE - file->pending) {
    flush(file);
  }
  if (length > BUFFER_SIZE) {
    write_through(file, bytes, length);
  } else if (length > 0) {
    memcpy(file->buffer + file->pending, bytes, length);
    file->pending += length;
  }
}

static void free_file(JbOutputFile *file)
{
  close(file->folder);
  g_clear_error(&file->error);
  g_free(file->name);
  g_free(file->temporary);
  g_free(file);
}

bool jb_output_file_commit(JbOutputFile *file, GError **error)
{
  flush(file);
  if (!file->error && fsync(file->file) < 0) {
    keep_error(file, errno);
  }
  if (close(file->file) < 0) {
    keep_error(file, errno);
  }
  if (!file->error && renameat(file->folder, file->temporary, file->folder, file->name) < 0) {
    keep_error(file, errno);
  }
  bool done = !file->error;
  if (!done) {
    unlinkat(file->folder, file->temporary, 0);
  } else if (fsync(file->folder) < 0 && errno != EINVAL) { /* EINVAL: a file system that cannot sync folders */
    keep_error(file, errno);
    if (!file->replaces) {
      unlinkat(file->folder, file->name, 0);
    }
    done = false;
  }
  if (!done) {
    g_propagate_error(error, g_steal_pointer(&file->error));
  }
  free_file(file);
  return done;
}

void jb_output_file_abandon(JbOutputFile *file)
{
  if (!file) {
    return;
  }
  close(file->file);
  unlinkat(file->folder, file->temporary, 0);
  free_file(file);
}

/* Whether name is ".….PID.tmp", and PID writer (0: any). */
static bool is_temporary(const char *name, pid_t writer)
{
  size_t length = strlen(name);
  if (name[0] != '.' || length < sizeof ".x.1.tmp" - 1 || strcmp(name + length - 4, ".tmp") != 0) {
    return false;
  }
  const char *digits = name + length - 4;
  while (digits > name && g_ascii_isdigit(digits[-1])) {
    digits--;
  }
  if (digits <= name + 1 || digits[-1] != '.' || digits == name + length - 4) {
    return false;
  }
  return writer == 0 || strtoll(digits, NULL, 10) == writer;
}

/* Whether nobody writes it any more. */
static bool is_abandoned(int folder, const char *name)
{
  int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) {
    return false;
  }
  struct stat status;
  bool abandoned = fstat(file, &status) == 0 && S_ISREG(status.st_mode) && flock(file, LOCK_EX | LOCK_NB) == 0;
  close(file);
  return abandoned;
}

void jb_output_remove_temporaries(const char *folder_name, pid_t writer)
{
  DIR *folder = opendir(folder_name);
  if (!folder) {
    return;
  }
  const struct dirent *entry;
  while ((entry = readdir(folder))) {
    if (is_temporary(entry->d_name, writer) && is_abandoned(dirfd(folder), entry->d_name)) {
      unlinkat(dirfd(folder), entry->d_name, 0);
    }
  }
  closedir(folder);
}
