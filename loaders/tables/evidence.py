"""How well some words fit a column of a task table.

A linearised table gives the words of a row's cells in one stream. Each way of cutting the stream is a reading; this
module says, for one cell of such a reading, how likely it looks: positive for evidence that the words belong to the
column, negative against it. The figures are weights of evidence, set by hand on real plans; docs/reading.md tells the
model. What the words of bodies, deadlines and products look like are tables of language, not part of this module.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from loaders.bodies import breaks_off, list_shape, may_begin_body
from loaders.deadlines import match_form, may_be_part
from loaders.language import grammar
from loaders.tables.deadline_signs import (
    LINKING,
    begins_deadline,
    begins_with_deadline,
    ends_with_deadline,
    trails_deadline,
)
from loaders.tables.heads import BODY_ROLES

_SENTENCE_END: Final = re.compile(r"[.;!?”\")…]$")
# Words that a cell does not end with: the rest of the phrase is missing.
_DANGLING: Final = re.compile(
    r"(?:^|\s)(?:và|của|với|các|về|cho|để|trong|theo|tại|thuộc|từ|đến|trên|có|những|hoặc|do|bằng|giữa|được|là|có liên|"
    r"ít nhất|khu vực|số|ngày|tháng|quý|năm|Việt|Thủ tướng)$",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\d+[-/][A-ZĐ]")
# The rest of a name that the cell before began: "khu vực" and "II".
_LEFT_OVER: Final = re.compile(r"(?:[IVX]+|Nam)(?:[\s,;.]|$)")


# The most words that a cell of a role has; longer ones are not looked at.
LONGEST: Final[Mapping[str, int]] = {
    "lead": 90,
    "coordinating": 110,
    "directing": 40,
    "deadline": 14,
    "result": 120,
    "note": 60,
}


@cache
def _result_forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = grammar("results.yaml")
    openings = "|".join(table["openings"])
    return re.compile(rf"(?:{openings})\b", re.IGNORECASE), re.compile(table["quantity"], re.IGNORECASE)


@cache
def _note_openings() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(grammar('notes.yaml')['openings'])})\b", re.IGNORECASE)


@lru_cache(maxsize=16384)
def fit(role: str, text: str) -> float:
    """The evidence for `text` being a whole cell of a column with this role; `text` may be empty."""
    return _FITS.get(role, _other)(text)


_SEPARATOR: Final = re.compile(r"[,;:()/]| và ")
_MOST_CAPITALS: Final = 9
"""No body's name has more words with a capital; more without a mark between them are no list of bodies."""


@lru_cache(maxsize=16384)
def _shape(text: str) -> tuple[float, int]:
    """The share of a text that is known bodies, and how many of them follow each other without a mark."""
    stretches = _SEPARATOR.split(text)
    if any(sum(word[:1].isupper() for word in stretch.split()) > _MOST_CAPITALS for stretch in stretches):
        return 0.0, 0
    return list_shape(text)


def _share(text: str) -> float:
    return _shape(text)[0]


def _task(text: str) -> float:
    if not text:
        return -30.0
    score = 0.0 if _opens(text) and not _LEFT_OVER.match(text) else -4.0
    score += 1.5 if _SENTENCE_END.search(text) else 0.0
    score -= 4.5 if _breaks_off(text) else 0.0
    score -= 3.0 if _trails_bodies(text) else 0.0
    score -= 6.0 if trails_deadline(text) else 0.0
    return score - (6.0 if len(text) < 12 else 0.0)


@lru_cache(maxsize=16384)
def _trails_bodies(text: str) -> bool:
    """Whether a list of bodies stands at the end without a link: the cell behind ran into this one."""
    words = text.split(" ")
    return any(
        _opens_body(words[i]) and not LINKING.search(words[i - 1]) and _share(" ".join(words[i:])) == 1.0
        for i in range(max(1, len(words) - 9), len(words))
    )


@lru_cache(maxsize=16384)
def _runs_on(text: str) -> bool:
    """Whether a product or a note stands behind a body: "Sở Y tế Đang thực hiện"."""
    words = text.split(" ")
    openings = _result_forms()[0], _note_openings()
    for i in range(2, len(words)):
        if words[i][:1].isupper() and not LINKING.search(words[i - 1]):
            rest = " ".join(words[i:])
            if any(opening.match(rest) for opening in openings) and _share(rest) < 1:
                return True
    return False


def _holds_note(text: str) -> bool:
    """Whether a note stands behind a product: "Trang thông tin, bản đồ số Nhiệm vụ mới"."""
    words = text.split(" ")
    return any(
        words[i][:1].isupper()
        and not LINKING.search(words[i - 1])
        and _note_openings().match(" ".join(words[i : i + 3]))
        for i in range(2, len(words))
    )


@lru_cache(maxsize=16384)
def _leads_with_body(text: str) -> bool:
    """Whether a body stands at the beginning and something else behind it: the cell before ran into this one."""
    words = text.split(" ")
    if not _opens_body(words[0]):
        return False
    return any(
        (words[n][:1].isupper() or words[n][:1].isdigit()) and _share(" ".join(words[:n])) == 1.0
        for n in range(2, min(8, len(words)))
    )


def _bodies(empty: float) -> Callable[[str], float]:
    def score(text: str) -> float:
        if not text:
            return empty
        if len(text) > _LONGEST_LIST:
            return -20.0
        known, unseparated = _shape(text)
        value = 4.0 * known - (_UNKNOWN_NAME if _may_be_name(text) else 8.0) * (1 - known)
        value -= 0.0 if _opens(text) and not _LEFT_OVER.match(text) else 3.0
        value -= 6.0 if _DANGLING.search(text) or text.endswith(",") else 1.0 if text.endswith(";") else 0.0
        value -= 6.0 if trails_deadline(text) or _runs_on(text) else 0.0
        return value - 4.0 * unseparated

    return score


_LONGEST_LIST: Final = 400
"""No cell lists bodies in more letters; a longer text is judged by its beginning."""
_LONGEST_UNKNOWN: Final = 9
_UNKNOWN_NAME: Final = 4.0
"""What words cost that are no known body but may be the name of one."""


def _may_be_name(text: str) -> bool:
    """Whether the words may be an unknown body's name: a capital, no sentence, no deadline, no product."""
    if not text[:1].isupper() or "." in text or text.count(" ") >= 2 * _LONGEST_UNKNOWN:
        return False
    return not (match_form(text) or may_be_part(text) or _result_forms()[0].match(text) or _NUMBER.search(text))


def _deadline(text: str) -> float:
    if not text:
        return -3.0
    if len(text) > 120:
        return -15.0
    found = match_form(text)
    if found is None:
        return -0.5 if begins_deadline(text.split(" ")) and any(c.isdigit() for c in text) else -8.0
    if found[0].kind == "condition":
        return 3.0 - (5.0 if _DANGLING.search(text) else 0.0)
    return 6.0


def _result(text: str) -> float:
    if not text:
        return -1.0
    openings, quantity = _result_forms()
    score = 0.5 if _opens(text) and not _LEFT_OVER.match(text) else -3.0
    if text.count(" ") < 2 and not openings.match(text):
        score -= 2.5
    if quantity.fullmatch(text) and len(re.findall(r"\d+", text)) == 1:
        score += 3.0
    elif openings.match(text):
        score += 1.5
    elif _lists_bodies(text):
        score -= 3.0
    score -= 4.5 if _breaks_off(text) else 0.0
    score -= 6.0 if may_be_part(text) or trails_deadline(text) else 0.0
    if _note_openings().match(text) and not openings.match(text):
        score -= 3.0
    score -= 3.0 if _holds_note(text) else 0.0
    score -= 3.0 if _leads_with_body(text) or _trails_bodies(text) else 0.0
    return score - (5.0 if begins_with_deadline(text) or ends_with_deadline(text) else 0.0)


def _lists_bodies(text: str) -> bool:
    if len(text) > _LONGEST_LIST:
        text = text[:_LONGEST_LIST].rpartition(",")[0] or text[:_LONGEST_LIST]
    return _opens_body(text.split(" ", 1)[0]) and _share(text) == 1.0


def _note(text: str) -> float:
    if not text:
        return 0.0
    score = -1.0 + (1.0 if _NUMBER.search(text) else 0.0) - (0.0 if _opens(text) else 3.0)
    score += 1.5 if _note_openings().match(text) else 0.0
    score -= 2.0 if " " not in text or _LEFT_OVER.match(text) else 0.0
    score -= 4.0 if trails_deadline(text) else 0.0
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
    return text.endswith(",") or bool(_DANGLING.search(text)) or _name_breaks_off(" ".join(text.rsplit(" ", 7)[-7:]))


@lru_cache(maxsize=16384)
def _name_breaks_off(last_words: str) -> bool:
    return breaks_off(last_words)


@lru_cache(maxsize=4096)
def _opens_body(word: str) -> bool:
    return may_begin_body(word)


def may_begin(role: str, words: Sequence[str], i: int) -> bool:
    """Whether a cell of this role may begin with the word `i`: a quick test that rules most words out."""
    if role in BODY_ROLES:
        return _opens_body(words[i])
    if role == "deadline":
        return begins_with_deadline(" ".join(words[i : i + 9]))
    return _opens(words[i])


def longest_unknown(word: str) -> int:
    """How many words a body of a kind that no table has may have whose name begins with this one."""
    return _LONGEST_UNKNOWN if word[:1].isupper() else 0


@cache
def _last_words() -> frozenset[str]:
    """Words that the names of bodies end with: behind "Công nghệ" the next cell may begin."""
    names = grammar("bodies.yaml")["names"]
    return frozenset(name.split()[-1].casefold() for name in names) | {"quan", "xã", "phố", "tỉnh", "huyện"}


def may_end_name(word: str) -> bool:
    """Whether a body's name may end with this word."""
    return word.casefold().strip(",.;") in _last_words()
