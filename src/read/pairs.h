/* SPDX-License-Identifier: MIT
 * read/pairs: quotation marks and brackets that do not pair.
 *
 * Rules: GB/T 15834 4.8 (inside “ ” stand ‘ ’), 4.9 (brackets), 4.15 (inside 《 》 stand 〈 〉); CLREQ 3.1.4: a
 * quotation of several paragraphs has its opening mark at the head of each and its closing mark in the last alone. */
#ifndef JB_READ_PAIRS_H
#define JB_READ_PAIRS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum JbPairFaultKind {
  JB_PAIR_UNCLOSED, /* nothing closes mark; expected would */
  JB_PAIR_UNOPENED, /* mark closes nothing; expected would open it */
  JB_PAIR_CROSSED,  /* mark stands before expected, which belongs inside: “《”》 */
  JB_PAIR_TWICE,    /* mark stands where expected, its fellow, is meant: “甲“ */
  JB_PAIR_NESTED,   /* mark inside a pair of its own kind: “甲“乙”丙”; expected: ‘ */
  JB_PAIR_STRAIGHT, /* a quotation mark of typewriters in Chinese text; expected: “ */
} JbPairFaultKind;

typedef struct JbPairFault {
  JbPairFaultKind kind;
  size_t index; /* of the mark among the characters */
  uint32_t mark, expected;
  bool may_continue; /* UNCLOSED: a quotation, in nothing else, that the next paragraph may carry on */
} JbPairFault;

/* The faults of a whole paragraph, its half-width marks repaired: an array of JbPairFault, by index. At most some
 * twenty; who has more does not want to read them. */
GArray *jb_pairs_check(const uint32_t *characters, size_t count);

/* The opening mark the paragraph begins with, blanks passed over; 0: none. */
uint32_t jb_pairs_first_quote(const uint32_t *characters, size_t count);

#endif
