"""Where the dots of a map stand: places by the degrees of their centres, and names beside those that have room.

    drawn([Place("unit/ha-noi", "Hà Nội", 21.0, 105.7, 12.0, …)])     Drawing(width=…, dots=(Dot(x=…, y=…), …))

It is a sketch: degrees as a plane, no borders. Longitudes are shortened by the cosine of the middle latitude; dots that
would cover each other are moved apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import cos, hypot, radians
from typing import Final, NamedTuple

HEIGHT: Final = 1150.0
MARGIN: Final = 70.0
LETTER: Final = 7.8
"""Width of a letter of a name, of LINE height."""
LINE: Final = 15.0
GAP: Final = 2.0
"""Between two dots."""
STEPS: Final = 20
"""After so many steps even the communes of a city stand clear, nearly."""

Spot = tuple[float, float]


@dataclass(frozen=True)
class Place:
    """What is to be drawn: its key and name, its centre in degrees (WGS 84), and the radius of its dot."""

    key: str
    name: str
    latitude: float
    longitude: float
    radius: float


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True)
class Dot:
    """A place on the drawing; `label_x` and `label_y` are where its name begins, None where it has no room."""

    place: Place
    x: float
    y: float
    label_x: float | None = None
    label_y: float | None = None


@dataclass(frozen=True)
class Drawing:
    """The dots and the size of the box around them."""

    width: float
    height: float
    dots: tuple[Dot, ...]


def drawn(places: Sequence[Place], *, names: bool = True) -> Drawing:
    """The places as dots; with their names beside them, as far as these do not meet a dot or another name."""
    if not places:
        return Drawing(2 * MARGIN, 2 * MARGIN, ())
    south, north = _span(place.latitude for place in places)
    west, east = _span(place.longitude for place in places)
    flat = cos(radians((south + north) / 2))
    scale = HEIGHT / max(north - south, (east - west) * flat)
    spots = [
        (MARGIN + (place.longitude - west) * flat * scale, MARGIN + (north - place.latitude) * scale)
        for place in places
    ]
    spots = _apart(spots, [place.radius for place in places])
    dots = [Dot(place, round(x, 1), round(y, 1)) for place, (x, y) in zip(places, spots, strict=True)]
    width = 2 * MARGIN + (east - west) * flat * scale
    height = 2 * MARGIN + (north - south) * scale
    return Drawing(round(width, 1), round(height, 1), tuple(_named(dots, width) if names else dots))


def _span(values: Iterable[float]) -> tuple[float, float]:
    """The least and the greatest, at least a tenth of a degree apart: one place alone has a middle, too."""
    some = sorted(values)
    room = max(0.0, 0.1 - (some[-1] - some[0])) / 2
    return some[0] - room, some[-1] + room


def _apart(spots: list[Spot], radii: Sequence[float]) -> list[Spot]:
    """The spots with those that cover each other moved apart, a little at a time."""
    moved = list(spots)
    for _ in range(STEPS):
        for i, j in combinations(range(len(moved)), 2):
            (x, y), (other_x, other_y) = moved[i], moved[j]
            away = hypot(other_x - x, other_y - y) or 1.0
            push = (radii[i] + radii[j] + GAP - away) / 2
            if push > 0:
                step_x, step_y = push * (other_x - x) / away, push * ((other_y - y) or 1.0) / away
                moved[i], moved[j] = (x - step_x, y - step_y), (other_x + step_x, other_y + step_y)
    return moved


def _named(dots: Sequence[Dot], width: float) -> Iterator[Dot]:
    taken = [_around(dot) for dot in dots]
    for dot in dots:
        fitting = next((box for box in _beside(dot) if _has_room(box, taken, width)), None)
        if fitting is None:
            yield dot
            continue
        taken.append(fitting)
        yield Dot(dot.place, dot.x, dot.y, round(fitting.left, 1), round(fitting.bottom - 4, 1))


def _around(dot: Dot) -> Box:
    size = dot.place.radius + 1
    return Box(dot.x - size, dot.y - size, dot.x + size, dot.y + size)


def _beside(dot: Dot) -> Iterator[Box]:
    """Right, left, below and above."""
    wide, out = LETTER * len(dot.place.name), dot.place.radius + 4
    for left, middle in (
        (dot.x + out, dot.y),
        (dot.x - out - wide, dot.y),
        (dot.x - wide / 2, dot.y + out + LINE / 2),
        (dot.x - wide / 2, dot.y - out - LINE / 2),
        (dot.x + out * 0.7, dot.y + out),
        (dot.x + out * 0.7, dot.y - out),
        (dot.x - out * 0.7 - wide, dot.y + out),
        (dot.x - out * 0.7 - wide, dot.y - out),
    ):
        yield Box(left, middle - LINE / 2, left + wide, middle + LINE / 2)


def _has_room(box: Box, taken: Sequence[Box], width: float) -> bool:
    return box.left >= 0 and box.right <= width and not any(box.meets(other) for other in taken)
