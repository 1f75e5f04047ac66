#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check_official: are official documents set as GB/T 9704-2012 has them?

    check_official.py JIANBAO FONTS.XML CASE…

CASE is a function below; it dumps documents of this folder and holds positions against the standard's millimetres, in
points from the trim corner, y down. Every figure is worked out here from a clause; none is taken from our output. Ink is
measured on the outlines of the faces themselves. Exit status 1 and a line a fault.
"""
import os
import pathlib
import re
import subprocess
import sys

from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

HERE = pathlib.Path(__file__).resolve().parent
MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM                  # 5.1
TOP, BOTTOM = 37 * MM, (37 + 225) * MM              # 5.2.1: text area, from the page's top
LEFT, RIGHT = 28 * MM, (28 + 156) * MM              # odd pages
EVEN_LEFT, EVEN_RIGHT = 26 * MM, (26 + 156) * MM    # even pages: the spine is on the right
SIZE = 15.75                                        # 三号
PITCH = (225 * MM - SIZE) / 21                      # 22 lines of type fill 225 mm
ABOVE = 0.88                                        # of the em box, above the baseline
RED, BLACK = "cmyk(0.00,0.80,0.80,0.00)", "cmyk(0.00,0.00,0.00,1.00)"
NEAR = 0.05                                         # [pt] of 22 lines' rounding to 29.62

GLYPHS = re.compile(r'  glyphs (?:(\d+)|-)/(\S+) (\S+) ([\d.]+) (\S+) .*?"((?:[^"\\]|\\.)*)" y=(-?[\d.]+) x=(.*)$')
PATH = re.compile(r"  path -/(\S+) fill=(\S+) M (\S+) (\S+) L (\S+) (\S+) L (\S+) (\S+) L")
ELEMENT = re.compile(r'\s+(\d+) \S+ kind="(.*?)"')
WIDTHS = re.compile(r"width=([\d.]+)")


class Run:
    def __init__(self, match, line, kinds):
        self.kind = kinds.get(match[1], match[2])
        self.face, self.size, self.colour, self.text = match[3], float(match[4]), match[5], match[6]
        self.y, self.xs = float(match[7]), [float(x) for x in match[8].split()]
        self.x = self.xs[0]
        width = WIDTHS.search(line)
        # What is set without a measure ends with a Han character wherever it is asked for.
        self.right = self.x + float(width[1]) if width else self.xs[-1] + self.size
        self.top = self.y - ABOVE * self.size  # of the type
        self.foot = self.top + self.size


class Rule:
    def __init__(self, match):
        self.kind, self.colour = match[1], match[2]
        self.left, self.top, self.right, self.foot = (float(match[i]) for i in (3, 4, 5, 8))
        self.weight = self.foot - self.top


class Page:
    def __init__(self, line):
        self.number = int(line.split()[1])
        self.size = [float(value) for value in line.split()[3].split("x")]
        self.runs, self.rules = [], []
        even = self.number % 2 == 0
        self.left, self.right = (EVEN_LEFT, EVEN_RIGHT) if even else (LEFT, RIGHT)

    def of(self, kind):
        return [run for run in self.runs if run.kind == kind]

    def text(self, kind):
        return "".join(run.text for run in self.of(kind))


class Document:
    faults = []

    def __init__(self, program, fonts, name):
        self.name, self.program, self.fonts = name, program, fonts
        done = subprocess.run([program, "dump", "--fonts", fonts, name], cwd=HERE, capture_output=True, text=True,
                              env={"LC_ALL": "C", "PATH": os.environ["PATH"]}, check=False)
        if done.returncode:
            sys.exit(f"{name}: exit status {done.returncode}\n{done.stderr}")
        kinds = dict(ELEMENT.match(line).groups() for line in done.stdout.splitlines() if ELEMENT.match(line))
        self.pages = []
        for line in done.stdout.splitlines():
            if re.match(r"page \d", line):
                self.pages.append(Page(line))
            elif GLYPHS.match(line):
                self.pages[-1].runs.append(Run(GLYPHS.match(line), line, kinds))
            elif PATH.match(line):
                self.pages[-1].rules.append(Rule(PATH.match(line)))

    def say(self, what):
        Document.faults.append(f"{self.name}: {what}")

    def near(self, what, found, wanted, tolerance=NEAR):
        if abs(found - wanted) > tolerance:
            self.say(f"{what}: {found:.2f}, not {wanted:.2f}")

    def same(self, what, found, wanted):
        if found != wanted:
            self.say(f"{what}: {found!r}, not {wanted!r}")

    def role(self, name):
        """The PostScript name of the face that plays a role, and its file and index."""
        text = subprocess.run([self.program, "fonts", "--fonts", self.fonts], capture_output=True, text=True,
                              env={"LC_ALL": "C", "PATH": os.environ["PATH"]}, check=True).stdout
        found = re.search(rf"^{name}\n  (\S+), .*?index (\d+)\n    (.*)$", text, re.M)
        return found[1], found[3], int(found[2])

    def ink(self, runs, role):
        """Top and bottom of what is black."""
        name, file, index = self.role(role)
        font = TTFont(file, fontNumber=index if file.endswith("c") else -1)
        glyphs, names, em = font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm
        tops, feet = [], []
        for run in runs:
            self.same("face of the ink", run.face, name)
            for character in run.text:
                pen = BoundsPen(glyphs)
                glyphs[names[ord(character)]].draw(pen)
                tops.append(run.y - pen.bounds[3] / em * run.size)
                feet.append(run.y - pen.bounds[1] / em * run.size)
        return min(tops), max(feet)

    # --- what holds for all of them ---

    def check_pages(self):
        for page in self.pages:
            self.near("page width", page.size[0], WIDTH)
            self.near("page height", page.size[1], HEIGHT)
            for run in page.runs:
                if run.colour not in (RED, BLACK):
                    self.say(f"colour of {run.text!r}: {run.colour}")
                if run.kind in ("P", "H1", "H2", "H3", "H4"):
                    self.near(f"page {page.number}, size of {run.text!r}", run.size, SIZE)
                    lines = (run.top - TOP) / PITCH
                    self.near(f"page {page.number}, {run.text!r} on its line", lines, round(lines), 0.005)
                    if not 0 <= round(lines) < 22:
                        self.say(f"page {page.number}: {run.text!r} is on line {round(lines) + 1} of 22")
                    # At either edge a mark's blank stands outside.
                    if run.x < page.left - SIZE / 2 - NEAR or run.right > page.right + SIZE / 2 + NEAR:
                        self.say(f"page {page.number}: {run.text!r} stands out of the text area")

    def check_number(self, page, number):
        """7.5: 四号, top 7 mm below the text area, outside, a character from the edge."""
        runs = page.of("page-number")
        self.same(f"number of page {page.number}", "".join(run.text for run in runs), f"— {number} —" if number else "")
        if not number:
            return
        self.near("size of the page number", runs[0].size, 14)
        self.near("top of the page number", runs[0].top, BOTTOM + 7 * MM)
        if page.number % 2:
            self.near("right edge of the page number", runs[-1].xs[-1] + 14, RIGHT - 14, 1.6)  # a dash of .89 em
        else:
            self.near("left edge of the page number", runs[0].x, EVEN_LEFT + 14)

    def check_mark(self, page, top, role="xiaobiaosong"):
        runs = page.of("mark")
        ink_top, ink_foot = self.ink(runs, role)
        self.near("ink of the mark", ink_top, top)
        self.same("colour of the mark", {run.colour for run in runs}, {RED})
        if max(run.right for run in runs) > page.right + 0.1 or min(run.x for run in runs) < page.left - 0.1:
            self.say("the mark stands out of the text area")
        return ink_foot

    def check_separator(self, page, above):
        """7.2.7: 4 mm below the line above it, as wide as the text area."""
        rule, = [rule for rule in page.rules if rule.kind == "separator"]
        self.same("colour of the rule", rule.colour, RED)
        self.near("length of the rule", rule.right - rule.left, 156 * MM)
        self.near("rule below the line above", rule.top - above, 4 * MM)
        return rule.foot

    def check_colophon(self, page, weights):
        """7.4.1: as wide as the text area, the last on its lower edge."""
        rules = [rule for rule in page.rules if rule.kind == "colophon-rule"]
        self.same("weights of the colophon's rules", [round(rule.weight, 1) for rule in rules],
                  [round(weight * MM, 1) for weight in weights])
        for rule in rules:
            self.near("length of a colophon's rule", rule.right - rule.left, 156 * MM)
        self.near("foot of the colophon", rules[-1].foot, BOTTOM)


def notice(document):
    first, *others = document.pages
    document.check_pages()
    hei, kai, fangsong = (document.role(role)[0] for role in ("hei", "kai", "fangsong"))
    number, secret, urgent = (first.of(kind)[0] for kind in ("copy-number", "classification", "urgency"))
    for line, (run, face) in enumerate([(number, fangsong), (secret, hei), (urgent, hei)]):  # 7.2.1–7.2.3
        document.near(f"{run.kind}, left", run.x, LEFT)
        document.near(f"{run.kind}, top", run.top, TOP + line * PITCH)
        document.same(f"{run.kind}, face", (run.face, run.size), (face, SIZE))
    ink_foot = document.check_mark(first, TOP + 35 * MM)  # 7.2.4
    reference = first.of("document-number")[0]            # 7.2.5
    blank = (reference.top - ink_foot) / PITCH
    if not 2 - 0.15 <= blank <= 3.5:
        document.say(f"{blank:.2f} lines between mark and document number")
    document.near("middle of the document number", (reference.x + reference.right) / 2, (LEFT + RIGHT) / 2)
    rule = document.check_separator(first, reference.foot)
    title = first.of("title")                             # 7.3.1
    document.near("lines between rule and title", (title[0].top - rule) / PITCH, 2, 0.15)
    document.same("size and face of the title", {(run.size, run.face) for run in title},
                  {(22.0, document.role("xiaobiaosong")[0])})
    for run in title:
        document.near("middle of the title", (run.x + run.right) / 2, (LEFT + RIGHT) / 2, 0.1)
    recipients = first.of("recipients")                   # 7.3.2
    document.near("baselines of title and recipients", recipients[0].y - title[-1].y,
                  2 * PITCH + (ABOVE - 0.5) * (SIZE - 22))  # type is centred on its line
    for run in recipients:
        document.near("recipients, left", run.x, LEFT)
    heads = {kind: document_runs(document, kind)[0] for kind in ("H1", "H2", "H3", "H4")}  # 7.3.3
    document.same("faces of the headings", [heads[kind].face for kind in sorted(heads)], [hei, kai, fangsong, fangsong])
    for kind, number in {"H1": "一、", "H2": "（一）", "H3": "1.", "H4": "（1）"}.items():
        document.same(f"number of {kind}", document_text(document, kind)[:len(number)], number)
    listed = document_runs(document, "attachment-list")   # 7.3.4
    page = next(page for page in document.pages if page.of("attachment-list"))
    document.near("attachments listed, left", listed[0].x, page.left + 2 * SIZE)
    titles = [run for run in listed if not re.match(r"附件|\d\.$", run.text)]
    document.same("attachments listed in a column", len({round(run.x, 1) for run in titles}), 1)
    organ, date = (page.of(kind)[0] for kind in ("signature", "signature-date"))  # 7.3.5.1
    document.near("right edge of the date", date.right, page.right - 4 * SIZE)
    document.near("middles of organisation and date", (organ.x + organ.right) / 2, (date.x + date.right) / 2)
    document.near("date below organisation", date.y - organ.y, PITCH)
    note = page.of("annotation")[0]                       # 7.3.6
    document.near("annotation, left", note.x, page.left + 2 * SIZE, 8)  # its bracket gives its blank
    document.near("annotation below date", note.y - date.y, PITCH)
    for number, page in enumerate((page for page in document.pages if page.of("attachment-mark")), 1):  # 7.3.7
        mark, title = page.of("attachment-mark"), page.of("attachment-title")
        document.same("attachment's mark", (page.text("attachment-mark"), mark[0].face), (f"附件{number}", hei))
        document.near("attachment's mark, left", mark[0].x, page.left)
        document.near("attachment's mark, top", mark[0].top, TOP)
        document.near("attachment's title on line 3", title[0].top + 11, TOP + 2 * PITCH + SIZE / 2, 0.1)
    for page in document.pages:
        document.check_number(page, page.number)
    last = document.pages[-1]
    document.same("the colophon's page is even", last.number % 2, 0)
    document.check_colophon(last, [0.35, 0.25, 0.35])
    copies, printer = last.of("copy-to"), last.of("printer")  # 7.4.2, 7.4.3: 四号, a character from both sides
    document.same("size of the colophon", {run.size for run in copies + printer}, {14.0})
    document.near("copies, left", copies[0].x, last.left + 14)
    document.near("turned lines of the copies", copies[-1].x, last.left + 4 * 14)
    document.near("printer, left", printer[0].x, last.left + 14)
    document.near("printing date, right", printer[-1].right, last.right - 14)
    document.same("full stop after the copies", last.text("copy-to")[-1], "。")


def document_runs(document, kind):
    return [run for page in document.pages for run in page.of(kind)]


def document_text(document, kind):
    return "".join(run.text for run in document_runs(document, kind))


def request(document):
    """Upward: the number on the left, who signs on the right, the last of them on the number's line; no seal."""
    document.check_pages()
    first, second = document.pages[:2]
    reference, signers = first.of("document-number")[0], first.of("signer")
    document.near("document number, left", reference.x, LEFT + SIZE)              # 7.2.5
    document.near("document number on the last signer's line", reference.y, signers[-1].y)
    document.near("signers, right", max(run.right for run in signers), RIGHT - SIZE)  # 7.2.6
    document.same("faces of the signers", [run.face for run in signers[1:]], [document.role("kai")[0]] * (len(signers) - 1))
    document.near("third signer under the first", signers[-1].x, signers[1].x)
    document.check_separator(first, reference.foot)
    document.check_mark(first, TOP + 35 * MM)
    document.same("lines of the title", len({run.y for run in first.of("title")}), 3)
    organ, date = second.of("signature")[0], second.of("signature-date")[0]       # 7.3.5.2
    document.near("date two characters right of the organisation", date.x - organ.x, 2 * SIZE)
    document.near("right edge of what reaches further", max(organ.right, date.right), EVEN_RIGHT - 2 * SIZE)
    document.same("a single attachment has no number", second.text("attachment-list")[:3], "附件：")
    *_, blank, last = document.pages                                              # 7.5
    document.same("pages", len(document.pages), 4)
    document.same("a blank page", (blank.runs, blank.rules), ([], []))
    for page, number in zip(document.pages, (1, 2, None, None)):
        document.check_number(page, number)
    document.check_colophon(last, [0.35, 0.35])


def joint(document):
    document.check_pages()
    first = document.pages[0]
    document.check_mark(first, TOP + 35 * MM)
    *names, suffix = [run for run in first.of("mark")]
    document.same("three organisations and 文件", [len(names), suffix.text], [3, "文件"])
    document.same("names of one width", (len({run.x for run in names}), len({round(run.right) for run in names})), (1, 1))
    document.near("文件 half-way down", suffix.y, (names[0].y + names[-1].y) / 2)
    page = document.pages[-1]
    runs = page.of("signature")
    document.same("organisations sign", len(runs), 3)
    for run, other in ((a, b) for a in runs for b in runs if a is not b and a.y == b.y):
        if run.x < other.x < run.right:
            document.say(f"{run.text} runs into {other.text}")
    date = page.of("signature-date")[0]                                           # 7.3.5.1: the last one over the date
    document.near("last organisation over the date", (runs[-1].x + runs[-1].right) / 2, (date.x + date.right) / 2)
    document.near("date below it", date.y - runs[-1].y, PITCH)


def appointment(document):
    """7.3.5.3: the post two characters left of the stamp's room, the date below a blank line, four characters in."""
    document.check_pages()
    page = document.pages[-1]
    post, date = page.of("signature")[0], page.of("signature-date")[0]
    document.same("post", post.text, "县长")
    document.near("right edge of the date", date.right, page.right - 4 * SIZE)
    document.near("right edge of the post", post.right, page.right - 4 * SIZE - 40 * MM - 2 * SIZE)
    document.near("date below stamp", date.y - post.y, 2.5 * PITCH)


def minutes(document):
    """10.3"""
    document.check_pages()
    first, last = document.pages[0], document.pages[-1]
    document.check_mark(first, TOP + 35 * MM)
    organ, date = first.of("org")[0], first.of("date")[0]
    document.near("organisation and date on one line", organ.y, date.y)
    document.near("organisation, left", organ.x, LEFT + SIZE)
    document.near("date, right", date.right, RIGHT - SIZE)
    document.check_separator(first, organ.foot)
    hei, fangsong = document.role("hei")[0], document.role("fangsong")[0]
    runs = last.of("attendance")
    labels = [run for run in runs if run.text in ("出席：", "请假：", "列席：")]
    document.same("labels", [run.text for run in labels], ["出席：", "请假：", "列席："])
    for run in runs:
        document.same(f"face of {run.text!r}", run.face, hei if run in labels else fangsong)
    for label in labels:
        document.near(f"left of {label.text!r}", label.x, last.left + 2 * SIZE)
    for y in {run.y for run in runs}:
        start = min(run.x for run in runs if run.y == y and run not in labels)
        document.near("names start", start, last.left + 5 * SIZE)
    document.same("no signature", last.of("signature"), [])


def letter(document):
    """10.1"""
    document.check_pages()
    first, last = document.pages[0], document.pages[-1]
    foot = document.check_mark(first, 30 * MM)
    rules = sorted((rule for rule in first.rules if rule.kind == "separator"), key=lambda rule: rule.top)
    document.same("rules", len(rules), 4)
    for rule in rules:
        document.near("length of a rule", rule.right - rule.left, 170 * MM)
        document.near("left end of a rule", rule.left, 20 * MM)
        document.same("colour of a rule", rule.colour, RED)
    document.near("double rule below the mark", rules[0].top - foot, 4 * MM)
    document.near("double rule above the page's foot", rules[3].foot, HEIGHT - 20 * MM)
    document.same("thick above thin, thin above thick", (rules[0].weight > rules[1].weight, rules[2].weight < rules[3].weight),
                  (True, True))
    number, reference = first.of("copy-number")[0], first.of("document-number")[0]
    document.near("copy number below the rule", number.top - rules[1].foot, 7 / 8 * SIZE)
    document.near("document number on its line", reference.y, number.y)
    document.near("document number, right", reference.right, RIGHT)
    document.near("copy number, left", number.x, LEFT)
    secret, title = first.of("classification")[0], first.of("title")[0]
    blank = (title.top - secret.foot) / PITCH
    if not 2 - 0.15 <= blank <= 3.5:
        document.say(f"{blank:.2f} lines above the title")
    document.check_number(first, None)
    document.check_number(last, 2)
    document.same("no rules in the colophon", last.rules, [])


def bulletin(document):
    """Practice: the masthead takes the upper third, its rule lies between 60 and 72 % of the page's height."""
    document.check_pages()
    first, last = document.pages[0], document.pages[-1]
    rule, = first.rules
    share = (HEIGHT - rule.top) / HEIGHT
    if not 0.60 <= share <= 0.72:
        document.say(f"the rule lies at {share:.1%} of the page's height")
    document.same("colour of the rule", rule.colour, RED)
    document.near("length of the rule", rule.right - rule.left, 156 * MM)
    secret, number = first.of("classification")[0], first.of("copy-number")[0]
    document.near("classification, left", secret.x, LEFT)
    document.near("copy number, right", number.right, RIGHT)
    document.near("both on line 1", number.y, secret.y)
    mark, issue, organ = first.of("mark")[0], first.of("issue")[0], first.of("org")[0]
    document.same("from the top", mark.y < issue.y < organ.y < rule.top, True)
    document.near("organisation, left", organ.x, LEFT + SIZE)
    document.near("date, right", first.of("date")[0].right, RIGHT - SIZE)
    document.same("rules on the pages between", [rule for page in document.pages[1:-1] for rule in page.rules], [])
    document.check_colophon(last, [0.35, 0.35])
    copies = last.of("copies")[0]
    document.near("copies, right", copies.right, last.right - 14)
    document.near("copies on the last line", copies.y, last.of("copy-to")[-1].y)


def grid(document):
    """5.2.3: 22 lines of 28 characters on a page."""
    document.check_pages()
    runs = document.pages[0].of("P")
    lines = [[run for run in runs if run.y == y] for y in sorted({run.y for run in runs})]
    document.same("lines of page 1", [sum(len(run.text) for run in line) for line in lines], [28] * 22)
    document.same("page 2", document.pages[1].text("P"), "国")
    for line in lines:
        document.near("left edge", line[0].x, LEFT)
        document.near("right edge", line[-1].right, RIGHT)
    document.near("first line's top", document.pages[0].of("P")[0].top, TOP)
    document.near("last line's foot", document.pages[0].of("P")[-1].foot, BOTTOM)


CASES = [notice, request, joint, appointment, minutes, letter, bulletin, grid]


def main(program, fonts, *names):
    for case in (case for case in CASES if not names or case.__name__ in names):
        case(Document(program, fonts, f"{case.__name__}.xml"))
    for fault in Document.faults:
        print(fault)
    return 1 if Document.faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
