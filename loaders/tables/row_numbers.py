"""The numbers of a task table's rows, and which rows head a group.

    I   Đẩy mạnh công tác tuyên truyền …      a group
    1.  Tổ chức nghiên cứu, quán triệt …      its first row, "I.1"

In a linearised table a number is only a token at a line's start, and so is much else: years, quantities, page
numbers. Rows count up; the best chain of numbers that count up is the table's, a skipped or repeated number among
them. So a stray "5" inside a cell does not begin a row, and row 6 behind row 4 does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from loaders.forms.numerals import roman_value

_LABEL: Final = re.compile(r"(?P<roman>[IVX]{1,6})[.)]?|(?P<a>\d{1,2})\.(?P<b>\d{1,2})[.)]?|(?P<plain>\d{1,3})[.)]?")

# What the chain pays: a number that begins a row must earn more than it costs.
_REWARD: Final = 4.0
_SKIP: Final = 2.0
_REPEAT: Final = 3.5
_JUMP: Final = 8.0
_LATE_GROUP: Final = 6.0
"""A first group behind rows that have none: "khu vực II" broken before its "II", if the rows count on."""


@dataclass(frozen=True)
class Label:
    """A row's number as printed, without its end mark, and its value: group and row for "2.5"."""

    text: str
    kind: str
    """"letter" (a group's only), "roman", "plain", "dotted", or "below" ("2.a", printed "a)" behind row 2)."""
    value: int
    group: int = 0


def read_label(token: str) -> Label | None:
    """The label that a token is, or None."""
    found = _LABEL.fullmatch(token)
    if not found:
        return None
    text = token.rstrip(".)")
    if numeral := found["roman"]:
        value = roman_value(numeral)
        return Label(text, "roman", value) if value else None
    if found["a"]:
        return Label(text, "dotted", int(found["b"]), int(found["a"]))
    return None if text.startswith("0") else Label(text, "plain", int(text))


_LETTER: Final = re.compile(r"(?P<letter>[A-HĐ])[.)]?")
_LETTERS: Final = "ABCDĐEFGH"
"""As lists are lettered; Đ and F may be left out."""


def read_letter(token: str) -> Label | None:
    """The label that a capital letter is: "A" above the groups I and II, or above the rows 1 and 2; or None."""
    found = _LETTER.fullmatch(token)
    return Label(found["letter"], "letter", _LETTERS.index(found["letter"]) + 1) if found else None


_SMALL: Final = re.compile(r"(?P<letter>[a-eghik-mđ])[.)]?")
_SMALL_LETTERS: Final = "abcdđeghiklm"


def read_small_letter(token: str, before: Label | None) -> Label | None:
    """The label of a row below the one before: "b)" behind row 2 or its row "a)" is "2.b"; None for another word."""
    found = _SMALL.fullmatch(token)
    if not found or before is None or before.kind not in ("plain", "dotted", "below"):
        return None
    number = before.text.rpartition(".")[0] if before.kind == "below" else before.text
    return Label(f"{number}.{found['letter']}", "below", _SMALL_LETTERS.index(found["letter"]) + 1, before.group)


def follows(letter: Label, before: Label | None) -> bool:
    """Whether a letter is the first one, or the next behind another."""
    if before is None:
        return letter.value == 1
    between = _LETTERS[before.value : letter.value - 1]
    return letter.value > before.value and not between.strip("ĐF")


@dataclass(frozen=True)
class Candidate:
    """A token at a line's start that may be a row's number; `line` is its index, `strength` other evidence for it."""

    line: int
    label: Label
    strength: float = 0.0


@dataclass(frozen=True)
class _Step:
    """The best chain that ends with a candidate: its worth, its last step but one, and what the next step looks at."""

    worth: float
    candidate: Candidate
    before: _Step | None
    roman: Label | None
    """The last label of that kind, this one too; None where there is none."""
    plain: Label | None

    @property
    def label(self) -> Label:
        return self.candidate.label


def best_chain(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that make the best count, in order."""
    dotted = any(c.label.kind == "dotted" for c in candidates)
    usable = [c for c in candidates if not (dotted and c.label.kind == "roman")]
    best: list[_Step] = []
    for i, candidate in enumerate(usable):
        first = _step(candidate, None, _first_cost(candidate.label))
        steps = (_step(candidate, before, _step_cost(before, candidate.label)) for before in best[max(0, i - 12) : i])
        best.append(max([first, *steps], key=lambda step: step.worth))
    last = max(best, key=lambda step: step.worth, default=None)
    chain: list[Candidate] = []
    while last:
        chain.append(last.candidate)
        last = last.before
    return chain[::-1]


def _step(candidate: Candidate, before: _Step | None, cost: float) -> _Step:
    label = candidate.label
    roman, plain = (before.roman, before.plain) if before else (None, None)
    return _Step(
        (before.worth if before else 0.0) + _REWARD + candidate.strength - cost,
        candidate,
        before,
        label if label.kind == "roman" else roman,
        label if label.kind == "plain" else plain,
    )


def _first_cost(label: Label) -> float:
    return 0.0 if label.value == 1 and label.group <= 1 else min(_SKIP * label.value, _REPEAT)


def _step_cost(before: _Step, label: Label) -> float:
    """What it costs that `label` follows the chain."""
    if label.kind == "dotted":
        return _dotted_cost(before.label, label)
    if label.kind == "plain" and before.roman:
        return _plain_in_group_cost(before, label)
    last_same = before.roman if label.kind == "roman" else before.plain
    if label.kind == "roman" and last_same is None:
        return _LATE_GROUP
    expected = last_same.value + 1 if last_same else 1
    return _distance_cost(label.value - expected)


def _plain_in_group_cost(before: _Step, label: Label) -> float:
    """Rows count from 1 in each group, or on through the whole table."""
    if before.label.kind == "roman":
        previous = before.plain.value if before.plain else 0
        return min(_distance_cost(label.value - 1), _distance_cost(label.value - previous - 1) + 0.5)
    return _distance_cost(label.value - before.label.value - 1)


def _dotted_cost(last: Label, label: Label) -> float:
    if last.kind == "dotted" and last.group == label.group:
        return _distance_cost(label.value - last.value - 1)
    if last.kind == "plain" and last.value == label.group:
        return _distance_cost(label.value - 1)
    return _JUMP if last.kind == "dotted" and label.group < last.group else _REPEAT


def _distance_cost(distance: int) -> float:
    if distance == 0:
        return 0.0
    return _SKIP * distance if 0 < distance <= 3 else _REPEAT if distance in (-1, -2) else _JUMP


def is_group(label: Label, following: Label | None) -> bool:
    """Whether a row so numbered heads a group: a letter, a Roman number, or "2" before "2.1"."""
    if label.kind in ("letter", "roman"):
        return True
    return label.kind == "plain" and following is not None and following.kind == "dotted"


def begins_anew(label: Label | None, last: Label | None) -> bool:
    """Whether a number behind a repeated head counts from the first again, so that another table begins.

    Behind a group's row, `last`, its first row is 1 in any case; "1" may head a first group too, "1.1" only follow it.
    """
    if label is None or last is None or label.value != 1 or label.group > 1:
        return False
    if label.kind == "dotted":
        return last.kind == "dotted"
    return label.kind == "roman" or last.kind != "roman"
