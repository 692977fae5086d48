"""What readers see of a graph at a server.

A server shows each change at once, so a reader may meet half of a load; the number of the generation, by which it
learns of a change, comes when all is written. Texts of the acts, kept answers and the history lie in the local folder;
a service without that folder answers all the same, but shows no texts.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Triple
from pyoxigraph import Store as Graph

from ontology.namespaces import BASE, CANCU
from service.remote.engine import RemoteEngine
from service.remote.identity import check_union, standing
from service.remote.server import RemoteError, Server
from service.remote.target import all_of
from service.storage import snapshots
from service.storage.kept import read_kept
from service.storage.reader import Reader

LOOKED_AFTER: Final = 2.0
"""Seconds after which the server is asked again whether anything was published."""
MIRROR_SECONDS: Final = 600
"""How long answers are remembered of a server that does not say when it changes: the /sparql of another Căn Cứ."""
_ANY: Final = f"SELECT ?act {{ ?act a <{CANCU.Document}> }} LIMIT 1"
_NAMES: Final = f"""SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }}
  FILTER(STRSTARTS(STR(?g), "{BASE}") || STRSTARTS("{CANCU}", STR(?g))) }}"""


class RemoteReader(Reader):
    """The graph at a server, as it stands."""

    def __init__(self, folder: Path, generation: int, server: Server) -> None:
        self._server: Final = server
        super().__init__(
            folder, generation, RemoteEngine(server, partial(read_kept, snapshots.snapshot(folder, generation)))
        )

    @property
    def graph(self) -> Graph:
        raise RemoteError(
            f"{self._server.addresses.host}: this needs the whole graph at hand. Load the files into a folder "
            "for it (--store)."
        )

    def graph_names(self) -> list[str]:
        return sorted(row[0].value for row in self.engine.select(_NAMES).rows if isinstance(row[0], NamedNode))

    def triples_in(self, graph: str) -> Iterable[Triple]:
        return self.engine.triples(all_of(graph))

    def about(self, subject: str) -> Iterable[Triple]:
        thing = NamedNode(subject)
        return self.engine.triples(f"CONSTRUCT {{ {thing} ?p ?o }} WHERE {{ {thing} ?p ?o }}")


class RemoteShelf:
    """See `service.store.Shelf`: a server's data set."""

    def __init__(self, folder: Path, server: Server) -> None:
        self.server: Final = server
        self._folder = folder
        self._began = time.monotonic()
        self._looked = 0.0
        self._current = 0

    def current(self) -> int:
        """See `Shelf.current`; the server is asked every `LOOKED_AFTER` seconds."""
        now = time.monotonic()
        if not self._looked or now - self._looked > LOOKED_AFTER:
            self._current = self._generation()
            self._looked = now
        return self._current

    def reader(self) -> Reader:
        """See `Shelf.reader`; the server is asked at once."""
        self._looked = 0.0
        return RemoteReader(self._folder, self.current(), self.server)

    def _generation(self) -> int:
        engine = RemoteEngine(self.server)
        told = standing(engine)
        if told is not None:
            check_union(engine, self.server.addresses.host)
            return told.generation
        if not engine.select(_ANY).rows:
            return 0
        return 1 + int((time.monotonic() - self._began) / MIRROR_SECONDS)
