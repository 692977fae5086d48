"""The data behind the IRIs: `/id/…` sends a client on, `/data/….ttl` gives the graph or the description.

    /id/doc/ttg/2024/1703-qd-ttg   Accept: text/html     ->  303 /doc/ttg/2024/1703-qd-ttg
                                   Accept: text/turtle   ->  303 /data/doc/ttg/2024/1703-qd-ttg.ttl

The data of an act is its whole named graph; of another node, what is said of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pyoxigraph import NamedNode, Quad, Triple, serialize
from pyoxigraph import Store as Graph

from ontology.namespaces import PREFIXES, data, path_of
from ontology.namespaces import graph as graph_iri
from service.web.access import CurrentGraph
from service.web.negotiation import GRAPHS, PAGE, Form, choose
from service.web.problems import Problem
from service.web.rendering import url
from service.web.views.asking import rows

router = APIRouter(tags=["linked data"])

FORMS: Final[dict[str, Form]] = {form.extension: form for form in GRAPHS}


@router.get("/id/{path:path}", status_code=303, response_class=RedirectResponse)
def thing(path: str, request: Request, graph: CurrentGraph) -> Response:
    """The IRI of a thing: 303 to its page or to its data, by Accept; 301 where another IRI took its place."""
    iri = _iri(path)
    if moved := moved_to(graph.graph, iri):
        return RedirectResponse(f"/id/{quote(path_of(moved))}", 301)
    if next(_triples(graph.graph, path), None) is None:
        raise unknown(path)
    form = choose(request.headers.get("accept"), (PAGE, *GRAPHS))
    if form is None:
        types = ", ".join(one.media_type for one in (PAGE, *GRAPHS))
        raise Problem(406, "No such form", f"This can be given as {types}.")
    target = url(iri.value) if form is PAGE else f"/data/{quote(path)}.{form.extension}"
    return RedirectResponse(target, 303, headers={"Vary": "Accept"})


@router.get("/data/{path:path}.{extension}", response_class=Response)
def description(path: str, extension: str, graph: CurrentGraph) -> Response:
    """The data of a thing as Turtle (ttl), N-Triples (nt), JSON-LD (jsonld) or RDF/XML (rdf)."""
    form = FORMS.get(extension)
    if form is None:
        raise Problem(404, "No such form", f"Data comes as {', '.join(FORMS)}, not as {extension}.")
    found = list(_triples(graph.graph, path))
    if not found:
        raise unknown(path)
    content = serialize(found, format=form.rdf, prefixes=PREFIXES) or b""
    return Response(content, media_type=form.content_type)


def _triples(graph: Graph, path: str) -> Iterator[Triple]:
    """The graph of that name, or the graph of the act of that path, or else what is said of the node; each once."""
    node = _iri(path)
    for name in (node, NamedNode(str(graph_iri(path)))):
        if graph.contains_named_graph(name):
            return _bare(graph.quads_for_pattern(None, None, None, name))
    return _bare(graph.quads_for_pattern(node, None, None))


def _bare(quads: Iterable[Quad]) -> Iterator[Triple]:
    return iter(dict.fromkeys(quad.triple for quad in quads))


def _iri(path: str) -> NamedNode:
    try:
        return NamedNode(str(data(path)))
    except ValueError as error:
        raise unknown(path) from error


def moved_to(graph: Graph, iri: NamedNode) -> str | None:
    """The IRI that took the place of this one, by the graph of redirects."""
    found = rows(graph, "redirect", old=iri.value, graph=str(graph_iri("redirects")))
    return found[0]["new"] if found else None


def unknown(path: str) -> Problem:
    """Nothing is known under this path."""
    return Problem(404, "Not found", f"The graph holds nothing under {path}.")
