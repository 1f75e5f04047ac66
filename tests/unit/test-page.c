/* SPDX-License-Identifier: MIT
 * page/: what is put on a page is copied and comes back as it was; the structure tree keeps reading order. */
#include "page/page.h"
#include "page/sink.h"

#include <glib.h>
#include <string.h>

static void test_page_says_what_it_is(void)
{
  char label[] = "ii";
  JbPage *page = jb_page_new(3, label, 595.276, 841.89, 8.504);
  label[0] = 'x'; /* everything given is copied */
  g_assert_cmpint(jb_page_number(page), ==, 3);
  g_assert_cmpstr(jb_page_label(page), ==, "ii");
  g_assert_cmpfloat(jb_page_width(page), ==, 595.276);
  g_assert_cmpfloat(jb_page_height(page), ==, 841.89);
  g_assert_cmpfloat(jb_page_bleed(page), ==, 8.504);
  g_assert_cmpuint(jb_page_item_count(page), ==, 0);
  jb_page_free(page);
}

static void test_glyphs_are_copied(void)
{
  JbPage *page = jb_page_new(1, "1", 100, 100, 0);
  char text[] = "经济";
  JbGlyph glyphs[] = {{.id = 7, .cluster = 0, .x = 10, .y = 20, .advance = 12},
                      {.id = 9, .cluster = 3, .x = 22, .y = 20, .advance = 12}};
  jb_page_set_element(page, 5);
  jb_page_add_glyphs(page, &(JbGlyphRun){.size = 12,
                                         .colour = jb_colour_black(),
                                         .text = text,
                                         .text_length = 6,
                                         .glyphs = glyphs,
                                         .glyph_count = 2,
                                         .measure = 400,
                                         .natural = 396});
  memset(text, 'x', 6);
  memset(glyphs, 0, sizeof glyphs);
  const JbItem *item = jb_page_item(page, 0);
  g_assert_cmpint(item->kind, ==, JB_ITEM_GLYPHS);
  g_assert_cmpuint(item->element, ==, 5);
  g_assert_cmpstr(item->glyphs.text, ==, "经济");
  g_assert_cmpuint(item->glyphs.glyphs[1].id, ==, 9);
  g_assert_cmpfloat(item->glyphs.glyphs[1].x, ==, 22);
  g_assert_cmpfloat(item->glyphs.natural, ==, 396);
  jb_page_free(page);
}

static void test_rectangle_and_line_are_paths(void)
{
  JbPage *page = jb_page_new(1, "1", 100, 100, 0);
  const JbColour black = jb_colour_black();
  jb_page_add_rectangle(page, (JbRect){1, 2, 30, 4}, &black);
  jb_page_add_line(page, (JbPoint){0, 50}, (JbPoint){100, 50}, 0.5, &black);
  g_assert_cmpuint(jb_page_item_count(page), ==, 2);
  const JbPath *box = &jb_page_item(page, 0)->path;
  g_assert_true(box->fill && !box->stroke);
  g_assert_cmpuint(box->verb_count, ==, 5);
  g_assert_cmpuint(box->point_count, ==, 4);
  g_assert_cmpfloat(box->points[2].x, ==, 31);
  g_assert_cmpfloat(box->points[2].y, ==, 6);
  g_assert_cmpint(box->verbs[4], ==, JB_PATH_CLOSE);
  const JbPath *line = &jb_page_item(page, 1)->path;
  g_assert_true(line->stroke && !line->fill);
  g_assert_cmpfloat(line->line_width, ==, 0.5);
  g_assert_cmpfloat(line->points[1].x, ==, 100);
  jb_page_free(page);
}

static void test_links_anchors_pictures(void)
{
  JbPage *page = jb_page_new(1, "1", 100, 100, 0);
  char name[] = "sec-1";
  jb_page_add_anchor(page, name, (JbPoint){3, 4});
  jb_page_add_link(page, (JbRect){1, 2, 3, 4}, name, false);
  name[0] = 'X';
  jb_page_set_element(page, 2);
  jb_page_add_picture(page, NULL, (JbRect){0, 0, 50, 40});
  g_assert_cmpstr(jb_page_item(page, 0)->anchor.name, ==, "sec-1");
  g_assert_cmpstr(jb_page_item(page, 1)->link.target, ==, "sec-1");
  g_assert_cmpuint(jb_page_item(page, 1)->element, ==, 0);
  g_assert_cmpuint(jb_page_item(page, 2)->element, ==, 2);
  g_assert_cmpfloat(jb_page_item(page, 2)->picture.box.width, ==, 50);
  jb_page_free(page);
}

/* A box 80 wide and 60 high in an area 60 wide and 80 high at (10, 20): its corner is the area's lower left one, its
 * lines run up and its rows to the right. */
static void test_turned(void)
{
  JbPage *page = jb_page_new(1, "1", 100, 120, 0);
  const JbColour black = jb_colour_black();
  const JbGlyph glyphs[] = {{.id = 1, .x = 0, .y = 0, .advance = 5}, {.id = 2, .x = 5, .y = 0, .advance = 5}};
  jb_page_turn(page, &(JbRect){10, 20, 60, 80});
  jb_page_add_glyphs(page, &(JbGlyphRun){.text = "ab", .text_length = 2, .glyphs = glyphs, .glyph_count = 2});
  jb_page_add_rectangle(page, (JbRect){0, 0, 80, 4}, &black);
  jb_page_add_line(page, (JbPoint){1, 2}, (JbPoint){80, 60}, 1, &black);
  jb_page_add_picture(page, NULL, (JbRect){5, 10, 20, 30});
  jb_page_add_link(page, (JbRect){70, 50, 10, 10}, "t", false);
  jb_page_add_anchor(page, "t", (JbPoint){0, 30});
  jb_page_turn(page, NULL);
  jb_page_add_anchor(page, "u", (JbPoint){0, 30});
  const JbItem *item = jb_page_item(page, 0);
  g_assert_true(item->turned);
  g_assert_cmpfloat(item->glyphs.glyphs[0].x, ==, 10);
  g_assert_cmpfloat(item->glyphs.glyphs[0].y, ==, 100);
  g_assert_cmpfloat(item->glyphs.glyphs[1].x, ==, 10);
  g_assert_cmpfloat(item->glyphs.glyphs[1].y, ==, 95);
  const JbPoint *box = jb_page_item(page, 1)->path.points; /* clockwise from the upper left, as upright ones */
  g_assert_cmpfloat(box[0].x, ==, 10);
  g_assert_cmpfloat(box[0].y, ==, 20);
  g_assert_cmpfloat(box[2].x, ==, 14);
  g_assert_cmpfloat(box[2].y, ==, 100);
  const JbPoint *line = jb_page_item(page, 2)->path.points;
  g_assert_cmpfloat(line[0].x, ==, 12);
  g_assert_cmpfloat(line[0].y, ==, 99);
  g_assert_cmpfloat(line[1].x, ==, 70);
  g_assert_cmpfloat(line[1].y, ==, 20);
  const JbRect *picture = &jb_page_item(page, 3)->picture.box;
  g_assert_cmpfloat(picture->x, ==, 20);
  g_assert_cmpfloat(picture->y, ==, 75);
  g_assert_cmpfloat(picture->width, ==, 30);
  g_assert_cmpfloat(picture->height, ==, 20);
  const JbRect *link = &jb_page_item(page, 4)->link.box;
  g_assert_cmpfloat(link->x, ==, 60);
  g_assert_cmpfloat(link->y, ==, 20);
  const JbPoint *anchor = &jb_page_item(page, 5)->anchor.point; /* at the upper edge */
  g_assert_cmpfloat(anchor->x, ==, 40);
  g_assert_cmpfloat(anchor->y, ==, 20);
  item = jb_page_item(page, 6);
  g_assert_false(item->turned);
  g_assert_cmpfloat(item->anchor.point.y, ==, 30);
  jb_page_free(page);
}

/* More than one chunk of the arena, and one thing larger than a chunk: nothing moves, nothing overlaps. */
static void test_many_items_keep_their_data(void)
{
  JbPage *page = jb_page_new(1, "1", 100, 100, 0);
  g_autofree char *large = g_strnfill(100000, 'a');
  jb_page_add_anchor(page, large, (JbPoint){0, 0});
  for (int i = 0; i < 5000; i++) {
    g_autofree char *name = g_strdup_printf("anchor-%d", i);
    jb_page_add_anchor(page, name, (JbPoint){i, 0});
  }
  g_assert_cmpstr(jb_page_item(page, 0)->anchor.name, ==, large);
  for (int i = 0; i < 5000; i++) {
    g_autofree char *name = g_strdup_printf("anchor-%d", i);
    g_assert_cmpstr(jb_page_item(page, (size_t)i + 1)->anchor.name, ==, name);
  }
  jb_page_free(page);
}

static void test_structure(void)
{
  JbStructure *structure = jb_structure_new();
  const JbElementId root = jb_structure_add(structure, 0, JB_STRUCTURE_DOCUMENT, NULL);
  const JbElementId head = jb_structure_add(structure, root, JB_STRUCTURE_HEADING_2, NULL);
  char alternative[] = "柱形图";
  const JbElementId figure = jb_structure_add(structure, root, JB_STRUCTURE_FIGURE, alternative);
  alternative[0] = 'x';
  g_assert_cmpuint(root, ==, 1);
  g_assert_cmpuint(head, ==, 2);
  g_assert_cmpuint(figure, ==, 3);
  g_assert_cmpuint(jb_structure_count(structure), ==, 3);
  g_assert_cmpuint(jb_structure_at(structure, figure)->parent, ==, root);
  g_assert_cmpstr(jb_structure_at(structure, figure)->alternative, ==, "柱形图");
  g_assert_null(jb_structure_at(structure, head)->alternative);
  g_assert_cmpstr(jb_structure_role_name(JB_STRUCTURE_HEADING_2), ==, "H2");
  g_assert_cmpstr(jb_structure_role_name(JB_STRUCTURE_TABLE_CELL), ==, "TD");
  g_assert_cmpstr(jb_structure_role_name(JB_STRUCTURE_CONTENTS_ITEM), ==, "TOCI");
  jb_structure_free(structure);
}

typedef struct CountingSink {
  JbSink base;
  int opened, pages, closed, abandoned;
} CountingSink;

static void counting_open(JbSink *sink, const JbDocumentInfo *info, const JbStructure *structure)
{
  (void)info;
  (void)structure;
  ((CountingSink *)sink)->opened++;
}

static void counting_page(JbSink *sink, const JbPage *page)
{
  (void)page;
  ((CountingSink *)sink)->pages++;
}

static bool counting_close(JbSink *sink, GError **error)
{
  (void)error;
  ((CountingSink *)sink)->closed++;
  return false;
}

static void counting_abandon(JbSink *sink)
{
  ((CountingSink *)sink)->abandoned++;
}

static void test_sink_calls_its_class(void)
{
  static const JbSinkClass class = {counting_open, counting_page, counting_close, counting_abandon};
  CountingSink sink = {.base = {.class = &class}};
  jb_sink_open(&sink.base, NULL, NULL);
  jb_sink_page(&sink.base, NULL);
  jb_sink_page(&sink.base, NULL);
  g_assert_false(jb_sink_close(&sink.base, NULL));
  jb_sink_abandon(&sink.base);
  jb_sink_abandon(NULL);
  g_assert_cmpint(sink.opened, ==, 1);
  g_assert_cmpint(sink.pages, ==, 2);
  g_assert_cmpint(sink.closed, ==, 1);
  g_assert_cmpint(sink.abandoned, ==, 1);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/page/says-what-it-is", test_page_says_what_it_is);
  g_test_add_func("/page/glyphs", test_glyphs_are_copied);
  g_test_add_func("/page/rectangle-and-line", test_rectangle_and_line_are_paths);
  g_test_add_func("/page/links-anchors-pictures", test_links_anchors_pictures);
  g_test_add_func("/page/turned", test_turned);
  g_test_add_func("/page/many-items", test_many_items_keep_their_data);
  g_test_add_func("/page/structure", test_structure);
  g_test_add_func("/page/sink", test_sink_calls_its_class);
  return g_test_run();
}
