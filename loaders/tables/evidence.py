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
from typing import Final

from loaders.bodies import breaks_off, known_share, list_shape, may_begin_body
from loaders.deadlines import match_form, may_be_part
from loaders.language import grammar
from loaders.tables.heads import BODY_ROLES

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
    score -= 3.0 if _trails_bodies(text) else 0.0
    return score - (6.0 if len(text) < 12 else 0.0)


# Words behind which a body belongs to the sentence: "… trình UBND tỉnh".
_LINKING: Final = re.compile(
    r"(?:[,;:(/–-]|\b(?:và|của|với|các|cho|do|tại|bởi|thuộc|từ|giữa|trình|cáo|mưu|giúp|giao|nghị|gửi|theo|đến|về|là|"
    r"trên|trong|qua|cùng|hoặc|tới|đạo|định))$",
    re.IGNORECASE,
)


@cache
def _trails_bodies(text: str) -> bool:
    """Whether a list of bodies stands at the end without a link: the cell behind ran into this one."""
    words = text.split(" ")
    return any(
        may_begin_body(words[i]) and not _LINKING.search(words[i - 1]) and known_share(" ".join(words[i:])) == 1.0
        for i in range(max(1, len(words) - 9), len(words))
    )


@cache
def _leads_with_body(text: str) -> bool:
    """Whether a body stands at the beginning and something else behind it: the cell before ran into this one."""
    words = text.split(" ")
    if not may_begin_body(words[0]):
        return False
    return any(
        (words[n][:1].isupper() or words[n][:1].isdigit()) and known_share(" ".join(words[:n])) == 1.0
        for n in range(2, min(8, len(words)))
    )


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
    return 6.0 if found[0].kind != "condition" else 3.0


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
    score -= 5.0 if may_be_part(text) else 0.0
    score -= 3.0 if _leads_with_body(text) or _trails_bodies(text) else 0.0
    return score - (5.0 if _begins_with_deadline(text) or _ends_with_deadline(text) else 0.0)


def _lists_bodies(text: str) -> bool:
    return may_begin_body(text.split(" ", 1)[0]) and known_share(text) == 1.0


@cache
def _begins_with_deadline(text: str) -> bool:
    """Whether the words are a deadline, or a deadline and more."""
    words = text.split(" ")
    return any(match_form(" ".join(words[:n])) for n in range(1, min(9, len(words)) + 1))


@cache
def _ends_with_deadline(text: str) -> bool:
    """Whether a deadline stands at the end, begun with a capital: then it is the next cell."""
    words = text.split(" ")
    low = max(1, len(words) - 9)
    return any(words[i][:1].isupper() and match_form(" ".join(words[i:])) for i in range(low, len(words)))


def _note(text: str) -> float:
    if not text:
        return 0.0
    score = -1.0 + (1.0 if _NUMBER.search(text) else 0.0) - (0.0 if _opens(text) else 3.0)
    score -= 2.0 if _breaks_off(text) else 0.0
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
    return text.endswith(",") or bool(_DANGLING.search(text)) or breaks_off(text)


def may_begin(role: str, words: Sequence[str], i: int) -> bool:
    """Whether a cell of this role may begin with the word `i`: a quick test that rules most words out."""
    if role in BODY_ROLES:
        return may_begin_body(words[i])
    if role == "deadline":
        return _begins_with_deadline(" ".join(words[i : i + 9]))
    return _opens(words[i])


@cache
def _last_words() -> frozenset[str]:
    """Words that the names of bodies end with: behind "Công nghệ" the next cell may begin."""
    names = grammar("bodies.yaml")["names"]
    return frozenset(name.split()[-1].casefold() for name in names) | {"quan", "xã", "phố", "tỉnh", "huyện"}


def may_end_name(word: str) -> bool:
    """Whether a body's name may end with this word."""
    return word.casefold().strip(",.;") in _last_words()
