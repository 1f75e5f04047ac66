/* SPDX-License-Identifier: MIT
 * text/paragraph: styled text → lines of placed glyphs: classes → breaks → shaping → lines → positions. Each step has
 * its own header and can be tested alone. */
#ifndef JB_TEXT_PARAGRAPH_H
#define JB_TEXT_PARAGRAPH_H

#include "diag/findings.h"
#include "text/styled_text.h"

typedef struct JbPlacedGlyph {
  uint32_t id;
  uint32_t cluster; /* [byte] of the paragraph's text: the character (or first of several) it stands for */
  double x;         /* [pt] from the left of the measure; JbLine.x is contained in it */
  double y;         /* [pt] from the baseline, down: 0 but for marks the font places and for rise */
  double advance;   /* [pt] from its origin to the next glyph's in the same run; the last one's: to the end of its body.
                     * Origins never go back, but where a font places a combining mark so */
} JbPlacedGlyph;

/* Glyphs of one line that share face, size and run, and whose text follows on: where characters are not drawn (a typed
 * space that a gap replaces, directional marks) a run ends, so that no glyph stands for them. */
typedef struct JbLineRun {
  const JbFace *face;
  double size; /* [pt] */
  uint32_t tag;
  JbPlace place;
  size_t text_start, text_end;   /* [byte] of the paragraph's text, of this run on this line */
  size_t first_glyph, glyph_end; /* into glyphs */
} JbLineRun;

typedef struct JbLine {
  size_t first_run, run_end;
  size_t text_start, text_end; /* [byte]; a space dropped at a line end lies between two lines */
  double x;                    /* [pt] of its first glyph's cell from the left of the measure: indents, alignment */
  double natural;              /* [pt] before justification, blanks at the edges trimmed, without indent */
  double width;                /* [pt] as set, without indent */
  bool last;                   /* of the paragraph, or before a forced line end */
} JbLine;

typedef struct JbParagraph {
  char *text; /* owned copy */
  size_t text_length;
  JbLine *lines;
  size_t line_count;
  JbLineRun *runs;
  size_t run_count;
  JbPlacedGlyph *glyphs;
  size_t glyph_count;
  double unit_width; /* [pt] at least what its widest word, number or sequence takes that no line end should part; told
                      * at an infinite measure alone, else 0 */
} JbParagraph;

/* Composes at a measure [pt]. findings receives characters no face has (an error each, once a character and paragraph)
 * and units longer than the measure (a warning); it may be NULL for trial settings. Never NULL; an empty text is one
 * empty line. */
JbParagraph *jb_paragraph_compose(const JbStyledText *text, double measure, const JbComposition *composition,
                                  JbFindings *findings);
void jb_paragraph_free(JbParagraph *paragraph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbParagraph, jb_paragraph_free)

/* Wakes what shaping keeps with each role's first face, so that processes forked afterwards share it. */
void jb_text_preload(const JbFontSet *fonts);

#endif
