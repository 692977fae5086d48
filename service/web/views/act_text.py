"""An act's text with what was read in it, marked where it stands.

"… giao [Bộ Khoa học và Công nghệ] chủ trì …"  ->  pieces of text, and for each the statements that cover it:
the task II.3 as a whole, and within it the assignment "chủ trì: Bộ Khoa học và Công nghệ".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ontology.namespaces import CANCU, path_of
from ontology.namespaces import graph as graph_iri
from queries.engine import Engine
from service.web.views.asking import Link, Row, View, link, number, rows

KINDS: Final = {
    str(CANCU.Task): "task",
    str(CANCU.Duty): "duty",
    str(CANCU.ReportingDuty): "report",
    str(CANCU.Citation): "citation",
    str(CANCU.Assignment): "assignment",
    str(CANCU.Signature): "signature",
}


class Mark(View):
    """A statement of the graph, and the characters it was read from."""

    number: int
    """From 1 on, down the text."""
    node: str
    """Its IRI."""
    kind: str
    """ "task", "duty", "report", "citation", "assignment" or "signature"."""
    start: int
    end: int
    """Offsets of characters in the text, half-open."""
    about: Link | None
    """The body or the act that it names."""
    name: str | None
    """A task's number, a signer's name."""
    more: str | None
    """A task's deadline as printed, a body's role, how an act is cited, a signer's position."""
    confidence: str | None


class Piece(View):
    """A stretch of text without a border of a statement in it."""

    text: str
    mark: Mark | None
    """The innermost statement that covers it."""
    opens: tuple[Mark, ...]
    """The statements that begin here, the outermost first."""


class ActText(View):
    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]


def text_digest(engine: Engine, act: str) -> str | None:
    """The digest of the text that the act `act` (an IRI) was read from; None for an act known only by citation."""
    return next((row.get("digest") for row in rows(engine, "origin", graph=str(graph_iri(path_of(act))))), None)


def act_text(engine: Engine, act: str, text: str) -> ActText:
    """The text of the act with its marks."""
    marks = _marks(engine, act, len(text))
    return ActText(pieces=tuple(_pieces(text, marks)), marks=marks)


def _marks(engine: Engine, act: str, length: int) -> tuple[Mark, ...]:
    found: dict[str, tuple[int, int, Row]] = {}
    for row in rows(engine, "text-marks", act=act):
        start, end = number(row, "start"), number(row, "end")
        if start is not None and end is not None and start < end <= length:
            found.setdefault(row["node"], (start, end, row))
    in_order = sorted(found.values(), key=lambda one: (one[0], -one[1], one[2]["node"]))
    return tuple(
        Mark(
            number=place,
            node=row["node"],
            kind=KINDS[row["kind"]],
            start=start,
            end=end,
            about=link(row, "about", "name"),
            name=row.get("name") if "about" not in row else None,
            more=row.get("more"),
            confidence=row.get("confidence"),
        )
        for place, (start, end, row) in enumerate(in_order, 1)
    )


def _pieces(text: str, marks: Sequence[Mark]) -> Iterator[Piece]:
    borders = sorted({0, len(text), *(border for mark in marks for border in (mark.start, mark.end))})
    waiting = list(reversed(marks))
    open_now: list[Mark] = []
    for start, end in pairwise(borders):
        open_now = [mark for mark in open_now if mark.end > start]
        opens: list[Mark] = []
        while waiting and waiting[-1].start == start:
            opens.append(waiting.pop())
        open_now += opens
        inner = min(open_now, key=lambda mark: (mark.end - mark.start, -mark.number), default=None)
        yield Piece(text=text[start:end], mark=inner, opens=tuple(opens))
