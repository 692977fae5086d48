"""The door for Python programs: the same answers from a store and from a service, in typed columns."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest
from pandas.testing import assert_frame_equal

from ontology.namespaces import data
from queries.catalogue import catalogue
from service.client import Cancu, MissingExtra, NoAnswer, Refused
from service.errors import NotAStore
from tests.service.conftest import running
from tests.service.gold_store import fill

DECISION = str(data("doc/ttg/2024/1703-qd-ttg"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("client") / "store"
    fill(folder, "000", "002", "003")
    return folder


@pytest.fixture(scope="module")
def address(store: Path) -> Iterator[str]:
    with running(store) as where:
        yield where


@pytest.fixture(params=["store", "service"])
def cancu(request: pytest.FixtureRequest, store: Path, address: str) -> Cancu:
    return Cancu(store if request.param == "store" else address)


QUESTIONS: list[tuple[str, dict[str, Any]]] = [
    ("lineage-down", {"document": "38-CT/TW"}),
    ("lineage-up", {"resource": "1169/QĐ-UBND"}),
    ("legal-bases", {"document": "1703/QĐ-TTg"}),
    ("deadlines", {"from": date(2025, 1, 1), "to": "2026-12-31"}),
    ("coverage", {"document": "1703/QĐ-TTg", "province": "Bình Dương"}),
    ("reporting", {"document": "1169/QĐ-UBND"}),
]


@pytest.mark.parametrize(("name", "given"), QUESTIONS)
def test_a_store_and_a_service_give_the_same(name: str, given: dict[str, Any], store: Path, address: str) -> None:
    here = Cancu(store).ask(name, given)
    assert len(here)
    assert list(here.columns) == [column.name for column in catalogue()[name].columns]
    assert_frame_equal(Cancu(address).ask(name, given), here)
    assert Cancu(address).polars().ask(name, given).equals(Cancu(store).polars().ask(name, given))


def test_dates_and_numbers_have_types_that_can_be_reckoned_with(cancu: Cancu) -> None:
    due = cancu.ask("deadlines", {"from": "2025-01-01", "to": "2025-12-31"})["due"]
    assert pd.api.types.is_datetime64_any_dtype(due)
    assert due.min() >= pd.Timestamp("2025-01-01")
    assert due.max() <= pd.Timestamp("2025-12-31")
    down = cancu.ask("lineage-down", document="38-CT/TW")
    assert str(down["depth"].dtype) == "Int64"
    assert down.loc[down["number"] == "1703/QĐ-TTg", "depth"].tolist() == [1]
    frame = cancu.polars().ask("deadlines", {"from": "2025-01-01", "to": "2025-12-31"})
    assert frame.schema["due"] == pl.Date


def test_an_answer_without_rows_keeps_its_columns(cancu: Cancu) -> None:
    empty = cancu.ask("deadlines", {"from": "1999-01-01", "to": "1999-01-02"})
    assert len(empty) == 0
    assert list(empty.columns) == [column.name for column in catalogue()["deadlines"].columns]
    assert pd.api.types.is_datetime64_any_dtype(empty["due"])
    assert cancu.polars().ask("deadlines", {"from": "1999-01-01", "to": "1999-01-02"}).schema["due"] == pl.Date


def test_questions_are_listed_in_both_languages(cancu: Cancu) -> None:
    listed = cancu.questions("en").set_index("name")
    assert set(listed.index) == set(catalogue())
    assert listed.loc["coverage", "parameters"] == "document [province]"
    assert listed.loc["coverage", "title"] == catalogue()["coverage"].title.en
    assert cancu.questions().set_index("name").loc["coverage", "title"] == catalogue()["coverage"].title.vi


TYPED = """SELECT ?text ?day ?month ?whole ?number ?yes ?moment ?node ?none {
  VALUES (?text ?day ?month ?whole ?number ?yes ?moment ?node ?none) {
    ("Sở Y tế"@vi "2025-06-30"^^xsd:date "2025-08"^^xsd:gYearMonth 3 2.5 true
     "2026-11-21T08:00:00Z"^^xsd:dateTime cancu:Task UNDEF)
    (UNDEF UNDEF UNDEF UNDEF 4 UNDEF UNDEF UNDEF UNDEF) } }"""


def test_a_query_gives_columns_of_the_types_of_its_values(cancu: Cancu) -> None:
    frame = cancu.sparql(TYPED)
    assert isinstance(frame, pd.DataFrame)
    first = frame.iloc[0]
    assert first["text"] == "Sở Y tế"
    assert first["day"] == pd.Timestamp("2025-06-30")
    assert first["month"] == "2025-08"
    assert (first["whole"], first["number"], first["yes"]) == (3, 2.5, True)
    assert first["moment"] == datetime(2026, 11, 21, 8, tzinfo=UTC)
    assert first["node"].endswith("#Task")
    assert frame.iloc[1].isna().tolist() == [True] * 4 + [False] + [True] * 4
    table = cancu.polars().sparql(TYPED)
    assert isinstance(table, pl.DataFrame)
    assert table.row(0)[1:6] == (date(2025, 6, 30), "2025-08", 3, 2.5, True)


def test_asks_give_truth_and_constructs_give_triples(cancu: Cancu) -> None:
    assert cancu.sparql("ASK { ?task a cancu:Task }") is True
    assert cancu.sparql("ASK { ?task a cancu:Unheard }") is False
    graph = cancu.sparql(
        f"CONSTRUCT {{ ?s eli:based_on ?o }} WHERE {{ ?s eli:based_on ?o VALUES ?s {{ <{DECISION}> }} }}"
    )
    assert isinstance(graph, pd.DataFrame)
    assert list(graph.columns) == ["subject", "predicate", "object"]
    assert set(graph["subject"]) == {DECISION}


def test_an_act_is_given_whole_by_its_number(cancu: Cancu) -> None:
    found = cancu.act("1703/QĐ-TTg")
    assert found.act.iri == DECISION
    assert sum(len(section.tasks) for section in found.sections) == 28
    assert cancu.act(DECISION) == found


def test_what_is_wrong_is_told_with_what_could_be_meant(cancu: Cancu) -> None:
    with pytest.raises(Refused, match="no-such-question"):
        cancu.ask("no-such-question")
    with pytest.raises(Refused, match="9999/QĐ-TTg"):
        cancu.act("9999/QĐ-TTg")
    with pytest.raises(Refused, match="colour"):
        cancu.ask("lineage-down", document="38-CT/TW", colour="red")
    with pytest.raises(Refused) as several:
        cancu.ask("agency-duties", agency="Sở Khoa học và Công nghệ")
    assert str(data("agency/binh-duong/so-khoa-hoc-va-cong-nghe")) in [iri for _, iri in several.value.candidates]
    with pytest.raises(Refused, match="syntax"):
        cancu.sparql("SELECT ?x {")


def test_a_store_that_grows_is_seen_by_the_next_question(tmp_path: Path) -> None:
    cancu = Cancu(tmp_path / "store")
    assert cancu.sparql("ASK { ?act a cancu:Document }") is False
    fill(tmp_path / "store", "003")
    assert cancu.sparql("ASK { ?act a cancu:Document }") is True


def test_the_default_is_the_commands_own(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANCU_STORE", str(store))
    assert Cancu().act("1703/QĐ-TTg").act.iri == DECISION


def test_no_store_and_no_service_are_told(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("x")
    with pytest.raises(NotAStore):
        Cancu(tmp_path)
    with pytest.raises(NoAnswer, match="cancu serve"):
        Cancu("http://127.0.0.1:9").questions()


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_library_that_is_missing_is_named_with_its_extra(
    store: Path, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    found = builtins.__import__

    def without(name: str, *more: Any) -> Any:
        if name == library:
            raise ImportError(name)
        return found(name, *more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra, match=rf"{library} is not installed.*cancu\[notebook\]"):
        (Cancu(store) if library == "pandas" else Cancu(store).polars()).questions()
