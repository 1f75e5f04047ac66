/* SPDX-License-Identifier: MIT
 * inspect/measure: from the items of a page to lines and rules. */
#include "inspect/measure.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

#define ASCENT         0.88 /* [em] of the em box above the baseline */
#define DESCENT        0.12
#define PARTING_GAP    1.9 /* [em] of blank that parts a line; justification never makes one */
#define SAME_LINE      0.5 /* [em] superscripts and small type stay within it */
#define RULE_LENGTH    20  /* [mm] at least */
#define RULE_THICKNESS 3   /* [mm] at most */

void jb_measures_init(JbMeasures *measures, const JbStructure *structure, const JbInspectFaces *namer)
{
  *measures = (JbMeasures){.structure = structure, .namer = namer};
  measures->pages = g_array_new(FALSE, FALSE, sizeof(JbMeasuredPage));
  measures->lines = g_array_new(FALSE, FALSE, sizeof(JbMeasuredLine));
  measures->furniture = g_array_new(FALSE, FALSE, sizeof(JbMeasuredLine));
  measures->rules = g_array_new(FALSE, FALSE, sizeof(JbMeasuredRule));
  measures->cells = g_array_new(FALSE, FALSE, sizeof(JbMeasuredCell));
  measures->faces = g_ptr_array_new();
  measures->latest = g_array_new(FALSE, TRUE, sizeof(guint));
}

void jb_measures_clear(JbMeasures *measures)
{
  if (!measures->pages) {
    return;
  }
  g_array_unref(measures->pages);
  g_array_unref(measures->lines);
  g_array_unref(measures->furniture);
  g_array_unref(measures->rules);
  g_array_unref(measures->cells);
  g_ptr_array_unref(measures->faces);
  g_array_unref(measures->latest);
  jb_arena_clear(&measures->arena);
}

double jb_line_top(const JbMeasuredLine *line)
{
  return line->baseline - jb_mm(ASCENT * line->size);
}

double jb_line_bottom(const JbMeasuredLine *line)
{
  return line->baseline + jb_mm(DESCENT * line->size);
}

double jb_line_middle(const JbMeasuredLine *line)
{
  return (jb_line_top(line) + jb_line_bottom(line)) / 2;
}

bool jb_colour_is_black(const JbColour *colour)
{
  const JbColour black = jb_colour_black();
  return colour->kind == JB_COLOUR_GREY
             ? colour->level == 0
             : colour->kind == JB_COLOUR_CMYK && memcmp(colour->ink, black.ink, sizeof black.ink) == 0;
}

/* --- What an item is part of --- */

typedef struct Belonging {
  JbElementId owner;
  const char *kind;
  bool body, exhibit, figure;
  int heading;
} Belonging;

static bool is_exhibit(JbStructureRole role)
{
  return role == JB_STRUCTURE_TABLE || role == JB_STRUCTURE_FIGURE || role == JB_STRUCTURE_CAPTION ||
         role == JB_STRUCTURE_CONTENTS;
}

static Belonging belonging_of(const JbMeasures *measures, JbElementId element)
{
  Belonging belonging = {.owner = element};
  const JbStructureElement *own = jb_structure_at(measures->structure, element);
  if (own->role >= JB_STRUCTURE_HEADING_1 && own->role <= JB_STRUCTURE_HEADING_4) {
    belonging.heading = (int)(own->role - JB_STRUCTURE_HEADING_1) + 1;
  }
  for (JbElementId id = element; id != 0;) {
    const JbStructureElement *at = jb_structure_at(measures->structure, id);
    const char *kind = at->kind ? at->kind : at->role == JB_STRUCTURE_TITLE ? "title" : NULL;
    belonging.exhibit = belonging.exhibit || is_exhibit(at->role);
    belonging.figure = belonging.figure || at->role == JB_STRUCTURE_FIGURE;
    if (kind && !belonging.kind) {
      belonging.kind = kind;
      belonging.owner = id;
    }
    id = at->parent;
  }
  belonging.body = !belonging.kind && !belonging.exhibit;
  return belonging;
}

/* --- Lines --- */

/* The line that grows while runs are added to it. */
typedef struct Growing {
  JbMeasuredLine line;
  bool started;
  guint most; /* cells of the run that gave size and baseline */
  GString *text;
} Growing;

static uint32_t face_index(JbMeasures *measures, const JbFace *face)
{
  guint index;
  if (!g_ptr_array_find(measures->faces, face, &index)) {
    index = measures->faces->len;
    g_ptr_array_add(measures->faces, (gpointer)face);
  }
  return index;
}

static void add_cells(JbMeasures *measures, const JbGlyphRun *run)
{
  uint32_t face = face_index(measures, run->face);
  for (size_t i = 0; i < run->glyph_count; i++) {
    const JbGlyph *glyph = &run->glyphs[i];
    const char *cursor = run->text + glyph->cluster;
    JbMeasuredCell cell = {.character = glyph->cluster < run->text_length ? jb_utf8_next(&cursor) : 0,
                           .face = face,
                           .left = (float)jb_mm(glyph->x),
                           .right = (float)jb_mm(glyph->x + glyph->advance)};
    g_array_append_val(measures->cells, cell);
  }
}

static void measure_ink(const JbMeasures *measures, const JbGlyphRun *run, JbMeasuredLine *line)
{
  double highest = INFINITY, lowest = -INFINITY;
  for (size_t i = 0; i < run->glyph_count; i++) {
    double left, bottom, right, top;
    if (measures->namer->extents(run->face, run->glyphs[i].id, &left, &bottom, &right, &top)) {
      highest = fmin(highest, run->glyphs[i].y - top * run->size);
      lowest = fmax(lowest, run->glyphs[i].y - bottom * run->size);
    }
  }
  line->ink_top = jb_mm(highest);
  line->ink_bottom = jb_mm(lowest);
}

static void finish(JbMeasures *measures, Growing *growing)
{
  if (!growing->started) {
    return;
  }
  growing->started = false;
  JbMeasuredLine *line = &growing->line;
  line->text = jb_arena_copy_text(&measures->arena, growing->text->str, growing->text->len);
  line->cell_count = measures->cells->len - line->first_cell;
  if (line->owner == 0) {
    if (line->artifact != JB_ARTIFACT_BACKGROUND) {
      g_array_append_val(measures->furniture, *line);
    }
    return;
  }
  if (measures->latest->len <= line->owner) {
    g_array_set_size(measures->latest, line->owner + 1);
  }
  guint *latest = &g_array_index(measures->latest, guint, line->owner);
  line->first = *latest == 0;
  line->last = true;
  if (*latest > 0) {
    JbMeasuredLine *before = &g_array_index(measures->lines, JbMeasuredLine, *latest - 1);
    line->beside =
        before->page == line->page && fabs(before->baseline - line->baseline) < jb_mm(SAME_LINE * line->size);
    before->last = line->beside;
    line->first = line->beside && before->first;
  }
  g_array_append_val(measures->lines, *line);
  *latest = measures->lines->len;
}

static bool continues(const Growing *growing, const JbMeasuredLine *next)
{
  const JbMeasuredLine *line = &growing->line;
  double em = jb_mm(fmax(line->size, next->size));
  double gap = next->left - line->right;
  return growing->started && line->owner == next->owner && line->artifact == next->artifact &&
         fabs(next->baseline - line->baseline) < SAME_LINE * em && gap > -SAME_LINE * em && gap < PARTING_GAP * em;
}

/* A run with glyphs as a line of its own. */
static JbMeasuredLine measure_run(JbMeasures *measures, const JbItem *item, int page)
{
  const JbGlyphRun *run = &item->glyphs;
  Belonging belonging = item->element != 0 ? belonging_of(measures, item->element) : (Belonging){0};
  const JbGlyph *last = &run->glyphs[run->glyph_count - 1];
  JbMeasuredLine line = {.page = page,
                         .owner = belonging.owner,
                         .kind = belonging.kind,
                         .body = belonging.body && belonging.owner != 0,
                         .heading = belonging.heading,
                         .figure = belonging.figure,
                         .artifact = item->element == 0 ? item->artifact : JB_ARTIFACT_LAYOUT,
                         .left = jb_mm(run->glyphs[0].x),
                         .right = jb_mm(last->x + last->advance),
                         .baseline = jb_mm(run->glyphs[0].y),
                         .size = run->size,
                         .colour = run->colour,
                         .first_cell = measures->cells->len,
                         .place = run->place};
  line.ink_top = jb_line_top(&line);
  line.ink_bottom = jb_line_bottom(&line);
  if (g_strcmp0(line.kind, "mark") == 0) {
    measure_ink(measures, run, &line);
  }
  return line;
}

static void add_run(JbMeasures *measures, Growing *growing, const JbItem *item, int page)
{
  const JbGlyphRun *run = &item->glyphs;
  if (run->glyph_count == 0) {
    return;
  }
  JbMeasuredLine next = measure_run(measures, item, page);
  if (continues(growing, &next)) {
    JbMeasuredLine *line = &growing->line;
    line->right = fmax(line->right, next.right);
    line->ink_top = fmin(line->ink_top, next.ink_top);
    line->ink_bottom = fmax(line->ink_bottom, next.ink_bottom);
    line->colour = jb_colour_is_black(&line->colour) ? next.colour : line->colour;
  } else {
    finish(measures, growing);
    growing->line = next;
    growing->started = true;
    growing->most = 0;
    g_string_truncate(growing->text, 0);
  }
  if (run->glyph_count > growing->most) {
    growing->most = (guint)run->glyph_count;
    growing->line.size = next.size;
    growing->line.baseline = next.baseline;
  }
  g_string_append_len(growing->text, run->text, (gssize)run->text_length);
  add_cells(measures, run);
}

/* --- Rules --- */

static void add_rule(JbMeasures *measures, const JbItem *item, int page)
{
  const JbPath *path = &item->path;
  if (path->point_count == 0 || (item->element != 0 && belonging_of(measures, item->element).exhibit)) {
    return;
  }
  JbMeasuredRule rule = {.page = page,
                         .left = INFINITY,
                         .right = -INFINITY,
                         .top = INFINITY,
                         .bottom = -INFINITY,
                         .colour = path->fill ? path->fill_colour : path->stroke_colour};
  for (size_t i = 0; i < path->point_count; i++) {
    rule.left = fmin(rule.left, jb_mm(path->points[i].x));
    rule.right = fmax(rule.right, jb_mm(path->points[i].x));
    rule.top = fmin(rule.top, jb_mm(path->points[i].y));
    rule.bottom = fmax(rule.bottom, jb_mm(path->points[i].y));
  }
  if (path->stroke) {
    rule.top -= jb_mm(path->line_width / 2);
    rule.bottom += jb_mm(path->line_width / 2);
  }
  if (rule.right - rule.left <= RULE_LENGTH || rule.bottom - rule.top >= RULE_THICKNESS) {
    return;
  }
  guint at = measures->rules->len;
  for (const JbMeasuredRule *rules = (const JbMeasuredRule *)(void *)measures->rules->data;
       at > 0 && rules[at - 1].page == page && rules[at - 1].top > rule.top;) {
    at--;
  }
  g_array_insert_val(measures->rules, at, rule);
}

void jb_measures_add_page(JbMeasures *measures, const JbPage *page)
{
  JbMeasuredPage measured = {.width = jb_mm(jb_page_width(page)), .height = jb_mm(jb_page_height(page)), .blank = true};
  const int number = (int)measures->pages->len + 1;
  g_autoptr(GString) text = g_string_new(NULL);
  Growing growing = {.text = text};
  for (size_t i = 0; i < jb_page_item_count(page); i++) {
    const JbItem *item = jb_page_item(page, i);
    measured.blank = measured.blank && item->element == 0;
    if (item->turned) {
      continue;
    }
    if (item->kind == JB_ITEM_GLYPHS) {
      add_run(measures, &growing, item, number);
    } else if (item->kind == JB_ITEM_PATH) {
      add_rule(measures, item, number);
    }
  }
  finish(measures, &growing);
  g_array_append_val(measures->pages, measured);
}

/* --- What several checks ask --- */

void jb_measures_count_faces(const JbMeasures *measures, guint first_cell, guint end_cell, guint *counts)
{
  for (guint i = first_cell; i < end_cell; i++) {
    const JbMeasuredCell *cell = jb_measured_cell(measures, i);
    counts[cell->face] += jb_character_is_han(cell->character);
  }
}

const char *jb_measures_commonest_face(const JbMeasures *measures, const guint *counts)
{
  guint best = measures->faces->len;
  for (guint i = 0; i < measures->faces->len; i++) {
    if (counts[i] > (best < measures->faces->len ? counts[best] : 0)) {
      best = i;
    }
  }
  return best == measures->faces->len ? NULL : measures->namer->name(measures->faces->pdata[best]);
}

static int compare_doubles(const void *a, const void *b)
{
  const double left = *(const double *)a, right = *(const double *)b;
  return (left > right) - (left < right);
}

double jb_densest(GArray *values, double window)
{
  g_array_sort(values, compare_doubles);
  const double *sorted = (const double *)(void *)values->data;
  double middle = NAN;
  guint most = 0;
  for (guint first = 0, end = 0; first < values->len; first++) {
    while (end < values->len && sorted[end] - sorted[first] <= window) {
      end++;
    }
    if (end - first > most) {
      most = end - first;
      middle = sorted[(first + end - 1) / 2];
    }
  }
  return middle;
}
