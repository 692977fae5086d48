"""Slips of the hand: words that lead nowhere, replaced by words of the index that are near and lead somewhere.

corrected(index, Typed.of("truy xuat nguonn gocs"))      Typed.of("truy xuat nguon goc")

Vietnamese syllables are short and many differ by one letter, so a word is never corrected by itself: of all the near
ones those win with which the whole line is found, best as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from service.searching.folding import spans, tidied
from service.searching.index import Index
from service.searching.typed import Part, Typed

_NEAR: Final = 6
"""How many near words are tried for one."""
_TRIED: Final = 60
"""How many lines are tried; each is a look into the index."""
_LINE: Final = 8
"""In a longer line a word that the index knows is left as it is: with so many, most of them tell enough."""
_LOOSE: Final = 4
"""In a line of so many words one may be replaced although the line then stands in no text as it is."""
_ENOUGH: Final = 200
"""More hits than this say no more about which line was meant."""
_SHORT: Final = 4
"""A word of so many letters has one slip; a longer one may have two."""


def corrected(index: Index, typed: Typed) -> Typed | None:
    """The line that was meant; None where none is near, or where every word of it is a number."""
    unknown = [part for part in typed.parts if _may_be_wrong(part) and part.run[0] not in index.vocabulary]
    best = _best(index, _replaced(index, typed, unknown)) if unknown else typed
    if best is None or index.count(best.phrase(), 1):
        return best
    # Each word is one, but together they say nothing: perhaps one more was meant otherwise ("truy suat nguon goc").
    whole = meant(index, best)
    if whole or unknown or len(best.parts) > _LOOSE:
        return whole or (best if unknown else None)
    return _best(index, _one_replaced(index, best))


def meant(index: Index, typed: Typed) -> Typed | None:
    """The line with one word replaced that stands so in some text, while the line as typed stands in none."""
    if len(typed.parts) < 2 or index.count(typed.phrase(), 1):
        return None
    lines = dict.fromkeys(islice(_one_replaced(index, typed), _TRIED))
    best = max(lines, default=None, key=lambda line: index.count(line.phrase(), _ENOUGH))
    return best if best and index.count(best.phrase(), 1) else None


def _best(index: Index, lines: Iterator[Typed]) -> Typed | None:
    tried = dict.fromkeys(islice(lines, _TRIED))
    scored = ((_found(index, line), -at, line) for at, line in enumerate(tried))
    best = max(scored, default=None, key=lambda one: one[:2])
    return best[2] if best and best[0] else None


def _found(index: Index, line: Typed) -> int:
    """How much the index holds of a line: as it stands counts ten times as much as its words alone."""
    alone = index.count(line.expression(), _ENOUGH)
    return alone + 10 * index.count(line.phrase(), _ENOUGH) if alone else 0


def _one_replaced(index: Index, typed: Typed) -> Iterator[Typed]:
    for part in typed.parts if len(typed.parts) <= _LINE else ():
        if _may_be_wrong(part):
            yield from _replaced(index, typed, [part])


def _may_be_wrong(part: Part) -> bool:
    return len(part.words) == 1 and not part.others and not part.run[0].isdigit()


def _replaced(index: Index, typed: Typed, wrong: list[Part]) -> Iterator[Typed]:
    near = [_near(index, part.run[0]) for part in wrong]
    for choice in product(*near):
        instead = dict(zip(map(id, wrong), choice, strict=True))
        line = " ".join(instead.get(id(part)) or _quoted(part) for part in typed.parts)
        yield Typed.of(line)


def _quoted(part: Part) -> str:
    text = " ".join(part.run)
    return f'"{text}"' if len(part.words) > 1 and not part.others else text


def _near(index: Index, typed: str) -> list[str]:
    """Words of the index within a slip or two, the nearest and most frequent first; and two words run together."""
    most = 1 if len(typed) <= _SHORT else 2
    found = process.extract(typed, index.vocabulary.keys(), scorer=OSA.distance, score_cutoff=most, limit=None)
    by_nearness = sorted(found, key=lambda one: (one[1], -index.vocabulary[one[0]]))
    near = [word for word, distance, _ in by_nearness if word.isalpha() and distance]
    parted = [(typed[:at], typed[at:]) for at in range(1, len(typed))]
    split = [two for two in parted if all(one.isalpha() and one in index.vocabulary for one in two)]
    split.sort(key=lambda two: -min(index.vocabulary[one] for one in two))
    return [*near[:_NEAR], *(" ".join(two) for two in split[:2])]


def spelled(line: Typed, texts: list[str]) -> str:
    """The line with the accents that it has in the first of the texts that holds it; as it stands where none does."""
    for text in map(tidied, texts):
        found = spans(text)
        for run in line.runs():
            for at in range(len(found) - len(run) + 1):
                if all(found[at + step][0].folded == word for step, word in enumerate(run)):
                    return text[found[at][1] : found[at + len(run) - 1][2]].casefold()
    return " ".join(one.folded for one in line.words)
