/* SPDX-License-Identifier: MIT
 * text/breaks: rules over pairs of neighbouring classes, asked in order, the first that knows decides.
 *
 * Spaces and what has no ink are looked through: the rules see the last cell with ink. A pair table of 29 × 29 classes
 * would be a little faster, but nobody could check it against the standard; nearly all pairs are Han and Han, which is
 * answered first. */
#include "text/breaks.h"

#include <string.h>

typedef struct Pair {
  const JbCells *cells;
  const JbComposition *composition;
  size_t left, right; /* cells; between them there are only spaces and what has no ink */
  JbClass a, b;       /* their classes, ASCII twins resolved */
  bool spaced;        /* a typed space lies between them, of either width */
} Pair;

typedef enum Verdict { NO_VERDICT = -1 } Verdict;

static bool class_in(JbClass class, uint64_t set)
{
  return set >> class & 1;
}

#define SET(name) (UINT64_C(1) << JB_CLASS_##name)

static const uint64_t latin = SET(LETTER) | SET(DIGIT);
static const uint64_t wordy = SET(LETTER) | SET(DIGIT) | SET(SYMBOL);
static const uint64_t affix = SET(PR) | SET(PO);
static const uint64_t ascii_closing = SET(AC) | SET(IS) | SET(EX);

/* --- signs that stand together (standards 1.3) --- */

static bool is_prefix_or_suffix(const Pair *pair)
{
  JbClass a = pair->a, b = pair->b;
  if (class_in(a, wordy | affix) && class_in(b, affix)) {
    return true; /* 5%, ±5, 100$, −¥5 */
  }
  if (class_in(a, affix) && class_in(b, latin | SET(AO))) {
    return true; /* ¥2.6, $(5) */
  }
  return a == JB_CLASS_AC && class_in(b, affix);
}

/* km/h, kW·h: no line end on either side of a solidus or interpunct between Latin letters or digits. */
static bool is_inside_compound(const Pair *pair)
{
  const uint64_t joiner = SET(MD) | SET(SL);
  const JbCell *items = pair->cells->items;
  if (class_in(pair->a, latin) && class_in(pair->b, joiner) && pair->right + 1 < pair->cells->count) {
    return class_in((JbClass)items[pair->right + 1].class, latin);
  }
  if (class_in(pair->a, joiner) && class_in(pair->b, latin) && pair->left > 0) {
    return class_in((JbClass)items[pair->left - 1].class, latin);
  }
  return false;
}

static int judge_units(const Pair *pair)
{
  JbClass a = pair->a, b = pair->b;
  if (a == JB_CLASS_GLUE || b == JB_CLASS_GLUE || a == JB_CLASS_QU || b == JB_CLASS_QU) {
    return JB_BREAK_UNIT;
  }
  if (class_in(a, wordy) && class_in(b, wordy | SET(AO))) {
    return JB_BREAK_UNIT; /* words, numbers, number and unit; f(x) */
  }
  if (class_in(a, SET(AC) | SET(IS)) && class_in(b, wordy)) {
    return JB_BREAK_UNIT; /* 1,234.5; (s)he; 12:30 */
  }
  if (is_prefix_or_suffix(pair) || is_inside_compound(pair)) {
    return JB_BREAK_UNIT;
  }
  if (pair->cells->items[pair->left].character == '-' && b == JB_CLASS_DIGIT) {
    bool inside = pair->left > 0 && pair->cells->items[pair->left - 1].class == JB_CLASS_DIGIT;
    return inside ? JB_BREAK_ADDRESS : JB_BREAK_UNIT; /* 2024-01-05 or a sign: UAX #14 LB25 */
  }
  if (pair->cells->items[pair->right].flags & JB_CELL_REFERENCE) {
    return JB_BREAK_UNIT;
  }
  return NO_VERDICT;
}

/* Superscripts and subscripts stay with their base. */
static bool is_script(const Pair *pair)
{
  const JbTextRun *runs = pair->cells->runs;
  uint32_t left = pair->cells->items[pair->left].run, right = pair->cells->items[pair->right].run;
  return left != right && runs[left].rise == 0 && runs[right].rise != 0;
}

/* --- what may not stand at a line's edge (standards 1.2) --- */

static bool may_not_start(const Pair *pair)
{
  static const uint64_t basic = SET(CL) | SET(PA) | SET(ST) | SET(ST2) | SET(MD) | SET(CN) | SET(SL);
  static const uint64_t strict = basic | SET(DA) | SET(EL) | SET(IT);
  JbProhibition level = pair->composition->prohibition;
  if (class_in(pair->b, ascii_closing)) {
    return true;
  }
  if (class_in(pair->a, latin | SET(PO)) && pair->b == JB_CLASS_CN && !pair->spaced) {
    return true; /* a typed hyphen ends its line: UAX #14 LB21; 63%～¦68% */
  }
  if (level == JB_PROHIBITION_NONE) {
    return false;
  }
  if (level < JB_PROHIBITION_STRICT) {
    return class_in(pair->b, basic);
  }
  return class_in(pair->b, strict) || (pair->b == JB_CLASS_PO && jb_class_is_han(pair->a) && !pair->spaced);
}

static bool may_not_end(const Pair *pair)
{
  JbProhibition level = pair->composition->prohibition;
  if (pair->a == JB_CLASS_AO) {
    return true;
  }
  if (level == JB_PROHIBITION_NONE) {
    return false;
  }
  if (pair->a == JB_CLASS_OP) {
    return true;
  }
  if (pair->a == JB_CLASS_SL) {
    return level >= JB_PROHIBITION_GB; /* GB asks for both sides */
  }
  return level == JB_PROHIBITION_STRICT && pair->a == JB_CLASS_PR && jb_class_is_han(pair->b) && !pair->spaced;
}

static JbBreak judge(const Pair *pair)
{
  if (pair->a == JB_CLASS_HAN && pair->b == JB_CLASS_HAN && !is_script(pair)) {
    return JB_BREAK_ALLOWED;
  }
  if (may_not_start(pair) || may_not_end(pair)) {
    return JB_BREAK_EDGE;
  }
  if (pair->spaced) {
    return JB_BREAK_ALLOWED;
  }
  int verdict = judge_units(pair);
  if (verdict != NO_VERDICT) {
    return (JbBreak)verdict;
  }
  return is_script(pair) ? JB_BREAK_UNIT : JB_BREAK_ALLOWED;
}

/* --- numbers and their counters: keep-number-unit --- */

/* Longer ones before those they begin with; 十百千万亿 may stand before them all. */
static const char *const counters[] = {
    "个百分点", "百分点", "平方公里", "平方千米", "平方米", "立方米", "千瓦时", "摄氏度", "人次", "周年", "年度",
    "年",       "季度",   "个月",     "月份",     "月",     "日",     "小时",   "时",     "分钟", "分",   "秒",
    "天",       "周",     "世纪",     "美元",     "欧元",   "元",     "公里",   "公顷",   "公斤", "千瓦", "兆瓦",
    "吉瓦",     "千米",   "厘米",     "毫米",     "米",     "千克",   "毫克",   "克",     "毫升", "升",   "吨",
    "亩",       "斤",     "个",       "人",       "户",     "家",     "项",     "号",     "倍",   "成",   "次",
    "名",       "件",     "处",       "条",       "岁",     "座",     "辆",     "套",     "台",   "所",   "位",
    "届",       "期",     "章",       "节",       "页",     "款",     "类",     "级",     "批",   "笔",   "宗",
    "度",       "起",     "份",       "间",       "门",     "层",     "只",     "头",     "株",   "部",   "本",
    "册",       "张",     "块",       "场",       "轮",     "支",     "艘",     "架",     "栋",   "幢",   "股",
    "篇",       "枚",
};

static const char *const multipliers[] = {"十", "百", "千", "万", "亿"};

static size_t length_of_any(const char *const *list, size_t count, const char *text, size_t length)
{
  for (size_t i = 0; i < count; i++) {
    size_t bytes = strlen(list[i]);
    if (bytes <= length && memcmp(text, list[i], bytes) == 0) {
      return bytes;
    }
  }
  return 0;
}

/* Bytes of the counter that begins at text (万亿元, 个百分点, 万); 0: none. */
static size_t counter_length(const char *text, size_t length)
{
  for (size_t skipped = 0;;) {
    size_t counter = length_of_any(counters, G_N_ELEMENTS(counters), text + skipped, length - skipped);
    size_t more = length_of_any(multipliers, G_N_ELEMENTS(multipliers), text + skipped, length - skipped);
    if (counter > 0 || more == 0) {
      return skipped + counter;
    }
    skipped += more;
  }
}

static void soften(JbJoint *joint)
{
  if (joint->line_end == JB_BREAK_ALLOWED) {
    joint->line_end = JB_BREAK_SOFT;
  }
}

static void keep_counters(const JbCells *cells, JbJoint *joints)
{
  for (size_t i = 0; i + 1 < cells->count; i++) {
    const JbCell *cell = &cells->items[i], *next = cell + 1;
    if (cell->character == 0x7b2c && next->class == JB_CLASS_DIGIT) { /* 第3季度 */
      soften(&joints[i]);
    }
    if (cell->class != JB_CLASS_DIGIT || next->class != JB_CLASS_HAN) {
      continue;
    }
    size_t end = next->start + counter_length(cells->text + next->start, cells->length - next->start);
    for (size_t k = i; k + 1 < cells->count && cells->items[k + 1].start < end; k++) {
      soften(&joints[k]);
    }
  }
}

/* --- runs and addresses --- */

static bool is_kept(const JbCells *cells, size_t index)
{
  const JbTextRun *left = &cells->runs[cells->items[index].run], *right = &cells->runs[cells->items[index + 1].run];
  return left->unbreakable && right->unbreakable && (left == right || left->tag == right->tag);
}

static bool is_in_address(const JbCell *cell)
{
  return cell->flags & cell[1].flags & JB_CELL_URL;
}

static JbBreak judge_address(const JbCell *cell)
{
  bool parts = strchr("/.-_?&=", (char)cell->character) && !strchr("/.", (char)cell[1].character);
  return parts ? JB_BREAK_ADDRESS : JB_BREAK_UNIT;
}

/* --- */

static JbClass class_for_lines(const JbCell *cell)
{
  JbClass class = (JbClass)cell->class;
  if (cell->flags & JB_CELL_URL) { /* a word, whatever sign it begins or ends with */
    return class == JB_CLASS_DIGIT ? class : JB_CLASS_LETTER;
  }
  if (!(cell->flags & JB_CELL_TWIN)) {
    return class;
  }
  return class == JB_CLASS_AC ? JB_CLASS_CL : class == JB_CLASS_EX ? JB_CLASS_ST : JB_CLASS_PA;
}

/* What is between a cell with ink (before) and the next one: walked by jb_breaks_find. */
typedef struct Walk {
  size_t before; /* last cell with ink; SIZE_MAX: none yet in this line of the text */
  bool spaced;   /* a space since then */
  bool zero;     /* a zero-width space since then: a line may end here whatever comes */
} Walk;

static JbBreak judge_joint(const JbCells *cells, const JbComposition *composition, size_t index, const Walk *walk)
{
  const JbCell *next = &cells->items[index + 1];
  JbClass class = (JbClass)next->class;
  if (class == JB_CLASS_NEWLINE || class == JB_CLASS_IGNORED) {
    return JB_BREAK_UNIT;
  }
  if (class == JB_CLASS_SPACE || class == JB_CLASS_WIDE_SPACE || class == JB_CLASS_ZERO_SPACE) {
    return JB_BREAK_EDGE;
  }
  if (walk->zero) {
    return JB_BREAK_ALLOWED;
  }
  if (walk->before == SIZE_MAX) {
    return JB_BREAK_UNIT;
  }
  Pair pair = {.cells = cells,
               .composition = composition,
               .left = walk->before,
               .right = index + 1,
               .a = class_for_lines(&cells->items[walk->before]),
               .b = class_for_lines(next),
               .spaced = walk->spaced && !(class == JB_CLASS_GLUE && next->character == 0x2060)};
  return judge(&pair);
}

void jb_breaks_find(const JbCells *cells, const JbComposition *composition, JbJoint *joints)
{
  Walk walk = {.before = SIZE_MAX};
  for (size_t i = 0; i < cells->count; i++) {
    const JbCell *cell = &cells->items[i];
    if (cell->class == JB_CLASS_NEWLINE || i + 1 == cells->count) {
      joints[i].line_end = JB_BREAK_FORCED;
      walk = (Walk){.before = SIZE_MAX};
      continue;
    }
    if (cell->class == JB_CLASS_SPACE || cell->class == JB_CLASS_WIDE_SPACE) {
      walk.spaced = true;
    } else if (cell->class == JB_CLASS_ZERO_SPACE) {
      walk.zero = true;
    } else if (cell->class != JB_CLASS_IGNORED) {
      walk = (Walk){.before = i};
    }
    JbBreak verdict = is_in_address(cell) ? judge_address(cell) : judge_joint(cells, composition, i, &walk);
    joints[i].line_end = verdict == JB_BREAK_ALLOWED && is_kept(cells, i) ? JB_BREAK_KEPT : (uint8_t)verdict;
  }
  if (composition->keep_number_unit) {
    keep_counters(cells, joints);
  }
}
