/* SPDX-License-Identifier: MIT
 * inspect/gbt9704: the checks of GB/T 9704-2012, private to inspect/. One table (gbt9704.c) lists them: clause, what is
 * measured, by which function, of which element.
 *
 * One fault is one finding. Therefore everything is measured against what the standard relates it to, as it was found:
 * the text area first (gbt9704_page.c), then elements against that text area, its lines and its characters; what
 * inherits a fault of the body (its size, face, colour) is not told again; and a check that an earlier finding explains
 * is left out. */
#ifndef JB_INSPECT_GBT9704_PRIVATE_H
#define JB_INSPECT_GBT9704_PRIVATE_H

#include "diag/findings.h"
#include "inspect/measure.h"

#include <glib.h>

/* GB/T 9704-2012 5.2.1 and 5.2.3. [mm] */
#define JB_PAPER_WIDTH   210.0
#define JB_PAPER_HEIGHT  297.0
#define JB_HEAD_MARGIN   37.0
#define JB_BINDING       28.0
#define JB_AREA_WIDTH    156.0
#define JB_AREA_HEIGHT   225.0
#define JB_FORE_EDGE     (JB_PAPER_WIDTH - JB_BINDING - JB_AREA_WIDTH)
#define JB_FOOT_MARGIN   (JB_PAPER_HEIGHT - JB_HEAD_MARGIN - JB_AREA_HEIGHT)
#define JB_LINES         22
#define JB_CHARACTERS    28
#define JB_BODY_SIZE     16.0 /* [pt] 三号, as Word has it: 5.2.2 */
#define JB_TOLERANCE     1.0  /* what the standard allows its margins */
#define JB_NUMBER_OFFSET 7.0  /* 7.5: from the text area down to the page number */

/* The kinds of document, told from the pages: they differ in their heads. */
typedef enum JbGbtFormat {
  JB_GBT_PAPER = 1,    /* 文件 */
  JB_GBT_LETTER = 2,   /* 信函 10.1 */
  JB_GBT_ORDER = 4,    /* 命令(令) 10.2 */
  JB_GBT_MINUTES = 8,  /* 纪要 10.3 */
  JB_GBT_BULLETIN = 16 /* 简报: not in the standard; pages and body as it says */
} JbGbtFormat;

/* The text area and the body, as found; what cannot be found on these pages, as the standard says. [mm] */
typedef struct JbFrame {
  double left[2], right[2]; /* by parity of the page number */
  double top, bottom;       /* of the first and the last line's em box */
  double pitch;             /* from line to line */
  double step;              /* from character to character */
  double deepest;           /* the foot of the lowest line of pages whose text runs on; 0: there are none */
  double size;              /* [pt] */
  const char *face;         /* NULL: no body */
  JbColour colour;
} JbFrame;

/* Findings that explain others. */
typedef enum JbExplanation {
  JB_BY_PAPER = 1,
  JB_BY_BINDING = 2,
  JB_BY_FORE_EDGE = 4,
  JB_BY_FOOT = 8,
  JB_BY_SIZE = 16,
  JB_BY_NO_MIRROR = 32, /* even pages are as odd ones */
  JB_BY_PITCH = 64,
  JB_BY_GRID = 128,
  JB_BY_NO_GRID = 256, /* the head has another: nothing there can be counted in lines */
  JB_BY_LINES = 512,
} JbExplanation;

typedef struct JbInspection {
  const JbMeasures *measures;
  const JbInspectFaces *faces;
  JbFindings *findings;
  JbPlace document;
  JbGbtFormat format;
  JbFrame frame;
  unsigned explained; /* JbExplanation of what was found */
  GPtrArray *told;    /* of char *: check and value; each is told once */
} JbInspection;

typedef struct JbCheck JbCheck;
struct JbCheck {
  JbMessage message;
  const char *clause;
  const char *what; /* in English; Chinese in diag/words.def */
  void (*run)(JbInspection *inspection, const JbCheck *check);
  const char *kind;      /* of the element, for checks of one; NULL: the body */
  const char *like;      /* an element whose fault is not told again of this one; NULL: none */
  double number;         /* what is asked for, in the unit of the check */
  JbInspectRole role;    /* of a face */
  const char *form;      /* of a text: a regular expression */
  const char *wanted;    /* the form in words */
  unsigned formats;      /* of JbGbtFormat; 0: all */
  unsigned explains;     /* of JbExplanation: set by a finding */
  unsigned explained_by; /* left out after such a finding */
};

/* The lines [first, end) of one element; of all attachments listed, each of which is one. */
typedef struct JbPart {
  guint first, end;
} JbPart;

/* --- gbt9704.c --- */

/* Tells a deviation, unless the same check told the same value before. */
void jb_deviate(JbInspection *inspection, const JbCheck *check, int page, JbPlace place, const char *value,
                const char *wanted);
/* The same, at a line, of lengths with a tolerance: "30.0 mm", "28 ± 1 mm". */
void jb_deviate_length(JbInspection *inspection, const JbCheck *check, const JbMeasuredLine *line, double value,
                       double wanted, double tolerance);
void jb_check_length(JbInspection *inspection, const JbCheck *check, const JbMeasuredLine *line, double value,
                     double wanted, double tolerance);

/* The next element of a kind (NULL: of the body) after *part, which begins as zeros; false: no more. */
bool jb_next_part(const JbInspection *inspection, const char *kind, JbPart *part);
/* Its first line; NULL: there is none. */
const JbMeasuredLine *jb_first_of(const JbInspection *inspection, const char *kind);
const JbMeasuredLine *jb_line_at(const JbInspection *inspection, guint index);
const char *jb_part_face(const JbInspection *inspection, JbPart part);
bool jb_colour_is_red(const JbColour *colour); /* 6.2: M80 Y80 */
char *jb_colour_ink(const JbColour *colour);   /* "M80 Y80", "K100"; newly allocated */

/* How far the middle of a line is from that of a row of the grid, from 1, as the grid is or as it should be. [mm] */
double jb_off_row(const JbInspection *inspection, const JbMeasuredLine *line, double row);
bool jb_is_body_size(const JbInspection *inspection, double size); /* 三号, or what the body has in its stead */
double jb_area_left(const JbInspection *inspection, int page);
double jb_area_right(const JbInspection *inspection, int page);
/* The rule between the head and the text of page 1 (7.2.7); NULL: none. */
const JbMeasuredRule *jb_separator(const JbInspection *inspection);
/* The first rule of the colophon, from above, at or after *index, which moves past it; NULL: no more. */
const JbMeasuredRule *jb_next_colophon_rule(const JbInspection *inspection, guint *index);
/* The foot of what stands above a line on its page, text or rule. [mm] NAN: nothing does. */
double jb_foot_above(const JbInspection *inspection, const JbMeasuredLine *line);
/* Whole lines left blank between the foot of one thing and a line; wanted, if there is room for so many and no more. */
int jb_blank_lines(const JbInspection *inspection, double foot, const JbMeasuredLine *line, int wanted);

/* --- gbt9704_frame.c --- */

void jb_frame_find(JbInspection *inspection);
JbMeasuredPage jb_paper(const JbInspection *inspection); /* that of page 1 */
/* Does the line stand on the grid: a line of the body, or a heading? */
bool jb_is_on_grid(const JbMeasuredLine *line);
/* With a Han character: a mark that opens or closes may hang with its blank half outside the line. */
bool jb_begins_plainly(const JbInspection *inspection, const JbMeasuredLine *line);
/* Where the line would begin if it had the size of the body: lines of any size sit on the grid by their middles. [mm]
 */
double jb_body_top(const JbMeasuredLine *line);
/* From line to line, so that 22 lines fill the text area: 21 pitches and one character are its height. [mm] */
double jb_nominal_pitch(void);
int jb_lines_with_room(const JbInspection *inspection, double bottom); /* in a text area that ends there */
int jb_lines_found(const JbInspection *inspection);                    /* on a full page */
/* Do the lines found fit a text area that ends there? True where no page is full. */
bool jb_holds_lines(const JbInspection *inspection, double bottom);

/* --- gbt9704_page.c: paper, text area, grid, type --- */

void jb_check_paper(JbInspection *inspection, const JbCheck *check);
void jb_check_head_margin(JbInspection *inspection, const JbCheck *check);
void jb_check_binding(JbInspection *inspection, const JbCheck *check);
void jb_check_fore_edge(JbInspection *inspection, const JbCheck *check);
void jb_check_foot_margin(JbInspection *inspection, const JbCheck *check);
void jb_check_pitch(JbInspection *inspection, const JbCheck *check);
void jb_check_lines(JbInspection *inspection, const JbCheck *check);
void jb_check_characters(JbInspection *inspection, const JbCheck *check);
void jb_check_grid(JbInspection *inspection, const JbCheck *check);
void jb_check_body_size(JbInspection *inspection, const JbCheck *check);
void jb_check_body_face(JbInspection *inspection, const JbCheck *check);
void jb_check_colour(JbInspection *inspection, const JbCheck *check);
void jb_check_indent(JbInspection *inspection, const JbCheck *check); /* number: heading level, 0 text */

/* --- gbt9704_heading.c --- */

void jb_check_heading_size(JbInspection *inspection, const JbCheck *check);   /* number: level */
void jb_check_heading_face(JbInspection *inspection, const JbCheck *check);   /* number: level */
void jb_check_heading_number(JbInspection *inspection, const JbCheck *check); /* all levels */

/* --- gbt9704_element.c: what any element may be asked --- */

void jb_check_size(JbInspection *inspection, const JbCheck *check);       /* number [pt]: 22, 16 or 14 */
void jb_check_face(JbInspection *inspection, const JbCheck *check);       /* role */
void jb_check_plain_size(JbInspection *inspection, const JbCheck *check); /* of elements nothing else is said of */
void jb_check_plain_face(JbInspection *inspection, const JbCheck *check);
void jb_check_form(JbInspection *inspection, const JbCheck *check);       /* form, wanted */
void jb_check_start(JbInspection *inspection, const JbCheck *check);      /* number: characters from the left */
void jb_check_end(JbInspection *inspection, const JbCheck *check);        /* number: characters from the right */
void jb_check_signer_end(JbInspection *inspection, const JbCheck *check); /* the same */
void jb_check_centred(JbInspection *inspection, const JbCheck *check);
void jb_check_row(JbInspection *inspection, const JbCheck *check);      /* number: of the line on its page */
void jb_check_blank(JbInspection *inspection, const JbCheck *check);    /* number: blank lines above */
void jb_check_turnover(JbInspection *inspection, const JbCheck *check); /* after the colon or number */
void jb_check_red(JbInspection *inspection, const JbCheck *check);
void jb_check_label_face(JbInspection *inspection, const JbCheck *check); /* role, of what ends in ： */
void jb_check_name_face(JbInspection *inspection, const JbCheck *check);  /* role, of what comes after it */

/* --- gbt9704_head.c: what stands in one place only --- */

void jb_check_mark_top(JbInspection *inspection, const JbCheck *check);   /* number [mm] below the text area's top */
void jb_check_letter_top(JbInspection *inspection, const JbCheck *check); /* number [mm] below the paper's */
void jb_check_secret_row(JbInspection *inspection, const JbCheck *check);
void jb_check_number_place(JbInspection *inspection, const JbCheck *check);
void jb_check_signer_line(JbInspection *inspection, const JbCheck *check);
void jb_check_rule_there(JbInspection *inspection, const JbCheck *check);
void jb_check_rule_distance(JbInspection *inspection, const JbCheck *check);
void jb_check_rule_width(JbInspection *inspection, const JbCheck *check);
void jb_check_rule_place(JbInspection *inspection, const JbCheck *check);
void jb_check_rule_colour(JbInspection *inspection, const JbCheck *check);
void jb_check_letter_rules(JbInspection *inspection, const JbCheck *check);
void jb_check_letter_weights(JbInspection *inspection, const JbCheck *check);
void jb_check_letter_width(JbInspection *inspection, const JbCheck *check);  /* number [mm] */
void jb_check_letter_middle(JbInspection *inspection, const JbCheck *check); /* number: 0 */
void jb_check_letter_upper(JbInspection *inspection, const JbCheck *check);  /* number [mm] below the mark */
void jb_check_letter_lower(JbInspection *inspection, const JbCheck *check);  /* number [mm] above the paper's foot */
void jb_check_letter_colour(JbInspection *inspection, const JbCheck *check);
void jb_check_title_shape(JbInspection *inspection, const JbCheck *check);
void jb_check_title_lone(JbInspection *inspection, const JbCheck *check);
void jb_check_first_page(JbInspection *inspection, const JbCheck *check);
void jb_check_body_follows(JbInspection *inspection, const JbCheck *check);

/* --- gbt9704_foot.c --- */

void jb_check_attachment_marks(JbInspection *inspection, const JbCheck *check);
void jb_check_signature(JbInspection *inspection, const JbCheck *check);
void jb_check_signature_line(JbInspection *inspection, const JbCheck *check);
void jb_check_colophon_page(JbInspection *inspection, const JbCheck *check);
void jb_check_colophon_weights(JbInspection *inspection, const JbCheck *check);
void jb_check_colophon_width(JbInspection *inspection, const JbCheck *check);
void jb_check_colophon_colour(JbInspection *inspection, const JbCheck *check);
void jb_check_colophon_foot(JbInspection *inspection, const JbCheck *check);
void jb_check_number_there(JbInspection *inspection, const JbCheck *check);
void jb_check_number_form(JbInspection *inspection, const JbCheck *check);
void jb_check_number_size(JbInspection *inspection, const JbCheck *check);
void jb_check_number_face(JbInspection *inspection, const JbCheck *check);
void jb_check_number_height(JbInspection *inspection, const JbCheck *check);
void jb_check_number_side(JbInspection *inspection, const JbCheck *check);

#endif
