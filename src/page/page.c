/* SPDX-License-Identifier: MIT
 * page/page: the display list of one page: an array of items, and one arena for everything they point to. */
#include "page/page.h"

#include "base/arena.h"

#include <glib.h>
#include <string.h>

struct JbPage {
  int number;
  double width, height, bleed;
  const char *label;
  JbElementId element;
  JbArtifact artifact;
  bool turned;
  JbRect area;   /* where what is turned is put */
  GArray *items; /* of JbItem */
  JbArena arena;
};

JbPage *jb_page_new(int number, const char *label, double width, double height, double bleed)
{
  JbPage *page = g_new0(JbPage, 1);
  page->number = number;
  page->width = width;
  page->height = height;
  page->bleed = bleed;
  page->label = jb_arena_copy_text(&page->arena, label, strlen(label));
  page->items = g_array_new(FALSE, FALSE, sizeof(JbItem));
  return page;
}

void jb_page_free(JbPage *page)
{
  if (!page) {
    return;
  }
  g_array_unref(page->items);
  jb_arena_clear(&page->arena);
  g_free(page);
}

int jb_page_number(const JbPage *page)
{
  return page->number;
}

const char *jb_page_label(const JbPage *page)
{
  return page->label;
}

double jb_page_width(const JbPage *page)
{
  return page->width;
}

double jb_page_height(const JbPage *page)
{
  return page->height;
}

double jb_page_bleed(const JbPage *page)
{
  return page->bleed;
}

size_t jb_page_item_count(const JbPage *page)
{
  return page->items->len;
}

const JbItem *jb_page_item(const JbPage *page, size_t index)
{
  g_return_val_if_fail(index < page->items->len, NULL);
  return &g_array_index(page->items, JbItem, index);
}

void jb_page_set_element(JbPage *page, JbElementId element)
{
  page->element = element;
}

void jb_page_set_artifact(JbPage *page, JbArtifact artifact)
{
  page->artifact = artifact;
}

const char *jb_artifact_name(JbArtifact artifact)
{
  static const char *const names[JB_ARTIFACT_COUNT] = {
      [JB_ARTIFACT_LAYOUT] = "layout",
      [JB_ARTIFACT_PAGE_NUMBER] = "page-number",
      [JB_ARTIFACT_RUNNING_HEAD] = "running-head",
      [JB_ARTIFACT_SEPARATOR] = "separator",
      [JB_ARTIFACT_COLOPHON_RULE] = "colophon-rule",
      [JB_ARTIFACT_BACKGROUND] = "background",
  };
  return names[artifact];
}

void jb_page_turn(JbPage *page, const JbRect *area)
{
  page->turned = area != NULL;
  page->area = area ? *area : (JbRect){0};
}

/* --- from where an item was laid out to where it stands --- */

static JbPoint point_on(const JbPage *page, JbPoint point)
{
  return page->turned ? (JbPoint){page->area.x + point.y, jb_rect_bottom(page->area) - point.x} : point;
}

static JbRect box_on(const JbPage *page, JbRect box)
{
  JbPoint corner = point_on(page, (JbPoint){jb_rect_right(box), box.y}); /* the upper left one when it is turned */
  return page->turned ? (JbRect){corner.x, corner.y, box.height, box.width} : box;
}

static void page_add(JbPage *page, JbItem item)
{
  item.element = page->element;
  item.artifact = page->artifact;
  item.turned = page->turned;
  g_array_append_val(page->items, item);
}

void jb_page_add_glyphs(JbPage *page, const JbGlyphRun *run)
{
  JbGlyphRun copy = *run;
  copy.text = jb_arena_copy_text(&page->arena, run->text, run->text_length);
  JbGlyph *glyphs = jb_arena_copy(&page->arena, run->glyphs, run->glyph_count * sizeof *run->glyphs);
  for (size_t i = 0; page->turned && i < run->glyph_count; i++) {
    JbPoint origin = point_on(page, (JbPoint){glyphs[i].x, glyphs[i].y});
    glyphs[i].x = origin.x;
    glyphs[i].y = origin.y;
  }
  copy.glyphs = glyphs;
  page_add(page, (JbItem){.kind = JB_ITEM_GLYPHS, .glyphs = copy});
}

void jb_page_add_path(JbPage *page, const JbPath *path)
{
  JbPath copy = *path;
  copy.verbs = jb_arena_copy(&page->arena, path->verbs, path->verb_count);
  JbPoint *points = jb_arena_copy(&page->arena, path->points, path->point_count * sizeof *path->points);
  for (size_t i = 0; i < path->point_count; i++) {
    points[i] = point_on(page, points[i]);
  }
  copy.points = points;
  page_add(page, (JbItem){.kind = JB_ITEM_PATH, .path = copy});
}

void jb_page_add_rectangle(JbPage *page, JbRect box, const JbColour *colour)
{
  const uint8_t verbs[] = {JB_PATH_MOVE, JB_PATH_LINE, JB_PATH_LINE, JB_PATH_LINE, JB_PATH_CLOSE};
  const double right = jb_rect_right(box), bottom = jb_rect_bottom(box);
  const JbPoint corners[] = {{box.x, box.y}, {right, box.y}, {right, bottom}, {box.x, bottom}};
  JbPoint points[G_N_ELEMENTS(corners)];
  for (size_t i = 0; i < G_N_ELEMENTS(points); i++) { /* from the one that is upper left on the page */
    points[i] = corners[(i + page->turned) % G_N_ELEMENTS(corners)];
  }
  jb_page_add_path(page, &(JbPath){.verbs = verbs,
                                   .verb_count = G_N_ELEMENTS(verbs),
                                   .points = points,
                                   .point_count = G_N_ELEMENTS(points),
                                   .fill = true,
                                   .fill_colour = *colour});
}

void jb_page_add_line(JbPage *page, JbPoint from, JbPoint to, double line_width, const JbColour *colour)
{
  const uint8_t verbs[] = {JB_PATH_MOVE, JB_PATH_LINE};
  const JbPoint points[] = {from, to};
  jb_page_add_path(page, &(JbPath){.verbs = verbs,
                                   .verb_count = G_N_ELEMENTS(verbs),
                                   .points = points,
                                   .point_count = G_N_ELEMENTS(points),
                                   .stroke = true,
                                   .stroke_colour = *colour,
                                   .line_width = line_width});
}

void jb_page_add_picture(JbPage *page, const JbPicture *picture, JbRect box)
{
  page_add(page, (JbItem){.kind = JB_ITEM_PICTURE, .picture = {.picture = picture, .box = box_on(page, box)}});
}

void jb_page_add_link(JbPage *page, JbRect box, const char *target, bool uri)
{
  const char *copy = jb_arena_copy_text(&page->arena, target, strlen(target));
  page_add(page, (JbItem){.kind = JB_ITEM_LINK, .link = {.box = box_on(page, box), .target = copy, .uri = uri}});
}

void jb_page_add_anchor(JbPage *page, const char *name, JbPoint point)
{
  const char *copy = jb_arena_copy_text(&page->arena, name, strlen(name));
  JbPoint place = point_on(page, point);
  place.y = page->turned ? page->area.y : place.y;
  page_add(page, (JbItem){.kind = JB_ITEM_ANCHOR, .anchor = {.name = copy, .point = place}});
}
