/* SPDX-License-Identifier: MIT
 * audit/names: names that begin alike but for a character that is easily mistaken.
 *
 * Model: a firm's name begins with two characters that are its own (正瀚, 科达, 极电); what follows says its trade. Two
 * names are alike when these are equal once characters that sound and look alike are taken for one, and not before; or
 * when the whole is, with all that sounds alike taken for one (华锐精密, 华瑞精密).
 * Rejected: distance by edits, which finds 工业投资 and 工业产值 alike; and a dictionary of names, which no office has.
 */
#include "audit/names.h"

#include "base/utf8.h"

#include <string.h>

/* Characters of names that sound alike and share a part, group by group. */
static const char *const alike[] = {"瀚翰",     "晖辉珲晕", "昇升晟", "鑫馨",   "弘宏泓", "泰秦",   "恒桓",   "瑞端",
                                    "伟玮炜苇", "明朋",     "晶品",   "博搏",   "华桦烨", "利俐莉", "佳嘉家", "祥详洋",
                                    "源原塬",   "丰沣",     "隆龙",   "诚城成", "信讯",   "航杭",   "健建",   "康糠",
                                    "凯恺铠",   "峰锋烽",   "洋样",   "海诲",   "润闰",   "清青菁", "泽译择", "浩皓灏",
                                    "淼森",     "铭茗",     "卓桌",   "奥澳",   "百佰",   "兴星",   "亿忆",   "智志",
                                    "创刨",     "科料",     "欣新",   "达大",   "威葳",   "杰洁",   "力立",   "圣胜盛",
                                    "天夭",     "光先",     "阳扬杨", "远运",   "正政证", "国囯",   "晓哓",   NULL};

/* First characters of the groups above, and others, that sound alike: enough where the rest of a name is equal. */
static const char *const homophones[] = {
    "利力丽励", "瑞锐睿",   "远元源缘", "旺望", "邦帮",   "恒横衡", "陵菱凌零", "华骅", "宏红鸿虹", "晖惠慧汇",
    "佳加",     "兴欣新心", "智致治",   "嘉家", "晶金锦", "泰太",   "伟维威",   "博伯", "祥翔",     "诚承程",
    "海合",     "科克",     "达德",     "明铭", "永勇",   "安岸",   "丰峰",     "润瑞", "立利",     NULL};

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

/* A trade or kind that stands behind the two characters of a firm's own. */
static size_t trade_length(const JbPassage *passage, size_t index)
{
  static const char *const trades[] = {"新能源", "新材料", "科技", "集团",   "公司", "股份", "有限",
                                       "电子",   "精密",   "智能", "装备",   "机械", "重工", "生物",
                                       "医药",   "银行",   "医院", "产业园", "项目", NULL};
  return jb_passage_any(passage, index, trades);
}

static bool are_han(const JbPassage *passage, size_t start, size_t end)
{
  while (start < end && jb_character_is_han(passage->characters[start].code)) {
    start++;
  }
  return start == end;
}

/* What stands between two pauses, or between one and the 等 that ends the enumeration; and what has a trade behind it.
 */
void jb_name_list_add(JbNameList *list, const JbPassage *passage)
{
  for (size_t i = 0; i < passage->count; i++) {
    size_t trade = i >= 2 && are_han(passage, i - 2, i) ? trade_length(passage, i) : 0;
    if (trade > 0) {
      take(list, passage, i - 2, i + trade);
    }
    if (is_pause(passage->characters[i].code)) {
      size_t end = name_end(passage, i + 1);
      if (is_pause(jb_passage_code(passage, end)) || jb_passage_has(passage, end, "等")) {
        take(list, passage, i + 1, end);
      }
    }
  }
}

/* --- Comparing them --- */

/* The first character of the group that has this one; itself when none has. */
static uint32_t first_of_group(const char *const *groups, uint32_t code)
{
  for (; *groups; groups++) {
    const char *cursor = *groups, *end = cursor + strlen(cursor);
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

static uint32_t folded(uint32_t code)
{
  return first_of_group(alike, code);
}

/* The same by sound, which takes more characters for one. */
static uint32_t sounding(uint32_t code)
{
  return first_of_group(homophones, folded(code));
}

bool jb_names_sound_alike(uint32_t a, uint32_t b)
{
  return sounding(a) == sounding(b);
}

char *jb_names_fold(const char *name)
{
  GString *key = g_string_new(NULL);
  while (*name != '\0') {
    g_string_append_unichar(key, sounding(jb_utf8_next(&name)));
  }
  return g_string_free(key, FALSE);
}

/* The first two characters, folded. */
static char *stem(const char *name)
{
  GString *key = g_string_new("\x1f"); /* a name of two characters is not the stem of another */
  g_string_append_unichar(key, folded(jb_utf8_next(&name)));
  g_string_append_unichar(key, folded(jb_utf8_next(&name)));
  return g_string_free(key, FALSE);
}

static bool begins_equal(const char *a, const char *b)
{
  const char *after = g_utf8_offset_to_pointer(a, 2);
  return strncmp(a, b, (size_t)(after - a)) == 0;
}

/* The first name with this key; this one becomes it if there is none. Takes the key over. */
static const Name *first_with(GHashTable *names, char *key, const Name *name)
{
  const Name *first = g_hash_table_lookup(names, key);
  if (!first) {
    g_hash_table_insert(names, key, (gpointer)name);
    return name;
  }
  g_free(key);
  return first;
}

void jb_audit_names(const JbNameList *list, JbFindings *findings)
{
  g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < list->names->len; i++) {
    const Name *name = &g_array_index(list->names, Name, i);
    const Name *sounds = first_with(names, jb_names_fold(name->text), name);
    const Name *begins = first_with(names, stem(name->text), name);
    const Name *other = sounds != name ? sounds : !begins_equal(name->text, begins->text) ? begins : NULL;
    if (other) {
      g_autofree char *line = g_strdup_printf("%d", other->place.line);
      jb_find(findings, NAMES_ALIKE, name->place, name->text, other->text, line);
    }
  }
}
