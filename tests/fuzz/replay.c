/* SPDX-License-Identifier: MIT
 * replay: the main of a fuzz target without libFuzzer. */
#include "replay.h"

#include <glib.h>

static int compare_names(const void *a, const void *b)
{
  return g_strcmp0(*(const char *const *)a, *(const char *const *)b);
}

static void replay_file(const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size;
  g_autoptr(GError) error = NULL;
  if (!g_file_get_contents(path, &bytes, &size, &error)) {
    g_error("%s", error->message);
  }
  g_print("# %s\n", path);
  LLVMFuzzerTestOneInput((const uint8_t *)bytes, size);
}

static void replay(const char *path)
{
  g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
  if (folder == NULL) {
    replay_file(path);
    return;
  }
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  for (const char *name; (name = g_dir_read_name(folder)) != NULL;) {
    g_ptr_array_add(names, g_build_filename(path, name, NULL));
  }
  g_ptr_array_sort(names, compare_names);
  for (guint i = 0; i < names->len; i++) {
    replay_file(names->pdata[i]);
  }
}

int main(int argc, char **argv)
{
  if (argc < 2) {
    g_printerr("usage: fuzz-… FILE|FOLDER...\n");
    return 2;
  }
  for (int i = 1; i < argc; i++) {
    replay(argv[i]);
  }
  return 0;
}
