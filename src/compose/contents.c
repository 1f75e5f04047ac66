/* SPDX-License-Identifier: MIT
 * compose/contents: entries, leaders and page numbers. */
#include "compose/contents.h"

#include "flow/text_flow.h"

#include <math.h>

#define NUMBER_RESERVE 3.0 /* [em] for the page number at the right edge */
#define LEADER_GAP     0.6 /* [em] between title and leader, leader and number */
#define LEADER_DOT     0.9 /* [pt] weight and length of a dot */
#define LEADER_STEP    4.0 /* [pt] from dot to dot, on a grid of the page so that leaders line up */

typedef struct EntryFlow {
  JbFlow flow;
  JbSetText *title;
  JbElementId element;
  const char *target; /* borrowed anchor name */
} EntryFlow;

static void emit_leader(const EntryFlow *self, double from, double to, double baseline, JbPage *page)
{
  double first = ceil(from / LEADER_STEP) * LEADER_STEP;
  if (to - first < 3 * LEADER_STEP) {
    return;
  }
  static const uint8_t verbs[] = {JB_PATH_MOVE, JB_PATH_LINE};
  JbPoint points[] = {{first, baseline - LEADER_DOT / 2}, {to, baseline - LEADER_DOT / 2}};
  JbPath path = {.verbs = verbs,
                 .verb_count = 2,
                 .points = points,
                 .point_count = 2,
                 .stroke = true,
                 .stroke_colour = self->title->style->colour,
                 .line_width = LEADER_DOT,
                 .dash = LEADER_DOT,
                 .gap = LEADER_STEP - LEADER_DOT};
  jb_page_set_element(page, 0);
  jb_page_add_path(page, &path);
}

static void entry_emit(const JbFlow *flow, size_t first, size_t end, JbPoint origin, JbPage *page)
{
  const EntryFlow *self = (const EntryFlow *)flow;
  const JbTextStyle *style = self->title->style;
  JbPoint corner = {origin.x + style->indent_start, origin.y};
  jb_set_text_emit(self->title, first, end, corner, self->element, page);
  if (end < flow->slice_count) {
    return;
  }
  const char *label = g_hash_table_lookup(flow->context->page_labels, self->target);
  g_autoptr(JbSetText) number = jb_set_text_new_plain(flow->context, label ? label : "", flow->place, style, INFINITY);
  const JbParagraph *paragraph = self->title->paragraph;
  double right = origin.x + flow->width, width = jb_set_text_natural_width(number);
  double baseline = origin.y + (double)(end - first - 1) * style->leading + jb_text_style_baseline(style);
  jb_set_text_emit_at(number, (JbPoint){right - width, baseline}, self->element, page);
  const JbLine *last = &paragraph->lines[paragraph->line_count - 1];
  double gap = LEADER_GAP * style->size;
  emit_leader(self, corner.x + last->x + last->width + gap, right - width - gap, baseline, page);
  JbRect box = {origin.x, origin.y, flow->width, (double)(end - first) * style->leading};
  jb_page_set_element(page, self->element);
  jb_page_add_link(page, box, self->target, false);
}

static void entry_free(JbFlow *flow)
{
  EntryFlow *self = (EntryFlow *)flow;
  jb_set_text_free(self->title);
  g_free(self);
}

static const JbFlowClass entry_class = {.emit = entry_emit, .free = entry_free};

static JbFlow *entry_flow_new(const JbBlocks *blocks, const JbContentsEntry *entry, JbStyleName style_name)
{
  const JbFlowContext *context = blocks->context;
  const JbTextStyle *style = &context->theme->styles[style_name];
  EntryFlow *self = g_new0(EntryFlow, 1);
  jb_flow_init(&self->flow, &entry_class, context, entry->block->place, blocks->width);
  self->element = jb_flow_add_element(context, JB_STRUCTURE_CONTENTS_ITEM, NULL);
  self->target = entry->anchor;
  self->title = jb_set_text_new_plain(context, entry->title, entry->block->place, style,
                                      jb_text_style_measure(style, blocks->width) - NUMBER_RESERVE * style->size);
  self->flow.space_before = style->space_before;
  self->flow.space_after = style->space_after;
  for (size_t i = 0; i < jb_set_text_line_count(self->title); i++) {
    jb_flow_add_slice(&self->flow, style->leading, i + 1 < jb_set_text_line_count(self->title) ? JB_FLOW_NEVER : 0);
  }
  return &self->flow;
}

static void add_words(const JbBlocks *blocks, const char *words, JbStyleName style_name, GPtrArray *flows)
{
  const JbFlowContext *context = blocks->context;
  const JbTextStyle *style = &context->theme->styles[style_name];
  JbPlace place = {.path = context->report->path};
  JbElementId element = jb_flow_add_element(context, JB_STRUCTURE_PARAGRAPH, NULL);
  JbSetText *text = jb_set_text_new_plain(context, words, place, style, jb_text_style_measure(style, blocks->width));
  JbFlow *flow = jb_text_flow_new(context, text, element, place, blocks->width);
  flow->keep_with_next = true;
  g_ptr_array_add(flows, flow);
}

static void add_entries(const JbBlocks *blocks, bool exhibits, GPtrArray *flows)
{
  int depth = blocks->context->theme->contents_depth;
  bool first_exhibit = exhibits;
  for (guint i = 0; i < blocks->entries->len; i++) {
    const JbContentsEntry *entry = &g_array_index(blocks->entries, JbContentsEntry, i);
    if (entry->exhibit != exhibits || (!exhibits && entry->level > depth)) {
      continue;
    }
    if (first_exhibit) {
      add_words(blocks, "图表", JB_STYLE_CONTENTS_1, flows);
    }
    first_exhibit = false;
    bool top = !exhibits && entry->level == 1;
    g_ptr_array_add(flows, entry_flow_new(blocks, entry, top ? JB_STYLE_CONTENTS_1 : JB_STYLE_CONTENTS_2));
  }
}

void jb_contents_flows(const JbBlocks *blocks, GPtrArray *flows)
{
  JbFlowContext *context = blocks->context;
  JbElementId outer = context->parent;
  context->parent = jb_structure_add(context->structure, outer, JB_STRUCTURE_CONTENTS, NULL);
  add_words(blocks, context->theme->contents_title, JB_STYLE_CONTENTS_TITLE, flows);
  add_entries(blocks, false, flows);
  if (context->theme->contents_exhibits) {
    add_entries(blocks, true, flows);
  }
  context->parent = outer;
}
