/* SPDX-License-Identifier: MIT
 * text/total_fit: of all ways to break a paragraph, the one that costs least. Private to text/. */
#ifndef JB_TEXT_TOTAL_FIT_H
#define JB_TEXT_TOTAL_FIT_H

#include "text/ruler.h"

/* Appends the lines of the text from cell first on up to cell end, which a forced line end precedes. The measure must
 * be finite. */
void jb_total_fit(const JbRuler *ruler, size_t first, size_t end, GArray *lines);

#endif
