"""What changed from one wording to another, word by word, in the notation of wdiff.

    marked_changes("hoàn thành trước ngày 30/6/2026", "hoàn thành trước 31/12/2026")
        "hoàn thành trước [-ngày 30/6/2026-] {+31/12/2026+}"

A province's task beside the point of the Prime Minister's plan that it carries out: what stands in neither bracket is
common to both. Words and punctuation marks are compared one by one; capitals count, spaces and line breaks do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final

_PIECE: Final = re.compile(r"(?P<space>\s*)(?P<text>\w+(?:[/.,:-]\w+)*|[^\w\s])")
"""A word, also one like "30/6/2026" or "38-CT/TW", or a mark."""


@dataclass(frozen=True)
class _Piece:
    """A word or mark; it is the same with or without a space in front."""

    text: str
    spaced: bool = field(compare=False)


def marked_changes(before: str, after: str) -> str:
    """The later wording with what it left out as [-…-] and what it brought in as {+…+}; texts alike have no marks."""
    old, new = _pieces(before), _pieces(after)
    # autojunk takes frequent words of long texts for noise, and then marks what did not change.
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    told = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            told.append(_written(new[new_start:new_end]))
        else:
            told += [_marked(old[start:end], "[-", "-]"), _marked(new[new_start:new_end], "{+", "+}")]
    return "".join(told).strip()


def _pieces(text: str) -> list[_Piece]:
    return [_Piece(found["text"], bool(found["space"]) or not found.start()) for found in _PIECE.finditer(text.strip())]


def _written(pieces: Sequence[_Piece]) -> str:
    return "".join(" " * piece.spaced + piece.text for piece in pieces)


def _marked(pieces: Sequence[_Piece], opening: str, closing: str) -> str:
    if not pieces:
        return ""
    return f"{' ' * pieces[0].spaced}{opening}{_written(pieces).strip()}{closing}"
