"""How far provinces and communes took up an act's tasks: the pages /bao-phu and /ban-do.

GET /bao-phu                                                       the acts
GET /bao-phu/doc/ttg/2024/1703-qd-ttg                              tasks by provinces
GET /bao-phu/doc/ttg/2024/1703-qd-ttg?tinh=thanh-hoa               one province and its communes
GET /bao-phu/doc/ttg/2024/1703-qd-ttg?tinh=thanh-hoa&viec=task/II.3   the wordings side by side
GET /ban-do/doc/ttg/2024/1703-qd-ttg                               the same on a map
"""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Response

from queries.engine import Engine
from service.web.access import CurrentGraph
from service.web.linked.data import unknown
from service.web.pages.addresses import PageNumber, Province, iri_of
from service.web.rendering import page
from service.web.views.acts import Act, act
from service.web.views.coverage import STATES, Matrix, covered_acts, in_state, matrix, points_of, share
from service.web.views.coverage_cell import compared
from service.web.views.coverage_communes import Commune, communes
from service.web.views.coverage_map import Place, drawn
from service.web.views.coverage_places import province_places
from service.web.views.paging import Paging

router = APIRouter(include_in_schema=False)

ITEMS: Final = 25
"""Rows of the matrix on one page: of 34 provinces some 850 cells."""
COMMUNES: Final = 40
"""Rows of the table of communes on one page."""

StateName = Annotated[str | None, Query(alias="tinh-trang", pattern=f"^({'|'.join(STATES)})?$")]


@router.get("/bao-phu")
def acts_page(graph: CurrentGraph) -> Response:
    """The acts of the centre, and how many provinces answer each."""
    return page("coverage.html", acts=covered_acts(graph.engine))


@router.get("/bao-phu/{path:path}")
def matrix_page(
    path: str,
    graph: CurrentGraph,
    province: Province = None,
    item: Annotated[str | None, Query(alias="viec", description='"task/II.3", the end of its IRI.')] = None,
    state: StateName = None,
    number: PageNumber = 1,
) -> Response:
    """The matrix; with a province its column and its communes; with a task, too, that one cell."""
    document = _document(graph.engine, path)
    if province and item:
        return _cell_page(graph.engine, document, _unit(graph.engine, province), iri_of(f"{path}/{item}"))
    if province:
        return _province_page(graph.engine, document, _unit(graph.engine, province), number)
    grid = matrix(graph.engine, document.iri)
    return page(
        "coverage-matrix.html",
        act=document,
        grid=grid,
        shown=Paging.of(list(in_state(grid, state)), number, ITEMS),
        state=state or None,
        states=STATES,
        share=share,
    )


@router.get("/ban-do/{path:path}")
def map_page(path: str, graph: CurrentGraph, province: Province = None) -> Response:
    """The provinces, or the communes of one, as dots where they lie, marked by the share that they took up."""
    document = _document(graph.engine, path)
    if province:
        return _commune_map(graph.engine, document, _unit(graph.engine, province))
    grid = matrix(graph.engine, document.iri)
    shares = {column.iri: share(grid.of_province(j)) for j, column in enumerate(grid.columns)}
    return page(
        "coverage-map.html",
        act=document,
        grid=grid,
        shares=shares,
        drawing=drawn(province_places(graph.engine, grid)),
        province=None,
        communes=None,
    )


def _commune_map(engine: Engine, document: Act, unit: str) -> Response:
    grid = _column(engine, document, unit)
    found = communes(engine, document.iri, unit, {item.iri for item in grid.items})
    places = [
        Place(one.iri, one.name, one.latitude, one.longitude, 7.0)
        for one in found
        if one.latitude is not None and one.longitude is not None
    ]
    return page(
        "coverage-map.html",
        act=document,
        grid=grid,
        shares={one.iri: _share(one, grid) for one in found},
        drawing=drawn(places, names=False),
        province=grid.columns[0],
        communes=found,
    )


def _share(one: Commune, grid: Matrix) -> int | None:
    """The share of the items that a commune took up, in per cent; None where none of its acts is loaded."""
    return round(100 * len(one.items) / len(grid.items)) if one.acts and grid.items else None


def _province_page(engine: Engine, document: Act, unit: str, number: int) -> Response:
    grid = _column(engine, document, unit)
    found = communes(engine, document.iri, unit, {item.iri for item in grid.items})
    return page(
        "coverage-province.html",
        act=document,
        grid=grid,
        province=grid.columns[0],
        communes=found,
        taken={item.iri: sum(item.iri in one.items for one in found) for item in grid.items},
        shown=Paging.of(found, number, COMMUNES),
        share=share,
    )


def _cell_page(engine: Engine, document: Act, unit: str, item: str) -> Response:
    grid = _column(engine, document, unit)
    found = next((i for i, one in enumerate(grid.items) if one.iri == item), None)
    if found is None:
        raise unknown(item)
    cell = grid.cells[found][0]
    targets = {item} | points_of(engine, document.iri).get(item, set())
    takers = [one for one in communes(engine, document.iri, unit, {item}) if one.items]
    return page(
        "coverage-cell.html",
        act=document,
        province=grid.columns[0],
        item=grid.items[found],
        cell=cell,
        compared=compared(engine, cell.answers, targets),
        communes=takers,
        earlier=grid.items[found - 1] if found else None,
        later=grid.items[found + 1] if found + 1 < len(grid.items) else None,
    )


def _column(engine: Engine, document: Act, unit: str) -> Matrix:
    grid = matrix(engine, document.iri, unit)
    if not grid.columns:
        raise unknown(document.path)
    return grid


def _document(engine: Engine, path: str) -> Act:
    found = act(engine, iri_of(path))
    if found is None:
        raise unknown(path)
    return found


def _unit(engine: Engine, name: str) -> str:
    return iri_of(f"unit/{name}", engine)
