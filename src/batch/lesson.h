/* SPDX-License-Identifier: MIT
 * batch/lesson: what a worker found out about faces and those after it would find out again. The parent reads no
 * document, but it can be told which glyphs documents use; what it makes ready once, later workers inherit.
 *
 * A lesson names things of the faces, never results: whatever it says, it changes the time a document takes and not its
 * bytes. */
#ifndef JB_BATCH_LESSON_H
#define JB_BATCH_LESSON_H

#include "font/font_set.h"

#include <glib.h>
#include <stddef.h>

/* [byte] A longer lesson is not learnt. */
#define JB_LONGEST_LESSON ((size_t)1 << 20)

/* In a worker, once its document is made: what the faces were asked and did not have ready. */
GByteArray *jb_lesson_new(const JbFontSet *fonts);

/* In the parent. Bytes that are no lesson, and faces and glyphs that there are not, are passed over. */
void jb_lesson_learn(const JbFontSet *fonts, const void *bytes, size_t length);

#endif
