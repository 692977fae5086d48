"""The part of the ledger from which task lineage is made.

Each act's tasks and points (`items`), which act or stub hangs on which (`ties`), people's decisions (`reviews`), and
the acts that are still to be held against those above them (`unrelated`). An act's lineage is made from its own
items, those of the nearest loaded acts above it, and the decisions: `related` keeps a digest of all that, so that
nothing is done twice.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from loaders.lineage import Verdict

TABLES: Final = """
CREATE TABLE IF NOT EXISTS items (act TEXT PRIMARY KEY, items TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ties (thing TEXT NOT NULL, above TEXT NOT NULL, PRIMARY KEY (thing, above)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ties_below ON ties (above, thing);
CREATE TABLE IF NOT EXISTS unrelated (act TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS related (act TEXT PRIMARY KEY, inputs TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS reviews (
  id TEXT PRIMARY KEY, act TEXT NOT NULL, obligation TEXT NOT NULL, target TEXT NOT NULL, verdict TEXT NOT NULL,
  at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS reviews_of_act ON reviews (act);
"""


@dataclass(frozen=True)
class KeptReview:
    """A person's word on whether an obligation carries out a task or point; `id` is the review's IRI."""

    id: str
    act: str
    obligation: str
    target: str
    verdict: Verdict
    at: str
    """ISO date and time, UTC."""


class Relations:
    """Reads and writes those tables. What writes is called inside `Ledger.writing()`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def put_items(self, act: str, items: str) -> bool:
        """Take in the items of a loaded act; True where they are others than before."""
        before = self.items(act)
        if items:
            self._db.execute("INSERT OR REPLACE INTO items VALUES (?, ?)", (act, items))
        else:
            self._db.execute("DELETE FROM items WHERE act = ?", (act,))
        return before != items

    def put_ties(self, thing: str, above: Sequence[str]) -> bool:
        """`thing` hangs on these acts and no others; True where that is new."""
        if set(above) == set(self.above(thing)):
            return False
        self._db.execute("DELETE FROM ties WHERE thing = ?", (thing,))
        self._db.executemany("INSERT INTO ties VALUES (?, ?)", ((thing, one) for one in sorted(set(above))))
        return True

    def above(self, thing: str) -> list[str]:
        """The acts on which it hangs."""
        return self._column("SELECT above FROM ties WHERE thing = ? ORDER BY above", thing)

    def items(self, act: str) -> str:
        """Its tasks and points as JSON; "" for none."""
        return next(iter(self._column("SELECT items FROM items WHERE act = ?", act)), "")

    def has_items(self, act: str) -> bool:
        """Whether it has tasks or points."""
        return bool(self._column("SELECT 1 FROM items WHERE act = ?", act))

    def with_items(self) -> list[str]:
        """All acts that have tasks or points."""
        return self._column("SELECT act FROM items ORDER BY act")

    def mark(self, acts: Iterable[str], *, changed: Iterable[str] = (), moved: Iterable[str] = ()) -> None:
        """These acts are to be related anew; with them the acts below those whose items changed, as far as those that
        have items themselves; and all acts below those whose ties moved."""
        marked = {*acts, *changed, *moved}
        self._walk_down(changed, marked, past_items=False)
        self._walk_down(moved, marked, past_items=True)
        self._db.executemany("INSERT OR IGNORE INTO unrelated VALUES (?)", ((act,) for act in sorted(marked)))

    def _walk_down(self, acts: Iterable[str], marked: set[str], *, past_items: bool) -> None:
        seen, todo = set(acts), list(acts)
        while todo:
            for below in self._column("SELECT thing FROM ties WHERE above = ?", todo.pop()):
                marked.add(below)
                if below not in seen and (past_items or not self.has_items(below)):
                    seen.add(below)
                    todo.append(below)

    def unrelated(self) -> list[str]:
        """The acts that are to be related anew, sorted."""
        return self._column("SELECT act FROM unrelated ORDER BY act")

    def inputs(self, act: str) -> str:
        """The digest of what its lineage was made from; "" where it has none."""
        return next(iter(self._column("SELECT inputs FROM related WHERE act = ?", act)), "")

    def set_related(self, act: str, inputs: str) -> None:
        """Its lineage is made from what has this digest; "" where it has none."""
        self._db.execute("DELETE FROM unrelated WHERE act = ?", (act,))
        if inputs:
            self._db.execute("INSERT OR REPLACE INTO related VALUES (?, ?)", (act, inputs))
        else:
            self._db.execute("DELETE FROM related WHERE act = ?", (act,))

    def put_reviews(self, reviews: Iterable[KeptReview]) -> None:
        """Keep them, each under its id, and mark the acts that they speak of."""
        for one in reviews:
            self._db.execute(
                "INSERT OR REPLACE INTO reviews VALUES (?, ?, ?, ?, ?, ?)",
                (one.id, one.act, one.obligation, one.target, one.verdict, one.at),
            )
            self.mark([one.act])

    def has_review(self, review: str) -> bool:
        return bool(self._column("SELECT 1 FROM reviews WHERE id = ?", review))

    def reviews_of(self, act: str) -> list[KeptReview]:
        """All reviews of the act's lineage, the oldest first."""
        rows = self._db.execute(
            "SELECT id, act, obligation, target, verdict, at FROM reviews WHERE act = ? ORDER BY at, id", (act,)
        )
        return [KeptReview(*row) for row in rows]

    def _column(self, query: str, *values: str) -> list[str]:
        return [row[0] for row in self._db.execute(query, values)]
