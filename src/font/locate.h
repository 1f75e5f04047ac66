/* SPDX-License-Identifier: MIT
 * font/locate: the file in which a candidate of fonts.xml lies. */
#ifndef JB_FONT_LOCATE_H
#define JB_FONT_LOCATE_H

#include "font/fonts_file.h"

#include <stdbool.h>

typedef struct JbFontLocator JbFontLocator;

/* folder: of fonts.xml; look: folders in order, borrowed. */
JbFontLocator *jb_font_locator_new(const char *folder, const GPtrArray *look);
void jb_font_locator_free(JbFontLocator *locator);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbFontLocator, jb_font_locator_free)

/* In the folder of fonts.xml, by file name or, under any file name, by PostScript name; then in the look folders by
 * file name. True: *path (newly allocated) and *index say where the face should be. */
bool jb_font_locate(JbFontLocator *locator, const JbFontCandidate *candidate, char **path, unsigned *index);

/* The same by fontconfig and PostScript name, which is started at the first call and may take half a second. */
bool jb_font_locate_in_system(JbFontLocator *locator, const JbFontCandidate *candidate, char **path, unsigned *index);

#endif
