"""An act's parts as the elements of Akoma Ntoso 3.

| ours                              | Akoma Ntoso                                     |
|-----------------------------------|-------------------------------------------------|
| chương, phần, mục, Điều           | chapter, part, section, article                 |
| khoản, điểm                       | paragraph, point                                |
| any other numbered part           | hcontainer with the part's kind as its name     |
| a text issued "kèm theo", annex   | attachment, a doc of its own                    |
| the task table                    | table: a row a task, a cell for each role       |

An act is a `doc`: its parts may stand in each other in any order, and there may be none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast

from lxml import etree

from ontology.namespaces import CANCU, ELI
from service.exporting.akn.head import Head, head_of, write_meta
from service.exporting.akn.layout import Node, Part, Row, layout
from service.exporting.akn.words import AKN, Words, add, tag
from service.exporting.said import Names, Said

_ELEMENTS: Final = {
    "chapter": "chapter",
    "part": "part",
    "section": "section",
    "article": "article",
    "clause": "paragraph",
    "paragraph": "paragraph",
    "point": "point",
}
_COLUMNS: Final = 5
_NAMESPACES: Final = cast("Mapping[str, str]", {None: AKN})  # None: the default namespace


def document(act: str, said: Said, text: str, names: Names) -> bytes:
    """The act as XML."""
    words = Words(text, _citations(said))
    head = head_of(act, said, names)
    main, *attached = layout(act, said, text)
    root = etree.Element(tag("akomaNtoso"), nsmap=_NAMESPACES)
    name = said.text(act, ELI.type_document).rpartition("/")[2] or "van-ban"
    doc = _doc(root, main, name, head, words)
    if attached:
        attachments = add(doc, "attachments")
        for part in attached:
            eid = _eid(part.iri, act)
            _doc(add(attachments, "attachment", eId=f"att__{eid}"), part, eid, head, words)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _citations(said: Said) -> list[tuple[int, int, str]]:
    found = ((node, said.text(node, CANCU.cited)) for node in said.of_class("Citation"))
    return [
        (said.number(node, CANCU.sourceStart), said.number(node, CANCU.sourceEnd), cited)
        for node, cited in found
        if cited
    ]


def _doc(parent: etree._Element, part: Part, name: str, head: Head, words: Words) -> etree._Element:
    doc = add(parent, "doc", name=name)
    write_meta(doc, head, part.iri, name)
    body = _body_start(part)
    preface = part.preamble if part.preamble is not None else body
    if not words.blank(part.start, preface):
        words.paragraphs(add(doc, "preface"), part.start, preface)
    if part.preamble is not None and not words.blank(part.preamble, body):
        words.paragraphs(add(doc, "preamble"), part.preamble, body)
    main = add(doc, "mainBody")
    for node in part.nodes:
        _write_node(main, node, head.act, words)
    if part.rows:
        table = add(main, "table", eId=f"tbl__{_eid(part.iri, head.act)}")
        for row in part.rows:
            _write_row(table, row, head.act, words)
    elif not part.nodes:
        stop = part.conclusions if part.conclusions is not None else part.end
        words.paragraphs(main, body, stop, at_least_one=True)
    if part.conclusions is not None:
        words.paragraphs(add(doc, "conclusions"), part.conclusions, part.end, at_least_one=True)
    return doc


def _body_start(part: Part) -> int:
    """Where the main body begins; without numbered parts and rows, behind the legal bases there is but text."""
    if part.nodes or part.rows:
        return part.body
    return part.preamble if part.preamble is not None else part.start


def _write_node(parent: etree._Element, node: Node, act: str, words: Words) -> None:
    name = _ELEMENTS.get(node.kind)
    eid = _eid(node.iri, act)
    element = add(parent, name, eId=eid) if name else add(parent, "hcontainer", eId=eid, name=node.kind or "phan")
    if not words.blank(node.start, node.words):
        words.inline(add(element, "num"), node.start, node.words)
    if node.heading > node.words:
        words.inline(add(element, "heading"), node.words, node.heading)
    if not node.children:
        words.paragraphs(add(element, "content"), node.heading, node.end, at_least_one=True)
        return
    if not words.blank(node.heading, node.own_end):
        words.paragraphs(add(element, "intro"), node.heading, node.own_end)
    for child in node.children:
        _write_node(element, child, act, words)


def _write_row(table: etree._Element, row: Row, act: str, words: Words) -> None:
    element = add(table, "tr", eId=_eid(row.iri, act))
    for what, start, end in row.cells:
        cell = add(element, "td", class_=what)
        if what == "group":
            cell.set("colspan", str(_COLUMNS))
        words.paragraphs(cell, start, end, at_least_one=True)


def _eid(iri: str, act: str) -> str:
    """The part's path below the act: "text__ke-hoach__II__2"."""
    return iri.removeprefix(f"{act}/").replace("/", "__")
