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
  int figures, tables, anchors;
};

static void name_free(gpointer data)
{
  Name *name = data;
  g_free(name->label);
  g_free(name->anchor);
  g_free(name);
}

/* 1–99 in Chinese numerals: 一, 十, 十二, 九十九. Beyond that, digits: no list of a briefing is so long. */
static char *chinese_numeral(int number)
{
  static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  if (number > 99) {
    return g_strdup_printf("%d", number);
  }
  const char *tens = number >= 20 ? digits[number / 10] : "";
  return g_strconcat(tens, number >= 10 ? "十" : "", digits[number % 10], NULL);
}

static char *counted_label(JbNumbering numbering, int number)
{
  g_autofree char *chinese = chinese_numeral(number);
  switch (numbering) {
  case JB_NUMBERING_ARABIC:
    return g_strdup_printf("%d. ", number);
  case JB_NUMBERING_CHINESE:
    return g_strconcat(chinese, "、", NULL);
  case JB_NUMBERING_BRACKETS:
    return g_strconcat("（", chinese, "）", NULL);
  case JB_NUMBERING_YISHI:
    return g_strconcat(chinese, "是", NULL);
  case JB_NUMBERING_NONE:
    break;
  }
  return g_strdup("");
}

static char *block_label(JbNumbers *numbers, const JbBlock *block)
{
  switch (block->kind) {
  case JB_BLOCK_TABLE:
    return g_strdup_printf("表%d", ++numbers->tables);
  case JB_BLOCK_CHART:
  case JB_BLOCK_FIGURE:
    return g_strdup_printf("图%d", ++numbers->figures);
  case JB_BLOCK_KPIS: /* a strip without a caption is part of the text */
    return block->inlines.count ? g_strdup_printf("图%d", ++numbers->figures) : g_strdup("");
  default:
    return g_strdup("");
  }
}

static void number_blocks(JbNumbers *numbers, JbBlock *const *blocks, size_t count, JbNumbering numbering)
{
  int sections = 0;
  for (size_t i = 0; i < count; i++) {
    const JbBlock *block = blocks[i];
    Name *name = g_new0(Name, 1);
    /* A section says itself how it is numbered; points and list items are numbered by what holds them. */
    bool section = block->kind == JB_BLOCK_SECTION;
    JbNumbering own = section ? block->numbering : numbering;
    name->label = own != JB_NUMBERING_NONE ? counted_label(own, ++sections) : block_label(numbers, block);
    name->anchor = block->id && *block->id ? g_strdup(block->id) : g_strdup_printf("jb-%d", ++numbers->anchors);
    g_hash_table_insert(numbers->names, (gpointer)block, name);
    if (block->id && *block->id) {
      g_hash_table_insert(numbers->ids, block->id, (gpointer)block);
    }
    bool counts = block->kind == JB_BLOCK_POINTS || block->kind == JB_BLOCK_LIST;
    number_blocks(numbers, block->children, block->child_count, counts ? block->numbering : JB_NUMBERING_NONE);
  }
}

JbNumbers *jb_numbers_new(const JbReport *report)
{
  JbNumbers *numbers = g_new0(JbNumbers, 1);
  numbers->names = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, name_free);
  numbers->ids = g_hash_table_new(g_str_hash, g_str_equal);
  number_blocks(numbers, report->blocks, report->block_count, JB_NUMBERING_NONE);
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

const JbBlock *jb_numbers_lookup(const JbNumbers *numbers, const char *id)
{
  return g_hash_table_lookup(numbers->ids, id);
}
