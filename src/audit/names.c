/* SPDX-License-Identifier: MIT
 * audit/names: names that begin alike but for a character that is easily mistaken.
 *
 * Model: a firm's name begins with two characters that are its own (正瀚, 科达, 极电); what follows says its trade. Two
 * names are alike when these are equal once characters that sound and look alike are taken for one, and not before.
 * Rejected: distance by edits, which finds 工业投资 and 工业产值 alike; and a dictionary of names, which no office has.
 */
#include "audit/names.h"

#include "base/utf8.h"

#include <string.h>

/* Characters of names that sound alike and share a part, group by group. */
static const char *const alike[] = {
    "瀚翰", "晖辉珲晕", "昇升晟", "鑫馨",   "弘宏泓", "泰秦",   "恒桓",   "瑞端",   "伟玮炜苇", "明朋",   "晶品",
    "博搏", "华桦烨",   "利俐莉", "佳嘉家", "祥详洋", "源原塬", "丰沣",   "隆龙",   "诚城成",   "信讯",   "航杭",
    "健建", "康糠",     "凯恺铠", "峰锋烽", "洋样",   "海诲",   "润闰",   "清青菁", "泽译择",   "浩皓灏", "淼森",
    "铭茗", "卓桌",     "奥澳",   "百佰",   "兴星",   "亿忆",   "智志",   "创刨",   "科料",     "欣新",   "达大",
    "威葳", "杰洁",     "力立",   "圣胜盛", "天夭",   "光先",   "阳扬杨", "远运",   "正政证",
};

typedef struct Name {
  char *text;
  JbPlace place;
} Name;

struct JbNameList {
  GArray *names; /* of Name, each text once */
  GHashTable *known;
};

static void clear_name(gpointer name)
{
  g_free(((Name *)name)->text);
}

JbNameList *jb_name_list_new(void)
{
  JbNameList *list = g_new(JbNameList, 1);
  list->names = g_array_new(FALSE, FALSE, sizeof(Name));
  g_array_set_clear_func(list->names, clear_name);
  list->known = g_hash_table_new(g_str_hash, g_str_equal);
  return list;
}

void jb_name_list_free(JbNameList *list)
{
  if (list) {
    g_hash_table_unref(list->known);
    g_array_unref(list->names);
    g_free(list);
  }
}

/* --- Taking names --- */

static bool is_pause(uint32_t code)
{
  return code == 0x3001; /* 、 */
}

/* From start on, the Han and Latin characters that may be a name; it ends at 等, which closes an enumeration. */
static size_t name_end(const JbPassage *passage, size_t start)
{
  size_t end = start;
  while (end < passage->count &&
         (jb_character_is_han(passage->characters[end].code) ||
          (passage->characters[end].code < 0x80 && g_ascii_isalnum((char)passage->characters[end].code))) &&
         !jb_passage_has(passage, end, "等")) {
    end++;
  }
  return end;
}

static void take(JbNameList *list, const JbPassage *passage, size_t start, size_t end)
{
  enum { SHORTEST = 3, LONGEST = 12 };
  if (end - start < SHORTEST || end - start > LONGEST) {
    return;
  }
  Name name = {.text = jb_passage_text(passage, start, end), .place = jb_passage_place(passage, start)};
  if (g_hash_table_contains(list->known, name.text)) {
    g_free(name.text);
  } else {
    g_hash_table_add(list->known, name.text);
    g_array_append_val(list->names, name);
  }
}

/* What stands between two pauses, or between one and the 等 that ends the enumeration. */
void jb_name_list_add(JbNameList *list, const JbPassage *passage)
{
  for (size_t i = 0; i < passage->count; i++) {
    if (is_pause(passage->characters[i].code)) {
      size_t end = name_end(passage, i + 1);
      if (is_pause(jb_passage_code(passage, end)) || jb_passage_has(passage, end, "等")) {
        take(list, passage, i + 1, end);
      }
    }
  }
}

/* --- Comparing them --- */

static uint32_t folded(uint32_t code)
{
  for (size_t i = 0; i < G_N_ELEMENTS(alike); i++) {
    const char *cursor = alike[i], *end = cursor + strlen(cursor);
    uint32_t first = 0;
    while (cursor < end) {
      uint32_t character = jb_utf8_next(&cursor);
      first = first != 0 ? first : character;
      if (character == code) {
        return first;
      }
    }
  }
  return code;
}

bool jb_names_sound_alike(uint32_t a, uint32_t b)
{
  return folded(a) == folded(b);
}

/* The first two characters, folded, as one number that hashes well: g_int64_hash folds halves on one another. */
static guint64 stem(const char *name)
{
  uint32_t first = jb_utf8_next(&name), second = jb_utf8_next(&name);
  return (guint64)folded(first) * 0x110000 + folded(second);
}

static bool begins_equal(const char *a, const char *b)
{
  const char *after = g_utf8_offset_to_pointer(a, 2);
  return strncmp(a, b, (size_t)(after - a)) == 0;
}

void jb_audit_names(const JbNameList *list, JbFindings *findings)
{
  g_autoptr(GHashTable) stems = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < list->names->len; i++) {
    const Name *name = &g_array_index(list->names, Name, i);
    gint64 key = (gint64)stem(name->text);
    const Name *first = g_hash_table_lookup(stems, &key);
    if (!first) {
      gint64 *kept = g_new(gint64, 1);
      *kept = key;
      g_hash_table_insert(stems, kept, (gpointer)name);
    } else if (!begins_equal(name->text, first->text)) {
      g_autofree char *line = g_strdup_printf("%d", first->place.line);
      jb_find(findings, NAMES_ALIKE, name->place, name->text, first->text, line);
    }
  }
}
