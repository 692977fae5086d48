"""Chains of tasks are counted as if each were listed."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from queries.analysis.chains import Chains
from queries.analysis.facts import Facts
from tests.queries.analysis.small import iri

TASKS = [f"{number:02}" for number in range(9)]


@st.composite
def links_without_rings(draw: st.DrawFn) -> list[tuple[str, str]]:
    pairs = draw(st.lists(st.tuples(st.sampled_from(TASKS), st.sampled_from(TASKS)), max_size=20, unique=True))
    return [(below, above) for below, above in pairs if below > above]


def listed(links: list[tuple[str, str]]) -> list[list[str]]:
    graph: nx.DiGraph[str] = nx.DiGraph(links)
    leaves = [task for task in graph if not graph.in_degree(task)]
    roots = [task for task in graph if not graph.out_degree(task)]
    return [way for leaf in leaves for way in nx.all_simple_paths(graph, leaf, roots)]


def test_a_rejected_alignment_is_no_chain(facts: Facts) -> None:
    chains = Chains(facts.links)
    # U/1 by L/1, U/1 by R/1, U/2 by L/1; not U/2 by R/1
    assert (chains.total, chains.roots, chains.leaves, chains.longest) == (3, 1, 2, 2)
    assert chains.through([iri("doc/r/task/1")]) == 1
    assert chains.through([iri("doc/l/task/1")]) == 2
    assert chains.through([iri("doc/t/text/1")]) == 3


def test_a_chain_with_two_tasks_of_a_body_counts_once(facts: Facts) -> None:
    assert Chains(facts.links).through([iri("doc/l/task/1"), iri("doc/u/task/2")]) == 2


def test_a_task_without_links_stands_in_no_chain(facts: Facts) -> None:
    chains = Chains(facts.links)
    assert iri("doc/r/task/2") not in chains
    assert chains.through([iri("doc/r/task/2")]) == 0
    assert Chains([]).total == 0


@given(links_without_rings(), st.sets(st.sampled_from(TASKS)))
def test_chains_are_counted_as_if_listed(links: list[tuple[str, str]], mine: set[str]) -> None:
    chains, ways = Chains(links), listed(links)
    assert chains.total == len(ways)
    assert chains.through(mine) == sum(1 for way in ways if mine.intersection(way))
    assert chains.longest == max((len(way) - 1 for way in ways), default=0)


def test_tasks_in_a_ring_are_one_link() -> None:
    chains = Chains([("a", "b"), ("b", "c"), ("c", "b"), ("c", "d"), ("d", "d")])
    assert (chains.total, chains.rings, chains.longest) == (1, 1, 2)
    assert chains.through(["b", "c"]) == 1


def test_chains_beyond_any_listing_are_counted() -> None:
    links = [(f"{row}/{one}", f"{row + 1}/{other}") for row in range(70) for one in "ab" for other in "ab"]
    assert Chains(links).total == 2**71
