/* SPDX-License-Identifier: MIT
 * pdf/content: operators with as few bytes as they can have.
 *
 * Model. One graphics state from the first operator to the last, with q and Q round pictures only: what is set is
 * remembered, and an operator is written only where the state changes. Text is a row of pieces, each a Tj or TJ: the
 * pen is followed exactly as a reader will move it (rounded numbers included), so errors never add up, and a glyph is
 * moved only when the pen would miss its place by more than can be seen.
 *
 * Text that reads upwards has text objects of its own, whose matrix turns the space in which the pen moves: points are
 * turned back into that space, and all the rest is the same.
 *
 * A justified line is stretched by the same amount at nearly every glyph. That amount becomes the character spacing
 * (Tc) of the run when it saves more adjustments than setting it costs.
 *
 * Strings are written in brackets as bytes, not as hexadecimal digits: that saves 100 deflated bytes of a full page. */
#include "pdf/content.h"

#include "base/number.h"
#include "base/utf8.h"
#include "pdf/syntax.h"

#include <math.h>
#include <string.h>

#define COORDINATE_LIMIT  14400.0 /* [pt] ISO 32000-1 annex C: the largest page */
#define COORDINATE_DIGITS 3
#define TOLERANCE         0.005 /* [pt] how far a glyph may stand from its place */
#define SPACING_DIGITS    4
#define SPACING_COST      11 /* [byte] of "0.1234 Tc\n" and its undoing */
#define ADJUST_COST       6  /* [byte] of ")-12.3(" in a TJ */

typedef struct Content {
  GString *out;
  JbResources *resources;
  GArray *pictures;
  double left, top; /* where the display list's origin lies in PDF's coordinates */
  bool sound;       /* nothing was left out */
  /* the graphics state */
  JbColour fill, stroke;
  bool overprint;
  double line_width, dash, gap;
  JbPdfFont *font;
  unsigned font_number; /* 0: none yet */
  double size, spacing;
  /* the text object */
  bool in_text;
  bool turned;            /* it reads upwards */
  int64_t line_x, line_y; /* [1/1000 pt] where the last Td went */
  double baseline;        /* [pt] y of the glyph it was for */
  bool placed;            /* a Td was there */
  double pen;             /* [pt] x of the next glyph as a reader has it */
  GString *piece;         /* what stands in the TJ that is being collected */
  bool in_string;         /* piece ends inside of a string */
  bool adjusted;          /* piece needs TJ, not Tj */
} Content;

/* --- numbers --- */

static void put_number(Content *content, double value, int decimals)
{
  if (isfinite(value) && fabs(value) < COORDINATE_LIMIT) {
    jb_append_number(content->out, value, decimals);
  } else {
    content->sound = false;
    g_string_append_c(content->out, '0');
  }
  g_string_append_c(content->out, ' ');
}

static void put_coordinate(Content *content, double value)
{
  put_number(content, value, COORDINATE_DIGITS);
}

static void put_point(Content *content, JbPoint point)
{
  put_coordinate(content, content->left + point.x);
  put_coordinate(content, content->top - point.y);
}

static void put_operator(Content *content, const char *name)
{
  g_string_append(content->out, name);
  g_string_append_c(content->out, '\n');
}

/* --- text pieces --- */

static void close_string(Content *content)
{
  if (content->in_string) {
    g_string_append_c(content->piece, ')');
  }
  content->in_string = false;
}

static void flush_piece(Content *content)
{
  close_string(content);
  if (content->piece->len == 0) {
    return;
  }
  if (content->adjusted) {
    g_string_append_c(content->out, '[');
  }
  g_string_append_len(content->out, content->piece->str, (gssize)content->piece->len);
  put_operator(content, content->adjusted ? "]TJ" : "Tj");
  g_string_truncate(content->piece, 0);
  content->adjusted = false;
}

static void begin_text(Content *content)
{
  if (content->in_text) {
    return;
  }
  put_operator(content, content->turned ? "BT\n0 1 -1 0 0 0 Tm" : "BT");
  content->in_text = true;
  content->placed = false;
  content->line_x = content->line_y = 0;
}

static void end_text(Content *content)
{
  if (!content->in_text) {
    return;
  }
  flush_piece(content);
  put_operator(content, "ET");
  content->in_text = false;
}

/* --- colours --- */

/* Operators for filling and stroking differ in case only. */
typedef struct ColourOperators {
  const char *grey, *cmyk, *space, *tint;
} ColourOperators;

static void put_colour(Content *content, const JbColour *colour, const ColourOperators *operators)
{
  switch (colour->kind) {
  case JB_COLOUR_GREY:
    put_number(content, colour->level, 4);
    put_operator(content, operators->grey);
    break;
  case JB_COLOUR_CMYK:
    for (int i = 0; i < 4; i++) {
      put_number(content, colour->ink[i], 4);
    }
    put_operator(content, operators->cmyk);
    break;
  case JB_COLOUR_SEPARATION:
    g_string_append_printf(content->out, "/S%u %s ", jb_resources_ink(content->resources, colour), operators->space);
    put_number(content, colour->level, 4);
    put_operator(content, operators->tint);
    break;
  }
}

static void set_overprint(Content *content, bool overprint)
{
  if (content->overprint == overprint) {
    return;
  }
  flush_piece(content);
  put_operator(content, overprint ? "/O gs" : "/N gs");
  content->overprint = overprint;
}

/* Whether two colours are the same but for overprinting, which is no part of a PDF's colour. */
static bool same_colour(JbColour a, const JbColour *b)
{
  a.overprint = b->overprint;
  return jb_colour_equal(&a, b);
}

static void set_fill(Content *content, const JbColour *colour)
{
  static const ColourOperators operators = {"g", "k", "cs", "scn"};
  set_overprint(content, colour->overprint);
  if (same_colour(content->fill, colour)) {
    return;
  }
  flush_piece(content);
  put_colour(content, colour, &operators);
  content->fill = *colour;
}

static void set_stroke(Content *content, const JbColour *colour)
{
  static const ColourOperators operators = {"G", "K", "CS", "SCN"};
  set_overprint(content, colour->overprint);
  if (same_colour(content->stroke, colour)) {
    return;
  }
  put_colour(content, colour, &operators);
  content->stroke = *colour;
}

/* --- glyphs --- */

static void set_font(Content *content, const JbFace *face, double size)
{
  JbPdfFont *font;
  const unsigned number = jb_resources_font(content->resources, face, &font);
  if (number == content->font_number && size == content->size) {
    return;
  }
  flush_piece(content);
  g_string_append_printf(content->out, "/F%u ", number);
  put_coordinate(content, size);
  put_operator(content, "Tf");
  content->font = font;
  content->font_number = number;
  content->size = size;
}

static void set_spacing(Content *content, double spacing)
{
  if (spacing == content->spacing) {
    return;
  }
  flush_piece(content);
  put_number(content, spacing, SPACING_DIGITS);
  put_operator(content, "Tc");
  content->spacing = spacing;
}

static void append_byte(GString *piece, uint8_t byte)
{
  if (byte == '(' || byte == ')' || byte == '\\') {
    g_string_append_c(piece, '\\');
  }
  if (byte == '\r') {
    g_string_append(piece, "\\r"); /* as it is, a reader would take it for a line feed */
  } else {
    g_string_append_c(piece, (char)byte);
  }
}

static void show_code(Content *content, uint16_t code)
{
  if (!content->in_string) {
    g_string_append_c(content->piece, '(');
  }
  content->in_string = true;
  append_byte(content->piece, (uint8_t)(code >> 8));
  append_byte(content->piece, (uint8_t)(code & 0xff));
  content->pen += jb_pdf_font_width(content->font, code) * content->size / 1000 + content->spacing;
}

/* Moves the pen along the line by a number in the TJ, in thousandths of the size. */
static void adjust(Content *content, double distance)
{
  const int decimals = content->size <= 15 ? 0 : 1; /* half a thousandth of 15 pt is 0.0075 pt */
  const double scale = decimals == 0 ? 1 : 10;
  const double number = round(-distance * 1000 / content->size * scale) / scale;
  if (number == 0) {
    return;
  }
  close_string(content);
  jb_append_number(content->piece, number, decimals);
  content->adjusted = true;
  content->pen -= number * content->size / 1000;
}

static void move_to(Content *content, double x, double y)
{
  flush_piece(content);
  begin_text(content);
  const int64_t new_x = llround(x * 1000), new_y = llround(y * 1000);
  put_coordinate(content, (double)(new_x - content->line_x) / 1000);
  put_coordinate(content, (double)(new_y - content->line_y) / 1000);
  put_operator(content, "Td");
  content->line_x = new_x;
  content->line_y = new_y;
  content->baseline = y;
  content->placed = true;
  content->pen = (double)new_x / 1000;
}

/* Where a glyph stands in the space its text object moves in: x along the line. */
static JbPoint pen_space(const Content *content, const JbGlyph *glyph)
{
  const double x = content->left + glyph->x, y = content->top - glyph->y;
  return content->turned ? (JbPoint){y, -x} : (JbPoint){x, y};
}

static bool on_page(double x, double y)
{
  return isfinite(x) && isfinite(y) && fabs(x) < COORDINATE_LIMIT && fabs(y) < COORDINATE_LIMIT;
}

static bool on_line(const Content *content, double y)
{
  return content->in_text && content->placed && (y == content->baseline || llround(y * 1000) == content->line_y);
}

static void show_glyph(Content *content, const JbGlyph *glyph, const char *text, size_t length)
{
  const JbPoint origin = pen_space(content, glyph);
  const uint16_t code = jb_pdf_font_code(content->font, glyph->id, text, length);
  if (!on_page(origin.x, origin.y) || code == 0) {
    content->sound = false;
    return;
  }
  const double distance = origin.x - content->pen;
  if (!on_line(content, origin.y) || fabs(distance) > 10 * content->size) {
    move_to(content, origin.x, origin.y);
  } else if (fabs(distance) > TOLERANCE) {
    adjust(content, distance);
  }
  show_code(content, code);
}

/* A glyph a character. */
static void show_one_for_one(Content *content, const JbGlyph *glyphs, size_t count, const char *text)
{
  for (size_t i = 0; i < count; i++) {
    const char *begin = text;
    (void)jb_utf8_next(&text);
    show_glyph(content, &glyphs[i], begin, (size_t)(text - begin));
  }
}

/* Glyphs that together stand for text, whatever each stands for by itself. Without text: for nothing that is read. */
static void show_span(Content *content, const JbGlyph *glyphs, size_t count, const char *text, size_t length)
{
  flush_piece(content);
  begin_text(content);
  g_string_append(content->out, "/Span<</ActualText<FEFF");
  jb_pdf_append_utf16(content->out, text, length);
  put_operator(content, ">>>BDC");
  if (jb_utf8_count(text, length) == count) {
    show_one_for_one(content, glyphs, count, text); /* for readers that do not know ActualText */
  } else {
    for (size_t i = 0; i < count; i++) {
      show_glyph(content, &glyphs[i], "", 0);
    }
  }
  flush_piece(content);
  put_operator(content, "EMC");
}

static void show_cluster(Content *content, const JbGlyph *glyphs, size_t count, const char *text, size_t length)
{
  if (count == 1 && length > 0) {
    show_glyph(content, glyphs, text, length);
  } else if (jb_utf8_count(text, length) == count) {
    show_one_for_one(content, glyphs, count, text);
  } else {
    show_span(content, glyphs, count, text, length);
  }
}

/* How much wider than the glyph the way to the next one is. */
static double gap_after(const Content *content, const JbGlyphRun *run, size_t index)
{
  const JbGlyph *glyph = &run->glyphs[index];
  const double way = pen_space(content, &glyph[1]).x - pen_space(content, glyph).x;
  return way - jb_pdf_font_glyph_width(content->font, glyph->id) * content->size / 1000;
}

static size_t misfits(const double *gaps, size_t count, double spacing)
{
  size_t misfits = 0;
  for (size_t i = 0; i < count; i++) {
    misfits += fabs(gaps[i] - spacing) > TOLERANCE;
  }
  return misfits;
}

/* The gap most glyphs have, if any has the majority: each vote that differs takes one away. */
static double majority_gap(const double *gaps, size_t count)
{
  double candidate = 0;
  size_t votes = 0;
  for (size_t i = 0; i < count; i++) {
    if (votes == 0) {
      candidate = gaps[i];
    }
    if (fabs(gaps[i] - candidate) <= TOLERANCE) {
      votes++;
    } else {
      votes--;
    }
  }
  return round(candidate * 1e4) / 1e4;
}

static double best_spacing(const Content *content, const JbGlyphRun *run)
{
  if (run->glyph_count < 2) {
    return content->spacing;
  }
  const size_t count = run->glyph_count - 1;
  g_autofree double *gaps = g_new(double, count);
  for (size_t i = 0; i < count; i++) {
    gaps[i] = gap_after(content, run, i);
  }
  const double candidates[] = {content->spacing, 0, majority_gap(gaps, count)};
  double best = content->spacing;
  size_t least = SIZE_MAX;
  for (size_t i = 0; i < G_N_ELEMENTS(candidates); i++) {
    const size_t cost = misfits(gaps, count, candidates[i]) * ADJUST_COST + (i == 0 ? 0 : SPACING_COST);
    if (fabs(candidates[i]) < COORDINATE_LIMIT && cost < least) {
      least = cost;
      best = candidates[i];
    }
  }
  return best;
}

/* Do glyphs of one run stand so far apart that readers would see a space, where the text has none (姓名 spread over
 * three cells)? */
static bool is_parted(const Content *content, const JbGlyphRun *run, size_t index)
{
  const double way = pen_space(content, &run->glyphs[index + 1]).x - pen_space(content, &run->glyphs[index]).x;
  return way > 1.5 * content->size && gap_after(content, run, index) > content->size / 2;
}

static void put_glyphs(Content *content, const JbItem *item)
{
  const JbGlyphRun *run = &item->glyphs;
  if (run->glyph_count == 0) {
    return;
  }
  if (item->turned != content->turned) {
    end_text(content);
    content->turned = item->turned;
  }
  set_font(content, run->face, run->size);
  set_fill(content, &run->colour);
  set_spacing(content, best_spacing(content, run));
  for (size_t begin = 0, end; begin < run->glyph_count; begin = end) {
    const size_t cluster = run->glyphs[begin].cluster;
    bool parted = false;
    for (end = begin + 1; end < run->glyph_count; end++) {
      if (run->glyphs[end].cluster == run->glyphs[end - 1].cluster) {
        continue;
      }
      if (!is_parted(content, run, end - 1)) {
        break;
      }
      parted = true;
    }
    const size_t next = end < run->glyph_count ? run->glyphs[end].cluster : run->text_length;
    const size_t from = MIN(cluster, run->text_length), to = CLAMP(next, from, run->text_length);
    (parted ? show_span : show_cluster)(content, run->glyphs + begin, end - begin, run->text + from, to - from);
  }
}

/* --- paths and pictures --- */

/* A rectangle along the axes, as jb_page_add_rectangle makes them. */
static bool is_rectangle(const JbPath *path)
{
  static const uint8_t verbs[] = {JB_PATH_MOVE, JB_PATH_LINE, JB_PATH_LINE, JB_PATH_LINE, JB_PATH_CLOSE};
  const JbPoint *points = path->points;
  return path->verb_count == sizeof verbs && memcmp(path->verbs, verbs, sizeof verbs) == 0 &&
         points[0].y == points[1].y && points[1].x == points[2].x && points[2].y == points[3].y &&
         points[3].x == points[0].x;
}

static void put_outline(Content *content, const JbPath *path)
{
  static const struct {
    const char *name;
    size_t points;
  } operators[] = {
      [JB_PATH_MOVE] = {"m", 1},
      [JB_PATH_LINE] = {"l", 1},
      [JB_PATH_CURVE] = {"c", 3},
      [JB_PATH_CLOSE] = {"h", 0},
  };
  const JbPoint *point = path->points;
  for (size_t i = 0; i < path->verb_count; i++) {
    for (size_t n = 0; n < operators[path->verbs[i]].points; n++) {
      put_point(content, *point++);
    }
    put_operator(content, operators[path->verbs[i]].name);
  }
}

static void set_line(Content *content, const JbPath *path)
{
  if (path->line_width != content->line_width) {
    put_coordinate(content, path->line_width);
    put_operator(content, "w");
    content->line_width = path->line_width;
  }
  if (path->dash == content->dash && path->gap == content->gap) {
    return;
  }
  g_string_append_c(content->out, '[');
  if (path->dash > 0) {
    put_coordinate(content, path->dash);
    put_coordinate(content, path->gap);
  }
  put_operator(content, "]0 d");
  content->dash = path->dash;
  content->gap = path->gap;
}

static void put_path(Content *content, const JbItem *item)
{
  const JbPath *path = &item->path;
  if (!path->fill && !path->stroke) {
    return;
  }
  end_text(content);
  if (path->fill) {
    set_fill(content, &path->fill_colour);
  }
  if (path->stroke) {
    set_stroke(content, &path->stroke_colour);
    set_line(content, path);
  }
  if (is_rectangle(path)) {
    const JbPoint *points = path->points;
    put_point(content, points[3]);
    put_coordinate(content, points[2].x - points[3].x);
    put_coordinate(content, points[3].y - points[0].y);
    put_operator(content, "re");
  } else {
    put_outline(content, path);
  }
  if (path->fill) {
    put_operator(content, path->stroke ? (path->even_odd ? "B*" : "B") : (path->even_odd ? "f*" : "f"));
  } else {
    put_operator(content, "S");
  }
}

/* Takes the unit square to a box; turned: its right edge to the upper one. */
static void put_picture_matrix(Content *content, JbRect box, bool turned)
{
  const double matrix[] = {turned ? 0 : box.width, turned ? box.height : 0, turned ? -box.width : 0,
                           turned ? 0 : box.height};
  for (size_t i = 0; i < G_N_ELEMENTS(matrix); i++) {
    put_coordinate(content, matrix[i]);
  }
  put_point(content, (JbPoint){turned ? jb_rect_right(box) : box.x, jb_rect_bottom(box)});
  put_operator(content, "cm");
}

static void put_picture(Content *content, const JbItem *item)
{
  const JbRect box = item->picture.box;
  const unsigned number = jb_resources_picture(content->resources, item->picture.picture);
  bool listed = false;
  for (guint i = 0; i < content->pictures->len; i++) {
    listed = listed || g_array_index(content->pictures, unsigned, i) == number;
  }
  if (!listed) {
    g_array_append_val(content->pictures, number);
  }
  end_text(content);
  put_operator(content, "q");
  put_picture_matrix(content, box, item->turned);
  g_string_append_printf(content->out, "/I%u Do\nQ\n", number);
}

bool jb_content_write(const JbPage *page, JbResources *resources, GString *out, GArray *pictures)
{
  static void (*const put[])(Content * content, const JbItem *item) = {
      [JB_ITEM_GLYPHS] = put_glyphs, [JB_ITEM_PATH] = put_path, [JB_ITEM_PICTURE] = put_picture,
      [JB_ITEM_LINK] = NULL,         [JB_ITEM_ANCHOR] = NULL,
  };
  Content content = {
      .out = out,
      .resources = resources,
      .pictures = pictures,
      .left = jb_page_bleed(page),
      .top = jb_page_bleed(page) + jb_page_height(page),
      .sound = true,
      .fill = jb_colour_grey(0),
      .stroke = jb_colour_grey(0),
      .line_width = 1,
      .piece = g_string_new(NULL),
  };
  for (size_t i = 0; i < jb_page_item_count(page); i++) {
    const JbItem *item = jb_page_item(page, i);
    if (put[item->kind]) {
      put[item->kind](&content, item);
    }
  }
  end_text(&content);
  g_string_free(content.piece, TRUE);
  return content.sound;
}
