/* SPDX-License-Identifier: MIT
 * style/grammar: what may stand in a theme file. The attributes come from attributes.def and
 * base/composition_keys.def, which the loader reads too.
 */
#include "style/theme-private.h"

#define VALUE_LENGTH    JB_VALUE_LENGTH
#define VALUE_SIZE      JB_VALUE_LENGTH
#define VALUE_RATIO     JB_VALUE_DECIMAL
#define VALUE_YES_NO    JB_VALUE_CHOICE
#define VALUE_COLOUR    JB_VALUE_TEXT
#define VALUE_FONT      JB_VALUE_CHOICE
#define VALUE_CHOICE    JB_VALUE_CHOICE
#define VALUE_TEXT      JB_VALUE_TEXT
#define VALUE_COUNT     JB_VALUE_COUNT
#define VALUE_ALIGN     JB_VALUE_CHOICE
#define VALUE_NUMBERING JB_VALUE_CHOICE
#define VALUE_FROM      JB_VALUE_CHOICE
#define VALUE_HEAD      JB_VALUE_CHOICE

#define RULE(attribute, kind, field, documentation) {attribute, VALUE_##kind, false, CHOICES_##kind, documentation},
#define KEY_RULE(attribute, kind, choices, field, documentation)                                                       \
  {attribute, VALUE_##kind, false, choices, documentation},

static const JbAttributeRule page_attributes[] = {
#define JB_PAGE_ATTRIBUTES RULE
#include "style/attributes.def"
#undef JB_PAGE_ATTRIBUTES
    {0},
};

static const JbAttributeRule text_attributes[] = {
    {"style", JB_VALUE_NAME, true, NULL, "样式名"},
#define JB_TEXT_ATTRIBUTES RULE
#include "style/attributes.def"
#undef JB_TEXT_ATTRIBUTES
#define X KEY_RULE
#include "base/composition_keys.def"
    {0},
};

static const JbAttributeRule table_attributes[] = {
#define JB_TABLE_ATTRIBUTES RULE
#include "style/attributes.def"
#undef JB_TABLE_ATTRIBUTES
    {0},
};

static const JbAttributeRule panel_attributes[] = {
#define JB_PANEL_ATTRIBUTES RULE
#include "style/attributes.def"
#undef JB_PANEL_ATTRIBUTES
    {0},
};

static const JbAttributeRule chart_attributes[] = {
#define JB_CHART_ATTRIBUTES RULE
#include "style/attributes.def"
#undef JB_CHART_ATTRIBUTES
    {0},
};

static const JbAttributeRule layout_attributes[] = {
#define JB_LAYOUT_ATTRIBUTES RULE
#include "style/attributes.def"
#undef JB_LAYOUT_ATTRIBUTES
    {0},
};

static const JbAttributeRule contents_attributes[] = {
#define JB_CONTENTS_ATTRIBUTES RULE
#include "style/attributes.def"
#undef JB_CONTENTS_ATTRIBUTES
    {0},
};

static const JbAttributeRule cover_line_attributes[] = {
    {"content", JB_VALUE_CHOICE, true, JB_CONTENT_CHOICES, "放什么"},
    {"style", JB_VALUE_NAME, false, NULL, "文字的样式名"},
#define JB_COVER_LINE_ATTRIBUTES RULE
#include "style/attributes.def"
#undef JB_COVER_LINE_ATTRIBUTES
    {0},
};

static const JbAttributeRule colophon_attributes[] = {
#define JB_COLOPHON_ATTRIBUTES RULE
#include "style/attributes.def"
#undef JB_COLOPHON_ATTRIBUTES
    {0},
};

static const JbAttributeRule masthead_attributes[] = {
#define JB_MASTHEAD_ATTRIBUTES RULE
#include "style/attributes.def"
#undef JB_MASTHEAD_ATTRIBUTES
    {0},
};

static const JbAttributeRule masthead_line_attributes[] = {
    {"content", JB_VALUE_CHOICE, true, JB_CONTENT_CHOICES, "放什么"},
    {"style", JB_VALUE_NAME, false, NULL, "文字的样式名"},
#define JB_MASTHEAD_LINE_ATTRIBUTES RULE
#include "style/attributes.def"
#undef JB_MASTHEAD_LINE_ATTRIBUTES
    {0},
};

static const JbAttributeRule theme_attributes[] = {
    {"base", JB_VALUE_NAME, false, NULL, "从哪个内置版式出发：这里没写的都随它"},
    {"name", JB_VALUE_NAME, true, NULL, "版式名"},
    {"version", JB_VALUE_CHOICE, false, "1", "版式文件格式的版本"},
    {0},
};

static const JbAttributeRule colour_attributes[] = {
    {"name", JB_VALUE_NAME, true, NULL, "颜色名，供各处引用"},
    {"value", JB_VALUE_COLOUR, true, NULL, "black、white、grey 60% 或 cmyk 0 90 80 10（百分比）"},
    {0},
};

static const JbChildRule theme_children[] = {
    {"page", JB_OPTIONAL},  {"colour", JB_ANY},        {"text", JB_ANY},          {"table", JB_OPTIONAL},
    {"panel", JB_OPTIONAL}, {"chart", JB_OPTIONAL},    {"layout", JB_OPTIONAL},   {"contents", JB_OPTIONAL},
    {"cover", JB_OPTIONAL}, {"masthead", JB_OPTIONAL}, {"colophon", JB_OPTIONAL}, {0},
};

static const JbChildRule cover_children[] = {{"line", JB_ANY}, {0}};
static const JbChildRule masthead_children[] = {{"line/masthead", JB_ANY}, {0}};

static const JbElementRule elements[] = {
    {.name = "theme",
     .documentation = "版式：一份简报的样子",
     .attributes = theme_attributes,
     .children = theme_children},
    {.name = "page", .documentation = "纸张、版心、书眉、页码", .attributes = page_attributes},
    {.name = "colour", .documentation = "颜色表中的一种颜色", .attributes = colour_attributes},
    {.name = "text",
     .documentation = "一种文字样式；没有写的随 body 样式，缩进、段前段后除外",
     .attributes = text_attributes},
    {.name = "table", .documentation = "表格", .attributes = table_attributes},
    {.name = "panel", .documentation = "并列各点、各目标并排成的格", .attributes = panel_attributes},
    {.name = "chart", .documentation = "统计图", .attributes = chart_attributes},
    {.name = "layout", .documentation = "排页的习惯", .attributes = layout_attributes},
    {.name = "contents", .documentation = "目录页；没有这一项就没有目录", .attributes = contents_attributes},
    {.name = "cover", .documentation = "封面；没有这一项或其中没有一行，就没有封面", .children = cover_children},
    {.name = "line", .documentation = "封面上的一行文字或一条线", .attributes = cover_line_attributes},
    {.name = "masthead",
     .documentation = "版头、报头：正文首页上端的各项，依次往下排，简报没写的不占位置",
     .attributes = masthead_attributes,
     .children = masthead_children},
    {.name = "line/masthead", .documentation = "版头的一项文字或一条线", .attributes = masthead_line_attributes},
    {.name = "colophon", .documentation = "版记、报尾", .attributes = colophon_attributes},
    {0},
};

const JbGrammar jb_theme_grammar = {
    .namespace_uri = "urn:jianbao:theme:1", .root = "theme", .elements = elements, .groups = NULL};
