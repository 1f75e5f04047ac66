/* SPDX-License-Identifier: MIT
 * inspect/inspect: are the pages as a profile asks? Measured is what stands on them, from the display list, not what a
 * theme meant: a sink collects while pages pass, and tells its findings when it is closed. A page that is not as the
 * standard wants it is a warning: the report is none the worse. */
#ifndef JB_INSPECT_INSPECT_H
#define JB_INSPECT_INSPECT_H

#include "diag/findings.h"
#include "page/sink.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct JbProfile JbProfile;

/* The profile of a name, "gbt9704"; NULL: there is none. */
const JbProfile *jb_profile_lookup(const char *name);
/* "gbt9704, …": for a message. Newly allocated. */
char *jb_profile_names(void);

/* The roles a profile may ask for; fonts.xml says which face plays each. */
typedef enum JbInspectRole {
  JB_INSPECT_SONG,
  JB_INSPECT_HEI,
  JB_INSPECT_KAI,
  JB_INSPECT_FANGSONG,
  JB_INSPECT_XIAOBIAOSONG,
  JB_INSPECT_DIGITS,
  JB_INSPECT_ROLE_COUNT
} JbInspectRole;

/* What is to be known of faces, which are opaque here. */
typedef struct JbInspectFaces {
  const char *(*name)(const JbFace *face);
  /* Ink box of a glyph, y up. [em] False: no ink. */
  bool (*extents)(const JbFace *face, uint32_t glyph, double *left, double *bottom, double *right, double *top);
  /* The names of the faces that play the roles: the face asked for, or its fallback on this machine. Characters it
   * lacks may come from others: a text is in a face when most of its Han characters are. Borrowed until close. */
  const char *roles[JB_INSPECT_ROLE_COUNT];
} JbInspectFaces;

/* document: what is named where a finding has no place of its own. findings: borrowed until close. */
JbSink *jb_inspect_sink_new(const JbProfile *profile, const JbInspectFaces *faces, JbPlace document,
                            JbFindings *findings);

#endif
