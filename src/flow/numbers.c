/* SPDX-License-Identifier: MIT
 * flow/numbers: one walk over the report gives every block its name and its anchor. */
#include "flow/numbers.h"

#include <string.h>

typedef struct Name {
  char *label;
  char *anchor;
} Name;

struct JbNumbers {
  GHashTable *names; /* JbBlock → Name */
  GHashTable *ids;   /* id → JbBlock */
  const JbTheme *theme;
  int figures, tables, attachments, anchors;
  bool single_attachment; /* the only one has no number: GB/T 9704-2012 7.3.4 */
};

static void name_free(gpointer data)
{
  Name *name = data;
  g_free(name->label);
  g_free(name->anchor);
  g_free(name);
}

static char *block_label(JbNumbers *numbers, const JbBlock *block)
{
  switch (block->kind) {
  case JB_BLOCK_TABLE: /* what has neither a caption nor an id that one could refer by is part of the text */
    return block->inlines.count || (block->id && *block->id) ? g_strdup_printf("表%d", ++numbers->tables)
                                                             : g_strdup("");
  case JB_BLOCK_CHART:
  case JB_BLOCK_FIGURE:
    return g_strdup_printf("图%d", ++numbers->figures);
  case JB_BLOCK_KPIS: /* a strip without a caption is part of the text */
    return block->inlines.count ? g_strdup_printf("图%d", ++numbers->figures) : g_strdup("");
  case JB_BLOCK_ATTACHMENT:
    return numbers->single_attachment ? g_strdup("附件") : g_strdup_printf("附件%d", ++numbers->attachments);
  default:
    return g_strdup("");
  }
}

/* Numbers that nobody wrote are for panels alone: parallel points set one after another show by their words that they
 * belong together. */
static JbNumbering points_numbering(const JbBlock *block, const JbTheme *theme)
{
  if (block->numbering != JB_NUMBERING_UNSAID) {
    return block->numbering;
  }
  return block->parallel ? JB_NUMBERING_NONE : theme->points;
}

/* A section's numbering, as it says itself or as the theme has it; points and list items are numbered by what holds
 * them. */
static JbNumbering numbering_of(const JbNumbers *numbers, const JbBlock *block, JbNumbering around, int level)
{
  if (block->kind != JB_BLOCK_SECTION) {
    return around;
  }
  return block->numbering == JB_NUMBERING_UNSAID ? numbers->theme->numbering[level] : block->numbering;
}

/* "1.": the blank after it is one between digits and Han, which a theme may do without. */
static char *section_label(const JbNumbers *numbers, JbNumbering numbering, int number)
{
  char *label = jb_numbering_label(numbering, number);
  return numbers->theme->styles[JB_STYLE_BODY].composition.autospace > 0 ? label : g_strchomp(label);
}

static void number_blocks(JbNumbers *numbers, JbBlock *const *blocks, size_t count, JbNumbering around, int level)
{
  int counted = 0;
  for (size_t i = 0; i < count; i++) {
    const JbBlock *block = blocks[i];
    Name *name = g_new0(Name, 1);
    JbNumbering own = numbering_of(numbers, block, around, level);
    name->label = own != JB_NUMBERING_NONE ? section_label(numbers, own, ++counted) : block_label(numbers, block);
    name->anchor = block->id && *block->id ? g_strdup(block->id) : g_strdup_printf("jb-%d", ++numbers->anchors);
    g_hash_table_insert(numbers->names, (gpointer)block, name);
    if (block->id && *block->id) {
      g_hash_table_insert(numbers->ids, block->id, (gpointer)block);
    }
    bool counts = block->kind == JB_BLOCK_POINTS || block->kind == JB_BLOCK_LIST;
    JbNumbering inside = counts ? points_numbering(block, numbers->theme) : JB_NUMBERING_NONE;
    int deeper = MIN(level + (block->kind == JB_BLOCK_SECTION ? 1 : 0), JB_HEADING_LEVELS - 1);
    number_blocks(numbers, block->children, block->child_count, inside, deeper);
  }
}

static int count_attachments(const JbReport *report)
{
  int count = 0;
  for (size_t i = 0; i < report->block_count; i++) {
    count += report->blocks[i]->kind == JB_BLOCK_ATTACHMENT ? 1 : 0;
  }
  return count;
}

JbNumbers *jb_numbers_new(const JbReport *report, const JbTheme *theme)
{
  JbNumbers *numbers = g_new0(JbNumbers, 1);
  numbers->theme = theme;
  numbers->single_attachment = count_attachments(report) == 1;
  numbers->names = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, name_free);
  numbers->ids = g_hash_table_new(g_str_hash, g_str_equal);
  number_blocks(numbers, report->blocks, report->block_count, JB_NUMBERING_NONE, 0);
  return numbers;
}

void jb_numbers_free(JbNumbers *numbers)
{
  if (!numbers) {
    return;
  }
  g_hash_table_destroy(numbers->names);
  g_hash_table_destroy(numbers->ids);
  g_free(numbers);
}

const char *jb_numbers_label(const JbNumbers *numbers, const JbBlock *block)
{
  const Name *name = g_hash_table_lookup(numbers->names, block);
  return name ? name->label : "";
}

const char *jb_numbers_anchor(const JbNumbers *numbers, const JbBlock *block)
{
  const Name *name = g_hash_table_lookup(numbers->names, block);
  return name ? name->anchor : NULL;
}

bool jb_numbers_attachment_is_single(const JbNumbers *numbers)
{
  return numbers->single_attachment;
}

const JbBlock *jb_numbers_lookup(const JbNumbers *numbers, const char *id)
{
  return g_hash_table_lookup(numbers->ids, id);
}
