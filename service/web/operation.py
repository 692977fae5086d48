"""For whoever runs the service: whether it lives, whether it can answer, and its figures.

curl http://127.0.0.1:8000/readyz       {"status": "ready", "generation": 17, "acts": 3391}
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from service.errors import ServiceError, StoreError
from service.settings import METRICS_VARIABLE, metrics_readers
from service.store import Reader
from service.web.access import current_graph
from service.web.faults import unreadable
from service.web.guards.clients import is_local
from service.web.guards.measures import CONTENT_TYPE, Measures
from service.web.problems import Problem, described
from service.web.views.asking import rows

router = APIRouter(tags=["service"])

T = TypeVar("T")

ASIDE: Final = 4
"""Threads for these questions alone: they are answered also while every other thread works on a long query."""


class Health(BaseModel):
    """The service lives. `generation`: of the graph that it answers from; null where the store cannot be read."""

    status: str
    generation: int | None


class Readiness(BaseModel):
    """The service can answer: from which generation of the graph, and how many acts it holds."""

    status: str
    generation: int
    acts: int


def watch_store(measures: Measures, newest: Callable[[], Reader]) -> None:
    """Figures of what the store holds."""
    measures.figure("cancu_generation", "Generation of the graph: grows with each load.", lambda: newest().generation)
    measures.figure("cancu_acts", "Acts loaded.", lambda: acts_loaded(newest()))


def acts_loaded(reader: Reader) -> int:
    """How many acts were loaded, without those known only by citation."""
    return int(rows(reader.engine, "loaded")[0]["acts"])


async def _done(request: Request, work: Callable[[], T]) -> T:
    aside: CapacityLimiter = request.app.state.aside
    return await run_sync(work, limiter=aside)


@router.get("/healthz", summary="Is the service alive?")
async def healthz(request: Request) -> Health:
    """Alive, also while the store cannot be read: to start the service again would not help."""

    def generation() -> int | None:
        try:
            return current_graph(request).generation
        except ServiceError:
            return None

    return Health(status="ok", generation=await _done(request, generation))


@router.get("/readyz", summary="Can the service answer?", responses=described(503))
async def readyz(request: Request) -> Readiness:
    """200 once the store opens and holds an act; else 503, with what is missing."""

    def readiness() -> Readiness:
        try:
            reader = current_graph(request)
            acts = acts_loaded(reader)
        except StoreError as error:
            raise unreadable(request, error) from error
        if not acts:
            raise Problem(503, "The store is empty", "No act has been loaded yet. Load some by: cancu load FOLDER.")
        return Readiness(status="ready", generation=reader.generation, acts=acts)

    return await _done(request, readiness)


@router.get("/metrics", summary="Figures for Prometheus", response_class=Response, responses=described(403))
async def metrics(request: Request) -> Response:
    """Requests by route and status, how long they took, what the store holds, the process's memory and time."""
    readers = metrics_readers()
    if readers == "off" or (readers == "local" and not is_local(request.scope)):
        raise Problem(403, "Not for you", f"Figures are given to this machine alone, or as {METRICS_VARIABLE} says it.")
    measures: Measures = request.app.state.measures
    return Response(await _done(request, measures.text), headers={"Content-Type": CONTENT_TYPE})
