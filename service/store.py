"""The store: every act's graph in one folder, written by one process at a time, read by any number.

    with Store.open(".cancu/store", writable=True) as store:
        store.put(reading)       # Quyết định 1169/QĐ-UBND: its graph, its report, the stubs of what it cites
        store.publish()          # from now on readers see it
    reader = Store.open(".cancu/store").reader()
    reader.engine                    # ask it questions

    graph/            the writer's Oxigraph database
    ledger.sqlite     what each act says about things outside its graph (service/storage/ledger.py)
    snapshots/17      what readers open (service/storage/snapshots.py); `current` names the one to open
    texts/<sha256>.txt   the text that an act's offsets point into, by its digest; none is ever removed
    VERSION           the layout's version

What is in the graph depends only on which files were loaded last for each act, never on the order or the
history. A stub is described by the citing act whose IRI sorts first, and gives way to the act itself; a body
by the reference data, or by all that the loaded acts offer of it. Both go when nobody offers them any more.
"""

from __future__ import annotations

import fcntl
import os
import weakref
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from pyoxigraph import Store as Graph

from queries.engine import OxigraphEngine
from service.errors import NotAStore, StoreBusy, StoreError
from service.settings import store_folder
from service.storage import snapshots
from service.storage.changes import Reading, Status, replace_act
from service.storage.files import write_whole
from service.storage.ledger import Ledger
from service.storage.reference import ReferenceData, renew

LAYOUT: Final = "1"
REDO_LIMIT: Final = 500
"""Acts after which the graph is flushed to disk, so that the ledger's redo log stays short."""


class Reader:
    """One generation of the store, read-only and unchanging. Keep it for as long as its engine is in use."""

    def __init__(self, folder: Path, generation: int, held: int) -> None:
        self.folder = folder
        self.generation: Final = generation
        """Grows with each change; 0 for a store into which nothing has been loaded."""
        self.graph: Final = Graph.read_only(str(snapshots.snapshot(folder, generation))) if generation else Graph()
        self.engine: Final = OxigraphEngine(self.graph)
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

        The same reading again changes nothing, not even its time; another reading of the act replaces it.
        """
        graph, ledger = self._writing()
        change = replace_act(reading, ledger, now or datetime.now(UTC))
        if change is None:
            return "unchanged"
        write_text(self.folder, reading.text_digest, reading.text)
        ledger.record_act(change.act, change.offers, change.sparql)
        graph.update(change.sparql)
        if ledger.pending_count() >= REDO_LIMIT:
            graph.flush()
            ledger.flushed()
        return change.status

    def put_reference(self, data: ReferenceData) -> bool:
        """Store the vocabulary and the reference data, or renew them; False where they stand already."""
        graph, ledger = self._writing()
        return renew(graph, ledger, data)

    def publish(self) -> int:
        """Let readers see what was written; returns the generation that they see from now on."""
        graph, ledger = self._writing()
        generation = ledger.generation
        if generation != snapshots.current(self.folder):
            graph.flush()
            ledger.flushed()
            snapshots.publish(self.folder, graph, generation)
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

    def _writing(self) -> tuple[Graph, Ledger]:
        if self._graph is None or self._ledger is None:
            raise ValueError("the store is not open for writing")
        return self._graph, self._ledger


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
        _redo(graph, ledger)
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


def _redo(graph: Graph, ledger: Ledger) -> None:
    """Bring the graph after the ledger, where the last writer died between the two."""
    pending = ledger.pending()
    for sparql in pending:
        graph.update(sparql)
    if pending:
        graph.flush()
        ledger.flushed()


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
