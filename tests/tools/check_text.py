#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks every line of text that a document sets, from the display list that `jianbao dump` prints.

    check_text.py [OPTIONS] JIANBAO INPUT…     dumps each document; - for JIANBAO: the inputs are dumps
      --theme NAME       set it so
      --level LEVEL      prohibition level that must hold: none, basic, gb (default), strict
      --gap MIN MAX      [em] between Han and Latin (default 0.125 0.5); 0 0: a joint like others
      --hanging          marks may stand outside the measure
      --justified        all running text is set to its measure: a ragged paragraph is a fault
      --report           also how loose the lines are, page by page, and the rivers

The rules are written here once more, from the tables of the layout rules and not from the engine:
  edge     what stands at a line's start or end (1.2)
  unit     no line ends inside a number, a word, —— or ……, before a postfix, after a prefix, before [1] (1.3)
  width    a justified line that is not the last is as wide as its measure, ±0.01 em (1.6)
  gap      a Han–Latin gap between its floor and its cap; marks at no more than their own blank where nothing may be
           stretched; nothing overlaps; what is stretched in a line is stretched by the same amount (1.4, 1.6, 1.7)
  lonely   a paragraph's last line has more than one character (1.9)
A cell's body is what the ink may fill: a full-width mark 1/2 em, Han 1 em, Latin what its run measures.

River, for the report: on three consecutive lines or more of a paragraph, white of at least RIVER_WHITE em, each piece
lying over the one above by at least RIVER_OVERLAP em. A mark's own blank is 1/2 em, so that marks that happen to stand
below each other in an unstretched text are none."""
import argparse
import collections
import re
import subprocess
import sys

TOLERANCE = 0.01  # [em]
ROUNDING = 0.006  # [pt] of a number in the dump, on either side of a difference
KERNING = 0.05  # [em] that a letter's width may seem to differ by, learnt from what follows it elsewhere
RIVER_WHITE = 0.6
RIVER_OVERLAP = 0.3
RIVER_LINES = 3

OPENING = "‘“〈《「『【〔〖〘〚〝（［｛｟"
CLOSING = "’”〉》」』】〕〗〙〛〞〟）］｝｠"
PAUSE, STOP, LIGATED = "、，：；", "。．！？", "‼⁇⁈⁉"
INTERPUNCT, CONNECTOR, SOLIDUS = "·‧・･", "–-‐—～〜", "/／"
PREFIX, POSTFIX = "¥￥$＄€£￡№§+−±", "%％‰﹪°℃℉′″￠"
ITERATION = "々〻〃ゝゞヽヾー"
BASIC = CLOSING + PAUSE + STOP + LIGATED + INTERPUNCT + CONNECTOR + SOLIDUS
START = {"none": "", "basic": BASIC, "gb": BASIC, "strict": BASIC + ITERATION + "…⋯⸺"}
END = {"none": "", "basic": OPENING, "gb": OPENING + SOLIDUS, "strict": OPENING + SOLIDUS}
ROLES = {"P", "LBody", "BlockQuote", "Note"}  # running text; others are centred, ragged or one line

CLUSTER = re.compile(r".[\u0300-\u036f\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]*", re.DOTALL)
GLYPHS = re.compile(
    r'^  glyphs (?P<element>\S+) (?P<face>\S+) (?P<size>[\d.]+) \S+'
    r' measure=(?P<measure>[\d.]+) natural=(?P<natural>[\d.]+) width=(?P<width>[\d.]+)(?: at=(?P<at>.*?:\d+))?'
    r' "(?P<text>(?:[^"\\]|\\.)*)" y=(?P<y>[-\d. ]+) x=(?P<x>[-\d. ]+)$')
ESCAPE = re.compile(r"\\(u\{([0-9A-F]+)\}|.)")

Cell = collections.namedtuple("Cell", "text start end font")  # start, end: [pt] of the body; None: not known


class Line:
    def __init__(self, page, fields):
        self.page, self.element, self.at = page, fields["element"], fields["at"]
        self.role = self.element.partition("/")[2]
        self.size, self.measure, self.natural = (float(fields[name]) for name in ("size", "measure", "natural"))
        self.y = float(fields["y"].split()[0])
        self.cells = []
        self.turns = False  # another line of the paragraph follows

    @property
    def text(self):
        return "".join(cell.text for cell in self.cells)

    @property
    def width(self):
        """[pt] from the first body to the end of the last; None: not known."""
        start, end = self.cells[0].start, self.cells[-1].end
        return None if start is None or end is None else end - start


# --- the dump, read ---

def is_latin(text):
    return text[0].isascii() and text[0].isalnum() or "\u00c0" <= text[0] <= "\u024f" or "\u0370" <= text[0] <= "\u052f"


def is_han(text):
    marks = BASIC + OPENING + ITERATION + "\u3000"
    return "\u2e80" <= text[0] <= "\u9fff" and text[0] not in marks or text[0] >= "\U00020000"


def body(text, x, size):
    """Where the body of a cell is whose width is a rule, its glyph being an em wide. None: the font says, or the cell
    centres its ink."""
    if text in OPENING:
        return x + size / 2, x + size
    if text in CLOSING + PAUSE + STOP:
        return x, x + size / 2
    if is_han(text) or text == "\u3000":
        return x, x + size
    if text in ("——", "⸺"):
        return x, x + 2 * size
    return (None, None) if text in INTERPUNCT + SOLIDUS + CONNECTOR + "…⋯" else (x, None)


def clusters(text, count):
    """The text of each glyph; None if it cannot be told."""
    for pattern in (CLUSTER, re.compile("——|" + CLUSTER.pattern, re.DOTALL),
                    re.compile("——|……|" + CLUSTER.pattern, re.DOTALL)):
        parts = pattern.findall(text)
        if len(parts) == count:
            return parts
    return None


def read_cells(fields):
    font = fields["face"], float(fields["size"])
    text = ESCAPE.sub(lambda m: chr(int(m[2], 16)) if m[2] else {"n": "\n", "t": "\t"}.get(m[1], m[1]), fields["text"])
    places = [float(x) for x in fields["x"].split()]
    end = places[0] + float(fields["width"])
    parts = clusters(text, len(places))
    if parts is None:  # a ligature somewhere: its ends are known, no more
        return [Cell(text, places[0], end, font)]
    cells = [Cell(part, *body(part, x, font[1]), font) for part, x in zip(parts, places)]
    last = cells[-1]
    if not (last.text in OPENING or last.text.isspace()):
        cells[-1] = last._replace(end=end)
    return cells


def read_lines(dump):
    lines, page = [], 0
    for row in dump.splitlines():
        if row.startswith("page "):
            page = int(row.split()[1])
        fields = GLYPHS.match(row)
        if not fields:
            continue
        line, cells = Line(page, fields), read_cells(fields)
        last = lines[-1] if lines else None
        goes_on = (last and (last.page, last.element, last.measure, last.natural) ==
                   (line.page, line.element, line.measure, line.natural) and abs(last.y - line.y) < 0.7 * line.size)
        if goes_on and float(fields["x"].split()[0]) > (last.cells[-1].start or 0):
            last.cells += cells
        else:
            line.cells = cells
            lines.append(line)
    return lines


def median(values):
    return sorted(values)[len(values) // 2]


def neighbours(lines):
    return [(a, b) for line in lines for a, b in zip(line.cells, line.cells[1:]) if a.font == b.font]


def learn_shifts(lines):
    """How far the glyphs of a font's marks stand from where those of an em would: nothing is ever between an opening
    mark and Han after it, or a closing mark and Han before it."""
    seen = collections.defaultdict(list)
    for a, b in neighbours(lines):
        if a.text in OPENING and is_han(b.text):
            seen[a.text, a.font].append(b.start - a.end)
        elif b.text in CLOSING + PAUSE + STOP and is_han(a.text):
            seen[b.text, b.font].append(a.end - b.start)
    return {mark: median(found) for mark, found in seen.items()}


def learn_advances(lines):
    """[pt] Widths of Latin characters, by what follows them without a gap."""
    seen = collections.defaultdict(list)
    for a, b in neighbours(lines):
        if is_latin(a.text) and is_latin(b.text):
            seen[a.text, a.font].append(b.start - a.start)
    return {character: median(found) for character, found in seen.items()}


def complete(lines):
    """Says of cells what only the fonts know."""
    shifts, advances = learn_shifts(lines), learn_advances(lines)
    for line in lines:
        for i, cell in enumerate(line.cells):
            shift, advance = shifts.get((cell.text, cell.font), 0), advances.get((cell.text, cell.font))
            if cell.text in OPENING or cell.text in CLOSING + PAUSE + STOP:
                line.cells[i] = cell._replace(start=cell.start + shift, end=cell.start + shift + cell.font[1] / 2)
            elif cell.end is None and cell.start is not None and advance:
                line.cells[i] = cell._replace(end=cell.start + advance)


def paragraphs(lines):
    """Lines of one element, one below the other or on the next page."""
    found, latest = [], {}
    for line in lines:
        if line.element.startswith("-"):
            continue
        key = line.element, line.measure, line.size
        paragraph = latest.get(key)
        if paragraph and (paragraph[-1].page, paragraph[-1].y) < (line.page, line.y):
            paragraph[-1].turns = True
            paragraph.append(line)
        else:
            latest[key] = [line]
            found.append(latest[key])
    return found


# --- the rules ---

def check_edges(before, after, level):
    start, end = after.text.lstrip()[:2], before.text.rstrip()[-1:]
    if start[:1] and start[0] in START[level] and not start.startswith("——"):
        yield f"edge: begins with {start[0]}"
    if level == "strict" and start.startswith("——"):
        yield "edge: begins with ——"
    if end and end in END[level]:
        yield f"edge: ends with {end}"


def check_unit(before, after):
    a, b = before.text, after.text
    if a != a.rstrip() or b != b.lstrip():
        return
    joined = a[-8:] + "|" + b[:8]
    dashes, dots = len(a) - len(a.rstrip("—")), len(a) - len(a.rstrip("…"))
    inside = (is_latin(a[-1]) and is_latin(b[0])
              or a[-1].isdigit() and b[0] in POSTFIX or a[-1] in PREFIX and b[0].isdigit()
              or re.search(r"\d[.,:]\|\d", joined) or re.search(r"\d\|[.,:]\d", joined)
              or re.search(r"[A-Za-z0-9][·/]\|[A-Za-z0-9]|[A-Za-z0-9]\|[·/][A-Za-z0-9]", joined)
              or re.search(r"\|\[\d+\]", joined)
              or b[0] == "—" and dashes % 2 or b[0] == "…" and dots % 2)
    if inside:
        yield f"unit: {joined}"


def check_width(line, left, hanging):
    cells = [cell for cell in line.cells if not cell.text.isspace()]
    if hanging and len(cells) > 1:
        cells = cells[:-1]
    if cells[-1].end is None:
        return
    lacking = (left + line.measure - cells[-1].end) / line.size
    if abs(lacking) > TOLERANCE + ROUNDING / line.size:
        yield f"width: {lacking:+.3f} em short of the measure"


def joint_kind(a, b):
    """(floor, natural, stretches) of the white between two cells [em]; None: no rule to hold it against."""
    closing = CLOSING + PAUSE + STOP
    if a.text.isspace() or b.text.isspace() or len(a.text) > 2 or len(b.text) > 2:
        return None
    if is_han(a.text) and is_latin(b.text) or is_latin(a.text) and is_han(b.text):
        return "gap"
    if b.text in closing or a.text in OPENING:
        return 0, 0, False
    if a.text in "！？":
        return 0, 0.5, None
    if a.text in closing and (is_han(b.text) or b.text in OPENING) or is_han(a.text) and b.text in OPENING:
        return 0, 0.5, True
    return (0, 0, True) if is_han(a.text) and is_han(b.text) else None


def joints(line):
    for a, b in zip(line.cells, line.cells[1:]):
        kind = joint_kind(a, b)
        if kind and a.end is not None and b.start is not None and a.font[1] == b.font[1]:
            yield a, b, (b.start - a.end) / a.font[1], kind


def growths(line):
    """By how much each joint that stretches is wider than it would be by itself [em]."""
    return [white - kind[1] for _, _, white, kind in joints(line) if kind != "gap" and kind[2]]


def check_gaps(line, gap):
    slip = 0.02 + 2 * ROUNDING / line.size
    for a, b, white, kind in joints(line):
        if kind == "gap":
            low, high = gap if gap[1] > 0 else (0, float("inf"))
        else:
            low, high = kind[0], kind[1] if kind[2] is False else float("inf")
        unsure = KERNING if a.text.isalpha() and is_latin(a.text) else 0
        if not low - slip - unsure <= white <= high + slip + unsure:
            yield f"gap: {white:.3f} em in {a.text}¦{b.text}, not {low}–{high}"
    grown = growths(line)
    if grown and max(grown) > slip and max(grown) - min(grown) > slip:
        yield f"gap: stretched by {min(grown):.3f} to {max(grown):.3f} em"


def check_lonely(lines):
    last = [cell for cell in lines[-1].cells if not cell.text.isspace()]
    characters = [cell for cell in last if cell.text[0] not in BASIC + OPENING + "…⋯"]
    if len(lines) > 1 and len(characters) == 1 and len(characters[0].text) == 1:
        yield "lonely: one character on the last line"


# --- how loose, and rivers ---

def looseness(line):
    grown = growths(line)
    return max(sum(grown) / len(grown), 0) if grown else 0


def whites(line):
    for a, b in zip(line.cells, line.cells[1:]):
        if a.end is not None and b.start is not None and b.start - a.end >= RIVER_WHITE * line.size:
            yield a.end, b.start


def rivers(lines):
    """Chains of white in a paragraph, as (first line, lines)."""
    open_chains, done = [], []
    for index, line in enumerate(lines):
        grown = []
        for start, end in whites(line):
            length = 1 + max((n for s, e, n in open_chains
                              if lines[index - 1].page == line.page
                              and min(e, end) - max(s, start) >= RIVER_OVERLAP * line.size), default=0)
            grown.append((start, end, length))
            if length >= RIVER_LINES:
                done.append((lines[index - length + 1], length))
        open_chains = grown
    first = {}
    for line, length in done:
        first[id(line)] = (line, length)
    return list(first.values())


# --- documents ---

def lefts(lines):
    """Where the text of each width begins on each page."""
    found = {}
    for line in lines:
        starts = [cell.start for cell in line.cells[:1] if cell.start is not None]
        for start in starts:
            key = line.page, line.measure
            found[key] = min(found.get(key, start), start)
    return found


def is_ragged(paragraph, left):
    """No line of it that turns was stretched or squeezed, and not all are full."""
    turned = [line for line in paragraph if line.turns and line.width is not None]
    return bool(turned) and all(abs(line.width - line.natural) <= TOLERANCE * line.size for line in turned) and any(
        list(check_width(line, left[line.page, line.measure], False)) for line in turned)


def check_line(line, after, left, options):
    """What is wrong with a line; after: the next of the paragraph; left: where its measure begins, None: ragged."""
    if after:
        yield from check_edges(line, after, options.level)
        yield from check_unit(line, after)
    if after and left is not None:
        yield from check_width(line, left, options.hanging)
    yield from check_gaps(line, options.gap)


def check_document(lines, options):
    found, left = paragraphs(lines), lefts(lines)
    for paragraph in found:
        running = paragraph[0].role in ROLES
        filled = running and (options.justified or not is_ragged(paragraph, left))
        for line, after in zip(paragraph, paragraph[1:] + [None]):
            begins = left.get((line.page, line.measure)) if filled else None
            yield from ((line, wrong) for wrong in check_line(line, after, begins, options))
        if running:
            yield from ((paragraph[-1], wrong) for wrong in check_lonely(paragraph))


def report(lines):
    found = [p for p in paragraphs(lines) if p[0].role in ROLES]
    turned = [line for p in found for line in p[:-1]]
    if not turned:
        return
    pages = collections.defaultdict(list)
    for line in turned:
        pages[line.page].append(line)
    all_rivers = [river for p in found for river in rivers(p)]
    values = sorted(looseness(line) for line in turned)
    print(f"  {sum(len(p) for p in found)} lines, {len(turned)} justified; stretched joints: "
          f"mean {sum(values) / len(values):.3f} em, 95 % under {values[len(values) * 95 // 100]:.3f}, "
          f"most {values[-1]:.3f}; {sum(v > 0.1 for v in values)} lines over 0.1 em; rivers: {len(all_rivers)}")
    loosest = sorted((max(of_page, key=looseness) for of_page in pages.values()), key=looseness, reverse=True)
    for line in loosest[:8]:
        print(f"    page {line.page}: loosest {looseness(line):.3f} em  {line.text}")
    for line, length in all_rivers:
        print(f"    page {line.page}: river over {length} lines from  {line.text}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--theme")
    parser.add_argument("--level", choices=START, default="gb")
    parser.add_argument("--gap", type=float, nargs=2, default=(0.125, 0.5))
    parser.add_argument("--hanging", action="store_true")
    parser.add_argument("--justified", action="store_true")
    parser.add_argument("--report", action="store_true")
    parser.add_argument("--expect", help=argparse.SUPPRESS)  # the kinds of faults there are: a test of this program
    options = parser.parse_args()
    kinds = set()
    for path in options.inputs:
        if options.program == "-":
            with open(path, encoding="utf-8") as file:
                dump = file.read()
        else:
            theme = ["--theme", options.theme] if options.theme else []
            dump = subprocess.run([options.program, "dump", *theme, path], check=True, capture_output=True, text=True,
                                  encoding="utf-8").stdout
        lines = read_lines(dump)
        complete(lines)
        wrong = list(check_document(lines, options))
        for line, message in wrong:
            print(f"{path}: page {line.page}, from {line.at}: {message}\n    {line.text}")
        print(f"{path}: {len(lines)} lines of text, {len(wrong)} wrong")
        if not lines:
            sys.exit(f"{path}: no line of text was found")
        if options.report:
            report(lines)
        kinds |= {message.partition(":")[0] for _, message in wrong}
    sys.exit(0 if kinds == set(options.expect.split(",") if options.expect else ()) else 1)


if __name__ == "__main__":
    main()
