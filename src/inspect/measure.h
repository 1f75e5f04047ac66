/* SPDX-License-Identifier: MIT
 * inspect/measure: what stands on the pages of a document, as lines of text and horizontal rules. Private to inspect/.
 *
 * Positions are in mm from the trim corner, y down; sizes of type in points. A line is what one element has on one
 * baseline, over changes of face and superscripts; where a gap of two characters or more parts it, each part is a line,
 * the later ones "beside" the first. What is turned, on pages that lie across, is not measured. The em box of a line
 * reaches from 0.88 em above its baseline to 0.12 em below. */
#ifndef JB_INSPECT_MEASURE_H
#define JB_INSPECT_MEASURE_H

#include "base/arena.h"
#include "base/units.h"
#include "inspect/inspect.h"
#include "page/page.h"

#include <glib.h>

typedef struct JbMeasuredPage {
  double width, height; /* [mm] */
  bool blank;           /* nothing of the report stands on it */
} JbMeasuredPage;

typedef struct JbMeasuredCell {
  uint32_t character; /* the first of its cluster */
  uint32_t face;      /* index into faces */
  float left, right;  /* [mm] */
} JbMeasuredCell;

typedef struct JbMeasuredLine {
  int page;          /* from 1 */
  JbElementId owner; /* the element with the kind, else the element; 0: an artifact */
  const char *kind;  /* of the element or what holds it; NULL: none */
  bool body;         /* running text and headings: no kind, in no table, figure or contents */
  bool figure;       /* part of a picture or chart */
  int heading;       /* its level; 0: none */
  JbArtifact artifact;
  double left, right, baseline; /* [mm] */
  double ink_top, ink_bottom;   /* [mm] of a kind "mark"; else of its em box */
  double size;                  /* [pt] of most of its cells */
  JbColour colour;              /* the first that is not black */
  const char *text;
  guint first_cell, cell_count;
  bool first, last; /* of its owner */
  bool beside;      /* on the baseline of the line before, apart from it */
  JbPlace place;
} JbMeasuredLine;

/* A filled or stroked path, wider than 20 mm and less than 3 mm high, in no table or figure. */
typedef struct JbMeasuredRule {
  int page;
  double left, right, top, bottom; /* [mm] */
  JbColour colour;
} JbMeasuredRule;

typedef struct JbMeasures {
  const JbStructure *structure; /* borrowed */
  const JbInspectFaces *namer;  /* borrowed */
  GArray *pages;                /* of JbMeasuredPage: page 1 first, whatever pages call themselves */
  GArray *lines;                /* of JbMeasuredLine, in the order drawn, artifacts left out */
  GArray *furniture;            /* of JbMeasuredLine: the artifacts among them, backgrounds left out */
  GArray *rules;                /* of JbMeasuredRule, from the head of each page down */
  GArray *cells;                /* of JbMeasuredCell */
  GPtrArray *faces;             /* of const JbFace *, borrowed */
  GArray *latest;               /* of guint, by owner: its latest line, counted from 1 */
  JbArena arena;
} JbMeasures;

void jb_measures_init(JbMeasures *measures, const JbStructure *structure, const JbInspectFaces *namer);
void jb_measures_clear(JbMeasures *measures);
void jb_measures_add_page(JbMeasures *measures, const JbPage *page);

static inline double jb_mm(double points)
{
  return points / JB_POINTS_PER_MM;
}

static inline const JbMeasuredLine *jb_measured_line(const JbMeasures *measures, guint index)
{
  return &g_array_index(measures->lines, JbMeasuredLine, index);
}

static inline const JbMeasuredCell *jb_measured_cell(const JbMeasures *measures, guint index)
{
  return &g_array_index(measures->cells, JbMeasuredCell, index);
}

double jb_line_top(const JbMeasuredLine *line);    /* [mm] of its em box */
double jb_line_bottom(const JbMeasuredLine *line); /* [mm] */
double jb_line_middle(const JbMeasuredLine *line); /* [mm] of its em box: where lines of any size sit on a grid */
bool jb_colour_is_black(const JbColour *colour);

/* Counts the Han characters of cells by face; counts has an entry for each. */
void jb_measures_count_faces(const JbMeasures *measures, guint first_cell, guint end_cell, guint *counts);
/* The name of the face with the highest count; NULL: all are 0. Borrowed. */
const char *jb_measures_commonest_face(const JbMeasures *measures, const guint *counts);

/* The median of the values (of double) in the window of a width that holds most of them; sorts them. NAN: there are
 * none. */
double jb_densest(GArray *values, double window);

#endif
