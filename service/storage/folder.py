"""The folder of a store: what makes it one, its writer's lock, and the texts in it."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import Final

from service.errors import NotAStore, StoreBusy
from service.storage.files import write_whole

LAYOUT: Final = "1"


def make(folder: Path) -> None:
    """Make the folder a store where it is none yet; only its locked writer does."""
    if not (folder / "VERSION").exists():
        write_whole(folder / "VERSION", f"cancu store {LAYOUT}\n".encode("ascii"))


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


def check_layout(folder: Path) -> None:
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


def lock(folder: Path) -> int:
    """The writer's lock on a store, held until `unlock` or the process's end. StoreBusy where another one holds it."""
    descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o666)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.read(descriptor, 20).decode("ascii", "replace").strip()
        os.close(descriptor)
        raise StoreBusy(busy(folder, holder)) from None
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, str(os.getpid()).encode("ascii"), 0)
    _HELD.add(descriptor)
    return descriptor


def unlock(descriptor: int) -> None:
    """Let go of a lock."""
    _HELD.discard(descriptor)
    os.close(descriptor)


_HELD: Final[set[int]] = set()
"""The locks of this process."""


def _leave_to_parent() -> None:
    """A process forked for reading must not keep the lock of a writer that died, or is done, while it still reads."""
    while _HELD:
        os.close(_HELD.pop())


os.register_at_fork(after_in_child=_leave_to_parent)


def busy(folder: Path, holder: str) -> str:
    who = f"another process ({holder})" if holder.isdigit() else "another process"
    return f"{folder}: {who} is writing to this store. Wait for it or stop it, or use another --store."
