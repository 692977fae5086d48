"""What bodies bear, named themselves and through a group."""

from __future__ import annotations

from queries.analysis.chains import Chains
from queries.analysis.facts import Facts, read_facts
from queries.analysis.load import Load, loads
from tests.queries.analysis.small import SMALL, engine_of, iri

DAY = "2025-09-01"


def load_of(facts: Facts, body: str, day: str = DAY) -> Load:
    (found,) = [load for load in loads(facts, Chains(facts.links), day) if load.body.iri == iri(body)]
    return found


def test_a_body_bears_what_names_it(facts: Facts) -> None:
    assert load_of(facts, "agency/x/so-y-te").named == {"lead": 2, "coordinating": 1, "directing": 0}
    assert load_of(facts, "group/x/so-ban-nganh").named == {"lead": 0, "coordinating": 2, "directing": 0}


def test_a_group_counts_for_members_that_the_act_does_not_name_itself(facts: Facts) -> None:
    # U/1 names the group and Sở Y tế: that is no duty more
    assert load_of(facts, "agency/x/so-y-te").grouped["coordinating"] == 1


def test_a_member_that_did_not_stand_yet_bears_nothing_of_the_group(facts: Facts) -> None:
    # L is of 2024, Sở Tài chính of 2025
    assert load_of(facts, "agency/x/so-tai-chinh").grouped["coordinating"] == 1


def test_groups_of_groups_reach_their_members_and_end_where_they_turn_back() -> None:
    facts = read_facts(
        engine_of(
            SMALL
            + """<graph/bodies> {
        <group/x/tat-ca> a cancu:AgencyGroup ; cancu:hasMember <group/x/so-ban-nganh> .
        <group/x/so-ban-nganh> cancu:hasMember <group/x/tat-ca> . }
        <graph/doc/r> { <doc/r/task/1> cancu:directingAgency <group/x/tat-ca> . }"""
        )
    )
    assert load_of(facts, "agency/x/so-tai-chinh").grouped["directing"] == 1


def test_open_are_deadlines_from_the_day_on_and_those_that_come_back(facts: Facts) -> None:
    assert load_of(facts, "agency/x/so-y-te").open == 2  # quý II/2026, 15/11 hằng năm; not "thường xuyên"
    assert load_of(facts, "agency/x/so-y-te", "2026-06-30").open == 2
    assert load_of(facts, "agency/x/so-y-te", "2026-07-01").open == 1


def test_chains_pass_through_a_body_in_whatever_role(facts: Facts) -> None:
    assert load_of(facts, "agency/x/so-y-te").chains == 3
    assert load_of(facts, "agency/x/so-tai-chinh").chains == 2
    assert load_of(facts, "agency/x/to-cong-tac").chains == 0


def test_the_heaviest_stands_first_and_who_bears_nothing_does_not_stand_there(facts: Facts) -> None:
    found = [load.body.label for load in loads(facts, Chains(facts.links), DAY)]
    assert found == ["Sở Y tế", "Các sở, ban, ngành", "Sở Tài chính", "Tổ công tác 05"]
