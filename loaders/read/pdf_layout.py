"""A page of words and ruled lines becomes rows of text: a line of running text, or a table's row with its cells.

A row of a table that the page's end has broken goes on at the top of the next page, below the repeated head. It is put
together again where the page tells it: the cells of its number and most others stay empty there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final

from loaders.read.pdf_grid import Grid, GridCell, find_grids
from loaders.read.pdf_lines import Line, cell_text, reading_order
from loaders.read.pdf_model import Page, Word
from loaders.tables.row_numbers import read_label

_BLANK: Final = 0.9
"""Of the font's size: a wider gap between two lines is a blank line."""
_SHIFT: Final = 30.0
"""Points by which a table may stand elsewhere on the next page: margins change sides, gaps are no lines."""
_SENTENCE_ENDS: Final = tuple(".;!?:")


@dataclass(frozen=True)
class Row:
    """What will be one line of the text: a table's cells, or a single piece of running text."""

    pieces: tuple[str, ...]
    page: int
    height: float
    """On the page, from 0 (top) to 1."""
    is_table: bool = False
    places: tuple[float, ...] = field(default=(), repr=False)
    """x of the table's upright lines."""
    spread: bool = field(default=False, repr=False)
    """Whether a cell covers several columns: a title does."""


def page_rows(page: Page) -> list[Row]:
    """The rows of a page from top to bottom."""
    grids = find_grids(page)
    inside: list[list[Word]] = [[] for _ in grids]
    running: dict[int, list[Word]] = {}
    for word in page.words:
        x, y = word.middle
        owner = next((k for k, grid in enumerate(grids) if _contains(grid, x, y)), None)
        if owner is not None:
            inside[owner].append(word)
        else:
            running.setdefault(sum(grid.ys[0] < y for grid in grids), []).append(word)
    rows: list[Row] = _running(running.get(0, []), page)
    for k, grid in enumerate(grids):
        rows += _table(grid, inside[k], page)
        rows += _running(running.get(k + 1, []), page)
    return rows


def _contains(grid: Grid, x: float, y: float) -> bool:
    left, top, right, bottom = grid.box
    return left <= x < right and top <= y < bottom


def _running(words: Iterable[Word], page: Page) -> list[Row]:
    lines = reading_order(words)
    rows: list[Row] = []
    for i, line in enumerate(lines):
        if i and line.top - lines[i - 1].bottom > _BLANK * line.size:
            rows.append(Row(("",), page.number, _height(line, page)))
        rows.append(Row((line.text,), page.number, _height(line, page)))
    return rows


def _height(line: Line, page: Page) -> float:
    return line.bottom / page.height if page.height else 0.0


def _table(grid: Grid, words: Sequence[Word], page: Page) -> list[Row]:
    held: dict[GridCell, list[Word]] = {cell: [] for cell in grid.cells}
    for word in words:
        cell = next((cell for cell in grid.cells if cell.holds(word)), None)
        if cell is not None:
            held[cell].append(word)
    texts = {cell: cell_text(found) for cell, found in held.items()}
    rows = [_row(grid, texts, i, page) for i in range(grid.rows)]
    return [row for row in rows if any(row.pieces)]


def _row(grid: Grid, texts: dict[GridCell, str], i: int, page: Page) -> Row:
    """One row: a cell over several rows holds for each of them, one over several columns stands in the first.

    Where the row's number itself covers several rows, these are one task: only what is new stands in them.
    """
    cells = [cell for cell in grid.cells if cell.row <= i < cell.row_end]
    pieces = [""] * grid.columns
    first = next((cell for cell in cells if cell.column == 0), None)
    same_task = first is not None and first.row < i and read_label(texts[first].strip(" .")) is not None
    for cell in cells:
        if cell.row == i or not same_task:
            pieces[cell.column] = texts[cell]
    spread = any(cell.column_end - cell.column > 1 and texts[cell] for cell in cells)
    return Row(tuple(pieces), page.number, grid.ys[i] / (page.height or 1), True, grid.xs, spread)


def without_page_breaks(pages: Iterable[Sequence[Row]]) -> list[Row]:
    """The rows of all pages, those of tables that a page's end broke put together; pages are parted by an empty row."""
    rows: list[Row] = []
    for page in pages:
        page = list(page)
        last = next((k for k in range(len(rows) - 1, -1, -1) if _is_substance(rows[k])), None)
        if last is not None and rows[last].is_table:
            page = _carried(rows, last, page)
        rows += page
    return rows


def _is_substance(row: Row) -> bool:
    return row.is_table or (any(row.pieces) and 0.12 < row.height < 0.9)


def _carried(rows: list[Row], last: int, page: list[Row]) -> list[Row]:
    """The page's rows without the one that goes on with `rows[last]`, which is changed in place."""
    table = next((list(group) for is_table, group in groupby(page, lambda row: row.is_table) if is_table), [])
    if not table or any(_is_substance(row) for row in page[: page.index(table[0])]):
        return page
    head = _repeated(rows, last, table)
    following = table[head] if head < len(table) else None
    if following is None or not _goes_on(rows[last], following):
        return page
    pieces = (" ".join(filter(None, pair)) for pair in zip(rows[last].pieces, following.pieces, strict=True))
    rows[last] = replace(rows[last], pieces=tuple(pieces))
    at = page.index(following)
    return [*page[:at], *page[at + 1 :]]


def _repeated(rows: Sequence[Row], last: int, table: Sequence[Row]) -> int:
    """How many rows at the top of `table` repeat the head of the table that ends at `rows[last]`."""
    known = {row.pieces for row in rows[: last + 1] if row.is_table}
    return next((k for k, row in enumerate(table) if row.pieces not in known), len(table))


def _goes_on(row: Row, following: Row) -> bool:
    """Whether the rows are one that the page's end broke: the same columns, no number, and no title."""
    same = len(row.pieces) == len(following.pieces) and all(
        abs(a - b) <= _SHIFT for a, b in zip(row.places, following.places, strict=False)
    )
    if not same or following.pieces[0] or (following.spread and not row.spread):
        return False
    filled = [k for k, piece in enumerate(following.pieces) if piece]
    if len(filled) > 1:
        return True
    before, after = row.pieces[filled[0]], following.pieces[filled[0]]
    return bool(before) and (not after[:1].isupper() or not before.endswith(_SENTENCE_ENDS))
