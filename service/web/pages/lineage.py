"""The lineage of an act as a diagram: what comes down from it, opened step by step.

    /so-do/doc/tw/2024/38-ct-tw                         from the act down, as far as levels are short
    /so-do/doc/tw/2024/38-ct-tw?mo=doc/ttg/…&mo=…       with these boxes open
    /so-do/doc/tw/2024/38-ct-tw.svg?mo=…                the picture alone, as a file

What is open stands in the address, so that a picture can be linked and the back button closes what was opened.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Final
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Response

from service.web.access import CurrentGraph
from service.web.linked.data import iri_of, unknown
from service.web.rendering import page, text_of
from service.web.views.lineage_picture import picture
from service.web.views.lineage_tree import Node, first_opened, lineage_tree

router = APIRouter(include_in_schema=False)

POLICY: Final = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What the page may do: its own module, and the picture that the module draws for a file."""
OPENED_AT_MOST: Final = 200
"""Boxes that one address may open."""
LEVELS: Final = {"central": "cấp trung ương", "province": "cấp tỉnh", "district": "cấp huyện", "commune": "cấp xã"}
Opened = Annotated[list[str] | None, Query(alias="mo", max_length=OPENED_AT_MOST)]
More = Annotated[int, Query(alias="them", ge=0, le=100)]


@router.get("/so-do/{path:path}.svg")
def drawing(path: str, graph: CurrentGraph, opened: Opened = None, more: More = 0) -> Response:
    """The diagram as a picture for documents."""
    tree, _ = _tree(path, graph, opened, more)
    content = text_of("lineage.svg", picture=picture(tree), levels=LEVELS)
    saved_as = {"content-disposition": f"attachment; filename*=UTF-8''{quote(path.replace('/', '-'))}.svg"}
    return Response(content, media_type="image/svg+xml", headers=saved_as)


@router.get("/so-do/{path:path}")
def diagram(path: str, graph: CurrentGraph, opened: Opened = None, more: More = 0) -> Response:
    """The diagram, and the same as a list."""
    tree, known = _tree(path, graph, opened, more)

    def toggled(node: Node) -> str:
        keys = known - {node.key} if node.opened else known | {node.key}
        return _address(path, keys, more)

    answer = page(
        "lineage.html",
        tree=tree,
        picture=picture(tree),
        levels=LEVELS,
        toggled=toggled,
        more=_address(path, known, more + 1),
        file=_address(f"{path}.svg", known, more),
    )
    answer.headers["content-security-policy"] = POLICY
    return answer


def _tree(path: str, graph: CurrentGraph, opened: list[str] | None, more: int) -> tuple[Node, frozenset[str]]:
    """The tree and what is open in it. Raises Problem where there is no such act."""
    if not path.startswith("doc/"):
        raise unknown(path)
    root = iri_of(path)
    known = first_opened(graph.engine, root) if opened is None else frozenset(filter(None, opened))
    tree = lineage_tree(graph.engine, root, known, more)
    if tree is None:
        raise unknown(path)
    return tree, known


def _address(path: str, opened: Iterable[str], more: int) -> str:
    asked = [("mo", key) for key in sorted(opened)] or [("mo", "")]
    return f"/so-do/{quote(path)}?{urlencode([*asked, *([('them', str(more))] if more else [])], safe='/|')}"
