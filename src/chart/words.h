/* SPDX-License-Identifier: MIT
 * chart/words: the words of a chart, set as a layout asks for them and drawn where it puts them. Private to chart/. */
#ifndef JB_CHART_WORDS_H
#define JB_CHART_WORDS_H

#include "chart/drawing.h"
#include "flow/set_text.h"

typedef struct JbWords JbWords;

JbWords *jb_words_new(const JbFlowContext *context);
void jb_words_free(JbWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbWords, jb_words_free)

/* The next word of a kind. inlines are borrowed; text is taken over. Empty text: no word, but its index is used. */
void jb_words_add(JbWords *words, JbWordKind kind, const JbInlines *inlines, JbPlace place);
void jb_words_add_text(JbWords *words, JbWordKind kind, char *text, JbPlace place);

/* [pt] size and line pitch of category labels */
double jb_words_em(const JbWords *words);
double jb_words_leading(const JbWords *words);

/* JbMeasure; words: JbWords. A word of several lines is narrowed as long as that needs no line more. */
JbSize jb_words_measure(void *words, JbWord word, double measure);

/* JbDecimalPoint; words: JbWords. */
double jb_words_point(void *words, JbWord word);

/* Sets the labels of the drawing for good, as they were measured last; paper: which stand on dark ground, by label. */
void jb_words_settle(JbWords *words, const JbDrawing *drawing, const bool *paper);
void jb_words_draw(const JbWords *words, const JbDrawnLabel *label, JbPoint origin, JbElementId element, JbPage *page);

#endif
