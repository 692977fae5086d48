"""One cell of the coverage matrix: the wording of the act's task beside what a province, or its communes, made of it.

    compared(engine, answers, targets)   [Comparison(before=(Piece("same", "Xây dựng …"), Piece("gone", "tốt")), …)]

The question `lineage-text` marks the changes as wdiff does: "[-left out-] {+brought in+}".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final, Literal

from queries.engine import Engine
from service.web.views.answers import answers
from service.web.views.asking import View
from service.web.views.duties import Line, lines

_MARKED: Final = re.compile(r"\[-(?P<gone>.*?)-\]|\{\+(?P<come>.*?)\+\}", re.DOTALL)


class Piece(View):
    """Words that stand in both wordings ("same"), only in the upper ("gone") or only in the lower one ("come")."""

    kind: Literal["same", "gone", "come"]
    text: str


class Comparison(View):
    """An obligation beside one target above it."""

    line: Line
    target: str
    """The IRI of the task or point above."""
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    score: str | None
    review: str | None
    reviewer: str | None


def pieces(marked: str) -> tuple[Piece, ...]:
    """The pieces of a text with marks, in their order."""
    return tuple(_pieces(marked))


def _pieces(marked: str) -> Iterator[Piece]:
    end = 0
    for found in _MARKED.finditer(marked):
        if same := marked[end : found.start()]:
            yield Piece(kind="same", text=same)
        gone = found["gone"]
        yield Piece(kind="come" if gone is None else "gone", text=found["come"] if gone is None else gone)
        end = found.end()
    if same := marked[end:]:
        yield Piece(kind="same", text=same)


def compared(engine: Engine, below: Iterable[str], targets: Collection[str]) -> list[Comparison]:
    """Each obligation `below` (IRIs) beside those of the `targets` above that it carries out, the surest first."""
    wanted = list(dict.fromkeys(below))
    known = lines(engine, wanted)
    found = [
        one
        for iri in wanted
        if iri in known
        for row in answers(engine, "lineage-text", task=iri)
        if row["upstream"] in targets
        for one in (_comparison(known[iri], row),)
    ]
    return sorted(found, key=lambda one: one.score or "", reverse=True)


def _comparison(line: Line, row: dict[str, str]) -> Comparison:
    marked = pieces(row.get("changes", row.get("text", "")))
    return Comparison(
        line=line,
        target=row["upstream"],
        before=tuple(piece for piece in marked if piece.kind != "come"),
        after=tuple(piece for piece in marked if piece.kind != "gone"),
        score=row.get("score"),
        review=row.get("review"),
        reviewer=row.get("reviewer"),
    )
