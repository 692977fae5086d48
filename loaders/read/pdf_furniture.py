"""What is printed on a page of a PDF and is no word of the act: its number, running heads, a signature's stamp.

2                                                    a page's number
CÔNG BÁO/Số 131 + 132/Ngày 15-01-2025                a running head
Người ký: CỔNG THÔNG TIN ĐIỆN TỬ CHÍNH PHỦ           a digital signature's stamp
Email: thongtinchinhphu@chinhphu.vn
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from loaders.language import grammar

_MARGIN: Final = 0.12
"""Of the page's height, at its top and at its foot: there running heads stand."""
_MANY: Final = 3
"""Pages on which a line must come back to be a running head."""


@dataclass(frozen=True)
class Placed:
    """A line's words, and its height on the page from 0 (top) to 1."""

    text: str
    height: float
    page: int
    is_row: bool = False


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = grammar("stamps.yaml")
    openings = "|".join(table["openings"])
    either = "|".join([*table["openings"], *table["companions"]])
    return (
        re.compile(rf"\s*(?:{openings})", re.IGNORECASE),
        re.compile(rf"\s*(?:{either})", re.IGNORECASE),
        re.compile(table["page_number"], re.IGNORECASE),
    )


def stamp_lines(texts: Sequence[str]) -> set[int]:
    """Indices of a page's lines that a digital signature printed: lines that follow each other, one an opening."""
    opening, either, _ = _forms()
    found: set[int] = set()
    i = 0
    while i < len(texts):
        end = i
        while end < len(texts) and either.match(texts[end]):
            end += 1
        if any(opening.match(text) for text in texts[i:end]):
            found |= set(range(i, end))
        i = max(end, i + 1)
    return found


def furniture(lines: Sequence[Placed]) -> set[int]:
    """Indices of the lines that are page numbers, running heads or stamps, over all pages of a document."""
    pages: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        pages.setdefault(line.page, []).append(i)
    found: set[int] = set()
    for indices in pages.values():
        running = [i for i in indices if not lines[i].is_row]
        found |= {running[k] for k in stamp_lines([lines[i].text for i in running])}
        found |= {i for i in running if _is_number(lines[i])}
    return found | _running_heads(lines)


def _is_number(line: Placed) -> bool:
    return _in_margin(line) and bool(_forms()[2].fullmatch(line.text.strip()))


def _in_margin(line: Placed) -> bool:
    return line.height < _MARGIN or line.height > 1 - _MARGIN


def _running_heads(lines: Sequence[Placed]) -> set[int]:
    """Lines that come back at the same height, their figures aside, on at least `_MANY` pages and a third of all."""
    keys = {i: _key(line) for i, line in enumerate(lines) if _in_margin(line) and not line.is_row}
    on_pages = Counter(key for key, _ in {(key, lines[i].page) for i, key in keys.items()})
    count = len({line.page for line in lines})
    return {i for i, key in keys.items() if on_pages[key] >= max(_MANY, count / 3)}


def _key(line: Placed) -> tuple[str, int]:
    return re.sub(r"\d+", "#", " ".join(line.text.split())).casefold(), round(line.height * 50)
