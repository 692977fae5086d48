"""What people mean by the name of a thing: the acts, bodies and roles of the graph that a text can stand for.

    acts("số 38- CT/TW", engine)                              [Chỉ thị 38-CT/TW]
    acts("1169/QĐ-UBND@Bình Dương", engine)                   of the namesakes the one of Bình Dương
    bodies("Sở Khoa học và Công nghệ@Thanh Hóa", engine)      [Sở Khoa học và Công nghệ tỉnh Thanh Hóa]

Capitals, marks, tones, spaces and the abbreviations of names ("UBND") make no difference. Nothing is guessed: all
that fit are given, and the caller refuses more than one. The queries are in `lookup/`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode

from ontology.names import body_key, read_number, slug
from ontology.namespaces import BASE
from queries.engine import Engine
from queries.errors import Candidate
from queries.markers import Value

HERE: Final = Path(__file__).parent / "lookup"
_KEYS: Final = cache(body_key)


@dataclass(frozen=True)
class Named:
    """A text split at its "@": the name, and the place where one is given."""

    name: str
    place: str | None

    @classmethod
    def of(cls, text: str) -> Named:
        name, at, place = text.partition("@")
        return cls(name.strip(), place.strip() if at and place.strip() else None)


@dataclass
class Thing:
    """What the lookups gather of one act or body from their rows."""

    label: str = ""
    number: str = ""
    types: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)


# Acts ---------------------------------------------------------------------------------------------------------

_MENTION: Final = re.compile(r"(?P<words>[^0-9]*)(?P<number>[0-9].*)", re.DOTALL)
"""An act as people name it: perhaps its type and "số", then its number."""


@dataclass(frozen=True)
class ActsFound:
    """The acts that a text can stand for; `near`: those whose number begins alike, for the message."""

    fitting: list[Candidate]
    near: list[Candidate]


def names_a_number(text: str) -> bool:
    """True where the text can be an act's number, alone or behind its type: "Chỉ thị 38", "05/KH-UBND"."""
    found = _MENTION.fullmatch(Named.of(text).name)
    return found is not None and read_number(found["number"]) is not None


def acts(text: str, engine: Engine) -> ActsFound:
    """The acts of that number: "38-CT/TW", "Chỉ thị số 38- CT/TW", "1169/QĐ-UBND@Bình Dương"; "Chỉ thị 38" too.

    A number without its symbols fits only where the type stands before it. A text that is no number fits nothing.
    """
    named = Named.of(text)
    found = _MENTION.fullmatch(named.name)
    wanted = read_number(found["number"]) if found else None
    if found is None or wanted is None:
        return ActsFound([], [])
    type_key = slug(found["words"]).removesuffix("so").strip("-")
    fitting, near = {}, {}
    for iri, act in _acts_with(wanted.sequence, engine).items():
        number = read_number(act.number)
        if number is None or number.sequence != wanted.sequence:
            continue
        near[iri] = act
        alike = number.key == wanted.key if wanted.symbols else bool(type_key)
        if alike and _is_of_type(act, type_key, certain=bool(wanted.symbols)):
            fitting[iri] = act
    return ActsFound(_candidates(_in_place(fitting, named.place, engine)), _candidates(near))


def _acts_with(digits: str, engine: Engine) -> dict[str, Thing]:
    things: defaultdict[str, Thing] = defaultdict(Thing)
    for act, number, label, type_name, place in _rows("acts", engine, _digits=Literal(digits)):
        thing = things[act]
        thing.number, thing.label = number, label or f"{type_name} {number}".strip()
        thing.types |= {slug(type_name)} - {""}
        thing.places |= {place} - {""}
    return things


def _is_of_type(act: Thing, type_key: str, *, certain: bool) -> bool:
    """Whether the act is of the type that the text names; an act of unknown type only where its number is certain."""
    return not type_key or type_key in act.types or (certain and not act.types)


# Bodies -------------------------------------------------------------------------------------------------------


def bodies(text: str, engine: Engine) -> list[Candidate]:
    """The bodies of that name: whole ("Sở Y tế tỉnh Thanh Hóa"), or bare, best with its place ("Sở Y tế@Thanh Hóa")."""
    named = Named.of(text)
    wanted = _KEYS(named.name)
    places = _places(engine)
    fitting: defaultdict[str, Thing] = defaultdict(Thing)
    for body, name, label, place in _rows("bodies", engine):
        key = _KEYS(name)
        if not key.startswith(wanted) or not wanted:
            continue
        rest = key.removeprefix(wanted).removeprefix("-")
        if not rest or (place in places and rest in places[place].names):
            thing = fitting[body]
            thing.label = label
            thing.places |= {place} - {""}
    return _candidates(_in_place(fitting, named.place, engine))


def near_bodies(text: str, engine: Engine) -> list[Candidate]:
    """Bodies whose name has all the words of `text`, or holds it, for a message."""
    words = set(_KEYS(Named.of(text).name).split("-"))
    found = {
        body: Thing(label=label)
        for body, name, label, _ in _rows("bodies", engine)
        if words <= set(_KEYS(name).split("-"))
    }
    return _candidates(found)


# Roles, obligations, any node ---------------------------------------------------------------------------------


def roles(text: str, engine: Engine) -> tuple[list[Candidate], list[Candidate]]:
    """The roles of that name ("lead", "chủ trì", the last part of the IRI), and all roles."""
    named: defaultdict[str, Thing] = defaultdict(Thing)
    for role, name in _rows("roles", engine):
        named[role].names |= {slug(name), role.rpartition("/")[2]}
        named[role].label = role.rpartition("/")[2]
    fitting = {role: thing for role, thing in named.items() if slug(text) in thing.names}
    return _candidates(fitting), _candidates(named)


def obligations(act: NamedNode, ordinal: str, engine: Engine) -> list[Candidate]:
    """The obligations that the act sets under that number, as printed: "II.3"."""
    rows = _rows("obligations", engine, _act=act, _ordinal=Literal(ordinal))
    return sorted({Candidate(text or ordinal, iri) for iri, text in rows})


def classes(node: NamedNode, engine: Engine) -> frozenset[str]:
    """The IRIs of the node's classes; empty where the graph does not know it."""
    return frozenset(row[0] for row in _rows("classes", engine, _node=node))


# Places -------------------------------------------------------------------------------------------------------


def _places(engine: Engine) -> dict[str, Thing]:
    """Every administrative unit: the keys of its names, and the unit above it in `places`."""
    units: defaultdict[str, Thing] = defaultdict(Thing)
    for place, name, above in _rows("places", engine):
        units[place].names.add(_KEYS(name))
        units[place].places |= {above} - {""}
    return dict(units)


def _in_place(things: Mapping[str, Thing], place: str | None, engine: Engine) -> dict[str, Thing]:
    """Those of the place, or where none is, those of a unit in it; all where no place is given.

    A place is a unit's name, with or without its kind ("tỉnh Bình Dương", "Bình Dương"), or the part of an IRI that
    says where ("bac-ninh-2004").
    """
    if place is None:
        return dict(things)
    units, wanted = _places(engine), _KEYS(place)
    named = {unit for unit, it in units.items() if any(_is_name(wanted, key) for key in it.names)}
    own = {iri: it for iri, it in things.items() if _of(iri, it) & named or _scope(iri) == place}
    if own:
        return own
    return {iri: it for iri, it in things.items() if _above(_of(iri, it), units) & named}


def _is_name(wanted: str, key: str) -> bool:
    return bool(wanted) and (key == wanted or key.endswith(f"-{wanted}"))


def _of(iri: str, thing: Thing) -> set[str]:
    """The units that a thing belongs to: as the graph says, or else as its IRI does."""
    return thing.places or {f"{BASE}unit/{_scope(iri)}"}


def _above(places: Iterable[str], units: Mapping[str, Thing]) -> set[str]:
    """The units in which those places lie."""
    reached: set[str] = set()
    waiting = list(places)
    while waiting:
        unit = units.get(waiting.pop())
        further = unit.places - reached if unit else set()
        reached |= further
        waiting += further
    return reached


def _scope(iri: str) -> str:
    """The part of an IRI of ours behind its kind: "binh-duong" of doc/binh-duong/2025/1169-qd-ubnd."""
    parts = iri.removeprefix(BASE).split("/")
    return parts[1] if len(parts) > 2 else ""


# Rows ---------------------------------------------------------------------------------------------------------


@cache
def _query(name: str) -> str:
    return (HERE / f"{name}.rq").read_text(encoding="utf-8")


def _rows(name: str, engine: Engine, **values: Value) -> list[tuple[str, ...]]:
    """The answers to a lookup as strings, "" where nothing is bound."""
    table = engine.select(_query(name), values)
    return [tuple(cell.value if isinstance(cell, NamedNode | Literal) else "" for cell in row) for row in table.rows]


def _candidates(things: Mapping[str, Thing]) -> list[Candidate]:
    return sorted(Candidate(thing.label or iri.removeprefix(BASE), iri) for iri, thing in things.items())
