"""The text of an act, with each statement of the graph marked where it was read.

GET /toan-van/doc/ttg/2024/1703-qd-ttg#task/II.3
"""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Response

from service.web.access import CurrentGraph
from service.web.linked.data import unknown
from service.web.pages.addresses import iri_of
from service.web.rendering import page
from service.web.views.act_text import act_text, text_digest
from service.web.views.acts import act

router = APIRouter(include_in_schema=False)

KINDS: Final = {
    "task": "Nhiệm vụ",
    "duty": "Trách nhiệm tổ chức thực hiện",
    "report": "Chế độ báo cáo",
    "citation": "Dẫn văn bản",
    "assignment": "Giao cho",
    "signature": "Chữ ký",
}


@router.get("/toan-van/{path:path}")
def text(path: str, graph: CurrentGraph) -> Response:
    """The whole text of an act, as far as the store has it."""
    iri = iri_of(path)
    head = act(graph.engine, iri)
    if head is None:
        raise unknown(path)
    digest = text_digest(graph.engine, iri)
    words = graph.text(digest) if digest else None
    view = None if words is None else act_text(graph.engine, iri, words)
    return page("text.html", act=head, view=view, kinds=KINDS)
