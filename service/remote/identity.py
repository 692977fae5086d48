"""Which ledger the graph at a server belongs to, and how far it is: two triples in a graph of their own.

    <graph/ledger> dcterms:identifier "5f0c…" ; owl:versionInfo "17"

A second writer with another ledger would leave half of each behind, so it is refused. Readers see the number change
when a writer has written all that belongs together.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import Literal

from ontology.namespaces import DCTERMS, graph
from queries.engine import Engine
from service.errors import NotAStore
from service.remote.engine import RemoteEngine
from service.remote.server import RemoteError, Server

GRAPH: Final = str(graph("ledger"))
_VERSION: Final = "http://www.w3.org/2002/07/owl#versionInfo"
_TOLD: Final = f"""SELECT ?ledger ?generation {{
  GRAPH <{GRAPH}> {{ <{GRAPH}> <{DCTERMS.identifier}> ?ledger ; <{_VERSION}> ?generation }}
}}"""
_SEEN: Final = f"SELECT ?ledger {{ <{GRAPH}> <{DCTERMS.identifier}> ?ledger }} LIMIT 1"


@dataclass(frozen=True)
class Standing:
    """What the server's graph says of itself."""

    ledger: str
    generation: int


def standing(engine: Engine) -> Standing | None:
    """What stands at the server; None where no writer was there. Raises RemoteError."""
    rows = engine.select(_TOLD).rows
    if not rows:
        return None
    ledger, generation = (one.value if isinstance(one, Literal) else "" for one in rows[0])
    if not generation.isdecimal():
        raise NotAStore(
            f"<{GRAPH}> at this server is not as a writer of ours leaves it. Empty the data set and load again."
        )
    return Standing(ledger, int(generation))


def tell(server: Server, told: Standing) -> None:
    """Write it in one update."""
    server.update(
        f"DROP SILENT GRAPH <{GRAPH}> ;\nINSERT DATA {{ GRAPH <{GRAPH}> {{ <{GRAPH}> <{DCTERMS.identifier}> "
        f'{Literal(told.ledger)} ; <{_VERSION}> "{told.generation}" }} }}'
    )


def check_union(engine: Engine, host: str) -> None:
    """RemoteError where the server's default graph is not the union of its named graphs; `tell` was called before."""
    if not engine.select(_SEEN).rows:
        raise RemoteError(
            f"{host} answers from its default graph alone, but each act stands in a named graph. Let its default graph "
            "be the union of all graphs (Fuseki: tdb2:unionDefaultGraph true; see docs/deploy.md)."
        )


def claim(server: Server, folder: Path, own: Standing) -> None:
    """Make sure that the graph belongs to the ledger in `folder`, as far as that is; an empty one is taken.

    Raises NotAStore where it belongs to another, or to the same at a later time.
    """
    engine, host = RemoteEngine(server), server.addresses.host
    told = standing(engine)
    if told is None and own.generation:
        raise _lost(host, folder)
    if told is None:
        tell(server, Standing(own.ledger, 0))
    elif told.ledger != own.ledger:
        raise NotAStore(
            f"{host} holds a graph that was loaded with another ledger than {folder}. Bring the folder here with which "
            "it was loaded (CANCU_STORE_FOLDER), or empty the data set and load again."
        )
    elif told.generation > own.generation:
        raise NotAStore(
            f"{folder} is older than the graph at {host}: it knows {own.generation} changes of {told.generation}. "
            "Bring back the newer folder, or empty the data set, remove the folder and load again."
        )
    check_union(RemoteEngine(server), host)


def claimed(server: Server, folder: Path) -> Standing:
    """What stands at the server. NotAStore where nothing does any more."""
    if (told := standing(RemoteEngine(server))) is None:
        raise _lost(server.addresses.host, folder)
    return told


def _lost(host: str, folder: Path) -> NotAStore:
    return NotAStore(
        f"{host} holds no graph of ours, but {folder} says that one was loaded. Check the address; or remove the "
        "folder and load again."
    )
