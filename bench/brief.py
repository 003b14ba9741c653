#!/usr/bin/env python3
"""How long one brief takes and how much memory: the whole program, started anew each time. Needs Linux or macOS.

    python3 bench/brief.py target/release/dateline [INPUT ...] [--runs 5]

In: the program, and what to brief; without inputs examples/kardova-talks/*. Out: least and median wall time, median
processor time (all threads), greatest peak memory. The language model must be installed. Standard library only.
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
STORY = "examples/kardova-talks"


def once(command):
    """Runs it: wall seconds, processor seconds, peak memory in MB, bytes printed."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    # Progress and warnings are short: they fit the pipe while standard output is read.
    printed = len(child.stdout.read())
    said = child.stderr.read().decode(errors="replace")
    # wait4 tells of this child alone; getrusage(RUSAGE_CHILDREN) would tell of the largest so far.
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{' '.join(command)}\nended with {child.returncode}:\n{said}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit, printed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("inputs", nargs="*", metavar="INPUT")
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    if not args.binary.is_file():
        sys.exit(f"{args.binary}: no such program; `cargo build --release` makes target/release/dateline")
    inputs = args.inputs or sorted(str(p) for p in (ROOT / STORY).iterdir())
    command = [str(args.binary.resolve()), "brief", *inputs]
    # The first run brings program and model into the system's file cache; it is not counted.
    *_, printed = once(command)
    walls, cpus, peaks, _ = zip(*(once(command) for _ in range(max(1, args.runs))))
    print(f"{len(inputs)} inputs, a brief of {printed} bytes, {len(walls)} runs after one that is not counted")
    print(f"wall    {min(walls):.2f} s least, {statistics.median(walls):.2f} s median")
    print(f"CPU     {statistics.median(cpus):.2f} s median, all threads")
    print(f"memory  {max(peaks):.0f} MB at most")


if __name__ == "__main__":
    main()
