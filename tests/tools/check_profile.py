#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check_profile: a theme changed on purpose gives exactly the findings of what was changed.

    check_profile.py --program JIANBAO --fonts FONTS.XML SOURCE

SOURCE is the project. Each change is made to a copy of the theme gongwen (or, for letters, xinhan), a document of
tests/regress is measured with it, and the findings are compared with those worked out from the change. One change is one
finding; five that have nothing to do with each other are five; the documents of tests/official have none (but grid.xml,
which is set without indents on purpose).
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

TIME_LIMIT = 60  # seconds

# What is replaced in the theme, by what; the code, what is measured, and its value (None: how pages are made decides).
CHANGES = [
    ('inner="28mm"', 'inner="30mm"', "W621", "margin at the binding", "30.0 mm"),
    ('outer="26mm"', 'outer="22mm"', "W621", "margin at the fore-edge", "22.0 mm"),
    ('top="37mm"', 'top="40mm"', "W621", "margin at the head", "40.0 mm"),
    ('bottom="35mm"', 'bottom="45mm"', "W621", "margin at the foot", "45.0 mm"),
    ('duplex="yes"', 'duplex="no"', "W621", "margin at the binding", "26.0 mm"),
    ('font="fangsong" size="15.75pt"', 'font="fangsong" size="14pt"', "W622", "size of the text", "14 pt"),
    ('font="fangsong" size="15.75pt"', 'font="hei" size="15.75pt"', "W622", "face of the text", "JbBoxHei"),
    ('colour="ink" align="justify"', 'colour="grey" align="justify"', "W624", "colour of the text", "K60 (copy-number)"),
    ('"cmyk 0 80 80 0"', '"cmyk 0 90 80 10"', "W624", "colour of the mark", "M90 Y80 K10"),
    ('heading-1" font="hei" first-indent="2em"', 'heading-1" font="song" first-indent="2em"', "W626", "face of headings 一、", "JbBoxSong"),
    ('heading-1" font="hei" first-indent="2em"', 'heading-1" font="hei" first-indent="0"', "W626", "characters a heading 一、 is indented", "0.0"),
    ('heading-2" font="kai"', 'heading-2" font="song"', "W626", "face of headings （一）", "JbBoxSong"),
    ('align="justify" first-indent="2em"\n', 'align="justify" first-indent="0"\n', "W626", "characters a paragraph is indented", "0.0"),
    ('classification" font="hei"', 'classification" font="song"', "W625", "face of the classification", "JbBoxSong"),
    ('fit="yes" y="35mm"', 'fit="yes" y="38mm"', "W625", "mark below the head of the text area", "38.0 mm"),
    ('gap="2" unless="signer"', 'gap="1" unless="signer"', "W625", "blank lines above the document number", "1"),
    ('content="rule" y="4mm"', 'content="rule" y="7mm"', "W625", "red rule below the document number", "7.0 mm"),
    ('document-title" font="xiaobiaosong" size="二号"', 'document-title" font="xiaobiaosong" size="小二"', "W626", "size of the title", "18 pt"),
    ('document-title" font="xiaobiaosong"', 'document-title" font="song"', "W626", "face of the title", "JbBoxSong"),
    ('document-title" gap="2"', 'document-title" gap="1"', "W626", "blank lines above the title", "1"),
    ('recipients" align="justify" before="29.62pt"', 'recipients" align="justify" before="59.24pt"', "W626", "blank lines above the recipients", "2"),
    ('attachment-list" align="justify" indent-start="2em"', 'attachment-list" align="justify" indent-start="0"', "W626", "characters left of the list of attachments", "0.0"),
    ('attachment-mark" font="hei"', 'attachment-mark" font="song"', "W626", "face of the attachment's mark", "JbBoxSong"),
    ('annotation" align="justify" first-indent="2em"', 'annotation" align="justify" first-indent="0"', "W626", "characters left of the annotation", "0.0"),
    ('colophon" size="四号"', 'colophon" size="五号"', "W627", "size of the copies to", "10.5 pt"),
    ('outer-rule="0.35mm"', 'outer-rule="0.5mm"', "W627", "weight of the colophon's rules", "0.50 mm"),
    ('inner-rule="0.25mm"', 'inner-rule="0.35mm"', "W627", "weight of the colophon's rules", "0.35 mm"),
    ('even-page="yes"', 'even-page="no"', "W627", "page of the colophon", "7"),
    ('size="15.75pt" leading="29.62pt"', 'size="15.75pt" leading="28pt"', "W623", "distance from line to line", "9.88 mm"),
    ('size="15.75pt" leading="29.62pt"', 'size="18pt" leading="29.62pt"', "W622", "size of the text", "18 pt"),
    ('width="210mm"', 'width="200mm"', "W620", "paper", "200.0 × 297.0 mm"),
    ('weight="1.2pt" colour="red"', 'weight="1.2pt" width="140mm" colour="red"', "W625", "width of the red rule", "140.0 mm"),
    ('rule-colour="ink"/>', 'rule-colour="red"/>', "W624", "colour of the colophon's rules", "M80 Y80"),
    ('numbering-2="brackets"', 'numbering-2="arabic"', "W626", "number of a heading", "1."),
    ('leading="14pt" indent-end', 'leading="14pt" colour="red" indent-end', "W624", "colour of the text", "M80 Y80 (page-number)"),
    ('annotation" align', 'annotation" size="四号" align', "W622", "size of an element", "14 pt (annotation)"),
    ('style="signature"/>', 'style="signature" font="hei"/>', "W622", "face of an element", "JbBoxHei (signature)"),
    ('heading-1" font="hei"', 'heading-1" size="小二" font="hei"', "W626", "size of headings 一、", "18 pt"),
    ('heading-1" font="hei"', 'heading-1" before="10pt" font="hei"', "W623", "distance of a line from the grid", "3.5 mm"),
    ("29.62pt", "28pt", "W623", "distance from line to line", "9.88 mm"),
    ('page-number="— {n} —"', 'page-number="{n}"', "W628", "form of the page number", "1"),
    ('page-number" font="song" size="四号"', 'page-number" font="song" size="小四"', "W628", "size of the page number", "12 pt"),
    ('page-number" font="song"', 'page-number" font="hei"', "W628", "face of the page number", "JbBoxHei"),
    ('foot-offset="32.16pt"', 'foot-offset="40.66pt"', "W628", "page number below the text area", "10.0 mm"),
    ('page-number-outside="yes"', 'page-number-outside="no"', "W628", "characters outside of the page number", "14.0"),
    ('size="四号" leading="14pt" indent-end="1em"', 'size="四号" leading="14pt" indent-end="0"', "W628", "characters outside of the page number", "0.0"),
    ('pitch="29.62pt"', 'pitch="28pt"', "W623", "distance of a line from the grid", None),
]
LETTER_CHANGES = [
    ('y="30mm" from="page"', 'y="34mm" from="page"', "W629", "mark below the head of the paper", "34.0 mm"),
    ('y="4mm" from="line" width="170mm"', 'y="7mm" from="line" width="170mm"', "W629", "double rule below the mark", "7.0 mm"),
    ('width="170mm"', 'width="160mm"', "W629", "width of a double rule", "160.0 mm"),
    ('y="20mm" from="foot"', 'y="25mm" from="foot"', "W629", "double rule above the foot of the paper", "25.0 mm"),
    ('weight="3pt" between="1.2pt" second="0.9pt"', 'weight="0.9pt" between="1.2pt" second="3pt"', "W629", "order of thick and thin in a double rule", "▁▀"),
    ('from="line" align="end"', 'from="line" align="start"', "W625", "document number off its place", "-103.2 mm"),
    ('first-number="no"', 'first-number="yes"', "W628", "page number", "— 1 —"),
]

MINUTES_CHANGES = [
    ('fit="yes" y="35mm"', 'fit="yes" y="40mm"', "W625", "mark below the head of the text area", "40.0 mm"),
    ('name="jiyao" version="1" base="gongwen">', 'name="jiyao" version="1" base="gongwen"><text style="attendance-label" font="song"/>', "W629", "face of the label of those present", "JbBoxSong"),
    ('name="jiyao" version="1" base="gongwen">', 'name="jiyao" version="1" base="gongwen"><text style="attendance" before="59.24pt"/>', "W629", "blank lines above those present", "2"),
    ('weight="1.2pt" colour="red"', 'weight="1.2pt" colour="ink"', "W624", "colour of the red rule", "K100"),
]

STRIDE = 9  # every ninth change together with others: five at a time, all over the page
BLANK_HEIGHT = re.compile(r" \([\d.]+ mm\)$")  # said beside a count of lines


def findings(program, fonts, document, theme=None):
    """[(code, what, value)] of a document set with the text of a theme, or with its own."""
    command = [program, "check", "--fonts", fonts, "--profile", "gbt9704", "--message-format", "json", str(document)]
    with tempfile.TemporaryDirectory(prefix="jianbao-profile-") as folder:
        if theme is not None:
            path = pathlib.Path(folder, "changed.xml")
            path.write_text(theme, encoding="utf-8")
            command[2:2] = ["--theme", str(path)]
        done = subprocess.run(command, capture_output=True, timeout=TIME_LIMIT, check=False)
    records = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    found = [(r["code"], *r["arguments"][1:3]) for r in records if r["record"] == "finding"]
    return found if records and records[-1]["record"] == "summary" else [("no summary", done.stderr.decode("utf-8", "replace"), "")]


def applied(theme, changes):
    """The longest first: a length that stands all over the theme last."""
    for old, new, *_ in sorted(changes, key=lambda change: -len(change[0])):
        if old not in theme:
            sys.exit(f"the theme has no {old}")
        theme = theme.replace(old, new)
    return theme


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--fonts", required=True)
    parser.add_argument("source", type=pathlib.Path)
    options = parser.parse_args()
    faults = 0

    def compare(theme, document, changes, parts):
        """parts: how much of a finding is compared; where changes meet, one can shift the value of another."""
        nonlocal faults
        text = (options.source / f"src/style/themes/{theme}.xml").read_text(encoding="utf-8")
        path = options.source / f"tests/regress/gbt9704-{document}/input.xml"
        got = [(c, w, BLANK_HEIGHT.sub("", v)) for c, w, v in findings(options.program, options.fonts, path, applied(text, changes))]
        wanted = [change[2:] for change in changes]
        parts = 2 if any(change[2] is None for change in wanted) else parts
        if sorted(found[:parts] for found in got) != sorted(change[:parts] for change in wanted):
            faults += 1
            print(f"{theme} with {[change[1] for change in changes]}:\n  wanted {wanted}\n  found  {got}")

    for document in sorted((options.source / "tests/official").glob("*.xml")):
        got = [] if document.name.startswith("grid") else findings(options.program, options.fonts, document)
        if got:
            faults += 1
            print(f"{document.name}: {got}")
    for theme, document, changes in (("gongwen", "document", CHANGES), ("xinhan", "letter", LETTER_CHANGES), ("jiyao", "minutes", MINUTES_CHANGES)):
        compare(theme, document, [], parts=3)
        for change in changes:
            compare(theme, document, [change], parts=3)
    for first in range(STRIDE):
        compare("gongwen", "document", CHANGES[first::STRIDE][:5], parts=2)
    print(f"{len(CHANGES + LETTER_CHANGES + MINUTES_CHANGES)} changes, {faults} wrong")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
