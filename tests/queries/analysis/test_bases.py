"""Legal bases: cycles are found, and what all rests on is counted exactly."""

from __future__ import annotations

import random

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.analysis import bases
from queries.analysis.bases import bases_graph, cycles, resting
from queries.analysis.facts import Facts
from tests.queries.analysis.small import iri

FEW = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=14)
"""Few enough that all cycles can be listed."""
EDGES = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=40)


def graph_of(edges: list[tuple[int, int]]) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(f"{number:02}" for number in range(13))
    graph.add_edges_from((f"{one:02}", f"{other:02}") for one, other in edges)
    return graph


def test_the_cycle_of_three_is_the_only_one(facts: Facts) -> None:
    (cycle,) = cycles(bases_graph(facts))
    assert cycle.acts == tuple(map(iri, ("doc/a", "doc/b", "doc/c")))
    assert cycle.shortest == tuple(map(iri, ("doc/a", "doc/b", "doc/c")))
    assert cycle.exact


def test_a_diamond_counts_what_rests_on_its_top_once(facts: Facts) -> None:
    whole = resting(bases_graph(facts))
    assert {act.removeprefix(iri("doc/")): count for act, count in whole.items()} == {
        "t": 6,  # L, R, U, and A with B and C, which rest on A
        "l": 1,
        "r": 1,
        "u": 0,
        "a": 2,
        "b": 2,
        "c": 2,
    }


def test_citing_an_act_is_not_resting_on_it(facts: Facts) -> None:
    assert not bases_graph(facts).has_edge(iri("doc/c"), iri("doc/u"))


def test_an_act_that_rests_on_itself_is_a_cycle() -> None:
    (cycle,) = cycles(graph_of([(3, 3), (3, 4)]))
    assert (cycle.acts, cycle.shortest) == (("03",), ("03",))


def test_of_a_large_knot_the_shortest_cycle_is_named() -> None:
    (cycle,) = cycles(graph_of([(0, 1), (1, 2), (2, 3), (3, 4), (4, 0), (3, 2)]))
    assert (len(cycle.acts), cycle.shortest) == (5, ("02", "03"))


def test_a_knot_too_large_to_search_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bases, "STEPS", 11)
    (cycle,) = cycles(graph_of([(0, 1), (1, 2), (2, 3), (3, 4), (4, 0), (3, 2)]))
    assert (cycle.shortest, cycle.exact) == (("00", "01", "02", "03", "04"), False)


@given(EDGES)
def test_resting_is_what_a_search_from_each_act_finds(edges: list[tuple[int, int]]) -> None:
    graph = graph_of(edges)
    assert resting(graph) == {act: len(nx.ancestors(graph, act)) for act in graph}


@given(EDGES, st.integers(1, 5))
def test_resting_does_not_depend_on_how_many_are_followed_at_once(edges: list[tuple[int, int]], block: int) -> None:
    graph = graph_of(edges)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bases, "BLOCK", block)
        assert resting(graph) == {act: len(nx.ancestors(graph, act)) for act in graph}


@given(FEW)
def test_each_cycle_is_one_and_none_is_shorter(edges: list[tuple[int, int]]) -> None:
    graph = graph_of(edges)
    found = cycles(graph)
    assert {act for cycle in found for act in cycle.acts} == {act for ring in nx.simple_cycles(graph) for act in ring}
    for cycle in found:
        steps = list(zip(cycle.shortest, (*cycle.shortest[1:], cycle.shortest[0]), strict=True))
        assert all(graph.has_edge(*step) for step in steps)
        assert len(cycle.shortest) == min(map(len, nx.simple_cycles(graph.subgraph(cycle.acts))))


def test_thousands_of_acts_are_counted_as_by_a_search_from_each() -> None:
    chance = random.Random(7)
    graph: nx.DiGraph[str] = nx.DiGraph()
    for number in range(1, 3000):
        graph.add_edges_from((str(number), str(chance.randrange(number))) for _ in range(2))
    whole = resting(graph)
    for act in ("0", "1", "17", "2999"):
        assert whole[act] == len(nx.ancestors(graph, act))
