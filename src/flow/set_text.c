/* SPDX-License-Identifier: MIT
 * flow/set_text: inline content → styled runs → lines, and lines → glyph runs on the page.
 *
 * A run's tag is an index into the context's inks: what the text engine need not know (colour, link, emphasis) is kept
 * there, and one ink serves every run that looks alike. */
#include "flow/set_text.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

/* Part of the em box above the baseline; the rest is below. All our faces are drawn on this box. */
#define EM_ABOVE_BASELINE 0.88
/* 上标: size and rise against the text it belongs to. */
#define SCRIPT_SIZE      0.62
#define SUPERSCRIPT_RISE 0.36
#define SUBSCRIPT_RISE   (-0.14)
/* 着重号: diameter [em], and its centre below the baseline [em] (standards 1.11: about a quarter em, below the cell).
 */
#define EMPHASIS_DIAMETER 0.17
#define EMPHASIS_DROP     0.34
/* [pt] A measure in millimetres may lack so much of its last em. */
#define GRID_TOLERANCE 0.01
/* How many of the newest inks are looked through before a new one is made. */
#define INK_WINDOW 16

double jb_text_align_offset(JbTextAlign align, double room)
{
  return align == JB_TEXT_CENTRE ? room / 2 : align == JB_TEXT_END ? room : 0;
}

double jb_text_style_baseline(const JbTextStyle *style)
{
  return (style->leading - style->size) / 2 + EM_ABOVE_BASELINE * style->size;
}

/* --- inline content → styled runs --- */

static bool ink_equal(const JbInk *a, const JbInk *b)
{
  return jb_colour_equal(&a->colour, &b->colour) && g_strcmp0(a->link, b->link) == 0 && a->uri == b->uri &&
         a->emphasis == b->emphasis && g_strcmp0(a->page_reference, b->page_reference) == 0;
}

static uint32_t ink_tag(GArray *inks, const JbInk *ink)
{
  guint oldest = inks->len > INK_WINDOW ? inks->len - INK_WINDOW : 0;
  for (guint i = inks->len; i-- > oldest;) {
    if (ink_equal(&g_array_index(inks, JbInk, i), ink)) {
      return i;
    }
  }
  g_array_append_vals(inks, ink, 1);
  return inks->len - 1;
}

static JbTextRun style_run(const JbTextStyle *style, uint32_t tag, JbPlace place)
{
  return (JbTextRun){.role = style->role,
                     .latin = style->latin,
                     .size = style->size,
                     .tabular = style->tabular,
                     .tag = tag,
                     .place = place};
}

/* Fonts and colour of another style, in the size of this one. */
static void dress_run(const JbTextStyle *face, JbTextRun *run, JbInk *ink)
{
  run->role = face->role;
  run->latin = face->latin;
  ink->colour = face->colour;
}

static void mark_run(const JbFlowContext *context, unsigned marks, JbTextRun *run, JbInk *ink)
{
  if (marks & JB_MARK_TOPIC) {
    dress_run(&context->theme->styles[JB_STYLE_TOPIC], run, ink);
  }
  if (marks & JB_MARK_BOLD) {
    run->role = run->latin = JB_ROLE_HEI;
  }
  if (marks & (JB_MARK_SUPERSCRIPT | JB_MARK_SUBSCRIPT)) {
    run->rise = run->size * (marks & JB_MARK_SUPERSCRIPT ? SUPERSCRIPT_RISE : SUBSCRIPT_RISE);
    run->size *= SCRIPT_SIZE;
  }
  run->english = (marks & JB_MARK_ENGLISH) != 0;
  run->name = run->unbreakable = (marks & JB_MARK_NAME) != 0;
  ink->emphasis = (marks & JB_MARK_EMPHASIS) != 0;
}

/* One run for each stretch of text that follows on in its file, so that a message about a character can count on from
 * its run's place. */
static void append_source_text(JbStyledText *styled, const JbSourceText *text, JbTextRun *run)
{
  size_t length = text->text->len;
  for (guint i = 0; i < text->marks->len; i++) {
    size_t start = g_array_index(text->marks, JbSourceMark, i).offset;
    size_t end = i + 1 < text->marks->len ? g_array_index(text->marks, JbSourceMark, i + 1).offset : length;
    run->place = jb_source_text_place(text, start);
    jb_styled_text_append(styled, text->text->str + start, end - start, run);
  }
  if (text->marks->len == 0) {
    jb_styled_text_append(styled, text->text->str, length, run);
  }
}

static void append_reference(const JbFlowContext *context, const JbInline *item, JbTextRun *run, JbInk *ink,
                             JbStyledText *styled)
{
  const JbBlock *target = jb_numbers_lookup(context->numbers, item->target);
  g_autofree char *text = NULL;
  if (!target) { /* read/ has refused it: a draft shows that something is missing */
    run->tag = ink_tag(context->inks, ink);
    jb_styled_text_append(styled, "□", strlen("□"), run);
    return;
  }
  ink->link = jb_numbers_anchor(context->numbers, target);
  if (g_strcmp0(item->form, "page") == 0) {
    ink->page_reference = ink->link;
    text = g_strdup("00"); /* the reserve; the label is drawn in its place */
  } else if (g_strcmp0(item->form, "title") == 0) {
    text = jb_inlines_to_plain(&target->inlines);
  } else {
    const char *label = jb_numbers_label(context->numbers, target);
    text = *label ? g_strdup(label) : jb_inlines_to_plain(&target->inlines); /* without a number, by its title */
  }
  run->tag = ink_tag(context->inks, ink);
  jb_styled_text_append(styled, text, strlen(text), run);
}

static void append_inline(const JbFlowContext *context, const JbTextStyle *style, const JbInline *item,
                          JbStyledText *styled)
{
  JbInk ink = {.colour = style->colour};
  JbTextRun run = style_run(style, 0, item->place);
  mark_run(context, item->marks, &run, &ink);
  if (item->kind == JB_INLINE_REFERENCE) {
    append_reference(context, item, &run, &ink, styled);
    return;
  }
  if (item->kind == JB_INLINE_TEXT && item->target) {
    ink.link = item->target;
    ink.uri = true; /* inside the document one refers by ref */
  }
  run.tag = ink_tag(context->inks, &ink);
  if (item->kind == JB_INLINE_TEXT) {
    append_source_text(styled, item->text, &run);
  } else if (item->kind == JB_INLINE_BREAK) {
    jb_styled_text_append(styled, "\n", 1, &run);
  } else {
    g_autofree char *value = jb_inline_value(item);
    jb_styled_text_append(styled, value, strlen(value), &run);
  }
}

static void append_part(const JbFlowContext *context, const JbTextPart *part, JbPlace place, const JbTextStyle *style,
                        JbStyledText *styled, JbComposition *composition)
{
  if (!part->inlines) {
    JbInk ink = {.colour = style->colour};
    JbTextRun run = style_run(style, 0, place);
    dress_run(part->face ? part->face : style, &run, &ink);
    mark_run(context, part->marks, &run, &ink);
    run.tag = ink_tag(context->inks, &ink);
    jb_styled_text_append(styled, part->words, strlen(part->words), &run);
    return;
  }
  for (size_t i = 0; i < part->inlines->count; i++) {
    append_inline(context, style, &part->inlines->items[i], styled);
  }
  for (size_t i = 0; i < part->inlines->setting_count; i++) {
    const JbKeySetting *setting = &part->inlines->settings[i];
    jb_composition_set(composition, setting->key, setting->value, style->size, setting->place, context->findings);
  }
}

JbSetText *jb_set_text_new_joined(const JbFlowContext *context, const JbTextPart *parts, size_t count, JbPlace place,
                                  const JbTextStyle *style, double width)
{
  g_autoptr(JbStyledText) styled = jb_styled_text_new(context->fonts);
  JbComposition composition = style->composition;
  for (size_t i = 0; i < count; i++) {
    append_part(context, &parts[i], place, style, styled, &composition);
  }
  JbSetText *text = g_new0(JbSetText, 1);
  text->context = context;
  text->style = style;
  text->width = composition.measure > 0 ? fmin(width, composition.measure) : width;
  text->paragraph = jb_paragraph_compose(styled, text->width, &composition, context->findings);
  return text;
}

JbSetText *jb_set_text_new(const JbFlowContext *context, const JbInlines *inlines, const char *prefix,
                           const JbTextStyle *style, double width)
{
  unsigned topic = inlines->count ? inlines->items[0].marks & JB_MARK_TOPIC : 0;
  const JbTextPart parts[] = {{.words = prefix ? prefix : "", .marks = topic}, {.inlines = inlines}};
  JbPlace place = inlines->count ? inlines->items[0].place : (JbPlace){0};
  return jb_set_text_new_joined(context, parts, G_N_ELEMENTS(parts), place, style, width);
}

JbSetText *jb_set_text_new_plain(const JbFlowContext *context, const char *utf8, JbPlace place,
                                 const JbTextStyle *style, double width)
{
  const JbTextPart part = {.words = utf8};
  return jb_set_text_new_joined(context, &part, 1, place, style, width);
}

JbSetText *jb_set_text_new_label(const JbFlowContext *context, const char *words, JbPlace place,
                                 const JbTextStyle *style)
{
  JbTextStyle whole = *style;
  whole.composition.line_end_half = false;
  JbSetText *text = jb_set_text_new_plain(context, words, place, &whole, INFINITY);
  text->style = style;
  return text;
}

void jb_set_text_free(JbSetText *text)
{
  if (!text) {
    return;
  }
  jb_paragraph_free(text->paragraph);
  g_free(text);
}

size_t jb_set_text_line_count(const JbSetText *text)
{
  return text->paragraph->line_count;
}

double jb_set_text_height(const JbSetText *text)
{
  return (double)text->paragraph->line_count * text->style->leading;
}

double jb_set_text_natural_width(const JbSetText *text)
{
  double widest = 0;
  for (size_t i = 0; i < text->paragraph->line_count; i++) {
    widest = fmax(widest, text->paragraph->lines[i].width);
  }
  return widest;
}

static JbRect unite(JbRect a, JbRect b)
{
  if (a.width <= 0) {
    return b;
  }
  double left = fmin(a.x, b.x), top = fmin(a.y, b.y);
  return (JbRect){left, top, fmax(jb_rect_right(a), jb_rect_right(b)) - left,
                  fmax(jb_rect_bottom(a), jb_rect_bottom(b)) - top};
}

static JbRect run_ink(const JbParagraph *paragraph, const JbLineRun *run)
{
  JbRect ink = {0, 0, 0, 0};
  for (size_t i = run->first_glyph; i < run->glyph_end; i++) {
    const JbPlacedGlyph *glyph = &paragraph->glyphs[i];
    double left, low, right, high;
    if (jb_face_glyph_extents(run->face, glyph->id, &left, &low, &right, &high)) {
      ink = unite(ink, (JbRect){glyph->x + left * run->size, glyph->y - high * run->size, (right - left) * run->size,
                                (high - low) * run->size});
    }
  }
  return ink;
}

JbRect jb_set_text_ink(const JbSetText *text)
{
  const JbParagraph *paragraph = text->paragraph;
  JbRect ink = {0, 0, 0, 0};
  for (size_t l = 0; l < paragraph->line_count; l++) {
    for (size_t r = paragraph->lines[l].first_run; r < paragraph->lines[l].run_end; r++) {
      JbRect black = run_ink(paragraph, &paragraph->runs[r]);
      black.y += (double)l * text->style->leading;
      ink = black.width > 0 ? unite(ink, black) : ink;
    }
  }
  return ink;
}

/* --- lines → page --- */

typedef struct Emission {
  const JbSetText *text;
  JbElementId element;
  const JbLine *line;
  JbPoint baseline; /* of the line's left edge */
  JbPage *page;
  GArray *glyphs; /* of JbGlyph: scratch */
} Emission;

static void collect_glyphs(const Emission *emission, const JbLineRun *run)
{
  g_array_set_size(emission->glyphs, (guint)(run->glyph_end - run->first_glyph));
  for (guint i = 0; i < emission->glyphs->len; i++) {
    const JbPlacedGlyph *placed = &emission->text->paragraph->glyphs[run->first_glyph + i];
    g_array_index(emission->glyphs, JbGlyph, i) = (JbGlyph){.id = placed->id,
                                                            .cluster = placed->cluster - (uint32_t)run->text_start,
                                                            .x = emission->baseline.x + placed->x,
                                                            .y = emission->baseline.y + placed->y,
                                                            .advance = placed->advance};
  }
}

/* A page reference was set as a reserve of digits; the label's digits take its place, centred in it. */
static const char *resolve_page_reference(const Emission *emission, const JbLineRun *run, const JbInk *ink)
{
  const char *label = g_hash_table_lookup(emission->text->context->page_labels, ink->page_reference);
  if (!label || emission->glyphs->len == 0) {
    return NULL;
  }
  const JbGlyph *first = &g_array_index(emission->glyphs, JbGlyph, 0);
  const JbGlyph *last = &g_array_index(emission->glyphs, JbGlyph, emission->glyphs->len - 1);
  double left = first->x, y = first->y, reserve = last->x + last->advance - left, width = 0;
  g_array_set_size(emission->glyphs, 0);
  for (const char *p = label; *p; p++) {
    JbGlyph glyph = {
        .id = jb_face_glyph(run->face, (unsigned char)*p), .cluster = (uint32_t)(p - label), .x = width, .y = y};
    glyph.advance = jb_face_advance(run->face, glyph.id) * run->size;
    width += glyph.advance;
    g_array_append_val(emission->glyphs, glyph);
  }
  for (guint i = 0; i < emission->glyphs->len; i++) {
    g_array_index(emission->glyphs, JbGlyph, i).x += left + (reserve - width) / 2;
  }
  return label;
}

/* A filled circle of four Bézier quarters. */
static void add_dot(JbPage *page, JbPoint centre, double radius, const JbColour *colour)
{
  static const uint8_t verbs[] = {JB_PATH_MOVE,  JB_PATH_CURVE, JB_PATH_CURVE,
                                  JB_PATH_CURVE, JB_PATH_CURVE, JB_PATH_CLOSE};
  static const double unit[13][2] = {{1, 0},       {1, 0.5523},  {0.5523, 1},   {0, 1},        {-0.5523, 1},
                                     {-1, 0.5523}, {-1, 0},      {-1, -0.5523}, {-0.5523, -1}, {0, -1},
                                     {0.5523, -1}, {1, -0.5523}, {1, 0}};
  JbPoint points[13];
  for (size_t i = 0; i < G_N_ELEMENTS(points); i++) {
    points[i] = (JbPoint){centre.x + radius * unit[i][0], centre.y + radius * unit[i][1]};
  }
  JbPath path = {.verbs = verbs,
                 .verb_count = G_N_ELEMENTS(verbs),
                 .points = points,
                 .point_count = G_N_ELEMENTS(points),
                 .fill = true,
                 .fill_colour = *colour};
  jb_page_add_path(page, &path);
}

static void add_emphasis(const Emission *emission, const JbLineRun *run, const JbInk *ink)
{
  const char *text = emission->text->paragraph->text + run->text_start;
  for (guint i = 0; i < emission->glyphs->len; i++) {
    const JbGlyph *glyph = &g_array_index(emission->glyphs, JbGlyph, i);
    const char *cursor = text + glyph->cluster;
    if (!jb_character_is_han(jb_utf8_next(&cursor))) {
      continue; /* none under punctuation: CLREQ "Interlinear" */
    }
    JbPoint centre = {glyph->x + run->size / 2, emission->baseline.y + EMPHASIS_DROP * run->size};
    add_dot(emission->page, centre, EMPHASIS_DIAMETER * run->size / 2, &ink->colour);
  }
}

static void emit_run(const Emission *emission, const JbLineRun *run)
{
  const JbParagraph *paragraph = emission->text->paragraph;
  const JbInk *ink = &g_array_index(emission->text->context->inks, JbInk, run->tag);
  collect_glyphs(emission, run);
  if (emission->glyphs->len == 0) {
    return;
  }
  const char *label = ink->page_reference ? resolve_page_reference(emission, run, ink) : NULL;
  JbGlyphRun glyphs = {.face = run->face,
                       .size = run->size,
                       .colour = ink->colour,
                       .text = label ? label : paragraph->text + run->text_start,
                       .text_length = label ? strlen(label) : run->text_end - run->text_start,
                       .glyphs = (const JbGlyph *)(void *)emission->glyphs->data,
                       .glyph_count = emission->glyphs->len,
                       .measure = isfinite(emission->text->width) ? emission->text->width : 0,
                       .natural = emission->line->natural,
                       .place = run->place};
  jb_page_add_glyphs(emission->page, &glyphs);
  if (ink->emphasis) {
    add_emphasis(emission, run, ink);
  }
  if (ink->link) {
    const JbGlyph *first = &glyphs.glyphs[0], *last = &glyphs.glyphs[glyphs.glyph_count - 1];
    JbRect box = {first->x, emission->baseline.y - EM_ABOVE_BASELINE * run->size, last->x + last->advance - first->x,
                  run->size};
    jb_page_add_link(emission->page, box, ink->link, ink->uri);
  }
}

static void add_stroke(GByteArray *verbs, GArray *points, double x1, double y1, double x2, double y2)
{
  static const uint8_t stroke[] = {JB_PATH_MOVE, JB_PATH_LINE};
  const JbPoint ends[] = {{x1, y1}, {x2, y2}};
  g_byte_array_append(verbs, stroke, G_N_ELEMENTS(stroke));
  g_array_append_vals(points, ends, G_N_ELEMENTS(ends));
}

/* 稿纸: behind a line, a square for each em of its measure. */
static void add_squares(const Emission *emission)
{
  const JbTextStyle *style = emission->text->style;
  const double left = emission->baseline.x, top = emission->baseline.y - EM_ABOVE_BASELINE * style->size;
  const double count = floor((emission->text->width + GRID_TOLERANCE) / style->size);
  const double right = left + count * style->size, bottom = top + style->size;
  g_autoptr(GByteArray) verbs = g_byte_array_new();
  g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(JbPoint));
  add_stroke(verbs, points, left, top, right, top);
  add_stroke(verbs, points, left, bottom, right, bottom);
  for (double i = 0; i <= count; i++) {
    add_stroke(verbs, points, left + i * style->size, top, left + i * style->size, bottom);
  }
  jb_page_set_element(emission->page, 0);
  jb_page_set_artifact(emission->page, JB_ARTIFACT_BACKGROUND);
  jb_page_add_path(emission->page, &(JbPath){.verbs = verbs->data,
                                             .verb_count = verbs->len,
                                             .points = (const JbPoint *)(void *)points->data,
                                             .point_count = points->len,
                                             .stroke = true,
                                             .stroke_colour = style->grid_colour,
                                             .line_width = style->grid_width});
  jb_page_set_artifact(emission->page, JB_ARTIFACT_LAYOUT);
  jb_page_set_element(emission->page, emission->element);
}

static void emit_line(Emission *emission, size_t index)
{
  const JbParagraph *paragraph = emission->text->paragraph;
  emission->line = &paragraph->lines[index];
  if (emission->text->style->grid_width > 0 && isfinite(emission->text->width)) {
    add_squares(emission);
  }
  for (size_t i = emission->line->first_run; i < emission->line->run_end; i++) {
    emit_run(emission, &paragraph->runs[i]);
  }
}

void jb_set_text_emit(const JbSetText *text, size_t first, size_t end, JbPoint origin, JbElementId element,
                      JbPage *page)
{
  Emission emission = {
      .text = text, .element = element, .page = page, .glyphs = g_array_new(FALSE, FALSE, sizeof(JbGlyph))};
  jb_page_set_element(page, element);
  for (size_t i = first; i < end; i++) {
    emission.baseline = (JbPoint){origin.x, origin.y + (double)(i - first) * text->style->leading +
                                                jb_text_style_baseline(text->style)};
    emit_line(&emission, i);
  }
  g_array_free(emission.glyphs, TRUE);
}

void jb_set_text_emit_at(const JbSetText *text, JbPoint baseline, JbElementId element, JbPage *page)
{
  JbPoint origin = {baseline.x, baseline.y - jb_text_style_baseline(text->style)};
  jb_set_text_emit(text, 0, text->paragraph->line_count, origin, element, page);
}
