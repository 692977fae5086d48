"""Who leads and who works along, where one cell of a table has both.

    "Chủ trì: Sở Y tế; phối hợp: Sở Tài chính"        lead  Sở Y tế       coordinating  Sở Tài chính
    "Sở Y tế chủ trì, phối hợp với Sở Tài chính"      the same

The words that say so are the table `language/cell_roles.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from loaders.language import grammar
from loaders.source import Passage
from loaders.tables.heads import BODY_ROLES

_BETWEEN: Final = " .;,:-–+*•"
"""What may stand between a role's words and its bodies."""


@dataclass(frozen=True)
class _Mark:
    """Words that name a role, from `start` to `end`; `opens`: its bodies follow."""

    role: str
    start: int
    end: int
    opens: bool


def parts_by_role(cell: Passage, role: str) -> list[tuple[str, Passage]]:
    """The parts of a cell of bodies, each with its role; the column's own, `role`, where the cell says nothing else."""
    parts: list[tuple[str, Passage]] = []
    start, opened = 0, ""
    for mark in _marks(cell.text):
        before = _trimmed(cell.part(start, mark.start))
        closes = bool(before) and not opened and not mark.opens
        if before:
            parts.append((mark.role if closes else opened or role, before))
        start, opened = mark.end, "" if closes else mark.role
    if rest := _trimmed(cell.part(start)):
        parts.append((opened or role, rest))
    return parts if start and parts else [(role, cell)]


def _marks(text: str) -> Iterator[_Mark]:
    for found in _pattern().finditer(text):
        label = next((role for role in BODY_ROLES if found[f"label_{role}"]), "")
        verb = "lead" if found["verb_lead"] else "coordinating"
        yield _Mark(label or verb, found.start(), found.end(), bool(label or found["reaching"]))


@cache
def _pattern() -> re.Pattern[str]:
    words = grammar("cell_roles.yaml")
    labels = "|".join(rf"(?P<label_{role}>{form})\s*:" for role, form in words["labels"].items())
    verbs = "|".join(rf"(?P<verb_{role}>{form})" for role, form in words["verbs"].items())
    nouns = "".join(rf"(?<!\b{noun} )" for noun in words["nouns"])
    verb = rf"(?:\(\s*)?{nouns}(?:{verbs})(?:\s+(?P<reaching>{words['reaching']}))?\b\s*\)?"
    return re.compile(rf"\b(?:{labels})|(?<!\w){verb}".replace(" ", r"\s"), re.IGNORECASE)


def _trimmed(part: Passage) -> Passage:
    text = part.text
    return part.part(len(text) - len(text.lstrip(_BETWEEN)), len(text.rstrip(_BETWEEN)))
