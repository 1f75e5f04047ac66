/* SPDX-License-Identifier: MIT
 * text/classes: what kind of character it is. One table (classes.c) holds every code point the line rules name; the
 * rest go by their Unicode properties. Classes and members: CLREQ "Punctuation marks in Chinese", GB/T 15834-2011. */
#ifndef JB_TEXT_CLASSES_H
#define JB_TEXT_CLASSES_H

#include <stdbool.h>
#include <stdint.h>

typedef enum JbClass {
  /* full-width marks: a body of 1/2 em and a blank of 1/2 em */
  JB_CLASS_OP,  /* opening: blank on the left */
  JB_CLASS_CL,  /* closing: blank on the right */
  JB_CLASS_PA,  /* pause 、，：；: blank on the right */
  JB_CLASS_ST,  /* stop 。．！？: blank on the right */
  JB_CLASS_ST2, /* ligated ‼: 1 em, no blank */
  JB_CLASS_MD,  /* interpunct ·: 1/2 em; ・: blanks of 1/4 em on both sides */
  JB_CLASS_CN,  /* connector – - ～, and a single — */
  JB_CLASS_SL,  /* solidus */
  JB_CLASS_DA,  /* dash ——: one unit of 2 em */
  JB_CLASS_EL,  /* ellipsis …… */
  JB_CLASS_PR,  /* prefix ¥ № ±: binds to a following digit */
  JB_CLASS_PO,  /* postfix % ‰ ℃: binds to a preceding digit */
  JB_CLASS_IT,  /* iteration 々 ー */
  JB_CLASS_HAN, /* ideographs, kana, enclosed numbers, everything wide */
  /* western: as wide as the font says */
  JB_CLASS_LETTER,
  JB_CLASS_DIGIT,
  JB_CLASS_SYMBOL, /* # & × → …: no break to letters, no gap to Han */
  JB_CLASS_AO,     /* ASCII opening ( [ { */
  JB_CLASS_AC,     /* ASCII closing */
  JB_CLASS_IS,     /* ASCII , . : ; */
  JB_CLASS_EX,     /* ASCII ! ? */
  JB_CLASS_QU,     /* ASCII quotes */
  /* what has no ink */
  JB_CLASS_SPACE,      /* a line may end after it */
  JB_CLASS_WIDE_SPACE, /* U+3000 */
  JB_CLASS_GLUE,       /* never a line end on either side: U+00A0, U+2060 … */
  JB_CLASS_ZERO_SPACE, /* U+200B: a line may end here */
  JB_CLASS_MARK,       /* belongs to the character before: combining marks, variation selectors */
  JB_CLASS_IGNORED,    /* controls, directional marks: nothing is drawn */
  JB_CLASS_NEWLINE,    /* a forced line end */
} JbClass;

/* The class of one character by itself; what depends on its neighbours is settled in text/cells.h. */
JbClass jb_class_of(uint32_t character);

/* A mark whose blank can be taken away: OP, CL, PA, ST. */
static inline bool jb_class_is_trimmable(JbClass class)
{
  return class <= JB_CLASS_ST;
}

/* CL, PA, ST: marks whose blank is on the right. */
static inline bool jb_class_is_closing(JbClass class)
{
  return class >= JB_CLASS_CL && class <= JB_CLASS_ST;
}

/* What a Han–Latin gap is put beside: Han on one side … */
static inline bool jb_class_is_han(JbClass class)
{
  return class == JB_CLASS_HAN || class == JB_CLASS_IT;
}

/* … letters and digits on the other. */
static inline bool jb_class_is_latin(JbClass class)
{
  return class == JB_CLASS_LETTER || class == JB_CLASS_DIGIT;
}

#endif
