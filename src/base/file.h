/* SPDX-License-Identifier: MIT
 * base/file: files, read and written with every step checked. */
#ifndef JB_BASE_FILE_H
#define JB_BASE_FILE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define JB_FILE_ERROR (jb_file_error_quark())
GQuark jb_file_error_quark(void);

typedef enum JbFileError {
  JB_FILE_ERROR_SYSTEM,      /* the system said no; the message has its words */
  JB_FILE_ERROR_NOT_REGULAR, /* a folder, FIFO, device or socket */
  JB_FILE_ERROR_TOO_LARGE,   /* over the cap given */
  JB_FILE_ERROR_OUTSIDE,     /* leaves the document's root: "..", absolute, a symbolic link, or looks like a URL */
} JbFileError;

/* The whole of a regular file (or of standard input for "-"), at most limit bytes. Never waits on a FIFO. */
GBytes *jb_file_read(const char *path, size_t limit, GError **error);

/* The whole of a file that a document names: relative names only, resolved below root in the kernel
 * (openat2 RESOLVE_BENEATH, or a walk with O_NOFOLLOW); percent signs are plain characters, URLs do not exist. */
GBytes *jb_file_read_below(const char *root, const char *name, size_t limit, GError **error);

/* The file mapped read-only: faces. Owned by the GBytes. */
GBytes *jb_file_map(const char *path, GError **error);

/* --- Writing: beside, synced, renamed. At no instant does the final name hold anything but a complete file. What
 * stood there before, a symbolic link included, is replaced, not written into. The program should ignore SIGXFSZ, so
 * that a size limit shows as an error. --- */

/* Writes all bytes, however the descriptor takes them; false with errno. */
bool jb_write_all(int descriptor, const void *bytes, size_t length);

typedef struct JbOutputFile JbOutputFile;

/* Opens a temporary beside path. NULL and error when the folder is missing or not writable, or when path is a folder
 * or a symbolic link to anything but a regular file. */
JbOutputFile *jb_output_file_open(const char *path, GError **error);

/* Gives the file the permissions, and as far as the system lets us the owner, of what stands at path, which is
 * somebody's own and not ours to lose: it is then also left in place when the folder could not be synced. A failure is
 * reported by commit. */
void jb_output_file_replace(JbOutputFile *file);

/* Appends; the first failure is kept and reported by commit. */
void jb_output_file_write(JbOutputFile *file, const void *bytes, size_t length);

/* fsync, close, rename, fsync of the folder, each checked. Frees file either way; on false nothing is left behind and
 * what stood at path before is untouched (or gone, when the folder alone could not be synced). */
bool jb_output_file_commit(JbOutputFile *file, GError **error);

/* Removes the temporary and frees. NULL is allowed. */
void jb_output_file_abandon(JbOutputFile *file);

/* What open would refuse for path itself (a folder, a device, a link to one), told before any work is done. */
bool jb_output_path_check(const char *path, GError **error);

/* Removes what a killed process (0: any) left in folder. A temporary whose writer lives is locked and stays. */
void jb_output_remove_temporaries(const char *folder, pid_t writer);

#endif
