"""Answers that were given, for whoever asks the same of the same data: the most recent ones, small ones only.

remembered.put(("17-1a2b", Asked("SELECT …"), "json", "ttl"), given)
remembered.get(…)                                                     # given, or None
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from service.answering.interface import Asked
from service.web.negotiation import Form

LARGEST: Final = 256 * 1024
"""Bytes of an answer that is still remembered."""
TOGETHER: Final = 32 * 1024 * 1024
"""Bytes of all that are remembered, with their queries."""

Key = tuple[str, Asked, str, str]
"""The version of the data, the query, and the forms wanted of a table and of a graph."""


@dataclass(frozen=True)
class Given:
    """A whole answer: what it says it is, and its bytes as they are and packed by gzip."""

    form: Form
    content: bytes
    packed: bytes


class Remembered:
    """Whole answers by what was asked; the longest unasked go first. For one thread."""

    def __init__(self) -> None:
        self._given: Final[OrderedDict[Key, Given]] = OrderedDict()
        self._size = 0

    def get(self, key: Key) -> Given | None:
        """The answer; None where it is not remembered."""
        if key in self._given:
            self._given.move_to_end(key)
        return self._given.get(key)

    def put(self, key: Key, given: Given) -> None:
        """Remember an answer, if it is small enough."""
        if len(given.content) > LARGEST or key in self._given:
            return
        self._given[key] = given
        self._size += _size(key, given)
        while self._size > TOGETHER:
            self._size -= _size(*self._given.popitem(last=False))


def _size(key: Key, given: Given) -> int:
    return len(given.content) + len(given.packed) + 4 * len(key[1].query)
