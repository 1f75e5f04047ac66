/* SPDX-License-Identifier: MIT
 * font/font_set: which face plays which role, as fonts.xml lists them. Opened once, before any worker is forked. */
#ifndef JB_FONT_FONT_SET_H
#define JB_FONT_FONT_SET_H

#include "diag/findings.h"
#include "font/face.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum JbFontRole {
  JB_ROLE_SONG,         /* 宋: body */
  JB_ROLE_HEI,          /* 黑: heads, bold */
  JB_ROLE_KAI,          /* 楷: leads, quotations */
  JB_ROLE_FANGSONG,     /* 仿宋: official documents */
  JB_ROLE_XIAOBIAOSONG, /* 小标宋: titles */
  JB_ROLE_DIGITS,       /* digits and Latin letters of running text */
  JB_ROLE_FALLBACK,     /* asked last, for every role */
  JB_ROLE_COUNT
} JbFontRole;

const char *jb_font_role_name(JbFontRole role); /* "song", "hei", … as fonts.xml and themes write them */
bool jb_font_role_parse(const char *name, JbFontRole *role);

typedef struct JbFontSet JbFontSet;

/* Reads fonts.xml and resolves each role's candidates in order: the folder of fonts.xml, then the folders it names;
 * fontconfig, by PostScript name, only for a role that would have no face (what else is installed changes nothing).
 * A role whose first candidate, optional ones aside, is absent is a note; a role without any face an error. NULL when
 * fonts.xml cannot be used. The first face of each role is opened here, the others when first asked for. fonts_xml is
 * borrowed for as long as findings live. */
JbFontSet *jb_font_set_open(const char *fonts_xml, JbFindings *findings);
void jb_font_set_free(JbFontSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbFontSet, jb_font_set_free)

/* Opens the fallback's faces too and wakes the tables that every document needs, so that processes forked afterwards
 * share them. */
void jb_font_set_preload(const JbFontSet *set, JbFindings *findings);

/* The faces of a role, in order; NULL past the last. Borrowed. */
const JbFace *jb_font_set_face(const JbFontSet *set, JbFontRole role, size_t index);

/* The faces opened so far, in the order of opening; NULL past the last. Borrowed. */
const JbFace *jb_font_set_opened(const JbFontSet *set, size_t index);

/* The first face that covers character: the role's own faces, then the fallback's. NULL: nobody has it. */
const JbFace *jb_font_set_covering(const JbFontSet *set, JbFontRole role, uint32_t character);

/* What a message names: "NotoSerifCJKsc-Regular, HanaMinB". Newly allocated. */
char *jb_font_set_names(const JbFontSet *set, JbFontRole role);

#endif
