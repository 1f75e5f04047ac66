#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check_includes: holds every #include of src/, and every jb_module() line, against the table of src/README.md.

    check_includes.py SRC           prints each fault as path:line: text; exit status 1 when there is one
    check_includes.py --self-test   makes small trees with one fault each and expects it to be told

"All above" in the table means every row before. A header or an imported target this script does not know is a fault:
name it below, beside the library it belongs to.
"""
import fnmatch
import pathlib
import re
import sys
import tempfile

# header pattern → library, as the table names it
LIBRARY_HEADERS = (
    ("glib.h", "glib"), ("glib/*", "glib"), ("gio/*", "glib"),
    ("libxml/*", "libxml2"),
    ("hb.h", "hb"), ("hb-ot.h", "hb"),
    ("fontconfig/*", "fontconfig"),
    ("cairo.h", "cairo"), ("cairo-*.h", "cairo"),
    ("lcms2.h", "lcms2"),
    ("png.h", "libpng"),
    ("jpeglib.h", "libjpeg"), ("jerror.h", "libjpeg"),
    ("libdeflate.h", "libdeflate"),
    ("zip.h", "libzip"),
    ("hpdf*.h", "libhpdf"),
)
# imported target of CMake → library
LIBRARY_TARGETS = {
    "PkgConfig::GLIB": "glib", "LibXml2::LibXml2": "libxml2",
    "PkgConfig::HARFBUZZ": "hb", "PkgConfig::FONTCONFIG": "fontconfig",
    "PkgConfig::CAIRO": "cairo", "PkgConfig::LCMS2": "lcms2", "PNG::PNG": "libpng", "JPEG::JPEG": "libjpeg",
    "PkgConfig::DEFLATE": "libdeflate", "PkgConfig::ZIP": "libzip", "Haru::Haru": "libhpdf",
}
# C17, POSIX and Linux: any room may use them.
SYSTEM_HEADERS = frozenset("""
    assert.h complex.h ctype.h errno.h fenv.h float.h inttypes.h iso646.h limits.h locale.h math.h setjmp.h signal.h
    stdalign.h stdarg.h stdatomic.h stdbool.h stddef.h stdint.h stdio.h stdlib.h stdnoreturn.h string.h strings.h
    tgmath.h time.h uchar.h wchar.h wctype.h
    dirent.h fcntl.h fnmatch.h getopt.h glob.h iconv.h langinfo.h libgen.h poll.h pwd.h regex.h sched.h spawn.h
    termios.h unistd.h
    sys/file.h sys/ioctl.h sys/eventfd.h sys/mman.h sys/prctl.h sys/random.h sys/resource.h sys/signalfd.h sys/stat.h sys/time.h sys/types.h
    sys/syscall.h sys/uio.h sys/wait.h linux/openat2.h malloc.h sanitizer/lsan_interface.h""".split())

ROW = re.compile(r"^\|\s*(`[^|]*)\|[^|]*\|([^|]*)\|([^|]*)\|\s*$")
INCLUDE = re.compile(r'^\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)')
MODULE = re.compile(r"jb_module\(\s*(\w+)([^)]*)\)")


class Room:
    def __init__(self, rooms, libraries):
        self.rooms, self.libraries = rooms, libraries


def read_table(readme):
    """{room: Room}; main.c is the room "main.c"."""
    table = {}
    for line in readme.read_text(encoding="utf-8").splitlines():
        row = ROW.match(line)
        if not row:
            continue
        names = [name.rstrip("/") for name in re.findall(r"`([^`]+)`", row[1])]
        words = row[2].replace("–", " ").split()
        rooms = set(table) if words == ["all", "above"] else set(words)
        for unknown in rooms - set(table):
            raise SystemExit(f"{readme}: the row of {names[0]} names {unknown}, which has no row above it")
        for name in names:
            table[name] = Room(rooms | set(names), set(row[3].split()))
    if not table:
        raise SystemExit(f"{readme}: no table of rooms found")
    return table


def library_of(header):
    return next((library for pattern, library in LIBRARY_HEADERS if fnmatch.fnmatchcase(header, pattern)), None)


def include_fault(name, room, ours, header, source_folder):
    if ours:
        target = ours.split("/")[0]
        if "/" not in ours:
            return f'"{ours}": our includes name their room: "{name}/{ours}"'
        if target not in room.rooms:
            return f'"{ours}": {name} may not include {target}/'
        return None if (source_folder / ours).exists() or ours.endswith(".inc") else f'"{ours}": no such file'
    library = library_of(header)
    if library is None:
        return None if header in SYSTEM_HEADERS else f"<{header}>: not known to {pathlib.Path(__file__).name}"
    return None if library in room.libraries else f"<{header}>: {name} may not use {library}"


def check_sources(source_folder, table):
    faults = []
    for path in sorted(p for p in source_folder.rglob("*") if p.suffix in (".c", ".h", ".def", ".inc")):
        relative = path.relative_to(source_folder)
        name = relative.parts[0]
        if name not in table:
            faults.append(f"{relative}:1: {name} has no row in the table")
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = INCLUDE.match(line)
            fault = found and include_fault(name, table[name], found[1], found[2], source_folder)
            if fault:
                faults.append(f"{relative}:{number}: {fault}")
    return faults


def check_modules(cmake_file, table):
    """What a module links must be in its row; what its row names it need not link, where another brings it."""
    faults = []
    text = cmake_file.read_text(encoding="utf-8")
    for found in MODULE.finditer(text):
        name, number, kind = found[1], text[:found.start()].count("\n") + 1, None
        where = f"{cmake_file.name}:{number}: {name}"
        if name not in table:
            faults.append(f"{where} has no row in the table")
            continue
        for word in found[2].split():
            if word in ("LINK", "THIRD", "RESOURCES"):
                kind = word
            elif kind == "LINK" and word not in table[name].rooms:
                faults.append(f"{where} may not link {word}")
            elif kind == "THIRD" and LIBRARY_TARGETS.get(word) not in table[name].libraries:
                faults.append(f"{where} may not use {word}")
    return faults


def check(source_folder):
    table = read_table(source_folder / "README.md")
    return check_sources(source_folder, table) + check_modules(source_folder / "CMakeLists.txt", table)


def self_test():
    table = ("| folder | what | includes | third party |\n|---|---|---|---|\n| `base/` | a | – | glib |\n"
             "| `page/` | b | base | glib |\n| `pdf/` | c | page base | glib libhpdf |\n"
             "| `cmd/`, `main.c` | d | all above | glib |\n")
    good = {"README.md": table, "CMakeLists.txt": "jb_module(base)\njb_module(page LINK base)\n"
            "jb_module(pdf LINK page\n  THIRD Haru::Haru)\n",
            "base/a.h": "#include <stdio.h>\n#include <glib.h>\n", "page/p.h": '#include "base/a.h"\n',
            "pdf/w.c": '#include "page/p.h"\n#include <hpdf_objects.h>\n', "main.c": '#include "page/p.h"\n'}
    bad = (("a reversed include", {"base/a.h": '#include "page/p.h"\n'}, "base/a.h:1: \"page/p.h\": base may not"),
           ("a library out of its room", {"page/p.c": "\n#include <hpdf.h>\n"}, "page/p.c:2: <hpdf.h>: page may not"),
           ("an unknown header", {"pdf/x.c": "#include <poppler.h>\n"}, "pdf/x.c:1: <poppler.h>: not known"),
           ("a bare name", {"page/q.c": '#include "p.h"\n'}, 'page/q.c:1: "p.h": our includes name'),
           ("a room without a row", {"new/n.c": "\n"}, "new/n.c:1: new has no row"),
           ("a reversed link", {"CMakeLists.txt": "jb_module(base LINK page)\n"}, "base may not link page"),
           ("a library linked out of its room", {"CMakeLists.txt": "\njb_module(page THIRD Haru::Haru)\n"},
            "CMakeLists.txt:2: page may not use Haru::Haru"))
    failures = 0
    for what, changes, expected in (("a sound tree", {}, None),) + bad:
        with tempfile.TemporaryDirectory() as folder:
            for name, text in {**good, **changes}.items():
                path = pathlib.Path(folder, name)
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, encoding="utf-8")
            faults = check(pathlib.Path(folder))
        if not (len(faults) == 1 and expected in faults[0] if expected else not faults):
            failures += 1
            print(f"{what}: expected {expected!r}, told {faults}")
    return failures


def main():
    if sys.argv[1:] == ["--self-test"]:
        return 1 if self_test() else 0
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    faults = check(pathlib.Path(sys.argv[1]))
    print("\n".join(faults) or "Every include is in its row.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
