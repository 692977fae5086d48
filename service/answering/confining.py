"""Limits that a process sets to itself: memory, time on the processor, and who goes first.

    most = confine(512)      # from now on it gets 512 MB beside what it has
    bound_time(20.0)         # and dies after 20 seconds more on the processor, and some

What bounds memory is its data, not its addresses: the threads of a database reserve addresses by the gigabyte that
they never use.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

try:
    import resource
except ImportError:  # Windows knows no such limits
    resource = None  # type: ignore[assignment]

PRIORITY: Final = 10
"""How far the process gives way to the one that serves the pages."""
_SECONDS_TO_BE_KILLED: Final = 3
"""On the processor, past the limit: by then whoever should have ended this process is gone."""
_STATM: Final = Path("/proc/self/statm")


def confine(megabytes: int) -> int | None:
    """Bound this process's memory and let others go first. The bound in bytes; None where none can be set."""
    os.nice(PRIORITY)
    has = data()
    if resource is None or has is None:
        return None
    _bound(resource.RLIMIT_CORE, 0)
    most = has + megabytes * 2**20
    _bound(resource.RLIMIT_DATA, most)
    return most


def data() -> int | None:
    """Bytes of data that this process has; None where the system does not tell."""
    try:
        return int(_STATM.read_text("ascii").split()[5]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return None


def bound_time(seconds: float) -> None:
    """Bound the further time on the processor: whoever waits may be killed, and then ends nothing."""
    if resource:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _bound(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + seconds) + _SECONDS_TO_BE_KILLED)


def _bound(what: int, most: int) -> None:
    _, highest = resource.getrlimit(what)
    resource.setrlimit(what, (most if highest == resource.RLIM_INFINITY else min(most, highest), highest))
