"""`/sparql`: the SPARQL 1.1 Protocol for queries, and a form for people.

    curl http://127.0.0.1:8000/sparql --data-urlencode 'query=SELECT (COUNT(?t) AS ?n) { ?t a cancu:Task }'

GET ?query=, POST as a form, POST of the query itself (application/sparql-query); the answer's form by Accept.
The prefixes of the project's vocabularies need not be declared. The default graph is the union of all graphs,
unless the query (FROM) or the request (default-graph-uri, named-graph-uri) names its graphs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any, Final, TypeVar
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Request, Response
from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, serialize
from pyoxigraph import Store as Graph

from ontology.namespaces import BASE, PREFIXES
from queries.catalogue import catalogue
from queries.engine import names_its_graphs, syntax_error
from queries.errors import BadQuery
from service.web.access import CurrentGraph
from service.web.negotiation import GRAPHS, RESULTS, Form, choose, prefers_page
from service.web.problems import Problem
from service.web.querytext import MAX_QUERY, asks_other_servers, is_update
from service.web.questions import bare, cell
from service.web.rendering import page

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
MAX_BODY: Final = 4 * MAX_QUERY
"""Bytes of a request's body; the rest of a longer one is not read."""

Answer = QuerySolutions | QueryBoolean | QueryTriples
T = TypeVar("T")

SHOWN: Final = 500
"""Rows that the page shows; the page says so, and where the rest is."""

START: Final = f"""# Các văn bản dựa vào Chỉ thị 38-CT/TW, trực tiếp hoặc qua văn bản khác
SELECT ?act ?number ?title ?issuer {{
  ?act (eli:based_on|cancu:implements)+ <{BASE}doc/tw/2024/38-ct-tw> .
  OPTIONAL {{ ?act eli:number ?number }}
  OPTIONAL {{ ?act dcterms:title ?title }}
  OPTIONAL {{ ?act eli:passed_by/skos:prefLabel ?issuer FILTER(LANG(?issuer) = "vi") }}
}}
"""
"""What the form holds before anything is asked."""

router = APIRouter(tags=["sparql"])


@dataclass(frozen=True)
class SparqlRequest:
    """What a request asks, whichever way it came."""

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


async def sparql_request(request: Request) -> SparqlRequest:
    """The query and its data set, from the address, a form or the body. Raises Problem where there is none to read."""
    fields = {name: request.query_params.getlist(name) for name in request.query_params}
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in (FORM, QUERY, UPDATE):
            raise Problem(
                415,
                "Unsupported media type",
                f"Send the query as {FORM} (query=…) or as {QUERY}.",
            )
        text = await _body(request)
        if kind == FORM:
            fields = parse_qs(text, keep_blank_values=True)
        else:
            fields["query" if kind == QUERY else "update"] = [text]
    return _checked(fields)


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
    return SparqlRequest(queries[0] if queries else None, *graphs)


def evaluate(graph: Graph, asked: SparqlRequest) -> Answer:
    """Run a query. Its answer must be read in the same thread. Raises Problem where the query is refused or wrong."""
    query = asked.query or ""
    if len(query) > MAX_QUERY:
        raise Problem(413, "The query is too long", f"A query may have {MAX_QUERY} characters.")
    if is_update(query):
        raise _no_updates()
    if asks_other_servers(query):
        raise Problem(
            403,
            "SERVICE is not allowed",
            "This endpoint asks no other servers. Remove the SERVICE clause and ask that server yourself.",
        )
    try:
        return graph.query(query, prefixes=PREFIXES, **_data_set(asked))
    except SyntaxError as error:
        raise _syntax_problem(syntax_error(str(error))) from error
    except (ValueError, OSError) as error:
        raise Problem(400, "The query cannot be answered", str(error)) from error


def _data_set(asked: SparqlRequest) -> dict[str, Any]:
    if asked.default_graphs or asked.named_graphs:
        try:
            return {
                "default_graph": [NamedNode(iri) for iri in asked.default_graphs],
                "named_graphs": [NamedNode(iri) for iri in asked.named_graphs],
            }
        except ValueError as error:
            raise Problem(400, "Not an IRI", f"default-graph-uri or named-graph-uri: {error}") from error
    return {"use_default_graph_as_union": not names_its_graphs(asked.query or "")}


def _no_updates() -> Problem:
    return Problem(
        403,
        "Updates are not allowed",
        "This endpoint answers queries only. Documents come into the graph by `cancu load`.",
    )


def _syntax_problem(error: BadQuery) -> Problem:
    place = {"line": error.line, "column": error.column} if error.line else {}
    return Problem(400, "The query has a syntax error", str(error), **place)


def forms_of(answer: Answer) -> Sequence[Form]:
    """The forms in which an answer can be given."""
    return GRAPHS if isinstance(answer, QueryTriples) else RESULTS


def written(answer: Answer, form: Form) -> bytes:
    """The answer as bytes; call it in the thread that made the answer."""
    if isinstance(answer, QueryTriples):
        data = serialize(answer, format=form.rdf, prefixes=PREFIXES)
    else:
        data = answer.serialize(format=form.results)
    return data or b""


def answered(graph: Graph, asked: SparqlRequest, accept: str | None) -> Response:
    """The response to a query, in the form that `accept` prefers. Raises Problem (406 where no form fits)."""

    def respond(answer: Answer) -> Response:
        offered = forms_of(answer)
        form = choose(accept, offered)
        if form is None:
            types = ", ".join(one.media_type for one in offered)
            raise Problem(406, "No such form", f"The answer can be given as {types}.")
        return Response(written(answer, form), media_type=form.content_type)

    return used(graph, asked, respond)


def used(graph: Graph, asked: SparqlRequest, use: Callable[[Answer], T]) -> T:
    """What `use` makes of the answer to a query. Raises Problem.

    An answer belongs to the thread that made it and must go in it: an error that left from here with the answer in
    its traceback would let it go in the thread of the event loop, which Oxigraph answers with a panic.
    """
    answer = evaluate(graph, asked)
    try:
        return use(answer)
    except Problem as found:
        problem = found.with_traceback(None)
    except (ValueError, OSError, RuntimeError) as error:
        problem = Problem(400, "The query cannot be answered", str(error))
    del answer
    raise problem


Asked = Annotated[SparqlRequest, Depends(sparql_request)]


@router.get("/sparql", summary="Ask a SPARQL query", operation_id="sparql_get", response_class=Response)
@router.post(
    "/sparql",
    summary="Ask a SPARQL query (in a form or as the body)",
    operation_id="sparql_post",
    response_class=Response,
)
def sparql(request: Request, graph: CurrentGraph, asked: Asked) -> Response:
    """SPARQL 1.1 Protocol: SELECT and ASK as JSON, XML, CSV or TSV; CONSTRUCT and DESCRIBE as Turtle, N-Triples,
    JSON-LD or RDF/XML, by Accept. A browser gets a page with a form."""
    accept = request.headers.get("accept")
    if prefers_page(accept):
        return _page(graph.graph, asked, request.query_params.get("mau"))
    if asked.query is None:
        raise Problem(400, "No query", "Send a query as ?query=… or in the body of a POST.")
    return answered(graph.graph, asked, accept)


def _page(graph: Graph, asked: SparqlRequest, sample: str | None) -> Response:
    """The form, and below it the answer or what is wrong with the query."""
    shown: dict[str, Any] = {"query": asked.query or samples().get(sample or "", ("", START))[1]}
    status = 200
    try:
        if asked.query is not None:
            shown |= used(graph, asked, lambda answer: _shown(answer, graph))
    except Problem as problem:
        shown["problem"], status = problem, problem.status
    return page("sparql.html", status, **{"problem": None, "table": None, "text": None, **shown}, samples=samples())


def _shown(answer: Answer, graph: Graph) -> dict[str, Any]:
    if isinstance(answer, QueryTriples):
        return {"text": (serialize(answer, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode()}
    if isinstance(answer, QueryBoolean):
        return {"text": str(bool(answer)).lower()}
    columns = [variable.value for variable in answer.variables]
    lines = [[cell(solution[name], graph) for name in columns] for solution in islice(answer, SHOWN)]
    return {"table": {"columns": columns, "rows": lines, "total": len(lines) + sum(1 for _ in answer)}}


def samples() -> dict[str, tuple[str, str]]:
    """The named questions that run as they stand, as samples: their title and text, by name."""
    return {
        name: (question.title.vi, bare(question.text))
        for name, question in catalogue().items()
        if not any(parameter.required for parameter in question.parameters)
    }
