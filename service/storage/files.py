"""Files that are written whole or not at all.

with whole_file(Path("graph.nq")) as out:      # .graph.nq.4242 beside it, moved to graph.nq at the end
    out.write(…)
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def whole_file(file: Path) -> Iterator[IO[bytes]]:
    """A file to write to that takes the place of `file` when the block ends well, else is gone.

    What is no regular file (/dev/null, a pipe) is written to directly; a link stays, its target is replaced.
    """
    file = file.resolve()
    if file.exists() and not file.is_file() and not file.is_dir():
        with file.open("wb") as out:
            yield out
        return
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with unfinished.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


def write_whole(file: Path, data: bytes) -> None:
    """Write `data` to `file`: whoever reads it sees the old content or the new, never half."""
    with whole_file(file) as out:
        out.write(data)
