"""The index as a file: made from a graph at will, whole or not at all.

build(engine, Path("search.sqlite"))

item      what is shown of each thing; its number is its place in the order of service/searching/gathering.py
words     SQLite's FTS5 over the folded words, without their text (that stands in `item`)
number    the normal form of an act's number -> the acts that bear it
facet     a facet's values with their names; `value` is the value's number within its facet
sets      the sets of values that items have in a facet, as JSON arrays of value numbers
columns   for each facet which set each item has: an array of 32-bit numbers, so that counting needs no join
"""

from __future__ import annotations

import json
import os
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from ontology.names import number_key
from queries.engine import Engine
from service.searching.facets import FACETS, VALUES
from service.searching.folding import indexed, tidied
from service.searching.gathering import gather
from service.searching.items import Item
from service.searching.shared import Shared

LAYOUT: Final = 1
"""Grows when the file's layout changes; an index of another layout is made anew."""

_SCHEMA: Final = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE item (id INTEGER PRIMARY KEY, kind TEXT, iri TEXT, name TEXT, text TEXT, by TEXT, act INTEGER,
                   number TEXT, date TEXT, due TEXT);
CREATE VIRTUAL TABLE words USING fts5(name, text, near, content='', tokenize='ascii');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, 'row');
CREATE TABLE number (key TEXT, item INTEGER);
CREATE TABLE facet (facet TEXT, value INTEGER, word TEXT, vi TEXT, en TEXT, PRIMARY KEY (facet, value));
CREATE TABLE columns (facet TEXT PRIMARY KEY, sets TEXT, data BLOB);
"""


def build(engine: Engine, file: Path) -> int:
    """Write the index of all that the engine's graph holds to `file`, in one step; the number of things in it."""
    items, shared = gather(engine)
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(unfinished)) as out:
            out.executescript(_SCHEMA)
            _write_items(out, items)
            _write_facets(out, items, shared)
            out.execute(f"PRAGMA user_version = {LAYOUT}")
            out.commit()
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    return len(items)


def _write_items(out: sqlite3.Connection, items: Sequence[Item]) -> None:
    places = {item.iri: place for place, item in enumerate(items) if item.kind == "act"}
    out.executemany("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _shown(items, places))
    out.executemany("INSERT INTO words (rowid, name, text, near) VALUES (?, ?, ?, ?)", _folded(items))
    out.execute("INSERT INTO words (words) VALUES ('optimize')")
    numbers = ((number_key(item.number), place) for place, item in enumerate(items) if item.kind == "act")
    out.executemany("INSERT INTO number VALUES (?, ?)", (row for row in numbers if row[0]))
    out.execute("CREATE INDEX by_number ON number (key)")


def _shown(items: Iterable[Item], acts: dict[str, int]) -> Iterator[tuple[object, ...]]:
    for place, item in enumerate(items):
        texts = (tidied(text) for text in (item.name, item.text, item.by))
        yield place, item.kind, item.iri, *texts, acts.get(item.act), item.number, item.date, tidied(item.due)


def _folded(items: Iterable[Item]) -> Iterator[tuple[object, ...]]:
    for place, item in enumerate(items):
        yield place, indexed(item.name), indexed(item.text), indexed(f"{item.by} {item.near}")


def _write_facets(out: sqlite3.Connection, items: Sequence[Item], shared: Shared) -> None:
    for facet in FACETS:
        values: dict[str, int] = {}
        sets: dict[tuple[str, ...], int] = {}
        column = array("I", (sets.setdefault(item.facets.get(facet, ()), len(sets)) for item in items))
        numbered = [[values.setdefault(value, len(values)) for value in one] for one in sets]
        out.execute("INSERT INTO columns VALUES (?, ?, ?)", (facet, json.dumps(numbered), column.tobytes()))
        ours = VALUES.get(facet, {})
        named = (
            (facet, at, word, ours.get(word) or _name(word, shared), _english(word, shared))
            for word, at in values.items()
        )
        out.executemany("INSERT INTO facet VALUES (?, ?, ?, ?, ?)", named)


def _name(word: str, shared: Shared) -> str:
    """What a value is called; one that is gone by its last year too, which tells it from its namesake of today."""
    return shared.names.get(word, word) + _gone(word, shared, "đến")


def _english(word: str, shared: Shared) -> str:
    name = shared.english.get(word, "")
    return name and name + _gone(word, shared, "until")


def _gone(word: str, shared: Shared, till: str) -> str:
    until = shared.until.get(word, "")
    return f" ({till} {until[:4]})" if until else ""
