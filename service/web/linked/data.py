"""The data behind the IRIs: `/id/…` sends a client on, `/data/….ttl` gives what is told of a thing.

    /id/doc/ttg/2024/1703-qd-ttg       Accept: text/html     ->  303 /doc/ttg/2024/1703-qd-ttg
                                       Accept: text/turtle   ->  303 /data/doc/ttg/2024/1703-qd-ttg.ttl
    /id/doc/ttg/2024/1703-qd-ttg.ttl   whatever is accepted  ->  303 /data/doc/ttg/2024/1703-qd-ttg.ttl
    /data/role/lead.ttl?page=2         the second page of a long description (service/web/linked/descriptions.py)

A path may have dots of its own ("task/II.3"): what follows the last one is a form only where no thing has the whole.
"""

from __future__ import annotations

from typing import Annotated, Final
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from pyoxigraph import NamedNode

from ontology.namespaces import data, path_of
from ontology.namespaces import graph as graph_iri
from queries.engine import Engine
from service.store import Reader
from service.web.access import CurrentGraph
from service.web.entity_tags import client_has
from service.web.linked.answering import file_form, graph_answer, not_modified, tag
from service.web.linked.dataset import is_dataset
from service.web.linked.descriptions import Description, describe, is_known
from service.web.negotiation import GRAPHS, PAGE, Form, choose
from service.web.problems import Problem
from service.web.rendering import url
from service.web.views.asking import rows

router = APIRouter(tags=["linked data"])

OFFERED: Final = (PAGE, *GRAPHS)

PageNumber = Annotated[int, Query(ge=1, le=10**9, description="Which page of a long description, from 1.")]


@router.get("/id/{path:path}", status_code=303, response_class=RedirectResponse)
def thing(path: str, request: Request, graph: CurrentGraph, page: PageNumber = 1) -> Response:
    """The IRI of a thing: 303 to its page or to its data, by Accept; 301 where another IRI took its place.

    With .ttl, .nt, .jsonld, .rdf or .html at its end it leads to that form.
    """
    for known, form in _readings(path):
        iri = iri_of(known)
        if moved := moved_to(graph.engine, iri):
            ending = f".{form.extension}" if form else ""
            return RedirectResponse(f"/id/{quote(path_of(moved))}{ending}", 301)
        if is_dataset(known) or is_known(graph.engine, iri):
            return _sent_on(iri, form or _wanted(request), page)
    raise unknown(path)


def _readings(path: str) -> list[tuple[str, Form | None]]:
    """What a path can mean: itself, or what stands before its last dot in the form that stands after it."""
    stem, _, extension = path.rpartition(".")
    form = next((one for one in OFFERED if one.extension == extension), None)
    return [(path, None), (stem, form)] if stem and form else [(path, None)]


def _wanted(request: Request) -> Form:
    form = choose(request.headers.get("accept"), OFFERED)
    if form is None:
        types = ", ".join(one.media_type for one in OFFERED)
        raise Problem(406, "No such form", f"This can be given as {types}.")
    return form


def _sent_on(iri: str, form: Form, page: int) -> Response:
    asked = f"?page={page}" if page > 1 else ""
    if form is PAGE:
        address, mark, anchor = url(iri).partition("#")
        target = f"{address}{asked}{mark}{anchor}"
    else:
        target = _address(path_of(iri), form, page)
    return RedirectResponse(target, 303, headers={"Vary": "Accept"})


def _address(path: str, form: Form, page: int = 1) -> str:
    return f"/data/{quote(path)}.{form.extension}" + (f"?page={page}" if page > 1 else "")


@router.get("/data/{path:path}.{extension}", response_class=Response)
def description(path: str, extension: str, request: Request, graph: CurrentGraph, page: PageNumber = 1) -> Response:
    """What is told of a thing as Turtle (ttl), N-Triples (nt), JSON-LD (jsonld) or RDF/XML (rdf).

    Of an act its whole graph; of another thing the statements about it; and those of others that point to it. Long
    ones come in pages: the header Link says which is the next, and the data say which page they are.
    """
    form = file_form(extension)
    if is_dataset(path):
        return RedirectResponse(f"/dcat.{form.extension}", 303)
    if moved := moved_to(graph.engine, iri_of(path)):
        return RedirectResponse(_address(path_of(moved), form), 301)
    if client_has(request, tag(graph)) and is_known(graph.engine, iri_of(path)):
        return not_modified(tag(graph))
    found = _described(graph, path, page)
    return graph_answer(found.triples, form, tag(graph), {"Link": _links(found, path, form)})


def _described(reader: Reader, path: str, page: int) -> Description:
    found = describe(reader.engine, iri_of(path), page)
    if found is None:
        raise unknown(path if page == 1 else f"{path}, page {page}")
    return found


def _links(found: Description, path: str, form: Form) -> str:
    """The header Link: what is described, its other pages, and the same in the other forms (RFC 8288)."""
    pages = [f'<{_address(path, form, page)}>; rel="{name}"' for name, page in found.neighbours.items()]
    others = [
        f'<{_address(path, one, found.page)}>; rel="alternate"; type="{one.media_type}"'
        for one in GRAPHS
        if one is not form
    ]
    return ", ".join([f'<{found.iri}>; rel="describes"', *pages, *others])


def iri_of(path: str) -> str:
    """The IRI of this path below the base. Raises Problem (404) where no IRI can have it."""
    try:
        return NamedNode(str(data(path))).value
    except ValueError as error:
        raise unknown(path) from error


def moved_to(engine: Engine, iri: str) -> str | None:
    """The IRI that took the place of this one, by the graph of redirects."""
    found = rows(engine, "redirect", old=iri, graph=str(graph_iri("redirects")))
    return found[0]["new"] if found else None


def unknown(path: str) -> Problem:
    """Nothing is known under this path."""
    return Problem(404, "Not found", f"The graph holds nothing under {path}.")
