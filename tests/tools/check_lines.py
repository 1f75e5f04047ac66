#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds cases of the layout rules against jb-lines.

check_lines.py JB-LINES FILE      every case of FILE
check_lines.py --errors JB-LINES  what cannot be read is told by line number, and the status is 2

A case is a row ID, TEXT, WIDTH, KEYS, LINES, WIDTHS between tabs. ¦ in TEXT: a line may end there, and nowhere else.
LINES: what is expected, with ⏎ between lines; widths in em, ±0.01. Without LINES only the ¦ are looked at. Rows that
begin with # are comments."""
import subprocess
import sys


def run(program, rows, *options):
    text = "".join("\t".join(row) + "\n" for row in rows)
    done = subprocess.run([program, *options], input=text, capture_output=True, text=True, encoding="utf-8")
    return done.returncode, done.stdout, done.stderr


def read_cases(path):
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            line = line.rstrip("\n")
            if line and not line.startswith("#"):
                fields = line.split("\t")
                if len(fields) not in (4, 6):
                    sys.exit(f"{path}:{number}: not a case: {line}")
                yield fields


def equal_widths(written, expected):
    written, expected = written.split(","), expected.replace(" ", "").split(",")
    return len(written) == len(expected) and all(
        abs(float(a) - float(b)) <= 0.0101 for a, b in zip(written, expected))


def ask(program, cases, *options):
    """The answers of the program, by ID."""
    rows = [(case[0], case[1].replace("¦", ""), case[2], case[3]) for case in cases]
    status, out, err = run(program, rows, *options)
    if status != 0:
        sys.exit(f"jb-lines: status {status}\n{err}")
    answers = [line.split("\t") for line in out.splitlines()]
    if [answer[0] for answer in answers] != [row[0] for row in rows]:
        sys.exit("jb-lines did not answer every case in order")
    return answers


def check(program, path):
    cases = list(read_cases(path))
    wrong = []
    marked = [case for case in cases if "¦" in case[1]]
    for case, answer in zip(marked, ask(program, marked, "--breaks")):
        if answer[1] != case[1]:
            wrong.append(f"{case[0]}: may end\n  at    {answer[1]}\n  not   {case[1]}")
    full = [case for case in cases if len(case) == 6]
    for case, answer in zip(full, ask(program, full)):
        if answer[1] != case[4] or not equal_widths(answer[2], case[5]):
            wrong.append(f"{case[0]}: {case[2]} em {case[3]}\n  gives {answer[1]} ({answer[2]})"
                         f"\n  not   {case[4]} ({case[5]})")
    if wrong or not cases:
        sys.exit("\n".join(wrong) or f"{path}: no cases")
    print(f"{path}: {len(marked)} texts by their line ends, {len(full)} by their lines")


def check_errors(program):
    rows = [["good", "国国", "2", ""], ["no-width", "国"], ["width", "国", "wide", ""], ["key", "国", "2", "colour=red"],
            ["value", "国", "2", "kinsoku=often"], ["good-too", "甲<200B>乙", "1", "squeeze=on"]]
    status, out, err = run(program, rows)
    told = [line.split(":")[1].strip() for line in err.splitlines()]
    if status != 2 or told != ["line 2", "line 3", "line 4", "line 5"]:
        sys.exit(f"status {status}, told:\n{err}")
    if out != "good\t国国\t2\ngood-too\t甲⏎乙\t1,1\n":
        sys.exit(f"answered:\n{out}")


if len(sys.argv) == 3 and sys.argv[1] == "--errors":
    check_errors(sys.argv[2])
elif len(sys.argv) == 3:
    check(sys.argv[1], sys.argv[2])
else:
    sys.exit(__doc__)
