/* SPDX-License-Identifier: MIT
 * flow/set_text: text of the report set in a style at a width. Every block sets its text through this: paragraphs,
 * captions, table cells, chart labels. */
#ifndef JB_FLOW_SET_TEXT_H
#define JB_FLOW_SET_TEXT_H

#include "flow/flow.h"
#include "text/paragraph.h"

typedef struct JbSetText {
  const JbFlowContext *context;
  const JbTextStyle *style; /* borrowed from the theme */
  JbParagraph *paragraph;
  double width; /* [pt] the measure it was set at */
} JbSetText;

/* inlines resolved (facts, references) and set, by the style's keys of composition and those the text sets itself.
 * prefix (may be NULL) is put in front: "图1　", "一是"; before a topic
 * sentence it is part of it. width may be INFINITY: one line of natural width. */
JbSetText *jb_set_text_new(const JbFlowContext *context, const JbInlines *inlines, const char *prefix,
                           const JbTextStyle *style, double width);
/* A piece of a text that is put together: inlines of the report, or words of our own. */
typedef struct JbTextPart {
  const JbInlines *inlines; /* NULL: words */
  const char *words;
  unsigned marks;          /* JbInlineMark of the words */
  const JbTextStyle *face; /* of the words: its fonts and colour; NULL: those of the text's style */
} JbTextPart;
/* Several pieces as one text: title and subtitle, a note in its brackets. place: of the words. */
JbSetText *jb_set_text_new_joined(const JbFlowContext *context, const JbTextPart *parts, size_t count, JbPlace place,
                                  const JbTextStyle *style, double width);
/* The same for text of our own making (numbers, labels); place: what it is made from. */
JbSetText *jb_set_text_new_plain(const JbFlowContext *context, const char *utf8, JbPlace place,
                                 const JbTextStyle *style, double width);
/* Words in one line before a text that has a place of its own: "抄送：". A mark at their end keeps its blank, as it
 * does inside a line. */
JbSetText *jb_set_text_new_label(const JbFlowContext *context, const char *words, JbPlace place,
                                 const JbTextStyle *style);
void jb_set_text_free(JbSetText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbSetText, jb_set_text_free)

size_t jb_set_text_line_count(const JbSetText *text);
double jb_set_text_height(const JbSetText *text);        /* line count · leading */
double jb_set_text_natural_width(const JbSetText *text); /* of its widest line, as set; for one line: natural */

/* How far from the start of its box something stands that leaves so much room in it. [pt] */
double jb_text_align_offset(JbTextAlign align, double room);

/* From a line's top to its baseline: the em box (0.88 above, 0.12 below the baseline) is centred in the leading. */
double jb_text_style_baseline(const JbTextStyle *style);

/* The box of all that is black, against the start of the first baseline; of no size where nothing is. */
JbRect jb_set_text_ink(const JbSetText *text);

/* Draws lines first to end, the first one's top-left at origin, as part of element. */
void jb_set_text_emit(const JbSetText *text, size_t first, size_t end, JbPoint origin, JbElementId element,
                      JbPage *page);
/* The whole text with its first baseline starting at a point: labels of charts. */
void jb_set_text_emit_at(const JbSetText *text, JbPoint baseline, JbElementId element, JbPage *page);

#endif
