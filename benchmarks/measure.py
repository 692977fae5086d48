"""One reader on one file, in a process of its own: what it takes, as JSON.

    $ python -m benchmarks.measure cancu plan.pdf
    {"seconds": 0.21, "megabytes": 118.0}

Loading the modules is in the memory, and not in the time: the median of three readings after one that warms up.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final


@dataclass(frozen=True)
class Cost:
    """What one reading of a file takes."""

    seconds: float
    megabytes: float
    """Peak of the whole process."""


def cost_of(reader: str, file: Path) -> Cost:
    """What `reader` ("cancu", "pdfplumber") takes for a file, measured in a new process."""
    command = [sys.executable, "-m", "benchmarks.measure", reader, str(file)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return Cost(**json.loads(told))


def timed(work: Callable[[], object], runs: int = 5) -> float:
    """Median seconds of `runs` runs, after one that warms up."""
    work()
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return median(seconds)


def _cancu(file: Path) -> None:
    from loaders.reading import read_record

    read_record(file)


def _pdfplumber(file: Path) -> None:
    """Tables and nothing else: no reading order, no running text, no record."""
    import pdfplumber

    with pdfplumber.open(file) as pdf:
        for page in pdf.pages:
            page.extract_tables()


READERS: Final[Mapping[str, Callable[[Path], None]]] = {"cancu": _cancu, "pdfplumber": _pdfplumber}


def _peak_megabytes() -> float:
    """Of this process since it began, as Linux counts it."""
    status = Path("/proc/self/status").read_text("ascii").splitlines()
    (line,) = (line for line in status if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def main() -> None:
    reader, file = sys.argv[1:]
    seconds = timed(lambda: READERS[reader](Path(file)), runs=3)
    json.dump({"seconds": seconds, "megabytes": _peak_megabytes()}, sys.stdout)


if __name__ == "__main__":
    main()
