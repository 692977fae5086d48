"""All that can be found in a graph, in the order in which it stands where words do not decide.

    items, shared = gather(engine)
    items        [Item("act", …/38-ct-tw, "Chỉ thị 38-CT/TW", …), …, Item("unit", …)]

Acts, tasks, bodies, places; the centre before provinces before communes, what stands before what is gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final

from ontology.names import body_key
from ontology.namespaces import CANCU, DCTERMS, ELI
from queries.engine import Engine
from service.searching.facets import findings_of
from service.searching.folding import indexed
from service.searching.items import KINDS, Item
from service.searching.obligations import obligations
from service.searching.shared import Shared, values
from service.searching.sources import Sources

BODIES: Final = {"agency": CANCU.Agency, "office": CANCU.Office, "group": CANCU.AgencyGroup}


def gather(engine: Engine) -> tuple[list[Item], Shared]:
    """Every act, obligation, body and unit of the graph, and the names in it.

    A group that names nobody ("các đơn vị có liên quan") is not among them.
    """
    sources = Sources(engine)
    shared = Shared.of(sources)
    acts = {act.iri: act for act in _acts(sources, shared)}
    found = chain(acts.values(), obligations(sources, shared, acts), _bodies(sources, shared), _units(sources, shared))
    return sorted(found, key=lambda item: (KINDS.index(item.kind), item.rank, item.iri)), shared


def _acts(sources: Sources, shared: Shared) -> Iterator[Item]:
    numbers, types = sources.texts(ELI.number), sources.links(ELI.type_document)
    dates = sources.texts(DCTERMS.date) | sources.texts(ELI.date_document)
    issuers, places = sources.links(ELI.passed_by), sources.links(ELI.jurisdiction)
    cited = sources.texts(CANCU.knownOnlyByCitation)
    for iri in sources.instances(CANCU.Document):
        by = issuers.get(iri, [])
        level = next((level for one in by for level in shared.levels.get(one, ())), "")
        place = next(iter(places.get(iri, ())), "")
        date = dates.get(iri, "")
        yield Item(
            kind="act",
            iri=iri,
            name=shared.labels.get(iri, "") or numbers.get(iri, ""),
            text=shared.titles.get(iri, ""),
            by="; ".join(shared.names[one] for one in by if one in shared.names),
            near=shared.units.names(place),
            number=numbers.get(iri, ""),
            date=date,
            facets=values(
                type=types.get(iri, ()),
                issuer=by,
                province=[shared.units.province(place)],
                level=[level],
                findings=["cited"] if iri in cited else [findings_of(shared.findings.get(iri, ()))],
            ),
            rank=(int(iri in cited), shared.depth(level), -int(date[:4] or 0)),
        )


def _bodies(sources: Sources, shared: Shared) -> Iterator[Item]:
    territories, open_groups = sources.links(CANCU.territory), sources.texts(CANCU.openMembership)
    for kind, of_class in BODIES.items():
        for iri in sources.instances(of_class):
            if iri in open_groups or iri not in shared.names:
                continue
            name, place = shared.names[iri], next(iter(territories.get(iri, ())), "")
            level = next(iter(shared.levels.get(iri, ())), "")
            yield Item(
                kind="body",
                iri=iri,
                name=name,
                text=_also([name, *shared.others.get(iri, ()), shared.english.get(iri, "")]),
                by=shared.units.names(place),
                date=shared.until.get(iri, ""),
                facets=values(type=[kind], province=[shared.units.province(place)], level=[level]),
                rank=(int(iri in shared.until), shared.depth(level), kind != "agency"),
            )


def _also(names: list[str]) -> str:
    """The other names of a body, and the keys by which abbreviations are compared: "Sở KH&CN" is "so khcn"."""
    keys = (body_key(name).replace("-", " ") for name in names if name)
    known = {indexed(name) for name in names}
    return "; ".join(dict.fromkeys(chain(filter(None, names[1:]), (key for key in keys if key not in known))))


def _units(sources: Sources, shared: Shared) -> Iterator[Item]:
    codes = sources.texts(CANCU.unitCode)
    for iri in sources.instances(CANCU.AdministrativeUnit):
        level = next(iter(shared.levels.get(iri, ())), "")
        province = shared.units.province(iri)
        yield Item(
            kind="unit",
            iri=iri,
            name=shared.names.get(iri, ""),
            text=codes.get(iri, ""),
            by=shared.names.get(province, "") if province != iri else "",
            number=codes.get(iri, ""),
            date=shared.until.get(iri, ""),
            facets=values(province=[province], level=[level]),
            rank=(int(iri in shared.until), shared.depth(level)),
        )
