#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""whole_program: builds the briefings of input/ with the real faces and looks at what comes out.

    whole_program.py article JIANBAO XML ARTICLE.TXT   every clause of the article stands in the PDF, in order
    whole_program.py bytes JIANBAO XML…                the same bytes whatever folder, locale, time zone, -j, batch
    whole_program.py checks JIANBAO XML…               check_pdf.py finds nothing to say
    whole_program.py names JIANBAO XML TEXT…           each TEXT is read out of the PDF, no blank in it
    whole_program.py fixed JIANBAO XML…                fix changes marks alone, once, and not a byte of the PDF
    whole_program.py long JIANBAO                      more pages than libharu lets into one array
    whole_program.py number JIANBAO XML                115.3 changed in its one place changes in all; by hand it is an error
    whole_program.py readme JIANBAO README.MD          the example of the README is a briefing as it stands

Exit status 1 and a line a fault.
"""
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
FONTS = HERE.parents[1] / "fonts/fonts.xml"
# What is repaired from half to full width, so that texts differ there; clauses end at these.
REPAIRED_MARKS = re.compile(r"[,:;?!()，：；？！（）。]")


def environment(**changes):
    values = {name: os.environ[name] for name in os.environ
              if name in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS")}
    return {**values, "LC_ALL": "C", **changes}


def build(program, inputs, folder, *options, cwd=None, env=None):
    command = [program, "build", "--fonts", str(FONTS), "-d", str(folder), *options, *map(str, inputs)]
    done = subprocess.run(command, cwd=cwd, env=env or environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: exit status {done.returncode}\n{done.stderr}")
    return [folder / (pathlib.Path(name).stem + ".pdf") for name in inputs]


def squeeze(text):
    return re.sub(r"\s", "", text)


# --- article ----------------------------------------------------------------------------------------------------------

def find_clause(clause, pages, page, offset):
    """(page, offset) behind the clause, looked for from there on; None. It may run over a page's end, where the page
    number, the running head and an exhibit at the head of the next page come in between."""
    for number in range(page, len(pages)):
        start = offset if number == page else 0
        found = pages[number].find(clause, start)
        if found >= 0:
            return number, found + len(clause)
        for cut in range(len(clause) - 1, 0, -1):
            head = pages[number].rfind(clause[:cut], start)
            if head < 0 or number + 1 == len(pages) or len(pages[number]) - head - cut > 8:
                continue
            tail = pages[number + 1].find(clause[cut:])
            if tail >= 0:
                return number + 1, tail + len(clause) - cut
    return None


def check_article(program, source, article):
    with tempfile.TemporaryDirectory() as folder:
        pdf, = build(program, [source], pathlib.Path(folder))
        text = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout
    pages = [squeeze(page) for page in text.split("\f")]
    clauses = [squeeze(clause) for clause in REPAIRED_MARKS.split(article.read_text(encoding="utf-8"))]
    where, missing = (0, 0), []
    for clause in filter(None, clauses):
        found = find_clause(clause, pages, *where)
        if found:
            where = found
        else:
            missing.append(f"{pdf.name}: not found after page {where[0] + 1}: {clause}")
    return missing


# --- bytes ------------------------------------------------------------------------------------------------------------

def make_locale(folder):
    """zh_CN.UTF-8, for machines that have none; a LOCPATH."""
    folder.mkdir()
    subprocess.run(["localedef", "-i", "zh_CN", "-f", "UTF-8", str(folder / "zh_CN.UTF-8")], check=True, capture_output=True)
    return str(folder)


def digests(files):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def check_bytes(program, sources):
    faults = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        chinese = environment(LC_ALL="zh_CN.UTF-8", LOCPATH=make_locale(folder / "locale"), HOME=name, USER="somebody")
        elsewhere = folder / "elsewhere" / "深一层"
        shutil.copytree(sources[0].parent, elsewhere)
        moved = [elsewhere / source.name for source in sources]
        first = digests(build(program, sources, folder / "first"))
        variants = {
            "a second run": dict(inputs=sources),
            "another folder": dict(inputs=[path.name for path in moved], cwd=elsewhere),
            "the locale zh_CN.UTF-8": dict(inputs=sources, env=chinese),
            "TZ=Asia/Shanghai": dict(inputs=sources, env=environment(TZ="Asia/Shanghai")),
            "TZ=America/New_York": dict(inputs=sources, env=environment(TZ="America/New_York")),
            "-j 1": dict(inputs=sources, options=("-j", "1")),
            "-j 8, in a batch of eight": dict(inputs=sources + copies(sources[0], folder / "more", 8), options=("-j", "8")),
        }
        for number, (what, call) in enumerate(variants.items()):
            files = build(program, call["inputs"], folder / str(number), *call.get("options", ()), cwd=call.get("cwd"),
                          env=call.get("env"))
            given = digests(files)
            faults += [f"{name}: other bytes with {what}" for name in first if given[name] != first[name]]
            faults += copies_differ(given, first[sources[0].stem + ".pdf"])
        for source in sources:
            pdf, = build(program, [source], folder / "alone")
            if digests([pdf])[pdf.name] != first[pdf.name]:
                faults.append(f"{pdf.name}: other bytes alone than with the others")
    return faults


def copies(source, folder, count):
    """The folder of a document under other names: what a document is called does not show in its bytes."""
    shutil.copytree(source.parent, folder)
    result = []
    for number in range(count):
        result.append(folder / f"copy-{number}.xml")
        shutil.copy(source, result[-1])
    return result


def copies_differ(given, expected):
    return [f"{name}: other bytes than the document it is a copy of" for name, digest in given.items()
            if name.startswith("copy-") and digest != expected]


# --- checks -----------------------------------------------------------------------------------------------------------

def check_files(program, sources):
    with tempfile.TemporaryDirectory() as folder:
        files = build(program, sources, pathlib.Path(folder))
        done = subprocess.run([sys.executable, str(HERE / "check_pdf.py"), *map(str, files)], capture_output=True, text=True,
                              check=False)
        return [done.stdout + done.stderr] if done.returncode else []


def check_names(program, source, wanted):
    with tempfile.TemporaryDirectory() as folder:
        pdf, = build(program, [source], pathlib.Path(folder))
        texts = {option: subprocess.run(["pdftotext", option, pdf, "-"], capture_output=True, check=True).stdout
                 for option in ("-raw", "-layout")}
    return [f"{pdf.name}: pdftotext {option} does not give {name}" for option, text in texts.items() for name in wanted
            if name.encode() not in text]


# --- fixed ------------------------------------------------------------------------------------------------------------

def run_fix(program, *arguments):
    done = subprocess.run([program, "fix", *map(str, arguments)], env=environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"fix: exit status {done.returncode}\n{done.stderr}")
    return done.stdout


def changes(before, after):
    """[(line, column, mark, what became of it)]; None when not only characters were exchanged."""
    if len(before) != len(after):
        return None
    line, column, result = 1, 1, []
    for old, new in zip(before, after):
        if old != new:
            result.append((line, column, old, new))
        line, column = (line + 1, 1) if old == "\n" else (line, column + 1)
    return result


LISTED = re.compile(r"^.*?:(\d+):(\d+): note: “(.)” → “(.)”: .+ \[N228\]$", re.M)


def check_fixed(program, sources):
    faults, marks = [], 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name, "copy")
        shutil.copytree(sources[0].parent, folder)
        for source in [folder / source.name for source in sources]:
            given = source.read_bytes().decode()
            first, = build(program, [source], folder / "first")
            listed = [(int(line), int(column), old, new)
                      for line, column, old, new in LISTED.findall(run_fix(program, "-n", source))]
            run_fix(program, source)
            fixed = source.read_bytes().decode()
            run_fix(program, source)
            second, = build(program, [source], folder / "second")
            marks += len(listed)
            if changes(given, fixed) != listed:
                faults.append(f"{source.name}: what changed is not what fix -n lists")
            if source.read_bytes().decode() != fixed:
                faults.append(f"{source.name}: fixed twice, changed twice")
            if first.read_bytes() != second.read_bytes():
                faults.append(f"{source.name}: other bytes of the PDF once it is fixed")
    if marks == 0:
        faults.append("no document has a mark to fix: nothing was tested")
    return faults


def check_readme(program, readme):
    example = re.search(r"```xml\n(.*?)```", readme.read_text(encoding="utf-8"), re.S)[1]
    with tempfile.TemporaryDirectory() as name:
        source = pathlib.Path(name, "first.xml")
        source.write_text(example, encoding="utf-8")
        build(program, [source], pathlib.Path(name), "--strict")
        return []


def check_long(program):
    pages = 33000  # HPDF_LIMIT_MAX_ARRAY is 32,767; the first is the cover
    with tempfile.TemporaryDirectory() as name:
        source = pathlib.Path(name, "long.xml")
        source.write_text('<briefing xmlns="urn:jianbao:1" version="1"><head><title>长</title></head><body><p>一</p>' +
                          "<page-break/><p>页</p>" * (pages - 2) + "</body></briefing>", encoding="utf-8")
        made, = build(program, [source], pathlib.Path(name), "--theme", "bench")
        counted = subprocess.run(["qpdf", "--show-npages", str(made)], capture_output=True, text=True, check=True)
        nodes = made.read_bytes().count(b"/Type /Pages")
    faults = [] if counted.stdout.strip() == str(pages) else [f"{pages} pages went in, {counted.stdout.strip()} came out"]
    return faults + ([] if nodes == 34 else [f"{nodes} nodes of pages, not the root and 33 of 1,000"])


def dump(program, path):
    command = [program, "dump", "--fonts", str(FONTS), str(path)]
    return subprocess.run(command, env=environment(), capture_output=True, text=True, check=True).stdout


# What a dump shows of the number, and of what is derived from it.
NUMBER_PLACES = {
    "title": r'^document title="[^"]*{0}%', "subject": r'^document .*subject="超序时{1}个百分点"',
    "outline": r'^outline 1 "[^"]*{0}%', "cover": r'/Title .*"{0}%"', "contents": r'/TOCI .*完成{0}%',
    "running head": r'/running-head .*{0}%', "prose": r'/P .*"{0}%"', "chart": r'/Figure .*"{0}"',
    "caption": r'/Caption .*"{0}%"', "key figure": r'/P .*"{0}" y', "table": r'/TD .*"{0}" y',
    "alternative text": r'Figure alt="[^"]*完成率{0}%（超序时进度{1}个百分点）'}


def check_number(program, path):
    """115.3 - 91.67, 11 of 12 months, is 23.6; 116.8 - 91.67 is 25.1."""
    text, faults = path.read_text(encoding="utf-8"), []
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "copy.xml"
        for value, ahead in (("115.3", "23.6"), ("116.8", "25.1")):
            copy.write_text(text.replace('value="115.3"', f'value="{value}"'), encoding="utf-8")
            found = dump(program, copy)
            faults += [f"{place}: {value} is not there" for place, pattern in NUMBER_PLACES.items()
                       if not re.search(pattern.format(re.escape(value), re.escape(ahead)), found, re.M)]
        faults += ["115.3 is left over"] if "115.3" in found or "23.6" in found else []
        copy.write_text(text.replace('月完成<v f="rate"/>', "月完成115.3%"), encoding="utf-8")
        lines = copy.read_text(encoding="utf-8").splitlines()
        place = next(f"{n}:{line.index('115.3%') + 1}" for n, line in enumerate(lines, 1) if "115.3%" in line)
        done = subprocess.run([program, "check", "--fonts", str(FONTS), "copy.xml"], cwd=folder, env=environment(),
                              capture_output=True, text=True, check=False)
        if done.returncode != 1 or f'copy.xml:{place}: error: "115.3%" is the fact rate' not in done.stderr:
            faults.append(f"by hand: exit status {done.returncode}\n{done.stderr}")
    return faults


def main():
    what, program, *rest = sys.argv[1:]
    program, paths = os.path.abspath(program), [pathlib.Path(path).resolve() for path in rest]
    faults = {"article": lambda: check_article(program, *paths), "bytes": lambda: check_bytes(program, paths),
              "checks": lambda: check_files(program, paths), "names": lambda: check_names(program, paths[0], rest[1:]),
              "long": lambda: check_long(program), "readme": lambda: check_readme(program, *paths),
              "number": lambda: check_number(program, *paths), "fixed": lambda: check_fixed(program, paths)}[what]()
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
