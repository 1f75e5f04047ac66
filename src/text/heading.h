/* SPDX-License-Identifier: MIT
 * text/heading: lines of headings and titles, broken by sense and shape (JbComposition.shape). Private to text/. */
#ifndef JB_TEXT_HEADING_H
#define JB_TEXT_HEADING_H

#include "text/ruler.h"

/* Appends the lines of the text from cell first on up to cell end, which a forced line end precedes. As few lines as
 * the measure needs; what is longer than a heading is set first-fit. The measure must be finite. U+200B in the text is
 * where the author would break. */
void jb_heading_fit(const JbRuler *ruler, size_t first, size_t end, GArray *lines);

/* What the sense of a text says against a line end after cell index: 0 nothing (a mark, the author's U+200B), up to
 * some hundreds (inside a bracketed phrase). */
double jb_heading_sense(const JbCells *cells, size_t index);

#endif
