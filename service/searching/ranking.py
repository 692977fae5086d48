"""Which hit people mean: the order of hits, from what stands where in them.

    Ranking(index, Typed.of("38-CT/TW")).best(index.entries(places))

First the act of that number, the place of that code; then what has the words in its name, in their order, with the
accents as typed. FTS5's BM25 chooses whom to look at so closely; it knows nothing of order and accents.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from math import log
from typing import Final

from ontology.names import read_number
from service.searching.folding import Word, words
from service.searching.index import Entry, Index
from service.searching.typed import Run, Typed

NUMBER: Final = 120.0
SEQUENCE: Final = 60.0
"""The whole number fits; only its digits were typed, and they fit."""
WORDS: Final = 30.0
ORDER: Final = 30.0
SHARE: Final = 15.0
"""All words are there; they stand as typed; they are all that the name has."""
ACCENTS: Final = 20.0
GONE: Final = 8.0
KIND: Final = {"act": 4.0, "unit": 3.0, "body": 2.0, "task": 0.0}
_IN_NAME: Final = 1.0
_IN_TEXT: Final = 0.7
_ELSEWHERE: Final = 0.3


class Ranking:
    """How well an entry fits what was typed."""

    def __init__(self, index: Index, typed: Typed) -> None:
        self._runs: Final = typed.runs()
        self._marked: Final = [one for one in typed.words if one.marks]
        self._numbers: Final = [number for text in typed.numbers if (number := read_number(text))]
        self._codes: Final = frozenset(typed.numbers)
        vocabulary = index.vocabulary
        self._weights: Final = {
            word: log(1 + index.size / (1 + vocabulary.get(word, 0))) for run in self._runs for word in run
        }

    def best(self, entries: Iterable[Entry]) -> list[Entry]:
        """The entries, the best first; among equals the index's own order."""
        scored = [(-self.score(entry), entry.place, entry) for entry in entries]
        return [entry for _, _, entry in sorted(scored, key=lambda one: one[:2])]

    def score(self, entry: Entry) -> float:
        """The higher the better."""
        name, text = words(entry.name), words(entry.text)
        by = words(entry.by)
        rest = ({one.folded for one in text}, {one.folded for one in by})
        fit = max(self._fit(run, head, *rest) for run in self._runs for head in _heads(entry, name, text, by))
        gone = GONE if entry.kind in ("body", "unit") and entry.date else 0.0
        return fit + self._number(entry) + ACCENTS * self._accents([*name, *text]) + KIND[entry.kind] - gone

    def _fit(self, run: Run, head: Sequence[Word], in_text: Set[str], in_by: Set[str]) -> float:
        named = [one.folded for one in head]
        in_name = set(named)
        total = sum(self._weights[word] for word in run) or 1.0
        held = 0.0
        for word in run:
            place = _IN_NAME if word in in_name else _IN_TEXT if word in in_text else 0.0
            held += self._weights[word] * (place or (_ELSEWHERE if word in in_by else 0.0))
        together = longest_run(run, named) / len(run)
        share = min(1.0, len(in_name & set(run)) / max(1, len(named)))
        return WORDS * held / total + ORDER * together + SHARE * share

    def _number(self, entry: Entry) -> float:
        if entry.kind == "unit":
            return NUMBER if entry.number and entry.number in self._codes else 0.0
        own = read_number(entry.number) if entry.kind == "act" else None
        if own is None:
            return 0.0
        if any(number.symbols and number.key == own.key for number in self._numbers):
            return NUMBER
        return SEQUENCE if any(number.sequence == own.sequence for number in self._numbers) else 0.0

    def _accents(self, found: Sequence[Word]) -> float:
        """How many of the words typed with accents stand there with the same ones: 0 to 1."""
        if not self._marked:
            return 0.0
        there = set(found)
        return sum(one in there for one in self._marked) / len(self._marked)


def _heads(entry: Entry, name: list[Word], text: list[Word], by: list[Word]) -> list[list[Word]]:
    """What people name it by: an act by its title too, a body by another name, a place with its province."""
    if entry.kind == "act":
        return [name, text, name + text]
    if entry.kind == "body":
        return [name, *(words(other) for other in entry.text.split(";") if other)]
    return [name, name + by] if entry.kind == "unit" else [name]


def longest_run(run: Run, words_there: Sequence[str]) -> int:
    """How many words of `run`, one after the other, stand so in the other words."""
    if len(run) == 1:
        return int(run[0] in words_there)
    places: dict[str, list[int]] = {}
    for at, word in enumerate(run):
        places.setdefault(word, []).append(at)
    best = 0
    before: dict[int, int] = {}
    for word in words_there:
        # Where in the run each stretch that ends at this word ends, and how long it is.
        before = {at: before.get(at - 1, 0) + 1 for at in places[word]} if word in places else {}
        if before:
            best = max(best, *before.values())
    return best
