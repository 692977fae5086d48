"""The head of a task table: which columns it has, in which order, and what each is for.

    TT | Nội dung nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian | Ghi chú

The names of columns and their roles are the table `language/table_heads.csv`. A table is of tasks when it has a
column of tasks and one that says who or by when; targets, staff lists and price lists are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from loaders.language import table

NUMBER: Final = "number"
TASK: Final = "task"
BODY_ROLES: Final = ("lead", "coordinating", "directing")
DEADLINE: Final = "deadline"
RESULT: Final = "result"
NOTE: Final = "note"


@dataclass(frozen=True)
class Column:
    """One column: its role, its head as printed, and the head of the group that it stands under, if any."""

    role: str
    head: str
    group: str | None = None


def fold_head(text: str) -> str:
    """Case, spaces and what stands in brackets left aside."""
    text = re.sub(r"\([^()]*\)", " ", text)
    return re.sub(r"\s*/\s*", "/", re.sub(r"\s+", " ", text)).strip(" .:*").casefold()


@cache
def known_heads() -> dict[str, str]:
    """Role of each known head, folded."""
    return {fold_head(row["head"]): row["role"] for row in table("table_heads.csv")}


@lru_cache(maxsize=16384)
def role_of(head: str) -> str | None:
    """The role of a column's head; None for a head that the table does not know."""
    return known_heads().get(fold_head(head))


def is_task_table(columns: Sequence[Column]) -> bool:
    """Whether a table with these columns assigns tasks."""
    roles = {column.role for column in columns}
    return TASK in roles and bool(roles & {"lead", "coordinating", DEADLINE}) and len(roles & _TELLING) >= 3


_TELLING: Final = {NUMBER, TASK, *BODY_ROLES, DEADLINE, RESULT}


def columns_of_words(words: Sequence[str]) -> list[Column] | None:
    """The columns of a head whose words run on in one stream, in the order in which a row's cells come.

    Known heads are found longest first; what stands between two known heads is a column of its own under its words.
    A head over several columns ("Dự kiến kết quả" over "Đến năm 2030" and "Những năm tiếp theo") is printed before
    the number column's head or before its own sub-heads; unknown heads at the end are its parts.
    None where the words are no head of a task table.
    """
    pieces = _pieces(words)
    first = next((i for i, piece in enumerate(pieces) if piece.role == NUMBER), None)
    if first is None:
        return None
    before, after = pieces[:first], pieces[first:]
    spanning = next((piece for piece in before if piece.role == RESULT), None)
    if spanning and any(piece.role == "" for piece in after):
        before = [piece for piece in before if piece is not spanning]
        after = [Column(RESULT, piece.head, spanning.head) if piece.role == "" else piece for piece in after]
    columns = [piece if piece.role else Column("other", piece.head) for piece in [*after, *before]]
    return columns if is_task_table(columns) else None


def _pieces(words: Sequence[str]) -> list[Column]:
    pieces: list[Column] = []
    unknown: list[str] = []
    i = 0
    while i < len(words):
        length = _longest(words, i)
        if not length:
            if unknown and words[i][:1].isupper():
                pieces.append(Column("", " ".join(unknown)))
                unknown = []
            unknown.append(words[i])
            i += 1
            continue
        if unknown:
            pieces.append(Column("", " ".join(unknown)))
            unknown = []
        head = " ".join(words[i : i + length])
        pieces.append(Column(role_of(head) or "", head))
        i += length
    if unknown:
        pieces.append(Column("", " ".join(unknown)))
    return pieces


def _longest(words: Sequence[str], start: int) -> int:
    """How many words from `start` make a known head, the most that do; heads begin with a capital."""
    if not words[start][:1].isupper():
        return 0
    for length in range(min(8, len(words) - start), 0, -1):
        if role_of(" ".join(words[start : start + length])) is not None:
            return length
    return 0
