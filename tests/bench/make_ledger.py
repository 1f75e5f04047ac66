#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""make_ledger: writes ledgers of many rows as briefings with their CSV files.

    make_ledger.py FOLDER     FOLDER/1k.xml, 10k.xml, 100k.xml: a line or two a row; 1k-long.xml …: 1 KB a row

A ledger has seven columns and is grouped by the unit responsible and sorted by deadline. No two rows are alike, so that
nothing can be set once for all; no number comes from chance, so that every machine writes the same bytes.
"""
import pathlib
import sys

SIZES = {"1k": 1000, "10k": 10_000, "100k": 100_000}
LONG_ROW = 1024  # [byte] of a row of a "long" ledger
DAYS = 365
UNITS = ("经济发展局", "投资促进局", "自然资源局", "住房和城乡建设局", "生态环境分局", "应急管理局", "财政金融局", "科技创新局",
         "人力资源部", "综合执法局", "兴仁街道办事处", "兴城街道办事处", "张范街道办事处", "国有资产公司")
PLACES = "东西南北中上下新安宁山河湖海江州城陵阳平"
THINGS = ("锂电池隔膜项目", "智能装备产业园", "污水处理厂提标", "标准厂房二期", "数据中心", "人才公寓", "道路改造", "变电站迁建")
TROUBLES = ("用地手续尚未办结", "电力接入容量不足", "施工许可办理滞后", "进场道路未贯通", "设备采购周期延长", "融资需求未落实",
            "环评批复待补正", "用工缺口较大")
REMEDIES = ("由牵头单位会同有关部门逐项梳理堵点", "建立日调度、周通报、月考核机制", "倒排工期、挂图作战，确保按节点推进",
            "主动对接省市主管部门争取要素指标", "落实专人驻点服务，限时办结有关手续", "对推进迟缓的事项予以提醒督办")


def date(number):
    """A day of 2024 from its number, of months of 30 days."""
    day = number % 360
    return f"2024-{day // 30 + 1:02}-{min(day % 30 + 1, 28):02}"


def row_of(i, length):
    project = f"{PLACES[i % 20]}{PLACES[i // 20 % 20]}{PLACES[i // 400 % 20]}{THINGS[i % 8]}第{i + 1}号"
    trouble = TROUBLES[i // 3 % 8]
    unit, person = UNITS[i * 7 % 14], "王李张刘陈杨赵黄周吴"[i % 10] + PLACES[i // 7 % 20] + PLACES[i // 11 % 20]
    due, closed = date(i * 13), date(i * 13 + 5) if i % 3 else ""
    row = [project, trouble, unit, person, due, "已销号" if closed else "整改中", closed]
    for step in range(length and 1000):
        if len(",".join(row).encode()) >= length:
            break
        row[1] += ("：" if step == 0 else "；") + REMEDIES[(i + step) % 6] + f"（第{i % 97 + step}次）"
    return ",".join(row)


def briefing(name):
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<briefing xmlns="urn:jianbao:1" version="1">
<head><title>重点项目问题台账</title><date>2025-01-31</date></head>
<facts><data id="rows" href="{name}.csv" rows="table"/></facts>
<body><ledger data="rows" group="责任单位" sort="时限"><caption>重点项目问题台账</caption>
<col title="序号" role="number"/><col title="项目"/><col title="问题"/><col title="责任人" role="person"/>
<col title="时限" role="due"/><col title="状态" role="state"/><col title="销号日期" role="closed"/></ledger></body>
</briefing>
"""


def write_ledgers(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for size, rows in SIZES.items():
        for name, length in ((size, 0), (f"{size}-long", LONG_ROW)):
            (folder / f"{name}.xml").write_text(briefing(name), encoding="utf-8")
            with open(folder / f"{name}.csv", "w", encoding="utf-8") as file:
                file.write("项目,问题,责任单位,责任人,时限,状态,销号日期\n")
                for i in range(rows):
                    file.write(row_of(i, length) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    write_ledgers(pathlib.Path(sys.argv[1]))
