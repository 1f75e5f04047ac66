/* SPDX-License-Identifier: MIT
 * pdf/haru: the document under construction, and the only file that knows libharu: what the next libharu changes is
 * changed here. libharu keeps the objects, numbers them, makes pages, outline and annotations, and writes file and
 * cross-reference table; what it has no call for is handed to it as the body of a dictionary.
 *
 * The first failure is kept; calls after it do nothing. Coordinates are PDF's: points, origin at the lower left corner
 * of the media box. Private to pdf/. */
#ifndef JB_PDF_HARU_H
#define JB_PDF_HARU_H

#include "base/file.h"
#include "base/geometry.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct JbHaru JbHaru;
typedef uint32_t JbObjectId; /* the object's number; 0: none */

/* For a document of so many pages. */
JbHaru *jb_haru_new(size_t pages);
void jb_haru_free(JbHaru *haru);

/* "libharu 2.3.0" */
const char *jb_haru_producer(void);

/* Takes error; kept when it is the first. */
void jb_haru_fail(JbHaru *haru, GError *error);
bool jb_haru_failed(const JbHaru *haru);
/* The first failure, handed over; NULL when there is none. */
GError *jb_haru_take_error(JbHaru *haru);

/* --- Objects. A body is what stands between << and >>; NULL: it comes later. --- */

JbObjectId jb_haru_add(JbHaru *haru, const char *body);
void jb_haru_set(JbHaru *haru, JbObjectId object, const char *body);
/* bytes are copied and written as they are: a /Filter that says what they are belongs into body. */
JbObjectId jb_haru_add_stream(JbHaru *haru, const char *body, const void *bytes, size_t length);
/* An entry of the catalog: a reference, a name, a text. */
void jb_haru_set_catalog(JbHaru *haru, const char *key, JbObjectId object);
void jb_haru_set_language(JbHaru *haru, const char *language);
/* An entry of the Info dictionary; text is UTF-8. */
void jb_haru_set_info(JbHaru *haru, const char *key, const char *text);

/* --- Pages and what leads to them --- */

typedef struct JbHaruPage {
  double width, height, bleed; /* of the trim box; bleed is added on every side */
  JbObjectId resources;
  const void *content; /* deflated; copied */
  size_t content_length;
} JbHaruPage;

/* Pages are counted from 0 in the order added. */
void jb_haru_add_page(JbHaru *haru, const JbHaruPage *page);

typedef struct JbDestination JbDestination; /* owned by the document */
JbDestination *jb_haru_add_destination(JbHaru *haru, size_t page, JbPoint point);
/* Give a destination or, when that is NULL, a URI. */
void jb_haru_add_link(JbHaru *haru, size_t page, const double box[4], JbDestination *destination, const char *uri);
/* Entries in order, level from 1; a level is at most one more than the one before. */
void jb_haru_add_outline(JbHaru *haru, const char *title, int level, bool opened, JbDestination *destination);

/* Writes the file; its /ID is a digest of all that comes before it. */
void jb_haru_write(JbHaru *haru, JbOutputFile *file);

#endif
