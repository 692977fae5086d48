"""When work falls due: the page /thoi-han.

GET /thoi-han?ngay=2026-11-21                       all, as seen from a day
GET /thoi-han?tinh=thanh-hoa&muc=2026-q4            what ends in a quarter, of one province
GET /thoi-han?van-ban=1703/QĐ-TTg&co-quan=…&muc=past
"""

from __future__ import annotations

from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Response

from queries.binding import resolve
from queries.catalogue import Bilingual, Parameter, ParameterType
from queries.engine import Engine
from queries.errors import QueryError
from service.web.access import CurrentGraph
from service.web.pages.addresses import Day, PageNumber, Province, day_of
from service.web.problems import Problem
from service.web.questions import problem_of
from service.web.rendering import page, short
from service.web.views.asking import Link, name_of
from service.web.views.coverage_places import provinces
from service.web.views.deadlines import BUCKETS, Pool, chosen, everything, span
from service.web.views.duties import lines
from service.web.views.paging import Paging

router = APIRouter(include_in_schema=False)

SHOWN: Final = 40
"""Obligations on one page."""

_FILTERS: Final[dict[str, tuple[str, ParameterType]]] = {
    "van-ban": ("act", "act"),
    "co-quan": ("body", "body"),
    "tinh": ("province", "province"),
}
"""The name in the address: the scope that it narrows, and what it takes."""

Words = Annotated[str | None, Query(max_length=400)]


@router.get("/thoi-han")
def deadlines(
    graph: CurrentGraph,
    act: Annotated[Words, Query(alias="van-ban")] = None,
    body: Annotated[Words, Query(alias="co-quan")] = None,
    province: Province = None,
    bucket: Annotated[str, Query(alias="muc", max_length=10)] = "soon",
    number: PageNumber = 1,
    day: Day = None,
) -> Response:
    """The timeline, and what lies in one part of it."""
    today = day_of(day)
    try:
        stretch = span(bucket, today)
    except ValueError as error:
        raise Problem(400, "Wrong part", f"{error}.") from error
    asked = {
        name: text.strip() for name, text in zip(_FILTERS, (act, body, province), strict=True) if text and text.strip()
    }
    problem: Problem | None = None
    scope: dict[str, Link] = {}
    pool: Pool
    try:
        scope = {name: _meant(graph.engine, name, text) for name, text in asked.items()}
        pool = _pool(graph.engine, scope)
    except QueryError as error:
        problem, pool = problem_of(error), chosen(graph.engine)
    shown = Paging.of(pool.listed(bucket, today), number, SHOWN)
    known = lines(graph.engine, [task for task, _ in shown.items])
    kept = {name: short(found.iri) if name != "tinh" else found.iri.rpartition("/")[2] for name, found in scope.items()}
    return page(
        "deadlines.html",
        problem.status if problem else 200,
        tally=pool.tally(today),
        buckets=BUCKETS,
        bucket=bucket,
        stretch=stretch if bucket not in BUCKETS else None,
        shown=shown,
        entries=[(known[task], when) for task, when in shown.items if task in known],
        today=today,
        asked=asked,
        scope=scope,
        provinces=provinces(graph.engine),
        rest=urlencode({**kept, **({"ngay": day} if day else {})}),
        problem=problem,
    )


def _pool(engine: Engine, scope: dict[str, Link]) -> Pool:
    if not scope:
        return everything(engine)
    return chosen(engine, **{_FILTERS[name][0]: found.iri for name, found in scope.items()})


def _meant(engine: Engine, name: str, text: str) -> Link:
    """The act, body or province that a filter means. Raises QueryError where it is unknown or ambiguous."""
    parameter = Parameter(name=name, type=_FILTERS[name][1], required=False, label=Bilingual(vi=name, en=name))
    iri = resolve(parameter, f"unit/{text}" if name == "tinh" and "/" not in text else text, engine).value
    return Link(iri=iri, name=name_of(engine, iri) or short(iri))
