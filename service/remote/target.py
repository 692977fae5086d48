"""The graph at a server, as its writer brings it after the ledger (service/storage/writing.py).

Graphs go by DROP, triples come by the Graph Store Protocol (or INSERT DATA), some thousand lines at a time: a server
has limits for the text of an update (Virtuoso: 10,000 lines). Each step has the same result a second time, so that
those of a writer that died are taken again.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from service.remote.engine import RemoteEngine
from service.remote.identity import Standing, claim, claimed, tell
from service.remote.server import Server
from service.storage import snapshots
from service.storage.ledger import Ledger

LINES: Final = 4_000
"""Triples in one request."""
DROPS: Final = 200
"""Graphs that one update drops."""
_IDENTITY: Final = "identity"
"""The ledger's note of its name at the server."""


class RemoteTarget:
    """See `service.storage.writing.Target`."""

    lines_at_once: Final = 500

    def __init__(self, server: Server, folder: Path) -> None:
        self._server: Final = server
        self._folder: Final = folder
        self._taken: list[Path] = []
        """Files that the server has, since the last `flush_behind`."""

    @classmethod
    def of(cls, server: Server, folder: Path, ledger: Ledger) -> RemoteTarget:
        """The graph at a server, for that ledger. Raises NotAStore where it belongs to another; see identity.py."""
        with ledger.writing():
            name = ledger.note(_IDENTITY) or str(uuid.uuid4())
            ledger.set_note(_IDENTITY, name)
        claim(server, folder, Standing(name, ledger.generation))
        return cls(server, folder)

    def update(self, text: str) -> None:
        self._server.update(text)

    def load(self, file: Path) -> None:
        """Triples of one graph stand together in the file."""
        with file.open(encoding="utf-8", newline="\n") as lines:
            for graph, own in groupby(lines, key=_graph_of):
                self._add(graph, (f"{line.rpartition(' <')[0]} ." for line in own))
        self._taken.append(file)

    def waits(self) -> int:
        return sum(file.stat().st_size for file in self._taken)

    def drop(self, graphs: Iterable[str]) -> None:
        left = iter(sorted(graphs))
        while some := list(islice(left, DROPS)):
            self._server.update(" ;\n".join(f"DROP SILENT GRAPH <{name}>" for name in some))

    def extend(self, quads: Iterable[Quad]) -> None:
        """A graph with blank nodes comes in one request, since their names hold in one only."""
        waiting: defaultdict[str, list[str]] = defaultdict(list)
        whole: set[str] = set()
        for quad in quads:
            if not isinstance(quad.graph_name, NamedNode):
                raise ValueError(f"triples go into named graphs: {quad}")
            name = quad.graph_name.value
            if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
                whole.add(name)
            waiting[name].append(f"{quad.triple} .")
            if len(waiting[name]) >= LINES and name not in whole:
                self._server.add(name, "\n".join(waiting.pop(name)))
        for name, lines in waiting.items():
            self._server.add(name, "\n".join(lines))

    def triples_in(self, graph: str) -> Iterable[Triple]:
        return RemoteEngine(self._server).triples(all_of(graph))

    def flush(self) -> None:
        """A server that took a request keeps it."""
        self._taken.clear()

    def flush_behind(self) -> Path | None:
        last = self._taken[-1] if self._taken else None
        self._taken.clear()
        return last

    def close(self) -> None:
        """The server is no one's to close."""

    def publish(self, generation: int, add: Callable[[Path], None]) -> None:
        """See `Target.publish`. What belongs to the generation lies in the local folder; readers are told last."""
        told = claimed(self._server, self._folder)

        def make(beside: Path) -> None:
            beside.mkdir()
            add(beside)

        snapshots.publish(self._folder, generation, make)
        tell(self._server, Standing(told.ledger, generation))

    def _add(self, graph: str, lines: Iterator[str]) -> None:
        while some := list(islice(lines, LINES)):
            self._server.add(graph, "\n".join(some))


def all_of(graph: str) -> str:
    """The query for all triples of a named graph."""
    return f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {NamedNode(graph)} {{ ?s ?p ?o }} }}"


def _graph_of(line: str) -> str:
    return line.rpartition(" <")[2].rstrip("> .\n")
