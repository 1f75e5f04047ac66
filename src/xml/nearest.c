/* SPDX-License-Identifier: MIT
 * xml/nearest: edit distance (optimal string alignment) between short names. */
#include "xml/nearest.h"

#include "base/utf8.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* Longer words are no names. */
enum { MAXIMUM_LENGTH = 64 };

static size_t decode(const char *text, uint32_t characters[MAXIMUM_LENGTH])
{
  size_t count = 0;
  for (const char *end = text + strlen(text); text < end && count < MAXIMUM_LENGTH;) {
    characters[count++] = jb_utf8_next(&text);
  }
  return count;
}

size_t jb_edit_distance(const char *a, const char *b)
{
  uint32_t left[MAXIMUM_LENGTH], right[MAXIMUM_LENGTH];
  size_t rows = decode(a, left), columns = decode(b, right);
  /* cost[i % 3][j]: edits from the first i characters of left to the first j of right */
  size_t cost[3][MAXIMUM_LENGTH + 1];
  for (size_t i = 0; i <= rows; i++) {
    size_t *row = cost[i % 3], *above = cost[(i + 2) % 3], *two_above = cost[(i + 1) % 3];
    row[0] = i;
    for (size_t j = 1; j <= columns; j++) {
      if (i == 0) {
        row[j] = j;
        continue;
      }
      size_t replaced = above[j - 1] + (left[i - 1] != right[j - 1]);
      row[j] = MIN(MIN(above[j], row[j - 1]) + 1, replaced);
      if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
        row[j] = MIN(row[j], two_above[j - 2] + 1);
      }
    }
  }
  return cost[rows % 3][columns];
}

void jb_nearest_consider(JbNearest *nearest, const char *candidate)
{
  size_t distance = jb_edit_distance(nearest->wanted, candidate);
  size_t bound = MAX((size_t)1, jb_utf8_count(nearest->wanted, strlen(nearest->wanted)) / 3);
  bool all_replaced = distance >= jb_utf8_count(candidate, strlen(candidate));
  if (distance <= bound && !all_replaced && (!nearest->best || distance < nearest->distance)) {
    nearest->best = candidate;
    nearest->distance = distance;
  }
}
