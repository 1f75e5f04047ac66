#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check_messages: every message of the catalogue has a case that provokes it: a regression case whose expected.diag shows
its code, a unit test that asks for it by name or code, or a table of tests/audit. And every message is given somewhere in src/.

    check_messages.py PROJECT
"""
import pathlib
import re
import sys

ENTRY = re.compile(r'JB_MESSAGE\(\s*(\w+),\s*"([EWN]\d{3})"')


def main():
    project = pathlib.Path(sys.argv[1])
    catalogue = project / "src/diag/catalogue.def"
    entries = ENTRY.findall(catalogue.read_text(encoding="utf-8"))
    if not entries:
        sys.exit(f"{catalogue}: no entries found")
    shown = "".join(path.read_text(encoding="utf-8") for path in project.glob("tests/regress/*/expected.diag"))
    asked = "".join(path.read_text(encoding="utf-8") for pattern in ("tests/unit/*.[ch]", "tests/audit/*.txt")
                    for path in project.glob(pattern))
    source = "".join(path.read_text(encoding="utf-8") for path in project.glob("src/**/*.[ch]"))
    words_asked, words_given = set(re.findall(r"\w+", asked)), set(re.findall(r"\w+", source))
    faults = []
    codes = [code for _, code in entries]
    if len(set(codes)) != len(codes):
        faults.append(f"{catalogue}: a code stands twice")
    for name, code in entries:
        if f"[{code}]" not in shown and not {code, f"JB_MESSAGE_{name}"} & words_asked:
            faults.append(f"{code} {name}: no test provokes it")
        if not {name, f"JB_MESSAGE_{name}"} & words_given:
            faults.append(f"{code} {name}: nothing in src/ gives it")
    print("\n".join(faults) or f"{len(entries)} messages, each with a test.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
