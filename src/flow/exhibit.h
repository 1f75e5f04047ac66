/* SPDX-License-Identifier: MIT
 * flow/exhibit: what charts, tables, figures and KPI strips have in common: number and caption, unit, period and
 * status, note and source, all from the data. CY/T 170: a table's caption stands above; CY/T 171: a figure's below. */
#ifndef JB_FLOW_EXHIBIT_H
#define JB_FLOW_EXHIBIT_H

#include "flow/set_text.h"

/* "注：…。数据来源：…", or with notes to a table's cells each by itself: "注：…。", "① …", "数据来源：…" */
typedef struct JbExhibitLine {
  JbSetText *text; /* owned */
  JbElementId element;
} JbExhibitLine;

/* The words around an exhibit's body, set at its width. Any may be NULL. */
typedef struct JbExhibit {
  const JbFlowContext *context;
  JbTextStyle note_style; /* of notes to cells: turned lines under the text */
  JbElementId element;    /* Figure or Table, with its alternative text */
  JbElementId caption_element;
  bool caption_above;   /* tables */
  JbSetText *caption;   /* "图1　标题" centred */
  JbSetText *continued; /* "续表1　标题": tables, and figures that go on over pages */
  JbSetText *unit;      /* what holds for every number: "2024年（预计）　单位：%" */
  GArray *lines;        /* of JbExhibitLine: below, the caption apart */
} JbExhibit;

/* What the body itself says of each of its numbers (a table by its columns, a strip of key figures under each): the
 * words around it say it no more. CY/T 170: a unit stands above the table or in it, never both. */
typedef enum JbExhibitShows {
  JB_EXHIBIT_SHOWS_UNIT = 1 << 0,
  JB_EXHIBIT_SHOWS_PERIOD = 1 << 1,
  JB_EXHIBIT_SHOWS_STATUS = 1 << 2,
  JB_EXHIBIT_HATCHES_STATUS = 1 << 3, /* by hatching, which the note explains */
  JB_EXHIBIT_OVERLAPS = 1 << 4,       /* its numbers overlap: the note says that they do not add */
} JbExhibitShows;

/* facts: those the exhibit shows (borrowed pointers). alternative: the alternative text, taken over. role: a Table has
 * its caption above, a Figure below. shown: JbExhibitShows, or-ed. The unit line says "单位：X" when all facts agree on
 * X, or the block's own unit; where they differ *mixed is set, and the caller writes each value's unit itself. A status
 * that only some facts have, and periods that differ, are told in the note. */
JbExhibit *jb_exhibit_new(const JbFlowContext *context, const JbBlock *block, JbStructureRole role,
                          const JbFact *const *facts, size_t fact_count, char *alternative, double width,
                          unsigned shown, bool *mixed);
/* Adds the elements of notes to cells, behind the table: when the elements of its rows are there. */
void jb_exhibit_add_notes(JbExhibit *exhibit);
void jb_exhibit_free(JbExhibit *exhibit);

/* Gives a figure that goes on over pages the caption of its later parts: "续图1　标题". */
void jb_exhibit_continue(JbExhibit *exhibit, const JbBlock *block, double width);

/* Heights of the words above and below the body. [pt] */
double jb_exhibit_above(const JbExhibit *exhibit);
double jb_exhibit_below(const JbExhibit *exhibit);
/* The same of one part of several: the note stands under the last. */
double jb_exhibit_below_part(const JbExhibit *exhibit, bool continued, bool last);
/* Draws them: above with its top at origin; below with its top at origin. */
void jb_exhibit_emit_above(const JbExhibit *exhibit, JbPoint origin, bool continued, JbPage *page);
void jb_exhibit_emit_below(const JbExhibit *exhibit, JbPoint origin, JbPage *page);
void jb_exhibit_emit_below_part(const JbExhibit *exhibit, JbPoint origin, bool continued, bool last, JbPage *page);

#endif
