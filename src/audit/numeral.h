/* SPDX-License-Identifier: MIT
 * audit/numeral: how numerals are written: where one begins and ends, its value, and what it counts. Private to audit/.
 */
#ifndef JB_AUDIT_NUMERAL_H
#define JB_AUDIT_NUMERAL_H

#include "audit/passage.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct JbNumeral {
  size_t start, end; /* characters of the passage */
  JbDecimal value;
} JbNumeral;

bool jb_is_digit(uint32_t code);
bool jb_is_letter(uint32_t code); /* a–z, A–Z */

/* Digits with thousands commas and one fraction, at start. *numeral has its extent in any case; false: out of the range
 * of numbers, or no digits at all. */
bool jb_numeral_read(const JbPassage *passage, size_t start, JbNumeral *numeral);

/* The value of a Chinese numeral at start, and its end; start when there is none. 0 ≤ *value ≤ 10^15. */
size_t jb_chinese_numeral(const JbPassage *passage, size_t start, int64_t *value);

/* 0–9, 10, 100, 1000, 10^4, 10^8; -1 for what is no Chinese numeral. */
int64_t jb_chinese_digit(uint32_t code);

/* Behind the other number of a range that begins with the numeral: 1-11, 63%～68%; its end when there is none. upper
 * (may be NULL): that number. */
size_t jb_numeral_range_end(const JbPassage *passage, const JbNumeral *numeral, JbNumeral *upper);

/* Where what is counted begins: behind blanks, 余, 多 and 万, 亿, whose power of ten goes to *power. */
size_t jb_numeral_unit_start(const JbPassage *passage, size_t end, int *power);

/* Behind the unit or counter of the number that ends at end; end when no unit follows. */
size_t jb_numeral_unit_end(const JbPassage *passage, size_t end);

#endif
