"""Questions put to a SPARQL 1.1 server; see queries/engine.py.

    engine = RemoteEngine(server)
    engine.select(text, {"_document": NamedNode("https://w3id.org/cancu/id/doc/tw/2024/38-ct-tw")})

What was asked once is remembered for as long as the generation stands, as of an embedded store.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import httpx
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Triple, parse, parse_query_results

from queries.engine import Table
from queries.errors import BadQuery
from queries.markers import Value
from queries.remembering import Memory
from service.remote.constants import with_constants
from service.remote.server import RESULTS, TRIPLES, RemoteError, Server
from service.remote.terms import as_written, cell


class RemoteEngine:
    """A data set of a server, whose default graph is the union of its graphs (service/remote/reader.py)."""

    def __init__(self, server: Server, kept: Callable[[str], Table | None] = lambda question: None) -> None:
        self._server: Final = server
        self._kept: Final = kept
        self._memory: Final = Memory()

    def kept(self, question: str) -> Table | None:
        """See `Engine.kept`."""
        return self._kept(question)

    def select(self, query: str, bindings: Mapping[str, Value] | None = None) -> Table:
        """See `Engine.select`. Raises RemoteError too."""
        return self._memory.answer(with_constants(query, bindings or {}), self._asked)

    def triples(self, query: str, bindings: Mapping[str, Value] | None = None) -> list[Triple]:
        """See `Engine.triples`. Raises RemoteError too."""
        answer = self._server.query(with_constants(query, bindings or {}), TRIPLES)
        rdf = RdfFormat.from_media_type(_media_type(answer))
        if rdf is None:
            raise BadQuery("The query is no CONSTRUCT or DESCRIBE, so it gives no graph.")
        try:
            found = [
                Triple(quad.subject, quad.predicate, as_written(quad.object))
                for quad in parse(answer.content, format=rdf)
            ]
        except (SyntaxError, ValueError) as error:
            raise _unreadable(self._server, error) from error
        return list(dict.fromkeys(found))

    def _asked(self, text: str) -> Table:
        answer = self._server.query(text, RESULTS)
        if "json" not in _media_type(answer):
            raise BadQuery("The query is no SELECT, so it gives no table.")
        try:
            rows = parse_query_results(answer.content, format=QueryResultsFormat.JSON)
            if not isinstance(rows, QuerySolutions):
                raise BadQuery("The query is no SELECT, so it gives no table.")
            columns = tuple(variable.value for variable in rows.variables)
            return Table(columns, [tuple(map(cell, row)) for row in rows])
        except (SyntaxError, ValueError) as error:
            raise _unreadable(self._server, error) from error


def _media_type(answer: httpx.Response) -> str:
    told: str = answer.headers.get("content-type", "")
    return told.partition(";")[0].strip()


def _unreadable(server: Server, error: Exception) -> RemoteError:
    return RemoteError(f"{server.addresses.host} gave an answer that cannot be read ({error}).")
