"""The graphs for other programs (Gephi, yEd, Cytoscape, networkx): the acts with their relations, the bodies.

acts      an act -> an act that it rests on, carries out or cites     relations="based_on; cites"
bodies    a lead of a task -> a lead of the task above that it carries out     weight=3

Nodes are IRIs, attributes are texts, whole numbers and truth values; what is not known is left out. The tasks
themselves are not drawn: they are hundreds of thousands, and `cancu export` has them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import networkx as nx

from queries.analysis.facts import ROLES, Facts
from queries.analysis.load import Load
from queries.analysis.sheets import KIND_NAMES

Attribute = str | int | bool


def acts_graph(facts: Facts, direct: Mapping[str, int], whole: Mapping[str, int]) -> nx.DiGraph[str]:
    """All acts, one edge for each pair, whatever the relations between them."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for act in facts.acts.values():
        texts = {
            "label": act.label,
            "title": act.title,
            "number": act.number,
            "date": act.day,
            "level": facts.levels.get(act.level, ""),
            "issuer": "; ".join(facts.body(issuer).label for issuer in act.issuers),
        }
        numbers = {"resting_direct": direct[act.iri], "resting_all": whole[act.iri]}
        graph.add_node(act.iri, **_known(texts), **numbers, known_only_by_citation=act.cited_only)
    for (act_iri, other), relations in facts.relations.items():
        graph.add_edge(act_iri, other, relations="; ".join(relations))
    return graph


def bodies_graph(facts: Facts, loads: Sequence[Load]) -> nx.DiGraph[str]:
    """All bodies that bear anything; an edge where the task of one carries out that of another, with how many do."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for load in loads:
        texts = {
            "label": load.body.label,
            "kind": KIND_NAMES.get(load.body.kind, ""),
            "level": facts.levels.get(load.body.level, ""),
        }
        named = {role: load.named[role] for role in ROLES}
        grouped = {f"{role}_by_group": load.grouped[role] for role in ROLES}
        # A number of chains may be longer than the formats' 64 bits.
        graph.add_node(load.body.iri, **_known(texts), **named, **grouped, open=load.open, chains=str(load.chains))
    for (body, above), weight in sorted(_handed_down(facts).items()):
        graph.add_edge(body, above, weight=weight)
    return graph


def _handed_down(facts: Facts) -> Counter[tuple[str, str]]:
    leads: defaultdict[str, list[str]] = defaultdict(list)
    for obligation, body in facts.bearers["lead"]:
        leads[obligation].append(body)
    pairs: Counter[tuple[str, str]] = Counter()
    for task, target in facts.links:
        pairs.update((body, above) for body in leads.get(task, ()) for above in leads.get(target, ()) if body != above)
    return pairs


def _known(texts: Mapping[str, Attribute]) -> dict[str, Attribute]:
    return {name: text for name, text in texts.items() if text != ""}
