/* SPDX-License-Identifier: MIT
 * report/report: one briefing as plain data: what it says, nothing of how it looks. Built by read/, immutable after.
 * Everything is owned by the report. Strings are "" rather than NULL where nothing was said. */
#ifndef JB_REPORT_REPORT_H
#define JB_REPORT_REPORT_H

#include "base/numbering.h"
#include "diag/message.h"
#include "report/data.h"
#include "report/fact.h"
#include "report/inline.h"
#include "report/ledger.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum JbBlockKind {
  JB_BLOCK_SECTION, /* title, subtitle (after its colon), children */
  JB_BLOCK_PARAGRAPH,
  JB_BLOCK_LEAD,
  JB_BLOCK_POINTS, /* children are paragraphs, one a point; parallel */
  JB_BLOCK_AIMS,   /* the same, one an aim */
  JB_BLOCK_LIST,   /* the same, unnumbered or numbered */
  JB_BLOCK_TABLE,
  JB_BLOCK_KPIS,
  JB_BLOCK_CHART,
  JB_BLOCK_FIGURE,
  JB_BLOCK_QUESTION, /* inside qa: by, speaker, inlines */
  JB_BLOCK_ANSWER,   /* inside qa: by, speaker, children */
  JB_BLOCK_QA,       /* children: questions and answers */
  JB_BLOCK_QUOTE,    /* children: paragraphs */
  JB_BLOCK_MOTTO,    /* inlines */
  JB_BLOCK_NOTE,     /* inlines: the editors speak */
  JB_BLOCK_SOURCE,   /* inlines: the closing source line */
  JB_BLOCK_TOC,
  JB_BLOCK_PAGE_BREAK,
  JB_BLOCK_ATTACHMENT, /* 附件: title, children; without children it is listed only */
  JB_BLOCK_SIGNATURE,  /* 署名, 成文日期: seal, by, organisations, date */
  JB_BLOCK_ANNOTATION, /* 附注: inlines */
  JB_BLOCK_ATTENDANCE, /* people, inlines, attendance */
  JB_BLOCK_COLOPHON,   /* 版记: children are paragraphs and the next three */
  JB_BLOCK_COPY_TO,    /* 抄送: inlines, distribution */
  JB_BLOCK_PRINTER,    /* 印发机关: inlines; date: 印发日期 */
  JB_BLOCK_COPIES,     /* 印数: inlines, "200" */
} JbBlockKind;

/* Who is told to have been at a meeting: GB/T 9704-2012 10.3. */
typedef enum JbAttendance {
  JB_ATTENDANCE_PRESENT,   /* 出席 */
  JB_ATTENDANCE_EXCUSED,   /* 请假 */
  JB_ATTENDANCE_OBSERVERS, /* 列席 */
} JbAttendance;

/* To whom copies go, and as what. */
typedef enum JbDistribution {
  JB_DISTRIBUTION_COPY,       /* 抄送: GB/T 9704-2012 7.4.2 */
  JB_DISTRIBUTION_REPORT,     /* 报, to those above */
  JB_DISTRIBUTION_DELIVER,    /* 送, to equals */
  JB_DISTRIBUTION_DISTRIBUTE, /* 发, to those below */
} JbDistribution;

/* How a signature is made good: GB/T 9704-2012 7.3.5. */
typedef enum JbSeal {
  JB_SEAL_YES,    /* the seal comes over organisation and date: there is room for it */
  JB_SEAL_NO,     /* the name in print alone */
  JB_SEAL_STAMP,  /* the stamp of a signer's name, the post beside it */
  JB_SEAL_UNSAID, /* as the theme has it */
} JbSeal;

typedef enum JbAlign {
  JB_ALIGN_START,
  JB_ALIGN_CENTRE,
  JB_ALIGN_END,
  JB_ALIGN_DECIMAL, /* on the decimal point, or where it would stand */
  JB_ALIGN_JUSTIFY, /* both edges flush but for the last line */
} JbAlign;

/* What a table column takes from a row's fact; CELL: nothing, it holds the next td. */
typedef enum JbColumnSource {
  JB_COLUMN_CELL,
  JB_COLUMN_NAME,
  JB_COLUMN_VALUE,
  JB_COLUMN_UNIT,
  JB_COLUMN_PERIOD,
  JB_COLUMN_SCOPE,
  JB_COLUMN_STATUS,
  JB_COLUMN_BASE,
  JB_COLUMN_BEFORE, /* the value of the fact that the row's is compared with */
  JB_COLUMN_CHANGE, /* by how much it is more or less, of rates in 个百分点 */
  JB_COLUMN_GROWTH, /* the same in % of what it was; of rates nothing */
} JbColumnSource;

typedef struct JbColumn {
  JbInlines title;
  JbColumnSource source;
  JbAlign align;
  double weight;   /* share of the width it may ask for; 0: by content */
  size_t level;    /* how many groups it stands under: its head begins in this row of the table's head */
  bool sum;        /* totals add it up */
  JbFactForm form; /* of its numbers, where rows ask for nothing else; GROWTH: its digits */
  char *mark;      /* of the table's notes to it, "①"; NULL: none */
  JbPlace place;
} JbColumn;

/* A head over several columns: a table's head has as many rows as groups lie in each other, and one more. */
typedef struct JbColumnGroup {
  JbInlines title;
  size_t first, end; /* columns; end exclusive */
  size_t level;      /* 0: the head's first row */
  char *mark;        /* of the notes to it; NULL: none */
  JbPlace place;
} JbColumnGroup;

typedef struct JbCell {
  JbInlines inlines;
  const JbFact *fact;   /* the cell is this fact's value: aligned and marked as a number; else NULL */
  size_t column;        /* its first */
  size_t columns, rows; /* it covers; 1 each unless it spans */
  char *mark;           /* of the notes to it; NULL: none */
  JbPlace place;
} JbCell;

typedef enum JbRowKind {
  JB_ROW_BODY,
  JB_ROW_GROUP, /* one cell across the table: a heading for the rows below */
  JB_ROW_TOTAL, /* sums of the rows of its group, or of the table */
} JbRowKind;

typedef struct JbRow {
  JbRowKind kind;
  JbCell *cells; /* from left to right: one a column, without what cells of this row and of rows above cover */
  size_t cell_count;
  const JbFact *fact;   /* NULL: a row of its own cells */
  const JbFact *before; /* what the fact is compared with; NULL: nothing */
  bool in_group;        /* stands under a JB_ROW_GROUP */
  bool left_out;        /* of sums: 其中 */
  JbPlace place;
} JbRow;

typedef enum JbTableRules {
  JB_RULES_OF_THEME,
  JB_RULES_THREE, /* 三线表 */
  JB_RULES_ROWS,  /* and one between rows */
  JB_RULES_ALL,   /* round every cell */
} JbTableRules;

typedef struct JbTable {
  JbTableRules rules;
  JbColumn *columns;
  size_t column_count;
  JbColumnGroup *groups;
  size_t group_count;
  size_t head_rows;
  JbRow *rows;
  size_t row_count;
  JbInlines *notes; /* to cells and heads: the first has the mark ① */
  size_t note_count;
  bool rounded; /* a total that was stated is not quite the sum of its parts, each rounded */
} JbTable;

typedef enum JbChartType {
  JB_CHART_COLUMNS,    /* upright bars */
  JB_CHART_BARS,       /* lying bars */
  JB_CHART_WATERFALL,  /* from one total to another by changes */
  JB_CHART_PROGRESS,   /* rates of plans against 序时进度 */
  JB_CHART_STAGES,     /* bars that are parts of one whole and overlap: never stacked */
  JB_CHART_COMPARISON, /* the first bar against the others */
  JB_CHART_PARTS,      /* a whole and its parts */
  JB_CHART_CHAIN,      /* links, without facts */
  JB_CHART_SCHEDULE,   /* tasks and milestones, without facts */
} JbChartType;

/* How series stand to one another. */
typedef enum JbArrangement {
  JB_ARRANGE_GROUPED,
  JB_ARRANGE_STACKED,
  JB_ARRANGE_SHARES, /* stacked, each category 100 % */
  JB_ARRANGE_PANELS, /* one after another */
} JbArrangement;

/* What 序时进度 counts: the share of the year that is over. */
typedef enum JbScheduleBasis {
  JB_BASIS_MONTH,
  JB_BASIS_DAY,
} JbScheduleBasis;

typedef struct JbBar {
  const JbFact *fact;     /* NULL: there is no number, and the chart says so */
  JbInlines label;        /* the category; never empty but for a task's remark: defaults to the fact's name */
  JbInlines remark;       /* CHAIN: what is said of the link */
  const JbFact *schedule; /* PROGRESS: where it should be; NULL: worked out from the fact's period */
  char *period;           /* SCHEDULE: of the task, ISO 8601; a day: a milestone; NULL for other types */
  bool milestone;
  bool total; /* WATERFALL: a total, not a change */
  bool highlight;
  size_t group; /* of the chart's groups */
  JbPlace place;
} JbBar;

typedef struct JbSeries {
  JbInlines title; /* empty for the only series */
  JbBar *bars;
  size_t bar_count;
  bool line; /* drawn as a line over the columns */
} JbSeries;

typedef struct JbChart {
  JbChartType type;
  JbArrangement arrangement;
  JbScheduleBasis basis;
  bool sorted; /* by value, largest first; else as written */
  JbSeries *series;
  size_t series_count;
  JbInlines *groups; /* titles of the groups of categories, in order; none: not grouped */
  size_t group_count;
  const JbFact *whole;  /* PARTS, STAGES: what the bars are part of; else NULL */
  const JbFact *growth; /* COLUMNS, BARS: from the first category to the last [%]; NULL: not shown */
  JbInlines rest;       /* PARTS: what is left of the whole is called; empty: it is not shown */
} JbChart;

typedef struct JbKpi {
  const JbFact *fact;
  JbInlines label;
  JbPlace place;
} JbKpi;

typedef struct JbKpis {
  JbKpi *items;
  size_t count;
} JbKpis;

typedef struct JbFigure {
  JbPlace place;     /* of its file name: what is wrong with the picture is told there */
  char *source;      /* file name as written, relative to the report */
  char *alternative; /* alt */
  double width;      /* [pt], 0: the measure */
} JbFigure;

typedef struct JbPerson {
  char *id, *name, *organisation, *post;
  JbPlace place;
} JbPerson;

typedef struct JbBlock JbBlock;
struct JbBlock {
  JbBlockKind kind;
  JbPlace place;
  char *id; /* "" for none */
  /* Running text: title of a section, text of a paragraph, caption of an exhibit. */
  JbInlines inlines;
  JbInlines subtitle; /* SECTION: what stands after the colon of its title */
  /* SECTION, POINTS, AIMS, LIST, QA, QUOTE, ANSWER, ATTACHMENT, COLOPHON */
  JbBlock **children;
  size_t child_count;
  JbNumbering numbering;   /* POINTS, LIST, SECTION */
  bool parallel;           /* POINTS: laid out side by side */
  char *by;                /* QUESTION, ANSWER, SIGNATURE: the person's id or a name */
  const JbPerson *speaker; /* whom that names, of the report; NULL: nobody of its people */
  bool introduced;         /* QUESTION, ANSWER: the speaker's first in the document */
  JbSeal seal;             /* SIGNATURE */
  char **organisations;    /* SIGNATURE: who signs, NULL at the end; NULL: those of the head */
  char *date;              /* SIGNATURE, PRINTER: ISO; "": not said */
  JbAttendance attendance;
  const JbPerson **people; /* ATTENDANCE: of the report, before what inlines say; owned list */
  size_t person_count;
  JbDistribution distribution;
  /* exhibits */
  char *unit;       /* "": from the facts, when they agree */
  JbInlines note;   /* the author's own note under the exhibit */
  JbInlines credit; /* FIGURE: 摄影 */
  bool landscape;   /* TABLE: on pages of its own, its head at their left edge */
  JbTable *table;   /* TABLE */
  JbLedger *ledger; /* TABLE: its rows, where they are those of a ledger; else NULL */
  JbChart *chart;   /* CHART */
  JbKpis *kpis;     /* KPIS */
  JbFigure *figure; /* FIGURE */
};

/* How severe a report wants a rule of the audit to be. */
typedef struct JbAuditRule {
  char *code; /* "W802", or one of the office's */
  JbPlace place;
  bool off;
  JbSeverity severity;
  char *reason; /* as the report gives it */
} JbAuditRule;

typedef struct JbReport {
  const char *path;    /* borrowed */
  char *folder;        /* the root below which pictures and data are opened */
  char *theme;         /* "" : not said in the document */
  JbPlace theme_place; /* where it is said; the file as a whole when it is not */
  char *kind;          /* what it calls itself: "简报", "综述"; "": not said */
  /* head */
  JbInlines title, subtitle;
  char *organisation, *issue, *classification, *source, *byline;
  char *date; /* ISO: 2025-01 */
  /* Head of an official document: GB/T 9704-2012 7.2, 7.3.2 */
  char *mark; /* 发文机关标志 as printed; "": made from the organisation */
  char *copy_number, *urgency, *document_number, *recipients;
  char **organisations; /* all that issue it, the host first: organisation is a copy of that; NULL at the end */
  char **signers;       /* 签发人: upward documents only; NULL at the end */
  JbPlace head_place;
  JbPerson *people;
  size_t person_count;
  char *scope;    /* of facts: whose numbers these are */
  JbFact **facts; /* in order of definition */
  size_t fact_count;
  GHashTable *fact_by_id; /* look-up only */
  GPtrArray *placed; /* of JbFact, owned: what exhibits show and nobody defined: facts in other units, sums, changes */
  JbAuditRule *audit_rules;
  size_t audit_rule_count;
  char *rules; /* file of the office's rules, below the folder; "": none */
  JbPlace rules_place;
  GPtrArray *data; /* of JbData, in order, owned */
  JbBlock **blocks;
  size_t block_count;
} JbReport;

void jb_report_free(JbReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbReport, jb_report_free)

/* Borrowed; NULL: there is none. */
const JbFact *jb_report_fact_lookup(const JbReport *report, const char *id);
const JbData *jb_report_data_lookup(const JbReport *report, const char *id);
/* The cell that begins in this column. */
const JbCell *jb_row_cell_lookup(const JbRow *row, size_t column);
/* The person with this id, else the first of this name. */
const JbPerson *jb_report_person_lookup(const JbReport *report, const char *by);
/* "经济发展局局长": organisation and post as one. Newly allocated. */
char *jb_person_office(const JbPerson *person);

/* A section's title with its subtitle, the colon between them back in its place: outline, contents, running heads.
 * Newly allocated. */
char *jb_block_title_plain(const JbBlock *block);

/* For read/: life cycle of a report, its blocks and inline lists. All texts of a new one are "". */
JbReport *jb_report_new(const char *path);
JbBlock *jb_block_new(JbBlockKind kind, JbPlace place);
void jb_block_free(JbBlock *block);
void jb_inlines_clear(JbInlines *inlines);

#endif
