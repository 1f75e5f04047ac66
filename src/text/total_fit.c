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
 * still. A queue of active nodes, each the cheapest of all after the one before, knows that way. Each node costs a
 * handful of tries, never more than there are line ends in one measure: time is linear in the text.
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
  /* the line that begins here */
  uint32_t first, ink_first; /* cells */
  double start; /* [pt] where it begins on the endless line: its first body less the blank kept before it */
  double room;  /* [pt] */
  /* the line that ends here */
  uint32_t before; /* the node where it begins */
  uint32_t last;   /* its last cell */
  bool hanging, broken;
  double cost; /* of the cheapest path to this node */
} Node;

/* Where lines end that are tried: what does not depend on where they begin. */
typedef struct End {
  size_t last, ink_end; /* cells */
  JbBreak kind;
  double position;   /* [pt] of the last body's end on the endless line */
  double slack;      /* [pt] of the joints up to there … */
  JbStretch stretch; /* … and their growth */
  double trail;      /* [pt] blank that the line keeps if there is room */
  bool may_hang;     /* as far as the cell alone can say */
} End;

typedef struct Optimum {
  const JbRuler *ruler;
  Node *nodes;              /* room for one a cell and the origin */
  uint32_t count;           /* of nodes */
  uint32_t active;          /* the first active node; they go on to the end */
  uint32_t *queue;          /* active nodes of growing cost, each the cheapest of those after the one before */
  uint32_t queued, waiting; /* where the queue begins and ends */
  bool unbreakable;         /* no legal line end was in reach somewhere */
} Optimum;

/* --- the window --- */

/* Adds a node, and begins its line after the one that ends there. */
static void add_node(Optimum *optimum, const Node *found, size_t first)
{
  const JbRuler *ruler = optimum->ruler;
  Node *node = &optimum->nodes[optimum->count];
  *node = *found;
  node->first = (uint32_t)first;
  if (first < ruler->cells->count) {
    JbSetLine line = jb_ruler_begin(ruler, first);
    node->ink_first = (uint32_t)line.ink_first;
    node->start = ruler->marks[line.ink_first].position - line.lead;
    node->room = line.room;
  }
  uint32_t waiting = optimum->waiting;
  while (waiting > optimum->queued && optimum->nodes[optimum->queue[waiting - 1]].cost >= node->cost) {
    waiting--;
  }
  optimum->queue[waiting] = optimum->count++;
  optimum->waiting = waiting + 1;
}

static void drop_first_active(Optimum *optimum)
{
  if (optimum->queue[optimum->queued] == optimum->active) {
    optimum->queued++;
  }
  optimum->active++;
}

/* --- lines to one node --- */

/* first: where the longest line begins. */
static End end_at(const JbRuler *ruler, size_t first, size_t last)
{
  End end = {.last = last, .kind = (JbBreak)ruler->joints[last].line_end, .ink_end = last + 1};
  while (end.ink_end > first && !jb_ruler_has_ink(ruler, end.ink_end - 1, end.kind != JB_BREAK_FORCED)) {
    end.ink_end--;
  }
  if (end.ink_end == first) {
    return end;
  }
  const JbCell *cell = &ruler->cells->items[end.ink_end - 1];
  end.position = ruler->marks[end.ink_end - 1].position + cell->width + jb_ruler_kept_trail(cell);
  end.slack = ruler->marks[end.ink_end - 1].slack;
  end.stretch = ruler->stretch[end.ink_end - 1];
  end.trail = ruler->composition->line_end_half ? 0 : cell->trail - jb_ruler_kept_trail(cell);
  end.may_hang =
      ruler->composition->hang && end.ink_end == last + 1 && (cell->class == JB_CLASS_PA || cell->class == JB_CLASS_ST);
  return end;
}

/* Keeps the line from a node if it is better than the one found; returns its own cost. */
static double keep_better(const Optimum *optimum, uint32_t before, const End *end, JbLineMatter *matter, Node *found)
{
  const JbRuler *ruler = optimum->ruler;
  const Node *node = &optimum->nodes[before];
  matter->lonely =
      end->kind == JB_BREAK_FORCED && before > 0 && jb_ruler_is_lonely(ruler, node->ink_first, end->ink_end);
  double own = jb_cost_of_line(ruler->composition, matter), cost = node->cost + own;
  if (cost < found->cost) {
    *found = (Node){.before = before, .last = (uint32_t)end->last, .cost = cost, .hanging = matter->hanging};
  }
  return own;
}

/* The line from an active node with its last mark outside the measure, if that makes it fit. */
static bool try_hanging(const Optimum *optimum, uint32_t before, const End *end, Node *found)
{
  const JbRuler *ruler = optimum->ruler;
  JbSetLine line = jb_ruler_begin(ruler, optimum->nodes[before].first);
  if (!jb_ruler_may_hang(ruler, &line, end->last)) {
    return false;
  }
  const JbStretch *start = &ruler->stretch[line.ink_first], *stop = &ruler->stretch[end->last - 1];
  JbLineMatter matter = {.amount = line.room - jb_ruler_natural(ruler, &line, end->last),
                         .room = line.room,
                         .growth = {stop->capped - start->capped, stop->free - start->free},
                         .end = end->kind,
                         .hanging = true};
  if (matter.amount < -JB_RULER_TOLERANCE) {
    return false;
  }
  keep_better(optimum, before, end, &matter, found);
  return true;
}

/* Tries the line from an active node. Returns what it costs by itself when it is not squeezed, so that shorter lines
 * cost no less; else below 0. */
static double try_line(Optimum *optimum, uint32_t before, const End *end, Node *found)
{
  const JbRuler *ruler = optimum->ruler;
  const Node *node = &optimum->nodes[before];
  JbLineMatter matter = {.room = node->room, .end = end->kind};
  if (end->ink_end > node->ink_first) {
    matter.amount = node->room - (end->position - node->start);
    matter.slack = ruler->composition->squeeze ? end->slack - ruler->marks[node->ink_first].slack : 0;
    if (matter.amount >= end->trail - JB_RULER_TOLERANCE) {
      matter.amount -= end->trail;
    }
  } else if (end->kind != JB_BREAK_FORCED) {
    return -1; /* an empty line */
  }
  bool fits = matter.amount >= -JB_RULER_TOLERANCE;
  bool hangs = !fits && end->may_hang && try_hanging(optimum, before, end, found);
  if (matter.amount + matter.slack < -JB_RULER_TOLERANCE) {
    if (!hangs && before == optimum->active) {
      drop_first_active(optimum);
    }
    return -1;
  }
  const JbStretch *start = &ruler->stretch[node->ink_first];
  matter.growth = (JbStretch){end->stretch.capped - start->capped, end->stretch.free - start->free};
  double own = keep_better(optimum, before, end, &matter, found);
  return fits ? own : -1;
}

/* Sets found to the node at the end of cell last. False: no line reaches it. */
static bool find_best(Optimum *optimum, size_t last, Node *found)
{
  *found = (Node){.cost = (double)INFINITY};
  if (optimum->active == optimum->count) {
    return false;
  }
  End end = end_at(optimum->ruler, optimum->nodes[optimum->active].first, last);
  for (uint32_t i = optimum->active, queued = optimum->queued; i < optimum->count; i++) {
    double own = try_line(optimum, i, &end, found);
    queued = MAX(queued, optimum->queued);
    while (queued < optimum->waiting && optimum->queue[queued] <= i) {
      queued++;
    }
    if (own >= 0 && queued < optimum->waiting &&
        own + optimum->nodes[optimum->queue[queued]].cost >= found->cost + JB_COST_UNEVEN) {
      break;
    }
  }
  return found->cost < (double)INFINITY;
}

/* Ends the line of the last node as first-fit would; returns the cell it ends with. No node is active any more. */
static size_t break_anywhere(Optimum *optimum)
{
  uint32_t before = optimum->count - 1;
  JbSetLine line = jb_ruler_begin(optimum->ruler, optimum->nodes[before].first);
  size_t last = jb_first_fit_end(optimum->ruler, &line);
  jb_ruler_end(optimum->ruler, &line, last);
  Node found = {.before = before,
                .last = (uint32_t)last,
                .cost = optimum->nodes[before].cost + jb_line_cost(optimum->ruler, &line),
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
    if (optimum->active < optimum->count) {
      return; /* the lines that end here are empty */
    }
    if (break_anywhere(optimum) >= last) {
      return;
    }
  }
  add_node(optimum, &found, last + 1);
}

/* Appends the lines of the cheapest path to the last node. */
static void take_lines(const Optimum *optimum, GArray *lines)
{
  guint start = lines->len, count = 0;
  const Node *nodes = optimum->nodes;
  uint32_t end = optimum->count - 1;
  for (uint32_t node = end; node > 0; node = nodes[node].before) {
    count++;
  }
  g_array_set_size(lines, start + count);
  for (uint32_t node = end; node > 0; node = nodes[node].before) {
    const Node *found = &nodes[node];
    JbSetLine line = jb_ruler_begin(optimum->ruler, nodes[found->before].first);
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
  if (jb_lines_cost(optimum->ruler, &g_array_index(other, JbSetLine, 0), other->len) >= cost) {
    return;
  }
  g_array_set_size(lines, start);
  g_array_append_vals(lines, other->data, other->len);
}

void jb_total_fit(const JbRuler *ruler, size_t first, size_t end, GArray *lines)
{
  Optimum optimum = {.ruler = ruler, .nodes = g_new(Node, end - first + 1), .queue = g_new(uint32_t, end - first + 1)};
  Node origin = {.cost = 0};
  add_node(&optimum, &origin, first);
  size_t reached = first;
  for (size_t last = first; last < end; last++) {
    if (is_node(ruler, last) && last >= reached) {
      visit(&optimum, last);
      reached = optimum.nodes[optimum.count - 1].first;
    }
  }
  guint start = lines->len;
  take_lines(&optimum, lines);
  if (optimum.unbreakable || optimum.nodes[optimum.count - 1].cost >= JB_COST_BROKEN) {
    compare_with_first_fit(&optimum, first, end, start, lines);
  }
  g_free(optimum.nodes);
  g_free(optimum.queue);
}
