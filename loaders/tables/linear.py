"""Task tables in a text that has lost its columns: a row's cells follow each other as lines.

    TT
    Nội dung nhiệm vụ
    Cơ quan chủ trì …
    1
    Tổ chức nghiên cứu, quán triệt, tuyên truyền, phổ biến
    Các sở, ban,
    ngành …

The table's own head tells which columns there are and in which order; row numbers that count up tell the rows; heads
repeated at the top of a page, whole or cut short, are left out. The cells of a row are `linear_rows`' work.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from loaders.flow import flow_passages, one_line
from loaders.source import Line, Passage, joined
from loaders.tables.fragments import Piece, Reading
from loaders.tables.heads import NUMBER, fold_head, role_of
from loaders.tables.linear_heads import (
    Head,
    all_heads,
    first_label,
    heads_of,
    label_of,
    letter_of,
    number_and_opening,
    words_of_line,
)
from loaders.tables.linear_table import read_rows
from loaders.tables.model import TableRow, TaskTable
from loaders.tables.row_numbers import Candidate, Label, begins_anew, best_chain, follows, is_group

_LOOK_BACK: Final = 600
"""How many lines before a repeated head tell what the rows before it counted to."""
_END: Final = re.compile(r"\s*(?:PHỤ LỤC|Phụ lục)\b(?!.*\bkèm theo\b)|\s*Nơi nhận\s*:|\s*(?:TM|KT|TL|TUQ)\.\s")

# Words that a Roman number belongs to: "Chi cục Hải quan khu vực" before "II".
_COUNTED: Final = re.compile(
    r"\b(?:khu vực|vùng|qu[ýí]|cấp|hạng|loại|nhóm|khóa|khoá|kỳ|đợt|phần|mục)\s*$", re.IGNORECASE
)


def read_linear_tables(lines: Sequence[Line], first: int = 0) -> list[TaskTable]:
    """The task tables of the lines from index `first` on; lines with true cells are not looked at."""
    heads = _different(lines, list(heads_of(lines, first)))
    tables = []
    ends = [head.start for head in heads[1:]] + [len(lines)]
    for head, end in zip(heads, ends, strict=False):
        tables.append(_table(lines, head, _region_end(lines, head.end, end)))
    return tables


def _region_end(lines: Sequence[Line], start: int, end: int) -> int:
    return next((i for i in range(start, end) if _END.match(lines[i].text)), end)


def _different(lines: Sequence[Line], heads: Sequence[Head]) -> list[Head]:
    """The heads that begin a table; the others repeat the head before them at the top of a page."""
    kept: list[Head] = []
    for head in heads:
        if not kept or not _repeats(head, kept[-1]) or _begins_anew(lines, kept[-1], head):
            kept.append(head)
    return kept


def _repeats(head: Head, before: Head) -> bool:
    """Whether a head has the same words, and behind them the rest of a row at most, but no further column."""
    length = len(before.words)
    for i in range(len(head.words) - length + 1):
        if head.words[i : i + length] == before.words:
            rest = head.words[i + length :]
            return not (rest and all_heads(tuple(rest)))
    return False


def _begins_anew(lines: Sequence[Line], before: Head, head: Head) -> bool:
    """Whether the numbers behind a repeated head count from the first again: then it is another table's."""
    label = first_label(lines, head.end)
    if label is None or label.value != 1:
        return False
    body = _without_heads(lines, before, max(before.end, head.start - _LOOK_BACK), head.start)
    chain = _chain(lines, body)
    return bool(chain) and begins_anew(label, chain[-1].label)


def _table(lines: Sequence[Line], head: Head, end: int) -> TaskTable:
    body = _without_heads(lines, head, head.end, end)
    chain = _chain(lines, body)
    if not chain:
        return TaskTable(head.columns[1:], (), frozenset(range(head.start, end)), _words_of(lines, body))
    columns = tuple(column for column in head.columns if column.role != NUMBER)
    has_rows = any(candidate.label.kind not in ("letter", "roman") for candidate in chain)
    drafts: list[_Draft] = []
    for here, following in zip(chain, [*chain[1:], None], strict=True):
        stop = following.line if following else end
        own = body[bisect_left(body, here.line) : bisect_left(body, stop)]
        group = is_group(here.label, following.label if following else None)
        group = group and (has_rows or here.label.kind == "letter")
        drafts.append(_Draft(here.label, _fragments(lines, own), group))
    roles = [column.role for column in columns]
    told = _gaps_tell(lines, head.end, end)
    readings = list(read_rows([draft.fragments for draft in drafts if not draft.group], roles, told))
    rows = tuple(_rows(drafts, readings))
    strays = [*_words_of(lines, [i for i in body if i < chain[0].line]), *_uncut(drafts, readings)]
    return TaskTable(columns, rows, frozenset(range(head.start, end)), tuple(strays))


def _words_of(lines: Sequence[Line], own: Sequence[int]) -> tuple[Passage, ...]:
    """The words of some lines as one passage, if there are any."""
    words = joined(one_line(lines[i]) for i in own)
    return (words,) if words else ()


@dataclass(frozen=True)
class _Draft:
    """A row before its cells are found: the pieces of its lines, a list for each page."""

    label: Label
    fragments: Sequence[Sequence[Piece]]
    group: bool


def _rows(drafts: Sequence[_Draft], readings: Sequence[Reading]) -> Iterator[TableRow]:
    following = iter(readings)
    for draft in drafts:
        if draft.group:
            title = flow_passages(piece.passage for fragment in draft.fragments for piece in fragment)
            yield TableRow(draft.label, title=title)
        else:
            reading = next(following)
            yield TableRow(draft.label, reading.cells, None, reading.score, reading.lead, reading.misplaced)


def _uncut(drafts: Sequence[_Draft], readings: Sequence[Reading]) -> Iterator[Passage]:
    """The words of the rows that no cells were found in."""
    for draft, reading in zip((draft for draft in drafts if not draft.group), readings, strict=True):
        if not any(reading.cells):
            words = joined(piece.passage for fragment in draft.fragments for piece in fragment)
            yield from (words,) if words else ()


def _chain(lines: Sequence[Line], body: Sequence[int]) -> list[Candidate]:
    """The lines that begin a row or a group. Below each letter the rows count on, or from the first again."""
    letters = _letters(lines, body)
    starts = [bisect_left(body, letter.line) for letter in letters]
    parts = [body[start:end] for start, end in zip([0, *starts], [*starts, len(body)], strict=True)]
    chains = [best_chain([each for i in part if (each := _candidate(lines, i))]) for part in parts]
    if not all(chains[1:]):
        return best_chain([each for i in body if (each := _candidate(lines, i))])
    return [*chains[0], *(each for letter, chain in zip(letters, chains[1:], strict=True) for each in (letter, *chain))]


def _letters(lines: Sequence[Line], body: Sequence[int]) -> list[Candidate]:
    """The lines that begin a group with a letter, from A on; one letter alone is none."""
    found: list[Candidate] = []
    for i in body:
        letter = letter_of(lines, i)
        if letter and follows(letter, found[-1].label if found else None):
            found.append(Candidate(i, letter))
    return found if len(found) > 1 else []


def _candidate(lines: Sequence[Line], i: int) -> Candidate | None:
    label, opening = number_and_opening(lines, i)
    if label is None or not (label_of(lines, i) or opening.isdigit()):
        return None
    words = words_of_line(lines[i])
    marked = len(words) == 1 or words[0][-1] in ".)"
    if label.kind == "roman" and _COUNTED.search(_line_before(lines, i)):
        return None
    # A first cell may begin with a figure, "02 lớp tập huấn", but more often such a number is no row's.
    return Candidate(i, label, (0.5 if marked else 0.0) - (1.5 if opening.isdigit() else 0.0))


def _line_before(lines: Sequence[Line], i: int) -> str:
    return next((lines[j].text for j in range(i - 1, max(-1, i - 4), -1) if not lines[j].blank), "")


def _gaps_tell(lines: Sequence[Line], start: int, end: int) -> bool:
    """Whether blank lines part cells: not where the converter set one behind every line."""
    filled = [i for i in range(start, end) if not lines[i].blank]
    followed = sum(1 for i in filled if i + 1 < end and lines[i + 1].blank)
    return followed < 0.6 * len(filled)


def _without_heads(lines: Sequence[Line], head: Head, start: int, end: int) -> list[int]:
    """Indices of the filled lines of a part of the table, repeated heads left out."""
    kept: list[int] = []
    run: list[int] = []
    page = lines[start].page if start < len(lines) else 1
    reached: int | None = None
    for i in range(start, end):
        words = words_of_line(lines[i])
        if not words:
            continue
        if lines[i].page != page or role_of(words[0]) == NUMBER:
            page, reached = lines[i].page, 0
        reached = None if reached is None else _further(words, head.words, reached)
        if reached is not None:
            run.append(i)
            continue
        kept += [*_no_head(lines, run), i]
        run = []
    return [*kept, *_no_head(lines, run)]


def _no_head(lines: Sequence[Line], run: Sequence[int]) -> Sequence[int]:
    """The lines if none of them begins a column's name: "quan" is the end of "cơ quan" in a cell."""
    return [] if any(lines[i].text.lstrip()[:1].isupper() for i in run) else run


def _further(words: Sequence[str], head: Sequence[str], reached: int) -> int | None:
    """Where in the head a line ends that repeats some of its words from `reached` on; None for another line.

    Columns may be left out; a single small word goes on with the name before it.
    """
    folded = [fold_head(word) for word in words]
    last = reached if reached and len(words) == 1 and words[0][:1].islower() else len(head) - len(words)
    return next((i + len(words) for i in range(reached, last + 1) if list(head[i : i + len(words)]) == folded), None)


def _fragments(lines: Sequence[Line], own: Sequence[int]) -> list[list[Piece]]:
    """The lines of a row without its number, a list for each page that it stands on."""
    fragments: list[list[Piece]] = []
    page = 0
    for i in own:
        passage = one_line(lines[i])
        if i == own[0]:
            passage = passage.part(len(passage.text.split(" ", 1)[0]))
        if not passage:
            page = page or lines[i].page
            continue
        if lines[i].page != page or not fragments:
            fragments.append([])
            page = lines[i].page
        fragments[-1].append(Piece(passage, i > 0 and lines[i - 1].blank))
    return fragments
