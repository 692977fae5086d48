"""What is asked of a made country, and of whom: an act, a task, a commune, a department, several of each kind.

asked(Country(1))["lineage-down"]      [{"document": "doc/tw/2025/40-ct-tw"}]
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from benchmarks.nation import CENTRE, Made, acts
from benchmarks.nation.places import communes, provinces
from benchmarks.nation.whole import Country
from loaders.graph.body_identity import resolve
from loaders.graph.setting import setting_of
from loaders.identity import own_path

SAMPLES: Final = 20
"""How many acts, tasks, communes, departments are asked about where there are so many."""

Parameters = Mapping[str, str]


def asked(country: Country) -> dict[str, list[Parameters]]:
    """Question -> what it is asked with, each a path below the base of the data."""
    directives, decrees = zip(*(acts(number, CENTRE) for number in range(country.directives)), strict=True)
    sample = _sample(country)
    units = provinces()[: country.provinces]
    homes = [home.unit for unit in units for home in communes(unit) if home.unit]
    return {
        "lineage-down": [{"document": path_of(made)} for made in directives],
        "lineage-up": [{"resource": f"{path_of(made)}/task/{made.record.tasks[-1].id}"} for made in sample],
        "commune-duties": [{"commune": f"unit/{unit.name}"} for unit in homes[:: _step(len(homes))][:SAMPLES]],
        "legal-bases": [{"document": path_of(made)} for made in sample],
        "coverage": [{"document": path_of(made)} for made in decrees],
        "incomplete-tasks": [{}],
        "agency-duties": [{"agency": path} for path in _departments(country)],
    }


def path_of(made: Made) -> str:
    """The path of the act, "doc/ttg/2025/1700-qd-ttg"."""
    return own_path(made.record.document, setting_of(made.record.document))


def _sample(country: Country) -> list[Made]:
    """Communes' plans of several provinces."""
    unit_names = [unit.name for unit in provinces()[: country.provinces]]
    each = -(-SAMPLES // len(unit_names))
    found = [made for name in unit_names[:SAMPLES] for made in list(acts(0, name, most_communes=each))[2:]]
    return found[:SAMPLES]


def _departments(country: Country) -> list[str]:
    """Who leads the first tasks of the provinces' decisions."""
    paths = []
    for unit in provinces()[: country.provinces]:
        decision = list(acts(0, unit.name, most_communes=0))[1].record
        setting = setting_of(decision.document)
        leads = (task.lead[0].name for task in decision.tasks if task.lead)
        paths += [resolve(name, setting, "").path for name in dict.fromkeys(leads)]
    return [path for path in paths if path.startswith("agency/")][:SAMPLES]


def _step(count: int) -> int:
    return max(1, count // SAMPLES)
