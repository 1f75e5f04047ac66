/* SPDX-License-Identifier: MIT
 * compose/head: the elements of a report's head, as covers and mastheads show them. */
#ifndef JB_COMPOSE_HEAD_H
#define JB_COMPOSE_HEAD_H

#include "flow/set_text.h"

#include <stdbool.h>

/* Does the report say anything for the element? */
bool jb_head_is_said(const JbReport *report, JbHeadContent content);

/* Its name in the vocabulary: "org", "document-number". Static. */
const char *jb_head_name(JbHeadContent content);

/* Its words in a style at a width, the marks of title and subtitle kept; suffix (may be NULL) follows them. */
JbSetText *jb_head_set(const JbFlowContext *context, JbHeadContent content, const char *suffix,
                       const JbTextStyle *style, double width);

/* A new element of the structure for it. */
JbElementId jb_head_add_element(const JbFlowContext *context, JbHeadContent content);

/* Tells what the report's head says and neither cover nor masthead of the theme shows. What goes into the PDF's own
 * description (title, subtitle, organisation, date) is not lost, and not told. */
void jb_head_tell_unshown(const JbFlowContext *context);

#endif
