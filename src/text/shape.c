/* SPDX-License-Identifier: MIT
 * text/shape: each cell gets a face that has its character, then its glyphs. Western words are shaped whole; Han text
 * goes through HarfBuzz only where a rule of the face can see it (text/face_shaping.h). */
#include "text/shape.h"

#include "base/utf8.h"
#include "text/face_shaping.h"
#include "text/paragraph.h"

#include <math.h>
#include <string.h>

#define SAME_WIDTH 0.001 /* [em] */

/* --- faces --- */

/* One text being shaped. */
typedef struct Work {
  JbShaper *shaper;
  JbCells *cells;
  const JbFace *primary[JB_ROLE_COUNT]; /* the roles' first faces; NULL: not asked yet, or none */
  const JbFace *face;                   /* the last one shaped with … */
  JbFaceShaping *shaping;               /* … and what is kept for it */
  double units_per_em;
} Work;

static JbFontRole role_of(const Work *work, const JbCell *cell)
{
  const JbTextRun *run = &work->cells->runs[cell->run];
  bool western = cell->flags & JB_CELL_WORD || cell->class == JB_CLASS_SPACE || cell->class == JB_CLASS_GLUE;
  return western ? run->latin : run->role;
}

static void use_face(Work *work, const JbFace *face)
{
  if (face == work->face || !face) {
    return;
  }
  work->face = face;
  work->shaping = jb_face_shaping(face);
  work->units_per_em = jb_face_units_per_em(face);
}

static void report_missing(const Work *work, const JbCell *cell, size_t byte, uint32_t character, JbFontRole role)
{
  JbShaper *shaper = work->shaper;
  if (!shaper->findings) {
    return;
  }
  if (!shaper->reported) {
    shaper->reported = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  }
  for (guint i = 0; i < shaper->reported->len; i++) {
    if (g_array_index(shaper->reported, uint32_t, i) == character) {
      return;
    }
  }
  g_array_append_val(shaper->reported, character);
  char text[5] = {0};
  jb_utf8_encode(character, text);
  g_autofree char *code = g_strdup_printf("U+%04X", character);
  g_autofree char *asked = jb_font_set_names(shaper->fonts, role);
  jb_find(shaper->findings, CHARACTER_MISSING, jb_cells_place(work->cells, cell->run, byte), text, code, asked);
}

/* A space of any kind is drawn with the face's own, or with its plain space. A solidus stands in half an em (CLREQ):
 * the full-width glyph would lie over its neighbours. */
static uint32_t drawn_character(const JbCell *cell)
{
  if (cell->class == JB_CLASS_SPACE || cell->class == JB_CLASS_GLUE) {
    return ' ';
  }
  return cell->character == 0xff0f ? '/' : cell->character;
}

/* The face that has the cell's character: its role's first, as a rule. When nobody has it, the role's first face shows
 * its glyph 0 in its place. NULL only for a role without faces, which has been reported. */
static const JbFace *face_for(Work *work, const JbCell *cell, uint32_t *glyph)
{
  JbFontRole role = role_of(work, cell);
  uint32_t character = drawn_character(cell);
  if (!work->primary[role]) {
    work->primary[role] = jb_font_set_face(work->shaper->fonts, role, 0);
  }
  const JbFace *face = work->primary[role];
  *glyph = face ? jb_face_glyph(face, character) : 0;
  if (*glyph != 0) {
    return face;
  }
  const JbFace *other = jb_font_set_covering(work->shaper->fonts, role, character);
  if (!other) {
    report_missing(work, cell, cell->start, character, role);
    return face;
  }
  *glyph = jb_face_glyph(other, character);
  return other;
}

/* --- glyphs --- */

static guint glyph_count(const Work *work)
{
  return work->shaper->glyphs->len;
}

static const JbShapedGlyph *glyph_at(const Work *work, guint index)
{
  return &g_array_index(work->shaper->glyphs, JbShapedGlyph, index);
}

/* A combining mark or selector that the cell's face does not have: glyph 0 must not pass in silence. */
static void report_extension(const Work *work, const JbCell *cell)
{
  const char *cursor = work->cells->text + cell->start, *end = work->cells->text + cell[1].start;
  while (cursor < end) {
    size_t byte = (size_t)(cursor - work->cells->text);
    uint32_t character = jb_utf8_next(&cursor);
    if (cell->face && jb_face_glyph(cell->face, character) == 0 && jb_class_of(character) == JB_CLASS_MARK) {
      report_missing(work, cell, byte, character, role_of(work, cell));
    }
  }
}

/* Glyphs from first on belong to cells [start, end): each to the cell its cluster lies in. */
static void deal_out(Work *work, size_t start, size_t end, guint first)
{
  JbCell *items = work->cells->items;
  guint glyph = first;
  for (size_t i = start; i < end; i++) {
    items[i].first_glyph = glyph;
    items[i].face = work->face;
    int32_t advance = 0;
    bool missing = false;
    for (; glyph < glyph_count(work) && (glyph_at(work, glyph)->cluster < items[i + 1].start || i + 1 == end);
         glyph++) {
      advance += glyph_at(work, glyph)->advance;
      missing |= glyph_at(work, glyph)->id == 0;
    }
    items[i].advance = advance / work->units_per_em * jb_cell_size(work->cells, i);
    if (glyph == items[i].first_glyph && i > start) {
      items[i].flags |= JB_CELL_JOINED;
    }
    if (missing && items[i].flags & JB_CELL_EXTENDED) {
      report_extension(work, &items[i]);
    }
  }
}

static void append_glyph(Work *work, size_t index, uint32_t glyph)
{
  JbCell *cell = &work->cells->items[index];
  double advance = work->face ? jb_face_advance(work->face, glyph) : 1;
  cell->first_glyph = glyph_count(work);
  cell->face = work->face;
  cell->advance = advance * jb_cell_size(work->cells, index);
  JbShapedGlyph shaped = {
      .id = glyph, .cluster = cell->start, .advance = (int32_t)lround(advance * work->units_per_em)};
  g_array_append_val(work->shaper->glyphs, shaped);
}

/* --- stretches of one face --- */

static bool is_touched(const Work *work, const JbCell *cell, uint32_t glyph)
{
  return cell->flags & JB_CELL_EXTENDED || jb_face_shaping_touches(work->shaping, glyph);
}

/* The cell after index, when it goes on in the same run and face; glyph is set. */
static bool goes_on(Work *work, size_t index, uint32_t *glyph)
{
  const JbCell *cell = &work->cells->items[index], *next = cell + 1;
  if (index + 1 >= work->cells->count || next->run != cell->run || !jb_cell_is_visible(next)) {
    return false;
  }
  return face_for(work, next, glyph) == work->face;
}

static size_t shape_stretch(Work *work, size_t start, size_t end, bool word)
{
  const JbCell *items = work->cells->items;
  const char *text = work->cells->text + items[start].start;
  size_t length = items[end].start - items[start].start;
  guint first = glyph_count(work);
  if (word) {
    jb_face_shape_word(work->shaping, text, length, work->cells->runs[items[start].run].tabular, items[start].start,
                       work->shaper->glyphs);
  } else {
    jb_face_shape_han(work->shaping, text, length, items[start].start, work->shaper->glyphs);
  }
  deal_out(work, start, end, first);
  return end;
}

static size_t shape_word(Work *work, size_t start)
{
  size_t end = start + 1;
  uint32_t glyph;
  while (end < work->cells->count && work->cells->items[end].flags & JB_CELL_WORD && goes_on(work, end - 1, &glyph)) {
    end++;
  }
  return shape_stretch(work, start, end, true);
}

/* A dash or an ellipsis is a sign by itself (four dashes in a row are two of 2 em, not one of 3 and one of 1). Other
 * cells that the face's rules can see are shaped together: a rule matches neighbours, and all it can match are among
 * them. */
static size_t shape_touched(Work *work, size_t start)
{
  const JbCell *items = work->cells->items;
  size_t end = start + 1;
  uint32_t glyph;
  while (items[start].repeat == 1 && end < work->cells->count && items[end].repeat == 1 &&
         !(items[end].flags & JB_CELL_WORD) && goes_on(work, end - 1, &glyph) && is_touched(work, &items[end], glyph)) {
    end++;
  }
  return shape_stretch(work, start, end, false);
}

/* Shapes from cell index on; returns the first cell not done. */
static size_t shape_from(Work *work, size_t index)
{
  JbCell *cell = &work->cells->items[index];
  if (!jb_cell_is_visible(cell)) {
    cell->first_glyph = glyph_count(work);
    cell->face = NULL;
    cell->advance = 0;
    return index + 1;
  }
  uint32_t glyph;
  const JbFace *face = face_for(work, cell, &glyph);
  if (!face) {
    cell->first_glyph = glyph_count(work);
    cell->face = NULL;
    cell->advance = jb_cell_size(work->cells, index);
    return index + 1;
  }
  use_face(work, face);
  if (cell->flags & JB_CELL_WORD) {
    return shape_word(work, index);
  }
  if (glyph != 0 && (cell->repeat > 1 || is_touched(work, cell, glyph)) && drawn_character(cell) == cell->character) {
    return shape_touched(work, index);
  }
  append_glyph(work, index, glyph);
  return index + 1;
}

static void measure(JbMeasurer *measurer, JbCells *cells)
{
  Work work = {.shaper = (JbShaper *)measurer, .cells = cells};
  g_array_set_size(work.shaper->glyphs, (guint)cells->count); /* room for one a cell, so that it seldom grows */
  g_array_set_size(work.shaper->glyphs, 0);
  for (size_t i = 0; i < cells->count;) {
    i = shape_from(&work, i);
  }
  cells->items[cells->count].first_glyph = glyph_count(&work);
}

void jb_shaper_init(JbShaper *shaper, const JbFontSet *fonts, JbFindings *findings)
{
  *shaper = (JbShaper){.measurer = {.measure = measure},
                       .fonts = fonts,
                       .findings = findings,
                       .glyphs = g_array_new(FALSE, FALSE, sizeof(JbShapedGlyph))};
}

void jb_shaper_clear(JbShaper *shaper)
{
  g_array_unref(shaper->glyphs);
  g_clear_pointer(&shaper->reported, g_array_unref);
}

/* A dash, a number and a centred interpunct: the rules of the face, its shaping plans and its outlines are read. */
static void wake_face(const JbFace *face)
{
  static const char dash[] = "——";
  double box[4];
  g_autoptr(GArray) glyphs = g_array_new(FALSE, FALSE, sizeof(JbShapedGlyph));
  JbFaceShaping *shaping = jb_face_shaping(face);
  jb_face_shape_han(shaping, dash, strlen(dash), 0, glyphs);
  jb_face_shape_word(shaping, "0", 1, false, 0, glyphs);
  jb_face_shape_word(shaping, "0", 1, true, 0, glyphs);
  jb_face_glyph_extents(face, jb_face_glyph(face, 0xb7), &box[0], &box[1], &box[2], &box[3]);
}

void jb_text_preload(const JbFontSet *fonts)
{
  for (int role = 0; role < JB_ROLE_FALLBACK; role++) {
    const JbFace *face = jb_font_set_face(fonts, (JbFontRole)role, 0);
    if (face) {
      wake_face(face);
    }
  }
}

double jb_shape_centring(const JbFace *face, uint32_t glyph, double advance, double width)
{
  double left, bottom, right, top;
  if (fabs(advance - width) < SAME_WIDTH) {
    return 0;
  }
  if (!jb_face_glyph_extents(face, glyph, &left, &bottom, &right, &top)) {
    return (width - advance) / 2;
  }
  return (width - left - right) / 2;
}
