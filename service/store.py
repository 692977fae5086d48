"""The store: every act's graph, written by one process at a time, read by any number.

    with Store.open(".cancu/store", writable=True) as store:
        store.put(reading)       # Quyết định 1169/QĐ-UBND: its graph, its report, the stubs of what it cites
        store.publish()          # from now on readers see it
    reader = Store.open(".cancu/store").reader()
    reader.engine                    # ask it questions

    graph/            the writer's Oxigraph database
    ledger.sqlite     what each act says about things outside its graph (service/storage/ledger.py)
    incoming/         files on their way into the graph (service/storage/writing.py)
    snapshots/17      what readers open (service/storage/snapshots.py); `current` names the one to open
    texts/<sha256>.txt   the text that an act's offsets point into, by its digest; none is ever removed
    versions/<sha256>.nt.gz   what acts' graphs were before they were replaced or removed (service/storage/history.py)
    VERSION           the layout's version

That is the store in a folder. With the graph at a server (service/remote) the folder holds all but `graph/`.

What is in the graph depends only on which files were loaded last for each act, never on the order or the
history. A stub is described by the citing act whose IRI sorts first, and gives way to the act itself; a body
by the reference data, or by all that the loaded acts offer of it. Both go when nobody offers them any more. Which
task carries out which is made anew when either act, or an act between them, changes (service/storage/lineage.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from service.errors import StoreError
from service.remote.addresses import addresses, is_address, local_folder
from service.remote.reader import RemoteShelf
from service.remote.server import Server
from service.remote.target import RemoteTarget
from service.storage.changes import Status, put_acts, remove_acts
from service.storage.embedded import EmbeddedShelf, EmbeddedTarget
from service.storage.folder import check_layout, is_store, lock, make, unlock, write_text
from service.storage.history import Keeper, write_history
from service.storage.kept import write_kept
from service.storage.ledger import Ledger
from service.storage.lineage import relate
from service.storage.reader import Reader
from service.storage.readings import Prepared, Reading, prepare
from service.storage.reference import ReferenceData, renew
from service.storage.reviews import Review, put_reviews
from service.storage.target import Target
from service.storage.writing import Writing

__all__ = ["Reader", "Shelf", "Store", "is_store"]


class Shelf(Protocol):
    """Where readers find what was published: in a folder, or at a server."""

    def current(self) -> int:
        """The generation that was published last; 0 for none."""
        ...

    def reader(self) -> Reader:
        """That generation, for reading."""
        ...


@dataclass(frozen=True)
class _Writer:
    """What a store that is open for writing has besides."""

    target: Target
    ledger: Ledger
    lock: int


class Store:
    """The store in a folder. Open it with `Store.open`."""

    def __init__(self, folder: Path, shelf: Shelf, writer: _Writer | None = None) -> None:
        self.folder = folder
        """Where the ledger and the texts are; the graph too, unless it is at a server."""
        self._shelf = shelf
        self._writer = writer

    @classmethod
    def open(cls, location: str | Path, *, writable: bool = False) -> Store:
        """The store at `location`, a folder or the address of a SPARQL server; for writing a folder is made.

        Raises StoreBusy where another process writes to it (readers never meet that), NotAStore where the
        folder or the server holds something else, StoreError where it cannot be opened.
        """
        if is_address(location):
            server, folder = Server(addresses(str(location))), local_folder(str(location))
            shelf: Shelf = RemoteShelf(folder, server)
            target: Callable[[Ledger], Target] = partial(RemoteTarget.of, server, folder)
        else:
            folder = Path(location).expanduser()
            shelf, target = EmbeddedShelf(folder), partial(_embedded, folder)
        try:
            if folder.exists():
                check_layout(folder)
            return cls(folder, shelf, _open_writer(folder, target) if writable else None)
        except (PermissionError, FileExistsError, NotADirectoryError) as error:
            raise StoreError(f"{folder}: the store cannot be opened ({error.strerror}).") from error

    def put(self, reading: Reading, *, now: datetime | None = None) -> Status:
        """Store an act whole, in one transaction: its graph, its report, the stubs and bodies that it offers.

        The same reading again changes nothing, not even its time; another reading of the act replaces it. Its tasks
        are held against those of other acts when it is published.
        """
        return self.put_all([prepare(reading)], now=now)[0]

    def put_all(self, acts: Sequence[Prepared], *, now: datetime | None = None) -> list[Status]:
        """Store acts, each another one, in one transaction; what became of each, in their order. As `put`, but fast."""
        target, ledger, writing = self._writing()
        for act in acts:
            write_text(self.folder, act.standing.text, act.text)
        at = now or datetime.now(UTC)
        with ledger.writing():
            statuses, work = put_acts(acts, ledger, at)
            put = [(act.act, status, act.own) for act, status in zip(acts, statuses, strict=True)]
            Keeper(self.folder, target, ledger.history).note_put(put, at, ledger.generation + 1)
            steps = writing.note(work)
        writing.take(steps)
        return statuses

    def remove(self, acts: Sequence[str], *, now: datetime | None = None) -> list[str]:
        """Take loaded acts (IRIs) out again, in one transaction; those that were loaded, in their order.

        Their graphs, reports and lineage go, and the descriptions that nobody else gives; one that others cite is
        described by them. Reviews and texts stay. Readers see it from the next `publish` on.
        """
        target, ledger, writing = self._writing()
        at = now or datetime.now(UTC)
        with ledger.writing():
            gone, work = remove_acts(acts, ledger)
            Keeper(self.folder, target, ledger.history).note_removed(gone, at, ledger.generation + 1)
            steps = writing.note(work)
        writing.take(steps)
        return gone

    def holds(self, act: str) -> bool:
        """Whether the act (IRI) is loaded, and not only cited by others."""
        return self._writing()[1].act(act) is not None

    def put_reference(self, data: ReferenceData) -> bool:
        """Store the vocabulary and the reference data, or renew them; False where they stand already."""
        return renew(*self._writing(), data)

    def put_reviews(self, reviews: Sequence[Review]) -> int:
        """Store people's reviews; how many of them are new. They count from the next `publish` on."""
        _, ledger, writing = self._writing()
        with ledger.writing():
            new, work = put_reviews(reviews, ledger)
            steps = writing.note(work)
        writing.take(steps)
        return new

    def publish(self) -> int:
        """Tie tasks to those above them, and let readers see all that was written; the generation that they see."""
        target, ledger, writing = self._writing()
        relate(ledger, writing)
        generation = ledger.generation
        if generation != self._shelf.current():
            writing.flush()
            target.publish(generation, partial(_write_beside, ledger=ledger))
        return generation

    def reader(self) -> Reader:
        """The current generation, for reading. An empty one (generation 0) where nothing has been loaded."""
        return self._shelf.reader()

    def refreshed(self, reader: Reader) -> Reader:
        """`reader`, or a newer one where something was published since."""
        return reader if self._shelf.current() == reader.generation else self.reader()

    def close(self) -> None:
        """Let go of the writer's lock. Readers stay open."""
        if self._writer:
            self._writer.target.close()
            self._writer.ledger.close()
            unlock(self._writer.lock)
            self._writer = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _writing(self) -> tuple[Target, Ledger, Writing]:
        if self._writer is None:
            raise ValueError("the store is not open for writing")
        target, ledger = self._writer.target, self._writer.ledger
        return target, ledger, Writing(self.folder, target, ledger)


def _write_beside(snapshot: Path, ledger: Ledger) -> None:
    """What a snapshot holds besides the graph."""
    write_kept(snapshot, ledger)
    write_history(snapshot, ledger.history)


def _embedded(folder: Path, ledger: Ledger) -> Target:
    return EmbeddedTarget(folder)


def _open_writer(folder: Path, target_of: Callable[[Ledger], Target]) -> _Writer:
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = lock(folder)
    try:
        make(folder)
        ledger = Ledger(folder / "ledger.sqlite")
        target = target_of(ledger)
        Writing(folder, target, ledger).redo()
    except BaseException:
        unlock(descriptor)
        raise
    return _Writer(target, ledger, descriptor)
