"""The text of an act, and where each word of it stands.

A `Source` is one decoded text. Everything that is read later points into it by character offsets:

    source.text[span.start:span.end]     the words themselves, line breaks and all

Readers first cut the text into `Line`s. A `Passage` is some of those lines set as one line, the way a person
reads them, with the offset of each character kept: patterns run over `passage.text`, and `passage.span()` says
where in the source a match stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Span:
    """A stretch of the source: character offsets into `Source.text`, half-open; `page` counts from 1."""

    start: int
    end: int
    page: int
    quote: str


@dataclass(frozen=True)
class Line:
    """One line without its line break; `start` and `end` are offsets into `Source.text`, half-open."""

    text: str
    start: int
    end: int
    page: int
    cells: tuple[Line, ...] = ()
    """True table cells, where the format has them; each a Line of its own. Empty for a line of running text."""
    furniture: bool = False
    """A running head or a page number: printed on the page, but no word of the act."""
    paragraph: int | None = field(default=None, compare=False)
    """In a Word file, the `w:p` that the words are in, an empty cell's too: counted from 0 as they stand in the XML."""

    @property
    def blank(self) -> bool:
        return not self.text.strip()


@dataclass(frozen=True)
class LeftOut:
    """Words on a page that are not in the text: what OCR could not read, a page of which nothing could be read."""

    page: int
    words: str


@dataclass(frozen=True)
class Source:
    """A file's text, decoded, in NFC, with its font faults mended; pages as far as they can be told."""

    name: str
    """The file's name, for messages."""
    sha256: str
    """Of the file's bytes, in hexadecimal."""
    media_type: str
    """IANA media type of the file, "text/plain"."""
    text: str
    lines: tuple[Line, ...] = field(repr=False)
    ocr: float | None = None
    """How sure the OCR was, from 0 to 1, where pages were scans; None where the file had a text of its own."""
    left_out: tuple[LeftOut, ...] = ()

    @cached_property
    def pages(self) -> int:
        return max((line.page for line in self.lines), default=1)


@dataclass(frozen=True)
class Passage:
    """Words of the source set as one line. `offsets[i]` is the place in `Source.text` of `text[i]`."""

    text: str
    offsets: tuple[int, ...] = field(repr=False)
    pages: tuple[int, ...] = field(repr=False)

    def __bool__(self) -> bool:
        return bool(self.text)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Where `text[start:end]` stands in the source, white space at its ends left out.

        ValueError when there is nothing between start and end.
        """
        end = len(self.text) if end is None else end
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start >= end:
            raise ValueError("an empty stretch has no place")
        return Span(self.offsets[start], self.offsets[end - 1] + 1, self.pages[start], self.text[start:end])

    def part(self, start: int, end: int | None = None) -> Passage:
        """The passage of `text[start:end]`, trimmed of white space."""
        end = len(self.text) if end is None else end
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Passage(self.text[start:end], self.offsets[start:end], self.pages[start:end])


def joined(passages: Iterable[Passage], separator: str = " ") -> Passage:
    """Several passages as one, with `separator` between them (it takes the place of the character before it)."""
    text: list[str] = []
    offsets: list[int] = []
    pages: list[int] = []
    for passage in passages:
        if not passage:
            continue
        if text and separator:
            text.append(separator)
            offsets.extend([offsets[-1]] * len(separator))
            pages.extend([pages[-1]] * len(separator))
        text.append(passage.text)
        offsets.extend(passage.offsets)
        pages.extend(passage.pages)
    return Passage("".join(text), tuple(offsets), tuple(pages))


def cut_lines(text: str, page_starts: Sequence[int] = ()) -> tuple[Line, ...]:
    """The lines of a text. `page_starts`: offsets at which pages 2, 3, … begin, in order."""
    lines: list[Line] = []
    position, page = 0, 1
    starts = list(page_starts)
    for raw in text.split("\n"):
        while starts and starts[0] <= position:
            page += 1
            starts.pop(0)
        lines.append(Line(raw, position, position + len(raw), page))
        position += len(raw) + 1
    return tuple(lines)
