#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check_audit: small reports and what jianbao check finds in them, as tables that people can read.

    check_audit.py --program JIANBAO --fonts FONTS.XML TABLE       a table of tests/audit
    check_audit.py --program JIANBAO --fonts FONTS.XML README.md   the example of src/audit/README.md

A table holds records that begin with "== title". In a record, each of these begins a line and goes on until the next:
    facts:   children of <facts period="2025" scope="全区">
    audit:   <audit …> as a whole
    head:    children of <head> beside title and date
    body:    children of <body>; lines without tags are paragraphs
    document:  begins a further report of the same run
    found:   a line a finding: code, then words of its arguments; nothing: no line. Notes count where their code is 8xx
    twin:    FROM → TO, a line each: exchanged in all reports, and nothing is found any more
The README has three blocks of code: the rules, a briefing, and the messages that jianbao check gives of it.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

TIME_LIMIT = 60  # seconds
KEYS = re.compile(r"^(facts|audit|head|body|document|found|twin):", re.M)
FACTS = '<facts period="2025" scope="全区">'


def check(program, fonts, folder, names, extra=()):
    """[(code, arguments)] of all that counts."""
    command = [program, "check", "--fonts", fonts, "--message-format", "json", *extra, *names]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=TIME_LIMIT, check=False)
    records = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    if not records or records[-1]["record"] != "summary":
        return [("no summary", done.stderr.decode("utf-8", "replace"))]
    return [(r["code"], "|".join(r["arguments"])) for r in records
            if r["record"] == "finding" and (r["severity"] != "note" or r["code"][1] == "8")]


def paragraphs(body):
    lines = [line.strip() for line in body.strip().splitlines()]
    return "\n".join(line if line.startswith("<") and not line.startswith(("<v", "<n>")) else f"<p>{line}</p>"
                     for line in lines if line)


def briefing(parts):
    facts = f"{FACTS}{parts['facts']}</facts>" if "facts" in parts else ""
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<briefing xmlns="urn:jianbao:1" version="1"><head><title>测试</title>'
            f'<date>2025-12</date>{parts.get("head", "")}</head>\n{facts}{parts.get("audit", "")}'
            f'<body>\n{paragraphs(parts["body"])}\n</body></briefing>\n')


def read_record(text):
    documents, found, twins = [{}], [], []
    pieces = KEYS.split(text)[1:]
    for key, value in zip(pieces[::2], pieces[1::2]):
        value = value.strip()
        if key == "document":
            documents.append({})
        elif key == "found":
            found = [line.split(None, 1) for line in value.splitlines()]
        elif key == "twin":
            twins = [line.strip().split(" → ") for line in value.splitlines()]
        else:
            documents[-1][key] = value
    return [briefing(parts) for parts in documents], found, twins


def compare(found, wanted):
    left = list(found)
    missed = []
    for code, *words in wanted:
        match = next((f for f in left if f[0] == code and (not words or words[0] in f[1])), None)
        if match:
            left.remove(match)
        else:
            missed.append(" ".join([code, *words]))
    return [f"  missed  {line}" for line in missed] + [f"  not wanted  {code} {words}" for code, words in left]


def run_reports(options, reports):
    with tempfile.TemporaryDirectory(prefix="jianbao-audit-") as folder:
        names = [f"{i + 1}.xml" for i in range(len(reports))]
        for name, text in zip(names, reports):
            (pathlib.Path(folder) / name).write_text(text, encoding="utf-8")
        return check(options.program, options.fonts, folder, names)


def exchange(text, twins, title):
    for old, new in twins:
        if old not in text:
            sys.exit(f"{title}: the twin exchanges “{old}”, which is not there")
        text = text.replace(old, new)
    return text


def check_table(options):
    text = options.file.read_text(encoding="utf-8")
    records = re.split(r"^== ", text, flags=re.M)[1:]
    wrong = 0
    for record in records:
        title, _, rest = record.partition("\n")
        reports, wanted, twins = read_record(rest)
        faults = compare(run_reports(options, reports), wanted)
        if twins:
            whole = exchange("\0".join(reports), twins, title)
            faults += [f"  twin: {line.strip()}" for line in compare(run_reports(options, whole.split("\0")), [])]
        wrong += bool(faults)
        print("\n".join([title, *faults]) if faults else title)
    print(f"{len(records)} records, {wrong} wrong")
    return 1 if wrong or not records else 0


def check_readme(options):
    blocks = re.findall(r"^```\w*\n(.*?)^```$", options.file.read_text(encoding="utf-8"), flags=re.M | re.S)
    rules, report, messages = blocks[:3]
    with tempfile.TemporaryDirectory(prefix="jianbao-audit-") as folder:
        (pathlib.Path(folder) / "office-rules.xml").write_text(rules, encoding="utf-8")
        (pathlib.Path(folder) / "briefing.xml").write_text(report, encoding="utf-8")
        done = subprocess.run([options.program, "check", "-q", "--fonts", options.fonts, "briefing.xml"], cwd=folder,
                              env={"LC_ALL": "zh_CN.UTF-8"}, capture_output=True, timeout=TIME_LIMIT, check=False)
    told = "".join(line + "\n" for line in done.stderr.decode("utf-8").splitlines() if line.startswith("briefing.xml"))
    if told != messages:
        print(f"the README says\n{messages}and jianbao check\n{told}")
    return 0 if told == messages else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--fonts", required=True)
    parser.add_argument("file", type=pathlib.Path)
    options = parser.parse_args()
    return (check_readme if options.file.suffix == ".md" else check_table)(options)


if __name__ == "__main__":
    sys.exit(main())
