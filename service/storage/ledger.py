"""The writer's ledger: what each loaded act says about things outside its own graph, and what is still to do.

Kế hoạch 239/KH-UBND cites Chỉ thị 38-CT/TW, which is not loaded: it *offers* a description of it (a stub),
and of each body that it names. Of a cited act the graph shows one offer, that of the act whose IRI sorts
first, and none where it is itself loaded; of a body, all that is offered. The rest is kept here, so that the
graph can be put right when an act is replaced. The reference data offers too;
its bearer's name is empty.

What task lineage is made from stands in the same file (service/storage/relations.py).

The ledger is written first, with the steps that bring the graph after it (service/storage/writing.py). Each
step is safe to take twice; those since the last flush of the graph are taken again when the writer opens, so that
the two can never drift apart, whenever the process or the machine dies.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from service.storage import history
from service.storage.relations import TABLES, Relations

REFERENCE: Final = ""
"""The bearer of the reference data's offers."""

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS acts (
  act TEXT PRIMARY KEY, reading TEXT NOT NULL, report TEXT NOT NULL, text TEXT NOT NULL, file TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS descriptions (
  id TEXT PRIMARY KEY, thing TEXT NOT NULL, graph TEXT NOT NULL, triples TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS descriptions_of_thing ON descriptions (thing);
CREATE TABLE IF NOT EXISTS offers (
  bearer TEXT NOT NULL, thing TEXT NOT NULL, description TEXT NOT NULL REFERENCES descriptions (id),
  PRIMARY KEY (bearer, thing)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS offers_of_thing ON offers (thing, bearer, description);
CREATE INDEX IF NOT EXISTS offers_of_description ON offers (description, bearer);
CREATE TABLE IF NOT EXISTS told (thing TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS kept (
  question TEXT NOT NULL, act TEXT NOT NULL, rows TEXT NOT NULL, PRIMARY KEY (question, act)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS steps (n INTEGER PRIMARY KEY, kind TEXT NOT NULL, step TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS kept_of_act ON kept (act);
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class LoadedAct:
    """What stands of an act: digests of its reading and its report, of its text, and the file's name."""

    act: str
    reading: str
    report: str
    text: str
    file: str


@dataclass(frozen=True)
class Offer:
    """A description of `thing`, to stand in `graph`: N-Triples lines, sorted, one string."""

    thing: str
    graph: str
    triples: str

    @cached_property
    def id(self) -> str:
        """One for all bearers that say the same, so that a ministry is not kept once for each act."""
        return hashlib.sha256("\n".join((self.thing, self.graph, self.triples)).encode("utf-8")).hexdigest()


class Ledger:
    """One writer's ledger: a SQLite file. Every method either has its whole effect or none."""

    def __init__(self, file: Path) -> None:
        self._db = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        # Room for what some dozens of acts bring, so that it is written once and not page by page while they come.
        self._db.execute("PRAGMA cache_size = -65536")
        self._db.execute("PRAGMA wal_autocheckpoint = 16384")
        self._db.executescript(_TABLES + TABLES + history.TABLES)
        self.relations: Final = Relations(self._db)
        self.history: Final = history.History(self._db)

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all that is written inside, or nothing."""
        self._db.execute("BEGIN IMMEDIATE")
        with self._db:
            yield

    # Acts, and what they offer

    def act(self, act: str) -> LoadedAct | None:
        row = self._db.execute("SELECT act, reading, report, text, file FROM acts WHERE act = ?", (act,)).fetchone()
        return LoadedAct(*row) if row else None

    def put_act(self, act: LoadedAct) -> None:
        """An act is loaded or replaced."""
        self._db.execute(
            "INSERT OR REPLACE INTO acts VALUES (?, ?, ?, ?, ?)", (act.act, act.reading, act.report, act.text, act.file)
        )

    def remove_act(self, act: str) -> None:
        """An act is loaded no longer."""
        self._db.execute("DELETE FROM acts WHERE act = ?", (act,))

    def things_offered(self, bearer: str) -> set[str]:
        """The IRIs of what `bearer` offers."""
        return {row[0] for row in self._db.execute("SELECT thing FROM offers WHERE bearer = ?", (bearer,))}

    def put_offers(self, bearer: str, offers: Iterable[Offer]) -> None:
        """`bearer` offers these things, and no others."""
        new = tuple(offers)
        old = self._db.execute("SELECT description FROM offers WHERE bearer = ?", (bearer,)).fetchall()
        self._db.execute("DELETE FROM offers WHERE bearer = ?", (bearer,))
        self._db.executemany(
            "INSERT OR IGNORE INTO descriptions VALUES (?, ?, ?, ?)",
            ((offer.id, offer.thing, offer.graph, offer.triples) for offer in new),
        )
        self._db.executemany("INSERT INTO offers VALUES (?, ?, ?)", ((bearer, offer.thing, offer.id) for offer in new))
        self._db.executemany(
            "DELETE FROM descriptions WHERE id = ? AND NOT EXISTS "
            "(SELECT 1 FROM offers WHERE description = descriptions.id)",
            old,
        )

    def first_offer(self, thing: str) -> Offer | None:
        """The offer of the bearer that sorts first among those that offer `thing`."""
        row = self._db.execute(
            "SELECT d.thing, d.graph, d.triples FROM offers AS o JOIN descriptions AS d ON d.id = o.description "
            "WHERE o.thing = ? ORDER BY o.bearer LIMIT 1",
            (thing,),
        ).fetchone()
        return Offer(*row) if row else None

    def all_offers(self, thing: str) -> list[Offer]:
        """The different descriptions of `thing` that anyone offers."""
        rows = self._db.execute("SELECT thing, graph, triples FROM descriptions WHERE thing = ? ORDER BY id", (thing,))
        return [Offer(*row) for row in rows]

    def keep(self, act: str, rows: Mapping[str, str]) -> None:
        """Question -> the rows that it finds in the act (service/storage/kept.py), in the place of those before."""
        self._db.execute("DELETE FROM kept WHERE act = ?", (act,))
        self._db.executemany("INSERT INTO kept VALUES (?, ?, ?)", ((name, act, lines) for name, lines in rows.items()))

    def kept(self, question: str) -> Iterator[str]:
        """The rows that a question finds, act by act in the order of their IRIs."""
        return (
            row[0] for row in self._db.execute("SELECT rows FROM kept WHERE question = ? ORDER BY act", (question,))
        )

    def note(self, name: str) -> str:
        """A remembered value; "" where there is none."""
        row = self._db.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def set_note(self, name: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))

    def offers_in(self, graph: str) -> list[Offer]:
        """All descriptions that acts offer for that graph, but of what the reference data tells of."""
        rows = self._db.execute(
            "SELECT thing, graph, triples FROM descriptions AS d "
            "WHERE graph = ? AND NOT EXISTS (SELECT 1 FROM told AS t WHERE t.thing = d.thing) ORDER BY id",
            (graph,),
        )
        return [Offer(*row) for row in rows]

    def tell(self, things: Iterable[str]) -> None:
        """The reference data tells of these things and no others: what acts offer of them is kept and not shown."""
        self._db.execute("DELETE FROM told")
        self._db.executemany("INSERT OR IGNORE INTO told VALUES (?)", ((thing,) for thing in things))

    def is_told(self, thing: str) -> bool:
        """Whether the reference data tells of it."""
        return self._db.execute("SELECT 1 FROM told WHERE thing = ?", (thing,)).fetchone() is not None

    @property
    def generation(self) -> int:
        """How often the graph was changed: 0 for an empty store."""
        return int(self.note("generation") or 0)

    def count_change(self) -> None:
        """One more change of the graph."""
        self.set_note("generation", str(self.generation + 1))

    # What the graph must still become

    def add_steps(self, steps: Iterable[tuple[str, str]]) -> None:
        """Steps to take: their kind, and what they are made of (service/storage/writing.py)."""
        self._db.executemany("INSERT INTO steps (kind, step) VALUES (?, ?)", steps)

    def pending(self) -> list[tuple[str, str]]:
        """The steps since the graph was last flushed, in order."""
        return [(row[0], row[1]) for row in self._db.execute("SELECT kind, step FROM steps ORDER BY n")]

    def pending_count(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM steps").fetchone()[0])

    def flushed(self, last: str | None = None) -> None:
        """The graph is safe on disk: its steps need not be kept, or only those behind the one of the file `last`."""
        if last is None:
            self._db.execute("DELETE FROM steps")
        else:
            self._db.execute("DELETE FROM steps WHERE n <= (SELECT n FROM steps WHERE step = ?)", (last,))
