/* SPDX-License-Identifier: MIT
 * compose/panels: parallel points and aims side by side.
 *
 * Model: a grid of panels, filled row by row in reading order. A row is a board: it never divides, its panels are as
 * high as the highest of them, their texts begin on one line, and its height is whole grid steps. How many stand in a
 * row is decided on lengths in characters alone, before anything is set: the most that leaves no row too narrow or too
 * high. Long points, and points that make no full rows, become bands: a row each, the topic sentence at the left of its
 * text, so that what the topics have in common stands under one another and pages end between them.
 *
 * Rejected: setting the text at every width to compare, which tells each fault of the text several times; dividing a
 * row between pages, which makes the reader turn back for the second panel. */
#include "compose/panels.h"

#include "base/utf8.h"
#include "compose/board.h"

#include <math.h>
#include <string.h>

#define MOST_IN_A_ROW 4
#define LEAST_MEASURE 9.0  /* [em] below which a column of text is all ragged gaps */
#define LEAST_TOPIC   5.0  /* [em] the same of a topic sentence, beside its number */
#define MOST_OF_PAGE  0.3  /* of the text area's height, for a row */
#define WHOLE_BELOW   0.4  /* of the same: rows that together take no more stay on one page */
#define HEAD_SHARE    0.36 /* of a band's measure, for number and topic */
#define HEAD_GAP      0.4  /* of the text's size, from a topic down to it */
#define RULE_GAP      4.0  /* [pt] from the rule to the text */
#define NUMBER_GAP    0.3  /* of the number's size, from it to the topic */

/* From here on characters are as wide as the type is large: CJK radicals. */
enum { FIRST_WIDE = 0x2E80 };

typedef struct Grid {
  const JbFlowContext *context;
  const JbPanelStyle *style;
  const JbBlock *block;
  double width, panel_width, measure; /* [pt] of all, of a panel, of its text */
  double side;                        /* [pt] from a panel's edge to its text */
  double top;                         /* [pt] from a panel's upper edge to its text */
  size_t columns;
  double text_x; /* [pt] of a band's text from its topic's left; 0: the grid is none of bands */
} Grid;

/* Views of a point's inlines: the topic sentence it begins with, and what follows. */
typedef struct Point {
  JbInlines topic, text;
  char *number; /* owned; "" none */
} Point;

typedef struct Panel {
  JbSetText *number, *topic, *text; /* NULL: none. Handed on to the board */
  double topic_x;                   /* [pt] of the topic, right of the number */
  double head;                      /* [pt] of number and topic, with the gap to a text under them */
  JbElementId element;
} Panel;

static const JbTextStyle *style_of(const Grid *grid, JbStyleName name)
{
  return &grid->context->theme->styles[name];
}

static void init_grid(Grid *grid, const JbFlowContext *context, const JbBlock *block, double width)
{
  const JbPanelStyle *style = &context->theme->panel;
  *grid = (Grid){.context = context, .style = style, .block = block, .width = width};
  grid->side = style->fill ? style->padding : 0;
  grid->top = style->fill ? style->padding + style->rule : style->rule > 0 ? style->rule + RULE_GAP : 0;
}

static void set_columns(Grid *grid, size_t columns)
{
  grid->columns = columns;
  grid->panel_width = (grid->width - grid->style->gutter * (double)(columns - 1)) / (double)columns;
  grid->measure = grid->panel_width - 2 * grid->side;
}

/* --- how many in a row --- */

/* [em] Han are as wide as the type is large, other characters about half of it. */
static double length_of_words(const char *words)
{
  double length = 0;
  while (*words) {
    length += jb_utf8_next(&words) < FIRST_WIDE ? 0.5 : 1;
  }
  return length;
}

static double length_of(const JbInlines *inlines)
{
  g_autofree char *plain = jb_inlines_to_plain(inlines);
  return length_of_words(plain);
}

/* [pt] of number and topic. */
static double head_measure(const Grid *grid)
{
  return grid->text_x > 0 ? grid->text_x - grid->style->gutter : grid->measure;
}

/* [pt] A line ends half a character early on the average. */
static double height_of(const JbInlines *inlines, const JbTextStyle *style, double measure)
{
  return ceil(length_of(inlines) / (measure / style->size - 0.5)) * style->leading;
}

static bool point_fits(const Grid *grid, const Point *point, double most)
{
  const JbTextStyle *number = style_of(grid, JB_STYLE_PANEL_NUMBER), *topic = style_of(grid, JB_STYLE_PANEL_TOPIC);
  const JbTextStyle *text = style_of(grid, JB_STYLE_PANEL_TEXT);
  bool numbered = *point->number != '\0';
  double beside = numbered ? (length_of_words(point->number) + NUMBER_GAP) * number->size : 0;
  double topic_measure = head_measure(grid) - beside, text_measure = grid->measure - grid->text_x;
  if (text_measure < LEAST_MEASURE * text->size || topic_measure < LEAST_TOPIC * topic->size) {
    return false;
  }
  double head = fmax(height_of(&point->topic, topic, topic_measure), numbered ? number->leading : 0);
  double below = height_of(&point->text, text, text_measure);
  double height = grid->text_x > 0 ? fmax(head, below) : head + HEAD_GAP * text->size + below;
  return grid->top + height + grid->side <= most;
}

static bool columns_fit(const Grid *grid, const Point *points, size_t count, double height)
{
  for (size_t i = 0; i < count; i++) {
    bool whole = grid->text_x == 0 || (points[i].topic.count > 0 && points[i].text.count > 0);
    if (!whole || !point_fits(grid, &points[i], MOST_OF_PAGE * height)) {
      return false;
    }
  }
  return true;
}

/* A band has topic and text beside one another. */
static void set_bands(Grid *grid)
{
  set_columns(grid, 1);
  grid->text_x = HEAD_SHARE * grid->measure + grid->style->gutter;
}

/* Full rows only: three and one is no grid. */
static bool choose_columns(Grid *grid, const Point *points, size_t count, double height)
{
  for (size_t columns = MIN(count, MOST_IN_A_ROW); columns > 1; columns--) {
    set_columns(grid, columns);
    if (count % columns == 0 && columns_fit(grid, points, count, height)) {
      return true;
    }
  }
  set_bands(grid);
  return count > 1 && columns_fit(grid, points, count, height);
}

/* --- points --- */

static JbInlines part_of(const JbInlines *inlines, size_t first, size_t end)
{
  JbInlines part = *inlines;
  part.items = inlines->items + first;
  part.count = end - first;
  return part;
}

/* "1. " stands alone as "1", "一、" as "一". */
static char *number_of(const JbBlock *block, const JbPanelStyle *style, size_t index)
{
  JbNumbering numbering = block->numbering == JB_NUMBERING_UNSAID ? style->numbering : block->numbering;
  char *number = g_strchomp(jb_numbering_label(numbering, (int)index + 1));
  static const char *const ends[] = {"、", "."};
  for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
    if (g_str_has_suffix(number, ends[i])) {
      number[strlen(number) - strlen(ends[i])] = '\0';
    }
  }
  return number;
}

static Point *divide_points(const Grid *grid)
{
  const JbBlock *block = grid->block;
  Point *points = g_new(Point, block->child_count);
  for (size_t i = 0; i < block->child_count; i++) {
    const JbInlines *inlines = &block->children[i]->inlines;
    size_t topic = jb_inlines_topic_count(inlines);
    points[i] = (Point){.topic = part_of(inlines, 0, topic),
                        .text = part_of(inlines, topic, inlines->count),
                        .number = number_of(block, grid->style, i)};
  }
  return points;
}

static void free_points(Point *points, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    g_free(points[i].number);
  }
  g_free(points);
}

static JbSetText *set_part(const Grid *grid, const JbInlines *inlines, JbStyleName name, double measure)
{
  return inlines->count ? jb_set_text_new(grid->context, inlines, NULL, style_of(grid, name), measure) : NULL;
}

/* The number stands before the topic, whose turned lines keep clear of it; without a topic, over the text. */
static Panel set_point(const Grid *grid, const Point *point, JbPlace place)
{
  Panel panel = {0};
  if (*point->number) {
    const JbTextStyle *style = style_of(grid, JB_STYLE_PANEL_NUMBER);
    panel.number = jb_set_text_new_plain(grid->context, point->number, place, style, INFINITY);
    panel.topic_x = jb_set_text_natural_width(panel.number) + NUMBER_GAP * style->size;
  }
  panel.topic = set_part(grid, &point->topic, JB_STYLE_PANEL_TOPIC, head_measure(grid) - panel.topic_x);
  panel.text = set_part(grid, &point->text, JB_STYLE_PANEL_TEXT, grid->measure - grid->text_x);
  return panel;
}

/* --- rows --- */

static double height_of_text(const JbSetText *text)
{
  return text ? jb_set_text_height(text) : 0;
}

static void finish_panel(const Grid *grid, Panel *panel, const JbInlines *inlines, JbElementId list)
{
  panel->element = jb_structure_add(grid->context->structure, list, JB_STRUCTURE_LIST_ITEM, NULL);
  if (inlines->language) {
    jb_structure_set_language(grid->context->structure, panel->element, inlines->language);
  }
  panel->head = fmax(height_of_text(panel->number), height_of_text(panel->topic));
  if (panel->head > 0 && panel->text && grid->text_x == 0) {
    panel->head += HEAD_GAP * style_of(grid, JB_STYLE_PANEL_TEXT)->size;
  }
}

/* Where a panel's text stands below its head's top, head: of the highest in the row. [pt] In a band the first lines of
 * both have one baseline. */
static double text_y(const Grid *grid, double head)
{
  const JbTextStyle *topic = style_of(grid, JB_STYLE_PANEL_TOPIC), *text = style_of(grid, JB_STYLE_PANEL_TEXT);
  return grid->text_x > 0 ? jb_text_style_baseline(topic) - jb_text_style_baseline(text) : head;
}

static void add_text(JbBoard *board, JbSetText *text, double x, double y, JbElementId element)
{
  if (text) {
    jb_board_add_text(board, text, (JbPoint){x, y}, element);
  }
}

static void add_panel(const Grid *grid, JbBoard *board, const Panel *panel, JbRect box, double head, double drop)
{
  const JbPanelStyle *style = grid->style;
  if (style->fill) {
    jb_board_add_rule(board, box, &style->fill_colour, JB_ARTIFACT_BACKGROUND);
  }
  if (style->rule > 0) {
    jb_board_add_rule(board, (JbRect){box.x, 0, box.width, style->rule}, &style->rule_colour, JB_ARTIFACT_LAYOUT);
  }
  double left = box.x + grid->side, top = grid->top + drop;
  add_text(board, panel->number, left, top, panel->element);
  add_text(board, panel->topic, left + panel->topic_x, top, panel->element);
  add_text(board, panel->text, left + grid->text_x, top + text_y(grid, head), panel->element);
}

/* Panels from first on as a row; gap: [pt] left blank below it. centred: each text in the middle of its panel. */
static JbFlow *row_flow(const Grid *grid, const Panel *panels, size_t count, double gap, bool centred)
{
  JbBoard *board = jb_board_new(grid->context, grid->block->place, grid->width);
  double head = 0, highest = 0;
  for (size_t i = 0; i < count; i++) {
    head = fmax(head, panels[i].head);
  }
  for (size_t i = 0; i < count; i++) {
    double text = panels[i].text ? text_y(grid, head) + jb_set_text_height(panels[i].text) : 0;
    highest = fmax(highest, fmax(head, text));
  }
  double step = jb_flow_on_grid(grid->context, grid->top + highest + grid->side + gap), height = step - gap;
  for (size_t i = 0; i < count; i++) {
    JbRect box = {(double)i * (grid->panel_width + grid->style->gutter), 0, grid->panel_width, height};
    double drop = centred ? (height - grid->top - grid->side - height_of_text(panels[i].text)) / 2 : 0;
    add_panel(grid, board, &panels[i], box, head, drop);
  }
  return jb_board_close(board, step);
}

static GPtrArray *row_flows(const Grid *grid, const Panel *panels, bool centred)
{
  GPtrArray *flows = g_ptr_array_new();
  size_t count = grid->block->child_count;
  for (size_t first = 0; first < count; first += grid->columns) {
    bool last = first + grid->columns >= count;
    g_ptr_array_add(flows, row_flow(grid, panels + first, MIN(grid->columns, count - first),
                                    last ? 0 : grid->style->gutter, centred));
  }
  ((JbFlow *)flows->pdata[0])->space_before = grid->context->theme->page.pitch;
  ((JbFlow *)flows->pdata[flows->len - 1])->space_after = grid->context->theme->page.pitch;
  return flows;
}

static void keep_together(GPtrArray *flows, double most)
{
  double height = 0;
  for (guint i = 0; i < flows->len; i++) {
    const JbFlow *flow = flows->pdata[i];
    height += jb_flow_height(flow, 0, flow->slice_count);
  }
  for (guint i = 0; i + 1 < flows->len && height <= most; i++) {
    ((JbFlow *)flows->pdata[i])->keep_with_next = true;
  }
}

GPtrArray *jb_panels_flows(const JbFlowContext *context, const JbBlock *block, double width, double height)
{
  Grid grid;
  init_grid(&grid, context, block, width);
  size_t count = block->child_count;
  Point *points = divide_points(&grid);
  GPtrArray *flows = NULL;
  if (choose_columns(&grid, points, count, height)) {
    JbElementId list = jb_flow_add_element(context, JB_STRUCTURE_LIST, NULL);
    g_autofree Panel *panels = g_new(Panel, count);
    for (size_t i = 0; i < count; i++) {
      panels[i] = set_point(&grid, &points[i], block->children[i]->place);
      finish_panel(&grid, &panels[i], &block->children[i]->inlines, list);
    }
    flows = row_flows(&grid, panels, /* centred */ false);
    keep_together(flows, WHOLE_BELOW * height);
  } else {
    g_autofree char *number = g_strdup_printf("%" G_GSIZE_FORMAT, count);
    jb_find(context->findings, POINTS_STACKED, block->place, number);
  }
  free_points(points, count);
  return flows;
}

/* --- aims --- */

GPtrArray *jb_aims_flows(const JbFlowContext *context, const JbBlock *block, double width)
{
  Grid grid;
  init_grid(&grid, context, block, width);
  size_t count = block->child_count, columns = MIN(count, MOST_IN_A_ROW);
  double longest = 0;
  for (size_t i = 0; i < count; i++) {
    longest = fmax(longest, length_of(&block->children[i]->inlines) * style_of(&grid, JB_STYLE_AIM)->size);
  }
  set_columns(&grid, columns);
  while (columns > 1 && grid.measure < longest) {
    set_columns(&grid, --columns);
  }
  JbElementId list = jb_flow_add_element(context, JB_STRUCTURE_LIST, NULL);
  g_autofree Panel *panels = g_new(Panel, count);
  for (size_t i = 0; i < count; i++) {
    panels[i] = (Panel){.text = set_part(&grid, &block->children[i]->inlines, JB_STYLE_AIM, grid.measure)};
    finish_panel(&grid, &panels[i], &block->children[i]->inlines, list);
  }
  return row_flows(&grid, panels, /* centred */ true);
}
