"""What became of each act and when, and what an act's graph said before it was replaced or removed.

    changes(reader)[0]     Change(act="…/1169-qd-ubnd", change="replaced", at="2026-11-21T08:00:00Z", …)
    version_lines(folder, digest)     the act's graph as it was, N-Triples lines

The ledger keeps one row a change, written in the same transaction as the change itself. A version of an act is named
by the digest of its graph without the time of the load, and is written to `versions/<sha256>.nt.gz` when it ceases to
be the current one: what is loaded once and never changes costs a row and no file. Each snapshot holds the changes up
to its generation. An act that was loaded before changes were kept counts as added at its graph's
`prov:generatedAtTime`.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from pyoxigraph import Literal as Value
from pyoxigraph import NamedNode, RdfFormat, parse, serialize

from ontology.namespaces import BASE, ELI, PROV, RDFS, graph
from service.storage.files import write_whole
from service.storage.target import Target

Kind = Literal["added", "replaced", "removed"]

TABLES: Final = """
CREATE TABLE IF NOT EXISTS history (
  n INTEGER PRIMARY KEY, act TEXT NOT NULL, change TEXT NOT NULL, at TEXT NOT NULL, generation INTEGER NOT NULL,
  version TEXT NOT NULL, label TEXT NOT NULL, unit TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS history_of_act ON history (act, n);
"""
FILE: Final = "history.jsonl"
"""In a snapshot: one change a line, the oldest first."""
_STAMP: Final = f"> <{PROV.generatedAtTime}> "


@dataclass(frozen=True)
class Change:
    """One change of one act."""

    act: str
    """The act's IRI."""
    change: Kind
    at: str
    """ISO date and time, UTC: "2026-11-21T08:00:00Z"."""
    generation: int
    """In which readers first saw it, or an earlier one; 0 where it was loaded before changes were kept."""
    version: str
    """Digest of the act's graph from then on; of a removed one, of the graph that went."""
    label: str
    """ "Quyết định 1169/QĐ-UBND"; "" where it has none."""
    unit: str
    """IRI of the unit whose act it is (`eli:jurisdiction`); "" where the act names none."""


class History:
    """Reads and writes the ledger's table. What writes is called inside `Ledger.writing()`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def version(self, act: str) -> str:
        """The version that the act's last change noted; "" for an act of which nothing is noted."""
        query = "SELECT version FROM history WHERE act = ? ORDER BY n DESC LIMIT 1"
        row = self._db.execute(query, (act,)).fetchone()
        return str(row[0]) if row else ""

    def add(self, change: Change) -> None:
        self._db.execute(
            "INSERT INTO history (act, change, at, generation, version, label, unit) VALUES (?, ?, ?, ?, ?, ?, ?)",
            astuple(change),
        )

    def all(self) -> Iterator[Change]:
        """All changes, the oldest first."""
        query = "SELECT act, change, at, generation, version, label, unit FROM history ORDER BY n"
        return (Change(*row) for row in self._db.execute(query))


class Keeper:
    """Notes changes while a store is written: in its ledger, and the versions that go in its folder."""

    def __init__(self, folder: Path, target: Target, history: History) -> None:
        self._folder = folder
        self._target = target
        self._history = history

    def note_put(self, acts: Iterable[tuple[str, str, str]], at: datetime, generation: int) -> None:
        """Acts were put: IRI, what became of it ("added", "replaced", "unchanged"), its graph as N-Triples lines.

        Call it before the graph is brought after the ledger.
        """
        for act, status, own in acts:
            if status == "replaced":
                self._keep(act)
            if status != "unchanged":
                change: Kind = "replaced" if status == "replaced" else "added"
                self._history.add(Change(act, change, _iso(at), generation, version_of(own), *_of(act, own)))

    def note_removed(self, acts: Iterable[str], at: datetime, generation: int) -> None:
        """Acts are removed. Call it before the graph is brought after the ledger."""
        for act in acts:
            own = self._keep(act)
            self._history.add(Change(act, "removed", _iso(at), generation, self._history.version(act), *_of(act, own)))

    def _keep(self, act: str) -> str:
        """Write the act's graph, as it stands, to its file; note its coming where that was before changes were kept."""
        own = _lines(self._target, act)
        version = self._history.version(act)
        if not version:
            version = version_of(timeless(own))
            self._history.add(Change(act, "added", _stamp(own), 0, version, *_of(act, own)))
        file = _file(self._folder, version)
        if not file.exists():
            file.parent.mkdir(exist_ok=True)
            write_whole(file, gzip.compress(timeless(own).encode("utf-8"), mtime=0))
        return own


def write_history(snapshot: Path, history: History) -> None:
    """Write all changes into a snapshot."""
    with (snapshot / FILE).open("w", encoding="utf-8", newline="") as out:
        out.writelines(json.dumps(astuple(change), ensure_ascii=False) + "\n" for change in history.all())


def read_history(snapshot: Path) -> list[Change]:
    """The changes that a snapshot holds; none where it was published before they were kept."""
    try:
        text = (snapshot / FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    return [Change(*json.loads(line)) for line in text.split("\n") if line]


def version_lines(folder: Path, version: str) -> list[str] | None:
    """The lines of a version that went, sorted; None where the store in `folder` does not keep it."""
    try:
        text = gzip.decompress(_file(folder, version).read_bytes()).decode("utf-8")
    except FileNotFoundError:
        return None
    return [line for line in text.split("\n") if line]


def version_of(lines: str) -> str:
    """The name of a version: the digest of its sorted lines as they were put, without the time of the load.

    The graph itself writes some numbers in another form ("0.50" as 0.5), so a version is named once and not anew.
    """
    return hashlib.sha256(lines.encode("utf-8")).hexdigest()


def timeless(lines: str) -> str:
    """The lines without the time of the load, sorted."""
    return "\n".join(sorted(line for line in lines.split("\n") if line and _STAMP not in line[: line.find('"') + 1]))


def _lines(target: Target, act: str) -> str:
    text = serialize(target.triples_in(_graph_of(act)), format=RdfFormat.N_TRIPLES) or b""
    return "\n".join(sorted(line for line in text.decode("utf-8").split("\n") if line))


def _graph_of(act: str) -> str:
    return str(graph(act.removeprefix(BASE)))


def _file(folder: Path, version: str) -> Path:
    if not version.isalnum():
        raise FileNotFoundError(version)
    return folder / "versions" / f"{version}.nt.gz"


def _of(act: str, lines: str) -> tuple[str, str]:
    """The act's label and its unit, as its graph says them."""
    return _said(lines, act, str(RDFS.label)), _said(lines, act, str(ELI.jurisdiction))


def _stamp(lines: str) -> str:
    at = lines.find(_STAMP)
    start = lines.rfind("\n", 0, at) + 1
    subject = lines[start + 1 : at]
    return _said(lines, subject, str(PROV.generatedAtTime)) if at >= 0 else ""


def _said(lines: str, subject: str, predicate: str) -> str:
    """The value of a property, the first in the order of lines; "" for none."""
    start = lines.find(f"<{subject}> <{predicate}> ")
    if start < 0:
        return ""
    end = lines.find("\n", start)
    line = lines[start:] if end < 0 else lines[start:end]
    (quad,) = parse(input=line, format=RdfFormat.N_TRIPLES)
    return quad.object.value if isinstance(quad.object, Value | NamedNode) else ""


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
