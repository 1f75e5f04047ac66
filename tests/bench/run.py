#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""run: what jianbao costs on the three works of make_work.py: speed, CPU time, peak memory and PDF size.

    run.py [--program JIANBAO] [--runs N] [--works S,L,B] [--folder DIR] [--peer NAME=COMMAND]…

S is one document, L one document of 100 chapters, B 100 distinct documents; 1k, 10k, 100k and 1k-long, 10k-long are
ledgers of so many rows (make_ledger.py). A COMMAND does the work whose letter stands
in it as {work}, in whatever way its program likes best, and leaves no more than its results behind; {folder} is the
folder of its own outputs (S.pdf, L.pdf, B/*.pdf) when it says where they are. jianbao and its peers take turns, so that
a busy machine is busy for all of them; the medians of N runs are told, and jianbao as a ratio of each peer.

CPU is user and system time of the whole process tree; memory is the largest single process (never less than this
script's own, about 12 MiB). A program to be run by people: never a test, since machines differ.
"""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import make_ledger
import make_work

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DOCUMENTS = {"S": 1, "L": 1, "B": make_work.CHAPTERS}


class Run:
    def __init__(self, wall, cpu, peak):
        self.wall, self.cpu, self.peak = wall, cpu, peak


def measure(command):
    """One run of a command line, its whole process tree."""
    start = time.perf_counter()
    process = subprocess.Popen(command, shell=isinstance(command, str), stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    message = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command}: exit status {process.returncode}\n{message.decode('utf-8', 'replace')}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median(runs):
    return Run(*(statistics.median(getattr(run, name) for run in runs) for name in ("wall", "cpu", "peak")))


def pdf_size(folder, work):
    """(pages, bytes) of all documents of a work; (0, 0) when they are not there."""
    files = sorted((folder / "B").glob("*.pdf")) if work == "B" else [folder / f"{work}.pdf"]
    pages = size = 0
    for path in files:
        if not path.exists():
            return 0, 0
        info = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
        pages += next(int(line.split()[1]) for line in info.splitlines() if line.startswith("Pages:"))
        size += path.stat().st_size
    return pages, size


def own_command(program, inputs, outputs, work):
    if work == "B":
        return [program, "build", "--theme", "bench", "-d", str(outputs / "B"), str(inputs / "B")]
    return [program, "build", "--theme", "bench", "-d", str(outputs), str(inputs / f"{work}.xml")]


def print_row(name, work, run, pages, size):
    documents = DOCUMENTS.get(work, 1)
    print(f"{work}  {name:14} {run.wall:8.3f} {run.cpu:8.3f} {documents / run.wall:9.1f} {pages / run.wall:9.0f}"
          f" {run.peak:8.1f} {pages:6} {size // documents:10}", flush=True)


def print_ratio(name, work, own, peer, own_size, size):
    of_size = f"{own_size / size:6.2f}" if size else "   ?"
    print(f"{work}  jianbao/{name}: CPU {own.cpu / peer.cpu:.3f} (1/{peer.cpu / own.cpu:.1f}), documents/s"
          f" {peer.wall / own.wall:.2f}, memory {own.peak / peer.peak:.2f}, bytes {of_size.strip()}")


def bench(options, folder):
    inputs, outputs = folder / "in", folder / "out"
    make_work.write_works(inputs)
    if set(options.works.split(",")) - set(DOCUMENTS):
        make_ledger.write_ledgers(inputs)
    (outputs / "B").mkdir(parents=True, exist_ok=True)
    print(f"   {'':14} {'wall s':>8} {'CPU s':>8} {'docs/s':>9} {'pages/s':>9} {'MiB':>8} {'pages':>6} {'bytes/doc':>10}")
    for work in options.works.split(","):
        commands = {"jianbao": own_command(options.program, inputs, outputs, work)}
        folders = {"jianbao": outputs}
        for peer in options.peer:
            name, _, command = peer.partition("=")
            folders[name] = folder / name
            folders[name].mkdir(exist_ok=True)
            commands[name] = command.replace("{work}", work).replace("{folder}", str(folders[name]))
        runs = {name: [] for name in commands}
        for _ in range(options.runs):
            for name, command in commands.items():
                runs[name].append(measure(command))
        result = {name: median(found) for name, found in runs.items()}
        sizes = {name: pdf_size(folders[name], work) for name in commands}
        for name, run in result.items():
            print_row(name, work, run, *sizes[name])
        for name in list(commands)[1:]:
            print_ratio(name, work, result["jianbao"], result[name], sizes["jianbao"][1], sizes[name][1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / "out/build/release/src/jianbao"))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--works", default="S,L,B")
    parser.add_argument("--folder", type=pathlib.Path, help="keep works and PDFs here; else they are removed at the end")
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=COMMAND")
    options = parser.parse_args()
    if not shutil.which(options.program):
        sys.exit(f"{options.program} is not there: cmake --workflow --preset release")
    if options.folder:
        bench(options, options.folder.resolve())
        return
    with tempfile.TemporaryDirectory(prefix="jianbao-bench-") as folder:
        bench(options, pathlib.Path(folder))


if __name__ == "__main__":
    main()
