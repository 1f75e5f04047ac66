/* SPDX-License-Identifier: MIT
 * read/punctuation: half-width marks in Chinese text set as Chinese punctuation (design: section 3).
 *
 * , : ; ? ! ( ) beside a Han character or a full-width mark, or after %, a digit or ” where Chinese goes on, or at a
 * paragraph's end, become full-width; never digit–digit, in times, URLs, nor between Latin letters. */
#ifndef JB_READ_PUNCTUATION_H
#define JB_READ_PUNCTUATION_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decides for each mark of a whole paragraph, given as characters. repaired[i] becomes the character to set in the
 * place of characters[i] (the same where nothing changes). Returns how many changed. What it gives it leaves as it is,
 * also once the blanks beside full-width marks are gone. */
size_t jb_punctuation_repair(const uint32_t *characters, size_t count, uint32_t *repaired);

/* One of those that half-width marks become: ，：；？！（） */
bool jb_punctuation_is_full_width(uint32_t character);

#endif
