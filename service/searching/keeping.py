"""Where the index of a store stands, and that it is there when somebody searches.

    index = index_of(Store.open(".cancu/store").reader())

An index belongs to a generation of the store and stands in its snapshot, so it goes when that goes; nothing but the
graph is needed to make it again. It is made when `cancu serve` starts, or by whoever searches first (or ahead, by
`cancu index`), in a process of its own, so that a service goes on answering. While a newer one is being made, searches
are answered from the last.
"""

from __future__ import annotations

import fcntl
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Final

from service.errors import StoreError
from service.searching.building import build
from service.searching.index import Index
from service.settings import search_folder
from service.storage.snapshots import snapshot
from service.store import Reader

FILE: Final = "search.sqlite"
"""The index of a snapshot, in its folder."""
KEPT: Final = 2
"""Indexes of one store that stay in CANCU_SEARCH_INDEX: the current one and the one before it."""
PATIENCE: Final = 10.0
"""Seconds that a search waits for the first index: enough for some hundred acts, less than people wait."""

_log: Final = logging.getLogger(__name__)


def index_file(reader: Reader) -> Path:
    """Where the index of what `reader` reads stands, or will."""
    folder = search_folder()
    if folder is None:
        return snapshot(reader.folder, reader.generation) / FILE
    return folder / f"{_name(reader)}-{reader.generation}.sqlite"


def make_index(reader: Reader) -> int:
    """Make the index of what `reader` reads, anew where it stands; how many things are in it.

    Raises StoreError where it cannot be written.
    """
    file = index_file(reader)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with _alone(file):
            return build(reader.engine, file)
    except OSError as error:
        raise StoreError(
            f"{file}: the search index cannot be written ({error.strerror}). "
            "Set CANCU_SEARCH_INDEX to a folder that can be written to."
        ) from error
    finally:
        _remove_old(reader, file)


class IndexNotReady(StoreError):
    """The index is being made; it will be there in a moment."""


class Indexes:
    """The indexes of one store that this process has open; safe for many threads."""

    def __init__(self, store: str | Path) -> None:
        self._store: Final = str(store)
        """A folder, or the address of a server: as --store has it."""
        self._lock: Final = threading.Lock()
        self._making: threading.Thread | None = None
        self._last: tuple[int, Index] | None = None

    def begin(self, reader: Reader) -> None:
        """Have the index of what `reader` reads made beside, where it is missing: who searches first need not wait."""
        if reader.generation and self._ready(reader) is None:
            self._make_beside()

    def of(self, reader: Reader, patience: float = PATIENCE) -> Index:
        """The index of what `reader` reads; of the generation before it while its own is being made.

        The first one is waited for, `patience` seconds. Raises IndexNotReady where that was not enough.
        """
        if (index := self._ready(reader)) is not None:
            return index
        making = self._make_beside()
        if self._last is not None:
            return self._last[1]
        making.join(patience)
        if (index := self._ready(reader)) is None:
            raise IndexNotReady("The search index is being made. Try again in a moment.")
        return index

    def _ready(self, reader: Reader) -> Index | None:
        with self._lock:
            if self._last is None or self._last[0] != reader.generation:
                index = _ready(index_file(reader))
                if index is None:
                    return None
                self._last = (reader.generation, index)
            return self._last[1]

    def _make_beside(self) -> threading.Thread:
        with self._lock:
            if self._making is None or not self._making.is_alive():
                self._making = threading.Thread(target=_make_apart, args=(self._store,), daemon=True)
                self._making.start()
            return self._making


def index_of(reader: Reader) -> Index:
    """The index of what `reader` reads, made where it is missing. Raises StoreError where it cannot be written."""
    if (index := _ready(index_file(reader))) is not None:
        return index
    make_index(reader)
    return Index(index_file(reader))


def _make_apart(store: str) -> None:
    """`cancu index` as a process of its own."""
    command = [sys.executable, "-m", "service.cli", "index", "--store", store]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        _log.error("The search index could not be made: %s", done.stderr.strip())


def _ready(file: Path) -> Index | None:
    """The index in the file; None where there is none, or one of another layout."""
    try:
        return Index(file) if file.exists() else None
    except ValueError:
        return None


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """No other process makes this index meanwhile."""
    with file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _name(reader: Reader) -> str:
    return sha256(str(reader.folder.absolute()).encode()).hexdigest()[:12]


def _remove_old(reader: Reader, file: Path) -> None:
    if search_folder() is None:
        return  # it goes with its snapshot
    known = sorted(file.parent.glob(f"{_name(reader)}-*.sqlite"), key=lambda one: int(one.stem.rpartition("-")[2]))
    for old in known[:-KEPT]:
        old.unlink(missing_ok=True)
        old.with_suffix(".lock").unlink(missing_ok=True)
