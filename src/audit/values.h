/* SPDX-License-Identifier: MIT
 * audit/values: the words around a value against what it prints itself. Private to audit/. */
#ifndef JB_AUDIT_VALUES_H
#define JB_AUDIT_VALUES_H

#include "audit/passage.h"
#include "diag/findings.h"

/* 4.9亿元 and then 亿元; 突破 before 突破350亿元; 约 before and 左右 behind; 下降 before a negative number. */
void jb_audit_values(const JbPassage *passage, JbFindings *findings);

#endif
