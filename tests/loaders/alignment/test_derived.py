"""Plans whose origin is known: nearly all is found, and nearly nothing else."""

from __future__ import annotations

import pytest

from loaders.lineage import ActItems, Item, links
from tests.loaders.alignment.derived import UNRELATED, chain, derived, score
from tests.loaders.alignment.gold import read

PLANS = ("000", "001", "002", "003", "004")
SEEDS = range(8)


def figures(counts: list[tuple[int, int, int]]) -> tuple[float, float]:
    right, found, all_ = (sum(column) for column in zip(*counts, strict=True))
    return right / found, right / all_


@pytest.mark.parametrize("number", PLANS)
def test_rows_of_a_derived_plan_find_the_rows_that_they_were_made_from(number: str) -> None:
    source = read(number).items
    counts = []
    for seed in SEEDS:
        act, origins = derived(source, f"{source.act}-province", seed)
        counts.append(score(act, source, origins))
    precision, recall = figures(counts)
    assert precision >= 0.97
    assert recall >= 0.95


def test_a_chain_of_two_derivations_leads_back_to_the_first_rows() -> None:
    counts = []
    for number in PLANS:
        source = read(number).items
        for seed in SEEDS:
            act, origins = chain(source, seed)
            counts.append(score(act, source, origins))
    precision, recall = figures(counts)
    assert precision >= 0.97
    assert recall >= 0.95


def test_points_that_a_derived_row_is_tied_to_are_those_of_its_origin() -> None:
    source = read("000").items
    rows = {task.node for task in source.tasks}
    own = {(link.obligation, link.target) for link in links(source, [])}
    act, origins = derived(source, f"{source.act}-commune", 3)
    points = [link for link in links(act, [source]) if link.target not in rows]
    right = [link for link in points if (origins[link.obligation], link.target) in own]
    assert len(points) >= 15
    assert len(right) >= 0.95 * len(points)


def test_work_of_another_field_stays_without_a_link() -> None:
    source = read("000").items
    act, origins = derived(source, f"{source.act}-commune", 5)
    linked = {link.obligation for link in links(act, [source])}
    assert not linked & {task for task, origin in origins.items() if origin is None}


@pytest.mark.parametrize("number", ["000", "003"])
def test_an_act_of_another_field_has_no_links(number: str) -> None:
    act = "https://w3id.org/cancu/id/doc/an-giang/2025/7-kh-ubnd"
    tasks = [Item(f"{act}/task/{at}", text, ("Nhiệm vụ trọng tâm",), at) for at, text in enumerate(UNRELATED, 1)]
    assert links(ActItems(act, tuple(tasks), ()), [read(number).items]) == ()


def test_a_single_part_is_not_taken_for_want_of_others() -> None:
    act = "https://w3id.org/cancu/id/doc/an-giang/2025/7-kh-ubnd"
    tasks = [Item(f"{act}/task/{at}", text, (), at) for at, text in enumerate(UNRELATED, 1)]
    part = Item(f"{act}/text/I", "Thủ trưởng các cơ quan tập trung thực hiện các nhiệm vụ sau đây:", (), 1)
    assert links(ActItems(act, tuple(tasks), (part,)), []) == ()


def test_what_stands_in_a_row_counts_also_where_the_groups_have_no_titles() -> None:
    source = read("000").items
    bare = ActItems(source.act, tuple(type(task)(task.node, task.text, (), task.order) for task in source.tasks), ())
    act, origins = derived(bare, f"{source.act}-commune", 2)
    right, found, all_ = score(act, bare, origins)
    assert right >= 0.95 * all_
    assert right >= 0.95 * found
