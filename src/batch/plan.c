/* SPDX-License-Identifier: MIT
 * batch/plan: inputs and outputs.
 *
 * A file is known by device and inode, so that links and ./ do not hide that two names are one. Outputs are compared
 * with upper and lower case folded: what is planned here must work on any disk. */
#include "batch/plan.h"

#include "base/file.h"
#include "base/utf8.h"

#include <dirent.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  MAXIMUM_LIST_SIZE = 64 << 20,
  /* What follows a stem in the longest of our output names: "-00001.png". */
  LONGEST_ENDING = 10
};

typedef struct FileId {
  guint64 device, inode;
} FileId;

typedef struct Planner {
  const JbPlanOptions *options;
  JbFindings *findings;
  GPtrArray *jobs;
  GHashTable *known;   /* FileId * → JbJob * */
  GHashTable *outputs; /* folded output → JbJob * */
} Planner;

static void free_job(void *data)
{
  JbJob *job = data;
  g_free(job->input);
  g_free(job->stem);
  g_free(job->output);
  g_free(job->preview_stem);
  g_free(job);
}

static unsigned hash_id(const void *data)
{
  const FileId *id = data;
  return (unsigned)(id->inode ^ id->inode >> 32 ^ id->device);
}

static gboolean equal_ids(const void *a, const void *b)
{
  return ((const FileId *)a)->device == ((const FileId *)b)->device &&
         ((const FileId *)a)->inode == ((const FileId *)b)->inode;
}

static FileId id_of(const struct stat *status)
{
  return (FileId){.device = status->st_dev, .inode = status->st_ino};
}

/* --- Inputs --- */

/* A stem whose outputs would have names of more than NAME_MAX bytes is cut, and told from others by its digest. */
static char *fit_stem(const Planner *planner, char *stem, const char *input)
{
  size_t room = NAME_MAX - LONGEST_ENDING;
  if (strlen(stem) <= room || !planner->options->output_folder) {
    return stem;
  }
  g_autofree char *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, stem, -1);
  size_t length = room - 9;
  while (length > 0 && ((unsigned char)stem[length] & 0xC0) == 0x80) {
    length--;
  }
  char *cut = g_strdup_printf("%.*s-%.8s", (int)length, stem, digest);
  JbPlace place = {.path = jb_findings_keep(planner->findings, input)};
  jb_find(planner->findings, OUTPUT_NAME_CUT, place, cut);
  g_free(stem);
  return cut;
}

static char *stem_of(const char *input)
{
  if (strcmp(input, "-") == 0) {
    return g_strdup("stdin");
  }
  char *name = g_path_get_basename(input);
  size_t length = strlen(name);
  if (length > 4 && g_ascii_strcasecmp(name + length - 4, ".xml") == 0) {
    name[length - 4] = '\0';
  }
  return name;
}

static void add_file(Planner *planner, const char *input, const struct stat *status)
{
  FileId *id = g_new(FileId, 1);
  *id = id_of(status);
  const JbJob *first = g_hash_table_lookup(planner->known, id);
  if (first) {
    JbPlace place = {.path = jb_findings_keep(planner->findings, input)};
    jb_find(planner->findings, INPUT_TWICE, place, first->input);
    g_free(id);
    return;
  }
  JbJob *job = g_new0(JbJob, 1);
  job->input = g_strdup(input);
  job->stem = stem_of(input);
  g_ptr_array_add(planner->jobs, job);
  g_hash_table_insert(planner->known, id, job);
}

static int compare_names(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_folder(Planner *planner, const char *folder, JbPlace place)
{
  DIR *directory = opendir(folder);
  if (!directory) {
    jb_find(planner->findings, FOLDER_UNREADABLE, place, folder, g_strerror(errno));
    return;
  }
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
  const struct dirent *entry;
  while ((entry = readdir(directory))) {
    if (entry->d_name[0] != '.' && g_str_has_suffix(entry->d_name, ".xml")) {
      g_ptr_array_add(paths, g_build_filename(folder, entry->d_name, NULL));
    }
  }
  closedir(directory);
  g_ptr_array_sort(paths, compare_names);
  unsigned count = 0;
  for (guint i = 0; i < paths->len; i++) {
    struct stat status;
    if (stat(paths->pdata[i], &status) == 0 && S_ISREG(status.st_mode)) {
      add_file(planner, paths->pdata[i], &status);
      count++;
    }
  }
  if (count == 0) {
    jb_find(planner->findings, FOLDER_EMPTY, place, folder);
  }
}

/* place: the line of a list that names it, or nothing. */
static void add_path(Planner *planner, const char *path, JbPlace place)
{
  struct stat status;
  bool there = (strcmp(path, "-") == 0 ? fstat(STDIN_FILENO, &status) : stat(path, &status)) == 0;
  if (there && S_ISDIR(status.st_mode)) {
    add_folder(planner, path, place);
  } else if (there && (S_ISREG(status.st_mode) || strcmp(path, "-") == 0)) {
    add_file(planner, path, &status);
  } else if (there) {
    jb_find(planner->findings, INPUT_NOT_REGULAR, place, path);
  } else {
    jb_find(planner->findings, INPUT_MISSING, place, path);
  }
}

static void add_list(Planner *planner, const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = jb_file_read(name, MAXIMUM_LIST_SIZE, &error);
  if (!bytes) {
    jb_find(planner->findings, LIST_UNREADABLE, (JbPlace){0}, name, error->message);
    return;
  }
  size_t length;
  const char *cursor = g_bytes_get_data(bytes, &length);
  const char *end = cursor + length;
  JbPlace place = {.path = jb_findings_keep(planner->findings, name)};
  while (cursor < end) {
    const char *stop = memchr(cursor, '\n', (size_t)(end - cursor));
    stop = stop ? stop : end;
    place.line++;
    size_t line_length = (size_t)(stop - cursor);
    line_length -= line_length > 0 && cursor[line_length - 1] == '\r';
    g_autofree char *line = g_strndup(cursor, line_length);
    if (strlen(line) < line_length) {
      jb_find(planner->findings, LIST_UNREADABLE, place, name, "holds a NUL byte");
    } else if (*line != '\0') {
      add_path(planner, line, place);
    }
    cursor = stop < end ? stop + 1 : end;
  }
}

/* --- Outputs --- */

/* The name as a disk that does not know upper from lower case sees it. */
static char *fold(const char *name)
{
  return jb_utf8_validate(name, strlen(name), NULL) ? g_utf8_casefold(name, -1) : g_strdup(name);
}

static void check_output(Planner *planner, JbJob *job)
{
  char *key = fold(job->output);
  const JbJob *other = g_hash_table_lookup(planner->outputs, key);
  if (other) {
    jb_find(planner->findings, OUTPUT_COLLISION, (JbPlace){0}, other->input, job->input, job->output);
    g_free(key);
    return;
  }
  g_hash_table_insert(planner->outputs, key, job);

  g_autoptr(GError) error = NULL;
  struct stat status;
  if (!jb_output_path_check(job->output, &error)) {
    jb_find(planner->findings, OUTPUT_REFUSED, (JbPlace){0}, job->output, error->message);
  } else if (stat(job->output, &status) == 0) {
    FileId id = id_of(&status);
    if (g_hash_table_contains(planner->known, &id)) {
      jb_find(planner->findings, OUTPUT_IS_INPUT, (JbPlace){0}, job->output);
    }
  }
}

/* The file -o names, and the previews beside it, named after it. */
static void plan_one_output(Planner *planner)
{
  JbJob *job = planner->jobs->pdata[0];
  job->output = g_strdup(planner->options->output_file);
  if (planner->options->previews) {
    bool pdf = g_str_has_suffix(job->output, ".pdf");
    job->preview_stem = g_strndup(job->output, strlen(job->output) - (pdf ? 4 : 0));
  }
  check_output(planner, job);
}

static void plan_outputs(Planner *planner)
{
  const char *folder = planner->options->output_folder;
  for (guint i = 0; i < planner->jobs->len; i++) {
    JbJob *job = planner->jobs->pdata[i];
    job->stem = fit_stem(planner, job->stem, job->input);
    g_autofree char *name = g_strconcat(job->stem, ".pdf", NULL);
    job->output = g_build_filename(folder, name, NULL);
    job->preview_stem = planner->options->previews ? g_build_filename(folder, job->stem, NULL) : NULL;
    check_output(planner, job);
  }
}

/* A file that nobody may write is not replaced either, though its folder would let us. */
static void check_writable(const Planner *planner, const JbJob *job)
{
  struct stat status;
  int reason = stat(job->output, &status) < 0                          ? errno
               : (status.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) == 0 ? EACCES
               : access(job->output, W_OK) < 0                         ? errno
                                                                       : 0;
  if (reason != 0) {
    jb_find(planner->findings, OUTPUT_REFUSED, (JbPlace){0}, job->input, g_strerror(reason));
  }
}

static void plan_in_place(Planner *planner)
{
  for (guint i = 0; i < planner->jobs->len; i++) {
    JbJob *job = planner->jobs->pdata[i];
    if (strcmp(job->input, "-") == 0) {
      jb_find(planner->findings, OUTPUT_REFUSED, (JbPlace){0}, job->input, "is standard input");
      continue;
    }
    char *real = realpath(job->input, NULL); /* malloc's, which is g_malloc's */
    job->output = real ? real : g_strdup(job->input);
    check_writable(planner, job);
    g_autofree char *folder = g_path_get_dirname(job->output);
    jb_output_remove_temporaries(folder, /* any writer */ 0);
  }
}

/* One message for the folder, rather than one a document. */
static bool check_folder(const Planner *planner, const char *folder, bool may_be_missing)
{
  struct stat status;
  int reason = stat(folder, &status) < 0         ? errno
               : !S_ISDIR(status.st_mode)        ? ENOTDIR
               : access(folder, W_OK | X_OK) < 0 ? errno
                                                 : 0;
  if (reason == 0 || (reason == ENOENT && may_be_missing)) {
    return true;
  }
  jb_find(planner->findings, OUTPUT_FOLDER, (JbPlace){0}, folder, g_strerror(reason));
  return false;
}

/* The folder of -o must be there; that of -d is made when all else is right. */
static void plan_writing(Planner *planner)
{
  const JbPlanOptions *options = planner->options;
  bool one = options->output_file != NULL;
  g_autofree char *folder = one ? g_path_get_dirname(options->output_file) : g_strdup(options->output_folder);
  if (!check_folder(planner, folder, !one)) {
    return;
  }
  if (one) {
    plan_one_output(planner);
  } else {
    plan_outputs(planner);
  }
  if (jb_findings_has_errors(planner->findings)) {
    return;
  }
  if (g_mkdir_with_parents(folder, 0777) < 0) {
    jb_find(planner->findings, OUTPUT_FOLDER, (JbPlace){0}, folder, g_strerror(errno));
  } else {
    jb_output_remove_temporaries(folder, /* any writer */ 0);
  }
}

GPtrArray *jb_batch_plan_new(const JbPlanOptions *options, JbFindings *findings)
{
  Planner planner = {
      .options = options,
      .findings = findings,
      .jobs = g_ptr_array_new_with_free_func(free_job),
      .known = g_hash_table_new_full(hash_id, equal_ids, g_free, NULL),
      .outputs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
  };
  for (const char *const *input = options->inputs; *input; input++) {
    if (**input == '@') {
      add_list(&planner, *input + 1);
    } else {
      add_path(&planner, *input, (JbPlace){0});
    }
  }
  if (planner.jobs->len == 0 && !jb_findings_has_errors(findings)) {
    jb_find(findings, NO_INPUT, (JbPlace){0}, NULL);
  }
  if (planner.jobs->len > 1 && options->output_file) {
    jb_find(findings, ONE_INPUT_ONLY, (JbPlace){0}, "-o", options->output_file);
  }
  bool writes = options->output_file || options->output_folder;
  if (writes && !jb_findings_has_errors(findings)) {
    plan_writing(&planner);
  } else if (options->in_place && !jb_findings_has_errors(findings)) {
    plan_in_place(&planner);
  }
  g_hash_table_unref(planner.known);
  g_hash_table_unref(planner.outputs);
  return planner.jobs;
}
