/* SPDX-License-Identifier: MIT
 * compose/furniture: what stands on pages besides the text: running heads, page numbers, the draft's mark. All are
 * artifacts. */
#ifndef JB_COMPOSE_FURNITURE_H
#define JB_COMPOSE_FURNITURE_H

#include "flow/flow.h"

/* Left edge of the text area: inner and outer margins change sides on even pages of a duplex theme. [pt] */
double jb_text_area_left(const JbPageStyle *style, int page_number);

/* section: plain title of the running section; "" for none. number: what is printed as the page's number; "": none. */
void jb_emit_furniture(const JbFlowContext *context, const char *section, const char *number, JbPage *page);

/* 草稿, large and grey, behind what the page holds: called before anything else is drawn. */
void jb_emit_draft_mark(const JbFlowContext *context, JbPage *page);

#endif
