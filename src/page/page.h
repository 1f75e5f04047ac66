/* SPDX-License-Identifier: MIT
 * page/page: one page's display list. Points, origin at the trim corner, y down; negative coordinates are allowed
 * (bleed). Built by compose/ and the blocks, replayed by sinks. Building cannot fail. */
#ifndef JB_PAGE_PAGE_H
#define JB_PAGE_PAGE_H

#include "base/geometry.h"
#include "base/place.h"
#include "colour/colour.h"
#include "page/structure.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct JbFace JbFace;       /* font/face.h; opaque here */
typedef struct JbPicture JbPicture; /* picture/picture.h; opaque here */

typedef enum JbItemKind {
  JB_ITEM_GLYPHS,
  JB_ITEM_PATH,
  JB_ITEM_PICTURE,
  JB_ITEM_LINK,
  JB_ITEM_ANCHOR,
} JbItemKind;

typedef struct JbGlyph {
  uint32_t id;
  uint32_t cluster; /* [byte] into the run's text */
  double x, y;      /* its origin on the page */
  double advance;   /* to the next glyph of the run, the way the run reads */
} JbGlyph;

typedef struct JbGlyphRun {
  const JbFace *face;
  double size;
  JbColour colour;
  const char *text; /* UTF-8, text_length bytes, owned by the page: what extraction gives */
  size_t text_length;
  const JbGlyph *glyphs; /* owned by the page */
  size_t glyph_count;
  double measure, natural; /* of the line it belongs to; 0 where there is none */
  JbPlace place;
} JbGlyphRun;

typedef enum JbPathVerb {
  JB_PATH_MOVE,  /* 1 point */
  JB_PATH_LINE,  /* 1 point */
  JB_PATH_CURVE, /* 3 points */
  JB_PATH_CLOSE, /* none */
} JbPathVerb;

typedef struct JbPath {
  const uint8_t *verbs; /* JbPathVerb; owned by the page */
  size_t verb_count;
  const JbPoint *points; /* owned by the page */
  size_t point_count;
  bool fill, stroke, even_odd;
  JbColour fill_colour, stroke_colour;
  double line_width;
  double dash, gap; /* 0: solid */
} JbPath;

typedef struct JbPlacedPicture {
  const JbPicture *picture; /* borrowed: lives until the sinks are closed */
  JbRect box;
} JbPlacedPicture;

typedef struct JbLink {
  JbRect box;
  const char *target; /* an anchor's name, or a URI when uri is set; owned by the page */
  bool uri;
} JbLink;

typedef struct JbAnchor {
  const char *name; /* owned by the page */
  JbPoint point;
} JbAnchor;

/* What an artifact is: something on the page that no element of the text holds (ISO 32000-1 14.8.2.2). */
typedef enum JbArtifact {
  JB_ARTIFACT_LAYOUT, /* rules and fills */
  JB_ARTIFACT_PAGE_NUMBER,
  JB_ARTIFACT_RUNNING_HEAD,
  JB_ARTIFACT_SEPARATOR,     /* rules of a masthead: 红色分隔线, 武文线 */
  JB_ARTIFACT_COLOPHON_RULE, /* 版记的分隔线 */
  JB_ARTIFACT_BACKGROUND,    /* behind the text: the draft's mark, a grid */
  JB_ARTIFACT_COUNT
} JbArtifact;

typedef struct JbItem {
  JbItemKind kind;
  JbElementId element; /* 0: artifact */
  JbArtifact artifact; /* of an artifact */
  bool turned;         /* a quarter counter-clockwise: glyphs read upwards, a picture lies on its left side */
  union {
    JbGlyphRun glyphs;
    JbPath path;
    JbPlacedPicture picture;
    JbLink link;
    JbAnchor anchor;
  };
} JbItem;

typedef struct JbPage JbPage;

/* number counts pages from 1; label is what the page calls itself ("", "1", "ii"). bleed is added on every side. */
JbPage *jb_page_new(int number, const char *label, double width, double height, double bleed);
void jb_page_free(JbPage *page);

int jb_page_number(const JbPage *page);
const char *jb_page_label(const JbPage *page);
double jb_page_width(const JbPage *page); /* of the trim box */
double jb_page_height(const JbPage *page);
double jb_page_bleed(const JbPage *page);
size_t jb_page_item_count(const JbPage *page);
const JbItem *jb_page_item(const JbPage *page, size_t index); /* borrowed */

/* --- Building. Everything given is copied. --- */

/* element of the items that follow, until set again. */
void jb_page_set_element(JbPage *page, JbElementId element);
/* What those of the items that follow are that belong to no element, until set again: LAYOUT at first. */
void jb_page_set_artifact(JbPage *page, JbArtifact artifact);
const char *jb_artifact_name(JbArtifact artifact); /* "layout", "page-number", … as the dump writes them */
/* What follows is laid out upright in a box with its corner at (0, 0), area->height wide and area->width high, and is
 * put into area turned a quarter counter-clockwise: the box's head along area's left edge, its lines reading upwards.
 * Items keep page coordinates; an anchor moves to area's upper edge, where a reader that goes to it should arrive.
 * NULL: upright again, in page coordinates. */
void jb_page_turn(JbPage *page, const JbRect *area);
void jb_page_add_glyphs(JbPage *page, const JbGlyphRun *run);
void jb_page_add_path(JbPage *page, const JbPath *path);
/* A filled rectangle: bars, bands, and rules (which are filled, so that their weight is exact). */
void jb_page_add_rectangle(JbPage *page, JbRect box, const JbColour *colour);
void jb_page_add_line(JbPage *page, JbPoint from, JbPoint to, double line_width, const JbColour *colour);
void jb_page_add_picture(JbPage *page, const JbPicture *picture, JbRect box);
void jb_page_add_link(JbPage *page, JbRect box, const char *target, bool uri);
void jb_page_add_anchor(JbPage *page, const char *name, JbPoint point);

#endif
