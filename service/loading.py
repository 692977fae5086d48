"""Files and folders into the store: one act a file, each whole or not at all.

    load([Path("corpus")], store)
        corpus/000_….txt   Quyết định 1169/QĐ-UBND   25 tasks   added
        corpus/notes.odp   skipped: left out, only .txt, .md, .markdown files are read
        corpus/scan.txt    failed: the file is binary …

A file that cannot be read is named with its cause, and the others load.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal

from loaders.reading import printable
from ontology.changes import changing_acts
from ontology.namespaces import BASE
from ontology.reference import reference_digest, reference_quads
from ontology.vocabulary import vocabulary_quads
from service.checking import Checked, Fault, Found, check_all, find
from service.storage.changes import Status
from service.storage.reference import ReferenceData
from service.store import Store

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
    first: dict[str, tuple[Path, str]] = {}
    outcomes = []
    for done, one in enumerate(found):
        if progress:
            progress(done, len(found), one.file)
        outcomes.append(_store(one.file, next(results), store, first) if one.readable else _left_out(one))
    store.publish()
    return outcomes


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


def _store(file: Path, checked: Checked | Fault, store: Store, first: dict[str, tuple[Path, str]]) -> LoadOutcome:
    """Store what was read. `first`: each act of this call so far, with its file and the digest of the file's bytes."""
    if isinstance(checked, Fault):
        return LoadOutcome(file, "failed", cause=checked.cause)
    other, digest = first.setdefault(checked.reading.act, (file, checked.sha256))
    if digest != checked.sha256:
        loaded = printable(other)
        return LoadOutcome(
            file,
            "failed",
            checked.label,
            cause=f"{printable(file)} and {loaded} are both {checked.label}, and they differ. {loaded} was loaded; "
            "load the other one alone if it is the right one.",
        )
    return LoadOutcome(
        file,
        store.put(checked.reading),
        checked.label,
        tasks=checked.tasks,
        violations=checked.report.count("violation"),
        findings=len(checked.report.findings),
    )
