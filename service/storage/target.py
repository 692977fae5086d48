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

        At once, or before anything else is done: the file stays until `flush`, or `flush_behind` names it or one
        that came later.
        """
        ...

    def waits(self) -> int:
        """Bytes of the files that came and that nothing was done with, or that no `flush` has followed."""
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

    def flush_behind(self) -> Path | None:
        """Begin to take in what waits; the last file that has come on disk, with all before it; None for no new one."""
        ...

    def publish(self, generation: int, add: Callable[[Path], None]) -> None:
        """Let readers see it as it stands. `add` writes what belongs to a generation into a folder."""
        ...

    def close(self) -> None:
        """Let go of it, once what is under way has ended."""
        ...
