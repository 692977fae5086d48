"""An index that stands in a file, opened for asking.

    index = Index(Path("search.sqlite"))
    index.matching('"nguon" "goc"')          the numbers of the items that hold both words
    index.facet("level").counts([0, 7, 12])  {"https://w3id.org/cancu/id/level/province": 2, …}

Safe for many threads: each has a connection of its own, and what is in memory never changes.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from service.searching.building import LAYOUT
from service.searching.facets import FACETS
from service.searching.items import KINDS

WEIGHTS: Final = (8.0, 2.0, 1.0)
"""What a word counts in a thing's name, in its text, and in what tells where it belongs (bm25)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of the index as it is shown; see service/searching/items.py."""

    place: int
    kind: str
    iri: str
    name: str
    text: str
    by: str
    act: int | None
    """The place of the act that sets a task."""
    number: str
    date: str
    due: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet: as it stands in addresses, and what it is called."""

    word: str
    vi: str
    en: str


class Facet:
    """A facet in memory: which set of values each item has."""

    def __init__(self, values: Sequence[Value], sets: Sequence[Sequence[int]], column: Sequence[int]) -> None:
        self.values: Final = {value.word: value for value in values}
        self._sets: Final = [tuple(values[at].word for at in one) for one in sets]
        self._column: Final = column

    def counts(self, items: Iterable[int]) -> Counter[str]:
        """How many of the items have each value."""
        found: Counter[str] = Counter()
        for at, count in Counter(map(self._column.__getitem__, items)).items():
            for word in self._sets[at]:
                found[word] += count
        return found

    def having(self, items: Iterable[int], words: Iterable[str]) -> list[int]:
        """Those of the items that have one of the values, in their order."""
        wanted = set(words)
        fitting = {at for at, one in enumerate(self._sets) if not wanted.isdisjoint(one)}
        column = self._column
        return [item for item in items if column[item] in fitting]

    def of(self, item: int) -> tuple[Value, ...]:
        """The values of one item."""
        return tuple(self.values[word] for word in self._sets[self._column[item]])


class Index:
    """The index in `file`. ValueError where the file is of another layout."""

    def __init__(self, file: Path) -> None:
        self.file: Final = file
        self._threads: Final = threading.local()
        if (layout := self._ask("PRAGMA user_version")[0][0]) != LAYOUT:
            raise ValueError(f"{file} is an index of layout {layout}, not {LAYOUT}")
        self._facets: Final = {name: self._facet(name) for name in FACETS}
        ends = dict(self._ask("SELECT kind, max(id) + 1 FROM item GROUP BY kind"))
        self.ends: Final = [ends[kind] for kind in KINDS if kind in ends]
        self.kinds: Final = [kind for kind in KINDS if kind in ends]
        self.size: Final = max(ends.values(), default=0)

    def facet(self, name: str) -> Facet:
        return self._facets[name]

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """Each word, folded, and how many items hold it."""
        return dict(self._ask("SELECT term, doc FROM vocabulary"))

    def matching(self, expression: str) -> list[int]:
        """The places of the items that an FTS5 expression matches, in the index's own order."""
        return [row[0] for row in self._ask("SELECT rowid FROM words WHERE words MATCH ?", (expression,))]

    def ranked(self, expression: str) -> list[int]:
        """The same, the best first by BM25."""
        found = self._ask(
            "SELECT rowid, bm25(words, ?, ?, ?) AS score FROM words WHERE words MATCH ? ORDER BY score, rowid",
            (*WEIGHTS, expression),
        )
        return [row[0] for row in found]

    def count(self, expression: str, most: int) -> int:
        """How many items the expression matches; `most` where there are more."""
        limited = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)"
        return int(self._ask(limited, (expression, most))[0][0])

    def numbered(self, key: str) -> list[int]:
        """The places of the acts whose number has this normal form (ontology.names.number_key)."""
        return [row[0] for row in self._ask("SELECT item FROM number WHERE key = ? ORDER BY item", (key,))]

    def entries(self, places: Iterable[int]) -> list[Entry]:
        """The items at those places, in their order."""
        wanted = list(places)
        marks = ",".join("?" * len(wanted))
        columns = "id, kind, iri, name, text, by, act, number, date, due"
        found = {row[0]: Entry(*row) for row in self._ask(f"SELECT {columns} FROM item WHERE id IN ({marks})", wanted)}
        return [found[place] for place in wanted]

    def _facet(self, name: str) -> Facet:
        rows = self._ask("SELECT word, vi, en FROM facet WHERE facet = ? ORDER BY value", (name,))
        ((sets, data),) = self._ask("SELECT sets, data FROM columns WHERE facet = ?", (name,))
        column = array("I")
        column.frombytes(data)
        return Facet([Value(*row) for row in rows], json.loads(sets), column)

    def _ask(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        connection = getattr(self._threads, "connection", None)
        if connection is None:
            address = f"{self.file.absolute().as_uri()}?mode=ro&immutable=1"
            connection = self._threads.connection = sqlite3.connect(address, uri=True)
        found: list[tuple[Any, ...]] = connection.execute(sql, values).fetchall()
        return found
