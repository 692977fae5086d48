"""The pages: home, an act, an agency, any other node, the search. Each at the path that its IRI has below /id/.

/                                the tree below Chỉ thị 38-CT/TW
/doc/ttg/2024/1703-qd-ttg        an act
/agency/thanh-hoa/so-khoa-hoc-va-cong-nghe
"""

from __future__ import annotations

from typing import Annotated, Final
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from ontology.namespaces import path_of
from queries.catalogue import catalogue
from service.feeds.changes import changes_kept
from service.web.access import CurrentGraph
from service.web.linked.data import iri_of, moved_to, unknown
from service.web.linked.legislation import legislation_of
from service.web.linked.site import site
from service.web.pages.lineage import LEVELS
from service.web.pages.nodes import node_answer
from service.web.rendering import page
from service.web.views.act_page import act_page
from service.web.views.bodies import body_page
from service.web.views.home import counts, roots
from service.web.views.lineage_tree import first_opened, lineage_tree

router = APIRouter(include_in_schema=False)

Number = Annotated[int, Query(alias="page", ge=1, le=10**9)]

FOLLOWERS: Final = 12
"""Of the acts that rest on an act, so many stand on its page; the rest behind a link."""
RELATIONS: Final = {
    "based-on": "Căn cứ",
    "implements": "Triển khai thực hiện",
    "proposed-by": "Theo đề nghị của",
}
CHANGES: Final = {"added": "Nạp lần đầu", "replaced": "Thay bằng bản mới", "removed": "Gỡ khỏi kho"}
SEVERITIES: Final = {"violation": "Lỗi", "warning": "Cảnh báo", "hint": "Lưu ý"}
ROLES: Final = {"lead": "Chủ trì", "coordinating": "Phối hợp", "directing": "Chỉ đạo"}
BODIES: Final = {
    "agency": "Cơ quan, đơn vị",
    "office": "Chức vụ",
    "group": "Nhóm cơ quan",
    "body": "Cơ quan, tổ chức",
}


@router.get("/")
def home(graph: CurrentGraph, goc: str | None = None) -> Response:
    """What the graph holds, and what comes down from its first root or from the act `goc` (a path)."""
    known = roots(graph.engine)
    root = iri_of(goc) if goc else known[0].act.iri if known else None
    tree = lineage_tree(graph.engine, root, first_opened(graph.engine, root)) if root else None
    if goc and tree is None:
        raise unknown(goc)
    return page(
        "home.html",
        counts=counts(graph.engine),
        roots=known[:12],
        tree=tree,
        levels=LEVELS,
        questions=catalogue().values(),
    )


@router.get("/{path:path}")
def thing(path: str, request: Request, graph: CurrentGraph, number: Number = 1) -> Response:
    """The page of whatever has this path below /id/; a long one in pages, by ?page=."""
    iri = iri_of(path)
    if moved := moved_to(graph.engine, iri):
        return RedirectResponse(f"/{quote(path_of(moved))}", 301)
    if (act := act_page(graph.engine, iri, FOLLOWERS)) is not None:
        told = legislation_of(graph.engine, act, site(request))
        return page(
            "act.html",
            view=act,
            relations=RELATIONS,
            severities=SEVERITIES,
            legislation=told,
            changes=changes_kept(iri, graph),
            kinds=CHANGES,
        )
    if (body := body_page(graph.engine, iri)) is not None:
        return page("body.html", view=body, roles=ROLES, kinds=BODIES)
    return node_answer(graph.engine, iri, number)
