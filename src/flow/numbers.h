/* SPDX-License-Identifier: MIT
 * flow/numbers: 图1, 表1, 一、: what blocks are called, worked out once before anything is measured. */
#ifndef JB_FLOW_NUMBERS_H
#define JB_FLOW_NUMBERS_H

#include "report/report.h"
#include "style/theme.h"

typedef struct JbNumbers JbNumbers;

/* theme says how sections are numbered whose numbering is not said. */
JbNumbers *jb_numbers_new(const JbReport *report, const JbTheme *theme);
void jb_numbers_free(JbNumbers *numbers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbNumbers, jb_numbers_free)

/* "图1", "表2", "一、", "（一）", "1.", "附件1"; "" for a block that has none. Borrowed. */
const char *jb_numbers_label(const JbNumbers *numbers, const JbBlock *block);
/* The name of the block's anchor: its id, or one made from its place in the document. Borrowed. */
const char *jb_numbers_anchor(const JbNumbers *numbers, const JbBlock *block);
/* Whether there is but one attachment, which has no number. */
bool jb_numbers_attachment_is_single(const JbNumbers *numbers);
/* The block with this id; NULL: none. */
const JbBlock *jb_numbers_lookup(const JbNumbers *numbers, const char *id);

#endif
