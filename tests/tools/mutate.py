#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds the validator against jing, the reference for RELAX NG, rule by rule.

Both get the same grammar: jb-validate as the table that is compiled in, jing as the RELAX NG that the table writes.
From a sample that has every element and every attribute, thousands of documents are made that differ from it in one
place: an element renamed, removed, doubled, moved, put where it does not belong; text where none may stand; an
attribute removed, unknown, or with another value. On each the two verdicts, valid or invalid, must be the same.

mutate.py --validate JB-VALIDATE --jing JING --work FOLDER SAMPLE
"""
import argparse
import copy
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

NAMESPACE = "urn:jianbao:1"
RELAXNG = "{http://relaxng.org/ns/structure/1.0}"

# Edges of every type of value: each is tried in each attribute.
VALUES = [
    "", " ", "1", "0", "01", "-1", "+3", "1.5", "1.", ".5", "1e5", "--3", " 3", "3 ", "1,234", "1,23", "1234,567",
    "１２．３", "−2", "12%", "999999999", "1000000000", "abc", "a b", "a.b-c_1", "-a", "1a", "总产值", "〇一", "𬎆",
    "é", "a:b", "a\nb", "yes", "no", "YES", " yes", "arabic", "yishi", "bars", "decimal", "centre", "page", "keep",
    "2024", "20245", "2024-01", "2024-13", "2024-1", "2024Q1", "2024Q5", "2024/2025", "2024Q1/2025Q3", "2024Q1/2025",
    "2024-01/2024-11", "2024-12-31", "2024-12-32", "2024-01-01/2024-06-30", "2024-01/", "12mm", "12 mm", "-1.5cm",
    "1.5em", "12px", "三号", "九号", "小四", "black", "grey 60%", "cmyk 0 0 0 100",
]


def name_of(element):
    return element.tag.rsplit("}", 1)[-1]


def qualified(name):
    return f"{{{NAMESPACE}}}{name}"


class Sample:
    """The sample as a tree; one path (child indices) for each element in each kind of parent."""

    def __init__(self, path):
        self.root = ET.parse(path).getroot()
        self.places = {}
        self.specimens = {}
        self.attributes_done = set()
        self.walk(self.root, (), "")

    def walk(self, element, path, parent):
        key = (parent, name_of(element), frozenset(element.attrib))
        self.places.setdefault(key, path)
        self.specimens.setdefault((parent, name_of(element)), element)
        for index, child in enumerate(element):
            self.walk(child, path + (index,), name_of(element))

    def changed(self, path):
        """A copy of the whole, the element at path in it, and that one's parent."""
        root = copy.deepcopy(self.root)
        parent, element = None, root
        for index in path:
            parent, element = element, element[index]
        return root, element, parent


def structure_mutants(sample, path):
    def change(what, function):
        root, element, parent = sample.changed(path)
        function(element, parent)
        return what, root

    def rename(name):
        return lambda element, parent: setattr(element, "tag", name)

    yield change("renamed", rename(qualified("bogus")))
    yield change("other namespace", rename("{urn:other}p"))
    yield change("no namespace", rename("p"))
    yield change("text inside", lambda element, parent: setattr(element, "text", "字" + (element.text or "")))
    yield change("blanks inside", lambda element, parent: setattr(element, "text", " \n" + (element.text or "")))
    yield change("children removed", lambda element, parent: [element.remove(child) for child in list(element)])
    yield change("children reversed", lambda element, parent: element.__setitem__(slice(None), list(element)[::-1]))
    yield change("comment inside", lambda element, parent: element.insert(0, ET.Comment("c")))
    if path:
        yield change("removed", lambda element, parent: parent.remove(element))
        yield change("doubled", lambda element, parent: parent.append(copy.deepcopy(element)))
        yield change("text after", lambda element, parent: setattr(element, "tail", "字"))
    for (_, name), specimen in sample.specimens.items():
        if name != "briefing":
            yield change(f"{name} inside", lambda element, parent, put=specimen: element.append(copy.deepcopy(put)))


def attribute_mutants(sample, path):
    """Each attribute of each element once. One tree for all: use what is yielded before asking for the next."""
    root, element, _ = sample.changed(path)
    original = dict(element.attrib)

    def change(what, attribute, value):
        element.attrib.clear()
        element.attrib.update({**original, attribute: value})
        if value is None:
            del element.attrib[attribute]
        return what, root

    for attribute in original:
        if (name_of(element), attribute) in sample.attributes_done:
            continue
        sample.attributes_done.add((name_of(element), attribute))
        yield change(f"@{attribute} removed", attribute, None)
        for value in VALUES:
            yield change(f"@{attribute}={value!r}", attribute, value)
    for attribute in ("bogus", "{urn:other}id", "{http://www.w3.org/XML/1998/namespace}lang",
                      "{http://www.w3.org/XML/1998/namespace}id", "id", "f", "by", "type", "numbering"):
        yield change(f"@{attribute} added", attribute, "x1")
    yield change("@fit added", "fit", "first")


def write_mutants(sample, folder):
    """Name of file → what was changed in it."""
    ET.register_namespace("", NAMESPACE)
    mutants = {}
    for (parent, name, _), path in sample.places.items():
        for make in (structure_mutants, attribute_mutants):
            for what, root in make(sample, path):
                file = f"{len(mutants)}.xml"
                text = ET.tostring(root, encoding="unicode")
                (folder / file).write_text(text, encoding="utf-8")
                mutants[file] = f"{parent}/{name}: {what}"
    return mutants


def covered(schema, sample):
    """What the schema knows and the sample lacks: rules that no mutant would touch."""
    wanted = set()
    for element in ET.parse(schema).iter(RELAXNG + "element"):
        wanted.add(element.get("name"))
        for attribute in element.iter(RELAXNG + "attribute"):
            wanted.add(f"{element.get('name')}@{attribute.get('name')}")
    for define in ET.parse(schema).iter(RELAXNG + "define"):
        if define.find(RELAXNG + "element") is None:  # what elements share: on one of them it is enough
            wanted.update(f"@{attribute.get('name')}" for attribute in define.iter(RELAXNG + "attribute"))
    wanted.difference_update(("@xml:lang", "@xml:space"))
    for element in sample.root.iter():
        wanted.discard(name_of(element))
        for attribute in element.attrib:
            wanted -= {f"{name_of(element)}@{attribute}", f"@{attribute}"}
    return sorted(wanted)


def refused_by_jing(jing, schema, files, folder):
    """All files in one JVM; a line a fault."""
    run = subprocess.run([jing, schema, *files], cwd=folder, capture_output=True, encoding="utf-8", errors="replace")
    refused = set()
    for line in run.stdout.splitlines():
        match = re.match(r"(.*/)?(\d+\.xml):\d+:\d+: (error|fatal)", line)
        if match is None:
            sys.exit(f"jing said: {line}\n{run.stderr}")
        refused.add(match.group(2))
    if run.returncode not in (0, 1) or (run.returncode == 1) != bool(refused):
        sys.exit(f"jing: status {run.returncode}\n{run.stderr}")
    return refused


def refused_by_us(validate, files, folder):
    run = subprocess.run([validate, *files], cwd=folder, capture_output=True, encoding="utf-8")
    if run.returncode != 0:
        sys.exit(f"jb-validate: status {run.returncode}\n{run.stderr}")
    verdicts = dict(reversed(line.split(" ", 1)) for line in run.stdout.splitlines())
    if set(verdicts) != set(files):
        sys.exit("jb-validate did not judge every file")
    return {file for file, verdict in verdicts.items() if verdict == "invalid"}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--validate", required=True)
    parser.add_argument("--jing", required=True)
    parser.add_argument("--work", required=True, type=Path)
    parser.add_argument("sample")
    options = parser.parse_args()

    shutil.rmtree(options.work, ignore_errors=True)
    options.work.mkdir(parents=True)
    schema = options.work / "briefing.rng"
    schema.write_bytes(subprocess.run([options.validate, "--schema"], capture_output=True, check=True).stdout)
    sample = Sample(options.sample)
    missing = covered(schema, sample)
    if missing:
        sys.exit(f"the sample lacks: {', '.join(missing)}")

    shutil.copy(options.sample, options.work / "sample.xml")
    if refused_by_us(options.validate, ["sample.xml"], options.work):
        sys.exit("the sample itself is invalid")
    mutants = write_mutants(sample, options.work)
    files = list(mutants)
    ours = refused_by_us(options.validate, files, options.work)
    reference = refused_by_jing(options.jing, schema.name, files, options.work)
    print(f"{len(files)} mutants, {len(reference)} of them invalid to jing, {len(ours)} to us")
    different = sorted(ours ^ reference, key=lambda file: int(file[:-4]))
    for file in different:
        print(f"{options.work / file}: {mutants[file]}: {'we' if file in ours else 'jing'} alone refuse it")
    if not 0.1 < len(reference) / len(files) < 0.95:
        sys.exit("the mutants are all of one kind: they prove nothing")
    if different:
        sys.exit(f"{len(different)} verdicts differ")


if __name__ == "__main__":
    main()
