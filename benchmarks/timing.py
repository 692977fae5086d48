"""Times of many runs, taken in a process of its own that is ended when it takes too long.

measured(work, 60.0)       Times(rows=(3390, …), seconds=(0.35, …), ended=False)
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from statistics import median, quantiles
from typing import Final

Run = tuple[float, int]
"""Seconds, and how many rows came."""

_FORK: Final = multiprocessing.get_context("fork")
"""What a process has in memory its children share: a graph that took minutes to read is read once."""


@dataclass(frozen=True)
class Times:
    """Runs in their order. `ended`: whether the limit ended them."""

    runs: Sequence[Run]
    ended: bool
    fault: str = ""
    """Why there are no more runs: the first line of the error."""

    @property
    def seconds(self) -> list[float]:
        return [seconds for seconds, _ in self.runs]

    @property
    def median(self) -> float | None:
        return median(self.seconds) if self.runs else None

    @property
    def p95(self) -> float | None:
        if len(self.runs) < 2:
            return self.median
        return quantiles(self.seconds, n=20, method="inclusive")[-1]

    @property
    def rows(self) -> tuple[int, ...]:
        return tuple(count for _, count in self.runs)


def timed_run(work: Callable[[], int]) -> Run:
    """`work` gives the number of its rows."""
    start = time.perf_counter()
    count = work()
    return time.perf_counter() - start, count


def measured(work: Callable[[], Iterator[Run]], limit: float) -> Times:
    """What `work` yields in a child process within `limit` seconds."""
    mine, its = multiprocessing.Pipe(duplex=False)
    child = _FORK.Process(target=_send, args=(work, mine, its))
    child.start()
    its.close()
    runs: list[Run] = []
    until = time.monotonic() + limit
    fault, ended = "", False
    while True:
        if not mine.poll(max(0.0, until - time.monotonic())):
            ended = True
            break
        try:
            told = mine.recv()
        except EOFError:
            break
        if isinstance(told, str):
            fault = told
        else:
            runs.append(told)
    child.kill()
    child.join()
    return Times(runs, ended, fault)


def _send(work: Callable[[], Iterator[Run]], other: Connection, pipe: Connection) -> None:
    other.close()
    try:
        for run in work():
            pipe.send(run)
    except Exception as error:
        pipe.send(f"{type(error).__name__}: {error}".splitlines()[0])
    pipe.close()
