"""The pages: home, an act, an agency, any other node, the search. Each at the path that its IRI has below /id/.

/                                the tree below Chỉ thị 38-CT/TW
/doc/ttg/2024/1703-qd-ttg        an act
/agency/thanh-hoa/so-khoa-hoc-va-cong-nghe
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse
from pyoxigraph import NamedNode

from ontology.namespaces import data, path_of
from queries.catalogue import catalogue
from queries.engine import Engine
from service.web.access import CurrentGraph
from service.web.data import moved_to, unknown
from service.web.rendering import page, url
from service.web.views.act_page import act_page
from service.web.views.acts import acts, find
from service.web.views.asking import exists, rows
from service.web.views.bodies import body_page
from service.web.views.home import counts, roots, tree

router = APIRouter(include_in_schema=False)

RELATIONS: Final = {
    "based-on": "Căn cứ",
    "implements": "Triển khai thực hiện",
    "proposed-by": "Theo đề nghị của",
}
SEVERITIES: Final = {"violation": "Lỗi", "warning": "Cảnh báo", "hint": "Gợi ý"}
ROLES: Final = {"lead": "Chủ trì", "coordinating": "Phối hợp", "directing": "Chỉ đạo"}
BODIES: Final = {
    "agency": "Cơ quan, đơn vị",
    "office": "Chức vụ",
    "group": "Nhóm cơ quan",
    "body": "Cơ quan, tổ chức",
}


@router.get("/")
def home(graph: CurrentGraph, goc: str | None = None) -> Response:
    """What the graph holds, and the tree below its first root or below the act `goc` (a path)."""
    known = roots(graph.engine)
    root = _valid(goc) if goc else known[0].act.iri if known else None
    drawn = tree(graph.engine, root) if root else None
    if goc and drawn is None:
        raise unknown(goc)
    return page("home.html", counts=counts(graph.engine), roots=known[:12], tree=drawn, questions=catalogue().values())


@router.get("/tra-cuu")
def search(graph: CurrentGraph, q: str = "") -> Response:
    """Acts by number or by words; straight to the act where only one fits."""
    found = find(graph.engine, q) if q.strip() else acts(graph.engine)
    if q.strip() and len(found) == 1:
        return RedirectResponse(url(found[0].iri), 303)
    return page("search.html", words=q.strip(), found=found)


@router.get("/{path:path}")
def thing(path: str, graph: CurrentGraph) -> Response:
    """The page of whatever has this path below /id/."""
    iri = _valid(path)
    if moved := moved_to(graph.engine, iri):
        return RedirectResponse(f"/{quote(path_of(moved))}", 301)
    if (act := act_page(graph.engine, iri)) is not None:
        return page("act.html", view=act, relations=RELATIONS, severities=SEVERITIES)
    if (body := body_page(graph.engine, iri)) is not None:
        return page("body.html", view=body, roles=ROLES, kinds=BODIES)
    if not exists(graph.engine, iri):
        raise unknown(path)
    if "#" in url(iri):
        return RedirectResponse(url(iri), 303)
    return _node(graph.engine, iri)


def _node(engine: Engine, iri: str) -> Response:
    facts = [
        {
            "property": row["property"],
            "iri": row["value"] if row["value"].startswith(("http://", "https://")) else None,
            "text": row.get("name") or row["value"],
        }
        for row in rows(engine, "node", node=iri)
    ]
    names = [fact["text"] for fact in facts if str(fact["property"]).endswith(("#prefLabel", "#label"))]
    return page("node.html", iri=iri, name=names[0] if names else path_of(iri), facts=facts)


def _valid(path: str) -> str:
    try:
        return NamedNode(str(data(path))).value
    except ValueError as error:
        raise unknown(path) from error
