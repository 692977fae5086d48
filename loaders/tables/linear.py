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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from loaders.flow import flow, flow_passages, one_line
from loaders.source import Line
from loaders.tables.heads import NUMBER, Column, columns_of_words, fold_head, role_of
from loaders.tables.linear_rows import Piece, Reading
from loaders.tables.linear_table import read_rows
from loaders.tables.model import TableRow, TaskTable
from loaders.tables.row_numbers import Candidate, Label, begins_anew, best_chain, is_group, read_label

_LONGEST_HEAD: Final = 60
"""Lines that a head may take, blank ones too."""
_MOST_WORDS: Final = 60
_END: Final = re.compile(r"\s*(?:PHỤ LỤC|Phụ lục)\b(?!.*\bkèm theo\b)|\s*Nơi nhận\s*:|\s*(?:TM|KT|TL|TUQ)\.\s")


@dataclass(frozen=True)
class _Head:
    start: int
    end: int
    """Index of the first line behind the head."""
    columns: tuple[Column, ...]
    words: tuple[str, ...]


def read_linear_tables(lines: Sequence[Line], first: int = 0) -> list[TaskTable]:
    """The task tables of the lines from index `first` on; lines with true cells are not looked at."""
    heads = _different(lines, list(_heads(lines, first)))
    tables = []
    ends = [head.start for head in heads[1:]] + [len(lines)]
    for head, end in zip(heads, ends, strict=False):
        tables.append(_table(lines, head, _region_end(lines, head.end, end)))
    return tables


def _region_end(lines: Sequence[Line], start: int, end: int) -> int:
    return next((i for i in range(start, end) if _END.match(lines[i].text)), end)


def _different(lines: Sequence[Line], heads: Sequence[_Head]) -> list[_Head]:
    """The heads that begin a table; the others repeat the head before them at the top of a page."""
    kept: list[_Head] = []
    for head in heads:
        if not kept or not _repeats(head, kept[-1]) or _begins_anew(lines, kept[-1], head):
            kept.append(head)
    return kept


def _repeats(head: _Head, before: _Head) -> bool:
    """Whether a head has the same words, and behind them the rest of a row at most, but no further column."""
    length = len(before.words)
    for i in range(len(head.words) - length + 1):
        if head.words[i : i + length] == before.words:
            rest = head.words[i + length :]
            return not (rest and _all_heads(rest))
    return False


def _begins_anew(lines: Sequence[Line], before: _Head, head: _Head) -> bool:
    """Whether the numbers behind a repeated head count from the first again: then it is another table's."""
    chain = _chain(lines, _without_heads(lines, before, head.start))
    return bool(chain) and begins_anew(_label_of(lines, head.end), chain[-1].label)


def _heads(lines: Sequence[Line], first: int) -> Iterator[_Head]:
    end = first
    for i in range(first, len(lines)):
        if i >= end and _names_numbers(lines[i]):
            head = _head_at(lines, i, end)
            if head:
                end = head.end
                yield head


def _names_numbers(line: Line) -> bool:
    """Whether a line begins with the name of the number column."""
    words = _words(line)
    return bool(words) and not line.cells and any(role_of(" ".join(words[:n])) == NUMBER for n in (1, 2, 3))


def _head_at(lines: Sequence[Line], number_line: int, first: int) -> _Head | None:
    """The head around a line, from line `first` on: up to the first row, or to where it is printed again."""
    end = next(
        (
            i
            for i in range(number_line + 1, min(len(lines), number_line + _LONGEST_HEAD))
            if _label_of(lines, i) is not None or _names_numbers(lines[i])
        ),
        None,
    )
    if end is None:
        return None
    behind = [word for line in lines[number_line:end] for word in _words(line)]
    start = _first_line_of_head(lines, number_line, first)
    words = [word for line in lines[start:number_line] for word in _words(line)] + behind
    words = _once(words)
    columns = columns_of_words(words)
    if columns and len(words) > _MOST_WORDS:
        columns = None
    return _Head(start, end, tuple(columns), tuple(fold_head(word) for word in words)) if columns else None


def _once(words: Sequence[str]) -> list[str]:
    """A head without its repetition: it may stand at the end of a page and, cut short, on the next once more."""
    for i in range(2, len(words) - 1):
        length = len(words) - i
        if length <= i and words[i - length : i] == words[i:]:
            return list(words[:i])
    return list(words)


def _first_line_of_head(lines: Sequence[Line], number_line: int, first: int) -> int:
    """Where the head begins: heads over several columns are printed before the number column's."""
    start = number_line
    words: list[str] = []
    for i in range(number_line - 1, max(first - 1, number_line - 12), -1):
        words = _words(lines[i]) + words
        if words and _all_heads(tuple(words)):
            start = i
    return start


def _all_heads(words: Sequence[str]) -> bool:
    """Whether the words are names of columns and nothing else."""
    if not words:
        return True
    return any(
        role_of(" ".join(words[:n])) is not None and _all_heads(words[n:]) for n in range(min(8, len(words)), 0, -1)
    )


def _words(line: Line) -> list[str]:
    return [] if line.furniture else line.text.split()


def _label_of(lines: Sequence[Line], i: int) -> Label | None:
    """The row number that line `i` may begin with: one whose row begins with a capital, here or on the next line."""
    label, opening = _number_and_opening(lines, i)
    return label if opening.isupper() or opening in ("“", '"', "(") else None


def _number_and_opening(lines: Sequence[Line], i: int) -> tuple[Label | None, str]:
    """A number at the beginning of line `i`, and the first letter behind it."""
    words = _words(lines[i])
    label = read_label(words[0]) if words else None
    if label is None:
        return None, ""
    rest = words[1:] or next((_words(line) for line in lines[i + 1 : i + 5] if _words(line)), [])
    return label, rest[0][0] if rest else ""


def _table(lines: Sequence[Line], head: _Head, end: int) -> TaskTable:
    body = _without_heads(lines, head, end)
    chain = _chain(lines, body)
    if not chain:
        return TaskTable(head.columns[1:], (), frozenset(range(head.start, end)))
    columns = tuple(column for column in head.columns if column.role != NUMBER)
    has_rows = any(candidate.label.kind != "roman" for candidate in chain)
    drafts: list[_Draft] = []
    for here, following in zip(chain, [*chain[1:], None], strict=True):
        stop = following.line if following else end
        own = [i for i in body if here.line <= i < stop]
        group = is_group(here.label, following.label if following else None) and has_rows
        drafts.append(_Draft(here.label, _fragments(lines, own), group))
    roles = [column.role for column in columns]
    readings = read_rows(
        [draft.fragments for draft in drafts if not draft.group], roles, _gaps_tell(lines, head.end, end)
    )
    rows = [_row(draft, readings) for draft in drafts]
    strays = [i for i in body if i < chain[0].line]
    stray = flow([lines[i] for i in strays])
    return TaskTable(columns, tuple(rows), frozenset(range(head.start, end)), (stray,) if stray else ())


@dataclass(frozen=True)
class _Draft:
    """A row before its cells are found: the pieces of its lines, a list for each page."""

    label: Label
    fragments: Sequence[Sequence[Piece]]
    group: bool


def _row(draft: _Draft, readings: Iterator[Reading]) -> TableRow:
    if draft.group:
        return TableRow(draft.label, title=flow_passages(p.passage for fragment in draft.fragments for p in fragment))
    reading = next(readings)
    return TableRow(draft.label, reading.cells, evidence=reading.score, margin=reading.lead)


def _chain(lines: Sequence[Line], body: Sequence[int]) -> list[Candidate]:
    """The lines that begin a row."""
    return best_chain([candidate for i in body if (candidate := _candidate(lines, i))])


def _candidate(lines: Sequence[Line], i: int) -> Candidate | None:
    label, opening = _number_and_opening(lines, i)
    if label is None or not (_label_of(lines, i) or opening.isdigit()):
        return None
    words = _words(lines[i])
    marked = len(words) == 1 or words[0][-1] in ".)"
    # A first cell may begin with a figure, "02 lớp tập huấn", but more often such a number is no row's.
    return Candidate(i, label, (0.5 if marked else 0.0) - (1.5 if opening.isdigit() else 0.0))


def _gaps_tell(lines: Sequence[Line], start: int, end: int) -> bool:
    """Whether blank lines part cells: not where the converter set one behind every line."""
    filled = [i for i in range(start, end) if not lines[i].blank]
    followed = sum(1 for i in filled if i + 1 < end and lines[i + 1].blank)
    return followed < 0.6 * len(filled)


def _without_heads(lines: Sequence[Line], head: _Head, end: int) -> list[int]:
    """Indices of the table's filled lines, repeated heads left out."""
    kept: list[int] = []
    page = lines[head.end].page if head.end < len(lines) else 1
    in_head = False
    for i in range(head.end, end):
        words = _words(lines[i])
        if not words:
            continue
        if lines[i].page != page or role_of(words[0]) == NUMBER:
            page, in_head = lines[i].page, True
        in_head = in_head and _within([fold_head(word) for word in words], head.words)
        if not in_head:
            kept.append(i)
    return kept


def _within(words: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether the words stand in the head one behind the other."""
    return any(list(whole[i : i + len(words)]) == list(words) for i in range(len(whole) - len(words) + 1))


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
