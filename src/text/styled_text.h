/* SPDX-License-Identifier: MIT
 * text/styled_text: what a paragraph says, run by run, and how it is to be composed. Input of text/paragraph.h. */
#ifndef JB_TEXT_STYLED_TEXT_H
#define JB_TEXT_STYLED_TEXT_H

#include "base/place.h"
#include "font/font_set.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One stretch of text in one style. */
typedef struct JbTextRun {
  size_t start, length; /* [byte] of the paragraph's text */
  JbFontRole role;      /* of Han and full-width marks */
  JbFontRole latin;     /* of Latin letters and digits: JB_ROLE_DIGITS, or the same as role */
  double size;          /* [pt] */
  double rise;          /* [pt] above the baseline: superscripts; negative: subscripts */
  bool tabular;         /* figures of one width */
  bool unbreakable;     /* no line end inside: names */
  bool name;            /* of a person: see spread_names */
  bool english;         /* xml:lang="en": quotes, dashes and dots are western, as wide as the font says */
  uint32_t tag;         /* the caller's: handed back with every glyph run (colour, link, element …) */
  JbPlace place;        /* of the first character: messages and the dump */
} JbTextRun;

/* 行首行尾禁则, CLREQ "Prohibition Rules for Line Start and Line End". */
typedef enum JbProhibition {
  JB_PROHIBITION_NONE,
  JB_PROHIBITION_BASIC,
  JB_PROHIBITION_GB, /* GB/T 15834-2011 5.1: the default */
  JB_PROHIBITION_STRICT,
} JbProhibition;

/* Widths of full-width marks (xeCJK PunctStyle; CLREQ "Adjustment of adjacent punctuation marks"). */
typedef enum JbMarkStyle {
  JB_MARKS_FULL,    /* 全角: 1 em, two that meet 1.5 em: the default */
  JB_MARKS_HALF,    /* 半角: all 1/2 em */
  JB_MARKS_KAIMING, /* 开明: 。．？！ 1 em, the others 1/2 em */
  JB_MARKS_TIGHT,   /* 1 em, two that meet 1 em */
} JbMarkStyle;

typedef enum JbFit {
  JB_FIT_FIRST, /* line by line: text/first_fit.c */
  JB_FIT_TOTAL, /* the best of all ways to break the paragraph: text/total_fit.c; the default */
} JbFit;

/* How lines of a heading share its text: text/heading.h. */
typedef enum JbShape {
  JB_SHAPE_NONE,
  JB_SHAPE_BALANCE, /* as few lines as can be, of much the same length */
  JB_SHAPE_TITLE,   /* the same, as a trapezoid or a diamond, never an hourglass: GB/T 9704-2012 7.3.1 */
} JbShape;

typedef enum JbTextAlign {
  JB_TEXT_START,
  JB_TEXT_CENTRE,
  JB_TEXT_END,
  JB_TEXT_JUSTIFY, /* both edges flush but for the last line */
  JB_TEXT_SPREAD,  /* both edges flush, of the last line too: 分散对齐 */
} JbTextAlign;

/* How to compose; the keys of standards 1, with their defaults in jb_composition_default(). */
typedef struct JbComposition {
  JbProhibition prohibition;
  JbTextAlign align;
  JbMarkStyle marks;
  JbFit fit;
  JbShape shape;         /* for headings; wins over fit */
  double measure;        /* [pt] what the author asks for, if less than there is; 0: all there is. flow/ sees to it */
  double first_indent;   /* [pt] of the first line */
  double hanging_indent; /* [pt] of every line but the first */
  double autospace;      /* [em] between Han and Latin letters or digits: 1/4 */
  double autospace_minimum; /* [em] squeezed: 1/8 */
  double autospace_maximum; /* [em] stretched: 1/2 */
  bool line_start_half;     /* an opening mark at a line's start gives its blank: true */
  bool indent_open_half;    /* so does one at the start of the first line: false */
  bool line_end_half;       /* a closing mark at a line's end gives its blank: true; else only where it must */
  bool hang;                /* 悬挂: a pause or stop that would begin a line stands outside the measure: false */
  bool squeeze;             /* 先挤进: take blanks in to save a line: true */
  bool squeeze_stops;       /* also the blanks of 。？！: true */
  bool avoid_short_last;    /* 孤字 control: true */
  bool spread_names;        /* a name of two characters that stands by itself is as wide as three: true */
  bool keep_number_unit;    /* 12月, 3.5亿元 stay together where they can: false */
} JbComposition;

JbComposition jb_composition_default(void);

typedef struct JbStyledText {
  GString *text;          /* UTF-8; '\n' is a forced line end */
  GArray *runs;           /* of JbTextRun, in order, without gaps */
  const JbFontSet *fonts; /* borrowed */
} JbStyledText;

JbStyledText *jb_styled_text_new(const JbFontSet *fonts);
void jb_styled_text_free(JbStyledText *text);
/* Appends text in the style of *style (its start and length are set here). */
void jb_styled_text_append(JbStyledText *text, const char *utf8, size_t length, const JbTextRun *style);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbStyledText, jb_styled_text_free)

#endif
