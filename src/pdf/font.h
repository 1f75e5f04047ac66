/* SPDX-License-Identifier: MIT
 * pdf/font: one face as the document uses it. Every pair of a glyph and the text it stands for gets a code of its own,
 * in the order of first use; so what is extracted is what was set, also where one glyph serves two characters (U+5C71
 * and the radical U+2F2D in Noto CJK), and the cmap is never turned round. Private to pdf/. */
#ifndef JB_PDF_FONT_H
#define JB_PDF_FONT_H

#include "font/face.h"
#include "pdf/deflate.h"
#include "pdf/haru.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

typedef struct JbPdfFont JbPdfFont;

JbPdfFont *jb_pdf_font_new(const JbFace *face); /* borrowed until the font is written */
void jb_pdf_font_free(JbPdfFont *font);

const JbFace *jb_pdf_font_face(const JbPdfFont *font);

/* The code that shows glyph and extracts as length bytes of UTF-8 at text; without text it extracts as nothing. 0,
 * which shows .notdef, for a glyph that the face has not or when 65535 codes are taken. */
uint16_t jb_pdf_font_code(JbPdfFont *font, uint32_t glyph, const char *text, size_t length);

/* How far the code moves on, as /W says it. [1/1000 em] */
int jb_pdf_font_width(const JbPdfFont *font, uint16_t code);
/* The same of a glyph, which need not have a code yet. */
int jb_pdf_font_glyph_width(const JbPdfFont *font, uint32_t glyph);

/* Adds the font and all it needs to the document. The object is a Type0 font with Identity-H. */
JbObjectId jb_pdf_font_write(const JbPdfFont *font, JbHaru *haru, JbDeflater *deflater);

#endif
