"""Markdown as OCR services write it: marks of emphasis and headings, tables as tab- or pipe-separated rows.

The marks are no words of the act and go; a row's cells stay apart:

    **Điều 1.** Ban hành kèm theo …                       →  Điều 1. Ban hành kèm theo …
    1 ⇥ Tổ chức nghiên cứu ⇥ Các bộ, ngành ⇥ Hàng năm     →  four cells

Only the marks that such files hold are read (ATX headings, emphasis, strike-through, inline HTML, rules, tables); the
offsets of all words are those of the text without marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from loaders.clean import clean
from loaders.read.pages import mark_furniture, page_starts
from loaders.read.text import decode
from loaders.source import Line, cut_lines

_HEADING: Final = re.compile(r"^ {0,3}#{1,6} +", re.MULTILINE)
_RULE: Final = re.compile(r"^ {0,3}(?:-{3,}|\*{3,}|_{3,})[ \t]*$", re.MULTILINE)
_STRUCK: Final = re.compile(r"~~.*?~~[ \t]*")
_EMPHASIS: Final = re.compile(r"(\*\*\*|\*\*|\*|__)(?=\S)(.*?\S)\1", re.DOTALL)
_LOOSE_EMPHASIS: Final = re.compile(r"\*\*([^*\n]*)\*\*")
"""What programs that make Markdown leave and no reader of it takes for emphasis: "**KT. CHỦ TỊCH **", "** **"."""
_INLINE_HTML: Final = re.compile(r"</?(?:b|i|u|em|strong|sup|sub|span|p|br)\b[^<>]*>", re.IGNORECASE)
_FOOTNOTE_MARK: Final = re.compile(r"<sup>\s*\d{1,2}\s*</sup>", re.IGNORECASE)
_PIPE_RULE: Final = re.compile(r"\s*\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|?\s*")

# What a Markdown file shows and a plain text does not.
_SIGNS: Final = (
    _HEADING,
    re.compile(r"\*\*\S.*?\S\*\*"),
    re.compile(r"^\|.*\|\s*$", re.MULTILINE),
    _INLINE_HTML,
)


def is_markdown(text: str) -> bool:
    """Whether a text without a telling file name is Markdown: at least two kinds of marks, or one many times."""
    counts = [len(sign.findall(text)) for sign in _SIGNS]
    return sum(1 for count in counts if count) >= 2 or max(counts) >= 5


def strip_marks(text: str) -> str:
    """The text without Markdown's marks; struck-out words go, their replacement stays."""
    text = _FOOTNOTE_MARK.sub("", text)
    text = _STRUCK.sub("", text)
    text = _INLINE_HTML.sub("", text)
    text = _RULE.sub("", text)
    text = _HEADING.sub("", text)
    text = _LOOSE_EMPHASIS.sub(r"\1", text)
    for _ in range(3):  # emphasis within emphasis
        text = _EMPHASIS.sub(r"\2", text)
    return text


def read_markdown(data: bytes, name: str) -> tuple[str, tuple[Line, ...]]:
    """The text of a Markdown file without marks, and its lines with the cells of table rows; errors as `decode`."""
    text = strip_marks(clean(decode(data, name)))
    starts = page_starts(text)
    text = text.replace("\f", "\n")
    lines = (_with_cells(line) for line in cut_lines(text, starts) if not _PIPE_RULE.fullmatch(line.text))
    return text, mark_furniture(tuple(lines))


def _with_cells(line: Line) -> Line:
    cells = tuple(_cells(line))
    return replace(line, cells=cells) if len(cells) > 1 else line


def _cells(line: Line) -> Iterator[Line]:
    separator = "\t" if "\t" in line.text else "|" if re.match(r"\s*\|.*\|\s*$", line.text) else None
    if separator is None:
        return
    start = 0
    pieces = line.text.split(separator)
    outer = separator == "|"
    for number, piece in enumerate(pieces):
        if not (outer and number in (0, len(pieces) - 1)):
            yield Line(piece, line.start + start, line.start + start + len(piece), line.page)
        start += len(piece) + 1
