/* SPDX-License-Identifier: MIT
 * audit/dates: dates in running text: those of no year, and those of no calendar. Private to audit/. */
#ifndef JB_AUDIT_DATES_H
#define JB_AUDIT_DATES_H

#include "audit/passage.h"
#include "diag/findings.h"

/* What a report has said so far. All zeros at first. */
typedef struct JbDates {
  unsigned relative_told; /* which of 今年 and its like have been told of */
  bool year_told;         /* by the title of a section around: holds for its dates */
} JbDates;

/* 2025年, 二〇二五年, the period of a fact. */
bool jb_dates_say_year(const JbPassage *title);

/* Months, quarters and halves of no year, and 今年 and its like, once each a report. */
void jb_audit_dates(const JbPassage *passage, JbDates *dates, JbFindings *findings);

/* 11月31日, 13月: what no calendar has. */
void jb_audit_calendar(const JbPassage *passage, JbFindings *findings);

#endif
