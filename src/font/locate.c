/* SPDX-License-Identifier: MIT
 * font/locate: folders first, fontconfig last. Looking for a file by its name costs microseconds; only the folder of
 * fonts.xml, into which an office drops faces under whatever name they came, is read through, once and when needed. */
#include "font/locate.h"

#include "font/face.h"

#include <fontconfig/fontconfig.h>
#include <string.h>

/* A face lying in the folder of fonts.xml. */
typedef struct DroppedFace {
  char *path;
  char *postscript_name;
  unsigned index;
} DroppedFace;

struct JbFontLocator {
  char *folder;
  const GPtrArray *look;
  GArray *dropped;  /* of DroppedFace; NULL: not read yet */
  FcConfig *system; /* NULL: not started */
};

JbFontLocator *jb_font_locator_new(const char *folder, const GPtrArray *look)
{
  JbFontLocator *locator = g_new0(JbFontLocator, 1);
  locator->folder = g_strdup(folder);
  locator->look = look;
  return locator;
}

static void clear_dropped(void *data)
{
  DroppedFace *face = data;
  g_free(face->path);
  g_free(face->postscript_name);
}

void jb_font_locator_free(JbFontLocator *locator)
{
  if (!locator) {
    return;
  }
  if (locator->dropped) {
    g_array_unref(locator->dropped);
  }
  if (locator->system) {
    FcConfigDestroy(locator->system);
  }
  g_free(locator->folder);
  g_free(locator);
}

static bool is_font_name(const char *name)
{
  static const char *const endings[] = {".otf", ".ttf", ".ttc", ".otc"};
  const char *dot = strrchr(name, '.');
  for (size_t i = 0; dot && i < G_N_ELEMENTS(endings); i++) {
    if (g_ascii_strcasecmp(dot, endings[i]) == 0) {
      return true;
    }
  }
  return false;
}

static int compare_names(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *list_font_files(const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GDir) directory = g_dir_open(folder, 0, NULL);
  const char *name;
  while (directory && (name = g_dir_read_name(directory))) {
    if (is_font_name(name)) {
      g_ptr_array_add(names, g_strdup(name));
    }
  }
  g_ptr_array_sort(names, compare_names); /* the order of a folder is the file system's */
  return names;
}

static void read_dropped(JbFontLocator *locator)
{
  locator->dropped = g_array_new(FALSE, FALSE, sizeof(DroppedFace));
  g_array_set_clear_func(locator->dropped, clear_dropped);
  g_autoptr(GPtrArray) names = list_font_files(locator->folder);
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *path = g_build_filename(locator->folder, (const char *)names->pdata[i], NULL);
    g_auto(GStrv) faces = jb_face_list_names(path, NULL); /* what is no font is not asked for either */
    for (unsigned index = 0; faces && faces[index]; index++) {
      DroppedFace face = {.path = g_strdup(path), .postscript_name = g_strdup(faces[index]), .index = index};
      g_array_append_val(locator->dropped, face);
    }
  }
}

static bool find_dropped(JbFontLocator *locator, const char *postscript_name, char **path, unsigned *index)
{
  if (!locator->dropped) {
    read_dropped(locator);
  }
  for (guint i = 0; i < locator->dropped->len; i++) {
    const DroppedFace *face = &g_array_index(locator->dropped, DroppedFace, i);
    if (strcmp(face->postscript_name, postscript_name) == 0) {
      *path = g_strdup(face->path);
      *index = face->index;
      return true;
    }
  }
  return false;
}

static bool find_file(const char *folder, const JbFontCandidate *candidate, char **path, unsigned *index)
{
  if (!candidate->file) {
    return false;
  }
  g_autofree char *file = g_build_filename(folder, candidate->file, NULL);
  if (!g_file_test(file, G_FILE_TEST_IS_REGULAR)) {
    return false;
  }
  *path = g_steal_pointer(&file);
  *index = candidate->index;
  return true;
}

bool jb_font_locate(JbFontLocator *locator, const JbFontCandidate *candidate, char **path, unsigned *index)
{
  if (find_file(locator->folder, candidate, path, index) ||
      find_dropped(locator, candidate->postscript_name, path, index)) {
    return true;
  }
  for (guint i = 0; i < locator->look->len; i++) {
    if (find_file(locator->look->pdata[i], candidate, path, index)) {
      return true;
    }
  }
  return false;
}

bool jb_font_locate_in_system(JbFontLocator *locator, const JbFontCandidate *candidate, char **path, unsigned *index)
{
  if (!locator->system) {
    locator->system = FcInitLoadConfigAndFonts();
  }
  FcPattern *pattern = FcPatternCreate();
  FcPatternAddString(pattern, FC_POSTSCRIPT_NAME, (const FcChar8 *)candidate->postscript_name);
  FcPatternAddBool(pattern, FC_VARIABLE, FcFalse);
  FcObjectSet *wanted = FcObjectSetBuild(FC_FILE, FC_INDEX, NULL);
  FcFontSet *found = FcFontList(locator->system, pattern, wanted);
  /* Several copies of one face: the first path in byte order, so that the same machine always gives the same. */
  const char *best = NULL;
  for (int i = 0; found && i < found->nfont; i++) {
    FcChar8 *file = NULL;
    int number = 0;
    if (FcPatternGetString(found->fonts[i], FC_FILE, 0, &file) != FcResultMatch ||
        FcPatternGetInteger(found->fonts[i], FC_INDEX, 0, &number) != FcResultMatch || number < 0) {
      continue;
    }
    if (!best || strcmp((const char *)file, best) < 0) {
      best = (const char *)file;
      *index = (unsigned)number & 0xffff; /* the upper half numbers instances of variable fonts */
    }
  }
  if (best) {
    *path = g_strdup(best);
  }
  if (found) {
    FcFontSetDestroy(found);
  }
  FcObjectSetDestroy(wanted);
  FcPatternDestroy(pattern);
  return best != NULL;
}
