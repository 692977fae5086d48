"""What readers see of a store: one generation of its graph, and the texts of its acts.

The graph lies in a folder (service/storage/embedded.py) or at a server (service/remote/reader.py); whoever asks by
`engine` need not know.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from pyoxigraph import Store as Graph
from pyoxigraph import Triple

from queries.engine import Engine
from service.storage.folder import text_file


class Reader(ABC):
    """One generation of the store, read-only and unchanging. Keep it for as long as its engine is in use."""

    def __init__(self, folder: Path, generation: int, engine: Engine) -> None:
        self.folder: Final = folder
        """Where texts, versions and what belongs to a generation lie."""
        self.generation: Final = generation
        """Grows with each change; 0 for a store into which nothing has been loaded."""
        self.engine: Final = engine

    @property
    @abstractmethod
    def graph(self) -> Graph:
        """The graph of an embedded store. RemoteError for a store at a server: what needs all of it at hand."""

    @abstractmethod
    def graph_names(self) -> list[str]:
        """The IRIs of all named graphs, sorted."""

    @abstractmethod
    def triples_in(self, graph: str) -> Iterable[Triple]:
        """All triples of a named graph, by its IRI."""

    @abstractmethod
    def about(self, subject: str) -> Iterable[Triple]:
        """All triples with that IRI as their subject, of whatever graph."""

    def text(self, digest: str) -> str | None:
        """The text whose `cancu:textDigest` is `digest` ("sha256:…"); None where the store lacks it."""
        name = digest.removeprefix("sha256:")
        if not name.isalnum():
            return None
        try:
            return text_file(self.folder, name).read_bytes().decode("utf-8")
        except FileNotFoundError:
            return None
