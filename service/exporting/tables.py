"""Rows as CSV, JSON and XLSX: complete, one row an answer, the same rows always as the same bytes.

CSV and JSON are for programs: every text stands as it is. A spreadsheet calculates a CSV cell that begins with
"=", "+", "-" or "@" (OWASP, "CSV Injection"), and texts come from strangers; `formulas` counts such cells, so that
people can be told, and XLSX is what to open in a spreadsheet: there a text is a text, whatever it begins with.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import StringIO
from typing import IO, Any, Final

import xlsxwriter
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ontology.namespaces import XSD

Term = NamedNode | BlankNode | Literal | Triple
Row = Sequence[Term | None]
Value = str | int | float | bool | None

_BOOLEAN: Final = str(XSD.boolean)
_INTEGER: Final = str(XSD.integer)
_DATE: Final = str(XSD.date)
_NUMBERS: Final = frozenset(str(datatype) for datatype in (XSD.decimal, XSD.double, XSD.float))
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")

CELL: Final = 32_767
"""Characters that a cell of a spreadsheet may hold (Excel specifications and limits)."""
ROWS: Final = 1_048_576
"""Rows that a sheet may hold, its head among them."""
_WIDEST: Final = 60
"""Of a column, in characters."""
_CREATED: Final = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""A workbook bears a date; always the same one, so that the same rows are the same bytes."""


@dataclass(frozen=True)
class Sheet:
    """A table with its columns' names for programs, and their heads for people."""

    name: str
    """At most 31 characters, of a spreadsheet's tab."""
    columns: Sequence[str]
    heads: Sequence[str]
    rows: Iterable[Row]


def csv_pieces(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """CSV after RFC 4180, with the columns' names as its first line; nothing stands for what is not known.

    Lines end in CR LF, and a cell with either of the two is quoted, so that a lone CR stays inside its cell.
    """
    page = StringIO()
    writer = csv.writer(page, lineterminator="\r\n")
    for line in _lines(columns, rows):
        writer.writerow(line)
        yield page.getvalue()
        page.seek(0)
        page.truncate()


def _lines(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[list[str]]:
    yield list(columns)
    for row in rows:
        yield [text(term) for term in row]


def formulas(rows: Iterable[Row]) -> int:
    """How many cells a spreadsheet would take for a formula if it opened them as CSV."""
    return sum(text(term).startswith(_FORMULA) for row in rows for term in row)


def json_pieces(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """A JSON array of objects; numbers are numbers, null stands for what is not known."""
    before = "[\n"
    for row in rows:
        answer = {name: plain(term) for name, term in zip(columns, row, strict=True)}
        yield before + json.dumps(answer, ensure_ascii=False, indent=2)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def write_xlsx(sheets: Iterable[Sheet], out: IO[bytes]) -> None:
    """A workbook. Texts are never formulas or links; whole dates are dates, numbers are numbers.

    A sheet that is full goes on in another. A text longer than a cell may be is cut, and ends in "… [cắt]".
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": "Căn Cứ", "created": _CREATED})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
    words = book.add_format({"text_wrap": True, "valign": "top"})
    for sheet in sheets:
        page, filled, number = None, ROWS, 0
        for row in _with_head(sheet):
            if page is None or filled == ROWS:
                number += 1
                page = _page(book, sheet, number, head)
                filled = 1
                if number == 1:
                    continue
            for column, term in enumerate(row):
                _write(page, filled, column, term, day, words)
            filled += 1
    book.close()


def _with_head(sheet: Sheet) -> Iterator[Row]:
    """An empty row first, so that a sheet without rows is there too."""
    yield ()
    yield from sheet.rows


def _page(book: Any, sheet: Sheet, number: int, head: Any) -> Any:
    name = sheet.name if number == 1 else f"{sheet.name[:27]} {number}"
    page = book.add_worksheet(name)
    page.freeze_panes(1, 0)
    for column, title in enumerate(sheet.heads):
        page.set_column(column, column, min(_WIDEST, max(14, len(title) + 4)))
        page.write_string(0, column, title, head)
    return page


def _write(page: Any, row: int, column: int, term: Term | None, day: Any, words: Any) -> None:
    whole = _day(term)
    value = plain(term)
    if whole is not None:
        page.write_datetime(row, column, whole, day)
    elif isinstance(value, bool):
        page.write_boolean(row, column, value, words)
    elif isinstance(value, int | float):
        page.write_number(row, column, value, words)
    elif value is not None:
        page.write_string(row, column, _fitting(value), words)


def _fitting(words: str) -> str:
    cut = "… [cắt]"
    return words if len(words.encode("utf-16-le")) // 2 <= CELL else words[: CELL // 2 - len(cut)] + cut


def _day(term: Term | None) -> date | None:
    """A whole date that a spreadsheet can show: its days begin in 1900."""
    if not isinstance(term, Literal) or term.datatype.value != _DATE:
        return None
    try:
        found = date.fromisoformat(term.value)
    except ValueError:
        return None
    return found if found.year >= 1900 else None


def plain(term: Term | None) -> Value:
    """A term as JSON has it: IRIs and texts as strings, numbers and truth values as such, dates in ISO form."""
    if not isinstance(term, Literal):
        return text(term) or None
    datatype = term.datatype.value
    try:
        if datatype == _INTEGER:
            return int(term.value)
        if datatype in _NUMBERS:
            return float(term.value)
    except ValueError:  # "many"^^xsd:integer is what the graph says; show it as it stands
        return term.value
    return term.value in ("true", "1") if datatype == _BOOLEAN else term.value


def text(term: Term | None) -> str:
    """A term as a cell of text; "" for what is not known."""
    if term is None:
        return ""
    return str(term) if isinstance(term, BlankNode | Triple) else term.value
