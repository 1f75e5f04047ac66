/* SPDX-License-Identifier: MIT
 * pdf/content: one page's display list → its content stream, not yet deflated. Private to pdf/. */
#ifndef JB_PDF_CONTENT_H
#define JB_PDF_CONTENT_H

#include "page/page.h"
#include "pdf/resources.h"

#include <glib.h>
#include <stdbool.h>

/* Appends the stream to out and the numbers (unsigned) of the pictures shown to pictures. Links and anchors are not
 * content. False: a coordinate that no page has (not finite, or 14,400 pt and more) or a glyph that no code shows;
 * it is left out, and the page is not to be printed. */
bool jb_content_write(const JbPage *page, JbResources *resources, GString *out, GArray *pictures);

#endif
