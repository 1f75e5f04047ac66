#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes the box-glyph fonts of the tests and the fonts.xml that lists them.

    make_box_fonts.py FOLDER

Advances are those of the test metric of the layout rules: ASCII, Latin-1 and the interpunct 1/2 em, everything else
1 em, and the dash pair one glyph of 2 em by GSUB, as in Noto CJK. JbBoxSong is CFF, JbBoxHei TrueType; JbBoxRare alone
has the characters beyond the BMP (cmap format 12), so that the fallback chain is walked. The bytes depend on nothing
but this file: no clock, no path.
"""

import os
import sys

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

EM = 1000
ASCENT, DESCENT = 880, 120
EPOCH = 3786912000  # 2024-01-01 in the seconds of head
RARE = [0x3402, 0x4E36, 0x20BB7, 0x2B4E7, 0x2C386, 0x2CD02, 0x30EDD]

FEATURES = """
languagesystem DFLT dflt;
languagesystem hani dflt;
languagesystem hani ZHS;
languagesystem latn dflt;
feature ccmp { sub uni2014 uni2014 by dash2; } ccmp;
"""

FONTS_XML = """<?xml version="1.0" encoding="UTF-8"?>
<fonts xmlns="urn:jianbao:fonts:1">
  <role name="song"><face postscript="JbBoxSong" file="JbBoxSong.otf"/></role>
  <role name="hei"><face postscript="JbBoxHei" file="JbBoxHei.ttf"/></role>
  <role name="kai"><face postscript="JbBoxHei" file="JbBoxHei.ttf"/></role>
  <role name="fangsong"><face postscript="JbBoxSong" file="JbBoxSong.otf"/></role>
  <role name="xiaobiaosong"><face postscript="JbBoxHei" file="JbBoxHei.ttf"/></role>
  <role name="digits"><face postscript="JbBoxSong" file="JbBoxSong.otf"/></role>
  <role name="fallback"><face postscript="JbBoxRare" file="JbBoxRare.ttf"/></role>
</fonts>
"""


def gb2312():
    """The characters of GB 2312: 6,763 Han, and marks, symbols, kana, Greek and Cyrillic letters."""
    for row in list(range(0xA1, 0xAA)) + list(range(0xB0, 0xF8)):
        for cell in range(0xA1, 0xFF):
            try:
                yield ord(bytes([row, cell]).decode("gb2312"))
            except UnicodeDecodeError:
                pass


def common_characters():
    latin1 = [c for c in range(0xA0, 0x100) if c != 0xAD]
    marks = [0x2010, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x2027, 0x203C, 0x2049, 0x2212]
    extra = [0x20AC, 0x2109, 0x2E3A, 0x301A, 0x301B, 0x30FB, 0x7194, 0x5586, 0xFF5F, 0xFF60]
    return sorted(set(range(0x20, 0x7F)) | set(latin1) | set(marks) | set(extra) | set(gb2312()))


def advance(character):
    half = character < 0x100 or character in (0x2010, 0x2013, 0x2027, 0x2212, 0x20AC)
    return EM // 2 if half else 2 * EM if character == 0x2E3A else EM


def ink(character, width):
    """The box: left, right, bottom, top; None for spaces. Full-width marks fill the half their ink lies in."""
    if character in (0x20, 0xA0, 0x3000):
        return None
    if character in (0x2014, 0x2E3A) or character is None:
        return 0, width, 330, 400
    if character == 0x2026:
        return 100, width - 100, 340, 400
    if chr(character) in "“‘《〈「『【〔〖（［｛〚":
        return 550, 950, -70, 830
    if chr(character) in "”’》〉」』】〕〗）］｝〛，。、；：！？．":
        return 50, 450, -70, 830
    if character < 0x80 and chr(character).isdigit():
        return 50, width - 50, 0, 700
    return 50, width - 50, (-70 if width >= EM else 0), (830 if width >= EM else 700)


def draw(pen, box):
    if box:
        left, right, bottom, top = box
        pen.moveTo((left, bottom))
        pen.lineTo((left, top))
        pen.lineTo((right, top))
        pen.lineTo((right, bottom))
        pen.closePath()


def charstring(width, box):
    pen = T2CharStringPen(width, None)
    draw(pen, box)
    return pen.getCharString()


def glyf(box):
    pen = TTGlyphPen(None)
    draw(pen, box)
    return pen.glyph()


def glyph_name(character):
    return "uni%04X" % character if character <= 0xFFFF else "u%X" % character


def build(folder, name, characters, truetype):
    shapes = {".notdef": (EM, (100, 900, -70, 830)), "dash2": (2 * EM, ink(None, 2 * EM))}
    for character in characters:
        width = advance(character)
        shapes[glyph_name(character)] = (width, ink(character, width))
    builder = FontBuilder(EM, isTTF=truetype)
    builder.setupGlyphOrder(list(shapes))
    builder.setupCharacterMap({c: glyph_name(c) for c in characters})
    if truetype:
        outlines = {shape: glyf(shape[1]) for shape in set(shapes.values())}
        builder.setupGlyf({glyph: outlines[shape] for glyph, shape in shapes.items()})
    else:
        outlines = {shape: charstring(*shape) for shape in set(shapes.values())}
        builder.setupCFF(name, {"FullName": name}, {glyph: outlines[shape] for glyph, shape in shapes.items()}, {})
    builder.setupHorizontalMetrics({g: (width, box[0] if box else 0) for g, (width, box) in shapes.items()})
    builder.setupHorizontalHeader(ascent=ASCENT, descent=-DESCENT)
    builder.setupHead(unitsPerEm=EM, created=EPOCH, modified=EPOCH)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "uniqueFontIdentifier": name,
                            "fullName": name, "psName": name, "version": "Version 1.000"})
    builder.setupOS2(version=4, fsType=0, sTypoAscender=ASCENT, sTypoDescender=-DESCENT, sTypoLineGap=0,
                     usWinAscent=ASCENT, usWinDescent=DESCENT, sCapHeight=700, sxHeight=500)
    builder.setupPost(keepGlyphNames=False)
    if 0x2014 in characters:
        addOpenTypeFeaturesFromString(builder.font, FEATURES)
    builder.font.recalcTimestamp = False
    builder.save(os.path.join(folder, name + (".ttf" if truetype else ".otf")))


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    characters = common_characters()
    build(folder, "JbBoxSong", characters, truetype=False)
    build(folder, "JbBoxHei", characters, truetype=True)
    build(folder, "JbBoxRare", RARE, truetype=True)
    with open(os.path.join(folder, "fonts.xml"), "w", encoding="utf-8") as file:
        file.write(FONTS_XML)


if __name__ == "__main__":
    main()
