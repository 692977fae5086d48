"""The changes of acts that a reader sees, the newest first, and the versions of one act.

    changes_of(reader)                         every change up to the reader's generation
    changes_of(reader, act="1703/QĐ-TTg")      those of one act, also of one that was removed
    versions_of("https://…/1169-qd-ubnd", reader)     what its graph was, one after the other

An act that was loaded before changes were kept counts as added at its graph's `prov:generatedAtTime`, as generation 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from ontology.namespaces import BASE, graph, path_of
from queries.beside import asked_beside
from queries.engine import Engine, Table
from queries.errors import UnknownParameter
from service.exporting.scope import act_named, province_named
from service.exporting.tables import text
from service.storage import snapshots
from service.storage.history import Change, read_history, timeless, version_lines
from service.store import Reader

_HERE: Final = Path(__file__).parent
_ACTS: Final = str(graph("doc/"))


@dataclass(frozen=True)
class Version:
    """What an act's graph was from a change on."""

    number: int
    """From 1 on, the oldest first."""
    change: Change
    lines: tuple[str, ...]
    """N-Triples lines, sorted, without the time of the load; none for an act that was removed."""


def changes_of(reader: Reader, act: str | None = None, province: str | None = None) -> list[Change]:
    """The changes, the newest first; of one act, or of the acts of a province and its communes, as people name them.

    Raises QueryError where the act or the province is unknown or ambiguous.
    """
    found = _all(reader)
    if act:
        wanted = _act_of(act, found, reader.engine)
        found = [change for change in found if change.act == wanted]
    if province:
        units = _units(province, reader.engine)
        found = [change for change in found if change.unit in units]
    return found[::-1]


def changes_kept(act: str, reader: Reader) -> list[Change]:
    """The changes of the act of that IRI that the store kept, the oldest first; none for an older act."""
    return _by_act(reader.folder, reader.generation).get(act, [])


@lru_cache(maxsize=4)
def _by_act(folder: Path, generation: int) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for change in read_history(snapshots.snapshot(folder, generation)) if generation else []:
        found.setdefault(change.act, []).append(change)
    return found


def versions_of(act: str, reader: Reader) -> list[Version]:
    """The versions of an act (IRI), the oldest first; none for an act that was never loaded."""
    history = [change for change in _all(reader) if change.act == act]
    return [Version(number, change, _lines(change, reader)) for number, change in enumerate(history, 1)]


def act_of(words: str, reader: Reader) -> str:
    """The IRI of an act that people name by its number or IRI; one that was removed, by its IRI or its label."""
    return _act_of(words, _all(reader), reader.engine)


def _act_of(words: str, found: Sequence[Change], engine: Engine) -> str:
    known = {change.act: change.label for change in found}
    iri = words if words.startswith(BASE) else BASE + words
    if iri in known:
        return iri
    try:
        return act_named(words, engine)
    except UnknownParameter:
        named = {act for act, label in known.items() if words.strip() in (label, label.rpartition(" ")[2])}
        if len(named) == 1:
            return named.pop()
        raise


def _all(reader: Reader) -> list[Change]:
    """The changes, the oldest first."""
    kept = read_history(snapshots.snapshot(reader.folder, reader.generation)) if reader.generation else []
    known = {change.act for change in kept}
    return [*_before(reader.engine, known), *kept]


def _before(engine: Engine, known: set[str]) -> list[Change]:
    """The acts whose coming was not kept, once each. Asked flat: joined in SPARQL it takes seconds on the country."""
    times = (tuple(map(text, row)) for row in asked_beside(engine, _HERE, "loaded").rows)
    acts = {BASE + name.removeprefix(str(graph(""))): at for name, at in times if name.startswith(_ACTS)}
    missing = sorted(acts.keys() - known, key=lambda act: (acts[act], act))
    if not missing:
        return []
    labels, units = (_pairs(asked_beside(engine, _HERE, name)) for name in ("labels", "jurisdictions"))
    return [Change(act, "added", acts[act], 0, "", labels.get(act, ""), units.get(act, "")) for act in missing]


def _pairs(table: Table) -> dict[str, str]:
    return dict(sorted((text(row[0]), text(row[1])) for row in table.rows))


def _units(province: str, engine: Engine) -> set[str]:
    iri = province_named(province, engine)
    return {text(row[0]) for row in asked_beside(engine, _HERE, "units", province=iri).rows}


def _lines(change: Change, reader: Reader) -> tuple[str, ...]:
    """Of the version that a change made: as it was kept, or as it stands."""
    if change.change == "removed":
        return ()
    kept = version_lines(reader.folder, change.version) if change.version else None
    if kept is not None:
        return tuple(kept)
    stands = "\n".join(f"{triple} ." for triple in reader.triples_in(str(graph(path_of(change.act)))))
    return tuple(line for line in timeless(stands).split("\n") if line)
