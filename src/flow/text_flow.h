/* SPDX-License-Identifier: MIT
 * flow/text_flow: paragraphs, headings, quotations: set text as a block, one slice a line. */
#ifndef JB_FLOW_TEXT_FLOW_H
#define JB_FLOW_TEXT_FLOW_H

#include "flow/set_text.h"

/* Takes text over. Its style's spaces and start indent apply. No page ends after the first line of several nor before
 * the last (widows and orphans 2: CLREQ "Widows and Orphans"). text was set at width − indents. */
JbFlow *jb_text_flow_new(const JbFlowContext *context, JbSetText *text, JbElementId element, JbPlace place,
                         double width);

/* The measure of a style at a width: what its indents leave. [pt] */
double jb_text_style_measure(const JbTextStyle *style, double width);

/* A paragraph of the report: its inlines, with a prefix (may be NULL), set in a style as an element of a role. */
JbFlow *jb_paragraph_flow_new(const JbFlowContext *context, const JbBlock *block, const char *prefix,
                              const JbTextStyle *style, JbStructureRole role, double width);

#endif
