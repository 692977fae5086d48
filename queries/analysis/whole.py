"""The whole analysis of a graph: tables, graphs, and the cycles that are findings.

analyse(engine).sheets[0].title      "Căn cứ vòng tròn"
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from queries.analysis.bases import Cycle, bases_graph, cycles, resting
from queries.analysis.chains import Chains
from queries.analysis.coverage import gaps
from queries.analysis.facts import Facts, read_facts
from queries.analysis.graphs import acts_graph, bodies_graph
from queries.analysis.load import loads
from queries.analysis.sheets import (
    Sheet,
    bodies_sheet,
    coverage_sheet,
    cycles_sheet,
    foundations_sheet,
    leads_sheet,
    levels_sheet,
)
from queries.engine import Engine


@dataclass(frozen=True)
class Analysis:
    """The tables in the order in which people read them; the graphs by name; what is wrong."""

    sheets: Sequence[Sheet]
    graphs: Mapping[str, nx.DiGraph[str]]
    cycles: Sequence[Cycle]


def analyse(engine: Engine, day: str | None = None) -> Analysis:
    """The analysis of all that the engine holds.

    `day`: ISO date from which a deadline counts as open; without one, the date of the newest act, so that the same
    graph gives the same figures on every day.
    """
    facts = read_facts(engine)
    bases = bases_graph(facts)
    found = cycles(bases)
    direct = {act: sum(1 for other in bases.predecessors(act) if other != act) for act in facts.acts}
    whole = resting(bases)
    chains = Chains(facts.links)
    since = day or newest(facts)
    borne = loads(facts, chains, since)
    return Analysis(
        sheets=(
            cycles_sheet(found, facts),
            foundations_sheet(direct, whole, facts),
            bodies_sheet(borne, facts, since),
            levels_sheet(facts),
            leads_sheet(facts),
            coverage_sheet(gaps(facts, chains)),
        ),
        graphs={"acts": acts_graph(facts, direct, whole), "bodies": bodies_graph(facts, borne)},
        cycles=found,
    )


def newest(facts: Facts) -> str:
    """The latest whole date of an act that was loaded; "" where none bears one."""
    return max((act.day for act in facts.acts.values() if not act.cited_only), default="")
