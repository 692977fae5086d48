"""What a search finds in the five plans, and what comes first."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontology.namespaces import data
from service.searching.asking import Asked, Found, exact_act, search
from service.searching.facets import FACETS
from service.searching.folding import words
from service.searching.index import Index

DAY: Final = date(2026, 11, 21)
THANH_HOA: Final = str(data("unit/thanh-hoa"))

with (Path(__file__).parent / "queries.csv").open(encoding="utf-8", newline="") as file:
    QUERIES: Final = [(row["query"], row["first"]) for row in csv.DictReader(file)]


def asked(index: Index, text: str, kind: str = "", **chosen: list[str]) -> Found:
    return search(index, Asked(text, kind, chosen, DAY))


def first(index: Index, text: str) -> str:
    found = asked(index, text)
    return index.entries(found.places[:1])[0].iri if found.places else "nothing"


@pytest.mark.parametrize(("query", "wanted"), QUERIES)
def test_the_first_hit_is_what_was_meant(index: Index, query: str, wanted: str) -> None:
    assert first(index, query) == str(data(wanted))


def test_accents_and_none_find_the_same(index: Index) -> None:
    assert set(asked(index, "truy xuat nguon goc").places) == set(asked(index, "Truy xuất nguồn gốc").places)
    assert asked(index, "truy xuat nguon goc").kinds["task"] >= 5


def test_accents_as_typed_come_first(index: Index) -> None:
    """ "Đông Sơn" and "Đồng Sơn" are the same without accents; some of both stand, some are gone."""
    found = index.entries(asked(index, "Đông Sơn", kind="unit").places)
    names = {entry.name.partition(" ")[2] for entry in found}
    assert {"Đông Sơn", "Đồng Sơn"} <= names
    typed = [entry.name.endswith("Đông Sơn") for entry in found]
    assert typed == sorted(typed, reverse=True)


def test_a_phrase_in_quotation_marks_stands_together(index: Index) -> None:
    loose, together = asked(index, "chuẩn tiêu"), asked(index, '"chuẩn tiêu"')
    assert loose.way == "all"
    assert not set(together.places) & set(loose.places) or together.way != "all"


def test_the_last_word_may_still_be_typed(index: Index) -> None:
    found = asked(index, "truy xuất nguồn gố")
    assert found.way in ("all", "prefix")
    assert set(found.places) >= set(asked(index, "truy xuất nguồn gốc").places)


def test_slips_are_mended_and_told(index: Index) -> None:
    found = asked(index, "truy xuatt nguonn goc")
    assert found.way == "corrected"
    assert found.tried == "truy xuất nguồn gốc"
    assert set(found.places) == set(asked(index, "truy xuất nguồn gốc").places)


def test_words_run_together_are_parted(index: Index) -> None:
    assert asked(index, "truyxuat nguon goc").tried == "truy xuất nguồn gốc"


def test_a_word_that_nobody_wrote_is_left_out_last(index: Index) -> None:
    found = asked(index, "hệ thống chuẩn đo lường chính của tỉnh qqqqqqqq")
    assert found.way == "fewer"
    assert index.entries(found.places[:1])[0].iri.endswith("1169-qd-ubnd/task/II.7")


@pytest.mark.parametrize("nothing", ["qqqqqqqqqq zzzzzzzzzz", "1234567/QQ-ZZZZ"])
def test_what_is_not_there_is_not_found(index: Index, nothing: str) -> None:
    assert asked(index, nothing).way == "none"
    assert not asked(index, nothing).places


@pytest.mark.parametrize(
    "odd", ['"', "AND", 'a OR "', "*", "(", "NEAR(a b)", "name:x", "-x", "\x00", "'; DROP TABLE item", "^a"]
)
def test_signs_of_the_query_language_are_only_text(index: Index, odd: str) -> None:
    asked(index, odd)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_can_be_looked_up(index: Index, text: str) -> None:
    found = asked(index, text)
    assert sum(found.kinds.values()) == len(found.places) == len(set(found.places))


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data_=st.data())
def test_a_text_is_found_by_any_of_its_words_without_accents(index: Index, data_: st.DataObject) -> None:
    (entry,) = index.entries([data_.draw(st.integers(0, index.ends[1] - 1))])
    known = words(entry.name)
    if known:
        assert entry.place in asked(index, f'"{data_.draw(st.sampled_from(known)).folded}"').places


@pytest.mark.parametrize("line", ["1703/QĐ-TTg", "Quyết định số 1703/QĐ-TTg", "qd 1703/qd-ttg"])
def test_a_whole_number_leads_straight_to_its_act(index: Index, line: str) -> None:
    assert exact_act(index, line) == str(data("doc/ttg/2024/1703-qd-ttg"))


@pytest.mark.parametrize(
    "line", ["1703", "truy xuất nguồn gốc", "1703/QĐ-TTg truy xuất", "9999/QĐ-TTg", "", "1703/QĐ-TTg 38-CT/TW"]
)
def test_anything_else_does_not(index: Index, line: str) -> None:
    assert exact_act(index, line) is None


def test_a_facet_narrows_to_what_it_counted(index: Index) -> None:
    found = asked(index, "tiêu chuẩn đo lường chất lượng")
    for facet in FACETS:
        for value, count in found.counts[facet].items():
            kinds = FACETS[facet]
            chosen = Asked("tiêu chuẩn đo lường chất lượng", "", {facet: [value]}, DAY)
            narrowed = search(index, chosen)
            assert sum(number for kind, number in narrowed.kinds.items() if kind in kinds) == count, (facet, value)


def test_values_of_one_facet_widen_and_of_two_narrow(index: Index) -> None:
    text = "tiêu chuẩn"
    every = asked(index, text, kind="task")
    counts = every.counts["province"]
    two = sorted(counts)[:2]
    assert len(asked(index, text, kind="task", province=two).places) == sum(counts[one] for one in two)
    both = asked(index, text, kind="task", province=[THANH_HOA], role=["lead"])
    assert 0 < len(both.places) <= counts[THANH_HOA]


def test_deadlines_are_held_against_the_day(index: Index) -> None:
    early = search(index, Asked("", "task", {}, date(2025, 1, 1))).counts["deadline"]
    late = search(index, Asked("", "task", {}, date(2040, 1, 1))).counts["deadline"]
    assert not early["overdue"]
    assert not late["quarter"]
    assert not late["later"]
    assert late["overdue"] == early["quarter"] + early["later"] > 0
    assert early["annual"] == late["annual"] > 0


def test_without_words_everything_is_there(index: Index) -> None:
    assert len(asked(index, "").places) == index.size
