/* SPDX-License-Identifier: MIT
 * text/total_fit: the paragraph-wide optimum.
 *
 * Model: D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines" (1981). Every place where a line may end is a
 * node; a line is an edge between two nodes, and costs what text/line_cost.h says; the cheapest path from the first
 * node to the last is the paragraph. Costs add up, so that the cheapest path to a node does not depend on what follows.
 *
 * Method: nodes are visited in the order of the text. Those from which a line still reaches the node visited are the
 * active ones: the least line only grows as the text goes on, so that they are a window that moves forward. A node
 * tries the active ones from the longest line to the shortest, and stops as soon as a stretched line alone, together
 * with the cheapest way to any node still to be tried, costs more than the best one found: shorter lines cost more
 * still. The cheapest of the window is at the head of a queue of growing costs. Each node costs a handful of tries,
 * never more than there are line ends in one measure: time is linear in the text.
 *
 * Where no legal line end can be reached, the last active node breaks its line as first-fit does (the cost of that
 * outweighs everything), and the paragraph is then compared with first-fit as a whole: the optimum is never worse.
 *
 * Rejected: fitness classes (a loose line after a tight one costs more). Chinese lines differ by parts of an em; with
 * the cube of the stretch in the cost there is nothing left for them to do. */
#include "text/total_fit.h"

#include "text/first_fit.h"
#include "text/line_cost.h"

#include <math.h>

typedef struct Node {
  JbSetLine line;       /* begun here */
  size_t before;        /* the node where the line begins that ends here … */
  size_t last;          /* … and its last cell */
  double cost;          /* of the cheapest path to this node */
  bool hanging, broken; /* the line that ends here */
} Node;

typedef struct Optimum {
  const JbRuler *ruler;
  GArray *nodes;    /* of Node */
  size_t active;    /* the first active node; they go on to the end */
  GArray *queue;    /* of size_t: active nodes of growing cost, each the cheapest of those after the one before */
  size_t queued;    /* where the queue begins */
  bool unbreakable; /* no legal line end was in reach somewhere */
} Optimum;

static Node *node_at(const Optimum *optimum, size_t index)
{
  return &g_array_index(optimum->nodes, Node, index);
}

/* --- the window --- */

/* Adds a node, and begins its line after the one that ends there. */
static void add_node(Optimum *optimum, const Node *found, size_t first)
{
  Node node = *found;
  GArray *queue = optimum->queue;
  if (first < optimum->ruler->cells->count)
    node.line = jb_ruler_begin(optimum->ruler, first);
  while (queue->len > optimum->queued &&
         node_at(optimum, g_array_index(queue, size_t, queue->len - 1))->cost >= node.cost)
    g_array_set_size(queue, queue->len - 1);
  size_t index = optimum->nodes->len;
  g_array_append_val(optimum->nodes, node);
  g_array_append_val(queue, index);
}

static void drop_first_active(Optimum *optimum)
{
  if (g_array_index(optimum->queue, size_t, optimum->queued) == optimum->active)
    optimum->queued++;
  optimum->active++;
}

static double cheapest_active(const Optimum *optimum)
{
  return node_at(optimum, g_array_index(optimum->queue, size_t, optimum->queued))->cost;
}

/* --- lines to one node --- */

/* Beyond what its room can take even if all is squeezed? */
static bool is_too_wide(const JbRuler *ruler, const JbSetLine *line)
{
  size_t end = line->hanging ? line->ink_end - 1 : line->ink_end;
  return line->natural - jb_ruler_slack(ruler, line, end) > line->room + JB_RULER_TOLERANCE;
}

/* Keeps the line if it is better than the one found; returns its own cost. */
static double keep_better(const Optimum *optimum, size_t before, const JbSetLine *line, Node *found)
{
  double own = jb_line_cost(optimum->ruler, line), cost = node_at(optimum, before)->cost + own;
  if (cost < found->cost)
    *found = (Node){.before = before, .last = line->end - 1, .cost = cost, .hanging = line->hanging};
  return own;
}

/* The line from an active node to cell last, with its last mark outside the measure if that makes it fit. */
static bool try_hanging(const Optimum *optimum, size_t before, size_t last, Node *found)
{
  const JbRuler *ruler = optimum->ruler;
  JbSetLine line = node_at(optimum, before)->line;
  if (!jb_ruler_may_hang(ruler, &line, last))
    return false;
  line.hanging = true;
  jb_ruler_end(ruler, &line, last);
  if (line.natural > line.room + JB_RULER_TOLERANCE)
    return false;
  keep_better(optimum, before, &line, found);
  return true;
}

/* Tries the line from an active node to cell last. True: shorter lines are no better. */
static bool try_line(Optimum *optimum, size_t before, size_t last, Node *found)
{
  const JbRuler *ruler = optimum->ruler;
  JbSetLine line = node_at(optimum, before)->line;
  jb_ruler_end(ruler, &line, last);
  if (line.ink_end <= line.ink_first && !line.last)
    return false;
  bool fits = line.natural <= line.room + JB_RULER_TOLERANCE;
  bool hangs = !fits && try_hanging(optimum, before, last, found);
  if (is_too_wide(ruler, &line)) {
    if (!hangs && before == optimum->active)
      drop_first_active(optimum);
    return false;
  }
  double own = keep_better(optimum, before, &line, found);
  return fits && own + cheapest_active(optimum) >= found->cost + JB_COST_UNEVEN;
}

/* Sets found to the node at the end of cell last. False: no line reaches it. */
static bool find_best(Optimum *optimum, size_t last, Node *found)
{
  *found = (Node){.cost = (double)INFINITY};
  for (size_t i = optimum->active; i < optimum->nodes->len && !try_line(optimum, i, last, found); i++)
    ;
  return found->cost < (double)INFINITY;
}

/* Ends the line of the last node as first-fit would; returns the cell it ends with. No node is active any more. */
static size_t break_anywhere(Optimum *optimum)
{
  size_t before = optimum->nodes->len - 1;
  JbSetLine line = node_at(optimum, before)->line;
  size_t last = jb_first_fit_end(optimum->ruler, &line);
  jb_ruler_end(optimum->ruler, &line, last);
  Node found = {.before = before,
                .last = last,
                .cost = node_at(optimum, before)->cost + jb_line_cost(optimum->ruler, &line),
                .hanging = line.hanging,
                .broken = line.broken};
  optimum->unbreakable = true;
  add_node(optimum, &found, last + 1);
  return last;
}

/* --- the paragraph --- */

static bool is_node(const JbRuler *ruler, size_t last)
{
  JbBreak kind = (JbBreak)ruler->joints[last].line_end;
  return kind == JB_BREAK_ALLOWED || kind == JB_BREAK_SOFT || kind == JB_BREAK_FORCED;
}

static void visit(Optimum *optimum, size_t last)
{
  Node found;
  while (!find_best(optimum, last, &found)) {
    if (optimum->active < optimum->nodes->len)
      return; /* the lines that end here are empty */
    if (break_anywhere(optimum) >= last)
      return;
  }
  add_node(optimum, &found, last + 1);
}

/* Appends the lines of the cheapest path to the last node. */
static void take_lines(const Optimum *optimum, GArray *lines)
{
  guint start = lines->len, count = 0;
  size_t end = optimum->nodes->len - 1;
  for (size_t node = end; node > 0; node = node_at(optimum, node)->before)
    count++;
  g_array_set_size(lines, start + count);
  for (size_t node = end; node > 0; node = node_at(optimum, node)->before) {
    const Node *found = node_at(optimum, node);
    JbSetLine line = node_at(optimum, found->before)->line;
    line.hanging = found->hanging;
    line.broken = found->broken;
    jb_ruler_end(optimum->ruler, &line, found->last);
    g_array_index(lines, JbSetLine, start + --count) = line;
  }
}

/* A path that breaks what should stay together is not compared with all others that do: first-fit's is. */
static void compare_with_first_fit(const Optimum *optimum, size_t first, size_t end, guint start, GArray *lines)
{
  g_autoptr(GArray) other = g_array_new(FALSE, FALSE, sizeof(JbSetLine));
  jb_first_fit(optimum->ruler, first, end, other);
  double cost = jb_lines_cost(optimum->ruler, &g_array_index(lines, JbSetLine, start), lines->len - start);
  if (jb_lines_cost(optimum->ruler, &g_array_index(other, JbSetLine, 0), other->len) >= cost)
    return;
  g_array_set_size(lines, start);
  g_array_append_vals(lines, other->data, other->len);
}

void jb_total_fit(const JbRuler *ruler, size_t first, size_t end, GArray *lines)
{
  Optimum optimum = {.ruler = ruler,
                     .nodes = g_array_new(FALSE, FALSE, sizeof(Node)),
                     .queue = g_array_new(FALSE, FALSE, sizeof(size_t))};
  Node origin = {.cost = 0};
  add_node(&optimum, &origin, first);
  size_t reached = first;
  for (size_t last = first; last < end; last++)
    if (is_node(ruler, last) && last >= reached) {
      visit(&optimum, last);
      reached = node_at(&optimum, optimum.nodes->len - 1)->line.first;
    }
  guint start = lines->len;
  take_lines(&optimum, lines);
  if (optimum.unbreakable || node_at(&optimum, optimum.nodes->len - 1)->cost >= JB_COST_BROKEN)
    compare_with_first_fit(&optimum, first, end, start, lines);
  g_array_unref(optimum.nodes);
  g_array_unref(optimum.queue);
}
