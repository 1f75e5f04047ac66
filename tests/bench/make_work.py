#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""make_work: writes the three works of the bench as briefings.

    make_work.py FOLDER     FOLDER/S.xml, FOLDER/L.xml, FOLDER/B/000.xml … 099.xml

S is the article once: cover, contents, two sections, a table of 17 rows, four column charts. L is one document with the
article as its 100 chapters. B are 100 documents. Chapters and documents differ in the name of the place and in every
figure, so that no program can answer the second from what it remembers of the first.
"""
import decimal
import pathlib
import re
import sys
from xml.sax.saxutils import escape, quoteattr

CHAPTERS = 100
PLACE = "枣庄"
PLACE_FIRST, PLACE_SECOND = "东西南北中上下新安宁", "山河湖海江州城陵阳平"
YEARS = {"2024", "2025"}
RANKS = (("第二名", "第<n>二</n>名"), ("一等奖", "<n>一</n>等奖"))
NAMES_NOT_FIGURES = YEARS | {"8010", "500"}
FIGURE = re.compile(r"(?<![\dA-Za-z.])\d+(?:\.\d+)?(?![\dA-Za-z])")
SECTION = re.compile(r"(回顾|展望)20\d\d")

# id, name, value, unit, remark
INDICATORS = (
    ("gdp", "地区生产总值增长", "6.8", "%", "预计全年"),
    ("revenue", "一般公共预算收入增长", "6", "%", "预计全年"),
    ("investment", "固定资产投资增长", "5.7", "%", "预计全年"),
    ("industry", "规上工业增加值增长", "15", "%", "预计全年"),
    ("lithium", "锂电新能源产业营收", "73.2", "亿元", "增速106.8%"),
    ("enterprises", "新增“四上”企业", "73", "家", "总数达457家"),
    ("leading", "全区主导产业营业收入", "350", "亿元", "突破"),
    ("renewal", "500万元以上技改项目", "18", "个", "完成投资4.9亿元"),
    ("projects", "省、市、区三级重点项目", "92", "个", "总投资428.8亿元"),
    ("started", "开工建设重大项目", "79", "个", "星恒电源等"),
    ("finished", "竣工投产项目", "44", "个", "吉利极电等"),
    ("consumption", "带动限上消费", "14", "亿元", "汽车、家电等"),
    ("hightech", "高新技术企业", "48", "家", "成功申报"),
    ("science", "国家级科技型中小企业", "177", "家", "入库"),
    ("innovative", "省创新型中小企业", "47", "家", "获批"),
    ("technology", "省企业技术创新项目", "11", "个", "获批"),
    ("gazelle", "省瞪羚企业", "8", "家", "获批"),
)
# drawn, but no row of the table
EXTRA = (("lithium-growth", "锂电新能源产业营收增长", "106.8", "%"), ("projects-total", "重点项目总投资", "428.8", "亿元"))
TABLE_CAPTION = "{place}高新区2024年主要指标完成情况"
TABLE_LINE = 3  # the line of the article after which the table stands
# line of the article → caption, unit, (fact, label)…
CHARTS = {
    3: ("主要经济指标增速", "%", ("gdp", "地区生产总值"), ("revenue", "一般公共预算收入"), ("investment", "固定资产投资"),
        ("industry", "规上工业增加值"), ("lithium-growth", "锂电产业营收")),
    4: ("产业与投资规模", "亿元", ("lithium", "锂电产业营收"), ("leading", "主导产业营收"), ("projects-total", "重点项目总投资")),
    5: ("重点项目推进情况", "个", ("projects", "三级重点项目"), ("started", "开工建设"), ("finished", "竣工投产")),
    6: ("创新主体培育情况", "家（项）", ("hightech", "高新技术企业"), ("science", "科技型中小企业"),
        ("innovative", "创新型中小企业"), ("technology", "技术创新项目"), ("gazelle", "瞪羚企业")),
}


def place_name(k):
    return PLACE if k == 0 else PLACE_FIRST[k // 10] + PLACE_SECOND[k % 10]


def scale_figure(figure, k):
    if figure in NAMES_NOT_FIGURES:
        return figure
    digits = decimal.Decimal("0.1") if "." in figure else decimal.Decimal(1)
    value = decimal.Decimal(figure) * (100 + k) / 100
    return str(max(value.quantize(digits, decimal.ROUND_HALF_UP), digits))


def marked(text, k):
    """The text as XML: a figure that a fact has is a reference to it, any other is marked as no datum of this report."""
    out, done = [], 0
    text = text.replace(PLACE, place_name(k))
    for found in FIGURE.finditer(text):
        if found[0] in YEARS:
            continue
        fact = next((name for name, _, value, unit, *_ in INDICATORS + EXTRA
                     if value == found[0] and text.startswith(unit, found.end())), None)
        unit = next((unit for name, _, _, unit, *_ in INDICATORS + EXTRA if name == fact), "")
        out += escape(text[done:found.start()]), f'<v f="{fact}-{k}"/>' if fact else f"<n>{scale_figure(found[0], k)}</n>"
        done = found.end() + len(unit)
    line = "".join(out) + escape(text[done:])
    for rank, mark in RANKS:
        line = line.replace(rank, mark)
    return line


def facts_of(k):
    for name, title, value, unit, *_ in INDICATORS + EXTRA:
        yield (f"  <fact id=\"{name}-{k}\" name={quoteattr(title)} value=\"{scale_figure(value, k)}\""
               f" unit={quoteattr(unit)} scope=\"{place_name(k)}高新区\"/>")


def table_of(k):
    yield f"<table><caption>{TABLE_CAPTION.format(place=place_name(k))}</caption>"
    yield '<col title="指标" show="name"/><col title="数值" show="value"/><col title="单位" show="unit"/><col title="备注"/>'
    for name, _, _, _, remark in INDICATORS:
        yield f'<tr f="{name}-{k}"><td>{marked(remark, k)}</td></tr>'
    yield "</table>"


def chart_of(k, caption, unit, *bars):
    yield f'<chart type="columns" unit={quoteattr(unit)}><caption>{escape(caption)}</caption>'
    for name, label in bars:
        yield f'<bar f="{name}-{k}" label={quoteattr(label)}/>'
    yield "</chart>"


def article_of(lines, k):
    """The blocks of the article: two sections with their exhibits."""
    section_open = False
    for number, line in enumerate(lines):
        if SECTION.match(line):
            if section_open:
                yield "</section>"
            yield f"<section><title>{escape(line)}</title>"
            section_open = True
        elif line.startswith("("):
            yield f"<source>{escape(line)}</source>"
        else:
            yield f"<p>{marked(line, k)}</p>"
        if number == TABLE_LINE:
            yield from table_of(k)
        if number in CHARTS:
            yield from chart_of(k, *CHARTS[number])
    yield "</section>"


def briefing(title, subtitle, organisation, facts, blocks):
    return "\n".join((
        '<?xml version="1.0" encoding="UTF-8"?>', '<briefing xmlns="urn:jianbao:1" version="1" theme="bench">', "<head>",
        f"  <title>{escape(title)}</title>", f"  <subtitle>{escape(subtitle)}</subtitle>",
        f"  <org>{escape(organisation)}</org>", "  <date>2025-01</date>", "</head>",
        "<facts>", *facts, "</facts>", "<body>", *blocks, "</body>", "</briefing>", ""))


def small(lines, k):
    place = place_name(k)
    return briefing(f"{place}高新区2024年经济工作总结", f"——{place}高新区经济工作会议材料", f"{place}高新区管理委员会办公室",
                    facts_of(k), article_of(lines, k))


def large(lines):
    def chapters():
        for k in range(CHAPTERS):
            if k:
                yield "<page-break/>"
            yield f"<section><title>第{k + 1}篇 {place_name(k)}高新区2024年经济工作总结</title>"
            yield from article_of(lines, k)
            yield "</section>"
    facts = (fact for k in range(CHAPTERS) for fact in facts_of(k))
    return briefing("全市开发区2024年经济工作总结汇编", "——经济工作会议材料之二", "全市开发区工作领导小组办公室", facts, chapters())


def write_works(folder):
    text = (pathlib.Path(__file__).resolve().parent / "article.txt").read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    (folder / "B").mkdir(parents=True, exist_ok=True)
    (folder / "S.xml").write_text(small(lines, 0), encoding="utf-8")
    (folder / "L.xml").write_text(large(lines), encoding="utf-8")
    for k in range(CHAPTERS):
        (folder / "B" / f"{k:03}.xml").write_text(small(lines, k), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    write_works(pathlib.Path(sys.argv[1]))
