/* SPDX-License-Identifier: MIT
 * compose/blocks: one handler a kind of block; a handler adds the flows its block becomes. */
#include "compose/blocks.h"

#include "chart/chart.h"
#include "chart/kpis.h"
#include "compose/attendance.h"
#include "compose/contents.h"
#include "compose/end_matter.h"
#include "compose/figure.h"
#include "compose/masthead.h"
#include "compose/panels.h"
#include "compose/speech.h"
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

static void add_all(const Walk *walk, const GPtrArray *flows)
{
  for (guint i = 0; i < flows->len; i++) {
    add(walk, flows->pdata[i]);
  }
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

/* Words of our own as a paragraph of a kind. */
static JbFlow *add_words(const Walk *walk, const char *words, JbPlace place, JbStyleName name, const char *kind)
{
  const JbFlowContext *context = walk->blocks->context;
  const JbTextStyle *style = style_of(walk, name);
  JbElementId element = jb_flow_add_element(context, JB_STRUCTURE_PARAGRAPH, kind);
  JbSetText *text =
      jb_set_text_new_plain(context, words, place, style, jb_text_style_measure(style, walk->blocks->width));
  return add(walk, jb_text_flow_new(context, text, element, place, walk->blocks->width));
}

static void add_entry(const Walk *walk, const JbBlock *block, int level, bool exhibit)
{
  const JbNumbers *numbers = walk->blocks->context->numbers;
  g_autofree char *title = jb_block_title_plain(block);
  JbContentsEntry entry = {.block = block,
                           .title = g_strconcat(jb_numbers_label(numbers, block),
                                                exhibit || block->kind == JB_BLOCK_ATTACHMENT ? "　" : "", title, NULL),
                           .anchor = jb_numbers_anchor(numbers, block),
                           .level = level,
                           .exhibit = exhibit,
                           .flow = walk->blocks->flows->len};
  g_array_append_val(walk->blocks->entries, entry);
}

/* --- handlers --- */

/* A section's title, with its number and, where the theme runs it in, its subtitle. */
static JbFlow *add_section_title(const Walk *walk, const JbBlock *block)
{
  static const JbStyleName styles[] = {JB_STYLE_HEADING_1, JB_STYLE_HEADING_2, JB_STYLE_HEADING_3, JB_STYLE_HEADING_4};
  static const JbStructureRole roles[] = {JB_STRUCTURE_HEADING_1, JB_STRUCTURE_HEADING_2, JB_STRUCTURE_HEADING_3,
                                          JB_STRUCTURE_HEADING_4};
  const JbFlowContext *context = walk->blocks->context;
  int level = MIN(walk->level, JB_HEADING_LEVELS) - 1;
  bool subtitle = context->theme->subtitle_run_in && block->subtitle.count > 0;
  const JbTextPart parts[] = {{.words = jb_numbers_label(context->numbers, block)},
                              {.inlines = &block->inlines},
                              {.words = subtitle ? "：" : ""},
                              {.inlines = &block->subtitle}};
  const JbTextStyle *style = style_of(walk, styles[level]);
  JbElementId element = jb_flow_add_element(context, roles[level], NULL);
  JbSetText *text = jb_set_text_new_joined(context, parts, subtitle ? 4 : 2, block->place, style,
                                           jb_text_style_measure(style, walk->blocks->width));
  return add(walk, jb_text_flow_new(context, text, element, block->place, walk->blocks->width));
}

/* A subtitle has a line of its own, unless the theme runs it in. */
static void add_heading(const Walk *walk, const JbBlock *block)
{
  const JbFlowContext *context = walk->blocks->context;
  JbFlow *title = add_section_title(walk, block);
  title->anchor = jb_numbers_anchor(context->numbers, block);
  title->keep_with_next = true;
  if (block->subtitle.count == 0 || context->theme->subtitle_run_in) {
    return;
  }
  const JbTextStyle *style = style_of(walk, JB_STYLE_HEADING_1_SUBTITLE);
  JbElementId element = jb_flow_add_element(context, JB_STRUCTURE_PARAGRAPH, NULL);
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
  JbFlow *flow = add_paragraph(walk, block, NULL, JB_STYLE_SOURCE, JB_STRUCTURE_PARAGRAPH);
  flow->keep_with_previous = true;
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

static void add_point(const Walk *walk, const JbBlock *point, const char *label)
{
  const JbTextStyle *body = style_of(walk, JB_STYLE_BODY);
  if (walk->blocks->context->theme->points_hang) {
    add(walk,
        jb_hanging_flow_new(walk->blocks->context, point, label, body, JB_STRUCTURE_LIST_ITEM, walk->blocks->width));
  } else {
    add_paragraph(walk, point, label, JB_STYLE_BODY, JB_STRUCTURE_LIST_ITEM);
  }
}

static void handle_points(const Walk *walk, const JbBlock *block)
{
  JbBlocks *blocks = walk->blocks;
  bool side_by_side = block->parallel && blocks->context->theme->panels && block->child_count > 0;
  g_autoptr(GPtrArray) panels =
      side_by_side ? jb_panels_flows(blocks->context, block, blocks->width, blocks->height) : NULL;
  if (panels) {
    add_all(walk, panels);
    return;
  }
  JbElementId outer = enter(walk, JB_STRUCTURE_LIST);
  for (size_t i = 0; i < block->child_count; i++) {
    add_point(walk, block->children[i], jb_numbers_label(blocks->context->numbers, block->children[i]));
  }
  leave(walk, outer);
}

static void handle_aims(const Walk *walk, const JbBlock *block)
{
  if (block->child_count > 0) {
    g_autoptr(GPtrArray) tiles = jb_aims_flows(walk->blocks->context, block, walk->blocks->width);
    add_all(walk, tiles);
  }
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

static void add_speech(const Walk *walk, const JbBlock *turn, const JbInlines *inlines, JbPlace place)
{
  add(walk, jb_speech_flow_new(walk->blocks->context, turn, inlines, place, walk->blocks->width));
}

static void handle_question(const Walk *walk, const JbBlock *block)
{
  add_speech(walk, block, &block->inlines, block->place);
}

/* The speaker's name stands before the first paragraph, or on a line of its own where the answer begins otherwise. */
static void handle_answer(const Walk *walk, const JbBlock *block)
{
  bool named = *block->by == '\0';
  for (size_t i = 0; i < block->child_count; i++) {
    const JbBlock *child = block->children[i];
    bool paragraph = child->kind == JB_BLOCK_PARAGRAPH;
    if (!named) {
      add_speech(walk, block, paragraph ? &child->inlines : &(JbInlines){0}, child->place);
    } else if (paragraph) {
      add_paragraph(walk, child, NULL, JB_STYLE_ANSWER, JB_STRUCTURE_PARAGRAPH);
    }
    if (!paragraph) {
      walk_blocks(walk, &block->children[i], 1);
    }
    named = true;
  }
}

static void handle_children(const Walk *walk, const JbBlock *block)
{
  walk_blocks(walk, block->children, block->child_count);
}

/* GB/T 9704-2012 7.3.7: on a new page, 附件 and its number on the first line, the title centred on the third. One
 * without content is listed only. */
static void handle_attachment(const Walk *walk, const JbBlock *block)
{
  const JbFlowContext *context = walk->blocks->context;
  if (block->child_count == 0) {
    return;
  }
  walk->blocks->page_before = true;
  JbElementId outer = enter(walk, JB_STRUCTURE_SECTION);
  add_entry(walk, block, 1, false);
  JbFlow *mark = add_words(walk, jb_numbers_label(context->numbers, block), block->place, JB_STYLE_ATTACHMENT_MARK,
                           "attachment-mark");
  mark->anchor = jb_numbers_anchor(context->numbers, block);
  mark->keep_with_next = true;
  JbElementId element = jb_flow_add_element(context, JB_STRUCTURE_HEADING_1, "attachment-title");
  const JbTextStyle *style = style_of(walk, JB_STYLE_ATTACHMENT_TITLE);
  JbSetText *text =
      jb_set_text_new(context, &block->inlines, NULL, style, jb_text_style_measure(style, walk->blocks->width));
  JbFlow *title = add(walk, jb_text_flow_new(context, text, element, block->place, walk->blocks->width));
  title->keep_with_next = true;
  walk_blocks(walk, block->children, block->child_count);
  leave(walk, outer);
}

/* The style's space stands above the first of a row of them. */
static void handle_attendance(const Walk *walk, const JbBlock *block)
{
  JbBlocks *blocks = walk->blocks;
  g_autoptr(GPtrArray) flows = jb_attendance_flows(blocks->context, block, blocks->width);
  JbFlow *first = flows->pdata[0];
  bool follows = blocks->attended > 0 && blocks->attended == blocks->flows->len;
  first->space_before = follows ? 0 : first->space_before;
  if (follows) {
    ((JbFlow *)blocks->flows->pdata[blocks->flows->len - 1])->space_after = 0;
  }
  add_all(walk, flows);
  blocks->attended = blocks->flows->len;
}

static void handle_signature(const Walk *walk, const JbBlock *block)
{
  JbFlow *flow = jb_signature_flow_new(walk->blocks->context, block, walk->blocks->width);
  if (flow) {
    add(walk, flow);
  }
}

static void handle_annotation(const Walk *walk, const JbBlock *block)
{
  add(walk, jb_annotation_flow_new(walk->blocks->context, block, walk->blocks->width));
}

static void handle_colophon(const Walk *walk, const JbBlock *block)
{
  if (block->child_count) {
    add(walk, jb_colophon_flow_new(walk->blocks->context, block, walk->blocks->width));
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
    [JB_BLOCK_SECTION] = handle_section,
    [JB_BLOCK_PARAGRAPH] = handle_paragraph,
    [JB_BLOCK_LEAD] = handle_lead,
    [JB_BLOCK_POINTS] = handle_points,
    [JB_BLOCK_AIMS] = handle_aims,
    [JB_BLOCK_LIST] = handle_list,
    [JB_BLOCK_TABLE] = handle_exhibit,
    [JB_BLOCK_KPIS] = handle_exhibit,
    [JB_BLOCK_CHART] = handle_exhibit,
    [JB_BLOCK_FIGURE] = handle_exhibit,
    [JB_BLOCK_QUESTION] = handle_question,
    [JB_BLOCK_ANSWER] = handle_answer,
    [JB_BLOCK_QA] = handle_children,
    [JB_BLOCK_QUOTE] = handle_quote,
    [JB_BLOCK_MOTTO] = handle_motto,
    [JB_BLOCK_NOTE] = handle_note,
    [JB_BLOCK_SOURCE] = handle_source,
    [JB_BLOCK_TOC] = handle_contents,
    [JB_BLOCK_PAGE_BREAK] = handle_page_break,
    [JB_BLOCK_ATTACHMENT] = handle_attachment,
    [JB_BLOCK_ATTENDANCE] = handle_attendance,
    [JB_BLOCK_SIGNATURE] = handle_signature,
    [JB_BLOCK_ANNOTATION] = handle_annotation,
    [JB_BLOCK_COLOPHON] = handle_colophon,
};

/* Parts of a colophon that stand outside of one have been refused: a draft goes without them. */
static void walk_blocks(const Walk *walk, JbBlock *const *list, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    if (list[i]->kind < G_N_ELEMENTS(handlers)) {
      handlers[list[i]->kind](walk, list[i]);
    }
  }
}

/* --- the order of an official document: GB/T 9704-2012 7.1 --- */

/* What stands after the text, whereever it is written, in this order; attendance only where the theme has it so. */
static const JbBlockKind end_matter[] = {JB_BLOCK_ATTENDANCE, JB_BLOCK_SIGNATURE, JB_BLOCK_ANNOTATION,
                                         JB_BLOCK_ATTACHMENT, JB_BLOCK_COLOPHON};

static bool is_end_matter(const JbTheme *theme, JbBlockKind kind)
{
  if (kind == JB_BLOCK_ATTENDANCE) {
    return !theme->people_listed;
  }
  for (size_t i = 0; i < G_N_ELEMENTS(end_matter); i++) {
    if (end_matter[i] == kind) {
      return true;
    }
  }
  return false;
}

/* 主送机关 (7.3.2) ends with a colon. */
static void add_recipients(const Walk *walk)
{
  const JbReport *report = walk->blocks->context->report;
  if (*report->recipients) {
    bool ended = g_str_has_suffix(report->recipients, "：");
    g_autofree char *words = g_strconcat(report->recipients, ended ? "" : "：", NULL);
    JbFlow *flow = add_words(walk, words, report->head_place, JB_STYLE_RECIPIENTS, "recipients");
    flow->keep_with_next = true;
  }
}

static void walk_document(const Walk *walk)
{
  JbBlocks *blocks = walk->blocks;
  const JbReport *report = blocks->context->report;
  const JbTheme *theme = blocks->context->theme;
  JbFlow *masthead = jb_masthead_flow_new(blocks->context, blocks->width);
  if (masthead) {
    add(walk, masthead);
  }
  add_recipients(walk);
  for (size_t i = 0; i < report->block_count; i++) {
    if (!is_end_matter(theme, report->blocks[i]->kind)) {
      walk_blocks(walk, &report->blocks[i], 1);
    }
  }
  jb_attachment_list_flows(blocks->context, blocks->width, blocks->flows);
  for (size_t kind = 0; kind < G_N_ELEMENTS(end_matter); kind++) {
    for (size_t i = 0; i < report->block_count; i++) {
      if (report->blocks[i]->kind == end_matter[kind] && is_end_matter(theme, end_matter[kind])) {
        walk_blocks(walk, &report->blocks[i], 1);
      }
    }
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
  walk_document(&walk);
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
