/* SPDX-License-Identifier: MIT
 * base/place: where something stands in a source file. */
#ifndef JB_BASE_PLACE_H
#define JB_BASE_PLACE_H

#include <stdbool.h>

typedef struct JbPlace {
  const char *path;  /* as the user gave it; borrowed: it lives as long as the job; NULL: no file */
  int line;          /* from 1; 0: the file as a whole */
  int column;        /* [characters] from 1; 0: the line as a whole */
  const char *sheet; /* of a workbook; borrowed as path is; NULL: the file has none */
  bool cell;         /* line and column are those of a cell of a data table (CSV, a sheet): no characters count on */
} JbPlace;

#endif
