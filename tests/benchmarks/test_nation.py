"""The made country is what the measurements and their true links rest on: it must be whole, lawful and repeatable."""

from __future__ import annotations

from functools import cache

import pytest
from pyoxigraph import NamedNode

from benchmarks.nation import CENTRE, Made, acts, parts
from benchmarks.nation.words import fields, wording
from loaders.record import Record
from loaders.triples import ActGraphs, act_graphs
from ontology.namespaces import BASE
from ontology.terms import cancu, eli, node

COMMUNES = 12


@cache
def country(seed: int = 7) -> tuple[Made, ...]:
    """Two directives in one province with its first communes."""
    return tuple(
        made
        for directive in (0, 1)
        for place in (CENTRE, "bac-ninh")
        for made in acts(directive, place, most_communes=COMMUNES, seed=seed)
    )


@cache
def graphs() -> tuple[ActGraphs, ...]:
    return tuple(act_graphs(made.record) for made in country())


def relations(act: ActGraphs, predicate: NamedNode) -> set[str]:
    return {str(quad.object) for quad in act.quads if quad.predicate == predicate}


def test_the_same_seed_gives_the_same_country_part_by_part() -> None:
    alone = list(acts(1, "bac-ninh", most_communes=COMMUNES, seed=7))
    assert alone == list(country()[-len(alone) :])
    assert [made.record for made in country(8)] != [made.record for made in country()]


def test_a_whole_country_has_3391_acts_a_directive() -> None:
    from benchmarks.nation.places import communes, provinces

    assert len(provinces()) == 34
    assert 2 + sum(2 + len(communes(province)) for province in provinces()) == 3391
    assert len(parts(10)) == 10 * 35


def test_more_directives_than_there_are_words_for_are_refused() -> None:
    with pytest.raises(ValueError, match="1 to 10 directives"):
        parts(11)


def test_each_level_has_its_tasks() -> None:
    assert len(country()) == 2 * (2 + 2 + COMMUNES)
    counts = [len(made.record.tasks) for made in country()[: 4 + COMMUNES]]
    assert counts[:4] == [0, 25, 0, 25]
    assert set(counts[4:]) <= {12, 13}


def test_each_record_is_one_that_readers_could_have_made() -> None:
    for made in country():
        again = Record.model_validate_json(made.record.to_json())
        assert again == made.record
        assert 3 <= len(again.legal_bases) <= 6 or again.document.type == "Chỉ thị"


def test_every_end_of_a_true_link_is_a_node() -> None:
    nodes = {quad.subject for act in graphs() for quad in act.quads}
    for made, act in zip(country(), graphs(), strict=True):
        for link in made.truth:
            assert NamedNode(f"{act.act}/task/{link.task}") in nodes
            assert node(f"{link.act}/task/{link.target}") in nodes
        for task, point in made.points:
            assert NamedNode(f"{act.act}/task/{task}") in nodes
            assert NamedNode(f"{act.act}/{point}") in nodes


def test_most_rows_carry_out_a_row_above_and_some_are_a_levels_own() -> None:
    decision = country()[3]
    linked = {link.task for link in decision.truth}
    assert 20 <= len(linked) <= 23
    assert {link.act for link in decision.truth} == {graphs()[1].act.removeprefix(BASE)}


def test_a_communes_plan_carries_out_the_decision_of_its_province_and_that_of_the_prime_minister() -> None:
    directive, decree, party, decision, *communes = graphs()[: 4 + COMMUNES]
    for commune in communes:
        assert str(NamedNode(decision.act)) in relations(commune, cancu("implements"))
        assert str(NamedNode(decree.act)) in relations(commune, eli("based_on"))
    assert str(NamedNode(party.act)) in relations(decision, eli("based_on"))
    assert str(NamedNode(directive.act)) in relations(party, cancu("implements"))
    assert str(NamedNode(directive.act)) in relations(decree, cancu("implements"))


def test_every_body_that_leads_is_one_of_the_tables_or_an_open_group() -> None:
    unknown = {
        str(quad.subject) for act in graphs() for quad in act.quads if quad.predicate.value.endswith("editorialNote")
    }
    assert not unknown


def test_faults_are_in_the_record_as_they_are_told() -> None:
    told = [(made, kind, task) for seed in range(8) for made in country(seed) for kind, task in made.faults]
    assert {kind for _, kind, _ in told} >= {"lead", "deadline", "text"}
    for made, kind, number in told:
        task = next((task for task in made.record.tasks if task.id == number), None)
        if kind in ("lead", "deadline", "text"):
            assert task is not None and not getattr(task, kind)
        elif kind in ("number", "date"):
            assert getattr(made.record.document, kind) is None
    without_lead = sum(not task.lead for made in country() for task in made.record.tasks)
    assert without_lead == sum(kind == "lead" for made in country() for kind, _ in made.faults)


def test_no_two_tasks_of_a_plan_say_the_same_and_directives_share_no_object() -> None:
    for made in country():
        texts = [task.text for task in made.record.tasks if task.text]
        assert len(set(texts)) == len(texts)
    objects = [name for field in fields() for name in (*field.objects, *field.local)]
    assert len(set(objects)) == len(objects) == (13 + 8) * len(fields())


def test_a_plans_own_tasks_are_about_matters_that_no_plan_above_speaks_of() -> None:
    decree, decision, commune = country()[1], country()[3], country()[4]
    for plan, above in ((decision, (decree,)), (commune, (decree, decision))):
        bound = {link.task for link in plan.truth}
        own = [task for task in plan.record.tasks if task.id not in bound and task.text]
        assert own
        for task in own:
            (matter,) = (name for name in fields()[0].local if name in (task.text or ""))
            assert not any(matter in (other.text or "") for act in above for other in act.record.tasks)


def test_where_a_row_is_split_the_one_above_says_what_its_second_half_stresses() -> None:
    field = fields()[0]
    halves = 0
    for decision, *communes in (country(seed)[3 : 4 + COMMUNES] for seed in range(4)):
        texts = {task.id: task.text or "" for task in decision.record.tasks}
        for commune in communes:
            for link in commune.truth:
                (text,) = (task.text or "" for task in commune.record.tasks if task.id == link.task)
                for matter, detail in (*field.objects.items(), *field.local.items()):
                    if text.lower().startswith(f"{detail} đối với".lower()) and matter in text:
                        assert detail.lower() in texts[link.target].lower()
                        halves += 1
    assert halves


def test_every_frame_names_verbs_and_bodies_that_there_are() -> None:
    words = wording()
    for frame in words.frames:
        assert frame.verb in words.verbs
        assert {frame.lead, *frame.beside} <= {"main", *words.bodies}
    for group, quota in enumerate(words.quotas):
        assert sum(frame.group == group for frame in words.frames) >= quota
