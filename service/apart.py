"""A file is read in a process of its own: one that takes too long or too much memory is ended, and told.

    apart(read_record, Path("vb.pdf"))              the record, or an error that names the file
    all_apart(check, [Path("a.docx"), …])           for each file, in order, what came of it

Nobody vouches for the files that are read. Some are made to break their reader: a PDF that draws itself without end
hangs PDFium in code of its own, which no exception ends.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType
from typing import Final, Literal, TypeVar

from pebble import ProcessExpired, ProcessPool

from loaders.errors import ReadError
from loaders.reading import printable
from service.errors import ServiceError
from service.settings import LIMIT_VARIABLE, MEMORY_VARIABLE, file_megabytes, file_seconds

try:
    import resource
except ImportError:  # Windows knows no such limits
    resource = None  # type: ignore[assignment]

PARALLEL_FROM: Final = 3
"""Files from which on several are read at once: a process that has read one reads the next without warming up."""
# A fork has all modules loaded and costs some milliseconds. It is safe here because a reading touches neither the
# store, whose threads a fork lacks, nor the terminal. Other systems than Linux have libraries that no fork survives.
_PROCESSES: Final = (
    multiprocessing.get_context("fork") if sys.platform == "linux" else multiprocessing.get_context("spawn")
)
_SECONDS_TO_LEAVE: Final = 3
"""Between the word to leave, on which LibreOffice is ended too, and the end."""

T = TypeVar("T")
Work = Callable[[Path], T]


Why = Literal["time", "memory", "death", "fault"]
"""What ended a reading; "fault" is one of ours."""


class Stopped(ServiceError):
    """A reading that was ended, or failed by a fault of ours. The words name the file and what to do."""

    why: Why = "fault"


@dataclass(frozen=True)
class Limits:
    """What one file may take."""

    seconds: float
    megabytes: int
    seconds_variable: str = LIMIT_VARIABLE
    """The setting that the seconds come from."""


def apart(work: Work[T], file: Path, limits: Limits | None = None) -> T:
    """`work(file)`, done in another process. `work` is a function of a module, and its result can be pickled.

    `limits`: what it may take, else what the settings say of a file. Raises the errors of `loaders.errors` and of
    `service.errors` that `work` raises; Stopped for anything else that ends it.
    """
    answer = _alone(work, file, limits or _limits())
    if isinstance(answer, ReadError | ServiceError):
        raise answer
    return answer


def all_apart(work: Work[T], files: Sequence[Path]) -> Iterator[T | ReadError | ServiceError]:
    """What `apart` gives or raises for each file, in the order of `files`; several are read at once."""
    limits = _limits()
    if len(files) < PARALLEL_FROM:
        yield from (_alone(work, file, limits) for file in files)
        return
    workers = min(len(files), os.cpu_count() or 1)
    with ProcessPool(workers, initializer=_confine, initargs=[limits], context=_PROCESSES) as pool:
        waiting = [pool.schedule(_answer, args=[work, file, limits], timeout=limits.seconds) for file in files]
        for file, future in zip(files, waiting, strict=True):
            try:
                yield future.result()
            except TimeoutError:
                yield _too_slow(file, limits)
            except ProcessExpired:
                yield _died(file)


def _limits() -> Limits:
    return Limits(file_seconds(), file_megabytes())


def _alone(work: Work[T], file: Path, limits: Limits) -> T | ReadError | ServiceError:
    receiving, sending = _PROCESSES.Pipe(duplex=False)
    child = _PROCESSES.Process(target=_send, args=(sending, work, file, limits), daemon=True)
    child.start()
    sending.close()
    try:
        if not receiving.poll(limits.seconds):
            return _too_slow(file, limits)
        answer: T | ReadError | ServiceError = receiving.recv()
    except (EOFError, ConnectionError):
        return _died(file)
    finally:
        receiving.close()
        child.terminate()
        child.join(_SECONDS_TO_LEAVE)
        child.kill()
        child.join()
    return answer


# --- in the process apart


def _send(sending: Connection, work: Work[T], file: Path, limits: Limits) -> None:
    _confine(limits)
    sending.send(_answer(work, file, limits))


def _confine(limits: Limits) -> None:
    """Bounds the memory of this process, and of the programs that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who waits: it ends this process
    if resource:
        _bound(resource.RLIMIT_AS, _memory() + limits.megabytes * 2**20)
        _bound(resource.RLIMIT_CORE, 0)


def _bound_time(limits: Limits) -> None:
    """Bounds the time on the processor: whoever waits may be killed, and then ends nothing."""
    if resource:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _bound(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + limits.seconds) + 2 * _SECONDS_TO_LEAVE)


def _bound(what: int, most: int) -> None:
    _, highest = resource.getrlimit(what)
    resource.setrlimit(what, (most if highest == resource.RLIM_INFINITY else min(most, highest), highest))


def _memory() -> int:
    """Bytes of addresses that this process has already; 0 where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text("ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


class _Left(BaseException):
    """Raised by the word to leave, so that what was started is ended on the way out."""


def _leave(number: int, frame: FrameType | None) -> None:
    raise _Left


def _answer(work: Work[T], file: Path, limits: Limits) -> T | ReadError | ServiceError:
    before = signal.signal(signal.SIGTERM, _leave)
    try:
        _bound_time(limits)
        return work(file)
    except (ReadError, ServiceError) as error:
        return error
    except MemoryError:
        return _too_large(file, limits)
    except _Left:
        os._exit(1)
    except Exception as error:
        return _failed(file, error)
    finally:
        signal.signal(signal.SIGTERM, before)


# --- what is told


def _too_slow(file: Path, limits: Limits) -> Stopped:
    return _stopped(
        file,
        "time",
        f"not read within {limits.seconds:g} seconds. Raise {limits.seconds_variable} if the file is worth the wait.",
    )


def _too_large(file: Path, limits: Limits) -> Stopped:
    return _stopped(
        file,
        "memory",
        f"more than {limits.megabytes} MB of memory are needed to read it. Raise {MEMORY_VARIABLE} if it is an act, or "
        "split it.",
    )


def _died(file: Path) -> Stopped:
    return _stopped(
        file,
        "death",
        "the process that read it died (too little memory, or a file made to break its reader). Print or save it anew; "
        f"if it is a large act, raise {MEMORY_VARIABLE}.",
    )


def _failed(file: Path, error: Exception) -> Stopped:
    *_, last = traceback.extract_tb(error.__traceback__)
    place = f"{Path(last.filename).name}:{last.lineno}"
    told = f"{type(error).__name__}: {error}, {place}"
    return _stopped(file, "fault", f"cancu itself failed on this file ({told}). Please report it.")


def _stopped(file: Path, why: Why, told: str) -> Stopped:
    stopped = Stopped(f"{printable(file)}: {told}")
    stopped.why = why
    return stopped
