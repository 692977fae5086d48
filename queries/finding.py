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
from typing import Final

from pyoxigraph import Literal, NamedNode

from ontology.names import body_key, read_number, slug
from ontology.namespaces import BASE
from queries import places
from queries.engine import Engine
from queries.errors import Candidate
from queries.lookup import rows


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
    for act, number, label, type_name, place in rows("acts", engine, _digits=Literal(digits)):
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
    """The bodies of that name: whole ("Sở Y tế tỉnh Thanh Hóa"), or bare, best with its place ("Sở Y tế@Thanh Hóa").

    A place is a unit's name, with or without its kind; where it has no such body, those in the units below it count.
    """
    named = Named.of(text)
    key = Literal(body_key(named.name))
    if named.place is None:
        known = {Candidate(label, iri) for iri, label, _ in rows("bodies-named", engine, _key=key)}
        # "Ủy ban nhân dân xã Quan Sơn, tỉnh Thanh Hóa", as the labels have it.
        name, comma, place = text.partition(",")
        return sorted(known) if known or not comma else bodies(f"{name}@{place.rpartition(',')[2]}", engine)
    units = [NamedNode(place.iri) for place in places.named(named.place, engine)]
    for lookup in ("bodies-in", "bodies-below"):
        found = {body for unit in units for body in _standing(rows(lookup, engine, _key=key, _unit=unit))}
        if found:
            return sorted(found)
    # A body that no table knows has no territory: its IRI says where.
    rest = rows("bodies-named", engine, _key=key)
    return sorted({Candidate(label, iri) for iri, label, _ in rest if _scope(iri) in _scopes(named.place, units)})


def _standing(found: Iterable[tuple[str, ...]]) -> list[Candidate]:
    """Of the bodies of one place those that stand; all where none does: "UBND các xã" is the group of today's list."""
    told = [(Candidate(f"{label} (đến hết {until})" if until else label, iri), until) for iri, label, until in found]
    return [body for body, until in told if not until] or [body for body, _ in told]


def near_bodies(text: str, engine: Engine) -> list[Candidate]:
    """Bodies whose name has all the words of `text`, or holds it, for a message."""
    words = body_key(Named.of(text).name).split("-")
    found = rows("bodies-near", engine, _word=Literal(max(words, key=len)))
    return sorted({Candidate(label, iri) for iri, key, label in found if set(words) <= set(key.split("-"))})


# Roles, obligations, any node ---------------------------------------------------------------------------------


def roles(text: str, engine: Engine) -> tuple[list[Candidate], list[Candidate]]:
    """The roles of that name ("lead", "chủ trì", the last part of the IRI), and all roles."""
    named: defaultdict[str, Thing] = defaultdict(Thing)
    for role, name in rows("roles", engine):
        named[role].names |= {slug(name), role.rpartition("/")[2]}
        named[role].label = role.rpartition("/")[2]
    fitting = {role: thing for role, thing in named.items() if slug(text) in thing.names}
    return _candidates(fitting), _candidates(named)


def obligations(act: NamedNode, ordinal: str, engine: Engine) -> list[Candidate]:
    """The obligations that the act sets under that number, as printed: "II.3"."""
    found = rows("obligations", engine, _act=act, _ordinal=Literal(ordinal))
    return sorted({Candidate(text or ordinal, iri) for iri, text in found})


def parts(act: NamedNode, path: str, engine: Engine) -> list[Candidate]:
    """The parts of an act under a numbering as printed, "II/2/đ"."""
    found = rows("parts", engine, _act=act, _path=Literal(path))
    return sorted({Candidate(text or path, iri) for iri, text in found})


def classes(node: NamedNode, engine: Engine) -> frozenset[str]:
    """The IRIs of the node's classes; empty where the graph does not know it."""
    return frozenset(row[0] for row in rows("classes", engine, _node=node))


# Places -------------------------------------------------------------------------------------------------------


def _in_place(things: Mapping[str, Thing], place: str | None, engine: Engine) -> dict[str, Thing]:
    """Those of the place, or where none is, those of a unit in it; all where no place is given.

    A place is a unit's name, with or without its kind ("tỉnh Bình Dương", "Bình Dương"), or the part of an IRI that
    says where ("bac-ninh-2004").
    """
    if place is None:
        return dict(things)
    named = {unit.iri for unit in places.named(place, engine)}
    own = {iri: it for iri, it in things.items() if _of(iri, it) & named or _scope(iri) == place}
    return own or {iri: it for iri, it in things.items() if _above(_of(iri, it), engine) & named}


def _of(iri: str, thing: Thing) -> set[str]:
    """The units that a thing belongs to: as the graph says, or else as its IRI does."""
    return thing.places or {f"{BASE}unit/{_scope(iri)}"}


def _above(units: Iterable[str], engine: Engine) -> set[str]:
    """The units in which those lie."""
    return {above for unit in units for above, _ in places.uppers(unit, engine)}


def _scope(iri: str) -> str:
    """The part of an IRI of ours behind its kind: "binh-duong" of doc/binh-duong/2025/1169-qd-ubnd."""
    parts = iri.removeprefix(BASE).split("/")
    return parts[1] if len(parts) > 2 else ""


def _scopes(place: str, units: Iterable[NamedNode]) -> set[str]:
    return {place, *(unit.value.rpartition("/")[2] for unit in units)}


def _candidates(things: Mapping[str, Thing]) -> list[Candidate]:
    return sorted(Candidate(thing.label or iri.removeprefix(BASE), iri) for iri, thing in things.items())
