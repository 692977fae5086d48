"""Where the pages of a plain text begin, and what on them is furniture.

A form feed begins a page. Many texts copied out of a PDF have lost it: the converter left one space at the start of
the first line of a page, or only a lonely page number. Both are evidence, never certain, so they only ever set the
page number of a place and take page numbers and running heads out of the running text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from loaders.source import Line

_PAGE_NUMBER: Final = re.compile(r"\s*[-–]?\s*(\d{1,3})\s*[-–]?\s*")
_GAZETTE_HEAD: Final = re.compile(r"\s*(?:\d+\s+)?CÔNG BÁO\s*/.*\d{4}(?:\s+\d+)?\s*")


def page_starts(text: str) -> list[int]:
    """Offsets into `text` at which pages 2, 3, … begin, in order."""
    if "\f" in text:
        return [found.end() for found in re.finditer("\f", text)]
    lines = _offsets(text)
    spaced = [start for start, line in lines[1:] if re.match(r" \S", line)]
    # A text that is indented throughout says nothing about its pages by one space more.
    if len(spaced) * 12 > sum(1 for _, line in lines if line.strip()):
        spaced = []
    return sorted({*spaced, *_numbered(lines)})


def _offsets(text: str) -> list[tuple[int, str]]:
    lines, position = [], 0
    for line in text.split("\n"):
        lines.append((position, line))
        position += len(line) + 1
    return lines


def _numbered(lines: Sequence[tuple[int, str]]) -> list[int]:
    """Offsets of page numbers: digits alone among blank lines, each number one more than an earlier one's."""
    found: dict[int, int] = {}
    texts = [text for _, text in lines]
    for i, (start, line) in enumerate(lines):
        match = _PAGE_NUMBER.fullmatch(line)
        if match and _lonely(texts, i):
            found.setdefault(int(match[1]), start)
    return [start for number, start in found.items() if number - 1 in found or number + 1 in found or number in (2, 3)]


def _lonely(texts: Sequence[str], i: int) -> bool:
    """Three blank lines before, one behind: less is the gap between two cells of a table."""
    before, after = texts[max(0, i - 3) : i], texts[i + 1 : i + 2]
    return len(before) == 3 and not any(text.strip() for text in [*before, *after])


def mark_furniture(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The same lines; page numbers at a page's top and the gazette's running head are marked as furniture."""
    numbers = _page_numbers(lines)
    return tuple(
        replace(line, furniture=True) if i in numbers or _GAZETTE_HEAD.fullmatch(line.text) else line
        for i, line in enumerate(lines)
    )


def _page_numbers(lines: Sequence[Line]) -> set[int]:
    """Indices of the lines that are page numbers: first on their page, and counting along with the pages.

    Rows of a table count too, and one may begin a page: without blank lines about them, numbers are page numbers only
    where most pages have one.
    """
    texts = [line.text for line in lines]
    tops = _page_tops(lines)
    offsets: dict[int, list[int]] = {}
    for i in tops:
        match = _PAGE_NUMBER.fullmatch(lines[i].text)
        if match and not lines[i].cells:
            offsets.setdefault(int(match[1]) - lines[i].page, []).append(i)
    lonely = {i for group in offsets.values() for i in group if _lonely(texts, i)}
    # An annex may count its pages anew: all that count along are taken together.
    counting = {i for group in offsets.values() if len(group) > 1 for i in group}
    return lonely | counting if 2 * len(lonely | counting) > len(tops) else lonely


def _page_tops(lines: Sequence[Line]) -> list[int]:
    """Indices of the first lines with words of pages 2, 3, …"""
    tops, page = [], 1
    for i, line in enumerate(lines):
        if not line.blank and line.page != page:
            page = line.page
            tops.append(i)
    return tops
