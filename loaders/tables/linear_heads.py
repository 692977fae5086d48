"""Heads of tables that run on as lines: where one stands, and which row number a line may begin with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from loaders.source import Line
from loaders.tables.heads import NUMBER, Column, columns_of_words, fold_head, role_of
from loaders.tables.row_numbers import Label, read_label, read_letter

_LONGEST_HEAD: Final = 60
"""Lines that a head may take, blank ones too."""

_LONGEST_TITLE: Final = 10
"""Lines that a group's letter and title may take, blank ones too."""
_MOST_WORDS: Final = 60


@dataclass(frozen=True)
class Head:
    start: int
    end: int
    """Index of the first line behind the head."""
    columns: tuple[Column, ...]
    words: tuple[str, ...]


def heads_of(lines: Sequence[Line], first: int) -> Iterator[Head]:
    end = first
    for i in range(first, len(lines)):
        if i >= end and _names_numbers(lines[i]):
            head = _head_at(lines, i, end)
            if head:
                end = head.end
                yield head


def _names_numbers(line: Line) -> bool:
    """Whether a line begins with the name of the number column."""
    words = words_of_line(line)
    return bool(words) and not line.cells and any(role_of(" ".join(words[:n])) == NUMBER for n in (1, 2, 3))


def _head_at(lines: Sequence[Line], number_line: int, first: int) -> Head | None:
    """The head around a line, from line `first` on: up to the first row, or to where it is printed again."""
    end = next(
        (
            i
            for i in range(number_line + 1, min(len(lines), number_line + _LONGEST_HEAD))
            if first_label(lines, i) is not None or _names_numbers(lines[i]) or _first_letter(lines, i)
        ),
        None,
    )
    if end is None:
        return None
    behind = [word for line in lines[number_line:end] for word in words_of_line(line)]
    start = _first_line_of_head(lines, number_line, first)
    words = [word for line in lines[start:number_line] for word in words_of_line(line)] + behind
    words = _once(words) if len(words) <= 2 * _MOST_WORDS else []
    columns = columns_of_words(words) if 0 < len(words) <= _MOST_WORDS else None
    return Head(start, end, tuple(columns), tuple(fold_head(word) for word in words)) if columns else None


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
        words = words_of_line(lines[i]) + words
        if words and all_heads(tuple(words)):
            start = i
    return start


@lru_cache(maxsize=4096)
def all_heads(words: tuple[str, ...]) -> bool:
    """Whether the words are names of columns and nothing else."""
    if not words:
        return True
    return len(words) <= _MOST_WORDS and any(
        role_of(" ".join(words[:n])) is not None and all_heads(words[n:]) for n in range(min(8, len(words)), 0, -1)
    )


def words_of_line(line: Line) -> list[str]:
    return [] if line.furniture else line.text.split()


def label_of(lines: Sequence[Line], i: int) -> Label | None:
    """The row number that line `i` may begin with: one whose row begins with a capital, here or on the next line."""
    label, opening = number_and_opening(lines, i)
    return label if opening.isupper() or opening in ("“", '"', "(") else None


def first_label(lines: Sequence[Line], i: int) -> Label | None:
    """The same behind a head, where a first row may begin with a figure: "1" before "2026-2030"."""
    label, opening = number_and_opening(lines, i)
    return label if label and label.value == 1 and opening.isdigit() else label_of(lines, i)


def letter_of(lines: Sequence[Line], i: int) -> Label | None:
    """The letter of a group that line `i` may begin with: a title begins behind it, and a row within a few lines."""
    words = words_of_line(lines[i])
    label = read_letter(words[0]) if words else None
    title = _behind(lines, i, words) if label else []
    if not title or not title[0][0].isupper() or len(title[0]) == 1:
        return None
    return label if any(label_of(lines, k) for k in range(i + 1, min(len(lines), i + _LONGEST_TITLE))) else None


def _first_letter(lines: Sequence[Line], i: int) -> bool:
    letter = letter_of(lines, i)
    return letter is not None and letter.value == 1


def number_and_opening(lines: Sequence[Line], i: int) -> tuple[Label | None, str]:
    """A number at the beginning of line `i`, and the first letter behind it."""
    words = words_of_line(lines[i])
    label = read_label(words[0]) if words else None
    if label is None:
        return None, ""
    rest = _behind(lines, i, words)
    return label, rest[0][0] if rest else ""


def _behind(lines: Sequence[Line], i: int, words: Sequence[str]) -> Sequence[str]:
    """The words behind the first one of line `i`, there or on the next line that has any."""
    return words[1:] or next((words_of_line(line) for line in lines[i + 1 : i + 5] if words_of_line(line)), [])
