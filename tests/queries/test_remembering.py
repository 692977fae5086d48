"""What was asked of a snapshot before is answered from memory, within bounds."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from queries import remembering
from queries.engine import OxigraphEngine
from queries.errors import BadQuery
from queries.remembering import RememberingEngine

VALUES = "SELECT ?o WHERE {\n  # @bind _s\n  ?_s <x:p> ?o\n} ORDER BY ?o"


@pytest.fixture
def store() -> Store:
    store = Store()
    for name in "abc":
        for number in range(4):
            store.add(Quad(NamedNode(f"x:{name}"), NamedNode("x:p"), Literal(f"{name}{number}"), NamedNode("x:g")))
    return store


def test_each_binding_has_an_answer_of_its_own_that_is_given_again(store: Store) -> None:
    engine, plain = RememberingEngine(store), OxigraphEngine(store)
    for name in "abacab":
        bindings = {"_s": NamedNode(f"x:{name}")}
        assert engine.select(VALUES, bindings).rows == plain.select(VALUES, bindings).rows
    assert engine.select(VALUES, {"_s": NamedNode("x:a")}) is engine.select(VALUES, {"_s": NamedNode("x:a")})


def test_a_large_answer_is_not_remembered(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "LARGEST", 4)
    engine = RememberingEngine(store)
    first = engine.select(VALUES, {"_s": NamedNode("x:a")})
    assert first is not engine.select(VALUES, {"_s": NamedNode("x:a")})


def test_what_was_not_asked_for_the_longest_time_is_forgotten_first(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembering, "TOGETHER", 10)
    engine = RememberingEngine(store)
    a, b, c = ({"_s": NamedNode(f"x:{name}")} for name in "abc")
    of_a, of_b = engine.select(VALUES, a), engine.select(VALUES, b)
    assert engine.select(VALUES, a) is of_a
    engine.select(VALUES, c)
    assert engine.select(VALUES, a) is of_a
    assert engine.select(VALUES, b) is not of_b


def test_a_wrong_query_is_refused_each_time(store: Store) -> None:
    engine = RememberingEngine(store)
    for _ in range(2):
        with pytest.raises(BadQuery):
            engine.select("SELECT * WHERE { ?s ?p")
