"""What a request asks, whichever way it came (SPARQL 1.1 Protocol, section 2.1), and what is refused at once.

GET /sparql?query=SELECT…                                    2.1.1
POST /sparql, application/x-www-form-urlencoded, query=…     2.1.2
POST /sparql, application/sparql-query, SELECT …             2.1.3
…&default-graph-uri=…&named-graph-uri=…                      2.1.4
"""

from __future__ import annotations

from dataclasses import dataclass
from email.message import Message
from typing import Final
from urllib.parse import parse_qs

from fastapi import Request
from pyoxigraph import NamedNode

from service.answering.interface import Asked
from service.web.problems import Problem
from service.web.sparql.querytext import MAX_QUERY, asks_other_servers, is_update

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
MAX_BODY: Final = 4 * MAX_QUERY
"""Bytes of a request's body; the rest of a longer one is not read."""


@dataclass(frozen=True)
class SparqlRequest:
    """The query, where there is one, and the data set that the request names."""

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


async def sparql_request(request: Request) -> SparqlRequest:
    """The query and its data set, from the address, a form or the body. Raises Problem where there is none to read."""
    fields = {name: request.query_params.getlist(name) for name in request.query_params}
    if request.method == "POST":
        kind = _media_type(request.headers.get("content-type", ""))
        text = await _body(request)
        if kind == FORM:
            fields = parse_qs(text, keep_blank_values=True)
        else:
            fields["query" if kind == QUERY else "update"] = [text]
    return _checked(fields)


def asked_of(request: SparqlRequest) -> Asked:
    """The query, to be answered. Raises Problem for one that is missing, too long, an update, or asks others."""
    if request.query is None:
        raise Problem(400, "No query", "Send a query as ?query=… or in the body of a POST.")
    if len(request.query) > MAX_QUERY:
        raise Problem(413, "The query is too long", f"A query may have {MAX_QUERY} characters.")
    if is_update(request.query):
        raise _no_updates()
    if asks_other_servers(request.query):
        raise Problem(
            403,
            "SERVICE is not allowed",
            "This endpoint asks no other servers. Remove the SERVICE clause and ask that server yourself.",
        )
    return Asked(request.query, request.default_graphs, request.named_graphs)


def _media_type(header: str) -> str:
    said = Message()
    said["content-type"] = header
    kind = said.get_content_type() if header else ""
    if kind not in (FORM, QUERY, UPDATE):
        raise Problem(415, "Unsupported media type", f"Send the query as {FORM} (query=…) or as {QUERY}.")
    if (said.get_content_charset() or "utf-8") not in ("utf-8", "utf8", "us-ascii"):
        raise Problem(415, "Unsupported character set", "Send the query as UTF-8.")
    return kind


async def _body(request: Request) -> str:
    data = b""
    async for chunk in request.stream():
        data += chunk
        if len(data) > MAX_BODY:
            raise Problem(413, "The query is too long", f"A request may have {MAX_BODY} bytes.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem(
            400, "The query is no UTF-8 text", f"Byte {error.start} cannot be read. Send the query as UTF-8."
        ) from error


def _checked(fields: dict[str, list[str]]) -> SparqlRequest:
    if "update" in fields:
        raise _no_updates()
    queries = fields.get("query", [])
    if len(queries) > 1:
        raise Problem(400, "More than one query", "Send one query parameter.")
    graphs = [tuple(fields.get(name, ())) for name in ("default-graph-uri", "named-graph-uri")]
    for iri in (*graphs[0], *graphs[1]):
        try:
            NamedNode(iri)
        except ValueError as error:
            raise Problem(400, "Not an IRI", f"default-graph-uri or named-graph-uri: {error}") from error
    return SparqlRequest(queries[0] if queries else None, *graphs)


def _no_updates() -> Problem:
    return Problem(
        403,
        "Updates are not allowed",
        "This endpoint answers queries only. Documents come into the graph by `cancu load`.",
    )
