from __future__ import annotations

import pytest
from pyoxigraph import Store

from queries.engine import OxigraphEngine, names_its_graphs
from queries.errors import BadQuery


@pytest.fixture
def two_graphs() -> OxigraphEngine:
    store = Store()
    store.update("INSERT DATA { GRAPH <x:1> { <x:a> <x:p> 1 } GRAPH <x:2> { <x:b> <x:p> 2 } }")
    return OxigraphEngine(store)


def test_all_named_graphs_are_asked_as_one(two_graphs: OxigraphEngine) -> None:
    assert len(two_graphs.select("SELECT ?s { ?s <x:p> ?o }").rows) == 2


def test_from_confines_a_query_to_its_graphs(two_graphs: OxigraphEngine) -> None:
    assert len(two_graphs.select("SELECT ?s FROM <x:2> { ?s <x:p> ?o }").rows) == 1


@pytest.mark.parametrize(
    "query",
    ['SELECT * { ?s ?p "from <x>" }', "SELECT ?from { ?from ?p ?o } # FROM <x:1>", "SELECT * { ?s <x:from> ?o }"],
)
def test_the_word_from_elsewhere_is_no_clause(query: str) -> None:
    assert not names_its_graphs(query)


def test_columns_come_in_the_order_of_the_select_and_gaps_as_none(two_graphs: OxigraphEngine) -> None:
    table = two_graphs.select("SELECT ?x ?s { ?s <x:p> 1 OPTIONAL { ?s <x:none> ?x } }")
    assert table.columns == ("x", "s")
    assert [(cell is None) for cell in table.rows[0]] == [True, False]


def test_a_syntax_error_is_told_with_its_place(two_graphs: OxigraphEngine) -> None:
    with pytest.raises(BadQuery, match=r"line 2, column 1[0-9]") as caught:
        two_graphs.select("SELECT ?s\nWHERE { ?s ?p")
    assert caught.value.line == 2


def test_a_query_that_gives_no_table_is_refused(two_graphs: OxigraphEngine) -> None:
    with pytest.raises(BadQuery, match="no SELECT"):
        two_graphs.select("ASK { ?s ?p ?o }")
