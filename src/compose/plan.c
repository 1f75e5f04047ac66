/* SPDX-License-Identifier: MIT
 * compose/plan: greedy page filling with floats and one look back.
 *
 * Model. Blocks come in reading order, each a column of slices with the price of ending a page after each. A page takes
 * slices while they fit and ends at the last place where ending is allowed. An exhibit that does not fit is put aside
 * and heads the next page, and the text after it moves up, so that the page is filled and the exhibit stands within a
 * page of its sentence. Exhibits keep their order among themselves and never pass a heading: before one, before a table
 * that runs over pages, and where a block must end the text, the page is left as it is.
 *
 * A landscape block has pages of its own. It waits until the page it is met on is full and then takes as many pages as
 * it needs; headings may pass it, since waiting for a whole page must not leave a hole of one.
 *
 * A signature is never the first thing on a page: where it goes over, the last lines before it go with it.
 *
 * A last page of a line or two is an embarrassment. When one comes out, the plan is made again with the last pages one
 * grid step shorter each, which hands lines on to the end; that costs nothing, since planning is arithmetic on heights
 * already measured.
 *
 * Rejected: a total-fit over pages (Plass). With a grid and fixed slices greedy pages are already full to the line;
 * what is left to choose is where exhibits go, and there the nearest page is what a reader wants. */
#include "compose/plan.h"

#include <math.h>

#define ROUNDING 0.01 /* [pt] forgiven when something is said to fit */

typedef struct Planner {
  JbFlow *const *flows;
  size_t count;
  const JbPlanRules *rules;
  size_t short_from; /* pages from this one on are one step shorter */
  JbPlan *plan;
  bool landscape;    /* the open page is */
  size_t page_first; /* first placement of the open page */
  double y;          /* below what the open page holds */
  double space;      /* space_after of the last block on it */
  GArray *aside;     /* of size_t: exhibits waiting for the next page */
} Planner;

static double page_height(const Planner *planner)
{
  const JbPlanRules *rules = planner->rules;
  bool shorter = planner->plan->pages->len >= planner->short_from;
  return planner->landscape ? rules->landscape_height : rules->height - (shorter ? rules->pitch : 0);
}

static bool page_is_empty(const Planner *planner)
{
  return planner->plan->placements->len == planner->page_first;
}

/* Room for a block's slices below what is there, its space before taken off. */
static double room_for(const Planner *planner, const JbFlow *flow)
{
  double space = page_is_empty(planner) ? 0 : fmax(planner->space, flow->space_before);
  return page_height(planner) - planner->y - space + ROUNDING;
}

static const JbFlow *flow_at(const Planner *planner, size_t placement)
{
  return planner->flows[g_array_index(planner->plan->placements, JbPlacement, placement).flow];
}

/* A range of a block's slices where it stands, a repeated head included. [pt] */
static double range_height(const JbFlow *flow, size_t first, size_t end)
{
  return jb_flow_height(flow, first, end) + (first > 0 ? flow->repeat_height : 0);
}

static void place(Planner *planner, size_t index, size_t first, size_t end)
{
  const JbFlow *flow = planner->flows[index];
  if (!page_is_empty(planner)) {
    planner->y += fmax(planner->space, flow->space_before);
  }
  double height = range_height(flow, first, end);
  if (flow->at_foot) {
    planner->y = fmax(planner->y, page_height(planner) - height);
  }
  JbPlacement placement = {.flow = index, .first = first, .end = end, .y = planner->y};
  g_array_append_val(planner->plan->placements, placement);
  planner->y += height;
  planner->space = end == flow->slice_count ? flow->space_after : 0;
}

static void place_aside(Planner *planner);

static void end_page(Planner *planner)
{
  JbPlannedPage page = {planner->page_first, planner->plan->placements->len, planner->landscape};
  g_array_append_val(planner->plan->pages, page);
  planner->page_first = page.end;
  planner->y = planner->space = 0;
  if (!planner->landscape) {
    place_aside(planner);
  }
}

/* Where a page ends best: of the ends that room holds, the one with the least penalty and empty space together; of
 * equals the later. first itself: none. */
static size_t slices_that_fit(const JbFlow *flow, size_t first, double room)
{
  double height = first > 0 ? flow->repeat_height : 0, least = JB_FLOW_NEVER;
  size_t best = first;
  for (size_t i = first; i < flow->slice_count; i++) {
    height += flow->slices[i].height;
    if (height > room) {
      return best;
    }
    double cost = flow->slices[i].penalty + room - height;
    if (flow->slices[i].penalty < JB_FLOW_NEVER && cost <= least) {
      least = cost;
      best = i + 1;
    }
  }
  return flow->slice_count;
}

/* As much as fits wherever that may be: for a block that cannot be divided well on a whole page. At least one slice. */
static size_t slices_by_force(const JbFlow *flow, size_t first, double room)
{
  double height = first > 0 ? flow->repeat_height : 0;
  size_t end = first;
  while (end < flow->slice_count && (height += flow->slices[end].height) <= room) {
    end++;
  }
  return end > first ? end : first + 1;
}

/* What a block needs of a page to begin on it. [pt] */
static double first_chunk(const JbFlow *flow)
{
  double height = 0;
  for (size_t i = 0; i < flow->slice_count; i++) {
    height += flow->slices[i].height;
    if (flow->slices[i].penalty < JB_FLOW_NEVER) {
      break;
    }
  }
  return height;
}

/* The same under a heading: two lines, also of a paragraph that might be divided after its first. */
static double chunk_under_heading(const Planner *planner, const JbFlow *flow)
{
  double two = jb_flow_height(flow, 0, MIN(flow->slice_count, 2));
  return fmax(first_chunk(flow), fmin(two, 2 * planner->rules->pitch));
}

/* A heading with the headings under it and the beginning of what follows them. [pt] */
static double kept_height(const Planner *planner, size_t index)
{
  double height = 0;
  const JbFlow *above = NULL;
  for (size_t i = index; i < planner->count; i++) {
    const JbFlow *flow = planner->flows[i];
    if (flow->landscape) {
      continue; /* what follows it is what follows the heading on its page */
    }
    if (above) {
      height += fmax(above->space_after, flow->space_before);
    }
    if (!flow->keep_with_next) {
      return height + chunk_under_heading(planner, flow);
    }
    height += jb_flow_height(flow, 0, flow->slice_count);
    above = flow;
  }
  return height;
}

static void fill_with(Planner *planner, size_t index)
{
  const JbFlow *flow = planner->flows[index];
  size_t first = 0;
  while (first < flow->slice_count) {
    double room = room_for(planner, flow);
    size_t end = slices_that_fit(flow, first, room);
    if (end == first && page_is_empty(planner)) {
      end = slices_by_force(flow, first, room);
    }
    if (end > first) {
      place(planner, index, first, end);
    }
    if (end < flow->slice_count) {
      end_page(planner);
    }
    first = end;
  }
}

/* All of a landscape block; the page is empty. */
static void place_landscape(Planner *planner, size_t index)
{
  planner->landscape = true;
  fill_with(planner, index);
  end_page(planner);
  planner->landscape = false;
}

/* The exhibits put aside head a new page, as many as it holds. */
static void place_aside(Planner *planner)
{
  while (planner->aside->len) {
    size_t index = g_array_index(planner->aside, size_t, 0);
    const JbFlow *flow = planner->flows[index];
    bool fits = !flow->landscape && jb_flow_height(flow, 0, flow->slice_count) <= room_for(planner, flow);
    if (!page_is_empty(planner) && !fits) {
      return;
    }
    g_array_remove_index(planner->aside, 0);
    if (flow->landscape) {
      place_landscape(planner, index);
    } else {
      place(planner, index, 0, flow->slice_count);
    }
  }
}

static void clear_aside(Planner *planner)
{
  while (planner->aside->len) {
    end_page(planner);
  }
}

/* What is kept with the text that the open page ends on, taken off it: the last lines of that block, or all of one that
 * cannot be divided, with the headings above it, and what is kept with it. JbPlacement; none where nothing would be
 * left on the page. */
static GArray *take_end_off(Planner *planner)
{
  GArray *placements = planner->plan->placements, *over = g_array_new(FALSE, FALSE, sizeof(JbPlacement));
  size_t at = placements->len - 1;
  while (at > planner->page_first && flow_at(planner, at)->keep_with_previous) {
    at--;
  }
  JbPlacement *last = &g_array_index(placements, JbPlacement, at);
  size_t split = last->end - 1;
  while (split > last->first && flow_at(planner, at)->slices[split - 1].penalty >= JB_FLOW_NEVER) {
    split--;
  }
  bool under_heading = at > planner->page_first && flow_at(planner, at - 1)->keep_with_next;
  bool whole = split <= last->first || (under_heading && split - last->first < 2);
  while (whole && at > planner->page_first && flow_at(planner, at - 1)->keep_with_next) {
    at--;
  }
  if (whole && at == planner->page_first) {
    return over;
  }
  g_array_append_vals(over, &g_array_index(placements, JbPlacement, at), placements->len - (guint)at);
  if (!whole) {
    g_array_index(over, JbPlacement, 0).first = last->end = split;
  }
  g_array_set_size(placements, (guint)at + (whole ? 0 : 1));
  return over;
}

/* Whether the open page has room for placements under one another and for a block below them. */
static bool has_room_for_all(const Planner *planner, const GArray *over, const JbFlow *below)
{
  const JbPlacement *placements = (const JbPlacement *)(void *)over->data;
  double height = 0;
  for (guint i = 0; i < over->len; i++) {
    const JbFlow *flow = planner->flows[placements[i].flow];
    const JbFlow *next = i + 1 < over->len ? planner->flows[placements[i + 1].flow] : below;
    height += range_height(flow, placements[i].first, placements[i].end) + fmax(flow->space_after, next->space_before);
  }
  height += jb_flow_height(below, 0, below->slice_count);
  return height <= room_for(planner, over->len ? planner->flows[placements[0].flow] : below);
}

/* Ends the page so that a block has the end of the text before it on its page. Exhibits that wait belong to the text
 * above the block and come before both; where they leave no room, text and block have the page after them. */
static void carry_over(Planner *planner, const JbFlow *below)
{
  g_autoptr(GArray) over = take_end_off(planner);
  end_page(planner);
  clear_aside(planner);
  if (!page_is_empty(planner) && !has_room_for_all(planner, over, below)) {
    end_page(planner);
  }
  for (guint i = 0; i < over->len; i++) {
    const JbPlacement *placement = &g_array_index(over, JbPlacement, i);
    place(planner, placement->flow, placement->first, placement->end);
  }
}

/* 版记 (GB/T 9704-2012 7.4): on the page the text ends on, if that is even and has room; else on the next even one. */
static void place_on_even_page(Planner *planner, size_t index)
{
  const JbFlow *flow = planner->flows[index];
  const GArray *pages = planner->plan->pages;
  bool fits = jb_flow_height(flow, 0, flow->slice_count) <= room_for(planner, flow);
  bool odd = (planner->rules->pages_before + pages->len) % 2 == 0;
  if (!page_is_empty(planner) && (odd || !fits)) {
    end_page(planner);
  }
  if (page_is_empty(planner) && (planner->rules->pages_before + pages->len) % 2 == 0) {
    end_page(planner);
  }
  fill_with(planner, index);
}

/* Something upright waits: a landscape block alone lets everything pass but the end. */
static bool exhibit_waits(const Planner *planner)
{
  for (guint i = 0; i < planner->aside->len; i++) {
    if (!planner->flows[g_array_index(planner->aside, size_t, i)]->landscape) {
      return true;
    }
  }
  return false;
}

/* An exhibit that may move: it fits a page as a whole, and is not the first thing under a heading. */
static bool can_be_put_aside(const Planner *planner, size_t index)
{
  const JbFlow *flow = planner->flows[index];
  bool under_heading = index > 0 && planner->flows[index - 1]->keep_with_next;
  return planner->rules->floats && flow->floats && !under_heading &&
         jb_flow_height(flow, 0, flow->slice_count) <= planner->rules->height - planner->rules->pitch;
}

/* Whether what waits has to be placed before a block. No exhibit passes a heading, and a table that cannot wait with
 * the exhibits before it does not pass them. */
static bool ends_waiting(const Planner *planner, size_t index)
{
  const JbFlow *flow = planner->flows[index];
  bool table = flow->repeat_height > 0;
  return flow->page_before || flow->at_foot || (table && !can_be_put_aside(planner, index)) ||
         (flow->keep_with_next && exhibit_waits(planner));
}

static void take_landscape(Planner *planner, size_t index)
{
  if (planner->aside->len == 0 && page_is_empty(planner)) {
    place_landscape(planner, index);
    return;
  }
  g_array_append_val(planner->aside, index);
  if (!planner->rules->floats) {
    clear_aside(planner);
  }
}

static void take(Planner *planner, size_t index)
{
  const JbFlow *flow = planner->flows[index];
  if (flow->landscape ? flow->page_before : ends_waiting(planner, index)) {
    clear_aside(planner);
  }
  if (flow->page_before && !page_is_empty(planner)) {
    end_page(planner);
  }
  if (flow->landscape) {
    take_landscape(planner, index);
    return;
  }
  if (flow->even_page) {
    place_on_even_page(planner, index);
    return;
  }
  if (flow->keep_with_previous && !page_is_empty(planner) &&
      jb_flow_height(flow, 0, flow->slice_count) > room_for(planner, flow)) {
    carry_over(planner, flow);
  }
  if (can_be_put_aside(planner, index)) {
    double height = jb_flow_height(flow, 0, flow->slice_count);
    if (planner->aside->len || height > room_for(planner, flow)) {
      g_array_append_val(planner->aside, index);
      return;
    }
  } else if (flow->keep_with_next && !page_is_empty(planner) && kept_height(planner, index) > room_for(planner, flow)) {
    end_page(planner);
  }
  fill_with(planner, index);
}

/* One plan; *last_height: what its last page holds. */
static JbPlan *plan_once(Planner *planner, double *last_height)
{
  planner->plan = g_new0(JbPlan, 1);
  planner->plan->placements = g_array_new(FALSE, FALSE, sizeof(JbPlacement));
  planner->plan->pages = g_array_new(FALSE, FALSE, sizeof(JbPlannedPage));
  planner->page_first = 0;
  planner->y = planner->space = 0;
  for (size_t i = 0; i < planner->count; i++) {
    take(planner, i);
  }
  clear_aside(planner);
  *last_height = page_is_empty(planner) ? (double)INFINITY : planner->y; /* a landscape page is as full as it is */
  if (!page_is_empty(planner) || planner->plan->pages->len == 0) {
    end_page(planner);
  }
  return planner->plan;
}

JbPlan *jb_plan_new(JbFlow *const *flows, size_t count, const JbPlanRules *rules)
{
  Planner planner = {.flows = flows,
                     .count = count,
                     .rules = rules,
                     .short_from = SIZE_MAX,
                     .aside = g_array_new(FALSE, FALSE, sizeof(size_t))};
  double last_height, second_height;
  JbPlan *plan = plan_once(&planner, &last_height);
  size_t page_count = plan->pages->len;
  if (last_height < rules->min_last_height && page_count > 1) {
    /* Each page that gives a line makes the last one a line longer: as many pages give as lines are wanting. */
    size_t givers = (size_t)ceil((rules->min_last_height - last_height) / rules->pitch - ROUNDING);
    planner.short_from = page_count - 1 > givers ? page_count - 1 - givers : 0;
    JbPlan *second = plan_once(&planner, &second_height);
    bool better = second->pages->len == page_count && second_height > last_height;
    jb_plan_free(better ? plan : second);
    plan = better ? second : plan;
  }
  g_array_free(planner.aside, TRUE);
  return plan;
}

void jb_plan_free(JbPlan *plan)
{
  if (!plan) {
    return;
  }
  g_array_free(plan->placements, TRUE);
  g_array_free(plan->pages, TRUE);
  g_free(plan);
}
