/* SPDX-License-Identifier: MIT
 * compose/blocks: one handler a kind of block; a handler adds the flows its block becomes. */
#include "compose/blocks.h"

#include "chart/chart.h"
#include "chart/kpis.h"
#include "compose/contents.h"
#include "compose/figure.h"
#include "flow/text_flow.h"
#include "picture/picture.h"
#include "table/table.h"

typedef struct Walk {
  JbBlocks *blocks;
  int level; /* of the sections around: 0 none */
} Walk;

static void walk_blocks(const Walk *walk, JbBlock *const *list, size_t count);

static const JbTextStyle *style_of(const Walk *walk, JbStyleName name)
{
  return &walk->blocks->context->theme->styles[name];
}

static JbFlow *add(const Walk *walk, JbFlow *flow)
{
  JbBlocks *blocks = walk->blocks;
  flow->page_before |= blocks->page_before;
  blocks->page_before = false;
  g_ptr_array_add(blocks->flows, flow);
  return flow;
}

static JbFlow *add_paragraph(const Walk *walk, const JbBlock *block, const char *prefix, JbStyleName style,
                             JbStructureRole role)
{
  return add(walk, jb_paragraph_flow_new(walk->blocks->context, block, prefix, style_of(walk, style), role,
                                         walk->blocks->width));
}

/* The elements made until leave are children of a new element of this role. */
static JbElementId enter(const Walk *walk, JbStructureRole role)
{
  JbFlowContext *context = walk->blocks->context;
  JbElementId outer = context->parent;
  context->parent = jb_structure_add(context->structure, outer, role, NULL);
  return outer;
}

static void leave(const Walk *walk, JbElementId outer)
{
  walk->blocks->context->parent = outer;
}

static void add_entry(const Walk *walk, const JbBlock *block, int level, bool exhibit)
{
  const JbNumbers *numbers = walk->blocks->context->numbers;
  g_autofree char *title = jb_block_title_plain(block);
  JbContentsEntry entry = {.block = block,
                           .title = g_strconcat(jb_numbers_label(numbers, block), exhibit ? "　" : "", title, NULL),
                           .anchor = jb_numbers_anchor(numbers, block),
                           .level = level,
                           .exhibit = exhibit,
                           .flow = walk->blocks->flows->len};
  g_array_append_val(walk->blocks->entries, entry);
}

/* --- handlers --- */

/* A subtitle of the first level has a line of its own; below that it follows its title. */
static void add_heading(const Walk *walk, const JbBlock *block)
{
  static const JbStyleName styles[] = {JB_STYLE_HEADING_1, JB_STYLE_HEADING_2, JB_STYLE_HEADING_3};
  static const JbStructureRole roles[] = {JB_STRUCTURE_HEADING_1, JB_STRUCTURE_HEADING_2, JB_STRUCTURE_HEADING_3};
  const JbFlowContext *context = walk->blocks->context;
  int level = MIN(walk->level, 3);
  const char *label = jb_numbers_label(context->numbers, block);
  JbFlow *title = add_paragraph(walk, block, label, styles[level - 1], roles[level - 1]);
  title->anchor = jb_numbers_anchor(context->numbers, block);
  title->keep_with_next = true;
  if (block->subtitle.count == 0) {
    return;
  }
  const JbTextStyle *style = style_of(walk, JB_STYLE_HEADING_1_SUBTITLE);
  JbElementId element = jb_structure_add(context->structure, context->parent, JB_STRUCTURE_PARAGRAPH, NULL);
  JbSetText *text =
      jb_set_text_new(context, &block->subtitle, NULL, style, jb_text_style_measure(style, walk->blocks->width));
  JbFlow *subtitle = jb_text_flow_new(context, text, element, block->place, walk->blocks->width);
  subtitle->keep_with_next = true;
  add(walk, subtitle);
}

static void handle_section(const Walk *walk, const JbBlock *block)
{
  Walk inner = {walk->blocks, walk->level + 1};
  if (inner.level == 1 && walk->blocks->context->theme->sections_on_new_page) {
    walk->blocks->page_before = true;
  }
  JbElementId outer = enter(walk, JB_STRUCTURE_SECTION);
  add_entry(walk, block, inner.level, false);
  add_heading(&inner, block);
  walk_blocks(&inner, block->children, block->child_count);
  leave(walk, outer);
}

static void handle_paragraph(const Walk *walk, const JbBlock *block)
{
  add_paragraph(walk, block, NULL, JB_STYLE_BODY, JB_STRUCTURE_PARAGRAPH);
}

static void handle_lead(const Walk *walk, const JbBlock *block)
{
  add_paragraph(walk, block, NULL, JB_STYLE_LEAD, JB_STRUCTURE_PARAGRAPH);
}

static void handle_motto(const Walk *walk, const JbBlock *block)
{
  add_paragraph(walk, block, NULL, JB_STYLE_MOTTO, JB_STRUCTURE_PARAGRAPH);
}

static void handle_note(const Walk *walk, const JbBlock *block)
{
  add_paragraph(walk, block, NULL, JB_STYLE_NOTE, JB_STRUCTURE_NOTE);
}

static void handle_source(const Walk *walk, const JbBlock *block)
{
  add_paragraph(walk, block, NULL, JB_STYLE_SOURCE, JB_STRUCTURE_PARAGRAPH);
}

static void handle_list(const Walk *walk, const JbBlock *block)
{
  const JbNumbers *numbers = walk->blocks->context->numbers;
  JbElementId outer = enter(walk, JB_STRUCTURE_LIST);
  for (size_t i = 0; i < block->child_count; i++) {
    const char *label = jb_numbers_label(numbers, block->children[i]);
    JbFlow *item =
        add_paragraph(walk, block->children[i], *label ? label : "•　", JB_STYLE_BODY, JB_STRUCTURE_LIST_ITEM);
    item->anchor = jb_numbers_anchor(numbers, block->children[i]);
  }
  leave(walk, outer);
}

static void handle_quote(const Walk *walk, const JbBlock *block)
{
  JbElementId outer = enter(walk, JB_STRUCTURE_QUOTE);
  for (size_t i = 0; i < block->child_count; i++) {
    JbFlow *flow = add_paragraph(walk, block->children[i], NULL, JB_STYLE_QUOTE, JB_STRUCTURE_PARAGRAPH);
    /* The style's spaces stand around the quotation, not inside it. */
    flow->space_before = i == 0 ? flow->space_before : 0;
    flow->space_after = i + 1 == block->child_count ? flow->space_after : 0;
  }
  leave(walk, outer);
}

static const char *person_name(const Walk *walk, const char *by)
{
  const JbPerson *person = jb_report_person_lookup(walk->blocks->context->report, by);
  return person ? person->name : by;
}

/* "记者：…" */
static void add_spoken(const Walk *walk, const JbBlock *block, const char *by, JbStyleName style)
{
  g_autofree char *prefix = *by ? g_strconcat(person_name(walk, by), "：", NULL) : NULL;
  JbFlow *flow = add_paragraph(walk, block, prefix, style, JB_STRUCTURE_PARAGRAPH);
  flow->keep_with_next = style == JB_STYLE_QUESTION;
}

static void handle_answer(const Walk *walk, const JbBlock *block)
{
  if (block->inlines.count) {
    add_spoken(walk, block, block->by, JB_STYLE_ANSWER);
  }
  for (size_t i = 0; i < block->child_count; i++) {
    if (block->children[i]->kind == JB_BLOCK_PARAGRAPH) {
      add_spoken(walk, block->children[i], i == 0 && !block->inlines.count ? block->by : "", JB_STYLE_ANSWER);
    } else {
      walk_blocks(walk, &block->children[i], 1);
    }
  }
}

static void handle_question(const Walk *walk, const JbBlock *block)
{
  add_spoken(walk, block, block->by, JB_STYLE_QUESTION);
}

static void handle_children(const Walk *walk, const JbBlock *block)
{
  walk_blocks(walk, block->children, block->child_count);
}

static void handle_colophon(const Walk *walk, const JbBlock *block)
{
  for (size_t i = 0; i < block->child_count; i++) {
    JbFlow *flow = add_paragraph(walk, block->children[i], NULL, JB_STYLE_COLOPHON, JB_STRUCTURE_PARAGRAPH);
    flow->at_foot = i + 1 == block->child_count;
  }
}

static void handle_page_break(const Walk *walk, const JbBlock *block)
{
  (void)block;
  walk->blocks->page_before = true;
}

static void handle_exhibit(const Walk *walk, const JbBlock *block)
{
  JbBlocks *blocks = walk->blocks;
  if (block->inlines.count) {
    add_entry(walk, block, walk->level + 1, true);
  }
  JbFlow *flow;
  if (block->kind == JB_BLOCK_TABLE) {
    flow = jb_table_flow_new(blocks->context, block, block->landscape ? blocks->height : blocks->width);
  } else if (block->kind == JB_BLOCK_CHART) {
    flow = jb_chart_flow_new(blocks->context, block, blocks->width);
  } else if (block->kind == JB_BLOCK_KPIS) {
    flow = jb_kpis_flow_new(blocks->context, block, blocks->width);
  } else {
    flow = jb_figure_flow_new(blocks->context, blocks->converter, block, blocks->width, blocks->pictures);
  }
  add(walk, flow);
}

static void handle_contents(const Walk *walk, const JbBlock *block)
{
  (void)block;
  walk->blocks->contents_at = (int)walk->blocks->flows->len;
}

typedef void (*Handler)(const Walk *walk, const JbBlock *block);

static const Handler handlers[] = {
    [JB_BLOCK_SECTION] = handle_section,   [JB_BLOCK_PARAGRAPH] = handle_paragraph,
    [JB_BLOCK_LEAD] = handle_lead,         [JB_BLOCK_POINTS] = handle_list,
    [JB_BLOCK_LIST] = handle_list,         [JB_BLOCK_TABLE] = handle_exhibit,
    [JB_BLOCK_KPIS] = handle_exhibit,      [JB_BLOCK_CHART] = handle_exhibit,
    [JB_BLOCK_FIGURE] = handle_exhibit,    [JB_BLOCK_QUESTION] = handle_question,
    [JB_BLOCK_ANSWER] = handle_answer,     [JB_BLOCK_QA] = handle_children,
    [JB_BLOCK_QUOTE] = handle_quote,       [JB_BLOCK_MOTTO] = handle_motto,
    [JB_BLOCK_NOTE] = handle_note,         [JB_BLOCK_SOURCE] = handle_source,
    [JB_BLOCK_TOC] = handle_contents,      [JB_BLOCK_PAGE_BREAK] = handle_page_break,
    [JB_BLOCK_COLOPHON] = handle_colophon,
};

static void walk_blocks(const Walk *walk, JbBlock *const *list, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    handlers[list[i]->kind](walk, list[i]);
  }
}

/* Destroy callbacks, as GLib wants them. */
static void flow_destroy(gpointer data)
{
  jb_flow_free(data);
}

static void picture_destroy(gpointer data)
{
  jb_picture_free(data);
}

static void entry_clear(gpointer data)
{
  g_free(((JbContentsEntry *)data)->title);
}

JbBlocks *jb_blocks_new(JbFlowContext *context, const JbColourConverter *converter, double width, double height)
{
  JbBlocks *blocks = g_new0(JbBlocks, 1);
  blocks->context = context;
  blocks->converter = converter;
  blocks->width = width;
  blocks->height = height;
  blocks->contents_at = -1;
  blocks->flows = g_ptr_array_new_with_free_func(flow_destroy);
  blocks->entries = g_array_new(FALSE, FALSE, sizeof(JbContentsEntry));
  g_array_set_clear_func(blocks->entries, entry_clear);
  blocks->pictures = g_ptr_array_new_with_free_func(picture_destroy);
  Walk walk = {blocks, 0};
  walk_blocks(&walk, context->report->blocks, context->report->block_count);
  return blocks;
}

void jb_blocks_free(JbBlocks *blocks)
{
  if (!blocks) {
    return;
  }
  g_ptr_array_free(blocks->flows, TRUE);
  g_array_free(blocks->entries, TRUE);
  g_ptr_array_free(blocks->pictures, TRUE);
  g_free(blocks);
}
