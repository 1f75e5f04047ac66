/* SPDX-License-Identifier: MIT
 * font/face: one face of one font file: coverage, metrics, outlines. The file is mapped, never copied. */
#ifndef JB_FONT_FACE_H
#define JB_FONT_FACE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct JbFace JbFace;
typedef struct hb_face_t hb_face_t; /* HarfBuzz */
typedef struct hb_font_t hb_font_t;

typedef enum JbOutlineFormat {
  JB_OUTLINE_CFF,
  JB_OUTLINE_TRUETYPE,
} JbOutlineFormat;

#define JB_FACE_ERROR (jb_face_error_quark())
GQuark jb_face_error_quark(void);

typedef enum JbFaceError {
  JB_FACE_ERROR_NO_FONT,   /* not an OpenType font, or no such index in the collection */
  JB_FACE_ERROR_OUTLINES,  /* no outlines we can print: bitmaps, or CFF2 */
  JB_FACE_ERROR_EMBEDDING, /* OS/2 fsType forbids embedding or subsetting */
} JbFaceError;

/* NULL and error when the file is no font, has no outlines, or forbids embedding (OS/2 fsType). */
JbFace *jb_face_open(const char *path, unsigned index, GError **error);
void jb_face_free(JbFace *face);

const char *jb_face_postscript_name(const JbFace *face); /* name table, id 6 */
const char *jb_face_path(const JbFace *face);
unsigned jb_face_index(const JbFace *face); /* in a collection */
JbOutlineFormat jb_face_outline_format(const JbFace *face);
unsigned jb_face_units_per_em(const JbFace *face);
unsigned jb_face_glyph_count(const JbFace *face);

/* Glyph of a character, 0: not covered. Cached: asking is cheap. */
uint32_t jb_face_glyph(const JbFace *face, uint32_t character);
/* Horizontal advance. [em] Cached as well. */
double jb_face_advance(const JbFace *face, uint32_t glyph);

/* The characters that were asked for and not cached, since the last call of jb_face_learn. Borrowed, valid until the
 * next one is asked for. */
const uint32_t *jb_face_missed(const JbFace *face, size_t *count);
/* Caches the glyphs of characters, whatever they are, and their advances. */
void jb_face_learn(const JbFace *face, const uint32_t *characters, size_t count);

typedef struct JbFaceMetrics {
  double ascent, descent; /* [em], descent positive downwards: OS/2 typo metrics */
  double cap_height;      /* [em] */
  double box[4];          /* [em] font bounding box: left, bottom, right, top, y up */
  double italic_angle;    /* [degree] */
} JbFaceMetrics;
const JbFaceMetrics *jb_face_metrics(const JbFace *face);

/* Ink box of a glyph, y up, to the extremes of its curves. [em] False: no ink. Cached as well. */
bool jb_face_glyph_extents(const JbFace *face, uint32_t glyph, double *left, double *bottom, double *right,
                           double *top);

/* The outline as path calls, y up. [em] TrueType's quadratic curves are raised to cubic. */
typedef struct JbOutlineSink {
  void (*move_to)(void *data, double x, double y);
  void (*line_to)(void *data, double x, double y);
  void (*curve_to)(void *data, double x1, double y1, double x2, double y2, double x3, double y3);
  void (*close)(void *data);
} JbOutlineSink;
void jb_face_outline(const JbFace *face, uint32_t glyph, const JbOutlineSink *sink, void *data);

/* The PostScript names of a font file, one for each face of a collection, without opening it as a face; NULL and error
 * when it is no font. A face without a name has "". Free with g_strfreev. */
char **jb_face_list_names(const char *path, GError **error);

/* For text/ (shaping) and pdf/ (subsetting): borrowed. The hb_font's scale is units per em. */
hb_face_t *jb_face_hb_face(const JbFace *face);
hb_font_t *jb_face_hb_font(const JbFace *face);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbFace, jb_face_free)

#endif
