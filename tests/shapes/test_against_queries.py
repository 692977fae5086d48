"""The same question asked in SHACL and in SPARQL: which tasks lack something. The two must agree."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad, Store

from loaders.reading import read_record
from loaders.record import Record, Task
from loaders.triples import act_graphs
from queries.binding import ask
from queries.engine import OxigraphEngine
from shapes.validate import validate
from tests.corpus import plan

RULES = {"task.lead": "lead", "task.deadline": "deadline", "task.text": "text"}
PLAN = read_record(plan("004"))


def holed(holes: dict[int, set[str]]) -> Record:
    """The plan with the named parts of some tasks taken out, by their place."""

    def emptied(number: int, task: Task) -> Task:
        parts = holes.get(number, set())
        blank: dict[str, dict[str, object]] = {
            "lead": {"lead": []},
            "deadline": {"deadline": None},
            "text": {"text": ""},
        }
        return task.model_copy(update={key: value for part in parts for key, value in blank[part].items()})

    return PLAN.model_copy(update={"tasks": [emptied(i, task) for i, task in enumerate(PLAN.tasks)]})


def told_by_sparql(quads: tuple[Quad, ...]) -> set[tuple[str, str]]:
    store = Store()
    store.extend(quads)
    answer = ask("incomplete-tasks", {}, OxigraphEngine(store))
    columns = list(answer.columns)
    names = [column if isinstance(column, str) else column.name for column in columns]
    task, missing = names.index("task"), names.index("missing")
    return {
        (row[task].value, part)  # type: ignore[union-attr]
        for row in answer.rows
        for part in row[missing].value.split(", ")  # type: ignore[union-attr]
    }


def told_by_shacl(quads: tuple[Quad, ...]) -> set[tuple[str, str]]:
    return {(finding.node, RULES[finding.rule]) for finding in validate(quads) if finding.rule in RULES}


@settings(max_examples=12, deadline=None)
@given(
    st.dictionaries(
        st.integers(0, len(PLAN.tasks) - 1), st.sets(st.sampled_from(["lead", "deadline", "text"])), max_size=6
    )
)
def test_shacl_and_sparql_find_the_same_holes(holes: dict[int, set[str]]) -> None:
    quads = act_graphs(holed(holes)).quads
    expected = sum(len(parts) for parts in holes.values())
    assert told_by_shacl(quads) == told_by_sparql(quads)
    assert len(told_by_shacl(quads)) == expected
