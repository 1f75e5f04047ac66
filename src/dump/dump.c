/* SPDX-License-Identifier: MIT
 * dump/dump: the display list as text; the grammar is in README.md. */
#include "dump/dump.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

typedef struct DumpSink {
  JbSink base;
  GString *out; /* borrowed */
  JbFaceNamer face_name;
  const JbStructure *structure; /* borrowed from the caller of open until close */
} DumpSink;

static void put_length(GString *out, double value)
{
  if (isfinite(value) && fabs(value) < 1e12) {
    jb_append_fixed(out, value, 2);
  } else {
    g_string_append(out, isnan(value) ? "nan" : value > 0 ? "inf" : "-inf");
  }
}

static void put_point(GString *out, JbPoint point)
{
  g_string_append_c(out, ' ');
  put_length(out, point.x);
  g_string_append_c(out, ' ');
  put_length(out, point.y);
}

static void put_named_length(GString *out, const char *name, double value)
{
  g_string_append_printf(out, " %s=", name);
  put_length(out, value);
}

static void put_box(GString *out, JbRect box)
{
  put_point(out, (JbPoint){box.x, box.y});
  g_string_append_c(out, ' ');
  put_length(out, box.width);
  g_string_append_c(out, 'x');
  put_length(out, box.height);
}

static void put_text(GString *out, const char *text, size_t length)
{
  g_string_append_c(out, '"');
  for (size_t i = 0; i < length; i++) {
    const unsigned char byte = (unsigned char)text[i];
    if (byte == '"' || byte == '\\') {
      g_string_append_printf(out, "\\%c", byte);
    } else if (byte == '\n') {
      g_string_append(out, "\\n");
    } else if (byte == '\t') {
      g_string_append(out, "\\t");
    } else if (byte < 0x20 || byte == 0x7f) {
      g_string_append_printf(out, "\\u{%X}", byte);
    } else {
      g_string_append_c(out, text[i]);
    }
  }
  g_string_append_c(out, '"');
}

static void put_string(GString *out, const char *text)
{
  put_text(out, text ? text : "", text ? strlen(text) : 0);
}

static void put_named_string(GString *out, const char *name, const char *text)
{
  g_string_append_printf(out, " %s=", name);
  put_string(out, text);
}

static void put_colour(GString *out, const JbColour *colour)
{
  switch (colour->kind) {
  case JB_COLOUR_GREY:
    g_string_append(out, "grey(");
    put_length(out, colour->level);
    break;
  case JB_COLOUR_CMYK:
    g_string_append(out, "cmyk(");
    for (int i = 0; i < 4; i++) {
      put_length(out, colour->ink[i]);
      g_string_append(out, i < 3 ? "," : "");
    }
    break;
  case JB_COLOUR_SEPARATION:
    g_string_append_printf(out, "sep(%s,", colour->separation ? colour->separation : "");
    put_length(out, colour->level);
    break;
  }
  g_string_append(out, colour->overprint ? ")+overprint" : ")");
}

static void put_element(const DumpSink *dump, const JbItem *item)
{
  JbElementId element = item->element;
  if (element == 0) {
    bool layout = item->artifact == JB_ARTIFACT_LAYOUT;
    g_string_append_printf(dump->out, " -%s%s", layout ? "" : "/", layout ? "" : jb_artifact_name(item->artifact));
  } else if (dump->structure && element <= jb_structure_count(dump->structure)) {
    g_string_append_printf(dump->out, " %u/%s", element,
                           jb_structure_role_name(jb_structure_at(dump->structure, element)->role));
  } else {
    g_string_append_printf(dump->out, " %u/?", element);
  }
}

static void put_turned(GString *out, const JbItem *item)
{
  g_string_append(out, item->turned ? " turned" : "");
}

static double on_axis(const JbGlyph *glyph, char axis)
{
  return axis == 'x' ? glyph->x : glyph->y;
}

static bool shares_coordinate(const JbGlyphRun *run, char axis)
{
  for (size_t i = 1; i < run->glyph_count; i++) {
    if (on_axis(&run->glyphs[i], axis) != on_axis(&run->glyphs[0], axis)) {
      return false;
    }
  }
  return run->glyph_count > 0;
}

static void put_coordinates(GString *out, const JbGlyphRun *run, char axis, bool once)
{
  const size_t count = once ? 1 : run->glyph_count;
  for (size_t i = 0; i < count; i++) {
    g_string_append_printf(out, i == 0 ? " %c=" : " ", axis);
    put_length(out, on_axis(&run->glyphs[i], axis));
  }
}

/* From the first glyph's origin to where the last one's cell ends. */
static double run_width(const JbGlyphRun *run)
{
  double width = 0;
  for (size_t i = 0; i < run->glyph_count; i++) {
    width += run->glyphs[i].advance;
  }
  return width;
}

static void put_glyphs(const DumpSink *dump, const JbItem *item)
{
  GString *out = dump->out;
  const JbGlyphRun *run = &item->glyphs;
  g_string_append_printf(out, " %s ", dump->face_name(run->face));
  put_length(out, run->size);
  g_string_append_c(out, ' ');
  put_colour(out, &run->colour);
  if (run->measure != 0) {
    put_named_length(out, "measure", run->measure);
    put_named_length(out, "natural", run->natural);
    put_named_length(out, "width", run_width(run));
  }
  if (run->place.path) {
    g_string_append_printf(out, " at=%s:%d", run->place.path, run->place.line);
  }
  put_turned(out, item);
  g_string_append_c(out, ' ');
  put_text(out, run->text, run->text_length);
  const char across = item->turned ? 'x' : 'y', along = item->turned ? 'y' : 'x';
  put_coordinates(out, run, across, shares_coordinate(run, across));
  put_coordinates(out, run, along, /* once */ false);
}

static void put_path(const DumpSink *dump, const JbItem *item)
{
  static const struct {
    char letter;
    size_t points;
  } verbs[] = {
      [JB_PATH_MOVE] = {'M', 1},
      [JB_PATH_LINE] = {'L', 1},
      [JB_PATH_CURVE] = {'C', 3},
      [JB_PATH_CLOSE] = {'Z', 0},
  };
  GString *out = dump->out;
  const JbPath *path = &item->path;
  if (path->fill) {
    g_string_append(out, " fill=");
    put_colour(out, &path->fill_colour);
    g_string_append(out, path->even_odd ? " even-odd" : "");
  }
  if (path->stroke) {
    g_string_append(out, " stroke=");
    put_colour(out, &path->stroke_colour);
    put_named_length(out, "width", path->line_width);
    if (path->dash > 0) {
      put_named_length(out, "dash", path->dash);
      g_string_append_c(out, ',');
      put_length(out, path->gap);
    }
  }
  for (size_t i = 0, point = 0; i < path->verb_count; i++) {
    g_string_append_printf(out, " %c", verbs[path->verbs[i]].letter);
    for (size_t n = 0; n < verbs[path->verbs[i]].points; n++) {
      put_point(out, path->points[point++]);
    }
  }
}

static void put_picture(const DumpSink *dump, const JbItem *item)
{
  put_turned(dump->out, item);
  put_box(dump->out, item->picture.box);
}

static void put_link(const DumpSink *dump, const JbItem *item)
{
  put_named_string(dump->out, item->link.uri ? "uri" : "to", item->link.target);
  put_box(dump->out, item->link.box);
}

static void put_anchor(const DumpSink *dump, const JbItem *item)
{
  g_string_append_c(dump->out, ' ');
  put_string(dump->out, item->anchor.name);
  put_point(dump->out, item->anchor.point);
}

static void dump_page(JbSink *sink, const JbPage *page)
{
  static const struct {
    const char *name;
    void (*put)(const DumpSink *dump, const JbItem *item);
  } kinds[] = {
      [JB_ITEM_GLYPHS] = {"glyphs", put_glyphs},    [JB_ITEM_PATH] = {"path", put_path},
      [JB_ITEM_PICTURE] = {"picture", put_picture}, [JB_ITEM_LINK] = {"link", put_link},
      [JB_ITEM_ANCHOR] = {"anchor", put_anchor},
  };
  const DumpSink *dump = (const DumpSink *)sink;
  GString *out = dump->out;
  g_string_append_printf(out, "page %d ", jb_page_number(page));
  put_string(out, jb_page_label(page));
  g_string_append_c(out, ' ');
  put_length(out, jb_page_width(page));
  g_string_append_c(out, 'x');
  put_length(out, jb_page_height(page));
  put_named_length(out, "bleed", jb_page_bleed(page));
  g_string_append_c(out, '\n');
  for (size_t i = 0; i < jb_page_item_count(page); i++) {
    const JbItem *item = jb_page_item(page, i);
    g_string_append_printf(out, "  %s", kinds[item->kind].name);
    put_element(dump, item);
    kinds[item->kind].put(dump, item);
    g_string_append_c(out, '\n');
  }
}

static void dump_open(JbSink *sink, const JbDocumentInfo *info, const JbStructure *structure)
{
  DumpSink *dump = (DumpSink *)sink;
  GString *out = dump->out;
  dump->structure = structure;
  g_string_append(out, "jianbao-dump 2\ndocument");
  put_named_string(out, "title", info->title);
  put_named_string(out, "author", info->author);
  put_named_string(out, "subject", info->subject);
  put_named_string(out, "keywords", info->keywords);
  put_named_string(out, "language", info->language);
  put_named_string(out, "date", info->date);
  g_string_append_printf(out, " pages=%zu duplex=%s links=%s\n", info->page_count, info->duplex ? "yes" : "no",
                         info->links ? "yes" : "no");
  for (size_t i = 0; i < info->outline_count; i++) {
    g_string_append_printf(out, "outline %d ", info->outline[i].level);
    put_string(out, info->outline[i].title);
    g_string_append(out, " -> ");
    put_string(out, info->outline[i].anchor);
    g_string_append_c(out, '\n');
  }
}

/* How deep an element lies: the root at 0. Parents come before children. */
static unsigned depth_of(const JbStructure *structure, JbElementId id)
{
  unsigned depth = 0;
  for (JbElementId parent = jb_structure_at(structure, id)->parent; parent != 0;
       parent = jb_structure_at(structure, parent)->parent) {
    depth++;
  }
  return depth;
}

static bool dump_close(JbSink *sink, GError **error)
{
  (void)error; /* nothing here can fail */
  const DumpSink *dump = (const DumpSink *)sink;
  g_string_append(dump->out, "structure\n");
  const size_t count = dump->structure ? jb_structure_count(dump->structure) : 0;
  for (JbElementId id = 1; id <= count; id++) {
    const JbStructureElement *element = jb_structure_at(dump->structure, id);
    g_string_append_printf(dump->out, "%*s%u %s", (int)(2 + 2 * depth_of(dump->structure, id)), "", id,
                           jb_structure_role_name(element->role));
    if (element->scope != JB_SCOPE_NONE) {
      g_string_append(dump->out, element->scope == JB_SCOPE_ROW ? " scope=row" : " scope=column");
    }
    if (element->columns > 1 || element->rows > 1) {
      g_string_append_printf(dump->out, " span=%ux%u", element->columns, element->rows);
    }
    if (element->kind) {
      put_named_string(dump->out, "kind", element->kind);
    }
    if (element->language) {
      put_named_string(dump->out, "language", element->language);
    }
    if (element->alternative) {
      put_named_string(dump->out, "alt", element->alternative);
    }
    g_string_append_c(dump->out, '\n');
  }
  g_free(sink);
  return true;
}

static void dump_abandon(JbSink *sink)
{
  g_free(sink);
}

JbSink *jb_dump_sink_new(GString *out, JbFaceNamer face_name)
{
  static const JbSinkClass class = {.open = dump_open, .page = dump_page, .close = dump_close, .abandon = dump_abandon};
  DumpSink *dump = g_new0(DumpSink, 1);
  dump->base.class = &class;
  dump->out = out;
  dump->face_name = face_name;
  return &dump->base;
}
