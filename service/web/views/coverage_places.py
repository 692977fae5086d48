"""The provinces of a coverage matrix as places on the map; one whose centre the graph does not know is left out."""

from __future__ import annotations

from typing import Final

from queries.engine import Engine
from service.web.views.asking import Link, link, rows
from service.web.views.coverage import Matrix
from service.web.views.coverage_map import Place

RADIUS: Final = 14.0
"""Room for "100"."""


def province_places(engine: Engine, grid: Matrix) -> list[Place]:
    """The provinces of the matrix that stand today, from north to south."""
    known = rows(engine, "coverage-places")
    centres = {row["unit"]: (float(row["lat"]), float(row["long"])) for row in known if "lat" in row and "long" in row}
    places = [Place(one.iri, one.short, *centres[one.iri], RADIUS) for one in grid.columns if one.iri in centres]
    return sorted(places, key=lambda place: -place.latitude)


def provinces(engine: Engine) -> list[Link]:
    """The provinces that stand today, by their codes."""
    return [found for row in rows(engine, "coverage-places") if (found := link(row, "unit", "name"))]
