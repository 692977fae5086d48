"""An export, whatever its format and scope: where it is refused, what its file is called, how it is written.

export = Export(reader, form_named("ttl"), one_act("1703/QĐ-TTg", reader))
export.file_name               "doc-ttg-2024-1703-qd-ttg.ttl"
export.write(out)              "612 triples"

Export(reader, form_named("xlsx"), Asked("agency-duties", {"agency": "Sở Y tế@Thanh Hóa"}))
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Final

from queries.binding import Answer, ask
from service.errors import UnknownFormat, UnwritableFile
from service.exporting.calendar import calendar_of, can_be_calendar
from service.exporting.dumps import write_dump
from service.exporting.formats import FORMS, Form, Kind
from service.exporting.obligations import obligations_sheet
from service.exporting.scope import Scope
from service.exporting.tables import Row, Sheet, csv_pieces, formulas, json_pieces, write_xlsx
from service.storage.files import whole_file
from service.store import Reader

_KINDS: Final[Mapping[str, tuple[Kind, ...]]] = {
    "whole": ("graph", "network", "table"),
    "province": ("graph", "network", "table"),
    "act": ("graph", "network", "table", "act"),
    "question": ("table", "calendar"),
}
"""What can be exported of each."""


@dataclass(frozen=True)
class Asked:
    """A question of the catalogue, with its parameters as people give them."""

    question: str
    parameters: Mapping[str, str]


@dataclass(frozen=True)
class Export:
    """One export. Raises UnknownFormat where the format does not fit what is exported."""

    reader: Reader
    form: Form
    what: Scope | Asked

    def __post_init__(self) -> None:
        fitting = _KINDS["question"] if isinstance(self.what, Asked) else _KINDS[self.what.kind]
        if self.form.kind not in fitting:
            names = ", ".join(name for name, form in FORMS.items() if form.kind in fitting)
            raise UnknownFormat(f'"{self.form.name}" does not fit what is exported. Use one of: {names}.')

    @property
    def file_name(self) -> str:
        """In ASCII."""
        name = self.what.question if isinstance(self.what, Asked) else self.what.name
        return f"{name}.{self.form.extension}"

    @cached_property
    def answer(self) -> Answer | None:
        """The answer of the question; None for another export. Raises QueryError."""
        if not isinstance(self.what, Asked):
            return None
        return ask(self.what.question, self.what.parameters, self.reader.engine)

    def prepare(self) -> None:
        """Ask what must be asked before anything can be written. Raises QueryError, UnknownFormat."""
        if self.answer is not None and self.form.kind == "calendar" and not can_be_calendar(self.answer.question):
            raise UnknownFormat(
                f"The answer of {self.answer.question.name} is no list of duties: it makes no calendar."
            )

    def write(self, out: IO[bytes]) -> str:
        """Write it, and say how much it was: "612 triples". Raises QueryError."""
        if self.form.rdf is not None and isinstance(self.what, Scope):
            return f"{write_dump(self.reader, self.what, self.form.rdf, out)} triples"
        if self.form.kind == "table":
            return self._write_table(out)
        if self.answer is not None:
            return self._write_calendar(out, self.answer)
        assert isinstance(self.what, Scope)
        if self.form.kind == "act":
            from service.exporting.akn import akn_of

            out.write(akn_of(self.what.iri, self.reader))
            return "1 act"
        from service.exporting import network  # networkx takes a fifth of a second, which only this needs

        write = network.graphml if self.form.name == "graphml" else network.gexf
        out.write(write(self.reader, self.what))
        return "the network"

    def _write_table(self, out: IO[bytes]) -> str:
        sheet = _Counted(self._sheet())
        if self.form.name == "xlsx":
            write_xlsx([sheet.sheet], out)
        else:
            pieces = csv_pieces if self.form.name == "csv" else json_pieces
            for piece in pieces(sheet.sheet.columns, sheet.sheet.rows):
                out.write(piece.encode("utf-8"))
        calculated = ""
        if self.form.name == "csv" and sheet.formulas:
            calculated = f" ({sheet.formulas} cells begin like a formula: open the file as text, or export xlsx)"
        return f"{sheet.count} rows{calculated}"

    def _write_calendar(self, out: IO[bytes], answer: Answer) -> str:
        found = calendar_of(answer, self.reader, answer.question.title.vi)
        out.write(found.content)
        return f"{found.events} events ({found.undated} obligations without a day left out)"

    def _sheet(self) -> Sheet:
        if self.answer is None:
            assert isinstance(self.what, Scope)
            return obligations_sheet(self.reader, self.what)
        columns = [column.name for column in self.answer.columns]
        return Sheet(
            self.answer.question.name[:31],
            columns,
            [column.label.vi for column in self.answer.columns],
            self.answer.rows,
        )


class _Counted:
    """A sheet that counts its rows while they are written."""

    def __init__(self, sheet: Sheet) -> None:
        self.count = 0
        self.formulas = 0
        self.sheet = Sheet(sheet.name, sheet.columns, sheet.heads, self._rows(sheet.rows))

    def _rows(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            self.count += 1
            self.formulas += formulas([row])
            yield row


def write_file(export: Export, file: Path) -> str:
    """Write it to a file, whole or not at all. Raises UnwritableFile."""
    try:
        with whole_file(file) as out:
            return export.write(out)
    except OSError as error:
        raise UnwritableFile(f"{file}: cannot be written ({error.strerror or error}).") from error
