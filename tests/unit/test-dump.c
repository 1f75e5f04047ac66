/* SPDX-License-Identifier: MIT
 * dump/: one page of everything, compared with lines written by hand from the grammar of dump/README.md. */
#include "dump/dump.h"

#include <glib.h>
#include <math.h>

static const char *face_name(const JbFace *face)
{
  (void)face;
  return "BoxSong";
}

static const JbDocumentInfo info = {
    .title = "经济\"综述\"",
    .author = "",
    .subject = "a\\b",
    .keywords = "",
    .language = "zh-CN",
    .date = "2025-01",
    .page_count = 1,
    .outline = (const JbOutlineEntry[]){{.title = (char[]){"一、总体"}, .anchor = (char[]){"s1"}, .level = 1}},
    .outline_count = 1,
    .duplex = true,
    .links = true,
};

static void add_items(JbPage *page)
{
  const JbColour black = jb_colour_black();
  const JbGlyph level[] = {{.id = 1, .cluster = 0, .x = 72, .y = 100, .advance = 12.126},
                           {.id = 2, .cluster = 3, .x = 84.126, .y = 100, .advance = 12}};
  const JbGlyph steps[] = {{.id = 1, .cluster = 0, .x = 1, .y = 2}, {.id = 2, .cluster = 1, .x = 3, .y = 4}};
  jb_page_set_element(page, 2);
  jb_page_add_glyphs(page, &(JbGlyphRun){.size = 12,
                                         .colour = black,
                                         .text = "经济",
                                         .text_length = 6,
                                         .glyphs = level,
                                         .glyph_count = 2,
                                         .measure = 432,
                                         .natural = 430.125,
                                         .place = {"in.xml", 12, 5}});
  jb_page_set_element(page, 0);
  jb_page_add_glyphs(page, &(JbGlyphRun){.size = 9.5,
                                         .colour = jb_colour_grey(0.4),
                                         .text = "a\n",
                                         .text_length = 2,
                                         .glyphs = steps,
                                         .glyph_count = 2});
  jb_page_add_line(page, (JbPoint){0, 50}, (JbPoint){100, 50}, 0.25, &black);
  jb_page_set_element(page, 9);
  JbColour spot = {.kind = JB_COLOUR_SEPARATION, .level = 0.5, .separation = "Gold", .overprint = true};
  const uint8_t verbs[] = {JB_PATH_MOVE, JB_PATH_CURVE, JB_PATH_CLOSE};
  const JbPoint points[] = {{1, 1}, {2, 2}, {3, 3}, {-0.001, NAN}};
  jb_page_add_path(page, &(JbPath){.verbs = verbs,
                                   .verb_count = 3,
                                   .points = points,
                                   .point_count = 4,
                                   .fill = true,
                                   .even_odd = true,
                                   .fill_colour = spot});
  jb_page_set_element(page, 0);
  jb_page_add_picture(page, NULL, (JbRect){10, 20, 30, 40});
  jb_page_add_link(page, (JbRect){1, 2, 3, 4}, "s1", false);
  jb_page_add_link(page, (JbRect){1, 2, 3, 4}, "https://example.org/", true);
  jb_page_add_anchor(page, "s1", (JbPoint){0, 99.999});
  jb_page_turn(page, &(JbRect){10, 20, 60, 80}); /* upright (1, 2) stands at (12, 99) */
  jb_page_add_glyphs(page, &(JbGlyphRun){.size = 9,
                                         .colour = jb_colour_grey(0.4),
                                         .text = "ab",
                                         .text_length = 2,
                                         .glyphs = (const JbGlyph[]){{.x = 1, .y = 2}, {.x = 4, .y = 2}},
                                         .glyph_count = 2});
  jb_page_add_picture(page, NULL, (JbRect){10, 20, 30, 40});
  jb_page_turn(page, NULL);
}

static void test_everything(void)
{
  GString *out = g_string_new(NULL);
  JbStructure *structure = jb_structure_new();
  const JbElementId root = jb_structure_add(structure, 0, JB_STRUCTURE_DOCUMENT, NULL);
  jb_structure_add(structure, root, JB_STRUCTURE_PARAGRAPH, NULL);
  jb_structure_add(structure, root, JB_STRUCTURE_FIGURE, "图");
  JbPage *page = jb_page_new(1, "i", 595.276, 841.89, 8.504);
  add_items(page);
  JbSink *sink = jb_dump_sink_new(out, face_name);
  jb_sink_open(sink, &info, structure);
  jb_sink_page(sink, page);
  g_assert_true(jb_sink_close(sink, NULL));
  g_assert_cmpstr(out->str, ==,
                  "jianbao-dump 2\n"
                  "document title=\"经济\\\"综述\\\"\" author=\"\" subject=\"a\\\\b\" keywords=\"\" language=\"zh-CN\" "
                  "date=\"2025-01\" pages=1 duplex=yes links=yes\n"
                  "outline 1 \"一、总体\" -> \"s1\"\n"
                  "page 1 \"i\" 595.28x841.89 bleed=8.50\n"
                  "  glyphs 2/P BoxSong 12.00 cmyk(0.00,0.00,0.00,1.00) measure=432.00 natural=430.13 width=24.13 "
                  "at=in.xml:12 \"经济\" y=100.00 x=72.00 84.13\n"
                  "  glyphs - BoxSong 9.50 grey(0.40) \"a\\n\" y=2.00 4.00 x=1.00 3.00\n"
                  "  path - stroke=cmyk(0.00,0.00,0.00,1.00) width=0.25 M 0.00 50.00 L 100.00 50.00\n"
                  "  path 9/? fill=sep(Gold,0.50)+overprint even-odd M 1.00 1.00 C 2.00 2.00 3.00 3.00 0.00 nan Z\n"
                  "  picture - 10.00 20.00 30.00x40.00\n"
                  "  link - to=\"s1\" 1.00 2.00 3.00x4.00\n"
                  "  link - uri=\"https://example.org/\" 1.00 2.00 3.00x4.00\n"
                  "  anchor - \"s1\" 0.00 100.00\n"
                  "  glyphs - BoxSong 9.00 grey(0.40) turned \"ab\" x=12.00 y=99.00 96.00\n"
                  "  picture - turned 30.00 60.00 40.00x30.00\n"
                  "structure\n"
                  "  1 Document\n"
                  "    2 P\n"
                  "    3 Figure alt=\"图\"\n");
  jb_page_free(page);
  jb_structure_free(structure);
  g_string_free(out, TRUE);
}

static void test_abandoned_writes_no_more(void)
{
  GString *out = g_string_new(NULL);
  JbSink *sink = jb_dump_sink_new(out, face_name);
  jb_sink_abandon(sink);
  g_assert_cmpuint(out->len, ==, 0);
  g_string_free(out, TRUE);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/dump/everything", test_everything);
  g_test_add_func("/dump/abandoned", test_abandoned_writes_no_more);
  return g_test_run();
}
