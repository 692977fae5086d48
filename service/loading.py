"""Files and folders into the store: one act a file, each whole or not at all.

    load([Path("corpus")], store)
        corpus/000_….txt   Quyết định 1169/QĐ-UBND   25 tasks   added
        corpus/notes.odp   skipped: left out, only .txt, .md, .markdown files are read
        corpus/scan.txt    failed: the file is binary …

A file that cannot be read is named with its cause, and the others load.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Final, Literal

from loaders.reading import printable
from ontology.changes import changing_acts
from ontology.namespaces import BASE
from ontology.reference import reference_digest, reference_quads
from ontology.vocabulary import vocabulary_quads
from service.checking import Checked, Fault, Found, check_all, find
from service.storage.changes import Status
from service.storage.readings import Prepared
from service.storage.reference import ReferenceData
from service.store import Store

TOGETHER: Final = 64
"""Acts that are stored in one transaction."""

Progress = Callable[[int, int, Path], None]
"""Called before each file: files done, files in all, the file."""


@dataclass(frozen=True)
class LoadOutcome:
    """What became of one file."""

    file: Path
    status: Status | Literal["failed", "skipped"]
    act: str | None = None
    """ "Quyết định 1169/QĐ-UBND"."""
    tasks: int = 0
    violations: int = 0
    findings: int = 0
    cause: str | None = None
    """Why it failed or was skipped: one or two plain sentences."""


def load(paths: Iterable[Path], store: Store, progress: Progress | None = None) -> list[LoadOutcome]:
    """Read, check and store each file; readers see all of them at once, at the end.

    Two files of one call that are the same act: the first stands, the second fails with both names, unless both are
    the same bytes.
    """
    store.put_reference(reference_data())
    found = list(find(paths))
    results = check_all([one.file for one in found if one.readable])
    acts = _Acts(store)
    outcomes = []
    for done, one in enumerate(found):
        if progress:
            progress(done, len(found), one.file)
        outcomes.append(acts.take(one.file, next(results)) if one.readable else (_left_out(one), None))
    acts.put()
    store.publish()
    return [acts.told(outcome, act) for outcome, act in outcomes]


def reference_data() -> ReferenceData:
    """The vocabulary, the units and bodies of the tables, the acts on which their changes rest."""
    return ReferenceData(
        digest=f"{reference_digest()} {BASE}",
        quads=lambda: chain(vocabulary_quads(), reference_quads(), changing_acts()),
    )


def _left_out(found: Found | Fault) -> LoadOutcome:
    if isinstance(found, Fault):
        return LoadOutcome(found.file, "failed", cause=found.cause)
    return LoadOutcome(found.file, "skipped", cause=found.left_out)


class _Acts:
    """The acts of one call on their way into the store, some together in one transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._first: dict[str, tuple[Path, str]] = {}
        """Each act so far, with its file and the digest of the file's bytes."""
        self._waiting: list[Prepared] = []
        self._statuses: dict[str, Status] = {}

    def take(self, file: Path, checked: Checked | Fault) -> tuple[LoadOutcome, str | None]:
        """What became of a file; with its act where the status shows only when that is put."""
        if isinstance(checked, Fault):
            return LoadOutcome(file, "failed", cause=checked.cause), None
        act = checked.reading.act
        other, digest = self._first.setdefault(act, (file, checked.sha256))
        if other != file:
            return _second(file, other, checked, same=digest == checked.sha256), None
        self._waiting.append(checked.reading)
        if len(self._waiting) == TOGETHER:
            self.put()
        return _outcome(file, checked), act

    def put(self) -> None:
        """Store what waits."""
        statuses = self._store.put_all(self._waiting) if self._waiting else []
        acts = (waiting.act for waiting in self._waiting)
        self._statuses.update(zip(acts, statuses, strict=True))
        self._waiting.clear()

    def told(self, outcome: LoadOutcome, act: str | None) -> LoadOutcome:
        """The outcome with its status, once all are put."""
        return replace(outcome, status=self._statuses[act]) if act else outcome


def _second(file: Path, other: Path, checked: Checked, *, same: bool) -> LoadOutcome:
    """Of a file that holds an act of another file of the same call."""
    if same:
        return _outcome(file, checked)
    loaded = printable(other)
    return LoadOutcome(
        file,
        "failed",
        checked.label,
        cause=f"{printable(file)} and {loaded} are both {checked.label}, and they differ. {loaded} was loaded; "
        "load the other one alone if it is the right one.",
    )


def _outcome(file: Path, checked: Checked) -> LoadOutcome:
    return LoadOutcome(
        file,
        "unchanged",
        checked.label,
        tasks=checked.tasks,
        violations=checked.report.count("violation"),
        findings=len(checked.report.findings),
    )
