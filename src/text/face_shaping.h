/* SPDX-License-Identifier: MIT
 * text/face_shaping: what shaping keeps with a face from one paragraph to the next. It hangs on the face's hb_font and
 * dies with it. */
#ifndef JB_TEXT_FACE_SHAPING_H
#define JB_TEXT_FACE_SHAPING_H

#include "text/shape.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct JbFaceShaping JbFaceShaping;

/* Never NULL; made at the first call for a face. */
JbFaceShaping *jb_face_shaping(const JbFace *face);

/* Can a substitution or positioning rule of the face, under the features we set Han text with, see this glyph? If not,
 * the glyph of the character map, at its own advance, is what HarfBuzz would give. */
bool jb_face_shaping_touches(const JbFaceShaping *shaping, uint32_t glyph);

/* Appends the glyphs of Han text and full-width marks: zh-Hans, script Hani, no kerning, no ligatures but those the
 * face always makes (the dash of two characters). clusters count from first_cluster. */
void jb_face_shape_han(JbFaceShaping *shaping, const char *text, size_t length, uint32_t first_cluster, GArray *glyphs);

/* The same for a western word, number or sign, with kerning and ligatures; tabular: all digits one width. */
void jb_face_shape_word(JbFaceShaping *shaping, const char *text, size_t length, bool tabular, uint32_t first_cluster,
                        GArray *glyphs);

/* How far the glyph of a full-width mark, drawn in an em, must be moved for its ink to lie in the half that is the
 * mark's body: the right one for opening marks, else the left one. [em] 0 for most; some faces centre ？ and ！ in
 * their em, as traditional Chinese does. */
double jb_face_mark_correction(JbFaceShaping *shaping, const JbFace *face, uint32_t glyph, bool opening);

#endif
