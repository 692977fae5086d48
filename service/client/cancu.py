"""`Cancu`: the graph as a Python program and a notebook ask it."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from service.client.doors import Door, StoreDoor
from service.client.errors import Refused
from service.client.frames import pandas_frame, polars_frame
from service.client.remote import ServiceDoor
from service.client.tables import Column, Table
from service.settings import DEFAULT_STORE, STORE_VARIABLE
from service.web.views.act_page import ActPage

if TYPE_CHECKING:
    import pandas
    import polars

Frame = TypeVar("Frame")
Given = str | int | date | None
"""A value of a parameter: as a person would type it; a date may be a date. None is not given."""


class Asking(ABC, Generic[Frame]):
    """Asks the graph behind a door, and gives tables as frames."""

    def __init__(self, door: Door) -> None:
        self._door = door

    @abstractmethod
    def _frame(self, table: Table) -> Frame:
        """The table as this library has it. Raises MissingExtra."""

    def questions(self, language: str = "vi") -> Frame:
        """The named questions: name, title, purpose, parameters (in brackets: may be left out), columns.

        `language`: "vi" or "en".
        """
        names = ("name", "title", "purpose", "parameters", "columns")
        rows: list[list[str | int | float | bool | date | None]] = []
        for one in self._door.questions():
            taken = [one_["name"] if one_["required"] else f"[{one_['name']}]" for one_ in one["parameters"]]
            given = [column["name"] for column in one["columns"]]
            rows.append(
                [one["name"], one["title"][language], one["purpose"][language], " ".join(taken), " ".join(given)]
            )
        return self._frame(Table(tuple(Column(name, "text") for name in names), rows))

    def ask(self, question: str, given: Mapping[str, Given] | None = None, /, **parameters: Given) -> Frame:
        """The answer to a named question, complete: ask("lineage-down", document="38-CT/TW").

        Parameters as words of the call, or as a mapping where a name is a word of Python:
        ask("deadlines", {"from": "2026-01-01", "to": "2026-06-30"}). Raises Refused where the question or a parameter
        is wrong or means several things.
        """
        wanted = {**(given or {}), **parameters}
        texts = {name: str(value) for name, value in wanted.items() if value is not None}
        return self._frame(self._door.ask(question, texts))

    def sparql(self, query: str) -> Frame | bool:
        """The answer to a SPARQL query; prefixes of the project need not be declared. True or False to an ASK.

        CONSTRUCT and DESCRIBE give subject, predicate and object. Columns are typed by what stands in them.
        """
        answer = self._door.sparql(query)
        return answer if isinstance(answer, bool) else self._frame(answer)

    def act(self, number: str) -> ActPage:
        """All that is known of an act, by its number ("1169/QĐ-UBND@Bình Dương") or its IRI. Raises Refused."""
        chain = self._door.ask("lineage-up", {"resource": number})
        names = [column.name for column in chain.columns]
        itself = next(row for row in chain.rows if row[names.index("depth")] == 0)
        found = self._door.act(str(itself[names.index("resource")]))
        if found is None:
            raise Refused(f'"{number}" is no act.')
        return found


class Cancu(Asking["pandas.DataFrame"]):
    """The graph in a store on this machine, or of a service; tables are DataFrames of pandas.

    `where`: a folder or "https://…"; else CANCU_STORE, else .cancu/store. Raises StoreError for a folder that is no
    store.
    """

    def __init__(self, where: str | Path | None = None) -> None:
        place = where or os.environ.get(STORE_VARIABLE) or DEFAULT_STORE
        is_address = isinstance(place, str) and place.startswith(("http://", "https://"))
        super().__init__(ServiceDoor(str(place)) if is_address else StoreDoor(place))

    def polars(self) -> PolarsCancu:
        """The same graph; tables are DataFrames of polars."""
        return PolarsCancu(self._door)

    def _frame(self, table: Table) -> pandas.DataFrame:
        return pandas_frame(table)


class PolarsCancu(Asking["polars.DataFrame"]):
    """The same graph, with DataFrames of polars. Made by `Cancu.polars`."""

    def _frame(self, table: Table) -> polars.DataFrame:
        return polars_frame(table)
