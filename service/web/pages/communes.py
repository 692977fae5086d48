"""A unit's own page, the sheet of what falls on a commune, and the way from one duty up to the roots.

GET /unit/14758?ngay=2026-11-21      the sheet of a commune, by deadline; &nhom=vai-tro by role
GET /unit/thanh-hoa                  a province: its acts, bodies and communes
GET /nguon-goc/doc/thanh-hoa/14758/2025/33-kh-ubnd/task/I.1
"""

from __future__ import annotations

from typing import Annotated, Final, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query, Response
from fastapi.responses import RedirectResponse

from ontology.namespaces import path_of
from service.web.access import CurrentGraph
from service.web.linked.data import moved_to, unknown
from service.web.pages.addresses import Day, PageNumber, day_of, iri_of
from service.web.pages.nodes import node_answer
from service.web.rendering import page
from service.web.views.communes import grouped_by_role, grouped_by_standing, sheet
from service.web.views.communes_chain import chain
from service.web.views.communes_unit import unit_page
from service.web.views.coverage import covered_acts
from service.web.views.paging import Paging

router = APIRouter(include_in_schema=False)

DUTIES: Final = 150
"""Duties of a commune on one page: more than ten acts give it; so that a sheet prints whole."""


@router.get("/unit/{name:path}")
def unit(
    name: str,
    graph: CurrentGraph,
    group: Annotated[Literal["vai-tro", ""] | None, Query(alias="nhom")] = None,
    number: PageNumber = 1,
    day: Day = None,
) -> Response:
    """The unit; of a commune also what falls on it, by deadline or by role."""
    iri = iri_of(f"unit/{name}")
    if moved := moved_to(graph.engine, iri):
        return RedirectResponse(f"/{quote(path_of(moved))}", 301)
    view = unit_page(graph.engine, iri)
    if view is None:
        return node_answer(graph.engine, iri, number)
    today = day_of(day)
    if view.kind != "commune":
        return page("unit-province.html", view=view, today=today, acts=covered_acts(graph.engine), province=name)
    falling = sheet(graph.engine, iri, today)
    shown = Paging.of(falling.falling, number, DUTIES)
    grouped = grouped_by_role(shown.items) if group else grouped_by_standing(shown.items)
    return page(
        "unit.html", view=view, today=today, sheet=falling, shown=shown, grouped=grouped, by_role=bool(group), asked=day
    )


@router.get("/nguon-goc/{path:path}")
def origin(path: str, graph: CurrentGraph) -> Response:
    """What a task, a duty or an act carries out and rests on, up to the roots."""
    iri = iri_of(path, graph.engine)
    found = chain(graph.engine, iri)
    if found is None:
        raise unknown(path)
    return page("unit-chain.html", chain=found)
