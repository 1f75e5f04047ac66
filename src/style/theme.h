/* SPDX-License-Identifier: MIT
 * style/theme: how a report looks. A theme is an XML file (src/style/themes/, compiled in; or an office's own), read
 * once and resolved to plain values: nothing is looked up by name afterwards. */
#ifndef JB_STYLE_THEME_H
#define JB_STYLE_THEME_H

#include "base/numbering.h"
#include "base/place.h"
#include "colour/colour.h"
#include "diag/findings.h"
#include "font/font_set.h"
#include "text/styled_text.h"
#include "xml/grammar.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum JbStyleName {
  JB_STYLE_BODY,
  JB_STYLE_LEAD,
  JB_STYLE_HEADING_1,
  JB_STYLE_HEADING_1_SUBTITLE,
  JB_STYLE_HEADING_2,
  JB_STYLE_HEADING_3,
  JB_STYLE_HEADING_4,
  JB_STYLE_TOPIC,
  JB_STYLE_QUOTE,
  JB_STYLE_MOTTO,
  JB_STYLE_NOTE,
  JB_STYLE_SOURCE,
  JB_STYLE_QUESTION,
  JB_STYLE_ANSWER,
  JB_STYLE_SPEAKER,
  JB_STYLE_SPEAKER_OFFICE,
  JB_STYLE_PANEL_NUMBER,
  JB_STYLE_PANEL_TOPIC,
  JB_STYLE_PANEL_TEXT,
  JB_STYLE_AIM,
  JB_STYLE_COLOPHON,
  JB_STYLE_COLOPHON_LABEL,
  JB_STYLE_MARK,
  JB_STYLE_MARK_JOINT,
  JB_STYLE_COPY_NUMBER,
  JB_STYLE_CLASSIFICATION,
  JB_STYLE_URGENCY,
  JB_STYLE_DOCUMENT_NUMBER,
  JB_STYLE_SIGNER,
  JB_STYLE_SIGNER_NAME,
  JB_STYLE_ISSUE,
  JB_STYLE_ISSUER,
  JB_STYLE_DOCUMENT_TITLE,
  JB_STYLE_DOCUMENT_SUBTITLE,
  JB_STYLE_RECIPIENTS,
  JB_STYLE_ATTACHMENT_LIST,
  JB_STYLE_ATTACHMENT_MARK,
  JB_STYLE_ATTACHMENT_TITLE,
  JB_STYLE_SIGNATURE,
  JB_STYLE_ANNOTATION,
  JB_STYLE_ATTENDANCE,
  JB_STYLE_ATTENDANCE_LABEL,
  JB_STYLE_CAPTION,
  JB_STYLE_UNIT,
  JB_STYLE_EXHIBIT_NOTE,
  JB_STYLE_TABLE_HEAD,
  JB_STYLE_TABLE_BODY,
  JB_STYLE_TABLE_GROUP,
  JB_STYLE_CHART_LABEL,
  JB_STYLE_CHART_VALUE,
  JB_STYLE_CHART_AXIS,
  JB_STYLE_KPI_VALUE,
  JB_STYLE_KPI_UNIT,
  JB_STYLE_KPI_NAME,
  JB_STYLE_KPI_PERIOD,
  JB_STYLE_COVER_TITLE,
  JB_STYLE_COVER_SUBTITLE,
  JB_STYLE_COVER_ORGANISATION,
  JB_STYLE_COVER_DATE,
  JB_STYLE_COVER_MARK,
  JB_STYLE_CONTENTS_TITLE,
  JB_STYLE_CONTENTS_1,
  JB_STYLE_CONTENTS_2,
  JB_STYLE_RUNNING_HEAD,
  JB_STYLE_PAGE_NUMBER,
  JB_STYLE_COUNT
} JbStyleName;

typedef struct JbTextStyle {
  JbFontRole role, latin;
  double size;    /* [pt] */
  double leading; /* [pt] from baseline to baseline; a whole number of grid steps for what stands on the grid */
  JbColour colour;
  double space_before, space_after; /* [pt] */
  double indent_start, indent_end;  /* [pt] of the whole text */
  bool tabular;
  double grid_width; /* [pt] of the rules of 稿纸 behind the text, a square for each em of the measure; 0: none */
  JbColour grid_colour;
  JbComposition composition; /* first_indent resolved to points */
} JbTextStyle;

typedef struct JbPageStyle {
  double width, height;             /* [pt] trim size */
  double bleed;                     /* [pt] */
  double top, bottom, inner, outer; /* [pt] margins of the text area */
  double pitch;                     /* [pt] one step of the baseline grid, from the top of the text area */
  bool type_edge;                   /* the text area's top is that of the first line's type, its bottom that of the
                                     * last line's: GB/T 9704-2012 5.2.3; else it is that of their boxes of a step */
  bool duplex;                      /* inner and outer change sides on even pages */
  bool body_on_right;               /* the body begins on a right-hand page */
  double head_offset, foot_offset;  /* [pt] running head's / page number's baseline, from the text area's edge */
  bool running_head;
  double head_rule;         /* [pt] weight of the rule under the running head; 0 none */
  char *page_number_form;   /* "{n}", "— {n} —" */
  bool page_number_outside; /* at the outer edge, its style's indent-end from it; else centred */
  bool first_number;        /* the first page carries its number */
  bool number_from_body;    /* page 1 is the first page of the body */
} JbPageStyle;

typedef struct JbTableStyle {
  double rule_thick, rule_thin; /* [pt] 三线表: top and bottom; under the head */
  double row_rule;              /* [pt] between rows; 0 none */
  double column_rule;           /* [pt] between columns and at both sides; 0 none */
  double cell_padding;          /* [pt] left and right */
  double row_padding;           /* [pt] above and below the text of a row */
  JbColour rule_colour, row_rule_colour;
  bool head_fill;
  JbColour head_fill_colour;
  bool zebra; /* every other row is shaded */
  JbColour zebra_colour;
} JbTableStyle;

/* Parallel points and aims, laid out side by side. */
typedef struct JbPanelStyle {
  double rule;    /* [pt] along the top of each; 0 none */
  double padding; /* [pt] between its edges and its text, where it is filled; else above and below alone */
  double gutter;  /* [pt] between panels */
  bool fill;
  JbColour rule_colour, fill_colour;
  JbNumbering numbering; /* of points that do not say it */
} JbPanelStyle;

#define JB_SERIES_COLOURS 4
#define JB_HEADING_LEVELS 4

typedef struct JbChartStyle {
  double height;                      /* [pt] of a column chart's plot with its labels */
  double bar_ratio;                   /* [0–1] of a category's share the bar fills */
  double bar_maximum;                 /* [pt] widest bar */
  double bar_height;                  /* [pt] of a horizontal chart's bar */
  double bar_gap;                     /* [pt] between horizontal bars */
  JbColour series[JB_SERIES_COLOURS]; /* far apart in lightness */
  JbColour highlight;
  JbColour track; /* of the whole that a bar is part of */
  JbColour axis_colour, grid_colour;
  double axis_width, grid_width; /* [pt] */
  bool axis_labels;              /* scale with grid lines; else value labels alone */
} JbChartStyle;

/* What a line of a cover or masthead shows, or asks for: an element of the report's head; or what is none. */
typedef enum JbHeadContent {
  JB_HEAD_TITLE,
  JB_HEAD_SUBTITLE,
  JB_HEAD_ORGANISATION,
  JB_HEAD_ISSUE,
  JB_HEAD_DATE,
  JB_HEAD_CLASSIFICATION,
  JB_HEAD_BYLINE,
  JB_HEAD_YEAR, /* of the document's date, large */
  JB_HEAD_MARK,
  JB_HEAD_COPY_NUMBER,
  JB_HEAD_URGENCY,
  JB_HEAD_DOCUMENT_NUMBER,
  JB_HEAD_SIGNER,
  JB_HEAD_SOURCE,
  JB_HEAD_COUNT,                /* of the elements */
  JB_HEAD_RULE = JB_HEAD_COUNT, /* shown: width × weight */
  JB_HEAD_NONE,                 /* asked for: nothing */
} JbHeadContent;

/* From where a line's y is measured. */
typedef enum JbFrom {
  JB_FROM_TEXT, /* the text area's top */
  JB_FROM_PAGE, /* the page's top */
  JB_FROM_FOOT, /* the page's foot, upwards */
  JB_FROM_LINE, /* the foot of the line before */
} JbFrom;

/* A line of the masthead, which heads the first page of the body. On the grid, gap lines below what is above it; or,
 * where y is said, off the grid. */
typedef struct JbMastheadLine {
  JbHeadContent content;
  JbStyleName style; /* of text */
  double gap;        /* [grid step] left blank above it */
  double y;          /* [pt] of its top, from the page's foot of its foot; NAN: on the grid */
  JbFrom from;       /* of y */
  bool ink;          /* y is that of the ink's top edge; else of the type's */
  bool beside;       /* in the row of the line before, their last lines on one baseline */
  bool room;         /* y of lines after it may count from it */
  bool fit;          /* in one line, smaller if need be */
  JbTextAlign align;
  double indent;                      /* [pt] from the edge it is aligned to; from both of what is centred */
  JbHeadContent if_said, unless_said; /* shown if the report says this, or does not; NONE: always */
  char *suffix;                       /* of a mark made from the organisation; NULL: none */
  double width;                       /* [pt] of a rule; 0: the text area's */
  double weight, second, between;     /* [pt] of a rule; of a double one's lower part, and the blank between them */
  JbColour colour;                    /* of a rule */
} JbMastheadLine;

typedef struct JbColophonStyle {
  bool even_page;                /* on an even page, after blank ones without numbers: GB/T 9704-2012 7.4, 7.5 */
  double outer_rule, inner_rule; /* [pt] above the first and below the last; between; 0 none */
  JbColour rule_colour;
} JbColophonStyle;

typedef struct JbCoverLine {
  JbHeadContent content;
  JbStyleName style;  /* of text */
  double x, y, width; /* [pt] from the trim corner to the top-left of the line's box */
  double weight;      /* [pt] of a rule */
  JbColour colour;    /* of a rule */
} JbCoverLine;

typedef struct JbTheme {
  char *name;
  JbPageStyle page;
  JbTextStyle styles[JB_STYLE_COUNT];
  JbTableStyle table;
  JbPanelStyle panel;
  JbChartStyle chart;
  JbColour kpi_rule_colour;
  bool contents; /* a contents page follows the cover */
  char *contents_title;
  int contents_depth;
  bool contents_exhibits;    /* charts, figures and tables are listed after the sections */
  bool floats;               /* exhibits may move to the head of the next page */
  bool sections_on_new_page; /* a top-level section begins a page */
  bool subtitle_run_in;      /* a section's subtitle follows its title's colon; else it has a line of its own */
  int keep_lines;            /* lines of a paragraph at least before and after a page's end */
  int last_page_lines;       /* grid steps the last page holds at least, where pages before it can spare them */
  bool sealed;               /* signatures leave room for a seal, unless they say otherwise */
  JbNumbering numbering[JB_HEADING_LEVELS]; /* of sections that do not say it */
  JbNumbering points;                       /* numbering of points that do not say it */
  bool points_hang;                         /* turned lines of a point stand under its text, not under its number */
  bool panels;                              /* parallel points are laid out side by side */
  bool people_listed; /* attendance: one person a line, where it is written; else running, after the text */
  JbColophonStyle colophon;
  JbMastheadLine *masthead; /* none: the body begins with its text */
  size_t masthead_count;
  double masthead_after;    /* [grid step] left blank below it */
  JbCoverLine *cover_lines; /* none: no cover */
  size_t cover_line_count;
} JbTheme;

#define JB_THEME_MAXIMUM_SIZE (1u << 20) /* [byte] of a theme file: for whoever reads it */

/* How far the first and last line's boxes stand out of the text area, above and below: where its edges are those of
 * the type. [pt] */
double jb_theme_edge(const JbTheme *theme);

/* Is a theme so named a file, since it has a '/' or ends in ".xml", or built in? */
bool jb_theme_is_file(const char *name);

/* All three give NULL, and errors in findings, when the theme cannot be used. */

/* A built-in theme ("briefing", "gongwen"); place: where it is named. */
JbTheme *jb_theme_load_builtin(const char *name, JbPlace place, JbFindings *findings);
/* A theme file's bytes; path names it in findings, and is borrowed for as long as they live. */
JbTheme *jb_theme_parse(GBytes *bytes, const char *path, JbFindings *findings);
/* Either, as the command line names it; name is borrowed as path is. */
JbTheme *jb_theme_load(const char *name, JbFindings *findings);
void jb_theme_free(JbTheme *theme);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbTheme, jb_theme_free)

/* Sets a key of base/composition_keys.def, as a paragraph may beside its style. value has the form its kind asks for
 * (the vocabulary has seen to that); size [pt]: of the text, for lengths in em. A value beyond its range is an error at
 * place, in findings (which may be NULL), and changes nothing. */
void jb_composition_set(JbComposition *composition, const char *key, const char *value, double size, JbPlace place,
                        JbFindings *findings);

extern const JbGrammar jb_theme_grammar;

#endif
