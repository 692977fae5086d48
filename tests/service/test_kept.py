"""Answers that loads keep: the same as the question put to the whole graph, whatever was loaded before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, Quad
from rdflib import RDF

from ontology.namespaces import CANCU, DCTERMS, data
from queries.binding import ask
from queries.engine import OxigraphEngine
from service.storage.kept import kept_questions
from service.storage.readings import Reading
from service.store import Reader, Store
from tests.service.readings import DECISION_1169, DECISION_1703, PLAN_239, node, reading

Task = tuple[bool, bool, str]
"""Whether it has a lead, whether it has a deadline, its text."""


def act(path: str, tasks: list[Task]) -> Reading:
    """An act whose tasks lack what they lack."""
    own = reading(path, tasks=0)
    quads = [Quad(node(own.act), node(RDF.type), node(CANCU.Document), node(own.graph))]
    for number, (lead, deadline, text) in enumerate(tasks, 1):
        task, where = node(data(f"{path}/task/{number}")), node(own.graph)
        quads += [
            Quad(task, node(RDF.type), node(CANCU.Task), where),
            Quad(task, node(CANCU.setBy), node(own.act), where),
            Quad(task, node(CANCU.order), Literal(number), where),
            Quad(task, node(CANCU.ordinal), Literal(f"I.{number}"), where),
            Quad(task, node(DCTERMS.description), Literal(text, language="vi"), where),
        ]
        quads += [Quad(task, node(CANCU.leadAgency), node(data("agency/tw/bo-y-te")), where)] if lead else []
        quads += [Quad(task, node(CANCU.hasDeadline), node(f"{task.value}/deadline"), where)] if deadline else []
    return replace(own, quads=(*own.quads, *quads))


WORDS = st.sampled_from(["", "Rà soát", 'Lập "danh mục"\tvà\ndự toán', "\\n\\t ?x <a>", "Đo lường 100 %"])
TASKS = st.lists(st.tuples(st.booleans(), st.booleans(), WORDS), max_size=4)
HISTORY = st.lists(st.tuples(st.sampled_from((PLAN_239, DECISION_1169, DECISION_1703)), TASKS), max_size=6)


def both_answers(reader: Reader, question: str) -> tuple[object, object]:
    """The kept answer, and that of the question put to the graph."""
    return ask(question, {}, reader.engine).rows, ask(question, {}, OxigraphEngine(reader.graph)).rows


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HISTORY)
def test_a_kept_answer_is_that_of_the_question(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[str, list[Task]]]
) -> None:
    with Store.open(tmp_path_factory.mktemp("s"), writable=True) as store:
        for path, tasks in history:
            store.put(act(path, tasks))
        store.publish()
        reader = store.reader()
    assert [question.name for question in kept_questions()] == ["incomplete-tasks"]
    kept, found = both_answers(reader, "incomplete-tasks")
    assert kept == found


def test_each_generation_has_its_own_answers(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s", writable=True) as store:
        store.put(act(PLAN_239, [(False, True, "Rà soát")]))
        store.publish()
        before = store.reader()
        store.put(act(PLAN_239, [(True, True, "Rà soát")]))
        store.publish()
        after = store.reader()
    assert len(ask("incomplete-tasks", {}, before.engine).rows) == 1
    assert ask("incomplete-tasks", {}, after.engine).rows == []


def test_one_act_is_asked_for_in_the_graph(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s", writable=True) as store:
        store.put(act(PLAN_239, [(False, True, "Rà soát")]))
        store.put(act(DECISION_1169, [(False, False, "Rà soát")]))
        store.publish()
        engine = store.reader().engine
    rows = ask("incomplete-tasks", {"document": str(data(PLAN_239))}, engine).rows
    assert [row[1] for row in rows] == [node(data(f"{PLAN_239}/task/1"))]
