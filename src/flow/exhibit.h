/* SPDX-License-Identifier: MIT
 * flow/exhibit: what charts, tables, figures and KPI strips have in common: number and caption, unit, period and
 * status, note and source, all from the data. CY/T 170: a table's caption stands above; CY/T 171: a figure's below. */
#ifndef JB_FLOW_EXHIBIT_H
#define JB_FLOW_EXHIBIT_H

#include "flow/set_text.h"

/* The words around an exhibit's body, set at its width. Any may be NULL. */
typedef struct JbExhibit {
  const JbFlowContext *context;
  JbElementId element;      /* Figure or Table, with its alternative text */
  JbSetText *caption;       /* "图1　标题" centred */
  JbSetText *continued;     /* "续表1　标题" (tables) */
  JbSetText *unit;          /* "单位：亿元", with period and status when they are common: "单位：%　2024年（预计）" */
  JbSetText *note;          /* "注：…。数据来源：…" */
} JbExhibit;

/* facts: those the exhibit shows (borrowed pointers). alternative: the alternative text, taken over (freed here).
 * The unit line says "单位：X" when all facts agree on X, or the block's own unit; where they differ, *mixed is set and
 * the caller writes each unit itself. Period and status go into the unit line when all facts agree, else to the note. */
JbExhibit *jb_exhibit_new(const JbFlowContext *context, const JbBlock *block, JbStructureRole role,
                          const JbFact *const *facts, size_t fact_count, char *alternative, double width, bool *mixed);
void jb_exhibit_free(JbExhibit *exhibit);

/* Heights of the words above and below the body. [pt] */
double jb_exhibit_above(const JbExhibit *exhibit);
double jb_exhibit_below(const JbExhibit *exhibit);
/* Draws them: above with its top at origin; below with its top at origin. */
void jb_exhibit_emit_above(const JbExhibit *exhibit, JbPoint origin, double width, bool continued, JbPage *page);
void jb_exhibit_emit_below(const JbExhibit *exhibit, JbPoint origin, double width, JbPage *page);

#endif
