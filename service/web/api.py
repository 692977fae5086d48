"""`/api`: acts, tasks and named questions as JSON, described by OpenAPI (/api/openapi.json, /api/docs).

GET /api/documents/ttg/2024/1703-qd-ttg
GET /api/tasks?document=1703/QĐ-TTg&role=lead
GET /api/questions/lineage-down?document=38-CT/TW
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel

from queries.binding import resolve
from queries.catalogue import Bilingual, Parameter
from queries.engine import Engine
from queries.errors import QueryError
from service.web.access import CurrentGraph
from service.web.linked.data import unknown
from service.web.pages.addresses import iri_of
from service.web.problems import described
from service.web.questions import problem_of
from service.web.rendering import page
from service.web.views.act_page import ActPage, Obligation, act_page, obligations
from service.web.views.acts import Act, act, acts
from service.web.views.asking import Link

VERSION: Final = version("cancu")

Role = Literal["lead", "coordinating", "directing"]

router = APIRouter(prefix="/api", tags=["data"])

_DOCUMENT: Final = Parameter(name="document", type="act", required=False, label=Bilingual(vi="Văn bản", en="Act"))
_AGENCY: Final = Parameter(name="agency", type="body", required=False, label=Bilingual(vi="Cơ quan", en="Body"))


class Documents(BaseModel):
    documents: list[Act]


class Task(Obligation):
    """A task, with the act that sets it."""

    document: Link


class Tasks(BaseModel):
    tasks: list[Task]


@router.get("/documents", summary="All acts")
def documents(
    graph: CurrentGraph,
    known_only_by_citation: Annotated[
        bool | None, Query(description="Only acts that are cited but not loaded (true), or only loaded ones.")
    ] = None,
) -> Documents:
    """Every act that was loaded or is cited, by date and number."""
    wanted = (True, False) if known_only_by_citation is None else (known_only_by_citation,)
    return Documents(documents=[act for act in acts(graph.engine) if act.known_only_by_citation in wanted])


@router.get("/documents/{path:path}", summary="One act", responses=described(404))
def document(
    graph: CurrentGraph,
    path: Annotated[str, Path(description='The path of its IRI below doc/: "ttg/2024/1703-qd-ttg".')],
) -> ActPage:
    """The act with its bases, the acts that rest on it, its tasks, duties and reports, and the check's findings."""
    path = f"doc/{path.removeprefix('doc/')}"
    found = act_page(graph.engine, iri_of(path))
    if found is None:
        raise unknown(path)
    return found


@router.get("/tasks", summary="Tasks", responses=described(400, 404, 409))
def tasks(
    graph: CurrentGraph,
    document: Annotated[
        str | None, Query(description='The act that sets them: its number ("1169/QĐ-UBND@Bình Dương") or its IRI.')
    ] = None,
    role: Annotated[
        Role | None, Query(description="Only tasks in which somebody, or the agency, has this role.")
    ] = None,
    agency: Annotated[
        str | None,
        Query(
            description='A body that they name: "Sở Khoa học và Công nghệ@Bình Dương", or its IRI. What falls on it as '
            "a member of a group: the question agency-duties."
        ),
    ] = None,
) -> Tasks:
    """Tasks with who leads, who works along, who directs, and by when; narrowed down by act, role and body."""
    setter, body = (
        _meant(parameter, text, graph.engine) for parameter, text in ((_DOCUMENT, document), (_AGENCY, agency))
    )
    found = [one for one in _acts(graph.engine, setter) if one.tasks]
    every = [task for one in found for task in _tasks_of(graph.engine, one)]
    return Tasks(tasks=[task for task in every if _names(task, role, body)])


def _meant(parameter: Parameter, text: str | None, engine: Engine) -> str | None:
    """The IRI that a text means; None where none is given. Raises Problem where it is unknown or ambiguous."""
    if not text or not text.strip():
        return None
    try:
        return resolve(parameter, text, engine).value
    except QueryError as error:
        raise problem_of(error) from error


def _acts(engine: Engine, iri: str | None) -> list[Act]:
    return acts(engine) if iri is None else [found] if (found := act(engine, iri)) else []


def _tasks_of(engine: Engine, act: Act) -> list[Task]:
    setter = Link(iri=act.iri, name=act.label)
    return [Task(document=setter, **dict(one)) for one in obligations(engine, act.iri) if one.kind == "task"]


def _names(task: Task, role: Role | None, agency: str | None) -> bool:
    roles: tuple[Role, ...] = (role,) if role else ("lead", "coordinating", "directing")
    bearers = [bearer.body.iri for name in roles for bearer in getattr(task, name)]
    return agency in bearers if agency else not role or bool(bearers)


@router.get("/docs", include_in_schema=False)
def description(request: Request) -> Response:
    """The OpenAPI description as a page."""
    return page("api.html", api=request.app.openapi())
