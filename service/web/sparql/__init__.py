"""`/sparql`: the SPARQL 1.1 Protocol for queries, its Service Description, and a form for people.

    curl http://127.0.0.1:8000/sparql --data-urlencode 'query=SELECT (COUNT(?t) AS ?n) { ?t a cancu:Task }'

GET ?query=, POST as a form, POST of the query itself (application/sparql-query); the answer's form by Accept.
The prefixes of the project's vocabularies need not be declared. The default graph is the union of all graphs,
unless the query (FROM) or the request (default-graph-uri, named-graph-uri) names its graphs.

asked.py        what a request asks, and what is refused at once
endpoint.py     how it is answered: 304, from memory, or by asking (service/answering)
answers.py      the answer as a response: whole or streamed, packed
told.py         what is told where there is no answer
remembered.py   short answers, for whoever asks the same
description.py  the Service Description
form.py         the page
"""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response

from service.web.access import CurrentGraph
from service.web.negotiation import prefers_page
from service.web.problems import Problem
from service.web.sparql.asked import SparqlRequest, sparql_request
from service.web.sparql.description import description
from service.web.sparql.endpoint import Endpoint
from service.web.sparql.form import form_page

METHODS: Final = "GET, HEAD, OPTIONS, POST"

router = APIRouter(tags=["sparql"])


def current_endpoint(request: Request) -> Endpoint:
    """The endpoint of this service."""
    endpoint: Endpoint = request.app.state.endpoint
    return endpoint


Asked = Annotated[SparqlRequest, Depends(sparql_request)]
CurrentEndpoint = Annotated[Endpoint, Depends(current_endpoint)]


@router.get("/sparql", summary="Ask a SPARQL query", operation_id="sparql_get", response_class=Response)
@router.post(
    "/sparql",
    summary="Ask a SPARQL query (in a form or as the body)",
    operation_id="sparql_post",
    response_class=Response,
)
async def sparql(request: Request, graph: CurrentGraph, asked: Asked, endpoint: CurrentEndpoint) -> Response:
    """SPARQL 1.1 Protocol: SELECT and ASK as JSON, XML, CSV or TSV; CONSTRUCT and DESCRIBE as Turtle, N-Triples,
    JSON-LD or RDF/XML, by Accept. Without a query, the Service Description; a browser gets a page with a form."""
    if prefers_page(request.headers.get("accept")):
        return await form_page(endpoint, request, asked, graph)
    if asked.query is None and request.method == "GET":
        return description(request, endpoint.limits)
    return await endpoint.respond(request, asked, graph)


@router.options("/sparql", include_in_schema=False)
def methods() -> Response:
    """Which methods there are."""
    return Response(status_code=204, headers={"Allow": METHODS})


@router.api_route("/sparql", methods=["DELETE", "PATCH", "PUT", "TRACE"], include_in_schema=False)
def no_such_method(request: Request) -> Response:
    """SPARQL 1.1 Protocol, section 2.1: a query is sent by GET or POST."""
    detail = f"A query is sent by GET or POST, not by {request.method}."
    raise Problem(405, "Method not allowed", detail, headers={"Allow": METHODS})


__all__ = ["Endpoint", "SparqlRequest", "router", "sparql_request"]
