"""Acts that are taken out again: the store is as if they had never been loaded."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontology.namespaces import data, graph
from service.loading import load
from service.storage.readings import Reading
from service.storage.reviews import Review
from service.store import Store
from tests.corpus import plan
from tests.service.readings import (
    DECISION_1169,
    DECISION_1703,
    DIRECTIVE_38,
    PLAN_239,
    content,
    reading,
)

ACTS: dict[str, Reading] = {
    PLAN_239: reading(PLAN_239, (DIRECTIVE_38, DECISION_1703), ("thanh-hoa/so-y-te",)),
    DECISION_1169: reading(DECISION_1169, (DIRECTIVE_38, DECISION_1703), ("binh-duong/ubnd", "thanh-hoa/so-y-te")),
    DECISION_1703: reading(DECISION_1703, (DIRECTIVE_38,)),
    DIRECTIVE_38: reading(DIRECTIVE_38),
}
NAMES = sorted(ACTS)


def graph_after(folder: Path, steps: list[tuple[str, bool]]) -> list[str]:
    """What readers see after acts were put (True) and removed (False) in this order."""
    with Store.open(folder, writable=True) as store:
        for name, put in steps:
            if put:
                store.put(ACTS[name])
            else:
                store.remove([str(data(name))])
            store.publish()
        return content(store.reader().graph)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.booleans()), min_size=1, max_size=7))
def test_a_store_is_what_the_acts_make_it_that_are_still_loaded(tmp_path: Path, steps: list[tuple[str, bool]]) -> None:
    loaded: dict[str, None] = {}
    for name, put in steps:
        loaded.pop(name, None)
        if put:
            loaded[name] = None
    for folder in ("history", "fresh"):
        shutil.rmtree(tmp_path / folder, ignore_errors=True)
    fresh = graph_after(tmp_path / "fresh", [(name, True) for name in loaded])
    assert graph_after(tmp_path / "history", steps) == fresh


def test_a_real_plan_taken_out_leaves_the_store_of_the_other_alone(tmp_path: Path) -> None:
    for folder, files in (("both", ("003", "000")), ("one", ("000",))):
        with Store.open(tmp_path / folder, writable=True) as store:
            load([plan(name) for name in files], store)
    with Store.open(tmp_path / "both", writable=True) as store:
        act = str(data("doc/ttg/2024/1703-qd-ttg"))
        assert store.holds(act)
        assert store.remove([act]) == [act]
        store.publish()
        both = content(store.reader().graph)
        assert not store.holds(act)
    assert both == content(Store.open(tmp_path / "one").reader().graph)


def test_an_act_that_is_not_loaded_is_not_removed(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store", writable=True) as store:
        store.put(ACTS[PLAN_239])
        before = store.publish()
        assert store.remove([str(data(DIRECTIVE_38)), str(data("doc/x"))]) == []
        assert store.publish() == before


def test_reviews_stay_for_the_day_on_which_the_act_is_loaded_again(tmp_path: Path) -> None:
    act = str(data(DECISION_1169))
    review = Review(act, f"{act}/task/0", str(data(DECISION_1703)), "rejected", "Lan", "2026-11-20T00:00:00Z", "Khác.")
    with Store.open(tmp_path / "store", writable=True) as store:
        store.put(ACTS[DECISION_1169])
        store.put_reviews([review])
        store.remove([act])
        store.publish()
        reader = store.reader()
        assert list(reader.triples_in(str(graph("review"))))
        assert not list(reader.triples_in(str(graph(DECISION_1169))))
        assert store.put_reviews([review]) == 0


@pytest.mark.parametrize("name", [PLAN_239, DECISION_1703])
def test_loading_it_again_counts_as_added(tmp_path: Path, name: str) -> None:
    with Store.open(tmp_path / "store", writable=True) as store:
        assert store.put(ACTS[name], now=datetime(2026, 1, 1, tzinfo=UTC)) == "added"
        store.remove([str(data(name))])
        assert store.put(ACTS[name]) == "added"
