"""The pictures of the ontology: its classes as boxes and its properties as arrows, one picture a theme.

pictures()[0].boxes     Document at 400, 20: "văn bản", with "căn cứ ↻ thực hiện" of the properties that lead back to it
pictures()[0].arrows    Citation -> Document: "văn bản viện dẫn", "văn bản được viện dẫn"

Where a class stands is data (ontology_picture.yaml); what leads where is read from the ontology. The template draws it
as SVG, in the colours of the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import hypot
from pathlib import Path
from typing import Final

import yaml
from pydantic import BaseModel, ConfigDict, Field

from queries.catalogue import Bilingual
from service.web.views.asking import View
from service.web.views.ontology import prefixed, terms

_FILE: Final = Path(__file__).with_suffix(".yaml")
WIDTH: Final = 236
_HEIGHT: Final = 54
_LINE: Final = 17
_STEP: Final = (446, 172)
"""From one column, and one row, to the next: room for the words on the arrows."""
_MARGIN: Final = 20
_GAP: Final = 3
"""Between a box and the tip of an arrow."""
_APART: Final = 11
"""How far from the middle two arrows between the same boxes run."""


class Borrowed(BaseModel):
    """A property of another vocabulary between two of our classes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str = Field(alias="from")
    target: str = Field(alias="to")
    property: str
    label: Bilingual


class Theme(BaseModel):
    """What ontology_picture.yaml says of one picture. `own`: the classes of this theme; the others visit."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    title: Bilingual
    own: tuple[str, ...]
    classes: dict[str, tuple[int, int]]
    also: tuple[Borrowed, ...] = ()


class Named(View):
    """The words on an arrow: a property, and its label."""

    property: str
    label: Bilingual


class Box(View):
    name: str
    label: Bilingual
    own: bool
    x: int
    y: int
    height: int
    back: tuple[Named, ...]
    """Properties that lead from the class to itself."""


class Arrow(View):
    """From the edge of one box to the edge of another. `kind_of`: "is a kind of", without words."""

    kind_of: bool
    words: tuple[Named, ...]
    x1: int
    y1: int
    x2: int
    y2: int

    @property
    def middle(self) -> tuple[int, int]:
        return (self.x1 + self.x2) // 2, (self.y1 + self.y2) // 2


class Picture(View):
    name: str
    title: Bilingual
    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


@cache
def themes() -> tuple[Theme, ...]:
    """The themes of the ontology, in the order in which they are shown."""
    return tuple(Theme.model_validate(one) for one in yaml.safe_load(_FILE.read_text(encoding="utf-8")))


@cache
def pictures() -> tuple[Picture, ...]:
    """A picture of each theme."""
    return tuple(_picture(theme) for theme in themes())


def _picture(theme: Theme) -> Picture:
    links = _links(theme)
    boxes = {name: _box(theme, name, links.get((name, name), ())) for name in theme.classes}
    kinds = [(name, above) for name in boxes for above in _names(terms()[name].above) if above in boxes]
    arrows = [
        *(_arrow(boxes[pair[0]], boxes[pair[1]], (), _APART * (pair in links)) for pair in kinds),
        *(
            _arrow(boxes[pair[0]], boxes[pair[1]], words, -_APART * (pair in kinds))
            for pair, words in links.items()
            if pair[0] != pair[1]
        ),
    ]
    return Picture(
        name=theme.name,
        title=theme.title,
        width=max(box.x for box in boxes.values()) + WIDTH + _MARGIN,
        height=max(box.y + box.height for box in boxes.values()) + _MARGIN,
        boxes=tuple(boxes.values()),
        arrows=tuple(arrows),
    )


def _links(theme: Theme) -> Mapping[tuple[str, str], tuple[Named, ...]]:
    """The properties between the classes of a picture, by class and class; at least one end is of the theme."""
    borrowed = [((one.source, one.target), Named(property=one.property, label=one.label)) for one in theme.also]
    ours = [
        ((one, other), Named(property=prefixed(term.iri), label=term.label))
        for term in terms().values()
        for one in _names(term.domain)
        for other in _names(term.range)
    ]
    found: dict[tuple[str, str], tuple[Named, ...]] = {}
    for pair, word in (*borrowed, *ours):
        if set(pair) <= theme.classes.keys() and set(pair) & set(theme.own):
            found[pair] = (*found.get(pair, ()), word)
    return found


def _names(iris: tuple[str, ...]) -> list[str]:
    known = {term.iri: name for name, term in terms().items()}
    return [known[iri] for iri in iris if iri in known]


def _box(theme: Theme, name: str, back: tuple[Named, ...]) -> Box:
    column, row = theme.classes[name]
    return Box(
        name=name,
        label=terms()[name].label,
        own=name in theme.own,
        x=_MARGIN + column * _STEP[0],
        y=_MARGIN + row * _STEP[1],
        height=_HEIGHT + _LINE * len(back),
        back=back,
    )


def _arrow(one: Box, other: Box, words: tuple[Named, ...], aside: int) -> Arrow:
    """`aside`: how far the arrow runs from the line between the middles."""
    start, end = _edge(one, other, aside), _edge(other, one, -aside)
    return Arrow(kind_of=not words, words=words, x1=start[0], y1=start[1], x2=end[0], y2=end[1])


def _edge(box: Box, towards: Box, aside: int) -> tuple[int, int]:
    """Where the line between the middles of two boxes leaves `box`."""
    x, y = _centre(box)
    other_x, other_y = _centre(towards)
    across, down = other_x - x, other_y - y
    length = hypot(across, down)
    part = 1 / max(abs(across) / (WIDTH / 2), abs(down) / (box.height / 2)) + _GAP / length
    return round(x + across * part - aside * down / length), round(y + down * part + aside * across / length)


def _centre(box: Box) -> tuple[float, float]:
    return box.x + WIDTH / 2, box.y + box.height / 2
