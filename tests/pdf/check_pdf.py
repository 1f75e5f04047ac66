#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check_pdf: is a PDF of ours fit for the print shop and for its readers?

    check_pdf.py [--pictures] [--no-outline] FILE.pdf…

Every font embedded, subset, with Unicode; no pictures unless --pictures; colour in grey, CMYK and separations, nowhere
RGB, black in one ink; boxes, language, labels, outline, title in Info and XMP, viewer preferences, /ID. Exit status 1 and
a line a fault. Needs qpdf 11.
"""
import argparse
import base64
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

FOREIGN_SPACES = {"/DeviceRGB", "/CalRGB", "/CalGray", "/Lab", "/ICCBased", "/Indexed", "/Pattern"}
# Operators of content streams (ISO 32000-1 annex A) that a page of ours may hold, with the number of their operands.
OPERATORS = {
    "q": 0, "Q": 0, "cm": 6, "w": 1, "J": 1, "j": 1, "M": 1, "d": 2, "gs": 1, "m": 2, "l": 2, "c": 6, "v": 4, "y": 4,
    "h": 0, "re": 4, "S": 0, "s": 0, "f": 0, "f*": 0, "B": 0, "B*": 0, "b": 0, "b*": 0, "n": 0, "W": 0, "W*": 0, "BT": 0,
    "ET": 0, "Tc": 1, "Tf": 2, "Td": 2, "Tm": 6, "Tj": 1, "TJ": 1, "g": 1, "G": 1, "k": 4, "K": 4, "cs": 1, "CS": 1,
    "scn": 1, "SCN": 1, "Do": 1, "BDC": 2, "BMC": 1, "EMC": 0,
}
TOKEN = re.compile(rb"""[\s\0]*(?:
    (?P<string>\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>) | (?P<dictionary><<.*?>>(?=\s*(?:BDC|$))) |
    (?P<name>/[^\s()<>\[\]{}/%]*) | (?P<number>[-+]?[0-9]*\.?[0-9]+) | (?P<array>[\[\]]) | (?P<operator>[A-Za-z'"*0-9]+) |
    (?P<end>$))""", re.X | re.S)


class Pdf:
    """The objects of a file as qpdf gives them, streams decoded."""

    def __init__(self, path):
        out = subprocess.run(["qpdf", "--json", "--json-stream-data=inline", "--decode-level=generalized", path],
                             capture_output=True, check=True).stdout
        header, self.objects = json.loads(out)["qpdf"]
        self.version = header["pdfversion"]
        self.trailer = self.objects["trailer"]["value"]
        self.root = self.get(self.trailer["/Root"])

    def entry(self, value):
        return self.objects["obj:" + value] if isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value) else None

    def get(self, value):
        """value, or what it refers to; of a stream its dictionary."""
        entry = self.entry(value)
        if entry is None:
            return value
        return entry["stream"]["dict"] if "stream" in entry else entry["value"]

    def data(self, reference):
        return base64.b64decode(self.entry(reference)["stream"].get("data", ""))

    def all_dictionaries(self):
        for name, entry in self.objects.items():
            value = entry["stream"]["dict"] if "stream" in entry else entry["value"]
            if isinstance(value, dict):
                yield name, value

    def pages(self, node=None):
        node = self.get(node or self.root["/Pages"])
        if node["/Type"] == "/Pages":
            for kid in node["/Kids"]:
                yield from self.pages(kid)
        else:
            yield node


def is_text(value):
    return isinstance(value, str) and value.startswith("u:") and len(value) > 2


def names_in(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from names_in(item)


def check_document(pdf, options):
    if pdf.version != "1.7":
        yield f"version {pdf.version}"
    identity = pdf.trailer.get("/ID", [])
    if len(identity) != 2 or identity[0] != identity[1] or len(identity[0]) < 34:
        yield f"/ID {identity}"
    if not is_text(pdf.root.get("/Lang")):
        yield "no /Lang"
    preferences = pdf.get(pdf.root.get("/ViewerPreferences", {}))
    for key, value in {"/PrintScaling": "/None", "/DisplayDocTitle": True}.items():
        if preferences.get(key) != value:
            yield f"viewer preferences: {key} is {preferences.get(key)}"
    if preferences.get("/Duplex") not in ("/DuplexFlipLongEdge", "/Simplex"):
        yield "viewer preferences: no /Duplex"
    labels = pdf.get(pdf.root.get("/PageLabels", {})).get("/Nums", [])
    if not labels or labels[0] != 0:
        yield f"page labels: {labels}"
    outline = pdf.get(pdf.root.get("/Outlines", {}))
    if options.outline and not outline.get("/Count"):
        yield "no outline"
    yield from check_metadata(pdf)


def check_metadata(pdf):
    title = pdf.get(pdf.trailer["/Info"]).get("/Title")
    if not is_text(title):
        yield "no title in Info"
        return
    if "/Metadata" not in pdf.root:
        yield "no XMP"
        return
    if "/Filter" in pdf.get(pdf.root["/Metadata"]):
        yield "XMP is filtered"
    try:
        packet = ElementTree.fromstring(pdf.data(pdf.root["/Metadata"]))
    except ElementTree.ParseError as error:
        yield f"XMP: {error}"
        return
    inside = packet.findtext(".//{http://purl.org/dc/elements/1.1/}title//{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li")
    if inside != title[2:]:
        yield f"title: XMP has {inside!r}, Info {title[2:]!r}"


def check_fonts(pdf):
    for name, font in pdf.all_dictionaries():
        if font.get("/Type") != "/Font":
            continue
        who = f"{name} {font.get('/BaseFont')}"
        if not re.match(r"/[A-Z]{6}\+", font.get("/BaseFont", "")):
            yield f"{who}: no subset tag"
        if font["/Subtype"] == "/Type0":
            if "/ToUnicode" not in font:
                yield f"{who}: no ToUnicode"
        elif font["/Subtype"] in ("/CIDFontType0", "/CIDFontType2"):
            descriptor = pdf.get(font["/FontDescriptor"])
            if not {"/FontFile2", "/FontFile3"} & set(descriptor):
                yield f"{who}: not embedded"
            missing = {"/Flags", "/FontBBox", "/ItalicAngle", "/Ascent", "/Descent", "/CapHeight", "/StemV"} - set(descriptor)
            if missing:
                yield f"{who}: descriptor without {sorted(missing)}"
        else:
            yield f"{who}: {font['/Subtype']}"


def check_objects(pdf, options):
    for name, value in pdf.all_dictionaries():
        foreign = FOREIGN_SPACES & set(names_in(value))
        if foreign:
            yield f"{name}: {sorted(foreign)}"
        if value.get("/Subtype") == "/Image" and not options.pictures:
            yield f"{name}: a picture of {value['/Width']} by {value['/Height']} pixels"
        for key in ("/SMask", "/Group", "/JS", "/OpenAction"):
            if key in value:
                yield f"{name}: {key}"


def read_operators(stream):
    operands, depth, at = [], 0, 0
    while at < len(stream):
        match = TOKEN.match(stream, at)
        if not match:
            raise ValueError(f"byte {at}: {stream[at:at + 20]!r}")
        at = match.end()
        kind, token = match.lastgroup, match[match.lastgroup]
        if kind == "array":
            depth += 1 if token == b"[" else -1
            if depth == 0:
                operands.append("array")
        elif kind == "operator":
            yield token.decode(), operands
            operands = []
        elif kind != "end" and depth == 0:
            operands.append(float(token) if kind == "number" else token)


def check_colour(operator, operands):
    if operator in ("k", "K"):
        *inks, black = operands
        if black == 1 and any(inks):
            yield f"black with other inks: {operands} {operator}"
        if min(inks) > 0.6:
            yield f"a dark mix: {operands} {operator}"
    if operator in ("g", "G", "k", "K", "scn", "SCN") and not all(0 <= value <= 1 for value in operands):
        yield f"out of range: {operands} {operator}"
    if operator in ("cs", "CS") and not re.fullmatch(rb"/S\d+", operands[0]):
        yield f"colour space {operands[0]}"


def check_content(stream):
    opened = {"ET": 0, "EMC": 0, "Q": 0}
    closers = {"BT": "ET", "BDC": "EMC", "BMC": "EMC", "q": "Q"}
    for operator, operands in read_operators(stream):
        if OPERATORS.get(operator) != len(operands):
            yield f"{operands} {operator}"
            continue
        yield from check_colour(operator, operands)
        if operator in closers:
            opened[closers[operator]] += 1
        elif operator in opened:
            opened[operator] -= 1
            if opened[operator] < 0:
                yield f"{operator} too many"
        if operator in ("Tj", "TJ", "Td") and not opened["ET"]:
            yield f"{operator} outside of BT and ET"
        if operator in ("m", "re", "q", "Do") and opened["ET"]:
            yield f"{operator} inside of BT and ET"
    if any(opened.values()):
        yield f"left open: {opened}"


def check_box(page, number):
    media, trim = page.get("/MediaBox"), page.get("/TrimBox")
    if not media or not trim:
        yield f"page {number}: MediaBox {media}, TrimBox {trim}"
        return
    bleed = page.get("/BleedBox", media)
    for outer, inner in ((media, bleed), (bleed, trim)):
        if not (outer[0] <= inner[0] < inner[2] <= outer[2] and outer[1] <= inner[1] < inner[3] <= outer[3]):
            yield f"page {number}: {inner} is not inside of {outer}"
    if page.get("/Rotate"):
        yield f"page {number}: rotated"


def check_pages(pdf):
    for number, page in enumerate(pdf.pages(), 1):
        yield from check_box(page, number)
        try:
            yield from (f"page {number}: {fault}" for fault in check_content(pdf.data(page["/Contents"])))
        except ValueError as error:
            yield f"page {number}: {error}"


def check(path, options):
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    if done.returncode:
        yield done.stdout + done.stderr
        return
    pdf = Pdf(path)
    yield from check_document(pdf, options)
    yield from check_fonts(pdf)
    yield from check_objects(pdf, options)
    yield from check_pages(pdf)


def self_test():
    """Streams with one fault each are caught, and a sound one is not."""
    sound = rb"q 0 0 0 1 k /O gs /S1 cs 0.5 scn BT /F1 12 Tf 72 700 Td [(\)a\\)-12.5<00FF>]TJ ET Q 0 0 9 9 re f"
    faulty = [b"1 0 0 rg", b"0 0 0 RG", b"0.5 0.4 0.4 1 k", b"0.7 0.7 0.7 0 K", b"/DeviceRGB cs", b"(a)Tj", b"BT 0 0 m ET",
              b"q", b"ET", b"2 g", b"1 2 l l", b"/Span<</ActualText<FEFF>>>BDC", b"1 0 0 1 re )"]

    def caught(stream):
        try:
            return list(check_content(stream))
        except ValueError as error:
            return [str(error)]

    return [f"not caught: {stream}" for stream in faulty if not caught(stream)] + caught(sound)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", action="store_true", help="pictures are allowed")
    parser.add_argument("--no-outline", dest="outline", action="store_false", help="there need be no outline")
    parser.add_argument("--self-test", action="store_true", help="does this program catch what it should?")
    parser.add_argument("files", nargs="*", metavar="FILE.pdf")
    options = parser.parse_args()
    faults = self_test() if options.self_test else [f"{path}: {fault}" for path in options.files for fault in check(path, options)]
    print("\n".join(faults) or f"{len(options.files)} files are as they should be")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
