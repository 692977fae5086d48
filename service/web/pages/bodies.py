"""The page of an agency, an office or a group: what falls on it, when, and where it stands.

GET /agency/thanh-hoa/so-khoa-hoc-va-cong-nghe?ngay=2026-11-21
GET /group/thanh-hoa/ubnd-cap-xa?vai-tro=lead&trang=2
"""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query, Response
from fastapi.responses import RedirectResponse

from ontology.namespaces import path_of
from service.web.access import CurrentGraph
from service.web.linked.data import moved_to
from service.web.pages.addresses import Day, PageNumber, day_of, iri_of
from service.web.pages.nodes import node_answer
from service.web.pages.things import BODIES, ROLES
from service.web.rendering import page
from service.web.views.bodies import body_page

router = APIRouter(include_in_schema=False)

Role = Annotated[Literal["lead", "coordinating", "directing"] | None, Query(alias="vai-tro")]


@router.get("/agency/{path:path}")
def agency(path: str, graph: CurrentGraph, role: Role = None, number: PageNumber = 1, day: Day = None) -> Response:
    """An agency or an office."""
    return _body(f"agency/{path}", graph, role, number, day)


@router.get("/group/{path:path}")
def group(path: str, graph: CurrentGraph, role: Role = None, number: PageNumber = 1, day: Day = None) -> Response:
    """A group of bodies."""
    return _body(f"group/{path}", graph, role, number, day)


def _body(path: str, graph: CurrentGraph, role: str | None, number: int, day: str | None) -> Response:
    iri = iri_of(path)
    if moved := moved_to(graph.engine, iri):
        return RedirectResponse(f"/{quote(path_of(moved))}", 301)
    view = body_page(graph.engine, iri, day_of(day), role, number)
    if view is None:
        return node_answer(graph.engine, iri, number)
    return page("body.html", view=view, roles=ROLES, kinds=BODIES)
