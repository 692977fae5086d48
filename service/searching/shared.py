"""What things of several kinds share in the graph: names, levels, places, findings; each asked once.

Shared.of(Sources(engine)).names["https://w3id.org/cancu/id/agency/thanh-hoa/ubnd"]
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ontology.namespaces import CANCU, DCTERMS, RDFS, SKOS
from service.searching.places import Units
from service.searching.sources import Sources

_LEVELS: Final = ("central", "province", "district", "commune")
"""The last parts of the levels' IRIs, from the centre down."""


@dataclass(frozen=True)
class Shared:
    """IRI -> what the graph says of it."""

    names: dict[str, str]
    others: dict[str, list[str]]
    english: dict[str, str]
    titles: dict[str, str]
    labels: dict[str, str]
    levels: dict[str, list[str]]
    until: dict[str, str]
    findings: dict[str, set[str]]
    units: Units

    @classmethod
    def of(cls, sources: Sources) -> Shared:
        names, levels = sources.texts(SKOS.prefLabel), sources.links(CANCU.level)
        return cls(
            names=names,
            others=sources.every_text(SKOS.altLabel),
            english=sources.english(SKOS.prefLabel),
            titles=sources.texts(DCTERMS.title),
            labels=sources.texts(RDFS.label),
            levels=levels,
            until=sources.texts(CANCU.validUntil),
            findings=sources.findings(),
            units=Units(sources.links(CANCU.partOf), levels, names),
        )

    @staticmethod
    def depth(level: str) -> int:
        """How far a level (an IRI) is from the centre; an unknown one is farthest."""
        last = level.rpartition("/")[2]
        return _LEVELS.index(last) if last in _LEVELS else len(_LEVELS)


def values(**facets: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Facet -> its values, without those that are empty."""
    kept = {name: tuple(value for value in dict.fromkeys(found) if value) for name, found in facets.items()}
    return {name: found for name, found in kept.items() if found}
