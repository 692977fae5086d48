"""How well some words fit a column of a task table.

A linearised table gives the words of a row's cells in one stream. Each way of cutting the stream is a reading; this
module says, for one cell of such a reading, how likely it looks: positive for evidence that the words belong to the
column, negative against it. The figures are weights of evidence, set by hand on real plans; docs/reading.md tells the
model. What the words of bodies, deadlines and products look like are tables of language, not part of this module.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from loaders.bodies import known_share, list_shape, may_begin_body
from loaders.deadlines import match_form
from loaders.language import grammar

_SENTENCE_END: Final = re.compile(r"[.;!?”\")…]$")
# Words that a cell does not end with: the rest of the phrase is missing.
_DANGLING: Final = re.compile(
    r"(?:^|\s)(?:và|của|với|các|về|cho|để|trong|theo|tại|thuộc|từ|đến|trên|có|những|hoặc|do|bằng|giữa|được|là)$",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\d+[-/][A-ZĐ]")


# The most words that a cell of a role has; longer ones are not looked at.
LONGEST: Final[Mapping[str, int]] = {
    "lead": 90,
    "coordinating": 110,
    "directing": 40,
    "deadline": 14,
    "note": 60,
}


@cache
def _result_forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = grammar("results.yaml")
    openings = "|".join(table["openings"])
    return re.compile(rf"(?:{openings})\b", re.IGNORECASE), re.compile(table["quantity"], re.IGNORECASE)


@cache
def fit(role: str, text: str) -> float:
    """The evidence for `text` being a whole cell of a column with this role; `text` may be empty."""
    return _FITS.get(role, _other)(text)


def _task(text: str) -> float:
    if not text:
        return -30.0
    score = 0.0 if _opens(text) else -4.0
    score += 1.5 if _SENTENCE_END.search(text) else 0.0
    score -= 3.0 if _breaks_off(text) else 0.0
    return score - (6.0 if len(text) < 12 else 0.0)


def _bodies(empty: float) -> Callable[[str], float]:
    def score(text: str) -> float:
        if not text:
            return empty
        if len(text) > 400:
            return -20.0
        known, unseparated = list_shape(text)
        value = 4.0 * known - 8.0 * (1 - known)
        value -= 0.0 if _opens(text) else 3.0
        value -= 4.0 if _DANGLING.search(text) else 1.0 if text.endswith((",", ";")) else 0.0
        return value - 4.0 * unseparated

    return score


def _deadline(text: str) -> float:
    if not text:
        return -3.0
    if len(text) > 120:
        return -15.0
    found = match_form(text)
    if found is None:
        return -8.0
    return 6.0 if found[0].kind != "condition" else 1.0


def _result(text: str) -> float:
    if not text:
        return -1.0
    openings, quantity = _result_forms()
    score = 0.5 if _opens(text) else -3.0
    if quantity.fullmatch(text) and len(re.findall(r"\d+", text)) == 1:
        score += 3.0
    elif openings.match(text):
        score += 1.5
    elif _lists_bodies(text):
        score -= 3.0
    score -= 3.0 if _breaks_off(text) else 0.0
    return score - (5.0 if _begins_with_deadline(text) else 0.0)


def _lists_bodies(text: str) -> bool:
    return may_begin_body(text.split(" ", 1)[0]) and known_share(text) == 1.0


def _begins_with_deadline(text: str) -> bool:
    """Whether the words are a deadline, or a deadline and more: then the cell before ran into this one."""
    words = text.split(" ")
    return any(match_form(" ".join(words[:n])) for n in range(1, min(6, len(words)) + 1))


def _note(text: str) -> float:
    if not text:
        return 0.0
    score = -2.0 + (1.5 if _NUMBER.search(text) else 0.0)
    score -= 6.0 if match_form(text) else 0.0
    return score - (2.0 if _lists_bodies(text) else 0.0)


def _other(text: str) -> float:
    return 0.0 if not text else -1.0


_FITS: Final[Mapping[str, Callable[[str], float]]] = {
    "task": _task,
    "lead": _bodies(-5.0),
    "coordinating": _bodies(-2.5),
    "directing": _bodies(-2.5),
    "deadline": _deadline,
    "result": _result,
    "note": _note,
}


def _opens(text: str) -> bool:
    return text[:1].isupper() or text[:1].isdigit() or text[:1] in '“"('


def _breaks_off(text: str) -> bool:
    return text.endswith(",") or bool(_DANGLING.search(text))


def ragged(pieces: Sequence[str]) -> float:
    """The cost of lines that do not fill their column.

    A layout breaks a line only where the next word does not fit. Where it would have fitted into the cell's longest
    line, the break is the end of a paragraph or of a cell.
    """
    if len(pieces) < 2:
        return 0.0
    width = max(len(piece) for piece in pieces)
    early = sum(
        1 for piece, following in pairwise(pieces) if len(piece) + 1 + len(following.split(" ", 1)[0]) <= width - 2
    )
    return -min(4.0, 1.0 * early)
