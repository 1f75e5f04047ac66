#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""make_workbooks: the XLSX files of the tests, whole ones and hostile ones, byte for byte the same each time.

    make_workbooks.py FOLDER
"""
import pathlib
import sys
import zipfile

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = f"""<styleSheet {MAIN}><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>
<numFmt numFmtId="165" formatCode="[Red]&quot;d&quot;0.0\\%"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>
</styleSheet>"""
STRINGS = f"""<sst {MAIN}><si><t>项目</t></si><si><r><t>责任</t></r><r><t xml:space="preserve">单位 </t></r></si>
<si><t>重庆</t><rPh sb="0" eb="2"><t>ちょうけい</t></rPh></si><si><t>甲_x000D_乙 &amp; 丙</t></si></sst>"""


def workbook(names, properties=""):
    sheets = "".join(f'<sheet name="{name}" sheetId="{i}" r:id="rId{i}"/>' for i, name in enumerate(names, 1))
    return f'<workbook {MAIN} xmlns:r="{RELATIONS}"><workbookPr {properties}/><sheets>{sheets}</sheets></workbook>'


def relations(count):
    parts = [(f"rId{i}", "worksheet", f"worksheets/sheet{i}.xml") for i in range(1, count + 1)]
    parts += [("rId98", "sharedStrings", "sharedStrings.xml"), ("rId99", "styles", "/xl/styles.xml")]
    listed = "".join(f'<Relationship Id="{i}" Type="{RELATIONS}/{kind}" Target="{target}"/>' for i, kind, target in parts)
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'


def sheet(rows, behind="", before=""):
    return f'{before}<worksheet {MAIN}><sheetData>{rows}</sheetData>{behind}</worksheet>'


def write(folder, name, sheets, properties="", names=None, strings=STRINGS, leave_out=()):
    names = names or [f"表{i}" for i in range(1, len(sheets) + 1)]
    parts = {"xl/workbook.xml": workbook(names, properties), "xl/_rels/workbook.xml.rels": relations(len(sheets)),
             "xl/styles.xml": STYLES, "xl/sharedStrings.xml": strings}
    parts.update({f"xl/worksheets/sheet{i}.xml": text for i, text in enumerate(sheets, 1)})
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            if part not in leave_out:
                archive.writestr(zipfile.ZipInfo(part, (2025, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)


def cell(reference, value, kind="", style=""):
    return f'<c r="{reference}"{kind and f" t={chr(34)}{kind}{chr(34)}"}{style and f" s={chr(34)}{style}{chr(34)}"}><v>{value}</v></c>'


def row(number, *cells):
    return f'<row r="{number}">{"".join(cells)}</row>'


HEAD = row(1, '<c r="A1" t="inlineStr"><is><t>a</t></is></c>', '<c r="B1" t="inlineStr"><is><t>b</t></is></c>')


def whole(folder):
    values = sheet(
        row(1, cell("A1", 0, "s"), cell("B1", 1, "s"), '<c r="C1" t="inlineStr"><is><t>数值</t></is></c>', cell("D1", 2, "s"))
        + row(2, cell("A2", 3, "s"), cell("B2", 0, "s"), cell("C2", "115.30000000000001"), cell("D2", 45658, "", 1))
        + row(3, cell("A3", "文", "str"), cell("C3", "0.068", "", 2), cell("D3", 45658.354166666664, "", 1))
        + row(5, cell("A5", 1, "b"), '<c r="C5"><f>C2*2</f><v>1.5E+3</v></c>', cell("D5", 60, "", 3))
        + row(6, cell("A6", "丁", "str"), cell("B6", 0, "", 2), cell("C6", "-1.2E-3"), cell("D6", 59, "", 3))
        + '<row><c t="str"><v>戊</v></c><c/><c><v>73.2</v></c><c s="4"><v>7</v></c></row>',
        '<mergeCells><mergeCell ref="B2:B3"/></mergeCells>')
    titled = sheet(
        row(1, '<c r="A1" t="inlineStr"><is><t>2025年项目表</t></is></c>') + row(3, cell("B3", "x", "str"), cell("D3", "类", "str"))
        + row(4, cell("C4", "y", "str")) + row(5, cell("B5", 1), cell("C5", 2), cell("D5", 3)) + row(9, cell("F9", "旁注", "str")),
        '<mergeCells><mergeCell ref="A1:F1"/><mergeCell ref="B3:B4"/><mergeCell ref="D3:D4"/></mergeCells>')
    write(folder, "whole.xlsx", [values, titled], names=["台账", "表 &amp; 2"])
    write(folder, "since-1904.xlsx", [sheet(HEAD + row(2, cell("A2", 0, "", 1), cell("B2", 44196, "", 1)))], 'date1904="1"')


def hostile(folder):
    ordinary = row(2, cell("A2", 1), cell("B2", 2))
    failed = '<c r="B2"><f>A2</f></c>'
    write(folder, "uncached.xlsx", [sheet(HEAD + row(2, cell("A2", 1), failed) + row(3, cell("A3", "#REF!", "e"), cell("B3", 1)))])
    write(folder, "failed.xlsx", [sheet(HEAD + row(2, cell("A2", "#REF!", "e"), cell("B3", 1)))])
    write(folder, "doctype.xlsx", [sheet(HEAD + ordinary, before='<!DOCTYPE w [<!ENTITY a "aaaa">]>')])
    write(folder, "broken.xlsx", [sheet(HEAD + ordinary)[:-20]])
    write(folder, "no-part.xlsx", [sheet(HEAD)], leave_out=("xl/worksheets/sheet1.xml",))
    write(folder, "order.xlsx", [sheet(HEAD + row(3, cell("A3", 1)) + row(2, cell("A2", 1)))])
    write(folder, "string.xlsx", [sheet(HEAD + row(2, cell("A2", 9, "s")))])
    write(folder, "reference.xlsx", [sheet(HEAD + row(2, cell("XFE2", 9)))])
    write(folder, "row.xlsx", [sheet(HEAD + '<row r="1048577"/>')])
    merge = '<mergeCell ref="A2:B3"/>'
    write(folder, "overlap.xlsx", [sheet(HEAD + ordinary, f"<mergeCells>{merge * 3}</mergeCells>")])
    write(folder, "merges.xlsx", [sheet(HEAD + ordinary, f"<mergeCells>{merge * 20001}</mergeCells>")])
    write(folder, "deep.xlsx", [sheet(HEAD + "<row>" * 70 + "</row>" * 70)])
    attributes = " ".join(f'a{i}=">"' for i in range(100000))
    write(folder, "attributes.xlsx", [sheet(HEAD + f"<row {attributes}/>")])
    covering = '<mergeCell ref="B1:XFC1048576"/>'
    write(folder, "covering.xlsx", [sheet(row(1, cell("A1", 1), cell("XFD1", 2)) + ordinary, f"<mergeCells>{covering * 20000}</mergeCells>")])
    write(folder, "bomb.xlsx", [sheet(HEAD + f'<row><c t="inlineStr"><is><t>{" " * 9000000}</t></is></c></row>')])
    with zipfile.ZipFile(folder / "parts.xlsx", "w") as archive:
        for i in range(2001):
            archive.writestr(zipfile.ZipInfo(f"p{i}", (2025, 1, 1, 0, 0, 0)), "")
    bytes_whole = (folder / "whole.xlsx").read_bytes()
    (folder / "cut.xlsx").write_bytes(bytes_whole[:-300])


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    whole(folder)
    hostile(folder)


if __name__ == "__main__":
    main()
