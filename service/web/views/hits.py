"""Hits and facets as the page and the API show them.

Hit(kind="task", iri="…/task/II.3", name="Rà soát …", act=Link(…), due="Quý IV/2025", …)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from pydantic import Field

from ontology.namespaces import BASE
from queries.catalogue import Bilingual
from service.searching.asking import Asked, Found
from service.searching.facets import FACETS, VALUES
from service.searching.index import Entry, Index, Value
from service.searching.marking import Marker, Piece
from service.web.rendering import url
from service.web.views.asking import Link, View, act_name

SHOWN: Final = 12
"""Values of a facet that are offered, the most frequent ones; those chosen always are."""


class Hit(View):
    """A thing that was found."""

    kind: str = Field(description="act, task, body or unit.")
    iri: str
    page: str = Field(description="The address of its page here.")
    name: str = Field(description="An act's type and number, a task's words, a body's or a unit's name.")
    text: str = Field(description="An act's title, a task's expected result, a body's other names, a unit's code.")
    by: str = Field(description="Who issues an act, who leads in a task, where a body or a unit is.")
    act: Link | None = Field(default=None, description="The act that sets a task.")
    act_by: str = Field(default="", description="Who issued that act.")
    number: str
    date: str = Field(description="An act's ISO date, whole or in part; the last day of a body or a unit that is gone.")
    due: str = Field(description="A task's deadline as printed.")
    type: str
    findings: str = Field(description="violation, warning, none, cited; empty for bodies and units.")
    name_pieces: list[Piece] = Field(exclude=True)
    text_pieces: list[Piece] = Field(exclude=True)


class Choice(View):
    """A value of a facet."""

    value: str = Field(description="As it stands in an address: a word, or the path of an IRI below the base.")
    label: Bilingual
    count: int = Field(description="How many hits there are with it.")
    chosen: bool
    ours: bool = Field(exclude=True)
    """Whether its name is a word of the site, and not one of the data."""


def hits(index: Index, found: Found, places: Sequence[int]) -> list[Hit]:
    """The things at those places, as they are shown."""
    entries, marker = index.entries(places), Marker(found)
    acts = {one.place: one for one in index.entries(sorted({one.act for one in entries if one.act is not None}))}
    return [_hit(index, entry, acts.get(entry.act) if entry.act is not None else None, marker) for entry in entries]


def _hit(index: Index, entry: Entry, act: Entry | None, marker: Marker) -> Hit:
    name = _name(entry)
    # A body's other names and a unit's code are shown only where they tell why it was found.
    text = entry.text if entry.text not in name else ""
    return Hit(
        kind=entry.kind,
        iri=entry.iri,
        page=url(entry.iri),
        name=name,
        text=text,
        by=entry.by,
        act=Link(iri=act.iri, name=_name(act)) if act else None,
        act_by=act.by if act else "",
        number=entry.number,
        date=entry.date,
        due=entry.due,
        type=next((value.vi for value in index.facet("type").of(entry.place)), ""),
        findings=next((value.word for value in index.facet("findings").of(entry.place)), ""),
        name_pieces=marker.pieces(name),
        text_pieces=marker.pieces(text),
    )


def _name(entry: Entry) -> str:
    return act_name(entry.iri, entry.name, entry.text) if entry.kind == "act" else entry.name


def choices(index: Index, found: Found, asked: Asked, facet: str) -> list[Choice]:
    """The values of a facet that are offered: our own words in their order, others by how many hits have them."""
    counts, chosen = found.counts[facet], set(asked.chosen.get(facet, ()))
    known, ours = index.facet(facet).values, VALUES.get(facet, {})
    own = [word for word in ours if counts[word] or word in chosen]
    rest = sorted(
        (word for word in counts if word not in ours), key=lambda word: (word not in chosen, -counts[word], word)
    )
    shown = own + rest[: max(SHOWN, len(chosen))]
    shown += [word for word in chosen if word not in shown and (word in known or word in ours)]
    return [
        Choice(
            value=short(word),
            label=_label(known.get(word), ours.get(word, "")),
            count=counts[word],
            chosen=word in chosen,
            ours=word in ours,
        )
        for word in shown
    ]


def _label(value: Value | None, ours: str) -> Bilingual:
    vi = ours or (value.vi if value else "")
    return Bilingual(vi=vi, en=(value.en if value else "") or vi)


def short(word: str) -> str:
    """A value of a facet as it stands in an address."""
    return word.removeprefix(BASE)


def whole(facet: str, word: str, index: Index) -> str | None:
    """The value that stands so in an address; None where the facet has none such."""
    known = index.facet(facet).values
    return next((one for one in (word, BASE + word) if one in known or one in VALUES.get(facet, {})), None)


def narrowed(index: Index, given: Iterable[tuple[str, Sequence[str]]]) -> dict[str, list[str]]:
    """Facet -> its values, from an address; those that the index does not know find nothing."""
    return {name: [whole(name, word, index) or word for word in words] for name, words in given if words}


def facets(index: Index, found: Found, asked: Asked) -> dict[str, list[Choice]]:
    """The facets with something to choose."""
    offered = {name: choices(index, found, asked, name) for name in FACETS}
    return {name: made for name, made in offered.items() if len(made) > 1 or any(one.chosen for one in made)}
