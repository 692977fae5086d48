"""What acts take on this machine: reading text, Word and PDF, checking, loading, asking.

    make bench

Each figure is the median of several runs in this process, or of whole processes where it says so.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.asking import print_asking
from benchmarks.measure import timed
from benchmarks.reading import print_reading
from loaders.reading import read_record
from loaders.triples import act_graphs
from queries.binding import ask
from queries.engine import OxigraphEngine
from service.store import Store
from shapes.validate import validate

CORPUS = Path(__file__).parents[1] / "corpus"
QUESTIONS = {
    "lineage-down": {"document": "38-CT/TW"},
    "lineage-up": {"resource": "1169/QĐ-UBND#II.1"},
    "legal-bases": {"document": "1169/QĐ-UBND"},
    "agency-duties": {"agency": "Sở Khoa học và Công nghệ@Bình Dương"},
    "incomplete-tasks": {},
}


def row(what: str, seconds: float) -> None:
    print(f"{what:58s} {seconds * 1000:10.1f} ms")


def process(*arguments: object) -> float:
    """Seconds of one call of `cancu` as a process of its own."""
    command = [sys.executable, "-m", "service.cli", *map(str, arguments)]
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def load_process(store: Path) -> float:
    return process("load", CORPUS, "--store", store)


def main() -> None:
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    with tempfile.TemporaryDirectory() as folder:
        print_reading(Path(folder))
    print()
    plan = min(CORPUS.glob("*.txt"))
    row("cancu read (000, process)", median(process("read", plan) for _ in range(3)))
    record = read_record(plan)
    row("record to triples (000)", timed(partial(act_graphs, record)))
    row("check one act (000)", timed(partial(validate, act_graphs(record).quads)))
    with tempfile.TemporaryDirectory() as folder:
        location = Path(folder) / "store"
        row("cancu load corpus, empty store (process)", load_process(location))
        row("cancu load corpus, nothing changed (process)", median(load_process(location) for _ in range(3)))
        store = Store.open(location)
        engine = OxigraphEngine(store.reader().graph)
        for name, parameters in QUESTIONS.items():
            row(f"ask {name} ({', '.join(parameters.values())})", timed(partial(ask, name, parameters, engine)))
        print()
        print_asking(engine)
        store.close()


if __name__ == "__main__":
    main()
