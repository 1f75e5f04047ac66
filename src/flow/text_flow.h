/* SPDX-License-Identifier: MIT
 * flow/text_flow: paragraphs, headings, quotations: set text as a block, one slice a line. */
#ifndef JB_FLOW_TEXT_FLOW_H
#define JB_FLOW_TEXT_FLOW_H

#include "flow/set_text.h"

/* Takes text over. Its style's spaces and start indent apply. No page ends with fewer of its lines than the theme
 * keeps together, nor begins with fewer (CLREQ "Widows and Orphans"). text was set at width − indents. */
JbFlow *jb_text_flow_new(const JbFlowContext *context, JbSetText *text, JbElementId element, JbPlace place,
                         double width);

/* Puts a label (taken over) on the first line of such a flow, its left edge at label_x; the text, which was set at what
 * is left of the width, stands at text_x. [pt] from the flow's left: "抄送：", with turned lines under the text. */
void jb_text_flow_set_label(JbFlow *flow, JbSetText *label, double label_x, double text_x);

/* The measure of a style at a width: what its indents leave. [pt] */
double jb_text_style_measure(const JbTextStyle *style, double width);

/* A paragraph of the report: its inlines, with a prefix (may be NULL), set in a style as an element of a role. */
JbFlow *jb_paragraph_flow_new(const JbFlowContext *context, const JbBlock *block, const char *prefix,
                              const JbTextStyle *style, JbStructureRole role, double width);

/* The same with turned lines under the text instead of under the prefix. */
JbFlow *jb_hanging_flow_new(const JbFlowContext *context, const JbBlock *block, const char *prefix,
                            const JbTextStyle *style, JbStructureRole role, double width);

#endif
