"""How long the five plans of corpus/ take on this machine: reading, checking, loading, asking.

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
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from loaders.reading import read_record
from loaders.triples import act_graphs
from queries.binding import ask
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


def timed(work: Callable[[], object], runs: int = 5) -> float:
    """Median seconds of `runs` runs, after one that warms up."""
    work()
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return median(seconds)


def row(what: str, seconds: float) -> None:
    print(f"{what:58s} {seconds * 1000:10.1f} ms")


def load_process(store: Path) -> float:
    """Seconds of one `cancu load corpus` as a process of its own."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "service.cli", "load", str(CORPUS), "--store", str(store)],
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - start


def main() -> None:
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    plans = sorted(CORPUS.glob("*.txt"))
    for path in plans:
        row(f"read {path.name[:3]} ({path.stat().st_size // 1024} KiB)", timed(partial(read_record, path), 3))
    record = read_record(plans[0])
    row("record to triples (000)", timed(partial(act_graphs, record)))
    row("check one act (000)", timed(partial(validate, act_graphs(record).quads)))
    with tempfile.TemporaryDirectory() as folder:
        location = Path(folder) / "store"
        row("cancu load corpus, empty store (process)", load_process(location))
        row("cancu load corpus, nothing changed (process)", median(load_process(location) for _ in range(3)))
        store = Store.open(location)
        engine = store.reader().engine
        for name, parameters in QUESTIONS.items():
            row(f"ask {name} ({', '.join(parameters.values())})", timed(partial(ask, name, parameters, engine)))
        store.close()


if __name__ == "__main__":
    main()
