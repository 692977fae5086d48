"""A made country into a store: what the load takes, in a process of its own.

filled(Country(1), Path("store"))      Load(acts=3391, seconds=…, writer_megabytes=…, …)

The clock runs from records, as a reader gives them: they are made beforehand and lie in files, as JSON. What is done
with each record of a real file is inside: its triples, its text, what it offers, storing, tying, publishing.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
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

_AHEAD: Final = 5
"""Parts in the making for each core. Not all at once: what is made and not yet stored would fill the memory."""

# As the service reads files: a fork has all modules loaded, and touches nothing of the store.
_PROCESSES: Final = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")

Part = Callable[[], Iterator[Record]]
"""Gives the records of a part of a country, here or in another process."""


@dataclass(frozen=True)
class Load:
    """What a load took."""

    acts: int
    seconds: float
    """For the acts: reading the records, making their triples, and storing them; and for the vocabulary and the
    reference data, which every store holds."""
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
    with ProcessPoolExecutor(cores, mp_context=_PROCESSES) as pool:
        left = iter(parts)
        made = deque(pool.submit(_prepared, part) for part in islice(left, _AHEAD * cores))
        store.put_reference(reference_data())
        waiting: list[Prepared] = []
        while made:
            waiting += made.popleft().result()
            made.extend(pool.submit(_prepared, part) for part in islice(left, 1))
            while len(waiting) >= (TOGETHER if made else 1):
                store.put_all(waiting[:TOGETHER])
                count += len(waiting[:TOGETHER])
                del waiting[:TOGETHER]
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
    with tempfile.TemporaryDirectory() as aside:
        child = multiprocessing.Process(target=_fill, args=(written(country, Path(aside)), folder, its))
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


def written(country: Country, folder: Path) -> list[Path]:
    """The records of a country in files, one for each part, a record a line."""
    files = [folder / f"{number}.jsonl" for number in range(len(country.parts))]
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        for _ in pool.map(_write, country.parts, files):
            pass
    return files


def _write(part: tuple[int, str], file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"{record.model_dump_json(by_alias=True)}\n" for record in records(*part))


def read_back(file: Path) -> Iterator[Record]:
    """The records that `written` wrote to a file."""
    with file.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield Record.model_validate_json(line)


def _fill(files: Sequence[Path], folder: Path, pipe: Connection) -> None:
    with Store.open(folder, writable=True) as store:
        start = time.perf_counter()
        acts = load_records([partial(read_back, file) for file in files], store)
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
