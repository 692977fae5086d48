"""Lines set as one line, the way a person reads them.

    "Căn cứ Chỉ thị số 38-"  +  "CT/TW ngày 30/7/2024"   →   "Căn cứ Chỉ thị số 38-CT/TW ngày 30/7/2024"

What the layout broke is joined: runs of spaces, line ends, document numbers cut at a hyphen. Page furniture is left
out. Each character keeps its place in the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from loaders.language import organ_codes
from loaders.source import Line, Passage, joined

_WORD: Final = re.compile(r"\S+")
# "38-" before "CT/TW", "1703/QĐ-" before "TTg", "2026-" before "2030": a hyphen that the layout set at a line's end.
_CUT_AT_HYPHEN: Final = re.compile(r"(?:^|[\s(])(?=\S*[\d/])\S*[^\s-]-$")
_GOES_ON: Final = re.compile(r"[A-ZĐ0-9]")
# "51-KHPH/BTG" before "TU,": a number whose organ was cut without a hyphen.
_CUT_ORGAN: Final = re.compile(r"\d+[-/][A-ZĐ]+/([A-ZĐ]+)$")
_ORGAN_REST: Final = re.compile(r"([A-ZĐ]+)(?=[,;.)\s]|$)")
# "38- CT/TW", "19/KH- UBND", "1703 /QĐ-TTg" inside one line.
_SPACE_IN_NUMBER: Final = re.compile(r"(?<=\d)-( )(?=[A-ZĐ]+/)|(?<=/)(?:[A-ZĐ][A-ZĐa-z]*)-( )(?=[A-ZĐ])")


@lru_cache(maxsize=2048)  # an act's lines: every stage asks for them again
def one_line(line: Line) -> Passage:
    """The line's words with single spaces, trimmed."""
    words: list[str] = []
    offsets: list[int] = []
    for found in _WORD.finditer(line.text):
        start, end = found.span()
        if words:
            offsets.append(line.start + start - 1)
        words.append(found[0])
        offsets.extend(range(line.start + start, line.start + end))
    return _mend(Passage(" ".join(words), tuple(offsets), (line.page,) * len(offsets)))


def _mend(passage: Passage) -> Passage:
    if "- " not in passage.text:
        return passage
    gaps = [found.start(group) for found in _SPACE_IN_NUMBER.finditer(passage.text) for group in (1, 2) if found[group]]
    if not gaps:
        return passage
    edges = [0, *(edge for gap in gaps for edge in (gap, gap + 1)), len(passage.text)]
    pieces = zip(edges[::2], edges[1::2], strict=True)
    return joined((_slice(passage, start, end) for start, end in pieces), separator="")


def _slice(passage: Passage, start: int, end: int) -> Passage:
    return Passage(passage.text[start:end], passage.offsets[start:end], passage.pages[start:end])


def glued(left: str, right: str) -> bool:
    """Whether the break between two lines stands inside a word: then nothing comes between them."""
    if _CUT_AT_HYPHEN.search(left) and _GOES_ON.match(right):
        return True
    organ, rest = _CUT_ORGAN.search(left), _ORGAN_REST.match(right)
    return bool(organ and rest and organ[1] + rest[1] in organ_codes() and organ[1] not in organ_codes())


def flow(lines: Iterable[Line]) -> Passage:
    """The lines as one passage; blank lines and furniture are left out."""
    passages = [one_line(line) for line in lines if not line.blank and not line.furniture]
    return flow_passages(passages)


def flow_passages(passages: Iterable[Passage]) -> Passage:
    """Passages that follow each other as one, joined like lines."""
    text: list[str] = []
    offsets: list[int] = []
    pages: list[int] = []
    last = ""  # the last word so far: whether the next line goes on with it is all that is asked of the text before
    for passage in passages:
        if not passage:
            continue
        together = glued(last, passage.text)
        if text and not together:
            text.append(" ")
            offsets.append(offsets[-1])
            pages.append(pages[-1])
        last = _last_word(last + passage.text if together else passage.text)
        text.append(passage.text)
        offsets.extend(passage.offsets)
        pages.extend(passage.pages)
    return Passage("".join(text), tuple(offsets), tuple(pages))


def _last_word(text: str) -> str:
    return text[text.rfind(" ") + 1 :]
