/* SPDX-License-Identifier: MIT
 * text/paragraph: the last step: lines → placed glyphs, grouped into runs. */
#include "text/paragraph.h"

#include "base/utf8.h"
#include "text/face_shaping.h"
#include "text/lines.h"
#include "text/ruler.h"
#include "text/shape.h"

#include <math.h>
#include <string.h>

#define SAME_WIDTH    0.001 /* [em] */
#define NOTICEABLE    0.01  /* [pt] a line this much short is worth a word */
#define QUOTED_LENGTH 24    /* [characters] of the text in a message */

typedef struct Placer {
  const JbGalley *galley;
  const JbShaper *shaper;
  double *blanks;  /* [pt] scratch: those of one line */
  GArray *lines;   /* of JbLine */
  GArray *runs;    /* of JbLineRun */
  GArray *glyphs;  /* of JbPlacedGlyph */
  uint32_t source; /* index of the JbTextRun that the open run is cut from */
  size_t counted;  /* [byte] where place was last asked for … */
  JbPlace place;   /* … and what it was */
  bool continues;  /* the next glyph may go into the open run */
} Placer;

/* --- glyphs in their cells (standards 1.10) --- */

/* Is the width of the cell a rule, so that the glyph is centred in it? */
static bool is_fitted(const JbCell *cell)
{
  switch ((JbClass)cell->class) {
  case JB_CLASS_MD:
  case JB_CLASS_CN:
  case JB_CLASS_SL:
  case JB_CLASS_ST2:
  case JB_CLASS_DA:
  case JB_CLASS_EL:
    return !(cell->flags & JB_CELL_WORD);
  default:
    return jb_class_is_trimmable((JbClass)cell->class);
  }
}

/* Where a glyph begins, from the left edge of its slot. [em] A mark drawn in an em has its blank in the glyph, which
 * therefore begins where the blank would; a mark drawn to another width is centred in its body. */
static double glyph_offset(const JbCell *cell, double size, const JbShapedGlyph *glyph, double slot)
{
  if (!is_fitted(cell)) {
    return 0;
  }
  double advance = glyph->advance / (double)jb_face_units_per_em(cell->face);
  bool is_em_wide = fabs(advance - 1) < SAME_WIDTH, is_mark = jb_class_is_trimmable((JbClass)cell->class);
  if (is_em_wide && is_mark) { /* whatever the style of the marks leaves of the blank */
    bool opening = cell->class == JB_CLASS_OP;
    return jb_face_mark_correction(jb_face_shaping(cell->face), cell->face, glyph->id, opening) - (opening ? 0.5 : 0);
  }
  if (is_em_wide && cell->lead > 0) {
    return -cell->lead / size; /* ・ */
  }
  return jb_shape_centring(cell->face, glyph->id, advance, slot);
}

static void place_glyphs(Placer *placer, const JbCell *cell, double x)
{
  const JbTextRun *source = &placer->galley->cells->runs[cell->run];
  double scale = source->size / (double)jb_face_units_per_em(cell->face);
  unsigned count = cell[1].first_glyph - cell->first_glyph;
  bool slotted = cell->repeat > 1; /* …… of two glyphs: each in an em of its own */
  double slot = cell->width / (slotted ? count : 1);
  for (unsigned i = 0; i < count; i++) {
    const JbShapedGlyph *shaped = &g_array_index(placer->shaper->glyphs, JbShapedGlyph, cell->first_glyph + i);
    double offset = slotted || i == 0 ? glyph_offset(cell, source->size, shaped, slot / source->size) : 0;
    JbPlacedGlyph glyph = {.id = shaped->id,
                           .cluster = shaped->cluster,
                           .x = x + offset * source->size + shaped->x * scale,
                           .y = -source->rise - shaped->y * scale};
    g_array_append_val(placer->glyphs, glyph);
    x += slotted ? slot : offset * source->size + shaped->advance * scale;
  }
}

/* --- runs --- */

static JbLineRun *open_run(const Placer *placer)
{
  return &g_array_index(placer->runs, JbLineRun, placer->runs->len - 1);
}

/* Counted on from the last place asked for, so that many runs of one long source run cost no more than its text. */
static JbPlace place_of(Placer *placer, const JbCell *cell)
{
  const JbCells *cells = placer->galley->cells;
  const JbTextRun *source = &cells->runs[cell->run];
  if (placer->runs->len == 0 || placer->source != cell->run) {
    placer->counted = source->start;
    placer->place = source->place;
  }
  if (placer->place.column > 0 && !placer->place.cell) {
    placer->place.column += (int)jb_utf8_count(cells->text + placer->counted, cell->start - placer->counted);
  }
  placer->counted = cell->start;
  return placer->place;
}

static void begin_run(Placer *placer, const JbCell *cell)
{
  const JbTextRun *source = &placer->galley->cells->runs[cell->run];
  JbLineRun run = {.face = cell->face,
                   .size = source->size,
                   .tag = source->tag,
                   .place = place_of(placer, cell),
                   .text_start = cell->start,
                   .first_glyph = placer->glyphs->len};
  g_array_append_val(placer->runs, run);
  placer->source = cell->run;
}

/* The last glyph's advance reaches to the end of its cell's body. */
static void end_glyphs_at(Placer *placer, double x)
{
  if (placer->glyphs->len == 0) {
    return;
  }
  JbPlacedGlyph *last = &g_array_index(placer->glyphs, JbPlacedGlyph, placer->glyphs->len - 1);
  last->advance = x - last->x;
}

static void place_cell(Placer *placer, const JbCell *cell, double x)
{
  if (cell[1].first_glyph == cell->first_glyph) {
    if (cell->flags & JB_CELL_JOINED && placer->continues) {
      open_run(placer)->text_end = cell[1].start;
    } else {
      placer->continues = false;
    }
    return;
  }
  if (!placer->continues || open_run(placer)->face != cell->face || placer->source != cell->run) {
    begin_run(placer, cell);
  }
  guint first = placer->glyphs->len;
  place_glyphs(placer, cell, x);
  JbLineRun *run = open_run(placer);
  run->text_end = cell[1].start;
  run->glyph_end = placer->glyphs->len;
  placer->continues = true;
  for (guint i = MAX(first, (guint)run->first_glyph + 1); i < placer->glyphs->len; i++) {
    JbPlacedGlyph *glyph = &g_array_index(placer->glyphs, JbPlacedGlyph, i);
    glyph[-1].advance = glyph->x - glyph[-1].x;
  }
  end_glyphs_at(placer, x + cell->width);
}

/* --- lines --- */

static double alignment_offset(const Placer *placer, const JbSetLine *line, double width)
{
  JbTextAlign align = placer->galley->composition->align;
  if (isinf(line->room) || align == JB_TEXT_START || align >= JB_TEXT_JUSTIFY) {
    return 0;
  }
  return align == JB_TEXT_CENTRE ? (line->room - width) / 2 : line->room - width;
}

static double set_width(const Placer *placer, const JbSetLine *line)
{
  const JbCell *items = placer->galley->cells->items;
  size_t end = line->hanging ? line->ink_end - 1 : line->ink_end;
  double width = line->lead + line->trail;
  for (size_t i = line->ink_first; i < end; i++) {
    width += items[i].width + (i + 1 < end ? placer->blanks[i - line->ink_first] : jb_ruler_kept_trail(&items[i]));
  }
  return width;
}

/* Returns how much the line lacks to its full width (see jb_line_adjust). */
static double place_line(Placer *placer, const JbSetLine *line)
{
  const JbCells *cells = placer->galley->cells;
  double lacking = jb_line_adjust(placer->galley, line, placer->blanks);
  double width = set_width(placer, line);
  JbLine set = {.first_run = placer->runs->len,
                .text_start = cells->items[line->ink_first].start,
                .text_end = cells->items[line->ink_end].start,
                .x = line->indent + alignment_offset(placer, line, width),
                .natural = line->natural,
                .width = width,
                .last = line->last};
  double x = set.x + line->lead;
  placer->continues = false;
  for (size_t i = line->ink_first; i < line->ink_end; i++) {
    place_cell(placer, &cells->items[i], x);
    x += cells->items[i].width + (i + 1 < line->ink_end ? placer->blanks[i - line->ink_first] : 0);
  }
  set.run_end = placer->runs->len;
  g_array_append_val(placer->lines, set);
  return lacking;
}

/* --- what is worth a word --- */

/* The text of cells [first, end), shortened. */
static char *quote(const JbCells *cells, size_t first, size_t end)
{
  size_t stop = MIN(end, first + QUOTED_LENGTH), start = cells->items[first].start;
  g_autofree char *text = g_strndup(cells->text + start, cells->items[stop].start - start);
  return g_strconcat(text, stop < end ? "…" : "", NULL);
}

static bool parts_here(const JbGalley *galley, size_t joint)
{
  return galley->joints[joint].line_end >= JB_BREAK_SOFT;
}

/* The sequence that a line ends inside of; said once, on the line where it begins. */
static void report_broken(const JbGalley *galley, const JbSetLine *line, JbFindings *findings)
{
  size_t first = line->end - 1, end = line->end;
  while (first > line->first && !parts_here(galley, first - 1)) {
    first--;
  }
  if (first > 0 && !parts_here(galley, first - 1)) {
    return;
  }
  while (end < galley->cells->count && end < first + QUOTED_LENGTH + 1 && !parts_here(galley, end - 1)) {
    end++;
  }
  g_autofree char *text = quote(galley->cells, first, end);
  const JbCell *cell = &galley->cells->items[first];
  jb_find(findings, UNIT_TOO_WIDE, jb_cells_place(galley->cells, cell->run, cell->start), text);
}

static void report_line(const JbGalley *galley, const JbSetLine *line, double lacking, JbFindings *findings)
{
  if (line->broken) {
    report_broken(galley, line, findings);
  } else if (lacking > NOTICEABLE) {
    const JbCell *cell = &galley->cells->items[line->ink_first];
    g_autofree char *text = quote(galley->cells, line->ink_first, line->ink_end);
    jb_find(findings, LINE_LEFT_SHORT, jb_cells_place(galley->cells, cell->run, cell->start), text);
  }
}

/* --- */

/* Of what is kept together between two places where a line may end. */
static double widest_unit(const JbGalley *galley)
{
  double widest = 0, width = 0;
  for (size_t i = 0; i < galley->cells->count; i++) {
    width += galley->cells->items[i].width;
    widest = fmax(widest, width);
    width = galley->joints[i].line_end > JB_BREAK_SOFT ? 0 : width + galley->joints[i].blank;
  }
  return widest;
}

static JbParagraph *take_paragraph(Placer *placer, char *text, size_t length)
{
  JbParagraph *paragraph = g_new0(JbParagraph, 1);
  paragraph->text = text;
  paragraph->text_length = length;
  paragraph->line_count = placer->lines->len;
  paragraph->lines = (JbLine *)(void *)g_array_free(placer->lines, FALSE);
  paragraph->run_count = placer->runs->len;
  paragraph->runs = (JbLineRun *)(void *)g_array_free(placer->runs, FALSE);
  paragraph->glyph_count = placer->glyphs->len;
  paragraph->glyphs = (JbPlacedGlyph *)(void *)g_array_free(placer->glyphs, FALSE);
  return paragraph;
}

JbParagraph *jb_paragraph_compose(const JbStyledText *text, double measure, const JbComposition *composition,
                                  JbFindings *findings)
{
  size_t length = text->text->len;
  char *copy = g_strndup(text->text->str, length);
  JbShaper shaper;
  jb_shaper_init(&shaper, text->fonts, findings);
  g_autoptr(JbGalley) galley = jb_galley_new(copy, length, (const JbTextRun *)(const void *)text->runs->data,
                                             text->runs->len, composition, &shaper.measurer);
  g_autoptr(GArray) lines = jb_lines_break(galley, measure);
  Placer placer = {.galley = galley,
                   .shaper = &shaper,
                   .blanks = g_new(double, galley->cells->count + 1),
                   .lines = g_array_sized_new(FALSE, FALSE, sizeof(JbLine), lines->len),
                   .runs = g_array_new(FALSE, FALSE, sizeof(JbLineRun)),
                   .glyphs = g_array_sized_new(FALSE, FALSE, sizeof(JbPlacedGlyph), shaper.glyphs->len)};
  for (guint i = 0; i < lines->len; i++) {
    const JbSetLine *line = &g_array_index(lines, JbSetLine, i);
    double lacking = place_line(&placer, line);
    if (findings) {
      report_line(galley, line, lacking, findings);
    }
  }
  g_free(placer.blanks);
  jb_shaper_clear(&shaper);
  JbParagraph *paragraph = take_paragraph(&placer, copy, length);
  paragraph->unit_width = isinf(measure) ? widest_unit(galley) : 0;
  return paragraph;
}

void jb_paragraph_free(JbParagraph *paragraph)
{
  if (!paragraph) {
    return;
  }
  g_free(paragraph->text);
  g_free(paragraph->lines);
  g_free(paragraph->runs);
  g_free(paragraph->glyphs);
  g_free(paragraph);
}
