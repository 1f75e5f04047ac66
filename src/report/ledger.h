/* SPDX-License-Identifier: MIT
 * report/ledger: 清单, 问题台账, 帮包责任: rows of a data table with a deadline and a state, which of them are shown in
 * which order, and how many are closed or overdue. Nothing here asks a clock. */
#ifndef JB_REPORT_LEDGER_H
#define JB_REPORT_LEDGER_H

#include "report/data.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a column is to the ledger. */
typedef enum JbLedgerRole {
  JB_LEDGER_TEXT,
  JB_LEDGER_NUMBER, /* 序号: counted here, in the order shown */
  JB_LEDGER_UNIT,   /* 责任单位 */
  JB_LEDGER_PERSON, /* 责任人 */
  JB_LEDGER_DUE,    /* 时限: a date */
  JB_LEDGER_STATE,  /* 状态 */
  JB_LEDGER_CLOSED, /* 销号日期: a date, or nothing */
  JB_LEDGER_ROLES
} JbLedgerRole;

typedef struct JbLedgerField {
  JbLedgerRole role;
  size_t column; /* of the data; not for NUMBER */
} JbLedgerField;

/* A row is shown when the cell in a column is this text, or is not. */
typedef struct JbLedgerCondition {
  size_t column;
  const char *text; /* owned */
  bool is_not;
} JbLedgerCondition;

typedef enum JbLedgerState {
  JB_LEDGER_OPEN,    /* not closed, and not overdue */
  JB_LEDGER_OVERDUE, /* not closed, and its date has passed */
  JB_LEDGER_DONE,    /* closed: it has a date of closing, or its state says so */
  JB_LEDGER_STATES
} JbLedgerState;

typedef struct JbLedgerCount {
  size_t rows, states[JB_LEDGER_STATES];
} JbLedgerCount;

typedef struct JbLedgerGroup {
  uint32_t row; /* the first of its data rows: it has the group's name */
  JbLedgerCount count;
} JbLedgerGroup;

/* What is shown: a group's heading, or a row. */
typedef struct JbLedgerEntry {
  uint32_t index;  /* a group, or a row of the data */
  uint32_t number; /* 序号, from 1; 0: a heading */
  JbLedgerState state;
} JbLedgerEntry;

#define JB_LEDGER_NO_COLUMN SIZE_MAX

typedef struct JbLedger {
  const JbData *data; /* of the report, or own */
  JbData *own;        /* rows that stand in the briefing itself; NULL: none */
  JbLedgerField *fields;
  size_t field_count;
  JbLedgerCondition *conditions;
  size_t condition_count;
  unsigned shown;           /* 1 << JbLedgerState, or-ed */
  size_t group_by, sort_by; /* columns of the data; JB_LEDGER_NO_COLUMN: by none */
  int as_of;                /* 20250131; 0: there is no deadline */
  /* made by jb_ledger_compile */
  JbLedgerEntry *entries;
  size_t entry_count;
  JbLedgerGroup *groups;
  size_t group_count;
  JbLedgerCount all, meant, here; /* of all rows, of those the conditions ask for, and of those shown */
} JbLedger;

/* 2025-01-31, 2025/1/31, 2025.1.31, 2025年1月31日 → 20250131; a month alone is meant to its end. False: no such day. */
bool jb_ledger_date_parse(const char *text, int *date);
int jb_ledger_days_between(int from, int to);

/* The column of the data with a role; JB_LEDGER_NO_COLUMN: none. */
size_t jb_ledger_column(const JbLedger *ledger, JbLedgerRole role);
JbLedgerState jb_ledger_state(const JbLedger *ledger, size_t row);

/* Has it a column that can say that a row is closed? Else nothing is said of closing. */
bool jb_ledger_tells_closing(const JbLedger *ledger);

/* Picks, sorts, groups and counts: what the fields from entries on say. In n log n of the rows. */
void jb_ledger_compile(JbLedger *ledger);

/* "共12项，已销号8项，销号率66.7%；未销号4项，其中逾期1项（截至2025年1月31日）。" Of the rows that are meant, whichever
 * of them are shown. Newly allocated. */
char *jb_ledger_summary(const JbLedger *ledger);
/* "销号率66.7%" of the rows that are meant, and what they are by their marks: "●已销号8项　▲逾期1项　○未销号3项". Newly
 * allocated. */
char *jb_ledger_rate(const JbLedger *ledger);
char *jb_ledger_legend(const JbLedger *ledger);
/* "投资促进局（12项，已销号8项，逾期1项）". Newly allocated. */
char *jb_ledger_group_title(const JbLedger *ledger, const JbLedgerGroup *group);
/* What stands in a field of a row: its text, with the mark of its state where that is shown; in a ledger that shows
 * none, an overdue row has its mark before its deadline. Marks differ in shape, not
 * in colour: ○ ▲ ●. Newly allocated. */
char *jb_ledger_cell_text(const JbLedger *ledger, const JbLedgerEntry *entry, size_t field);

void jb_ledger_free(JbLedger *ledger); /* NULL is allowed */

#endif
