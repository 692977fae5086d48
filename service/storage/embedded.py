"""The graph in a folder, an Oxigraph database: for its writer, and for readers of a snapshot of it.

Each bulk load leaves sorted files that Oxigraph merges again and again in the background, which costs more than the
loads themselves. So files wait until there are some together, or until anything else is done to the graph; then they
are taken in while the writer goes on. What is read afterwards is found faster where all files are merged into one
order, so that is done where much came in.
"""

from __future__ import annotations

import os
import shutil
import weakref
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple
from pyoxigraph import Store as Graph

from ontology.namespaces import BASE, ONTOLOGY_IRI
from queries.remembering import RememberingEngine
from service.errors import NotAStore, StoreBusy, StoreError
from service.storage import snapshots
from service.storage.folder import busy
from service.storage.kept import read_kept
from service.storage.reader import Reader

TOGETHER: Final = "together.nq"
"""Files on their way into the graph as one; of no use once the writer has ended."""
MUCH: Final = 0.1
"""What bulk loads brought since the last merging, beside the size of the graph on disk, from which on it is merged."""


class EmbeddedTarget:
    """See `service.storage.writing.Target`."""

    lines_at_once: Final = None

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opened: Final = _opened(folder)
        (folder / TOGETHER).unlink(missing_ok=True)
        self._waiting: list[Path] = []
        self._aside: Final = ThreadPoolExecutor(max_workers=1)
        self._under_way: tuple[Future[None], Path] | None = None
        """What takes files in at this moment, and the last of those files."""
        self._last_in: Path | None = None
        """The last file that is in the graph and was not yet told by `flush_behind`."""
        self._brought = 0

    def update(self, text: str) -> None:
        self._graph.update(text)

    def load(self, file: Path) -> None:
        self._waiting.append(file)

    def drop(self, graphs: Iterable[str]) -> None:
        for name in graphs:
            self._graph.update(f"DROP SILENT GRAPH <{name}>")

    def extend(self, quads: Iterable[Quad]) -> None:
        self._graph.bulk_extend(quads)

    def triples_in(self, graph: str) -> Iterable[Triple]:
        return (quad.triple for quad in self._graph.quads_for_pattern(None, None, None, NamedNode(graph)))

    def waits(self) -> int:
        return sum(file.stat().st_size for file in self._waiting)

    def flush(self) -> None:
        self._graph.flush()

    def flush_behind(self) -> Path | None:
        self._finished()
        last, self._last_in = self._last_in, None
        if last:
            self._opened.flush()
        self._begin()
        return last

    def publish(self, generation: int, add: Callable[[Path], None]) -> None:
        def make(snapshot: Path) -> None:
            self._graph.backup(str(snapshot))
            add(snapshot)

        graph = self._graph
        if self._brought > MUCH * _bytes_in(self._folder / "graph"):
            graph.optimize()
            self._brought = 0
        snapshots.publish(self._folder, generation, make)

    def close(self) -> None:
        self._aside.shutdown()  # the files stay, for the next writer to take in

    @property
    def _graph(self) -> Graph:
        """The graph, with all that waits."""
        self._finished()
        self._begin()
        self._finished()
        return self._opened

    def _begin(self) -> None:
        if self._waiting:
            files = tuple(self._waiting)
            self._waiting.clear()
            self._under_way = self._aside.submit(self._take_in, files), files[-1]

    def _finished(self) -> None:
        """Wait for what is under way."""
        if self._under_way is not None:
            work, last = self._under_way
            self._under_way = None
            work.result()
            self._last_in = last

    def _take_in(self, files: Sequence[Path]) -> None:
        together = self._folder / TOGETHER
        with together.open("wb") as whole:
            for file in files:
                with file.open("rb") as part:
                    shutil.copyfileobj(part, whole)
        # Lenient: what was made from checked terms needs no second check.
        self._opened.bulk_load(path=str(together), format=RdfFormat.N_QUADS, lenient=True)
        self._brought += together.stat().st_size
        together.unlink()


class EmbeddedReader(Reader):
    """One snapshot. Keep it for as long as its engine is in use."""

    def __init__(self, folder: Path, generation: int, held: int) -> None:
        place = snapshots.snapshot(folder, generation)
        self._graph: Final = Graph.read_only(str(place)) if generation else Graph()
        _check_base(folder, self._graph)
        # The snapshot never changes, so what was read of it once need not be read again.
        super().__init__(folder, generation, RememberingEngine(self._graph, cache(partial(read_kept, place))))
        if held >= 0:
            weakref.finalize(self, os.close, held)

    @property
    def graph(self) -> Graph:
        return self._graph

    def graph_names(self) -> list[str]:
        return sorted(name.value for name in self._graph.named_graphs() if isinstance(name, NamedNode))

    def triples_in(self, graph: str) -> Iterable[Triple]:
        return (quad.triple for quad in self._graph.quads_for_pattern(None, None, None, NamedNode(graph)))

    def about(self, subject: str) -> Iterable[Triple]:
        return (quad.triple for quad in self._graph.quads_for_pattern(NamedNode(subject), None, None, None))


class EmbeddedShelf:
    """See `service.store.Shelf`: the snapshots in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def current(self) -> int:
        return snapshots.current(self._folder)

    def reader(self) -> Reader:
        try:
            return EmbeddedReader(self._folder, *snapshots.hold(self._folder))
        except (OSError, ValueError) as error:
            raise StoreError(
                f"{self._folder}: the store is damaged ({error}). Remove the folder and load the files again."
            ) from error


def _bytes_in(folder: Path) -> int:
    total = 0
    for file in folder.iterdir():
        with suppress(FileNotFoundError):  # merged into another one meanwhile
            total += file.stat().st_size
    return total


def _opened(folder: Path) -> Graph:
    try:
        graph = Graph(str(folder / "graph"))
    except OSError as error:
        if "lock" in str(error).lower():
            raise StoreBusy(busy(folder, "")) from error
        raise StoreError(f"{folder}: the store cannot be opened ({error}).") from error
    _check_base(folder, graph)
    return graph


def _check_base(folder: Path, graph: Graph) -> None:
    """NotAStore where the graphs are named below another base than the one that is set: nothing would be found."""
    names = (name.value for name in graph.named_graphs() if isinstance(name, NamedNode))
    own = next((name for name in names if not name.startswith(str(ONTOLOGY_IRI))), None)
    if own and not own.startswith(BASE):
        raise NotAStore(
            f"{folder}: the IRIs in this store have another base than {BASE} ({own}). Set CANCU_BASE to the base with "
            "which it was loaded, or load the documents into a new folder with --store."
        )
