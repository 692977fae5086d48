"""The rows of a task table, and how a level below takes them over.

    central_rows(field, random)               25 rows: "Tuyên truyền, phổ biến về thức ăn đường phố …, chú trọng …"
    derived(rows, field, home, 25, random)    a province's, in other words: two merged, one split, some left out

A row remembers the rows above that it carries out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Final

from benchmarks.nation.places import NATION, Home
from benchmarks.nation.words import Field, Frame, wording

_MERGED: Final = 0.6
_SPLIT: Final = 0.6
"""How often a plan merges two rows of the plan above, or splits one."""
_OTHER_VERB: Final = 0.6
_FRAME_OF_ITS_OWN: Final = 0.75
"""How often a row of a plan's own is not only about a matter of its own, but of another kind than all rows above."""
_REWORDED: Final = 0.4
_TAIL_DROPPED: Final = 0.4
_INSERTED: Final = 0.5
_SWAPPED: Final = 0.5


@dataclass(frozen=True)
class Matter:
    """What a task is about: one frame filled with one object."""

    frame: int
    object: str

    @property
    def form(self) -> Frame:
        return wording().frames[self.frame]


@dataclass(frozen=True)
class Row:
    """A task before it has a number."""

    group: int
    matters: tuple[Matter, ...]
    """Several where rows were merged; the first tells who leads."""
    text: str
    parents: tuple[int, ...]
    """Places of the rows above that it carries out, in their table; () of a row of its own."""
    stressed: bool = False
    """Whether it is the second half of a split row: only what its matter stresses, and so are the rows below it."""


def central_rows(field: Field, random: Random) -> tuple[Row, ...]:
    """The Prime Minister's 25: each frame once, each object twice or less."""
    objects = [*field.objects] * 2
    random.shuffle(objects)
    rows = []
    for group, count in enumerate(wording().quotas):
        frames = [place for place, frame in enumerate(wording().frames) if frame.group == group]
        for frame in sorted(random.sample(frames, count)):
            matter = Matter(frame, objects.pop())
            rows.append(Row(group, (matter,), worded(matter, field, NATION, random), ()))
    return tuple(rows)


def derived(
    above: Sequence[Row], taken_up: Set[Matter], field: Field, home: Home, size: int, random: Random
) -> tuple[Row, ...]:
    """A plan of `size` rows of a province or a commune, made from the rows of the plan above; in order of groups.

    `taken_up`: the matters of all plans above; the rows of its own are about none of them.
    """
    own = random.choice((2, 3, 4) if home.level == 1 else (1, 2))
    merged, split = random.random() < _MERGED, random.random() < _SPLIT
    taken = sorted(random.sample(range(len(above)), size - own + merged - split))
    pairs = _mergeable(taken, above) if merged else []
    pair = random.choice(pairs) if pairs else None
    whole = [place for place in taken if _divisible(above[place], field) and (not pair or place not in pair)]
    halved = random.choice(whole) if split and whole else None
    rows: list[Row] = []
    for place in taken:
        if pair and place in pair:
            rows += [_merged(pair, above, field, home, random)] if place == pair[0] else []
        else:
            rows += _taken(place, above[place], field, home, random, split=place == halved)
    rows += _own_rows(size - len(rows), taken_up, field, home, random)
    random.shuffle(rows)
    # Within a group mostly in the order of the plan above, now and then not.
    return tuple(sorted(rows, key=lambda row: (row.group, random.random() < 0.2, row.parents or (len(above),))))


def _mergeable(taken: Sequence[int], above: Sequence[Row]) -> list[tuple[int, int]]:
    near = ((one, two) for one, two in pairwise(taken) if above[one].group == above[two].group)
    return [pair for pair in near if not any(above[place].stressed for place in pair)]


def _divisible(row: Row, field: Field) -> bool:
    """Whether it says what its matter stresses: only then a row of a plan below can be told to be its second half."""
    return not row.stressed and field.detail(row.matters[0].object) in row.text


def _merged(pair: tuple[int, int], above: Sequence[Row], field: Field, home: Home, random: Random) -> Row:
    matters = tuple(above[place].matters[0] for place in pair)
    first, second = (worded(matter, field, home, random) for matter in matters)
    return Row(above[pair[0]].group, matters, f"{first}; {second[:1].lower()}{second[1:]}", pair)


def _taken(place: int, row: Row, field: Field, home: Home, random: Random, *, split: bool) -> Iterator[Row]:
    """The row above in this place's words; or its matter, and what it stresses as a row of its own."""
    matter = row.matters[0]
    if row.stressed:
        yield Row(row.group, row.matters, _stress(matter, field, home, random), (place,), stressed=True)
        return
    if not split:
        text = "; ".join(worded(each, field, home, random) for each in row.matters)
        yield Row(row.group, row.matters, text, (place,))
        return
    yield Row(row.group, (matter,), worded(matter, field, home, random, tails=0), (place,))
    yield Row(row.group, (matter,), _stress(matter, field, home, random), (place,), stressed=True)


def _stress(matter: Matter, field: Field, home: Home, random: Random) -> str:
    """What the matter stresses, in words."""
    detail = field.detail(matter.object)
    return _varied(f"{detail[:1].upper()}{detail[1:]} đối với {matter.object}", home, random)


def _own_rows(count: int, taken_up: Set[Matter], field: Field, home: Home, random: Random) -> Iterator[Row]:
    """Rows about what no row above and none beside is about: a matter of the place's own."""
    frames = range(len(wording().frames))
    fresh = [frame for frame in frames if frame not in {matter.frame for matter in taken_up}]
    known = {matter.object for matter in taken_up}
    for about in random.sample([each for each in field.local if each not in known], count):
        among = fresh if fresh and random.random() < _FRAME_OF_ITS_OWN else frames
        matter = Matter(random.choice(among), about)
        yield Row(matter.form.group, (matter,), worded(matter, field, home, random), ())


def worded(matter: Matter, field: Field, home: Home, random: Random, tails: int | None = None) -> str:
    """The matter in words: the frame's own at the centre, varied below it. `tails`: how many clauses at most."""
    form = matter.form
    verbs = wording().verbs[form.verb]
    varied = home.level > 0
    verb = random.choice(verbs) if varied and random.random() < _OTHER_VERB else verbs[0]
    clauses = [tail for tail in form.tails if not varied or random.random() > _TAIL_DROPPED][:tails]
    said = form.reworded if varied and random.random() < _REWORDED else form.text
    text = ", ".join([f"{verb} {said}", *clauses])
    text = text.format(object=matter.object, detail=field.detail(matter.object))
    return _varied(text, home, random) if varied else text


def _varied(text: str, home: Home, random: Random) -> str:
    """The text as another place writes it: now and then with a clause of its own, or other words for the same."""
    if random.random() < _INSERTED:
        text = f"{text} {random.choice(wording().inserts).format(place=home.place)}"
    return _swapped(text, random)


def _swapped(text: str, random: Random) -> str:
    """The text with some of its words put into others that mean the same."""
    for words in wording().swaps:
        found = next((word for word in words if f" {word} " in text), None)
        if found and random.random() < _SWAPPED:
            text = text.replace(f" {found} ", f" {random.choice(words)} ", 1)
    return text
