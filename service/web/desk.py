"""Where drafts are checked one after another, so that the pages are served meanwhile.

    desk = Desk(2, ".cancu/store")
    await desk.done(lambda: check_apart(file, wish))

Each check has a thread that waits for its process; the rest of the service has threads of its own. Who comes when too
many wait already is told to come back.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync

from service.drafts import warm_up
from service.web.problems import Problem

WAITING: Final = 8
"""How many may wait for each place."""

T = TypeVar("T")


class Desk:
    """So many places at which a draft is checked, and the store whose acts it is held against."""

    def __init__(self, places: int, store: str | Path) -> None:
        self.store: Final = store
        self._limiter = CapacityLimiter(places)
        self._warming = threading.Lock()
        self._warm = False
        self._most_waiting = places * WAITING

    async def done(self, work: Callable[[], T]) -> T:
        """What `work` gives, once a place is free. Raises Problem 503 where too many wait."""
        if self._limiter.statistics().tasks_waiting >= self._most_waiting:
            raise Problem(503, "Too busy", "Many drafts are being checked just now. Try again in a minute.")
        return await run_sync(self._done, work, limiter=self._limiter)

    def _done(self, work: Callable[[], T]) -> T:
        with self._warming:
            if not self._warm:
                warm_up()
                self._warm = True
        return work()
