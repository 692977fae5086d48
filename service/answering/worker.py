"""The process that answers: it opens a snapshot, and answers one query after another until its socket is closed.

    python -m service.answering.worker 7        # 7: its end of a socket pair (service/answering/process.py)

It is ended from outside: Oxigraph cannot stop a query that runs. Query and answer stay in one thread, as Oxigraph
wants them. It imports little, since another one is started whenever one was ended.
"""

from __future__ import annotations

import json
import socket
import sys
import time
from contextlib import suppress
from typing import IO, Any, Final, cast

from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, serialize
from pyoxigraph import Store as Graph

from service.answering.confining import bound_time, confine, data
from service.answering.frames import ASK, FAULT, HEAD, OPEN, READY, frame, frame_of, kind_and_length
from service.answering.outgoing import Bounds, Full, Outgoing

_TABLES: Final = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
_GRAPHS: Final = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}
Told = dict[str, Any]
Found = QuerySolutions | QueryBoolean | QueryTriples


class Answerer:
    """Answers the queries that come through a socket, from one snapshot."""

    def __init__(self, other: socket.socket) -> None:
        self._other = other
        opened = _received(other, OPEN)
        self._prefixes: dict[str, str] = opened["prefixes"]
        self._graph = Graph.read_only(opened["place"]) if opened["place"] else Graph()
        self._most = confine(opened["megabytes"])
        self._half: int = opened["megabytes"] * 2**19
        other.sendall(frame(READY))

    def answer(self) -> None:
        """Wait for a query and answer it."""
        asked = _received(self._other, ASK)
        until = time.monotonic() + asked["seconds"]
        bound_time(asked["seconds"])
        try:
            found = self._graph.query(asked["query"], prefixes=self._prefixes, **_data_set(asked))
            self._write(found, asked, Bounds(asked["rows"], asked["size"], until))
        except SyntaxError as error:
            self._fail("syntax", str(error))
        except (ValueError, RuntimeError) as error:
            self._fail("query", str(error))

    def _write(self, found: Found, asked: Told, bounds: Bounds) -> None:
        table = not isinstance(found, QueryTriples)
        extension = asked["table"] if table else asked["graph"]
        if extension is None:
            self._fail("form", "table" if table else "graph")
            return
        out = Outgoing(self._other, extension, bounds, table=table)
        file = cast("IO[bytes]", out)  # Oxigraph uses write and flush alone
        with suppress(Full):
            if isinstance(found, QueryTriples):
                serialize(out.within(found), file, format=_GRAPHS[extension], prefixes=self._prefixes)
            else:
                found.serialize(file, format=_TABLES[extension])
        out.end(spent=self._is_spent())

    def _is_spent(self) -> bool:
        """Whether earlier queries left so much behind that the next one would miss it."""
        return self._most is not None and (data() or 0) > self._most - self._half

    def _fail(self, fault: str, detail: str) -> None:
        self._other.sendall(frame_of(FAULT, fault=fault, detail=detail))


def _data_set(asked: Told) -> dict[str, Any]:
    if asked["union"]:
        return {"use_default_graph_as_union": True}
    if asked["default_graphs"] or asked["named_graphs"]:
        return {
            "default_graph": [NamedNode(iri) for iri in asked["default_graphs"]],
            "named_graphs": [NamedNode(iri) for iri in asked["named_graphs"]],
        }
    return {}


def _received(other: socket.socket, kind: bytes) -> Told:
    """What the next frame, of that kind, holds. The process ends where the other end is closed."""
    told, length = kind_and_length(_exactly(other, HEAD))
    if told != kind:
        raise ValueError(f"a frame of kind {told!r} came where {kind!r} was awaited")
    content: Told = json.loads(_exactly(other, length))
    return content


def _exactly(other: socket.socket, size: int) -> bytes:
    received = b""
    while len(received) < size:
        more = other.recv(size - len(received))
        if not more:
            raise SystemExit
        received += more
    return received


def main(descriptor: int) -> None:
    """Answer until the other end of the socket is closed."""
    with socket.socket(fileno=descriptor) as other:
        answerer = Answerer(other)
        while True:
            answerer.answer()


if __name__ == "__main__":
    main(int(sys.argv[1]))
