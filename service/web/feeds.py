"""What changed in the store: `/feed.atom` for feed readers, `/api/changes` and the difference of versions as JSON.

GET /feed.atom?province=Thanh Hóa
GET /api/changes?since=2026-11-20T00:00:00Z
GET /api/documents/binh-duong/2025/1169-qd-ubnd/difference?from=1&to=2
"""

from __future__ import annotations

from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel

from ontology.namespaces import data
from queries.errors import QueryError
from service.errors import WrongUse
from service.exporting.akn import akn_of
from service.exporting.said import Names
from service.feeds.atom import Feed, atom
from service.feeds.changes import changes_of, versions_of
from service.feeds.difference import Difference, difference
from service.storage.history import Change, Kind
from service.store import Reader
from service.web.access import CurrentGraph
from service.web.linked.data import unknown
from service.web.pages.addresses import iri_of
from service.web.problems import Problem, described
from service.web.questions import problem_of
from service.web.rendering import url

router = APIRouter(tags=["changes"])

TOGETHER: Final = 100
"""Entries on a page of the feed; `rel="next"` leads to the older ones."""

ActName = Annotated[str | None, Query(description='Only of this act: its number ("1703/QĐ-TTg") or IRI.')]
ProvinceName = Annotated[str | None, Query(description="Only of the acts of this province and its communes.")]
ActPath = Annotated[str, Path(description='The path of its IRI below doc/: "ttg/2024/1703-qd-ttg".')]


class ChangeInfo(BaseModel):
    """One change of one act."""

    act: str
    label: str
    change: Kind
    at: str
    """ISO date and time, UTC."""
    generation: int
    """0 where the act was loaded before changes were kept."""
    version: str | None


class Changes(BaseModel):
    """Newest first, complete."""

    generation: int
    changes: list[ChangeInfo]


class VersionInfo(BaseModel):
    number: int
    change: Kind
    at: str
    version: str | None


class DifferenceInfo(BaseModel):
    """Triples as N-Triples lines."""

    act: str
    before: VersionInfo
    after: VersionInfo
    versions: list[VersionInfo]
    gone: list[str]
    come: list[str]
    text: str
    """The same for people."""


@router.get("/feed.atom", response_class=Response, responses={200: {"content": {"application/atom+xml": {}}}})
def feed(
    request: Request,
    graph: CurrentGraph,
    act: ActName = None,
    province: ProvinceName = None,
    page: Annotated[int, Query(ge=1, description="From 1 on; 100 entries each.")] = 1,
) -> Response:
    """Acts added, replaced and removed, the newest first, as an Atom feed."""
    found = _changes(graph, act, province)
    named = {"act": act or "", "province": province or ""}
    chosen = {name: text for name, text in named.items() if text}
    about = f": {act or province}" if chosen else ""
    address = str(request.base_url).rstrip("/")

    def of_page(number: int) -> str:
        asked = {**chosen, "page": str(number)} if number > 1 else chosen
        return f"{address}/feed.atom" + (f"?{urlencode(asked)}" if asked else "")

    links = {"first": of_page(1)}
    if page > 1:
        links["previous"] = of_page(page - 1)
    if page * TOGETHER < len(found):
        links["next"] = of_page(page + 1)
    made = Feed(
        title=f"Căn Cứ: thay đổi của văn bản{about}",
        address=of_page(page),
        changes=found[(page - 1) * TOGETHER : page * TOGETHER],
        links=links,
        updated=max((change.at for change in found), default=""),
        id=str(data("feed")) + (f"?{urlencode(chosen)}" if chosen else ""),
    )
    return Response(atom(made, lambda iri: f"{address}{url(iri)}"), media_type="application/atom+xml")


@router.get("/api/changes", summary="Acts added, replaced and removed", responses=described(404, 409))
def changes(
    graph: CurrentGraph,
    act: ActName = None,
    province: ProvinceName = None,
    since: Annotated[
        str | None, Query(description='From this time on: "2026-11-20" or "2026-11-20T08:00:00Z".')
    ] = None,
) -> Changes:
    """Every change of the acts, the newest first, complete."""
    found = [_told(change) for change in _changes(graph, act, province) if not since or change.at >= since]
    return Changes(generation=graph.generation, changes=found)


@router.get(
    "/api/documents/{path:path}/difference",
    summary="What is different between two versions of an act",
    responses=described(400, 404),
)
def difference_of(
    graph: CurrentGraph,
    path: ActPath,
    before: Annotated[
        str | None, Query(alias="from", description="A version's number, a day, or the beginning of its digest.")
    ] = None,
    after: Annotated[str | None, Query(alias="to", description="As `from`.")] = None,
) -> DifferenceInfo:
    """The triples that went and came; between the last two versions unless they are named."""
    act = iri_of(f"doc/{path.removeprefix('doc/')}")
    versions = versions_of(act, graph)
    if not versions:
        raise unknown(f"doc/{path.removeprefix('doc/')}")
    try:
        found = difference(act, graph, before, after)
    except WrongUse as error:
        raise Problem(400, "No such version", str(error)) from error
    return _compared(found, [_version(one.number, one.change) for one in versions], graph)


@router.get(
    "/api/documents/{path:path}/akn",
    summary="An act's text and structure as Akoma Ntoso 3",
    response_class=Response,
    responses={200: {"content": {"application/akn+xml": {}}}, **described(404)},
)
def akn(graph: CurrentGraph, path: ActPath) -> Response:
    """The act as Akoma Ntoso; 404 for one that is known only because others cite it."""
    act = iri_of(f"doc/{path.removeprefix('doc/')}")
    try:
        return Response(akn_of(act, graph), media_type="application/akn+xml")
    except WrongUse as error:
        raise Problem(404, "No text", str(error)) from error


def _changes(graph: Reader, act: str | None, province: str | None) -> list[Change]:
    try:
        return changes_of(graph, act, province)
    except QueryError as error:
        raise problem_of(error) from error


def _told(change: Change) -> ChangeInfo:
    return ChangeInfo(
        act=change.act,
        label=change.label,
        change=change.change,
        at=change.at,
        generation=change.generation,
        version=change.version or None,
    )


def _version(number: int, change: Change) -> VersionInfo:
    return VersionInfo(number=number, change=change.change, at=change.at, version=change.version or None)


def _compared(found: Difference, versions: list[VersionInfo], graph: Reader) -> DifferenceInfo:
    return DifferenceInfo(
        act=found.act,
        before=_version(found.before.number, found.before.change),
        after=_version(found.after.number, found.after.change),
        versions=versions,
        gone=list(found.gone),
        come=list(found.come),
        text=found.as_text(Names(graph.engine)),
    )
