"""What a writer does to the graph, wherever it lies."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from pyoxigraph import Quad, Triple


class Target(Protocol):
    """The graph as its writer has it: in a folder (service/storage/embedded.py) or at a server (service/remote)."""

    @property
    def lines_at_once(self) -> int | None:
        """The most triples of one update, where it takes changes in parts; None where an update is a transaction."""
        ...

    def update(self, text: str) -> None:
        """Run a SPARQL update."""
        ...

    def load(self, file: Path) -> None:
        """Take in a file of N-Quads in which the triples of one graph stand together.

        At once, or before anything else is done: the file stays until `flush`.
        """
        ...

    def drop(self, graphs: Iterable[str]) -> None:
        """Remove named graphs, also where there are none."""
        ...

    def extend(self, quads: Iterable[Quad]) -> None:
        """Take in quads of named graphs, any number."""
        ...

    def triples_in(self, graph: str) -> Iterable[Triple]:
        """All triples of a named graph."""
        ...

    def flush(self) -> None:
        """Put it on disk."""
        ...

    def publish(self, generation: int, add: Callable[[Path], None]) -> None:
        """Let readers see it as it stands. `add` writes what belongs to a generation into a folder."""
        ...
