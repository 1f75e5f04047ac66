/* SPDX-License-Identifier: MIT
 * audit/counts: finds what is announced by number, and how many items follow.
 *
 * Model: 数 + 量 + 名 announces when a colon is next (三大工程：), or, of nouns that announce, when the words before
 * say so (抓好四项工作。). Its items are certain only when they begin right behind the mark: ordinals that begin at
 * one, or a list. Everything else stays silent: 五项措施落地见效 counts what is past, 教育、医疗两个方面 what stands
 * before it. Rejected: taking the next list anywhere behind, which told one true paragraph in two of a fault. */
#include "audit/counts.h"

#include "audit/numeral.h"
#include "base/utf8.h"

#include <string.h>

enum {
  MOST = 20,
  LONGEST_PHRASE = 12,
  LONGEST_CLAUSE = 60,
  FOLLOWING = 64,
  REACH = 1000 /* characters, or what is hostile takes squares of time */
};

/* --- Ordinals --- */

typedef enum OrdinalKind {
  ORDINAL_YISHI,   /* 一是, 二要 */
  ORDINAL_QIYI,    /* 其一 */
  ORDINAL_FIRST,   /* 第一， */
  ORDINAL_FIRSTLY, /* 首先, 其次, 最后: those behind the first have no number */
  ORDINAL_HAN,     /* 一、 */
  ORDINAL_ARABIC,  /* 1. */
  ORDINAL_HAN_BRACKETS,
  ORDINAL_ARABIC_BRACKETS,
  ORDINAL_CIRCLED,
} OrdinalKind;

typedef struct Ordinal {
  OrdinalKind kind;
  int64_t number;
} Ordinal;

static bool is_any(const JbPassage *passage, size_t index, const char *const *words)
{
  return jb_passage_any(passage, index, words) > 0;
}

/* The mark that ends a sentence or a clause before index, or its beginning. */
static bool begins_clause(const JbPassage *passage, size_t index, bool sentence)
{
  static const char *const marks[] = {"。", "；", "：", "！", "？", "\n", "，", "、", "“", NULL};
  static const char *const ends[] = {"。", "；", "：", "！", "？", "\n", NULL};
  return index == 0 || is_any(passage, index - 1, sentence ? ends : marks);
}

/* A number of one or two characters at start; *han: in Chinese. 0: none. */
static int64_t small_number(const JbPassage *passage, size_t start, size_t *end, bool *han)
{
  int64_t value = 0;
  *end = start;
  *han = !jb_is_digit(jb_passage_code(passage, start));
  if (*han && jb_chinese_digit(jb_passage_code(passage, start)) >= 0) {
    *end = jb_chinese_numeral(passage, start, &value);
  }
  while (!*han && *end < start + 3 && jb_is_digit(jb_passage_code(passage, *end))) {
    value = value * 10 + (jb_passage_code(passage, *end) - '0');
    ++*end;
  }
  return value <= MOST ? value : 0;
}

/* What stands behind a number says which kind it is. */
static bool kind_behind(const JbPassage *passage, size_t index, size_t end, bool han, OrdinalKind *kind)
{
  static const char *const verbs[] = {"是", "要", NULL}, *const points[] = {".", "、", NULL};
  size_t next;
  bool han_next;
  if (han && is_any(passage, end, verbs)) {
    *kind = ORDINAL_YISHI;
    return true;
  }
  *kind = han ? ORDINAL_HAN : ORDINAL_ARABIC;
  return is_any(passage, end, han ? points + 1 : points) && begins_clause(passage, index, true) &&
         small_number(passage, end + 1, &next, &han_next) == 0;
}

static bool ordinal_at(const JbPassage *passage, size_t index, Ordinal *ordinal)
{
  static const char *const later[] = {"其次", "再次", "再者", "最后", NULL};
  static const char *const opening[] = {"（", "(", NULL}, *const closing[] = {"）", ")", NULL};
  static const char *const pauses[] = {"，", "、", "：", "是", NULL};
  uint32_t code = jb_passage_code(passage, index);
  size_t end;
  bool han, first = jb_passage_has(passage, index, "首先"), bracket = is_any(passage, index, opening);
  if (!begins_clause(passage, index, bracket)) {
    return false;
  }
  if (first || is_any(passage, index, later)) {
    *ordinal = (Ordinal){ORDINAL_FIRSTLY, first ? 1 : 0};
    return true;
  }
  if (code >= U'①' && code <= U'⑳') {
    *ordinal = (Ordinal){ORDINAL_CIRCLED, code - U'①' + 1};
    return true;
  }
  bool di = code == U'第', qi = code == U'其';
  ordinal->number = small_number(passage, index + (bracket || di || qi), &end, &han);
  if (ordinal->number == 0) {
    return false;
  }
  ordinal->kind = bracket ? (han ? ORDINAL_HAN_BRACKETS : ORDINAL_ARABIC_BRACKETS) : di ? ORDINAL_FIRST : ORDINAL_QIYI;
  return bracket      ? is_any(passage, end, closing)
         : (di || qi) ? han && is_any(passage, end, pauses)
                      : kind_behind(passage, index, end, han, &ordinal->kind);
}

/* --- Items --- */

/* What follows an announcement. */
typedef struct Items {
  int64_t count; /* 0: nothing that is certain */
  JbPlace place; /* where they begin */
} Items;

/* The last ordinal of this kind before index; 0: none. */
static int64_t number_before(const JbPassage *passage, size_t index, OrdinalKind kind)
{
  Ordinal ordinal;
  for (size_t reach = REACH; reach > 0 && index-- > 0; reach--) {
    if (ordinal_at(passage, index, &ordinal) && ordinal.kind == kind) {
      return ordinal.number;
    }
  }
  return 0;
}

/* Ordinals from the first, at index, on. A list within an item begins at one again: when the outer one may go on behind
 * it, what is counted is not certain. */
static int64_t count_ordinals(const JbPassage *passage, size_t index, OrdinalKind kind, int64_t announced)
{
  int64_t count = 1;
  bool within = false;
  Ordinal ordinal;
  for (size_t i = index + 1; i < passage->count; i++) {
    if (i > index + REACH) {
      return announced;
    }
    if (!ordinal_at(passage, i, &ordinal) || ordinal.kind != kind) {
      continue;
    }
    bool next = ordinal.number == count + 1 || ordinal.number == 0;
    if (next && within) {
      return announced;
    }
    if (next && count == announced && ordinal.number > 1 && ordinal.number == number_before(passage, index, kind) + 1) {
      return count;
    }
    within = within || ordinal.number == 1;
    count += next && !within;
  }
  return count;
}

/* Paragraphs that go on with ordinals of this kind behind the count that there are; *place: of the first. */
static int64_t count_paragraphs(JbBlock *const *blocks, size_t count, OrdinalKind kind, Items *items)
{
  for (size_t i = 0; i < MIN(count, FOLLOWING) && blocks[i]->kind == JB_BLOCK_PARAGRAPH; i++) {
    g_autoptr(JbPassage) passage = jb_passage_new(&blocks[i]->inlines);
    Ordinal ordinal;
    bool numbered = ordinal_at(passage, 0, &ordinal) && ordinal.kind == kind;
    bool next = numbered && (ordinal.number == items->count + 1 || (ordinal.number == 0 && items->count > 0));
    if (numbered && !next) {
      break;
    }
    if (next) {
      items->place = items->count == 0 ? jb_passage_place(passage, 0) : items->place;
      items->count = items->count == 0 ? count_ordinals(passage, 0, kind, MOST) : items->count + 1;
    }
  }
  return items->count;
}

static bool is_list(const JbBlock *block)
{
  return block->kind == JB_BLOCK_POINTS || block->kind == JB_BLOCK_LIST || block->kind == JB_BLOCK_AIMS;
}

static size_t count_sections(JbBlock *const *blocks, size_t count)
{
  size_t sections = 0;
  while (sections < count && blocks[sections]->kind == JB_BLOCK_SECTION) {
    sections++;
  }
  return sections;
}

/* Those of the blocks that come next: a list, or paragraphs with ordinals. */
static Items items_of_blocks(JbBlock *const *blocks, size_t count)
{
  Items items = {0};
  if (count > 0 && is_list(blocks[0])) {
    items = (Items){.count = (int64_t)blocks[0]->child_count, .place = blocks[0]->place};
  } else if (count > 0 && blocks[0]->kind == JB_BLOCK_PARAGRAPH) {
    g_autoptr(JbPassage) passage = jb_passage_new(&blocks[0]->inlines);
    Ordinal ordinal;
    if (ordinal_at(passage, 0, &ordinal) && ordinal.number == 1) {
      count_paragraphs(blocks, count, ordinal.kind, &items);
    }
  }
  return items;
}

/* --- Announcements --- */

typedef struct Announcement {
  size_t start, end; /* 三个方面 */
  size_t mark;       /* what ends its clause; the end of the passage */
  int64_t count;
} Announcement;

/* The noun that announces within four characters from index on; its end, or index. */
static size_t noun_end(const JbPassage *passage, size_t index, size_t limit)
{
  static const char *const nouns[] = {
      "方面", "工作", "举措", "措施", "任务", "工程", "行动", "意见", "建议",   "要求", "问题", "重点", "坚持", "聚焦",
      "到位", "突破", "着力", "强化", "机制", "模式", "环节", "特点", "原因",   "原则", "步骤", "阶段", "目标", "大事",
      "实事", "制度", "经验", "体会", "路径", "途径", "转变", "改革", "内容",   "事项", "层面", "维度", "板块", "优势",
      "主线", "关键", "抓手", "成果", "成效", "指标", "亮点", "部分", "示范区", "事",   NULL};
  for (size_t i = index; i < MIN(index + 5, limit); i++) {
    size_t noun = jb_passage_any(passage, i, nouns);
    if (noun > 0) {
      return i + noun;
    }
  }
  return index;
}

/* The clause around index: where it begins. */
static size_t clause_start(const JbPassage *passage, size_t index)
{
  static const char *const marks[] = {"。", "；", "：", "！", "？", "\n", "，", NULL};
  size_t least = index - MIN(index, LONGEST_CLAUSE);
  while (index > least && !is_any(passage, index - 1, marks)) {
    index--;
  }
  return index;
}

static size_t clause_end(const JbPassage *passage, size_t index)
{
  static const char *const marks[] = {"。", "；", "：", "！", "？", "\n", "，", NULL};
  size_t limit = MIN(index + LONGEST_PHRASE, passage->count);
  while (index < limit && !is_any(passage, index, marks)) {
    index++;
  }
  return index;
}

static bool any_between(const JbPassage *passage, size_t start, size_t end, const char *const *words)
{
  for (size_t i = start; i < end; i++) {
    if (is_any(passage, i, words)) {
      return true;
    }
  }
  return false;
}

/* Are the words between noun and mark those of an announcement: none, 工作, 如下, or what 从 and 在 lead to? */
static bool is_tail(const JbPassage *passage, size_t clause, const Announcement *found)
{
  static const char *const tails[] = {"工作", "的工作", "内容", "如下", "着手", "入手", "发力", NULL};
  static const char *const leads[] = {"从", "在", "围绕", NULL};
  size_t tail = jb_passage_any(passage, found->end, tails);
  return found->end + tail == found->mark || any_between(passage, clause, found->start, leads);
}

/* Before 。 and ，, and at the end, words must say that something is announced. */
static bool is_announced(const JbPassage *passage, const Announcement *found, bool known)
{
  static const char *const leads[] = {"从",   "在",   "抓",   "做好", "做到", "把握", "采取", "提出",
                                      "突出", "坚持", "有",   "分",   "包括", "重点", "主要", "以下",
                                      "下列", "实施", "议定", "如下", "完成", "讲",   "建设", NULL};
  static const char *const past[] = {"情况", "完成", "进展", "承接", "见效", "其中", NULL}, *const pause[] = {"、",
                                                                                                              NULL};
  static const char *const below[] = {"如下", NULL}, *const colon[] = {"：", NULL};
  size_t clause = clause_start(passage, found->start);
  if (is_any(passage, found->mark, colon)) {
    return !any_between(passage, found->end, found->mark, past);
  }
  return known && !any_between(passage, clause, found->start, pause) && is_tail(passage, clause, found) &&
         (any_between(passage, clause, found->start, leads) || any_between(passage, found->end, found->mark, below));
}

/* 第三个方面, 上述三个方面: names one, or what was said. */
static bool refers_back(const JbPassage *passage, size_t start)
{
  static const char *const words[] = {"第", "前", "上述", "以上", "这", "该", "其他", "另", "余",
                                      "近", "后", "各",   "每",   "的", "几", "数",   NULL};
  for (const char *const *word = words; *word; word++) {
    if (jb_passage_ends(passage, start, *word)) {
      return true;
    }
  }
  return false;
}

/* Names that a number is part of: nobody lists what they hold. */
static bool is_name(const JbPassage *passage, size_t start)
{
  static const char *const names[] = {"四个意识", "四个自信",     "两个维护",   "两个确立", "三个代表", "四个全面",
                                      "四个重大", "两个毫不动摇", "三大攻坚战", "八项规定", NULL};
  return is_any(passage, start, names);
}

/* What is announced at index. */
static bool announced_at(const JbPassage *passage, size_t index, Announcement *found)
{
  static const char *const counters[] = {"个", "项", "条", "点", "大", "件", "种", "类", NULL};
  static const char *const whole[] = {"方面", "点", NULL};
  bool han, inside = index > 0 &&
                     (jb_is_digit(jb_passage_code(passage, index - 1)) || jb_passage_code(passage, index - 1) == '.' ||
                      jb_chinese_digit(jb_passage_code(passage, index - 1)) >= 0);
  size_t end, counted;
  *found = (Announcement){.start = index, .count = inside ? 0 : small_number(passage, index, &end, &han)};
  if (found->count < 2 || passage->characters[index].waived || refers_back(passage, index) || is_name(passage, index)) {
    return false;
  }
  size_t counter = jb_passage_any(passage, end, counters);
  counted = end + MAX(counter, jb_passage_any(passage, end, whole));
  found->mark = clause_end(passage, counted);
  size_t noun = counter > 0 ? noun_end(passage, counted, found->mark) : counted;
  bool bare = noun == counted && is_any(passage, end, whole), known = noun > counted || bare;
  bool quoted = passage->characters[index].quoted;
  found->end = known ? noun : MIN(found->mark, counted + 4);
  bool open = han && counter > 0 && found->mark > counted && found->mark <= counted + 6;
  return counted > end && !quoted && (known || open) && is_announced(passage, found, known);
}

/* --- What is told --- */

static void tell_count(const JbPassage *passage, const Announcement *found, Items items, bool certain,
                       JbFindings *findings)
{
  if (items.count < 2 || items.count == found->count) {
    return;
  }
  g_autofree char *words = jb_passage_text(passage, found->start, found->end);
  g_autofree char *number = g_strdup_printf("%d", (int)items.count);
  g_autofree char *where = g_strdup_printf("%d:%d", items.place.line, items.place.column);
  jb_findings_add_as(findings, JB_MESSAGE_COUNT_NOT_KEPT, certain ? JB_SEVERITY_ERROR : JB_SEVERITY_WARNING,
                     jb_passage_place(passage, found->start), (const char *const[]){words, number, where, NULL});
}

/* 四个坚持：坚持…，坚持…: the word itself, at the beginnings of clauses. */
static Items items_by_word(const JbPassage *passage, const Announcement *found)
{
  Items items = {0};
  g_autofree char *word = jb_passage_text(passage, found->end - 2, found->end);
  size_t first = found->mark + 1;
  for (size_t i = first; i < passage->count && jb_passage_has(passage, first, word); i++) {
    items.count += begins_clause(passage, i, false) && jb_passage_has(passage, i, word);
    if (jb_passage_has(passage, i, "。") && items.count > 1) {
      break;
    }
  }
  items.place = items.count > 0 ? jb_passage_place(passage, first) : items.place;
  return items;
}

static void judge(const JbPassage *passage, const Announcement *found, JbBlock *const *following, size_t count,
                  JbFindings *findings)
{
  Ordinal ordinal;
  size_t behind = found->mark + 1;
  if (behind < passage->count && ordinal_at(passage, behind, &ordinal) && ordinal.number == 1) {
    Items items = {.count = count_ordinals(passage, behind, ordinal.kind, found->count),
                   .place = jb_passage_place(passage, behind)};
    count_paragraphs(following, count, ordinal.kind, &items);
    tell_count(passage, found, items, true, findings);
  } else if (behind < passage->count) {
    tell_count(passage, found, items_by_word(passage, found), true, findings);
  } else {
    tell_count(passage, found, items_of_blocks(following, count), true, findings);
    size_t sections = count_sections(following, count);
    if (sections > 1 && (int64_t)sections < found->count) { /* more may be about other things */
      tell_count(passage, found, (Items){(int64_t)sections, following[0]->place}, false, findings);
    }
  }
}

/* “四个坚持”：坚持…: in quotation marks it is a name, whose words may follow; “三个示范区”。 before its aims. */
static bool quoted_at(const JbPassage *passage, size_t index, Announcement *found, JbBlock *const *following,
                      size_t count)
{
  bool han;
  size_t end = index + 1;
  if (jb_passage_code(passage, index) != U'“') {
    return false;
  }
  *found = (Announcement){.start = index + 1, .count = small_number(passage, index + 1, &end, &han)};
  while (end < passage->count && end < index + LONGEST_PHRASE && jb_passage_code(passage, end) != U'”') {
    end++;
  }
  found->end = end;
  found->mark = end + 1;
  bool colon = jb_passage_has(passage, found->mark, "：");
  bool aims = found->mark + 1 >= passage->count && count > 0 && following[0]->kind == JB_BLOCK_AIMS;
  return found->count >= 2 && jb_passage_has(passage, end, "”") && end > index + 4 && (colon || aims);
}

void jb_audit_counts(const JbPassage *passage, JbBlock *const *following, size_t count, JbFindings *findings)
{
  for (size_t i = 0; i < passage->count; i++) {
    Announcement found;
    if (announced_at(passage, i, &found) || quoted_at(passage, i, &found, following, count)) {
      judge(passage, &found, following, count, findings);
      i = found.end - 1;
    }
  }
}

void jb_audit_title_count(const JbBlock *section, JbFindings *findings)
{
  static const char *const counters[] = {"个", "项", "条", "大", "件", NULL};
  g_autoptr(JbPassage) title = jb_passage_new(&section->inlines);
  size_t sections = count_sections(section->children, section->child_count);
  bool listed = section->child_count > 0 && is_list(section->children[0]);
  Items items = listed ? (Items){(int64_t)section->children[0]->child_count, section->children[0]->place}
                       : (Items){(int64_t)sections, section->place};
  for (size_t i = 0; i < title->count; i++) {
    Announcement found = {.start = i};
    bool han, inside = i > 0 && jb_chinese_digit(jb_passage_code(title, i - 1)) >= 0;
    size_t end;
    found.count = inside ? 0 : small_number(title, i, &end, &han);
    if (found.count < 2 || !han || refers_back(title, i) || title->characters[i].quoted || is_name(title, i)) {
      continue;
    }
    size_t counter = jb_passage_any(title, end, counters);
    found.end = noun_end(title, end + counter, title->count);
    bool fewer = listed || items.count < found.count;
    if (counter > 0 && found.end > end + counter && fewer) {
      tell_count(title, &found, items, false, findings);
      return;
    }
  }
}

/* A list within an item begins at one again, and the outer one goes on where it was. */
void jb_audit_ordinals(const JbPassage *passage, JbFindings *findings)
{
  enum { DEEPEST = 4 };
  int64_t last[DEEPEST] = {0};
  size_t depth = 0;
  for (size_t i = 0; i < passage->count; i++) {
    Ordinal ordinal;
    if (!ordinal_at(passage, i, &ordinal) || ordinal.kind > ORDINAL_QIYI) {
      continue;
    }
    bool begins = ordinal.number == 1 && (last[depth] != 1 || jb_passage_ends(passage, i, "："));
    size_t outer = depth;
    while (outer > 0 && last[outer] + 1 != ordinal.number) {
      outer--;
    }
    bool goes_on = last[outer] == 0 || last[outer] + 1 == ordinal.number;
    if (!begins && !goes_on) {
      g_autofree char *words = jb_passage_text(passage, i, i + 2), *before = g_strdup_printf("%d", (int)last[depth]);
      jb_find(findings, ORDINAL_BROKEN, jb_passage_place(passage, i), words, before);
    }
    depth = begins && last[depth] > 0 ? MIN(depth + 1, DEEPEST - 1) : goes_on ? outer : depth;
    last[depth] = ordinal.number;
  }
}
