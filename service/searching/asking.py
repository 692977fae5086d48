"""A search, from the words to hits and facets.

    found = search(index, Asked("truy xuat nguon goc", chosen={"level": ("…/level/commune",)}))
    found.hits["task"], found.counts["province"], found.way

The hits of each kind are in their order, the kind of the best hit is first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Final

from ontology.names import read_number
from service.searching.correcting import meant, spelled
from service.searching.facets import FACETS, deadline_on
from service.searching.folding import words
from service.searching.index import Index
from service.searching.matching import Match, Way, match
from service.searching.ranking import Ranking
from service.searching.typed import Typed

CLOSELY: Final = 40
"""How many hits of a kind are ranked by what stands where in them; the others follow
in the index's own order."""
BY_WEIGHT: Final = 5000
"""Up to so many hits BM25 chooses those. More are found by common words, which hardly tell one hit from another: then
those that hold the words as typed come first, and the index's own order."""


DOUBTFUL: Final = 20
"""With fewer hits than this a line that stands in no text may be a slip."""
SHORT: Final = 5
"""A longer line that has hits is taken as it stands: so many words hardly fit by chance."""


@dataclass(frozen=True)
class Asked:
    """What somebody looks for: words, a kind, values of facets (any of a facet's, all facets), a day for deadlines."""

    text: str = ""
    kind: str = ""
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    day: date = field(default_factory=date.today)


@dataclass(frozen=True)
class Found:
    """The hits, what was done to find them, and how they divide."""

    looked_up: Typed
    """The words that the hits hold; not always those typed."""
    way: Way
    tried: str
    """The line that was looked up instead, "truy xuất nguồn gốc"; "" where it is the one typed."""
    meant: str
    """A line that perhaps was meant, where the one typed stands in no text: "truy xuất nguồn gốc"; else ""."""
    hits: Mapping[str, Sequence[int]]
    """Kind -> the places of its hits, the best first; the kind of the best hit first; none without hits."""
    kinds: Mapping[str, int]
    """Kind -> how many hits there are, or would be if it were chosen."""
    counts: Mapping[str, Counter[str]]
    """Facet -> value -> how many hits there are, or would be if it were chosen too."""

    @property
    def places(self) -> list[int]:
        """All hits, kind after kind."""
        return [place for places in self.hits.values() for place in places]


def search(index: Index, asked: Asked) -> Found:
    """What is found; without words all that the index holds."""
    matched = match(index, Typed.of(asked.text))
    kept = _chosen(index, matched.places, asked)
    by_kind = _by_kind(index, kept)
    shown = {kind: places for kind, places in by_kind.items() if asked.kind in ("", kind)}
    hits = _ordered(index, matched, shown)
    kinds = {kind: len(places) for kind, places in by_kind.items()}
    tried, perhaps = _tried(index, matched, hits), _perhaps(index, matched)
    return Found(matched.typed, matched.way, tried, perhaps, hits, kinds, _counts(index, matched, asked))


def exact_act(index: Index, text: str) -> str | None:
    """The IRI of the only act with just this number ("1703/QĐ-TTg", "Quyết định số 1703/QĐ-TTg"); None otherwise."""
    typed = Typed.of(text)
    number = read_number(typed.numbers[0]) if len(typed.numbers) == 1 else None
    found = index.numbered(number.key) if number and number.symbols else []
    if len(found) != 1:
        return None
    (act,) = index.entries(found)
    known = {one.folded for one in words(act.name)} | {"so"}
    return act.iri if known >= {one.folded for one in typed.words} else None


def _chosen(index: Index, places: Sequence[int], asked: Asked, but: str = "") -> Sequence[int]:
    """The places that have the chosen values of all facets, but one."""
    for name, values in asked.chosen.items():
        if values and name != but:
            facet = index.facet(name)
            wanted = set(values)
            if name == "deadline":
                wanted = {word for word in facet.values if deadline_on(word, asked.day) in wanted}
            places = facet.having(places, wanted)
    return places


def _counts(index: Index, matched: Match, asked: Asked) -> dict[str, Counter[str]]:
    found = {}
    for name, kinds in FACETS.items():
        by_kind = _by_kind(index, _chosen(index, matched.places, asked, but=name))
        own = [places for kind, places in by_kind.items() if kind in kinds and asked.kind in ("", kind)]
        found[name] = index.facet(name).counts(chain.from_iterable(own))
    days: Counter[str] = Counter()
    for word, count in found["deadline"].items():
        days[deadline_on(word, asked.day)] += count
    return found | {"deadline": days}


def _by_kind(index: Index, places: Sequence[int]) -> dict[str, Sequence[int]]:
    """The places of each kind that has any; they stand one kind after the other."""
    ends = [bisect_left(places, end) for end in index.ends]
    parts = zip(index.kinds, [0, *ends], ends, strict=False)
    return {kind: places[start:end] for kind, start, end in parts if end > start}


def _ordered(index: Index, matched: Match, shown: Mapping[str, Sequence[int]]) -> dict[str, list[int]]:
    """Each kind's hits in their order, and the kinds by their best hits."""
    if not matched.expression:
        return {kind: list(places) for kind, places in shown.items()}
    ranking = Ranking(index, matched.typed)
    first = _first(index, matched)
    scores, ordered = {}, {}
    for kind, places in shown.items():
        there = set(places)
        promising = chain((place for place in first if place in there), places)
        best = ranking.best(index.entries(_some(promising, CLOSELY)))
        scores[kind] = ranking.score(best[0])
        closely = [entry.place for entry in best]
        known = set(closely)
        ordered[kind] = closely + [place for place in places if place not in known]
    return dict(sorted(ordered.items(), key=lambda one: -scores[one[0]]))


def _first(index: Index, matched: Match) -> list[int]:
    """The hits that are looked at first: an act of the number typed, then the best by weight or those as typed."""
    if matched.first:
        return list(matched.first)
    keys = (number.key for text in matched.typed.numbers if (number := read_number(text)))
    numbered = [place for key in keys for place in index.numbered(key)]
    if len(matched.places) <= BY_WEIGHT:
        return numbered + index.ranked(matched.expression)
    return numbered + index.matching(matched.typed.phrase())


def _some(places: Iterable[int], most: int) -> list[int]:
    """The first of the places, each once."""
    found: dict[int, None] = {}
    for place in places:
        found[place] = None
        if len(found) == most:
            break
    return list(found)


def _tried(index: Index, matched: Match, hits: Mapping[str, Sequence[int]]) -> str:
    if matched.way != "corrected" or not hits:
        return ""
    (best,) = index.entries(next(iter(hits.values()))[:1])
    return spelled(matched.typed, [best.name, best.text])


def _perhaps(index: Index, matched: Match) -> str:
    if matched.way != "all" or len(matched.typed.parts) > SHORT or len(matched.places) >= DOUBTFUL:
        return ""
    line = meant(index, matched.typed)
    if line is None:
        return ""
    found = index.entries(index.matching(line.phrase())[:1])
    return spelled(line, [text for one in found for text in (one.name, one.text)])
