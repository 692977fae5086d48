"""The state of the graph on one page: /tong-quan."""

from __future__ import annotations

from fastapi import APIRouter, Response

from service.web.access import CurrentGraph
from service.web.rendering import page
from service.web.views.overview import overview

router = APIRouter(include_in_schema=False)


@router.get("/tong-quan")
def state(graph: CurrentGraph) -> Response:
    """What is in the graph, how whole it is, what the check found, and what changed last."""
    return page("overview.html", view=overview(graph.engine))
