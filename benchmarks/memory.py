"""The memory of a process and of all that it started, as Linux counts it: pages that several share count once.

peak = Peak(process.pid)
peak.look()                  # now and again, while it works
peak.own, peak.together      # megabytes
"""

from __future__ import annotations

from pathlib import Path


class Peak:
    """The most that was seen of a process, and of it with its children and theirs, in megabytes."""

    def __init__(self, process: int) -> None:
        self._process = process
        self.own = 0.0
        self.together = 0.0

    def look(self) -> None:
        """Take what it is now; a process that has just ended counts as nothing."""
        own, *others = [_megabytes(each) for each in _family(self._process)]
        self.own = max(self.own, own)
        self.together = max(self.together, own + sum(others))


def _family(process: int) -> list[int]:
    """The process and all below it."""
    found = [process]
    for each in found:
        for told in Path(f"/proc/{each}/task").glob("*/children"):
            found += [int(child) for child in _read(told).split()]
    return found


def _megabytes(process: int) -> float:
    lines = (line.split() for line in _read(Path(f"/proc/{process}/smaps_rollup")).splitlines())
    return sum(int(line[1]) for line in lines if line[0] == "Pss:") / 1024


def _read(file: Path) -> str:
    try:
        return file.read_text("ascii")
    except (FileNotFoundError, ProcessLookupError):
        return ""
