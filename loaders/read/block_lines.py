"""Paragraphs and tables become the lines of a source.

a paragraph                                        one line (several where it has line breaks)
a table of tasks, of figures, of staff             one line a row, with its cells
a table that only sets things side by side         the paragraphs of its cells as lines, left cell first
    (issuer | quốc hiệu, "Nơi nhận" | who signs)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loaders.clean import clean
from loaders.read.blocks import Block, Paragraph, Slot, flat, grid
from loaders.read.layout_tables import is_data
from loaders.source import Line


@dataclass(frozen=True)
class _Row:
    """What will be a line: its pieces are the cells of a table's row, or a single stretch of running text."""

    pieces: tuple[str, ...]
    page: int
    is_row: bool
    origins: tuple[int | None, ...]
    """For each piece the paragraph of the file that it comes from."""


def lay_out(blocks: Sequence[Block]) -> tuple[str, tuple[Line, ...]]:
    """The cleaned text of the blocks and its lines; `text[line.start:line.end] == line.text` for lines and cells."""
    rows = list(_rows(blocks))
    cleaned = iter(clean("\n".join(piece for row in rows for piece in row.pieces)).split("\n"))
    lines: list[Line] = []
    position = 0
    for row in rows:
        cells: list[Line] = []
        start = position
        for origin in row.origins:
            piece = next(cleaned)
            cells.append(Line(piece, position, position + len(piece), row.page, paragraph=origin))
            position += len(piece) + 1
        text = "\t".join(cell.text for cell in cells)
        true_cells = tuple(cells) if row.is_row else ()
        first = next((origin for origin in row.origins if origin is not None), None)
        lines.append(Line(text, start, start + len(text), row.page, true_cells, paragraph=first))
    return "\n".join(line.text for line in lines), tuple(lines)


def _rows(blocks: Iterable[Block]) -> Iterator[_Row]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _paragraph(block)
            continue
        places = grid(block)
        if is_data(places):
            yield from (_table_row(row) for row in places)
            continue
        for row in places:
            for slot in row:
                if slot.first:
                    yield from _rows(slot.cell.blocks)


def _paragraph(paragraph: Paragraph) -> Iterator[_Row]:
    for line in paragraph.text.split("\n"):
        yield _Row((" ".join(line.split()),), paragraph.page, False, (paragraph.origin,))


def _table_row(row: Sequence[Slot]) -> _Row:
    starts = [_first_page(slot) for slot in row if slot.first and slot.cell.blocks]
    # Word marks the turn of a page in one cell of the row only.
    page = max(starts or [_first_page(slot) for slot in row], default=1)
    return _Row(tuple(slot.text for slot in row), page, True, tuple(_origin(slot) for slot in row))


def _first_page(slot: Slot) -> int:
    return next((paragraph.page for paragraph in flat(slot.cell.blocks)), 1)


def _origin(slot: Slot) -> int | None:
    return next((paragraph.origin for paragraph in flat(slot.cell.blocks)), None)
