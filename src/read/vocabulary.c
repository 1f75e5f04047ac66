/* SPDX-License-Identifier: MIT
 * read/vocabulary: the table of urn:jianbao:1: which elements there are, what may stand in them, and what editors say
 * of them. */
#include "read/vocabulary.h"

#include <stddef.h>

/* clang-format off */
#define ATTRIBUTES(...) (const JbAttributeRule[]){__VA_ARGS__, {0}}
#define CHILDREN(...) (const JbChildRule[]){__VA_ARGS__, {0}}
#define MEMBERS(...) (const char *const[]){__VA_ARGS__, NULL}

#define ID(what) {"id", JB_VALUE_NAME, false, NULL, what "的编号，供 ref 引用；全文不重复"}
#define FACT {"f", JB_VALUE_NAME, true, NULL, "数据的编号，即 fact 的 id"}
#define NUMBERING(choices)                                                                                             \
  {"numbering", JB_VALUE_CHOICE, false, choices,                                                                       \
   "编号方式：none 不编号，arabic 1.，chinese 一、，brackets （一），yishi 一是；不写则不编号"}
#define INLINE {"@inline", JB_ANY}
/* clang-format on */

/* Keys of composition, for every element that is a text by itself. */
#define VALUE_LENGTH                                        JB_VALUE_LENGTH
#define VALUE_RATIO                                         JB_VALUE_DECIMAL
#define VALUE_YES_NO                                        JB_VALUE_CHOICE
#define VALUE_CHOICE                                        JB_VALUE_CHOICE
#define KEY(attribute, kind, choices, field, documentation) {attribute, VALUE_##kind, false, choices, documentation},

static const JbAttributeRule composition_keys[] = {
#define X KEY
#include "base/composition_keys.def"
    {0},
};

static const JbAttributeGroup composition = {"@composition", composition_keys};

static const JbElementRule elements[] = {
    /* --- the document --- */
    {.name = "briefing",
     .documentation = "一份简报：先是报头 head，再是数据 facts，最后是正文 body。",
     .attributes = ATTRIBUTES({"version", JB_VALUE_CHOICE, true, "1", "词汇的版本，现为 1"},
                              {"theme", JB_VALUE_TEXT, false, NULL, "版式：内置名称，或以 .xml 结尾的版式文件"},
                              {"kind", JB_VALUE_TEXT, false, NULL, "文种，例如 简报、综述"},
                              {"punctuation", JB_VALUE_CHOICE, false, "repair keep",
                               "repair：中文里的半角标点按全角排印（默认）；keep：照原样排印"}),
     .children = CHILDREN({"head", JB_ONE}, {"facts", JB_OPTIONAL}, {"body", JB_ONE})},
    {.name = "head",
     .documentation = "报头：封面、页眉、目录和 PDF 属性都取自这里。",
     .children = CHILDREN({"title", JB_ONE}, {"subtitle", JB_OPTIONAL}, {"org", JB_OPTIONAL}, {"issue", JB_OPTIONAL},
                          {"date", JB_OPTIONAL}, {"classification", JB_OPTIONAL}, {"source", JB_OPTIONAL},
                          {"byline", JB_OPTIONAL}, {"people", JB_OPTIONAL})},
    {.name = "title",
     .documentation = "标题。章节标题中冒号之后的部分自动成为副题。",
     .shared = &composition,
     .text = true,
     .children = CHILDREN(INLINE)},
    {.name = "subtitle", .documentation = "副题。", .shared = &composition, .text = true, .children = CHILDREN(INLINE)},
    {.name = "org", .documentation = "发文单位。", .text = true},
    {.name = "issue", .documentation = "期号，例如 第1期。", .text = true},
    {.name = "date", .documentation = "日期：2025、2025-01 或 2025-01-15；印作 2025年1月15日。", .text = true},
    {.name = "classification", .documentation = "密级或发放范围，例如 内部资料。", .text = true},
    {.name = "byline", .documentation = "署名，例如 记者 某某。", .text = true},
    {.name = "people", .documentation = "文中人物。", .children = CHILDREN({"person", JB_AT_LEAST_ONE})},
    {.name = "person",
     .documentation = "一位人物，问答中用 by 引用其编号。",
     .attributes =
         ATTRIBUTES({"id", JB_VALUE_NAME, true, NULL, "编号，全文不重复"}, {"name", JB_VALUE_TEXT, true, NULL, "姓名"},
                    {"org", JB_VALUE_TEXT, false, NULL, "单位"}, {"post", JB_VALUE_TEXT, false, NULL, "职务"})},

    /* --- facts --- */
    {.name = "facts",
     .documentation = "数据表：文中的数字在这里定义一次，正文和图表凭编号引用。",
     .attributes = ATTRIBUTES({"scope", JB_VALUE_TEXT, false, NULL, "统计范围，例如 枣庄高新区；各条可另写"},
                              {"period", JB_VALUE_PERIOD, false, NULL, "时期，例如 2024、2025Q1/2025Q3；各条可另写"},
                              {"source", JB_VALUE_TEXT, false, NULL, "数据来源；各条可另写"}),
     .children = CHILDREN({"fact", JB_ANY}, {"derive", JB_ANY}, {"data", JB_ANY})},
    {.name = "fact",
     .documentation = "一条数据。",
     .attributes =
         ATTRIBUTES({"id", JB_VALUE_NAME, true, NULL, "编号，全文不重复，例如 gdp"},
                    {"name", JB_VALUE_TEXT, true, NULL, "指标名称，图表中显示"},
                    {"value", JB_VALUE_DECIMAL, true, NULL, "数值，按需要显示的位数书写"},
                    {"unit", JB_VALUE_TEXT, false, NULL, "单位，例如 %、亿元、家"},
                    {"period", JB_VALUE_PERIOD, false, NULL, "时期：2024、2024-11、2025Q1/2025Q3、2024-12-31（年末）"},
                    {"scope", JB_VALUE_TEXT, false, NULL, "统计范围，不写则同 facts"},
                    {"status", JB_VALUE_CHOICE, false, "actual expected derived target",
                     "actual 实际（默认），expected 预计，derived 推算，target 目标"},
                    {"relation", JB_VALUE_CHOICE, false, "eq about gt ge lt le",
                     "eq 等于（默认），about 约，gt 突破、余，ge 以上，lt 不足，le 以内"},
                    {"base", JB_VALUE_TEXT, false, NULL, "比较的基期，例如 同比"},
                    {"source", JB_VALUE_TEXT, false, NULL, "数据来源，不写则同 facts"})},

    {.name = "derive",
     .documentation = "一条算出来的数据。expr 是算式；文中写明的数写在 stated 里，按算式核对。没有 stated 的是推算数。",
     .attributes = ATTRIBUTES(
         {"id", JB_VALUE_NAME, true, NULL, "编号，全文不重复"},
         {"name", JB_VALUE_TEXT, true, NULL, "指标名称，图表中显示"},
         {"expr", JB_VALUE_TEXT, true, NULL,
          "算式：数据的编号、数、+ - * /、括号，以及 growth(本期, 基期) 增速、share(部分, 全部) 占比、before(本期, "
          "增速) 基期值、"
          "schedule(数据, month 或 day) 序时进度"},
         {"stated", JB_VALUE_DECIMAL, false, NULL, "文中写明的数，须与算式在所写位数上一致"},
         {"digits", JB_VALUE_CHOICE, false, "0 1 2 3 4 5 6", "小数位数，不写则与所依据的数据相同，有除法时至少一位"},
         {"unit", JB_VALUE_TEXT, false, NULL, "单位，不写则由算式得出"},
         {"period", JB_VALUE_PERIOD, false, NULL, "时期，不写则同算式中的第一条数据"},
         {"scope", JB_VALUE_TEXT, false, NULL, "统计范围，不写则同算式中的第一条数据"},
         {"status", JB_VALUE_CHOICE, false, "actual expected derived target",
          "不写时，有 stated 的是 actual 实际，没有的是 derived 推算"},
         {"relation", JB_VALUE_CHOICE, false, "eq about gt ge lt le", "关系，同 fact；依据不是确数时默认为约"},
         {"base", JB_VALUE_TEXT, false, NULL, "比较的基期，例如 同比"},
         {"source", JB_VALUE_TEXT, false, NULL, "数据来源，不写则同算式中的第一条数据"})},
    {.name = "data",
     .documentation = "一个数据文件：CSV（UTF-8 或 GB18030）或 XLSX。第一行是栏名；各行成为数据，也可供清单等引用。",
     .attributes = ATTRIBUTES(
         ID("数据文件"), {"href", JB_VALUE_TEXT, true, NULL, "文件名，相对于本文件，例如 data/projects.csv"},
         {"sheet", JB_VALUE_TEXT, false, NULL, "XLSX 的工作表名，不写则为第一张"},
         {"range", JB_VALUE_TEXT, false, NULL, "只取一块，例如 A3:F40，首行为栏名；不写则取全部"},
         {"rows", JB_VALUE_CHOICE, false, "facts table", "facts：每行是一条数据（默认）；table：只作表，供清单等引用"},
         {"unit", JB_VALUE_TEXT, false, NULL, "单位，用于没有写单位的行"},
         {"period", JB_VALUE_PERIOD, false, NULL, "时期，用于没有写时期的行；不写则同 facts"},
         {"scope", JB_VALUE_TEXT, false, NULL, "统计范围，用于没有写范围的行"},
         {"source", JB_VALUE_TEXT, false, NULL, "数据来源，用于没有写来源的行；不写则同 facts"}),
     .children = CHILDREN({"column", JB_ANY})},
    {.name = "column",
     .documentation =
         "数据文件的一栏是数据的哪一项。栏名为 编号、指标、数值、单位、时期等（或英文 id、name、value 等）时不必写。",
     .attributes =
         ATTRIBUTES({"head", JB_VALUE_TEXT, true, NULL, "栏名"},
                    {"as", JB_VALUE_CHOICE, true, "id name value unit period scope status relation base source",
                     "是数据的哪一项，与 fact 的属性同名"})},

    /* --- blocks --- */
    {.name = "body", .documentation = "正文。", .children = CHILDREN({"@block", JB_AT_LEAST_ONE})},
    {.name = "section",
     .documentation = "一节：标题和内容，可以再分节。",
     .attributes = ATTRIBUTES(ID("章节"), NUMBERING("none arabic chinese brackets")),
     .children = CHILDREN({"title", JB_ONE}, {"subtitle", JB_OPTIONAL}, {"@block", JB_ANY})},
    {.name = "p", .documentation = "正文段落。", .shared = &composition, .text = true, .children = CHILDREN(INLINE)},
    {.name = "lead", .documentation = "导语。", .shared = &composition, .text = true, .children = CHILDREN(INLINE)},
    {.name = "points",
     .documentation = "并列的几点，序数由 numbering 决定。",
     .attributes = ATTRIBUTES(NUMBERING("none arabic chinese brackets yishi")),
     .children = CHILDREN({"point", JB_AT_LEAST_ONE})},
    {.name = "point", .documentation = "一点。", .shared = &composition, .text = true, .children = CHILDREN(INLINE)},
    {.name = "list",
     .documentation = "列表。",
     .attributes = ATTRIBUTES(NUMBERING("none arabic chinese brackets yishi")),
     .children = CHILDREN({"item", JB_AT_LEAST_ONE})},
    {.name = "item",
     .documentation = "列表的一项。",
     .shared = &composition,
     .text = true,
     .children = CHILDREN(INLINE)},
    {.name = "qa",
     .documentation = "问答：问 q 和答 a 依次排列。",
     .attributes = ATTRIBUTES(ID("问答")),
     .children = CHILDREN({"q", JB_AT_LEAST_ONE}, {"a/answer", JB_ANY})},
    {.name = "q",
     .documentation = "提问。",
     .text = true,
     .attributes = ATTRIBUTES({"by", JB_VALUE_TEXT, false, NULL, "提问者：人物编号或姓名，例如 记者"}),
     .shared = &composition,
     .children = CHILDREN(INLINE)},
    {.name = "a/answer",
     .documentation = "答复。",
     .attributes = ATTRIBUTES({"by", JB_VALUE_TEXT, false, NULL, "答复者：人物编号或姓名"}),
     .children = CHILDREN({"@speech", JB_AT_LEAST_ONE})},
    {.name = "quote", .documentation = "引文。", .children = CHILDREN({"p", JB_AT_LEAST_ONE})},
    {.name = "motto",
     .documentation = "口号、题辞。",
     .shared = &composition,
     .text = true,
     .children = CHILDREN(INLINE)},
    {.name = "note",
     .documentation = "注：编者的说明；在图表里是图表的注。",
     .shared = &composition,
     .text = true,
     .children = CHILDREN(INLINE)},
    {.name = "source",
     .documentation = "来源。在报头里是全文的来源，在正文里排成文末的一行。",
     .shared = &composition,
     .text = true,
     .children = CHILDREN(INLINE)},
    {.name = "toc", .documentation = "在此处排目录。"},
    {.name = "page-break", .documentation = "在此处换页。"},
    {.name = "colophon", .documentation = "版记。", .children = CHILDREN({"p", JB_AT_LEAST_ONE})},

    /* --- exhibits --- */
    {.name = "caption",
     .documentation = "图题、表题：说明图表显示了什么。",
     .shared = &composition,
     .text = true,
     .children = CHILDREN(INLINE)},
    {.name = "credit",
     .documentation = "图片作者，例如 张三 摄。",
     .shared = &composition,
     .text = true,
     .children = CHILDREN(INLINE)},
    {.name = "kpis",
     .documentation = "指标条：几个重要数字并排。",
     .attributes = ATTRIBUTES(ID("指标条")),
     .children = CHILDREN({"caption", JB_OPTIONAL}, {"kpi", JB_AT_LEAST_ONE}, {"note", JB_OPTIONAL})},
    {.name = "kpi",
     .documentation = "一个指标。",
     .attributes = ATTRIBUTES(FACT, {"label", JB_VALUE_TEXT, false, NULL, "显示的名称，不写则用指标名称"})},
    {.name = "chart",
     .documentation = "统计图。一个系列直接写 bar，几个系列各写 series。",
     .attributes =
         ATTRIBUTES(ID("图"), {"type", JB_VALUE_CHOICE, false, "columns bars", "columns 柱形图（默认），bars 条形图"},
                    {"sorted", JB_VALUE_CHOICE, false, "yes no", "yes：按数值从大到小排列；不写则照书写次序"},
                    {"unit", JB_VALUE_TEXT, false, NULL, "图的单位，不写则取自数据"}),
     .children = CHILDREN({"caption", JB_OPTIONAL}, {"@bars", JB_AT_LEAST_ONE}, {"note", JB_OPTIONAL})},
    {.name = "series",
     .documentation = "统计图的一个系列。",
     .attributes = ATTRIBUTES({"title", JB_VALUE_TEXT, true, NULL, "图例中的名称"}),
     .children = CHILDREN({"bar", JB_AT_LEAST_ONE})},
    {.name = "bar",
     .documentation = "一根柱或条。",
     .attributes = ATTRIBUTES(FACT, {"label", JB_VALUE_TEXT, false, NULL, "类别名称，不写则用指标名称"},
                              {"highlight", JB_VALUE_CHOICE, false, "yes no", "yes：用强调色"})},
    {.name = "table",
     .documentation = "表：先是各栏 col，再是各行 tr 或分组 group。",
     .attributes = ATTRIBUTES(ID("表"), {"unit", JB_VALUE_TEXT, false, NULL, "全表的单位，不写则取自数据"},
                              {"orientation", JB_VALUE_CHOICE, false, "portrait landscape",
                               "portrait 直排（默认）；landscape 横排：单占页面，表头在纸的左边，页码位置不变"}),
     .children = CHILDREN({"caption", JB_OPTIONAL}, {"col", JB_AT_LEAST_ONE}, {"@row", JB_AT_LEAST_ONE},
                          {"note", JB_OPTIONAL})},
    {.name = "col",
     .documentation = "表的一栏。",
     .attributes = ATTRIBUTES({"title", JB_VALUE_TEXT, true, NULL, "栏题"},
                              {"show", JB_VALUE_CHOICE, false, "name value unit period scope status base",
                               "取自数据的哪一项；不写则由各行的 td 填写"},
                              {"align", JB_VALUE_CHOICE, false, "start center end decimal",
                               "对齐：start 左，center 中，end 右，decimal 小数点；数值栏默认 decimal"},
                              {"width", JB_VALUE_COUNT, false, NULL, "宽度的份数，不写则按内容"})},
    {.name = "group",
     .documentation = "表中的一组行，组名占一整行。",
     .attributes = ATTRIBUTES({"title", JB_VALUE_TEXT, true, NULL, "组名"}),
     .children = CHILDREN({"tr", JB_AT_LEAST_ONE})},
    {.name = "tr",
     .documentation = "表的一行。写了 f，有 show 的栏取自该数据，其余各栏用 td；没有 f，每栏一个 td。",
     .attributes = ATTRIBUTES({"f", JB_VALUE_NAME, false, NULL, "数据的编号，即 fact 的 id"}),
     .children = CHILDREN({"td", JB_ANY})},
    {.name = "td", .documentation = "一格。", .shared = &composition, .text = true, .children = CHILDREN(INLINE)},
    {.name = "figure",
     .documentation = "图片。",
     .attributes = ATTRIBUTES(ID("图片"), {"src", JB_VALUE_TEXT, true, NULL, "图片文件，相对于本文件：PNG 或 JPEG"},
                              {"alt", JB_VALUE_TEXT, false, NULL, "替代文字，供读屏软件；不写则用图题"},
                              {"width", JB_VALUE_LENGTH, false, NULL, "宽度，例如 120mm；不写则与版心同宽"}),
     .children = CHILDREN({"caption", JB_OPTIONAL}, {"credit", JB_OPTIONAL})},

    /* --- inline --- */
    {.name = "v", .documentation = "一条数据的数值和单位。", .attributes = ATTRIBUTES(FACT)},
    {.name = "b", .documentation = "黑体。", .text = true, .children = CHILDREN(INLINE)},
    {.name = "em", .documentation = "着重号。", .text = true, .children = CHILDREN(INLINE)},
    {.name = "sup", .documentation = "上标。", .text = true, .children = CHILDREN(INLINE)},
    {.name = "sub", .documentation = "下标。", .text = true, .children = CHILDREN(INLINE)},
    {.name = "n", .documentation = "不是数据的数字，例如 “十四五”、5G。", .text = true, .children = CHILDREN(INLINE)},
    {.name = "topic", .documentation = "段首的主题句。", .text = true, .children = CHILDREN(INLINE)},
    {.name = "name",
     .documentation = "姓名。单独成格、成项或以空格隔开时，两字的姓名拉开，占三字。",
     .text = true,
     .children = CHILDREN(INLINE)},
    {.name = "span",
     .documentation = "一段文字，用 xml:lang 标明语种：en 的引号、破折号按西文排印。",
     .text = true,
     .children = CHILDREN(INLINE)},
    {.name = "br", .documentation = "换行。"},
    {.name = "ref",
     .documentation = "引用章节或图表，例如 图3、第5页。",
     .attributes = ATTRIBUTES(
         {"to", JB_VALUE_NAME, true, NULL, "所引用的编号"},
         {"form", JB_VALUE_CHOICE, false, "number title page", "number 图号（默认），title 标题，page 页码"})},

    {.name = "a",
     .documentation = "链接。",
     .text = true,
     .attributes = ATTRIBUTES({"href", JB_VALUE_TEXT, true, NULL, "网址，以 http://、https:// 或 mailto: 开头"}),
     .children = CHILDREN(INLINE)},
    {0},
};

static const JbGroupRule groups[] = {
    {"@block", MEMBERS("section", "p", "lead", "points", "list", "table", "kpis", "chart", "figure", "qa", "quote",
                       "motto", "note", "source", "toc", "page-break", "colophon")},
    {"@speech", MEMBERS("p", "points", "list", "quote")},
    {"@bars", MEMBERS("bar", "series")},
    {"@row", MEMBERS("tr", "group")},
    {"@inline", MEMBERS("v", "b", "em", "sup", "sub", "br", "a", "ref", "n", "topic", "name", "span")},
    {0},
};

const JbGrammar jb_vocabulary = {
    .namespace_uri = "urn:jianbao:1", .root = "briefing", .elements = elements, .groups = groups};
