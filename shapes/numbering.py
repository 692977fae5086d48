"""What the printed number of a part, a point or a row stands for, and which one stands before it.

    "IV.6" of a task table      number 6, follows "IV.4"
    "II/1/đ" of a plan          number 5 of the letters a b c d đ e g h …, follows "II/1/d"

The rules of numbering compare these; the shapes cannot reckon with Roman numerals or letters themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from ontology.namespaces import CANCU, ELI, data
from shapes.triples import Triples

_ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_LAST: Final = re.compile(r"[^\s./]+$")
_OUTSIDE: Final = ("annex", "attached-text")
_WHOLE_TEXT: Final = "article"
_LAST_PLACE: Final = 10**9


@dataclass(frozen=True)
class Numbered:
    """A part or a row with its number in its series."""

    node: str
    printed: str
    """As people name it: "IV.6", "II/1/đ", "Điều 3"."""
    number: int | None
    """None of a letter that the order of letters does not have."""
    before: str | None
    """The node that stands right before it in its series; None of the first."""


def numbered(act: Triples) -> Iterator[Numbered]:
    """Every row of the task tables, every group of rows, every part of the text that bears a number."""
    for series in (*_rows(act), *_parts(act)):
        yield from _in_series(series)


def ordinal(token: str, letters: bool = False) -> int | None:
    """The number that "6", "VI", "đ" stands for; None where it is none. `letters`: "I" is a letter, not a numeral."""
    if token.isascii() and token.isdigit():
        return int(token)
    if token.isupper() and set(token) <= set(_ROMAN) and not letters:
        return _roman(token)
    return _letters().get(token.lower())


def _in_series(series: Sequence[tuple[str, str, int | None]]) -> Iterator[Numbered]:
    before: str | None = None
    for node, printed, number in series:
        yield Numbered(node, printed, number, before)
        before = node


def _rows(act: Triples) -> Iterator[Sequence[tuple[str, str, int | None]]]:
    """The rows of each group. A table that counts on from group to group is one series."""
    groups: dict[str, list[tuple[str, str, int | None]]] = {}
    for task in in_order(act, act.of_class(CANCU.Task)):
        printed = act.text(task, CANCU.ordinal) or ""
        last = _LAST.search(printed)
        number = ordinal(last[0]) if last else None
        if number is not None:
            groups.setdefault(printed[: last.start()] if last else "", []).append((task, printed, number))
    runs_on: list[tuple[str, str, int | None]] = []
    for rows in groups.values():
        if runs_on and rows[0][2] == (runs_on[-1][2] or 0) + 1:
            runs_on.extend(rows)
            continue
        yield runs_on
        runs_on = rows
    yield runs_on


def _parts(act: Triples) -> Iterator[Sequence[tuple[str, str, int | None]]]:
    """The parts below one parent, of one kind; articles run through the whole text."""
    series: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for part in in_order(act, _parts_in_order(act)):
        kind = (act.text(part, ELI.type_subdivision) or "").rpartition("/")[2]
        printed = act.text(part, CANCU.path) or ""
        token = _LAST.search(printed)
        if kind in _OUTSIDE or token is None:
            continue
        above = _text_of(act, part) if kind == _WHOLE_TEXT else act.text(part, ELI.is_part_of) or ""
        series.setdefault((above, kind), []).append((part, _shown(kind, printed), token[0]))
    for (_, kind), parts in series.items():
        capitals = parts[0][2] == "A"
        points = kind == "point"
        found = [(node, printed, ordinal(token, capitals or points)) for node, printed, token in parts]
        yield [item for item in found if item[2] is not None or (points and len(_token(item[1])) == 1)]


def in_order(act: Triples, nodes: Iterable[str]) -> list[str]:
    """Down the text, whatever the order of the triples; nodes without cancu:order keep their place at the end."""

    def place(node: str) -> int:
        order = act.text(node, CANCU.order)
        return int(order) if order and order.isdigit() else _LAST_PLACE

    return sorted(nodes, key=place)


def _parts_in_order(act: Triples) -> Iterator[str]:
    """Every part; a group of rows, which bears no order of its own, where its first row stands."""
    groups = dict.fromkeys(act.text(task, CANCU.setIn) for task in in_order(act, act.of_class(CANCU.Task)))
    parts = act.of_class(CANCU.Subdivision)
    yield from (part for part in parts if part not in groups)
    yield from (part for part in groups if part in set(parts))


def _shown(kind: str, printed: str) -> str:
    """A group of rows as its number alone: "Phụ lục/II" is group II."""
    return printed.rpartition("/")[2] if kind == "task-group" else printed


def _token(printed: str) -> str:
    found = _LAST.search(printed)
    return found[0] if found else ""


def _text_of(act: Triples, part: str) -> str:
    """The attached text that a part stands in, else the act."""
    above = act.text(part, ELI.is_part_of)
    attached = str(data("subdivision/attached-text"))
    while above and act.text(above, ELI.is_part_of) and act.text(above, ELI.type_subdivision) != attached:
        above = act.text(above, ELI.is_part_of)
    return above or ""


def _roman(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


@cache
def _letters() -> dict[str, int]:
    lines = (Path(__file__).parent / "letters.csv").read_text(encoding="utf-8").splitlines()
    letters = [line for line in lines if line and not line.startswith("#")][1:]
    return {letter: at for at, letter in enumerate(letters, 1)}
