/* SPDX-License-Identifier: MIT
 * font/fonts_file: what fonts.xml says: the candidates of each role, in order, and the folders to look in. */
#ifndef JB_FONT_FONTS_FILE_H
#define JB_FONT_FONTS_FILE_H

#include "diag/findings.h"
#include "font/font_set.h"
#include "xml/grammar.h"

#include <glib.h>
#include <stdbool.h>

typedef struct JbFontCandidate {
  char *postscript_name;
  char *file;     /* its usual file name; NULL: known by its PostScript name only */
  unsigned index; /* where in a collection it usually is; the PostScript name decides */
  char *licence;  /* NULL: not said */
  bool optional;  /* an office may have it: its absence is worth no word */
  JbPlace place;
} JbFontCandidate;

typedef struct JbFontsFile {
  GPtrArray *look;                      /* of char *: folders, in order */
  GPtrArray *candidates[JB_ROLE_COUNT]; /* of JbFontCandidate *, in order */
} JbFontsFile;

/* path is borrowed for as long as findings live. NULL, with an error in findings, when the file cannot be used. */
JbFontsFile *jb_fonts_file_read(const char *path, JbFindings *findings);
void jb_fonts_file_free(JbFontsFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbFontsFile, jb_fonts_file_free)

extern const JbGrammar jb_fonts_grammar; /* namespace urn:jianbao:fonts:1 */

#endif
