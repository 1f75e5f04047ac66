/* SPDX-License-Identifier: MIT
 * text/first_fit: lines made one after the other, each as full as the rules let it be. Private to text/. */
#ifndef JB_TEXT_FIRST_FIT_H
#define JB_TEXT_FIRST_FIT_H

#include "text/ruler.h"

/* The last cell of the line begun; sets its hanging and broken. */
size_t jb_first_fit_end(const JbRuler *ruler, JbSetLine *line);

/* Appends the lines of the text from cell first on up to cell end, which a forced line end precedes. */
void jb_first_fit(const JbRuler *ruler, size_t first, size_t end, GArray *lines);

#endif
