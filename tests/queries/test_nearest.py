"""The derived edge against the path: it must lead to the same acts, and hold no step that another chain makes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from queries.engine import OxigraphEngine
from queries.nearest import nearest_above

ACTS = [f"doc/{number}" for number in range(7)]
GRAPHS = st.dictionaries(st.sampled_from(ACTS), st.sets(st.sampled_from(ACTS), max_size=4), max_size=7)


def reached(start: str, above: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    ends = {start}
    while ends:
        ends = {base for end in ends for base in above.get(end, set())} - found
        found |= ends
    return found


def test_a_plan_hangs_on_the_decision_and_not_also_on_the_directive_that_it_carries_out() -> None:
    above = {"1169/QĐ-UBND": {"38-CT/TW", "1703/QĐ-TTg"}, "1703/QĐ-TTg": {"38-CT/TW"}}
    assert nearest_above(above) == {"1169/QĐ-UBND": {"1703/QĐ-TTg"}, "1703/QĐ-TTg": {"38-CT/TW"}}


def test_two_acts_that_name_each_other_both_stay() -> None:
    above = {"a": {"b", "c"}, "b": {"c"}, "c": {"b"}}
    assert nearest_above(above)["a"] == {"b", "c"}


@given(GRAPHS)
def test_the_same_acts_lie_above_by_either_way(above: dict[str, set[str]]) -> None:
    nearest = nearest_above(above)
    for act in ACTS:
        assert reached(act, nearest) - {act} == reached(act, above) - {act}


@given(GRAPHS)
def test_no_act_is_near_that_stands_above_another_near_one(above: dict[str, set[str]]) -> None:
    for act, bases in nearest_above(above).items():
        assert act not in bases
        for base in bases:
            for other in bases - {base}:
                circle = other in reached(base, above) or act in reached(other, above)
                assert circle or base not in reached(other, above)


def test_the_questions_edge_leads_where_the_path_leads(engine: OxigraphEngine) -> None:
    ask = "PREFIX cancu: <https://w3id.org/cancu/ontology#> PREFIX eli: <http://data.europa.eu/eli/ontology#> "
    by_path = engine.select(ask + "SELECT DISTINCT ?act ?above { ?act (eli:based_on|cancu:implements)+ ?above }").rows
    by_edge = engine.select(ask + "SELECT DISTINCT ?act ?above { ?act cancu:hangsOn+ ?above }").rows
    assert set(by_edge) == set(by_path)
    direct = engine.select(ask + "SELECT ?act ?above { ?act cancu:hangsOn ?above }").rows
    assert 0 < len(direct) < len(by_path)
