/* SPDX-License-Identifier: MIT
 * font/font_set: roles → faces.
 *
 * Every candidate of fonts.xml is located when the set is opened (a look at the file's name), and the first usable face
 * of each role is opened then, so that what is wrong is said at once. The others open when a character asks for them.
 * fontconfig is asked only for a role that would have no face at all: what else a machine has installed must not change
 * a page, and starting fontconfig costs more than a whole document. */
#include "font/font_set.h"

#include "font/fonts_file.h"
#include "font/locate.h"

#include <string.h>

typedef struct Candidate {
  const JbFontCandidate *listed; /* borrowed from the fonts file */
  char *path;                    /* NULL: not found */
  unsigned index;
  JbFace *face; /* borrowed from the set's faces; NULL: not opened */
  bool broken;  /* found, but no use */
} Candidate;

struct JbFontSet {
  JbFontsFile *file;
  GArray *roles[JB_ROLE_COUNT]; /* of Candidate */
  GPtrArray *faces;             /* of JbFace *: each file and index once */
};

static void clear_candidate(void *data)
{
  g_free(((Candidate *)data)->path);
}

static void free_face(void *data)
{
  jb_face_free(data);
}

static Candidate *candidate_at(const JbFontSet *set, JbFontRole role, guint index)
{
  return &g_array_index(set->roles[role], Candidate, index);
}

/* --- opening faces --- */

/* A collection may hold its faces in another order than fonts.xml thinks. */
static bool correct_index(Candidate *candidate)
{
  g_auto(GStrv) names = jb_face_list_names(candidate->path, NULL);
  for (unsigned i = 0; names && names[i]; i++) {
    if (strcmp(names[i], candidate->listed->postscript_name) == 0) {
      candidate->index = i;
      return true;
    }
  }
  return false;
}

static JbFace *opened_before(const JbFontSet *set, const Candidate *candidate)
{
  for (guint i = 0; i < set->faces->len; i++) {
    JbFace *face = set->faces->pdata[i];
    if (jb_face_index(face) == candidate->index && strcmp(jb_face_path(face), candidate->path) == 0) {
      return face;
    }
  }
  return NULL;
}

static JbFace *open_face(const JbFontSet *set, const Candidate *candidate, GError **error)
{
  JbFace *face = opened_before(set, candidate);
  if (!face && (face = jb_face_open(candidate->path, candidate->index, error))) {
    g_ptr_array_add(set->faces, face);
  }
  return face;
}

static bool is_named(const JbFace *face, const Candidate *candidate)
{
  return strcmp(jb_face_postscript_name(face), candidate->listed->postscript_name) == 0;
}

/* The candidate's face, opened if need be; NULL when it is absent or no use. findings may be NULL. */
static const JbFace *candidate_face(const JbFontSet *set, Candidate *candidate, JbFindings *findings)
{
  if (candidate->face || !candidate->path || candidate->broken) {
    return candidate->face;
  }
  g_autoptr(GError) error = NULL;
  JbFace *face = open_face(set, candidate, &error);
  if (face && !is_named(face, candidate)) {
    face = correct_index(candidate) ? open_face(set, candidate, &error) : NULL;
    if (!face && !error) {
      g_set_error_literal(&error, JB_FACE_ERROR, JB_FACE_ERROR_NO_FONT, "the file holds another face");
    }
  }
  candidate->face = face;
  candidate->broken = !face;
  if (candidate->broken && findings) {
    jb_find(findings, FONT_UNUSABLE, candidate->listed->place, candidate->listed->postscript_name, candidate->path,
            error->message);
  }
  return face;
}

/* --- resolving roles --- */

static void locate_role(JbFontSet *set, JbFontRole role, JbFontLocator *locator)
{
  const GPtrArray *listed = set->file->candidates[role];
  set->roles[role] = g_array_new(FALSE, TRUE, sizeof(Candidate));
  g_array_set_clear_func(set->roles[role], clear_candidate);
  for (guint i = 0; i < listed->len; i++) {
    Candidate candidate = {.listed = listed->pdata[i]};
    jb_font_locate(locator, candidate.listed, &candidate.path, &candidate.index);
    g_array_append_val(set->roles[role], candidate);
  }
}

static const JbFace *first_face(const JbFontSet *set, JbFontRole role, JbFindings *findings)
{
  for (guint i = 0; i < set->roles[role]->len; i++) {
    const JbFace *face = candidate_face(set, candidate_at(set, role, i), findings);
    if (face) {
      return face;
    }
  }
  return NULL;
}

static const JbFace *first_face_in_system(const JbFontSet *set, JbFontRole role, JbFontLocator *locator,
                                          JbFindings *findings)
{
  for (guint i = 0; i < set->roles[role]->len; i++) {
    Candidate *candidate = candidate_at(set, role, i);
    if (!candidate->path) {
      jb_font_locate_in_system(locator, candidate->listed, &candidate->path, &candidate->index);
    }
  }
  return first_face(set, role, findings);
}

static char *listed_names(const JbFontSet *set, JbFontRole role)
{
  GString *names = g_string_new(NULL);
  for (guint i = 0; i < set->roles[role]->len; i++) {
    g_string_append_printf(names, "%s%s", i ? ", " : "", candidate_at(set, role, i)->listed->postscript_name);
  }
  return g_string_free(names, FALSE);
}

/* A note when a face that everybody should have, or that the role is named for, is absent and another stands in. */
static void note_stand_in(const JbFontSet *set, JbFontRole role, const JbFace *used, JbFindings *findings)
{
  for (guint i = 0; i < set->roles[role]->len; i++) {
    const Candidate *candidate = candidate_at(set, role, i);
    if (candidate->face == used) {
      return;
    }
    if (!candidate->listed->optional) {
      jb_find(findings, FONT_STAND_IN, candidate->listed->place, jb_font_role_name(role),
              candidate->listed->postscript_name, jb_face_postscript_name(used));
      return;
    }
  }
}

static void resolve_role(JbFontSet *set, JbFontRole role, JbFontLocator *locator, JbPlace place, JbFindings *findings)
{
  const JbFace *face = first_face(set, role, findings);
  if (!face) {
    face = first_face_in_system(set, role, locator, findings);
  }
  if (face) {
    note_stand_in(set, role, face, findings);
  } else if (role != JB_ROLE_FALLBACK) {
    g_autofree char *names = listed_names(set, role);
    jb_find(findings, FONT_ROLE_EMPTY, place, jb_font_role_name(role), *names ? names : "–");
  }
}

JbFontSet *jb_font_set_open(const char *fonts_xml, JbFindings *findings)
{
  JbFontsFile *file = jb_fonts_file_read(fonts_xml, findings);
  if (!file) {
    return NULL;
  }
  JbFontSet *set = g_new0(JbFontSet, 1);
  set->file = file;
  set->faces = g_ptr_array_new_with_free_func(free_face);
  g_autofree char *folder = g_path_get_dirname(fonts_xml);
  g_autoptr(JbFontLocator) locator = jb_font_locator_new(folder, file->look);
  for (int role = 0; role < JB_ROLE_COUNT; role++) {
    locate_role(set, (JbFontRole)role, locator);
  }
  for (int role = 0; role < JB_ROLE_COUNT; role++) {
    resolve_role(set, (JbFontRole)role, locator, (JbPlace){.path = fonts_xml}, findings);
  }
  return set;
}

void jb_font_set_free(JbFontSet *set)
{
  if (!set) {
    return;
  }
  for (int role = 0; role < JB_ROLE_COUNT; role++) {
    g_array_unref(set->roles[role]);
  }
  g_ptr_array_unref(set->faces);
  jb_fonts_file_free(set->file);
  g_free(set);
}

void jb_font_set_preload(const JbFontSet *set, JbFindings *findings)
{
  for (guint i = 0; i < set->roles[JB_ROLE_FALLBACK]->len; i++) {
    candidate_face(set, candidate_at(set, JB_ROLE_FALLBACK, i), findings);
  }
  for (guint i = 0; i < set->faces->len; i++) {
    const JbFace *face = set->faces->pdata[i];
    jb_face_advance(face, jb_face_glyph(face, 0x4e2d)); /* 中: wakes cmap and hmtx */
    jb_face_metrics(face);
  }
}

/* --- asking --- */

const JbFace *jb_font_set_face(const JbFontSet *set, JbFontRole role, size_t index)
{
  for (guint i = 0; i < set->roles[role]->len; i++) {
    const JbFace *face = candidate_face(set, candidate_at(set, role, i), NULL);
    if (face && index-- == 0) {
      return face;
    }
  }
  return NULL;
}

const JbFace *jb_font_set_opened(const JbFontSet *set, size_t index)
{
  return index < set->faces->len ? set->faces->pdata[index] : NULL;
}

static const JbFace *covering(const JbFontSet *set, JbFontRole role, uint32_t character)
{
  for (guint i = 0; i < set->roles[role]->len; i++) {
    const JbFace *face = candidate_face(set, candidate_at(set, role, i), NULL);
    if (face && jb_face_glyph(face, character) != 0) {
      return face;
    }
  }
  return NULL;
}

const JbFace *jb_font_set_covering(const JbFontSet *set, JbFontRole role, uint32_t character)
{
  const JbFace *face = covering(set, role, character);
  return face || role == JB_ROLE_FALLBACK ? face : covering(set, JB_ROLE_FALLBACK, character);
}

static void append_names(const JbFontSet *set, JbFontRole role, GString *names)
{
  const JbFace *face;
  for (size_t i = 0; (face = jb_font_set_face(set, role, i)); i++) {
    if (!strstr(names->str, jb_face_postscript_name(face))) {
      g_string_append_printf(names, "%s%s", names->len ? ", " : "", jb_face_postscript_name(face));
    }
  }
}

char *jb_font_set_names(const JbFontSet *set, JbFontRole role)
{
  GString *names = g_string_new(NULL);
  append_names(set, role, names);
  append_names(set, JB_ROLE_FALLBACK, names);
  return g_string_free(names, FALSE);
}
