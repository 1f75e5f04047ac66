/* SPDX-License-Identifier: MIT
 * base/numbering: how Chinese documents count: 一、（一）1.（1）, 一是. Levels of official documents: GB/T 9704-2012
 * 7.3.3. */
#ifndef JB_BASE_NUMBERING_H
#define JB_BASE_NUMBERING_H

#include <stddef.h>

typedef enum JbNumbering {
  JB_NUMBERING_NONE,
  JB_NUMBERING_ARABIC,          /* 1. 2. */
  JB_NUMBERING_CHINESE,         /* 一、二、 */
  JB_NUMBERING_BRACKETS,        /* （一）（二） */
  JB_NUMBERING_BRACKETS_ARABIC, /* （1）（2） */
  JB_NUMBERING_YISHI,           /* 一是 二是 */
  JB_NUMBERING_UNSAID,          /* as the theme has it at this level */
} JbNumbering;

/* In the order of JbNumbering; what is not said has no name. */
#define JB_NUMBERING_CHOICES "none arabic chinese brackets brackets-arabic yishi"

/* What stands before the number-th of its kind, from 1: "一、", "1. "; "" where nothing is counted. Newly allocated. */
char *jb_numbering_label(JbNumbering numbering, int number);

/* What refers to the number-th note of a table, from 1: "①"; beyond 50, which is the last Unicode has, "［51］". Newly
 * allocated. */
char *jb_numbering_mark(size_t number);

#endif
