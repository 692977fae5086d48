"""`/api/export`: the graph or a part of it as a file; `/api/calendar` and `/lich/….ics`: deadlines for a calendar.

    GET /api/export?format=trig                                    the whole graph
    GET /api/export?format=xlsx&province=Thanh Hóa
    GET /api/export?format=akn&act=1703/QĐ-TTg
    GET /api/export?format=csv&question=agency-duties&agency=Sở Y tế@Thanh Hóa
    GET /api/calendar?agency=Sở Khoa học và Công nghệ@Bình Dương
    GET /lich/agency/binh-duong/so-khoa-hoc-va-cong-nghe.ics       an address to subscribe to

Exports are sent while they are made, so the whole country needs little memory. The same generation of the store gives
the same bytes; its ETag says which one it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

from ontology.namespaces import data
from queries.binding import Answer, ask
from queries.errors import QueryError
from service.errors import UnknownFormat
from service.exporting.calendar import calendar_of
from service.exporting.exports import Asked, Export
from service.exporting.formats import FORMS, form_named
from service.exporting.scope import Scope, one_act, one_province, whole
from service.exporting.streaming import streamed
from service.store import Reader
from service.web.access import CurrentGraph
from service.web.entity_tags import client_has
from service.web.problems import Problem, described
from service.web.questions import problem_of
from service.web.rendering import url

router = APIRouter(tags=["exports"])

_OWN: Final = ("format", "act", "province", "question")
"""Parameters of the export itself; with a question, all but `format` and `question` are the question's."""
_FILES: Final = {form.media_type: {"schema": {"type": "string", "format": "binary"}} for form in FORMS.values()}


@router.get(
    "/api/export",
    summary="The graph, an act, a province or an answer as a file",
    response_class=StreamingResponse,
    responses={200: {"content": _FILES}, 304: {"description": "Not changed"}, **described(400, 404, 409)},
)
def export(
    request: Request,
    graph: CurrentGraph,
    format_name: Annotated[str, Query(alias="format", description=f"One of {', '.join(FORMS)}.")] = "nq",
    act: Annotated[str | None, Query(description='Only this act: its number ("1703/QĐ-TTg") or IRI.')] = None,
    province: Annotated[str | None, Query(description="Only the acts of this province and its communes.")] = None,
    question: Annotated[
        str | None, Query(description="The answer of this question, complete; its parameters beside it.")
    ] = None,
) -> Response:
    """Everything in the store unless a part is named; complete, never a page of it. Refused formats: 400."""
    try:
        made = Export(graph, form_named(format_name), _what(request, graph, act, province, question))
        if not_changed := _not_changed(request, graph):
            return not_changed
        made.prepare()  # what can be refused is refused before the first byte
    except UnknownFormat as error:
        raise Problem(400, "No such export", str(error)) from error
    except QueryError as error:
        raise problem_of(error) from error
    return StreamingResponse(
        streamed(made.write), media_type=made.form.content_type, headers=_headers(request, graph, made.file_name)
    )


def _what(
    request: Request, graph: Reader, act: str | None, province: str | None, question: str | None
) -> Scope | Asked:
    if question:
        own = ("format", "question")
        return Asked(question, {key: value for key, value in request.query_params.items() if key not in own})
    if strange := sorted(set(request.query_params) - {*_OWN}):
        raise Problem(400, "Wrong parameter", f"{strange[0]} is a parameter of a question: name it by question=….")
    if act and province:
        raise Problem(400, "Wrong parameter", "Give only one of act, province and question.")
    if act:
        return one_act(act, graph)
    return one_province(province, graph) if province else whole()


@router.get(
    "/api/calendar",
    summary="Deadlines of a body or a commune as iCalendar",
    response_class=Response,
    responses={200: {"content": {"text/calendar": {}}}, **described(400, 404, 409)},
)
def calendar(
    request: Request,
    graph: CurrentGraph,
    agency: Annotated[str | None, Query(description='"Sở Khoa học và Công nghệ@Bình Dương", or its IRI.')] = None,
    commune: Annotated[str | None, Query(description='Its code ("14758"), its name and province, or its IRI.')] = None,
    role: Annotated[str | None, Query(description="Only with this role: lead, coordinating, directing.")] = None,
) -> Response:
    """One event an obligation, on its last day. `X-Cancu-Undated` says how many have none and are left out."""
    if bool(agency) == bool(commune):
        raise Problem(400, "Wrong parameter", "Give either agency or commune.")
    if commune and role:
        raise Problem(400, "Wrong parameter", "A role can be given for an agency only.")
    name, given = ("agency-duties", {"agency": agency}) if agency else ("commune-duties", {"commune": commune})
    wanted = {**given, "role": role} if role else given
    return _calendar(request, graph, name, {key: text for key, text in wanted.items() if text}, agency or commune or "")


@router.get("/lich/{path:path}.ics", include_in_schema=False)
def subscription(path: str, request: Request, graph: CurrentGraph) -> Response:
    """The calendar of the body or commune whose IRI has this path."""
    name, parameter = ("commune-duties", "commune") if path.startswith("unit/") else ("agency-duties", "agency")
    return _calendar(request, graph, name, {parameter: str(data(path))}, path)


def _calendar(request: Request, graph: Reader, name: str, given: Mapping[str, str], of_whom: str) -> Response:
    if not_changed := _not_changed(request, graph):
        return not_changed
    try:
        answer: Answer = ask(name, given, graph.engine)
    except QueryError as error:
        raise problem_of(error) from error
    address = str(request.base_url).rstrip("/")
    found = calendar_of(answer, graph, f"Căn Cứ: {of_whom}", lambda iri: f"{address}{url(iri)}")
    headers = {**_headers(request, graph, f"{name}.ics"), "X-Cancu-Undated": str(found.undated)}
    return Response(found.content, media_type="text/calendar; charset=utf-8", headers=headers)


def _headers(request: Request, graph: Reader, file_name: str) -> dict[str, str]:
    return {
        "Content-Disposition": f'attachment; filename="{file_name}"',
        "ETag": _etag(request, graph),
        "Cache-Control": "no-cache",
    }


def _etag(request: Request, graph: Reader) -> str:
    """One for a generation and an address; weak, since a proxy may compress."""
    asked = hashlib.sha256(str(request.url).encode("utf-8")).hexdigest()[:16]
    return f'W/"{graph.generation}-{asked}"'


def _not_changed(request: Request, graph: Reader) -> Response | None:
    """304 where the client has this generation's answer already."""
    tag = _etag(request, graph)
    return Response(status_code=304, headers={"ETag": tag}) if client_has(request, tag) else None
