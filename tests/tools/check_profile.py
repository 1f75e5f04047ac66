#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check_profile: a theme changed on purpose gives exactly the findings of what was changed.

    check_profile.py --program JIANBAO --fonts FONTS.XML SOURCE

SOURCE is the project. Each change is made to a copy of the theme gongwen (or, for letters, xinhan), a document of
tests/regress is measured with it, and the findings are compared with those worked out from the change. One change is one
finding; five that have nothing to do with each other are five.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

TIME_LIMIT = 60  # seconds

# What is replaced in the theme, by what; the code, what is measured, and its value.
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
    ("29.62pt", "28pt", "W623", "distance from line to line", "9.88 mm"),
    ('page-number="— {n} —"', 'page-number="{n}"', "W628", "form of the page number", "1"),
    ('page-number" font="song" size="四号"', 'page-number" font="song" size="小四"', "W628", "size of the page number", "12 pt"),
    ('page-number" font="song"', 'page-number" font="hei"', "W628", "face of the page number", "JbBoxHei"),
    ('foot-offset="32.16pt"', 'foot-offset="40.66pt"', "W628", "page number below the text area", "10.0 mm"),
    ('page-number-outside="yes"', 'page-number-outside="no"', "W628", "characters outside of the page number", "14.0"),
    ('size="四号" leading="14pt" indent-end="1em"', 'size="四号" leading="14pt" indent-end="0"', "W628", "characters outside of the page number", "0.0"),
]
STRIDE = 7  # every seventh change together with others: five at a time, all over the page


def findings(program, fonts, theme, document):
    """[(code, what, value)] of a document set with the text of a theme."""
    with tempfile.TemporaryDirectory(prefix="jianbao-profile-") as folder:
        path = os.path.join(folder, "changed.xml")
        pathlib.Path(path).write_text(theme, encoding="utf-8")
        command = [program, "check", "--fonts", fonts, "--theme", path, "--profile", "gbt9704", "--message-format", "json", str(document)]
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
    theme = (options.source / "src/style/themes/gongwen.xml").read_text(encoding="utf-8")
    document = options.source / "tests/regress/gbt9704-document/input.xml"
    faults = 0

    def compare(name, changes):
        nonlocal faults
        got = findings(options.program, options.fonts, applied(theme, changes), document)
        wanted = [change[2:] for change in changes]
        if sorted(f"{c} {w} {v.split(' (')[0] if 'K' not in v else v}" for c, w, v in got) != sorted(" ".join(w) for w in wanted):
            faults += 1
            print(f"{name}:\n  wanted {wanted}\n  found  {got}")

    compare("the theme as it is", [])
    for change in CHANGES:
        compare(f"{change[0]} → {change[1]}", [change])
    for first in range(STRIDE):
        compare(f"five changes from {first}", CHANGES[first::STRIDE])
    print(f"{len(CHANGES)} changes, {faults} wrong")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
