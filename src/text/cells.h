/* SPDX-License-Identifier: MIT
 * text/cells: text → cells, the things a line is made of. A cell is a character with its combining marks, or a sign of
 * several characters (——, ……); its class is settled by its neighbours. Nothing ever ends a line inside a cell. */
#ifndef JB_TEXT_CELLS_H
#define JB_TEXT_CELLS_H

#include "text/classes.h"
#include "text/styled_text.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum JbCellFlags {
  JB_CELL_WORD = 1 << 0,      /* western text, as wide as the font says, shaped with its neighbours */
  JB_CELL_TWIN = 1 << 1,      /* an ASCII mark after Han: line rules of its full-width twin */
  JB_CELL_GAP = 1 << 2,       /* a typed space between Han and Latin: the gap replaces it */
  JB_CELL_URL = 1 << 3,       /* part of a URL or e-mail address */
  JB_CELL_REFERENCE = 1 << 4, /* begins a note reference such as [1]: stays with what is before it */
  JB_CELL_EXTENDED = 1 << 5,  /* has combining marks or variation selectors */
  JB_CELL_JOINED = 1 << 6,    /* drawn by the glyph of the cell before (a ligature): never parted from it */
} JbCellFlags;

typedef struct JbCell {
  uint32_t start;       /* [byte]; it ends where the next cell starts */
  uint32_t character;   /* its first */
  uint32_t run;         /* index of its JbTextRun */
  uint32_t first_glyph; /* text/shape.h; they end where the next cell's begin */
  uint8_t class;        /* JbClass */
  uint8_t repeat;       /* characters of a dash or ellipsis, else 1 */
  uint8_t flags;        /* JbCellFlags */
  const JbFace *face;   /* text/shape.h */
  double advance;       /* [pt] as the font or another measurer says: text/measure.h */
  double width;         /* [pt] of its body: text/spacing.h */
  double lead, trail;   /* [pt] blank that belongs to it, left and right of the body: text/spacing.h */
} JbCell;

typedef struct JbCells {
  const char *text;      /* borrowed, UTF-8 */
  size_t length;         /* [byte] */
  const JbTextRun *runs; /* borrowed, in order, without gaps */
  size_t run_count;
  JbCell *items; /* one more than count: where the text ends */
  size_t count;
} JbCells;

JbCells *jb_cells_new(const char *text, size_t length, const JbTextRun *runs, size_t run_count);
void jb_cells_free(JbCells *cells);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbCells, jb_cells_free)

static inline double jb_cell_size(const JbCells *cells, size_t index) /* [pt] */
{
  return cells->runs[cells->items[index].run].size;
}

/* Takes part in the line: not a gap, a zero-width sign or a line end. */
bool jb_cell_is_visible(const JbCell *cell);

/* Dropped at a line's start and end: invisible cells and typed spaces. */
bool jb_cell_is_dropped(const JbCell *cell);

/* Where the character at a byte of the text stands in its file, counted on from its run's place. */
JbPlace jb_cells_place(const JbCells *cells, size_t run, size_t byte);

#endif
