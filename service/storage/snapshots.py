"""What readers see: snapshots of the writer's graph, and the pointer to the current one.

    .cancu/store/snapshots/17        hard links to the writer's files, so it costs next to nothing
    .cancu/store/snapshots/17.lock   held shared by each reader of it, so that it is not removed under them
    .cancu/store/current             "17"

Oxigraph lets only one process write, and says that reading the writer's own files beside it is undefined; a
snapshot never changes.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from service.storage.files import write_whole

KEPT: Final = 2
"""Snapshots that stay although no one reads them: the current one, and one for whoever is just opening it."""


def current(folder: Path) -> int:
    """The generation of the current snapshot of the store in `folder`; 0 where there is none."""
    try:
        return int((folder / "current").read_text(encoding="ascii"))
    except FileNotFoundError:
        return 0


def snapshot(folder: Path, generation: int) -> Path:
    return folder / "snapshots" / str(generation)


def publish(folder: Path, generation: int, make: Callable[[Path], None]) -> None:
    """Make a snapshot the current one, and remove those that nobody needs.

    `make` makes the snapshot's folder with all that belongs to it, before anyone sees it.
    """
    target = snapshot(folder, generation)
    target.parent.mkdir(exist_ok=True)
    if not target.exists():
        unfinished = target.with_suffix(".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        make(unfinished)
        unfinished.rename(target)
    write_whole(folder / "current", str(generation).encode("ascii"))
    _prune(folder)


def hold(folder: Path) -> tuple[int, int]:
    """The current generation, kept from removal until the second value, a file descriptor, is closed.

    (0, -1) where the store has no snapshot.
    """
    while generation := current(folder):
        place = snapshot(folder, generation)
        descriptor = os.open(place.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o666)
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        if place.exists():
            return generation, descriptor
        os.close(descriptor)  # removed between our look at the pointer and the lock: the pointer has moved on
        if current(folder) == generation:
            raise FileNotFoundError(place)
    return 0, -1


def _prune(folder: Path) -> None:
    generations = sorted(int(place.name) for place in (folder / "snapshots").iterdir() if place.name.isdigit())
    for generation in generations[:-KEPT]:
        place = snapshot(folder, generation)
        lock = place.with_suffix(".lock")
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue  # somebody reads it
        else:
            shutil.rmtree(place)
            lock.unlink()
        finally:
            os.close(descriptor)
