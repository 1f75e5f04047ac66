/* SPDX-License-Identifier: MIT
 * compose/composer: the whole document: front matter, body, their pages and labels.
 *
 * Plan: every block is measured once, in reading order; the contents are sized from their entries, whose page numbers
 * have a reserve; then page ends are chosen on heights alone. Page labels are known from then on, and emit makes one
 * page at a time. A block is kept from plan to its last page: its glyphs cost some forty bytes a character. */
#include "compose/compose.h"

#include "base/units.h"
#include "compose/blocks.h"
#include "compose/contents.h"
#include "compose/cover.h"
#include "compose/furniture.h"
#include "compose/head.h"
#include "compose/plan.h"

#include <math.h>
#include <string.h>

/* No PDF holds anything further from its page's corner. [pt] */
#define MAXIMUM_HEIGHT 14000.0

#define ROUNDING 0.5 /* [pt] forgiven when something is said to stand outside */

typedef enum PageKind {
  PAGE_COVER,
  PAGE_CONTENTS,
  PAGE_BLANK,
  PAGE_BODY,
} PageKind;

typedef struct DocumentPage {
  PageKind kind;
  size_t index; /* into the contents' or the body's planned pages */
  char *label;
  const char *number;  /* printed on it: the label, or "" */
  const char *section; /* running section; borrowed from the entries */
} DocumentPage;

struct JbComposer {
  JbFlowContext context;
  JbRowCounts rows; /* what context.rows adds up */
  const JbTheme *theme;
  bool draft;
  double width, height; /* of the text area, the edges of its lines' boxes included */
  double edge;          /* of those */
  JbNumbers *numbers;
  JbBlocks *blocks;
  GPtrArray *contents; /* of JbFlow: the contents pages; empty: none */
  JbPlan *contents_plan, *body_plan;
  GArray *pages;         /* of DocumentPage */
  char *title, *subject; /* what sinks borrow until they are closed */
  GArray *outline;       /* of JbOutlineEntry */
  JbDocumentInfo info;
};

static void flow_destroy(gpointer data)
{
  jb_flow_free(data);
}

static void page_clear(gpointer data)
{
  g_free(((DocumentPage *)data)->label);
}

/* --- measure --- */

static void init_context(JbComposer *composer, const JbReport *report, const JbFontSet *fonts, JbFindings *findings)
{
  composer->numbers = jb_numbers_new(report, composer->theme);
  composer->context = (JbFlowContext){.report = report,
                                      .theme = composer->theme,
                                      .fonts = fonts,
                                      .findings = findings,
                                      .structure = jb_structure_new(),
                                      .numbers = composer->numbers,
                                      .rows = &composer->rows,
                                      .inks = g_array_new(FALSE, FALSE, sizeof(JbInk)),
                                      .page_labels = g_hash_table_new(g_str_hash, g_str_equal)};
  composer->context.parent = jb_structure_add(composer->context.structure, 0, JB_STRUCTURE_DOCUMENT, NULL);
}

/* Where the report asks for its contents itself, they become part of the body. */
static void insert_contents(JbBlocks *blocks, GPtrArray *contents)
{
  guint at = (guint)blocks->contents_at, count = contents->len;
  for (guint i = 0; i < count; i++) {
    g_ptr_array_insert(blocks->flows, (gint)(at + i), contents->pdata[i]);
  }
  for (guint i = 0; i < blocks->entries->len; i++) {
    JbContentsEntry *entry = &g_array_index(blocks->entries, JbContentsEntry, i);
    entry->flow += entry->flow >= at ? count : 0;
  }
  g_ptr_array_set_free_func(contents, NULL);
  g_ptr_array_set_size(contents, 0);
}

static void measure(JbComposer *composer, const JbColourConverter *converter)
{
  composer->blocks =
      jb_blocks_new(&composer->context, converter, composer->width, composer->height - 2 * composer->edge);
  composer->contents = g_ptr_array_new_with_free_func(flow_destroy);
  bool asked = composer->blocks->contents_at >= 0;
  if ((asked || composer->theme->contents) && composer->blocks->entries->len) {
    jb_contents_flows(composer->blocks, composer->contents);
  }
  if (asked) {
    insert_contents(composer->blocks, composer->contents);
  }
}

/* --- pages and their labels --- */

static void add_page(JbComposer *composer, PageKind kind, size_t index, char *label, bool printed)
{
  DocumentPage page = {.kind = kind, .index = index, .label = label, .number = printed ? label : "", .section = ""};
  g_array_append_val(composer->pages, page);
}

static void add_front_pages(JbComposer *composer)
{
  bool numbered = !composer->theme->page.number_from_body;
  if (composer->theme->cover_line_count) {
    add_page(composer, PAGE_COVER, 0, numbered ? g_strdup("1") : g_strdup("封面"), false);
  }
  size_t count = composer->contents->len ? composer->contents_plan->pages->len : 0;
  for (size_t i = 0; i < count; i++) {
    guint number = composer->pages->len + 1;
    char *label = numbered ? g_strdup_printf("%u", number)
                  : i == 0 ? g_strdup("目录")
                           : g_strdup_printf("目录%zu", i + 1);
    add_page(composer, PAGE_CONTENTS, i, label, numbered);
  }
  if (composer->theme->page.body_on_right && composer->pages->len % 2) {
    add_page(composer, PAGE_BLANK, 0, numbered ? g_strdup_printf("%u", composer->pages->len + 1) : g_strdup(""), false);
  }
}

static void add_body_pages(JbComposer *composer)
{
  guint before = composer->theme->page.number_from_body ? 0 : composer->pages->len;
  const GArray *pages = composer->body_plan->pages;
  bool printed = composer->theme->page.first_number;
  for (guint i = 0; i < pages->len; i++) {
    const JbPlannedPage *planned = &g_array_index(pages, JbPlannedPage, i);
    /* GB/T 9704-2012 7.5: neither blank pages before the colophon nor its own page then carry a number. */
    bool blank = planned->first == planned->end && pages->len > 1;
    printed &= !blank;
    add_page(composer, blank ? PAGE_BLANK : PAGE_BODY, i, g_strdup_printf("%u", before + i + 1), printed);
    printed |= !blank && i == 0;
  }
}

/* Where the body begins. */
static guint front_page_count(const JbComposer *composer)
{
  return composer->pages->len - composer->body_plan->pages->len;
}

/* The index of the page each flow begins on; newly allocated. */
static guint *find_pages(const JbComposer *composer)
{
  guint front = front_page_count(composer);
  guint *page_of = g_new0(guint, composer->blocks->flows->len + 1);
  for (guint p = composer->body_plan->pages->len; p-- > 0;) {
    const JbPlannedPage *planned = &g_array_index(composer->body_plan->pages, JbPlannedPage, p);
    for (size_t i = planned->first; i < planned->end; i++) {
      page_of[g_array_index(composer->body_plan->placements, JbPlacement, i).flow] = front + p;
    }
  }
  return page_of;
}

static void label_anchors(JbComposer *composer, const guint *page_of)
{
  const GPtrArray *flows = composer->blocks->flows;
  for (guint i = 0; i < flows->len; i++) {
    const JbFlow *flow = flows->pdata[i];
    if (flow->anchor) {
      g_hash_table_insert(composer->context.page_labels, (gpointer)flow->anchor,
                          g_array_index(composer->pages, DocumentPage, page_of[i]).label);
    }
  }
}

/* A page runs under the last top-level section that has begun by its end. */
static void label_sections(JbComposer *composer, const guint *page_of)
{
  const JbBlocks *blocks = composer->blocks;
  guint page = front_page_count(composer);
  const char *running = "";
  for (guint i = 0; i < blocks->entries->len; i++) {
    const JbContentsEntry *entry = &g_array_index(blocks->entries, JbContentsEntry, i);
    if (entry->exhibit || entry->level != 1) {
      continue;
    }
    for (; page < page_of[entry->flow]; page++) {
      g_array_index(composer->pages, DocumentPage, page).section = running;
    }
    running = entry->title;
  }
  for (; page < composer->pages->len; page++) {
    g_array_index(composer->pages, DocumentPage, page).section = running;
  }
}

static double placement_height(const JbFlow *flow, const JbPlacement *placement)
{
  return jb_flow_height(flow, placement->first, placement->end) + (placement->first > 0 ? flow->repeat_height : 0);
}

/* A slice that is higher than a page would run off it. */
static void tell_too_tall(const JbComposer *composer, const JbPlan *plan, const GPtrArray *flows)
{
  for (guint i = 0; i < plan->placements->len; i++) {
    const JbPlacement *placement = &g_array_index(plan->placements, JbPlacement, i);
    const JbFlow *flow = flows->pdata[placement->flow];
    double height = placement_height(flow, placement), there = flow->landscape ? composer->width : composer->height;
    if (height > there + ROUNDING) {
      g_autofree char *room = g_strdup_printf("%.0f", floor(there / JB_POINTS_PER_MM));
      g_autofree char *needed = g_strdup_printf("%.0f", ceil(height / JB_POINTS_PER_MM));
      jb_find(composer->context.findings, BLOCK_TOO_TALL, jb_flow_slice_place(flow, placement->first), needed, room);
    }
  }
}

static JbPlan *plan_flows(const JbComposer *composer, const GPtrArray *flows, double min_last_height)
{
  JbPlanRules rules = {.height = composer->height,
                       .landscape_height = composer->width,
                       .pitch = composer->theme->page.pitch,
                       .min_last_height = min_last_height,
                       .pages_before = composer->pages->len,
                       .floats = composer->theme->floats};
  return jb_plan_new((JbFlow *const *)(void *)flows->pdata, flows->len, &rules);
}

JbComposer *jb_composer_new(const JbReport *report, const JbTheme *theme, const JbFontSet *fonts,
                            const JbColourConverter *converter, bool draft, JbFindings *findings)
{
  const JbPageStyle *page = &theme->page;
  JbComposer *composer = g_new0(JbComposer, 1);
  composer->theme = theme;
  composer->draft = draft;
  composer->width = page->width - page->inner - page->outer;
  composer->edge = jb_theme_edge(theme);
  composer->height = page->height - page->top - page->bottom + 2 * composer->edge;
  composer->pages = g_array_new(FALSE, FALSE, sizeof(DocumentPage));
  g_array_set_clear_func(composer->pages, page_clear);
  init_context(composer, report, fonts, findings);
  measure(composer, converter);
  if (jb_findings_has_errors(findings) && !draft) {
    jb_composer_free(composer);
    return NULL;
  }
  jb_head_tell_unshown(&composer->context);
  composer->contents_plan = plan_flows(composer, composer->contents, 0);
  add_front_pages(composer);
  composer->body_plan = plan_flows(composer, composer->blocks->flows, theme->last_page_lines * page->pitch);
  tell_too_tall(composer, composer->contents_plan, composer->contents);
  tell_too_tall(composer, composer->body_plan, composer->blocks->flows);
  add_body_pages(composer);
  g_autofree guint *page_of = find_pages(composer);
  label_anchors(composer, page_of);
  label_sections(composer, page_of);
  return composer;
}

void jb_composer_free(JbComposer *composer)
{
  if (!composer) {
    return;
  }
  jb_plan_free(composer->contents_plan);
  jb_plan_free(composer->body_plan);
  g_ptr_array_free(composer->contents, TRUE);
  jb_blocks_free(composer->blocks);
  g_array_free(composer->pages, TRUE);
  g_hash_table_destroy(composer->context.page_labels);
  g_array_free(composer->context.inks, TRUE);
  jb_structure_free(composer->context.structure);
  jb_numbers_free(composer->numbers);
  g_clear_pointer(&composer->outline, g_array_unref);
  g_free(composer->title);
  g_free(composer->subject);
  g_free(composer);
}

size_t jb_composer_page_count(const JbComposer *composer)
{
  return composer->pages->len;
}

JbRowCounts jb_composer_rows(const JbComposer *composer)
{
  return composer->rows;
}

/* --- emit --- */

static void emit_planned(const JbComposer *composer, const JbPlan *plan, const GPtrArray *flows, size_t index,
                         JbPage *page)
{
  const JbPageStyle *style = &composer->theme->page;
  const JbPlannedPage *planned = &g_array_index(plan->pages, JbPlannedPage, index);
  JbRect area = {jb_text_area_left(style, jb_page_number(page)), style->top, composer->width,
                 composer->height - 2 * composer->edge};
  /* GB/T 9704-2012 clause 8: the head towards the spine on odd pages, towards the fore-edge on even ones; the spine is
   * on the left of an odd page and on the right of an even one, so the head is at the left of either. */
  jb_page_turn(page, planned->landscape ? &area : NULL);
  JbPoint corner = planned->landscape ? (JbPoint){0, 0} : (JbPoint){area.x, area.y - composer->edge};
  for (size_t i = planned->first; i < planned->end; i++) {
    const JbPlacement *placement = &g_array_index(plan->placements, JbPlacement, i);
    const JbFlow *flow = flows->pdata[placement->flow];
    if (placement_height(flow, placement) < MAXIMUM_HEIGHT) { /* else told; a draft does without */
      jb_flow_emit(flow, placement->first, placement->end, (JbPoint){corner.x, corner.y + placement->y}, page);
    }
  }
  jb_page_turn(page, NULL);
}

static JbPage *make_page(const JbComposer *composer, guint index)
{
  const JbPageStyle *style = &composer->theme->page;
  const DocumentPage *document_page = &g_array_index(composer->pages, DocumentPage, index);
  JbPage *page = jb_page_new((int)index + 1, document_page->label, style->width, style->height, style->bleed);
  if (composer->draft) {
    jb_emit_draft_mark(&composer->context, page);
  }
  switch (document_page->kind) {
  case PAGE_COVER:
    jb_emit_cover(&composer->context, page);
    break;
  case PAGE_CONTENTS:
    jb_emit_furniture(&composer->context, "", document_page->number, page);
    emit_planned(composer, composer->contents_plan, composer->contents, document_page->index, page);
    break;
  case PAGE_BODY:
    jb_emit_furniture(&composer->context, document_page->section, document_page->number, page);
    emit_planned(composer, composer->body_plan, composer->blocks->flows, document_page->index, page);
    break;
  case PAGE_BLANK:
    break;
  }
  return page;
}

/* The outline has every section and, where the contents list them, the exhibits one level below theirs. */
static GArray *make_outline(const JbComposer *composer)
{
  const GArray *entries = composer->blocks->entries;
  GArray *outline = g_array_sized_new(FALSE, FALSE, sizeof(JbOutlineEntry), entries->len);
  for (guint i = 0; i < entries->len; i++) {
    const JbContentsEntry *entry = &g_array_index(entries, JbContentsEntry, i);
    if (entry->exhibit && !composer->theme->contents_exhibits) {
      continue;
    }
    JbOutlineEntry line = {.title = entry->title, .anchor = entry->anchor, .level = entry->level};
    g_array_append_val(outline, line);
  }
  return outline;
}

static void describe(JbComposer *composer)
{
  const JbReport *report = composer->context.report;
  composer->title = jb_inlines_to_plain(&report->title);
  composer->subject = jb_inlines_to_plain(&report->subtitle);
  composer->outline = make_outline(composer);
  composer->info = (JbDocumentInfo){.title = composer->title,
                                    .author = report->organisation,
                                    .subject = composer->subject,
                                    .keywords = "",
                                    .language = "zh-CN",
                                    .date = report->date,
                                    .page_count = composer->pages->len,
                                    .outline = (const JbOutlineEntry *)(void *)composer->outline->data,
                                    .outline_count = composer->outline->len,
                                    .duplex = composer->theme->page.duplex,
                                    .links = true};
}

static bool is_on(const JbPage *page, double x, double y)
{
  return x >= -ROUNDING && x <= jb_page_width(page) + ROUNDING && y >= -ROUNDING &&
         y <= jb_page_height(page) + ROUNDING;
}

/* Whether a part of a run lies outside the page. */
static bool is_outside(const JbItem *item, const JbPage *page)
{
  for (size_t i = 0; i < item->glyphs.glyph_count; i++) {
    const JbGlyph *glyph = &item->glyphs.glyphs[i];
    double across = item->turned ? 0 : glyph->advance, up = item->turned ? glyph->advance : 0;
    if (!is_on(page, glyph->x, glyph->y) || !is_on(page, glyph->x + across, glyph->y - up)) {
      return true;
    }
  }
  return false;
}

/* Whatever the blocks thought: nobody loses text without being told. The first run of a page stands for all. */
static void tell_outside(const JbComposer *composer, const JbPage *page)
{
  for (size_t i = 0; i < jb_page_item_count(page); i++) {
    const JbItem *item = jb_page_item(page, i);
    if (item->kind == JB_ITEM_GLYPHS && is_outside(item, page)) {
      g_autofree char *text = g_strndup(item->glyphs.text, item->glyphs.text_length);
      jb_find(composer->context.findings, TEXT_OUTSIDE, item->glyphs.place, text);
      return;
    }
  }
}

void jb_composer_emit(JbComposer *composer, JbSink *const *sinks, size_t sink_count)
{
  describe(composer);
  for (size_t s = 0; s < sink_count; s++) {
    jb_sink_open(sinks[s], &composer->info, composer->context.structure);
  }
  for (guint i = 0; i < composer->pages->len; i++) {
    JbPage *page = make_page(composer, i);
    tell_outside(composer, page);
    for (size_t s = 0; s < sink_count; s++) {
      jb_sink_page(sinks[s], page);
    }
    jb_page_free(page);
  }
  for (guint i = 0; i < composer->blocks->flows->len; i++) {
    jb_flow_finish(composer->blocks->flows->pdata[i]);
  }
}
