"""How well random layouts are read: the figures that the tests hold and that `python -m tests.layouts` prints."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from loaders.reading import read_record
from tests.gold.score import Tally, score
from tests.layouts.doors import DOORS
from tests.layouts.layouts import layout

FIELDS: Final = (
    "tasks.id",
    "tasks.text",
    "tasks.lead",
    "tasks.lead.named",
    "tasks.coordinating",
    "tasks.coordinating.named",
    "tasks.directing",
    "tasks.directing.named",
    "tasks.deadline",
    "tasks.result",
)


def f1(tally: Tally) -> float:
    """The F1 of the task table: of all its fields together."""
    hits = sum(tally.hit[field] for field in FIELDS)
    total = sum(tally.got[field] + tally.want[field] for field in FIELDS)
    return 2 * hits / max(1, total)


@dataclass(frozen=True)
class Read:
    """One layout read through one door."""

    seed: int
    tally: Tally
    rows: int
    wrong: frozenset[str]
    """The ids of rows that lack something, have something too much, or are not there."""
    doubted: frozenset[str]
    seconds: float
    """Of work: other programs on the machine do not count."""


def read_back(seed: int, door: str, folder: Path) -> Read:
    """One layout printed, read and compared; doubted is a row whose confidence is below 1."""
    way = DOORS[door]
    path = folder / f"{seed}{way.suffix}"
    path.write_bytes(way.file(layout(seed)))
    gold = way.gold(layout(seed))
    start = time.process_time()
    record = read_record(path).model_dump(by_alias=True)
    seconds = time.process_time() - start
    doubted = {task["id"] for task in record["tasks"] if task["confidence"] < 1}
    wrong = frozenset(_wrong_rows(record, gold))
    return Read(seed, score(record, gold), len(gold["tasks"]), wrong, frozenset(doubted), seconds)


def _wrong_rows(record: Mapping[str, Any], gold: Mapping[str, Any]) -> Iterator[str]:
    """Row by row: a row that is right by itself, though another has its number twice, is right."""
    found: dict[str, list[Any]] = {}
    for task in record["tasks"]:
        found.setdefault(task["id"], []).append(task)
    for task in gold["tasks"]:
        mine = found.pop(task["id"], [])
        if len(mine) != 1 or f1(score({"tasks": mine}, {**gold, "tasks": [task]})) < 1:
            yield task["id"]
    yield from found


@dataclass
class Figures:
    """The figures over all layouts that went through one door."""

    tally: Tally = field(default_factory=Tally)
    reads: list[Read] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return f1(self.tally)

    @property
    def rows(self) -> int:
        return sum(read.rows for read in self.reads)

    @property
    def wrong(self) -> int:
        return sum(len(read.wrong) for read in self.reads)

    @property
    def told(self) -> float:
        """The share of the wrong rows that are doubted; 1 where none is wrong."""
        return sum(len(read.wrong & read.doubted) for read in self.reads) / self.wrong if self.wrong else 1.0

    @property
    def false_alarms(self) -> float:
        """The share of the right rows that are doubted."""
        return sum(len(read.doubted - read.wrong) for read in self.reads) / max(1, self.rows - self.wrong)

    @property
    def slowest(self) -> Read:
        return max(self.reads, key=lambda read: read.seconds)

    def worst(self) -> Sequence[int]:
        """The seeds that were read worst, the worst first."""
        return [read.seed for read in sorted(self.reads, key=lambda read: f1(read.tally))[:5]]


def measure(seeds: Iterable[int], door: str, folder: Path) -> Figures:
    """All layouts of the seeds through one door."""
    figures = Figures()
    for seed in seeds:
        read = read_back(seed, door, folder)
        figures.reads.append(read)
        for name in ("hit", "got", "want"):
            getattr(figures.tally, name).update(getattr(read.tally, name))
    return figures
