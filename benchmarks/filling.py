"""A made country into a store: what the load takes, in a process of its own.

filled(Country(1), Path("store"))      Load(acts=3391, seconds=…, writer_megabytes=…, …)
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from benchmarks.memory import Peak
from benchmarks.nation.whole import Country, records, text_of
from loaders.lineage import act_items
from loaders.record import Record
from loaders.triples import act_graphs
from service.loading import TOGETHER, reference_data
from service.storage.readings import Prepared, Reading, prepare
from service.store import Store

_LOOK_EVERY: Final = 0.3
"""Seconds between two looks at the memory."""

Part = Callable[[], Iterator[Record]]
"""Makes the records of a part of a country, here or in another process."""


@dataclass(frozen=True)
class Load:
    """What a load took."""

    acts: int
    seconds: float
    """For the acts: making the records and their triples, and storing them; and for the vocabulary and the reference
    data, which every store holds."""
    publishing_seconds: float
    """For tying the tasks to those above them, and for letting readers see it all."""
    writer_megabytes: float
    """Its peak."""
    together_megabytes: float
    """The peak of the writer and its workers."""


def load_records(parts: Sequence[Part], store: Store) -> int:
    """Store the reference data and all acts, not yet published; how many these are.

    Workers make records, triples and texts; this process stores what they made. This and `prepared` alone know the
    service's own ways.
    """
    count = 0
    cores = os.cpu_count() or 1
    with ProcessPoolExecutor(cores, mp_context=multiprocessing.get_context("spawn")) as pool:
        waiting = iter(parts)
        # Not all at once: what is made and not yet stored would fill the memory.
        made = deque(pool.submit(_prepared, part) for part in islice(waiting, 3 * cores))
        store.put_reference(reference_data())
        while made:
            acts = made.popleft().result()
            made.extend(pool.submit(_prepared, part) for part in islice(waiting, 1))
            for start in range(0, len(acts), TOGETHER):
                store.put_all(acts[start : start + TOGETHER])
            count += len(acts)
    return count


def _prepared(part: Part) -> list[Prepared]:
    return [prepared(record) for record in part()]


def prepared(record: Record) -> Prepared:
    """A made record as it is put into a store."""
    return prepare(_reading(record))


def _reading(record: Record) -> Reading:
    if record.reader is None:
        raise ValueError("a made record needs a reader's mark: benchmarks.nation.whole.as_read")
    graphs = act_graphs(record)
    return Reading(
        act=graphs.act,
        graph=graphs.graph,
        quads=graphs.quads,
        offered=(*(quad for stub in graphs.stubs.values() for quad in stub), *graphs.shared),
        report=(),
        text_digest=record.reader.text_digest,
        text=text_of(record),
        file=record.reader.file,
        items=act_items(graphs.act, graphs.quads),
    )


def filled(country: Country, folder: Path) -> Load:
    """Load the country into a store at `folder` and note beside it what it holds."""
    mine, its = multiprocessing.Pipe()
    child = multiprocessing.Process(target=_fill, args=(country, folder, its))
    child.start()
    its.close()
    peak = Peak(child.pid or 0)
    try:
        while not mine.poll(_LOOK_EVERY):
            peak.look()
        acts, storing, publishing = mine.recv()
    except EOFError:
        raise RuntimeError(f"{folder}: the load ended before its time; its message stands above") from None
    finally:
        child.join()
    country.remember(folder)
    return Load(acts, storing, publishing, peak.own, peak.together)


def _fill(country: Country, folder: Path, pipe: Connection) -> None:
    with Store.open(folder, writable=True) as store:
        start = time.perf_counter()
        acts = load_records([partial(records, *part) for part in country.parts], store)
        stored = time.perf_counter()
        store.publish()
        end = time.perf_counter()
    pipe.send((acts, stored - start, end - stored))


def bytes_on_disk(folder: Path) -> int:
    """Of all files below a folder, those that share their content (hard links) once."""
    kept = {}
    for file in folder.rglob("*"):
        if file.is_file():
            told = file.stat()
            kept[told.st_ino] = told.st_blocks * 512
    return sum(kept.values())
