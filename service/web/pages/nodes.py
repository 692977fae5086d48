"""The page of a thing of whatever kind: what the graph says of it, and what points to it.

/role/lead      the concept "chủ trì", and who leads what, in pages
"""

from __future__ import annotations

from fastapi import Response
from fastapi.responses import RedirectResponse

from ontology.namespaces import path_of
from queries.engine import Engine
from service.web.linked.data import unknown
from service.web.rendering import page, url
from service.web.views.nodes import node_page


def node_answer(engine: Engine, iri: str, number: int = 1) -> Response:
    """The page of `iri`, or the way to its place on an act's page. Problem 404 where nothing is told of it."""
    shown = node_page(engine, iri, number)
    if shown is None:
        raise unknown(path_of(iri))
    if "#" in url(iri):
        return RedirectResponse(url(iri), 303)
    return page("node.html", view=shown)
