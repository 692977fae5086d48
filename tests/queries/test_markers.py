from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store

from queries.engine import OxigraphEngine
from queries.markers import bind, marked

ACT = NamedNode("https://w3id.org/cancu/id/doc/tw/2024/38-ct-tw")
QUERY = "SELECT ?x {\n  # @bind _a _b\n  ?x ?p ?_a\n}"


def test_a_value_stands_in_the_place_of_its_marker() -> None:
    assert bind(QUERY, {"_a": ACT, "_b": Literal("ngày", language="vi")}) == (
        f'SELECT ?x {{\n  VALUES (?_a) {{ ({ACT}) }} VALUES (?_b) {{ ("ngày"@vi) }}\n  ?x ?p ?_a\n}}'
    )


def test_what_is_not_given_is_left_out() -> None:
    assert "VALUES (?_a) {" in bind(QUERY, {"_a": ACT})
    assert bind(QUERY, {}) == QUERY


def test_a_value_without_a_marker_is_an_error_and_not_lost() -> None:
    with pytest.raises(ValueError, match=r"\?_c"):
        bind(QUERY, {"_c": ACT})


def test_other_comments_are_no_markers() -> None:
    assert marked("# bind _a\n# see @bind\n#+ name: x\n# @bind _b  \n { # @bind _c") == {"_b", "_c"}


def test_a_value_reaches_a_sub_select() -> None:
    store = Store()
    store.update("INSERT DATA { GRAPH <x:g> { <x:a> <x:p> <x:b> . <x:c> <x:p> <x:d> } }")
    query = "SELECT ?n { { SELECT (COUNT(?s) AS ?n) {\n# @bind _o\n?s <x:p> ?_o } } }"
    table = OxigraphEngine(store).select(query, {"_o": NamedNode("x:b")})
    assert [[str(cell) for cell in row] for row in table.rows] == [['"1"^^<http://www.w3.org/2001/XMLSchema#integer>']]


@given(st.text())
def test_no_text_gets_out_of_its_literal(text: str) -> None:
    """Whatever is typed comes back as the one value that it is."""
    engine = OxigraphEngine(Store())
    table = engine.select("SELECT ?_text {\n# @bind _text\n}", {"_text": Literal(text)})
    assert list(table.rows) == [(Literal(text),)]
