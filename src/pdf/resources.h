/* SPDX-License-Identifier: MIT
 * pdf/resources: what pages refer to by name: fonts /F1…, pictures /I1…, separation inks /S1…, and the graphics states
 * /O (overprint) and /N (none). Shared by all pages, numbered in the order of first use. Private to pdf/. */
#ifndef JB_PDF_RESOURCES_H
#define JB_PDF_RESOURCES_H

#include "colour/colour.h"
#include "page/page.h"
#include "pdf/font.h"

#include <glib.h>
#include <stddef.h>

typedef struct JbResources JbResources;

JbResources *jb_resources_new(JbHaru *haru, JbDeflater *deflater); /* both borrowed */
void jb_resources_free(JbResources *resources);

/* The number in the name, from 1. */
unsigned jb_resources_font(JbResources *resources, const JbFace *face, JbPdfFont **font);
unsigned jb_resources_ink(JbResources *resources, const JbColour *colour);
/* Writes the picture when it is new: its samples are not kept. */
unsigned jb_resources_picture(JbResources *resources, const JbPicture *picture);

/* The resource dictionary of a page that shows these pictures (numbers, unsigned). */
JbObjectId jb_resources_of_page(JbResources *resources, const GArray *pictures);

/* Writes fonts and inks, once the last page is made. */
void jb_resources_write(JbResources *resources);

#endif
