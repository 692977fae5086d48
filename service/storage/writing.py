"""How the graph is brought after the ledger: the steps of a change, noted first and then taken.

A small change is one SPARQL update, which Oxigraph makes whole or not at all. A large one (a folder of acts) first
drops what goes, and then takes in a file of N-Quads in bulk, many times as fast; the file lies in `incoming/` until
the graph is flushed. A server elsewhere takes every change in that way (service/remote/target.py). A writer that dies
in between leaves its steps in the ledger, and the next one takes them again: each has the same result a second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from service.storage.changes import Block, Work
from service.storage.files import whole_file
from service.storage.ledger import Ledger
from service.storage.target import Target

BULK_FROM: Final = 2_000_000
"""Characters of triples from which on they are taken in by file. About ten acts."""
FLUSH_AFTER: Final = 500
"""Steps after which the graph is flushed to disk, so that few must be taken again."""
FLUSH_FROM: Final = 120_000_000
"""Bytes of files from which on they are taken in: half a million triples, a few seconds of work."""

Step = tuple[str, str]
""" ("update", SPARQL) or ("bulk", name of a file in `incoming/`)."""


class Writing:
    """Notes and takes steps for one store."""

    def __init__(self, folder: Path, target: Target, ledger: Ledger) -> None:
        self._incoming: Final = folder / "incoming"
        self._target: Final = target
        self._ledger: Final = ledger

    def note(self, work: Work) -> list[Step]:
        """Write into the ledger what is to be done. Call it inside `ledger.writing()`."""
        steps = self._steps(work)
        if steps:
            self._ledger.add_steps(steps)
            self._ledger.count_change()
        return steps

    def take(self, steps: Iterable[Step]) -> None:
        """Bring the graph after the steps, once they stand in the ledger."""
        for kind, step in steps:
            if kind == "update":
                self._target.update(step)
            else:
                self._target.load(self._incoming / step)
        if self._ledger.pending_count() >= FLUSH_AFTER:
            self.flush()
        elif self._target.waits() >= FLUSH_FROM and (last := self._target.flush_behind()):
            self._ledger.flushed(last.name)
            self._clear()

    def redo(self) -> None:
        """Take the steps that a writer noted before it died."""
        pending = self._ledger.pending()
        self.take(pending)
        if pending:
            self.flush()
        self._clear()

    def flush(self) -> None:
        """Put the graph on disk; its steps are forgotten."""
        self._target.flush()
        self._ledger.flushed()
        self._clear()

    def _waiting(self) -> bool:
        """Whether there are files that were not flushed."""
        return any(self._incoming.glob("*.nq"))

    def _steps(self, work: Work) -> list[Step]:
        drops = [f"DROP SILENT GRAPH <{name}>" for name in work.drop]
        if (lines := self._target.lines_at_once) is not None:
            gone = [_data("DELETE", [part]) for block in work.delete for part in _parts(block, lines)]
            updates: list[Step] = [("update", ";\n".join(some)) for some in _some(drops, lines)]
            updates += [("update", text) for text in gone]
            return [*updates, ("bulk", self._file(work.insert))] if work.insert else updates
        away = [*drops, *([_data("DELETE", work.delete)] if work.delete else [])]
        small = sum(len(block.triples) for block in work.insert) < BULK_FROM
        # What comes behind files that wait had better wait with them.
        if small and (away or not work.insert or not self._waiting()):
            update = ";\n".join([*away, *([_data("INSERT", work.insert)] if work.insert else [])])
            return [("update", update)] if update else []
        return [*([("update", ";\n".join(away))] if away else []), ("bulk", self._file(work.insert))]

    def _file(self, blocks: Iterable[Block]) -> str:
        self._incoming.mkdir(exist_ok=True)
        taken = {int(file.stem) for file in self._incoming.glob("*.nq")}
        name = f"{max(taken, default=0) + 1}.nq"
        with whole_file(self._incoming / name) as out:
            for block in blocks:
                # A line ends nowhere but at a triple's end: in a literal it is written "\\n".
                out.write(f"{block.triples}\n".replace(" .\n", f" <{block.graph}> .\n").encode("utf-8"))
        return name

    def _clear(self) -> None:
        """Remove the files that no step needs: those that were taken, and those of a writer that died before noting."""
        needed = {step for kind, step in self._ledger.pending() if kind == "bulk"}
        for file in self._incoming.glob("*"):
            if file.name not in needed:
                file.unlink()


def _data(verb: str, blocks: Iterable[Block]) -> str:
    """One update that inserts or deletes these triples."""
    text = "\n".join(f"GRAPH <{block.graph}> {{\n{block.triples}\n}}" for block in blocks)
    return f"{verb} DATA {{\n{text}\n}}"


def _parts(block: Block, lines: int) -> Iterable[Block]:
    return (Block(block.graph, "\n".join(some)) for some in _some(block.triples.split("\n"), lines))


def _some(parts: Sequence[str], most: int) -> Iterable[Sequence[str]]:
    return (parts[start : start + most] for start in range(0, len(parts), most))
