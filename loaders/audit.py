"""What became of each line of a source, and which words no stage took.

    III/2            | 2. Sở Y tế: Phối hợp với Sở Tài chính …
    furniture        | 3
    UNREAD           | (Mật)

Nothing is silent: a word that no field, text, table or known formula took is `unread` in the record.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from loaders.flow import one_line
from loaders.layout.zone_marks import RULE_LINE
from loaders.marks import Mark, marks_of
from loaders.record import Unread
from loaders.source import Line, Source
from loaders.stages import Stages
from loaders.tables.heads import role_of

MOST_UNREAD: Final = 200
"""Entries of `unread` in one record; the last one then reaches to the end of what is unread."""
LONGEST_QUOTE: Final = 400
_WORD: Final = re.compile(r"[^\W_]+")
# What a number at a row's or item's head leaves: "1.", "II.", "a)", "2.3".
_NUMBER: Final = re.compile(
    r"\W*(?:(?:Điều|Chương|Phần|Mục|Tiểu mục)\s+)?(?:\d+(?:\.\d+)*|[IVXLC]+|[A-Ha-hđ])\W*", re.IGNORECASE
)
UNREAD: Final = "UNREAD"
_OF_THE_WHOLE: Final = frozenset({"letterhead", "number or date", "basis", "signature"})
"""What a line is as a whole; it says nothing more where the line's fields are named."""


@dataclass(frozen=True)
class LineFate:
    """One line with what it was taken as, each thing once and in order; `unread`: stretches that nothing took."""

    line: Line
    tags: tuple[str, ...]
    unread: tuple[tuple[int, int], ...] = ()
    """Offsets into `Source.text`, half-open."""


def audit(stages: Stages) -> list[LineFate]:
    """Every line of the source in order, blank ones too."""
    found = sorted(marks_of(stages), key=lambda mark: (mark.start, mark.end))
    taken = bytearray(len(stages.source.text) + 1)
    for mark in found:
        taken[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
    tables = {i: _head_words(table.columns) for table in stages.tables for i in table.lines}
    index = _Index(found)
    return [
        _fate(stages.source, line, index.tags(line), taken, tables.get(i)) for i, line in enumerate(stages.source.lines)
    ]


def unread_of(fates: Sequence[LineFate], source: Source) -> list[Unread]:
    """What no stage took: neighbouring lines are one entry. At most `MOST_UNREAD`."""
    spans: list[tuple[int, int, int]] = []
    joins = False
    for fate in fates:
        if fate.line.blank or fate.line.furniture:
            continue
        whole = fate.tags == (UNREAD,)
        for number, (start, end) in enumerate(fate.unread):
            if joins and whole and number == 0 and spans[-1][2] == fate.line.page:
                spans[-1] = (spans[-1][0], end, fate.line.page)
            else:
                spans.append((start, end, fate.line.page))
        joins = whole
    if len(spans) > MOST_UNREAD:
        spans[MOST_UNREAD - 1 :] = [(spans[MOST_UNREAD - 1][0], spans[-1][1], spans[MOST_UNREAD - 1][2])]
    return [_entry(source, *span) for span in spans]


def _entry(source: Source, start: int, end: int, page: int) -> Unread:
    quote = " ".join(source.text[start : min(end, start + 2 * LONGEST_QUOTE)].split())
    return Unread(page=page, quote=quote[:LONGEST_QUOTE].rstrip(), start=start, end=end)


class _Index:
    """The marks that touch a line; lines ask in order, so each mark is met once."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._waiting = deque(marks)
        self._order = {tag: i for i, tag in enumerate(dict.fromkeys(mark.tag for mark in marks))}
        self._open: list[Mark] = []

    def tags(self, line: Line) -> tuple[str, ...]:
        while self._waiting and self._waiting[0].start < line.end:
            self._open.append(self._waiting.popleft())
        self._open = [mark for mark in self._open if mark.end > line.start]
        tags = sorted({mark.tag for mark in self._open}, key=self._order.__getitem__)
        fields = tuple(tag for tag in tags if tag not in _OF_THE_WHOLE)
        return fields or tuple(tags)


def _head_words(columns: Sequence[object]) -> frozenset[str]:
    heads = " ".join(f"{getattr(column, 'head', '')} {getattr(column, 'group', '') or ''}" for column in columns)
    return frozenset(word.casefold() for word in _WORD.findall(heads)) | _NUMBER_HEADS


_NUMBER_HEADS: Final = frozenset({"tt", "stt", "số", "thứ", "tự"})


def _fate(
    source: Source, line: Line, tags: tuple[str, ...], taken: bytearray, table: frozenset[str] | None
) -> LineFate:
    if line.blank:
        return LineFate(line, ())
    if line.furniture:
        return LineFate(line, ("furniture",))
    if RULE_LINE.fullmatch(one_line(line).text):
        return LineFate(line, ("rule",))
    if line.cells and all(role_of(one_line(cell).text) for cell in line.cells if not cell.blank):
        return LineFate(line, ("table head",))
    gaps = tuple(_gaps(source.text, line, taken))
    if gaps and table is not None:
        words = {word.casefold() for start, end in gaps for word in _WORD.findall(source.text[start:end])}
        if words <= table:
            return LineFate(line, (*tags, "table head"))
    if not tags and not gaps:
        return LineFate(line, ("number",) if _WORD.search(line.text) else ("rule",))
    return LineFate(line, tags if not gaps else (*tags, UNREAD), gaps)


def _gaps(text: str, line: Line, taken: bytearray) -> Iterator[tuple[int, int]]:
    """Stretches with words that nothing took; a lonely number belongs to the row or item behind it."""
    start = taken.find(0, line.start, line.end)
    while start >= 0:
        end = taken.find(1, start, line.end)
        end = line.end if end < 0 else end
        stretch = text[start:end]
        if _WORD.search(stretch) and not _NUMBER.fullmatch(stretch):
            yield start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip())
        start = taken.find(0, end, line.end)
