"""The store: every act's graph in one folder, written by one process at a time, read by any number.

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
    VERSION           the layout's version

What is in the graph depends only on which files were loaded last for each act, never on the order or the
history. A stub is described by the citing act whose IRI sorts first, and gives way to the act itself; a body
by the reference data, or by all that the loaded acts offer of it. Both go when nobody offers them any more. Which
task carries out which is made anew when either act, or an act between them, changes (service/storage/lineage.py).
"""

from __future__ import annotations

import fcntl
import os
import weakref
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from pyoxigraph import Store as Graph

from queries.remembering import RememberingEngine
from service.errors import NotAStore, StoreBusy, StoreError
from service.settings import store_folder
from service.storage import snapshots
from service.storage.changes import Status, put_acts
from service.storage.files import write_whole
from service.storage.kept import read_kept, write_kept
from service.storage.ledger import Ledger
from service.storage.lineage import relate
from service.storage.readings import Prepared, Reading, prepare
from service.storage.reference import ReferenceData, renew
from service.storage.reviews import Review, put_reviews
from service.storage.writing import Writing

LAYOUT: Final = "1"


class Reader:
    """One generation of the store, read-only and unchanging. Keep it for as long as its engine is in use."""

    def __init__(self, folder: Path, generation: int, held: int) -> None:
        self.folder = folder
        self.generation: Final = generation
        """Grows with each change; 0 for a store into which nothing has been loaded."""
        place = snapshots.snapshot(folder, generation)
        self.graph: Final = Graph.read_only(str(place)) if generation else Graph()
        # The snapshot never changes, so what was read of it once need not be read again.
        self.engine: Final = RememberingEngine(self.graph, cache(partial(read_kept, place)))
        if held >= 0:
            weakref.finalize(self, os.close, held)

    def text(self, digest: str) -> str | None:
        """The text whose `cancu:textDigest` is `digest` ("sha256:…"); None where the store lacks it."""
        name = digest.removeprefix("sha256:")
        if not name.isalnum():
            return None
        try:
            return text_file(self.folder, name).read_bytes().decode("utf-8")
        except FileNotFoundError:
            return None


class Store:
    """The store in a folder. Open it with `Store.open`."""

    def __init__(self, folder: Path, graph: Graph | None, ledger: Ledger | None, lock: int) -> None:
        self.folder = folder
        self._graph = graph
        self._ledger = ledger
        self._lock = lock

    @classmethod
    def open(cls, location: str | Path, *, writable: bool = False) -> Store:
        """The store at `location`, a folder; for writing it is made where it is missing.

        Raises StoreBusy where another process writes to it (readers never meet that), NotAStore where the
        folder holds something else, StoreError where it cannot be opened.
        """
        folder = store_folder(location)
        try:
            return _open_for_writing(folder) if writable else _open_for_reading(folder)
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
        _, ledger, writing = self._writing()
        for act in acts:
            write_text(self.folder, act.standing.text, act.text)
        with ledger.writing():
            statuses, work = put_acts(acts, ledger, now or datetime.now(UTC))
            steps = writing.note(work)
        writing.take(steps)
        return statuses

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
        graph, ledger, writing = self._writing()
        relate(ledger, writing)
        generation = ledger.generation
        if generation != snapshots.current(self.folder):
            writing.flush()
            snapshots.publish(self.folder, graph, generation, partial(write_kept, ledger=ledger))
        return generation

    def reader(self) -> Reader:
        """The current generation, for reading. An empty one (generation 0) where nothing has been loaded."""
        try:
            return Reader(self.folder, *snapshots.hold(self.folder))
        except (OSError, ValueError) as error:
            raise StoreError(
                f"{self.folder}: the store is damaged ({error}). Remove the folder and load the files again."
            ) from error

    def refreshed(self, reader: Reader) -> Reader:
        """`reader`, or a newer one where something was published since."""
        return reader if snapshots.current(self.folder) == reader.generation else self.reader()

    def close(self) -> None:
        """Let go of the writer's lock. Readers stay open."""
        self._graph = None
        if self._ledger:
            self._ledger.close()
            self._ledger = None
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _writing(self) -> tuple[Graph, Ledger, Writing]:
        if self._graph is None or self._ledger is None:
            raise ValueError("the store is not open for writing")
        return self._graph, self._ledger, Writing(self.folder, self._graph, self._ledger)


def is_store(folder: Path) -> bool:
    """True for the folder of a store, of any version."""
    try:
        return (folder / "VERSION").read_bytes().startswith(b"cancu store ")
    except OSError:
        return False


def text_file(folder: Path, name: str) -> Path:
    return folder / "texts" / f"{name}.txt"


def write_text(folder: Path, digest: str, text: str) -> None:
    """Keep a text under its digest; it is there already when the same text was loaded before."""
    file = text_file(folder, digest.removeprefix("sha256:"))
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        write_whole(file, text.encode("utf-8"))


def _open_for_reading(folder: Path) -> Store:
    if folder.exists():
        _check_layout(folder)
    return Store(folder, None, None, -1)


def _open_for_writing(folder: Path) -> Store:
    if folder.exists():
        _check_layout(folder)
    folder.mkdir(parents=True, exist_ok=True)
    lock = _lock(folder)
    try:
        if not (folder / "VERSION").exists():
            write_whole(folder / "VERSION", f"cancu store {LAYOUT}\n".encode("ascii"))
        ledger = Ledger(folder / "ledger.sqlite")
        graph = _open_graph(folder)
        Writing(folder, graph, ledger).redo()
    except BaseException:
        os.close(lock)
        raise
    return Store(folder, graph, ledger, lock)


def _open_graph(folder: Path) -> Graph:
    try:
        return Graph(str(folder / "graph"))
    except OSError as error:
        if "lock" in str(error).lower():
            raise StoreBusy(_busy(folder, "")) from error
        raise StoreError(f"{folder}: the store cannot be opened ({error}).") from error


def _check_layout(folder: Path) -> None:
    try:
        found = (folder / "VERSION").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        ours = {"lock"}  # a writer that died before it wrote VERSION
        if any(not entry.name.startswith(".VERSION") and entry.name not in ours for entry in folder.iterdir()):
            raise NotAStore(
                f"{folder} holds other files and is not a cancu store. Give another folder with --store."
            ) from None
        return
    if found != f"cancu store {LAYOUT}":
        raise NotAStore(
            f'{folder} is a store of another version ("{found[:40]}"; this cancu reads layout {LAYOUT}). '
            "Load the documents into a new folder with --store."
        )


def _lock(folder: Path) -> int:
    descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o666)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.read(descriptor, 20).decode("ascii", "replace").strip()
        os.close(descriptor)
        raise StoreBusy(_busy(folder, holder)) from None
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, str(os.getpid()).encode("ascii"), 0)
    return descriptor


def _busy(folder: Path, holder: str) -> str:
    who = f"another process ({holder})" if holder.isdigit() else "another process"
    return f"{folder}: {who} is writing to this store. Wait for it or stop it, or use another --store."
