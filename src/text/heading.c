/* SPDX-License-Identifier: MIT
 * text/heading: headings and titles.
 *
 * Model: a heading is short, so that all ways to break it can be weighed. A line end costs what the sense of the text
 * says against it (inside a word, before 的, after 和); a line what it differs from the mean; for a title (GB/T
 * 9704-2012 7.3.1: 词意完整, 排列对称, 长短适宜, 梯形或者菱形) neighbouring lines should differ by some characters,
 * and once lines have become shorter they may not become longer again, which leaves the trapezoids and the diamond and
 * no hourglass.
 *
 * Method: the best way to set the first lines depends on the last line only, and on whether lines have begun to become
 * shorter. One table holds it for every line that may stand in every place. The least number of lines that first-fit
 * needs is tried first, then one more.
 *
 * Words are known by a short list of those that headings of official papers are made of; by being said twice, as names
 * of places and offices are in long titles; four characters between marks are a phrase. A dictionary would know more
 * and weigh megabytes; where all this does not know, the author's U+200B does. */
#include "text/heading.h"

#include "text/first_fit.h"

#include <math.h>
#include <string.h>

#define MOST_ENDS  72 /* line ends of a heading that is weighed */
#define MOST_LINES 6

/* --- sense --- */

#define SENSE_BRACKETS 400.0
#define SENSE_WORD     120.0
#define SENSE_REPEATED 80.0
#define SENSE_NUMBER   60.0
#define SENSE_PARTICLE 40.0
#define SENSE_YEAR     30.0
#define SENSE_PLAIN    20.0
#define SENSE_PAUSE    5.0

static const char *const words[] = {
    "经济",     "工作",     "会议",     "总结",     "报告",     "通知",       "意见",     "关于",     "发展",
    "建设",     "管理",     "改革",     "开放",     "政府",     "中央",       "中国",     "中共",     "国家",
    "国务院",   "办公厅",   "办公室",   "委员会",   "委员",     "人民",       "政治",     "社会",     "文化",
    "生态",     "环境",     "保护",     "安全",     "生产",     "企业",       "产业",     "行业",     "市场",
    "监督",     "监管",     "服务",     "创新",     "科技",     "技术",       "数字",     "信息",     "数据",
    "统计",     "分析",     "研究",     "调查",     "调研",     "规划",       "计划",     "方案",     "措施",
    "办法",     "规定",     "条例",     "制度",     "体系",     "体制",       "机制",     "能力",     "水平",
    "质量",     "效益",     "效率",     "结构",     "优化",     "升级",       "转型",     "推进",     "推动",
    "促进",     "加快",     "加强",     "提高",     "提升",     "深化",       "完善",     "落实",     "贯彻",
    "实施",     "印发",     "做好",     "开展",     "召开",     "部署",       "要求",     "情况",     "问题",
    "重点",     "任务",     "目标",     "项目",     "投资",     "消费",       "出口",     "进口",     "外贸",
    "贸易",     "金融",     "财政",     "税收",     "预算",     "银行",       "基金",     "资金",     "资产",
    "资源",     "能源",     "电力",     "煤炭",     "石油",     "天然气",     "新能源",   "汽车",     "交通",
    "运输",     "物流",     "铁路",     "公路",     "水利",     "农业",       "农村",     "农民",     "乡村",
    "振兴",     "粮食",     "土地",     "城市",     "城镇",     "城乡",       "区域",     "协调",     "地区",
    "全国",     "全省",     "全市",     "全面",     "高质量",   "就业",       "收入",     "民生",     "教育",
    "医疗",     "卫生",     "健康",     "养老",     "保障",     "住房",       "房地产",   "价格",     "增长",
    "增速",     "下降",     "上升",     "同比",     "环比",     "年度",       "季度",     "上半年",   "下半年",
    "今年",     "明年",     "去年",     "领导",     "干部",     "党员",       "党组",     "组织",     "纪律",
    "检查",     "监察",     "审计",     "法治",     "法律",     "法规",       "执法",     "司法",     "标准",
    "标题",     "公文",     "文件",     "简报",     "纪要",     "决定",       "决议",     "公报",     "公告",
    "通报",     "请示",     "批复",     "函件",     "进一步",   "若干",       "主要",     "基本",     "重大",
    "重要",     "稳定",     "稳中",     "求进",     "总基调",   "现代化",     "一体化",   "工业",     "制造业",
    "服务业",   "战略",     "新兴",     "供给侧",   "需求",     "循环",       "风险",     "防范",     "化解",
    "挑战",     "机遇",     "形势",     "展望",     "成果",     "成效",       "成绩",     "经验",     "典型",
    "案例",     "示范",     "试点",     "合作",     "交流",     "国际",       "世界",     "全球",     "营商",
    "主体",     "集群",     "研发",     "费用",     "扣除",     "加计",       "政策",     "政务",     "公开",
    "要点",     "党委",     "市委",     "省委",     "县委",     "区委",       "书记",     "主任",     "纪念",
    "活动",     "推广",     "建立",     "健全",     "构建",     "打造",       "培育",     "壮大",     "引领",
    "驱动",     "赋能",     "攻坚",     "突破",     "突围",     "转换",       "动能",     "光伏",     "储能",
    "低碳",     "绿色",     "双碳",     "智能",     "智慧",     "平台",       "园区",     "开发区",   "高新区",
    "示范区",   "试验区",   "集聚",     "链条",     "产业链",   "供应链",     "招商",     "引资",     "外资",
    "民营",     "国有",     "小微",     "中小",     "专项",     "行动",       "整治",     "督查",     "督导",
    "考核",     "评价",     "评估",     "表彰",     "先进",     "集体",       "个人",     "模范",     "称号",
    "授予",     "任免",     "任命",     "公布",     "发布",     "转发",       "批转",     "调整",     "成立",
    "设立",     "撤销",     "举办",     "举行",     "学习",     "宣传",       "培训",     "党建",     "廉政",
    "作风",     "巡视",     "巡察",     "信访",     "应急",     "救援",       "防汛",     "抗旱",     "消防",
    "食品",     "药品",     "疫情",     "防控",     "体育",     "旅游",       "文旅",     "遗产",     "档案",
    "保密",     "机关",     "单位",     "部门",     "街道",     "社区",       "居民",     "群众",     "青年",
    "妇女",     "儿童",     "老年",     "残疾",     "退役",     "军人",       "民政",     "民族",     "国民",
    "草案",     "执行",     "审议",     "批准",     "合同",     "招标",       "采购",     "工程",     "基础",
    "设施",     "耕地",     "种植",     "养殖",     "林业",     "气象",       "海洋",     "航空",     "高铁",
    "港口",     "机场",     "口岸",     "邮政",     "快递",     "通信",       "网络",     "互联网",   "人工智能",
    "大数据",   "算力",     "软件",     "机器人",   "新材料",   "生物",       "医药",     "化工",     "钢铁",
    "机械",     "装备",     "电子",     "总体",     "综述",     "综合",       "典礼",     "讲话",     "致辞",
    "发言",     "摘要",     "汇报",     "述职",     "强省",     "强市",       "强国",     "新时代",   "新征程",
    "新质",     "生产力",   "共同",     "富裕",     "特色",     "社会主义",   "思想",     "精神",     "锚定",
    "奋勇",     "争先",     "凝心",     "聚力",     "砥砺",     "奋进",       "拼搏",     "实干",     "担当",
    "作为",     "团结",     "开启",     "开创",     "迈上",     "台阶",       "局面",     "篇章",     "的通知",
    "的意见",   "的决定",   "的报告",   "的请示",   "的批复",   "的公告",     "的通报",   "的通告",   "的方案",
    "的办法",   "的规定",   "的议案",   "经济工作", "工作会议", "高质量发展", "国民经济", "社会发展", "政务公开",
    "营商环境", "市场主体", "人民政府", "统计公报", "的函",     "危险化学品", "化学品",   "专项整治", "联合",
};

/* Characters that lean on the one before them, and on the one after. */
static const char *const leaning_back[] = {"的", "了", "着", "过", "等", "们", "性",
                                           "化", "率", "者", "之", "上", "下"};
static const char *const leaning_on[] = {"和", "与", "及", "在", "对", "为", "将", "把", "被", "从", "向", "以", "由",
                                         "并", "暨", "第", "各", "每", "本", "该", "新", "再", "不", "未", "最", "更"};

/* What a line end after is as good as none: the rest of the title says what, or who else. */
static const char *const pausing[] = {"印发",   "转发",   "批转",     "公布",   "办公室",
                                      "办公厅", "委员会", "人民政府", "管委会", "党委"};

static bool is_one_of(const JbCells *cells, size_t index, const char *const *list, size_t count)
{
  const char *text = cells->text + cells->items[index].start;
  size_t length = cells->items[index + 1].start - cells->items[index].start;
  for (size_t i = 0; i < count; i++) {
    if (strlen(list[i]) == length && memcmp(text, list[i], length) == 0) {
      return true;
    }
  }
  return false;
}

static bool begins_with(const JbCells *cells, size_t index, const char *word)
{
  size_t start = cells->items[index].start, length = strlen(word);
  return start + length <= cells->length && memcmp(cells->text + start, word, length) == 0;
}

/* Does one of the words that pause end with the cell at index? */
static bool is_pause(const JbCells *cells, size_t index)
{
  size_t end = cells->items[index + 1].start;
  for (size_t i = 0; i < G_N_ELEMENTS(pausing); i++) {
    size_t length = strlen(pausing[i]);
    if (length <= end && memcmp(cells->text + end - length, pausing[i], length) == 0) {
      return true;
    }
  }
  return false;
}

/* Do the cells at index and after it stand side by side elsewhere too? Then they are a word: names of places and
 * offices that no list has are said more than once in a long title. */
static bool is_repeated(const JbCells *cells, size_t index)
{
  size_t start = cells->items[index].start, end = cells->items[index + 2].start;
  const char *pair = cells->text + start;
  return memmem(cells->text, start, pair, end - start) ||
         memmem(cells->text + end, cells->length - end, pair, end - start);
}

/* 拼搏奋进: is the joint after index inside four characters that stand between marks? */
static bool is_inside_phrase(const JbCells *cells, size_t index)
{
  size_t first = index + 1, end = index + 1;
  while (first > 0 && end - first < 5 && cells->items[first - 1].class == JB_CLASS_HAN) {
    first--;
  }
  while (end < cells->count && end - first <= 4 && cells->items[end].class == JB_CLASS_HAN) {
    end++;
  }
  bool marked = first > 0 || end < cells->count; /* a title of four characters and nothing else is no phrase */
  return marked && end - first == 4 && (first == 0 || cells->items[first - 1].class <= JB_CLASS_EL) &&
         (end == cells->count || cells->items[end].class <= JB_CLASS_EL);
}

/* 2024年: what follows says the year's what. */
static bool ends_year(const JbCells *cells, size_t index)
{
  bool year = cells->items[index].character == 0x5e74;
  return year && index > 0 && cells->items[index - 1].class == JB_CLASS_DIGIT;
}

/* Does a word of the list begin at one of the cells before and reach beyond the cell at index? */
static bool is_inside_word(const JbCells *cells, size_t index)
{
  size_t beyond = cells->items[index + 1].start;
  for (size_t back = 0; back < 3 && back <= index; back++) {
    size_t start = cells->items[index - back].start;
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
      if (start + strlen(words[i]) > beyond && begins_with(cells, index - back, words[i])) {
        return true;
      }
    }
  }
  return false;
}

/* Is a bracket or quotation mark that was opened before still open after cell index? Looked for in its own line of the
 * text. */
static bool is_inside_brackets(const JbCells *cells, size_t index)
{
  int depth = 0;
  for (size_t i = index + 1; i-- > 0 && cells->items[i].class != JB_CLASS_NEWLINE;) {
    JbClass class = (JbClass)cells->items[i].class;
    if (class == JB_CLASS_CL || class == JB_CLASS_AC) {
      depth--;
    } else if ((class == JB_CLASS_OP || class == JB_CLASS_AO) && ++depth > 0) {
      return true;
    }
  }
  return false;
}

static double sense_between_han(const JbCells *cells, size_t index)
{
  if (is_inside_word(cells, index) || is_inside_phrase(cells, index)) {
    return SENSE_WORD;
  }
  if (is_one_of(cells, index, leaning_on, G_N_ELEMENTS(leaning_on))) {
    return SENSE_PARTICLE;
  }
  bool good = cells->items[index].character == 0x7684 || begins_with(cells, index + 1, "关于") ||
              is_one_of(cells, index + 1, leaning_on, 2); /* after 的, before 和 */
  if (good) {
    return 0;
  }
  if (is_repeated(cells, index)) {
    return SENSE_REPEATED;
  }
  if (is_pause(cells, index)) {
    return SENSE_PAUSE;
  }
  return ends_year(cells, index) ? SENSE_YEAR : SENSE_PLAIN;
}

double jb_heading_sense(const JbCells *cells, size_t index)
{
  const JbCell *cell = &cells->items[index], *next = cell + 1;
  if (cell->class == JB_CLASS_ZERO_SPACE) {
    return 0;
  }
  if (is_inside_brackets(cells, index)) {
    return SENSE_BRACKETS;
  }
  if (is_one_of(cells, index + 1, leaning_back, G_N_ELEMENTS(leaning_back))) {
    return is_inside_word(cells, index + 1) ? SENSE_PLAIN : SENSE_PARTICLE; /* …》/的通知 */
  }
  if (jb_class_is_closing((JbClass)cell->class) || jb_cell_is_dropped(cell)) {
    return 0;
  }
  bool numbered = cell->class == JB_CLASS_DIGIT || (cell->character == 0x7b2c && next->class == JB_CLASS_DIGIT);
  if (cell->class != JB_CLASS_HAN || next->class != JB_CLASS_HAN) {
    return numbered ? SENSE_NUMBER : is_pause(cells, index) ? SENSE_PAUSE : SENSE_PLAIN;
  }
  return sense_between_han(cells, index);
}

/* --- shape --- */

#define COST_LONELY 300.0
#define COST_EQUAL  8.0 /* a title's lines that are equally long */
#define BEST_STEP   2.0 /* [em] that a title's line is longer or shorter than its neighbour */

/* The heading between two of its possible ends: what the table is made of. */
typedef struct Step {
  double cost;   /* of the lines up to here; INFINITY: no way */
  size_t before; /* the end before the line's first */
  bool fell;     /* had lines become shorter before this one? */
} Step;

typedef struct Heading {
  const JbRuler *ruler;
  bool title;
  size_t ends[MOST_ENDS + 1]; /* ends[0]: before the first cell; each the first cell of a line */
  double senses[MOST_ENDS + 1];
  size_t count;
  size_t lines;  /* how many are wanted */
  double mean;   /* [em] width of a line */
  double size;   /* [pt] */
  double *width; /* [em] of the line between two ends, count × count; INFINITY: does not fit */
  Step *steps;   /* lines × count × count × 2 */
} Heading;

static Step *step_at(const Heading *heading, size_t line, size_t from, size_t to, bool fell)
{
  return &heading->steps[((line * heading->count + from) * heading->count + to) * 2 + fell];
}

/* False: more line ends than a heading has. */
static bool gather_ends(Heading *heading, size_t first, size_t end)
{
  const JbRuler *ruler = heading->ruler;
  heading->ends[heading->count++] = first;
  for (size_t i = first; i < end; i++) {
    JbBreak kind = (JbBreak)ruler->joints[i].line_end;
    if (kind != JB_BREAK_ALLOWED && kind != JB_BREAK_FORCED) {
      continue;
    }
    if (heading->count > MOST_ENDS) {
      return false;
    }
    heading->senses[heading->count] = kind == JB_BREAK_FORCED ? 0 : jb_heading_sense(ruler->cells, i);
    heading->ends[heading->count++] = i + 1;
  }
  return true;
}

static void measure_lines(Heading *heading)
{
  heading->width = g_new(double, heading->count * heading->count);
  for (size_t from = 0; from + 1 < heading->count; from++) {
    JbSetLine begun = jb_ruler_begin(heading->ruler, heading->ends[from]);
    for (size_t to = from + 1; to < heading->count; to++) {
      JbSetLine line = begun;
      jb_ruler_end(heading->ruler, &line, heading->ends[to] - 1);
      bool fits = line.natural <= line.room + JB_RULER_TOLERANCE && line.ink_end > line.ink_first;
      heading->width[from * heading->count + to] = fits ? line.natural / heading->size : (double)INFINITY;
    }
  }
}

static double width_of(const Heading *heading, size_t from, size_t to)
{
  return heading->width[from * heading->count + to];
}

static double cost_of_line(const Heading *heading, size_t from, size_t to)
{
  double difference = width_of(heading, from, to) - heading->mean, cost = heading->senses[to];
  if (jb_ruler_is_lonely(heading->ruler, heading->ends[from], heading->ends[to])) {
    cost += COST_LONELY;
  }
  return cost + difference * difference * (heading->title ? 0.2 : 0.5);
}

/* What a title's line costs beside the one before; INFINITY: an hourglass. Sets fell. */
static double cost_of_step(const Heading *heading, double before, double width, bool *fell)
{
  double step = fabs(width - before);
  if (!heading->title) {
    return 0;
  }
  if (width > before && *fell) {
    return (double)INFINITY;
  }
  *fell = *fell || width < before;
  return step < 0.5 ? COST_EQUAL : (step - BEST_STEP) * (step - BEST_STEP) / 8;
}

/* Adds the line between ends to and next to the ways that lead to the line between from and to. */
static void extend(Heading *heading, size_t line, size_t from, size_t to, bool fell)
{
  const Step *step = step_at(heading, line, from, to, fell);
  if (isinf(step->cost)) {
    return;
  }
  for (size_t next = to + 1; next < heading->count && !isinf(width_of(heading, to, next)); next++) {
    bool falls = fell;
    double cost = step->cost + cost_of_line(heading, to, next) +
                  cost_of_step(heading, width_of(heading, from, to), width_of(heading, to, next), &falls);
    Step *best = step_at(heading, line + 1, to, next, falls);
    if (cost < best->cost) {
      *best = (Step){cost, from, fell};
    }
  }
}

static void fill_table(Heading *heading)
{
  size_t cells = heading->count * heading->count * 2;
  heading->steps = g_new(Step, heading->lines * cells);
  for (size_t i = 0; i < heading->lines * cells; i++) {
    heading->steps[i] = (Step){.cost = (double)INFINITY};
  }
  for (size_t to = 1; to < heading->count && !isinf(width_of(heading, 0, to)); to++) {
    *step_at(heading, 0, 0, to, false) = (Step){.cost = cost_of_line(heading, 0, to)};
  }
  for (size_t line = 0; line + 1 < heading->lines; line++) {
    for (size_t from = 0; from + 1 < heading->count; from++) {
      for (size_t to = from + 1; to < heading->count; to++) {
        extend(heading, line, from, to, false);
        extend(heading, line, from, to, true);
      }
    }
  }
}

/* The best way to set the heading in so many lines; its cost, or INFINITY. ends receives the ends of the lines. */
static double best_of(Heading *heading, size_t lines, size_t *ends)
{
  const size_t end = heading->count - 1;
  heading->lines = lines;
  heading->mean = 0;
  for (size_t to = 1; to < heading->count; to++) { /* parts between possible ends: widths that do not overlap */
    heading->mean += isinf(width_of(heading, to - 1, to)) ? 0 : width_of(heading, to - 1, to) / (double)lines;
  }
  fill_table(heading);
  Step best = {.cost = (double)INFINITY};
  size_t from = 0;
  bool fell = false;
  for (size_t i = 0; i < end * 2; i++) {
    const Step *step = step_at(heading, lines - 1, i / 2, end, i % 2);
    if (step->cost < best.cost) {
      best = *step;
      from = i / 2;
      fell = i % 2;
    }
  }
  size_t to = end;
  for (size_t line = lines; line-- > 0 && !isinf(best.cost);) {
    const Step *step = step_at(heading, line, from, to, fell);
    ends[line] = heading->ends[to];
    to = from;
    from = step->before;
    fell = step->fell;
  }
  g_free(heading->steps);
  return best.cost;
}

static void take_lines(const Heading *heading, const size_t *ends, size_t count, GArray *lines)
{
  size_t first = heading->ends[0];
  for (size_t i = 0; i < count; i++) {
    JbSetLine line = jb_ruler_begin(heading->ruler, first);
    jb_ruler_end(heading->ruler, &line, ends[i] - 1);
    g_array_append_val(lines, line);
    first = ends[i];
  }
}

/* --- */

/* One line more than needed must be worth it. */
#define COST_EXTRA_LINE 60.0

static bool weigh(Heading *heading, size_t first, size_t end, size_t needed, GArray *lines)
{
  if (needed + 1 > MOST_LINES || !gather_ends(heading, first, end)) {
    return false;
  }
  size_t few[MOST_LINES], more[MOST_LINES];
  heading->size = jb_cell_size(heading->ruler->cells, first);
  measure_lines(heading);
  double cost_of_few = best_of(heading, needed, few);
  double cost_of_more = best_of(heading, needed + 1, more) + COST_EXTRA_LINE;
  bool found = !isinf(cost_of_few) || !isinf(cost_of_more);
  if (found && cost_of_few <= cost_of_more) {
    take_lines(heading, few, needed, lines);
  } else if (found) {
    take_lines(heading, more, needed + 1, lines);
  }
  g_free(heading->width);
  return found;
}

void jb_heading_fit(const JbRuler *ruler, size_t first, size_t end, GArray *lines)
{
  guint start = lines->len;
  jb_first_fit(ruler, first, end, lines);
  guint needed = lines->len - start;
  if (needed < 2) {
    return;
  }
  g_autoptr(GArray) better = g_array_new(FALSE, FALSE, sizeof(JbSetLine));
  Heading heading = {.ruler = ruler, .title = ruler->composition->shape == JB_SHAPE_TITLE};
  if (!weigh(&heading, first, end, needed, better)) {
    return;
  }
  g_array_set_size(lines, start);
  g_array_append_vals(lines, better->data, better->len);
}
