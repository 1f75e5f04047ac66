/* SPDX-License-Identifier: MIT
 * pdf/glyph_cache: glyph programs as a font program writes them, kept with their face. A program depends on nothing but
 * the face and the glyph, so that what is kept changes no byte; processes forked afterwards share it. Private to pdf/.
 */
#ifndef JB_PDF_GLYPH_CACHE_H
#define JB_PDF_GLYPH_CACHE_H

#include "font/face.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* [byte] of programs after which a face's cache is full: some nine thousand Han glyphs. */
#define JB_KEPT_PROGRAMS (2u << 20)

typedef struct JbGlyphCache JbGlyphCache;

/* Never NULL; made at the first call for a face, dies with it. */
JbGlyphCache *jb_glyph_cache(const JbFace *face);

bool jb_glyph_cache_holds(const JbGlyphCache *cache, uint32_t glyph);
bool jb_glyph_cache_is_full(const JbGlyphCache *cache);

/* Appends the program of a glyph. False, and out as it was: it is not kept; the glyph is one of those missed now. */
bool jb_glyph_cache_append(JbGlyphCache *cache, uint32_t glyph, GByteArray *out);

/* A glyph that is not kept yet. */
void jb_glyph_cache_keep(JbGlyphCache *cache, uint32_t glyph, const GByteArray *program);

/* The glyphs asked for in vain, in the order of asking. Borrowed, valid until the next one is missed. */
const uint32_t *jb_glyph_cache_missed(const JbGlyphCache *cache, size_t *count);

#endif
