/* SPDX-License-Identifier: MIT
 * pdf/charstring: one glyph's Type 2 program (Adobe Technical Note 5177), made independent of its font: subroutines
 * written out, hints left out, the width left out. Private to pdf/. */
#ifndef JB_PDF_CHARSTRING_H
#define JB_PDF_CHARSTRING_H

#include "font/face.h"
#include "pdf/cff.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Appends the program of a glyph, without its width. False, and out as it was: damaged, or an operator outside of
 * drawing (arithmetic, accented letters put together by endchar). */
bool jb_charstring_flatten(const JbCff *cff, uint32_t glyph, GByteArray *out);

/* Appends a program that draws the face's outline of the glyph: the same shape by the long way, for what
 * jb_charstring_flatten does not read. Coordinates are rounded to the font unit. */
void jb_charstring_from_outline(const JbFace *face, uint32_t glyph, GByteArray *out);

/* Appends an integer operand, -32768 to 32767, as charstrings and dictionaries both write it. */
void jb_charstring_append_integer(GByteArray *out, int value);

#endif
