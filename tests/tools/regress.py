#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""regress: runs one case folder of tests/regress and compares all it gives.

    regress.py --program JIANBAO --fonts FONTS.XML CASE            compare; unified diffs and exit status 1 on a difference
    regress.py --program JIANBAO --fonts FONTS.XML --regen CASE…   show each difference, ask, replace

A case folder holds what it reads, and
    args             the command line; without it: dump @SMALL@ input.xml.  @FONTS@ is the fonts.xml of the tests (added
                     as --fonts where a command needs it and args do not name it), @OUT@ an empty folder, @SMALL@ the
                     theme small.xml, whose page a reader can count
    env              NAME=VALUE lines; without it LC_ALL=C
    expected.dump    what stands on stdout; no file: nothing
    expected.diag    what stands on stderr, seconds told as 0.0; no file: nothing
    expected.status  the exit status; no file: 0
    expected.files   the files in @OUT@, sorted, one a line; no file: none
The program runs inside the case folder, so that messages name files as a reader of the folder sees them.
"""
import argparse
import difflib
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

TIME_LIMIT = 60  # seconds; a hang is a failure, never a stuck run
KEPT_ENVIRONMENT = ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS")
SECONDS = re.compile(r"(?<=[;；] )[\d.]+(?= s$)|(?<=用时 )[\d.]+(?= 秒)", re.M)  # in the summary
SMALL = ["--theme", "../small.xml"]
NEED_FONTS = ("build", "check", "dump", "fonts")


def command_line(case, program, fonts, out):
    args_file = case / "args"
    args = shlex.split(args_file.read_text(encoding="utf-8"), comments=True) if args_file.exists() else ["dump", "@SMALL@", "input.xml"]
    args = [word for arg in args for word in (SMALL if arg == "@SMALL@" else [arg])]
    if args and args[0] in NEED_FONTS and "@FONTS@" not in args:
        args[1:1] = ["--fonts", "@FONTS@"]
    return [program] + [arg.replace("@FONTS@", fonts).replace("@OUT@", out) for arg in args]


def environment(case):
    values = {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}
    values["LC_ALL"] = "C"
    env_file = case / "env"
    if env_file.exists():
        for line in env_file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                name, _, value = line.partition("=")
                values[name] = value
    return values


def run(case, program, fonts):
    """{name of the expected file: what the program gave}; "" stands for no file."""
    with tempfile.TemporaryDirectory(prefix="jianbao-regress-") as out:
        done = subprocess.run(command_line(case, program, fonts, out), cwd=case, env=environment(case), timeout=TIME_LIMIT,
                              stdin=subprocess.DEVNULL, capture_output=True, check=False)
        files = sorted(str(p.relative_to(out)) for p in pathlib.Path(out).rglob("*") if p.is_file())
        text = {name: stream.decode("utf-8", "backslashreplace").replace(out, "@OUT@").replace(fonts, "@FONTS@")
                for name, stream in (("expected.dump", done.stdout), ("expected.diag", done.stderr))}
    text["expected.diag"] = SECONDS.sub("0.0", text["expected.diag"])
    text["expected.status"] = f"{done.returncode}\n" if done.returncode else ""
    text["expected.files"] = "".join(f"{name}\n" for name in files)
    return text


def differences(case, given):
    """[(file, unified diff)]"""
    result = []
    for name, text in given.items():
        path = case / name
        expected = path.read_text(encoding="utf-8") if path.exists() else ""
        if name == "expected.status" and expected.strip() == "0":
            expected = ""
        if expected != text:
            diff = difflib.unified_diff(expected.splitlines(True), text.splitlines(True), f"{case.name}/{name}", "given")
            result.append((name, "".join(line if line.endswith("\n") else line + "\n" for line in diff)))
    return result


def regenerate(case, given):
    for name, diff in differences(case, given):
        print(diff, end="")
        if input(f"Replace {case.name}/{name}? [y/N] ").strip().lower() == "y":
            path = case / name
            path.write_text(given[name], encoding="utf-8") if given[name] else path.unlink()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--fonts", required=True)
    parser.add_argument("--regen", action="store_true")
    parser.add_argument("case", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    program, fonts = os.path.abspath(options.program), os.path.abspath(options.fonts)
    failed = False
    for case in options.case:
        given = run(case.resolve(), program, fonts)
        if options.regen:
            regenerate(case, given)
            continue
        found = differences(case, given)
        if not any(case.glob("expected.*")):
            found.append(("", f"{case.name}: nothing is expected of this case; run the target regen\n"))
        failed = failed or bool(found)
        print("".join(diff for _, diff in found), end="")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
