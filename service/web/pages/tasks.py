"""One task, who answers for it, and what was made of it below.

GET /nhiem-vu/doc/ttg/2024/1703-qd-ttg/task/II.3
GET /nhiem-vu/doc/ttg/2024/1703-qd-ttg/task/II.3?trang=2      the next of the tasks below
"""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Response

from service.web.access import CurrentGraph
from service.web.linked.data import unknown
from service.web.pages.addresses import PageNumber, iri_of
from service.web.rendering import page
from service.web.views.paging import Paging
from service.web.views.task_page import task_page

router = APIRouter(include_in_schema=False)

BELOW: Final = 20
"""Tasks below on one page."""


@router.get("/nhiem-vu/{path:path}")
def task(path: str, graph: CurrentGraph, number: PageNumber = 1) -> Response:
    """The chain of responsibility of an obligation, and the tasks below that carry it out."""
    view = task_page(graph.engine, iri_of(path))
    if view is None:
        raise unknown(path)
    return page("task.html", view=view, path=path, below=Paging.of(view.below, number, BELOW))
