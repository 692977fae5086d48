"""An act as schema.org sees it, for search engines: `schema:Legislation` in JSON-LD.

    legislation(view, ["Thanh Hóa"])      {"@type": "Legislation", "legislationIdentifier": "1703/QĐ-TTg", …}

https://schema.org/Legislation, which follows ELI: legislationPassedBy is eli:passed_by, and so on. What an act bears
out ("Thực hiện Chỉ thị …") is legislationEnsuresImplementationOf; legislationTransposes is for directives of the
European Union. Whether an act is in force is not known, so nothing is said of it.
"""

from __future__ import annotations

from typing import Any

from pyoxigraph import NamedNode

from queries.engine import Engine
from service.web.linked.asking import query
from service.web.views.act_page import ActPage
from service.web.views.act_relations import Basis
from service.web.views.asking import Link, names_of

Described = dict[str, Any]


def legislation_of(engine: Engine, view: ActPage, address: str) -> Described:
    """The act of a page, as `legislation`, with the places that it is for. `address`: of the service."""
    places = [term.value for (term,) in _rows(engine, view.act.iri) if isinstance(term, NamedNode)]
    names = names_of(engine, places)
    return legislation(view, [Link(iri=place, name=names.get(place, place)) for place in places], address)


def legislation(view: ActPage, places: list[Link], address: str = "") -> Described:
    """The act as an object of JSON-LD; what is not known of it is left out."""
    act = view.act
    described = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": act.iri,
        "url": f"{address}{act.path}" if address else None,
        "name": " ".join(filter(None, [act.name, act.subject])),
        "headline": act.title,
        "inLanguage": "vi",
        "legislationIdentifier": act.number,
        "legislationType": act.type,
        "legislationDate": act.date,
        "legislationPassedBy": [_agency(issuer) for issuer in act.issuers],
        "legislationJurisdiction": [_named("AdministrativeArea", place) for place in places] or "VN",
        "isBasedOn": _acts(view.bases, "based-on"),
        "legislationEnsuresImplementationOf": _acts(view.bases, "implements"),
        "citation": [one for basis in view.references if (one := _act(basis))],
        "encoding": _encodings(view),
    }
    return {name: _bare(value) for name, value in described.items() if value}


def _rows(engine: Engine, iri: str) -> Any:
    return engine.select(query("jurisdiction"), {"act": NamedNode(iri)}).rows


def _agency(issuer: Link) -> Described:
    return _named("GovernmentOrganization", issuer)


def _named(kind: str, link: Link) -> Described:
    return {"@type": kind, "@id": link.iri, "name": link.name}


def _acts(bases: tuple[Basis, ...], relation: str) -> list[Described]:
    return [one for basis in bases if basis.relation == relation and (one := _act(basis))]


def _act(basis: Basis) -> Described | None:
    return _named("Legislation", basis.act) if basis.act else None


def _encodings(view: ActPage) -> list[Described]:
    """The act's data in the forms that the service gives."""
    if view.act.known_only_by_citation:
        return []
    return [{"@type": "LegislationObject", "encodingFormat": "text/turtle", "contentUrl": f"{view.act.iri}.ttl"}]


def _bare(value: Any) -> Any:
    """A list of one is that one."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value
