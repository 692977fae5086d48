"""What people mean by the name of a place: the administrative units of the graph that a text can stand for.

    units("Quan Sơn@Thanh Hóa", engine, level="commune")     [xã Quan Sơn, tỉnh Thanh Hóa]
    units("14758", engine)                                   the unit of that code
    named("Bắc Ninh", engine)                                the province of today and the one before it

Units bear the keys of their names as skos:hiddenLabel, so that each question here is a look into an index.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ontology.names import body_key
from queries.engine import Engine
from queries.errors import Candidate
from queries.lookup import rows


@dataclass(frozen=True)
class Place:
    """A unit: its IRI, its name, its level as in concept level/{level}, its last day ("" while it stands)."""

    iri: str
    label: str
    level: str
    until: str


def units(text: str, engine: Engine, level: str | None = None) -> list[Candidate]:
    """The units of that code or name, best with the place above it; of one level where given.

    Where units of today and former ones fit, those of today are meant.
    """
    name, at, above = (part.strip() for part in text.partition("@"))
    found = [place for place in _found(name, engine) if level in (None, place.level)]
    if at and above:
        within = {place.iri for place in named(above, engine)}
        found = [place for place in found if within & {iri for iri, _ in uppers(place.iri, engine)}]
    standing = [place for place in found if not place.until]
    return sorted(Candidate(_told(place, engine), place.iri) for place in standing or found)


def named(name: str, engine: Engine) -> list[Place]:
    """The units that a place's name means: a province before what lies in one, what stands before what is gone.

    A province that is gone counts beside its namesake of today ("Bắc Ninh").
    """
    found = _units("units-named", body_key(name), engine)
    provinces = [place for place in found if place.level in ("province", "")]
    standing = [place for place in found if not place.until]
    return provinces or standing or found


def uppers(iri: str, engine: Engine) -> list[tuple[str, ...]]:
    """(IRI, name) of each unit in which that one lies or lay."""
    return rows("units-above", engine, _unit=NamedNode(iri))


def _found(name: str, engine: Engine) -> list[Place]:
    if name.isdigit():
        return _units("units-coded", name, engine)
    return _units("units-named", body_key(name), engine)


def _units(lookup: str, key: str, engine: Engine) -> list[Place]:
    found = rows(lookup, engine, _key=Literal(key))
    return [Place(iri, label, level.rpartition("/")[2], until) for iri, label, level, until in dict.fromkeys(found)]


def _told(place: Place, engine: Engine) -> str:
    """ "Xã Quan Sơn, Tỉnh Thanh Hóa": what tells it from its namesakes."""
    return ", ".join([place.label, *(label for _, label in uppers(place.iri, engine)[:1])])
