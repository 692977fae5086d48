"""An engine over a store that never changes: what was asked before is answered from memory.

    engine = RememberingEngine(store)     # a snapshot, read-only
    engine.select(text, bindings)         # the graph is asked
    engine.select(text, bindings)         # and is not

What comes down from a directive is some 3,400 acts with their titles and issuers, whose words alone take longer to
look up than people should wait each time; a server is asked the same of the same few directives all day.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Final

from pyoxigraph import Store

from queries.engine import OxigraphEngine, Table
from queries.markers import Value, bind

LARGEST: Final = 100_000
"""Cells of an answer that is still remembered."""
TOGETHER: Final = 1_000_000
"""Cells of all that are remembered: about a hundred megabytes of terms. The longest unasked go first."""


class Memory:
    """Answers by the text of their query; safe for many threads."""

    def __init__(self) -> None:
        self._answers: Final[OrderedDict[str, Table]] = OrderedDict()
        self._cells = 0
        self._lock: Final = Lock()

    def answer(self, text: str, ask: Callable[[str], Table]) -> Table:
        """The answer to a query: from memory, or else by `ask`."""
        with self._lock:
            if text in self._answers:
                self._answers.move_to_end(text)
                return self._answers[text]
        answer = ask(text)
        self._remember(text, answer)
        return answer

    def _remember(self, text: str, answer: Table) -> None:
        if _cells(answer) > LARGEST:
            return
        with self._lock:
            if text not in self._answers:
                self._answers[text] = answer
                self._cells += _cells(answer)
            while self._cells > TOGETHER:
                _, gone = self._answers.popitem(last=False)
                self._cells -= _cells(gone)


class RememberingEngine(OxigraphEngine):
    """As OxigraphEngine; to be used on a store that nobody writes to."""

    def __init__(self, store: Store, kept: Callable[[str], Table | None] = lambda question: None) -> None:
        super().__init__(store, kept)
        self._memory: Final = Memory()

    def select(self, query: str, bindings: Mapping[str, Value] | None = None) -> Table:
        """See `Engine.select`."""
        return self._memory.answer(bind(query, bindings or {}), super().select)


def _cells(answer: Table) -> int:
    """An empty answer has its text at least."""
    return (len(answer.rows) + 1) * len(answer.columns)
